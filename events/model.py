"""
The vocabulary for a war: records and words, and what they mean.

A *report* is what one source says of one place. An *event* is a report whose place we know. A *span* is one place under
one standing for days ``[start, end)``, with the events behind it. A *standing* is a party's id, `CONTESTED`, `UNKNOWN`,
or who is `presumed`; parties are data, so that another war needs no code. A *claim* is laid on a standing and does not
change it.

Days are plain dates without a time zone. Intervals are half-open, except for a report's `earliest` and `latest`: it may
refer to either of these days.
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
PRESUMED = "presumed-"  # begins a standing; no party's id has a hyphen


def presumed(party: PartyId) -> Standing:
    """
    Return the standing of a place that no report speaks of and that a party is presumed to hold.

    It is fainter than anything reported, is counted apart, and is never held: see rule 6 of `events.control.rule`.
    """
    return f"{PRESUMED}{party}"


def is_reported(standing: Standing) -> bool:
    """Return whether reports say so: the standing is neither unknown nor presumed."""
    return standing != UNKNOWN and not standing.startswith(PRESUMED)


def is_held(standing: Standing) -> bool:
    """Return whether reports say that a party holds a place of this standing."""
    return standing != CONTESTED and is_reported(standing)


class Kind(StrEnum):
    """What a report says happened."""

    CAPTURED = "captured"
    SURRENDERED = "surrendered"
    ABANDONED = "abandoned"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"
    """Handed over by one side to another, which may be its ally."""
    RECAPTURED = "recaptured"
    HELD = "held"
    CONTESTED = "contested"
    CLAIMED = "claimed"
    FIGHTING = "fighting"


class Pattern(StrEnum):
    """How a party's claims are drawn, for those who do not see the colour."""

    RISING = "rising"
    FALLING = "falling"
    UPRIGHT = "upright"
    CHECKS = "checks"
    RINGS = "rings"
    CHEVRONS = "chevrons"


class Certainty(StrEnum):
    """How sure a report is, surest first; it follows from who speaks, see `events.control.outcomes`."""

    CONFIRMED = "confirmed"
    REPORTED = "reported"
    CLAIMED = "claimed"


class Scope(StrEnum):
    """The area of a report. The first two are a district's own; the others are *wider* reports."""

    DISTRICT = "district"
    CAPITAL = "capital"
    PROVINCE = "province"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class PartyName:
    """What a party is called from a day on, where its first name no longer fits."""

    since: date
    name: str
    called: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Party:
    """A side in the war, with the names and colours from `war.toml`."""

    id: PartyId
    name: str
    called: str
    """Its name within a sentence."""
    names: Mapping[str, str]
    """By language, as in ISO 639-1."""
    colour: str
    colour_dark: str
    """In the dark theme."""
    pattern: Pattern
    later: tuple[PartyName, ...] = ()
    """Its later names, in the order of their days."""

    def name_on(self, day: date) -> str:
        """Return its name on a day."""
        return next((later.name for later in reversed(self.later) if later.since <= day), self.name)

    def called_on(self, day: date) -> str:
        """Return its name on a day, as it stands within a sentence."""
        return next((later.called for later in reversed(self.later) if later.since <= day), self.called)


@dataclass(frozen=True, slots=True)
class Presumption:
    """Who is presumed to have held what no report speaks of, and the source that says so."""

    party: PartyId
    source: SourceId


@dataclass(frozen=True, slots=True)
class War:
    """What the atlas is about, from `war.toml`."""

    title: str
    first_day: date
    last_day: date
    """No report may refer to a day outside these, both included: a mistyped year is reported, not drawn."""
    opening_day: date
    offensive_from: date
    parties: tuple[Party, ...]
    """In the order in which they are listed and stacked."""
    presumption: Presumption | None = None
    """`None` if nobody is presumed to hold anything."""

    @property
    def unreported(self) -> Standing:
        """The standing of a place before its first firm report."""
        return presumed(self.presumption.party) if self.presumption else UNKNOWN


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
    """Why it is cited but not linked; empty if it is linked."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one source says of one place, checked but not yet placed."""

    id: ReportId
    line: int
    """The line in the file it was read from; the header is line 1."""
    earliest: date
    latest: date
    precision: str
    scope: Scope
    province: str
    district: str
    excepted: tuple[str, ...]
    """What a wider report leaves out: districts, ``capital`` for the capital's district, or provinces."""
    part: bool
    """Whether it is on a town, a base or a crossing, and not on the whole district."""
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
    """Whether the source states that day; if not, `known` is the first day possible."""
    note: str
    partners: tuple[PartyId, ...] = ()
    """The other sides that gain, where several do so together: `party` is the one named first, or in command."""
    given_by: PartyId = ""
    """The side that hands the place over; empty for all kinds but transferred."""

    own: bool = field(init=False, repr=False, compare=False)
    """Whether it is on one district, and not on a province or the country."""
    firm: bool = field(init=False, repr=False, compare=False)
    """Whether it is more than a claim."""
    affects_control: bool = field(init=False, repr=False, compare=False)
    """Whether it says who controls the whole place; reports of fighting and of parts do not."""
    says: Standing = field(init=False, repr=False, compare=False)
    """The standing it gives its place."""
    sides: frozenset[Standing] = field(init=False, repr=False, compare=False)
    """The standings it agrees with: every party it names as gaining, or contested."""

    def __post_init__(self) -> None:
        """Derive once what the rule asks of every report at every place it covers."""
        contested = self.kind == Kind.CONTESTED
        derived = {
            "own": self.scope in (Scope.DISTRICT, Scope.CAPITAL),
            "firm": self.kind != Kind.CLAIMED and self.certainty != Certainty.CLAIMED,
            "affects_control": not self.part and self.kind != Kind.FIGHTING,
            "says": CONTESTED if contested else self.party,
            "sides": frozenset({CONTESTED} if contested else {self.party, *self.partners}),
        }
        for name, value in derived.items():
            object.__setattr__(self, name, value)


@dataclass(frozen=True, slots=True)
class Event:
    """A report and the places it covers."""

    report: Report
    places: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """One place under one standing for days ``[start, end)``."""

    place: PlaceId
    start: date
    """`date.min` if nothing came before."""
    end: date
    """`date.max` if nothing comes after."""
    standing: Standing
    inferred: bool = False
    """Whether it is known only from a wider report."""
    claim: PartyId | None = None
    """The party that claims the place over this standing."""
    changing: frozenset[Standing] = frozenset()
    """What the place may already have become, from reports that may refer to these days or a later one."""
    unsettled: bool = False
    """Whether fighting, or a change in part of it, is reported for these days."""
    events: tuple[ReportId, ...] = ()
    """The reports behind all of the above, in the order in which they take effect."""


@dataclass(frozen=True, slots=True)
class Problem:
    """An invalid line, with a message for the person who typed it."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.message}"


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Checked(Generic[Row]):
    """What is valid, and the problems: nothing is dropped in silence."""

    kept: tuple[Row, ...]
    problems: tuple[Problem, ...] = ()
