"""The titles that posters suggest, made from the data, and what they say of their sources."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from events.analysis.compare import Transition
from events.control.counts import Lens
from events.control.evidence import behind
from events.control.reading import Reading
from events.ledger.folder import Ledger
from events.model import PartyId, Span, Standing, War, presumed
from geo.language import Language, message
from geo.places.country import Country
from geo.places.lenses import amount, denominator
from geo.posters.entries import then_now
from geo.words.areas import area_name, covering
from geo.words.credits import boundary_note, brought
from geo.words.headlines import capitalised, headed, headline
from geo.words.pages.comparison import compare_words, measured_words
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
            if t.changed and t.after.standing == party and t.last is not None and t.last.taken
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


def change_words(
    transitions: Sequence[Transition],
    days: tuple[date, date],
    war: War,
    country: Country,
    lens: Lens,
    language: Language,
    pair: bool = False,
) -> str:
    """Write what changed between two days, in the unit of the lens, on a map or on a pair of them."""
    if lens.unit:
        changed = measured_words(transitions, *days, lens, war, language)
    else:
        changed = compare_words(transitions, *days, war, language)
    return covering(changed, country, language, pair)


def counted_words(earlier: date, later: date, language: Language) -> str:
    """Say that numbers are of two days; a year in common is written once."""
    since = language.day(earlier, year=earlier.year != later.year)
    return language.say("Counts: {days}.", days=then_now(since, language.day(later), language))


def unit_words(lens: Lens, language: Language) -> str:
    """Name what a lens counts, if not districts."""
    return language.say("Counts are {of}.", of=denominator(lens, language)) if lens.unit else ""


def known_words(reading: Reading, language: Language) -> str:
    """Name the day of knowledge; if none is set, all reports are used, and the latest of them became known that day."""
    day = language.day(reading.known_by)
    if reading.known:
        return language.say("as known on {day}", day=day)
    return language.say("all reports (latest: {day})", day=day)


def labels_of(country: Country, language: Language) -> dict[str, str]:
    """Name the provinces, or the districts of a part of the country."""
    return country.names_in(language) if country.area else country.province_names_in(language)


def publishers_behind(reading: Reading, spans: Iterable[Span], day: date) -> tuple[str, ...]:
    """List the publishers of the reports behind spans as they stand on a day, most reports first."""
    publisher = {source.id: source.publisher for source in reading.ledger.sources}
    cited = Counter(publisher[reading.reports[report].source] for report in behind(spans, day, reading.about))
    return tuple(sorted(cited, key=lambda name: (-cited[name], name)))


def borders_words(ledger: Ledger, country: Country, language: Language) -> str:
    """Name the source of the boundaries, what they do not imply, how many districts have none, and what was brought."""
    dots = len(country.names.keys() - set(country.boundaries.index))
    dotted = language.count(
        dots,
        "{number} district has no boundary of its own and is shown as a dot.",
        "{number} districts have no boundary of their own and are shown as dots.",
    )
    said = boundary_note(country, language), dotted if dots > 0 else "", brought(ledger, language)
    return " ".join(filter(None, said))


def credit_words(credit: str | None, language: Language) -> str:
    """Name who made the graphic, by default the atlas."""
    return language.say("Graphic: {credit}", credit="Control Atlas" if credit is None else credit)
