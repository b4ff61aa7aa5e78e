"""The script of `geo.plate.plate` in a real browser, on a bare page: what Streamlit does around it, done by hand."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from events.control.rule import control_on
from events.model import PlaceId
from geo.atlas.atlas import Atlas
from geo.paint.fills import FAINT, Fill, fill_of
from geo.paint.looks import look_of
from geo.paint.palette import PAPER, mix, palette
from geo.places.boundaries import dissolve, load_boundaries
from geo.places.grid import Shapes, plate_shapes
from geo.places.lists import load_districts, load_lists
from geo.plate.plate import PLATE_HTML, plate, plate_css, plate_js, swipe
from tests.browser.conftest import NARROW, WIDE

EVIL = "</div><b>Yawan</b><script>window.evil = 1</script>"
YAWAN, KANDAHAR, DAND = "1709", "2701", "2717"  # Dand is a dot within Kandahar
NAMES = {district.code: district.name for district in load_districts()}
QUIET, HELD = Fill("unknown", faint=True, lines=("Not known",)), Fill("taliban", lines=("Taliban", "since 4 July"))

MOUNT = """
async ([html, css, js]) => {
  const root = document.querySelector("#host").attachShadow({ mode: "open" });
  root.append(document.createRange().createContextualFragment(html));
  root.appendChild(document.createElement("style")).textContent = css;
  const module = await import(URL.createObjectURL(new Blob([js], { type: "text/javascript" })));
  window.chosen = [];
  window.run = (data) => {
    window.clean = module.default({ data, parentElement: root, setTriggerValue: (...told) => chosen.push(told) });
    return window.clean;
  };
  window.$ = (selector) => root.querySelector(selector);
  window.$$ = (selector) => [...root.querySelectorAll(selector)];
}
"""
SHOWN = "() => Object.fromEntries($$('[data-place]').map((path) => [path.dataset.place, path.getAttribute('fill')]))"
ON_SCREEN = """
(spot) => {
  const { x, y } = new DOMPoint(...spot).matrixTransform($(".plate__map").getScreenCTM());
  return [x, y];
}
"""
LABELS = """
() => $$(".plate__label:not([hidden])").map((label) => {
  const { left, top, right, bottom } = label.getBoundingClientRect();
  return [label.textContent, left, top, right, bottom];
})
"""
DIVIDED = """
() => {
  const [map, right, drawn] = [".plate__map", ".plate__over", ".plate__right"].map((part) => {
    return $(part).getBoundingClientRect();
  });
  if (drawn.x !== map.x || drawn.width !== map.width || right.right !== map.right) return NaN; // it must not move
  return (right.x - map.x) / map.width;
}
"""
OVER = "() => $$('.plate__over .plate__place').map((path) => path.getAttribute('fill'))"
OUTSIDE = """
() => document.documentElement.scrollWidth > innerWidth
  || $$(".plate *").filter((one) => one.checkVisibility() && !one.closest("defs, pattern, .plate__stage svg > *"))
    .some((one) => one.getBoundingClientRect().right > innerWidth + 0.5)
"""


@dataclass
class Plate:
    """A plate on a bare page, and what it is shown with."""

    page: Page
    shapes: Shapes
    atlas: Atlas

    def show(
        self,
        fills: Mapping[PlaceId, Fill],
        names: Mapping[PlaceId, str] = NAMES,
        legend: tuple[tuple[Fill, str, str], ...] = (),
        within: frozenset[PlaceId] | None = None,
        theme: str = "light",
    ) -> dict[str, Any]:
        told = plate(self.shapes, fills, names, self.atlas.ledger.war, theme, legend, within, "A plate")
        self.run(told)
        return told

    def swipe(self, *later: PlaceId) -> None:
        """Lay a plate on which some districts are held over one on which none is."""
        war, days = self.atlas.ledger.war, ("5 June", "5 July")
        left, right = (
            plate(self.shapes, fills, NAMES, war, "light", (), None, "Both")
            for fills in (self.fills(), self.fills(*later))
        )
        self.run(swipe(left, right, days))

    def run(self, told: dict[str, Any]) -> None:
        self.page.evaluate("(told) => void run(told)", told)
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def divided(self) -> float:
        """Where the left plate ends and the right one begins, in shares of the map's width."""
        share: float = self.page.evaluate(DIVIDED)
        return round(share, 2)

    def fills(self, *strong: PlaceId) -> dict[PlaceId, Fill]:
        """All not known and faint, but these."""
        return dict.fromkeys(self.shapes.bounds, QUIET) | dict.fromkeys(strong, HELD)

    def hover(self, place: PlaceId) -> str:
        """Hover over where its label would stand, which is within it, or its dot, and read the tooltip."""
        room = self.shapes.rooms.get(place)
        spot = (room.x, room.y) if room else self.shapes.dots[place]
        self.page.mouse.move(*self.page.evaluate(ON_SCREEN, spot))
        return self.tip()

    def tip(self) -> str:
        tip = self.page.locator(".plate__tip")
        return tip.inner_text() if tip.is_visible() else ""

    def focused(self) -> str | None:
        place: str | None = self.page.evaluate(
            "() => document.querySelector('#host').shadowRoot.activeElement?.dataset.place"
        )
        return place

    def chosen(self) -> list[list[str]]:
        told: list[list[str]] = self.page.evaluate("() => chosen")
        return told


Open = Callable[..., Plate]


@pytest.fixture(scope="module")
def shapes() -> Shapes:
    boundaries = load_boundaries()
    counted = [district for district in load_districts() if district.counted]
    return plate_shapes(boundaries, dissolve(boundaries), counted, load_lists().provinces)


@pytest.fixture
def open_plate(contexts: Callable[..., Any], shapes: Shapes, atlas: Atlas, tmp_path: Path) -> Open:
    """Open a bare page with an empty plate; the options are those of a browser context."""

    def open_page(**options: Any) -> Plate:
        file = tmp_path / "bare.html"
        file.write_text(
            "<!doctype html><meta charset=utf-8><body><button>before</button><div id=host>", encoding="utf-8"
        )
        page, _ = contexts(file.as_uri(), offline=True, **options)
        page.goto(file.as_uri())
        page.evaluate(MOUNT, [PLATE_HTML, plate_css(), plate_js()])
        return Plate(page, shapes, atlas)

    return open_page


@pytest.fixture
def drawn(open_plate: Open) -> Plate:
    """On a laptop's screen, where little is known but of three districts."""
    opened = open_plate()
    opened.show(opened.fills(YAWAN, KANDAHAR, DAND))
    return opened


def test_everything_is_drawn_with_the_fill_it_is_told(drawn: Plate) -> None:
    colours = palette(drawn.atlas.ledger.war, "light")
    faint = mix(colours["unknown"], colours["paper"], FAINT)
    expected = dict.fromkeys(drawn.shapes.bounds, faint) | dict.fromkeys((YAWAN, KANDAHAR, DAND), colours["taliban"])
    assert drawn.page.evaluate(SHOWN) == expected
    assert len(expected) == 421


def test_the_plate_of_a_day_has_every_pattern_of_the_atlas(drawn: Plate) -> None:
    control = control_on(drawn.atlas.spans, date(2021, 7, 5))
    fills = {place: fill_of(look_of(span), drawn.atlas.ledger.war) for place, span in control.items()}
    fills[YAWAN] = Fill("taliban", (("lattice", "government"),))
    told = drawn.show(fills)
    assert {mark for paint in told["paints"] for mark, _ in paint["marks"]} == {
        *("rising", "falling", "dots", "specks", "lattice")
    }
    for place, fill in drawn.page.evaluate(SHOWN).items():
        assert fill.startswith("url(#") == bool(fills[place].marks)
        if fills[place].marks:
            shapes = drawn.page.evaluate("(id) => $(id).children.length", fill[4:-1])
            assert shapes == 1 + len(fills[place].marks)
    unsettled = drawn.page.evaluate("() => $$('[data-unsettled]').map((path) => path.dataset.place)")
    assert set(unsettled) == {place for place, fill in fills.items() if fill.unsettled}


def test_fighting_is_outlined_over_all_borders(drawn: Plate) -> None:
    fought = Fill("unknown", unsettled=True)
    drawn.show(drawn.fills() | {YAWAN: fought, KANDAHAR: fought, DAND: fought})
    d = "() => [$('.plate__fighting'), ...$$('path[data-unsettled]')].map((path) => path.getAttribute('d'))"
    outlined, *outlines = drawn.page.evaluate(d)
    assert outlined == "".join(outlines)
    assert len(outlines) == 2  # a dot has a line of its own, over all others already
    order = "() => [...$('.plate__map').children].map((layer) => layer.getAttribute('class'))"
    layers = drawn.page.evaluate(order)
    assert layers.index("plate__fighting") > layers.index("plate__borders")
    drawn.show(drawn.fills())
    assert drawn.page.evaluate("() => $('.plate__fighting').getAttribute('d')") == ""


def test_hovering_tells_the_name_and_the_lines(drawn: Plate) -> None:
    assert drawn.hover(YAWAN) == "Yawan, Badakhshan\nTaliban\nsince 4 July"
    assert drawn.hover(DAND) == "Dand, Kandahar\nTaliban\nsince 4 July"
    assert drawn.hover("1701") == "Fayzabad, Badakhshan\nNot known"  # faint, but not mute
    drawn.page.mouse.move(1, 1)
    assert drawn.tip() == ""


def test_markup_in_words_stays_words(drawn: Plate) -> None:
    fills = drawn.fills() | {YAWAN: replace(HELD, lines=(EVIL,))}
    drawn.show(fills, NAMES | {YAWAN: EVIL}, ((HELD, EVIL, ""),))
    assert drawn.hover(YAWAN) == f"{EVIL}, Badakhshan\n{EVIL}"
    assert drawn.page.locator(".plate__key").inner_text() == EVIL
    within = frozenset(place for place, province in drawn.shapes.province_of.items() if province == "AF17")
    drawn.show(fills, NAMES | {YAWAN: EVIL}, within=within)
    assert drawn.page.evaluate("() => [$$('b, script').length, window.evil ?? null]") == [0, None]


def test_a_click_tells_the_place_and_so_do_enter_and_space(drawn: Plate) -> None:
    drawn.hover(DAND)
    drawn.page.mouse.down()
    drawn.page.mouse.up()
    drawn.page.keyboard.press("End")
    drawn.page.keyboard.press("Enter")
    drawn.page.keyboard.press("Home")
    drawn.page.keyboard.press("Space")
    assert drawn.chosen() == [["place", DAND], ["place", DAND], ["place", YAWAN]]


def test_a_line_of_the_legend_tells_what_it_asks(drawn: Plate) -> None:
    drawn.show(drawn.fills(), legend=((HELD, "Taliban: 2", "2021-07-05.taliban"), (HELD, "as before: 419", "")))
    drawn.page.get_by_role("button", name="Taliban: 2").click()
    drawn.page.keyboard.press("Enter")
    assert drawn.chosen() == [["asked", "2021-07-05.taliban"]] * 2
    assert drawn.page.locator(".plate__key button").count() == 1


def test_the_plate_is_one_stop_and_arrows_walk_among_what_stands_out(drawn: Plate) -> None:
    drawn.page.locator("button").focus()
    drawn.page.keyboard.press("Tab")
    assert (drawn.focused(), drawn.tip()) == (YAWAN, "Yawan, Badakhshan\nTaliban\nsince 4 July")
    walked = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "ArrowRight", "ArrowUp", "PageDown", "PageUp", "PageUp"):
        drawn.page.keyboard.press(key)
        walked.append(drawn.focused())
    # Dand stands a little north of Kandahar's middle; nothing lies north of Yawan, where the list begins.
    assert walked == [DAND, KANDAHAR, DAND, YAWAN, YAWAN, KANDAHAR, YAWAN, DAND]
    drawn.page.keyboard.press("Escape")
    assert drawn.tip() == ""
    drawn.page.keyboard.press("Tab")
    assert drawn.focused() is None
    assert drawn.page.evaluate("() => $$('[tabindex=\"0\"]').length") == 1
    assert drawn.page.evaluate(f"() => $('[data-place=\"{YAWAN}\"]').getAttribute('aria-label')") == (
        "Yawan, Badakhshan. Taliban. since 4 July"
    )


def test_where_only_fills_change_the_paths_stay(drawn: Plate) -> None:
    drawn.hover(YAWAN)
    drawn.page.evaluate("() => (window.paths = $$('[data-place]'))")
    drawn.show(drawn.fills(KANDAHAR) | {YAWAN: Fill("government", lines=("Government",))}, theme="dark")
    assert drawn.page.evaluate("() => $$('[data-place]').every((path, number) => path === paths[number])")
    assert drawn.page.evaluate(SHOWN)[YAWAN] == palette(drawn.atlas.ledger.war, "dark")["government"]
    assert drawn.tip() == "Yawan, Badakhshan\nGovernment"  # what the reader is looking at is told anew


def test_of_a_province_only_its_districts_are_drawn_and_named(drawn: Plate) -> None:
    within = frozenset(place for place, province in drawn.shapes.province_of.items() if province == "AF27")
    drawn.show(drawn.fills(KANDAHAR, DAND), within=within)
    assert drawn.page.evaluate(SHOWN).keys() == within
    assert drawn.page.evaluate("() => getComputedStyle($('.plate__around')).fill") == "none"
    labels = {label[0] for label in drawn.page.evaluate(LABELS)}
    assert {"Kandahar", "Maywand"} <= labels
    assert "Badakhshan" not in labels


def test_a_name_is_light_where_its_ground_is_dark(drawn: Plate) -> None:
    badakhshan = frozenset(place for place, of in drawn.shapes.province_of.items() if of == "AF17")
    inks = "(name) => getComputedStyle($$('.plate__label').find((label) => label.textContent === name)).fill"
    drawn.show(drawn.fills(YAWAN), within=badakhshan)
    held, quiet = (drawn.page.evaluate(inks, name) for name in (NAMES[YAWAN], NAMES["1728"]))
    assert held == "rgb({}, {}, {})".format(*bytes.fromhex(PAPER["light"][1:]))
    assert quiet != held


def test_two_plates_are_divided_by_a_slider_that_keys_and_the_mouse_move(drawn: Plate) -> None:
    colours = palette(drawn.atlas.ledger.war, "light")
    divider = drawn.page.get_by_role("slider", name="Divider: left of it 5 June, right of it 5 July")
    assert not divider.count()  # of one plate there is nothing to divide
    drawn.swipe(YAWAN)
    assert (drawn.divided(), divider.get_attribute("aria-valuetext")) == (0.5, "50% 5 June")
    faint = mix(colours["unknown"], colours["paper"], FAINT)
    assert set(drawn.page.evaluate(SHOWN).values()) == {faint}
    assert Counter(drawn.page.evaluate(OVER)) == {faint: 420, colours["taliban"]: 1}
    divider.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "ArrowUp"):
        drawn.page.keyboard.press(key)
    assert drawn.divided() == 0.52
    drawn.page.keyboard.press("Home")
    assert drawn.divided() == 0
    drawn.swipe(KANDAHAR)  # what is told anew leaves the divider where it is
    assert drawn.divided() == 0
    box = drawn.page.locator(".plate__map").bounding_box()
    assert box
    drawn.page.mouse.move(box["x"], box["y"] + 40)
    drawn.page.mouse.down()
    drawn.page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 90)
    drawn.page.mouse.up()
    assert drawn.divided() == pytest.approx(0.75, abs=0.01)


def test_beside_the_divider_a_map_answers_as_ever(drawn: Plate) -> None:
    drawn.swipe(YAWAN)
    assert drawn.hover(DAND) == "Dand, Kandahar\nNot known"
    drawn.page.mouse.down()
    drawn.page.mouse.up()
    assert drawn.chosen() == [["place", DAND]]
    drawn.show(drawn.fills(YAWAN))
    assert drawn.page.locator(".plate__divider").is_hidden()
    assert drawn.page.evaluate(OVER) == []


def test_a_finger_moves_the_divider_sideways_and_scrolls_the_page_up_and_down(open_plate: Open) -> None:
    opened = open_plate(viewport=NARROW, has_touch=True)
    opened.page.evaluate("() => (document.body.style.cssText = 'margin: 14px; min-height: 3000px')")
    opened.swipe(YAWAN)
    box = opened.page.locator(".plate__map").bounding_box()
    assert box
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    screen = opened.page.context.new_cdp_session(opened.page)

    def drag(across: int, down: int) -> None:
        for kind, step in [("touchStart", 0), *(("touchMove", step) for step in range(1, 11)), ("touchEnd", 0)]:
            at = {"x": x + across * step / 10, "y": y + down * step / 10}
            touched = [] if kind == "touchEnd" else [at]
            screen.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touched})
            opened.page.evaluate("() => new Promise(requestAnimationFrame)")

    drag(0, -120)
    opened.page.wait_for_function("() => scrollY > 50")
    assert opened.divided() == 0.5
    y = box["y"] + box["height"] / 2 - opened.page.evaluate("() => scrollY")
    drag(90, 0)
    assert opened.divided() > 0.6
    assert not opened.page.evaluate(OUTSIDE)


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_no_label_lies_over_another_and_nothing_sticks_out(open_plate: Open, viewport: dict[str, int]) -> None:
    opened = open_plate(viewport=viewport)
    opened.show(opened.fills(YAWAN), legend=((HELD, "held by the Taliban, as reports of the district itself say", ""),))
    labels = opened.page.evaluate(LABELS)
    assert len(labels) >= 12
    assert [(one[0], other[0]) for one, other in combinations(labels, 2) if _over(one[1:], other[1:])] == []
    assert not opened.page.evaluate(OUTSIDE)


def test_with_forced_colours_those_of_the_data_stay(drawn: Plate) -> None:
    drawn.show(drawn.fills(YAWAN), legend=((HELD, "Taliban: 1", ""),))
    drawn.page.emulate_media(forced_colors="active")
    colour = "rgb({}, {}, {})".format(*bytes.fromhex(palette(drawn.atlas.ledger.war, "light")["taliban"][1:]))
    for part in (f'[data-place="{YAWAN}"]', ".plate__swatch-ground"):
        assert drawn.page.evaluate("(part) => getComputedStyle($(part)).fill", part) == colour


def test_a_plate_without_anything_strong_is_an_image(drawn: Plate) -> None:
    roles = [drawn.page.locator(".plate__map").get_attribute("role")]
    drawn.show(drawn.fills())
    roles.append(drawn.page.locator(".plate__map").get_attribute("role"))
    assert roles == ["group", "img"]
    assert drawn.page.locator(".plate__map").get_attribute("aria-label") == "A plate"


def test_it_cleans_up_after_itself_unless_it_is_told_something_since(drawn: Plate) -> None:
    drawn.page.evaluate("() => (window.first = window.clean)")
    drawn.show(drawn.fills(YAWAN))
    drawn.page.evaluate("() => first()")
    assert len(drawn.page.evaluate(SHOWN)) == 421
    drawn.page.evaluate("() => clean()")
    assert drawn.page.evaluate("() => $('.plate').childNodes.length") == 0
    drawn.show(drawn.fills(YAWAN))
    assert len(drawn.page.evaluate(SHOWN)) == 421


def _over(one: list[float], other: list[float]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
