"""`events.analysis.gaps` and its words: what is not known, and of which places."""

from datetime import date

import pytest

from events.analysis.gaps import (
    BANDS,
    QUIET_DAYS,
    AgeBand,
    Silence,
    Unknowns,
    ages,
    recaptures_without_fall,
    silences,
    unknowns_on,
    unreported,
)
from events.control.rule import BY_LATEST_DAY, control_on, reduce
from events.model import UNKNOWN, Event, PlaceId, Report
from geo.atlas.atlas import Atlas
from geo.places.lists import load_districts
from geo.words.pages.gaps import Line, unknowns_words
from tests.conftest import event, july
from tests.ledgers import PLACES, about_of

PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}


def silence_of(day: int, *events: Event) -> Silence:
    return silences(reduce(events, PLACES), about_of(*events), july(day))[0]


# Silence.


def test_a_silence_is_counted_from_the_last_report_and_told_with_the_standing() -> None:
    events = event(1, 3, "reds captured", "0101", "0102", wide=True), event(2, 5, "blues recaptured")
    assert silences(reduce(events, PLACES), about_of(*events), july(9)) == (
        Silence("0101", 4, "r2", "blues", inferred=False),
        Silence("0102", 6, "r1", "reds", inferred=True),
        Silence("0201", None, None, UNKNOWN, inferred=False),
    )


def test_a_report_under_way_breaks_the_silence_and_one_of_a_later_day_does_not() -> None:
    first, under_way = event(1, 1, "reds held"), event(2, (4, 7), "blues captured")
    assert [silence_of(day, first, under_way).last for day in (3, 4)] == ["r1", "r2"]
    assert [silence_of(day, first, under_way).days for day in (3, 4, 7, 8)] == [2, 0, 0, 1]


@pytest.mark.parametrize(
    "report",
    [
        event(2, 5, "reds claimed", sure="claimed"),
        event(2, 5, "reds fighting"),
        event(2, 5, "reds captured", part=True),
        event(2, 5, "blues held", wide=True),
    ],
    ids=["claim", "fighting", "part", "wider"],
)
def test_any_report_breaks_the_silence(report: Event) -> None:
    assert silence_of(6, event(1, 3, "blues held"), report) == Silence("0101", 1, "r2", "blues", inferred=False)


def test_a_place_that_no_list_mentions_is_silent() -> None:
    [silence] = silences(reduce([], ["0101"]), {}, july(5))
    assert silence == Silence("0101", None, None, UNKNOWN, inferred=False)


def test_bands_of_age_leave_no_day_out_and_meet_the_days_after_which_a_report_is_old() -> None:
    assert BANDS[0][0] == 0
    assert [last + 1 for _, last in BANDS if last is not None] == [first for first, _ in BANDS[1:]]
    assert BANDS[-1][1] is None
    assert {first - 1 for first, _ in BANDS} > set(QUIET_DAYS)


def test_places_are_sorted_into_bands_of_age() -> None:
    days = {"a": 0, "b": 7, "c": 8, "d": 60, "e": 61, "f": None}
    silent = [Silence(place, old, None, UNKNOWN, inferred=False) for place, old in days.items()]
    assert ages(silent) == (
        AgeBand(0, 7, ("a", "b")),
        AgeBand(8, 14, ("c",)),
        AgeBand(15, 30, ()),
        AgeBand(31, 60, ("d",)),
        AgeBand(61, None, ("e",)),
        AgeBand(None, None, ("f",)),
    )


# Without a report.


def test_districts_without_a_report_are_listed_by_province() -> None:
    about = about_of(event(1, 3, "reds captured"), event(2, 5, "reds held", "0101", "0102", wide=True))
    assert unreported(about, PROVINCE_OF) == {"AF01": ("0102",), "AF02": ("0201",)}
    assert unreported(about, PROVINCE_OF, own=False) == {"AF02": ("0201",)}


# Recaptures.


def test_a_recapture_from_nobody_is_found_with_its_report() -> None:
    about = about_of(event(1, 5, "blues recaptured"), event(2, 4, "reds captured", "0102"))
    assert recaptures_without_fall(about) == (("0101", "r1"),)


@pytest.mark.parametrize(
    "fall",
    [
        event(2, 4, "reds captured"),
        event(2, 4, "reds claimed", sure="claimed"),
        event(2, 4, "reds held", wide=True),
        event(2, 5, "reds captured"),
    ],
    ids=["own", "claim", "wider", "that day"],
)
def test_a_fall_before_it_explains_a_recapture(fall: Event) -> None:
    assert recaptures_without_fall(about_of(event(1, 5, "blues recaptured"), fall)) == ()


@pytest.mark.parametrize(
    "other",
    [
        event(2, 4, "reds contested"),
        event(2, 4, "reds fighting"),
        event(2, 4, "reds captured", part=True),
        event(2, 4, "blues held"),
        event(2, 5, "reds recaptured"),
        event(2, (4, 6), "reds captured"),
    ],
    ids=["contested", "fighting", "part", "own side", "recapture that day", "counts later"],
)
def test_what_is_no_fall_before_it_does_not(other: Event) -> None:
    assert ("0101", "r1") in recaptures_without_fall(about_of(event(1, 5, "blues recaptured"), other))


def test_a_recapture_by_a_wider_report_or_of_a_part_is_not_asked_for_its_fall() -> None:
    wider, part = event(1, 5, "blues recaptured", wide=True), event(2, 6, "blues recaptured", part=True)
    assert recaptures_without_fall(about_of(wider, part)) == ()


# All of it.


def test_what_is_not_known_on_a_day_is_gathered_with_its_places() -> None:
    events = (
        event(1, 1, "blues held", "0101", "0102", wide=True),
        event(2, 2, "reds claimed", sure="claimed"),
        event(3, (28, 60), "reds captured", "0201"),
    )
    about = about_of(*events)
    unknowns = unknowns_on(reduce(events, PLACES), about, date(2021, 8, 2), 1)
    assert unknowns == Unknowns(
        total=3,
        unknown=("0201",),
        inferred=("0101", "0102"),
        unheard=(),
        quiet={30: ("0101", "0102"), 60: ()},
        claimed=("0101",),
        changing=("0201",),
        unplaced=1,
    )
    assert unknowns_on(reduce(events, PLACES), about, date(2021, 8, 1), 1).quiet == {30: ("0102",), 60: ()}
    assert unknowns_on(reduce(events, PLACES), about, july(1), 1).unheard == ("0201",)


def test_what_is_not_known_is_said_in_lines_with_the_denominator() -> None:
    unknowns = Unknowns(3, ("0201",), ("0101", "0102"), (), {30: ("0102",)}, ("0101",), (), 1)
    assert unknowns_words(unknowns) == (
        Line("Not known: no firm report says who is in control: 1 of 3 districts", ("0201",)),
        Line("Known only from a province- or country-wide report: 2 of 3 districts", ("0101", "0102")),
        Line("Without any report yet: none of 3 districts", ()),
        Line("Last report more than 30 days old: 1 of 3 districts", ("0102",)),
        Line("Claimed by a side not shown in control: 1 of 3 districts", ("0101",)),
        Line("May already have changed hands: none of 3 districts", ()),
        Line("Reports that could not be placed: 1", ()),
    )


# The data we ship.


@pytest.fixture(scope="module")
def about(shipped: Atlas) -> dict[PlaceId, list[Report]]:
    """Every report that speaks for a place, as shipped."""
    told: dict[PlaceId, list[Report]] = {place: [] for place in shipped.spans}
    for said in sorted(shipped.ledger.events, key=lambda said: BY_LATEST_DAY(said.report)):
        for place in said.places:
            told[place].append(said.report)
    return told


def test_141_districts_have_no_report_of_their_own_and_none_has_no_report(about: dict[PlaceId, list[Report]]) -> None:
    """The README's 174, less the 33 provincial capitals whose fall is reported as such."""
    province_of = {district.code: district.province for district in load_districts() if district.counted}
    assert sum(map(len, unreported(about, province_of).values())) == 174 - 33
    assert unreported(about, province_of, own=False) == {}


def test_nine_reports_of_eight_districts_tell_of_a_recapture_from_nobody(about: dict[PlaceId, list[Report]]) -> None:
    """
    More than the three that the compilers of the data named: Chakhansur, Garmser and Pashtun Kot.

    In the other five, too, nobody has another side as holder before. Andkhoy was contested, which is no fall.
    Chakhansur and Garmser are told to have fallen some time in July; that counts from its last day.
    """
    names = {district.code: district.name for district in load_districts()}
    assert [(names[place], report) for place, report in recaptures_without_fall(about)] == [
        ("Tala Wa Barfak", "AF21-0147"),
        ("Kaldar", "AF21-0173"),
        ("Pashtun Kot", "AF21-0168"),
        ("Andkhoy", "AF21-0148"),
        ("Khan-e-Char Bagh", "AF21-0149"),
        ("Garmser", "AF21-0274"),
        ("Chakhansur", "AF21-0265"),
        ("Chakhansur", "AF21-0268"),
        ("Khashrod", "AF21-0063"),
    ]


def test_what_is_not_known_on_5_july(shipped: Atlas, about: dict[PlaceId, list[Report]]) -> None:
    unknowns = unknowns_on(shipped.spans, about, july(5), len(shipped.ledger.problems))
    assert [line.words for line in unknowns_words(unknowns)] == [
        "Not known: no firm report says who is in control: 252 of 421 districts",
        "Known only from a province- or country-wide report: 5 of 421 districts",
        "Without any report yet: 233 of 421 districts",
        "Last report more than 30 days old: 11 of 421 districts",
        "Last report more than 60 days old: 2 of 421 districts",
        "Claimed by a side not shown in control: 7 of 421 districts",
        "May already have changed hands: 10 of 421 districts",
        "Reports that could not be placed: 1",
    ]
    held = {place for place, span in control_on(shipped.spans, july(5)).items() if span.standing != UNKNOWN}
    assert not held & set(unknowns.unheard)


def test_the_bands_of_age_hold_each_district_once(shipped: Atlas, about: dict[PlaceId, list[Report]]) -> None:
    bands = ages(silences(shipped.spans, about, july(5)))
    assert [len(band.places) for band in bands] == [84, 55, 38, 9, 2, 233]
    assert sorted(place for band in bands for place in band.places) == sorted(shipped.spans)
