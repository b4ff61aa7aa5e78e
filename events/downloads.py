"""
A table that a reader takes away: as CSV, as a spreadsheet, or as Parquet.

Any table will do; of a ledger table (`events.table`) what is hidden stays behind. No word becomes a formula or a link.
"""

import csv
from collections.abc import Mapping
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pandas as pd
import xlsxwriter

from events.sources import guarded
from events.table import shown

XLSX_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet, from 1 March 1900 on
XLSX_ROWS, XLSX_LETTERS = 1_048_576, 32_767  # the most a sheet, and a cell of it, may have
CUT = " … (cut here; the CSV file has all of it)"


class TooManyRows(ValueError):
    """A table longer than a spreadsheet."""


def to_csv(table: pd.DataFrame) -> bytes:
    """
    Write a table as CSV: days like 2021-07-05, yes or nothing, and no cell that a spreadsheet takes for a formula.

    It begins with a byte order mark, without which Excel reads UTF-8, and so Dari, as the letters of another alphabet.
    """
    lines = StringIO(newline="")
    writer = csv.writer(lines, lineterminator="\n")
    cells = _cells(table)
    writer.writerow(cells)
    writer.writerows(zip(*cells.values(), strict=True))
    return lines.getvalue().encode("utf-8-sig")


def to_xlsx(table: pd.DataFrame) -> bytes:
    """
    Write a table as a spreadsheet: days are days, and words are words, never a formula or a link.

    Raises
    ------
    TooManyRows
        A sheet has 1,048,576 rows at most. A cell has 32,767 letters at most, and a longer one is visibly cut.
    """
    if len(table) >= XLSX_ROWS:
        raise TooManyRows(
            f"{len(table):,} rows do not fit into a spreadsheet, which has {XLSX_ROWS - 1:,} below its head"
        )
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Table")
        day_format, head_format = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
        cells = _cells(table)
        for column, head in enumerate(cells):
            sheet.write_string(0, column, head, head_format)
        for number, row in enumerate(zip(*cells.values(), strict=True), start=1):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_number(number, column, (cell - XLSX_EPOCH).days, day_format)
                elif isinstance(cell, str):
                    if cell:
                        sheet.write_string(number, column, _short(cell))
                else:
                    sheet.write_number(number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(table), len(cells) - 1)
    return file.getvalue()


def to_parquet(table: pd.DataFrame, provenance: Mapping[str, str]) -> bytes:
    """Write a table as Parquet with its types; who says so, and on what terms, goes as JSON into its metadata."""
    taken, file = shown(table), BytesIO()
    taken.attrs = dict(provenance.items())
    taken.to_parquet(file, engine="pyarrow", index=False)
    return file.getvalue()


def _cells(table: pd.DataFrame) -> dict[str, list[Any]]:
    """The columns that a reader takes away, their cells as days, numbers, and words that are safe in a spreadsheet."""
    return {str(head): _column(column) for head, column in shown(table).items()}


def _column(column: pd.Series) -> list[Any]:
    if pd.api.types.is_bool_dtype(column):
        return ["yes" if cell else "" for cell in column]
    cells = column.astype(object).where(column.notna(), "").tolist()
    return [guarded(cell) if isinstance(cell, str) else cell for cell in cells]


def _short(cell: str) -> str:
    return cell if len(cell) <= XLSX_LETTERS else cell[: XLSX_LETTERS - len(CUT)] + CUT
