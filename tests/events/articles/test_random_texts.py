"""Texts put together by chance from the words of the lexicons: whatever they say, they are read."""

from datetime import date
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from events.articles.accept import Article, accepted, is_placed
from events.articles.read import Reader
from events.articles.words.lexicon import LANGUAGES, SECTIONS, load_lexicon
from tests.events.articles.conftest import reader_of
from tests.events.articles.test_read import assert_spans_lie_within

MARKS = [". ", ", ", "; ", ": ", " – ", "? ", "! ", "\n\n", "\n", " “", "” ", "’s ", " (", ") ", " ", " ", " ", " "]
NAMES = ["Argo", "Jurm district", "Kunduz", "Badakhshan", "Khost", "Kohistan", "Kabul", "Taliban", "President Ghani"]
DAYS = ["Sunday", "3 July", "1996", "421", "ten", "a third", "140 of the 421 districts", "%", "per cent"]


def _words(language: str) -> list[str]:
    """All words of a lexicon, with what the marks of its phrases leave out."""
    told = load_lexicon(language).told
    listed: list[str] = [phrase for section in SECTIONS for entry in told[section] for phrase in entry["words"]]
    for table in ("unit", "grammar", "side", "object"):
        listed += [phrase for phrases in told[table].values() for phrase in phrases]
    plain = (" ".join(word.split("|")[0].strip("()…$*") for word in phrase.split()) for phrase in listed)
    return sorted({" ".join(phrase.split()) for phrase in plain} - {""})


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, str]:
    """A language, and a text of its words, names, days and marks."""
    language = draw(st.sampled_from(LANGUAGES))
    part = st.one_of(st.sampled_from(WORDS[language]), st.sampled_from(NAMES), st.sampled_from(DAYS))
    parts = draw(st.lists(st.tuples(part, st.sampled_from(MARKS)), min_size=1, max_size=40))
    return language, "".join(word + mark for word, mark in parts)


WORDS: dict[str, list[str]] = {language: _words(language) for language in LANGUAGES}
SETTINGS: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


def check(reader: Reader, text: str, published: date, language: str) -> None:
    read = reader.read(text, published, language)
    assert_spans_lie_within(text, read)
    for draft in read.drafts:
        assert draft.earliest <= draft.latest <= published
    drafts = {number: draft for number, draft in enumerate(read.drafts, 1) if is_placed(draft)}
    claims = {number: claim for number, claim in enumerate(read.claims, 1) if claim.actor}
    upload = accepted(Article("abc123", "A", "B", "", published), drafts, claims, reader.setting, reader.provinces)
    assert not [problem for problem in upload.problems if problem.field not in ("latest", "earliest", "day", "since")]


@settings(max_examples=150, **SETTINGS)
@given(texts())
def test_a_text_of_known_words_is_read_and_what_is_drafted_can_be_accepted(drawn: tuple[str, str]) -> None:
    language, text = drawn
    check(reader_of(), text, date(2021, 7, 5), language)


@settings(max_examples=60, **SETTINGS)
@given(st.text(max_size=300), st.sampled_from(LANGUAGES), st.dates())
def test_any_text_of_any_day_is_read(text: str, language: str, published: date) -> None:
    check(reader_of(), text, published, language)


@settings(max_examples=40, **SETTINGS)
@given(texts())
def test_a_text_is_read_for_a_war_of_several_parties(drawn: tuple[str, str]) -> None:
    language, text = drawn
    check(reader_of("myanmar-2023"), text, date(2024, 1, 15), language)
