"""`events.tables.ledger`: the ledger as a table."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given

from events.analysis.publishers import outcomes_of
from events.control.outcomes import Outcome
from events.control.rule import reduce
from events.model import Event, Scope, Source
from events.problems import Problem
from events.tables.filter import Filter, filtered
from events.tables.ledger import COLUMNS, HIDDEN, REPORT, inferring_reports, ledger_table, problems_table
from geo.atlas.atlas import Atlas
from geo.places.districts import District
from geo.places.lists import load_districts, load_lists
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import PLACES, ledgers

PARTIES = {"reds": "Reds", "blues": "Blues", "greens": "Greens"}
NAMED = {
    code: District(code, pcode, name, {}, province, code, True, False, False, 0, 1, 0, 0)
    for code, pcode, name, province in (
        ("0101", "AF0101", "Amber", "AF01"),
        ("0102", "AF0102", "Birch", "AF01"),
        ("0201", "", "Cedar", "AF02"),
    )
}
PROVINCES = {"AF01": "East", "AF02": "West"}
SOURCES = (
    Source("s1", "Gazette", "Amber falls", "https://example.org/amber", "2021-07-05", ""),
    Source("s2", "=Pamphlet", "@Victory", "https://example.net/b", "", "propaganda outlet"),
)


def reported(told: Event, **words: Any) -> Event:
    return replace(told, report=replace(told.report, **words))


OWN = reported(event(1, (4, 5), "reds captured"), place_as_reported="Ambár", note="-- seen at night")
WIDE = reported(event(2, 6, "blues held", "0101", "0102", wide=True), source="s2", note="all of the East")
CLAIM = reported(
    event(3, 7, "reds claimed", "0201", sure="claimed", denied_by="blues", delay=2), known_to_the_day=False
)
COUNTRY = replace(
    event(4, 8, "reds held", *PLACES), report=replace(event(4, 8, "reds held").report, scope=Scope.COUNTRY)
)
EVENTS = (COUNTRY, CLAIM, WIDE, OWN)
OUTCOME_OF = {"r1": Outcome.STANDS, "r2": Outcome.YIELDS, "r3": Outcome.CLAIM}


def laid_out(events: Sequence[Event]) -> pd.DataFrame:
    return ledger_table(events, SOURCES, THREE_SQUARES.parties, OUTCOME_OF, {"r2"}, NAMED, PROVINCES)


TABLE = laid_out(EVENTS)


def laid_out_as_shipped(atlas: Atlas) -> pd.DataFrame:
    reading = atlas.reading
    return ledger_table(
        atlas.ledger.events,
        atlas.ledger.sources,
        atlas.ledger.war.parties,
        outcomes_of(reading.about),
        inferring_reports(reading.spans, reading.reports),
        {district.code: district for district in load_districts()},
        {province.pcode: province.name for province in load_lists().provinces},
    )


def test_a_report_is_a_row_in_the_order_of_the_days_that_they_count_from() -> None:
    assert tuple(TABLE.columns) == COLUMNS + HIDDEN
    assert TABLE[REPORT].tolist() == ["r1", "r2", "r3", "r4"]
    assert TABLE[list(COLUMNS)].iloc[0].to_dict() == {
        "report": "r1",
        "earliest": july(4),
        "latest": july(5),
        "precision": "range",
        "place_as_reported": "Ambár",
        "district": "Amber",
        "province": "East",
        "scope": "district",
        "group": "",
        "kind": "captured",
        "party": "Reds",
        "with": "",
        "given_by": "",
        "certainty": "reported",
        "who_speaks": "others",
        "denied_by": "",
        "outcome": "stands",
        "conflict": False,
        "inferred": False,
        "publisher": "Gazette",
        "title": "Amber falls",
        "page": "https://example.org/amber",
        "published": "2021-07-05",
        "known": july(4),
        "known_to_the_day": True,
        "note": "'-- seen at night",
        "district_code": "0101",
        "district_pcode": "AF0101",
        "province_pcode": "AF01",
    }


def test_a_report_on_a_group_has_a_province_where_the_group_lies_in_one() -> None:
    within, across = (
        reported(event(number, 5, "reds held", *places, wide=True), scope=Scope.GROUP, group="g")
        for number, places in enumerate((("0101", "0102"), ("0102", "0201")))
    )
    table = laid_out([within, across])
    assert table[["scope", "district", "province", "province_pcode"]].to_numpy().tolist() == [
        ["group", "group: 2 districts", "East", "AF01"],
        ["group", "group: 2 districts", "", ""],
    ]
    assert filtered(table, Filter(province="AF01"))[REPORT].tolist() == ["r0"]


def test_a_report_names_its_group_who_gains_with_its_party_and_who_hands_over() -> None:
    together = reported(event(1, 5, "reds transferred"), partners=("blues",), given_by="blues")
    grouped = reported(event(2, 6, "reds held", wide=True), scope=Scope.GROUP, group="=hills")
    table = laid_out([together, grouped])
    assert table[["with", "given_by", "group"]].to_numpy().tolist() == [["Blues", "Blues", ""], ["", "", "'=hills"]]


@pytest.mark.parametrize(
    ("column", "cells"),
    [
        ("district", ["Amber", "province: 2 districts", "Cedar", "country: 3 districts"]),
        ("province", ["East", "East", "West", ""]),
        ("district_code", ["0101", "", "0201", ""]),
        ("district_pcode", ["AF0101", "", "", ""]),
        ("province_pcode", ["AF01", "AF01", "AF02", ""]),
        ("denied_by", ["", "", "Blues", ""]),
        ("outcome", [Outcome.STANDS, Outcome.YIELDS, Outcome.CLAIM, ""]),
        ("conflict", [False, True, True, False]),
        ("inferred", [False, True, False, False]),
        ("publisher", ["Gazette", "'=Pamphlet", "Gazette", "Gazette"]),
        ("title", ["Amber falls", "'@Victory", "Amber falls", "Amber falls"]),
        ("known", [july(4), july(6), july(9), july(8)]),
        ("known_to_the_day", [True, True, False, True]),
    ],
)
def test_a_column_tells_each_report(column: str, cells: list[object]) -> None:
    assert TABLE[column].tolist() == cells


def test_a_page_that_is_not_linked_has_no_address() -> None:
    assert TABLE["page"].isna().tolist() == [False, True, False, False]


def test_days_are_plain_dates_and_words_that_recur_are_categories() -> None:
    assert {str(TABLE[day].dtype) for day in ("earliest", "latest", "known")} == {"date32[day][pyarrow]"}
    assert [str(TABLE[words].dtype) for words in ("party", "page", "note")] == ["category", "category", "str"]


def test_a_province_that_is_reported_but_for_all_its_districts_keeps_the_words_of_the_report() -> None:
    nowhere = replace(reported(WIDE, province="the East"), places=())
    row = laid_out([nowhere]).iloc[0]
    assert (row["district"], row["province"], row["province_pcode"]) == ("province: 0 districts", "the East", "")


def test_a_ledger_without_reports_is_a_table_without_rows() -> None:
    table = laid_out([])
    assert (tuple(table.columns), len(table)) == (COLUMNS + HIDDEN, 0)


@pytest.mark.parametrize(
    ("told", "inferring"),
    [
        ([event(1, 5, "reds held", wide=True)], {"r1"}),
        ([event(1, 5, "reds held", wide=True), event(2, 6, "reds held", wide=True)], {"r1", "r2"}),
        ([event(1, 5, "reds held", wide=True), event(2, 5, "blues held", wide=True)], {"r1", "r2"}),
        ([event(1, 5, "reds held", wide=True), event(2, 6, "reds held")], {"r1"}),
        ([event(1, 5, "reds held", wide=True), event(2, 5, "reds held")], set()),
        ([event(1, 5, "reds held"), event(2, 6, "reds held", wide=True)], set()),
        ([event(1, 5, "reds held", wide=True), event(2, (6, 8), "blues captured", wide=True)], {"r1", "r2"}),
        ([event(1, 5, "reds held", wide=True), event(2, 6, "blues claimed", sure="claimed", wide=True)], {"r1"}),
        ([event(1, 5, "reds held", wide=True), event(2, 6, "reds fighting", wide=True)], {"r1"}),
    ],
)
def test_a_wider_report_infers_where_the_standing_rests_on_it_and_its_like(
    told: list[Event], inferring: set[str]
) -> None:
    reports = {event.report.id: event.report for event in told}
    assert inferring_reports(reduce(told, PLACES), reports) == inferring


@given(ledgers())
def test_every_inferred_span_rests_on_a_report_that_infers(events: tuple[Event, ...]) -> None:
    spans, reports = reduce(events, PLACES), {event.report.id: event.report for event in events}
    inferring = inferring_reports(spans, reports)
    assert all(inferring & set(span.events) for life in spans.values() for span in life if span.inferred)
    assert not any(reports[report].own for report in inferring)


def test_problems_are_listed_and_none_of_their_words_is_a_formula() -> None:
    table = problems_table([Problem("=1.csv", 3, "date", "'x' is no day"), Problem("reports.csv", 4, "@", "-")])
    assert table.to_dict("list") == {
        "file": ["'=1.csv", "reports.csv"],
        "line": [3, 4],
        "field": ["date", "'@"],
        "why": ["'x' is no day", "'-"],
    }


def test_every_shipped_report_has_a_row_and_the_link_to_its_page(shipped: Atlas) -> None:
    ledger = laid_out_as_shipped(shipped)
    assert sorted(ledger[REPORT]) == sorted(event.report.id for event in shipped.ledger.events)
    linked = {source.id for source in shipped.ledger.sources if not source.unlinked_because}
    cited = sum(event.report.source in linked for event in shipped.ledger.events)
    assert ledger["page"].str.startswith("http").sum() == cited
