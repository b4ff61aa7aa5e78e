"""Looks and counts of each day, in the most compact form that the page can use."""

from collections.abc import Iterable, Mapping
from datetime import date

from events.control.counts import Count
from events.control.rule import Spans
from events.model import PlaceId, Standing, War
from geo.paint.looks import Look, look_of
from geo.words.standings import standings


def runs(spans: Spans, places: Iterable[PlaceId], first: date, last: date) -> tuple[list[Look], list[list[int]]]:
    """
    Encode the looks of each place between two days, both included.

    Returns
    -------
    looks
        Those that occur, each once.
    runs
        For each place a flat list: the day a look begins, counted from `first`, and its number; and so on.
    """
    numbers: dict[Look, int] = {}
    encoded = []
    for place in places:
        run: list[int] = []
        for span in spans[place]:
            if span.end > first and span.start <= last:
                look = numbers.setdefault(look_of(span), len(numbers))
                if not run or run[-1] != look:
                    run += [max((span.start - first).days, 0), look]
        encoded.append(run)
    return list(numbers), encoded


def tallies(counts: Iterable[Mapping[Standing, Count]], war: War) -> list[list[float]]:
    """
    Encode the counts of each day.

    Returns
    -------
    tallies
        For each day a flat list in the lens's unit: for each of `standings` the figure held, its lowest, its highest,
        and the part of it that is inferred; then what is under a claim.
    """
    nothing = Count()
    tallied = []
    for counted in counts:
        row: list[float] = []
        for standing in standings(war):
            tally = counted.get(standing, nothing)
            row += [tally.held, tally.lowest, tally.highest, tally.inferred]
        tallied.append([*row, sum(tally.claimed for tally in counted.values())])
    return tallied
