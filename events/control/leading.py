"""Whom a sentence about a day is about: the party that has gained most by then."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from events.control.changes import Change
from events.model import Party, PartyId


def leading(changed: Iterable[Change], days: Iterable[date], parties: Sequence[Party]) -> Iterator[PartyId]:
    """
    Find for each day the party that gained most places up to it; among equals, the last to gain, else the first listed.

    A claim is no gain, nor is a first report of a place that is held, or what a party only takes back.

    Parameters
    ----------
    changed
        Changes, and `days`, both in order of day.
    """
    gained = Counter({party.id: 0 for party in parties})
    latest = dict.fromkeys(gained, date.min)
    coming = iter(changed)
    change = next(coming, None)
    for day in days:
        while change and change.day <= day:
            if change.after in gained and change.taken:
                gained[change.after] += 1
                latest[change.after] = change.day
            change = next(coming, None)
        yield max(gained, key=lambda party: (gained[party], latest[party]))
