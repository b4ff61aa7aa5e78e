"""What an article reports, as drafts for a person to accept, change or drop."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from events.articles.notice.places import Mention
from events.ledger.totals import Measure, Unit
from events.model import Certainty, Kind, PartyId, PlaceId


class DraftKind(StrEnum):
    """What a draft says happened: a kind of report, or context."""

    CAPTURED = Kind.CAPTURED.value
    RECAPTURED = Kind.RECAPTURED.value
    SURRENDERED = Kind.SURRENDERED.value
    ABANDONED = Kind.ABANDONED.value
    WITHDRAWN = Kind.WITHDRAWN.value
    CONTESTED = Kind.CONTESTED.value
    HELD = Kind.HELD.value
    BESIEGED = "besieged"
    FLED = "fled"

    @property
    def is_context(self) -> bool:
        """Whether it says nothing on who controls the place."""
        return self in (DraftKind.BESIEGED, DraftKind.FLED)


TAKING = frozenset(
    {DraftKind.CAPTURED, DraftKind.RECAPTURED, DraftKind.SURRENDERED, DraftKind.ABANDONED, DraftKind.WITHDRAWN}
)
"""The kinds by which a place changes hands."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One report that an article may make; `start` and `end` are where its words stand in the text."""

    kind: DraftKind
    actor: PartyId
    """The side that gains; for contested and besieged the attacker; empty if the text does not tell."""
    place: str
    """Its name in the gazetteer, or as the text has it."""
    code: str
    """A province's P-code, a district's code, or empty: the place is left open, or lies abroad."""
    scope: str
    """``district``, ``capital``, ``province``, ``country``; ``abroad`` for another country."""
    earliest: date
    latest: date
    count: int | None
    """How many districts of the province, where it names none of them."""
    qualifier: str
    """``at least`` and so on; empty if the count is exact."""
    said_by: str
    """As the text has it; empty if it is the article's own word."""
    certainty: Certainty
    start: int
    end: int
    manner: str = ""
    """How it came about: ``without a fight``, ``mostly without a fight``."""
    denied_by: PartyId = ""
    is_dated: bool = True
    """Whether the text says when; else it is the day of publication."""
    may_be: tuple[PlaceId, ...] = ()
    """The districts that a place left open may be."""


@dataclass(frozen=True, slots=True)
class TotalClaim:
    """How much a side is said to hold in all; its place is the page Claims."""

    actor: PartyId
    numerator: int | None
    denominator: int | None
    percent: float | None
    scope: str
    """``country``, or a province's P-code."""
    day: date
    start: int
    end: int
    qualifier: str = ""
    said_by: str = ""
    measure: Measure = Measure.STOCK
    unit: Unit = Unit.DISTRICTS
    since: date | None = None
    """The first day of a flow."""


@dataclass(frozen=True, slots=True)
class Unused:
    """What was read and not used, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """All that was read in an article."""

    language: str
    published: date
    places: tuple[Mention, ...]
    drafts: tuple[Draft, ...]
    claims: tuple[TotalClaim, ...]
    unused: tuple[Unused, ...]

    def told(self) -> Mapping[str, Any]:
        """Return it as the command prints it; what is left open or not told is null."""
        return {
            "language": self.language,
            "published": self.published.isoformat(),
            "places": [
                {
                    "surface": place.surface,
                    "start": place.start,
                    "end": place.end,
                    "kind": place.level.value,
                    "name": place.name,
                    "code": place.code or None,
                }
                for place in self.places
            ],
            "drafts": [_plain(asdict(draft)) for draft in self.drafts],
            "claims": [_plain(asdict(claim)) for claim in self.claims],
            "unused": [asdict(unused) for unused in self.unused],
        }


def _plain(told: dict[str, Any]) -> dict[str, Any]:
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in told.items()}
    return {name: None if value == "" else value for name, value in plain.items()}
