"""
Whose the data are, and on what terms they may be used.

The boundaries and districts are ours to credit; what is said of the reports is what the ledger's own sidecars say.
"""

from functools import cache

from events.ledger.folder import FOLDER, Ledger
from events.ledger.origins import REPORTS, Origin, read_origins
from geo.language import ENGLISH, Language, message

CREDIT = message(
    "Each report names its source. Boundaries: geoBoundaries.org (Runfola et al. 2020), simplified; they do not "
    "imply endorsement. Districts, names and codes: AGCHO, NSIA, IEC and OCHA, by way of Map Sync and Colin Cookman."
)

UNSTATED = "No terms are stated"


def credit_of(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Say whose the data are, and what `own_credit` adds to that."""
    return " ".join(filter(None, [language.say(CREDIT), own_credit(ledger, language)]))


def own_credit(ledger: Ledger, language: Language = ENGLISH) -> str:
    """Say who made a ledger and on what terms it may be used; nothing of the one shipped, of which `CREDIT` tells."""
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
    """Tell on what terms the reports of a ledger may be used, in the words of their sidecar, which are in English."""
    return next((origin.licence for origin in ledger.origins if origin.file == REPORTS), UNSTATED)


@cache
def _shipped() -> tuple[Origin, ...]:
    return read_origins(FOLDER)
