"""A country of more places than shapes of SVG bear: it is painted, and shows and answers as any other does."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from math import hypot
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import shapely
from playwright.sync_api import Page, expect

from geo.atlas.atlas import Atlas
from geo.paint.palette import palette
from tests.browser.conftest import write_page
from tests.browser.reader import Reader, Watch
from tests.browser.test_page import RECORD_DAYS
from tests.worlds import world

PLACES = 2_000
PAINTED = "document.querySelector('.atlas[data-day] [data-painted]')"
AT = """
([lat, lon]) => {
  const map = Object.values(window).find((one) => one instanceof L.Map);
  const { left, top } = map.getContainer().getBoundingClientRect();
  const { x, y } = map.latLngToContainerPoint([lat, lon]);
  return [x + left, y + top];
}
"""
"""Where on the screen a place is."""
COLOURS = """
(points) => {
  const map = Object.values(window).find((one) => one instanceof L.Map);
  const { left, top } = map.getContainer().getBoundingClientRect();
  const [canvas] = document.querySelectorAll(".atlas__canvas canvas");
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return points.map((point) => {
    const { x, y } = map.latLngToContainerPoint(point);
    const [column, row] = [x + left - box.left, y + top - box.top].map((at) => Math.floor(at * ratio));
    return [...data.slice((row * canvas.width + column) * 4, (row * canvas.width + column) * 4 + 4)];
  });
}
"""
"""What is painted at some points, each a latitude and a longitude: red, green, blue and how much of it."""
DASHES = """
() => {
  const [, , canvas] = document.querySelectorAll(".atlas__canvas canvas");
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.reduce((sum, one) => sum + one, 0);
}
"""
AROUND_RESTS = "new Promise((done) => setTimeout(done, 700))"
"""The hand has rested, and all has been painted anew: see `rest` in ``atlas-canvas.js``."""

Contexts = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def invented() -> Atlas:
    return world(PLACES)


@pytest.fixture(scope="module")
def told(invented: Atlas) -> Any:
    return json.loads(invented.page)


@pytest.fixture(scope="module")
def invented_file(invented: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_page(invented, invented.ledger.war.opening_day, tmp_path_factory.mktemp("world") / "world.html")


@pytest.fixture
def open_world(contexts: Contexts, invented: Atlas, invented_file: Path) -> Callable[..., Reader]:
    def open_page(**options: Any) -> Reader:
        page, watch = contexts(invented_file.as_uri(), offline=True, reduced_motion="reduce", **options)
        page.goto(invented_file.as_uri())
        page.wait_for_function(PAINTED)
        return Reader(page, page.main_frame, watch, invented)

    return open_page


@pytest.fixture
def reader(open_world: Callable[..., Reader]) -> Reader:
    return open_world()


def test_a_click_opens_the_card_of_the_place_under_it(reader: Reader) -> None:
    places = reader.atlas.country.districts
    for place in (places[7], places[-9]):
        reader.page.mouse.click(*reader.frame.evaluate(AT, [place.lat, place.lon]))
        assert reader.words("card-name") == place.name
    dot = next(place for place in places if place.parent != place.code)
    reader.page.mouse.click(*reader.frame.evaluate(AT, [dot.lat, dot.lon]))
    assert reader.words("card-name") == dot.name
    west, south, *_ = reader.atlas.country.boundaries.total_bounds
    reader.page.mouse.click(*reader.frame.evaluate(AT, [south, west]))  # beyond the border
    expect(reader.see("card")).to_be_hidden()


def test_the_map_is_on_paper_too(reader: Reader, tmp_path: Path) -> None:
    """Chromium records what is painted while it prints as vectors, and of so many leaves blank paper."""
    file = tmp_path / "printed.pdf"
    reader.page.pdf(path=file, format="A4", landscape=True, print_background=True)
    with pypdfium2.PdfDocument(file) as document:
        sheet = document[0].render(scale=2).to_pil().convert("RGB")
    beside_the_legend = sheet.crop((0, 0, sheet.width * 6 // 10, sheet.height * 6 // 10))
    found = Counter(beside_the_legend.get_flattened_data())
    colours = palette(reader.atlas.ledger.war, "light")
    for party in reader.atlas.ledger.war.parties:
        red, green, blue = bytes.fromhex(colours[party.id][1:])
        assert found[red, green, blue] > 500


def test_a_hand_over_a_place_reads_what_it_is(reader: Reader) -> None:
    place = reader.atlas.country.districts[100]
    reader.page.mouse.move(*reader.frame.evaluate(AT, [place.lat, place.lon]))
    assert reader.words("tip-name").startswith(f"{place.name}, ")
    assert reader.see("hovered").get_attribute("d") != "M0 0"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_step_paints_exactly_the_places_that_change(open_world: Callable[..., Reader], told: Any, theme: str) -> None:
    reader = open_world(color_scheme=theme)
    points = _roomiest(reader.atlas, told)
    colours = palette(reader.atlas.ledger.war, theme)
    day = (reader.day - reader.atlas.first).days
    for step, key in enumerate(("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")):
        before = reader.frame.evaluate(COLOURS, points)
        looks = _looks(told, day)
        reader.press(key)
        day += 1 if key == "ArrowRight" else -1
        if step == 2:
            reader.frame.evaluate(AROUND_RESTS)
        reader.wait_for_day(reader.atlas.first + timedelta(day))
        after = reader.frame.evaluate(COLOURS, points)
        plain = _plain(told, looks) & _plain(told, _looks(told, day))
        changed = {place for place in plain if _looks(told, day)[place] != looks[place]}
        assert changed
        assert {place for place in plain if after[place] != before[place]} == {
            place for place in changed if _fill(told, looks[place]) != _fill(told, _looks(told, day)[place])
        }
        for place in plain:
            assert after[place] == [*_rgb(colours[_fill(told, _looks(told, day)[place])]), 255]


def test_a_jump_paints_the_day_it_leads_to(reader: Reader, told: Any) -> None:
    points = _roomiest(reader.atlas, told)
    colours = palette(reader.atlas.ledger.war, "light")
    for key, day in (("End", told["days"] - 1), ("Home", 0), ("End", told["days"] - 1)):
        reader.press(key)
        reader.wait_for_day(reader.atlas.first + timedelta(day))
        painted, looks = reader.frame.evaluate(COLOURS, points), _looks(told, day)
        for place in _plain(told, looks):
            assert painted[place] == [*_rgb(colours[_fill(told, looks[place])]), 255]


def test_over_five_years_steps_are_months_and_years_too(reader: Reader) -> None:
    strip = reader.frame.get_by_role("slider", name="Day")
    reader.press("Home")
    reader.wait_for_day(date(2015, 1, 1))
    strip.press("PageUp")
    strip.press("PageUp")
    reader.wait_for_day(date(2015, 3, 1))
    strip.press("ArrowUp")
    strip.press("PageDown")
    reader.wait_for_day(date(2015, 3, 1))
    for speed, following in (("month", ["2015-04-01", "2015-05-01"]), ("year", ["2016-01-01", "2017-01-01"])):
        reader.see("select").select_option(speed)
        reader.frame.evaluate(RECORD_DAYS)
        reader.see("play").click()
        reader.wait_for("() => window.shown.length >= 2")
        reader.see("play").click()
        assert reader.frame.evaluate("window.shown.slice(0, 2)") == following
    drawn = strip.locator(".atlas__ticks").get_attribute("d") or ""
    assert 100 < drawn.count("M") <= 500


def test_claims_are_stripes_over_the_standing(reader: Reader, told: Any) -> None:
    looks = _looks(told, (reader.day - reader.atlas.first).days)
    claimed = [
        place
        for place, look in enumerate(looks)
        if told["looks"][look]["claim"] and told["rings"][place] and told["looks"][look]["standing"] != "contested"
    ][:20]
    colours = palette(reader.atlas.ledger.war, "light")
    mixed = 0
    for place in claimed:
        _, _, _, _, _, _, lon, lat, *_ = told["places"][place]
        around = [[lat + up * 0.008, lon + right * 0.008] for up in range(-4, 5) for right in range(-4, 5)]
        seen = {tuple(colour[:3]) for colour in reader.frame.evaluate(COLOURS, around)}
        look = told["looks"][looks[place]]
        mixed += {_rgb(colours[look["fill"]]), _rgb(colours[look["claim"]])} <= seen
    assert mixed >= len(claimed) / 2  # in the others the points are all on stripes, or all between


def test_outlines_of_fighting_are_the_same_after_steps_and_when_all_is_drawn_anew(reader: Reader) -> None:
    reader.press(*["ArrowRight"] * 12, *["ArrowLeft"] * 5)
    stepped = reader.frame.evaluate(DASHES)
    reader.frame.evaluate(AROUND_RESTS)
    anew = reader.frame.evaluate(DASHES)
    assert anew > 0
    assert stepped == pytest.approx(anew, rel=0.02)


def test_the_keyboard_goes_from_place_to_place_and_opens_one(reader: Reader) -> None:
    places = reader.atlas.country.places
    shown = reader.frame.get_by_role("application")
    expect(shown).to_have_accessible_name("Map: 2,000 districts")
    expect(shown).to_have_accessible_description(
        "Arrow keys move to the nearest place in that direction; Enter opens it."
    )
    shown.focus()
    here = places[shown.get_attribute("data-place") or ""]
    for key, right, up in (("ArrowRight", 1, 0), ("ArrowUp", 0, 1), ("ArrowLeft", -1, 0), ("ArrowDown", 0, -1)):
        reader.press(key)
        there = places[shown.get_attribute("data-place") or ""]
        east, north = there.lon - here.lon, there.lat - here.lat
        assert east * right + north * up > 0
        assert hypot(east, north) < 0.6  # degrees: a cell is 0.2 wide
        expect(reader.frame.locator(".atlas__tip[role=status]")).to_contain_text(f"{there.name}, ")
        here = there
    day = reader.day
    reader.press("Enter")
    assert reader.words("card-name") == here.name
    assert reader.day == day
    assert reader.see("marked").get_attribute("d") != "M0 0"


def test_zoomed_in_it_still_answers_where_it_is_painted(reader: Reader, told: Any) -> None:
    place = reader.atlas.country.districts[900]
    reader.press("+", "+", "+", "+")
    reader.see("find").fill(place.code)
    reader.press("Enter", "Escape")  # which moves the map to it
    reader.wait_frames(3)
    looks = _looks(told, (reader.day - reader.atlas.first).days)
    colours = palette(reader.atlas.ledger.war, "light")
    plain = _plain(told, looks)
    around = [
        number
        for number in plain
        if hypot(told["places"][number][6] - place.lon, told["places"][number][7] - place.lat) < 0.4
    ]
    assert len(around) > 5
    points = [_roomiest(reader.atlas, told)[number] for number in around]
    for number, colour in zip(around, reader.frame.evaluate(COLOURS, points), strict=True):
        assert colour == [*_rgb(colours[_fill(told, looks[number])]), 255]
    reader.page.mouse.click(*reader.frame.evaluate(AT, [place.lat, place.lon]))
    assert reader.words("card-name") == place.name


def test_a_long_list_of_districts_comes_in_parts(reader: Reader) -> None:
    reader.press("Home")
    reader.frame.get_by_role("button", name="List the districts: Not known").click()
    expect(reader.see("listed-item")).to_have_count(500)
    for listed in (1_000, 1_500):
        reader.frame.get_by_role("button", name="Show more").click()
        expect(reader.see("listed-item")).to_have_count(listed)


def test_many_districts_that_change_together_are_listed_when_opened(reader: Reader, told: Any) -> None:
    day, *_, places = next(change for change in told["changes"] if len(change[-1]) > 60)
    reader.page.evaluate("(day) => (location.hash = day)", f"day={reader.atlas.first + timedelta(day)}")
    reader.wait_for_day(reader.atlas.first + timedelta(day))
    group = reader.see("more").filter(has_text=f"{len(places)} districts").first
    expect(group.get_by_role("button")).to_have_count(0)
    group.locator("summary").click()
    expect(group.get_by_role("button")).to_have_count(len(places))


def test_on_a_phone_the_card_leaves_the_place_in_sight(open_world: Callable[..., Reader]) -> None:
    reader = open_world(viewport={"width": 390, "height": 844}, has_touch=True)
    place = reader.atlas.country.districts[1000]
    reader.page.touchscreen.tap(*reader.frame.evaluate(AT, [place.lat, place.lon]))
    expect(reader.see("card")).to_be_visible()
    assert reader.words("card-name") == place.name
    card = reader.see("card").bounding_box()
    assert card
    assert reader.frame.evaluate(AT, [place.lat, place.lon])[1] < card["y"]


def _roomiest(atlas: Atlas, told: Any) -> list[list[float]]:
    """The point of each place that is farthest from its border, latitude before longitude; of a dot its own."""
    shapes = atlas.country.boundaries.geometry
    circles = shapely.maximum_inscribed_circle(shapes.to_numpy(), tolerance=0.01)
    middles = dict(zip(shapes.index, shapely.get_coordinates(shapely.get_point(circles, 0)).tolist(), strict=True))
    return [middles.get(code, [lon, lat])[::-1] for code, _, _, _, _, _, lon, lat, *_ in told["places"]]


def _looks(told: Any, day: int) -> list[int]:
    """Read the number of the look of each place on a day, plainly."""
    return [[look for start, look in zip(run[::2], run[1::2], strict=True) if start <= day][-1] for run in told["runs"]]


def _plain(told: Any, looks: list[int]) -> set[int]:
    """The places that have a boundary, no dot within it, and a look of one colour."""
    parents = {parent for at, (_, _, _, _, _, parent, *_) in enumerate(told["places"]) if parent != at}
    return {
        place
        for place, look in enumerate(looks)
        if told["rings"][place] and place not in parents and not told["looks"][look]["marks"]
    }


def _fill(told: Any, look: int) -> str:
    fill: str = told["looks"][look]["fill"]
    return fill


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
