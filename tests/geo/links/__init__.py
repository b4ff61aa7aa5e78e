"""Tests of geo/links."""
