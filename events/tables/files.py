"""
A table for readers to download: as CSV, as a spreadsheet, or as Parquet.

Any table will do, and is written whole; for a ledger table, pass it through `geo.tables.ledger.shown` first. Text
never becomes a formula, and becomes a link only in a column of web addresses. The same table always gives the same
bytes.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from io import SEEK_END, BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from types import MappingProxyType
from typing import Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from events.tables.sources import guarded

XLSX_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, from 1 March 1900 on
XLSX_ROWS, XLSX_LETTERS = 1_048_576, 32_767  # the most that a sheet, and a cell in it, may have
CSV_ROWS_AT_ONCE = 10_000  # as Python objects, which take ten times the memory of a column
CUT = " … (cut here; the CSV file has all of it)"
XLSX_LINKS, XLSX_ADDRESS = 65_530, 2_079  # the most links that a sheet, and letters that a link, may have
XLSX_MADE = datetime(1980, 1, 1)  # a spreadsheet must state when it was made; the clock would make each file differ
ROW_END = ";\t\n"
"""
What the CSV writer takes for the end of a row: each cell containing one of these characters is quoted, so that no cell
is split.
"""
SPLIT = re.compile(r'([;\n])(?="*[=+\-@\t])')
"""Where part of a cell begins like text that needs to be `guarded`; a quotation mark before it may be ignored."""

ADDRESSES = frozenset({"url", "page", "Page"})
"""The heads of columns of web addresses, which a spreadsheet opens at a click."""
WEB = re.compile(r"https?://[^\s/][^\s]*")

NOTHING_FURTHER: Mapping[str, pd.DataFrame] = MappingProxyType({})


class TooManyRows(ValueError):
    """A table with more rows than a spreadsheet can hold."""


class NoTemporaryRoom(OSError):
    """A temporary folder that is full or not writable."""


def to_csv(table: pd.DataFrame) -> bytes:
    """
    Write a table as CSV: days like 2021-07-05, yes or nothing, and no cell that a spreadsheet takes for a formula.

    It begins with a byte order mark; without one, Excel misreads UTF-8 text such as Dari. No part of a cell becomes a
    formula where semicolons are the separator either, as in Excel set to Dutch or German.
    """
    file = BytesIO(_lines([table.columns]).encode("utf-8-sig"))
    file.seek(0, SEEK_END)
    for start in range(0, len(table), CSV_ROWS_AT_ONCE):
        cells = _cells(table.iloc[start : start + CSV_ROWS_AT_ONCE])
        columns = [[_unsplit(cell) for cell in column] for column in cells.values()]
        file.write(_lines(zip(*columns, strict=True)).encode())
    return file.getvalue()


def to_xlsx(table: pd.DataFrame, further: Mapping[str, pd.DataFrame] = NOTHING_FURTHER) -> bytes:
    """
    Write a table as a spreadsheet: days are days, web addresses links, and other text is text, never a formula.

    Parameters
    ----------
    further
        More tables, by sheet name; each goes into a sheet of its own after the first.

    Raises
    ------
    TooManyRows
        If a table and its heading do not fit a sheet of 1,048,576 rows. A cell of more than 32,767 letters is visibly
        cut.
    NoTemporaryRoom
        If rows cannot be set aside in a temporary folder. It saves holding a million of them in memory.
    """
    file = BytesIO()
    with (
        temporary_folder(FileCreateError) as folder,
        xlsxwriter.Workbook(file, {"constant_memory": True, "tmpdir": str(folder)}) as book,
    ):
        book.set_properties({"created": XLSX_MADE})
        formats = _Formats(
            book.add_format({"bold": True}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
            book.get_default_url_format(),
        )
        for name, laid in {"Table": table, **further}.items():
            if len(laid) >= XLSX_ROWS:
                raise TooManyRows(
                    f"{len(laid):,} rows do not fit into a spreadsheet, which has {XLSX_ROWS - 1:,} below its head"
                )
            _write(book.add_worksheet(name), _cells(laid), formats)
    return file.getvalue()


def to_parquet(table: pd.DataFrame, provenance: Mapping[str, Any]) -> bytes:
    """Write a table as Parquet with its types; sources and terms go into its metadata as JSON."""
    taken, file = table.copy(deep=False), BytesIO()
    taken.attrs = dict(provenance.items())
    taken.to_parquet(file, engine="pyarrow", index=False)
    return file.getvalue()


def to_zip(files: Mapping[str, bytes]) -> bytes:
    """Pack some files, by their names, in their order."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)  # dated 1980, whatever the clock
    return packed.getvalue()


@contextmanager
def temporary_folder(*refusals: type[Exception]) -> Iterator[Path]:
    """
    Provide a temporary folder for use while a file is made; it is always removed with its contents.

    Parameters
    ----------
    refusals
        Errors other than `OSError` that the writer of the file raises if it cannot write.

    Raises
    ------
    NoTemporaryRoom
        If the folder is full or not writable.
    """
    place = gettempdir()
    refused: tuple[type[Exception], ...] = (OSError, *refusals)
    try:
        with TemporaryDirectory() as folder:
            yield Path(folder)
    except refused as error:
        reason = " ".join(str(error).split())
        raise NoTemporaryRoom(
            f"the temporary folder {place} has no room for the file while it is made, or cannot be written "
            f"({reason}); make room, or name another folder in TMPDIR"
        ) from error


class _Rows(StringIO):
    """Rows of CSV, each without the marks that made its writer quote a cell."""

    def write(self, row: str) -> int:
        return super().write(row.removesuffix(ROW_END) + "\n")


def _lines(rows: Iterable[Iterable[Any]]) -> str:
    lines = _Rows(newline="")
    csv.writer(lines, lineterminator=ROW_END).writerows(rows)
    return lines.getvalue()


def inert(text: str) -> str:
    r"""
    Make text safe for every file of this module, in one line; what is safe already stays as it is.

    >>> inert("=1+1\n;=2"), inert(inert("=1+1"))
    ("'=1+1 ;'=2", "'=1+1")
    """
    return str(_unsplit(guarded(" ".join(text.split()))))


def _unsplit(cell: Any) -> Any:
    """
    Guard text that would begin a cell in a program that splits rows at semicolons.

    Quotation marks alone do not help. Such a program ignores them in the middle of its own cell, and its row then ends
    with the line.

    >>> _unsplit("note;=1+1"), _unsplit("note; more")
    ("note;'=1+1", 'note; more')
    """
    return SPLIT.sub(r"\1'", cell) if isinstance(cell, str) and SPLIT.search(cell) else cell


def _cells(table: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the columns, with cells as days, numbers, and text that is safe in a spreadsheet."""
    return {str(head): _column(column) for head, column in table.items()}


class _Formats(NamedTuple):
    head: Any
    day: Any
    link: Any


def _write(sheet: Any, cells: Mapping[str, Sequence[Any]], formats: _Formats) -> None:
    for column, head in enumerate(cells):
        sheet.write_string(0, column, head, formats.head)
    addresses = {column for column, head in enumerate(cells) if head in ADDRESSES}
    rows = links = 0
    for rows, row in enumerate(zip(*cells.values(), strict=True), start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_number(rows, column, (cell - XLSX_EPOCH).days, formats.day)
            elif column in addresses and links < XLSX_LINKS and _opens(cell):
                sheet.write_url(rows, column, cell, formats.link, cell)
                links += 1
            elif isinstance(cell, str):
                if cell:
                    sheet.write_string(rows, column, _short(cell))
            else:
                sheet.write_number(rows, column, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(cells) - 1)


def _opens(cell: Any) -> bool:
    """Whether a cell is a web address that a spreadsheet can open."""
    # a letter that is escaped becomes three
    return isinstance(cell, str) and 3 * len(cell) <= XLSX_ADDRESS and WEB.fullmatch(cell) is not None


def _column(column: pd.Series) -> list[Any]:
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if cell else "" for cell in column]
    cells = column.astype(object).where(column.notna(), "").tolist()
    return [_word(cell) if isinstance(cell, str) else cell for cell in cells]


def _word(cell: str) -> str:
    """Remove carriage returns from text: CSV would leave them unquoted, and what follows would begin a new row."""
    safe = guarded(cell)
    return safe.replace("\r\n", "\n").replace("\r", "\n") if "\r" in safe else safe


def _short(cell: str) -> str:
    return cell if len(cell) <= XLSX_LETTERS else cell[: XLSX_LETTERS - len(CUT)] + CUT
