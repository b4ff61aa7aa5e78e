"""
The vocabulary for a war: records and words, and what they mean.

A *report* is what one source says of one place. An *event* is a report whose place we know. A *span* is one place under
one standing for days ``[start, end)``, with the events behind it. A *standing* is a party's id, `CONTESTED`, `UNKNOWN`,
or who is `presumed`; parties are data, so that another war needs no code. A *claim* is laid on a standing and does not
change it.

Days are plain dates. Intervals are half-open; but a report may refer to its `earliest` day as to its `latest`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

PartyId = str
PlaceId = str  # a district's four-digit code in the official list, "1709"
ReportId = str
SourceId = str
Standing = str
Forms = Mapping[str, Mapping[str, str]]
"""Of a name, by language (ISO 639): ``name``, ``called`` within a sentence, and its cases, see `geo.forms`."""

CONTESTED: Standing = "contested"
UNKNOWN: Standing = "unknown"
PRESUMED = "presumed-"  # begins a standing; no party's id has a hyphen


def presumed(party: PartyId) -> Standing:
    """Return the standing of what no report speaks of and a party is presumed to hold, but never holds: rule 6."""
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
    """The area of a report: a district's own, or *wider*; a group is one of `events.ledger.groups`."""

    DISTRICT = "district"
    CAPITAL = "capital"
    GROUP = "group"
    PROVINCE = "province"
    COUNTRY = "country"


BREADTH = {Scope.DISTRICT: 0, Scope.CAPITAL: 0, Scope.GROUP: 1, Scope.PROVINCE: 2, Scope.COUNTRY: 2}
"""Of the reports of one stage of a day the narrower goes before the wider: see rule 4 of `events.control.rule`."""


@dataclass(frozen=True, slots=True)
class PartyName:
    """What a party is called from a day on, where its first name no longer fits."""

    since: date
    name: str
    called: str
    names: Forms = field(hash=False)
    singular: bool = False


@dataclass(frozen=True, slots=True)
class Party:
    """A side in the war, with the names and colours from `war.toml`."""

    id: PartyId
    name: str
    called: str
    """Its name within a sentence."""
    names: Forms = field(hash=False)
    colour: str
    colour_dark: str
    pattern: Pattern
    later: tuple[PartyName, ...] = ()
    """Its later names, in the order of their days."""
    singular: bool = False
    """Whether verbs take it as one: *the Arakan Army takes*, *the Taliban take*."""

    def name_on(self, day: date) -> str:
        """Return its name on a day."""
        return next((later.name for later in reversed(self.later) if later.since <= day), self.name)

    def called_on(self, day: date) -> str:
        """Return its name on a day, as it stands within a sentence."""
        return next((later.called for later in reversed(self.later) if later.since <= day), self.called)

    def singular_on(self, day: date) -> bool:
        """Return whether verbs take its name on a day as one."""
        return next((later.singular for later in reversed(self.later) if later.since <= day), self.singular)


@dataclass(frozen=True, slots=True)
class Coalition:
    """Parties of which totals are claimed together, from `war.toml`; it is counted as their sum and holds nothing."""

    id: str
    name: str
    called: str
    parties: tuple[PartyId, ...]


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
    limits: str = ""
    """What a reader should know of this record, in English; it stands below the rule."""
    coalitions: tuple[Coalition, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    """By language, where the title is another than in English."""
    places: Mapping[str, Forms] = field(default_factory=dict, hash=False)
    """By language and English name: a place's name and cases, where it is called otherwise than the lists have it."""
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """By language and stock phrase: the war's own words for its levels, see `geo.wording`."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    """By language and English words: what its labels of context and its baseline are in another language."""
    state: PartyId = ""
    """The party whose army, police and officials articles speak of; empty if there is none."""
    called: Mapping[str, PartyId] = field(default_factory=dict, hash=False)
    """Further names that the press has for parties, in any language."""

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
    group: str = ""
    """The id of the group it is on; empty for all scopes but group."""

    breadth: int = field(init=False, repr=False, compare=False)
    own: bool = field(init=False, repr=False, compare=False)
    """Whether it is on one district, and not on a wider area."""
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
            "breadth": BREADTH[self.scope],
            "own": BREADTH[self.scope] == 0,
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
    """Whether fighting, a change in part of it, or two changes on one day are reported for these days."""
    passed: Standing | None = None
    """What the place also became on this one day, to be retaken on the same: it has changed twice."""
    behind: tuple[tuple[ReportId, date, date], ...] = ()
    """Reports on the place, in the order in which they take effect, and the days of each; all its spans share it."""

    @property
    def events(self) -> tuple[ReportId, ...]:
        """The reports behind all of the above, and of what follows, in the order in which they take effect."""
        return tuple(dict.fromkeys(id for id, start, end in self.behind if start < self.end and end > self.start))
