"""A reader's own reports in a real browser: from a file to the map, corrected, saved, and seen by no one else."""

import json
import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Locator, Page, expect

from events.control.reading import Reading, read_as_known
from events.intake.meaning.cells import Setting
from events.intake.saved import read_saved
from events.intake.upload import join
from events.ledger.folder import FOLDER
from geo.atlas.atlas import Atlas
from geo.intake.ground import setting_of
from geo.places.country import Country, load_country
from tests.browser.conftest import Visit
from tests.browser.reader import PATIENCE, rest
from tests.events.intake.sample_files import EXPECTED, sample

OWN = """\
Date,Province,District,Kind,Side,Source
2021-05-05,Badakhshan,Argo,captured,taliban,A wire
2021-05-06,Helmand,Nawa Braksai,captured,taliban,A wire
07/05/2021,Takhar,Chal,fell,IEA,A wire
soon,Takhar,Chal,captured,taliban,A wire
"""
"""One row is clear. Of the others a place, a word for a kind and one for a side, a date, and another date are not."""
TALL = {"width": 1440, "height": 2600}


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def reading(atlas: Atlas) -> Reading:
    return atlas.reading


@pytest.fixture(scope="module")
def setting(country: Country, reading: Reading) -> Setting:
    return setting_of(country, reading.ledger, FOLDER)


def bring(page: Page, name: str, content: bytes) -> None:
    file: Any = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    page.locator("[class*=st-key-brought-] input[type=file]").set_input_files(file)
    rest(page)


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words, exact=False).first).to_be_visible(timeout=PATIENCE)


def add(page: Page, label: str) -> None:
    button = page.locator(".st-key-add button")
    expect(button).to_contain_text(label, timeout=PATIENCE)
    button.click()
    rest(page)


def go(page: Page, name: str) -> None:
    """Go to another page of the app, in the same session."""
    page.get_by_role("link", name=name, exact=True).first.click()
    rest(page)


def first_cell(table: Locator) -> None:
    """Put the focus on the first cell of a table, which is drawn."""
    box = table.locator("canvas").first.bounding_box()
    assert box
    table.page.mouse.click(box["x"] + 20, box["y"] + 52)


def take_out_first(page: Page, table: Locator) -> None:
    """Untick the first record of a table; its cells are drawn, and a key is lost while they are drawn anew."""
    correct = page.get_by_role("button", name="Correct the map")
    for _ in range(5):
        table.scroll_into_view_if_needed()
        rest(page)
        first_cell(table)
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Space")
        rest(page)
        if correct.is_enabled():
            return
    expect(correct).to_be_enabled()


def test_a_file_is_understood_asked_about_and_added_and_comes_back_tomorrow(
    visit: Visit, reading: Reading, country: Country, setting: Setting
) -> None:
    page = visit("add", viewport=TALL)
    bring(page, "own.csv", OWN.encode())
    says(page, "4 rows: 1 report and 3 problems. Nothing is on the map until you add it.")

    # A place is decided among the likeliest, best first.
    place = page.get_by_role("combobox", name=re.compile("Nawa Braksai"))
    place.click()
    best = page.get_by_role("option").first
    expect(best).to_contain_text("Nawa-e-Barakzaiy, Helmand (3003)")
    best.click()
    says(page, "4 rows: 2 reports and 2 problems.")

    # Words are said by a mapping that was saved.
    page.get_by_text("Use a saved mapping").click()
    mapping = {"kinds": {"fell": "captured"}, "sides": {"IEA": "taliban"}, "places": {"helmand|nawabraksai": "3003"}}
    told: Any = {"name": "m.json", "mimeType": "application/json", "buffer": json.dumps(mapping).encode()}
    page.locator("[class*=st-key-mapping] input[type=file]").set_input_files(told)
    says(page, "In use: m.json")
    rest(page)
    says(page, "Which comes first in dates such as this: 7 May or 5 July, on line 4?")
    page.get_by_role("radio", name="day first").click()
    says(page, "4 rows: 3 reports and 1 problem.")
    rest(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the problem rows, to fix and bring back").click()
    rejected = coming.value.path().read_text("utf-8-sig").splitlines()
    assert rejected[0] == "Date,Province,District,Kind,Side,Source,why"
    assert rejected[1].startswith("soon,Takhar,Chal,") and "line 5, date" in rejected[1]

    add(page, "Add 3 records")
    says(page, "Added own.csv. It changed 3 districts on the map.")
    says(page, "With 3 records of your own, which only you see")

    # They are in the ledger, can be switched off, and are on the map again.
    number = len(reading.reports)
    go(page, "Ledger")
    says(page, f"{number + 3} of {number + 3} reports")
    page.locator(".st-key-own-note label").first.click()
    says(page, f"{number} of {number} reports")
    says(page, "3 records of your own are switched off.")
    page.locator(".st-key-own-note label").first.click()
    says(page, f"{number + 3} of {number + 3} reports")

    # One is taken out in the table, and that is undone.
    go(page, "Add")
    page.get_by_text("Correct them in a table").click()
    rest(page)
    table = page.locator("[data-testid=stDataFrame]").last
    take_out_first(page, table)
    page.get_by_role("button", name="Correct the map").click()
    says(page, "Corrected your reports. It changed 1 district on the map.")
    says(page, "With 2 records of your own")
    page.locator(".st-key-undo button").click()
    says(page, "With 3 records of your own")

    # Saved, they come back to another visitor as they were.
    with page.expect_download() as coming:
        page.get_by_role("button", name="Save your reports as one file").click()
    saved = coming.value.path().read_bytes()
    kept = read_saved("own.zip", saved, FOLDER.name, setting)
    assert [len(upload.events) for upload in kept] == [3]
    with ZipFile(BytesIO(saved)) as archive:
        assert "make them permanent" in archive.read("README.txt").decode()
    tomorrow = visit("add", viewport=TALL)
    bring(tomorrow, "own-reports.zip", saved)
    add(tomorrow, "Open 3 records")
    says(tomorrow, "It changed 3 districts on the map.")
    held = sum(
        each[-1].standing == "taliban"
        for each in read_as_known(join(reading.ledger, kept), country.gazetteer.province_of).spans.values()
    )
    assert held >= 3


def test_what_one_visitor_brings_no_other_sees(visit: Visit) -> None:
    """Both read the same day, as known on the same day, in the same language."""
    link = "known=2021-08-01&day=2021-07-05"
    one, other = visit(f"add?{link}", viewport=TALL), visit(f"ledger?{link}", viewport=TALL)
    before = other.get_by_text(re.compile(r"^\d+ of \d+ reports$")).inner_text()
    bring(one, "acled-2023.csv", sample("acled-2023.csv"))
    number = EXPECTED["acled-2023.csv"]["account"]["reports"]
    add(one, f"Add {number} records")
    go(one, "Ledger")
    expect(one.get_by_text(re.compile(r"^\d+ of \d+ reports$"))).not_to_have_text(before, timeout=PATIENCE)
    other.reload()
    rest(other)
    expect(other.get_by_text(re.compile(r"^\d+ of \d+ reports$"))).to_have_text(before, timeout=PATIENCE)
    for page in ("Sources", "Gaps", "Publish", "Atlas"):
        go(one, page)
        go(other, page)
        assert one.locator(".st-key-own-note").count() == 1, page
        assert other.locator(".st-key-own-note").count() == 0, page
    go(one, "Publish")
    says(one, f"This view rests on {number} records of your own.")
    says(one, "Left out of the data and the one-file atlas")
    go(other, "Publish")
    assert other.get_by_text("records of your own").count() == 0
    taken = [_atlas_file(page) for page in (one, other)]
    assert [text.count("Invented Wire") for text in taken] == [0, 0], "ACLED's rows are not given on"


def _atlas_file(page: Page) -> str:
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the atlas as one file").click()
    return Path(coming.value.path()).read_text(encoding="utf-8")


def test_a_long_file_shows_how_far_it_is_and_can_be_broken_off(visit: Visit) -> None:
    header, first, *_ = OWN.splitlines()
    page = visit("add", viewport=TALL)
    file: Any = {"name": "long.csv", "mimeType": "text/csv", "buffer": "\n".join([header, *[first] * 120_000]).encode()}
    page.locator("[class*=st-key-brought-] input[type=file]").set_input_files(file)
    expect(page.get_by_role("progressbar")).to_be_visible(timeout=PATIENCE)
    page.locator(".st-key-cancel-intake button").click()
    says(page, "Cancelled: long.csv was not read.")
    assert page.locator(".st-key-add").count() == 0
    page.locator(".st-key-begin-again button").click()
    says(page, "120,000 rows: 120,000 reports.")


def test_what_is_refused_says_so_by_name_and_markup_stays_text(visit: Visit) -> None:
    page = visit("add", viewport=TALL)
    bring(page, "login **page**.csv", sample("login-page.csv"))
    refused = page.get_by_test_id("stAlert").first
    expect(refused).to_contain_text("a web page, not a table", timeout=PATIENCE)
    assert "**page**" in refused.inner_text().replace("\u2060", "")
    bring(page, "formulas-and-markup.csv", sample("formulas-and-markup.csv"))
    add(page, "Add 7 records")
    for name in ("Ledger", "Atlas"):
        go(page, name)
        assert page.locator("img[src=x], script:text('alert')").count() == 0
