"""The atlas page as one file, opened from disk with the network closed."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from pathlib import Path
from shutil import copy
from typing import Any

import pytest
from playwright.sync_api import Route

from events.control.changes import changes
from events.control.counts import Count, count_on
from events.control.outcomes import outcomes
from events.control.rule import control_on
from events.ledger.folder import FOLDER
from events.ledger.totals import CLAIM_COLUMNS
from events.model import CONTESTED, UNKNOWN, Kind, PlaceId, ReportId, Standing
from geo.atlas.atlas import Atlas, load_atlas
from geo.paint.looks import look_of
from geo.paint.palette import palette
from geo.places.lenses import load_lenses
from geo.places.lists import load_districts
from geo.words.days import day_words
from geo.words.standings import names as standing_names
from geo.words.standings import standings
from tests.browser.conftest import NARROW, WIDE, write_page
from tests.browser.reader import Reader, days_from

OPENING = date(2021, 7, 5)
YAWAN = "1709"
NERKH, NAHR_E_SARAJ, KHINJAN = "0402", "3004", "0906"
DAND = "2717"  # temporary: a dot within Kandahar's polygon
KANDAHAR = "2701"
DEH_YAK = "1105"
TELLING_DAYS = (date(2021, 6, 21), date(2021, 8, 15), date(2021, 9, 4), date(2021, 4, 6), OPENING)
DISTRICTS = {district.code: district for district in load_districts() if district.counted}
LENS = load_lenses()["districts"]
CALLED = {"taliban": "Taliban", "government": "Government", CONTESTED: "Contested", UNKNOWN: "Not known"}

STATED = """
() => Object.fromEntries([...document.querySelectorAll(".atlas path[data-place]")].map((path) =>
  [path.dataset.place, [path.dataset.standing, path.dataset.claim ?? null, path.dataset.inferred ?? null]]))
"""
RECORD_DAYS = """
() => {
  const root = document.querySelector(".atlas");
  window.shown = [];
  window.recorder?.disconnect();
  window.recorder = new MutationObserver(() => window.shown.push(root.dataset.day));
  window.recorder.observe(root, { attributeFilter: ["data-day"] });
}
"""
RECORD_SPOKEN = """
() => {
  const spoken = document.querySelector(".atlas__spoken");
  window.spoken = [];
  new MutationObserver(() => window.spoken.push(spoken.textContent)).observe(spoken, { childList: true });
}
"""
RECORD_ZOOMING = """
() => {
  const pane = document.querySelector(".leaflet-map-pane");
  window.animated = false;
  new MutationObserver(() => (window.animated ||= pane.classList.contains("leaflet-zoom-anim")))
    .observe(pane, { attributeFilter: ["class"] });
}
"""
COLOURS_OF_DATA = """
() => {
  const parts = document.querySelectorAll(".atlas :is(i, path, .atlas__legend-bar):not(.atlas__card-now)");
  return [...parts].map((part) => {
    const { backgroundColor, backgroundImage, fill, stroke } = getComputedStyle(part);
    return [part.getAttribute("class"), backgroundColor, backgroundImage, fill, stroke];
  });
}
"""
FOUGHT = """
() => {
  const fought = [...document.querySelectorAll(".atlas path[data-unsettled]")];
  const outlines = fought.filter((path) => !path.matches(".atlas__district--marker"));
  const drawn = document.querySelector(".atlas__fighting").getAttribute("d");
  return [
    fought.map((path) => path.dataset.place),
    drawn === (outlines.map((path) => path.getAttribute("d")).join("") || "M0 0"),
  ];
}
"""
"""Where there is fighting, and whether just that is outlined."""
NAMES = """
() => [...document.querySelectorAll(".atlas__label:not([hidden])")].map((label) => {
  const { left, right, top, bottom } = label.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  const at = ([across, along]) => document.elementsFromPoint(x + across, y + along)
    .find((part) => part.matches("path[data-place]:not(.atlas__district--marker)"));
  const [under, ...beside] = [[0, 0], [-2, 0], [2, 0], [0, -2], [0, 2]].map(at);
  const { color, textShadow } = getComputedStyle(label);
  const ground = under && beside.every((other) => other === under) ? getComputedStyle(under).fill : "";
  return [label.textContent, color, textShadow.split(/ 0px/)[0], ground];
})
"""
"""Names on the map, their colour, that of the halo, and the fill below; none where districts meet."""
STOPPED = "() => !document.querySelector('.atlas').hasAttribute('data-playing')"
PLAYING = "() => document.querySelector('.atlas').hasAttribute('data-playing')"
# The width of the outline on the screen tells how near the map is.
SPREAD = "() => document.querySelector('.atlas__outline').getBoundingClientRect().width"
AT_REST = "() => !document.querySelector('.leaflet-zoom-anim, .leaflet-pan-anim')"
RUN_UNDER = """
() => {
  const outline = document.querySelector(".atlas__outline");
  const [length, onScreen] = [outline.getTotalLength(), outline.getScreenCTM()];
  const along = (step) => outline.getPointAtLength((step / 800) * length).matrixTransform(onScreen);
  const edge = [...Array(800).keys()].map(along);
  const parts = [...document.querySelectorAll(".atlas__head > *, .atlas__player > *, .atlas__buttons > *")];
  const over = (box) => edge.some(({ x, y }) => x > box.left && x < box.right && y > box.top && y < box.bottom);
  return parts.filter((part) => over(part.getBoundingClientRect())).map((part) => part.className);
}
"""
LABELS = """
() => {
  const edges = (part) => {
    const { left, top, right, bottom } = part.getBoundingClientRect();
    return [left, top, right, bottom];
  };
  const named = (name, parts) => [...document.querySelectorAll(parts)].map((part) => [name(part), ...edges(part)]);
  return {
    labels: named((label) => label.textContent, ".atlas__label:not([hidden])"),
    dots: named((dot) => dot.dataset.place, ".atlas__district--marker"),
    map: edges(document.querySelector(".atlas__map")),
  };
}
"""
OUTSIDE = """
() => [...document.querySelectorAll(".atlas :is(p, h1, h2, h3, dt, dd, li, button, select, summary)")]
  .filter((one) => one.checkVisibility())
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 0.5 || one.getBoundingClientRect().left < -0.5)
  .map((one) => one.className)
"""
TEXTS = """
() => {
  const clear = (colour) => /, 0\\)$/.test(colour) || colour === "transparent";
  const ground = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!clear(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const opacity = (element) => {
    let share = 1;
    for (let at = element; at; at = at.parentElement) share *= getComputedStyle(at).opacity;
    return share;
  };
  return [...document.querySelectorAll(".atlas *")]
    .filter((element) => element.checkVisibility() && !element.closest("svg, option, .atlas__label"))
    .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((element) => [element.className || element.tagName, getComputedStyle(element).color, ground(element),
      opacity(element)]);
}
"""


def test_every_district_is_stated_as_the_rule_has_it(saved_page: Reader) -> None:
    assert saved_page.day == OPENING
    assert saved_page.frame.evaluate(STATED) == _stated(saved_page.atlas, OPENING)
    assert len(_stated(saved_page.atlas, OPENING)) == 421


def test_every_district_is_repainted_when_the_day_changes(saved_page: Reader) -> None:
    for day in TELLING_DAYS:
        saved_page.click_day(day)
        assert saved_page.frame.evaluate(STATED) == _stated(saved_page.atlas, day)


def test_yawan_turns_from_stone_to_oxblood_on_the_fourth_of_july(saved_page: Reader) -> None:
    colours = palette(saved_page.atlas.ledger.war, "light")
    saved_page.click_day(date(2021, 7, 3))
    before = saved_page.fill(YAWAN)
    saved_page.click_day(date(2021, 7, 4))
    assert (before, saved_page.fill(YAWAN)) == (_rgb(colours[UNKNOWN]), _rgb(colours["taliban"]))


def test_what_is_inferred_is_a_tint_and_what_is_claimed_or_contested_a_pattern(saved_page: Reader) -> None:
    control = control_on(saved_page.atlas.spans, OPENING)
    plain = {code: span for code, span in control.items() if not (span.changing or span.claim)}
    inferred = [code for code, span in plain.items() if span.inferred and span.standing != CONTESTED]
    claimed = [code for code, span in control.items() if span.claim]
    contested = [code for code, span in control.items() if span.standing == CONTESTED]
    colours = palette(saved_page.atlas.ledger.war, "light")
    tints = {code: _rgb(colours[f"{control[code].standing}-inferred"]) for code in inferred}
    assert tints
    assert {code: saved_page.fill(code) for code in inferred} == tints
    marks = {code: {mark for mark, _ in look_of(control[code]).marks(_parties(saved_page))} for code in claimed}
    assert set.union(*marks.values()) >= {"rising", "falling"}
    for code in claimed + contested:
        pattern = re.fullmatch(r'url\("#(.+)"\)', saved_page.fill(code))
        assert pattern
        assert saved_page.frame.locator(f"#{pattern[1]} path").count() >= 2  # the ground, and marks over it


def test_the_legend_counts_what_the_rule_counts(saved_page: Reader) -> None:
    for day in TELLING_DAYS:
        saved_page.click_day(day)
        *parties, claim = _legend(saved_page)
        assert parties == _expected_legend(saved_page.atlas, day)
        assert sum(int(held) for _, held in parties) == 421
        claimed = sum(span.claim is not None for span in control_on(saved_page.atlas.spans, day).values())
        assert claim[0].startswith("Also claimed by another side")
        assert claim[1] == str(claimed)
    assert "421 districts" in saved_page.words("lens")


def test_people_and_land_are_counted_on_demand_and_their_shares_sum_to_the_whole(saved_page: Reader) -> None:
    choice = saved_page.frame.get_by_label("Count", exact=True)
    for lens in load_lenses().values():
        choice.select_option(lens.id)
        assert f"Counts are {lens.of}." in saved_page.words("lens")
        counts = count_on(saved_page.atlas.spans, OPENING, lens)
        said = json.loads(saved_page.atlas.page)
        by_lens = dict(zip(load_lenses(), [said["sentences"], *said["counted"]], strict=True))
        assert saved_page.words("sentence") == by_lens[lens.id][(OPENING - saved_page.atlas.first).days]
        titles = saved_page.frame.locator(".atlas__legend-count").evaluate_all("all => all.map((one) => one.title)")
        shares = [float(title.rpartition(": ")[2].removesuffix("%")) for title in titles[:-1]]
        total = sum(lens.weights.values())
        assert shares == [
            round(counts[standing].held / total * 100, 1) for standing in standings(saved_page.atlas.ledger.war)
        ]
        assert sum(shares) == pytest.approx(100, abs=0.25)
    assert saved_page.words("strip-key").startswith("Area: land by controller")


def test_the_card_has_the_life_of_its_district_as_a_bar(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    life = saved_page.atlas.spans[YAWAN]
    parts = saved_page.see("card-part").evaluate_all("parts => parts.map((part) => part.title)")
    assert len(parts) == len(life)
    assert [words.rpartition(": ")[2].split(";")[0] for words in parts] == [CALLED[span.standing] for span in life]
    now = saved_page.see("card-now")
    before = now.bounding_box()
    saved_page.press("Shift+ArrowRight")
    saved_page.wait_for("(x) => document.querySelector('.atlas__card-now').getBoundingClientRect().x > x", before["x"])  # type: ignore[index]


def test_a_count_lists_its_districts_each_leading_to_its_reports(saved_page: Reader) -> None:
    control = control_on(saved_page.atlas.spans, OPENING)
    for at, standing in enumerate([*standings(saved_page.atlas.ledger.war), None]):
        saved_page.see("legend-count").nth(at).click()
        held = [code for code, span in control.items() if (span.standing == standing if standing else span.claim)]
        listed = saved_page.see("listed-item").all_inner_texts()
        assert [words.split("\n")[0].split(" ")[0] for words in listed] == [
            DISTRICTS[code].name.split(" ")[0] for code in held
        ]
        assert saved_page.see("legend-count").nth(at).inner_text() == str(len(held))
    saved_page.see("listed-item").first.get_by_role("button").click()
    saved_page.see("report").first.wait_for()
    saved_page.press("Escape", "Escape")
    assert saved_page.see("listed-item").count() == 0
    assert saved_page.see("change").count() > 0


def test_headline_and_sentence_are_true(saved_page: Reader) -> None:
    """Every number in them is counted here once more."""
    atlas = saved_page.atlas
    counts = count_on(atlas.spans, OPENING, LENS)
    taliban = counts["taliban"]
    sentence = saved_page.words("sentence")
    assert f"Reports put the Taliban in control of {taliban.held} of 421 districts" in sentence
    assert f"range {taliban.lowest}–{taliban.highest}" in saved_page.see("legend-note").first.inner_text()
    assert f"For {counts[UNKNOWN].held}, no firm report" in sentence
    reports = {event.report.id: event.report for event in atlas.ledger.events}
    passed = {
        change.place
        for change in changes(atlas.spans, reports)
        if change.day in days_from(date(2021, 7, 3), 3) and change.after == "taliban" and not change.claimed
        if change.lead.kind != Kind.HELD or change.before != UNKNOWN  # "held" does not say since when
    }
    there = {code for code in passed if DISTRICTS[code].province == DISTRICTS[YAWAN].province}
    headline = f"The Taliban take {len(passed)} districts in three days, {len(there)} of them in Badakhshan"
    assert saved_page.words("headline") == headline
    saved_page.click_day(date(2021, 8, 15))
    assert saved_page.words("headline").startswith("The Taliban take Kabul and ")
    assert str(count_on(atlas.spans, date(2021, 8, 15), LENS)["taliban"].held) in saved_page.words("sentence")


def test_what_changed_is_listed_latest_first(saved_page: Reader) -> None:
    atlas = saved_page.atlas
    reports = {event.report.id: event.report for event in atlas.ledger.events}
    happened = [change for change in changes(atlas.spans, reports) if change.day <= OPENING]
    today = {DISTRICTS[change.place].name for change in happened if change.day == OPENING}
    lines = saved_page.see("change")
    assert lines.count() == 12
    assert all(line.endswith("· 5 July") for line in saved_page.see("change-line").all_inner_texts()[: len(today) // 2])
    listed = saved_page.frame.evaluate(
        "() => [...document.querySelectorAll('button.atlas__change-name')].map((b) => b.firstChild.data)"
    )
    assert today & set(listed)
    saved_page.see("earlier").click()
    assert lines.count() > 12
    days = [line.rsplit(" · ", 1)[1] for line in saved_page.see("change-line").all_inner_texts()]
    order = [day_words(day, year=False) for day in days_from(atlas.first, (OPENING - atlas.first).days + 1)]
    assert all(order.index(later) >= order.index(earlier) for later, earlier in pairwise(days))


def test_a_drag_along_the_strip_shows_each_day_it_passes(saved_page: Reader) -> None:
    saved_page.frame.evaluate(RECORD_DAYS)
    over = days_from(date(2021, 7, 20), 15)
    saved_page.drag(over)
    saved_page.wait_for_day(over[-1])
    assert saved_page.frame.evaluate("window.shown") == [day.isoformat() for day in over]
    saved_page.page.mouse.move(*saved_page.point_of(date(2021, 5, 1)))
    saved_page.wait_frames(3)
    assert saved_page.day == over[-1]  # the hand has let go


def test_a_drag_beyond_the_ends_of_the_strip_stops_at_them(saved_page: Reader) -> None:
    x, y = saved_page.point_of(saved_page.atlas.last)
    mouse = saved_page.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 60, y)
    saved_page.wait_for_day(saved_page.atlas.last)
    mouse.move(1, y)
    mouse.up()
    saved_page.wait_for_day(saved_page.atlas.first)


def test_a_notch_of_the_wheel_over_the_strip_is_a_day(saved_page: Reader) -> None:
    saved_page.see("time").focus()
    saved_page.page.mouse.move(*saved_page.point_of(OPENING))
    saved_page.page.mouse.wheel(0, 100)
    saved_page.wait_for_day(OPENING + timedelta(days=1))
    saved_page.page.mouse.wheel(0, -100)
    saved_page.wait_for_day(OPENING)
    for _ in range(4):
        saved_page.page.mouse.wheel(0, 10)  # a touchpad
    saved_page.wait_for_day(OPENING + timedelta(days=1))


def test_keys_move_the_day(saved_page: Reader) -> None:
    arrivals = {
        "ArrowRight": date(2021, 7, 6),
        "ArrowLeft": OPENING,
        "Shift+ArrowRight": date(2021, 7, 12),
        "Shift+ArrowLeft": OPENING,
        "Home": date(2021, 4, 6),
        "End": date(2021, 9, 6),
    }
    slider = saved_page.see("time")
    for key, day in arrivals.items():
        saved_page.press(key)
        saved_page.wait_for_day(day)
        assert slider.get_attribute("aria-valuenow") == str((day - saved_page.atlas.first).days)
        assert (slider.get_attribute("aria-valuetext") or "").startswith(f"{day_words(day)}. ")
        assert saved_page.words("date") == day_words(day)


def test_keys_work_right_after_the_page_opened(saved_page: Reader) -> None:
    saved_page.page.keyboard.press("ArrowRight")
    saved_page.wait_for_day(date(2021, 7, 6))


def test_keys_work_after_a_click_on_the_strip(saved_page: Reader) -> None:
    saved_page.click_day(date(2021, 7, 20))
    saved_page.page.keyboard.press("ArrowRight")
    saved_page.wait_for_day(date(2021, 7, 21))


def test_keys_work_after_the_card_is_closed(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    saved_page.see("close").click()
    saved_page.page.keyboard.press("ArrowRight")
    saved_page.wait_for_day(date(2021, 7, 6))


def test_the_buttons_step_a_day(saved_page: Reader) -> None:
    saved_page.frame.get_by_role("button", name="The day after").click()
    saved_page.wait_for_day(date(2021, 7, 6))
    saved_page.frame.get_by_role("button", name="The day before").click()
    saved_page.wait_for_day(OPENING)


def test_space_plays_to_the_last_day_and_stops_there(saved_page: Reader) -> None:
    last = saved_page.atlas.last
    saved_page.press("End", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    saved_page.frame.evaluate(RECORD_DAYS)
    saved_page.press(" ")
    saved_page.wait_for(PLAYING)
    saved_page.wait_for_day(last)
    saved_page.wait_for(STOPPED)
    saved_page.wait_frames(15)
    expected = [day.isoformat() for day in days_from(last - timedelta(days=2), 3)]
    assert saved_page.frame.evaluate("window.shown") == expected  # and no loop
    saved_page.press(" ")
    saved_page.wait_for_day(saved_page.atlas.first)  # from the last day it begins again


def test_space_pauses_what_plays(saved_page: Reader) -> None:
    saved_page.press(" ")
    saved_page.wait_for(PLAYING)
    assert saved_page.see("play").get_attribute("aria-label") == "Pause (space)"
    saved_page.wait_for("() => document.querySelector('.atlas').dataset.day > '2021-07-05'")
    saved_page.press(" ")
    saved_page.wait_for(STOPPED)
    stopped_at = saved_page.day
    saved_page.wait_frames(15)
    assert saved_page.day == stopped_at
    assert saved_page.see("play").get_attribute("aria-label") == "Play (space)"


def test_a_screen_reader_is_told_each_day_at_rest_and_none_that_plays_by(saved_page: Reader) -> None:
    spoken = saved_page.see("spoken")
    assert (spoken.get_attribute("aria-live"), spoken.inner_text()) == ("polite", "")
    saved_page.press("ArrowRight")
    spoken.filter(has_text=_spoken(saved_page.atlas, date(2021, 7, 6))).wait_for()
    saved_page.press("End", *["Shift+ArrowLeft"] * 2)
    spoken.filter(has_text=_spoken(saved_page.atlas, saved_page.day)).wait_for()
    saved_page.frame.evaluate(RECORD_SPOKEN)
    saved_page.press(" ")
    saved_page.wait_for_day(saved_page.atlas.last)
    last = _spoken(saved_page.atlas, saved_page.atlas.last)
    spoken.filter(has_text=last).wait_for()
    assert saved_page.frame.evaluate("window.spoken") == [last]


def test_what_only_a_screen_reader_is_told_takes_no_room(saved_page: Reader) -> None:
    saved_page.press("ArrowRight")
    saved_page.see("spoken").filter(has_text="6 July 2021").wait_for()
    box = saved_page.see("spoken").bounding_box()
    assert box and (box["width"], box["height"]) == (1, 1)


def test_a_hand_on_the_strip_ends_what_plays(saved_page: Reader) -> None:
    saved_page.see("play").click()
    saved_page.wait_for(PLAYING)
    saved_page.click_day(date(2021, 8, 1))
    saved_page.wait_for(STOPPED)
    saved_page.wait_frames(15)
    assert saved_page.day == date(2021, 8, 1)


def test_a_speed_is_its_days_a_frame(saved_page: Reader) -> None:
    for days in (1, 3, 7):
        saved_page.click_day(OPENING)
        saved_page.see("select").select_option(str(days))
        saved_page.frame.evaluate(RECORD_DAYS)
        saved_page.see("play").click()
        saved_page.wait_for("() => window.shown.length >= 3")
        saved_page.see("play").click()
        shown = saved_page.frame.evaluate("window.shown.slice(0, 3)")
        assert shown == [(OPENING + timedelta(days=days * step)).isoformat() for step in (1, 2, 3)]


def test_playing_to_the_next_change_leaves_out_the_days_without_one(saved_page: Reader) -> None:
    atlas = saved_page.atlas
    reports = {event.report.id: event.report for event in atlas.ledger.events}
    changed = sorted({change.day for change in changes(atlas.spans, reports)})
    quiet = next(day for day, after in pairwise(changed) if (after - day).days > 2)
    following = [day for day in changed if day > quiet][:2]
    saved_page.click_day(quiet)
    saved_page.see("select").select_option("change")
    saved_page.frame.evaluate(RECORD_DAYS)
    saved_page.see("play").click()
    saved_page.wait_for("() => window.shown.length >= 2")
    assert saved_page.frame.evaluate("window.shown.slice(0, 2)") == [day.isoformat() for day in following]


def test_a_pin_goes_to_its_day_and_tells_what_happened(saved_page: Reader) -> None:
    named = next(context for context in saved_page.atlas.ledger.context if context.label == "President flees")
    saved_page.frame.get_by_role("button", name=named.summary[:40]).click()
    saved_page.wait_for_day(named.day)
    saved_page.see("context").filter(has_text=named.summary).wait_for(state="attached")


def test_each_day_that_something_else_happened_has_a_pin(saved_page: Reader) -> None:
    atlas = saved_page.atlas
    days = {context.day for context in atlas.ledger.context if atlas.first <= context.day <= atlas.last}
    assert saved_page.see("pin").count() == len(days)


def test_no_name_on_the_strip_lies_over_another(saved_page: Reader) -> None:
    for names, least in (("month", 5), ("pin-label", 3)):
        boxes = [box for name in saved_page.see(names).all() if name.is_visible() and (box := name.bounding_box())]
        assert len(boxes) >= least
        for one, two in combinations(boxes, 2):
            assert one["x"] + one["width"] <= two["x"] or two["x"] + two["width"] <= one["x"]


@pytest.mark.parametrize(
    ("district", "day", "said"),
    [
        (NERKH, date(2021, 7, 5), "Taliban · since 11 May · on 5 July 2021"),
        (NAHR_E_SARAJ, date(2021, 5, 5), "Not known · since the first day shown · on 5 May 2021"),
        (
            NAHR_E_SARAJ,
            date(2021, 8, 10),
            "Contested · since 20 June · on 10 August 2021",
        ),
        (
            KHINJAN,
            date(2021, 7, 5),
            "Taliban; claimed by the government · since 23 June, claimed since 25 June · on 5 July 2021",
        ),
    ],
)
def test_a_card_tells_the_first_day_of_the_standing_and_beside_it_that_of_the_claim(
    saved_page: Reader, district: str, day: date, said: str
) -> None:
    saved_page.place(district).press("Enter")
    saved_page.click_day(day)
    saved_page.see("card-standing").filter(has_text=said.rpartition(" · ")[2]).wait_for()  # the card waits for a pause
    assert saved_page.words("card-standing") == said


def test_a_click_opens_the_card_of_yawan_with_its_reports(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    card = saved_page.see("card")
    yawan = DISTRICTS[YAWAN]
    assert saved_page.words("card-name") == yawan.name
    assert card.locator("bdi").all_inner_texts() == list(yawan.names.values())
    assert card.locator("bdi").evaluate_all("names => names.map((name) => name.lang)") == ["fa", "ps"]
    assert saved_page.words("card-where").startswith(f"Badakhshan · code 1709 · P-code {yawan.pcode}")
    assert saved_page.words("card-standing") == "Taliban · since 4 July · on 5 July 2021"
    about = [event.report for event in saved_page.atlas.ledger.events if YAWAN in event.places]
    written = card.locator(".atlas__report").all_inner_texts()
    assert sorted(re.findall(r"AF21-\d+$", "\n".join(written), re.M)) == sorted(report.id for report in about)
    sources = {source.id: source for source in saved_page.atlas.ledger.sources}
    linked = {sources[report.source].url for report in about if not sources[report.source].unlinked_because}
    links = card.locator(".atlas__report-source a")
    assert linked
    assert {link.get_attribute("href") for link in links.all()} == linked
    assert {link.get_attribute("rel") for link in links.all()} == {"noopener noreferrer"}
    assert saved_page.see("news").is_hidden()


def test_the_card_follows_the_day(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    saved_page.click_day(date(2021, 7, 1))
    saved_page.see("card-standing").filter(has_text="on 1 July 2021").wait_for()
    assert saved_page.words("card-standing").startswith("Not known")
    later = saved_page.see("report").and_(saved_page.frame.locator("[data-later]"))
    assert later.count() == saved_page.see("report").count() > 0


def test_escape_closes_the_card_and_so_does_a_click_beside_the_country(saved_page: Reader) -> None:
    card = saved_page.see("card")
    saved_page.place(YAWAN).click()
    assert card.is_visible()
    saved_page.press("Escape")
    assert card.is_hidden()
    assert saved_page.see("news").is_visible()
    saved_page.place(YAWAN).click()
    assert card.is_visible()
    box = saved_page.see("map").bounding_box()
    assert box
    saved_page.page.mouse.click(box["x"] + 12, box["y"] + box["height"] - 60)
    card.wait_for(state="hidden")


def test_enter_opens_the_district_in_focus(saved_page: Reader) -> None:
    saved_page.place(YAWAN).focus()
    saved_page.press("Enter")
    assert saved_page.words("card-name") == "Yawan"


def test_page_down_and_up_walk_the_districts(saved_page: Reader) -> None:
    codes = list(DISTRICTS)
    at = codes.index(YAWAN)
    in_focus = "document.activeElement.dataset.place"
    saved_page.place(YAWAN).focus()
    saved_page.press("PageDown")
    assert saved_page.frame.evaluate(in_focus) == codes[at + 1]
    saved_page.press("PageUp", "PageUp")
    assert saved_page.frame.evaluate(in_focus) == codes[at - 1]
    assert saved_page.frame.locator('path[data-place][tabindex="0"]').count() == 1
    said = saved_page.place(codes[at - 1]).get_attribute("aria-label") or ""
    assert said.startswith(DISTRICTS[codes[at - 1]].name)


def test_tab_reaches_the_map_and_the_strip(saved_page: Reader) -> None:
    reached = set()
    for _ in range(36):
        saved_page.page.keyboard.press("Tab")
        reached.add(saved_page.frame.evaluate("document.activeElement.getAttribute('class')?.split(' ')[0]"))
    assert reached >= {"atlas__district", "atlas__button", "atlas__play", "atlas__select", "atlas__time"}


def test_a_district_without_a_boundary_and_its_parent_list_each_other(saved_page: Reader) -> None:
    saved_page.place(DAND).click()
    assert saved_page.words("card-name") == "Dand"
    saved_page.see("card-relative").filter(has_text=DISTRICTS[KANDAHAR].name).click()
    assert saved_page.words("card-name") == DISTRICTS[KANDAHAR].name
    saved_page.see("card-relative").filter(has_text="Dand").click()
    assert saved_page.words("card-name") == "Dand"


def test_the_open_district_is_outlined(saved_page: Reader) -> None:
    assert saved_page.see("marked").get_attribute("d") == "M0 0"
    saved_page.place(YAWAN).click()
    assert saved_page.see("marked").get_attribute("d") == saved_page.place(YAWAN).get_attribute("d")


def test_a_small_district_that_is_open_still_shows_its_colour(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    for part, ink, most in (("marked", "ink", 1.5), ("casing", "paper", 4)):
        line = saved_page.see(part)
        assert line.get_attribute("d") == saved_page.place(YAWAN).get_attribute("d")
        assert float(line.evaluate("line => parseFloat(getComputedStyle(line).strokeWidth)")) <= most
        assert line.evaluate("line => getComputedStyle(line).stroke") == _computed(saved_page, ink)
    saved_page.press("Escape")
    assert saved_page.see("casing").get_attribute("d") == "M0 0"


def test_fighting_is_outlined_over_all_borders(saved_page: Reader) -> None:
    for day in TELLING_DAYS:
        saved_page.click_day(day)
        fought, drawn = saved_page.frame.evaluate(FOUGHT)
        unsettled = {code for code, span in control_on(saved_page.atlas.spans, day).items() if span.unsettled}
        assert set(fought) == unsettled
        assert drawn
    saved_page.press("+")
    saved_page.wait_for(AT_REST)
    assert saved_page.frame.evaluate(FOUGHT)[1]
    over = "(line, other) => line.compareDocumentPosition(document.querySelector(other))"
    assert saved_page.see("fighting").evaluate(over, ".atlas__border") == 2  # which precedes it


def test_a_name_on_a_dark_ground_is_light(saved_page: Reader) -> None:
    colours = {_rgb(colour): name for name, colour in palette(saved_page.atlas.ledger.war, "light").items()}
    turned = []
    for day in TELLING_DAYS:
        saved_page.click_day(day)
        for name, ink, around, under in saved_page.frame.evaluate(NAMES):
            if under not in colours:  # a pattern, or more than one district
                continue
            assert _contrast(ink, under, 1) >= 3, (name, day)
            if colours[under] == "taliban":
                assert (ink, around) == (_computed(saved_page, "paper"), under)
                turned.append(name)
            else:
                assert (ink, around) == (_computed(saved_page, "ink"), _computed(saved_page, "paper"))
    assert "Farah" in turned


def test_a_report_that_is_contradicted_or_denied_is_marked(saved_page: Reader) -> None:
    expected = dict(_spoken_against(saved_page.atlas))
    told = {}
    for code in expected:
        saved_page.place(code).focus()
        saved_page.press("Enter")
        marked = saved_page.see("report").and_(saved_page.frame.locator("[data-contradicted]"))
        outcome_by_report = [re.findall(r"AF21-\d+$", text, re.M)[-1] for text in marked.all_inner_texts()]
        told[code] = sorted(outcome_by_report)
    assert told == expected
    assert len(told) > 8


def test_a_denial_names_who_denies(saved_page: Reader) -> None:
    saved_page.place(DEH_YAK).click()
    report = saved_page.see("report").filter(has_text="AF21-0024")
    assert "Denied by the government." in report.inner_text()
    assert "claimed only by the side that gains" in report.inner_text().lower()


def test_hovering_says_name_standing_and_date(saved_page: Reader) -> None:
    tip = saved_page.see("tip")
    assert tip.is_hidden()
    saved_page.place(YAWAN).hover()
    assert saved_page.words("tip") == "Yawan, Badakhshan Taliban 5 July 2021"
    saved_page.press("ArrowLeft", "ArrowLeft")
    saved_page.wait_for_day(date(2021, 7, 3))
    words = saved_page.words("tip")
    assert words.startswith("Yawan, Badakhshan Not known")
    assert words.endswith("3 July 2021")
    saved_page.page.mouse.move(2, 2)
    assert tip.is_hidden()


def test_no_tile_is_asked_for_until_the_reader_does(
    open_saved: Callable[..., Reader], atlas: Atlas, tmp_path: Path
) -> None:
    """The page as the app has it; the one-file edition offers no tiles."""
    saved_page = open_saved(write_page(atlas, OPENING, tmp_path / "atlas.html"))
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="image/svg+xml", body='<svg xmlns="http://www.w3.org/2000/svg"/>')

    saved_page.page.context.set_offline(False)
    saved_page.page.route("https://tile.openstreetmap.org/**", answer)
    saved_page.press("+", "End", "0")
    saved_page.wait_frames(10)
    assert asked == []
    tiles = saved_page.frame.get_by_role("button", name="OpenStreetMap")
    assert tiles.get_attribute("aria-pressed") == "false"
    tiles.click()
    saved_page.wait_for("() => document.querySelectorAll('.leaflet-tile-loaded').length")
    assert asked
    assert tiles.get_attribute("aria-pressed") == "true"
    assert "OpenStreetMap" in saved_page.frame.locator(".leaflet-control-attribution").inner_text()
    tiles.click()
    assert saved_page.frame.locator(".leaflet-tile").count() == 0
    assert tiles.get_attribute("aria-pressed") == "false"


def test_plus_minus_and_nought_zoom(saved_page: Reader) -> None:
    home = saved_page.frame.evaluate(SPREAD)
    saved_page.press("+")
    saved_page.wait_for(f"(than) => ({SPREAD})() > than * 1.2", home)
    saved_page.wait_for(AT_REST)
    nearer = saved_page.frame.evaluate(SPREAD)
    saved_page.press("-")
    saved_page.wait_for(f"(than) => ({SPREAD})() < than * 0.9", nearer)
    saved_page.wait_for(AT_REST)
    saved_page.press("+")
    saved_page.wait_for(f"(than) => ({SPREAD})() > than * 1.2", home)
    saved_page.wait_for(AT_REST)
    saved_page.press("0")
    saved_page.wait_for(f"(than) => Math.abs(({SPREAD})() - than) < 3", home)


def test_the_button_shows_the_whole_country_again(saved_page: Reader) -> None:
    home = saved_page.frame.evaluate(SPREAD)
    near = "() => document.querySelector('.atlas').dataset.near"
    assert saved_page.frame.evaluate(near) == "false"
    for _ in range(3):
        before = saved_page.frame.evaluate(SPREAD)
        saved_page.frame.get_by_role("button", name="Zoom in").click()
        saved_page.wait_for(f"(than) => ({SPREAD})() > than * 1.1", before)
        saved_page.wait_for(AT_REST)
    saved_page.wait_for(f"() => ({near})() === 'true'")  # provinces are outlined now
    assert saved_page.root.get_attribute("data-moved") is not None
    saved_page.frame.get_by_role("button", name="The whole country").click()
    saved_page.wait_for(f"(than) => Math.abs(({SPREAD})() - than) < 3", home)
    assert saved_page.root.get_attribute("data-moved") is None
    saved_page.wait_for(f"() => ({near})() === 'false'")


@pytest.mark.parametrize(("viewport", "least"), [(WIDE, 26), (NARROW, 12)], ids=["wide", "narrow"])
def test_no_label_lies_over_another_or_a_dot_or_is_cut(
    open_saved: Callable[..., Reader], viewport: dict[str, int], least: int
) -> None:
    reader = open_saved(viewport=viewport)
    for _ in range(2):
        shown = reader.frame.evaluate(LABELS)
        labels, dots, (left, top, right, bottom) = shown["labels"], shown["dots"], shown["map"]
        assert len(labels) >= least
        assert len(dots) == 23
        assert {"Helmand", "Herat", "Farah", "Nimroz", "Ghor"} <= {name for name, *_ in labels}  # the roomiest
        for (one, *box), (two, *other) in (*combinations(labels, 2), *product(labels, dots)):
            apart = box[2] <= other[0] or other[2] <= box[0] or box[3] <= other[1] or other[3] <= box[1]
            assert apart, f"{one} and {two}"
        cut = [name for name, *box in labels if box[0] < left or box[1] < top or box[2] > right or box[3] > bottom]
        assert cut == []
        viewport = {"width": viewport["width"], "height": viewport["height"] - 100}
        reader.page.set_viewport_size({"width": viewport["width"], "height": viewport["height"]})
        reader.wait_frames(5)


@pytest.mark.parametrize(("width", "height"), [(1440, 792), (1200, 700), (960, 760), (390, 844)])
def test_the_country_runs_under_nothing_that_stands_over_the_map(
    open_saved: Callable[..., Reader], width: int, height: int
) -> None:
    reader = open_saved(viewport={"width": width, "height": height})
    sentences = json.loads(reader.atlas.page)["sentences"]
    talkative = sentences.index(max(sentences, key=len))
    for day in (OPENING, reader.atlas.first + timedelta(talkative)):
        reader.click_day(day)
        assert reader.frame.evaluate(RUN_UNDER) == []


def test_no_label_lies_under_the_headline(saved_page: Reader) -> None:
    labels = saved_page.frame.evaluate(LABELS)["labels"]
    for part in ("headline", "sentence", "eyebrow"):
        box = saved_page.see(part).bounding_box()
        assert box
        right, below = box["x"] + box["width"], box["y"] + box["height"]
        assert [name for name, left, top, _, _ in labels if left < right and top < below] == []


def test_nothing_runs_out_of_the_page_sideways(saved_page: Reader) -> None:
    for width in (320, 390, 759, 760, 1024, 1440):
        saved_page.page.set_viewport_size({"width": width, "height": 844})
        saved_page.wait_frames(3)
        saved_page.press("Escape")
        assert saved_page.frame.evaluate(OUTSIDE) == []
        saved_page.place(DAND).dispatch_event("click")
        assert saved_page.frame.evaluate(OUTSIDE) == []
        assert saved_page.frame.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_everything_is_there_and_a_finger_can_hit_it(open_saved: Callable[..., Reader]) -> None:
    reader = open_saved(viewport=NARROW, has_touch=True)
    for name in ("date", "headline", "legend", "strip", "map", "foot"):
        assert reader.see(name).is_visible()
    reader.see("time").scroll_into_view_if_needed()
    reader.page.touchscreen.tap(*reader.point_of(date(2021, 8, 20)))
    reader.wait_for_day(date(2021, 8, 20))
    box = reader.place(YAWAN).bounding_box()
    assert box
    reader.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    reader.see("card").wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_theme_follows_the_readers_and_every_text_stands_out(open_saved: Callable[..., Reader], theme: str) -> None:
    reader = open_saved(color_scheme=theme, reduced_motion="reduce")  # so that no colour is on its way
    assert reader.root.get_attribute("data-theme") == theme
    colours = palette(reader.atlas.ledger.war, theme)
    assert reader.fill(YAWAN) == _rgb(colours["taliban"])
    assert reader.root.evaluate("root => getComputedStyle(root).backgroundColor") == _rgb(colours["paper"])
    texts = reader.frame.evaluate(TEXTS)
    reader.place(DAND).click()
    texts += reader.frame.evaluate(TEXTS)
    names = " ".join(name for name, *_ in texts)
    for part in ("headline", "sentence", "legend-note", "legend-name", "change-line", "weekday", "card-where", "tip"):
        assert f"atlas__{part}" in names
    faint = {name: round(ratio, 2) for name, *text in texts if (ratio := _contrast(*text)) < 4.5}
    assert faint == {}


def test_the_theme_changes_with_the_readers_while_the_page_is_open(saved_page: Reader) -> None:
    saved_page.page.emulate_media(color_scheme="dark")
    saved_page.wait_for("() => document.querySelector('.atlas').dataset.theme === 'dark'")
    assert saved_page.fill(YAWAN) == _rgb(palette(saved_page.atlas.ledger.war, "dark")["taliban"])


def test_with_forced_colours_those_of_the_data_stay(saved_page: Reader) -> None:
    saved_page.place(YAWAN).click()
    saved_page.page.mouse.move(2, 2)
    seen = saved_page.frame.evaluate(COLOURS_OF_DATA)
    paper = saved_page.root.evaluate("root => getComputedStyle(root).backgroundColor")
    saved_page.page.emulate_media(forced_colors="active")
    assert saved_page.frame.evaluate(COLOURS_OF_DATA) == seen
    assert {"atlas__swatch", "atlas__chip", "atlas__legend-bar", "atlas__card-part"} <= {name for name, *_ in seen}
    assert saved_page.root.evaluate("root => getComputedStyle(root).backgroundColor") != paper  # the reader's own


@pytest.mark.parametrize(("motion", "animated"), [("no-preference", True), ("reduce", False)])
def test_the_map_zooms_at_once_for_who_wants_less_motion(
    open_saved: Callable[..., Reader], motion: str, animated: bool
) -> None:
    reader = open_saved(reduced_motion=motion)
    home = reader.frame.evaluate(SPREAD)
    reader.frame.evaluate(RECORD_ZOOMING)
    reader.press("+")
    reader.wait_for(f"(than) => ({SPREAD})() > than * 1.2", home)
    assert reader.frame.evaluate("window.animated") is animated


@pytest.mark.parametrize("zone", ["Pacific/Pago_Pago", "Pacific/Kiritimati"])
def test_a_day_is_the_same_day_everywhere(open_saved: Callable[..., Reader], zone: str) -> None:
    reader = open_saved(timezone_id=zone)
    assert reader.frame.evaluate("new Date(2021, 6, 5).getTimezoneOffset()") in (660, -840)
    for day, weekday in [(OPENING, "Monday"), (date(2021, 8, 15), "Sunday"), (reader.atlas.last, "Monday")]:
        if day != reader.day:
            reader.click_day(day)
        number = (day - date(2021, 5, 1)).days + 1
        assert reader.day == day
        assert reader.words("date") == day_words(day)
        assert reader.words("weekday") == f"{weekday} · day {number} of the offensive"
        assert reader.frame.evaluate(STATED) == _stated(reader.atlas, day)
    reader.press("Home")
    assert (reader.words("date"), reader.words("weekday")) == ("6 April 2021", "Tuesday")


def test_words_from_data_are_never_markup(open_saved: Callable[..., Reader], hostile: Path) -> None:
    atlas = load_atlas(hostile)
    assert atlas.ledger.problems == ()
    reader = open_saved(write_page(atlas, atlas.last, hostile / "atlas.html"), atlas)
    assert reader.day == OPENING
    reader.place(YAWAN).click()
    reader.see("report").first.wait_for()
    card = reader.words("card")
    reader.press("Escape")
    reader.see("context").wait_for()
    reader.place(YAWAN).hover()
    news = reader.words("below")
    assert reader.frame.evaluate("window.hacked") is None
    assert reader.frame.locator("img[src=x]").count() == 0
    for field in ("place", "Note", "source", "publisher", "baseline"):
        assert f"{field} {HOSTILE}" in card
    assert f"publisher {HOSTILE}" in news
    assert f"summary {HOSTILE}" in news
    assert reader.see("pin-label").text_content() == f"label {HOSTILE}"


def test_a_title_is_never_markup(open_saved: Callable[..., Reader], hostile: Path) -> None:
    war = hostile / "war.toml"
    told = war.read_text(encoding="utf-8")
    title = told.replace('title = "Afghanistan 2021"', f"title = '''title {HOSTILE}'''")
    assert title != told
    war.write_text(title, encoding="utf-8")
    atlas = load_atlas(hostile)
    reader = open_saved(write_page(atlas, atlas.last, hostile / "atlas.html"), atlas)
    assert reader.frame.evaluate("window.hacked") is None
    assert reader.page.title() == f"title {HOSTILE}"
    assert f"title {HOSTILE}".lower() in reader.words("eyebrow").lower()


HOSTILE = (
    '{{ 7 * 7 }}{% x %}</script></style></title><img src=x onerror="window.hacked=1"><script>window.hacked=1</script>'
)


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A ledger of one report, in whose every word is markup."""
    quoted = HOSTILE.replace('"', '""')
    files = {
        "sources.csv": [
            "source_id,publisher,title,url,published,unlinked_because",
            f'S1,"publisher {quoted}","source {quoted}",https://example.org/,2021-07-04,',
        ],
        "reports.csv": [
            "report_id,earliest,latest,precision,scope,province,district,except,part,place_as_reported,kind,party,"
            "certainty,denied_by,source_id,published,note",
            f'R1,2021-07-04,2021-07-04,day,district,Badakhshan,Yawan,,,"place {quoted}",captured,taliban,reported,,S1,,'
            f'"note {quoted}"',
            "R2,2021-07-05,2021-07-05,day,district,Badakhshan,Khwahan,,,Khwahan,captured,taliban,reported,,S1,,",
        ],
        "context.csv": [
            "context_id,day,kind,place,summary,source_id,published,label",
            f'C1,2021-07-05,statement,Kabul,"summary {quoted}",S1,,"label {quoted}"',
        ],
        "baseline.csv": [
            "province,district,scope,standing,as_of,basis,source_id,note",
            f'Badakhshan,Yawan,district,government,"baseline {quoted}",press,S1,',
        ],
        "claims.csv": [",".join(CLAIM_COLUMNS)],
    }
    for name, lines in files.items():
        (tmp_path / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    copy(FOLDER / "war.toml", tmp_path)
    return tmp_path


def _legend(reader: Reader) -> list[tuple[str, str]]:
    """Name with note, and count, of each row."""
    rows = reader.see("legend-row").all()
    return [(" ".join(row.locator("dt").inner_text().split()), row.locator("dd").inner_text()) for row in rows]


def _expected_legend(atlas: Atlas, day: date) -> list[tuple[str, str]]:
    counts = count_on(atlas.spans, day, LENS)
    rows, named = [], standing_names(atlas.ledger.war, day=day)
    for standing in standings(atlas.ledger.war):
        count = counts.get(standing, Count())
        band = f"range {count.lowest}–{count.highest}" if count.lowest != count.highest else ""
        note = " · ".join(filter(None, [band, f"{count.inferred} inferred" if count.inferred else ""]))
        rows.append((named[standing] + note, str(count.held)))
    return rows


def _spoken(atlas: Atlas, day: date) -> str:
    counts = count_on(atlas.spans, day, LENS)
    named = standing_names(atlas.ledger.war, day=day)
    told = [f"{name} {counts.get(standing, Count()).held}" for standing, name in named.items()]
    return f"{day_words(day)}. {', '.join(told)} ({LENS.of})."


def _stated(atlas: Atlas, day: date) -> dict[PlaceId, list[str | None]]:
    """What the contract says of each path, read from the rule itself."""
    return {
        code: [span.standing, span.claim, "true" if span.inferred else None]
        for code, span in control_on(atlas.spans, day).items()
    }


def _spoken_against(atlas: Atlas) -> Iterator[tuple[PlaceId, list[ReportId]]]:
    """The districts with reports that others contradict, and two more with denied ones; with the ids of those."""
    denied = 0
    for code in DISTRICTS:
        reports = [event.report for event in atlas.ledger.events if code in event.places]
        outcome_by_report = outcomes(reports)
        contradicted = [report.id for report in reports if outcome_by_report[report.id].contradicted]
        against = contradicted + [report.id for report in reports if report.denied_by]
        denied += bool(against and not contradicted)
        if contradicted or (against and denied <= 2):
            yield code, sorted(set(against))


def _parties(reader: Reader) -> dict[Standing, Any]:
    return {party.id: party for party in reader.atlas.ledger.war.parties}


def _computed(reader: Reader, variable: str) -> str:
    """The colour of a variable of the page, as the browser computes it."""
    return _rgb(
        str(reader.root.evaluate("(root, name) => getComputedStyle(root).getPropertyValue(name)", f"--{variable}"))
    )


def _rgb(colour: str) -> str:
    """``#8f3335`` as the browser computes it: ``rgb(143, 51, 53)``."""
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))


def _contrast(colour: str, ground: str, opacity: float) -> float:
    """The contrast ratio of WCAG 2.2, from two computed colours."""
    over, under = ([float(part) for part in re.findall(r"[\d.]+", written)] for written in (colour, ground))
    share = opacity * (over[3] if len(over) > 3 else 1)
    seen = [one * share + other * (1 - share) for one, other in zip(over[:3], under[:3], strict=True)]
    lighter, darker = sorted((_luminance(seen), _luminance(under[:3])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(channels: list[float]) -> float:
    shares = [channel / 255 for channel in channels]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
