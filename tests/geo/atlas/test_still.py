"""The still: the view that opens, as the atlas page will show it."""

import json
import re
from datetime import date

import pytest

from events.control.rule import control_on
from geo.atlas.atlas import Atlas
from geo.atlas.payload import MOST_SHAPES
from geo.atlas.still import Json, simplified, still
from geo.paint.looks import look_of
from geo.places.country import Country, load_country
from tests.worlds import world

OPENING = date(2021, 7, 5)


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def drawn(country: Country) -> Json:
    return simplified(country)


@pytest.mark.parametrize("day", [date(2021, 4, 6), OPENING, date(2021, 8, 15), date(2021, 9, 6)], ids=str)
def test_each_place_has_the_look_that_the_rule_gives_it(shipped: Atlas, drawn: Json, day: date) -> None:
    shown = still(shipped, drawn, day, "districts", "light")
    fills = {look.fill for look in map(look_of, control_on(shipped.spans, day).values())}
    assert {look["fill"] for look in shown["looks"]} == fills
    paths = "".join(look["path"] for look in shown["looks"])
    assert sorted(re.findall("M[^M]+", paths)) == sorted(re.findall("M[^M]+", "".join(drawn["shapes"].values())))
    assert sum(len(look["dots"]) for look in shown["looks"]) == len(drawn["dots"]) == 23
    assert len(drawn["shapes"]) == 398


def test_its_words_are_those_of_the_page_and_its_legend_adds_up(shipped: Atlas, drawn: Json) -> None:
    told = json.loads(shipped.page)
    shown = still(shipped, drawn, OPENING, "people", "dark")
    number = (OPENING - shipped.first).days
    people = [lens for lens, *_ in told["lenses"]].index("people")
    assert shown["words"] == [told["headlines"][number], told["counted"][people - 1][number]]
    assert shown["date"] == "5 July 2021"
    assert sum(share for _, _, share in shown["legend"]) == pytest.approx(1)
    assert "people" in shown["foot"][1]


def test_a_day_outside_the_reading_is_the_nearest_there_is(shipped: Atlas, drawn: Json) -> None:
    first = still(shipped, drawn, shipped.first, "districts", "light")
    early = still(shipped, drawn, date(2020, 1, 1), "districts", "light")
    assert early["looks"] == first["looks"]


def test_it_is_light_enough_to_come_before_the_page(shipped: Atlas, drawn: Json) -> None:
    shown = still(shipped, drawn, OPENING, "districts", "light")
    assert len(json.dumps(shown)) < 80_000


def test_the_outline_lies_in_the_box_that_the_page_fits_the_country_to(drawn: Json) -> None:
    width, height = drawn["box"]
    assert width / height == pytest.approx(drawn["aspect"], rel=0.002)
    across, down = zip(*drawn["edge"], strict=True)
    assert (min(across), max(across), min(down), max(down)) == (0, 1, 0, 1)


@pytest.mark.slow
def test_of_a_country_of_very_many_places_it_is_blank() -> None:
    atlas = world(MOST_SHAPES + 100)
    shown = still(atlas, simplified(atlas.country), atlas.first, "districts", "light")
    [blank] = shown["looks"]
    assert (blank["fill"], blank["marks"], blank["dots"]) == ("track", [], [])
    assert blank["path"].count("M") >= len(atlas.country.provinces)
    assert len(json.dumps(shown)) < 80_000
