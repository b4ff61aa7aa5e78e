"""
What a reader chose for a file: which column is what, and what its words mean. It can be saved, and fits files alike.

A saved mapping is JSON with the header of its file; it is proposed again for a file of the same header.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from events.intake.meaning.days import Order
from events.intake.meaning.roles import Role
from events.ledger.locate import fold
from events.model import Certainty, Kind, PartyId, PlaceId, War


class BadChoices(ValueError):
    """A saved mapping that cannot be read; the message says why."""


NOT_CONTROL = "not about control"
"""What a reader may choose for a word in place of a kind: rows of that word are set aside."""


@dataclass(frozen=True)
class Choices:
    """What a reader chose; whatever is not chosen is as the file tells."""

    header: tuple[str, ...] = ()
    roles: Mapping[Role, str] = field(default_factory=dict)
    """The heading of the column for each; empty for none."""
    order: Order | None = None
    kinds: Mapping[str, str] = field(default_factory=dict)
    """
    By a word of the file: one of `Kind`, or `NOT_CONTROL`. In a table that has no column for kinds, by a word of the
    column for sides, such as ``disputed``.
    """
    sides: Mapping[str, PartyId] = field(default_factory=dict)
    """By a word of the file."""
    certainties: Mapping[str, Certainty] = field(default_factory=dict)
    """By a word of the file."""
    places: Mapping[str, PlaceId] = field(default_factory=dict)
    """By a spelling, ``province|district``, both folded."""
    day: date | None = None
    """The day of which a table without one is."""
    heading: int | None = None
    """The line that names the columns, where the file does not tell; 0 if none does."""
    sheet: str = ""
    """The sheet of a workbook that is meant, where it is not the one with the best header."""

    def chosen_places(self) -> dict[tuple[str, str], PlaceId]:
        """Return the chosen places by folded province and folded name."""
        pairs = (spelling.partition("|") for spelling in self.places)
        return {(province, name): self.places[f"{province}|{name}"] for province, _, name in pairs}


def spelling_of(province: str, district: str) -> str:
    """Return the key by which a choice of a place is kept."""
    return f"{fold(province)}|{fold(district)}"


def write_choices(choices: Choices) -> str:
    """Write a mapping as JSON."""
    told = {name: value for name, value in asdict(choices).items() if value or value == 0}
    return json.dumps(told, ensure_ascii=False, indent=1, default=str)


def read_choices(text: str, war: War, places: Mapping[PlaceId, str]) -> Choices:
    """
    Read a saved mapping, and check every word of it.

    Parameters
    ----------
    places
        The districts that there are, by code.

    Raises
    ------
    BadChoices
        If it is no such file, or names a column, kind, side, certainty or district that does not exist.
    """
    try:
        told = json.loads(text)
        if not isinstance(told, dict) or not set(told) <= set(Choices.__dataclass_fields__):
            raise ValueError("it is no mapping that this page saved")
        choices = Choices(
            header=tuple(map(str, told.get("header", ()))),
            roles={Role(role): str(heading) for role, heading in told.get("roles", {}).items()},
            order=Order(told["order"]) if "order" in told else None,
            kinds={str(word): _kind(kind) for word, kind in told.get("kinds", {}).items()},
            sides={str(word): str(side) for word, side in told.get("sides", {}).items()},
            certainties={str(word): Certainty(str(how)) for word, how in told.get("certainties", {}).items()},
            places={str(spelling): str(place) for spelling, place in told.get("places", {}).items()},
            day=date.fromisoformat(told["day"]) if "day" in told else None,
            heading=int(told["heading"]) if "heading" in told else None,
            sheet=str(told.get("sheet", "")),
        )
    except (ValueError, TypeError, AttributeError, RecursionError) as error:
        raise BadChoices(f"the mapping cannot be read: {error}") from error
    parties = {party.id for party in war.parties}
    wrong = [side for side in choices.sides.values() if side not in parties]
    wrong += [place for place in choices.places.values() if place not in places]
    if wrong:
        raise BadChoices(f"the mapping names {', '.join(wrong)}, which this war does not have")
    return choices


def _kind(word: object) -> str:
    return NOT_CONTROL if word == NOT_CONTROL else str(Kind(str(word)))
