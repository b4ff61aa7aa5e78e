"""Tests of events/control."""
