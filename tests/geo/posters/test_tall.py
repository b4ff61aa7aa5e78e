"""Posters and films of a country that is taller than it is wide, and of a war of eleven parties."""

from datetime import date
from functools import cache

import pytest

from events.control.counts import count
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on
from events.ledger.folder import WARS
from events.model import CONTESTED, UNKNOWN
from geo.films.film import SIZES
from geo.films.frames import counts_of, lines_of
from geo.language import LOCALES, Language
from geo.paint.fills import Fill
from geo.places.check import open_war
from geo.places.country import Country
from geo.places.grid import Shapes, country_shapes
from geo.posters.content import Poster, change_poster, day_poster, film_poster, pair_poster
from geo.posters.entries import MOST_CLAIMS
from geo.posters.layout import Layout, lay_out
from geo.posters.page import FORMATS, Format
from geo.posters.type import clean
from geo.wording import spoken
from geo.words.standings import MOST
from tests.geo.posters.test_layout import faults, words_of

YEAR = (date(2024, 1, 1), date(2024, 12, 31))
DAYS = (date(2023, 10, 27), date(2024, 6, 30), YEAR[1], date(2026, 2, 21))
"""The first day and the last report's, and two between."""
ISLANDS = ("Cocokyun", "Munaung", "Chaungzon")
PAGES = FORMATS | SIZES
KINDS = [*((kind, paper) for kind in ("day", "year", "pair") for paper in FORMATS), *(("film", size) for size in SIZES)]


@cache
def myanmar() -> tuple[Country, Reading, Shapes]:
    country, ledger = open_war(WARS / "myanmar-2023")
    return country, read_as_known(ledger, country.gazetteer.province_of), country_shapes(country)


def speech(code: str) -> Language:
    return spoken(code, myanmar()[1].ledger.war)


def made(kind: str, code: str) -> list[Poster]:
    country, reading, _ = myanmar()
    if kind == "day":
        return [day_poster(reading, country, day, speech(code)) for day in DAYS]
    if kind == "year":
        return [change_poster(reading, country, *YEAR, speech(code))]
    if kind == "pair":
        return [pair_poster(reading, country, *days, speech(code)) for days in (YEAR, (DAYS[0], DAYS[3]))]
    return [film_poster(reading, country, reading.first, reading.last, speech(code))]


def laid(poster: Poster, paper: Format, code: str) -> Layout:
    return lay_out(poster, paper, myanmar()[2], speech(code))


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize(("kind", "paper"), KINDS)
def test_nothing_is_cut_or_overlaps(kind: str, paper: str, code: str) -> None:
    for poster in made(kind, code):
        layout = laid(poster, PAGES[paper], code)
        assert list(faults(layout, PAGES[paper], speech(code).direction, myanmar()[2])) == []
        assert words_of(layout, "title") == clean(poster.title)
        entries = [line.words for line in layout.lines if line.part in ("entry", "key")]
        assert not [words for words in entries if words.endswith("…")]


@pytest.mark.parametrize("paper", FORMATS)
def test_the_map_takes_the_height_that_is_left_below_the_title_or_beside_all_words(paper: str) -> None:
    (poster,) = made("year", "en")
    layout = laid(poster, FORMATS[paper], "en")
    assert layout.frame.height > layout.frame.width
    words = [line for line in layout.lines if line.part in ("title", "subtitle")]
    above = 0 if FORMATS[paper].wide else max(line.edges[3] for line in words)
    below = min(rule[1] for rule in layout.rules)
    assert layout.frame.height > 0.85 * (below - above) - 60
    numbers = [line for line in layout.lines if line.part == "number"]
    assert len({round(line.edges[2]) for line in numbers}) == 1  # a list, not columns


def test_the_parties_that_hold_least_are_one_entry_and_each_has_its_own_key() -> None:
    country, reading, _ = myanmar()
    war, counts = reading.ledger.war, count(control_on(reading.spans, YEAR[1]), country.lenses["districts"])
    poster = day_poster(reading, country, YEAR[1], speech("en"))
    held = [entry for entry in poster.legend if not entry.of_these]
    assert [(entry.words, entry.number) for entry in held] == [
        ("Military", 11),
        ("TNLA", 7),
        ("Arakan Army", 7),
        ("KIA", 4),
        ("6 other sides", 10),
        ("Contested", 12),
        ("Not known", 279),
    ]
    assert len(held) == MOST and sum(entry.number or 0 for entry in held) == 330
    small = {key.fill.ground: key.number for key in poster.keys if not key.fill.marks and key.fill.ground in counts}
    names = {party.id for party in war.parties}
    shown = {fill.ground for entry in held for fill in entry.fills}
    assert small == {"pdf": 3, "mndaa": 2, "chin": 2, "karenni": 1, "knu": 1, "uwsa": 1}
    assert shown == {standing for standing in counts if standing in names} | {CONTESTED, UNKNOWN}
    (claimed,) = (entry for entry in poster.legend if entry.of_these)
    claims = [key for key in poster.keys if key.fill in claimed.fills]
    assert (claimed.words, claimed.number) == ("Also claimed by another side", 17)
    assert len(claims) > MOST_CLAIMS and sum(key.number or 0 for key in claims) == 17


def test_the_legend_of_two_days_has_the_numbers_of_both() -> None:
    country, reading, _ = myanmar()
    poster = made("pair", "en")[0]
    held = [entry for entry in poster.legend if not entry.of_these]
    assert [(entry.words, entry.was, entry.number) for entry in held] == [
        ("Military", 1, 11),
        ("TNLA", 2, 7),
        ("Arakan Army", 1, 7),
        ("KIA", 1, 4),
        ("6 other sides", 2, 10),
        ("Contested", 5, 12),
        ("Not known", 318, 279),
    ]
    districts = country.lenses["districts"]
    for day, numbers in zip(YEAR, ([e.was for e in held], [e.number for e in held]), strict=True):
        counts = count(control_on(reading.spans, day), districts)
        told = [sum(counts[fill.ground].held for fill in entry.fills if fill.ground in counts) for entry in held]
        assert (told, sum(told)) == (numbers, 330)


@pytest.mark.parametrize("paper", FORMATS)
def test_two_maps_stand_beside_each_other_as_high_as_there_is_room(paper: str) -> None:
    layout = laid(made("pair", "en")[0], FORMATS[paper], "en")
    assert layout.before and layout.before.y == pytest.approx(layout.frame.y)
    assert layout.frame.height > 0.35 * FORMATS[paper].tall


def test_the_smallest_changes_are_one_entry_and_all_add_up() -> None:
    (poster,) = made("year", "en")
    assert len(poster.legend) == MOST
    assert [entry.words for entry in poster.legend[-2:]] == ["6 other changes", "unchanged, shown faint"]
    assert sum(entry.number or 0 for entry in poster.legend) == 330
    numbers = [entry.number or 0 for entry in poster.legend[:-2]]
    assert numbers == sorted(numbers, reverse=True)
    assert sum(key.number or 0 for key in poster.keys if key.of_these) == poster.legend[-2].number


@pytest.mark.parametrize("size", SIZES)
def test_each_number_of_a_frame_counts_what_its_entry_gathers(size: str) -> None:
    country, reading, _ = myanmar()
    (poster,) = made("film", "en")
    layout = laid(poster, SIZES[size], "en")
    lines = [line for line in lines_of(layout, reading, country, YEAR[1], speech("en")) if line.entry is not None]
    counts = counts_of(reading, country, YEAR[1])
    assert [line.words for line in lines] == [
        str(round(sum(counts[fill] for fill in entry.fills))) for entry in poster.legend
    ]
    gathered: list[Fill] = [fill for entry in poster.legend for fill in entry.fills]
    assert len({*map(str, gathered)}) == len(gathered)
    assert {fill for fill, number in counts.items() if number} <= {*gathered} <= counts.keys()
    assert {round(line.edges[2]) for line in lines} == {round(lines[0].edges[2])}


def test_no_island_vanishes() -> None:
    country, _, shapes = myanmar()
    codes = {name: code for code, name in country.names.items()}
    layout = laid(made("year", "en")[0], FORMATS["link"], "en")
    for island in ISLANDS:
        left, top, right, bottom = shapes.bounds[codes[island]]
        assert shapes.paths[codes[island]]
        assert (right - left) / layout.frame.unit > 1 and (bottom - top) / layout.frame.unit > 1
