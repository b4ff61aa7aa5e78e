"""
From a grid to a table: where the header is, what the columns are for, and which records are rows.

The header is the record that names the most columns we know; a title or groups may stand above it, HXL tags or an
explanation below. Without a header only two layouts are known, by their number of columns and what stands in them:
UCDP GED and the first of ACLED. A first record is never taken for a header in silence.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from events.intake.files.grids import Grid, Record, Refused
from events.intake.meaning.layouts import Layout, headerless, layout_of, shared_roles
from events.intake.meaning.roles import Role, is_tagged, roles_by_heading, roles_by_tag
from events.ledger.locate import fold

SEARCHED = 40
"""So many records from the first are searched for a header."""
LEAST_NAMED = 2
"""A header names at least so many columns that we know."""
FORMAT = re.compile(
    r"(yyyy|yy|jjjj|aaaa)[-/. ]?mm+[-/. ]?(dd?|tt|jj)|(dd?|tt|jj)[-/. ]?mm+[-/. ]?(yyyy|yy|jjjj|aaaa)", re.I
)
"""How an explanation below the header writes that a day is to be written."""
NO_HEADER = "no row names its columns; put names such as date, kind, side, province and district above them"
BLANKS = frozenset({"", "NA", "N/A", "n/a", "NULL", "null", "NaN"})


class NoHeader(Refused):
    """A file in which no row names columns that we know; a person may say which does."""


@dataclass(frozen=True)
class Table:
    """A table of an uploaded file."""

    name: str
    """The name of the file."""
    header: tuple[str, ...]
    """The headings as they stand; those of a layout that is known without, and else ``column 1`` and so on."""
    header_line: int | None
    hxl_line: int | None
    roles: Mapping[Role, int]
    """What columns are for, as far as their names tell: the position of each."""
    layout: Layout
    records: tuple[Record, ...]
    """What follows the header, and may be a row."""
    facts: Mapping[str, object]
    """What was found of the file, see `events.intake.files.grids.Grid.facts`; and its ``sheet``."""

    @property
    def is_text(self) -> bool:
        """Whether its records must have as many cells as the header."""
        return "delimiter" in self.facts

    @property
    def epoch(self) -> int:
        """The date system by which a workbook counts days, see `events.intake.meaning.days.read_days`."""
        return 1904 if self.facts.get("date_system") == 1904 else 1900

    def with_roles(self, chosen: Mapping[Role, str]) -> "Table":
        """Return the table with columns for what a reader chose, by their headings; an empty one leaves a role out."""
        at = {heading: position for position, heading in reversed(list(enumerate(self.header)))}
        roles = dict(self.roles) | {role: at[heading] for role, heading in chosen.items() if heading in at}
        return replace(self, roles={role: column for role, column in roles.items() if chosen.get(role) != ""})

    def cell(self, at: int, role: Role) -> str:
        """Return a cell of a record; empty if it is blank, or no column is for that."""
        column, cells = self.roles.get(role), self.records[at].cells
        cell = cells[column] if column is not None and column < len(cells) else ""
        return "" if cell in BLANKS else cell

    def column(self, role: Role) -> list[str]:
        """Return the cells of a column, without blanks."""
        at = self.roles.get(role)
        if at is None:
            return []
        cells = (record.cells[at] for record in self.records if at < len(record.cells))
        return [cell for cell in cells if cell not in BLANKS]


def require_day(table: Table, day: date | None) -> None:
    """Refuse a table of which nothing tells the day, neither a column nor, by a `day`, a person."""
    if Role.DATE not in table.roles and not day:
        named = ", ".join(heading for heading in table.header if heading)
        raise Refused(table.name, f"no column can be the date; it has {named}")


def table_of(name: str, grids: Sequence[Grid], heading: int | None = None, sheet: str = "") -> Table:
    """
    Find the table of a file: the sheet with the best header, hidden ones left out.

    Parameters
    ----------
    heading
        The line that names the columns, where a person said so; 0 if none does.
    sheet
        The sheet that is meant, where a person said so.

    Raises
    ------
    NoHeader
        If none has a header that can be known.
    events.intake.files.grids.Refused
        If what it has are counts and not events.
    """
    wanted = [grid for grid in grids if grid.sheet == sheet] if sheet else [grid for grid in grids if not grid.hidden]
    tables = [_table(name, grid) if heading is None else _headed(name, grid, heading) for grid in wanted]
    table = max(filter(None, tables), key=lambda found: len(found.roles), default=None)
    if table is None:
        raise NoHeader(name, NO_HEADER)
    headings = {fold(heading) for heading in table.header}
    if {"events", "fatalities"} <= headings and headings & {"referenceperiodstart", "month"}:
        raise Refused(name, "these are counts of events, not events")
    return table


def _table(name: str, grid: Grid) -> Table | None:
    facts = {**grid.facts, **({"sheet": grid.sheet} if grid.sheet else {})}
    if grid.columns:
        return Table(name, grid.columns, None, None, _roles(grid.columns), layout_of(grid.columns), grid.records, facts)
    first = grid.records[:SEARCHED]
    tagged = next((at for at, record in enumerate(first) if is_tagged(record.cells)), None)
    at = _header(first[:tagged])
    if at is None and tagged is None:
        columns = headerless([record.cells for record in grid.records if record.cells]) if first else None
        if columns is None:
            return None
        return Table(name, columns, None, None, _roles(columns), layout_of(columns), grid.records, facts)
    if at is None and tagged:
        at = tagged - 1  # in anyone's words, just above the tags
    header = first[tagged or 0] if at is None else first[at]
    roles, records = _roles(header.cells), grid.records[max(at or 0, tagged or 0) + 1 :]
    if tagged is not None and layout_of(header.cells) == Layout.TABLE:
        by_tag = roles_by_tag(first[tagged].cells)
        free = {role: at for role, at in roles.items() if role not in by_tag and at not in by_tag.values()}
        roles = by_tag | free
    if tagged is None and records and _explains(records[0], roles):
        records = records[1:]
    lines = None if at is None else header.line, None if tagged is None else first[tagged].line
    return Table(name, header.cells, *lines, roles, layout_of(header.cells), records, facts)


def unnamed(width: int) -> tuple[str, ...]:
    """Return the names of columns that have none: ``column 1``."""
    return tuple(f"column {at}" for at in range(1, width + 1))


def _headed(name: str, grid: Grid, line: int) -> Table | None:
    """Return the table below a line, or all of a grid under names of our own; nothing, if it has no such line."""
    facts = {**grid.facts, **({"sheet": grid.sheet} if grid.sheet else {})}
    if not line:
        width = max((len(record.cells) for record in grid.records), default=0)
        return Table(name, unnamed(width), None, None, {}, Layout.TABLE, grid.records, facts)
    at = next((at for at, record in enumerate(grid.records) if record.line == line and record.cells), None)
    if at is None:
        return None
    header, below = grid.records[at].cells, grid.records[at + 1 :]
    return Table(name, header, line, None, _roles(header), layout_of(header), below, facts)


def _roles(header: Sequence[str]) -> Mapping[Role, int]:
    return shared_roles(layout_of(header), header) or roles_by_heading(header)


def _header(records: Sequence[Record]) -> int | None:
    """Find the record that names the most columns we know, the first of several."""
    named = [len(roles_by_heading(record.cells)) for record in records]
    return named.index(max(named)) if max(named, default=0) >= LEAST_NAMED else None


def _explains(record: Record, roles: Mapping[Role, int]) -> bool:
    """Whether a record below the header says how a day is to be written, and so is no row."""
    at = roles.get(Role.DATE)
    return at is not None and at < len(record.cells) and bool(FORMAT.fullmatch(record.cells[at]))
