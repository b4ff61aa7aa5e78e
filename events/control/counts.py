"""How much is under each standing, counted by a lens, with its range: on one day, or on each of many."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from events.control.rule import ONE_DAY, Spans, control_on
from events.model import CONTESTED, PlaceId, Span, Standing, is_held, is_reported

Sums = dict[tuple[Standing, str], float]
"""Sums by standing and field of `Count`."""


@dataclass(frozen=True, slots=True)
class Lens:
    """A way to count places."""

    id: str
    of: str
    """The denominator in words, as whoever made the lens gives it: ``of 421 districts``."""
    weights: Mapping[PlaceId, float]
    """The weight of each counted place; places that are absent are not counted."""
    unit: str = ""
    """The unit of the weights, in short: ``km²``; empty if places themselves are counted."""
    note: str = ""
    """What the weights are, in English: ``projection for 2019/20``; empty if that needs no word."""


@dataclass(frozen=True, slots=True)
class Count:
    """How much is under one standing on a day, in the unit of a lens."""

    held: float = 0
    lowest: float = 0
    """Held with no rival claim on it."""
    highest: float = 0
    """The lowest, plus what is held under a rival claim, what is claimed and what may already have changed to it."""
    inferred: float = 0
    """The part of `held` known only from wider reports."""
    claimed: float = 0
    """The part of `held` that is under a claim."""


def count_on(spans: Spans, day: date, lens: Lens) -> dict[Standing, Count]:
    """
    Add up what is under each standing on a day, with the lowest and highest figures the reports allow.

    Returns
    -------
    counts
        By standing, for those that occur, in the unit of the lens. For contested, unknown and presumed, lowest and
        highest equal `held`. What a party is presumed to hold has a standing of its own.
    """
    return count(control_on(spans, day), lens)


def count(control: Mapping[PlaceId, Span], lens: Lens) -> dict[Standing, Count]:
    """Add up one day's control as `count_on` does."""
    sums: Sums = defaultdict(int)
    for place, weight in lens.weights.items():
        for standing, part in _adds_to(control[place]):
            sums[standing, part] += weight
    return _counts(sums)


def not_reported(counts: Mapping[Standing, Count]) -> float:
    """Add up what no firm report speaks of, whoever is presumed to hold it."""
    return sum(count.held for standing, count in counts.items() if not is_reported(standing))


def count_each_day(spans: Spans, first: date, last: date, lens: Lens) -> list[dict[Standing, Count]]:
    """
    Count every day between two, both included, as `count_on` does, but in one pass over the spans.

    Returns
    -------
    counts
        By day, from `first` on. Fractional weights add up to within a millionth.
    """
    days = (last - first).days + 1
    steps: list[Sums] = [defaultdict(int) for _ in range(days + 1)]
    for place, weight in lens.weights.items():
        for span in spans[place]:
            if span.end > first and span.start <= last:
                start, end = max(span.start, first), min(span.end, last + ONE_DAY)
                for key in _adds_to(span):
                    steps[(start - first).days][key] += weight
                    steps[(end - first).days][key] -= weight
    sums: Sums = defaultdict(int)
    counts = []
    for step in steps[:days]:
        for key, change in step.items():
            sums[key] = round(sums[key] + change, 6)
        counts.append(_counts(sums))
    return counts


def _adds_to(span: Span) -> Iterator[tuple[Standing, str]]:
    """List the figures that a place adds to during a span: standing and field of a `Count`."""
    standing = span.standing
    yield standing, "held"
    yield standing, "highest"
    if not span.claim or not is_held(standing):
        yield standing, "lowest"
    if span.inferred:
        yield standing, "inferred"
    if span.claim:
        yield standing, "claimed"
    for party in (span.changing - {CONTESTED}) | ({span.claim} if span.claim else frozenset()):
        yield party, "highest"


def _counts(sums: Sums) -> dict[Standing, Count]:
    counts: dict[Standing, dict[str, float]] = defaultdict(dict)
    for (standing, part), weight in sums.items():
        if weight:
            counts[standing][part] = weight
    return {standing: Count(**parts) for standing, parts in counts.items()}
