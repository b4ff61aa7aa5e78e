"""The field that leads to a district by its name, in the atlas page and in the one-file edition."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect

from geo.atlas.atlas import Atlas
from geo.atlas.edition import edition
from tests.browser.conftest import NARROW, WIDE, Open
from tests.browser.reader import Reader

OPENING = date(2021, 7, 5)
IN_VIEW = """
(part) => {
  const { top, left, right } = part.getBoundingClientRect();
  return top >= 0 && top < innerHeight && left >= 0 && right <= innerWidth + 0.5;
}
"""
ON_THE_MAP = """
(path) => {
  const [one, map] = [path, document.querySelector(".atlas__map")].map((part) => part.getBoundingClientRect());
  if (path.getAttribute("d") === "M0 0") return false; // far outside, where nothing is drawn
  return one.left >= map.left && one.right <= map.right && one.top >= map.top && one.bottom <= map.bottom;
}
"""


@pytest.fixture
def edition_page(open_saved: Callable[..., Reader], atlas: Atlas, tmp_path: Path) -> Reader:
    """The one-file edition."""
    file = tmp_path / "atlas.html"
    file.write_text(edition(atlas, OPENING), encoding="utf-8")
    return open_saved(file)


def test_in_a_few_keys_to_any_district(edition_page: Reader) -> None:
    edition_page.press("/")
    edition_page.page.keyboard.type("yaw")
    expect(edition_page.see("option")).to_have_text(["Yawan Badakhshan"])
    edition_page.press("Enter")
    assert edition_page.words("card-name") == "Yawan"
    expect(edition_page.see("card")).to_be_focused()
    assert edition_page.see("find").input_value() == ""
    assert edition_page.see("found").is_hidden()
    edition_page.press("Escape", "ArrowRight")
    assert edition_page.see("card").is_hidden()
    edition_page.wait_for_day(date(2021, 7, 6))


def test_the_field_is_a_combobox_that_tells_which_of_its_list_is_next(saved_page: Reader) -> None:
    field = saved_page.frame.get_by_role("combobox", name="Find a district")
    assert field.get_attribute("aria-expanded") == "false"
    field.fill("fayzabad")
    options = saved_page.see("option")
    expect(options).to_have_text(["Fayzabad Badakhshan", "Fayzabad Jowzjan"])
    assert field.get_attribute("aria-expanded") == "true"
    for key, at in (("ArrowDown", 1), ("ArrowDown", 0), ("ArrowUp", 1)):
        saved_page.press(key)
        assert field.get_attribute("aria-activedescendant") == options.nth(at).get_attribute("id")
        assert options.nth(at).get_attribute("aria-selected") == "true"
    assert saved_page.words("found-said") == "2 districts"
    saved_page.press("Enter")
    assert saved_page.words("card-where").startswith("Jowzjan · ")


def test_escape_leaves_the_field_and_nothing_in_it_moves_the_day(saved_page: Reader) -> None:
    saved_page.press("/")
    saved_page.page.keyboard.type("zz top")
    saved_page.press("ArrowLeft", "Home", "0")
    expect(saved_page.see("found-said")).to_have_text("No district matches that spelling")
    saved_page.press("Escape")
    expect(saved_page.see("find")).not_to_be_focused()
    assert (saved_page.see("find").input_value(), saved_page.words("found-said")) == ("", "")
    assert saved_page.day == OPENING
    saved_page.press("ArrowRight")
    saved_page.wait_for_day(date(2021, 7, 6))


def test_a_press_on_the_list_opens_a_district(saved_page: Reader) -> None:
    saved_page.see("find").fill("یاوان")
    saved_page.see("option").click()
    assert saved_page.words("card-name") == "Yawan"


def test_a_field_under_a_finger_names_no_key(open_saved: Open, saved_page: Reader) -> None:
    expect(saved_page.see("find")).to_have_attribute("placeholder", "Find a district (/)")
    phone = open_saved(viewport=NARROW, has_touch=True, is_mobile=True)
    expect(phone.see("find")).to_have_attribute("placeholder", "Find a district")


def test_a_province_is_offered_and_the_map_goes_there(open_saved: Open) -> None:
    reader = open_saved(reduced_motion="reduce")
    reader.see("find").fill("takhar")
    expect(reader.see("option").first).to_have_text("Takhar 17 districts")
    reader.press("Enter")
    expect(reader.see("found-said")).to_have_text("Takhar: 17 districts")
    assert reader.see("card").is_hidden()
    reader.wait_frames(5)
    assert reader.place("1801").evaluate(ON_THE_MAP)
    assert not reader.place("3201").evaluate(ON_THE_MAP)
    reader.press("0")
    reader.wait_frames(5)
    assert reader.place("3201").evaluate(ON_THE_MAP)


@pytest.mark.parametrize("words", ["Kunduz city", "Herat city"])
def test_a_city_means_the_district_that_is_called_so(saved_page: Reader, words: str) -> None:
    saved_page.see("find").fill(words)
    expect(saved_page.see("option").first).to_have_text(re.compile(f"^{words.removesuffix(' city')} "))
    saved_page.press("Enter")
    assert saved_page.words("card-name") == words.removesuffix(" city")


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_what_is_found_comes_into_view(open_saved: Open, viewport: dict[str, int]) -> None:
    reader = open_saved(viewport=viewport, reduced_motion="reduce")
    for _ in range(6):
        reader.frame.get_by_role("button", name="Zoom in").click()
        reader.wait_frames(3)
    assert not reader.place("1707").evaluate(ON_THE_MAP)
    reader.see("find").fill("AF1707")
    reader.press("Enter")
    reader.wait_frames(5)
    assert reader.place("1707").evaluate(ON_THE_MAP)
    assert reader.see("card-name").evaluate(IN_VIEW)
