"""Tests of geo/charts."""
