"""Addresses of views, citations, and the origin of pictures."""
