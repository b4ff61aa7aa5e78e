"""Tests of geo/app/publishing."""
