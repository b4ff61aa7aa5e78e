"""Printed pages: nothing is cut, tables have their rows, and the foot says where a sheet is from."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page

from geo.atlas.atlas import Atlas
from geo.atlas.edition import edition
from geo.places.country import load_country
from geo.tables.table import MOST_PRINTED
from tests.browser.conftest import NARROW, Visit
from tests.browser.reader import FRAME, READY, Reader, Watch

LINKS = (
    *("", "districts?district=1709", "provinces", "compare", "ledger?province=AF17", "claims", "hindsight"),
    *("sources", "gaps", "publish"),
)
EDGE = 3  # points: an italic letter, or its box, may reach over the edge of its line


def sheets(page: Page, folder: Path, landscape: bool = False) -> list[str]:
    """What stands on each sheet of A4, without blanks, of which shrinking loses some; every letter stands on it."""
    file = folder / "printed.pdf"
    page.pdf(path=file, format="A4", landscape=landscape)
    written = []
    with pypdfium2.PdfDocument(file) as document:
        for sheet in document:
            width, height = sheet.get_size()
            text = sheet.get_textpage()
            # PDFium puts the letters of a ligature, "ff", anywhere.
            boxes = [text.get_charbox(at) for at in range(text.count_chars()) if text.get_text_range(at, 1) != "f"]
            assert all(left >= -EDGE and right <= width + EDGE for left, _, right, _ in boxes)
            assert all(bottom >= -EDGE and top <= height + EDGE for _, bottom, _, top in boxes)
            written.append("".join(text.get_text_bounded().split()))
    return written


def closed(words: str) -> str:
    """Words without blanks."""
    return "".join(words.split())


@pytest.mark.parametrize("link", LINKS)
def test_a_page_is_printed_whole_and_says_where_it_is_from(visit: Visit, tmp_path: Path, link: str) -> None:
    page = visit(link)
    for landscape in (False, True):
        for number, sheet in enumerate(written := sheets(page, tmp_path, landscape), start=1):
            assert page.url in sheet
            assert closed("All reports (latest: 15 August 2023)") in sheet
            assert f"{number}/{len(written)}" in sheet
        pressed = "Publish this comparison", "Click a number", "On the atlas"
        controls = map(closed, ("Clear all fields", "Download", "Count districts", "Glossary", *pressed))
        assert not [control for control in controls if control in "".join(written)]


def test_a_table_that_scrolls_is_printed_with_its_rows_and_says_what_it_leaves_out(
    visit: Visit, tmp_path: Path, atlas: Atlas
) -> None:
    reports = atlas.reading.reports
    said = "".join(sheets(visit("ledger"), tmp_path))
    assert sum(report in said for report in reports) == MOST_PRINTED
    assert f"{len(reports) - MOST_PRINTED}rowsand" in said
    assert closed("the table at the address below has them") in said


def test_no_report_of_a_district_is_divided_over_two_sheets(visit: Visit, tmp_path: Path) -> None:
    page = visit("districts?district=1709")
    reports = [closed(words) for words in page.locator("[class*=st-key-told-]").all_inner_texts()]
    assert len(reports) > 5
    written = sheets(page, tmp_path)
    for report in reports:
        assert [sheet for sheet in written if report[:30] in sheet and report[-30:] in sheet], report


def test_the_day_of_knowledge_is_at_the_foot(visit: Visit, tmp_path: Path) -> None:
    assert all(
        closed("As known on 10 July 2021") in sheet for sheet in sheets(visit("gaps?known=2021-07-10"), tmp_path)
    )


def test_the_atlas_is_one_sheet(visit: Visit, tmp_path: Path) -> None:
    (sheet,) = sheets(visit(""), tmp_path)
    assert closed("The Taliban take 30 districts in three days") in sheet
    assert "5July2021" in sheet and "August" in sheet


def changed_on(atlas: Atlas, day: date) -> set[str]:
    """The names of the districts that changed, or were claimed, on a day."""
    names = load_country().names
    return {closed(names[change.place]) for change in atlas.reading.changed if change.day == day}


DAY_OF_MANY = date(2021, 8, 15)
"""More changes than the panel beside the map has room for."""


def test_the_atlas_is_printed_with_all_that_changed_on_the_day_and_is_on_the_screen_as_before(
    visit: Visit, tmp_path: Path, atlas: Atlas
) -> None:
    page = visit(f"?day={DAY_OF_MANY}")
    frame = page.frame_locator(FRAME)
    listed, box = frame.locator(".atlas__change").count(), page.locator(FRAME).bounding_box()
    (sheet,) = sheets(page, tmp_path)
    assert len(changed := changed_on(atlas, DAY_OF_MANY)) > 12
    assert [name for name in changed if name not in sheet] == []
    assert (frame.locator(".atlas__change").count(), page.locator(FRAME).bounding_box()) == (listed, box)


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, NARROW])
def test_the_edition_is_printed_with_all_that_changed_on_the_day(
    contexts: Callable[..., tuple[Page, Watch]], atlas: Atlas, tmp_path: Path, viewport: dict[str, int]
) -> None:
    file = tmp_path / "atlas.html"
    file.write_text(edition(atlas, DAY_OF_MANY), encoding="utf-8")
    page, _ = contexts(file.as_uri(), offline=True, viewport=viewport)
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    page.wait_for_selector(".atlas__change")
    listed, height = page.locator(".atlas__change").count(), page.locator(".atlas").bounding_box()
    (sheet,) = sheets(page, tmp_path)
    assert [name for name in changed_on(atlas, DAY_OF_MANY) if name not in sheet] == []
    assert (page.locator(".atlas__change").count(), page.locator(".atlas").bounding_box()) == (listed, height)


@pytest.mark.parametrize("viewport", [{"width": 1440, "height": 900}, NARROW])
def test_the_edition_is_one_sheet_as_it_is_on_the_screen(
    contexts: Callable[..., tuple[Page, Watch]], atlas: Atlas, tmp_path: Path, viewport: dict[str, int]
) -> None:
    file = tmp_path / "atlas.html"
    file.write_text(edition(atlas, date(2021, 7, 5), link="https://example.org/"), encoding="utf-8")
    page, watch = contexts(file.as_uri(), offline=True, viewport=viewport)
    page.goto(file.as_uri())
    page.wait_for_function(READY)
    shown = Reader(page, page.main_frame, watch, atlas)
    (sheet,) = sheets(page, tmp_path)
    for said in (shown.words("headline"), "https://example.org/", "· all reports (latest: 15 August 2023)"):
        assert closed(said) in sheet
    assert "file:" not in sheet
