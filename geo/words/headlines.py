"""The headline of each day, made from the data, so that every number in it is true."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from events.control.changes import Change, changes_between
from events.control.rule import ONE_DAY
from events.model import PartyId, PlaceId, Standing
from geo.language import ENGLISH, Language, Messages, message, messages
from geo.words.reports import EITHER_SIDE

WINDOW_DAYS = 3
"""The days that a headline covers: enough for a weekend and the day its news is printed. Its words say "three"."""

FEW = 3
"""The most places that a headline names."""


NUMBERS = [
    *(message("None"), message("One"), message("Two"), message("Three"), message("Four"), message("Five")),
    *(message("Six"), message("Seven"), message("Eight"), message("Nine"), message("Ten"), message("Eleven")),
    message("Twelve"),
]


class _Gained(NamedTuple):
    """Words for districts that one side gains, by how many of them lie in one province."""

    in_one: Messages
    """If all of them do."""
    mostly: str
    anywhere: str


HELD = _Gained(
    messages(
        "{amount} district in {province} reported to be held by {party}",
        "{amount} districts reported to be held by {party}, all in {province}",
    ),
    message("{amount} districts reported to be held by {party}, {there} of them in {province}"),
    message("{amount} districts reported to be held by {party}"),
)
CLAIMED = _Gained(
    messages(
        "{party:claim} {amount} district in {province} in three days",
        "{party:claim} {amount} districts in three days, all in {province}",
    ),
    message("{party:claim} {amount} districts in three days, {there} of them in {province}"),
    message("{party:claim} {amount} districts in three days"),
)


def headline(
    recent: Sequence[Change],
    day: date,
    names: Mapping[PlaceId, str],
    province_names: Mapping[PlaceId, str],
    capitals: Mapping[PlaceId, int],
    called: Mapping[Standing, str],
    language: Language = ENGLISH,
    where: str = "",
) -> str:
    """
    Write a headline for the days up to this one.

    Parameters
    ----------
    recent
        Changes on any days, in order of day; only those of the last `WINDOW_DAYS` up to the day are used.
    province_names
        By place.
    capitals
        The districts of provincial capitals, with their population: the largest is named.
    called
        Each party's name as it stands in a sentence.
    where
        The name of the area that all this is about; empty for the whole country.
    """
    said = _said(recent, day, names, province_names, capitals, called, language)
    if said:
        return capitalised(said if where in said else headed(said, where, language))
    until = language.day(day, year=False)
    if where and len(names) == 1:
        return language.say(
            "{place} not reported to have changed hands in the three days to {day}", place=where, day=until
        )
    if where:
        return language.say(
            "No district reported to have changed hands in {place} in the three days to {day}", place=where, day=until
        )
    return language.say("No district reported to have changed hands in the three days to {day}", day=until)


def headed(said: str, where: str, language: Language) -> str:
    """
    Put the name of an area before a headline.

    >>> headed("the Taliban take Yawan", "Badakhshan", ENGLISH)
    'Badakhshan: the Taliban take Yawan'
    """
    return language.say("{place}: {headline}", place=where, headline=said)


def _said(
    recent: Sequence[Change],
    day: date,
    names: Mapping[PlaceId, str],
    province_names: Mapping[PlaceId, str],
    capitals: Mapping[PlaceId, int],
    called: Mapping[Standing, str],
    language: Language,
) -> str:
    """Write what changed hands or was claimed in the days of a headline; nothing if nothing did."""
    window = changes_between(recent, day - timedelta(WINDOW_DAYS) + ONE_DAY, day)
    # Only changes that still stand on the day: a place that changed twice is counted once, with its latest change.
    firm = {change.place: change for change in window if not change.claimed}
    gains = [change for change in firm.values() if change.after in called]
    passed = [change for change in gains if not change.only_held]
    if capitals_today := [change for change in passed if change.day == day and change.place in capitals]:
        return _capitals(capitals_today, names, capitals, called, language)
    if passed:
        return _passed(passed, names, province_names, called, language)
    if gains:
        return _gained(HELD, gains, province_names, called, language)
    if claims := [change for change in window if change.claimed]:
        return _gained(CLAIMED, claims, province_names, called, language)
    return ""


def capitalised(said: str) -> str:
    """
    Begin a line with a capital, and leave the rest unchanged.

    >>> capitalised("the Taliban take Kabul")
    'The Taliban take Kabul'
    """
    return said[:1].upper() + said[1:]


def number_words(number: int, language: Language = ENGLISH) -> str:
    """
    Write a number as it begins a line.

    >>> number_words(7), number_words(29)
    ('Seven', '29')
    """
    return language.say(NUMBERS[number]) if number < len(NUMBERS) else language.number(number)


def _capitals(
    changes: Sequence[Change],
    names: Mapping[PlaceId, str],
    people: Mapping[PlaceId, int],
    called: Mapping[Standing, str],
    language: Language,
) -> str:
    """Write a headline on capitals: ``the Taliban take Kabul and seven other provincial capitals``."""
    party, places = _most(changes)
    if party is None:
        listed = _listed({change.place for change in changes}, names, language)
        return language.say("{places} change hands", places=listed)
    if len(places) <= FEW:
        return _few(changes, places, _listed(places, names, language), called[party], language)
    largest = max(places, key=lambda place: (people[place], place))
    return language.say(
        "{party:take} {place} and {more} other provincial capitals",
        place=names[largest],
        more=number_words(len(places) - 1, language).lower(),
        party=called[party],
    )


def _passed(
    passed: Sequence[Change],
    names: Mapping[PlaceId, str],
    province_names: Mapping[PlaceId, str],
    called: Mapping[Standing, str],
    language: Language,
) -> str:
    party, places = _most(passed)
    if party is None:
        amount = number_words(len({change.place for change in passed}), language).lower()
        return language.say("{amount} districts change hands in three days", amount=amount)
    if len(places) <= FEW:
        listed = _listed(places, names, language)
        # A bare name may be a word as well, as Nerkh is "price" in Dari; a translation then says that it is a
        # district's.
        if len(places) == 1:
            listed = language.say("{district}", district=listed)
        else:
            listed = language.say("{districts}", districts=listed)
        return _few(passed, places, listed, called[party], language)
    said: dict[str, object] = {"amount": number_words(len(places), language).lower(), "party": called[party]}
    inferred = sum(change.inferred for change in passed if change.place in places)
    if inferred * 2 > len(places):
        said["inferred"] = number_words(inferred, language).lower()
        return language.say("{party:take} {amount} districts in three days, {inferred} of them inferred", **said)
    province, there = _where(places, province_names)
    said |= {"province": province, "there": number_words(there, language).lower()}
    if there == len(places):
        return language.say("{party:take} {amount} districts in three days, all in {province}", **said)
    if there > FEW:
        return language.say("{party:take} {amount} districts in three days, {there} of them in {province}", **said)
    return language.say("{party:take} {amount} districts in three days", **said)


def _gained(
    said: _Gained,
    changes: Sequence[Change],
    province_names: Mapping[PlaceId, str],
    called: Mapping[Standing, str],
    language: Language,
) -> str:
    """Write who gains most, and where."""
    number, there, values = _reported(changes, province_names, called, language)
    if there == number:
        one, many = said.in_one
        return language.count(number, one, many, **values)
    return language.say(said.mostly if there > FEW else said.anywhere, **values)


def _reported(
    changes: Sequence[Change], province_names: Mapping[PlaceId, str], called: Mapping[Standing, str], language: Language
) -> tuple[int, int, dict[str, object]]:
    """Count the districts of the party that gains most, and those in one province, with words for both."""
    party, places = _most(changes)
    places = places or {change.place for change in changes}
    province, there = _where(places, province_names)
    by = called[party] if party else language.name(EITHER_SIDE, singular=True)
    said = {"amount": number_words(len(places), language).lower(), "there": number_words(there, language).lower()}
    return len(places), there, {**said, "party": by, "province": province}


def _few(changes: Sequence[Change], places: set[PlaceId], listed: str, party: str, language: Language) -> str:
    """Write that a party takes some places, listed, or retakes them, if all of them."""
    values = {"places": listed, "party": party}
    if all(change.retaken for change in changes if change.place in places):
        return language.count(len(places), "{party:retake} {places}", "{party:retake} {places}", **values)
    return language.count(len(places), "{party:take} {places}", "{party:take} {places}", **values)


def _most(changes: Sequence[Change]) -> tuple[PartyId | None, set[PlaceId]]:
    """Find the party that gains most, and its places; `None` and no places if two gain equally."""
    gained: dict[PartyId, set[PlaceId]] = defaultdict(set)
    for change in changes:
        gained[change.after].add(change.place)
    most = max(map(len, gained.values()))
    leaders = [party for party, places in gained.items() if len(places) == most]
    return (leaders[0], gained[leaders[0]]) if len(leaders) == 1 else (None, set())


def _listed(places: set[PlaceId], names: Mapping[PlaceId, str], language: Language) -> str:
    return language.listed(sorted((names[place] for place in places), key=language.order))


def _where(places: set[PlaceId], province_names: Mapping[PlaceId, str]) -> tuple[str, int]:
    """Find the province with most of the places, and how many lie there."""
    counts = Counter(province_names[place] for place in places)
    return min(counts.items(), key=lambda counted: (-counted[1], counted[0]))
