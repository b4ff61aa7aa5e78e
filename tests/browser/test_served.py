"""A page too large for a web socket: its content comes as a file of the app, and a line says how much of it has."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route, expect

from tests.benchmark_peers.browsing import Server, serving
from tests.browser.conftest import ROOT
from tests.browser.reader import FRAME, PATIENCE, Watch

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

Contexts = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def world_app(request: pytest.FixtureRequest) -> Iterator[Server]:
    request.getfixturevalue("browser")
    with serving(ROOT / "tests" / "browser" / "world_app.py") as served:
        yield served


def test_it_comes_as_a_file_and_says_how_much_has_come(contexts: Contexts, world_app: Server) -> None:
    page, watch = contexts(world_app.url)
    page.add_init_script(HEARD)
    fetched: list[Response] = []
    page.on("response", lambda answer: fetched.append(answer) if MEDIA.search(answer.url) else None)
    page.goto(world_app.url)
    frame = page.frame_locator(FRAME)
    expect(frame.locator(".atlas[data-day] [data-painted]")).to_be_attached(timeout=2 * PATIENCE)
    [answer] = fetched
    assert len(answer.body()) < 5_000_000
    assert sum(watch.received) < 2_000_000
    heard = frame.locator("body").evaluate("() => window.heard")
    assert heard and all(re.fullmatch(r"Loading the map, (\d+) of (\d+) MB", words) for words in heard)
    expect(frame.locator(".atlas__loading")).to_have_count(0)
    before = len(watch.received)
    page.frame_locator(FRAME).locator(".atlas__time").press("ArrowRight")
    expect(frame.locator(".atlas")).to_have_attribute("data-day", "2017-07-03")
    page.wait_for_function("() => !document.querySelector('[data-testid=stStatusWidget]')")
    assert sum(watch.received[before:]) < 100_000
    assert len(fetched) == 1


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
