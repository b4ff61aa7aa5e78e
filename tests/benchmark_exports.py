"""
What the files that we give away cost: their size, and the time to make them. Run by `python -m tests.benchmark`.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

from events.control.reading import read_as_known
from events.model import Event
from geo.atlas.atlas import Atlas
from geo.exports.export import export
from geo.exports.kinds import What, kinds_of
from geo.places.country import load_country
from geo.places.digest import data_digest

Figures = tuple[str, list[float], str, float | None]
"""What is measured, its runs, the unit, and the most it may be."""

RUNS = 3


def files(atlas: Atlas) -> Iterator[Figures]:
    """Every file of the shipped ledger."""
    country, reading = load_country(), atlas.reading
    yield "digest of the data", [_made(lambda: data_digest(reading, country).encode())[0] * 1000], "ms", None
    for what in What:
        for kind in kinds_of(what):
            made = [_made(lambda what=what, kind=kind: export(reading, country, what, kind)) for _ in range(RUNS)]  # type: ignore[misc]
            name = f"{what} as {kind}, {made[0][1] / 1000:.0f} kB"
            yield name, [seconds * 1000 for seconds, _ in made], "ms", None


def many_reports(events: list[Event], atlas: Atlas) -> Iterator[Figures]:
    """Spans and events of 100,000 reports."""
    country = load_country()
    reading = read_as_known(replace(atlas.ledger, events=tuple(events)), country.gazetteer.province_of)
    for what in (What.SPANS, What.EVENTS):
        seconds, size = _made(lambda what=what: export(reading, country, what, "csv"))  # type: ignore[misc]
        yield f"100,000 reports: {what} as csv, {size / 1e6:.0f} MB", [seconds], "s", None


def _made(work: Callable[[], bytes]) -> tuple[float, int]:
    """Seconds, and bytes."""
    begun = time.perf_counter()
    size = len(work())
    return time.perf_counter() - begun, size
