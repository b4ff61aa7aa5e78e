"""What columns are likely to be for by what stands in them, where headings do not tell: proposed on the page alone."""

from collections.abc import Callable, Iterator

from events.intake.meaning.cells import Cells, Setting
from events.intake.meaning.choices import Choices
from events.intake.meaning.days import NoDay, read_days
from events.intake.meaning.layouts import Layout
from events.intake.meaning.roles import Role
from events.intake.meaning.words import certainty_of, kinds_of, likely_kinds, likely_sides
from events.intake.tables import BLANKS, Table
from events.ledger.check import is_address
from events.ledger.locate import find, fold

LOOKED_AT, LEAST = 300, 3
"""Records of a table that are looked at, and different cells that a column must have."""
OF_FEW = frozenset({Role.SIDE, Role.CERTAINTY, Role.KIND})
"""Roles whose columns may have fewer: the same words again and again."""
SHARE = 0.6
"""The share of the different cells of a column that must read as what it is taken for."""


def likely_roles(table: Table, setting: Setting) -> dict[Role, str]:
    """
    Find columns for what no heading is known for, by their cells.

    Returns
    -------
    headings
        By role. A column whose heading is blank, or stands twice, is left out: it could not be chosen by its name.
    """
    if table.layout != Layout.TABLE:
        return {}
    found: dict[Role, str] = {}
    free = {heading: cells for heading, cells in _columns(table) if cells}
    for role, reads in _readers(table, setting).items():
        if role in table.roles:
            continue
        fit = {heading: cells for heading, cells in free.items() if role in OF_FEW or len(cells) >= LEAST}
        shares = {heading: sum(map(reads, cells)) / len(cells) for heading, cells in fit.items()}
        best = max(shares, key=lambda heading: shares[heading], default="")
        if best and shares[best] >= SHARE:
            found[role] = best
            del free[best]
    return found


def _columns(table: Table) -> Iterator[tuple[str, set[str]]]:
    """Iterate over the columns that are for nothing yet, with their different cells."""
    taken = set(table.roles.values())
    for at, heading in enumerate(table.header):
        if heading and at not in taken and table.header.count(heading) == 1:
            first = (record.cells for record in table.records[:LOOKED_AT])
            yield heading, {cells[at] for cells in first if at < len(cells)} - BLANKS


def _readers(table: Table, setting: Setting) -> dict[Role, Callable[[str], bool]]:
    """Return whether a cell reads as what each role needs; what can least be mistaken comes first."""
    gazetteer, cells = setting.atlas.gazetteer, Cells(table, Choices(), setting)
    names = {**setting.actors, **cells.sides}
    return {
        Role.ADDRESS: is_address,
        Role.DATE: _is_day,
        Role.CODE: lambda cell: fold(cell) in setting.atlas.codes,
        Role.PROVINCE: lambda cell: fold(cell) in gazetteer.provinces,
        Role.DISTRICT: lambda cell: bool(find(cell, gazetteer)),
        Role.SIDE: lambda cell: bool(cells.side(cell) or likely_sides(cell, names)),
        Role.CERTAINTY: lambda cell: certainty_of(cell) is not None,
        Role.KIND: lambda cell: bool(kinds_of([cell]) or likely_kinds(cell)),
    }


def _is_day(cell: str) -> bool:
    """Return whether a cell is a day or a month, and no bare number; in which order its parts are does not matter."""
    try:
        return not cell.isdecimal() and bool(read_days(cell))
    except NoDay as error:
        return " or " in str(error)
