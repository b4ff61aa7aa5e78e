"""The answer to a click: it is where the eye is, what was chosen stays marked, and closing leads back there."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, WIDE, Open, Visit
from tests.browser.reader import PATIENCE, Reader, rest
from tests.browser.test_pages import STILL, _click_cell, _click_mark, _expect_link

LAPTOP = {"width": 1280, "height": 720}
PHONE = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
COMPARE, HINDSIGHT, PROVINCE = (
    "compare?from=2021-07-01&to=2021-07-31",
    "hindsight?day=2021-07-05",
    "provinces?province=AF17",
)
FOCUSED = """
() => {
  let focused = document.activeElement;
  while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused.dataset.place ?? focused.dataset.testid ?? focused.tagName;
}
"""


def _place(code: str) -> Callable[[Page], None]:
    return lambda page: page.locator(f'.plate [data-place="{code}"]').click()


def _cell(table: int, row: int, column: int) -> Callable[[Page], None]:
    return lambda page: _click_cell(page, table, row, column)


def _legend(page: Page) -> None:
    page.locator(".plate__ask").first.click()


def _mark(page: Page) -> None:
    _click_mark(page.locator("[data-testid=stVegaLiteChart] .mark-symbol path[aria-label]").last)


CLICKS = {
    "compare, map": (COMPARE, _place("1709")),
    "compare, legend": (COMPARE, _legend),
    "compare, number": (COMPARE, _cell(0, 3, 1)),
    "compare, list": (COMPARE, _cell(1, 3, 0)),
    "hindsight, map": (HINDSIGHT, _place("1709")),
    "hindsight, number": (HINDSIGHT, _cell(0, 2, 2)),
    "hindsight, list": (HINDSIGHT, _cell(1, 2, 0)),
    "province, map": (PROVINCE, _place("1709")),
    "province, legend": (PROVINCE, _legend),
    "province, list": (PROVINCE, _cell(0, 2, 0)),
    "provinces, number": ("provinces", _cell(0, 3, 2)),
    "district, map": ("districts?district=1709", _place("1701")),
    "district, chart": ("districts?district=1709", _mark),
}


@pytest.mark.parametrize("screen", [LAPTOP, NARROW], ids=["laptop", "phone"])
@pytest.mark.parametrize("click", CLICKS)
def test_an_answer_opens_in_view_with_the_focus_and_closes(visit: Visit, click: str, screen: dict[str, int]) -> None:
    link, act = CLICKS[click]
    page = visit(link, viewport=screen)
    act(page)
    heading = _opened(page)
    close = page.locator("[class*=st-key-close-] button")
    for part in (heading, close):
        box = part.bounding_box()
        assert box
        assert 0 <= box["y"] <= screen["height"] - box["height"]
        assert 0 <= box["x"] <= screen["width"] - box["width"]
    assert page.evaluate(FOCUSED) == "H2"
    page.keyboard.press("Escape")
    expect(close).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("link", [COMPARE, HINDSIGHT, PROVINCE])
def test_the_answer_to_a_district_stands_beside_its_map_where_it_is_outlined(visit: Visit, link: str) -> None:
    page = visit(link, viewport=WIDE)
    district = page.locator('.plate [data-place="1709"]')
    district.click()
    heading = _opened(page)
    plate, answer = page.locator(".plate__map").bounding_box(), heading.bounding_box()
    assert plate
    assert answer
    assert answer["x"] > plate["x"] + plate["width"]
    assert answer["y"] < plate["y"] + plate["height"]
    assert page.locator(".plate__picked").get_attribute("d") == district.get_attribute("d")
    page.get_by_role("button", name="Close").click()
    expect(heading).to_have_count(0, timeout=PATIENCE)
    expect(page.locator(".plate__picked")).to_have_attribute("d", "")
    assert page.evaluate(FOCUSED) == "1709"


def test_a_line_of_the_legend_that_is_open_is_the_current_one(visit: Visit) -> None:
    page = visit(PROVINCE)
    lines = page.locator(".plate__ask")
    lines.nth(1).click()
    heading = _opened(page)
    assert [line.get_attribute("aria-current") for line in lines.all()].index("true") == 1
    page.keyboard.press("Escape")
    expect(heading).to_have_count(0, timeout=PATIENCE)
    expect(lines.nth(1)).to_be_focused()
    expect(lines.nth(1)).to_have_attribute("aria-current", "false")


def test_one_answer_takes_the_place_of_another_and_back_returns_to_it(visit: Visit, newly: int) -> None:
    page = visit(COMPARE)
    page.locator('.plate [data-place="1709"]').click()
    _opened(page)
    page.get_by_test_id("stDataFrame").first.hover()  # a table takes no click from a pointer that it never saw move
    _click_cell(page, 0, row=3, column=1)
    number = page.get_by_role("heading", name=f"{newly} districts on 31 July 2021")
    expect(number).to_be_visible(timeout=PATIENCE)
    rest(page)
    days = {"from": "2021-07-01", "to": "2021-07-31"}
    _expect_link(page, {**days, "number": "2021-07-01.unknown.2021-07-31.taliban"})
    expect(page.locator("[class*=st-key-answer-]")).to_have_count(1)
    page.go_back()
    expect(page.get_by_role("heading", name="Yawan, Badakhshan")).to_be_visible(timeout=PATIENCE)
    _expect_link(page, {**days, "picked": "1709"})


def test_a_table_takes_the_focus_back_and_does_not_open_again(visit: Visit) -> None:
    page = visit(COMPARE)
    _click_cell(page, 1, row=3, column=0)
    heading = _opened(page)
    page.keyboard.press("Escape")
    expect(heading).to_have_count(0, timeout=PATIENCE)
    rest(page)
    assert page.evaluate(FOCUSED) == "stDataFrame"
    _expect_link(page, {"from": "2021-07-01", "to": "2021-07-31"})


def test_a_link_with_an_answer_opens_at_the_head_of_its_page(visit: Visit) -> None:
    page = visit(f"{COMPARE}&picked=1709", viewport=LAPTOP)
    expect(page.get_by_role("heading", name="Yawan, Badakhshan")).to_be_attached(timeout=PATIENCE)
    rest(page)
    assert page.get_by_test_id("stMain").evaluate("(main) => main.scrollTop") == 0
    assert page.evaluate(FOCUSED) != "H2"


def test_on_a_phone_an_answer_is_a_sheet_that_leaves_what_was_tapped_in_sight(visit: Visit) -> None:
    page = visit(HINDSIGHT, **PHONE)
    district = page.locator('.plate [data-place="2401"]')
    district.tap()
    _opened(page)
    sheet = page.locator("[class*=st-key-answer-]")
    sheet.evaluate(STILL)
    box, tapped = sheet.bounding_box(), district.bounding_box()
    assert box
    assert tapped
    assert box["y"] + box["height"] == NARROW["height"]
    assert tapped["y"] + tapped["height"] <= box["y"]


@pytest.mark.parametrize(
    ("link", "key", "day"),
    [
        ("compare?from=2021-05-04&to=2021-08-31", "from", "May 4, 2021"),
        ("hindsight?day=2021-07-20", "day", "July 20, 2021"),
        ("ledger", "from", "April 6, 2021"),
        ("ledger?from=2021-05-04", "to", "September 6, 2021"),
    ],
)
def test_a_calendar_opens_on_the_day_that_its_field_shows(visit: Visit, link: str, key: str, day: str) -> None:
    page = visit(link)
    page.locator(f".st-key-linked-{key} [data-testid=stDateInputCalendarButton]").click()
    chosen = page.get_by_role("dialog").locator("[role=button][data-selected]")
    expect(chosen).to_have_attribute("aria-label", re.compile(day), timeout=PATIENCE)


def _opened(page: Page) -> Locator:
    """Wait for the heading of the one answer that is open, and until it has come to rest."""
    heading = page.locator("[class*=st-key-answers-]:has([class*=st-key-close-] button) h2").first
    expect(heading).to_be_focused(timeout=PATIENCE)
    rest(page)
    heading.evaluate(STILL)
    return heading


# The atlas on a phone: in the app, and as one file.


@pytest.fixture(params=["app", "file"])
def phone(request: pytest.FixtureRequest) -> Reader:
    opened: Reader = request.getfixturevalue("open_app" if request.param == "app" else "open_saved")(**PHONE)
    return opened


def _sheet(phone: Reader) -> tuple[float, float]:
    """Where the card stands on the phone's screen: its upper and its lower edge."""
    card = phone.see("card")
    expect(card).to_be_focused(timeout=PATIENCE)
    card.evaluate(STILL)
    box = card.bounding_box()
    assert box
    return box["y"], box["y"] + box["height"]


def test_a_tapped_district_opens_a_sheet_below_it_and_closes_back_to_it(phone: Reader) -> None:
    phone.place("2401").tap()  # in the south
    top, bottom = _sheet(phone)
    tapped = phone.place("2401").bounding_box()
    assert tapped
    assert tapped["y"] >= 0
    assert tapped["y"] + tapped["height"] <= top
    assert bottom == pytest.approx(NARROW["height"], abs=1)
    close = phone.see("card").get_by_role("button", name="Close the card")
    phone.see("card").evaluate("(card) => card.scrollTo(0, card.scrollHeight)")
    box = close.bounding_box()
    assert box
    assert top <= box["y"] <= top + 20  # it stays at the head of what is scrolled
    assert min(box["width"], box["height"]) >= 44
    close.tap()
    expect(phone.see("card")).to_be_hidden(timeout=PATIENCE)
    expect(phone.place("2401")).to_be_focused()


def test_escape_and_the_phones_back_close_the_sheet(phone: Reader) -> None:
    phone.place("1709").tap()
    _sheet(phone)
    phone.press("Escape")
    expect(phone.see("card")).to_be_hidden(timeout=PATIENCE)
    phone.wait_frames(30)
    phone.place("2401").tap()
    _sheet(phone)
    phone.page.wait_for_function("() => location.href.includes('district=2401')")
    phone.page.go_back()
    expect(phone.see("card")).to_be_hidden(timeout=PATIENCE)


def test_the_sheet_stays_at_the_foot_of_the_screen_while_the_page_is_scrolled(phone: Reader) -> None:
    phone.place("1709").tap()
    _, foot = _sheet(phone)
    phone.see("months").evaluate("(months) => months.scrollIntoView({ block: 'start' })")
    phone.wait_frames(5)
    assert _sheet(phone)[1] == pytest.approx(foot, abs=1)


def test_a_link_to_a_district_opens_its_sheet_and_leaves_the_focus(open_app: Open) -> None:
    phone = open_app("?district=1709", **PHONE)
    expect(phone.see("card")).to_be_visible(timeout=PATIENCE)
    box = phone.see("card").bounding_box()
    assert box
    assert box["y"] + box["height"] == pytest.approx(NARROW["height"], abs=1)
    expect(phone.see("card")).not_to_be_focused()
