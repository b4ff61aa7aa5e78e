"""Tests of geo/tables."""
