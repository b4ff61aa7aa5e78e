"""Looks and counts of each day, in the most compact form that the page can use."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from events.analysis.life import claim_since, standing_since
from events.control.counts import Count
from events.control.reading import Reading
from events.control.rule import Spans
from events.model import PlaceId, Span, Standing, War
from geo.language import Language
from geo.paint.looks import Look, look_of
from geo.paint.marks import patterns
from geo.places.districts import District
from geo.words.standings import by_names, called, named_since, names, standings


def paint(reading: Reading, districts: tuple[District, ...], language: Language) -> dict[str, Any]:
    """Tell the page the standings, their patterns, and the looks of each place from day to day; see the payload."""
    war = reading.ledger.war
    parties = {party.id: party for party in war.parties}
    places = [district.code for district in districts]
    looks, encoded = runs(reading.spans, places, reading.first, reading.last, war)
    return {
        "standings": _standings(reading, language),
        "patterns": patterns(),
        "looks": [
            {
                "fill": look.fill,
                "marks": look.marks(parties),
                "words": _look_words(look, war, language),
                "standing": look.standing,
                "claim": look.claim,
                "inferred": look.inferred,
                "unsettled": look.unsettled,
            }
            for look in looks
        ],
        "runs": encoded,
        "since": [
            _since(reading.spans[place], run[::2], reading.first) for place, run in zip(places, encoded, strict=True)
        ],
    }


def _standings(reading: Reading, language: Language) -> list[list[Any]]:
    war, first = reading.ledger.war, reading.first
    at_first, later = names(war, language, first), {party.id: party.later for party in war.parties}
    return [
        [
            *(standing, at_first[standing], int(standing in later)),
            [((to.since - first).days, language.say(to.name)) for to in later.get(standing, ()) if to.since > first],
        ]
        for standing in standings(war)
    ]


def _look_words(look: Look, war: War, language: Language) -> str:
    named = names(war, language, look.named)
    return look.words(named, named | called(war, look.named, language), language)


def _since(spans: Sequence[Span], starts: Sequence[int], first: date) -> list[int]:
    """List the first days of standing and claim for each of the looks that begin on some days of the page."""
    days = [first + timedelta(start) for start in starts]
    began = [since for day in days for since in (standing_since(spans, day), claim_since(spans, day))]
    return [(since - first).days if since and since > date.min else -1 for since in began]


def runs(
    spans: Spans, places: Iterable[PlaceId], first: date, last: date, war: War
) -> tuple[list[Look], list[list[int]]]:
    """
    Encode the looks of each place between two days, both included.

    Returns
    -------
    looks
        Those that occur, each once; one with a party that gets another name is two.
    runs
        For each place a flat list: the day a look begins, counted from `first`, and its number; and so on.
    """
    numbers: dict[Look, int] = {}
    encoded = []
    for place in places:
        run: list[int] = []
        for span in by_names(spans[place], war):
            if span.end > first and span.start <= last:
                look = numbers.setdefault(replace(look_of(span), named=named_since(span, war)), len(numbers))
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
