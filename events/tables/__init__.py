"""Rows to take away."""
