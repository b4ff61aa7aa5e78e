"""The country on the atlas: as large in each language, whatever stands over its map."""

import pytest

from geo.language import LOCALES
from tests.browser.conftest import Open
from tests.browser.reader import Reader

SCREENS = {(1440, 900): (816, 623), (1366, 768): (622, 475), (1280, 720): (549, 419)}
"""By the size of the window, in pixels: how wide and how tall the country is at least, by design."""
LESS = 0.95
"""The share of that which a language may leave it."""

AS_LARGE = """
([width, height]) => {
  const box = document.querySelector(".atlas__outline").getBoundingClientRect();
  return innerWidth === document.querySelector(".atlas").offsetWidth && box.width >= width && box.height >= height;
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


@pytest.mark.parametrize("code", LOCALES)
def test_the_country_is_as_large_in_every_language(open_app: Open, code: str) -> None:
    reader = open_app(f"?lang={code}&theme=light")
    for (width, height), least in SCREENS.items():
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.wait_for(AS_LARGE, [LESS * length for length in least])
        lines, size = reader.frame.evaluate(LINES)
        assert lines <= 2
        assert size >= 24


@pytest.mark.parametrize("code", ["en", "fr"])
def test_the_field_to_search_takes_no_room_from_the_country(open_app: Open, code: str) -> None:
    for (width, height), least in SCREENS.items():
        reader = open_app(f"?lang={code}&theme=light", viewport={"width": width, "height": height})
        reader.wait_for(AS_LARGE, [LESS * length for length in least])
        with_field = reader.frame.evaluate(COUNTRY)
        _hide(reader, "finder")
        assert reader.frame.evaluate(COUNTRY) == pytest.approx(with_field, abs=1)


def _hide(reader: Reader, name: str) -> None:
    """Leave out a part of the page, which is then laid out as if it had never been there."""
    reader.see(name).evaluate("(part) => (part.style.display = 'none')")
    size = reader.page.viewport_size
    assert size
    for height in (size["height"] - 60, size["height"]):
        reader.page.set_viewport_size({"width": size["width"], "height": height})
        reader.wait_frames(5)
