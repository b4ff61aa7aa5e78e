"""The atlas page in other languages than English: what is written on it, which way it runs, and how it fits."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from events.solar import MONTHS, solar_words
from geo.atlas.atlas import Atlas, draw
from geo.language import LOCALES
from geo.places.country import load_country
from geo.words.catalogues import gather
from tests.browser.conftest import NARROW, WIDE, Open, write_page
from tests.browser.reader import Reader
from tests.geo.test_language import COUNTED_BY_HAND, MADE_UP, forms_of, made_up
from tests.languages import language

OPENING = date(2021, 7, 5)
YAWAN = "1709"
OTHERS = [code for code in LOCALES if code != "en"]
EASTERN = "۰۱۲۳۴۵۶۷۸۹"

OpenIn = Callable[..., Reader]

CHROME = """
() => {
  const texts = [];
  for (const element of document.querySelectorAll(".atlas, .atlas *")) {
    if (element.closest('[lang="en"]')) continue; // what its source wrote
    for (const name of ["title", "aria-label"]) texts.push(element.getAttribute(name));
    for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.data);
  }
  return texts.filter((text) => text && text.trim()).map((text) => text.trim());
}
"""
"""All that is written on the page or said of its parts, but for what is marked as English."""
BOXES = """
(name) => document.querySelector(".atlas__" + name).getBoundingClientRect().toJSON()
"""
OUTSIDE = """
() => [...document.querySelectorAll(".atlas :is(p, h1, h2, h3, dt, dd, li, button, select, summary)")]
  .filter((one) => one.checkVisibility() && !one.closest(".atlas__spoken, .atlas__pins"))
  .map((one) => [one.className, one.getBoundingClientRect()])
  .filter(([, { left, right }]) => right > innerWidth + 0.5 || left < -0.5)
  .map(([name]) => name)
"""
WRITTEN = """
(name) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(".atlas__" + name));
  return range.getBoundingClientRect().toJSON();
}
"""
"""The box of the words in a part of the page, which may be smaller than the part."""
COUNTED = """
([told, numbers]) => {
  const atlas = new L.Atlas(told);
  return numbers.map((number) => atlas.count(number, "{number} district", "{number} districts"));
}
"""
SOLAR = """
([first, days]) => {
  const written = new Intl.DateTimeFormat("en-u-ca-persian", { dateStyle: "short", timeZone: "UTC" });
  const parts = (at) => Object.fromEntries(written.formatToParts(at).map(({ type, value }) => [type, value]));
  return [...Array(days).keys()].map((day) => {
    const { year, month, day: number } = parts(new Date(Date.parse(first) + day * 864e5));
    return [Number(number), Number(month), Number(year)];
  });
}
"""
"""Days by the browser's own calendar: day, month, year."""
SIDEWAYS = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def pages(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Atlas, Path]]:
    """By language: an atlas, and the file that shows it."""
    country, folder = load_country(), tmp_path_factory.mktemp("languages")
    drawn = {code: draw(atlas.reading, country, language(code)) for code in OTHERS}
    return {code: (shown, write_page(shown, OPENING, folder / f"{code}.html")) for code, shown in drawn.items()}


@pytest.fixture
def open_in(open_saved: Open, pages: dict[str, tuple[Atlas, Path]]) -> OpenIn:
    """Open the page in a language."""

    def open_page(code: str, **options: Any) -> Reader:
        shown, file = pages[code]
        return open_saved(file, shown, **options)

    return open_page


@pytest.mark.parametrize("code", OTHERS)
def test_the_page_says_its_language_and_the_way_it_runs(open_in: OpenIn, code: str) -> None:
    page = open_in(code)
    spoken = language(code)
    assert page.root.get_attribute("lang") == spoken.tag
    assert page.root.get_attribute("dir") == spoken.direction
    assert page.words("date") == spoken.day(OPENING)
    assert page.words("headline") == json.loads(page.atlas.page)["headlines"][(OPENING - page.atlas.first).days]


@pytest.mark.parametrize("code", OTHERS)
def test_no_message_is_left_in_english(open_in: OpenIn, code: str) -> None:
    """Neither the list nor an open card has one; a message that is the same in both languages says nothing."""
    page, catalogue = open_in(code), language(code).catalogue
    translated = {
        words
        for said, context in gather()
        for words in forms_of(said)
        if (found := catalogue.get(said, context)) and words not in forms_of(found.string)
    }
    patterns = [re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(words))) for words in translated if words[0] != "{"]
    page.see("legend-count").first.click()
    written = page.frame.evaluate(CHROME)
    page.place(YAWAN).click()
    written += page.frame.evaluate(CHROME)
    named = {place[2] for place in json.loads(page.atlas.page)["places"]}
    assert len(written) > 1000
    assert [text for text in written if text not in named and any(one.fullmatch(text) for one in patterns)] == []


def test_the_dutch_page_reads_in_dutch(open_in: OpenIn) -> None:
    page = open_in("nl")
    assert page.words("weekday") == "maandag · dag 66 van het offensief"
    assert page.see("legend-note").all_inner_texts()[:2] == ["bandbreedte 152–167 · 5 afgeleid", "bandbreedte 4–10"]
    assert page.see("legend-name").all_inner_texts()[1].startswith("Regering")
    assert page.words("lens").startswith("Aantallen op een totaal van 421 districten. 398 districten hebben grenzen")
    page.place(YAWAN).click()
    assert page.words("card-standing") == "Taliban · sinds 4 juli · op 5 juli 2021"
    assert page.words("card-where").startswith("Badachsjan · code 1709")
    assert "36.037 inwoners" in page.words("card-where")


def test_the_dari_page_counts_in_eastern_digits_and_names_districts_in_dari(open_in: OpenIn) -> None:
    page = open_in("fa")
    counts = page.see("legend-count").all_inner_texts()
    held = json.loads(page.atlas.page)["tallies"][0][(OPENING - page.atlas.first).days][0]
    assert counts[0] == str(held).translate(str.maketrans("0123456789", EASTERN))
    assert all(set(count) <= set(EASTERN) for count in counts)
    assert not re.search("[0-9]", page.words("sentence") + page.words("headline") + page.words("weekday"))
    page.place(YAWAN).click()
    assert page.words("card-name") == "یاوان"
    assert page.see("card").locator("bdi").all_inner_texts()[0] == "Yawan"


def test_from_right_to_left_the_side_stands_left_and_time_still_runs_right(open_in: OpenIn) -> None:
    page = open_in("fa")
    map_box, side, head = (page.frame.evaluate(BOXES, name) for name in ("map", "side", "head"))
    assert side["right"] < map_box["left"]
    assert head["left"] == pytest.approx(map_box["left"], abs=1)  # where the country leaves room
    before = page.frame.evaluate(BOXES, "hand")["left"]
    page.press("ArrowRight")
    page.wait_for_day(date(2021, 7, 6))
    assert page.frame.evaluate(BOXES, "hand")["left"] > before
    page.click_day(date(2021, 8, 15))
    assert page.day == date(2021, 8, 15)


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("viewport", [NARROW, WIDE, {"width": 900, "height": 800}], ids=["phone", "laptop", "tablet"])
def test_nothing_runs_out_of_the_page(open_in: OpenIn, code: str, viewport: dict[str, int]) -> None:
    page = open_in(code, viewport=viewport)
    page.place(YAWAN).click()
    assert page.frame.evaluate(SIDEWAYS) <= 0
    outside = page.frame.evaluate(OUTSIDE)
    assert outside == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_words_of_the_strip_leave_its_buttons_free(open_in: OpenIn, code: str) -> None:
    page = open_in(code)
    key = page.frame.evaluate(WRITTEN, "strip-key")
    buttons = [box for button in page.see("player").locator("button, select").all() if (box := button.bounding_box())]
    assert len(buttons) == 4
    assert [box for box in buttons if key["left"] < box["x"] + box["width"] and key["right"] > box["x"]] == []


def test_a_link_opens_the_app_in_its_language(open_app: Open) -> None:
    page = open_app("?lang=nl&day=2021-07-05")
    assert page.words("date") == "5 juli 2021"
    assert page.page.get_by_role("combobox", name="Language").input_value() == "nl"


@pytest.mark.parametrize(("code", "form_of"), COUNTED_BY_HAND)
def test_the_page_counts_in_as_many_forms_as_its_language_has(
    saved_page: Reader, code: str, form_of: dict[int, int]
) -> None:
    plural_forms, forms = MADE_UP[code]
    spoken = made_up(code, plural_forms, forms)
    told = json.loads(saved_page.atlas.page) | {"language": spoken.told()}
    counted = saved_page.page.evaluate(COUNTED, [told, list(form_of)])
    assert counted == [forms[form].format(number=number) for number, form in form_of.items()]


def test_the_page_counts_as_english_is_what_its_language_has_no_words_for(saved_page: Reader) -> None:
    plural_forms, forms = MADE_UP["ru"]
    told = json.loads(saved_page.atlas.page) | {"language": made_up("ru", plural_forms, (*forms[:2], "")).told()}
    assert saved_page.page.evaluate(COUNTED, [told, [1, 2, 21]]) == ["1 district", "2 districts", "21 districts"]


def test_in_dari_a_day_is_also_dated_by_the_solar_calendar(open_in: OpenIn) -> None:
    reader = open_in("fa")
    assert "۱۴ سرطان ۱۴۰۰" in reader.words("weekday")
    assert reader.words("date") == language("fa").day(OPENING)
    reader.place(YAWAN).press("Enter")
    assert f"{language('fa').day(OPENING)} (۱۴ سرطان ۱۴۰۰)" in reader.words("card-standing")


def test_our_solar_calendar_is_that_of_the_browser(saved_page: Reader) -> None:
    first, days = date(2018, 1, 1), 5000
    browser = saved_page.frame.evaluate(SOLAR, [first.isoformat(), days])
    ours = [solar_words(first + timedelta(day)).split() for day in range(days)]
    assert [[int(day), MONTHS.index(month) + 1, int(year)] for day, month, year in ours] == browser
