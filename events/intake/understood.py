"""What became of each row of an uploaded table, and the account of all: nothing is dropped in silence."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from events.intake.meaning.choices import Choices
from events.intake.meaning.days import Order
from events.intake.meaning.places import Candidate
from events.intake.tables import Table
from events.ledger.locate import ProvinceId
from events.model import Certainty, Kind, PartyId, PlaceId


class Fate(StrEnum):
    """What became of a row."""

    REPORT = "report"
    CONTEXT = "context"
    ASIDE = "set aside"
    PROBLEM = "problem"


NOTE, TOTAL = "a note, not a record", "a total, not a record"
REPEATED, ELSEWHERE = "repeated", "elsewhere"
ALREADY, PART_ONLY = "already in the ledger", "about a part of a place only"
NO_GIVER = "nobody is named who hands over, and a transfer needs one"
OUTSIDE, PROVINCE_ONLY = "outside the days of the war", "known only to the province"


@dataclass(frozen=True, slots=True)
class Understood:
    """A row as it was understood."""

    at: int
    """Its place among the records of the table."""
    line: int
    fate: Fate
    reason: str = ""
    """Why it was set aside, or is a problem."""
    field: str = ""
    """What a problem is with: ``row``, ``date``, ``kind``, ``side`` or ``place``."""
    kind: Kind | None = None
    party: PartyId = ""
    giver: PartyId = ""
    """Who hands over, in a transfer."""
    certainty: Certainty = Certainty.REPORTED
    place: PlaceId | None = None
    province: ProvinceId | None = None
    earliest: date | None = None
    latest: date | None = None
    precision: str = ""
    known: date | None = None
    """The day it became known, as far as the file says."""
    flags: tuple[str, ...] = ()
    """Why it may be wrong though it was taken in."""
    candidates: tuple[Candidate, ...] = ()
    """Of a place that is unsure, best first."""


@dataclass(frozen=True)
class Account:
    """How a whole table was understood."""

    table: Table
    choices: Choices
    order: Order
    """How days that are numbers were read."""
    rows: tuple[Understood, ...]
    """In the order of the file."""

    def of(self, fate: Fate) -> tuple[Understood, ...]:
        """Return the rows of one fate."""
        return self._by_fate[fate]

    @cached_property
    def _by_fate(self) -> dict[Fate, tuple[Understood, ...]]:
        """Kept, since a page asks for it at each of its runs, of two hundred thousand rows perhaps."""
        return {fate: tuple(row for row in self.rows if row.fate == fate) for fate in Fate}

    @cached_property
    def counts(self) -> dict[str, Any]:
        """Count the rows: ``rows`` is ``reports``, ``context``, all of ``set_aside`` and ``problems`` together."""
        aside = Counter(row.reason for row in self.of(Fate.ASIDE))
        return {
            "rows": len(self.rows),
            "reports": len(self.of(Fate.REPORT)),
            "context": len(self.of(Fate.CONTEXT)),
            "set_aside": dict(sorted(aside.items())),
            "problems": len(self.of(Fate.PROBLEM)),
        }

    def told(self) -> dict[str, Any]:
        """Return the account fit for JSON: the counts, and the problems by line and field with their reasons."""
        problems = [
            {"line": row.line, "field": row.field, "why": row.reason}
            | ({"candidates": [each.place for each in row.candidates]} if row.candidates else {})
            for row in self.of(Fate.PROBLEM)
        ]
        flagged = [{"line": row.line, "why": "; ".join(row.flags)} for row in self.rows if row.flags]
        layout = {
            "kind": self.table.layout,
            "header_line": self.table.header_line,
            "hxl_line": self.table.hxl_line,
            "date_order": self.order,
            **self.table.facts,
        }
        return {
            "file": self.table.name,
            **self.counts,
            "problems": problems,
            "flagged": flagged,
            "layout": {name: value for name, value in layout.items() if value is not None},
            "columns": {role: self.table.header[at] for role, at in self.table.roles.items()},
        }
