"""`events.analysis.publishers`: each publisher and kind of speaker taken together, and the map without it."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from events.analysis.publishers import (
    WORST_FIRST,
    Differences,
    TrackRecord,
    differences,
    differences_by_day,
    in_conflict,
    most_different_day,
    outcomes_of,
    publisher_records,
    speaker_records,
    weight_of_each,
    without,
)
from events.control.outcomes import Outcome, Speaker, outcomes
from events.control.rule import BY_LATEST_DAY, reduce
from events.model import Event, PlaceId, Report, Source
from geo.atlas.atlas import Atlas
from tests.conftest import event, july
from tests.ledgers import DAYS, PLACES, ledgers

SOURCES = (
    Source("s1", "Gazette", "Amber falls", "https://example.org/amber", "2021-07-05", ""),
    Source("s2", "Gazette", "Birch falls", "https://example.org/birch", "2021-07-06", ""),
    Source("s3", "Gazette via Pamphlet", "All falls", "https://example.net/all", "", ""),
)
# The Gazette has Amber fall on the 5th and Birch on the 6th; the Pamphlet has both held by the blues on the 6th, and
# claims Cedar for the reds on the 7th.
GAZETTE_AMBER = event(1, 5, "reds captured", "0101")
GAZETTE_BIRCH = event(2, (5, 6), "reds captured", "0102", denied_by="blues")
PAMPHLET_WIDE = event(3, 6, "blues captured", "0101", "0102", wide=True)
PAMPHLET_CLAIM = event(4, 7, "reds claimed", "0201", sure="claimed")


def cited(told: Event, source: str) -> Event:
    return replace(told, report=replace(told.report, source=source))


EVENTS = (
    cited(PAMPHLET_CLAIM, "s3"),
    cited(GAZETTE_BIRCH, "s2"),
    cited(GAZETTE_AMBER, "s1"),
    cited(PAMPHLET_WIDE, "s3"),
)


def about(events: Iterable[Event]) -> dict[PlaceId, Sequence[Report]]:
    in_order = sorted(events, key=lambda event: BY_LATEST_DAY(event.report))
    return {place: [event.report for event in in_order if place in event.places] for place in PLACES}


def test_every_fate_has_its_rank_and_the_contradicted_come_first() -> None:
    assert sorted(WORST_FIRST) == sorted(Outcome)
    assert [outcome.contradicted for outcome in WORST_FIRST] == [True] * 4 + [False] * 5


def test_a_wider_report_has_the_worst_of_its_fates() -> None:
    assert outcomes_of(about(EVENTS)) == {
        "r1": Outcome.STANDS,
        "r2": Outcome.STANDS,
        "r3": Outcome.YIELDS,
        "r4": Outcome.CLAIM,
    }


def test_a_report_that_speaks_for_no_place_has_no_fate_and_no_conflict() -> None:
    nowhere = replace(GAZETTE_AMBER, places=())
    assert outcomes_of(about([nowhere])) == {}
    assert not in_conflict(nowhere.report, {})


@given(ledgers())
def test_the_worst_fate_is_contradicted_where_any_is(events: tuple[Event, ...]) -> None:
    each = [outcomes(reports) for reports in about(events).values()]
    for report, worst in outcomes_of(about(events)).items():
        assert worst.contradicted == any(
            outcome_by_report[report].contradicted for outcome_by_report in each if report in outcome_by_report
        )


def test_a_publisher_has_its_reports_in_order_and_those_that_others_contradict() -> None:
    assert publisher_records(EVENTS, SOURCES, outcomes_of(about(EVENTS))) == (
        TrackRecord("Gazette", ("r1", "r2"), ("r2",), july(5), july(6), pages=2),
        TrackRecord("Gazette via Pamphlet", ("r3", "r4"), ("r3",), july(6), july(7), pages=1),
    )


def test_a_speaker_is_a_voice_as_well() -> None:
    records = speaker_records(EVENTS, outcomes_of(about(EVENTS)))
    assert records == (
        TrackRecord("others", ("r1", "r2", "r3"), ("r2", "r3"), july(5), july(6), pages=3),
        TrackRecord("gaining_side", ("r4",), (), july(7), july(7), pages=1),
    )
    assert [record.share for record in records] == [2 / 3, 0]


def test_a_publisher_a_speaker_or_both_are_left_out() -> None:
    assert [told.report.id for told in without(EVENTS, SOURCES)] == ["r4", "r2", "r1", "r3"]
    assert [told.report.id for told in without(EVENTS, SOURCES, publisher="Gazette")] == ["r4", "r3"]
    assert [told.report.id for told in without(EVENTS, SOURCES, speaker=Speaker.GAINING_SIDE)] == ["r2", "r1", "r3"]
    assert [told.report.id for told in without(EVENTS, SOURCES, "Gazette", Speaker.GAINING_SIDE)] == ["r3"]


def test_two_readings_differ_in_standing_or_in_no_more_than_a_claim() -> None:
    spans = reduce(EVENTS, PLACES)
    other = reduce(without(EVENTS, SOURCES, "Gazette via Pamphlet"), PLACES)
    assert differences_by_day(spans, other, july(5), july(8)) == {
        july(5): Differences((), ()),
        july(6): Differences(("0101",), ()),
        july(7): Differences(("0101",), ("0201",)),
        july(8): Differences(("0101",), ("0201",)),
    }


def test_the_most_different_day_is_the_first_of_most_standings_then_of_most_claims() -> None:
    one, two = ("0101",), ("0101", "0102")
    by_day = {july(4): Differences((), two), july(5): Differences(one, ()), july(6): Differences(one, one)}
    assert most_different_day(by_day) == july(6)
    assert most_different_day(by_day | {july(3): Differences(one, one)}) == july(3)


def test_a_publisher_weighs_what_the_map_of_a_day_would_have_otherwise_without_it() -> None:
    spans = reduce(EVENTS, PLACES)
    assert weight_of_each(EVENTS, SOURCES, spans, july(5)) == {
        "Gazette via Pamphlet": Differences((), ()),
        "Gazette": Differences(("0101",), ()),
    }
    assert weight_of_each(EVENTS, SOURCES, spans, july(7)) == {
        "Gazette via Pamphlet": Differences(("0101",), ("0201",)),
        "Gazette": Differences(("0102",), ()),
    }


@given(ledgers(), st.sampled_from(DAYS))
def test_a_weight_is_the_difference_from_the_whole_map_without_the_publisher(
    events: tuple[Event, ...], day: date
) -> None:
    events = tuple(cited(told, f"s{number % 3 + 1}") for number, told in enumerate(events))
    spans = reduce(events, PLACES)
    for publisher, weight in weight_of_each(events, SOURCES, spans, day).items():
        assert weight == differences(spans, reduce(without(events, SOURCES, publisher), PLACES), day)


def test_of_the_shipped_reports_every_one_has_a_voice_a_fate_and_a_weight(shipped: Atlas) -> None:
    events, sources = shipped.ledger.events, shipped.ledger.sources
    ids = {event.report.id for event in events}
    speaking = {place: [event.report for event in events if place in event.places] for place in shipped.spans}
    outcome_by_report = outcomes_of(speaking)
    assert outcome_by_report.keys() == ids
    for records in (publisher_records(events, sources, outcome_by_report), speaker_records(events, outcome_by_report)):
        assert sorted(report for record in records for report in record.reports) == sorted(ids)
    weights = weight_of_each(events, sources, shipped.spans, shipped.ledger.war.opening_day)
    assert weights.keys() == {record.name for record in publisher_records(events, sources, outcome_by_report)}
    without_kabul_now = reduce(without(events, sources, "Kabul Now"), shipped.spans)
    assert weights["Kabul Now"] == differences(shipped.spans, without_kabul_now, shipped.ledger.war.opening_day)
