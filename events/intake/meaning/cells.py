"""What the cells of a table mean, each for itself: days, kinds, sides and coordinates; what recurs is read once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from events.intake.meaning.choices import NOT_CONTROL, Choices
from events.intake.meaning.days import Days, NoDay, clean, order_of, precise, read_days
from events.intake.meaning.layouts import Layout
from events.intake.meaning.places import Atlas, Point
from events.intake.meaning.roles import Role
from events.intake.meaning.words import certainty_of, kinds_of, side_names
from events.intake.tables import Table
from events.ledger.locate import fold
from events.ledger.war import FIRST_POSSIBLE, LAST_POSSIBLE
from events.model import Certainty, Kind, PartyId, PlaceId, ReportId, Source, War

CHANGES = {
    "nonstateactorovertakesterritory": Kind.CAPTURED,
    "governmentregainsterritory": Kind.RECAPTURED,
    "nonviolenttransferofterritory": Kind.SURRENDERED,
    "battlenonstateactorovertakesterritory": Kind.CAPTURED,
    "battlegovernmentregainsterritory": Kind.RECAPTURED,
}
"""ACLED's types of event that change control, folded; those with ``battle`` are of its first layouts."""
LONG_SERIAL = re.compile(r"\d{9,11}(\.\d+)?")
"""Seconds since 1970, UTC."""
DECIMAL_COMMA = re.compile(r"-?\d+(,\d+)?")


@dataclass(frozen=True)
class Setting:
    """The war that a table is understood for."""

    war: War
    atlas: Atlas
    actors: Mapping[str, PartyId]
    """The parties by how ACLED calls them, folded; a name may go on."""
    sources: tuple[Source, ...] = ()
    """Those of the war's ledger, which a table in its own form may cite."""
    reports: frozenset[ReportId] = frozenset()
    """The ids of its reports."""
    groups: Mapping[str, Sequence[PlaceId]] = field(default_factory=dict)
    """Its groups of places, by id."""


class Cells:
    """The cells of a table, and what they mean."""

    def __init__(self, table: Table, choices: Choices, setting: Setting) -> None:
        """Look at whole columns first: they tell the order of day and month, and how numbers are written."""
        self.table, self.choices, self.setting, self.cell = table, choices, setting, table.cell
        self.read: dict[str, Days | NoDay] = {}
        self.parties: dict[str, PartyId] = {}
        self.certainties: dict[str, Certainty | None] = {"": Certainty.REPORTED}
        self.days_known: dict[str, date | None] = {}
        self.order = choices.order or order_of([*table.column(Role.DATE), *table.column(Role.END)])
        self.known_order = order_of(table.column(Role.KNOWN))
        self.sides = side_names(setting.war)
        self.kinds = self._kinds()
        numbers = [*table.column(Role.LONGITUDE), *table.column(Role.LATITUDE)]
        self.comma = table.facts.get("delimiter") not in (None, ",") and all(map(DECIMAL_COMMA.fullmatch, numbers))

    def _kinds(self) -> dict[str, Kind | None]:
        """Return what the words for kinds mean; `None` for what is not about control."""
        words = sorted(set(self.table.column(Role.KIND)))
        if self.table.layout == Layout.ACLED:
            kinds: dict[str, Kind | None] = {word: CHANGES.get(fold(word)) for word in words}
        else:
            kinds = dict(kinds_of(words))
        chosen = self.choices.kinds
        return kinds | {word: None if kind == NOT_CONTROL else Kind(kind) for word, kind in chosen.items()}

    def is_set_aside(self, at: int) -> bool:
        """Return whether what a record tells is not about control."""
        word = self.cell(at, Role.KIND)
        if word in self.kinds:
            return self.kinds[word] is None
        return self.table.layout == Layout.ACLED

    def kind(self, at: int) -> Kind | None:
        """Return the kind of a report; a table without such a column tells who holds what, or what is contested."""
        if Role.KIND not in self.table.roles:
            return self.kinds.get(self.cell(at, Role.SIDE), Kind.HELD)
        return self.kinds.get(self.cell(at, Role.KIND))

    def side(self, word: str) -> PartyId:
        """Return the party that a word means: as a reader chose, by its names, or by how ACLED calls it; or nothing."""
        if word not in self.parties:
            self.parties[word] = self.choices.sides.get(word) or self._party(fold(word))
        return self.parties[word]

    def certainty(self, word: str) -> Certainty | None:
        """Return the certainty that a word means, as a reader chose or as is known; reported, if there is none."""
        if word not in self.certainties:
            self.certainties[word] = self.choices.certainties.get(word) or certainty_of(word)
        return self.certainties[word]

    def _party(self, folded: str) -> PartyId:
        if folded in self.sides:
            return self.sides[folded]
        fits = [actor for actor in self.setting.actors if folded.startswith(actor)]
        return self.setting.actors[max(fits, key=len)] if fits else ""

    def point(self, at: int) -> Point | None:
        """Return the coordinates of a row, if it has a pair that can be some."""
        cells = (clean(self.cell(at, Role.LONGITUDE)), clean(self.cell(at, Role.LATITUDE)))
        try:
            longitude, latitude = (float(cell.replace(",", ".") if self.comma else cell) for cell in cells)
        except ValueError:
            return None
        return (longitude, latitude) if abs(longitude) <= 180 and abs(latitude) <= 90 else None

    def days(self, at: int) -> Days:
        """Return the days that a record may mean; raises `NoDay` if it means none."""
        if Role.DATE not in self.table.roles and self.choices.day:
            return Days(self.choices.day, self.choices.day, "day")
        days = self._one(self.cell(at, Role.DATE))
        if end := self.cell(at, Role.END):
            until = self._one(end)
            if until.latest < days.earliest:
                raise NoDay(f"ends on {until.latest}, before it begins on {days.earliest}")
            days = precise(days.earliest, until.latest)
        if self.table.layout == Layout.ACLED:
            days = _widened(days, self.cell(at, Role.DAY_PRECISION))
        return days

    def _one(self, cell: str) -> Days:
        if cell not in self.read:
            try:
                self.read[cell] = read_days(cell, self.order, self.table.epoch)
            except NoDay as error:
                self.read[cell] = error
        found = self.read[cell]
        if isinstance(found, NoDay):
            raise NoDay(str(found))
        return found

    def known(self, at: int) -> date | None:
        """Return the day on which a record became known, if it says so and that can be one."""
        cell = self.cell(at, Role.KNOWN)
        if cell not in self.days_known:
            self.days_known[cell] = self._known(cell)
        return self.days_known[cell]

    def _known(self, cell: str) -> date | None:
        try:
            if LONG_SERIAL.fullmatch(cell):
                day = datetime.fromtimestamp(float(cell), UTC).date()
            else:
                day = read_days(cell, self.known_order, self.table.epoch).earliest
        except (NoDay, OverflowError, OSError, ValueError):
            return None
        return day if FIRST_POSSIBLE <= day <= LAST_POSSIBLE else None


def _widened(days: Days, precision: str) -> Days:
    """Widen a day as ACLED's precision of time says: 2 is a week around it, 3 its month."""
    if precision == "2":
        return Days(days.earliest - timedelta(3), days.latest + timedelta(3), "week")
    if precision == "3":
        first = days.earliest.replace(day=1)
        return Days(first, (first + timedelta(31)).replace(day=1) - timedelta(1), "month")
    return days
