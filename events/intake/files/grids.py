"""
What stands in an uploaded file, before anything is understood of it: records of text cells, each with its line.

The readers of all kinds of files make these; `events.intake.tables` finds their headers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

MOST_BYTES, MOST_UNPACKED = 25_000_000, 200_000_000
"""Of an uploaded file, and of all that is packed in it, as it declares before anything is unpacked."""


class Refused(ValueError):
    """A file that is refused as a whole; the message begins with its name and says why."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.why = why


@dataclass(frozen=True, slots=True)
class Record:
    """One record of a file that is not blank."""

    line: int
    """
    Where it begins: the physical line in a text, the number of the row in a workbook, and the number of the record in
    JSON, JSON lines and Parquet; all count from 1.
    """
    cells: tuple[str, ...]
    """As they stand, but stripped; days of a workbook as ``2021-07-05``. Equal texts are one object."""
    fault: str = ""
    """Why it cannot be read, for a person; it has no cells then."""


@dataclass(frozen=True, slots=True)
class Grid:
    """One table of a file."""

    records: tuple[Record, ...]
    """In the order of the file; the header, what stands before it and HXL tags are among them, blank records not."""
    columns: tuple[str, ...] | None = None
    """The names of its columns where the file itself has them, as JSON and Parquet do; else the header is searched."""
    sheet: str = ""
    """Its name within a workbook."""
    hidden: bool = False
    facts: Mapping[str, object] = field(default_factory=dict)
    """What was found of the file: ``encoding``, ``delimiter``, ``date_system``, ``records_under``."""
