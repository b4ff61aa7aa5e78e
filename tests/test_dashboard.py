"""The script of the dashboard, run by Streamlit without a browser; what is then drawn is in tests/browser."""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import UnknownElement
from streamlit.util import calc_hash

import events.ledger
import geo.country
from events.compare import compare
from events.control import reduce
from events.digest import SHORT
from events.evidence import Figure, Part, places_behind, reports_behind
from events.filter import NOTES
from events.gaps import ages, silences, unknowns_on
from events.hindsight import revisions
from events.ledger import Ledger, load_ledger
from events.life import life_of
from events.model import Scope
from events.publishers import differences, fates_of, in_conflict, without
from events.read import BadColumns
from events.reading import Reading, read_as_known
from geo.country import Country, load_country
from geo.description import alt, long, what_changed
from geo.digest import data_digest
from geo.encode import names as names_of
from geo.figures import figure_word, figure_words
from geo.findings import compare_words
from geo.gaps_words import age_words, unknowns_words
from geo.hindsight_words import hindsight_words
from geo.language import language
from geo.layer import CREDIT
from geo.life_words import life_words
from geo.paper import FORMATS
from geo.permalink import Shown
from geo.places import load_districts
from geo.plate import country_shapes
from geo.publication import PictureKind, Publication, picture
from geo.words import cited, unmarked

SCRIPT = Path(__file__).parents[1] / "dashboard.py"
PAGES = ("", "districts", "provinces", "compare", "ledger", "claims", "hindsight", "sources", "gaps", "publish")
OPENING = date(2021, 7, 5)

PARAMETERS = {
    "": ["day", "district"],
    "districts": ["day", "report"],
    "provinces": ["day", "province", "sort", "number"],
    "compare": ["from", "to", "picked", "number"],
    "ledger": [*NOTES, "number"],
    "claims": ["claim"],
    "hindsight": ["day", "picked", "number"],
    "sources": ["day", "without", "speaker", "said"],
    "gaps": ["day", "gap", "age", "picked", "silent"],
    "publish": ["day", "show", "format", "theme", "district", "bare", "film", "size", "step", "first", "last"],
}
"""By page, what its address may name beside `known`, `lens` and `lang`; on `districts` a district is any words."""

BROKEN = "![](//.)"
"""No parameter takes it, nor is it a text to look for; and it is Markdown."""

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
"""A picture of one pixel that says nothing of itself."""

Run = Callable[..., AppTest]


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def reading(country: Country) -> Reading:
    return read_as_known(load_ledger(country.gazetteer), country.gazetteer.province_of)


@pytest.fixture(scope="module")
def then(reading: Reading) -> Reading:
    """As known on the opening day."""
    return read_as_known(reading.ledger, reading.spans, OPENING)


@pytest.fixture
def own_cache() -> Iterator[None]:
    """What other tests loaded is not kept for this one, nor the other way round."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def run() -> Run:
    """Run the script at a link, as a new visitor, with an expander opened if one is named."""

    def run_script(page: str = "", opened: str = "", **link: str) -> AppTest:
        script = AppTest.from_file(str(SCRIPT), default_timeout=60)
        # AppTest opens pages that are files; ours are functions, and known to Streamlit by a hash of their path.
        script._page_hash = calc_hash(page)
        if opened:
            script.session_state[opened] = True
        for name, value in link.items():
            script.query_params[name.rstrip("_")] = value
        return script.run()

    return run_script


# Every page.


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(run: Run, page: str) -> None:
    script = run(page)
    assert not script.exception
    assert not script.error
    assert not script.warning
    assert not script.info


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("districts", {"district": "1709", "day": "2021-08-15", "report": "AF21-0208"}),
        ("districts", {"district": "0612", "day": "2021-04-06"}),
        ("provinces", {"province": "AF17", "day": "2021-07-04", "picked": "1709"}),
        ("provinces", {"sort": "name", "number": "2021-07-05.taliban.AF17"}),
        ("compare", {"from_": "2021-08-16", "to": "2021-08-01", "number": "2021-08-01.unknown.2021-08-16.taliban"}),
        ("compare", {"from_": "2021-07-05", "to": "2021-07-05", "picked": "1709"}),
        (
            "ledger",
            {"text": "yawan", "province": "AF17", "kind": "captured", "from_": "2021-07-01", "to": "2021-07-31"},
        ),
        ("ledger", {"number": "2021-07-05.unknown"}),
        ("claims", {"claim": "CL21-31"}),
        ("hindsight", {"day": "2021-08-15", "picked": "1709"}),
        ("sources", {"without": "Kabul Now", "speaker": "gaining_side", "said": "contradicted.Kabul Now"}),
        ("gaps", {"gap": "1", "age": "4", "day": "2021-09-06"}),
        ("publish", {"format": "4x5", "theme": "dark", "title": "<b>Title</b>", "credit": "*me*", "bare": "1"}),
        ("publish", {"film": "gif", "size": "1080x1920", "step": "7", "first": "2021-07-01", "last": "2021-08-01"}),
        ("publish", {"show": "change", "from_": "2021-08-01", "to": "2021-08-16", "format": "a4", "lang": "fa"}),
    ],
    ids=str,
)
def test_every_page_runs_at_a_rich_link_and_keeps_it(run: Run, page: str, link: dict[str, str]) -> None:
    script = run(page, **link, lens="land")
    assert not script.exception
    assert not script.error
    backwards = page == "compare" and link["to"] < link["from_"]
    notes = [note.value for note in script.warning]
    assert notes == (["The second day comes before the first: they are compared the other way round."] * backwards)
    assert script.query_params == {name.rstrip("_"): value for name, value in link.items()} | {"lens": "land"}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_plainly_that_it_is_read_as_known_on_a_day(run: Run, page: str) -> None:
    script = run(page, known="2021-07-05")
    assert not script.exception
    assert not script.warning
    assert len(script.info) == 1
    assert "as it was known on the evening of 5 July 2021: 253 reports take part, 246" in script.info[0].value


@pytest.mark.parametrize(
    ("page", "link", "notes"),
    [
        (
            "",
            {"known": "2031-01-01", "lens": "souls"},
            ["1 January 2031 lies outside", "none of districts, boundaries"],
        ),
        ("gaps", {"known": "soon"}, ["as “known” a day that is not one like 2021-07-05"]),
        ("provinces", {"province": "Badakhshan", "sort": "size"}, ["not a P-code, like AF17", "none of half, name"]),
        ("provinces", {"day": "5 July"}, ["a day that is not one like 2021-07-05"]),
        ("compare", {"from_": "[log in](https://a.example)", "to": "2021-13-01"}, ["as “from” a day", "as “to” a day"]),
        ("compare", {"picked": "17"}, ["not a code of the official list"]),
        ("compare", {"number": "many"}, ["a number by a word that none here goes by"]),
        ("ledger", {"kind": "lost", "number": "2021-07-05.greens"}, ["a number by a word", "none of captured"]),
        ("claims", {"claim": "CL"}, ["not the id of one"]),
        (
            "sources",
            {"without": "Nobody", "speaker": "all"},
            ["a publisher whom no report cites", "none of gaining_side"],
        ),
        ("sources", {"said": "all.Nobody"}, ["a word that none here goes by"]),
        ("gaps", {"gap": "99", "age": "x"}, ["a gap that is none of these", "an age that is none of these"]),
        ("districts", {"district": "1709", "report": "AF"}, ["no id of one here"]),
    ],
    ids=str,
)
def test_what_is_broken_in_a_link_is_told_and_not_repeated(
    run: Run, page: str, link: dict[str, str], notes: list[str]
) -> None:
    script = run(page, **link)
    assert not script.exception
    said = [note.value for note in script.warning]
    assert len(said) == len(notes)
    for note, told in zip(notes, said, strict=True):
        assert note in told
        assert "[" not in told  # nobody writes on our page by a link


@pytest.mark.parametrize("page", PARAMETERS)
def test_where_all_of_a_link_is_broken_there_is_a_note_for_each_and_the_default_opens(run: Run, page: str) -> None:
    good = {"district": "1709"} if page == "districts" else {}
    broken = dict.fromkeys((*PARAMETERS[page], "known", "lens", "lang"), BROKEN)
    script = run(page, **good, **broken)
    assert not script.exception
    assert len(script.warning) == len(broken)
    assert not [note.value for note in script.warning if "[" in note.value]
    assert _shown(script) == _shown(run(page, **good))


@pytest.mark.parametrize(("known", "said"), [("2022-03-01", "1 March 2022"), ("2023-08-15", "15 August 2023")])
def test_a_day_of_knowledge_may_come_after_the_days_that_are_told_of(run: Run, known: str, said: str) -> None:
    script = run("gaps", known=known)
    assert not script.warning
    assert f"as it was known on the evening of {said}" in script.info[0].value
    assert (script.selectbox(key="known").value, script.query_params["known"]) == (known, known)


def test_a_day_after_that_of_knowledge_is_told_and_that_day_opens(run: Run) -> None:
    script = run("gaps", known="2021-07-05", day="2021-07-06")
    assert [note.value for note in script.warning] == [
        "The reports run from 6 April 2021 to 5 July 2021; 6 July 2021 lies outside."
    ]
    assert script.title[0].value == "What we do not know on 5 July 2021"


@pytest.mark.parametrize(
    ("link", "notes"),
    [
        ({"from_": "2021-08-01", "known": "2021-07-05"}, ["a first day"]),
        ({"to": "2031-01-01"}, ["a last day"]),
        ({"from_": "0001-01-01", "to": "9999-12-31"}, ["a first day", "a last day"]),
        ({"from_": "2021-08-01", "number": "2021-07-05.taliban@2021-07-05"}, ["a first day"]),
    ],
    ids=str,
)
def test_the_ledger_is_not_asked_for_days_that_it_has_not(run: Run, link: dict[str, str], notes: list[str]) -> None:
    script = run("ledger", **link)
    assert not script.exception
    for warning, note in zip(script.warning, notes, strict=True):
        assert f"{note} that is not one like 2021-07-05, or comes before or after all reports" in warning.value
    assert [field.value for field in script.date_input] == [None, None]


def test_an_earlier_day_of_knowledge_may_be_chosen_after_a_first_day_of_the_ledger(run: Run) -> None:
    script = run("ledger")
    script.date_input(key="linked-from").set_value(date(2021, 8, 1)).run()
    assert not script.warning
    script.selectbox(key="known").set_value("2021-07-05").run()
    assert not script.exception
    assert "a first day" in script.warning[0].value


def test_what_is_chosen_is_written_into_the_address_and_what_is_emptied_taken_from_it(run: Run) -> None:
    script = run("provinces")
    script.selectbox(key="linked-province").set_value("AF17").run()
    script.date_input(key="linked-day").set_value(date(2021, 8, 1)).run()
    assert script.query_params == {"province": "AF17", "day": "2021-08-01"}
    assert script.title[0].value == "Badakhshan on 1 August 2021"
    script.button[0].click().run()
    script.date_input(key="linked-day").set_value(None).run()
    assert script.query_params == {}


# The atlas.


def test_it_opens_with_the_map_and_two_expanders(run: Run) -> None:
    script = run()
    assert _opened(script) == ("2021-07-05", "", "districts", "1")
    assert [expander.label for expander in script.expander] == [
        "More of this day, and what we do not know",
        "How we decide who holds a place",
    ]
    assert not script.dataframe


def test_the_method_tells_the_rule_and_its_limits(run: Run) -> None:
    method = run().expander[1].markdown[0].value
    for words in ("latest", "claim", "contested", "inferred", "not known", "Limits", "nothing is assumed"):
        assert words in method


def test_the_numbers_in_the_method_are_true(run: Run, reading: Reading) -> None:
    """They are written by hand, and counted here."""
    capitals = {district.code for district in load_districts() if district.capital}
    scopes = {place: {report.scope for report in reports} for place, reports in reading.about.items()}
    without_own = {place for place, found in scopes.items() if Scope.DISTRICT not in found}
    reported = {place for place in without_own & capitals if Scope.CAPITAL in scopes[place]}
    method = run().expander[1].markdown[0].value.replace("\n", " ")
    assert f"{len(without_own)} of the {len(scopes)} districts have no report of their own" in method
    assert f"{len(reported)} of those are provincial capitals" in method


def test_a_link_opens_its_view(run: Run) -> None:
    script = run(day="2021-07-20", district="1709", lens="people")
    assert not script.warning
    assert _opened(script) == ("2021-07-20", "1709", "people", "1")


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
        assert "[" not in warning.value
    assert _opened(script) == ("2021-07-05", "", "districts", "1")


def test_a_broken_district_does_not_lose_a_good_day(run: Run) -> None:
    script = run(day="2021-07-20", district="9999")
    assert len(script.warning) == 1
    assert _opened(script) == ("2021-07-20", "", "districts", "1")


def test_parameters_that_are_not_ours_are_left_alone(run: Run) -> None:
    script = run(utm_source="newsletter")
    assert not script.warning
    assert _opened(script) == ("2021-07-05", "", "districts", "1")


def test_another_view_changes_no_byte_of_the_maps_script(run: Run) -> None:
    """Or streamlit-folium would mount a new, blank frame."""
    script = run()
    told = _told(script)
    script.query_params["day"] = "2021-08-15"
    script.query_params["district"] = "1709"
    script.query_params["lens"] = "land"
    script.run()
    again = _told(script)
    assert _opened(script)[:2] == ("2021-08-15", "1709")
    assert told.pop("html") != again.pop("html")
    assert told == again
    script.run()
    assert _opened(script)[3] == "3"


def test_the_map_as_known_on_a_day_is_another_map_that_ends_with_it(run: Run) -> None:
    script = run(known="2021-07-04")
    assert _opened(script)[0] == "2021-07-04"
    then, now = _told(script), _told(run())
    assert {**then, "html": ""} != {**now, "html": ""}


def test_what_is_not_known_is_told_below_the_map_when_opened(run: Run, reading: Reading) -> None:
    lines = unknowns_words(unknowns_on(reading.spans, reading.about, OPENING, reading.ledger.unplaced))
    told = run(opened="more").expander[0].markdown[0].value
    assert told.splitlines() == [f"- {line.words}" for line in lines]


# The pages.


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Yawan", "Yawan"),
        ("یاوان", "Yawan"),
        ("1709", "Yawan"),
        ("Fayzabad", "Which one do you mean?"),
        ("Fayzabad Jawzjan", "Fayzabad"),
        ("London", "No district is spelt like that"),
        ("", "One district"),
        ("<b>[x](https://a.example)</b>", "No district is spelt like that"),
    ],
)
def test_a_district_is_found_by_its_name_and_an_ambiguous_one_is_offered(run: Run, asked: str, title: str) -> None:
    script = run("districts", district=asked)
    assert not script.exception
    assert script.title[0].value == title
    if asked == "Fayzabad":
        offered = [button.label for button in script.button]
        assert offered[:2] == ["Fayzabad\\, Badakhshan", "Fayzabad\\, Jawzjan"]
        script.button[1].click().run()
        assert script.title[0].value == "Fayzabad"
        assert script.query_params["district"] == "2808"


@pytest.mark.parametrize(("page", "name"), [("districts", "district"), ("ledger", "text")])
def test_a_text_of_more_than_200_characters_is_told_of_and_not_looked_for(run: Run, page: str, name: str) -> None:
    (told,) = run(page, **{name: "Kohistan" * 25}).text_input
    assert (told.proto.max_chars, told.value) == (200, "Kohistan" * 25)
    script = run(page, **{name: "Kohistan " * 15_000})
    assert not script.exception
    assert "more than 200 characters" in script.warning[0].value
    assert script.text_input[0].value == ""
    assert _shown(script) == _shown(run(page))


def test_a_district_is_told_in_the_sentences_the_data_give(run: Run, reading: Reading, then: Reading) -> None:
    sources, war = {source.id: source for source in reading.ledger.sources}, reading.ledger.war
    said = []
    for read, link in ((reading, {}), (then, {"known": "2021-07-05"})):
        life = life_of("1709", read.spans, read.about, sources, read.first, read.last)
        said.append(life_words(life, "Yawan", OPENING, war))
        assert run("districts", district="1709", **link).markdown[0].value == unmarked(said[-1])
    assert said[0] != said[1]


def test_a_report_that_is_picked_is_told_alone_until_all_are_asked_for(run: Run) -> None:
    script = run("districts", district="1709", report="AF21-0222")
    assert script.subheader[0].value == "Reports: 1 of 13"
    script.button[0].click().run()
    assert script.query_params == {"district": "1709"}
    assert script.subheader[0].value == "Reports: 13"


def test_every_report_of_a_district_stands_on_its_page_with_its_source(run: Run, reading: Reading) -> None:
    script = run("districts", district="1709")
    said = "\n".join(element.value for element in (*script.markdown, *script.caption))
    sources = {source.id: source for source in reading.ledger.sources}
    for report in reading.about["1709"]:
        assert unmarked(report.id) in said
        assert cited(sources[report.source]) in said


def test_two_days_are_compared_in_the_sentence_the_data_give(run: Run, reading: Reading) -> None:
    earlier, later = date(2021, 7, 1), date(2021, 7, 31)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    script = run("compare", from_="2021-07-01", to="2021-07-31")
    assert unmarked(compare_words(transitions, earlier, later, reading.ledger.war)) in _written(script)
    changed = sum(transition.changed for transition in transitions)
    assert script.title[0].value == f"{changed} of 421 districts change in 30 days"
    assert script.dataframe[0].value.iloc[-1]["All"] == 421
    assert len(script.dataframe[1].value) == changed


@pytest.mark.parametrize("page", ["compare", "provinces"])
def test_the_denominator_is_written_out(run: Run, page: str, country: Country) -> None:
    for lens in country.lenses.values():
        script = run(page, lens=lens.id)
        told = [*script.caption, *script.markdown, *script.subheader]
        assert any(lens.of.removeprefix("of ") in element.value.replace("\\", "") for element in told)


@pytest.mark.parametrize(
    ("page", "figure"),
    [
        ("provinces", Figure(OPENING, "taliban", province="AF17")),
        ("compare", Figure(OPENING, "taliban", since=date(2021, 6, 5), was="unknown")),
        ("ledger", Figure(OPENING, "taliban", Part.HIGHEST)),
        ("ledger", Figure(OPENING, "unknown", province="AF01")),
    ],
    ids=str,
)
def test_a_number_shows_its_districts_and_the_reports_it_is_made_of(
    run: Run, page: str, figure: Figure, reading: Reading, country: Country
) -> None:
    script, of = run(page, number=figure_word(figure)), country.gazetteer.province_of
    places = places_behind(figure, reading.spans, of)
    reports = reports_behind(figure, reading.spans, reading.about, of)
    words = figure_words(figure, len(places), names_of(reading.ledger.war), country.province_names)
    assert unmarked(words) in [heading.value for heading in script.subheader]
    listed = next(each for each in script.expander if each.label == f"Its districts: {len(places)}")
    assert listed.dataframe[0].value["District"].tolist() == [country.names[place] for place in places]
    assert _reports(script) == list(reports)
    said = f"Its reports: {len(reports)}" if reports else "No report stands behind it: nothing firm was said."
    assert said in _written(script)


def test_a_number_that_is_closed_leaves_the_address(run: Run) -> None:
    script = run("provinces", number="2021-07-05.taliban")
    script.button[0].click().run()
    assert script.query_params == {}
    assert not script.expander


def test_a_changed_district_that_is_picked_shows_the_reports_that_its_row_counts(run: Run, reading: Reading) -> None:
    script = run("compare", picked="1709")
    told = {one.place: one for one in compare(reading.spans, reading.reports, reading.about, date(2021, 6, 5), OPENING)}
    assert _reports(script) == list(told["1709"].reports)
    changed = next(table.value for table in script.dataframe if "Led by" in table.value).set_index("District")
    assert changed["Reports"]["Yawan"] == len(told["1709"].reports)
    script.button(key="close-picked").click().run()
    assert script.query_params == {}


def test_the_gaps_are_those_that_are_counted_and_each_lists_its_districts(
    run: Run, reading: Reading, then: Reading, country: Country
) -> None:
    seen = []
    for read, link in ((reading, {}), (then, {"known": "2021-07-05"})):
        *lines, unplaced = unknowns_words(unknowns_on(read.spans, read.about, OPENING, read.ledger.unplaced))
        script = run("gaps", gap="3", **link)
        assert script.radio[0].options == [line.words for line in lines]
        assert unplaced.words in [link.label for link in script.page_link]
        assert script.subheader[0].value == lines[3].words
        listed = sorted(country.names[place] for place in lines[3].places)
        assert sorted(script.dataframe[0].value["District"]) == listed
        seen.append(script.radio[0].options)
    assert seen[0] != seen[1]


def test_a_gap_that_is_empty_on_a_day_says_so(run: Run, reading: Reading) -> None:
    day = reading.first
    *lines, _ = unknowns_words(unknowns_on(reading.spans, reading.about, day, reading.ledger.unplaced))
    empty = [at for at, line in enumerate(lines) if not line.places]
    assert empty
    script = run("gaps", day=day.isoformat(), gap=str(empty[0]))
    assert script.info[0].value == "None on this day."
    assert not script.warning


def test_a_province_without_reports_of_its_own_districts_shows_the_wider_ones(run: Run, reading: Reading) -> None:
    table = next(told.value for told in run("gaps").dataframe if "Without any" in told.value).set_index("Province")
    script = run("gaps", silent="AF17")
    assert f"Badakhshan: {table['Without a report of its own']['Badakhshan']} without a report of their own" in [
        heading.value.replace("\\", "") for heading in script.subheader
    ]
    shown = _reports(script)
    assert shown
    assert not any(reading.reports[report].own for report in shown)


def test_a_bar_of_ages_lists_its_districts(run: Run, reading: Reading, country: Country) -> None:
    band = ages(silences(reading.spans, reading.about, OPENING))[2]
    script = run("gaps", age="2")
    assert script.subheader[0].value == f"Last report: {age_words(band)}"
    listed = sorted(country.names[place] for place in band.places)
    assert sorted(script.dataframe[0].value["District"]) == listed


@pytest.mark.parametrize("few", ["all", "contradicted"])
def test_a_publisher_shows_the_reports_that_its_row_counts(run: Run, few: str) -> None:
    script = run("sources", said=f"{few}.Kabul Now")
    publishers = next(table.value for table in script.dataframe if "Change without it" in table.value)
    counted = publishers.set_index("Who")["Reports" if few == "all" else "Contradicted"]["Kabul Now"]
    assert len(_reports(script)) == counted > 0


def test_a_claim_that_is_picked_shows_as_many_reports_as_it_says(run: Run) -> None:
    script = run("claims", claim="CL21-31")
    reports = _reports(script)
    assert reports
    assert f"Reports behind our figure: {len(reports)}" in _written(script)


def test_what_could_not_be_placed_stands_beside_the_ledger_with_file_line_and_reason(run: Run) -> None:
    table = run("ledger").dataframe[1].value
    assert list(table.columns) == ["File", "Line", "Field", "Why"]
    assert len(table) == 1
    file, line, field, why = table.iloc[0]
    assert (file, field) == ("reports.csv", "district")
    written = (SCRIPT.parent / "events" / "data" / file).read_text(encoding="utf-8").splitlines()
    assert "Samangan" in written[line - 1]
    assert "'Dara-e-Suf' is no district of that province" in why


def test_the_ledger_is_filtered_by_its_address_and_by_hand(run: Run) -> None:
    script = run("ledger", kind="captured", province="AF17")
    rows = script.dataframe[0].value
    assert set(rows["Kind"]) == {"captured"}
    assert set(rows["Province"]) == {"Badakhshan"}
    script.text_input[0].set_value("Yawan").run()
    assert script.query_params["text"] == "Yawan"
    assert 0 < len(script.dataframe[0].value) < len(rows)
    next(button for button in script.button if button.label == "Clear all").click().run()
    assert len(script.dataframe[0].value) == 499
    assert not {"text", "kind", "province"} & set(script.query_params)


def test_a_filter_that_nothing_fits_says_so(run: Run) -> None:
    script = run("ledger", text="no such words anywhere")
    assert "No report fits all of this" in script.info[0].value


def test_what_is_filtered_is_offered_in_three_formats(run: Run) -> None:
    """What the files have in them is in test_downloads.py, and that a browser gets it in tests/browser."""
    assert _offered(run("ledger", kind="recaptured")) == ["Download as CSV", "Download as XLSX", "Download as Parquet"]
    assert not _offered(run("ledger", text="no such words anywhere"))


def test_what_is_filtered_can_be_taken_away(run: Run, monkeypatch: pytest.MonkeyPatch, reading: Reading) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, make, file, **__: offered.setdefault(file, make))
    ids = _reports(run("ledger", publisher="Kabul Now", conflicts="1"))
    fared, cited_by = fates_of(reading.about), {source.id: source.publisher for source in reading.ledger.sources}
    found = [each for each in reading.reports.values() if cited_by[each.source] == "Kabul Now"]
    assert ids and set(ids) == {report.id for report in found if in_conflict(report, fared)}
    assert [*offered] == ["reports.csv", "reports.xlsx", "reports.parquet"]
    lines = StringIO(offered["reports.csv"]().decode("utf-8-sig"))
    assert [row["Report"] for row in csv.DictReader(lines)] == ids
    sheet = ZipFile(BytesIO(offered["reports.xlsx"]())).read("xl/worksheets/sheet1.xml").decode()
    assert re.findall(r'r="A\d+".*?<t>(.*?)</t>', sheet) == ["Report", *ids]
    assert pd.read_parquet(BytesIO(offered["reports.parquet"]()))["Report"].tolist() == ids


def test_hindsight_says_what_changed(run: Run, reading: Reading, then: Reading) -> None:
    changed = revisions(then.spans, reading.spans, OPENING, reading.reports, OPENING)
    script = run("hindsight")
    assert unmarked(hindsight_words(changed, OPENING, OPENING, reading.ledger.war, 421)) in _written(script)
    assert len(script.dataframe[0].value) == len(changed) == 7


def test_what_hindsight_changed_of_a_district_shows_the_reports_that_its_row_counts(
    run: Run, reading: Reading, then: Reading
) -> None:
    for changed in revisions(then.spans, reading.spans, OPENING, reading.reports, OPENING):
        assert sorted(_reports(run("hindsight", picked=changed.place))) == sorted(changed.reports)


def test_a_number_of_an_earlier_knowledge_shows_what_was_known_then(run: Run, then: Reading, country: Country) -> None:
    figure = Figure(OPENING, "taliban")
    reports = reports_behind(figure, then.spans, then.about, country.gazetteer.province_of)
    for page in ("hindsight", "ledger"):
        script = run(page, number=figure_word(figure, OPENING))
        assert "139 districts on 5 July 2021: Taliban, as known on 5 July 2021" in [
            heading.value.replace("\\", "") for heading in script.subheader
        ]
        assert sorted(_reports(script)) == sorted(reports)


@pytest.mark.parametrize("number", ["", "@", "2021-07-05.taliban@", "2021-07-05.taliban@2020-01-01"])
def test_a_number_that_is_none_is_told(run: Run, number: str) -> None:
    told = run("provinces", number=number)
    assert [note.value for note in told.warning] == ["The link asks for a number by a word that none here goes by."]


def test_a_district_of_a_province_shows_the_reports_that_its_row_counts(run: Run) -> None:
    whole = run("provinces", province="AF17")
    rows = next(told.value for told in whole.dataframe if "So since" in told.value).set_index("District")
    # Of the province's two tables of reports, the district's comes first.
    tables = [told.value for told in run("provinces", province="AF17", picked="1709").dataframe]
    shown = next(table for table in tables if "Certainty" in table)
    assert len(shown) == rows["Reports"]["Yawan"] > 0


def test_a_share_of_a_province_names_what_is_counted_there(run: Run) -> None:
    told = [caption.value for caption in run("provinces", province="AF17").caption]
    assert "Share of the province, counting 28 districts" in told
    assert any(told.value.endswith("km²") for told in run("provinces", province="AF17", lens="land").caption)


def test_the_reports_left_out_are_listed_when_opened(run: Run, reading: Reading) -> None:
    cited = {source.id for source in reading.ledger.sources if source.publisher == "Kabul Now"}
    left_out = [report.id for report in reading.reports.values() if report.source in cited]
    script = run("sources", "left-out", without="Kabul Now")
    assert sorted(_reports(script)) == sorted(left_out)
    assert not [told for told in run("sources", without="Kabul Now").dataframe if "Certainty" in told.value]


def test_what_the_map_would_be_without_a_publisher_is_said_and_listed(run: Run, reading: Reading) -> None:
    ledger = reading.ledger
    other = reduce(without(ledger.events, ledger.sources, "Kabul Now"), reading.spans)
    apart = differences(reading.spans, other, OPENING)
    script = run("sources", without="Kabul Now")
    assert f"{len(apart.standing)} of 421 districts stand otherwise on 5 July 2021" in _written(script)
    assert len(script.dataframe[0].value) == len(apart.standing) + len(apart.claim) > 0


def test_every_source_is_listed_with_its_page_or_why_there_is_none(run: Run, reading: Reading, then: Reading) -> None:
    script = run("sources")
    table = next(told.value for told in script.dataframe if "Not linked because" in told.value)
    assert len(table) == 306
    assert any("geoBoundaries" in told.value and "public domain" in told.value for told in script.markdown)
    assert script.caption[-1].value == CREDIT
    linked = table["Page"].notna()
    assert table[linked]["Page"].str.match("https?://").all()
    assert (table["Not linked because"].str.len() > 0).eq(~linked).all()
    assert table["Reports"].sum() == len(reading.ledger.events)
    known = next(
        told.value for told in run("sources", known="2021-07-05").dataframe if "Not linked because" in told.value
    )
    assert known["Reports"].sum() == len(then.ledger.events)


def test_the_seeds_third_and_its_ten_districts_stand_among_the_claims(run: Run) -> None:
    said = _written(run("claims"))
    assert (
        "the reports here add up to 144 of 421 districts held by the Taliban (141 to 154), 34 %; a third is 140" in said
    )
    assert "NOS counts at least 10 districts captured since 3 July, in Badakhshan alone" in said
    assert "name 13: Argo, Baharak" in said


def test_a_claim_known_later_is_left_out(run: Run) -> None:
    everything, then = run("claims").dataframe[0].value, run("claims", known="2021-07-05").dataframe[0].value
    assert 0 < len(then) < len(everything) == 56


def test_a_view_is_published_with_its_words_its_link_and_how_to_cite_it(
    run: Run, reading: Reading, country: Country
) -> None:
    copied = [code.value for code in run("publish", lang="nl").code]
    dutch = language("nl")
    assert str(alt(reading, country, OPENING, dutch)) in copied
    assert str(long(reading, country, OPENING, dutch)) in copied
    assert str(what_changed(reading, country, OPENING, dutch)) in copied
    assert any(code.endswith("?day=2021-07-05&lang=nl") for code in copied)
    digest = data_digest(reading, country)[:SHORT]
    assert sum(digest in code for code in copied) == 3
    assert sum(code.startswith("<iframe") for code in copied) == 2


def test_what_is_embedded_of_the_app_is_the_view_as_known_on_its_day(run: Run) -> None:
    asked = {"from_": "2021-07-01", "to": "2021-07-05", "known": "2021-07-06", "show": "change", "theme": "dark"}
    app, _ = (code.value for code in run("publish", **asked).code if code.value.startswith("<iframe"))
    link = "from=2021-07-01&amp;to=2021-07-05&amp;known=2021-07-06&amp;embed=true&amp;embed_options=dark_theme"
    assert f'?{link}" title=' in app


def test_a_link_and_what_is_embedded_open_the_card_that_is_chosen(run: Run) -> None:
    script = run("publish", district="1709")
    (link, *_), frames = script.code, [code.value for code in script.code if code.value.startswith("<iframe")]
    assert link.value.endswith("?day=2021-07-05&district=1709")
    assert [frame.count("district=1709") for frame in frames] == [1, 1]


@pytest.mark.usefixtures("own_cache")
def test_a_film_of_the_days_chosen_is_made_shown_and_offered(run: Run) -> None:
    script = run("publish", first="2021-07-03", last="2021-07-05", film="gif", size="1080x1080")
    (make,) = [button for button in script.button if button.label == "Make the film of 3 days"]
    make.click().run(timeout=60)
    assert not script.exception
    _, made = script.session_state["film"]
    assert made.startswith(b"GIF89a")
    assert any(label.startswith("Download the film") for label in _offered(script))
    script.query_params["last"] = "2021-07-04"  # what was made is not what is asked for now
    script.run()
    assert not any(label.startswith("Download the film") for label in _offered(script))


def test_days_in_the_wrong_order_are_no_film(run: Run) -> None:
    script = run("publish", first="2021-07-05", last="2021-07-03")
    assert script.info[0].value == "The last day comes before the first: there is nothing to film."


@pytest.mark.usefixtures("own_cache")
def test_a_picture_that_was_taken_away_opens_its_view_again(run: Run, reading: Reading, country: Country) -> None:
    shown = Shown(date(2021, 7, 31), date(2021, 7, 1), known=date(2022, 3, 1), lens="land", lang="fr")
    then = read_as_known(reading.ledger, reading.spans, shown.known)
    shapes = country_shapes(country)
    png = picture(Publication(then, country, shown), shapes, FORMATS["1x1"].smaller(4), PictureKind.PNG)
    script = run("publish", title="Mine")
    script.file_uploader[0].upload("kept.png", png, "image/png").run()
    assert not script.exception
    assert not script.error
    asked = {"show": "change", "from": "2021-07-01", "to": "2021-07-31", "known": "2022-03-01"}
    assert {name: script.query_params[name] for name in asked} == asked
    assert any("1er mars 2022" in code.value for code in script.code)


@pytest.mark.parametrize(("file", "reason"), [(b"no picture", "is no PNG"), (PIXEL, "was not made by this atlas")])
def test_a_picture_of_others_is_refused_by_name(run: Run, file: bytes, reason: str) -> None:
    script = run("publish", day="2021-07-04")
    script.file_uploader[0].upload("theirs.png", file, "image/png").run()
    (error,) = script.error
    assert error.value.startswith("theirs.png: ")
    assert reason in error.value
    assert script.query_params == {"day": "2021-07-04"}


# What is wrong with the files.


@pytest.mark.usefixtures("own_cache")
def test_a_bad_file_is_refused_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> Country:
        raise BadColumns("reports.csv lacks the columns kind; it has none")

    monkeypatch.setattr(geo.country, "load_country", refuse)
    script = run()
    assert not script.exception
    assert "reports.csv lacks the columns kind" in script.text[0].value
    assert not script.expander


@pytest.mark.usefixtures("own_cache")
def test_a_ledger_without_a_problem_says_so(run: Run, reading: Reading, monkeypatch: pytest.MonkeyPatch) -> None:
    flawless: Ledger = replace(reading.ledger, problems=())
    monkeypatch.setattr(events.ledger, "load_ledger", lambda *_: flawless)
    script = run("ledger")
    assert script.subheader[-1].value == "What could not be read or placed: 0"
    assert "Every line of every file could be read and placed." in _written(script)


def _offered(script: AppTest) -> list[str]:
    """The labels of what can be downloaded."""
    return [button.proto.label for button in script.get("download_button")]


def _written(script: AppTest) -> str:
    """Everything that is written as Markdown."""
    return "\n".join(element.value for element in script.markdown).replace("\\", "") + "\n".join(
        element.value for element in script.markdown
    )


def _shown(script: AppTest) -> list[str]:
    """All that a page says, but for its notes and what stands in its fields."""
    said = [*script.title, *script.subheader, *script.markdown, *script.caption]
    tables = [table.value.to_csv() for table in script.dataframe]
    return [element.value for element in said] + tables + [expander.label for expander in script.expander]


def _reports(script: AppTest) -> list[str]:
    """The ids of the one table of reports on a page."""
    (table,) = [told.value for told in script.dataframe if "Certainty" in told.value]
    return list(table["Report"])


def _told(script: AppTest) -> dict[str, Any]:
    """What the map's frame is told. AppTest does not know custom components, but keeps what was sent to them."""
    found = list(_unknown(script.main.children))
    maps = [element for element in found if hasattr(element.proto, "json_args")]
    assert len(maps) == 1
    return cast("dict[str, Any]", json.loads(maps[0].proto.json_args))


def _unknown(children: dict[int, Any]) -> Iterator[UnknownElement]:
    for child in children.values():
        if isinstance(child, UnknownElement):
            yield child
        elif hasattr(child, "children"):
            yield from _unknown(child.children)


def _opened(script: AppTest) -> tuple[str, str, str, str]:
    """The day, the district, the lens and the visit that the map is told to open."""
    told = _told(script)["html"]
    found = [re.search(rf'data-{name}="(.*?)"', told) for name in ("day", "district", "lens", "visit")]
    day, district, lens, visit = (match[1] if match else "" for match in found)
    return day, district, lens, visit
