"""
From the rows of a table to what they mean: reports, context, and what is neither.

Each row has one fate, by the first test that fails, in this order: a note or a total; not about control; repeated;
elsewhere; no day that can be read; outside the days of the war; a kind or a side that is none; known only to the
province; a place that is unsure.

ACLED's codebook (acleddata.com, 2023 and before) tells a change of control by the type of the event, and who gains by
its first actor: nothing else of it is taken. UCDP's events (GED codebook, ucdp.uu.se) are context and never control.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from events.intake.meaning.cells import LONG_SERIAL, Cells, Setting
from events.intake.meaning.choices import Choices
from events.intake.meaning.days import NoDay
from events.intake.meaning.layouts import Layout
from events.intake.meaning.places import Named, Places, Where
from events.intake.meaning.roles import Role
from events.intake.own import understand_own
from events.intake.tables import BLANKS, Table
from events.intake.understood import (
    ALREADY,
    ELSEWHERE,
    NO_GIVER,
    NOTE,
    OUTSIDE,
    PART_ONLY,
    PROVINCE_ONLY,
    REPEATED,
    TOTAL,
    Account,
    Fate,
    Understood,
)
from events.ledger.locate import fold
from events.model import Certainty, Kind, Scope

TOTALS = ("total", "sum", "totaal", "som", "gesamt", "summe", "somme", "مجموع", "جمله")
MOST_NOTED = 2
"""A note has at most so many cells that are not blank."""
YES = frozenset({"yes", "true", "1"})
WIDER = frozenset({Scope.GROUP, Scope.PROVINCE, Scope.COUNTRY})
TOO_WIDE = "no report on so wide an area can be read from such a table, but from one in the ledger’s own form"
PROVINCE_LEVEL = {Layout.ACLED: frozenset("3"), Layout.GED: frozenset("4")}
COUNTRY_LEVEL = {Layout.ACLED: frozenset[str](), Layout.GED: frozenset("567")}
"""The precisions of a place at which these layouts do not know its district, and not even its province."""
NAMING = (Role.COUNTRY, Role.PROVINCE, Role.DISTRICT, Role.CODE)
AT_ONCE = 5_000
"""Rows between two reports of progress."""


def understand(
    table: Table, choices: Choices, setting: Setting, progress: Callable[[float], None] = lambda _: None
) -> Account:
    """
    Understand the rows of a table.

    Parameters
    ----------
    progress
        Is told the share of rows that are done, from 0 to 1; what it raises ends the work.
    """
    if table.layout == Layout.LEDGER:
        return understand_own(table, choices, setting)
    cells = Cells(table.with_roles(choices.roles), choices, setting)
    reader = _Reader(cells)
    first = list(reader.first_tests())
    rows = {row.at: row for row in reader.repeated(first)}
    left = [at for at, fate in first if fate is None and at not in rows]
    rows |= {row.at: row for _, row in first if row}
    reader.places.prepare([point for at in left if (point := cells.point(at))])
    for done, at in enumerate(left):
        if done % AT_ONCE == 0:
            progress(done / len(left))
        rows[at] = reader.rest(at)
    progress(1)
    in_order = tuple(rows[at] for at in sorted(rows))
    return Account(cells.table, choices, cells.order, _same_said(in_order))


class _Reader:
    """Tests the rows of one table."""

    def __init__(self, cells: Cells) -> None:
        self.cells, self.table, self.cell = cells, cells.table, cells.cell
        self.places = Places(cells.setting.atlas, cells.choices.chosen_places())

    def first_tests(self) -> Iterator[tuple[int, Understood | None]]:
        """Iterate over the rows, with the fate of those that are none, cannot be read, or are not about control."""
        width = len(self.table.header)
        for at, record in enumerate(self.table.records):
            fate = None
            if record.fault:
                fate = self._problem(at, "row", record.fault)
            elif reason := self._note(at):
                fate = self._aside(at, reason)
            elif self.table.is_text and (len(record.cells) < width or any(record.cells[width:])):
                fate = self._problem(at, "row", f"{len(record.cells)} cells where the header has {width}")
            elif self.table.layout != Layout.GED and self.cells.is_set_aside(at):
                fate = self._aside(at, self.cell(at, Role.KIND) or "no type of event")
            elif self.cell(at, Role.ID) in self.cells.setting.reports:  # an export of ours comes back
                fate = self._aside(at, ALREADY)
            elif fold(self.cell(at, Role.PART)) in YES:
                fate = self._aside(at, PART_ONLY)
            yield at, fate

    def repeated(self, first: list[tuple[int, Understood | None]]) -> Iterator[Understood]:
        """Find the rows whose id stands on another that goes before them: what became known last, or the first."""
        best: dict[str, tuple[float, int]] = {}
        for at, fate in first:
            if fate is None and (name := self.cell(at, Role.ID)):
                known = self.cell(at, Role.KNOWN)
                rank = float(known) if LONG_SERIAL.fullmatch(known) else 0.0, -at
                if name in best:
                    yield self._aside(-min(best[name], rank)[1], REPEATED)
                best[name] = max(best.get(name, rank), rank)

    def rest(self, at: int) -> Understood:
        """Find the fate of a row that is about control, or of an event that is context."""
        where = self._where(at)
        if where.elsewhere:
            return self._aside(at, ELSEWHERE)
        if (scope := fold(self.cell(at, Role.SCOPE))) in WIDER:
            where = Where(province=where.province, fault="" if scope == Scope.PROVINCE else f"{TOO_WIDE}: {scope}")
        try:
            days = self.cells.days(at)
        except NoDay as error:
            return self._problem(at, "date", str(error))
        war, flags = self.cells.setting.war, list(where.flags)
        if days.latest < war.first_day or days.earliest > war.last_day:
            return self._aside(at, OUTSIDE)
        if days.earliest < war.first_day:
            flags.append(f"begins before the first day of the war, {war.first_day}")
        if days.latest > war.last_day:
            flags.append(f"ends after the last day of the war, {war.last_day}")
        known = self.cells.known(at)
        if not known and self.cell(at, Role.KNOWN):
            flags.append("the day it became known cannot be read")
        told: dict[str, Any] = {
            "earliest": days.earliest,
            "latest": days.latest,
            "precision": days.precision,
            "known": known and max(known, days.earliest),
        }
        row = Understood(at, self.table.records[at].line, Fate.REPORT, flags=tuple(flags), **told)
        return self._context(row, where) if self.table.layout == Layout.GED else self._report(row, where)

    def _report(self, row: Understood, where: Where) -> Understood:
        kind, party = self.cells.kind(row.at), self.cells.side(self.cell(row.at, Role.SIDE))
        if not kind:
            word = self.cell(row.at, Role.KIND)
            return self._problem(row.at, "kind", f"no kind of report: {word}" if word else "no kind of report is named")
        if not party:
            word = self.cell(row.at, Role.SIDE)
            return self._problem(row.at, "side", f"no party: {word}" if word else "nobody is named who gains")
        giver = self.cells.side(self.cell(row.at, Role.GIVER)) if kind == Kind.TRANSFERRED else ""
        if kind == Kind.TRANSFERRED and giver in ("", party):
            return self._problem(row.at, "side", NO_GIVER)
        shared = self.table.layout == Layout.ACLED
        if (shared and where.province and not where.place) or self._vague(row.at, PROVINCE_LEVEL):
            return self._aside(row.at, PROVINCE_ONLY)
        if where.fault:
            return replace(self._problem(row.at, "place", where.fault), candidates=where.candidates)
        flags, word = row.flags, self.cell(row.at, Role.CERTAINTY)
        certainty = self.cells.certainty(word)
        if not certainty:
            flags = (*flags, f"no certainty that we know: {word}; taken as {Certainty.REPORTED}")
        return replace(
            row,
            kind=kind,
            party=party,
            giver=giver,
            place=where.place,
            province=where.province,
            certainty=certainty or Certainty.REPORTED,
            flags=flags,
        )

    def _context(self, row: Understood, where: Where) -> Understood:
        """Return an event as context, which needs no place that is sure."""
        place = None if self._vague(row.at, PROVINCE_LEVEL) or self._vague(row.at, COUNTRY_LEVEL) else where.place
        province = None if self._vague(row.at, COUNTRY_LEVEL) else where.province
        return replace(row, fate=Fate.CONTEXT, place=place, province=province)

    def _vague(self, at: int, levels: Mapping[Layout, frozenset[str]]) -> bool:
        return self.cell(at, Role.PLACE_PRECISION) in levels.get(self.table.layout, frozenset())

    def _note(self, at: int) -> str:
        """Tell a note or a total that stands below a table: it has no side and no code of a place, a note no kind."""
        roles = (Role.SIDE, Role.CODE, Role.LATITUDE)
        if any(self.cell(at, role) for role in roles):
            return ""
        said = [cell for cell in self.table.records[at].cells if cell not in BLANKS]
        if said and fold(said[0]) in TOTALS:
            return TOTAL
        return NOTE if len(said) <= MOST_NOTED and not self.cell(at, Role.KIND) else ""

    def _where(self, at: int) -> Where:
        if self._vague(at, COUNTRY_LEVEL):
            return self.places.where(Named(self.cell(at, Role.COUNTRY)))
        country, province, district, code = (self.cell(at, role) for role in NAMING)
        where = self.places.where(Named(country, province, district, code, self.cells.point(at)))
        if self._vague(at, PROVINCE_LEVEL) and not where.elsewhere:  # the coordinates are those of its capital
            named = Named(province=province)
            where = self.places.where(named) if named.province else replace(where, place=None)
        return where

    def _aside(self, at: int, reason: str) -> Understood:
        return Understood(at, self.table.records[at].line, Fate.ASIDE, reason)

    def _problem(self, at: int, field: str, why: str) -> Understood:
        return Understood(at, self.table.records[at].line, Fate.PROBLEM, why, field)


def _same_said(rows: tuple[Understood, ...]) -> tuple[Understood, ...]:
    """Flag the reports that say the same of one place, kind and day as one before them."""
    said: dict[tuple[object, ...], int] = {}
    flagged = []
    for row in rows:
        if row.fate == Fate.REPORT:
            what = row.place, row.province, row.kind, row.party, row.earliest, row.latest
            if what in said:
                row = replace(row, flags=(*row.flags, f"says the same as line {said[what]}"))
            said.setdefault(what, row.line)
        flagged.append(row)
    return tuple(flagged)
