"""
The budgets of DESIGN.md, "Speed", measured: a table of what, measured, budget, and whether it is kept.

    python -m tests.benchmark

A benchmark and no test: it judges a machine as much as the code, so that missing a budget is printed and not an error.
Figures are medians, with the number of runs in brackets. A browser must be installed; all addresses but the app's are
closed to it. *Painted* is when the browser has handed over the first frame that shows the change. What runs within the
pages is `benchmark_peers/stopwatch.js`; the other ways, measured in the same run, are its neighbours.
"""

import gzip
import json
import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from shutil import which
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from events.control import control_on, reduce
from geo.atlas import Atlas, load_atlas
from geo.encode import palette
from geo.layer import leaflet_links
from geo.map import atlas_map
from geo.places import load_boundaries, load_gazetteer
from tests.benchmark_peers import slider_choropleth

ROOT = Path(__file__).parent.parent
PEERS = Path(__file__).parent / "benchmark_peers"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CLOSED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no address but the app's
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", CLOSED)
SCREEN = {"width": 1440, "height": 900}
RUNS = 5
SETTLED = 1500  # milliseconds after which a page that was left alone has told the server, and has its answer
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    budget: str = ""
    ok: bool | None = None
    """None where there is nothing to keep."""


@dataclass(frozen=True, slots=True)
class Server:
    """A Streamlit app that is being served."""

    url: str
    process: psutil.Process


@dataclass(frozen=True, slots=True)
class Message:
    """What went over a page's websocket in one piece."""

    up: bool
    size: int
    at: float


def main() -> int:
    """Measure, and print the table."""
    atlas = load_atlas()
    rows = [*pipeline(atlas), *weight(atlas)]
    if chromium := next(filter(None, map(which, BROWSERS)), None):
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            with serving(ROOT / "dashboard.py") as ours:
                rows += [*memory(browser, ours), *first_map(browser, ours, atlas), *steps(browser, ours)]
                rows += [*sending(browser, ours), *rebuilt(browser, ours, atlas)]
            rows += choropleth(browser, atlas)
            browser.close()
    else:
        rows.append(Row("everything in a browser", "not run: none of " + ", ".join(BROWSERS)))
    show(rows)
    return 0


def pipeline(atlas: Atlas) -> Iterator[Row]:
    """From files to page; and the rule alone, on many reports of the same shape as the real ones."""
    yield within("files to page, warm process", [_seconds(load_atlas) for _ in range(RUNS)], "s", 1.5)
    chance = random.Random(2021)
    events = []
    for number, event in enumerate(chance.choices(atlas.ledger.events, k=100_000)):
        moved, report = timedelta(days=chance.randint(-60, 60)), event.report
        days = {"earliest": report.earliest + moved, "latest": report.latest + moved, "known": report.known + moved}
        events.append(replace(event, report=replace(report, id=f"r{number}", **days)))
    places = load_gazetteer().province_of
    yield within("100,000 reports to spans", [_seconds(lambda: reduce(events, places))], "s", 5)


def weight(atlas: Atlas) -> Iterator[Row]:
    """The page as a file, without Leaflet itself."""
    drawn = atlas_map(atlas.page, atlas.ledger.war, atlas.ledger.war.opening_day)
    drawn.default_js, drawn.default_css = [], []
    page = drawn.get_root().render().encode()
    yield within("atlas page without Leaflet", [len(page) / 1000], "kB", 750)
    yield within("  the same, gzip", [len(gzip.compress(page)) / 1000], "kB", 250)


def memory(browser: Browser, server: Server) -> Iterator[Row]:
    """What the server holds after the first session, and for each of those that are open beside it."""
    pages, sizes = [], []
    for _ in range(1 + RUNS):
        page = _visit(browser, server)
        _atlas(page)
        page.wait_for_timeout(SETTLED)
        pages.append(page)
        sizes.append(server.process.memory_info().rss / 1e6)
    for page in pages:
        page.context.close()
    yield within("server memory, first session", sizes[:1], "MB", 350)
    yield within("  each further one", [(sizes[-1] - sizes[0]) / RUNS], "MB", 5)


def first_map(browser: Browser, ours: Server, atlas: Atlas) -> Iterator[Row]:
    """From navigation to the coloured map, against an empty app's only line; servers warm, browsers without a cache."""
    leader = atlas.ledger.war.parties[0].id
    red, green, blue = bytes.fromhex(palette(atlas.ledger.war, "light")[leader][1:])
    coloured = f"stopwatch.coloured('{leader}', 'rgb({red}, {green}, {blue})')"
    line = "document.querySelector('[data-testid=stText]')"
    with serving(PEERS / "empty_app.py") as empty:
        _first(browser, empty, line)
        pairs = [(_first(browser, ours, coloured), _first(browser, empty, line)) for _ in range(RUNS)]
    mapped, emptied = (median(times) for times in zip(*pairs, strict=True))
    yield Row("first coloured map, from navigation", f"{mapped:.2f} s ({RUNS})")
    yield Row("  an empty Streamlit app's only line", f"{emptied:.2f} s ({RUNS})")
    yield within("  the map after the empty app", [mapped - emptied], "s", 0.7)


def steps(browser: Browser, server: Server) -> Iterator[Row]:
    """Days stepped and jumped in the page itself, what it keeps of them, and how smoothly it plays."""
    page = _visit(browser, server)
    frame = _atlas(page)
    days = int(frame.locator(".atlas__time").get_attribute("aria-valuemax") or 0)
    to_and_fro = (["ArrowRight"] * days + ["ArrowLeft"] * days) * 3
    press: Callable[[list[str]], dict[str, list[float]]] = lambda keys: frame.evaluate("k => stopwatch.press(k)", keys)
    press(["Home", *to_and_fro[: 2 * days]])
    before = _heap(page)
    stepped = press(to_and_fro[:800])
    after = _heap(page)
    jumped = press(["Home", *["End", "Home"] * 20])
    yield within("script per day-step", stepped["script"], "ms", 1)
    yield within("script per jump across the range", jumped["script"][1:], "ms", 5)
    yield _plain("step until painted", stepped["painted"], "ms")
    yield _plain("jump until painted", jumped["painted"][1:], "ms")
    yield within("heap after 800 steps, over before", [after - before], "MB", 1)
    between: list[float] = frame.evaluate("stopwatch.play()")
    smooth = sum(gap <= 17 for gap in between) / len(between) * 100
    yield Row("frames within 17 ms, 10 days a second", f"{smooth:.1f} % ({len(between)})", ">= 95 %", smooth >= 95)
    yield Row("  95th percentile", f"{quantiles(between, n=20)[-1]:.1f} ms")
    page.context.close()


def sending(browser: Browser, server: Server) -> Iterator[Row]:
    """What goes over the websocket: for the first map, while a hand drags, and once a view stands."""
    page = browser.new_page(viewport=SCREEN)
    wire = _listen(page)
    page.goto(server.url)
    frame = _atlas(page)
    page.wait_for_timeout(SETTLED)
    leaflet = sum(len(address) for _, address in leaflet_links())
    yield within("sent for the first map, without Leaflet", [(_total(wire) - leaflet) / 1000], "kB", 750)

    wire.clear()
    strip = frame.locator(".atlas__chart").bounding_box()
    assert strip
    page.mouse.move(strip["x"] + 5, strip["y"] + 20)
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] - 5, strip["y"] + 20, steps=100)
    page.wait_for_timeout(SETTLED)
    yield within("sent while scrubbing, both ways", [_total(wire)], "B", 0)
    page.mouse.up()
    page.wait_for_timeout(SETTLED)

    views = []
    frame.locator(".atlas__time").focus()
    for _ in range(RUNS):
        wire.clear()
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(SETTLED)
        views.append(wire.copy())
    yield within("sent per committed view, up", [_total(view, up=True) for view in views], "B", 2000)
    yield within("  down", [_total(view, up=False) for view in views], "B", 2000)
    yield _plain("  from asking to the last answer", [(view[-1].at - view[0].at) * 1000 for view in views], "ms")
    page.context.close()


def rebuilt(browser: Browser, ours: Server, atlas: Atlas) -> Iterator[Row]:
    """A key pressed until the new day is painted: here, and where the slider has the map built anew."""
    leader, drawn = atlas.ledger.war.parties[0].id, set(load_boundaries().index)
    opening = atlas.ledger.war.opening_day
    held = {day: _held(atlas, day, leader, drawn) for day in (opening + DAY * number for number in range(10))}
    walk = list(zip(held, list(held)[1:], strict=False))
    moves = [("ArrowRight", *pair) for pair in walk] + [("ArrowLeft", after, before) for before, after in reversed(walk)]
    moves = [(key, day) for key, before, day in moves if held[before] != held[day]] if _all_differ(held) else []
    yield from ()
