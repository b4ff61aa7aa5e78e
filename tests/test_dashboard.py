"""The script of the dashboard, run by Streamlit without a browser; what the map then shows is in tests/browser."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement

import geo.atlas
from events.model import Scope
from events.read import BadColumns
from geo.atlas import Atlas, load_atlas
from geo.layer import CREDIT
from geo.places import load_districts

SCRIPT = Path(__file__).parents[1] / "dashboard.py"

Run = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def own_cache() -> Iterator[None]:
    """What one test loaded is not kept for the next."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def run() -> Run:
    """Run the script at a link, as a new visitor, with an expander opened if one is named."""

    def run_script(opened: str = "", **link: str) -> AppTest:
        script = AppTest.from_file(str(SCRIPT), default_timeout=60)
        if opened:
            script.session_state[opened] = True
        for name, value in link.items():
            script.query_params[name] = value
        return script.run()

    return run_script


def test_it_runs_and_shows_the_map_first_and_three_expanders(run: Run) -> None:
    script = run()
    assert not script.exception
    assert not script.error
    assert not script.warning
    assert _opened(script) == ("2021-07-05", "", "1")
    labels = [expander.label for expander in script.expander]
    assert labels[0] == "What could not be read or placed: 1"
    assert labels[1] == "How we decide who holds a place"
    assert labels[2].startswith("Sources: 306 pages")
    assert not script.dataframe  # a table waits until it is opened


def test_dara_e_suf_is_among_the_problems_with_file_line_and_reason(run: Run) -> None:
    table = run(opened="problems").dataframe[0].value
    assert list(table.columns) == ["File", "Line", "Field", "Why"]
    assert len(table) == 1
    file, line, field, why = table.iloc[0]
    assert (file, field) == ("reports.csv", "district")
    written = (SCRIPT.parent / "events" / "data" / file).read_text(encoding="utf-8").splitlines()
    assert "Samangan" in written[line - 1]
    assert "'Dara-e-Suf' is no district of that province" in why


def test_the_method_tells_the_rule_and_its_limits(run: Run) -> None:
    method = run().expander[1].markdown[0].value
    for words in ("latest", "claim", "contested", "inferred", "not known", "Limits", "nothing is assumed"):
        assert words in method


def test_the_numbers_in_the_method_are_true(run: Run) -> None:
    """They are written by hand, and counted here."""
    atlas = load_atlas()
    capitals = {district.code for district in load_districts() if district.capital}
    scopes: dict[str, set[str]] = {place: set() for place in atlas.spans}
    for event in atlas.ledger.events:
        for place in event.places:
            scopes[place].add(event.report.scope)
    without = {place for place, found in scopes.items() if Scope.DISTRICT not in found}
    reported = {place for place in without & capitals if Scope.CAPITAL in scopes[place]}
    method = run().expander[1].markdown[0].value.replace("\n", " ")
    assert f"{len(without)} of the {len(atlas.spans)} districts have no report of their own" in method
    assert f"{len(reported)} of those are provincial capitals" in method


def test_every_source_is_listed_with_its_page_or_why_there_is_none(run: Run) -> None:
    sources = run(opened="sources").expander[2]
    table = sources.dataframe[0].value
    assert len(table) == 306
    assert "geoBoundaries" in sources.markdown[0].value
    assert "public domain" in sources.markdown[0].value
    assert sources.caption[0].value == CREDIT
    linked = table["Page"].notna()
    assert table[linked]["Page"].str.match("https?://").all()
    assert (table["Not linked because"].str.len() > 0).eq(~linked).all()
    assert table["Reports"].sum() == len(load_atlas().ledger.events)


def test_a_link_opens_its_view(run: Run) -> None:
    script = run(day="2021-07-20", district="1709")
    assert not script.warning
    assert _opened(script) == ("2021-07-20", "1709", "1")


@pytest.mark.parametrize(
    ("link", "notes"),
    [
        ({"day": "2021-99-99"}, ["a day that is not one like 2021-07-05"]),
        ({"day": "5 July"}, ["a day that is not one like 2021-07-05"]),
        ({"day": "2031-07-05"}, ["5 July 2031 lies outside"]),
        ({"district": "17"}, ["not a code of the official list"]),
        ({"day": "", "district": ""}, ["a day that is not one like 2021-07-05", "not a code of the official list"]),
        (
            {"day": "![x](https://a.example)", "district": "[log in](https://a.example)"},
            ["a day that is not one like 2021-07-05", "not a code of the official list"],
        ),
    ],
    ids=str,
)
def test_a_broken_link_is_told_of_and_the_default_opens(run: Run, link: dict[str, str], notes: list[str]) -> None:
    script = run(**link)
    assert not script.exception
    assert len(script.warning) == len(notes)
    for warning, note in zip(script.warning, notes, strict=True):
        assert note in warning.value
        assert "[" not in warning.value  # nobody writes on our page by a link
    assert _opened(script) == ("2021-07-05", "", "1")


def test_a_broken_district_does_not_lose_a_good_day(run: Run) -> None:
    script = run(day="2021-07-20", district="9999")
    assert len(script.warning) == 1
    assert _opened(script) == ("2021-07-20", "", "1")


def test_parameters_that_are_not_ours_are_left_alone(run: Run) -> None:
    script = run(utm_source="newsletter")
    assert not script.warning
    assert _opened(script) == ("2021-07-05", "", "1")


def test_another_view_changes_no_byte_of_the_maps_script(run: Run) -> None:
    """Or streamlit-folium would mount a new, blank frame."""
    script = run()
    told = _told(script)
    script.query_params["day"] = "2021-08-15"
    script.query_params["district"] = "1709"
    script.run()
    again = _told(script)
    assert _opened(script) == ("2021-08-15", "1709", "2")
    assert told.pop("html") != again.pop("html")
    assert told == again
    script.run()
    assert _opened(script) == ("2021-08-15", "1709", "3")


def test_a_bad_file_is_refused_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Atlas:
        raise BadColumns("reports.csv lacks the columns kind; it has none")

    monkeypatch.setattr(geo.atlas, "load_atlas", refuse)
    script = run()
    assert not script.exception
    assert "reports.csv lacks the columns kind" in script.text[0].value
    assert not script.expander


def test_a_ledger_without_a_problem_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = load_atlas()
    flawless = replace(atlas, ledger=replace(atlas.ledger, problems=()))
    monkeypatch.setattr(geo.atlas, "load_atlas", lambda: flawless)
    expander = run(opened="problems").expander[0]
    assert expander.label == "What could not be read or placed: 0"
    assert "Every line of every file could be read and placed." in expander.markdown[0].value
    assert not expander.dataframe


def _told(script: AppTest) -> dict[str, Any]:
    """What the map's frame is told. AppTest does not know custom components, but keeps what was sent to them."""
    first = script.main.children[0].children  # a block, since the map is in a fragment
    maps = [element for element in first.values() if isinstance(element, UnknownElement)]
    assert len(maps) == 1
    return cast("dict[str, Any]", json.loads(maps[0].proto.json_args))


def _opened(script: AppTest) -> tuple[str, str, str]:
    """The day, the district and the visit that the map is told to open."""
    found = re.search(r'data-day="(.*?)"\s+data-district="(.*?)"\s+data-visit="(.*?)"', _told(script)["html"])
    assert found
    return found[1], found[2], found[3]
