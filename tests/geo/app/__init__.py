"""Tests of geo/app."""
