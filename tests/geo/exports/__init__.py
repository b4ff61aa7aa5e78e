"""Tests of geo/exports."""
