"""`events.ledger.background`: what stands beside the map."""

from datetime import date

import pytest

from events.ledger.background import (
    BASELINE_COLUMNS,
    CONTEXT_COLUMNS,
    Baseline,
    ContextEvent,
    check_baseline,
    check_context,
)
from events.ledger.locate import Gazetteer
from events.ledger.read import Row
from events.model import Source
from events.problems import Checked, Problem
from tests.conftest import THREE_SQUARES

SOURCES = (Source("s1", "Gazette", "A day", "https://example.org/1", "2021-07", ""),)


OUTSIDE = "is not a day of this war, which runs from 2021-06-01 to 2021-08-31"


def context_row(line: int, name: str, day: str, source: str = "s1", label: str = "Talks") -> Row:
    cells = (name, day, "negotiation", "Amber", "They talk", source, "", label)
    return Row(line, dict(zip(CONTEXT_COLUMNS, cells, strict=True)))


def baseline_row(line: int, province: str, district: str, scope: str = "district", source: str = "s1") -> Row:
    cells = (province, district, scope, "blues", "2020-12", "press report", source, "")
    return Row(line, dict(zip(BASELINE_COLUMNS, cells, strict=True)))


def test_context_comes_in_the_order_of_its_days() -> None:
    rows = [context_row(2, "c1", "2021-07-05"), context_row(3, "c3", "2021-07-01"), context_row(4, "c2", "2021-07-01")]
    checked = check_context("context.csv", rows, SOURCES, THREE_SQUARES)
    assert [context.id for context in checked.kept] == ["c2", "c3", "c1"]
    day = date(2021, 7, 5)
    assert checked.kept[2] == ContextEvent("c1", day, "negotiation", "Amber", "They talk", "s1", day, "Talks")


def test_of_one_day_what_has_a_name_on_the_strip_comes_first() -> None:
    rows = [context_row(2, "c1", "2021-07-05", label=""), context_row(3, "c2", "2021-07-05")]
    assert [context.id for context in check_context("context.csv", rows, SOURCES, THREE_SQUARES).kept] == ["c2", "c1"]


@pytest.mark.parametrize(
    ("row", "field", "told"),
    [
        (context_row(3, "c2", "July"), "day", "'July' is not a day like 2021-08-15"),
        (context_row(3, "c1", "2021-07-06"), "context_id", "'c1' stands already on line 2"),
        (context_row(3, "c2", "2012-07-05"), "day", f"2012-07-05 {OUTSIDE}"),
        (context_row(3, "c2", "2021-07-05", "s9"), "source_id", "'s9' is not among the sources"),
    ],
)
def test_a_bad_line_of_context_is_a_problem_and_the_others_stand(row: Row, field: str, told: str) -> None:
    checked = check_context("context.csv", [context_row(2, "c1", "2021-07-05"), row], SOURCES, THREE_SQUARES)
    assert [context.id for context in checked.kept] == ["c1"]
    assert checked.problems == (Problem("context.csv", 3, field, told),)


def test_a_baseline_is_of_a_district_or_of_each_in_a_province(gazetteer: Gazetteer) -> None:
    rows = [baseline_row(2, "East", "Amber"), baseline_row(3, "East", "", "province"), baseline_row(4, "West", "Mill")]
    assert check_baseline("baseline.csv", rows, SOURCES, gazetteer) == Checked(
        (
            Baseline("0101", "blues", "2020-12", "press report", "s1", ""),
            Baseline("0101", "blues", "2020-12", "press report", "s1", "", "AF01"),
            Baseline("0102", "blues", "2020-12", "press report", "s1", "", "AF01"),
            Baseline("0201", "blues", "2020-12", "press report", "s1", ""),
        )
    )


@pytest.mark.parametrize(
    ("row", "field", "told"),
    [
        (baseline_row(3, "North", "Amber"), "province", "'North' is no province"),
        (baseline_row(3, "East", "Amber", "provnce"), "scope", "'provnce' is none of district, province"),
        (
            baseline_row(3, "East", "Amber", "province"),
            "district",
            "'Amber' has no use with scope province: leave it empty, or change scope",
        ),
        (baseline_row(3, "East", "Ford"), "district", "'Ford' may be Amber (0101) or Birch (0102)"),
        (baseline_row(3, "East", "Amber", source="s9"), "source_id", "'s9' is not among the sources"),
    ],
)
def test_a_bad_line_of_the_baseline_is_a_problem_and_the_others_stand(
    gazetteer: Gazetteer, row: Row, field: str, told: str
) -> None:
    checked = check_baseline("baseline.csv", [baseline_row(2, "East", "Birch"), row], SOURCES, gazetteer)
    assert [baseline.place for baseline in checked.kept] == ["0102"]
    assert checked.problems == (Problem("baseline.csv", 3, field, told),)
