"""The country on the atlas: as large in each language, whatever stands over its map, and its names kept apart."""

from itertools import combinations

import pytest

from geo.language import LOCALES
from geo.paint.ink import contrast
from geo.paint.palette import READABLE
from tests.browser.conftest import Open
from tests.browser.reader import Reader

SCREENS = {(1440, 900): (816, 623), (1366, 768): (622, 475), (1280, 720): (549, 419)}
"""By the size of the window, in pixels: how wide and how tall the country is at least, by design."""
LESS = 0.95
"""The share of that which a language may leave it."""

AS_LARGE = """
([width, height]) => {
  const frame = window.frameElement.getBoundingClientRect();
  const map = document.querySelector(".atlas__map").getBoundingClientRect();
  const box = document.querySelector(".atlas__outline").getBoundingClientRect();
  const ends = frame.width === parent.innerWidth && Math.abs(frame.bottom - parent.innerHeight) < 2;
  return ends && box.bottom <= map.bottom && box.width >= width && box.height >= height;
}
"""
COUNTRY = """
() => {
  const { width, height } = document.querySelector(".atlas__outline").getBoundingClientRect();
  return [width, height];
}
"""
LINES = """
() => {
  const headline = document.querySelector(".atlas__headline");
  const { lineHeight, fontSize } = getComputedStyle(headline);
  return [Math.round(headline.offsetHeight / parseFloat(lineHeight)), parseFloat(fontSize)];
}
"""


ROWS = """
() => [...document.querySelectorAll(".atlas__player button")].map((button) => {
  const { top, bottom } = button.getBoundingClientRect();
  return Math.round((top + bottom) / 2);
})
"""
"""How far down the middle of each button of the player is."""
LETTERS = """
() => {
  const drawn = document.createElement("canvas").getContext("2d");
  return [...document.querySelectorAll(".atlas__label:not([hidden])")].map((label) => {
    const { left, right, top, bottom } = label.getBoundingClientRect();
    drawn.font = getComputedStyle(label).font;
    const { fontBoundingBoxAscent: rise, fontBoundingBoxDescent: fall } = drawn.measureText(label.textContent);
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = drawn.measureText(label.textContent);
    const baseline = (top + bottom + rise - fall) / 2;
    return [label.textContent, left, baseline - above, right, baseline + below];
  });
}
"""
"""The names on the map, and the left, top, right and bottom of what is written of each."""

EDGES = """
() => [...document.querySelectorAll(".atlas__label:not([hidden])")].map((label) => {
  const { color, webkitTextStrokeColor: edge, webkitTextStrokeWidth: width, paintOrder } = getComputedStyle(label);
  return [label.textContent, color, edge, parseFloat(width), paintOrder];
})
"""
"""The names on the map, their colour, and the colour, the width and the order of the edge around their letters."""


@pytest.mark.parametrize("code", LOCALES)
def test_the_country_is_as_large_in_every_language(open_app: Open, code: str) -> None:
    reader = open_app(f"?lang={code}&theme=light")
    for (width, height), least in SCREENS.items():
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.wait_for(AS_LARGE, [LESS * length for length in least])
        lines, size = reader.frame.evaluate(LINES)
        assert lines <= 2
        assert size >= 24
        assert len(set(reader.frame.evaluate(ROWS))) == 1


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_field_to_search_takes_no_room_from_the_country(open_app: Open, code: str) -> None:
    for (width, height), least in SCREENS.items():
        reader = open_app(f"?lang={code}&theme=light", viewport={"width": width, "height": height})
        reader.wait_for(AS_LARGE, [LESS * length for length in least])
        with_field = reader.frame.evaluate(COUNTRY)
        _hide(reader, "finder")
        assert reader.frame.evaluate(COUNTRY) == pytest.approx(with_field, abs=1)


@pytest.mark.parametrize("code", ["en", "de", "fa"])
def test_no_name_touches_another(open_app: Open, code: str) -> None:
    reader = open_app(f"?lang={code}&theme=light")
    for (width, height), least in SCREENS.items():
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.wait_for(AS_LARGE, [LESS * length for length in least])
        names = reader.frame.evaluate(LETTERS)
        assert len(names) >= 20
        touching = [(one[0], two[0]) for one, two in combinations(names, 2) if _near(one[1:], two[1:])]
        assert touching == []


def test_each_name_has_an_edge_of_its_own_where_its_ground_changes(saved_page: Reader) -> None:
    names = saved_page.frame.evaluate(EDGES)
    assert len(names) >= 26
    for name, ink, edge, width, order in names:
        assert contrast(_hex(ink), _hex(edge)) >= READABLE, name
        assert (width, order) == (2.5, "stroke"), name


def _hex(colour: str) -> str:
    """Write a computed colour, as in ``rgb(1, 2, 3)``, as the palette does."""
    return "#" + "".join(f"{int(part):02x}" for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def _near(one: list[float], two: list[float]) -> bool:
    """Whether two boxes come within two pixels of each other."""
    return max(one[0] - two[2], two[0] - one[2]) < 2 and max(one[1] - two[3], two[1] - one[3]) < 2


def _hide(reader: Reader, name: str) -> None:
    """Leave out a part of the page, which is then laid out as if it had never been there."""
    reader.see(name).evaluate("(part) => (part.style.display = 'none')")
    size = reader.page.viewport_size
    assert size
    for width in (size["width"] - 60, size["width"]):
        reader.page.set_viewport_size({"width": width, "height": size["height"]})
        reader.wait_for("(width) => innerWidth === width", width)
        reader.wait_frames(10)
