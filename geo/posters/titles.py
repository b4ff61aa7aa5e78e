"""The titles that posters suggest, made from the data."""

from collections.abc import Mapping, Sequence
from datetime import date

from events.analysis.compare import Transition
from events.control.counts import Lens
from events.control.reading import Reading
from events.model import PartyId, Standing, War, presumed
from geo.language import Language, message
from geo.places.country import Country
from geo.places.lenses import amount
from geo.words.areas import area_name
from geo.words.headlines import capitalised, headed, headline
from geo.words.standings import called as called_on

GAINED = {
    "people": message("{party:hold} districts with {number} more people than on {earlier}"),
    "land": message("{party:hold} {number} km² more than on {earlier}"),
}
"""By lens that does not count districts: what a party gained."""


def day_title(reading: Reading, country: Country, day: date, called: Mapping[Standing, str], language: Language) -> str:
    """Write the headline of a day, about a country or a part of one."""
    capitals = {district.code: district.population for district in country.districts if district.capital}
    names, within = country.names_in(language), country.within_in(language)
    return headline(reading.changed, day, names, within, capitals, called, language, area_name(country, language))


def change_title(
    transitions: Sequence[Transition],
    days: tuple[date, date],
    war: War,
    country: Country,
    lens: Lens,
    language: Language,
) -> str:
    """Name the party that gained most, and how much, in the unit of the lens."""
    of, (earlier, later), where = {t.place: t for t in transitions}, days, area_name(country, language)
    since = language.day(earlier)

    def gain(party: PartyId) -> float:
        return sum(
            weight * ((of[place].after.standing == party) - (of[place].before.standing in (party, presumed(party))))
            for place, weight in lens.weights.items()
        )

    def taken(party: PartyId) -> float:
        return sum(
            lens.weights.get(t.place, 0)
            for t in transitions
            if t.changed and t.after.standing == party and not (t.first_reported or t.retaken)
        )

    # Who only took back what it had lost, or was first reported to hold, is no side that gained, unless none did.
    gained, leader = max(
        ((gain(party.id), party.id) for party in war.parties),
        key=lambda pair: (pair[0] > 0 and taken(pair[1]) > 0, taken(pair[1]), pair[0]),
    )
    if gained <= 0 and where:
        words = "No side gained in {place} after {earlier}, up to {later}"
        return language.say(words, place=where, earlier=since, later=language.day(later))
    if gained <= 0:
        return language.say("No side gained after {earlier}, up to {later}", earlier=since, later=language.day(later))
    values: dict[str, object] = {"party": called_on(war, later, language)[leader], "earlier": since}
    if lens.unit:
        said = language.say(GAINED[lens.id], number=amount(gained, lens, language), **values)
        return capitalised(headed(said, where, language) if where else said)
    said = language.count(
        gained,
        "{party:hold} {number} more district than on {earlier}",
        "{party:hold} {number} more districts than on {earlier}",
        **values,
    )
    return capitalised(headed(said, where, language) if where else said)
