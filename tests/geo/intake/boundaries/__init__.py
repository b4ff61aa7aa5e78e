"""Tests of geo/intake."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"
