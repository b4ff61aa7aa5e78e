"""
Who owns the data, and on what terms they may be used.

The credit for boundaries and districts is ours to give; the credit for reports is in the ledger's own sidecars.
"""

from functools import cache

from events.ledger.folder import FOLDER, Ledger
from events.ledger.origins import REPORTS, Origin, read_origins
from geo.language import ENGLISH, Language, message

CREDIT = message(
    "Each report names its source. Boundaries: geoBoundaries.org (Runfola et al. 2020), simplified; they do not "
    "imply endorsement. Districts, names and codes: AGCHO, NSIA, IEC and OCHA, by way of Map Sync and Colin Cookman."
)

CREDIT_SHORT = message("Boundaries: geoBoundaries, simplified, no endorsement.")
"""On one line, beside a way to the rest of it."""

UNSTATED = "No terms are stated"


def credit_of(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Credit the data, including what `own_credit` adds."""
    return " ".join(filter(None, [language.say(CREDIT), own_credit(ledger, language)]))


def own_credit(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Name a ledger's maker and terms; empty for the ledger shipped with the atlas, which `CREDIT` covers."""
    if ledger.origins == _shipped():
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
    return next((origin.licence for origin in ledger.origins if origin.file == REPORTS), UNSTATED)


@cache
def _shipped() -> tuple[Origin, ...]:
    return read_origins(FOLDER)
