"""Tests of geo/plate."""
