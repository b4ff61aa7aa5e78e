"""Tests of geo/words."""
