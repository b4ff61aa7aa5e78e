"""Tests of geo/words/pages."""
