"""Tests of geo/app/articles."""
