"""Tests of events/intake/files."""
