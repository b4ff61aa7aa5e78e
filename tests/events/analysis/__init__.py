"""Tests of events/analysis."""
