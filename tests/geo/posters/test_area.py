"""Posters of a part of the country: a province, or chosen districts, drawn large and counted alone."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image
from pyproj import Geod

from events.control.counts import count
from events.control.rule import control_on
from geo.atlas.atlas import Atlas
from geo.films.film import SIZES
from geo.language import LOCALES
from geo.paint.fills import BLANK
from geo.places.area import part_of, reading_of
from geo.places.country import Area
from geo.places.grid import MERCATOR, WIDTH
from geo.posters.content import film_poster
from geo.posters.layout import Layout, lay_out
from geo.posters.page import FORMATS
from geo.posters.render import to_png
from geo.posters.type import clean
from tests.geo.posters.test_layout import faults, words_of
from tests.geo.posters.test_pictures import _alike
from tests.golden_posters import area_file
from tests.languages import language
from tests.pictures import pixels
from tests.posters import (
    DAYS,
    ENGLISH,
    GOLDEN_AREA,
    area_pixels,
    between_on_part,
    country,
    on_part,
    pair_on_part,
    part,
    shapes,
    shapes_of,
    svg_of_part,
)

FIFTH = date(2021, 7, 5)
BADAKHSHAN = Area("AF17")
TOUCHING = Area(districts=("1708", "1709"))
NEAR = Area(districts=("1703", "1709"))
SCATTERED = Area(districts=("0101", "1709", "3003"))
DOT = Area(districts=("2717",))
PROVINCES = [province.pcode for province in country().provinces]
SVG = "{http://www.w3.org/2000/svg}"


def checked(layout: Layout, area: Area, paper: str, direction: str) -> Layout:
    assert list(faults(layout, paper, direction, shapes_of(area))) == []
    assert "…" not in " ".join(line.words for line in layout.lines)
    assert layout.globe is not None  # where the country stands
    return layout


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_nothing_is_cut_or_overlaps_in_any_province(shipped: Atlas, paper: str, code: str) -> None:
    spoken = language(code)
    for number, province in enumerate(PROVINCES):
        area = Area(province)
        poster = on_part(shipped, area, DAYS[number % len(DAYS)], spoken)
        layout = checked(lay_out(poster, FORMATS[paper], shapes_of(area), spoken), area, paper, spoken.direction)
        assert words_of(layout, "title") == clean(poster.title)
        assert words_of(layout, "subtitle") == clean(poster.subtitle)


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("area", [TOUCHING, NEAR, SCATTERED, DOT], ids=str)
def test_nothing_is_cut_or_overlaps_on_chosen_districts_or_where_days_are_compared(
    shipped: Atlas, area: Area, code: str
) -> None:
    spoken = language(code)
    posters = [on_part(shipped, area, day, spoken) for day in DAYS[::3]]
    posters += [make(shipped, area, DAYS[2], DAYS[8], spoken) for make in (between_on_part, pair_on_part)]
    for paper in FORMATS:
        for poster in posters:
            checked(lay_out(poster, FORMATS[paper], shapes_of(area), spoken), area, paper, spoken.direction)


@pytest.mark.parametrize("paper", FORMATS)
def test_nothing_is_cut_or_overlaps_where_two_days_of_any_province_stand_side_by_side(
    shipped: Atlas, paper: str
) -> None:
    for number, province in enumerate(PROVINCES):
        area, spoken = Area(province), language([*LOCALES][number % len(LOCALES)])
        poster = pair_on_part(shipped, area, DAYS[2], DAYS[4], spoken)
        layout = checked(lay_out(poster, FORMATS[paper], shapes_of(area), spoken), area, paper, spoken.direction)
        assert words_of(layout, "title") == clean(poster.title)
        assert words_of(layout, "subtitle") == clean(f"{poster.subtitle} {poster.unit}")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("code", LOCALES)
def test_nothing_is_cut_or_overlaps_in_a_film_of_a_part(shipped: Atlas, size: str, code: str) -> None:
    spoken = language(code)
    for area in (*map(Area, PROVINCES[::4]), TOUCHING, SCATTERED):
        told = reading_of(shipped.reading, part(area))
        poster = film_poster(told, part(area), DAYS[0], DAYS[-1], spoken)
        layout = lay_out(poster, SIZES[size], shapes_of(area), spoken)
        assert list(faults(layout, SIZES[size], spoken.direction, shapes_of(area))) == []
        assert "…" not in " ".join(line.words for line in layout.lines)


@pytest.mark.parametrize("paper", FORMATS)
def test_nearly_every_district_of_a_province_is_named(shipped: Atlas, paper: str) -> None:
    unnamed = 0
    for province in PROVINCES:
        poster = on_part(shipped, Area(province), FIFTH)
        labels = [
            line.words
            for line in lay_out(poster, FORMATS[paper], shapes_of(Area(province)), ENGLISH).lines
            if line.part == "label"
        ]
        names = sorted(map(clean, poster.labels.values()))
        assert set(labels) <= set(names) and len(set(labels)) == len(labels)
        unnamed += len(names) - len(labels)
    assert unnamed <= 2  # of 421


@pytest.mark.parametrize("area", [*map(Area, PROVINCES[::5]), TOUCHING, SCATTERED], ids=str)
def test_the_counts_of_a_part_are_those_of_the_rule(shipped: Atlas, area: Area) -> None:
    for day in DAYS:
        control = control_on(shipped.spans, day)
        places = [
            each.code
            for each in country().districts
            if (each.province == area.province if area.province else each.code in area.districts)
        ]
        held = [sum(control[place].standing == party.id for place in places) for party in shipped.ledger.war.parties]
        poster = on_part(shipped, area, day)
        told = {entry.words: entry.number for entry in poster.legend if not entry.of_these}
        assert sum(number or 0 for number in told.values()) == len(places)
        assert [told.get(party.name, 0) for party in shipped.ledger.war.parties] == held
        assert {place for place, fill in poster.fills.items() if fill != BLANK} == set(places)
        counted = count(control_on(shipped.spans, day), part(area).lenses["districts"])
        assert sum(each.held for each in counted.values()) == len(places)
        numbers = set(map(int, re.findall(r"\b\d+\b", poster.subtitle)))
        assert held[0] in {*numbers, 0, len(places)} and (len(places) in numbers or not numbers)


def test_a_province_is_told_of_by_name(shipped: Atlas) -> None:
    poster = on_part(shipped, BADAKHSHAN, FIFTH)
    assert poster.eyebrow == "Afghanistan 2021 · Badakhshan"
    assert poster.title == "The Taliban take 16 districts in three days, all in Badakhshan"
    assert poster.subtitle == (
        "Of the 28 districts of Badakhshan, reports put 26 in the hands of the Taliban. Province- or country-wide "
        "reports alone account for 2. For 1, no firm report says who is in control."
    )
    assert poster.alt == (
        "Map: Badakhshan (Afghanistan 2021) on 5 July 2021. Of 28 districts: Taliban 26, Government 1, Not known 1."
    )
    quiet = on_part(shipped, Area("AF27"), date(2021, 7, 9))
    assert quiet.title == "No district reported to have changed hands in Kandahar in the three days to 9 July"


def test_what_changed_in_a_province_names_it(shipped: Atlas) -> None:
    poster = between_on_part(shipped, Area("AF30"), date(2021, 7, 1), date(2021, 8, 14))
    assert poster.title == "Helmand: the Taliban hold 15 more districts than on 1 July 2021"
    assert poster.subtitle.startswith(
        "This map covers the 15 districts of Helmand. After 1 July, up to 14 August 2021,"
    )
    assert poster.alt.startswith("Map: Helmand (Afghanistan 2021), after 1 July 2021, up to 14 August 2021.")


def test_chosen_districts_are_named_if_they_are_few_and_one_is_not_counted(shipped: Atlas) -> None:
    four = Area(districts=("1703", "1709", "1710", "1711"))
    assert on_part(shipped, four, FIFTH).title == "Four districts of Badakhshan: the Taliban take Jorm and Yawan"
    one = on_part(shipped, DOT, FIFTH)
    assert one.title == "Dand not reported to have changed hands in the three days to 5 July"
    assert one.subtitle == "No firm report says who is in control of Dand."
    assert one.alt == "Map: Dand (Afghanistan 2021) on 5 July 2021. Not known."
    assert (
        on_part(shipped, Area(districts=("1709",)), FIFTH).subtitle == "Reports put Yawan in the hands of the Taliban."
    )


def test_a_part_cites_only_reports_on_its_districts(shipped: Atlas) -> None:
    poster = on_part(shipped, BADAKHSHAN, FIFTH)
    publisher = {source.id: source.publisher for source in shipped.ledger.sources}
    cited = {
        publisher[report.source]
        for place, reports in shipped.reading.about.items()
        if place.startswith("17")
        for report in reports
        if report.earliest <= FIFTH
    }
    assert set(poster.publishers) <= cited


def test_the_scale_bar_of_a_part_is_true_at_its_own_latitude(shipped: Atlas) -> None:
    drawn = shapes_of(BADAKHSHAN)
    layout = lay_out(on_part(shipped, BADAKHSHAN, FIFTH), FORMATS["4x5"], drawn, ENGLISH)
    west, south, east, north = drawn.degrees
    middle = (south + north) / 2
    left = MERCATOR.transform(west, middle)[0]
    metres = (MERCATOR.transform(east, middle)[0] - left) / WIDTH
    lon, _ = MERCATOR.transform(left + layout.bar[2] * layout.frame.unit * metres, 0, direction="INVERSE")
    true = Geod(ellps="WGS84").line_length([west, lon], [middle, middle]) / 1000
    (said,) = (line.words for line in layout.lines if line.part == "bar")
    assert said == "50 km"
    assert true == pytest.approx(50, rel=0.002)


def test_what_is_drawn_and_not_counted_is_blank_and_explained(shipped: Atlas) -> None:
    blank = {
        area: set(part(area).boundaries.index) - part(area).names.keys() for area in (TOUCHING, NEAR, SCATTERED, DOT)
    }
    # None around those that touch, their province around those that do not, or else the whole country.
    assert [len(places) for places in blank.values()] == [0, 26, 395, 1]
    for area in (NEAR, SCATTERED, DOT):
        places = blank[area]
        poster = on_part(shipped, area, FIFTH)
        assert {place for place, fill in poster.fills.items() if fill == BLANK} == places
        assert [entry.number for entry in poster.keys if entry.words == "other districts, not counted"] == [None]
    assert not [entry for entry in on_part(shipped, BADAKHSHAN, FIFTH).keys if entry.fill == BLANK]


def test_the_locator_marks_the_part_in_the_country(shipped: Atlas) -> None:
    root = ElementTree.fromstring(svg_of_part(shipped, BADAKHSHAN, on_part(shipped, BADAKHSHAN, FIFTH)))
    (locator,) = (group for group in root.iter(f"{SVG}g") if group.get("id") == "locator")
    drawn = [path.get("d") for path in locator.iter(f"{SVG}path")]
    assert drawn[0] == shapes().outline
    assert drawn[-1] == "".join(shapes().paths[place] for place in part(BADAKHSHAN).names)
    assert not [group for group in root.iter() if group.get("id") == "globe"]


def test_a_small_part_has_a_ring_in_the_locator(shipped: Atlas) -> None:
    rings = []
    for area in (BADAKHSHAN, DOT):
        root = ElementTree.fromstring(svg_of_part(shipped, area, on_part(shipped, area, FIFTH)))
        (locator,) = (group for group in root.iter(f"{SVG}g") if group.get("id") == "locator")
        rings.append(sum(circle.get("fill") == "none" for circle in locator.iter(f"{SVG}circle")))
    assert rings == [0, 1]


def test_a_part_of_all_provinces_counts_every_district_once() -> None:
    counted = [code for province in PROVINCES for code in part_of(country(), Area(province)).names]
    assert sorted(counted) == sorted(country().names)


@pytest.mark.parametrize("paper", FORMATS)
def test_a_part_is_drawn_in_every_format(shipped: Atlas, paper: str) -> None:
    png = to_png(svg_of_part(shipped, DOT, on_part(shipped, DOT, FIFTH), paper, "dark"))
    assert Image.open(BytesIO(png)).size == (FORMATS[paper].width, FORMATS[paper].height)


def test_a_province_looks_as_its_golden_picture(shipped: Atlas) -> None:
    golden = pixels(area_file(*GOLDEN_AREA).read_bytes())
    assert _alike(area_pixels(shipped, *GOLDEN_AREA), golden), "if it is meant, run python -m tests.golden_posters"
    assert np.ptp(golden) > 100
