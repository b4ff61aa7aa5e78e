"""Who owns the data, and on what terms they may be used: all of it in the words of the sidecars of a war's files."""

from functools import cache

from events.ledger.folder import WARS, Ledger
from events.ledger.origins import BOUNDARIES, DISTRICTS, FILES, REPORTS, Origin, read_origins, terms_of
from events.ledger.wars import is_war
from geo.language import ENGLISH, Language, message
from geo.places.country import Country
from geo.wording import spoken


def credit_of(ledger: Ledger, country: Country, language: Language | None = None) -> str:
    """Credit the data: boundaries, districts, and what `own_credit` adds."""
    language = language or spoken("en", ledger.war)
    boundaries, districts = _named(country, BOUNDARIES), _named(country, DISTRICTS)
    said = [language.say("Each report names its source.")]
    if boundaries:
        words = message("Boundaries: {credit}, simplified; they do not imply endorsement.")
        said.append(language.say(words, credit=language.apart(boundaries.credit)))
    if districts:
        words = message("Districts, names and codes: {credit}.")
        said.append(language.say(words, credit=language.apart(districts.credit.rstrip("."))))
    return " ".join(filter(None, [*said, own_credit(ledger, language), brought(ledger, language)]))


def brought(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Say how many of a ledger's records a reader brought, which the atlas does not vouch for; empty if none."""
    if not ledger.own:
        return ""
    return language.count(
        len(ledger.own),
        "{number} record was added by the maker of this view and is not in the atlas.",
        "{number} records were added by the maker of this view and are not in the atlas.",
    )


def short_credit(country: Country, language: Language = ENGLISH) -> str:
    """Credit the boundaries on one line, beside a way to the rest of it; empty if no sidecar names their maker."""
    boundaries = _named(country, BOUNDARIES)
    words = message("Boundaries: {credit}, simplified, no endorsement.")
    return language.say(words, credit=language.apart(boundaries.credit_short)) if boundaries else ""


def boundary_note(country: Country, language: Language) -> str:
    """Credit the boundaries as a poster does; empty if no sidecar names their maker."""
    boundaries = _named(country, BOUNDARIES)
    words = message("Boundaries: {credit}, simplified; some are disputed, none implies endorsement.")
    return language.say(words, credit=language.apart(boundaries.credit)) if boundaries else ""


def own_credit(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Name a ledger's maker and terms; empty for those shipped with the atlas, whose reports name their sources."""
    if ledger.origins in _shipped():
        return ""
    made = dict.fromkeys((origin.producer.rstrip(". "), origin.licence.rstrip(". ")) for origin in ledger.origins)
    said = [
        language.say(
            "Reports: {producer}. Terms: {licence}.", producer=language.apart(producer), licence=language.apart(licence)
        )
        for producer, licence in made
    ]
    return " ".join(said) or language.say("No terms are stated for the reports.")


def report_terms(ledger: Ledger) -> str:
    """Return the terms of a ledger's reports, in the words of their sidecar, which are in English."""
    return terms_of(ledger.origins, REPORTS)


def _named(country: Country, file: str) -> Origin | None:
    return next((origin for origin in country.origins if origin.file == file), None)


@cache
def _shipped() -> frozenset[tuple[Origin, ...]]:
    return frozenset(read_origins(folder, FILES) for folder in WARS.iterdir() if is_war(folder))
