"""Tests of geo/films."""
