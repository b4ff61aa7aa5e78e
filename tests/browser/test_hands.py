"""Wheels, fingers and keys on the atlas page: what is the strip's or the map's, and what stays the page's own."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW
from tests.browser.reader import FRAMES, PATIENCE, SETTLED, Reader, Watch

OPENING = date(2021, 7, 5)
DAY = timedelta(days=1)
YAWAN = "1709"
LOW = {"width": 1440, "height": 440}
"""A window lower than the page, which so scrolls."""
SCROLLED = "() => scrollY"
IN_FOCUS = "() => document.activeElement.dataset.place"
MAP_MOVED = """
() => {
  const [pane, map] = [".leaflet-map-pane", ".atlas__map"].map((part) => document.querySelector(part));
  return pane.getBoundingClientRect().top - map.getBoundingClientRect().top;
}
"""

Open = Callable[..., Reader]


@pytest.fixture
def low(open_saved: Open) -> Reader:
    """A page that scrolls, on the day it opens with, the mouse over its strip."""
    reader = open_saved(viewport=LOW)
    reader.see("time").scroll_into_view_if_needed()
    reader.frame.evaluate("() => scrollTo(0, 20)")
    reader.page.mouse.move(*reader.point_of(OPENING))
    assert reader.frame.evaluate(SCROLLED) == 20
    return reader


@pytest.fixture
def phone(open_saved: Open) -> Reader:
    return open_saved(viewport=NARROW, has_touch=True, is_mobile=True)


def test_the_wheel_turns_days_only_across_or_with_shift(low: Reader) -> None:
    low.page.mouse.wheel(100, 0)
    low.wait_for_day(OPENING + DAY)
    low.page.keyboard.down("Shift")
    low.page.mouse.wheel(0, 100)
    low.wait_for_day(OPENING + 2 * DAY)
    low.page.keyboard.up("Shift")
    assert low.frame.evaluate(SCROLLED) == 20
    low.page.mouse.wheel(0, 40)
    low.wait_for("() => scrollY > 20")
    assert low.day == OPENING + 2 * DAY


def test_in_focus_the_strip_takes_the_wheel_until_the_last_day(low: Reader) -> None:
    low.click_day(low.atlas.last - DAY)
    low.page.mouse.wheel(0, 100)
    low.wait_for_day(low.atlas.last)
    assert low.frame.evaluate(SCROLLED) == 20
    low.page.mouse.wheel(0, 100)
    low.wait_for("() => scrollY > 20")


def test_with_ctrl_the_wheel_zooms_the_page_and_turns_nothing(low: Reader) -> None:
    low.see("time").focus()
    held = """
    (part) => {
      const turn = new WheelEvent("wheel", { deltaY: 100, ctrlKey: true, bubbles: true, cancelable: true });
      part.dispatchEvent(turn);
      return turn.defaultPrevented;
    }
    """
    assert low.see("time").evaluate(held) is False
    assert low.day == OPENING


def test_beside_the_map_the_wheel_never_scrolls_the_page(low: Reader) -> None:
    low.frame.evaluate("() => scrollTo(0, 0)")
    for height in ("", "400px", "4000px"):  # of what is listed: as it is, with nothing to scroll, with much
        low.see("news").evaluate("(news, height) => Object.assign(news.style, { height, overflow: 'hidden' })", height)
        box = low.see("below").bounding_box()
        assert box
        low.page.mouse.move(box["x"] + 20, box["y"] + 20)
        for _ in range(4):
            low.page.mouse.wheel(0, 3000)
            low.wait_frames(10)
        assert low.frame.evaluate(SCROLLED) == 0


def test_one_finger_on_the_map_scrolls_the_page_until_the_map_has_been_zoomed(phone: Reader) -> None:
    assert _swipe(phone, "map", along=-150) > 100
    assert abs(phone.frame.evaluate(MAP_MOVED)) < 1
    phone.press("+")
    phone.wait_for("() => document.querySelector('.atlas').hasAttribute('data-moved')")
    phone.wait_for("() => !document.querySelector('.leaflet-zoom-anim')")
    assert _swipe(phone, "map", along=-60) == 0
    assert phone.frame.evaluate(MAP_MOVED) < -30
    phone.press("0")
    phone.wait_for("() => !document.querySelector('.atlas').hasAttribute('data-moved')")
    assert _swipe(phone, "map", along=-60) > 30


def test_a_mouse_moves_the_map_from_the_beginning(open_saved: Open) -> None:
    reader = open_saved()
    box = reader.see("map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x, y - 80, steps=4)
    reader.page.mouse.up()
    assert reader.root.get_attribute("data-moved") is not None


def test_a_finger_that_scrolls_past_the_strip_leaves_the_day(phone: Reader) -> None:
    assert _swipe(phone, "chart", along=-150) > 100
    assert phone.day == OPENING
    assert _swipe(phone, "chart", across=-120) == 0
    assert phone.day < OPENING


def test_the_slider_has_the_keys_of_a_slider(open_saved: Open) -> None:
    reader = open_saved()
    slider = reader.see("time")
    slider.focus()
    days = (reader.atlas.last - reader.atlas.first).days + 1
    arrivals = {
        "ArrowUp": OPENING + DAY,
        "ArrowDown": OPENING,
        "PageUp": OPENING + round(days / 10) * DAY,
        "PageDown": OPENING,
        "ArrowRight": OPENING + DAY,
        "Home": reader.atlas.first,
        "End": reader.atlas.last,
    }
    for key, day in arrivals.items():
        reader.press(key)
        reader.wait_for_day(day)
        assert slider.get_attribute("aria-valuenow") == str((day - reader.atlas.first).days)


def test_space_opens_the_district_in_focus_and_plays_nothing(open_saved: Open) -> None:
    reader = open_saved()
    reader.place(YAWAN).focus()
    reader.press(" ")
    assert reader.words("card-name") == "Yawan"
    assert reader.root.get_attribute("data-playing") is None


def test_home_and_end_walk_the_districts_and_leave_the_day(open_saved: Open) -> None:
    reader = open_saved()
    codes = reader.frame.locator("path[data-place]").evaluate_all("all => all.map((path) => path.dataset.place)")
    reader.place(YAWAN).focus()
    reader.press("End")
    assert reader.frame.evaluate(IN_FOCUS) == max(codes)
    reader.press("Home")
    assert reader.frame.evaluate(IN_FOCUS) == min(codes)
    assert reader.day == OPENING


def test_one_finger_on_a_plate_or_a_table_at_its_end_scrolls_the_page(
    contexts: Callable[..., tuple[Page, Watch]], app_address: str
) -> None:
    page, _ = contexts(app_address, viewport=NARROW, has_touch=True, is_mobile=True)
    page.goto(f"{app_address}/provinces?province=AF17")
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    main = page.get_by_test_id("stMain")
    table = page.get_by_test_id("stDataFrame").first
    for part in (page.locator(".plate__map"), table):
        part.scroll_into_view_if_needed()
        table.locator(".dvn-scroller").evaluate("part => part.scrollTo(0, part.scrollHeight)")
        page.evaluate(FRAMES, 20)
        before = main.evaluate("part => part.scrollTop")
        _swipe_over(page, part, along=-100)
        assert main.evaluate("part => part.scrollTop") > before + 50


def _swipe(reader: Reader, name: str, across: int = 0, along: int = 0) -> float:
    """Swipe with one finger over a part of the atlas; returns how far the page scrolled."""
    reader.see(name).scroll_into_view_if_needed()
    before = reader.frame.evaluate(SCROLLED)
    _swipe_over(reader.page, reader.see(name), across, along)
    scrolled: float = reader.frame.evaluate(SCROLLED) - before
    return scrolled


def _swipe_over(page: Page, part: Locator, across: int = 0, along: int = 0) -> None:
    """Swipe with one finger from the middle of a part, in pixels, and wait until what it moved has come to rest."""
    box = part.bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    session = page.context.new_cdp_session(page)
    for step in range(11):
        point = {"x": x + across * step / 10, "y": y + along * step / 10}
        kind = "touchMove" if step else "touchStart"
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        page.evaluate(FRAMES, 1)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.evaluate(FRAMES, 20)


def test_a_mouse_over_the_strip_reads_the_day_under_it_and_a_finger_does_not(open_saved: Open, phone: Reader) -> None:
    reader = open_saved()
    named = reader.see("pointed")
    reader.page.mouse.move(*reader.point_of(date(2021, 8, 14)))
    assert (named.text_content(), named.is_visible()) == ("14 August 2021", True)
    assert reader.day == OPENING
    reader.page.mouse.down()
    assert not named.is_visible()
    reader.page.mouse.up()
    phone.page.touchscreen.tap(*phone.point_of(OPENING + DAY))
    assert not phone.see("pointed").is_visible()


@pytest.mark.parametrize("close", ["its cross", "Escape"])
def test_a_finger_opens_a_card_and_no_tip_stays_once_it_is_closed(phone: Reader, close: str) -> None:
    phone.place(YAWAN).tap()
    expect(phone.see("card")).to_be_visible()
    if close == "Escape":
        phone.press("Escape")
    else:
        phone.see("close").tap()
    expect(phone.see("card")).to_be_hidden()
    phone.wait_frames(3)
    assert phone.see("tip").is_hidden()
    phone.place(YAWAN).focus()
    phone.press("PageDown")  # by keyboard the district in focus is named again
    expect(phone.see("tip")).to_be_visible()
