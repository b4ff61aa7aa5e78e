"""A new war in the app: from boundaries and a table to a map that only its maker sees, and a folder to keep."""

import io
import zipfile
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import FilePayload, Page, expect

from geo.places.check import main
from tests.browser.conftest import Visit
from tests.browser.reader import FRAME, rest

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parents[1] / "geo" / "intake" / "boundaries" / "samples"
SHEET = """\
date,province,district,code,kind,side,source,url
2021-05-01,Kohat,Hangu,,captured,Reds,A Paper,https://example.org/a
2021-05-03,,,PK9901,captured,Blues,A Paper,https://example.org/a
2021-06-01,Bannu,Lakki Marwat,,captured,Reds,A Paper,https://example.org/b
2021-06-02,Bannu,Atlantis,,captured,Reds,A Paper,https://example.org/b
"""
NOT_THERE = "a war that this atlas does not have"


def test_boundaries_and_a_table_become_a_map_and_a_folder(visit: Visit, tmp_path: Path) -> None:
    page = visit("add")
    page.get_by_text("A new war", exact=True).click()
    expect(page.get_by_role("heading", name="Make a map of a new war")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query) == {"make": ["war"]}
    expect(page.get_by_role("heading", name="2. What its columns are")).to_have_count(0)

    expect(page.locator("input[type=file]")).to_have_count(1)  # that for reports has gone
    page.locator("input[type=file]").set_input_files(SAMPLES / "boundaries-cod.geojson")
    expect(page.get_by_text("Nothing is wrong with them.")).to_be_visible()
    expect(page.get_by_text("Still needed: a title, the first day")).to_be_visible()
    name_war(page)
    expect(page.get_by_role("heading", name="4. Reports")).to_be_visible()
    sheet: FilePayload = {"name": "control.csv", "mimeType": "text/csv", "buffer": SHEET.encode()}
    page.locator("input[type=file]").last.set_input_files(files=[sheet])
    expect(page.get_by_text("4 rows: 3 reports and 1 problem.")).to_be_visible()
    page.get_by_role("button", name="Make the map").click()

    page.wait_for_url("**/?war=war-of-squares")
    atlas = page.frame_locator(FRAME)
    expect(atlas.get_by_text("Reports put Reds in control of 2 of 12 districts.")).to_be_visible()
    expect(page.get_by_text("Only you see it")).to_be_visible()
    expect(page.get_by_text("of your own")).to_have_count(0)

    stranger = visit("?war=war-of-squares")
    expect(stranger.get_by_text(NOT_THERE)).to_be_visible()
    assert "War of Squares" not in stranger.content()

    page.get_by_role("link", name="Publish", exact=True).click()
    expect(page.get_by_text("Its links open it for nobody else")).to_be_visible()
    page.get_by_role("link", name="Download its folder").click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download the folder of this war").click()
    with zipfile.ZipFile(io.BytesIO(coming.value.path().read_bytes())) as folder:
        folder.extractall(tmp_path)
    assert main([str(tmp_path / "war-of-squares")]) == 0
    assert "CONTROL_ATLAS_WARS" in (tmp_path / "war-of-squares" / "README.txt").read_text()


def name_war(page: Page) -> None:
    """Name two parties, and then the war and its days."""
    page.set_viewport_size({"width": 1440, "height": 2000})
    rest(page)
    for row, party in enumerate(("Reds", "Blues"), start=1):
        page.get_by_label(f"Party {row}", exact=True).fill(party)
        page.get_by_label(f"Party {row}", exact=True).press("Tab")
        rest(page)
    page.get_by_label("Title").fill("War of Squares")
    page.get_by_label("Title").press("Tab")
    for field, day in (("First day", "20210401"), ("Last day", "20210930")):
        rest(page)
        page.get_by_role("spinbutton", name=f"year, {field}").click()
        page.keyboard.type(day)
        page.keyboard.press("Tab")
        page.keyboard.press("Escape")
