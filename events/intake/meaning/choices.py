"""
What a reader chose for a file: which column is what, and what its words mean. It can be saved, and fits files alike.

A saved mapping is JSON with the header of its file; it is proposed again for a file of the same header.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date

from events.intake.meaning.days import Order
from events.intake.meaning.roles import Role
from events.ledger.locate import fold
from events.model import Kind, Party, PartyId, PlaceId, War


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
    """By a word of the file: one of `Kind`, or `NOT_CONTROL`."""
    sides: Mapping[str, PartyId] = field(default_factory=dict)
    """By a word of the file."""
    places: Mapping[str, PlaceId] = field(default_factory=dict)
    """By a spelling, ``province|district``, both folded."""
    day: date | None = None
    """The day of which a table without one is."""

    def chosen_places(self) -> dict[tuple[str, str], PlaceId]:
        """Return the chosen places by folded province and folded name."""
        pairs = (spelling.partition("|") for spelling in self.places)
        return {(province, name): self.places[f"{province}|{name}"] for province, _, name in pairs}


def spelling_of(province: str, district: str) -> str:
    """Return the key by which a choice of a place is kept."""
    return f"{fold(province)}|{fold(district)}"


def write_choices(choices: Choices) -> str:
    """Write a mapping as JSON."""
    told = {name: value for name, value in asdict(choices).items() if value}
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
        If it is no such file, or names a column, kind, side or district that does not exist.
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
            places={str(spelling): str(place) for spelling, place in told.get("places", {}).items()},
            day=date.fromisoformat(told["day"]) if "day" in told else None,
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


def kinds_of(words: Sequence[str]) -> dict[str, Kind]:
    """Return the kinds that words of a file name as the ledger does."""
    kinds = {fold(kind): kind for kind in Kind}
    return {word: kinds[fold(word)] for word in words if fold(word) in kinds}


def side_names(war: War) -> dict[str, PartyId]:
    """Gather what the parties of a war are called, folded, in every language: its id, its names, its later names."""
    return {fold(name): party.id for party in reversed(war.parties) for name in _names(party) if fold(name)}


def _names(party: Party) -> list[str]:
    names = [party.id, party.name, party.called]
    names += [name for later in party.later for name in (later.name, later.called)]
    forms = [words for named in (party.names, *(later.names for later in party.later)) for words in named.values()]
    return names + [words[form] for words in forms for form in ("name", "called") if form in words]
