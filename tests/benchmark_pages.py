"""
What the pages beside the atlas cost: to draw, in memory, and with 100,000 reports. Run by `python -m tests.benchmark`.

A page is *drawn* when the script has come to rest and the charts, plates and tables that belong to it are in the page.
"""

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from statistics import median

from playwright.sync_api import Browser, Page

from events.analysis.compare import compare, flows
from events.analysis.hindsight import knowledge_steps
from events.analysis.publishers import outcomes_of, weight_of_each
from events.control.evidence import Figure, reports_behind
from events.control.reading import read_as_known
from events.control.rule import each_day
from events.ledger.search import index, search
from events.model import Event
from events.tables.files import to_csv, to_parquet, to_xlsx
from events.tables.filter import Filter, filtered
from events.tables.ledger import inferring_reports, ledger_table
from geo.atlas.atlas import Atlas
from geo.places.country import load_country
from geo.places.grid import country_shapes
from geo.tables.ledger import shown
from geo.words.pages.comparison import compare_words
from tests.benchmark_peers.browsing import Server, opened

DRAWN = {
    "districts?district=1709": (1, 1, 0),
    "provinces": (1, 0, 1),
    "provinces?province=AF17": (1, 1, 2),
    "compare": (0, 1, 2),
    "ledger": (0, 0, 2),
    "claims": (2, 0, 1),
    "hindsight": (0, 1, 2),
    "sources?without=Kabul+Now": (0, 1, 4),
    "gaps": (1, 0, 3),
    "publish": (0, 0, 0),
}
"""How many charts, plates and tables each page has."""
SECOND = "myanmar-2023"
"""The war that is opened beside the first."""
READY = """
([charts, plates, tables]) =>
  document.body && document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning" &&
  document.querySelectorAll("[data-testid=stVegaLiteChart] .marks").length >= charts &&
  plated(document) >= plates &&
  document.querySelectorAll("[data-testid=stDataFrame] canvas").length >= tables
"""
PLATED = """
window.plated = (root) => [...root.querySelectorAll("*")].reduce((sum, one) => {
  const own = one.matches(".plate") && one.querySelector("path[data-place]") ? 1 : 0;
  return sum + own + (one.shadowRoot ? plated(one.shadowRoot) : 0);
}, 0);
"""
PREVIEWED = """
() => {
  const poster = document.querySelector("[data-testid=stImage] img");
  return poster && poster.src !== window.shown && poster.complete && poster.naturalWidth > 0;
}
"""
SESSIONS = 10
RUNS = 5
MANY = 100_000

Figures = tuple[str, list[float], str, float | None]
"""What is measured, its runs, the unit, and the most it may be."""


def reckoning(atlas: Atlas) -> Iterator[Figures]:
    """What is computed for the pages, on the shipped ledger."""
    country, reading, war = load_country(), atlas.reading, atlas.ledger.war
    of, chance = country.gazetteer.province_of, random.Random(2021)
    days = list(each_day(reading.first, reading.last))

    def compared(earlier: date, later: date) -> None:
        transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
        flows(transitions, country.lenses["people"])
        compare_words(transitions, earlier, later, war)

    pairs = [sorted(chance.sample(days, 2)) for _ in range(100)]
    runs = [_milliseconds(lambda pair=pair: compared(*pair)) for pair in pairs]  # type: ignore[misc]
    yield "any two days compared, 100 pairs", runs, "ms", 100
    yield "  the slowest of them", [max(runs)], "ms", 100
    known = [_milliseconds(lambda day=day: read_as_known(atlas.ledger, of, day)) for day in chance.sample(days, 9)]  # type: ignore[misc]
    yield "a ledger read as known on another day", known, "ms", None
    opening, figure = war.opening_day, Figure(war.opening_day, war.parties[0].id)
    yield (
        "reports behind a number",
        _runs(lambda: reports_behind(figure, reading.spans, reading.about, of)),
        "ms",
        None,
    )
    weighed = _runs(lambda: weight_of_each(atlas.ledger.events, atlas.ledger.sources, reading.spans, opening))
    yield "each publisher left out in turn, a day", weighed, "ms", None
    latest = max(report.known for report in reading.reports.values())
    yield (
        "how a day came to be known",
        _runs(lambda: knowledge_steps(atlas.ledger.events, of, opening, opening, latest)),
        "ms",
        None,
    )
    made = index(country.gazetteer)
    words = [name for name in ("Yawan", "Fayzabad", "Kohistan Kapisa", "یاوان", "Dara e Suf") for _ in range(4)]
    yield "a district searched", [_milliseconds(lambda word=word: search(word, made)) for word in words], "ms", None  # type: ignore[misc]
    shapes = _runs(lambda: country_shapes(country))
    yield "shapes of a plate, once", shapes, "ms", None


def many_reports(events: list[Event], atlas: Atlas) -> Iterator[Figures]:
    """The ledger's page with 100,000 reports: what is computed once, and at each filter."""
    country, war = load_country(), atlas.ledger.war
    ledger = replace(atlas.ledger, events=tuple(events))
    begun = time.perf_counter()
    reading = read_as_known(ledger, country.gazetteer.province_of)
    read = time.perf_counter()
    outcomes = outcomes_of(reading.about)
    outcome_by_report = time.perf_counter()
    table = ledger_table(
        events,
        ledger.sources,
        war.parties,
        outcomes,
        inferring_reports(reading.spans, reading.reports),
        country.places,
        country.province_names,
    )
    laid = time.perf_counter()
    yield "100,000 reports read", [read - begun], "s", None
    yield "  how each fared", [outcome_by_report - read], "s", None
    yield "  laid out as a table", [laid - outcome_by_report], "s", None
    yield "  filtered by a text", _runs(lambda: filtered(table, Filter(text="Badakhshan"))), "ms", None
    by = Filter(province="AF17", party=war.parties[0].id, only_conflicts=True, first=date(2021, 7, 1))
    yield "  filtered by all else", _runs(lambda: filtered(table, by)), "ms", None
    taken = shown(table, war)
    yield "  as CSV", [_milliseconds(lambda: to_csv(taken)) / 1000], "s", None
    yield "  as Parquet", [_milliseconds(lambda: to_parquet(taken, {})) / 1000], "s", None
    yield "  as XLSX", [_milliseconds(lambda: to_xlsx(taken)) / 1000], "s", None


def drawing(browser: Browser, ours: Server) -> Iterator[Figures]:
    """Every page by its link, server and browser warm, in the session of one reader; and another day of knowledge."""
    page, slowest = opened(browser, "about:blank").page, 0.0
    page.add_init_script(PLATED)
    for link in DRAWN:
        first, *runs = [_draw(page, ours, link) for _ in range(1 + RUNS)]
        slowest = max(slowest, median(runs))
        name = f"{link.partition('?')[0]}{' of one' if 'province=' in link else ''}"
        yield f"page drawn: {name}, {first:.1f} s the first time", runs, "s", 2
    yield "preview of a poster, asked for until shown", [*_previewed(page, ours)], "ms", 500
    page.context.close()
    yield "  the slowest page", [slowest], "s", 2
    days = ("2021-07-20", "2021-08-01", "2021-08-10")
    yield "atlas as known on another day, first time", [_known(browser, ours, day) for day in days], "s", 1.5
    yield "  again", [_known(browser, ours, day) for day in days], "s", 1.5


def crowd(browser: Browser, ours: Server) -> Iterator[Figures]:
    """Ten sessions that each visit every page, and stay."""
    pages: list[Page] = []
    for _ in range(SESSIONS):
        page = opened(browser, ours.url).page
        page.add_init_script(PLATED)
        pages.append(page)
        for link in DRAWN:
            _draw(page, ours, link)
    yield "server memory, ten sessions that visited every page", [ours.process.memory_info().rss / 1e6], "MB", 450
    for page in pages:
        for link in ("", *(link.partition("?")[0] for link in DRAWN)):
            _draw(page, ours, f"{link}?war={SECOND}")
    yield "  and then every page of a second war", [ours.process.memory_info().rss / 1e6], "MB", 450
    for page in pages:
        page.context.close()


def _draw(page: Page, ours: Server, link: str) -> float:
    begun = time.perf_counter()
    page.goto(f"{ours.url}/{link}", wait_until="commit")
    page.wait_for_function(READY, arg=DRAWN.get(link, (0, 0, 0)), timeout=60_000)
    return time.perf_counter() - begun


def _previewed(page: Page, ours: Server) -> Iterator[float]:
    """Milliseconds from choosing another theme, or format, until the poster is shown in it; the page is warm."""
    _draw(page, ours, "publish")
    for label, choices in (("Theme", ("dark", "light")), ("Format", ("4x5", "16x9"))):
        for number, chosen in enumerate(choices * RUNS):
            page.wait_for_timeout(1000)
            page.get_by_role("combobox", name=label).click()
            option = page.get_by_role("option").filter(has_text=chosen).first
            option.wait_for()
            page.evaluate("window.shown = document.querySelector('[data-testid=stImage] img').src")
            begun = time.perf_counter()
            option.click()
            page.wait_for_function(PREVIEWED, polling="raf")
            if number:
                yield (time.perf_counter() - begun) * 1000


def _known(browser: Browser, ours: Server, day: str) -> float:
    """Seconds from choosing a day of knowledge, on the atlas, until another map is coloured."""
    page = opened(browser, ours.url).page
    page.wait_for_selector("iframe[data-testid=stCustomComponentV1]")
    page.wait_for_timeout(2500)
    page.get_by_text("As known on today").click()
    page.get_by_label("Another day").fill(day)
    begun = time.perf_counter()
    page.keyboard.press("Enter")
    page.wait_for_function(
        "(words) => [...document.querySelectorAll('iframe')].some((frame) =>"
        " frame.contentDocument?.querySelector('.atlas__eyebrow')?.textContent.includes(words)"
        " && frame.contentDocument.querySelectorAll('path[data-look]').length === 421)",
        arg=f"as known on {int(day[8:])} ",
        timeout=30_000,
    )
    took = time.perf_counter() - begun
    page.context.close()
    return took


def _runs(work: Callable[[], object]) -> list[float]:
    return [_milliseconds(work) for _ in range(RUNS)]


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
