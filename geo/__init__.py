"""Where the districts are, and how what we know of them is drawn."""
