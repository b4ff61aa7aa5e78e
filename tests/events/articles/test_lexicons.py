"""Each entry of a lexicon means what it says, by its own example."""

from collections.abc import Callable
from datetime import date

import pytest

from events.articles.drafting.noticed import DRIVEN, NOTHING
from events.articles.notice.days import find_days
from events.articles.notice.moods import REPORTED
from events.articles.read import Reader
from events.articles.words.lexicon import LANGUAGES, SECTIONS, Entry, load_lexicon, phrases
from events.articles.words.text import text_of

MONDAY = date(2021, 7, 5)
ENTRIES = [
    pytest.param(language, entry, id=f"{language}-{entry.section}-{entry.example[:60]}")
    for language in LANGUAGES
    for section in SECTIONS
    for entry in load_lexicon(language).entries[section]
]


@pytest.mark.parametrize(("language", "entry"), ENTRIES)
def test_an_entry_means_what_its_example_shows(language: str, entry: Entry, readers: Callable[[str], Reader]) -> None:
    text = text_of(entry.example, load_lexicon(language))
    if entry.section == "day":
        days = [(told.earliest, told.latest) for told in find_days(text, MONDAY, load_lexicon(language))]
        assert tuple(entry.means["means"]) in days
        return
    assert entry.pattern.search(text.low), "none of its words is in its example"
    reading = readers("afghanistan-2021").read(entry.example, MONDAY, language)
    drafts = reading.drafts
    if entry.section == "fraction":
        assert [claim.percent for claim in reading.claims] == [entry.means["percent"]]
    elif entry.section == "qualifier":
        assert [draft.qualifier for draft in drafts] == [entry.means["is"]]
    elif entry.section == "say":
        assert entry.means["certainty"] in {draft.certainty for draft in drafts}
    elif entry.section == "not":
        assert bool(drafts) == (entry.means["reason"] == REPORTED)
        assert drafts or entry.means["reason"] in {unused.reason for unused in reading.unused}
    elif entry.means["kind"] == NOTHING:
        assert drafts == ()
    else:
        kinds = ("captured", "recaptured") if entry.means["kind"] == DRIVEN else (entry.means["kind"],)
        assert [(draft.kind in kinds, draft.actor) for draft in drafts] == [(True, entry.means["actor"])]


@pytest.mark.parametrize("language", LANGUAGES)
def test_lexicons_have_the_same_tables(language: str) -> None:
    english, told = load_lexicon("en").told, load_lexicon(language).told
    assert told.keys() == english.keys()
    for table in ("unit", "grammar", "side", "object", "names"):
        assert told[table].keys() == english[table].keys()


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("took (full) control of", "they took control of it", "took control of"),
        ("took (full) control of", "they took full control of it", "took full control of"),
        ("has|have fallen", "kunduz has fallen", "has fallen"),
        ("captur*", "capturing kunduz", "capturing"),
        ("nahm|nahmen … ein$", "sie nahmen am sonntag kundus ein.", "nahmen am sonntag kundus ein"),
        ("nahm|nahmen … ein$", "sie nahmen ein dorf.", None),
        ("ordered (…) to", "he ordered his men to go", "ordered his men to"),
        ("fell", "befell them", None),
    ],
)
def test_a_phrase_is_written_as_a_linguist_would(phrase: str, text: str, found: str | None) -> None:
    match = phrases([phrase]).search(text)
    assert (match and match[0]) == found
