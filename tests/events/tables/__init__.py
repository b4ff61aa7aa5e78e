"""Tests of events/tables."""
