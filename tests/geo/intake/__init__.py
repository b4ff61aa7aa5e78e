"""Tests of geo/intake."""
