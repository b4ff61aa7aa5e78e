"""`events.intake.files.workbooks`: sheets become records with the numbers of their rows."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from events.intake.files.grids import Grid, Record, Refused
from events.intake.files.workbooks import read_workbook
from tests.events.intake.sample_files import part, repacked, sample

CONTENT, SHEET, BOOK = "content.xml", "xl/worksheets/sheet1.xml", "xl/workbook.xml"
MAIN = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def workbook(write: Callable[[Any, Any], object], **options: object) -> bytes:
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed, options) as book:
        write(book, book.add_worksheet("One"))
    return packed.getvalue()


def only(contents: bytes) -> Grid:
    (grid,) = read_workbook("a.xlsx", contents)
    return grid


def with_sheet(rows: bytes) -> bytes:
    """A workbook whose one sheet has these rows."""
    return repacked(
        "control-sheet.xlsx", {SHEET: b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"}
    )


def with_table(rows: bytes) -> bytes:
    """An OpenDocument whose one sheet has these rows."""
    content = part("control-sheet.ods", CONTENT)
    first, last = content.index(b"<table:table-row>"), content.index(b"</table:table>")
    return repacked("control-sheet.ods", {CONTENT: content[:first] + rows + content[last:]})


def test_both_kinds_of_workbooks_say_the_same() -> None:
    (sheet,), (table,) = (read_workbook("a", sample(f"control-sheet.{ending}")) for ending in ("xlsx", "ods"))
    assert sheet == table
    assert [record.cells[0] for record in sheet.records[3:8]] == ["Badakhshan"] * 3 + ["Kunduz"] * 2
    assert sheet.records[0].cells == ("District control, invented for tests", *[""] * 6)
    assert [record.cells[2] for record in sheet.records[3:7]] == ["2021-07-05", "2021-07-04", "04.07.2021", "44367"]
    assert sheet.records[9] == Record(
        10, ("Faryab", "Pashtun Kot", "2021-06-13T18:30:00", "captured", "taliban", "Invented Wire", "invented")
    )


def test_sheets_come_in_their_order_with_their_names_and_hidden_ones_say_so() -> None:
    grids = read_workbook("a.xlsx", sample("control-third-sheet.xlsx"))
    assert [(grid.sheet, grid.hidden) for grid in grids] == [
        ("Terms of use", False),
        ("Lists", False),
        ("جدول", False),
        ("old", True),
    ]


def test_values_are_written_as_a_person_would() -> None:
    def write(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, [44382, 70.3914, 1e-7, 1e15, True, False, " x ", -3])
        sheet.write_datetime(0, 8, datetime.datetime(2021, 7, 5), day)

    values = ("44382", "70.3914", "0.0000001", "1000000000000000", "TRUE", "FALSE", "x", "-3", "2021-07-05")
    assert only(workbook(write)).records == (Record(1, values),)


def test_rows_keep_their_numbers_and_merged_cells_their_place_where_a_sheet_begins_late() -> None:
    def write(_: Any, sheet: Any) -> None:
        sheet.merge_range("C5:C7", "north")
        sheet.write_column("D5", ["a", "b", "", "d"])
        sheet.merge_range("C9:D9", "south")

    assert only(workbook(write)).records == (
        Record(5, ("north", "a")),
        Record(6, ("north", "b")),
        Record(8, ("", "d")),
        Record(9, ("south", "")),
    )


def test_days_are_counted_as_the_workbook_counts_them() -> None:
    def write(book: Any, sheet: Any) -> None:
        sheet.write_datetime(0, 0, datetime.datetime(2021, 7, 5), book.add_format({"num_format": "yyyy-mm-dd"}))

    for since_1904, system in ((False, 1900), (True, 1904)):
        grid = only(workbook(write, date_1904=since_1904))
        assert (grid.records[0].cells, grid.facts) == (("2021-07-05",), {"date_system": system})


def test_an_empty_sheet_is_a_grid_without_records() -> None:
    assert only(workbook(lambda *_: None)).records == ()


def test_a_style_far_away_is_no_cell() -> None:
    far = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="1"/></row>'
    assert only(with_sheet(far)).records == (Record(1, ("1",)),)


def test_cells_need_not_say_where_they_are() -> None:
    assert only(with_sheet(b"<row><c><v>1</v></c><c/><c><v>2</v></c></row>")).records == (Record(1, ("1", "", "2")),)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "16,384"),
        (b'<row r="1"><c r="A1"><v>1</v></c><c s=">" r="XFD9"><v>1</v></c></row><row/>' * 2, "9 and column 16,384|500"),
        (
            b'<row r="1"><c r="A1"><v>1</v></c><c r="ABCDE99999999999"><v>1</v></c></row>',
            "reaches to row 9,999,999,999",
        ),
        (
            b"<row>" + b"<c/>" * 16_000 + b"<c><v>1</v></c></row>" + b"<row/>" * 1_000 + b"<row><c><v>1</v></c></row>",
            "16,001",
        ),
        (b'<row r="1"><c r="A1"><v>1</v></c></row><row>', "broken"),
    ],
    ids=["far", "a mark in a style", "nowhere", "without places", "not well formed"],
)
def test_a_sheet_that_would_take_all_memory_is_refused_by_name(rows: bytes, why: str) -> None:
    with pytest.raises(Refused, match=f"^a.xlsx: .*({why})"):
        read_workbook("a.xlsx", with_sheet(rows))


@pytest.mark.parametrize("cell", [b'<c r="A%d" t="s"><v>0</v></c>', b"<c t='s' r='A%d'><v><![CDATA[0]]></v></c>"])
def test_a_long_text_in_very_many_cells_is_refused_by_name(cell: bytes) -> None:
    rows = b"".join(b'<row r="%d">' % line + cell % line + b"</row>" for line in range(1, 1_000))
    sheet = b"<worksheet " + MAIN + b"><sheetData>" + rows + b"</sheetData></worksheet>"
    shared = b"<sst " + MAIN + b"><si><t>" + b"word " * 100_000 + b"</t></si></sst>"
    with pytest.raises(Refused, match="499,500,000 characters when read"):
        read_workbook("a.xlsx", repacked("control-sheet.xlsx", {SHEET: sheet, "xl/sharedStrings.xml": shared}))


def test_entities_are_refused_by_name_wherever_they_are() -> None:
    bomb = b'<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    for name, path in (("control-sheet.xlsx", SHEET), ("control-sheet.xlsx", BOOK), ("control-sheet.ods", CONTENT)):
        xml = part(name, path)
        after = xml.index(b"?>") + 2
        with pytest.raises(Refused, match="document type"):
            read_workbook(name, repacked(name, {path: xml[:after] + bomb + xml[after:]}))


def test_what_is_repeated_in_an_opendocument_is_there_as_often() -> None:
    cell = b'<table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell>'
    rows = (
        b'<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        b'<table:table-row table:number-rows-repeated="2">'
        + cell % (b' table:number-columns-repeated="2"', b"x")
        + cell % (b"", b"a<text:s text:c='2'/>b</text:p><text:p>c")
        + b'</table:table-row><table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        b'table:number-columns-repeated="16384"/></table:table-row>'
    )
    (grid,) = read_workbook("a.ods", with_table(rows))
    assert grid.records == (Record(4, ("x", "x", "a b\nc")), Record(5, ("x", "x", "a b\nc")))


def test_a_comment_in_a_cell_of_an_opendocument_is_not_its_text() -> None:
    comment = b"<office:annotation><text:p>doubt</text:p></office:annotation>"
    cell = b"<table:table-cell>" + comment + b"<text:p>x</text:p></table:table-cell>"
    (grid,) = read_workbook("a.ods", with_table(b"<table:table-row>" + cell + b"</table:table-row>"))
    assert grid.records == (Record(1, ("x",)),)


def test_values_of_an_opendocument_are_those_that_are_kept_not_those_that_are_shown() -> None:
    kept = {
        "float": ("value", "70.3914"),
        "boolean": ("boolean-value", "true"),
        "date": ("date-value", "2021-07-05T00:00:00"),
    }
    cells = "".join(
        f'<table:table-cell office:value-type="{kind}" office:{where}="{value}"><text:p>shown</text:p>'
        "</table:table-cell>"
        for kind, (where, value) in kept.items()
    )
    (grid,) = read_workbook("a.ods", with_table(f"<table:table-row>{cells}</table:table-row>".encode()))
    assert grid.records == (Record(1, ("70.3914", "TRUE", "2021-07-05")),)


def test_a_hidden_sheet_of_an_opendocument_says_so_and_days_may_be_counted_from_1904() -> None:
    content = part("control-sheet.ods", CONTENT)
    style = (
        b'<office:automatic-styles xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"><style:style '
        b'style:name="s"><style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    content = content.replace(b"<office:automatic-styles/>", style)
    content = content.replace(b"<table:table ", b'<table:null-date table:date-value="1904-01-01"/><table:table ')
    content = content.replace(b"<table:table ", b'<table:table table:style-name="s" ')
    (grid,) = read_workbook("a.ods", repacked("control-sheet.ods", {CONTENT: content}))
    assert (grid.hidden, grid.facts) == (True, {"date_system": 1904})


@pytest.mark.parametrize("repeated", [b'table:number-rows-repeated="1048576"', b""])
def test_an_opendocument_that_repeats_without_end_is_refused_by_name(repeated: bytes) -> None:
    cell = b'<table:table-cell table:number-columns-repeated="%d"><text:p>x</text:p></table:table-cell>'
    row = b"<table:table-row " + repeated + b">" + cell % (1 if repeated else 16_384) + b"</table:table-row>"
    with pytest.raises(Refused, match="more than 200,000 rows or 500 columns"):
        read_workbook("a.ods", with_table(row))


def test_an_opendocument_with_a_password_is_refused_by_name() -> None:
    locked = {"META-INF/manifest.xml": b"<manifest:encryption-data/>", CONTENT: b"\x00\x01"}
    with pytest.raises(Refused, match="password"):
        read_workbook("a.ods", repacked("control-sheet.ods", locked))


def test_equal_texts_are_one_object() -> None:
    (grid,) = read_workbook(
        "a.xlsx", workbook(lambda _, sheet: [sheet.write(n, 0, f"word {n % 3}") for n in range(99)])
    )
    assert len({id(record.cells[0]) for record in grid.records}) == 3
