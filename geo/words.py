"""
Sentences and dates made from the data, so that every number on the page is true.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from events.changes import Change
from events.control import Count
from events.model import UNKNOWN, Certainty, Kind, PartyId, PlaceId, Report, Scope, Standing

WINDOW_DAYS = 3
"""How far back a headline looks: long enough for a weekend and the day its news is printed."""

FEW = 3
"""Up to how many places a headline names."""

DONE = {
    Kind.CAPTURED: "captured by {}",
    Kind.SURRENDERED: "surrendered to {}",
    Kind.ABANDONED: "abandoned to {}",
    Kind.WITHDRAWN: "left to {} by a withdrawal",
    Kind.RECAPTURED: "retaken by {}",
    Kind.HELD: "held by {}",
    Kind.CONTESTED: "contested, attacked by {}",
    Kind.CLAIMED: "claimed by {}",
    Kind.FIGHTING: "fighting, attacked by {}",
}
SAID = {
    Certainty.CONFIRMED: "confirmed by the losing side or both",
    Certainty.REPORTED: "reported by others",
    Certainty.CLAIMED: "said only by the side that gains",
}


def day_words(day: date, year: bool = True) -> str:
    """
    Write a day as it is read.

    >>> day_words(date(2021, 7, 5)), day_words(date(2021, 7, 5), year=False)
    ('5 July 2021', '5 July')
    """
    return f"{day.day} {day:%B}" + (f" {day.year}" if year else "")


def interval_words(earliest: date, latest: date) -> str:
    """
    Write the days a report can mean, both included.

    >>> interval_words(date(2021, 7, 3), date(2021, 7, 4)), interval_words(date(2021, 6, 28), date(2021, 7, 4))
    ('3–4 July', '28 June – 4 July')
    """
    if earliest == latest:
        return day_words(latest, year=False)
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{day_words(latest, year=False)}"
    return f"{day_words(earliest, year=False)} – {day_words(latest, year=False)}"


def report_words(report: Report, called: Mapping[PartyId, str]) -> str:
    """Say what a report says: ``captured by the Taliban``."""
    said = DONE[report.kind].format(called[report.party])
    if report.part:
        return f"{report.place_as_reported}: {said}"
    if report.scope in (Scope.PROVINCE, Scope.COUNTRY):
        return f"{report.place_as_reported}: {said} (a report on the {report.scope})"
    return said


def headline(
    recent: Sequence[Change],
    day: date,
    names: Mapping[PlaceId, str],
    province_names: Mapping[PlaceId, str],
    capitals: frozenset[PlaceId],
    called: Mapping[Standing, str],
) -> str:
    """
    Say in a line what the days up to this one brought.

    Parameters
    ----------
    recent
        Changes of standing, of any days; only the last `WINDOW_DAYS` up to the day are told of.
    province_names
        By place.
    called
        Each party's name as it stands in a sentence.
    """
    window = [change for change in recent if day - timedelta(WINDOW_DAYS) < change.day <= day and not change.claimed]
    gains = [change for change in window if change.after in called]
    capitals_today = [change for change in gains if change.day == day and change.place in capitals]
    if capitals_today:
        return _passing(capitals_today, names, called, "provincial capitals", "today")
    if not gains:
        return f"No district passes from hand to hand in the three days to {day_words(day, year=False)}"
    by_party = Counter(change.after for change in gains)
    most = max(by_party, key=lambda party: (by_party[party], party))
    theirs = [change for change in gains if change.after == most]
    places = {change.place for change in theirs}
    if len(places) <= FEW:
        return _passing(theirs, names, called, "districts", "")
    province, there = Counter(province_names[place] for place in places).most_common(1)[0]
    where = (
        f", all in {province}" if there == len(places) else f", {there} of them in {province}" if there > FEW else ""
    )
    return f"{len(places)} districts pass to {called[most]} in three days{where}"


def sentence(counts: Mapping[Standing, Count], party: PartyId, called: Mapping[Standing, str]) -> str:
    """Say how much a party holds by the reports, how far that may be out, and how much is not known."""
    total = round(sum(count.held for count in counts.values()))
    count, unknown = counts.get(party, Count()), round(counts.get(UNKNOWN, Count()).held)
    band = f" ({count.lowest:.0f} to {count.highest:.0f} as claims and loose dates allow)"
    held = f"By the reports in this ledger {called[party]} hold {count.held:.0f} of {total} districts"
    rest = f" For {unknown} no firm report says who does." if unknown else " For every district a report says who does."
    return held + (band if count.lowest != count.highest else "") + "." + rest


def _passing(
    gains: Sequence[Change],
    names: Mapping[PlaceId, str],
    called: Mapping[Standing, str],
    things: str,
    when: str,
) -> str:
    """``Zaranj and Sheberghan pass to the Taliban``, or how many things do where they are more than a few."""
    by_party = Counter(change.after for change in gains)
    most = max(by_party, key=lambda party: (by_party[party], party))
    places = sorted({names[change.place] for change in gains if change.after == most})
    if len(places) > FEW:
        return f"{len(places)} {things} pass to {called[most]}" + (f" {when}" if when else "")
    listed = " and ".join(filter(None, [", ".join(places[:-1]), places[-1]]))
    return f"{listed} {'pass' if len(places) > 1 else 'passes'} to {called[most]}"
