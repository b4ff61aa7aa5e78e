"""Tests of geo/paint."""
