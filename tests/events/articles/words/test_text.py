"""`events.articles.words`: sentences, numbers and sounds."""

import pytest

from events.articles.words.lexicon import LANGUAGES, load_lexicon
from events.articles.words.numbers import MOST, number_of, number_pattern, number_words
from events.articles.words.spelling import Sounds, sound
from events.articles.words.text import text_of


def sentences(raw: str, language: str = "en") -> list[str]:
    return [raw[one.start : one.end] for one in text_of(raw, load_lexicon(language)).sentences]


@pytest.mark.parametrize(
    ("language", "raw", "parts"),
    [
        ("en", "Argo fell. Jurm holds.", 2),
        ("en", "Gen. Dostum fled on Sunday. So did he.", 2),
        ("en", "Mr. A. B. Karimi said so.", 1),
        ("de", "Am 3. Juli nahmen sie Argo. Am 4. auch Jurm.", 2),
        ("nl", "Dat zei o.a. de gouverneur. Meer niet.", 2),
        ("en", "A headline\n\nArgo fell.", 2),
        ("en", "“Argo fell.” He left.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(language: str, raw: str, parts: int) -> None:
    assert len(sentences(raw, language)) == parts


def test_a_line_that_is_broken_in_mid_sentence_goes_on_in_the_next() -> None:
    raw = "The Taliban captured the district of Argo in Badakhshan\nprovince on Sunday, residents said."
    assert sentences(raw) == [raw]


@pytest.mark.parametrize("mark", ["\ufeff", "\u200b", " \u2060", "\r\n"])
def test_a_mark_that_is_not_seen_hides_no_dateline(mark: str) -> None:
    text = text_of(f"{mark}KABUL, July 5 (AP) — Argo fell.", load_lexicon("en"))
    assert text.in_dateline(text.raw.index("KABUL"))
    assert not text.in_dateline(text.raw.index("Argo"))


@pytest.mark.parametrize("raw", ["İstanbul", "ẞ", "’‘`´\u00a0\u202f", "a\u00adb\u200bc"])
def test_small_letters_are_as_many_as_the_text_has(raw: str) -> None:
    assert len(text_of(raw, load_lexicon("en")).low) == len(raw)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_in_words_are_read_back(language: str) -> None:
    for words, number in number_words(language).items():
        match = number_pattern(language).fullmatch(words)
        assert match and number_of(match[0], language) == number
    assert set(number_words(language).values()) >= set(range(1, MOST + 1))


@pytest.mark.parametrize(("said", "number"), [("1,200", 1200), ("1.200", 1200), ("1 200", 1200), ("421", 421)])
def test_numbers_in_digits_are_read_with_any_separator(said: str, number: int) -> None:
    assert number_of(said, "en") == number


@pytest.mark.parametrize(
    ("language", "spelt", "english"),
    [
        ("de", "Tschahar Dara", "Chahar Dara"),
        ("fr", "Tchahar Dara", "Chahar Dara"),
        ("de", "Dschalalabad", "Jalalabad"),
        ("nl", "Badachsjan", "Badakhshan"),
        ("fr", "Badakhchan", "Badakhshan"),
    ],
)
def test_a_name_sounds_alike_in_two_languages(language: str, spelt: str, english: str) -> None:
    assert sound(spelt, load_lexicon(language).letters) == sound(english)


def test_a_spelling_is_found_by_its_sound_and_a_short_one_is_not() -> None:
    sounds = Sounds({"chahardara": frozenset({"1902"}), "argo": frozenset({"1702"})}, ["kunduz"])
    assert sounds.spelling("Tschahar Dara", load_lexicon("de").letters) == "chahardara"
    assert sounds.spelling("Kundus", load_lexicon("de").letters) == "kunduz"
    assert sounds.spelling("Argu", ()) == ""
    assert sounds.spelling("Something", ()) == ""
