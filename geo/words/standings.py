"""The names of standings, in the order in which they are listed."""

from events.model import CONTESTED, UNKNOWN, PartyId, Standing, War
from geo.language import ENGLISH, Language, Name, message

KEY = (
    ("inferred", message("inferred from a province- or country-wide report")),
    ("specks", message("may already have changed hands")),
    ("unsettled", message("fighting")),
)
"""The key beside the standings: the swatch, see `style_sheet`, and the words."""

NAMES: dict[Standing, str] = {CONTESTED: message("Contested"), UNKNOWN: message("Not known")}


def standings(war: War) -> list[Standing]:
    """List the possible standings, in the order in which they are listed and stacked."""
    return [*(party.id for party in war.parties), CONTESTED, UNKNOWN]


def names(war: War, language: Language = ENGLISH) -> dict[Standing, str]:
    """Name each standing."""
    named = {party.id: party.name for party in war.parties} | NAMES
    return {standing: language.say(name) for standing, name in named.items()}


def called(war: War, language: Language = ENGLISH) -> dict[PartyId, Name]:
    """Name each party as it stands in a sentence."""
    return {party.id: language.name(party.called) for party in war.parties}
