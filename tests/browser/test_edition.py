"""The one-file edition in a real browser: from a disk with the network closed, and set into another page."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from events.control.counts import Count, count_on
from events.control.rule import control_on
from events.model import CONTESTED
from geo.atlas.atlas import Atlas, draw
from geo.atlas.edition import edition
from geo.links.embed import HEIGHT, LISTENER, snippet
from geo.paint.looks import look_of
from geo.paint.palette import palette
from geo.places.area import part_of
from geo.places.country import Area, load_country
from geo.places.lenses import load_lenses
from geo.words.standings import standings
from tests.browser.conftest import NARROW, WIDE
from tests.browser.reader import READY, Reader, Watch
from tests.languages import language

OPENING = date(2021, 7, 5)
SAMPLED = (date(2021, 4, 6), date(2021, 6, 21), OPENING, date(2021, 8, 15), date(2021, 9, 6))
YAWAN = "1709"
PAINTED = """
() => {
  const pages = [...document.querySelectorAll(".atlas path[data-place]")];
  return Object.fromEntries(pages.map((path) => [path.dataset.place, getComputedStyle(path).fill]));
}
"""
MARKS = """
(id) => [...document.getElementById(id).children].map((mark) => [mark.style.fill, mark.style.stroke])
"""
ADD_IMAGE = """
(there) => new Promise((done) => {
  const image = document.body.appendChild(new Image());
  image.onload = image.onerror = done;
  image.src = there;
})
"""
APART = """
() => {
  const box = (name) => document.querySelector(".atlas__" + name).getBoundingClientRect();
  const [legend, strip, key, button] = ["legend", "strip", "strip-key", "player button"].map(box);
  const free = legend.bottom <= strip.top + 1 || legend.top >= strip.bottom - 1;
  return free && key.top >= button.bottom - 1; // in the foot
}
"""
HASH = "(words) => location.hash === words"
HELD = ".atlas__legend-count"
WITHIN = """
() => {
  const shown = document.querySelector("iframe")?.contentDocument;
  return shown?.querySelectorAll(".atlas path[data-place][data-look][d]").length === 421;
}
"""
WHOLE = """
() => {
  const shown = document.querySelector("iframe").contentDocument.documentElement;
  return shown.scrollHeight <= shown.clientHeight;
}
"""

Contexts = Callable[..., tuple[Page, Watch]]
Open = Callable[..., Reader]


@pytest.fixture(scope="module")
def file(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    written = tmp_path_factory.mktemp("edition") / "an atlas.html"
    written.write_text(edition(atlas, OPENING, title="Who holds what", credit="Map: someone"), encoding="utf-8")
    return written


@pytest.fixture
def open_edition(contexts: Contexts, file: Path, atlas: Atlas) -> Open:
    """Open the edition from its file, with the network closed, at what follows its address."""

    def open_page(link: str = "", opened: Path = file, **options: Any) -> Reader:
        page, watch = contexts(opened.as_uri(), offline=True, **options)
        page.goto(opened.as_uri() + link)
        page.wait_for_function(READY)
        return Reader(page, page.main_frame, watch, atlas)

    return open_page


def test_it_asks_for_nothing_but_itself(contexts: Contexts, file: Path, atlas: Atlas) -> None:
    """Whatever the reader does; that no error is told is seen by `contexts`."""
    page, watch = contexts(file.as_uri(), offline=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    reader = Reader(page, page.main_frame, watch, atlas)
    reader.place(YAWAN).click()
    reader.press("End", "Home", "+", "0", "Escape")
    reader.frame.get_by_label("Count", exact=True).select_option("land")
    reader.wait_frames(30)
    assert [address for address in asked if not address.startswith("data:")] == [file.as_uri()]
    assert reader.frame.get_by_role("button", name="OpenStreetMap").count() == 0
    loaded = page.evaluate("performance.getEntriesByType('resource').map((each) => each.name)")
    assert [address for address in loaded if not address.startswith("data:")] == []


ON_THE_MAP = """
(places) => {
  const map = document.querySelector(".atlas .leaflet-container, .folium-map").getBoundingClientRect();
  const boxes = places.map((place) => document.querySelector(`path[data-place="${place}"]`).getBoundingClientRect());
  const edge = (side, most) => Math[most ? "max" : "min"](...boxes.map((box) => box[side]));
  const [left, right, top, bottom] = [edge("left"), edge("right", true), edge("top"), edge("bottom", true)];
  const inside = left >= map.left && right <= map.right && top >= map.top && bottom <= map.bottom;
  return [inside, Math.max((right - left) / map.width, (bottom - top) / map.height)];
}
"""
"""Whether some places lie wholly within the map, and the share of its width or height that they take."""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_of_a_province_it_opens_on_the_province_and_shows_the_whole_country_at_wish(
    open_edition: Open, atlas: Atlas, tmp_path: Path, size: dict[str, int]
) -> None:
    country = load_country()
    part = part_of(country, Area("AF01"))
    west, south, east, north = part.boundaries.total_bounds.tolist()
    file = tmp_path / "part.html"
    file.write_text(edition(atlas, OPENING, box=(west, south, east, north)), encoding="utf-8")
    reader = open_edition(opened=file, viewport=size)
    inside, share = reader.page.evaluate(ON_THE_MAP, [*part.boundaries.index])
    assert inside and share > 0.4
    reader.page.set_viewport_size({"width": size["width"] - 20, "height": size["height"]})
    reader.wait_frames(5)
    inside, share = reader.page.evaluate(ON_THE_MAP, [*part.boundaries.index])
    assert inside and share > 0.4
    reader.press("0")
    assert reader.page.evaluate(ON_THE_MAP, [*part.boundaries.index])[1] < 0.2
    assert reader.page.evaluate(ON_THE_MAP, [*country.boundaries.index])[0]


def test_two_fingers_enlarge_it(open_edition: Open) -> None:
    reader = open_edition(viewport=NARROW, has_touch=True, is_mobile=True)
    assert reader.frame.locator("meta[name=viewport]").count() == 1
    fingers = reader.page.context.new_cdp_session(reader.page)
    reader.see("headline").scroll_into_view_if_needed()
    box = reader.see("headline").bounding_box()
    assert box
    for kind, apart in (("touchStart", 20), *(("touchMove", 20 + 8 * step) for step in range(1, 11)), ("touchEnd", 0)):
        points = [{"x": 195 + side * apart, "y": box["y"] + 20, "id": side + 1} for side in (-1, 1) if apart]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        reader.wait_frames(2)
    reader.wait_for("() => visualViewport.scale > 1.5")


def test_its_policy_lets_nothing_out_even_where_there_is_a_network(browser: Browser, file: Path) -> None:
    asked: list[str] = []
    with _hosted(file.parent, asked) as address:
        context = browser.new_context()
        page, refused = context.new_page(), list[str]()
        page.on("console", lambda told: refused.append(told.text))
        page.goto(file.as_uri())
        page.wait_for_function(READY)
        page.evaluate("(there) => fetch(there).catch(() => null)", f"{address}/fetched")
        page.evaluate(ADD_IMAGE, f"{address}/image")
        context.close()
    assert asked == []
    assert sum("Content Security Policy" in words for words in refused) >= 2


def test_its_colours_and_counts_are_those_of_the_app(open_edition: Open) -> None:
    reader = open_edition()
    war = reader.atlas.ledger.war
    parties = {party.id: party for party in war.parties}
    colours = {name: _rgb(colour) for name, colour in palette(war, "light").items()}
    for day in SAMPLED:
        reader.frame.evaluate("(words) => { location.hash = words }", f"day={day}")
        reader.wait_for_day(day)
        control = control_on(reader.atlas.spans, day)
        painted = reader.frame.evaluate(PAINTED)
        marked = {code for code, span in control.items() if look_of(span).marks(parties)}
        plain = {code: colours[look_of(span).fill] for code, span in control.items() if code not in marked}
        assert {code: painted[code] for code in plain} == plain
        for code in marked:
            look = look_of(control[code])
            pattern = re.fullmatch(r'url\("#(.+)"\)', painted[code])
            assert pattern
            drawn = [fill or stroke for fill, stroke in reader.frame.evaluate(MARKS, pattern[1])]
            assert drawn == [f"var(--{name})" for name in (look.fill, *(colour for _, colour in look.marks(parties)))]
        counts = count_on(reader.atlas.spans, day, load_lenses()["districts"])
        *held, claimed = (int(number) for number in reader.frame.locator(HELD).all_inner_texts())
        assert held == [counts.get(standing, Count()).held for standing in standings(war)]
        assert claimed == sum(span.claim is not None for span in control.values())
    assert {CONTESTED} <= {span.standing for span in control_on(reader.atlas.spans, OPENING).values()}


def test_it_says_its_title_and_its_credit_beside_that_of_the_sources(open_edition: Open) -> None:
    reader = open_edition()
    assert reader.page.title() == reader.words("title-given") == "Who holds what"
    assert reader.root.get_attribute("aria-label") == "Who holds what"
    reader.see("credits-short").click()
    credits = reader.see("credit").all_inner_texts()
    assert credits[0] == "Map: someone"
    assert credits[1].startswith("Each report names its source.")


def test_hostile_words_are_only_words(open_edition: Open, atlas: Atlas, tmp_path: Path) -> None:
    words = '</script><img src=x onerror="window.hacked=1">{{ 7 * 7 }}{% x %}\u202e' + "x" * 300 + "👩‍👩‍👧"
    (tmp_path / "a.html").write_text(edition(atlas, OPENING, title=words, credit=words), encoding="utf-8")
    for viewport in (WIDE, {"width": 320, "height": 600}):
        reader = open_edition(opened=tmp_path / "a.html", viewport=viewport)
        assert reader.see("title-given").text_content() == words
        assert reader.see("credit").first.text_content() == words
        assert reader.page.evaluate("window.hacked") is None
        assert reader.frame.locator("img").count() == 0
        assert reader.page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        title, headline = reader.see("title-given").bounding_box(), reader.see("headline").bounding_box()
        assert title and headline
        assert title["y"] + title["height"] <= headline["y"]


def test_it_plays_and_every_key_works(open_edition: Open) -> None:
    reader = open_edition("#day=2021-08-20")
    reader.press("ArrowRight")
    assert reader.day == date(2021, 8, 21)
    reader.press("Shift+ArrowLeft", "ArrowLeft")
    assert reader.day == date(2021, 8, 13)
    reader.press("Home")
    assert reader.day == reader.atlas.first
    reader.press("End", "Shift+ArrowLeft", " ")
    reader.wait_for("() => document.querySelector('.atlas').hasAttribute('data-playing')")
    reader.wait_for_day(reader.atlas.last)
    reader.wait_for("() => !document.querySelector('.atlas').hasAttribute('data-playing')")
    reader.place(YAWAN).focus()
    reader.press("Enter")
    assert reader.words("card-name") == "Yawan"
    reader.press("Escape")
    assert reader.see("card").is_hidden()


@pytest.mark.parametrize("mark", ["#", "?"])
def test_its_address_opens_a_view(open_edition: Open, mark: str) -> None:
    reader = open_edition(f"{mark}day=2021-07-20&district=1709&lens=people&theme=dark")
    assert reader.day == date(2021, 7, 20)
    assert reader.words("card-name") == "Yawan"
    assert "people" in reader.words("denominator")
    assert reader.root.get_attribute("data-theme") == "dark"
    assert reader.frame.get_by_label("Count", exact=True).input_value() == "people"


@pytest.mark.parametrize(
    "link",
    [
        *(
            "?day=2021-02-30&district=9999&lens=cows&theme=pink",
            "#day=1999-01-01&district=",
            "#top",
            "?day=&%E0%A4%A&&==",
        ),
        *("#day=2021-7-5&lens=__proto__", "?day=%3Cimg%20src=x%20onerror=%22window.hacked=1%22%3E"),
    ],
)
def test_what_is_broken_or_unknown_in_its_address_is_ignored(open_edition: Open, link: str) -> None:
    reader = open_edition(link)
    assert reader.day == OPENING
    assert reader.see("card").is_hidden()
    assert "421 districts" in reader.words("denominator")
    assert reader.root.get_attribute("data-theme") == "light"
    assert reader.page.evaluate("window.hacked") is None


def test_its_address_follows_the_reader_and_is_a_link(open_edition: Open) -> None:
    reader = open_edition("?day=2021-07-01&district=1709&lens=land#theme=dark&note=1")
    assert reader.day == date(2021, 7, 1)
    before = reader.page.evaluate("history.length")
    reader.press("ArrowRight", "Escape")
    reader.wait_for(HASH, "#theme=dark&note=1&day=2021-07-02&lens=land")
    reader.frame.get_by_label("Count", exact=True).select_option("districts")
    reader.wait_for(HASH, "#theme=dark&note=1&day=2021-07-02&lens=districts")
    assert reader.page.evaluate("history.length") == before
    reader.page.reload()
    reader.page.wait_for_function(READY)
    assert (reader.day, reader.see("card").is_hidden()) == (date(2021, 7, 2), True)
    assert "421 districts" in reader.words("denominator")
    assert reader.root.get_attribute("data-theme") == "dark"


def test_an_address_changed_by_hand_is_followed(open_edition: Open) -> None:
    reader = open_edition()
    reader.press(" ")
    reader.frame.evaluate("() => { location.hash = 'day=2021-06-21&district=1709&theme=dark' }")
    reader.wait_for_day(date(2021, 6, 21))
    assert reader.words("card-name") == "Yawan"
    assert reader.root.get_attribute("data-theme") == "dark"
    reader.wait_frames(20)
    assert reader.day == date(2021, 6, 21)  # it plays no more


def test_an_edition_of_a_view_opens_with_it_unless_its_address_says_otherwise(
    open_edition: Open, atlas: Atlas, tmp_path: Path
) -> None:
    country, dari = load_country(), language("fa")
    spoken = draw(atlas.reading, country, dari)
    denominators = {lens: said for lens, said, *_ in json.loads(spoken.page)["lenses"]}
    made = edition(spoken, date(2021, 8, 1), YAWAN, "people", theme="dark")
    (tmp_path / "a.html").write_text(made, encoding="utf-8")
    reader = open_edition(opened=tmp_path / "a.html")
    assert (reader.day, reader.words("card-name")) == (date(2021, 8, 1), country.names_in(dari)[YAWAN])
    assert denominators["people"] in reader.words("denominator")
    assert reader.root.get_attribute("data-theme") == "dark"
    assert reader.page.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["fa", "rtl"]
    reader.press("Escape", "ArrowRight")
    reader.wait_for(HASH, "#day=2021-08-02")
    reader.page.reload()
    reader.page.wait_for_function(READY)
    assert reader.see("card").is_hidden()
    other = open_edition("#lens=districts&theme=light", tmp_path / "a.html")
    assert denominators["districts"] in other.words("denominator")
    assert other.root.get_attribute("data-theme") == "light"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 390, 768, 900, 1400])
def test_it_fits_its_width_and_its_ground_is_the_themes(open_edition: Open, width: int, theme: str) -> None:
    reader = open_edition(f"#district=1709&theme={theme}", viewport={"width": width, "height": 740})
    assert reader.page.evaluate("document.documentElement.scrollWidth") <= width
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert reader.page.evaluate(ground) == _rgb(palette(reader.atlas.ledger.war, theme)["paper"])
    assert reader.page.evaluate(APART)


def test_who_has_no_scripts_reads_the_day(contexts: Contexts, file: Path) -> None:
    page, _ = contexts(file.as_uri(), offline=True, java_script_enabled=False, viewport=NARROW)
    page.goto(file.as_uri())
    said = page.locator("main").inner_text()
    assert "5 July 2021: The Taliban take 30 districts" in said
    assert "Taliban\t157" in said
    assert page.locator(".folium-map").is_hidden()


@pytest.mark.parametrize("width", [320, 768, 1400])
def test_set_into_another_page_by_its_snippet_it_answers(
    contexts: Contexts, atlas: Atlas, file: Path, width: int
) -> None:
    lines = snippet("an%20atlas.html", "Who holds what", date(2021, 7, 20), YAWAN, "dark", "people")
    around = f"<!DOCTYPE html><title>News</title><link rel=icon href='data:,'><p>Before</p>{lines}<p>After</p>"
    (file.parent / "news.html").write_text(around, encoding="utf-8")
    with _hosted(file.parent) as address:
        page, watch = contexts(address, viewport={"width": width, "height": 900})
        page.goto(f"{address}/news.html")
        page.wait_for_function(WITHIN)
        frame = page.frame(url=re.compile("atlas"))
        assert frame
        reader = Reader(page, frame, watch, atlas)
        assert (reader.day, reader.words("card-name")) == (date(2021, 7, 20), "Yawan")
        assert "people" in reader.words("denominator")
        assert reader.root.get_attribute("data-theme") == "dark"
        reader.place(YAWAN).focus()
        reader.press("Escape", "ArrowRight")
        reader.wait_for_day(date(2021, 7, 21))
        reader.wait_for(HASH, "#day=2021-07-21&lens=people&theme=dark")
        assert page.url == f"{address}/news.html"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert frame.evaluate("document.documentElement.scrollWidth") <= width
        box = page.get_by_title("Who holds what").bounding_box()
        assert box
        assert box["width"] == pytest.approx(width - 16, abs=16)
        assert 640 <= box["height"] <= 0.92 * 900 + 1


def test_without_its_style_its_frame_is_tall_enough(contexts: Contexts, file: Path) -> None:
    with _framed(contexts, file, re.sub(' style="[^"]*"', "", snippet("an%20atlas.html", "Map")), 900) as page:
        box = page.get_by_title("Map").bounding_box()
        assert box
        assert box["height"] == pytest.approx(HEIGHT, abs=4)
        assert box["width"] > 800


@pytest.mark.parametrize("width", [320, 700, 1400])
def test_a_page_that_listens_gives_its_frame_the_height_it_asks_for(contexts: Contexts, file: Path, width: int) -> None:
    with _framed(contexts, file, LISTENER + snippet("an%20atlas.html", "Map"), width) as page:
        frame = page.frame(url=re.compile("atlas"))
        assert frame
        page.wait_for_function("() => document.querySelector('iframe').style.maxHeight === 'none'")
        page.wait_for_function(WHOLE)
        if width == 1400:
            assert page.evaluate("document.querySelector('iframe').offsetHeight") == HEIGHT
        else:
            before = page.evaluate("document.querySelector('iframe').offsetHeight")
            frame.locator(".atlas__credits-short").click()
            page.wait_for_function("(before) => document.querySelector('iframe').offsetHeight !== before", arg=before)
            page.wait_for_function(WHOLE)


@contextmanager
def _framed(contexts: Contexts, file: Path, lines: str, width: int) -> Iterator[Page]:
    """Open a page of a host that holds some lines of HTML, the edition's frame among them."""
    around = f"<!DOCTYPE html><title>News</title><link rel=icon href='data:,'>{lines}"
    (file.parent / "news.html").write_text(around, encoding="utf-8")
    with _hosted(file.parent) as address:
        page, _ = contexts(address, viewport={"width": width, "height": 900})
        page.goto(f"{address}/news.html")
        page.wait_for_function(WITHIN)
        yield page


def test_the_app_set_into_another_page_is_the_atlas_alone(contexts: Contexts, app_address: str) -> None:
    lines = snippet(app_address + "/", "Who holds what", date(2021, 7, 20), YAWAN, "dark", "people", app=True)
    page, _ = contexts(app_address)
    page.route(
        f"{app_address}/news.html",
        lambda route: route.fulfill(content_type="text/html", body=f"<!DOCTYPE html><title>News</title>{lines}"),
    )
    page.goto(f"{app_address}/news.html")
    app = page.frame_locator("iframe[title='Who holds what']")
    shown = app.frame_locator("iframe[title='Afghanistan 2021']")
    shown.locator(".atlas[data-day='2021-07-20'][data-theme='dark'][data-open]").wait_for()
    assert "people" in shown.locator(".atlas__denominator").inner_text()
    assert app.get_by_test_id("stHeader").is_hidden()
    assert app.locator(".st-key-bar").is_hidden()
    top = shown.locator(".atlas").evaluate("() => window.frameElement.getBoundingClientRect().top")
    assert top < 20


@contextmanager
def _hosted(folder: Path, asked: list[str] | None = None) -> Iterator[str]:
    """Serve a folder as any host does; what is asked for is added to a list."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *told: Any) -> None:
            if asked is not None:
                asked.append(str(told))

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def _rgb(colour: str) -> str:
    """``#8f3335`` as the browser computes it: ``rgb(143, 51, 53)``."""
    return "rgb({}, {}, {})".format(*(int(colour[at : at + 2], 16) for at in (1, 3, 5)))
