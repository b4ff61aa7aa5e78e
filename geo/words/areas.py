"""What is said of a part of the country: a province, or chosen districts."""

from collections.abc import Mapping

from events.control.counts import Count, not_reported
from events.model import CONTESTED, PartyId, Standing, War, is_reported
from geo.language import Language, message, messages
from geo.places.country import Country
from geo.words.headlines import capitalised, number_words

MOST_NAMED = 3
"""Chosen districts are named one by one up to this many."""

COVERS_CHOSEN = message("This map covers {places}."), message("Both maps cover {places}.")
COVERS_PROVINCE = (
    messages(
        "This map covers the {number} district of {province}.", "This map covers the {number} districts of {province}."
    ),
    messages(
        "Both maps cover the {number} district of {province}.", "Both maps cover the {number} districts of {province}."
    ),
)
"""Of one map, and of two."""

OF_PROVINCE = {
    "some": messages(
        "Of the {number} district of {province}, reports put {held} in the hands of {party}.",
        "Of the {number} districts of {province}, reports put {held} in the hands of {party}.",
    ),
    "none": messages(
        "Reports put none of the {number} district of {province} in the hands of {party}.",
        "Reports put none of the {number} districts of {province} in the hands of {party}.",
    ),
    "all": messages(
        "Reports put the {number} district of {province} in the hands of {party}.",
        "Reports put all {number} districts of {province} in the hands of {party}.",
    ),
}
OF_CHOSEN = {
    "some": messages(
        "Of this {number} district, reports put {held} in the hands of {party}.",
        "Of these {number} districts, reports put {held} in the hands of {party}.",
    ),
    "none": messages(
        "Reports put none of this {number} district in the hands of {party}.",
        "Reports put none of these {number} districts in the hands of {party}.",
    ),
    "all": messages(
        "Reports put this {number} district in the hands of {party}.",
        "Reports put all {number} of these districts in the hands of {party}.",
    ),
}


def area_name(country: Country, language: Language, most: int = MOST_NAMED) -> str:
    """Name an area: ``Badakhshan``, ``Shuhada and Yawan``, ``four districts of Badakhshan``; the whole has no name."""
    if not country.area:
        return ""
    if country.area.province:
        return country.province_names_in(language)[country.area.province]
    names, within = country.names_in(language), country.within_in(language)
    if len(names) <= most:
        return language.listed(sorted(names.values(), key=language.order))
    amount = number_words(len(names), language).lower()
    if len(provinces := {*within.values()}) == 1:
        return language.count(
            len(names),
            "{amount} district of {province}",
            "{amount} districts of {province}",
            amount=amount,
            province=provinces.pop(),
        )
    return language.count(len(names), "{amount} selected district", "{amount} selected districts", amount=amount)


def short_name(country: Country, language: Language) -> str:
    """Name an area in few words: its only district, its province, or how many districts of several it is."""
    provinces = {*country.within_in(language).values()}
    if len(country.districts) == 1 or len(provinces) > 1:
        return area_name(country, language, most=1)
    return provinces.pop()


def eyebrow(war: War, country: Country, language: Language) -> str:
    """Write the line above a title: the war, and what part of the country this is."""
    if country.area:
        return language.say("{title} · {place}", title=language.say(war.title), place=short_name(country, language))
    return language.say("{title} · district control", title=language.say(war.title))


def film_title(days: Mapping[str, str], country: Country, language: Language) -> str:
    """Name the days of a film, and what part of the country it shows."""
    if not country.area:
        return language.say("Who controlled which district, {first} to {last}", **days)
    place = capitalised(area_name(country, language))
    return language.say("{place}: who was in control, {first} to {last}", place=place, **days)


def covering(said: str, country: Country, language: Language, pair: bool = False) -> str:
    """Put before a finding what part of the country a map covers, or two: ``the 28 districts of Badakhshan``."""
    if not country.area:
        return said
    name = area_name(country, language)
    if country.area.province:
        covered = language.count(len(country.districts), *COVERS_PROVINCE[pair], province=name)
    else:
        covered = language.say(COVERS_CHOSEN[pair], places=name)
    return f"{covered} {said}"


def finding(
    counts: Mapping[Standing, Count], part: Country, leader: PartyId, called: Mapping[PartyId, str], language: Language
) -> str:
    """Write how many districts of a part a party holds, with its range, and how many are not known."""
    if len(part.districts) == 1:
        return _of_one(next(standing for standing in counts if counts[standing].held), part, called, language)
    held = counts.get(leader, Count())
    unknown = round(not_reported(counts))
    said = [_held(round(held.held), part, called[leader], language)]
    if held.lowest != held.highest:
        lowest, highest = round(held.lowest), round(held.highest)
        words = message("Counting claims and uncertain dates, the number is between {lowest} and {highest}.")
        said.append(language.say(words, lowest=lowest, highest=highest))
    if held.inferred:
        words = message("Province- or country-wide reports alone account for {inferred}.")
        said.append(language.say(words, inferred=round(held.inferred)))
    if unknown:
        said.append(language.say("For {unknown}, no firm report says who is in control.", unknown=unknown))
    return " ".join(said)


def _held(held: int, part: Country, party: str, language: Language) -> str:
    total, words = len(part.districts), OF_PROVINCE if part.area and part.area.province else OF_CHOSEN
    one, many = words["none" if not held else "all" if held == total else "some"]
    return language.count(total, one, many, province=area_name(part, language), held=held, party=party)


def _of_one(standing: Standing, part: Country, called: Mapping[PartyId, str], language: Language) -> str:
    """Write who holds the only district of a part."""
    (district,) = part.names_in(language).values()
    if not is_reported(standing):
        return language.say("No firm report says who is in control of {district}.", district=district)
    if standing == CONTESTED:
        return language.say("Reports describe {district} as contested.", district=district)
    party = called[standing]
    return language.say("Reports put {district} in the hands of {party}.", district=district, party=party)
