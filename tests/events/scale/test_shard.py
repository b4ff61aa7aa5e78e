"""One shard: what the rule says of its tables is what it says of its events."""

from datetime import date
from random import Random

import pyarrow as pa
import pytest
from hypothesis import given

from events.control.rule import known_by, reduce
from events.model import UNKNOWN, Event
from events.scale.shard import WrongShard, reduce_shard
from events.scale.tables import PLACES, REPORTS, SPANS, events_of, place_rows, report_rows, span_rows
from tests.ledgers import DAYS, ledgers
from tests.ledgers import PLACES as SQUARES
from tests.scale_ledgers import country

PROVINCES = dict.fromkeys(SQUARES[:2], "01") | dict.fromkeys(SQUARES[2:], "02")


def shard_of(events: tuple[Event, ...]) -> tuple[pa.Table, pa.Table]:
    return report_rows("squares", events), place_rows("squares", PROVINCES, UNKNOWN)


@given(ledgers())
def test_spans_of_tables_are_those_of_the_rule(events: tuple[Event, ...]) -> None:
    spans = reduce(events, SQUARES)
    expected = span_rows("squares", (span for place in sorted(SQUARES) for span in spans[place]))
    assert reduce_shard(*shard_of(events)).equals(expected)


@given(ledgers())
def test_a_day_of_knowledge_leaves_out_what_was_not_known(events: tuple[Event, ...]) -> None:
    reports, places = shard_of(events)
    known = reduce_shard(*shard_of(known_by(events, DAYS[5])))
    assert reduce_shard(reports, places, DAYS[5]).equals(known)


def test_a_wider_report_fans_out_within_its_shard() -> None:
    reports, places = country("c", 400, Random(1), 12, 3, 40)
    told = list(events_of(reports, places))
    listed = report_rows("c", told)
    wide = [event for event in told if len(event.places) > 1]
    assert {len(event.places) for event in wide} == {4, 12}
    assert reduce_shard(reports, places).equals(reduce_shard(listed, places))


def test_what_a_wider_report_excepts_is_left_out() -> None:
    reports, places = country("c", 1, Random(1), 6, 2, 5)
    row = reports.to_pylist()[0] | {"places": None, "scope": "province", "province": "c-p00", "excepted": ["c-002"]}
    (event,) = events_of(pa.Table.from_pylist([row], REPORTS), places)
    assert event.places == ("c-000", "c-004")


def test_the_order_of_rows_decides_nothing() -> None:
    reports, places = country("c", 300, Random(2), 5, 2, 20)
    turned = pa.Table.from_pylist(reports.to_pylist()[::-1], REPORTS)
    back = pa.Table.from_pylist(places.to_pylist()[::-1], PLACES)
    assert reduce_shard(reports, places).equals(reduce_shard(turned, back))


def test_a_shard_without_reports_is_unreported_throughout() -> None:
    spans = reduce_shard(REPORTS.empty_table(), place_rows("c", {"a": None}, "presumed-reds"))
    assert spans.schema == SPANS
    assert spans.to_pylist() == [
        {
            **dict.fromkeys(SPANS.names),
            "shard": "c",
            "place": "a",
            "start": date.min,
            "end": date.max,
            "standing": "presumed-reds",
            "inferred": False,
            "unsettled": False,
            "changing": [],
            "reports": [],
        }
    ]


def test_tables_of_two_shards_are_refused() -> None:
    one, other = country("c", 2, Random(1), 2, 1, 5), country("d", 2, Random(1), 2, 1, 5)
    with pytest.raises(WrongShard, match=r"\['c', 'd'\]"):
        reduce_shard(one[0], pa.concat_tables([one[1], other[1]]))
    with pytest.raises(WrongShard):
        reduce_shard(other[0], one[1])


@given(ledgers())
def test_who_is_behind_a_span_is_found_among_those_who_began_in_any(events: tuple[Event, ...]) -> None:
    """As a query does: of all that began in the spans of a place, those whose days meet the span's."""
    rows = reduce_shard(*shard_of(events)).to_pylist()
    begun = [(row["place"], stand) for row in rows for stand in row["reports"]]
    told = {event.report.id: event.report for event in events}
    for place, life in reduce(events, SQUARES).items():
        for span in life:
            found = {
                stand["report"]: told[stand["report"]].latest
                for at, stand in begun
                if at == place and stand["start"] < span.end and stand["end"] > span.start
            }
            assert sorted(found, key=lambda report: (found[report], report)) == list(span.events)
