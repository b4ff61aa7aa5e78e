"""The Streamlit app, in a real browser with all but its own address closed."""

import json
import os
import re
import struct
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, Route

from geo.paint.palette import palette
from geo.places.lenses import load_lenses
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reader import FRAME, PATIENCE, Reader, Watch, days_from

PICTURE = Path(__file__).with_name("atlas.png")
OPENING = date(2021, 7, 5)
YAWAN = "1709"
MOST = 2048
"""Bytes that a committed view may send, and receive: DESIGN.md, "Speed"."""

MARK = "() => { window.marked = true; }"
IS_MARKED = "() => window.marked === true"
ADDRESSED = "([name, value]) => new URLSearchParams(location.search).get(name) === value"
COUNTED_BY = "(lens) => document.querySelector('.atlas').dataset.lens === lens"
AS_TALL_AS_ITS_PAGE = """
() => {
  const { scrollHeight, clientHeight } = document.documentElement;
  const atlas = document.querySelector(".atlas").getBoundingClientRect();
  return scrollHeight <= clientHeight && Math.abs(atlas.height - clientHeight) < 2;
}
"""
STILL = """
() => {
  const roots = [...document.querySelectorAll("*")].map((one) => one.shadowRoot);
  const still = roots.map((root) => root?.querySelector(".atlas__map > svg")).find((svg) => svg?.querySelector("path"));
  if (!still) return null;
  const { left, top, width, height } = still.getBoundingClientRect();
  return [left, top, width, height];
}
"""
"""Where the still draws the country, or null once it has gone."""
DRAWN_AT = """
() => {
  const around = window.frameElement.getBoundingClientRect();
  const boxes = [...document.querySelectorAll(".atlas__outline")].map((line) => line.getBoundingClientRect());
  const [left, top] = [Math.min(...boxes.map((box) => box.left)), Math.min(...boxes.map((box) => box.top))];
  const [right, bottom] = [Math.max(...boxes.map((box) => box.right)), Math.max(...boxes.map((box) => box.bottom))];
  return [around.left + left, around.top + top, right - left, bottom - top];
}
"""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


def test_it_opens_on_the_fifth_of_july(page: Reader) -> None:
    assert page.day == OPENING
    assert page.see("card").is_hidden()
    assert page.words("date") == "5 July 2021"
    assert page.page.get_by_test_id("stAlert").count() == 0
    assert page.page.title() == "Control Atlas"
    assert page.page.locator(FRAME).get_attribute("title") == "Afghanistan 2021"


def test_a_link_opens_its_view(open_app: Callable[..., Reader]) -> None:
    reader = open_app("?day=2021-07-20&district=1709")
    assert reader.day == date(2021, 7, 20)
    assert reader.words("card-name") == "Yawan"
    assert reader.words("card-standing").endswith("on 20 July 2021")
    assert _address(reader) == {"day": "2021-07-20", "district": "1709"}


@pytest.mark.parametrize(
    ("link", "note"),
    [
        ("?day=2021-99-99&district=9999", "must be a date like"),
        ("?day=1999-01-01", "1 January 1999 is outside"),
        ("?day=%3Cimg%20src=x%20onerror=%22window.hacked=1%22%3E", "must be a date like"),
    ],
)
def test_a_broken_link_opens_the_default_view_with_a_note(
    open_app: Callable[..., Reader], link: str, note: str
) -> None:
    reader = open_app(link)
    said = reader.page.get_by_test_id("stAlert").all_inner_texts()
    assert any(note in words for words in said)
    assert len(said) == (2 if "9999" in link else 1)
    assert reader.day == OPENING
    assert reader.see("card").is_hidden()
    assert reader.page.evaluate("window.hacked") is None


def test_the_address_follows_without_a_new_frame_and_back_goes_back(page: Reader) -> None:
    page.frame.evaluate(MARK)
    mounted = list(page.watch.mounted)
    page.drag(days_from(date(2021, 7, 10), 6))
    _wait_address(page, "day", "2021-07-15")
    page.wait_settled()
    page.place(YAWAN).click()
    _wait_address(page, "district", YAWAN)
    page.wait_settled()
    page.press("Shift+ArrowRight")
    _wait_address(page, "day", "2021-07-22")
    page.wait_settled()
    assert _address(page) == {"day": "2021-07-22", "district": YAWAN}

    page.page.go_back()
    page.wait_for_day(date(2021, 7, 15))
    assert page.words("card-name") == "Yawan"
    page.wait_settled()
    page.page.go_back()
    page.see("card").wait_for(state="hidden")
    page.wait_settled()
    assert (page.day, _address(page)) == (date(2021, 7, 15), {"day": "2021-07-15"})
    page.page.go_forward()
    page.see("card").wait_for()

    assert page.page.locator(FRAME).count() == 1
    assert page.frame.evaluate(IS_MARKED)
    assert page.watch.mounted == mounted


def test_the_atlas_counts_by_the_lens_of_the_address_without_a_new_frame(
    page: Reader, open_app: Callable[..., Reader]
) -> None:
    people = load_lenses()["people"]
    page.frame.evaluate(MARK)
    mounted = list(page.watch.mounted)
    page.page.get_by_role("combobox", name="Count").select_option("people")
    page.wait_for(COUNTED_BY, "people")
    _wait_address(page, "lens", "people")
    assert page.words("denominator").startswith(people.of)
    assert page.frame.evaluate(IS_MARKED)
    assert page.watch.mounted == mounted
    assert open_app("?lens=people").words("denominator").startswith(people.of)


def test_back_from_the_first_move_is_the_default_view(page: Reader) -> None:
    page.click_day(date(2021, 8, 1))
    _wait_address(page, "day", "2021-08-01")
    page.wait_settled()
    page.page.go_back()
    page.wait_for_day(OPENING)
    assert _address(page) == {}


def test_a_link_taken_from_the_address_opens_the_same_view(page: Reader, open_app: Callable[..., Reader]) -> None:
    page.click_day(date(2021, 8, 1))
    page.place(YAWAN).click()
    _wait_address(page, "district", YAWAN)
    again = open_app("?" + urlsplit(page.page.url).query)
    assert (again.day, again.words("card-name")) == (date(2021, 8, 1), "Yawan")


def test_the_card_links_to_the_district_s_page_and_its_reports_as_they_are_read_now(
    open_app: Callable[..., Reader],
) -> None:
    reader = open_app(f"?day=2021-07-05&known=2021-07-10&lens=people&district={YAWAN}&utm_source=x")
    reader.page.evaluate(MARK)
    page, ledger = reader.see("card-page").all()
    here = {"day": "2021-07-05", "known": "2021-07-10", "lens": "people", "district": YAWAN}
    for link, path, own in ((page, "/districts", {}), (ledger, "/ledger", {"text": "Yawan"})):
        address = urlsplit(link.get_attribute("href") or "")
        assert (address.path, dict(parse_qsl(address.query))) == (path, here | own)
    page.click()
    reader.page.get_by_role("heading", name="Yawan").first.wait_for()
    assert (urlsplit(reader.page.url).path, _address(reader)) == ("/districts", here)
    assert reader.page.evaluate(IS_MARKED)  # the app was not loaded anew


def test_the_key_of_the_search_field_leads_to_it_from_the_page_around(open_app: Callable[..., Reader]) -> None:
    reader = open_app("")
    reader.press("/")
    reader.page.keyboard.type("yaw")
    reader.press("Enter")
    reader.see("card").wait_for()
    assert reader.words("card-name") == "Yawan"


def test_nothing_is_sent_while_the_reader_scrubs(page: Reader) -> None:
    before = page.watch.quiet()
    during: list[tuple[int, int, int]] = []

    def rest() -> None:
        page.wait_frames(30)  # twice as long as it takes a hand at rest to be told of
        during.append(page.watch.quiet())

    page.drag(days_from(date(2021, 5, 1), 100), meanwhile=rest)
    assert during == [before]
    _wait_address(page, "day", "2021-08-08")
    page.wait_settled()
    assert page.watch.quiet() > before


def test_a_committed_view_costs_two_kilobytes_at_most(page: Reader) -> None:
    """The first one, one of another day, and one that opens a district."""
    measured = []
    for step, (name, value) in enumerate([("day", "2021-07-20"), ("day", "2021-06-21"), ("district", YAWAN)]):
        sent, received, _ = page.watch.quiet()
        if name == "day":
            page.click_day(date.fromisoformat(value))
        else:
            page.place(value).click()
        _wait_address(page, name, value)
        page.wait_settled()
        page.wait_frames(20)
        measured.append((sum(page.watch.sent[sent:]), sum(page.watch.received[received:])))
        assert len(page.watch.sent) > sent, step
    print("\nbytes per committed view (up, down):", json.dumps(measured))
    assert [view for view in measured if max(view) > MOST] == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_atlas_takes_the_theme_of_the_app(open_app: Callable[..., Reader], theme: str) -> None:
    other = {"light": "dark", "dark": "light"}[theme]
    reader = open_app(f"?embed=true&embed_options={theme}_theme", color_scheme=other)
    reader.wait_for("(theme) => document.querySelector('.atlas').dataset.theme === theme", theme)
    colours = palette(reader.atlas.ledger.war, theme)
    assert reader.fill(YAWAN) == "rgb({}, {}, {})".format(*bytes.fromhex(colours["taliban"][1:]))
    ground = reader.page.get_by_test_id("stApp").evaluate("app => getComputedStyle(app).backgroundColor")
    assert ground == "rgb({}, {}, {})".format(*bytes.fromhex(colours["paper"][1:]))
    reader.click_day(date(2021, 7, 20))
    _wait_address(reader, "day", "2021-07-20")
    reader.wait_settled()
    assert reader.root.get_attribute("data-theme") == theme


def test_on_a_phone_nothing_scrolls_sideways_and_the_frame_is_as_tall_as_its_page(
    open_app: Callable[..., Reader],
) -> None:
    reader = open_app(viewport=NARROW)
    reader.wait_for(AS_TALL_AS_ITS_PAGE)
    assert reader.page.evaluate(SIDEWAYS) <= 0
    assert reader.frame.evaluate(SIDEWAYS) <= 0
    reader.place(YAWAN).dispatch_event("click")  # a card is longer or shorter than the news
    reader.see("card").wait_for()
    reader.wait_for(AS_TALL_AS_ITS_PAGE)
    assert reader.page.evaluate(SIDEWAYS) <= 0


def test_on_a_laptop_the_whole_atlas_is_on_the_first_screen(page: Reader) -> None:
    frame = page.page.locator(FRAME).bounding_box()
    assert frame
    assert frame["y"] + frame["height"] <= 900
    assert frame["width"] >= 1400
    assert page.page.evaluate(SIDEWAYS) <= 0
    assert page.frame.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert frame["y"] + frame["height"] >= 899


def test_below_the_map_stand_the_method_and_links_with_the_day(page: Reader) -> None:
    app = page.page
    page.click_day(date(2021, 7, 20))
    _wait_address(page, "day", "2021-07-20")
    page.wait_settled()
    app.get_by_text("How we decide who controls a place").click()
    app.get_by_text("A report takes effect on the latest day it may refer to").wait_for()
    app.get_by_role("link", name="By province").click()
    app.get_by_role("heading", name="How each province fell to the Taliban").wait_for()
    assert _address(page) == {"day": "2021-07-20"}


def _address(reader: Reader) -> dict[str, str]:
    return {name: value for name, (value,) in parse_qs(urlsplit(reader.page.url).query).items()}


def _wait_address(reader: Reader, name: str, value: str) -> None:
    reader.page.wait_for_function(ADDRESSED, arg=[name, value])


def test_a_reader_quicker_than_the_server_leaves_page_and_address_agreed(page: Reader) -> None:
    for day in (date(2021, 7, 20), date(2021, 8, 10), date(2021, 6, 20), date(2021, 8, 3)):
        page.click_day(day)
        page.wait_frames(20)  # long enough for the page to tell, too short for the app to have answered
    page.page.wait_for_url("**/?day=2021-08-03")
    page.wait_settled()
    assert page.day == date(2021, 8, 3)
    assert page.page.url.endswith("/?day=2021-08-03")


def test_the_readmes_picture_is_of_the_app_as_it_opens(page: Reader) -> None:
    """With ATLAS_PICTURE set it is taken anew; what it shows is asserted elsewhere."""
    if os.environ.get("ATLAS_PICTURE"):
        page.page.screenshot(path=PICTURE)
    width, height = struct.unpack(">II", PICTURE.read_bytes()[16:24])
    assert (width, height) == (WIDE["width"], WIDE["height"])


@pytest.mark.parametrize("screen", [WIDE, {"width": 1024, "height": 768}, NARROW], ids=["laptop", "small", "phone"])
def test_until_the_frame_has_come_a_still_stands_where_it_will_draw(
    contexts: Callable[..., tuple[Page, Watch]], app_address: str, screen: dict[str, int]
) -> None:
    page, _ = contexts(app_address, viewport=screen)
    held: list[Route] = []
    page.route(re.compile("streamlit_folium.*html"), lambda route: held.append(route))
    page.goto(app_address)
    page.wait_for_function(STILL, timeout=PATIENCE)
    page.wait_for_timeout(1000)  # until what stands above it has its size
    early = page.evaluate(STILL)
    for route in held:
        route.continue_()
    page.wait_for_function(f"() => !({STILL})()", timeout=PATIENCE)
    late = page.frame_locator(FRAME).locator(".atlas").evaluate(DRAWN_AT)
    assert [abs(one - other) <= 2 for one, other in zip(early, late, strict=True)] == [True] * 4
