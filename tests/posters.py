"""What the tests of posters share: the country, ten days, and the titles that someone may type."""

from datetime import date
from functools import cache

from geo.atlas.atlas import Atlas
from geo.language import Language, language
from geo.places.area import part_of, part_shapes, reading_of
from geo.places.country import Area, Country, load_country
from geo.places.grid import Shapes, country_shapes
from geo.posters.content import Poster, change_poster, day_poster, pair_poster
from geo.posters.draw import draw_svg
from geo.posters.page import FORMATS
from geo.posters.render import to_png
from tests.pictures import Pixels, pixels

ENGLISH = language("en")
DAYS = tuple(
    date(2021, month, day)
    for month, day in [(4, 6), (5, 1), (5, 31), (6, 22), (7, 5), (7, 9), (7, 31), (8, 12), (8, 14), (9, 6)]
)
"""The first day and the last, days with and without claims, fighting and loose dates, the emptiest and the fullest."""

LONG = "Ten districts of Badakhshan fall in one weekend, and the reports differ on who held them before. " * 4
TITLES = {
    "nothing": "",
    "one letter": "A",
    "300 characters": LONG[:300],
    "300 characters without a space": "x" * 300,
    "1,500 characters": LONG[:300] * 5,
    "markup": "</text><script>alert(1)</script>&amp;<b onload='x'>]]> <!-- -- > %s {0}",
    "quotes": '"Ten" districts\' \u201cfall\u201d in \u2018one\u2019 weekend `at` \\ last',
    "emoji": "Ten 🔥 districts 👩🏽\u200d🚒 fall 🇦🇫",
    "only emoji": "🔥🔥🔥",
    "right to left": "\u202eTen districts\u202c \u200fطالبان ۱۴۴ ولسوالی را گرفتند\u200f (Taliban)",
    "what XML forbids": "Ten\x00 dis\x08tricts\ud800 fall\uffff\x1b[31m",
    "lines": "Ten\ndistricts\r\n\tfall\u2028here",
    "marks": "Z\u0351\u036b\u0343a\u0329l\u031bg\u0340o " * 30,
}


@cache
def country() -> Country:
    return load_country()


@cache
def shapes() -> Shapes:
    known = country()
    return country_shapes(known)


@cache
def part(area: Area) -> Country:
    return part_of(country(), area)


@cache
def shapes_of(area: Area) -> Shapes:
    return part_shapes(part(area), shapes())


def on_part(atlas: Atlas, area: Area, day: date, spoken: Language = ENGLISH) -> Poster:
    return day_poster(reading_of(atlas.reading, part(area)), part(area), day, spoken)


def between_on_part(atlas: Atlas, area: Area, earlier: date, later: date, spoken: Language = ENGLISH) -> Poster:
    return change_poster(reading_of(atlas.reading, part(area)), part(area), earlier, later, spoken)


def on(atlas: Atlas, day: date, spoken: Language = ENGLISH, **said: str) -> Poster:
    return day_poster(atlas.reading, country(), day, spoken, title=said.get("title"), credit=said.get("credit"))


def between(atlas: Atlas, earlier: date, later: date, spoken: Language = ENGLISH) -> Poster:
    return change_poster(atlas.reading, country(), earlier, later, spoken)


def pair(atlas: Atlas, earlier: date, later: date, spoken: Language = ENGLISH) -> Poster:
    return pair_poster(atlas.reading, country(), earlier, later, spoken)


def pair_on_part(atlas: Atlas, area: Area, earlier: date, later: date, spoken: Language = ENGLISH) -> Poster:
    return pair_poster(reading_of(atlas.reading, part(area)), part(area), earlier, later, spoken)


def svg_of(atlas: Atlas, poster: Poster, paper: str = "4x5", theme: str = "light", spoken: Language = ENGLISH) -> str:
    return draw_svg(poster, FORMATS[paper], shapes(), atlas.ledger.war, theme, spoken)


def svg_of_part(atlas: Atlas, area: Area, poster: Poster, paper: str = "4x5", theme: str = "light") -> str:
    return draw_svg(poster, FORMATS[paper], shapes_of(area), atlas.ledger.war, theme, ENGLISH)


GOLDEN = tuple(
    (day, paper) for day in (date(2021, 6, 22), date(2021, 7, 5), date(2021, 8, 14)) for paper in ("4x5", "16x9")
)
GOLDEN_WIDTH = {"4x5": 360, "16x9": 500}


def golden_pixels(atlas: Atlas, day: date, paper: str) -> Pixels:
    """Draw a poster as its golden picture shows it: tall ones light, wide ones dark, smaller than they are."""
    theme = "dark" if FORMATS[paper].wide else "light"
    return pixels(to_png(svg_of(atlas, on(atlas, day), paper, theme)), GOLDEN_WIDTH[paper])


GOLDEN_AREA = (Area("AF17"), date(2021, 7, 5), "4x5")


def area_pixels(atlas: Atlas, area: Area, day: date, paper: str) -> Pixels:
    """Draw the poster of a part as its golden picture shows it."""
    return pixels(to_png(svg_of_part(atlas, area, on_part(atlas, area, day), paper)), GOLDEN_WIDTH[paper])


GOLDEN_PAIR = (date(2021, 6, 5), date(2021, 7, 5), "16x9")


def pair_pixels(atlas: Atlas, earlier: date, later: date, paper: str) -> Pixels:
    """Draw the poster of two days as its golden picture shows it."""
    return pixels(to_png(svg_of(atlas, pair(atlas, earlier, later), paper)), GOLDEN_WIDTH[paper])
