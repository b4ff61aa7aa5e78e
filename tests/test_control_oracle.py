"""`events.control` against the plainest reading of its own rules (`tests/oracle.py`), over random ledgers."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.control import Lens, control_on, count_on, known_by, reduce
from events.model import UNKNOWN, Certainty, Event, Kind, PlaceId, Scope, Span
from tests.ledgers import DAYS, PARTIES, PLACES, event, ledgers
from tests.oracle import Reading, count, standing_on

thorough = settings(deadline=None, max_examples=1000, print_blob=True)
brisk = settings(deadline=None, max_examples=250, print_blob=True)

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


@thorough
@given(ledgers())
@example(TWO_WIDER_STAGES_LEAD_AWAY_AND_BACK)
@example(A_LATER_STAGE_OF_CLAIMS_IS_TIED)
@example(THE_HOLDER_CLAIMS_LAST)
def test_control_is_what_the_rules_say_on_every_day(events: tuple[Event, ...]) -> None:
    assert _readings(reduce(events, PLACES)) == _oracle(events)


@thorough
@given(ledgers(), st.sampled_from(DAYS))
def test_control_as_known_on_a_day_is_what_the_rules_say(events: tuple[Event, ...], known: date) -> None:
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
            assert _reading(before) != _reading(after)


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
        assert not span.restless or any(report.earliest <= span.start <= report.latest for report in behind)


@brisk
@given(ledgers(), st.sampled_from(DAYS))
def test_counts_and_their_band_are_what_the_rules_say(events: tuple[Event, ...], day: date) -> None:
    spans = reduce(events, PLACES)
    counts = count_on(spans, day, Lens("places", "of 3 places", dict.fromkeys(PLACES, 1.0)))
    readings = [_reading(span) for span in control_on(spans, day).values()]
    for party in PARTIES:
        expected = count(readings, party)
        if party in counts or any(expected):
            assert (counts[party].held, counts[party].lowest, counts[party].highest) == expected


def test_a_count_has_a_band_of_rival_claims_below_and_of_own_claims_and_changes_above() -> None:
    readings = (
        Reading("reds", inferred=False, claim=None, changing=frozenset(), restless=False),
        Reading("reds", inferred=True, claim="blues", changing=frozenset(), restless=False),
        Reading("blues", inferred=False, claim="reds", changing=frozenset({"reds"}), restless=False),
        Reading(UNKNOWN, inferred=False, claim=None, changing=frozenset({"reds", "blues"}), restless=True),
    )
    assert count(readings, "reds") == (2, 1, 4)
    assert count(readings, "blues") == (1, 0, 3)


def _all_spans(events: Iterable[Event]) -> list[Span]:
    return [span for spans in reduce(events, PLACES).values() for span in spans]


def _readings(spans: Mapping[PlaceId, tuple[Span, ...]]) -> dict[tuple[PlaceId, date], Reading]:
    """Read the spans on every day of the window and of a margin around it."""
    return {(place, day): _reading(span) for day in DAYS for place, span in control_on(spans, day).items()}


def _oracle(events: tuple[Event, ...], known: date | None = None) -> dict[tuple[PlaceId, date], Reading]:
    return {(place, day): standing_on(events, place, day, known) for day in DAYS for place in PLACES}


def _reading(span: Span) -> Reading:
    return Reading(span.standing, span.inferred, span.claim, span.changing, span.restless)
