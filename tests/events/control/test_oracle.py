"""`events.control.rule` against the plainest reading of its own rules (`tests/oracle.py`), over random ledgers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.control.counts import Lens, count_each_day, count_on
from events.control.rule import control_on, known_by, reduce
from events.model import UNKNOWN, Certainty, Event, Kind, PartyId, PlaceId, Scope, Span, Standing, presumed
from tests.ledgers import DAYS, FIRST_DAY, LENGTHS, PARTIES, PLACES, event, ledgers
from tests.oracle import Reading, count, standing_on

thorough = settings(deadline=None, max_examples=400, print_blob=True)
brisk = settings(deadline=None, max_examples=100, print_blob=True)

# Meetings so rare that chance alone might miss them.
TWO_WIDER_STAGES_LEAD_AWAY_AND_BACK = (
    event(0, (0, 0), Scope.DISTRICT, Kind.CAPTURED, "blues", Certainty.CONFIRMED),
    event(1, (1, 1), Scope.DISTRICT, Kind.CLAIMED, "reds", Certainty.CLAIMED),
    event(2, (4, 4), Scope.PROVINCE, Kind.HELD, "reds", Certainty.CONFIRMED),
    event(3, (4, 4), Scope.PROVINCE, Kind.CAPTURED, "blues", Certainty.CONFIRMED),
)
A_LATER_STAGE_OF_CLAIMS_IS_TIED = (
    event(0, (0, 0), Scope.DISTRICT, Kind.HELD, "reds", Certainty.CLAIMED),
    event(1, (0, 0), Scope.PROVINCE, Kind.CAPTURED, "reds", Certainty.CLAIMED),
    event(2, (0, 0), Scope.PROVINCE, Kind.CAPTURED, "blues", Certainty.CLAIMED),
)
THE_HOLDER_CLAIMS_LAST = (
    event(0, (0, 0), Scope.DISTRICT, Kind.CAPTURED, "reds", Certainty.CONFIRMED),
    event(1, (1, 1), Scope.DISTRICT, Kind.CAPTURED, "blues", Certainty.CLAIMED),
    event(2, (1, 1), Scope.DISTRICT, Kind.RECAPTURED, "reds", Certainty.CLAIMED),
)
AWAY_AND_BACK_ENDS_A_CLAIM = (
    event(0, (0, 0), Scope.PROVINCE, Kind.HELD, "blues", Certainty.REPORTED),
    event(1, (1, 1), Scope.DISTRICT, Kind.CLAIMED, "reds", Certainty.CLAIMED),
    event(2, (2, 2), Scope.PROVINCE, Kind.CAPTURED, "reds", Certainty.REPORTED),
    event(3, (2, 2), Scope.PROVINCE, Kind.RECAPTURED, "blues", Certainty.REPORTED),
)

SAY_WHO_HOLDS = tuple(kind for kind in Kind if kind not in (Kind.CONTESTED, Kind.CLAIMED, Kind.FIGHTING))
FIRM = (Certainty.CONFIRMED, Certainty.REPORTED)


class Sureness(NamedTuple):
    """How surely whoever holds a place holds it."""

    own: bool
    """By more than inference."""
    unclaimed: bool


@pytest.mark.slow
@brisk
@given(ledgers(), st.sampled_from(PARTIES))
def test_before_the_first_firm_report_a_place_is_presumed_to_be_of_the_party_that_the_war_names(
    events: tuple[Event, ...], party: PartyId
) -> None:
    for known in (*DAYS, None):
        counting = events if known is None else known_by(events, known)
        assert _readings(reduce(counting, PLACES, presumed(party))) == _oracle(events, known, party)


@brisk
@given(ledgers(), st.sampled_from(PARTIES))
def test_who_is_presumed_to_hold_a_place_changes_nothing_that_is_reported(
    events: tuple[Event, ...], party: PartyId
) -> None:
    plain, presuming = _readings(reduce(events, PLACES)), _readings(reduce(events, PLACES, presumed(party)))
    assert presuming == {
        where: replace(reading, standing=presumed(party)) if reading.standing == UNKNOWN else reading
        for where, reading in plain.items()
    }


@thorough
@given(ledgers())
@example(TWO_WIDER_STAGES_LEAD_AWAY_AND_BACK)
@example(A_LATER_STAGE_OF_CLAIMS_IS_TIED)
@example(THE_HOLDER_CLAIMS_LAST)
def test_control_is_what_the_rules_say_on_every_day(events: tuple[Event, ...]) -> None:
    assert _readings(reduce(events, PLACES)) == _oracle(events)


@pytest.mark.slow
@settings(thorough, max_examples=200)
@given(ledgers())
def test_control_on_any_day_as_known_on_any_day_is_what_the_rules_say(events: tuple[Event, ...]) -> None:
    for known in DAYS:
        assert _readings(reduce(known_by(events, known), PLACES)) == _oracle(events, known)


@brisk
@given(ledgers())
def test_known_in_the_end_is_the_plain_view(events: tuple[Event, ...]) -> None:
    assert reduce(known_by(events, date.max), PLACES) == reduce(events, PLACES)


@brisk
@given(ledgers().flatmap(lambda events: st.tuples(st.just(events), st.permutations(events))))
def test_the_order_of_events_never_matters(ledger: tuple[tuple[Event, ...], list[Event]]) -> None:
    events, shuffled = ledger
    assert reduce(shuffled, PLACES) == reduce(events, PLACES)


@brisk
@given(ledgers())
def test_spans_tile_all_days_and_neighbours_differ(events: tuple[Event, ...]) -> None:
    spans_of = reduce(events, PLACES)
    assert set(spans_of) == set(PLACES)
    for place, spans in spans_of.items():
        assert {span.place for span in spans} == {place}
        assert spans[0].start == date.min
        assert spans[-1].end == date.max
        assert all(span.start < span.end for span in spans)
        for before, after in pairwise(spans):
            assert before.end == after.start
            assert _reading(before) != _reading(after) or after.passed
        assert all(span.end - span.start == timedelta(1) for span in spans if span.passed)


@brisk
@given(ledgers())
def test_every_report_behind_a_span_speaks_for_its_place(events: tuple[Event, ...]) -> None:
    places_of = {event.report.id: event.places for event in events}
    for place, spans in reduce(events, PLACES).items():
        for span in spans:
            assert all(place in places_of[report] for report in span.events)


@brisk
@given(ledgers())
def test_reports_behind_a_span_stand_once_and_by_the_day_they_count_from(events: tuple[Event, ...]) -> None:
    latest_of = {event.report.id: event.report.latest for event in events}
    for span in _all_spans(events):
        days = [latest_of[report] for report in span.events]
        assert days == sorted(days)
        assert len(set(span.events)) == len(span.events)


@brisk
@given(ledgers())
def test_nothing_is_shown_without_a_report_behind_it(events: tuple[Event, ...]) -> None:
    report_of = {event.report.id: event.report for event in events}
    for span in _all_spans(events):
        behind = [report_of[report] for report in span.events]
        assert span.standing == UNKNOWN or any(report.latest <= span.start for report in behind)
        assert span.claim is None or any(
            report.party == span.claim and report.latest <= span.start for report in behind
        )
        assert not span.changing or any(report.earliest <= span.start < report.latest for report in behind)
        assert not span.unsettled or any(report.earliest <= span.start <= report.latest for report in behind)


@brisk
@given(ledgers(), st.sampled_from(DAYS), st.sampled_from((UNKNOWN, presumed("reds"))))
def test_counts_and_their_band_are_what_the_rules_say(
    events: tuple[Event, ...], day: date, unreported: Standing
) -> None:
    spans = reduce(events, PLACES, unreported)
    counts = count_on(spans, day, Lens("places", "of 3 places", dict.fromkeys(PLACES, 1.0)))
    readings = [_reading(span) for span in control_on(spans, day).values()]
    for party in PARTIES:
        expected = count(readings, party)
        if party in counts or any(expected):
            assert (counts[party].held, counts[party].lowest, counts[party].highest) == expected
    apart = sum(reading.standing == unreported for reading in readings)
    assert (counts[unreported].held if apart else 0) == apart
    assert sum(count.held for count in counts.values()) == len(PLACES)


@brisk
@given(ledgers())
def test_each_day_is_counted_as_by_itself(events: tuple[Event, ...]) -> None:
    spans, lens = reduce(events, PLACES), Lens("weights", "of 7", dict(zip(PLACES, (1, 2, 4), strict=True)))
    assert count_each_day(spans, DAYS[0], DAYS[-1], lens) == [count_on(spans, day, lens) for day in DAYS]


def test_a_count_has_a_band_of_rival_claims_below_and_of_own_claims_and_changes_above() -> None:
    readings = (
        Reading("reds", inferred=False, claim=None, changing=frozenset(), unsettled=False),
        Reading("reds", inferred=True, claim="blues", changing=frozenset(), unsettled=False),
        Reading("blues", inferred=False, claim="reds", changing=frozenset({"reds"}), unsettled=False),
        Reading(UNKNOWN, inferred=False, claim=None, changing=frozenset({"reds", "blues"}), unsettled=True),
        Reading("presumed-reds", inferred=False, claim=None, changing=frozenset(), unsettled=False),
    )
    assert count(readings, "reds") == (2, 1, 4)
    assert count(readings, "blues") == (1, 0, 3)


@brisk
@given(ledgers(), st.sampled_from(SAY_WHO_HOLDS), st.sampled_from(FIRM), st.sampled_from(LENGTHS))
def test_an_own_report_that_corroborates_never_lowers_how_surely_a_place_is_held(
    events: tuple[Event, ...], kind: Kind, certainty: Certainty, length: int
) -> None:
    """
    It corroborates if it is firm, speaks of the whole place, and names the party that without it holds the place at the
    end of its latest day. Then on every day the place has the holder that it had, and neither measure of `Sureness`
    is lower.

    Where the day's reports are equal and opposed no party holds the place, so that nothing corroborates.
    """
    for before, after, _ in _corroborated(events, Scope.DISTRICT, kind, certainty, length):
        for day in DAYS:
            assert after[day].standing == before[day].standing
            assert all(now >= was for now, was in zip(_sureness(after[day]), _sureness(before[day]), strict=True))


@brisk
@given(ledgers(), st.sampled_from(SAY_WHO_HOLDS), st.sampled_from(FIRM), st.sampled_from(LENGTHS))
@example(AWAY_AND_BACK_ENDS_A_CLAIM, Kind.CAPTURED, Certainty.CONFIRMED, 0)
def test_a_wider_report_that_corroborates_does_so_unless_it_saves_a_claim(
    events: tuple[Event, ...], kind: Kind, certainty: Certainty, length: int
) -> None:
    """
    As for an own report, with one exception: the rival claim may lie there again, but only where a firm report of the
    day names another standing. The day then led away from the holder and back, which ended the claim; the wider report
    outweighs what led away, so that nothing changes and the claim stays. See the next test.
    """
    for before, after, opposed in _corroborated(events, Scope.PROVINCE, kind, certainty, length):
        for day in DAYS:
            was, now = _sureness(before[day]), _sureness(after[day])
            assert after[day].standing == before[day].standing
            assert now.own >= was.own
            assert now.unclaimed >= was.unclaimed or opposed


def test_a_wider_report_may_save_a_claim_that_the_day_would_have_ended() -> None:
    day = AWAY_AND_BACK_ENDS_A_CLAIM[-1].report.latest
    outweighs = event(4, (2, 2), Scope.PROVINCE, Kind.CAPTURED, "blues", Certainty.CONFIRMED)
    before, after = AWAY_AND_BACK_ENDS_A_CLAIM, (*AWAY_AND_BACK_ENDS_A_CLAIM, outweighs)
    assert [
        (span.standing, span.inferred, span.claim)
        for span in (control_on(reduce(events, PLACES), day)["0101"] for events in (before, after))
    ] == [("blues", True, None), ("blues", True, "reds")]


def _corroborated(
    events: tuple[Event, ...], scope: Scope, kind: Kind, certainty: Certainty, length: int
) -> Iterator[tuple[dict[date, Span], dict[date, Span], bool]]:
    """
    Add, for every place and day that a party holds, a report of the day that says so.

    Yields
    ------
    before, after, opposed
        The place by day without the report and with it; whether a firm report of that day says otherwise.
    """
    for place in PLACES:
        before = _by_day(events, place)
        for day, span in before.items():
            if span.standing not in PARTIES:
                continue
            last = (day - FIRST_DAY).days
            added = event(99, (last - length, last), scope, kind, span.standing, certainty, places=(place,))
            firm = [
                told.report
                for told in events
                if place in told.places and told.report.firm and told.report.affects_control
            ]
            opposed = any(report.latest == day and report.says != span.standing for report in firm)
            yield before, _by_day((*events, added), place), opposed


def _by_day(events: tuple[Event, ...], place: PlaceId) -> dict[date, Span]:
    spans = reduce(events, [place])
    return {day: control_on(spans, day)[place] for day in DAYS}


def _sureness(span: Span) -> Sureness:
    return Sureness(own=not span.inferred, unclaimed=span.claim is None)


def _all_spans(events: Iterable[Event]) -> list[Span]:
    return [span for spans in reduce(events, PLACES).values() for span in spans]


def _readings(spans: Mapping[PlaceId, tuple[Span, ...]]) -> dict[tuple[PlaceId, date], Reading]:
    """Read the spans on every day of the window and of a margin around it."""
    return {(place, day): _reading(span) for day in DAYS for place, span in control_on(spans, day).items()}


def _oracle(
    events: tuple[Event, ...], known: date | None = None, presumed_holder: PartyId | None = None
) -> dict[tuple[PlaceId, date], Reading]:
    return {(place, day): standing_on(events, place, day, known, presumed_holder) for day in DAYS for place in PLACES}


def _reading(span: Span) -> Reading:
    return Reading(span.standing, span.inferred, span.claim, span.changing, span.unsettled, span.passed)
