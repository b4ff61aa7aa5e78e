"""What is kept of a file while it is read: records that are not blank, equal texts as one object, up to a limit."""

import datetime
from collections.abc import Sequence
from decimal import Decimal

from events.intake.files.grids import Record, Refused

MOST_ROWS, MOST_COLUMNS, MOST_CELLS = 200_000, 500, 25_000_000
"""Of one table, its header not counted; far above what people of this field bring, and what a page can still hold."""


class Keeper:
    """Collects the records of one table."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._texts: dict[str, str] = {}
        self._cells = 0
        self.records: list[Record] = []

    def keep(self, line: int, cells: Sequence[str]) -> None:
        """
        Keep a record, unless all its cells are blank.

        Raises
        ------
        Refused
            If the table grows beyond `MOST_ROWS`, `MOST_COLUMNS` or `MOST_CELLS`.
        """
        stripped = list(map(str.strip, cells))
        if not any(stripped):
            return
        self._cells += len(stripped)
        if len(stripped) > MOST_COLUMNS:
            raise Refused(self._name, f"line {line} has {len(stripped):,} columns, where {MOST_COLUMNS} are the most")
        if len(self.records) > MOST_ROWS or self._cells > MOST_CELLS:
            raise Refused(self._name, f"more than {MOST_ROWS:,} rows or {MOST_CELLS:,} cells; bring it in parts")
        self.records.append(Record(line, tuple(map(self._texts.setdefault, stripped, stripped))))

    def spoil(self, line: int, fault: str) -> None:
        """Keep a record that cannot be read, with the reason."""
        if len(self.records) > MOST_ROWS:
            raise Refused(self._name, f"more than {MOST_ROWS:,} rows; bring it in parts")
        self.records.append(Record(line, (), fault))


def text_of(value: object) -> str:
    """
    Write a value of a workbook or of Parquet as a cell.

    >>> [text_of(value) for value in (None, 44382.0, 70.3914, True, datetime.datetime(2021, 7, 5, 18, 30))]
    ['', '44382', '70.3914', 'TRUE', '2021-07-05T18:30:00']
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
        case Decimal():
            return format(value, "f")
        case datetime.datetime():
            # Midnight is how a day is kept where each value has a time.
            return value.isoformat().removesuffix("T00:00:00")
        case bytes():
            return value.decode("utf-8", errors="replace")
    return str(value)
