"""Tests of geo/posters."""
