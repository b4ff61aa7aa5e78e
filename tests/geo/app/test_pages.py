"""Every page of the app, run by Streamlit without a browser; what is then drawn is in tests/browser."""

import re
from datetime import date
from pathlib import Path
from typing import NoReturn

import pytest
from streamlit.testing.v1 import AppTest

import geo.app.load
from events.control.reading import Reading
from events.ledger.read import BadColumns
from events.tables.filter import BACKWARDS
from geo.words.pages.ledger import NOTES
from tests.geo.app.visits import Run, map_told

PAGES = ("", "districts", "provinces", "compare", "ledger", "claims", "hindsight", "sources", "gaps", "publish")

AREA, FILM = ["province", "districts"], ["film", "size", "step", "first", "last"]
SERIES = ["every", "series", "start", "end"]
PARAMETERS = {
    "": ["day", "district"],
    "districts": ["day", "report"],
    "provinces": ["day", "province", "sort", "number"],
    "compare": ["day", "from", "to", "view", "province", "party", "picked", "number"],
    "ledger": [*(name for name in NOTES if name != BACKWARDS), "number"],
    "claims": ["day", "claim"],
    "hindsight": ["day", "picked", "number"],
    "sources": ["day", "without", "speaker", "said"],
    "gaps": ["day", "gap", "age", "picked", "silent"],
    "publish": ["day", "show", "format", "poster", "district", "bare", *AREA, *FILM, *SERIES],
}
"""By page, what its address may name beside what any page takes; on `districts` a district is any words."""

BROKEN = "![](//.)"
"""No parameter takes it, nor is it a text to look for; and it is Markdown."""


@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs(run: Run, page: str) -> None:
    script = run(page)
    assert not script.exception
    assert not script.error
    assert not script.warning
    assert not script.info


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("districts", {"district": "1709", "day": "2021-08-15", "report": "AF21-0208"}),
        ("districts", {"district": "0612", "day": "2021-04-06"}),
        ("provinces", {"province": "AF17", "day": "2021-07-04", "picked": "1709"}),
        ("provinces", {"sort": "name", "number": "2021-07-05.taliban.AF17"}),
        ("compare", {"from_": "2021-08-16", "to": "2021-08-01", "number": "2021-08-01.unknown.2021-08-16.taliban"}),
        ("compare", {"from_": "2021-07-05", "to": "2021-07-05", "picked": "1709"}),
        ("compare", {"from_": "2021-07-05", "to": "2021-07-05", "view": "side", "picked": "1709"}),
        ("compare", {"from_": "2021-06-05", "to": "2021-08-31", "view": "swipe"}),
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
        ("publish", {"every": "month", "series": "book", "start": "2021-07-01", "end": "2021-08-01"}),
        ("publish", {"province": "AF17", "format": "4x5"}),
        ("publish", {"districts": "1708,1709", "theme": "dark"}),
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
    assert notes == (["The second date is before the first; they were swapped."] * backwards)
    assert script.query_params == {name.rstrip("_"): value for name, value in link.items()} | {"lens": "land"}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_plainly_that_it_is_read_as_known_on_a_day(
    run: Run, page: str, reading: Reading, then: Reading
) -> None:
    script = run(page, known="2021-07-05")
    assert not script.exception
    assert not script.warning
    assert len(script.info) == 1
    known, later = len(then.reports), len(reading.reports) - len(then.reports)
    assert f"As known on the evening of 5 July 2021: based on {known} reports; {later}" in script.info[0].value


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "link", "notes"),
    [
        (
            "",
            {"known": "2031-01-01", "lens": "souls"},
            ["1 January 2031 is outside", "other than districts, boundaries"],
        ),
        ("gaps", {"known": "soon"}, ["“known” in the link must be a date like 2021-07-05"]),
        (
            "provinces",
            {"province": "Badakhshan", "sort": "size"},
            ["P-code that does not exist", "other than half, name"],
        ),
        ("provinces", {"day": "5 July"}, ["must be a date like 2021-07-05"]),
        (
            "compare",
            {"from_": "[log in](https://a.example)", "to": "2021-13-01"},
            ["“from” in the link must be a date", "“to” in the link must be a date"],
        ),
        ("compare", {"picked": "17"}, ["a district code that does not exist"]),
        ("compare", {"view": "both"}, ["a view other than changed, side, swipe"]),
        ("compare", {"number": "many"}, ["a figure this page does not have"]),
        (
            "ledger",
            {"kind": "lost", "number": "2021-07-05.greens"},
            ["a figure this page does not have", "other than captured"],
        ),
        ("claims", {"claim": "CL"}, ["a claim that does not exist"]),
        (
            "sources",
            {"without": "Nobody", "speaker": "all"},
            ["a publisher that no report cites", "other than gaining_side"],
        ),
        ("sources", {"said": "all.Nobody"}, ["reports of a publisher that is not listed"]),
        ("gaps", {"gap": "99", "age": "x"}, ["a gap that does not exist", "an age band that does not exist"]),
        ("districts", {"district": "1709", "report": "AF"}, ["not about this district"]),
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


@pytest.mark.slow
@pytest.mark.parametrize("page", PARAMETERS)
def test_where_all_of_a_link_is_broken_there_is_a_note_for_each_and_the_default_opens(run: Run, page: str) -> None:
    good = {"district": "1709"} if page == "districts" else {}
    broken = dict.fromkeys((*PARAMETERS[page], "known", "lens", "lang", "theme"), BROKEN)
    script = run(page, **good, **broken)
    assert not script.exception
    assert len(script.warning) == len(broken)
    assert not [note.value for note in script.warning if "[" in note.value]
    assert shown_on(script) == shown_on(run(page, **good))


@pytest.mark.parametrize(("known", "said"), [("2022-03-01", "1 March 2022"), ("2023-08-15", "15 August 2023")])
def test_a_day_of_knowledge_may_come_after_the_days_that_are_told_of(run: Run, known: str, said: str) -> None:
    script = run("gaps", known=known)
    assert not script.warning
    assert f"As known on the evening of {said}" in script.info[0].value
    assert script.query_params["known"] == known


def test_a_day_after_that_of_knowledge_is_told_and_that_day_opens(run: Run) -> None:
    script = run("gaps", known="2021-07-05", day="2021-07-06")
    assert [note.value for note in script.warning] == [
        "The reports run from 6 April 2021 to 5 July 2021; 6 July 2021 is outside that range."
    ]
    assert script.title[0].value == "What is not known on 5 July 2021"


def test_what_is_chosen_is_written_into_the_address_and_what_is_emptied_taken_from_it(run: Run) -> None:
    script = run("provinces")
    script.selectbox(key="linked-province").set_value("AF17").run()
    script.date_input(key="linked-day").set_value(date(2021, 8, 1)).run()
    assert script.query_params == {"province": "AF17", "day": "2021-08-01"}
    assert script.title[0].value == "Badakhshan on 1 August 2021"
    script.button[0].click().run()
    script.date_input(key="linked-day").set_value(None).run()
    assert script.query_params == {}


@pytest.mark.parametrize(("page", "name"), [("districts", "district"), ("ledger", "text")])
def test_a_text_of_more_than_200_characters_is_told_of_and_not_looked_for(run: Run, page: str, name: str) -> None:
    (told,) = run(page, **{name: "Kohistan" * 25}).text_input
    assert (told.proto.max_chars, told.value) == (200, "Kohistan" * 25)
    script = run(page, **{name: "Kohistan " * 15_000})
    assert not script.exception
    assert "at most 200 characters" in script.warning[0].value
    assert script.text_input[0].value == ""
    assert shown_on(script) == shown_on(run(page))


def test_words_in_a_link_are_cut_to_what_their_fields_take(run: Run) -> None:
    script = run("publish", title="Mine", credit="a" * 20_000)
    assert not script.exception
    fields = {field.label: field for field in script.text_input}
    assert (fields["Title"].value, fields["Credit"].value) == ("Mine", "a" * 299 + "…")
    assert [fields[label].proto.max_chars for label in ("Title", "Credit")] == [300, 300]
    assert script.warning[0].value == "The credit in the link is longer than 300 characters, and was cut."


@pytest.mark.usefixtures("own_cache")
def test_a_bad_file_is_refused_by_name(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> NoReturn:
        raise BadColumns("reports.csv lacks the columns kind; it has none")

    monkeypatch.setattr(geo.app.load, "open_war", refuse)
    script = run()
    assert not script.exception
    assert "reports.csv lacks the columns kind" in script.text[0].value
    assert not script.expander


def shown_on(script: AppTest) -> list[str]:
    """All that a page says, but for its notes and what stands in its fields."""
    said = [*script.title, *script.header, *script.markdown, *script.caption]
    tables = [table.value.to_csv() for table in script.dataframe]
    return [element.value for element in said] + tables + [expander.label for expander in script.expander]


def opened_view(script: AppTest) -> tuple[str, str, str, str]:
    """The day, the district, the lens and the visit that the map is told to open."""
    told = map_told(script)["html"]
    found = [re.search(rf'data-{name}="(.*?)"', told) for name in ("day", "district", "lens", "visit")]
    day, district, lens, visit = (match[1] if match else "" for match in found)
    return day, district, lens, visit
