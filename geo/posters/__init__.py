"""Posters, for print and screens."""
