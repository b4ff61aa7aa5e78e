"""`geo.posters.map` and `geo.posters.draw`: the map as SVG, its scale bar and its globe."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from pyproj import Geod

from geo.atlas.atlas import Atlas
from geo.paint.palette import palette
from geo.places.grid import MERCATOR, WIDTH
from geo.posters.draw import draw_globe, draw_svg
from geo.posters.layout import lay_out
from geo.posters.map import frame_map, scale_bar
from geo.posters.page import FORMATS
from tests.posters import DAYS, ENGLISH, TITLES, on, shapes, svg_of

FIFTH = date(2021, 7, 5)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_place_is_painted_as_its_fill(shipped: Atlas, theme: str) -> None:
    poster, war = on(shipped, FIFTH), shipped.ledger.war
    root = ElementTree.fromstring(svg_of(shipped, poster, theme=theme))
    colours = palette(war, theme)
    patterns = {
        pattern.get("id"): [part.get("fill") if part.get("stroke") is None else part.get("stroke") for part in pattern]
        for pattern in root.iter(f"{SVG}pattern")
    }
    drawn = {
        str(element.get("id")).removeprefix("district-"): str(element.get("fill"))
        for element in root.iter()
        if str(element.get("id")).startswith("district-")
    }
    assert drawn.keys() == poster.fills.keys()
    for place, paint in drawn.items():
        fill = poster.fills[place]
        painted = patterns[paint[5:-1]] if paint.startswith("url(") else [paint]
        assert painted == [colours[fill.ground], *(colours[variable] for _, variable in fill.marks)]


def test_the_scale_bar_is_true_at_the_middle_latitude() -> None:
    frame = frame_map(shapes(), 0, 0, 960, 700)
    kilometres, width = scale_bar(shapes(), frame, 200)
    west, south, east, north = shapes().degrees
    middle = (south + north) / 2
    left = MERCATOR.transform(west, middle)[0]
    metres = (MERCATOR.transform(east, middle)[0] - left) / WIDTH  # of the projection, to a step of the grid
    lon, _ = MERCATOR.transform(left + width * frame.unit * metres, 0, direction="INVERSE")
    true = Geod(ellps="WGS84").line_length([west, lon], [middle, middle]) / 1000
    assert (kilometres, 80 < width <= 200) == (200, True)
    assert true == pytest.approx(kilometres, rel=0.002)


def test_the_globe_shows_the_country_near_its_middle() -> None:
    root = ElementTree.fromstring(draw_globe(shapes(), 100, 200, 50, "light", "#8f3335"))
    *_, country = root.iter("path")
    points = [tuple(map(float, pair)) for pair in re.findall(r"[ML](-?[\d.]+) (-?[\d.]+)", str(country.get("d")))]
    assert len(points) > 30
    assert all(abs(x) < 150 and -350 < y < -100 for x, y in points)  # of a radius of 1000, above the middle


def test_a_broken_outline_is_drawn_where_there_is_fighting(shipped: Atlas) -> None:
    fought = {day: {p for p, fill in on(shipped, day).fills.items() if fill.unsettled} for day in DAYS}
    day = max(DAYS, key=lambda day: len(fought[day]))
    outline = "".join(path for place, path in shapes().paths.items() if place in fought[day])
    assert outline
    assert f'd="{outline}" fill="none"' in svg_of(shipped, on(shipped, day))


def test_markup_in_a_title_is_inert(shipped: Atlas) -> None:
    svg = svg_of(shipped, on(shipped, FIFTH, title=TITLES["markup"], credit=TITLES["markup"]))
    assert "<script" not in svg and "<b " not in svg
    root = ElementTree.fromstring(svg)
    assert "<script>alert(1)</script>" in str(root.findtext(f"{SVG}title"))


def test_words_stay_words_and_state_their_width(shipped: Atlas) -> None:
    poster = on(shipped, FIFTH)
    layout = lay_out(poster, FORMATS["a4"], shapes(), ENGLISH)
    root = ElementTree.fromstring(draw_svg(poster, FORMATS["a4"], shapes(), shipped.ledger.war, "light", ENGLISH))
    texts = list(root.iter(f"{SVG}text"))
    assert ["".join(text.itertext()) for text in texts] == [line.words for line in layout.lines]
    assert [float(str(text.get("textLength"))) for text in texts] == pytest.approx(
        [line.width for line in layout.lines], abs=0.01
    )
    assert root.get("width") == "2480" and root.get("data-dpi") == "300"
    assert root.findtext(f"{SVG}desc") == poster.alt != ""


def test_a_line_in_several_fonts_is_not_stretched(shipped: Atlas) -> None:
    """The renderer would stretch the first of them to the width of all, over the others."""
    root = ElementTree.fromstring(svg_of(shipped, on(shipped, FIFTH, title="Kabul کابل Kabul", credit="Kabul")))
    texts = {str(text.get("class")): text for text in root.iter(f"{SVG}text")}
    assert "".join(texts["title"].itertext()) == "Kabul کابل Kabul"
    assert texts["title"].get("textLength") is None
    assert texts["credit"].get("textLength") is not None
