"""The ways to count: districts, boundaries, people, land."""

from collections.abc import Iterable
from dataclasses import replace

from events.control.counts import Lens
from geo.language import ENGLISH, Language, message
from geo.places.districts import District
from geo.places.lists import load_districts

LENSES = {
    "districts": message("of {total} districts"),
    "boundaries": message("of {total} boundaries"),
    "people": message("of {total} people (projection for 2019/20, without nomads)"),
    "land": message("of {total} km²"),
}
"""By id of a lens: its denominator."""


def load_lenses() -> dict[str, Lens]:
    """Make the four ways to count, as `lenses_of` does."""
    return lenses_of(load_districts())


def lenses_of(districts: Iterable[District]) -> dict[str, Lens]:
    """
    Make the ways to count: districts, boundaries, people if the list has them, and land.

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
        Lens("people", "", people, "people"),
        Lens("land", "", drawn, "km²"),
    )
    return {lens.id: replace(lens, of=denominator(lens, ENGLISH)) for lens in lenses if sum(lens.weights.values())}


def denominator(lens: Lens, language: Language) -> str:
    """Name the whole of which a lens counts parts: ``of 421 districts``."""
    return language.say(LENSES[lens.id], total=amount(sum(lens.weights.values()), lens, language))


def amount(number: float, lens: Lens, language: Language) -> str:
    """Write how much a lens counts: districts exactly, people and land to three figures."""
    return language.about(number) if lens.unit else language.number(round(number))
