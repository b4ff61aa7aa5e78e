"""Addresses of views, citations, and where a picture comes from."""
