"""Tests of events/intake/meaning."""
