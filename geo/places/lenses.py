"""The ways to count: districts, boundaries, people, land."""

from collections.abc import Iterable
from dataclasses import replace

from events.control.counts import Lens
from events.ledger.folder import FOLDER
from events.ledger.origins import COUNTRY, DISTRICTS, Origin, read_origins
from geo.language import ENGLISH, Language, message
from geo.places.districts import District
from geo.places.lists import load_districts

LENSES = {
    "districts": message("of {total} districts"),
    "boundaries": message("of {total} boundaries"),
    "people": message("of {total} people"),
    "land": message("of {total} km²"),
}
"""By id of a lens: its denominator."""
OF_PEOPLE = message("of {total} people ({note})")
"""The same where the list of districts says what its numbers of people are."""


def load_lenses() -> dict[str, Lens]:
    """Make the four ways to count, as `lenses_of` does."""
    return lenses_of(load_districts(), population_note(read_origins(FOLDER, COUNTRY)))


def population_note(origins: Iterable[Origin]) -> str:
    """Say what the numbers of people are, in the words of the sidecar of the list of districts."""
    return next((origin.population for origin in origins if origin.file == DISTRICTS), "")


def lenses_of(districts: Iterable[District], note: str = "") -> dict[str, Lens]:
    """
    Make the ways to count: districts, boundaries, people if the list has them, and land.

    Parameters
    ----------
    note
        What the numbers of people are, see `population_note`.

    Returns
    -------
    lenses
        By id. Land weighs in km². Boundaries and land count the 398 districts with a polygon, each with its own
        standing.
    """
    counted = [district for district in districts if district.counted]
    drawn = {district.code: district.area_km2 for district in counted if district.area_km2 is not None}
    people = {district.code: district.population for district in counted}
    lenses = (
        Lens("districts", "", dict.fromkeys(people, 1)),
        Lens("boundaries", "", dict.fromkeys(drawn, 1)),
        Lens("people", "", people, "people", note),
        Lens("land", "", drawn, "km²"),
    )
    return {lens.id: replace(lens, of=denominator(lens, ENGLISH)) for lens in lenses if sum(lens.weights.values())}


def denominator(lens: Lens, language: Language) -> str:
    """Name the whole of which a lens counts parts: ``of 421 districts``."""
    total = amount(sum(lens.weights.values()), lens, language)
    if lens.note:
        return language.say(OF_PEOPLE, total=total, note=language.say(lens.note))
    return language.say(LENSES[lens.id], total=total)


def amount(number: float, lens: Lens, language: Language) -> str:
    """Write how much a lens counts: districts exactly, people and land to three figures."""
    return language.about(number) if lens.unit else language.number(round(number))
