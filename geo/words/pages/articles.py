"""What the page Add says of an article and its drafts."""

from collections.abc import Mapping
from datetime import date

from events.articles.drafts import Draft, DraftKind, Reading, TotalClaim
from events.model import Certainty, PartyId
from geo.words.days import day_words
from geo.words.pages.intake import counted

VERBS: Mapping[DraftKind, tuple[str, str]] = {
    DraftKind.CAPTURED: ("captured", "captured"),
    DraftKind.RECAPTURED: ("retook", "retaken"),
    DraftKind.SURRENDERED: ("was surrendered to", "surrendered"),
    DraftKind.ABANDONED: ("was abandoned to", "abandoned"),
    DraftKind.WITHDRAWN: ("was left in a withdrawal to", "left in a withdrawal"),
    DraftKind.CONTESTED: ("is contested, attacked by", "contested"),
    DraftKind.HELD: ("held by", "held"),
    DraftKind.BESIEGED: ("besieged by", "besieged"),
    DraftKind.FLED: ("people fled", "people fled"),
}
NAMED_FIRST = (DraftKind.CAPTURED, DraftKind.RECAPTURED)
"""Kinds of which the sentence begins with who gains."""
SURE = {
    Certainty.CONFIRMED: "confirmed by the side that loses",
    Certainty.REPORTED: "reported",
    Certainty.CLAIMED: "claimed by the side that gains",
}
NOT_USED: Mapping[str, str] = {
    "future": "it may happen, but has not",
    "feared": "it is feared, and has not happened",
    "planned": "it is planned, wanted or ordered, and has not happened",
    "failed": "it was tried, and failed",
    "denied": "it is denied",
    "history": "it happened in another year",
    "compared": "it is only a comparison",
    "a condition": "it depends on a condition",
    "a question": "it is asked, not told",
    "no place": "no place is named",
    "not a place": "it is not about a place changing hands",
    "only a part": "it is about a part of a place only",
    "no side": "it does not say who",
    "a person": "a person, not a place",
    "abroad": "a place in another country",
    "too long": "it is too long to be a sentence",
}
"""Why something was read and not used."""


def reading_words(reading: Reading) -> str:
    """Count what was read in an article."""
    parts = [
        counted(len(reading.drafts), "draft"),
        counted(len(reading.claims), "total"),
        counted(len({place.code or place.surface for place in reading.places}), "place"),
        f"{counted(len(reading.unused), 'passage')} read and not used",
    ]
    return f"{', '.join(parts[:-1])}; {parts[-1]}."


def draft_words(draft: Draft, place: str, called: Mapping[PartyId, str]) -> str:
    """
    Say what a draft says, in a few words.

    Parameters
    ----------
    place
        The place with its province, as the page prints it.
    called
        What the parties are called within a sentence.
    """
    side = called.get(draft.actor, "")
    if draft.count:
        place = f"{draft.qualifier} {draft.count} districts of {place}".strip()
    verb, passive = VERBS[draft.kind]
    if draft.kind == DraftKind.FLED:
        return f"{place}: {verb}"
    if draft.kind in NAMED_FIRST and side:
        return f"{side[0].upper()}{side[1:]} {verb} {place}"
    said = f"{place} {verb} {side}" if side else f"{place} {passive}, it does not say by whom"
    return f"{said[0].upper()}{said[1:]}"


def details_words(draft: Draft) -> str:
    """Say when, how sure, and who says so."""
    parts = [days_words(draft.earliest, draft.latest)]
    if not draft.is_dated:
        parts[0] += " (no day is told: the day of publication)"
    parts.append(SURE[draft.certainty])
    if draft.manner:
        parts.append(draft.manner)
    if draft.said_by:
        parts.append(f"said by: {draft.said_by}")
    return " · ".join(parts)


def days_words(earliest: date, latest: date) -> str:
    """Say which days something may mean."""
    return day_words(earliest) if earliest == latest else f"{day_words(earliest)} to {day_words(latest)}"


def claim_words(claim: TotalClaim, area: str, called: Mapping[PartyId, str]) -> str:
    """
    Say what a total says.

    Parameters
    ----------
    area
        The province that it is of, as the page prints it; empty for the country.
    """
    side = called.get(claim.actor, "somebody")
    verb = "hold" if claim.measure == "stock" else "took"
    if claim.percent is not None:
        of = f" of {claim.denominator} districts" if claim.denominator else " of the country"
        much = f"{claim.percent:g}%{of}"
    else:
        much = f"{claim.numerator} districts" if not claim.denominator else f"{claim.numerator} of {claim.denominator}"
    within = f" in {area}" if area else ""
    return f"{side[0].upper()}{side[1:]} {verb} {claim.qualifier} {much}{within}".replace("  ", " ")
