"""The page Ledger."""

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pandas as pd
import pytest
import streamlit as st

import geo.app.load
from events.analysis.publishers import in_conflict, outcomes_of
from events.control.reading import Reading
from events.ledger.folder import FOLDER, Ledger
from events.problems import Phrase, Problem
from geo.places.country import Country
from tests.geo.app.visits import OPENING, Run, offered, reports_on, written


@pytest.mark.parametrize(
    ("link", "notes"),
    [
        ({"from_": "2021-08-01", "known": "2021-07-05"}, ["“from” in the link must be a date"]),
        ({"to": "2031-01-01"}, ["“to” in the link must be a date"]),
        (
            {"from_": "0001-01-01", "to": "9999-12-31"},
            ["“from” in the link must be a date", "“to” in the link must be a date"],
        ),
        ({"from_": "2021-08-01", "number": "2021-07-05.taliban@2021-07-05"}, ["“from” in the link must be a date"]),
    ],
    ids=str,
)
def test_the_ledger_is_not_asked_for_days_that_it_has_not(run: Run, link: dict[str, str], notes: list[str]) -> None:
    """Its fields then show the first and the last day of those known, on whose months they open."""
    script = run("ledger", **link)
    assert not script.exception
    for warning, note in zip(script.warning, notes, strict=True):
        assert f"{note} like 2021-07-05, within the days that reports cover" in warning.value
    last = OPENING if "@" in link.get("number", "") or "known" in link else date(2021, 9, 6)
    assert [field.value for field in script.date_input] == [date(2021, 4, 6), last]
    assert len(script.dataframe[0].value) > 0


def test_an_earlier_day_of_knowledge_may_be_chosen_after_a_first_day_of_the_ledger(run: Run) -> None:
    script = run("ledger")
    script.date_input(key="linked-from").set_value(date(2021, 8, 1)).run()
    assert not script.warning
    script.query_params["known"] = "2021-07-05"
    script.run()
    assert not script.exception
    assert "“from” in the link must be a date" in script.warning[0].value


def test_what_could_not_be_placed_stands_beside_the_ledger_with_file_line_and_reason(run: Run) -> None:
    table = run("ledger").dataframe[1].value
    assert list(table.columns) == ["File", "Line", "Field", "Why"]
    assert len(table) == 1
    file, line, field, why = table.iloc[0]
    assert (file, field) == ("reports.csv", "district")
    written = (FOLDER / file).read_text(encoding="utf-8").splitlines()
    assert "Samangan" in written[line - 1]
    assert "'Dara-e-Suf' is no district of that province" in why


def test_the_ledger_is_filtered_by_its_address_and_by_hand(run: Run, reading: Reading) -> None:
    script = run("ledger", kind="captured", province="AF17")
    rows = script.dataframe[0].value
    assert set(rows["Kind"]) == {"captured"}
    assert set(rows["Province"]) == {"Badakhshan"}
    script.text_input[0].set_value("Yawan").run()
    assert script.query_params["text"] == "Yawan"
    assert 0 < len(script.dataframe[0].value) < len(rows)
    next(button for button in script.button if button.label == "Clear all fields").click().run()
    assert len(script.dataframe[0].value) == len(reading.ledger.events)
    assert not {"text", "kind", "province"} & set(script.query_params)


def test_several_kinds_of_report_are_chosen_at_once(run: Run) -> None:
    script = run("ledger", kind="captured,surrendered")
    rows = script.dataframe[0].value
    assert set(rows["Kind"]) == {"captured", "surrendered"}
    assert script.multiselect[0].value == ["captured", "surrendered"]
    script.multiselect[0].set_value(["surrendered", "held"]).run()
    assert script.query_params["kind"] == "surrendered,held"
    assert set(script.dataframe[0].value["Kind"]) == {"surrendered", "held"}
    script.multiselect[0].set_value([]).run()
    assert "kind" not in script.query_params


def test_a_file_of_the_ledger_has_the_codes_that_the_exports_have(
    run: Run, monkeypatch: pytest.MonkeyPatch, country: Country
) -> None:
    made: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, make, file, **__: made.setdefault(file, make))
    run("ledger", province="AF17")
    rows = pd.read_csv(BytesIO(made["reports.csv"]()), dtype="str", encoding="utf-8-sig", keep_default_na=False)
    assert set(rows["Province P-code"]) == {"AF17"}
    own = rows[rows["District code"] != ""]
    assert 0 < len(own) < len(rows)
    named = {(each.code, each.pcode, each.name) for each in country.districts if each.province == "AF17"}
    assert {*zip(own["District code"], own["District P-code"], own["District"], strict=True)} <= named


def test_a_filter_that_nothing_fits_says_so(run: Run) -> None:
    script = run("ledger", text="no such words anywhere")
    assert "No report matches" in script.info[0].value


def test_what_is_filtered_is_offered_in_three_formats(run: Run) -> None:
    """What the files have in them is in test_files.py, and that a browser gets it in tests/browser."""
    assert offered(run("ledger", kind="recaptured")) == ["CSV", "XLSX", "Parquet"]
    assert not offered(run("ledger", text="no such words anywhere"))


def test_what_is_filtered_can_be_taken_away(run: Run, monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, make, file, **__: offered.setdefault(file, make))
    ids = reports_on(run("ledger", publisher="Kabul Now", conflicts="1"))
    outcome_by_report, cited_by = (
        outcomes_of(reading.about),
        {source.id: source.publisher for source in reading.ledger.sources},
    )
    found = [each for each in reading.reports.values() if cited_by[each.source] == "Kabul Now"]
    assert ids and set(ids) == {report.id for report in found if in_conflict(report, outcome_by_report)}
    assert [*offered] == ["reports.csv", "reports.xlsx", "reports.parquet"]
    lines = StringIO(offered["reports.csv"]().decode("utf-8-sig"))
    assert [row["Report"] for row in csv.DictReader(lines)] == ids
    sheet = ZipFile(BytesIO(offered["reports.xlsx"]())).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'r="A\d+".*?<t>(.*?)</t>', sheet) == ["Report", *ids]
    assert pd.read_parquet(BytesIO(offered["reports.parquet"]()))["Report"].tolist() == ids


@pytest.mark.usefixtures("own_cache")
def test_a_ledger_without_a_problem_says_so(
    run: Run, country: Country, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    flawless: Ledger = replace(reading.ledger, problems=())
    monkeypatch.setattr(geo.app.load, "open_war", lambda _: (country, flawless))
    script = run("ledger")
    assert script.header[-1].value == "Reports that could not be read or placed: 0"
    assert "Every line of every file could be read and placed." in written(script)


@pytest.mark.usefixtures("own_cache")
def test_a_bad_line_of_the_countrys_own_files_is_listed_beside_the_ledgers(
    run: Run, country: Country, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = Problem("spellings.csv", 7, "code", "'9999' is not among the districts")
    faulty = replace(country, problems=(unread,))
    monkeypatch.setattr(geo.app.load, "open_war", lambda _: (faulty, reading.ledger))
    script = run("ledger")
    assert script.header[-1].value == "Reports that could not be read or placed: 2"
    assert "spellings.csv" in list(script.dataframe[-1].value["File"])


@pytest.mark.usefixtures("own_cache")
def test_why_a_line_is_bad_is_said_in_the_words_of_the_war(
    run: Run, country: Country, reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    unread = Problem("spellings.csv", 7, "code", Phrase("{code} is not among the districts", code="'district'"))
    war = replace(reading.ledger.war, words={"en": {"districts": "townships", "district": "township"}})
    faulty = replace(country, problems=(unread,)), replace(reading.ledger, war=war, problems=())
    monkeypatch.setattr(geo.app.load, "open_war", lambda _: faulty)
    table = run("ledger").dataframe[-1].value
    assert table.iloc[0].tolist() == ["spellings.csv", 7, "code", "'district' is not among the townships"]
