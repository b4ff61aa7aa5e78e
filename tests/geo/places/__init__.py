"""Tests of geo/places."""
