"""
Every page by axe-core, which finds what those who do not see, or do not use a mouse, would stumble over.

It is a package of node, which `.ci/run` installs beside the linters.
"""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from geo.atlas.atlas import Atlas
from geo.atlas.edition import edition
from tests.browser.conftest import NARROW, ROOT, WIDE
from tests.browser.reader import FRAME, FRAMES, PATIENCE, READY, SETTLED, Watch
from tests.worlds import world

AXE = ROOT / ".ci" / "node_modules" / "axe-core" / "axe.min.js"
ATLASES = ("", "?district=1709")
PAGES = (
    *("districts?district=1709", "provinces", "provinces?province=AF17", "compare?from=2021-07-01&to=2021-07-31"),
    *("compare?view=side", "compare?view=swipe"),
    *("ledger", "claims", "hindsight", "sources", "gaps", "publish", "add", "add?make=war", "add?make=article"),
)
THEMES = ("light", "dark")
FOREIGN = """\
Suivi du contrôle,,,
Woreda,Quand,Camp signalé,Situation
Argo,05/07/2021,Taliban,tombé
Chall,16/07/2021,Camp signalé,tenu
"""
"""A table whose header is not known, with words and a place to be asked about."""
STREAMLITS = {
    # A link of the app's own frame, which stands before all landmarks, as such links must.
    "region": '[data-testid="stSkipToContent"]',
    # A section that says it is none, and has a name nevertheless.
    "presentation-role-conflict": '[data-testid="stFileUploaderDropzone"]',
}
"""By rule of axe, what Streamlit draws against it, and we cannot mend."""
VIOLATIONS = """
async () => {
  const { violations } = await axe.run(document, { resultTypes: ["violations"] });
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html }) => [id, target.flat().join(" "), html]));
}
"""
IS = "([target, selector]) => document.querySelector(target)?.matches(selector) ?? false"

Contexts = Callable[..., tuple[Page, Watch]]


@pytest.fixture(scope="module")
def axe() -> str:
    """The script that looks."""
    if not AXE.exists():
        reason = "axe-core is not there: npm install --prefix .ci"
        if os.environ.get("CI") or os.environ.get("ATLAS_REQUIRE_BROWSER"):
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing_on_any_page(
    contexts: Contexts, app_address: str, axe: str, screen: dict[str, int], theme: str
) -> None:
    page, _ = contexts(app_address, viewport=screen, reduced_motion="reduce")
    found: dict[str, list[Any]] = {}
    for link in (*ATLASES, *PAGES):
        page.goto(f"{app_address}/{link}{'&' if '?' in link else '?'}embed_options={theme}_theme")
        page.wait_for_function(SETTLED, timeout=PATIENCE)
        if link in ATLASES:
            page.wait_for_function(READY, arg=FRAME)
        page.wait_for_load_state("networkidle")
        page.evaluate(FRAMES, 15)
        found[link] = _found_on(page, axe)
    assert {link: faults for link, faults in found.items() if faults} == {}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing_where_a_file_is_asked_about(
    contexts: Contexts, app_address: str, axe: str, screen: dict[str, int], theme: str
) -> None:
    page = _opened(contexts, app_address, f"add?embed_options={theme}_theme", screen)
    file: Any = {"name": "own.csv", "mimeType": "text/csv", "buffer": FOREIGN.encode()}
    page.locator("[class*=st-key-brought-] input[type=file]").set_input_files(file)
    line = page.get_by_role("combobox", name=re.compile("Which line names the columns"))
    line.wait_for()
    page.evaluate(FRAMES, 15)
    found = _found_on(page, axe)
    line.scroll_into_view_if_needed()
    page.evaluate(FRAMES, 15)  # a list that is open closes when the page scrolls
    line.click()
    page.get_by_role("option", name=re.compile("^line 2")).click()
    page.get_by_text("Still open, and asked below").wait_for()
    page.evaluate(FRAMES, 15)
    assert found + _found_on(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing_where_an_article_is_read(
    contexts: Contexts, app_address: str, axe: str, screen: dict[str, int], theme: str
) -> None:
    page = _opened(contexts, app_address, f"add?make=article&embed_options={theme}_theme", screen)
    page.locator(".st-key-first-article button").click()
    page.locator(".article mark").first.wait_for()
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    page.evaluate(FRAMES, 15)
    found = _found_on(page, axe)
    accept = page.locator(".st-key-accept-t1 button")
    accept.scroll_into_view_if_needed()
    page.evaluate(FRAMES, 15)
    accept.click()
    page.locator(".st-key-back-t1").wait_for()
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    page.evaluate(FRAMES, 15)
    assert found + _found_on(page, axe) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("link", ["districts?district=1709", "provinces?province=AF17", "claims", "gaps"])
def test_a_chart_says_what_it_shows(contexts: Contexts, app_address: str, link: str) -> None:
    page, _ = contexts(app_address)
    page.goto(f"{app_address}/{link}")
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    charts = page.get_by_test_id("stVegaLiteChart")
    charts.first.locator("svg").wait_for()
    assert all(len(words or "") > 30 for words in charts.evaluate_all("all => all.map((one) => one.ariaLabel)"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("screen", [WIDE, NARROW], ids=["laptop", "phone"])
def test_axe_finds_nothing_in_the_one_file_edition(
    contexts: Contexts, atlas: Atlas, axe: str, tmp_path: Path, screen: dict[str, int], theme: str
) -> None:
    file = tmp_path / "atlas.html"
    file.write_text(edition(atlas, date(2021, 7, 5)), encoding="utf-8")
    page, _ = contexts(file.as_uri(), offline=True, viewport=screen, color_scheme=theme, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    found = _found_on(page, axe)
    page.locator('path[data-place="1709"]').dispatch_event("click")
    page.locator(".atlas__find").fill("a")
    page.evaluate(FRAMES, 15)
    assert found + _found_on(page, axe) == []


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_where_the_map_is_painted(contexts: Contexts, axe: str, tmp_path: Path, theme: str) -> None:
    atlas = world(1_600)
    file = tmp_path / "world.html"
    file.write_text(edition(atlas, atlas.ledger.war.opening_day), encoding="utf-8")
    page, _ = contexts(file.as_uri(), offline=True, color_scheme=theme, reduced_motion="reduce")
    page.goto(file.as_uri())
    page.wait_for_selector("[data-painted]", state="attached")
    page.get_by_role("application").focus()
    assert _found_on(page, axe) == []


def _opened(contexts: Contexts, address: str, link: str, screen: dict[str, int]) -> Page:
    """Open a page of the app on a screen."""
    page, _ = contexts(address, viewport=screen, reduced_motion="reduce")
    page.goto(f"{address}/{link}")
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    return page


def _found_on(page: Page, axe: str) -> list[Any]:
    """List what violates a rule, each with the rule, where it is and what it is; not what is Streamlit's own."""
    for frame in page.frames:
        frame.evaluate(axe)
    return [
        [rule, target, html]
        for rule, target, html in page.evaluate(VIOLATIONS)
        if not (rule in STREAMLITS and page.evaluate(IS, [target, STREAMLITS[rule]]))
    ]
