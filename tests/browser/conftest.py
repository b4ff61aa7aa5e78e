"""
A real browser on the real app and on the page saved as one file; everything but the app's own address is closed.

One browser and one server serve all tests; each test has a context, and so a storage, of its own. When it ends,
nothing may have gone wrong in it: no console error, no failed request, no address outside asked for.
"""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect, sync_playwright

from events.control.rule import control_on
from events.model import UNKNOWN
from geo.atlas.atlas import Atlas, load_atlas
from geo.atlas.map import atlas_map
from tests.browser.reader import FRAME, PATIENCE, READY, Reader, Watch, rest
from tests.conftest import july
from tests.servers import free_port

ROOT = Path(__file__).parents[2]
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
Open = Callable[..., Reader]
Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not found:
        reason = f"no browser: none of {', '.join(CHROMIUMS)} is installed and CHROMIUM names none"
        if os.environ.get("CI") or os.environ.get("ATLAS_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def atlas() -> Atlas:
    return load_atlas()


@pytest.fixture(scope="package")
def newly(atlas: Atlas) -> int:
    """How many districts are not known on 1 July 2021 and the Taliban's on the 31st."""
    before, after = (control_on(atlas.spans, july(day)) for day in (1, 31))
    return sum(before[place].standing == UNKNOWN and after[place].standing == "taliban" for place in before)


@pytest.fixture(scope="package")
def saved_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as `python -m geo.publish` writes it."""
    file = tmp_path_factory.mktemp("saved") / "atlas.html"
    subprocess.run([sys.executable, "-m", "geo.publish", str(file)], cwd=ROOT, check=True)
    return file


@pytest.fixture(scope="package")
def app_address(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app is served."""
    request.getfixturevalue("browser")  # no server starts where there is no browser
    port = free_port()
    options = {
        "server.port": port,
        "server.address": "127.0.0.1",
        "server.headless": "true",
        "server.fileWatcherType": "none",
    }
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += [f"--{name}={value}" for name, value in options.items()]
    written = tmp_path_factory.mktemp("server") / "log.txt"
    address = f"http://127.0.0.1:{port}"
    with written.open("wb") as log, subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log) as server:
        try:
            _wait_for(f"{address}/_stcore/health", server, written)
            yield address
        finally:
            server.kill()


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., tuple[Page, Watch]]]:
    """Make pages that cannot leave the addresses they are given, and see at the end that nothing went wrong."""
    made: list[tuple[BrowserContext, Watch]] = []
    expect.set_options(timeout=PATIENCE)

    def make(own: str, **options: Any) -> tuple[Page, Watch]:
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-US"} | options)
        context.set_default_timeout(PATIENCE)
        watch = Watch()
        made.append((context, watch))

        def guard(route: Route) -> None:
            if route.request.url.startswith(own):
                route.continue_()
            else:
                watch.faults.append(f"outside: {route.request.url}")
                route.abort()

        context.route("**/*", guard)
        page = context.new_page()
        watch.follow(page)
        return page, watch

    yield make
    for context, _ in made:
        context.close()
    assert [watch.faults for _, watch in made if watch.faults] == []


@pytest.fixture
def open_saved(contexts: Callable[..., tuple[Page, Watch]], saved_file: Path, atlas: Atlas) -> Open:
    """Open the saved page, from its file; the options are those of a browser context."""

    def open_page(file: Path = saved_file, shown: Atlas = atlas, **options: Any) -> Reader:
        page, watch = contexts(file.as_uri(), offline=True, **options)
        page.goto(file.as_uri())
        page.wait_for_function(READY)
        return Reader(page, page.main_frame, watch, shown)

    return open_page


@pytest.fixture
def saved_page(open_saved: Open) -> Reader:
    """The saved page on a laptop's screen, on the day it opens with."""
    return open_saved()


@pytest.fixture
def open_app(contexts: Callable[..., tuple[Page, Watch]], app_address: str, atlas: Atlas) -> Open:
    """Open the app at a link; the options are those of a browser context."""

    def open_page(link: str = "", **options: Any) -> Reader:
        page, watch = contexts(app_address, **options)
        page.goto(f"{app_address}/{link}")
        page.wait_for_function(READY, arg=FRAME)
        mounted = page.locator(FRAME).element_handle().content_frame()
        assert mounted
        reader = Reader(page, mounted, watch, atlas)
        reader.wait_settled()
        return reader

    return open_page


@pytest.fixture
def page(open_app: Open) -> Reader:
    """The app on a laptop's screen."""
    return open_app()


def write_page(shown: Atlas, day: date, file: Path) -> Path:
    """Write an atlas as one file."""
    atlas_map(shown.told, shown.ledger.war, day).save(str(file))
    return file


def _wait_for(address: str, server: "subprocess.Popen[bytes]", written: Path) -> None:
    ends = time.monotonic() + PATIENCE / 1000
    while time.monotonic() < ends:
        if server.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=1) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.05)
    pytest.fail(f"the app does not start:\n{written.read_text(errors='replace')}")


@pytest.fixture
def visit(contexts: Callable[..., Any], app_address: str) -> Visit:
    """Open the app at a link, as a new visitor, and wait until it has come to rest."""

    def open_page(link: str, **options: Any) -> Page:
        page: Page
        page, _ = contexts(app_address, **{"viewport": {"width": 1440, "height": 1400}} | options)
        page.goto(f"{app_address}/{link}")
        rest(page)
        return page

    return open_page
