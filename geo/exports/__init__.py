"""Data files to download."""
