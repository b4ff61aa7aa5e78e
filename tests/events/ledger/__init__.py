"""Tests of events/ledger."""
