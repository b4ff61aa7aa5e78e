"""`geo.words.glossary`: the terms that a newcomer meets, each in one line, in every language."""

import json
import re
from dataclasses import replace

import pytest

from events.model import Presumption, presumed
from geo.atlas.atlas import Atlas
from geo.language import ENGLISH, LOCALES, language
from geo.words.glossary import TERMS, glossary
from geo.words.standings import KEY, names
from tests.conftest import THREE_SQUARES

PRESUMING = replace(THREE_SQUARES, presumption=Presumption("blues", "s1"))
"""A war in which one side is presumed to hold what no report speaks of."""

LONGEST = 150
"""Characters of a line."""


def test_each_of_the_ten_terms_stands_in_it_once() -> None:
    terms = [term for term, _ in glossary(ENGLISH, THREE_SQUARES).values()]
    assert terms == [
        *("contested", "not known", "firm report", "claim", "inferred"),
        *("may already have changed hands", "fighting", "range", "as known on", "P-code"),
    ]


def test_what_is_presumed_is_explained_where_something_is() -> None:
    assert presumed("blues") not in glossary(ENGLISH, THREE_SQUARES)
    assert glossary(ENGLISH, PRESUMING)[presumed("blues")][0] == "presumed"


@pytest.mark.parametrize("code", LOCALES)
def test_every_line_is_whole_and_short_and_no_term_stands_twice(code: str) -> None:
    entries = glossary(language(code), PRESUMING)
    assert list(entries) == [presumed("blues") if name == "presumed" else name for name in TERMS]
    assert len({term for term, _ in entries.values()}) == len({line for _, line in entries.values()}) == len(TERMS)
    for term, line in entries.values():
        assert term == term.strip() != ""
        assert line.endswith(".") and len(line) <= LONGEST, line


@pytest.mark.parametrize("code", [code for code in LOCALES if code != "en"])
def test_every_line_is_translated(code: str) -> None:
    catalogue = language(code).catalogue
    wanting = [
        words for entry in TERMS.values() for words in entry if not (found := catalogue.get(words)) or not found.string
    ]
    assert wanting == []
    lines = (line for _, line in glossary(language(code), PRESUMING).values())
    assert [line for line, (_, english) in zip(lines, TERMS.values(), strict=True) if line == english] == []


def test_what_the_map_draws_beside_what_a_party_holds_has_a_line(shipped: Atlas) -> None:
    parties = {party.id for party in shipped.ledger.war.parties}
    drawn = {*(names(shipped.ledger.war).keys() - parties), *(name for name, _ in KEY), "claim", "range"}
    assert drawn <= TERMS.keys()


@pytest.mark.parametrize("code", LOCALES)
def test_a_term_is_the_one_that_the_legend_has(code: str) -> None:
    """Its first word, since some languages bend it, and what it is inferred from follows."""
    spoken, entries = language(code), glossary(language(code), PRESUMING)
    shown = {name: spoken.say(words) for name, words in KEY} | names(PRESUMING, spoken)
    assert presumed("blues") in shown.keys() & entries.keys()
    shown["range"] = spoken.say("range {lowest}–{highest}")
    for name in shown.keys() & entries.keys():
        assert re.split(r"\W", entries[name][0].lower())[0][:6] in shown[name].lower(), name


def test_the_atlas_page_has_every_line(shipped: Atlas) -> None:
    entries = glossary(ENGLISH, shipped.ledger.war)
    assert json.loads(shipped.page)["glossary"] == {name: line for name, (_, line) in entries.items()}
