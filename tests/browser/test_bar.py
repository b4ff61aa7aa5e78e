"""The line above every page: what it takes along from page to page, and how a reader reads."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Open, Visit
from tests.browser.reader import FRAME, PATIENCE, rest

WEIGHT = "(part) => Math.max(...[part, ...part.children].map((each) => getComputedStyle(each).fontWeight))"
AT = "(path) => location.pathname.endsWith(path)"


def test_the_menu_keeps_the_day_the_district_and_the_theme_and_drops_what_others_added(visit: Visit) -> None:
    page = visit("?day=2021-08-14&district=1901&known=2021-08-14&lens=people&theme=light&fbclid=x&utm_source=y")
    kept = {"day": "2021-08-14", "district": "1901", "known": "2021-08-14", "lens": "people", "theme": "light"}
    for name, path in (("Publish", "publish"), ("Gaps", "gaps"), ("Atlas", "/")):
        _go(page, name)
        page.wait_for_function(AT, arg=path)
        rest(page)
        assert _address(page) == kept
    assert page.frame_locator(FRAME).locator(".atlas").get_attribute("data-day") == "2021-08-14"
    page.go_back()
    page.wait_for_function(AT, arg="gaps")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is not known on 14 August 2021")
    assert _address(page) == kept


def test_the_menu_takes_along_the_day_that_the_atlas_moved_to(visit: Visit) -> None:
    page = visit("")
    page.frame_locator(FRAME).locator(".atlas__time").press("ArrowRight")
    page.wait_for_url(re.compile("day=2021-07-06"))
    rest(page)
    reports = page.get_by_role("link", name="Reports of this day")
    reports.hover()
    assert dict(parse_qsl(urlsplit(reports.get_attribute("href") or "").query))["from"] == "2021-07-06"
    _go(page, "Compare")
    page.wait_for_function(AT, arg="compare")
    assert _address(page) == {"day": "2021-07-06"}


def test_back_undoes_the_day_of_knowledge_and_the_lens(visit: Visit) -> None:
    page = visit("gaps?day=2021-07-05")
    page.get_by_role("combobox", name="Count").select_option("people")
    page.wait_for_url(re.compile("lens=people"))
    rest(page)
    page.get_by_text("As known on today").click()
    page.get_by_role("button", name="That evening: 5 July 2021").click()
    page.wait_for_url(re.compile("known=2021-07-05"))
    said = page.get_by_text("As known on the evening of 5 July 2021")
    expect(said).to_be_visible(timeout=PATIENCE)
    rest(page)
    page.go_back()
    expect(said).to_have_count(0, timeout=PATIENCE)
    assert _address(page) == {"day": "2021-07-05", "lens": "people"}
    rest(page)
    page.go_back()
    expect(page.get_by_role("combobox", name="Count")).to_have_value("districts", timeout=PATIENCE)
    assert _address(page) == {"day": "2021-07-05"}


def test_a_day_of_knowledge_is_chosen_in_the_calendar_and_given_up_again(visit: Visit) -> None:
    page = visit("gaps")
    page.get_by_text("As known on today").click()
    page.get_by_label("Another day").fill("2021-08-13")
    page.get_by_label("Another day").press("Enter")
    page.wait_for_url(re.compile("known=2021-08-13"))
    expect(page.get_by_text("As known on 13 August 2021")).to_be_visible(timeout=PATIENCE)
    rest(page)
    page.get_by_text("As known on 13 August 2021").click()
    page.get_by_role("button", name="Today: all reports").click()
    expect(page.get_by_text("As known on today")).to_be_visible(timeout=PATIENCE)
    assert _address(page) == {}


@pytest.mark.parametrize("viewport", [WIDE, {"width": 1200, "height": 800}, NARROW], ids=["1440", "1200", "390"])
def test_the_days_of_knowledge_leave_the_date_of_the_atlas_in_sight(open_app: Open, viewport: dict[str, int]) -> None:
    reader = open_app(viewport=viewport)
    reader.page.get_by_text("As known on today").click()
    panel = reader.page.locator(".bar__panel")
    expect(panel).to_be_visible()
    reader.wait_frames(5)
    one, other = panel.bounding_box(), reader.see("date").bounding_box()
    assert one and other
    assert one["x"] >= 0 and one["x"] + one["width"] <= viewport["width"]
    assert one["x"] + one["width"] <= other["x"] or one["y"] + one["height"] <= other["y"]


def test_a_typed_day_of_knowledge_that_is_none_is_not_taken(visit: Visit) -> None:
    page = visit("gaps")
    page.get_by_text("As known on today").click()
    field = page.get_by_label("Another day")
    expect(field).to_have_value("2021-07-05")
    field.fill("08/13/2021")
    field.press("Enter")
    assert field.evaluate("(field) => field.validationMessage").startswith("2021-04-0")
    assert _address(page) == {}


def test_at_1280_the_whole_line_is_seen_and_only_the_open_page_stands_out(visit: Visit) -> None:
    page = visit("gaps", viewport={"width": 1280, "height": 720})
    menu = page.get_by_role("navigation", name="Pages")
    links = menu.get_by_role("link").all()
    fields = [page.get_by_role("combobox", name=name) for name in ("War", "Count", "Language")]
    entries = [*links, page.get_by_text("As known on today"), *fields]
    assert len(entries) == 15
    for entry in entries:
        expect(entry).to_be_in_viewport(ratio=1)
    boxes = [box for entry in entries if (box := entry.bounding_box())]
    assert max(box["y"] + box["height"] for box in boxes) <= 44  # one line
    menu_ends, reading_begins = boxes[len(links) - 1], min(box["x"] for box in boxes[len(links) :])
    assert reading_begins - menu_ends["x"] - menu_ends["width"] >= 130
    heavy = [entry.inner_text() for entry in entries if int(entry.evaluate(WEIGHT)) > 400]
    assert heavy == ["Gaps"]


def test_a_menu_that_goes_on_says_so_on_a_phone(visit: Visit) -> None:
    page = visit("gaps", viewport=NARROW)
    menu = page.get_by_role("navigation", name="Pages")
    expect(menu).to_have_attribute("data-before", "")
    menu.evaluate("(menu) => menu.scrollTo({ left: 0 })")
    expect(menu).to_have_attribute("data-after", "")
    expect(menu).not_to_have_attribute("data-before", "")
    menu.evaluate("(menu) => menu.scrollTo({ left: 9999 })")
    expect(menu).not_to_have_attribute("data-after", "")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_menu_stays_while_a_page_is_scrolled_and_covers_no_answer(visit: Visit, theme: str) -> None:
    page = visit("compare", viewport=WIDE, color_scheme=theme)
    menu = page.get_by_role("navigation", name="Pages")
    page.get_by_test_id("stMain").evaluate("(main) => main.scrollTo(0, 500)")
    expect(menu).to_be_in_viewport(ratio=1)
    under = "(bar) => getComputedStyle(bar).backgroundColor"
    ground, paper = (page.locator(part).first.evaluate(under) for part in (":has(> .st-key-bar)", ".stApp"))
    assert ground == paper
    page.locator('.plate [data-place="1709"]').click()
    heading = page.get_by_role("heading", name="Yawan")
    expect(heading).to_be_focused()
    rest(page)
    bar, box = page.locator(".st-key-bar").bounding_box(), heading.bounding_box()
    assert bar and box
    assert box["y"] >= bar["y"] + bar["height"]


def test_the_link_past_the_menu_leads_to_what_is_the_pages_own(open_app: Open, visit: Visit) -> None:
    reader = open_app()
    reader.press("Tab", "Enter", "Tab")
    reader.wait_for("() => document.activeElement.matches('.atlas__district, .atlas__find')")
    page = visit("gaps")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stSkipToContent")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_test_id("stDateInput").locator(":focus")).to_have_count(1)


def test_a_theme_chosen_in_the_menu_is_that_of_the_poster_at_once_and_stays_out_of_the_address(visit: Visit) -> None:
    page = visit("publish?day=2021-08-14&format=1x1", color_scheme="light")
    link = page.get_by_test_id("stCode").locator("code").first
    expect(link).not_to_contain_text("theme")
    page.get_by_test_id("stMainMenu").get_by_role("button").click()
    page.get_by_test_id("stMainMenuItem-theme-Dark").click()
    expect(link).to_contain_text("theme=dark")
    rest(page)
    assert _address(page) == {"day": "2021-08-14", "format": "1x1"}


def test_a_link_opens_the_app_in_its_theme(visit: Visit) -> None:
    page = visit("?theme=dark", color_scheme="light")
    page.wait_for_function("() => location.search.includes('embed_options=dark_theme')", timeout=PATIENCE)
    page.frame_locator(FRAME).locator(".atlas[data-theme='dark']").wait_for(timeout=PATIENCE)
    _go(page, "Gaps")
    page.wait_for_function(AT, arg="gaps")
    rest(page)
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(22, 25, 29)"


def test_on_a_phone_the_line_covers_nothing_and_is_not_cut(visit: Visit) -> None:
    page = visit("gaps?known=2021-08-13", viewport=NARROW)
    menu = page.get_by_test_id("stMainMenu").bounding_box()
    fields = [
        page.get_by_role("combobox", name="Count"),
        page.get_by_role("combobox", name="Language"),
        page.get_by_text("As known on 13 August 2021"),
    ]
    boxes = [box for field in fields if (box := field.bounding_box())]
    assert menu
    assert len(boxes) == 3
    for box in boxes:
        assert box["x"] + box["width"] <= NARROW["width"]
        assert box["y"] >= menu["y"] + menu["height"] or box["x"] + box["width"] <= menu["x"]
    expect(page.get_by_role("link", name="Gaps")).to_be_in_viewport()


def test_another_war_leaves_days_and_places_behind_and_back_brings_them_again(visit: Visit) -> None:
    page = visit("gaps?day=2021-08-14&district=1901&lens=people&lang=nl&theme=light")
    page.get_by_role("combobox", name="War").select_option("myanmar-2023")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("What is not known on 31 December 2024", timeout=PATIENCE)
    rest(page)
    assert _address(page) == {"lang": "nl", "theme": "light", "war": "myanmar-2023"}
    _go(page, "Atlas")
    expect(page.frame_locator(FRAME).locator(".atlas")).to_have_attribute("data-day", "2024-12-31", timeout=PATIENCE)
    rest(page)
    assert _address(page)["war"] == "myanmar-2023"
    page.go_back()
    page.wait_for_function(AT, arg="gaps")
    page.go_back()
    expect(heading).to_have_text("What is not known on 14 August 2021", timeout=PATIENCE)


def _go(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Pages").get_by_role("link", name=name, exact=True).click()


def _address(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query))
