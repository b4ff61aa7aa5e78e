"""The site in a browser, from a plain file server and from files: axe, no request elsewhere, the map and its links."""

from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from events.ledger.folder import FOLDER
from geo.site.build import build
from geo.site.page import Site
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reader import Watch
from tests.browser.test_axe import _found_on, axe  # noqa: F401  a fixture
from tests.geo.site.conftest import write_war

Contexts = Callable[..., tuple[Page, Watch]]
THEMES = ("light", "dark")
READY = 'document.querySelector(".atlas")?.dataset.day !== undefined'
SMALL = "three-squares"
PAGES = (
    *("index.html", "404.html", "en/index.html", f"en/{SMALL}/index.html", f"en/{SMALL}/data.html"),
    *(f"en/{SMALL}/districts/0101.html", f"fa/{SMALL}/districts/0101.html", f"en/{SMALL}/districts/index.html"),
    *(f"en/{SMALL}/provinces/AF01.html", f"en/{SMALL}/provinces/index.html"),
    *(f"en/{SMALL}/days/2021-07-04.html", f"en/{SMALL}/days/index.html", f"en/{SMALL}/atlas.html"),
)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the three squares, in two languages."""
    folder = tmp_path_factory.mktemp("site")
    build(Site((write_war(folder / SMALL),), ("en", "fa")), folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def address(written: Path) -> Iterator[str]:
    """Where a plain file server has it."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(written))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing_on_any_page_of_a_site(
    contexts: Contexts,
    address: str,
    axe: str,  # noqa: F811
    screen: dict[str, int],
    theme: str,
) -> None:
    page, _ = contexts(address, viewport=screen, color_scheme=theme, reduced_motion="reduce", bypass_csp=True)
    found: dict[str, list[Any]] = {}
    for path in PAGES:
        page.goto(f"{address}/{path}")
        if path.endswith("atlas.html"):
            page.wait_for_function(READY)
        found[path] = _found_on(page, axe)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("served", [True, False], ids=["server", "files"])
def test_every_page_opens_by_its_own_policy(contexts: Contexts, address: str, written: Path, served: bool) -> None:
    base = address if served else written.as_uri()
    page, _ = contexts(base)
    for path in PAGES if served else [path for path in PAGES if path != "404.html"]:
        page.goto(f"{base}/{path}")
        expect(page.locator("body")).to_have_css("margin", "0px")  # the style sheet has come
    page.wait_for_function(READY)
    page.evaluate("location.hash = '#day=2021-07-04&district=0101'")
    page.get_by_role("link", name="The district’s page").click()
    expect(page.locator("h1")).to_have_text("Amber")


def test_a_finger_hits_each_link_above_a_page(contexts: Contexts, address: str) -> None:
    """Of 24 pixels, as WCAG 2.2 (2.5.8) asks."""
    page, _ = contexts(address, viewport=NARROW)
    page.goto(f"{address}/en/{SMALL}/index.html")
    links = page.locator(".masthead a")
    heights = [box["height"] for link in links.all() if (box := link.bounding_box())]
    assert len(heights) > 5 and min(heights) >= 24


def test_a_reader_without_scripts_has_pages_maps_and_links(contexts: Contexts, address: str) -> None:
    page, _ = contexts(address, java_script_enabled=False)
    page.goto(f"{address}/en/{SMALL}/atlas.html")
    page.get_by_role("link", name="All days with changes").click()
    page.get_by_role("link", name="The reds take Birch").last.click()
    expect(page.get_by_role("img", name="Three squares on 4 July 2021")).to_be_visible()
    page.get_by_role("link", name="Birch", exact=True).click()
    page.get_by_role("link", name="دری").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


def test_the_shipped_war_opens_on_a_phone_and_on_a_laptop(contexts: Contexts, tmp_path: Path) -> None:
    out = tmp_path / "out"
    build(Site((FOLDER,), ("en",)), out)
    for screen in (WIDE, NARROW):
        page, _ = contexts(out.as_uri(), viewport=screen)
        page.goto(f"{out.as_uri()}/en/{FOLDER.name}/atlas.html#day=2021-07-05&district=1709")
        page.wait_for_function(READY)
        page.goto(f"{out.as_uri()}/en/{FOLDER.name}/days/2021-07-05.html")
        expect(page.locator("h1")).to_contain_text("30 districts in three days")
