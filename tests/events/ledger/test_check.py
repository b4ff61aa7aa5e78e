"""
`events.ledger.check`: rows become reports and sources; what does not is told with its line, its cell and the reason.
"""

from datetime import date

import pytest

from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS, check_reports, check_sources, first_day
from events.ledger.read import Row
from events.model import Certainty, Kind, Report, Scope, Source
from events.problems import Checked, Problem
from tests.conftest import THREE_SQUARES

SOURCES = (
    Source("s1", "Gazette", "A day", "https://example.org/1", "2021-07-06", ""),
    Source("s2", "Monthly", "A month", "https://example.org/2", "2021-07", ""),
    Source("s3", "Leaflet", "No date", "https://example.org/3", "", ""),
)
CELLS = dict.fromkeys(REPORT_COLUMNS, "") | {
    "report_id": "r1",
    "earliest": "2021-07-03",
    "latest": "2021-07-04",
    "precision": "weekend",
    "scope": "district",
    "province": "East",
    "district": "Amber",
    "place_as_reported": "Ambar",
    "kind": "captured",
    "party": "reds",
    "certainty": "reported",
    "source_id": "s1",
}


def report_of(**cells: str) -> Report:
    checked = check_reports("reports.csv", [Row(2, CELLS | cells)], SOURCES, THREE_SQUARES)
    assert checked.problems == ()
    return checked.kept[0]


def test_a_row_becomes_a_report() -> None:
    wider = {"scope": "province", "district": "", "except": "Birch; capital ;"}
    row = Row(7, CELLS | wider | {"part": "yes", "denied_by": "blues", "note": "so it is said"})
    assert check_reports("reports.csv", [row], SOURCES, THREE_SQUARES) == Checked(
        (
            Report(
                id="r1",
                line=7,
                earliest=date(2021, 7, 3),
                latest=date(2021, 7, 4),
                precision="weekend",
                scope=Scope.PROVINCE,
                province="East",
                district="",
                excepted=("Birch", "capital"),
                part=True,
                place_as_reported="Ambar",
                kind=Kind.CAPTURED,
                party="reds",
                certainty=Certainty.REPORTED,
                denied_by="blues",
                source="s1",
                known=date(2021, 7, 6),
                known_to_the_day=True,
                note="so it is said",
            ),
        )
    )


@pytest.mark.parametrize(
    ("field", "cell", "told"),
    [
        ("report_id", "", "is empty"),
        ("earliest", "", "'' is not a day like 2021-08-15"),
        ("earliest", "06/08/21", "'06/08/21' is not a day like 2021-08-15"),
        ("earliest", "20210703", "'20210703' is not a day like 2021-08-15"),
        ("latest", "2021-02-30", "'2021-02-30' is not a day like 2021-08-15"),
        ("latest", "2021-07-04T10:00", "'2021-07-04T10:00' is not a day like 2021-08-15"),
        ("latest", "2021-07-02", "2021-07-02 comes before earliest, 2021-07-03"),
        ("precision", "banana", "'banana' is none of day, weekend, week, month"),
        ("precision", "", "'' is none of day, weekend, week, month"),
        ("except", "Birch", "'Birch' has no use in a report with scope district: leave it empty, or change scope"),
        ("scope", "town", "'town' is none of district, capital, group, province, country"),
        ("province", "", "is empty, and a report with scope district needs one"),
        ("district", "", "is empty, and a report with scope district needs one"),
        ("part", "no", "'no' is neither 'yes' nor empty"),
        ("party", "greens", "'greens' is none of reds, blues"),
        ("party", "contested", "'contested' is none of reds, blues"),
        ("denied_by", "greens", "'greens' is none of reds, blues"),
        ("certainty", "Reported", "'Reported' is none of confirmed, reported, claimed"),
        ("source_id", "s9", "'s9' is not among the sources"),
        ("published", "9999", "9999-01-01 is not a day from 1700-01-01 to 2199-12-31"),
        ("published", "July 2021", "'July 2021' is not a day, a month or a year like 2021-08-15, 2021-08 or 2021"),
    ],
)
def test_a_cell_that_will_not_turn_is_a_problem_and_the_other_rows_stand(field: str, cell: str, told: str) -> None:
    rows = [Row(2, CELLS | {"report_id": "r0"}), Row(3, CELLS | {field: cell}), Row(4, CELLS | {"report_id": "r2"})]
    checked = check_reports("reports.csv", rows, SOURCES, THREE_SQUARES)
    assert [report.line for report in checked.kept] == [2, 4]
    assert checked.problems == (Problem("reports.csv", 3, field, told),)


def test_a_kind_that_is_none_is_told_all_there_are() -> None:
    problem = check_reports("reports.csv", [Row(2, CELLS | {"kind": "fell"})], SOURCES, THREE_SQUARES).problems[0]
    assert problem.message == f"'fell' is none of {', '.join(Kind)}"


def test_a_repeated_id_is_told_where_it_stands_first() -> None:
    checked = check_reports("reports.csv", [Row(2, CELLS), Row(5, CELLS)], SOURCES, THREE_SQUARES)
    assert [report.line for report in checked.kept] == [2]
    assert checked.problems == (Problem("reports.csv", 5, "report_id", "'r1' stands already on line 2"),)


def test_the_id_of_a_bad_row_is_free_for_a_good_one() -> None:
    rows = [Row(2, CELLS | {"earliest": "soon"}), Row(3, CELLS)]
    assert [report.line for report in check_reports("reports.csv", rows, SOURCES, THREE_SQUARES).kept] == [3]


@pytest.mark.parametrize(
    ("scope", "needed"),
    [
        *[("capital", {"province": "East"}), ("province", {"province": "East"}), ("country", {})],
        ("group", {"group": "shore", "except": "Birch"}),
    ],
)
def test_a_wider_report_needs_less_of_a_place(scope: str, needed: dict[str, str]) -> None:
    assert report_of(scope=scope, **({"province": "", "district": ""} | needed)).scope == scope


def test_a_report_on_a_group_that_names_none_is_a_problem() -> None:
    cells = CELLS | {"scope": "group", "province": "", "district": ""}
    told = Problem("reports.csv", 2, "group", "is empty, and a report with scope group needs one")
    for group in ({}, {"group": ""}):
        assert check_reports("reports.csv", [Row(2, cells | group)], SOURCES, THREE_SQUARES).problems == (told,)


@pytest.mark.parametrize(
    ("cells", "field", "cell"),
    [
        ({"scope": "province", "district": "Cloud-cuckoo"}, "district", "Cloud-cuckoo"),
        ({"scope": "capital"}, "district", "Amber"),
        ({"scope": "country", "district": ""}, "province", "East"),
        ({"scope": "capital", "district": "", "except": "Birch"}, "except", "Birch"),
        ({"scope": "group", "district": "", "group": "shore"}, "province", "East"),
        ({"scope": "province", "district": "", "group": "shore"}, "group", "shore"),
    ],
)
def test_a_cell_that_a_scope_has_no_use_for_is_a_problem_and_not_passed_over(
    cells: dict[str, str], field: str, cell: str
) -> None:
    checked = check_reports("reports.csv", [Row(2, CELLS | cells)], SOURCES, THREE_SQUARES)
    told = f"'{cell}' has no use in a report with scope {cells['scope']}: leave it empty, or change scope"
    assert checked == Checked((), (Problem("reports.csv", 2, field, told),))


@pytest.mark.parametrize(
    ("source", "published", "known", "to_the_day"),
    [
        ("s1", "", date(2021, 7, 6), True),
        ("s1", "2021-07-05", date(2021, 7, 5), True),
        ("s1", "2021-07-01", date(2021, 7, 3), True),
        ("s1", "2021-08", date(2021, 8, 1), False),
        ("s2", "", date(2021, 7, 3), False),
        ("s2", "2022", date(2022, 1, 1), False),
        ("s3", "", date(2021, 7, 3), False),
    ],
    ids=["the source's day", "its own day first", "not before", "first of a month", "not before", "a year", "none"],
)
def test_a_report_is_known_from_the_first_day_its_publication_allows(
    source: str, published: str, known: date, to_the_day: bool
) -> None:
    report = report_of(source_id=source, published=published)
    assert (report.known, report.known_to_the_day) == (known, to_the_day)


@pytest.mark.parametrize("stated", ["21-07-05", "2021-7-5", "2021-13", "2021-02-29", "2021-07-05-06", "soon", " "])
def test_what_is_no_day_month_or_year_has_no_first_day(stated: str) -> None:
    with pytest.raises(ValueError):
        first_day(stated)


def test_a_source_with_an_address_or_a_reason_for_none_stands() -> None:
    linked = {"source_id": "s1", "publisher": "Gazette", "title": "Fall", "url": "https://example.org/a"}
    printed = {"source_id": "s2", "publisher": "Paper", "title": "Fall", "unlinked_because": "printed"}
    rows = [Row(line, dict.fromkeys(SOURCE_COLUMNS, "") | cells) for line, cells in [(2, linked), (3, printed)]]
    assert check_sources("sources.csv", rows) == Checked(
        (
            Source("s1", "Gazette", "Fall", "https://example.org/a", "", ""),
            Source("s2", "Paper", "Fall", "", "", "printed"),
        )
    )


@pytest.mark.parametrize(
    "url",
    ["", "example.org", "javascript:alert(1)", "data:text/html,x", "ftp://a.org", "https://", "http://[", "http:x"],
)
@pytest.mark.parametrize("published", ["", "2021-07-05"])
def test_a_source_whose_address_no_browser_should_open_is_a_problem(url: str, published: str) -> None:
    row = Row(4, dict.fromkeys(SOURCE_COLUMNS, "") | {"source_id": "s1", "url": url, "published": published})
    told = f"{url!r} is not an address like https://example.org/page"
    assert check_sources("sources.csv", [row]) == Checked((), (Problem("sources.csv", 4, "url", told),))


def test_a_mistyped_year_is_told_and_not_drawn() -> None:
    row = Row(2, CELLS | {"latest": "2031-07-04"})
    problem = check_reports("reports.csv", [row], SOURCES, THREE_SQUARES).problems[0]
    told = "reports.csv, line 2, latest: 2031-07-04 is not a day of this war, which runs from 2021-06-01 to 2021-08-31"
    assert str(problem) == told


def test_a_row_may_name_the_sides_that_gain_together_and_the_side_that_hands_over() -> None:
    joint = report_of(**{"with": "blues"})
    assert (joint.party, joint.partners, joint.sides) == ("reds", ("blues",), frozenset({"reds", "blues"}))
    transfer = report_of(kind="transferred", given_by="blues")
    assert (transfer.kind, transfer.given_by, transfer.says) == (Kind.TRANSFERRED, "blues", "reds")
    assert (report_of().partners, report_of().given_by) == ((), "")


@pytest.mark.parametrize(
    ("cells", "field", "told"),
    [
        ({"with": "greens"}, "with", "'greens' is none of blues, or stands twice"),
        ({"with": "reds"}, "with", "'reds' is none of blues, or stands twice"),
        ({"with": "blues; blues"}, "with", "'blues' is none of blues, or stands twice"),
        ({"kind": "transferred"}, "given_by", "'' is none of blues, and a report of a transfer needs one"),
        ({"kind": "transferred", "given_by": "reds"}, "given_by", "'reds' is none of blues, and a report of a"),
        ({"given_by": "blues"}, "given_by", "'blues' has no use in a report of this kind, captured"),
    ],
)
def test_a_side_that_cannot_be_meant_is_a_problem(cells: dict[str, str], field: str, told: str) -> None:
    (problem,) = check_reports("reports.csv", [Row(2, CELLS | cells)], SOURCES, THREE_SQUARES).problems
    assert problem.field == field
    assert problem.message.startswith(told)
