"""Tests of geo/app/intake."""
