"""`geo.posters.type`: text measured with the fonts that draw it, and set in lines."""

from time import process_time

import pytest

import geo.posters.type as typography
from geo.posters.render import to_png
from geo.posters.type import CUTS, Extent, balanced, clean, extent, fit, fit_line, runs, undrawable, wrap
from tests.pictures import ink

TALIBAN = "طالبان"


def test_every_font_comes_with_a_package() -> None:
    assert [cut.file.name for cut in CUTS if not cut.file.is_file()] == []


@pytest.mark.parametrize(
    ("words", "face", "direction"),
    [("The Taliban take 27 districts", "serif", "ltr"), ("Affi wave", "sans", "ltr"), (TALIBAN, "sans", "rtl")],
)
def test_a_line_is_as_wide_as_it_is_drawn(words: str, face: str, direction: str) -> None:
    room = extent(words, face, 40, direction)
    _, cut = runs(words, face, direction)[0]
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="100" viewBox="0 0 900 100">'
        f'<text x="20" y="60" font-family="{cut.family}" font-weight="{cut.weight}" font-size="40">{words}</text></svg>'
    )
    left, top, right, bottom = ink(to_png(svg))
    assert (left, right) == pytest.approx((20, 20 + room.width), abs=4)  # letters stand off their edges a little
    assert (top, bottom) == pytest.approx((60 - room.above, 60 + room.below), abs=1.5)


def test_nothing_is_as_wide_as_nothing() -> None:
    assert extent("", "sans", 20, "ltr") == Extent(0, 0, 0)


def test_letters_that_a_face_lacks_are_drawn_by_the_next() -> None:
    assert [(words, cut.family) for words, cut in runs(f"The {TALIBAN} hold", "serif", "ltr")] == [
        ("The ", "IBM Plex Serif"),
        (f"{TALIBAN} ", "IBM Plex Sans Arabic"),
        ("hold", "IBM Plex Serif"),
    ]
    assert [cut.family for _, cut in runs(f"{TALIBAN} ۱۴۴ (Taliban)", "serif", "rtl")] == ["Amiri"]


def test_words_are_cleaned_of_what_cannot_be_drawn() -> None:
    assert clean("a\x00b\x08c\ud800d\ufffee") == "abcde"
    assert clean("one\ntwo\t three") == "one two three"
    assert clean("\u202eturned\u202c round") == "turned round"
    assert clean("\u2068Latin\u2069 words") == "\u2068Latin\u2069 words"
    assert clean("fire 🔥 here") == "fire here"
    assert clean("می\u200cروند") == "می\u200cروند"
    assert clean("30\u202f725\u202f560  habitants") == "30\u00a0725\u00a0560 habitants"


def test_what_is_not_seen_takes_no_room() -> None:
    plain = extent("طالبان (Taliban)", "sans", 40, "rtl")
    assert extent("طالبان \u2068(Taliban)\u2069", "sans", 40, "rtl") == plain


def test_what_is_left_out_is_told() -> None:
    assert undrawable("fire 🔥, 🔥 and 火\n") == "🔥火"
    assert undrawable("Mazar-e-Sharif – مزار شریف") == ""


def test_words_are_set_in_lines_no_wider_than_asked() -> None:
    assert wrap("one two\u00a0three", "sans", 20, 100, "ltr") == ["one", "two\u00a0three"]
    lines = wrap("one two three four five six", "sans", 20, 100, "ltr")
    assert " ".join(lines) == "one two three four five six"
    assert len(lines) > 1
    assert all(extent(line, "sans", 20, "ltr").width <= 100 for line in lines)


def test_a_word_wider_than_a_line_is_broken_and_loses_nothing() -> None:
    lines = wrap("short " + "x" * 100, "sans", 20, 100, "ltr")
    assert "".join(lines) == "short" + "x" * 100
    assert all(extent(line, "sans", 20, "ltr").width <= 100 for line in lines)


def test_a_mark_stays_with_its_letter() -> None:
    lines = wrap("e\u0301" * 60, "sans", 20, 100, "ltr")
    assert not any(line.startswith("\u0301") for line in lines)


def test_lines_are_balanced_and_stay_as_many() -> None:
    words = "Ten districts of Badakhshan fall in one weekend, the reports say"
    lines = wrap(words, "serif", 40, 1000, "ltr")
    even = balanced(lines, "serif", 40, 1000, "ltr")
    widths = [[extent(line, "serif", 40, "ltr").width for line in way] for way in (lines, even)]
    assert " ".join(even) == words and len(even) == len(lines) == 2
    assert max(widths[1]) - min(widths[1]) < max(widths[0]) - min(widths[0])


def test_words_are_as_large_as_they_fit_and_shortened_only_at_the_smallest_size() -> None:
    sizes = (40, 30, 20)
    assert fit("a word", "sans", sizes, 500, 50, 1.2, "ltr") == (40, ["a word"])
    assert fit("some more words that are longer", "sans", sizes, 500, 50, 1.2, "ltr")[0] == 30
    size, lines = fit("far too many words " * 20, "sans", sizes, 500, 50, 1.2, "ltr")
    assert (size, len(lines)) == (20, 2)
    assert lines[-1].endswith("…") and extent(lines[-1], "sans", 20, "ltr").width <= 500
    assert fit_line("far too many words " * 20, "sans", sizes, 500, "ltr")[1].endswith("…")


@pytest.mark.parametrize(
    ("words", "direction"), [("far too many words " * 20, "ltr"), ("Word" * 60, "ltr"), (f"{TALIBAN} " * 30, "rtl")]
)
def test_a_line_is_shortened_by_no_more_than_it_must(words: str, direction: str) -> None:
    for width in range(100, 500, 37):
        _, line = fit_line(words, "sans", [20], width, direction)
        kept = line.removesuffix("…")
        assert words.startswith(kept) and extent(line, "sans", 20, direction).width <= width
        more = words[: len(kept) + len(words[len(kept) :]) - len(words[len(kept) :].lstrip()) + 1] + "…"
        assert extent(more, "sans", 20, direction).width > width


def test_a_line_of_which_nothing_fits_is_an_ellipsis() -> None:
    assert fit_line("words", "sans", [20], 1, "ltr") == (20, "…")


def test_a_long_line_is_shortened_soon_and_leaves_nothing_behind() -> None:
    typography._extent.cache_clear()
    typography._shaped.cache_clear()
    began = process_time()
    fit_line("a" * 4000, "sans", [20, 15, 11], 900, "ltr")
    assert process_time() - began < 1  # letter by letter it takes 12 seconds
    assert typography._extent.cache_info().currsize + typography._shaped.cache_info().currsize < 20
