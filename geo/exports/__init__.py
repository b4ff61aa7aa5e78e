"""Data files to take away."""
