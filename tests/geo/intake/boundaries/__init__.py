"""Tests of geo/intake/boundaries."""
