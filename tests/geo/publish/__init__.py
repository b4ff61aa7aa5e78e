"""Tests of geo/publish."""
