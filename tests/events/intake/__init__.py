"""Tests of events/intake."""
