"""Tests are sentences; the map they stand on is three squares in a row."""
