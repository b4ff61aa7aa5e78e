"""
The vocabulary: everything the rest of the code says of a war, and nothing it does.

A *report* is what one source says of one place. An *event* is a report whose place we know. A *span* is one place
under one standing for days ``[start, end)``, with the events behind it. A *standing* is a party's id, `CONTESTED` or
`UNKNOWN`; parties are data, so that another war needs no code. A *claim* lies over a standing and does not change it.

Days are plain dates without a time zone. Intervals are half-open, save a report's `earliest` and `latest`, which are
both among the days it can mean.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

PartyId = str
PlaceId = str  # a district's four-digit code in the official list, "1709"
ReportId = str
SourceId = str
Standing = str

CONTESTED: Standing = "contested"
UNKNOWN: Standing = "unknown"


class Kind(StrEnum):
    """What a report says happened."""

    CAPTURED = "captured"
    SURRENDERED = "surrendered"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    RECAPTURED = "recaptured"
    HELD = "held"
    CONTESTED = "contested"
    CLAIMED = "claimed"
    FIGHTING = "fighting"


class Pattern(StrEnum):
    """How a party's claims are striped, for those who do not see the colour."""

    RISING = "rising"
    FALLING = "falling"


class Certainty(StrEnum):
    """How sure a report is, surest first; it follows from who speaks, see `events.control.outcomes`."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"


class Scope(StrEnum):
    """What a report speaks of. The first two are a district's own, the others are wider."""

    DISTRICT = "district"
    CAPITAL = "capital"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Party:
    """A side in the war, as `events/data/war.toml` names and paints it."""

    id: PartyId
    name: str
    called: str
    """Its name within a sentence."""
    names: Mapping[str, str]
    """By language, as in ISO 639-1."""
    colour: str
    colour_dark: str
    """On the dark theme."""
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class War:
    """What the atlas is about; `events/data/war.toml`."""

    title: str
    first_day: date
    last_day: date
    """No report may mean a day outside these, both included: a mistyped year is told, not drawn."""
    opening_day: date
    offensive_from: date
    parties: tuple[Party, ...]
    """In the order in which they are listed and stacked."""


@dataclass(frozen=True, slots=True)
class Source:
    """One page, or printed article, that reports cite."""

    id: SourceId
    publisher: str
    title: str
    url: str
    published: str
    """A day, a month, a year, or empty, as the page states it."""
    unlinked_because: str
    """Why it is cited but not linked; empty where it is linked."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says of one place, checked but not yet placed."""

    id: ReportId
    line: int
    """Of the file it was read from; the header is line 1."""
    earliest: date
    latest: date
    precision: str
    scope: Scope
    province: str
    district: str
    excepted: tuple[str, ...]
    """What a wider report leaves out: districts, ``capital`` for the capital's district, or provinces."""
    part: bool
    """Whether it is of a town, a base or a crossing and not of the district."""
    place_as_reported: str
    kind: Kind
    party: PartyId
    """The side that gains; for contested, the attacker."""
    certainty: Certainty
    denied_by: PartyId
    """The side that denies it, or empty."""
    source: SourceId
    known: date
    """The day it became known: rule 7 of `events.control.rule`."""
    known_to_the_day: bool
    """Whether the source states that day; where not, `known` is the first day possible."""
    note: str

    own: bool = field(init=False, repr=False, compare=False)
    """Whether it speaks of one district, and not of a province or the country."""
    firm: bool = field(init=False, repr=False, compare=False)
    """Whether it is more than a claim."""
    affects_control: bool = field(init=False, repr=False, compare=False)
    """Whether it says anything on who holds the whole place: fighting and parts do not."""
    says: Standing = field(init=False, repr=False, compare=False)
    """The standing it gives its place."""

    def __post_init__(self) -> None:
        """Derive once what the rule asks of every report at every place it speaks for."""
        derived = {
            "own": self.scope in (Scope.DISTRICT, Scope.CAPITAL),
            "firm": self.kind != Kind.CLAIMED and self.certainty != Certainty.CLAIMED,
            "affects_control": not self.part and self.kind != Kind.FIGHTING,
            "says": CONTESTED if self.kind == Kind.CONTESTED else self.party,
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Event:
    """A report and the places it speaks for."""

    report: Report
    places: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One place under one standing for days ``[start, end)``."""

    place: PlaceId
    start: date
    """`date.min` where nothing came before."""
    end: date
    """`date.max` where nothing comes after."""
    standing: Standing
    inferred: bool = False
    """Whether only a wider report says so."""
    claim: PartyId | None = None
    """The party that claims the place over this standing."""
    changing: frozenset[Standing] = frozenset()
    """What the place may already have become: reports that can mean these days, or a later one."""
    unsettled: bool = False
    """Whether fighting, or a change in part of it, is reported for these days."""
    events: tuple[ReportId, ...] = ()
    """The reports behind all of the above, by the day they count from."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that would not turn into what it should be, told to the person who typed it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.message}"


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Row]):
    """What stands and what does not: nothing is dropped in silence."""

    kept: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
