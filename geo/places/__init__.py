"""Where: districts, boundaries, names, and the ways to count them."""
