"""
The budgets of DESIGN.md, "Speed", measured: a table of what, measured, budget, and whether it is kept.

    python -m tests.benchmark

A benchmark and no test: it judges a machine as much as the code, so that a budget missed is printed and is no error.
Figures are medians, with the number of runs in brackets. It takes an installed browser, to which all addresses but the
app's are closed. *Painted* is when the browser has handed over the first frame that shows the change. What runs within
the pages is `benchmark_peers/stopwatch.js`; its neighbours are the usual ways, measured in the same run.
"""

import gzip
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import chain, pairwise
from pathlib import Path
from shutil import which
from statistics import median, quantiles
from tempfile import TemporaryDirectory

import psutil
from playwright.sync_api import Browser, Frame, sync_playwright

from events.control.reading import read_as_known
from events.control.rule import control_on, reduce
from events.ledger.folder import WARS
from events.model import Event
from geo.atlas.atlas import Atlas, draw, load_atlas
from geo.atlas.edition import edition
from geo.atlas.element import leaflet_links
from geo.atlas.map import atlas_map
from geo.paint.palette import palette
from geo.places.boundaries import load_boundaries
from geo.places.check import open_war
from geo.places.gazetteer import load_gazetteer
from geo.wording import spoken
from tests import (
    benchmark_articles,
    benchmark_exports,
    benchmark_film,
    benchmark_pages,
    benchmark_posters,
    benchmark_visitors,
)
from tests.benchmark_pages import SECOND
from tests.benchmark_peers import slider_choropleth
from tests.benchmark_peers.browsing import (
    ARGUMENTS,
    BROWSERS,
    PEERS,
    ROOT,
    Server,
    Visit,
    atlas_frame,
    heap,
    opened,
    sent,
    serving,
)

WIDTHS = (54, 24, 11, 3)  # of the table's columns, in characters
RUNS = 5
FIRST_RUNS = 11
STILL = """[...document.querySelectorAll(".st-key-still *")].some(
  (one) => one.shadowRoot?.querySelector(".atlas__map > svg path")
)"""
SETTLED = 1500  # milliseconds after which a page left alone has told its server, and has the answer


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    what: str
    measured: str
    budget: str = ""
    ok: bool | None = None
    """None where there is nothing to keep."""


@dataclass(frozen=True, slots=True)
class Walk:
    """For each step: milliseconds until painted, milliseconds until the frame after that, kilobytes sent."""

    painted: list[float] = field(default_factory=list)
    framed: list[float] = field(default_factory=list)
    sent: list[float] = field(default_factory=list)


def main() -> int:
    """Measure, and print each row of the table as soon as it is known: all of them take a quarter of an hour."""
    show(rows(load_atlas()))
    return 0


def rows(atlas: Atlas) -> Iterator[Row]:
    """All that is measured."""
    yield from (*pipeline(atlas), *weight(atlas))
    yield from figured(benchmark_pages.reckoning(atlas))
    yield from figured(benchmark_posters.posters(atlas))
    yield from figured(benchmark_film.films())
    yield from figured(benchmark_pages.many_reports(many(atlas), atlas))
    yield from figured(benchmark_exports.files(atlas))
    yield from figured(benchmark_exports.many_reports(many(atlas), atlas))
    yield from (Row(what, said) for what, said in benchmark_articles.agreement())
    yield from figured(benchmark_articles.costs())
    yield from figured(benchmark_visitors.visitors())
    if chromium := next(filter(None, map(which, BROWSERS)), None):
        with sync_playwright() as playwright, serving(ROOT / "dashboard.py") as ours:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            for measure in (memory, first_map, steps, sending, rebuilt, choropleth, one_file, second_war):
                yield from measure(browser, ours, atlas)
            yield from figured(benchmark_pages.drawing(browser, ours))
            browser.close()
        with sync_playwright() as playwright, serving(ROOT / "dashboard.py") as ours:
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            yield from figured(benchmark_pages.crowd(browser, ours))
            browser.close()
    else:
        yield Row("all that needs a browser", f"not run: none of {', '.join(BROWSERS)}")


def pipeline(atlas: Atlas) -> Iterator[Row]:
    """From files to page; and the rule alone, on many reports of the shape of the real ones."""
    yield judged("files to page, warm process", [_seconds(load_atlas) for _ in range(RUNS)], "s", 1.5)
    events = many(atlas)
    places = load_gazetteer().province_of
    yield judged("100,000 reports to spans", [_seconds(lambda: reduce(events, places))], "s", 5)


def many(atlas: Atlas) -> list[Event]:
    """100,000 reports of the shape of the real ones, their days moved by chance."""
    chance, events = random.Random(2021), []
    for number, event in enumerate(chance.choices(atlas.ledger.events, k=benchmark_pages.MANY)):
        report, moved = event.report, timedelta(days=chance.randint(-60, 60))
        earliest, latest = report.earliest + moved, report.latest + moved
        events.append(replace(event, report=replace(report, id=f"r{number}", earliest=earliest, latest=latest)))
    return events


def figured(figures: Iterable[benchmark_pages.Figures]) -> Iterator[Row]:
    """Judge figures."""
    return (judged(*figure) for figure in figures)


def weight(atlas: Atlas, most: float = 750) -> Iterator[Row]:
    """The page as a file, without Leaflet itself."""
    drawn = atlas_map(atlas.told, atlas.ledger.war, atlas.ledger.war.opening_day)
    drawn.default_js, drawn.default_css = [], []
    page = str(drawn.get_root().render()).encode()
    yield judged("atlas page without Leaflet", [len(page) / 1000], "kB", most)
    yield judged("  gzip", [len(gzip.compress(page)) / 1000], "kB", 250)


def memory(browser: Browser, ours: Server, _: Atlas) -> Iterator[Row]:
    """What the server holds after the first session, and for each that is open beside it."""
    sizes, pages = [], []
    for _session in range(1 + RUNS):
        page = opened(browser, ours.url).page
        atlas_frame(page).page.wait_for_timeout(SETTLED)
        sizes.append(ours.process.memory_info().rss / 1e6)
        pages.append(page)
    for page in pages:
        page.context.close()
    yield judged("server memory, first session", sizes[:1], "MB", 350)
    yield judged("  each further one", [(sizes[-1] - sizes[0]) / RUNS], "MB", 5)


def first_map(browser: Browser, ours: Server, atlas: Atlas) -> Iterator[Row]:
    """From navigation to the still, the coloured map, and an empty app's only line; servers warm, caches empty."""
    leader = atlas.ledger.war.parties[0].id
    red, green, blue = bytes.fromhex(palette(atlas.ledger.war, "light")[leader][1:])
    coloured = f"stopwatch.coloured('{leader}', 'rgb({red}, {green}, {blue})')"
    line = "document.querySelector('[data-testid=stText]')"
    with serving(PEERS / "empty_app.py") as empty:
        _until(browser, empty, line)
        what = [(ours, STILL), (ours, coloured), (empty, line)]
        opened_at = [[_until(browser, server, done) for server, done in what] for _run in range(FIRST_RUNS)]
    still_first, ours_first, empty_first = zip(*opened_at, strict=True)
    yield judged("first still map after navigation", still_first, "s")
    yield judged("first coloured map after navigation", ours_first, "s")
    yield judged("  an empty Streamlit app's only line", empty_first, "s")
    yield judged("  the still after that line", [median(still_first) - median(empty_first)], "s", 0.5)
    yield judged("  the coloured map after that line", [median(ours_first) - median(empty_first)], "s", 0.7)


def steps(browser: Browser, ours: Server, _: Atlas, link: str = "") -> Iterator[Row]:
    """Days stepped and jumped in the page itself, what it keeps of them, and how smoothly it plays."""
    page = opened(browser, f"{ours.url}/{link}").page
    frame = atlas_frame(page)
    days = int(frame.locator(".atlas__time").get_attribute("aria-valuemax") or 0)
    there_and_back = ["ArrowRight"] * days + ["ArrowLeft"] * days
    _press(frame, ["Home", *there_and_back[:days], "Home"])  # until all that is made once is made
    page.wait_for_timeout(SETTLED)
    before = heap(page)
    stepped = _press(frame, (there_and_back * 3)[:800])
    page.wait_for_timeout(SETTLED)
    after = heap(page)
    jumped = _press(frame, ["Home", "End"] * 20)
    yield judged("script per day-step", stepped["script"], "ms", 1)
    yield judged("script per jump across the range", jumped["script"][1:], "ms", 5)
    yield judged("  day-step until painted", stepped["painted"], "ms")
    yield judged("  jump until painted", jumped["painted"][1:], "ms")
    yield judged(f"JavaScript heap, {before:.1f} MB: more after 800 steps", [after - before], "MB", 1)
    yield from played(frame)
    page.context.close()


def second_war(browser: Browser, ours: Server, _: Atlas) -> Iterator[Row]:
    """The page of a war of eleven sides over 849 days, and how it plays."""
    country, ledger = open_war(WARS / SECOND)
    atlas = draw(read_as_known(ledger, country.gazetteer.province_of), country, spoken("en", ledger.war))
    yield Row(f"{ledger.war.title}:", "")
    yield from weight(atlas, 900)
    yield from steps(browser, ours, atlas, f"?war={SECOND}")


def played(frame: Frame) -> Iterator[Row]:
    """How smoothly a page plays from its first day to its last."""
    between: dict[str, list[float]] = frame.evaluate("stopwatch.play()")
    due, ran = (sum(gap <= 17 for gap in between[times]) / len(between[times]) for times in ("due", "ran"))
    yield Row(
        "frames due within 17 ms, at 10 days a second", f"{due:.1%} ({len(between['due'])})", ">= 95 %", due >= 0.95
    )
    yield Row("  begun within 17 ms, by the clock", f"{ran:.1%}")
    late = (quantiles(between[times], n=20)[-1] for times in ("due", "ran"))
    yield Row("  95th percentile, due and begun", " and ".join(f"{gap:.1f}" for gap in late) + " ms")


def one_file(browser: Browser, _: Server, atlas: Atlas) -> Iterator[Row]:
    """The one-file edition: how much it weighs, and how it plays from a disk."""
    start = time.perf_counter()
    document = edition(atlas, atlas.ledger.war.opening_day).encode()
    yield judged("one-file edition, written in", [time.perf_counter() - start], "s")
    yield judged("  its size", [len(document) / 1000], "kB", 1200)
    yield judged("  gzip", [len(gzip.compress(document)) / 1000], "kB")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "atlas.html"
        file.write_bytes(document)
        page = opened(browser, file.as_uri()).page
        page.wait_for_selector(".atlas[data-day]")
        yield from played(page.main_frame)
        page.context.close()


def sending(browser: Browser, ours: Server, _: Atlas) -> Iterator[Row]:
    """What goes over the websocket: for the first map, while a hand scrubs, and once a view stands."""
    visit = opened(browser, ours.url)
    page, wire, frame = visit.page, visit.wire, atlas_frame(visit.page)
    page.wait_for_timeout(SETTLED)
    leaflet = sum(len(address) for _name, address in leaflet_links())
    # 750 before the view that opens was also sent still, in shapes and a style sheet of its own
    yield judged("sent for the first view, without Leaflet", [(sent(wire) - leaflet) / 1000], "kB", 850)

    strip = frame.locator(".atlas__chart").bounding_box()
    assert strip
    page.mouse.move(strip["x"] + 5, strip["y"] + 30)
    wire.clear()
    page.mouse.down()
    page.mouse.move(strip["x"] + strip["width"] - 5, strip["y"] + 30, steps=100)
    page.wait_for_timeout(SETTLED)
    yield judged("sent while scrubbing", [sent(wire)], "B", 0)
    page.mouse.up()
    page.wait_for_timeout(SETTLED)

    views = []
    frame.locator(".atlas__time").focus()
    for _run in range(RUNS):
        wire.clear()
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(SETTLED)
        views.append(wire.copy())
    yield judged("sent up per committed view", [sent(view, down=False) for view in views], "B", 2000)
    yield judged("  down", [sent(view, up=False) for view in views], "B", 2000)
    yield judged("  from asking to the last answer", [(view[-1].at - view[0].at) * 1000 for view in views], "ms")
    page.context.close()


def rebuilt(browser: Browser, ours: Server, atlas: Atlas) -> Iterator[Row]:
    """A key pressed until the new day is painted: here, and where a slider has the map built anew."""
    leader, drawn = atlas.ledger.war.parties[0].id, load_boundaries().index
    colour = palette(atlas.ledger.war, "light")[leader]
    week = [atlas.ledger.war.opening_day + timedelta(days=number) for number in range(7)]
    held = {day: sum(control_on(atlas.spans, day)[place].standing == leader for place in drawn) for day in week}
    with serving(PEERS / "rebuilt_app.py") as peer:
        visit, other = opened(browser, ours.url), opened(browser, peer.url)
        frame, here, there = atlas_frame(visit.page), Walk(), Walk()
        other.page.wait_for_function(f"stopwatch.filled('{colour}', {held[week[0]]})")
        frame.locator(".atlas__time").focus()
        other.page.locator("input[type=range]").focus()
        other.page.wait_for_timeout(SETTLED)
        for before, day in pairwise([*week, *week[-2::-1]]):  # in turn, since the machine has other things to do
            key, unseen = "ArrowRight" if day > before else "ArrowLeft", Walk() if held[day] == held[before] else None
            _step(visit, frame, key, f"stopwatch.on('{day}')", unseen or here)
            _step(other, other.page.main_frame, key, f"stopwatch.filled('{colour}', {held[day]})", unseen or there)
        visit.page.context.close()
        other.page.context.close()
    yield judged("key pressed until painted, here", here.painted, "ms")
    yield judged("  st.slider + st_folium, rebuilt", there.painted, "ms")
    times, later = median(there.painted) / median(here.painted), median(there.framed) / median(here.framed)
    yield Row("  times faster", f"{times:.0f} ({len(here.painted)})", ">= 40", times >= 40)
    yield Row("  times faster, each until one frame later", f"{later:.0f} ({len(here.framed)})")
    yield judged("  sent for a step and the view it commits, here", here.sent, "kB")
    yield judged("  sent for a step, rebuilt", there.sent, "kB")


def choropleth(browser: Browser, _: Server, atlas: Atlas) -> Iterator[Row]:
    """folium's own page with a slider."""
    bare = slider_choropleth.page(atlas, {}).encode()
    yield judged("TimeSliderChoropleth page without its scripts", [len(bare) / 1000], "kB")
    yield judged("  gzip", [len(gzip.compress(bare)) / 1000], "kB")
    with TemporaryDirectory() as folder:
        try:
            scripts = slider_choropleth.fetch_scripts(Path(folder))
        except (OSError, subprocess.SubprocessError):
            yield Row("  its step", "not run: its scripts are on a CDN, and npm does not bring them")
            return
        file = Path(folder) / "slider.html"
        file.write_text(slider_choropleth.page(atlas, scripts), encoding="utf-8")
        page = opened(browser, file.as_uri()).page
        page.wait_for_selector("path[id]", state="attached")
        stepped = page.evaluate("stopwatch.slide(100)")
    yield judged("  script per day-step", stepped["script"], "ms")
    yield judged("  day-step until painted", stepped["painted"], "ms")


def judged(what: str, figures: Sequence[float], unit: str, most: float | None = None) -> Row:
    """Put the median of some figures into a row, beside the most it may be."""
    middle = median(figures)
    runs = f" ({len(figures)})" if len(figures) > 1 else ""
    measured = f"{middle:.{0 if middle >= 100 else 1 if middle >= 10 else 2}f} {unit}{runs}"
    return Row(what, measured) if most is None else Row(what, measured, f"<= {most} {unit}", middle <= most)


def show(rows: Iterable[Row]) -> None:
    """Print the table, a row when it comes."""
    said = {None: "", True: "yes", False: "NO"}
    head = [("what", "measured", "budget", "ok?")]
    for line in chain(head, ((row.what, row.measured, row.budget, said[row.ok]) for row in rows)):
        print(" | ".join(cell.ljust(width) for cell, width in zip(line, WIDTHS, strict=True)).rstrip(), flush=True)
    print(f"\n{psutil.cpu_count()} processors; load, averaged over five minutes: {psutil.getloadavg()[1]:.1f}")


def _until(browser: Browser, server: Server, done: str) -> float:
    """Seconds from navigation until something is painted."""
    page = opened(browser, server.url).page
    moment: float = page.evaluate(f"stopwatch.painted(() => {done})")
    page.context.close()
    return moment / 1000


def _press(frame: Frame, keys: list[str]) -> dict[str, list[float]]:
    pressed: dict[str, list[float]] = frame.evaluate("keys => stopwatch.press(keys)", keys)
    return pressed


def _step(visit: Visit, frame: Frame, key: str, done: str, walk: Walk) -> None:
    """Press a key as a hand does that has looked at the page for a while, and write down what follows."""
    visit.wire.clear()
    frame.evaluate(f"stopwatch.arm(() => {done})")
    visit.page.keyboard.press(key)
    painted, framed = frame.evaluate("stopwatch.stepped")
    visit.page.wait_for_timeout(SETTLED)
    walk.painted.append(painted)
    walk.framed.append(framed)
    walk.sent.append(sent(visit.wire) / 1000)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
