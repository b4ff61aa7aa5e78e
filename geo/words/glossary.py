"""The terms that a newcomer meets, each explained in one line; `geo.app.foot` and the atlas's legend show them."""

from collections.abc import Mapping

from events.model import CONTESTED, UNKNOWN, War
from geo.language import Language, message

TERMS: Mapping[str, tuple[str, str]] = {
    CONTESTED: (
        message("contested"),
        message("Reports say no side has full control, or equally certain reports from one day disagree."),
    ),
    UNKNOWN: (
        message("not known"),
        message("No firm report so far says who is in control. The map assumes nothing."),
    ),
    "presumed": (
        message("presumed"),
        message(
            "No report mentions it; a general source says who holds it. Faintest on the map, never counted as held."
        ),
    ),
    "report": (
        message("firm report"),
        message(
            "A report by a third party, or one the losing side confirms. Only firm reports change control on the map."
        ),
    ),
    "claim": (
        message("claim"),
        message("Only the side that gains says so. The map adds a pattern; who is shown in control does not change."),
    ),
    "inferred": (
        message("inferred"),
        message("Known only from a report on the whole province or country. The map shows it in a lighter tint."),
    ),
    "specks": (
        message("may already have changed hands"),
        message(
            "The date is uncertain. The change takes effect on the last possible day. Until then the map shows specks."
        ),
    ),
    "unsettled": (
        message("fighting"),
        message("Fighting, or a change in part of the district. Neither changes who is shown in control."),
    ),
    "range": (
        message("range"),
        message("From what a side holds with no rival claim to all that it holds, claims or may already have taken."),
    ),
    "known": (
        message("as known on"),
        message("Uses only the reports known by the evening of that day."),
    ),
    "code": (
        message("P-code"),
        message("The code by which UN agencies identify a province or a district."),
    ),
}
"""By what it is of, as the legend's swatches are named: the term and its line, in the order in which they are read."""


def glossary(language: Language, war: War) -> dict[str, tuple[str, str]]:
    """Explain each term in a language; what is presumed, by its standing, only in a war in which something is."""
    of = {name: name for name in TERMS} | {"presumed": war.unreported}
    listed = {name: words for name, words in TERMS.items() if name != "presumed" or war.presumption}
    return {of[name]: (language.say(term), language.say(line)) for name, (term, line) in listed.items()}
