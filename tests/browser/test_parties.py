"""The page of a war of eleven parties in a country that is taller than wide, in a real browser."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from events.control.counts import count, count_each_day
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on
from events.ledger.folder import WARS
from events.model import UNKNOWN
from geo.atlas.atlas import draw
from geo.atlas.edition import edition
from geo.places.check import open_war
from geo.places.country import Country
from geo.words.standings import MOST

DAY = date(2024, 12, 31)
ROWS = """
() => [...document.querySelectorAll(".atlas__legend-row")].filter((row) => !row.hidden).map((row) => [
  row.querySelector(".atlas__legend-name-words, .atlas__legend-others").textContent,
  Number(row.querySelector(".atlas__legend-count, .atlas__legend-sum").textContent),
])
"""
BOXES = """
() => {
  const box = (name) => document.querySelector(".atlas__" + name).getBoundingClientRect();
  const places = [...document.querySelectorAll(".atlas__district")].map((path) => path.getBoundingClientRect());
  const [top, bottom] = [Math.min(...places.map((box) => box.top)), Math.max(...places.map((box) => box.bottom))];
  const date = document.querySelector(".atlas__date");
  const written = document.createRange();
  written.selectNodeContents(date);
  return {
    country: bottom - top,
    map: box("map").height,
    changes: box("below").height,
    cut: written.getBoundingClientRect().right - box("date").right,
  };
}
"""


@pytest.fixture(scope="module")
def opened() -> tuple[Country, Reading]:
    country, ledger = open_war(WARS / "myanmar-2023")
    return country, read_as_known(ledger, country.gazetteer.province_of)


@pytest.fixture(scope="module")
def file(opened: tuple[Country, Reading], tmp_path_factory: pytest.TempPathFactory) -> Path:
    country, reading = opened
    written = tmp_path_factory.mktemp("myanmar") / "atlas.html"
    written.write_text(edition(draw(reading, country), DAY), encoding="utf-8")
    return written


@pytest.fixture
def shown(contexts: Callable[..., Any], file: Path) -> Callable[..., Page]:
    def show(width: int = 1440, height: int = 900) -> Page:
        page, _ = contexts(file.as_uri(), viewport={"width": width, "height": height})
        page.goto(file.as_uri())
        page.wait_for_selector(".atlas[data-day] path[data-look]")
        assert isinstance(page, Page)
        return page

    return show


def test_the_parties_that_hold_least_are_one_row_which_opens_by_keyboard(
    shown: Callable[..., Page], opened: tuple[Country, Reading]
) -> None:
    country, reading = opened
    counts = count(control_on(reading.spans, DAY), country.lenses["districts"])
    page = shown()
    others = page.locator(".atlas__legend-others")
    closed = page.evaluate(ROWS)
    assert len(closed) == MOST + 1  # and what is also claimed
    assert others.get_attribute("aria-expanded") == "false"
    others.press("Enter")
    assert others.get_attribute("aria-expanded") == "true"
    rows = page.evaluate(ROWS)
    parts = rows[5 : 5 + len(rows) - len(closed)]
    assert rows[4] == closed[4] == ["6 other sides", sum(number for _, number in parts)]
    assert parts[:2] == [["PDF", counts["pdf"].held], ["Chin groups", counts["chin"].held]]
    assert sum(number for name, number in closed[:-1]) == 330
    others.press("Space")
    assert page.evaluate(ROWS) == closed


def test_what_is_claimed_opens_to_say_whose_stripes_are_whose(
    shown: Callable[..., Page], opened: tuple[Country, Reading]
) -> None:
    _, reading = opened
    claims = Counter(span.claim for span in control_on(reading.spans, DAY).values() if span.claim)
    names = {party.name: party.id for party in reading.ledger.war.parties}
    page = shown()
    opens = page.locator(".atlas__legend-claims")
    closed = page.evaluate(ROWS)
    assert closed[-1] == ["Also claimed by another side", sum(claims.values())]
    assert opens.get_attribute("aria-expanded") == "false"
    opens.press("Enter")
    assert opens.get_attribute("aria-expanded") == "true"
    parts = page.evaluate(ROWS)[len(closed) :]
    assert {names[name]: number for name, number in parts} == dict(claims)
    name, number = max(parts, key=lambda part: part[1])
    row = page.locator(".atlas__legend-row:visible").filter(has_text=name).last
    assert f"--swatch-claim-{names[name]}" in str(row.locator(".atlas__swatch").get_attribute("style"))
    row.locator("button").click()
    assert page.locator(".atlas__listed-item").count() == number
    assert page.locator(".atlas__news .atlas__title").inner_text().lower().startswith(f"claimed: {name}".lower())
    row.locator("button").focus()
    page.keyboard.press("Home")  # on the first day nothing is claimed: the focus stays where it opened
    assert page.evaluate("document.activeElement.className") == "atlas__legend-claims"
    opens.press("Enter")
    page.keyboard.press("End")
    assert [row[0] for row in page.evaluate(ROWS)][-1] == "Also claimed by another side"


def test_a_party_that_comes_to_hold_more_has_a_row_of_its_own_and_the_focus_stays(shown: Callable[..., Page]) -> None:
    page = shown()
    page.locator(".atlas__legend-others").focus()
    page.keyboard.press("Home")
    first = page.evaluate(ROWS)
    assert [name for name, _ in first if name[0].isdigit()] == []  # on the first day nobody holds anything
    page.keyboard.press("End")
    last = page.evaluate(ROWS)
    assert last[:4] != first[:4]
    assert [name for name, _ in last if name[0].isdigit()] == ["6 other sides"]


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (1280, 720), (390, 844)])
def test_the_map_takes_the_height_and_the_changes_stay_in_sight(
    shown: Callable[..., Page], width: int, height: int
) -> None:
    boxes = shown(width, height).evaluate(BOXES)
    assert boxes["country"] > 0.9 * boxes["map"]
    assert boxes["map"] > 0.55 * height
    assert boxes["changes"] >= 120
    assert boxes["cut"] <= 0


def test_a_strip_that_would_be_low_is_as_high_as_what_is_reported_and_says_so(
    shown: Callable[..., Page], opened: tuple[Country, Reading]
) -> None:
    country, reading = opened
    days = count_each_day(reading.spans, reading.first, reading.last, country.lenses["districts"])
    most = max(sum(count.held for standing, count in counts.items() if standing != UNKNOWN) for counts in days)
    assert most < 330 / 2
    page = shown()
    assert page.locator(".atlas__height").text_content() == f"{most} of 330 townships"
    years = page.locator(".atlas__month--year")
    assert [name for name in years.all_inner_texts() if name] == ["2024", "2025", "2026"]
    assert shown(390, 844).locator(".atlas__month--year").first.is_visible()


def test_the_card_of_a_district_with_one_name_only_opens_in_the_app(
    contexts: Callable[..., Any], opened: tuple[Country, Reading], tmp_path: Path
) -> None:
    country, reading = opened
    bare = replace(country, districts=tuple(replace(district, names={}) for district in country.districts))
    file = tmp_path / "atlas.html"
    file.write_text(edition(draw(reading, bare), DAY), encoding="utf-8")
    page, _ = contexts(file.as_uri())
    # The app's own script, of which the card asks only whether it is there.
    page.goto(file.as_uri())
    page.wait_for_selector(".atlas[data-day] path[data-look]")
    page.evaluate("() => { window.Streamlit = { setComponentValue() {}, setFrameHeight() {} }; }")
    page.locator("path[data-place='MMR012014']").press("Enter")
    page.wait_for_selector(".atlas__card-name:has-text('Ann')")
    assert page.locator(".atlas__card-page").count() == 2
