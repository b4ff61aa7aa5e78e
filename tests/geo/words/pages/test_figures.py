"""`geo.words.pages.figures`: a number in words, and the word by which a link asks for it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.control.evidence import Figure, Part
from events.model import UNKNOWN
from geo.words.pages.figures import figure_of, figure_word, figure_words
from tests.conftest import july

STANDINGS = ("reds", "blues", "contested", UNKNOWN)
PROVINCES = {"AF01": "East", "AF02": "West"}
FIRST, LAST = july(1), july(31)
NAMES = {"reds": "Reds", "blues": "Blues", "contested": "Contested", UNKNOWN: "Not known"}

days = st.dates(FIRST, LAST)
standings = st.sampled_from((*STANDINGS, None))
provinces = st.sampled_from((*PROVINCES, None))
one_day = st.builds(Figure, days, standings, st.sampled_from(list(Part)), provinces)
two_days = st.builds(
    lambda pair, standing, part, province, was: Figure(max(pair), standing, part, province, since=min(pair), was=was),
    st.tuples(days, days),
    standings,
    st.sampled_from(list(Part)),
    provinces,
    st.sampled_from(STANDINGS),
)
figures = one_day | two_days


@given(figures)
def test_a_figure_read_from_its_word_is_the_figure(figure: Figure) -> None:
    word = figure_word(figure)
    assert figure_of(word, FIRST, LAST, STANDINGS, PROVINCES) == figure
    assert set(word) <= set("abcdefghijklmnopqrstuvwxyzAF0123456789.-")


@pytest.mark.parametrize(
    "word",
    [
        *("", ".", "reds", "2021-07-05", "2021-07-05.", "2021-07-05.greens", "2021-07-05.reds.most", "5 July.reds"),
        *("2021-07-05.reds.held.AF99", "2021-06-30.reds", "2021-08-01.reds", "2021-07-32.reds", "2021-7-5.reds"),
        *("2021-07-05.unknown.2021-07-01.reds", "2021-07-01.any.2021-07-05.reds"),  # backwards; and from anything
        *("2021-07-01.unknown.2021-07-05", "2021-07-01.unknown.2021-07-05.reds.held.AF01.more", "AF01", "<b>.reds"),
    ],
)
def test_what_is_no_figure_is_none(word: str) -> None:
    assert figure_of(word, FIRST, LAST, STANDINGS, PROVINCES) is None


tokens = st.sampled_from(("2021-07-05", "2021-07-09", "reds", "any", "held", "claimed", "AF01", "", "<b>")) | st.text()


@given(st.lists(tokens, max_size=6).map(".".join))
def test_whatever_a_link_says_is_no_figure_or_one_that_can_be_asked_for_again(word: str) -> None:
    figure = figure_of(word, FIRST, LAST, STANDINGS, PROVINCES)
    assert figure is None or figure_of(figure_word(figure), FIRST, LAST, STANDINGS, PROVINCES) == figure


@pytest.mark.parametrize(
    ("figure", "places", "words"),
    [
        (Figure(july(5), "reds"), 144, "144 districts on 5 July 2021: Reds"),
        (Figure(july(5), UNKNOWN, province="AF01"), 1, "1 district of East on 5 July 2021: Not known"),
        (Figure(july(5), "reds", Part.LOWEST), 2, "2 districts on 5 July 2021: Reds, with no rival claim"),
        (
            Figure(july(5), "reds", Part.HIGHEST),
            2,
            "2 districts on 5 July 2021: Reds, including claims and places changing hands",
        ),
        (
            Figure(july(5), None, Part.CLAIMED),
            0,
            "0 districts on 5 July 2021: all districts, also claimed by another side",
        ),
        (
            Figure(july(5), "reds", since=july(1), was="blues"),
            3,
            "3 districts on 5 July 2021: Reds; on 1 July 2021: Blues",
        ),
    ],
    ids=str,
)
def test_a_figure_says_what_it_counts(figure: Figure, places: int, words: str) -> None:
    assert figure_words(figure, places, NAMES, PROVINCES) == words


def test_a_day_outside_the_reading_is_no_figure_of_it() -> None:
    assert figure_of("2021-07-05.reds", FIRST, date(2021, 7, 4), STANDINGS, PROVINCES) is None
