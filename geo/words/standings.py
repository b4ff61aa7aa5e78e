"""The names of standings, in the order in which they are listed."""

from events.model import CONTESTED, UNKNOWN, PartyId, Standing, War
from geo.language import ENGLISH, Language, Name, message

KEY = (
    ("inferred", message("inferred from a province- or country-wide report")),
    ("specks", message("may already have changed hands")),
    ("unsettled", message("fighting")),
)
"""What is drawn beside the standings: its swatch, see `style_sheet`, and the words."""

NAMES: dict[Standing, str] = {CONTESTED: message("Contested"), UNKNOWN: message("Not known")}


def standings(war: War) -> list[Standing]:
    """List what a place can be, in the order in which it is listed and stacked."""
    return [*(party.id for party in war.parties), CONTESTED, UNKNOWN]


def names(war: War, language: Language = ENGLISH) -> dict[Standing, str]:
    """Name what a place can be."""
    named = {party.id: party.name for party in war.parties} | NAMES
    return {standing: language.say(name) for standing, name in named.items()}


def called(war: War, language: Language = ENGLISH) -> dict[PartyId, Name]:
    """Name each party as it stands in a sentence."""
    return {party.id: language.name(party.called) for party in war.parties}
