"""`events.articles.read`: what an article reports, where its words stand, and what is no report."""

import random
import time
from collections.abc import Callable, Iterable
from datetime import date

import pytest

from events.articles.drafts import Draft, DraftKind, Reading, TotalClaim, Unused
from events.articles.files import first_article
from events.articles.notice.places import Mention
from events.articles.read import LONGEST_SENTENCE, TOO_LONG, Reader
from events.articles.words.lexicon import LANGUAGES
from events.articles.words.text import language_of
from events.ledger.totals import Measure, Unit
from events.model import Certainty
from tests.conftest import july
from tests.events.articles.scoring import SETS, texts_of

Readers = Callable[[str], Reader]
MONDAY = july(5)
SECONDS = 30
"""Far more than any text takes; a rule that goes back over a text again and again takes minutes."""


@pytest.fixture(scope="module")
def first(readers: Readers) -> tuple[str, Reading]:
    """The text of the article with which the atlas began, and what is read in it."""
    war, article = first_article()
    assert article.published
    return article.text, readers(war).read(article.text, article.published)


@pytest.fixture
def afghan(readers: Readers) -> Reader:
    return readers("afghanistan-2021")


@pytest.fixture
def burmese(readers: Readers) -> Reader:
    return readers("myanmar-2023")


def drafts_of(reading: Reading) -> list[tuple[str, str, str]]:
    return [(draft.kind.value, draft.actor, draft.code) for draft in reading.drafts]


def one(drafts: Iterable[Draft], kind: DraftKind, code: str) -> Draft:
    (found,) = [draft for draft in drafts if (draft.kind, draft.code) == (kind, code)]
    return found


# The first article.


def test_of_the_first_article_the_count_of_districts_is_read(first: tuple[str, Reading]) -> None:
    draft = one(first[1].drafts, DraftKind.CAPTURED, "AF17")
    assert (draft.actor, draft.place, draft.scope) == ("taliban", "Badakhshan", "province")
    assert (draft.qualifier, draft.count) == ("at least", 10)
    assert (draft.earliest, draft.latest, draft.is_dated) == (july(3), july(4), True)
    assert (draft.manner, draft.certainty, draft.said_by) == ("mostly without a fight", Certainty.REPORTED, "")


def test_of_the_first_article_bagram_is_left_on_friday(first: tuple[str, Reading]) -> None:
    draft = one(first[1].drafts, DraftKind.WITHDRAWN, "0302")
    assert (draft.place, draft.earliest, draft.latest) == ("Bagram", july(2), july(2))
    assert draft.actor == "government"


def test_of_the_first_article_soldiers_have_fled_across_the_border_since_saturday(first: tuple[str, Reading]) -> None:
    (draft,) = [draft for draft in first[1].drafts if draft.place == "Tadzjikistan"]
    assert (draft.kind, draft.code, draft.scope) == (DraftKind.FLED, "", "abroad")
    assert (draft.earliest, draft.latest) == (july(3), july(5))


def test_of_the_first_article_the_third_of_all_districts_is_a_claim(first: tuple[str, Reading]) -> None:
    (claim,) = first[1].claims
    assert (claim.actor, claim.percent, claim.denominator, claim.numerator) == ("taliban", 33.3, 421, None)
    assert (claim.qualifier, claim.scope, claim.day) == ("about", "country", july(5))
    assert (claim.measure, claim.unit) == (Measure.STOCK, Unit.DISTRICTS)


def test_of_the_first_article_nothing_that_has_not_happened_in_this_war_is_a_report(first: tuple[str, Reading]) -> None:
    text, reading = first
    taken = [text[draft.start : draft.end] for draft in reading.drafts if not draft.kind.is_context]
    assert len(taken) == 2, "Badakhshan and Bagram, and neither Faizabad, Kabul, Saigon nor 11 September"
    assert ("history", "in handen kregen") in [(none.reason, text[none.start : none.end]) for none in reading.unused]
    for words in ("de val van die stad lijkt aanstaande", "in 1975", "het veroveren van Kabul", "11 september"):
        at = text.index(words)
        assert not [draft for draft in reading.drafts if draft.start < at + len(words) and at < draft.end]


# Where words stand.


def spans_of(reading: Reading) -> list[Mention | Draft | TotalClaim | Unused]:
    return [*reading.places, *reading.drafts, *reading.claims, *reading.unused]


def assert_spans_lie_within(text: str, reading: Reading) -> None:
    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
    for place in reading.places:
        assert text[place.start : place.end] == place.surface


ODD = (
    "KABUL –  The “Taliban” captured Imam\u00a0Sahib in Kun\u00adduz province on Sunday, a councillor said.\r\n\r\n"
    "‘About a third of the 421\u202fdistricts are in the Taliban’s hands’, he added.\r\nArgo’s centre fell on "
    "Saturday.\r\n"
)
"""With typographic quotes, spaces that do not break, a soft hyphen, and lines that end as in Windows."""


@pytest.mark.parametrize("text", [ODD, ODD.replace("\r\n", "\n"), f"\ufeff{ODD}", ODD.replace("\u00ad", "")])
def test_spans_point_into_the_text_as_it_was_given(afghan: Reader, text: str) -> None:
    reading = afghan.read(text, MONDAY)
    assert_spans_lie_within(text, reading)
    assert "Imam\u00a0Sahib" in {place.surface for place in reading.places}
    draft = one(reading.drafts, DraftKind.CAPTURED, "1905")
    assert (draft.earliest, draft.latest) == (july(4), july(4))
    words = text[draft.start : draft.end]
    assert words == "captured Imam\u00a0Sahib"
    (claim,) = reading.claims
    assert "third of the 421\u202fdistricts" in text[claim.start : claim.end]


@pytest.mark.parametrize("kind", SETS)
def test_spans_of_all_labelled_texts_lie_within_them(readers: Readers, kind: str) -> None:
    for language in (*LANGUAGES, "en-myanmar"):
        for text in list(texts_of(kind, language))[:6]:
            reading = readers(text["war"]).read(text["text"], date.fromisoformat(text["published"]))
            assert_spans_lie_within(text["text"], reading)


# Which place.


def test_a_name_that_two_provinces_have_is_left_open(afghan: Reader) -> None:
    reading = afghan.read("The Taliban captured Khost district on Sunday.", MONDAY)
    assert [place.code for place in reading.places] != []
    reading = afghan.read("The Taliban captured Kohistan district on Sunday.", MONDAY)
    (draft,) = reading.drafts
    assert (draft.code, draft.place) == ("", "Kohistan")
    assert len(draft.may_be) > 1
    assert [place.code for place in reading.places] == [""]


def test_a_name_that_two_provinces_have_is_settled_by_the_province_beside_it(afghan: Reader) -> None:
    reading = afghan.read("The Taliban captured Kohistan district in Faryab province on Sunday.", MONDAY)
    (draft,) = reading.drafts
    gazetteer = afghan.setting.atlas.gazetteer
    assert gazetteer.province_of[draft.code] == "AF29"


# Several parties.


def test_in_a_war_of_several_parties_each_takes_what_is_said_of_it(burmese: Reader) -> None:
    text = "The Arakan Army captured Paletwa on Sunday. A day earlier, the MNDAA seized Hseni, residents said."
    reading = burmese.read(text, date(2024, 1, 15))
    names = {party.name: party.id for party in burmese.setting.war.parties}
    assert drafts_of(reading) == [("captured", "aa", "MMR004009"), ("captured", "mndaa", "MMR015002")], names


def test_rebels_who_are_not_named_are_left_open_where_there_are_several(burmese: Reader) -> None:
    reading = burmese.read("Rebels captured Paletwa on Sunday.", date(2024, 1, 15))
    assert drafts_of(reading) == [("captured", "", "MMR004009")]
    text = "The Arakan Army said that its troops had entered the town. The insurgents captured Paletwa on Sunday."
    assert ("captured", "aa", "MMR004009") in drafts_of(burmese.read(text, date(2024, 1, 15)))


# Which language.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_text_is_found(language: str) -> None:
    texts = [text["text"] for kind in SETS for text in texts_of(kind, language)]
    assert {language_of(text) for text in texts} == {language}


def test_the_language_can_be_said(afghan: Reader) -> None:
    text = "Die Taliban eroberten am Sonntag den Distrikt Imam Sahib."
    assert afghan.read(text, MONDAY).language == "de"
    assert drafts_of(afghan.read(text, MONDAY, "de")) == [("captured", "taliban", "1905")]
    assert afghan.read(text, MONDAY, "en").drafts == ()


# What is no article.


def _noise(letters: str, many: int) -> str:
    chance = random.Random(421)
    return "".join(chance.choice(letters) for _ in range(many))


NAMES = "Argo Taliban captured fell Kunduz ten districts on Sunday said that will not "


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param(" \n\t\r\n\u00a0", id="blank"),
        pytest.param(_noise("abcdefghijklmnop    ,.\n", 200_000), id="noise"),
        pytest.param(_noise("Aa1.,;:!?\"'“”-–—()%\n ", 50_000), id="marks"),
        pytest.param("x" * 200_000, id="one word"),
        pytest.param(NAMES * 600, id="one endless line"),
        pytest.param("Argo" + "\n" * 100_000, id="no lines but their ends"),
        pytest.param("🚩🏴‍☠️ Taliban captured Argo 🇦🇫 on Sunday 🔥.", id="emoji"),
        pytest.param("طالبان ولسوالی ارگو را در بدخشان تصرف کردند. " * 200, id="right to left"),
        pytest.param("İİİ ẞ ʼN Taliban captured Argo in Badakhshan on Sunday. ǰ", id="letters that grow in small"),
        pytest.param("\ud800 Taliban captured Argo on Sunday.", id="half a letter"),
    ],
)
def test_what_is_no_article_is_read_and_takes_no_time(afghan: Reader, text: str) -> None:
    begun = time.perf_counter()
    for language in LANGUAGES if len(text) < 20_000 else ("en",):
        assert_spans_lie_within(text, afghan.read(text, MONDAY, language))
    assert time.perf_counter() - begun < SECONDS


def test_a_sentence_without_end_is_not_used_and_says_so(afghan: Reader) -> None:
    text = f"The Taliban captured Argo on Sunday. {NAMES * 50}."
    read = afghan.read(text, MONDAY)
    assert drafts_of(read) == [("captured", "taliban", "1702")]
    (long,) = [none for none in read.unused if none.reason == TOO_LONG]
    assert long.end - long.start > LONGEST_SENTENCE


def test_a_day_at_the_end_of_the_calendar_is_read(afghan: Reader) -> None:
    for day in (date.min, date.max):
        text = "The Taliban captured Argo on Sunday, last week, two months ago and on 31 June; tomorrow they go on."
        assert_spans_lie_within(text, afghan.read(text, day))
