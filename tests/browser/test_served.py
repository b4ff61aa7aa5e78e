"""A page too large for a web socket: its content comes as a file of the app, and a line says how much of it has."""

import gzip
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shapely
from playwright.sync_api import FrameLocator, Page, Response, Route, expect

from geo.atlas.parts import coarser
from tests.benchmark_peers.browsing import Server, serving
from tests.browser.conftest import ROOT
from tests.browser.reader import FRAME, PATIENCE, Watch
from tests.browser.world_app import PLACES
from tests.worlds import world

MEDIA = re.compile(r":\d+/media/")
HEARD = """
window.heard ??= [];
const { get, set } = Object.getOwnPropertyDescriptor(Node.prototype, "textContent");
Object.defineProperty(Node.prototype, "textContent", {
  get,
  set(said) {
    if (said && this.classList?.contains("atlas__loading")) window.heard.push(said);
    set.call(this, said);
  },
});
"""
"""Each thing that the line says, however briefly."""

GO_TO = """
(body, place) => {
  const map = Object.values(window).find((one) => one instanceof L.Map);
  map.setView(place, map.getZoom() + 5, { animate: false });
}
"""
Contexts = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def world_app(request: pytest.FixtureRequest) -> Iterator[Server]:
    request.getfixturevalue("browser")
    with serving(ROOT / "tests" / "browser" / "world_app.py") as served:
        yield served


def painted(page: Page, server: Server) -> FrameLocator:
    """Go to the app, and wait for its map; returns the frame that it is in."""
    page.goto(server.url)
    frame = page.frame_locator(FRAME)
    expect(frame.locator(".atlas[data-day] [data-painted]")).to_be_attached(timeout=2 * PATIENCE)
    return frame


def test_it_comes_as_a_file_and_says_how_much_has_come(contexts: Contexts, world_app: Server) -> None:
    page, watch = contexts(world_app.url)
    page.add_init_script(HEARD)
    fetched: list[Response] = []
    page.on("response", lambda answer: fetched.append(answer) if MEDIA.search(answer.url) else None)
    frame = painted(page, world_app)
    [answer] = fetched
    part = answer.body()
    assert len(part) < 1_000_000
    assert json.loads(gzip.decompress(part))["reports"] == []
    assert sum(watch.received) < 2_000_000
    heard = frame.locator("body").evaluate("() => window.heard")
    come = [re.fullmatch(r"Loading the map, (\d\.\d) of 0\.8 MB", words) for words in heard]
    assert [float(found[1]) for found in come if found] == sorted({float(found[1]) for found in come if found})
    assert all(come) and come[-1] and come[-1][1] == "0.8"
    expect(frame.locator(".atlas__loading")).to_have_count(0)
    before = len(watch.received)
    page.frame_locator(FRAME).locator(".atlas__time").press("ArrowRight")
    expect(frame.locator(".atlas")).to_have_attribute("data-day", "2017-07-03")
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")
    assert sum(watch.received[before:]) < 100_000
    assert len(fetched) == 1


def test_the_reports_on_a_district_come_when_it_is_opened(contexts: Contexts, world_app: Server) -> None:
    page, watch = contexts(world_app.url)
    frame = painted(page, world_app)
    expect(frame.locator(".atlas__change-line").first).to_contain_text("Gazette")
    fetched: list[Response] = []
    page.on("response", lambda answer: fetched.append(answer) if MEDIA.search(answer.url) else None)
    card, changed = frame.locator(".atlas__card"), frame.locator(".atlas__change .atlas__change-name")
    changed.first.click()
    expect(card.locator(".atlas__report-source").first).to_contain_text("Gazette")
    expect(card.locator(".atlas__empty")).to_have_count(0)
    asked = len(fetched)
    assert 1 <= asked <= 3 and all(len(answer.body()) < 20_000 for answer in fetched)
    name = card.locator(".atlas__card-name").inner_text()
    card.locator(".atlas__close").click()
    changed.filter(has_text=name).first.click()
    expect(card.locator(".atlas__report").first).to_be_visible()
    assert len(fetched) == asked
    assert watch.faults == []


def test_who_looks_closer_sees_the_outlines_as_they_are(contexts: Contexts, world_app: Server) -> None:
    fine = world(PLACES).country
    coarse = coarser(fine).boundaries.geometry
    beyond = shapely.difference(coarse.to_numpy(), fine.boundaries.geometry.to_numpy())
    at = int(shapely.area(beyond).argmax())
    spot = shapely.maximum_inscribed_circle(max(shapely.get_parts(beyond[at]), key=shapely.area)).coords[0]
    [there] = (place for place, shape in fine.boundaries.geometry.items() if shape.contains(shapely.Point(spot)))
    seen, named = (fine.places[str(place)].name for place in (coarse.index[at], there))
    assert seen != named
    page, watch = contexts(world_app.url)
    frame = painted(page, world_app)
    with page.expect_response(MEDIA) as brought:
        frame.locator("body").evaluate(GO_TO, [spot[1], spot[0]])
    assert brought.value.status == 206
    box = frame.locator(".leaflet-container").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2 + 1, box["y"] + box["height"] / 2)
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(frame.locator(".atlas__tip")).to_contain_text(named)
    assert watch.faults == []


def test_reports_that_cannot_be_loaded_can_be_asked_for_again(browser: Any, world_app: Server) -> None:
    context = browser.new_context()
    page = context.new_page()
    frame = painted(page, world_app)
    page.route(MEDIA, lambda route: route.abort())
    frame.locator(".atlas__change .atlas__change-name").first.click()
    line = frame.locator(".atlas__card .atlas__empty")
    expect(line).to_contain_text("The reports could not be loaded.")
    page.unroute(MEDIA)
    line.get_by_role("button", name="Try again").click()
    expect(frame.locator(".atlas__card .atlas__report").first).to_be_visible()
    expect(line).to_have_count(0)
    context.close()


def test_what_cannot_be_loaded_says_so(browser: Any, world_app: Server) -> None:
    context = browser.new_context()
    page = context.new_page()

    def refuse(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route(MEDIA, refuse)
    page.goto(world_app.url)
    line = page.frame_locator(FRAME).locator(".atlas__loading")
    expect(line).to_have_text("The map could not be loaded. Reload the page to try again.", timeout=2 * PATIENCE)
    context.close()
