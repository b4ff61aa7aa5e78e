"""`events.tables.files`: tables taken away, with days as days and no word a formula."""

import csv
from collections.abc import Callable
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from events.tables.files import XLSX_MADE, TooManyRows, to_csv, to_parquet, to_xlsx, to_zip
from events.tables.ledger import COLUMNS, REPORT
from geo.atlas.atlas import Atlas
from geo.tables.ledger import shown
from geo.words.pages.ledger import HEADINGS
from tests.conftest import THREE_SQUARES, july
from tests.events.tables.test_ledger import TABLE, laid_out, laid_out_as_shipped


def test_a_table_without_rows_is_its_head() -> None:
    headings = [HEADINGS[column] for column in COLUMNS]
    assert to_csv(shown(laid_out([]), THREE_SQUARES)).decode("utf-8-sig") == ",".join(headings) + "\n"
    assert [head for _, head in sheet(to_xlsx(shown(laid_out([]), THREE_SQUARES))).values()] == headings


def test_csv_has_iso_days_and_yes_or_nothing_and_a_mark_by_which_excel_knows_its_letters() -> None:
    table = pd.DataFrame(
        {
            "Day": pd.Series([july(5), None], dtype="date32[pyarrow]"),
            "Conflict": [True, False],
            "Words": ["=1+1", "امبر"],
            "Kind": pd.Categorical(["-held", None]),
            "Number": [1, -2],
        }
    )
    lines = "Day,Conflict,Words,Kind,Number\n2021-07-05,yes,'=1+1,'-held,1\n,,امبر,,-2\n"
    assert to_csv(table) == b"\xef\xbb\xbf" + lines.encode()


def test_a_carriage_return_does_not_begin_a_row_whose_first_cell_is_a_formula() -> None:
    assert to_csv(pd.DataFrame({"Note": ["a\r=1+1", "b\r\n-1", "\r@c"]})).decode("utf-8-sig") == (
        'Note\n"a\n\'=1+1"\n"b\n\'-1"\n"\'\n\'@c"\n'
    )


@pytest.mark.parametrize("delimiter", [",", ";"])
@settings(deadline=None)
@given(rows=st.lists(st.tuples(*[st.text(";\t\n\r\"'=+-@, a", max_size=8)] * 3), max_size=5))
@example(rows=[("a", "note;=1+1", "b"), ("a", 'note;"=1+1', "b"), ("a\n=1", "\t-1", "+1")])
@example(rows=[("", "", ';"'), ("a;=1", "", "")])  # the mark in the first row is open until the second
def test_no_cell_begins_a_formula_whatever_separates(delimiter: str, rows: list[tuple[str, str, str]]) -> None:
    written = to_csv(pd.DataFrame(rows, columns=["A", "B", "C"], dtype="str")).decode("utf-8-sig")
    cells = [cell for row in csv.reader(StringIO(written, newline=""), delimiter=delimiter) for cell in row]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []


def test_a_cell_with_a_semicolon_is_quoted_and_read_back_as_it_is() -> None:
    words = ["taliban; government", "a\tb", 'he said "no"; then', "Kabul"]
    written = to_csv(pd.DataFrame({"Line": [1, 2, 3, 4], "Words": words})).decode("utf-8-sig")
    assert written == 'Line,Words\n1,"taliban; government"\n2,"a\tb"\n3,"he said ""no""; then"\n4,Kabul\n'
    assert [row["Words"] for row in csv.DictReader(StringIO(written))] == words


def test_a_spreadsheet_has_days_as_days_and_every_word_as_a_word() -> None:
    table = pd.DataFrame(
        {
            "Day": pd.Series([july(5), None], dtype="date32[pyarrow]"),
            "Words": ["=1+1", "https://example.org"],
            "Conflict": [True, False],
            "Line": [3, 4],
        }
    )
    # 44382 is 5 July 2021, counted as spreadsheets do.
    assert sheet(to_xlsx(table)) == {
        **{"A1": ("inlineStr", "Day"), "B1": ("inlineStr", "Words")},
        **{"C1": ("inlineStr", "Conflict"), "D1": ("inlineStr", "Line")},
        **{"A2": ("n", "44382"), "B2": ("inlineStr", "'=1+1"), "C2": ("inlineStr", "yes"), "D2": ("n", "3")},
        **{"B3": ("inlineStr", "https://example.org"), "D3": ("n", "4")},
    }
    assert links(to_xlsx(table)) == {}


def test_a_web_address_in_a_column_of_them_is_a_link_and_nothing_else_is() -> None:
    told = ["https://example.org/a?b=1&c=[2]#d", "=1+1", "javascript:alert(1)", "https://", "internal:'A'!A1", None]
    table = pd.DataFrame({"Note": ["https://example.org"] * len(told), "Page": told})
    file = to_xlsx(table, {"Sources": pd.DataFrame({"url": ["http://example.net/b", "file:///etc/passwd"]})})
    assert links(file) == {"B2": "https://example.org/a?b=1&c=%5b2%5d#d"}
    assert links(file, "Sources") == {"A2": "http://example.net/b"}
    assert sheet(file)["B2"][1] == told[0]


def test_an_address_that_a_spreadsheet_cannot_open_stays_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.tables.files.XLSX_LINKS", 2)
    addresses = [f"https://example.org/{path}" for path in ("[" * 700, "a", "b", "c")]
    file = to_xlsx(pd.DataFrame({"url": addresses}))
    assert links(file) == {"A3": addresses[1], "A4": addresses[2]}
    assert [sheet(file)[f"A{row}"][1] for row in (2, 3, 4, 5)] == addresses


def test_a_cell_too_long_for_a_spreadsheet_is_visibly_cut() -> None:
    cells = sheet(to_xlsx(pd.DataFrame({"Note": ["a" * 32_767, "a" * 32_768]})))
    assert cells["A2"][1] == "a" * 32_767
    assert len(cells["A3"][1]) == 32_767
    assert cells["A3"][1].endswith("aa … (cut here; the CSV file has all of it)")


def test_a_table_longer_than_a_spreadsheet_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.tables.files.XLSX_ROWS", 3)
    assert to_xlsx(pd.DataFrame({"Line": [1, 2]}))
    with pytest.raises(TooManyRows, match="3 rows do not fit into a spreadsheet, which has 2 below its head"):
        to_xlsx(pd.DataFrame({"Line": [1, 2, 3]}))


def test_parquet_keeps_the_types_and_says_where_it_comes_from() -> None:
    taken = shown(TABLE, THREE_SQUARES)
    read = pd.read_parquet(BytesIO(to_parquet(taken, {"title": "Three squares"})))
    pd.testing.assert_frame_equal(read, taken)
    assert (read.attrs, taken.attrs) == ({"title": "Three squares"}, {})


@pytest.mark.parametrize("written", [to_csv, to_xlsx, lambda table: to_parquet(table, {})])
def test_the_shipped_ledger_is_taken_away_whole(written: Callable[[pd.DataFrame], bytes], shipped: Atlas) -> None:
    ledger = shown(laid_out_as_shipped(shipped), shipped.ledger.war)
    file = written(ledger)
    if file.startswith(b"PK"):
        cells = sheet(file)
        read = [cells[f"A{number}"][1] for number in range(2, len(ledger) + 2)]
    elif file.startswith(b"PAR1"):
        read = pd.read_parquet(BytesIO(file))[HEADINGS[REPORT]].tolist()
    else:
        read = [row[HEADINGS[REPORT]] for row in csv.DictReader(StringIO(file.decode("utf-8-sig")))]
    assert read == ledger[HEADINGS[REPORT]].tolist()


def test_a_spreadsheet_has_further_sheets_and_no_clock_in_it() -> None:
    table, further = pd.DataFrame({"Line": [1]}), {"About": pd.DataFrame({"is": ["=1+1"]})}
    file = to_xlsx(table, further)
    book = openpyxl.load_workbook(BytesIO(file))
    told = {name: [[cell.value for cell in row] for row in book[name]] for name in book.sheetnames}
    assert told == {"Table": [["Line"], [1]], "About": [["is"], ["'=1+1"]]}
    assert book.properties.created == XLSX_MADE


def test_files_are_packed_in_their_order_and_without_a_clock() -> None:
    archive = ZipFile(BytesIO(to_zip({"b.csv": b"1", "a.txt": b"2"})))
    assert [(info.filename, archive.read(info), info.date_time[0]) for info in archive.infolist()] == [
        ("b.csv", b"1", 1980),
        ("a.txt", b"2", 1980),
    ]


def links(file: bytes, name: str = "Table") -> dict[str, str]:
    """The address that each linked cell of a sheet opens."""
    cells = [cell for row in openpyxl.load_workbook(BytesIO(file))[name] for cell in row if cell.hyperlink]
    opens = {cell.coordinate: (cell.hyperlink.target, cell.hyperlink.location) for cell in cells}
    return {at: target + (f"#{location}" if location else "") for at, (target, location) in opens.items()}


def sheet(file: bytes) -> dict[str, tuple[str, str]]:
    """Each filled cell of a spreadsheet: its type and what it holds."""
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    root = ElementTree.fromstring(ZipFile(BytesIO(file)).read("xl/worksheets/sheet1.xml"))
    assert not list(root.iter(f"{space}f"))
    return {cell.attrib["r"]: (cell.attrib.get("t", "n"), "".join(cell.itertext())) for cell in root.iter(f"{space}c")}
