"""
Sentences and dates made from the data, so that every number on the page is true.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from urllib.parse import quote

from events.changes import Change
from events.control import Count
from events.model import UNKNOWN, Certainty, Kind, PartyId, PlaceId, Report, Scope, Source, Standing

WINDOW_DAYS = 3
"""How far back a headline looks: long enough for a weekend and the day its news is printed. Its words say "three"."""

FEW = 3
"""Up to how many places a headline names."""

LEGAL = ":/?#[]@!$&'()*+,;=%-._~"
"""What may stand in an address as it is."""

NUMBERS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve"]

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
    if not report.firm and report.kind != Kind.CLAIMED:
        said += ", as that side claims"
    if report.part:
        return f"{report.place_as_reported}: {said}"
    if report.scope in (Scope.PROVINCE, Scope.COUNTRY):
        return f"{report.place_as_reported}: {said} (a report on the {report.scope})"
    return said


def dated(report: Report) -> str:
    """Say how well a report is dated and when it became known: ``dated to the week, known 5 July 2021 or later``."""
    later = "" if report.known_to_the_day else " or later"
    return f"dated to the {report.precision}, known {day_words(report.known)}{later}"


def unmarked(words: str) -> str:
    """
    Write words so that Markdown takes them for words.

    >>> print(unmarked("*Fall* of [Kabul](x)"))
    \\*Fall\\* of \\[Kabul\\]\\(x\\)
    """
    return re.sub(r"([!-/:-@[-`{-~])", r"\\\1", " ".join(words.split()))


def cited(source: Source) -> str:
    """Name a source in Markdown: with a link to its page, or with the reason why there is none."""
    named = f"{unmarked(source.publisher)}: {unmarked(source.title)}"
    if source.unlinked_because:
        return f"{named} ({unmarked(source.unlinked_because)})"
    return f"[{named}](<{quote(source.url, safe=LEGAL)}>)"


def headline(
    recent: Sequence[Change],
    day: date,
    names: Mapping[PlaceId, str],
    province_names: Mapping[PlaceId, str],
    capitals: Mapping[PlaceId, int],
    called: Mapping[Standing, str],
) -> str:
    """
    Say in a line what the days up to this one brought.

    Parameters
    ----------
    recent
        Changes of any days, by day; only those of the last `WINDOW_DAYS` up to the day are told of.
    province_names
        By place.
    capitals
        The districts of provincial capitals, with their people: the largest is named.
    called
        Each party's name as it stands in a sentence.
    """
    window = [change for change in recent if day - timedelta(WINDOW_DAYS) < change.day <= day]
    # Only what still stands on the day: a place that changed twice is told of once, as it ended.
    firm = {change.place: change for change in window if not change.claimed}
    gains = [change for change in firm.values() if change.after in called]
    passed = [change for change in gains if change.before != UNKNOWN or change.lead.kind != Kind.HELD]
    if capitals_today := [change for change in passed if change.day == day and change.place in capitals]:
        return _capitals(capitals_today, names, capitals, called)
    if passed:
        party, places = _most(passed)
        if party is None:
            return f"{_districts({change.place for change in passed})} change hands in three days"
        if len(places) <= FEW:
            return f"{_listed(places, names)} {_plural(places, 'passes', 'pass')} to {called[party]}"
        inferred = sum(change.inferred for change in passed if change.place in places)
        most = f", {inferred} of them inferred" if inferred * 2 > len(places) else _where(places, province_names)
        return f"{_districts(places)} pass to {called[party]} in three days{most}"
    if gains:
        party, places = _most(gains)
        held_by = f"held by {called[party]}" if party else "held by one side or the other"
        places = places or {change.place for change in gains}
        return f"{_districts(places)} {_plural(places, 'is', 'are')} reported {held_by}{_where(places, province_names)}"
    if claims := [change for change in window if change.claimed]:
        party, places = _most(claims)
        by = called[party] if party else "one side or the other"
        places = places or {change.place for change in claims}
        return f"{_districts(places)} claimed by {by} in three days{_where(places, province_names)}"
    return f"No district is reported to change hands in the three days to {day_words(day, year=False)}"


def number_words(number: int) -> str:
    """
    Write a number as it begins a line.

    >>> number_words(7), number_words(29)
    ('Seven', '29')
    """
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def sentence(counts: Mapping[Standing, Count], party: PartyId, called: Mapping[Standing, str]) -> str:
    """Say how much a party holds by the reports, how far that may be out, how much is inferred and how much unknown."""
    total = round(sum(count.held for count in counts.values()))
    count, unknown = counts.get(party, Count()), round(counts.get(UNKNOWN, Count()).held)
    said = f"By the reports in this ledger {called[party]} hold {count.held:.0f} of {total} districts"
    if count.lowest != count.highest:
        said += f" ({count.lowest:.0f} to {count.highest:.0f} as claims and loose dates allow)"
    if count.inferred:
        said += f", {count.inferred:.0f} of them only by reports on a whole province or the country"
    return said + (f". For {unknown} no firm report says who does." if unknown else ".")


def _capitals(
    changes: Sequence[Change],
    names: Mapping[PlaceId, str],
    people: Mapping[PlaceId, int],
    called: Mapping[Standing, str],
) -> str:
    """``Kabul and seven more provincial capitals pass to the Taliban``."""
    party, places = _most(changes)
    if party is None:
        return f"{_listed({change.place for change in changes}, names)} change hands"
    if len(places) <= FEW:
        return f"{_listed(places, names)} {_plural(places, 'passes', 'pass')} to {called[party]}"
    largest = max(places, key=lambda place: (people[place], place))
    more = number_words(len(places) - 1).lower()
    return f"{names[largest]} and {more} more provincial capitals pass to {called[party]}"


def _most(changes: Sequence[Change]) -> tuple[PartyId | None, set[PlaceId]]:
    """The party that gains most, and where; none, and nowhere, where two gain as much."""
    gained: dict[PartyId, set[PlaceId]] = defaultdict(set)
    for change in changes:
        gained[change.after].add(change.place)
    most = max(map(len, gained.values()))
    leaders = [party for party, places in gained.items() if len(places) == most]
    return (leaders[0], gained[leaders[0]]) if len(leaders) == 1 else (None, set())


def _plural(places: set[PlaceId], one: str, many: str) -> str:
    return one if len(places) == 1 else many


def _districts(places: set[PlaceId]) -> str:
    return f"{number_words(len(places))} {_plural(places, 'district', 'districts')}"


def _listed(places: set[PlaceId], names: Mapping[PlaceId, str]) -> str:
    *others, last = sorted(names[place] for place in places)
    return f"{', '.join(others)} and {last}" if others else last


def _where(places: set[PlaceId], province_names: Mapping[PlaceId, str]) -> str:
    """The province where most of the places are, where that says something."""
    counts = Counter(province_names[place] for place in places)
    province, there = min(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    if there == len(places):
        return f", in {province}" if there == 1 else f", all in {province}"
    return f", {there} of them in {province}" if there > FEW else ""
