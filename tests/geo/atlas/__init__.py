"""Tests of geo/atlas."""
