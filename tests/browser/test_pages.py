"""The pages beside the atlas, in a real browser with all but the app's own address closed."""

import csv
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date
from itertools import pairwise, product
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlsplit

import pyarrow.parquet
import pytest
from playwright.sync_api import Locator, Page, Route, TimeoutError, expect

from events.analysis.compare import compare
from events.analysis.publishers import differences, without
from events.control.reading import Reading
from events.control.rule import reduce
from events.model import CONTESTED, UNKNOWN
from geo.atlas.atlas import Atlas
from geo.links.provenance import read_png
from geo.paint.palette import palette
from geo.words.pages.comparison import compare_words
from tests.browser.conftest import NARROW, WIDE, Visit
from tests.browser.reader import PATIENCE, Watch, rest

PAGES = (
    *("districts?district=1709", "provinces", "provinces?province=AF17", "compare", "ledger", "claims", "hindsight"),
    *("compare?view=side", "compare?view=swipe"),
    *("sources?without=Kabul+Now", "gaps", "publish?format=4x5"),
)
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"
ADDRESSED = "(link) => JSON.stringify([...new URLSearchParams(location.search)].sort()) === link"
FOCUSED = """
() => {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.dataset.place ?? null;
}
"""
LATE = """
const Line = WebSocket;
window.WebSocket = class extends Line {
  set onmessage(hear) {
    super.onmessage = (event) => setTimeout(() => hear(event), window.late ?? 0);
  }
};
"""
"""Lets a page hear only after some milliseconds what the server says."""
AXES = """
() => [...document.querySelectorAll("[data-testid=stVegaLiteChart] .role-axis-label")].map((axis) =>
  [...axis.querySelectorAll("text")]
    .filter((text) => /^(\\d+ )?[A-Z][a-z]+$/.test(text.textContent) && text.getAttribute("opacity") !== "0")
    .map((text) => text.getBoundingClientRect().toJSON())
    .sort((one, other) => one.left - other.left)
).filter((axis) => axis.length)
"""
"""The boxes of the months that each axis names, from left to right."""
STILL = """
(shown) => new Promise((done) => {
  let place = "", frames = 0;
  const next = () => {
    const { x, y, width, height } = shown.getBoundingClientRect();
    const now = [x, y, width, height].join();
    frames = now === place ? frames + 1 : 0;
    place = now;
    if (frames < 15) requestAnimationFrame(next);
    else done();
  };
  next();
})
"""
"""A chart or a table moves while what stands around it is loaded; a click must not aim at where it was."""


@pytest.fixture(scope="module")
def reading(atlas: Atlas) -> Reading:
    return atlas.reading


# Every page.


@pytest.mark.parametrize(("screen", "theme"), [(WIDE, "light"), (NARROW, "dark")], ids=["laptop", "phone"])
def test_no_page_scrolls_sideways_or_fails(visit: Visit, screen: dict[str, int], theme: str) -> None:
    """That nothing is told to the console, or asked for outside, is asserted for every test."""
    headings, tabs = [], []
    page = visit(PAGES[0], viewport=screen, color_scheme=theme)
    for link in PAGES:
        page.wait_for_load_state("networkidle")  # or what the last page still asks for would be broken off
        page.goto(urljoin(page.url, link))
        rest(page)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        headings.append(page.get_by_role("heading", level=1).inner_text())
        tabs.append(page.title())
        assert page.evaluate(SIDEWAYS) <= 0, link
        assert page.get_by_test_id("stException").count() == 0, link
    page.wait_for_load_state("networkidle")
    assert len(set(headings)) == len(PAGES) - 2
    assert len(set(tabs)) == len(PAGES) - 3  # of the provinces there are two, of the comparison three


def test_a_page_keeps_its_place_while_its_controls_are_loaded(
    contexts: Callable[..., tuple[Page, Watch]], app_address: str
) -> None:
    page, _ = contexts(app_address)
    held: list[Route] = []
    page.route("**/DateInput.*.js", lambda route: held.append(route))  # as late as it can be
    page.goto(f"{app_address}/gaps")
    bars = page.locator("[data-testid=stVegaLiteChart] .mark-rect").first
    bars.wait_for(timeout=PATIENCE)
    expect(page.locator("[data-testid=stEvent] [data-testid=stSkeleton]")).to_have_count(0)  # the style sheet has come
    expect(page.locator(".st-key-linked-day [data-testid=stSkeleton]")).to_have_count(1)
    early = bars.bounding_box()
    for route in held:
        route.continue_()
    rest(page)
    assert bars.bounding_box() == early


def test_the_day_of_knowledge_stays_from_page_to_page_and_is_said(visit: Visit) -> None:
    page = visit("hindsight?known=2021-07-20")
    said = page.get_by_text("As known on the evening of 20 July 2021")
    expect(said).to_be_visible()
    for name, path in (("Gaps", "gaps"), ("Provinces", "provinces"), ("Atlas", "")):
        page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        page.wait_for_url(f"**/{path}?known=2021-07-20", timeout=PATIENCE)
        rest(page)
        expect(said).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("How each province fell to the Taliban", timeout=PATIENCE)
    _expect_link(page, {"known": "2021-07-20"})
    rest(page)
    page.get_by_text("As known on 20 July 2021").click()
    page.get_by_role("button", name="Today: all reports").click()
    expect(said).to_have_count(0, timeout=PATIENCE)
    _expect_link(page, {})


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ("gaps?known=2021-07-05", "Not known: no firm report says who is in control: 260 of 421 districts"),
        ("provinces?known=2021-07-05&province=AF17&day=2021-07-05", "Badakhshan on 5 July 2021"),
        ("compare?known=2021-07-05&from=2021-06-01&to=2021-07-05", "After 1 June, up to 5 July 2021"),
        ("districts?known=2021-07-05&district=1709", "Yawan has been held by the Taliban since 4 July 2021"),
    ],
)
def test_a_link_to_an_earlier_day_of_knowledge_opens_cold(visit: Visit, atlas: Atlas, link: str, words: str) -> None:
    page = visit(link)
    expect(page.get_by_text(words).first).to_be_visible(timeout=PATIENCE)
    known = sum(event.report.known <= date(2021, 7, 5) for event in atlas.ledger.events)
    expect(page.get_by_text(f"based on {known} reports")).to_be_visible()


# Districts.


@pytest.mark.parametrize(
    ("link", "months"),
    [
        ("districts?district=1709", ["1 May", "1 Jun", "1 Jul", "1 Aug", "1 Sept"]),
        ("claims", ["1 May", "1 Jun", "1 Jul", "1 Aug", "1 Sept"]),
        ("provinces?province=AF17", ["Apr", "May", "Jun", "Jul", "Aug", "Sept"]),
    ],
)
def test_an_axis_names_its_months_as_the_page_does(visit: Visit, link: str, months: list[str]) -> None:
    page = visit(link)
    axis = page.locator("[data-testid=stVegaLiteChart]").first.locator(".role-axis-label").first.locator("text")
    axis.first.wait_for(timeout=PATIENCE)
    assert [name for name in axis.all_text_contents() if name.strip()] == months


@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
@pytest.mark.parametrize("link", ["districts?district=1709", "claims", "provinces?province=AF17", "provinces"])
def test_no_two_months_run_together(visit: Visit, link: str, screen: dict[str, int]) -> None:
    """Neither along an axis nor from one panel to the next, where the gap is twice as wide."""
    page = visit(link, viewport=screen)
    page.locator("[data-testid=stVegaLiteChart] .role-axis-label text").first.wait_for(state="attached")
    axes = page.evaluate(AXES)
    assert axes
    for axis in axes:
        gaps = [right["left"] - left["right"] for left, right in pairwise(axis)]
        assert min(gaps, default=8) >= 8
    for left, right in product(axes, axes):
        if left[0]["top"] == right[0]["top"] and left[0]["left"] < right[0]["left"]:
            assert right[0]["left"] - left[-1]["right"] >= 16


@pytest.mark.parametrize("words", ["Yawan", "یاوان"])
def test_a_district_is_found_by_its_name(visit: Visit, words: str) -> None:
    page = visit("districts")
    _type(page, "Find a district", words)
    expect(page.get_by_role("heading", level=1)).to_have_text("Yawan", timeout=PATIENCE)
    _expect_link(page, {"district": words})


def test_an_ambiguous_name_is_offered_and_a_choice_opens_it(visit: Visit) -> None:
    page = visit("districts")
    _type(page, "Find a district", "Fayzabad")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Which one do you mean?", timeout=PATIENCE)
    page.get_by_role("button", name="Fayzabad, Badakhshan").wait_for()
    page.get_by_role("button", name="Fayzabad, Jowzjan").click()
    expect(heading).to_have_text("Fayzabad", timeout=PATIENCE)
    _expect_link(page, {"district": "2808"})
    rest(page)
    page.go_back()
    expect(heading).to_have_text("Which one do you mean?", timeout=PATIENCE)


def test_a_mark_of_the_timeline_shows_its_report(visit: Visit, reading: Reading) -> None:
    page = visit("districts?district=1709")
    reports = reading.about["1709"]
    expect(page.get_by_text(f"Reports: {len(reports)}")).to_be_visible()
    marks = page.locator("[data-testid=stVegaLiteChart] .mark-symbol path[aria-label]")
    _click_mark(marks.last)
    expect(page.get_by_text(f"Reports: 1 of {len(reports)}")).to_be_visible(timeout=PATIENCE)
    assert _link(page)["report"] in {report.id for report in reports}
    page.get_by_role("button", name="Show all").click()
    expect(page.get_by_text(f"Reports: {len(reports)}", exact=True)).to_be_visible(timeout=PATIENCE)
    rest(page)
    _click_mark(marks.last)  # the same again
    expect(page.get_by_text(f"Reports: 1 of {len(reports)}")).to_be_visible(timeout=PATIENCE)


# Comparison, and the plate.


def test_a_comparison_opens_cold_with_its_sentence_map_and_matrix(visit: Visit, reading: Reading) -> None:
    earlier, later = date(2021, 7, 1), date(2021, 7, 31)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    page = visit("compare?from=2021-07-01&to=2021-07-31")
    expect(page.get_by_text(compare_words(transitions, earlier, later, reading.ledger.war))).to_be_visible()
    colours = palette(reading.ledger.war, "light")
    yawan = page.locator('.plate [data-place="1709"]')
    expect(yawan).to_have_css("fill", "rgb({}, {}, {})".format(*bytes.fromhex(colours["taliban"][1:])))
    expect(page.locator(".plate [data-place]")).to_have_count(421)
    stayed = Counter(each.after.standing for each in transitions if each.before.standing == "taliban")
    row = [stayed[standing] for standing in ("taliban", "government", CONTESTED, UNKNOWN)]
    assert _cells(page, 0)[:6] == ["Taliban", *map(str, row), str(sum(row))]


def test_both_days_are_shown_side_by_side_and_by_a_swipe(visit: Visit) -> None:
    page = visit("compare?from=2021-07-01&to=2021-07-31")
    page.get_by_role("radio", name="Side by side").click()
    expect(page.locator(".plate [data-place]")).to_have_count(842, timeout=PATIENCE)
    days = {"from": "2021-07-01", "to": "2021-07-31"}
    _expect_link(page, days | {"view": "side"})
    before, after = (page.locator(".plate__map").nth(at).bounding_box() for at in (0, 1))
    assert before and after
    assert before["y"] == after["y"] and before["x"] + before["width"] < after["x"]
    rest(page)
    page.locator('.plate [data-place="1709"]').nth(1).click()
    _expect_link(page, days | {"view": "side", "picked": "1709"})
    rest(page)
    page.get_by_role("radio", name="Swipe").click()
    expect(page.get_by_role("slider", name="Divider: left of it 1 July 2021")).to_be_visible(timeout=PATIENCE)
    _expect_link(page, days | {"view": "swipe", "picked": "1709"})


def test_on_a_phone_one_day_stands_above_the_other(visit: Visit) -> None:
    page = visit("compare?view=side", viewport=NARROW)
    before, after = (page.locator(".plate__map").nth(at).bounding_box() for at in (0, 1))
    assert before and after
    assert before["x"] == after["x"] and before["y"] + before["height"] < after["y"]


def test_what_changed_in_a_province_is_taken_away_in_four_clicks(visit: Visit) -> None:
    page = visit("")
    page.get_by_role("link", name="Compare", exact=True).click()
    page.wait_for_url("**/compare", timeout=PATIENCE)
    rest(page)
    page.get_by_role("spinbutton", name="year, From").click()
    page.keyboard.type("20210620")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("20210710")  # while the page still answers to the first date
    page.get_by_role("combobox", name="Province").click()
    page.keyboard.type("Takhar")
    page.keyboard.press("Enter")
    _expect_link(page, {"from": "2021-06-20", "to": "2021-07-10", "province": "AF18"})
    rest(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download this list as CSV").click()
    assert coming.value.suggested_filename == "changes-2021-06-20-2021-07-10-AF18.csv"
    rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text("utf-8-sig"))))
    assert {row["province"] for row in rows} == {"Takhar"}
    assert all(row["report"] and row["publisher"] for row in rows)


@pytest.mark.parametrize("link", ["compare", "gaps"])
def test_a_day_that_is_typed_is_taken_by_enter_and_the_next_step_is_its_field(visit: Visit, link: str) -> None:
    page = visit(link)
    name, label = {"compare": ("from", "From"), "gaps": ("day", "Day")}[link]
    page.get_by_role("spinbutton", name=f"year, {label}").click()
    page.keyboard.type("20210620")
    page.keyboard.press("Enter")
    _expect_link(page, {name: "2021-06-20"})
    rest(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("spinbutton", name=f"year, {label}")).to_be_focused()


@pytest.mark.parametrize("late", [150, 600])
def test_what_is_done_before_the_browser_has_heard_of_the_last_choice_loses_none(visit: Visit, late: int) -> None:
    """Over a slow line two dates and a province, one on the heels of the other; one step back undoes one."""
    page = visit("sources")
    page.add_init_script(LATE)
    page.goto(urljoin(page.url, "compare"))
    rest(page)
    page.evaluate("(late) => (window.late = late)", late)
    page.get_by_role("spinbutton", name="year, From").click()
    page.keyboard.type("20210620")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("20210710")
    page.get_by_role("combobox", name="Province").click()
    page.keyboard.type("Takhar")
    page.keyboard.press("Enter")
    _expect_link(page, {"from": "2021-06-20", "to": "2021-07-10", "province": "AF18"})
    rest(page)
    _expect_link(page, {"from": "2021-06-20", "to": "2021-07-10", "province": "AF18"})
    page.go_back()
    _expect_link(page, {"from": "2021-06-20", "to": "2021-07-10"})
    page.get_by_role("combobox", name="Province").click()
    page.keyboard.type("Kunduz")
    page.keyboard.press("Enter")
    _expect_link(page, {"from": "2021-06-20", "to": "2021-07-10", "province": "AF19"})


def test_a_district_of_the_plate_opens_in_place_then_its_page_and_back_goes_back(visit: Visit) -> None:
    page = visit("compare?from=2021-07-01&to=2021-07-31")
    page.locator('.plate [data-place="1709"]').click()
    picked = page.get_by_text("Yawan has been held by the Taliban since 4 July 2021")
    expect(picked).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {"from": "2021-07-01", "to": "2021-07-31", "picked": "1709"})
    rest(page)
    page.get_by_role("link", name="Its history and reports").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yawan", timeout=PATIENCE)
    _expect_link(page, {"district": "1709", "day": "2021-07-31"})
    rest(page)
    page.go_back()
    expect(picked).to_be_visible(timeout=PATIENCE)
    rest(page)
    page.go_back()
    expect(picked).to_have_count(0, timeout=PATIENCE)
    _expect_link(page, {"from": "2021-07-01", "to": "2021-07-31"})


def test_the_plate_is_walked_by_keyboard(visit: Visit) -> None:
    page = visit("provinces?province=AF17")
    page.locator(".plate [data-place]").first.wait_for(state="attached")
    page.get_by_role("combobox", name="Province").focus()
    stops = 0
    while not (first := page.evaluate(FOCUSED)) and stops < 12:
        page.keyboard.press("Tab")
        stops += 1
    page.keyboard.press("ArrowDown")
    place = page.evaluate(FOCUSED)
    assert place not in (None, first)
    page.keyboard.press("Enter")
    _expect_link(page, {"province": "AF17", "picked": place})


def test_a_number_opens_its_reports_in_place_and_back_closes_them(visit: Visit, newly: int) -> None:
    page = visit("compare?from=2021-07-01&to=2021-07-31")
    _click_cell(page, 0, row=3, column=1)
    number = page.get_by_text(f"{newly} districts on 31 July 2021: Taliban; on 1 July 2021: Not known")
    expect(number).to_be_visible(timeout=PATIENCE)
    assert _link(page)["number"] == "2021-07-01.unknown.2021-07-31.taliban"
    rest(page)
    page.get_by_role("link", name="Open in the ledger").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("The ledger", timeout=PATIENCE)
    expect(number).to_be_visible()
    rest(page)
    page.go_back()
    rest(page)
    page.go_back()
    expect(number).to_have_count(0, timeout=PATIENCE)
    _expect_link(page, {"from": "2021-07-01", "to": "2021-07-31"})
    rest(page)
    _click_cell(page, 0, row=3, column=1)  # the same again
    expect(number).to_be_visible(timeout=PATIENCE)


def test_a_table_is_walked_by_keyboard(visit: Visit, newly: int) -> None:
    """Down the column of what opens nothing, then to the number: each step on the way is an address too."""
    page = visit("compare?from=2021-07-01&to=2021-07-31")
    _grid(page, 0).get_by_test_id("data-grid-canvas").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    number = "2021-07-01.unknown.2021-07-31.taliban"
    _expect_link(page, {"from": "2021-07-01", "to": "2021-07-31", "number": number})
    expect(page.get_by_text(f"{newly} districts on 31 July 2021: Taliban; on 1 July 2021: Not known")).to_be_visible()


def test_a_panel_opens_its_province(visit: Visit) -> None:
    page = visit("provinces?sort=name")
    panel = page.locator("[data-testid=stVegaLiteChart] .mark-rect path[aria-label*='Badakhshan']").first
    _click_mark(panel)
    expect(page.get_by_role("heading", level=1)).to_have_text("Badakhshan on 5 July 2021", timeout=PATIENCE)
    _expect_link(page, {"sort": "name", "province": "AF17"})


# Ledger.


def test_the_ledger_is_filtered_and_what_is_filtered_is_downloaded(visit: Visit, reading: Reading) -> None:
    page = visit("ledger?kind=captured&province=AF17")
    _type(page, "Text", "Yawan")
    expect(page.get_by_text(f"2 of {len(reading.reports)} reports")).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {"kind": "captured", "province": "AF17", "text": "Yawan"})
    rest(page)
    expected = ["AF21-0208", "AF21-0222"]
    rows = list(csv.DictReader(io.StringIO(_download(page, "CSV").decode("utf-8-sig"))))
    assert [row["Report"] for row in rows] == expected
    table = pyarrow.parquet.read_table(io.BytesIO(_download(page, "Parquet")))
    assert table.column("Report").to_pylist() == expected
    with zipfile.ZipFile(io.BytesIO(_download(page, "XLSX"))) as book:
        sheet = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xml"))
    assert all(report in sheet for report in expected)
    page.get_by_role("button", name="Clear all fields").click()
    expect(page.get_by_text(f"{len(reading.reports)} of {len(reading.reports)} reports")).to_be_visible(
        timeout=PATIENCE
    )
    _expect_link(page, {})


# Sources, claims, gaps.


def test_leaving_out_a_publisher_shows_what_changes(visit: Visit, reading: Reading) -> None:
    ledger = reading.ledger
    other = reduce(without(ledger.events, ledger.sources, "Kabul Now"), reading.spans)
    apart = differences(reading.spans, other, ledger.war.opening_day)
    page = visit("sources")
    page.get_by_label("Exclude a publisher").first.click()
    page.keyboard.type("Kabul Now")
    page.get_by_role("option", name="Kabul Now", exact=True).click()
    said = page.get_by_text(f"{len(apart.standing)} of 421 districts would be shown differently on 5 July 2021")
    expect(said).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {"without": "Kabul Now"})
    expect(page.locator(".plate [data-place]")).to_have_count(421, timeout=PATIENCE)


def test_a_claim_of_the_table_is_laid_open(visit: Visit, atlas: Atlas) -> None:
    page = visit("claims")
    _click_cell(page, 0, row=1, column=0)
    expect(page.get_by_text("Reports behind our figure: ")).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {"claim": sorted(atlas.ledger.claims, key=lambda claim: claim.day)[1].id})


def test_a_bar_of_ages_lists_its_districts(visit: Visit) -> None:
    page = visit("gaps")
    bar = page.locator("[data-testid=stVegaLiteChart] .mark-rect path[aria-label]").first
    _click_mark(bar)
    expect(page.get_by_role("heading", name="Last report: 0–7 days")).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {"age": "0"})


# Publish.


def test_a_tall_picture_can_be_taken_away_without_scrolling_and_its_title_be_read_as_it_is_typed(visit: Visit) -> None:
    page = visit("publish?day=2021-08-14&format=9x16", viewport=WIDE)
    expect(page.get_by_role("button", name="Download as PNG")).to_be_in_viewport(ratio=1)
    field = page.get_by_role("textbox", name="Title")
    field.fill("The Taliban take Mazar-e-Sharif and six other provincial capitals")
    counter, typed = page.get_by_test_id("InputInstructions").bounding_box(), field.bounding_box()
    assert counter and typed
    assert counter["y"] + counter["height"] <= typed["y"]
    assert typed["width"] >= 400


def test_a_picture_is_taken_away_and_opens_its_view_again(visit: Visit, tmp_path: Path) -> None:
    page = visit("publish?day=2021-07-05&format=1x1&lang=nl")
    picture = page.get_by_test_id("stImage").locator("img")
    expect(picture).to_have_attribute("alt", re.compile("5 juli 2021"), timeout=PATIENCE)
    assert picture.evaluate("(img) => [img.complete, img.naturalWidth]") == [True, 1080]
    copied = page.get_by_test_id("stCode").locator("code").first
    assert copied.evaluate("(code) => getComputedStyle(code).unicodeBidi") == "plaintext"  # for what is in Dari
    with page.expect_download() as taken:
        page.get_by_role("button", name="Download as PNG").click()
    assert taken.value.suggested_filename == "control-atlas-2021-07-05-nl-1x1.png"
    kept = tmp_path / taken.value.suggested_filename
    taken.value.save_as(kept)
    told = read_png(kept.read_bytes())
    assert urlsplit(told["Source"]).query == "day=2021-07-05&lang=nl"
    other = visit("publish?day=2021-08-14")
    _opens_pictures(other).set_input_files(kept)
    expect(other.get_by_role("heading", level=1)).to_have_text("Publish: 5 July 2021", timeout=PATIENCE)
    _expect_link(other, {"day": "2021-07-05", "lang": "nl"})


def test_the_name_of_a_file_is_shown_as_it_is_and_no_part_of_it_is_a_sign(visit: Visit) -> None:
    name = "![x](&#47;&#47;a.example&#47;p.png) www.a.example me@a.example :streamlit: <b>.png"
    page = visit("publish")
    file: Any = {"name": name, "mimeType": "image/png", "buffer": b"no picture"}
    _opens_pictures(page).set_input_files(file)
    refused = page.get_by_test_id("stAlert")
    expect(refused).to_contain_text("is no PNG", timeout=PATIENCE)
    assert refused.inner_text().replace("\u2060", "").startswith(f"{name}: ")
    assert refused.locator("a, b, img").count() == 0


def test_a_film_can_be_broken_off_and_made(visit: Visit) -> None:
    page = visit("publish")
    page.get_by_role("button", name="Make the film of 154 days").click()
    page.get_by_role("button", name="Cancel").click(timeout=PATIENCE)
    expect(page.get_by_role("progressbar")).to_have_count(0, timeout=PATIENCE)
    rest(page)
    assert page.get_by_role("button", name="Download the film").count() == 0
    page.goto(urljoin(page.url, "publish?first=2021-07-03&last=2021-07-05"))
    rest(page)
    page.get_by_role("button", name="Make the film of 3 days").click()
    expect(page.get_by_role("button", name="Download the film")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("video")).to_be_visible()


def _link(page: Page) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(page.url).query).items()}


def _expect_link(page: Page, link: Mapping[str, str]) -> None:
    told = json.dumps(sorted(link.items()), ensure_ascii=False, separators=(",", ":"))
    with suppress(TimeoutError):
        page.wait_for_function(ADDRESSED, arg=told, timeout=PATIENCE)
    assert _link(page) == link


def _type(page: Page, label: str, words: str) -> None:
    field = page.get_by_role("textbox", name=label, exact=True)
    field.fill(words)
    field.press("Enter")


def _grid(page: Page, number: int) -> Locator:
    """A table is drawn on a canvas, with the cells beside it for those who cannot see."""
    grid = page.get_by_test_id("stDataFrame").nth(number)
    grid.scroll_into_view_if_needed()
    grid.locator("[role=gridcell]").first.wait_for(state="attached")
    grid.evaluate(STILL)
    return grid


def _cells(page: Page, number: int) -> list[str]:
    return _grid(page, number).locator("[role=gridcell]").all_text_contents()


def _click_mark(mark: Locator) -> None:
    """Click a mark of a chart, over which a transparent sheet lies; a chart that can be saved hears a click."""
    chart = mark.locator("xpath=ancestor::*[@data-testid='stFullScreenFrame']")
    expect(chart.get_by_role("button", name="Download as PNG")).to_have_count(1, timeout=PATIENCE)
    mark.scroll_into_view_if_needed()
    mark.evaluate(STILL)
    mark.click(force=True)


def _click_cell(page: Page, number: int, row: int, column: int) -> None:
    """Click on the canvas where a cell is: rows are 35 pixels high, the head too."""
    grid = _grid(page, number)
    heads = grid.locator("[role=columnheader]").all_text_contents()
    box = grid.bounding_box()
    assert box
    page.mouse.click(box["x"] + (column + 0.5) * box["width"] / max(len(heads), 1), box["y"] + (row + 1.5) * 35)


@pytest.mark.parametrize(("old", "said"), [(True, "Copied."), (False, "The browser does not let this page copy.")])
def test_a_copy_button_that_cannot_copy_selects_the_text_and_says_so(
    contexts: Callable[..., tuple[Page, Watch]], app_address: str, old: bool, said: str
) -> None:
    """As over plain http, where a page has no clipboard; whether the old way of copying works is up to the browser."""
    page, watch = contexts(app_address)
    page.goto(f"{app_address}/publish")
    rest(page)
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.evaluate(f"document.execCommand = (command) => command === 'copy' && {str(old).lower()}")
    link = page.get_by_test_id("stCode").first
    link.hover()
    link.get_by_role("button", name="Copy to clipboard").click()
    expect(page.get_by_role("status").filter(has_text=said)).to_be_visible()
    assert page.evaluate("getSelection().toString()") == link.locator("code").inner_text()
    assert all("Failed to copy" in fault for fault in watch.faults)  # Streamlit logs what it does not say
    watch.faults.clear()


def _download(page: Page, kind: str) -> bytes:
    choices = page.get_by_role("button", name="Download", exact=True)
    choices.click()
    with page.expect_download() as coming:
        page.get_by_test_id("stPopoverBody").get_by_role("button", name=kind, exact=True).click()
    choices.click()
    return coming.value.path().read_bytes()


def _opens_pictures(page: Page) -> Locator:
    """The field that takes a picture made here; others take a logo or a preset."""
    return page.get_by_role("region", name="A PNG made here").locator("input[type=file]")
