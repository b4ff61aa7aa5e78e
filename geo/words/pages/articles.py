"""What the page Add says of an article and its drafts."""

from collections.abc import Mapping
from datetime import date

from events.articles.accept import is_placed
from events.articles.datelines import DayFrom
from events.articles.drafts import Draft, DraftKind, Reading, TotalClaim
from events.ledger.totals import Measure
from events.model import Certainty, PartyId, War
from geo.wording import worded
from geo.words.days import day_words, interval_words
from geo.words.pages.intake import counted

KINDS: Mapping[DraftKind, str] = {
    DraftKind.CAPTURED: "the side took it",
    DraftKind.RECAPTURED: "the side took it back",
    DraftKind.SURRENDERED: "it surrendered to the side",
    DraftKind.ABANDONED: "others abandoned it, and the side took it",
    DraftKind.WITHDRAWN: "others withdrew, and the side took it",
    DraftKind.CONTESTED: "the side is attacking; nobody is in control",
    DraftKind.HELD: "the side holds it",
    DraftKind.BESIEGED: "the side besieges it (shown beside the map)",
    DraftKind.FLED: "people fled to or from it (shown beside the map)",
}
"""What each kind says of the side that gains, as a choice under Edit."""
BY_SIDE: Mapping[DraftKind, tuple[str, str]] = {
    DraftKind.CAPTURED: ("{side} captured {place}", "{place} captured"),
    DraftKind.RECAPTURED: ("{side} retook {place}", "{place} retaken"),
    DraftKind.SURRENDERED: ("{place} surrendered to {side}", "{place} surrendered"),
    DraftKind.ABANDONED: ("{side} took {place} after {it} abandoned", "{place} abandoned"),
    DraftKind.WITHDRAWN: ("{side} took {place} after a withdrawal", "{place} left in a withdrawal"),
    DraftKind.CONTESTED: ("{place} contested; {side} {are} attacking", "{place} contested"),
    DraftKind.HELD: ("{side} {hold} {place}", "{place} held"),
    DraftKind.BESIEGED: ("{side} {are} besieging {place}", "{place} besieged"),
    DraftKind.FLED: ("People fled to or from {place}", "People fled to or from {place}"),
}
"""The sentence of each kind, with who gains and where the text does not tell."""
SURE: Mapping[Certainty, str] = {
    Certainty.CONFIRMED: "confirmed by the side that loses",
    Certainty.REPORTED: "reported by third parties",
    Certainty.CLAIMED: "claimed only by the side that gains",
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
    "a question": "it is a question",
    "no place": "no place is named",
    "not a place": "it is not about a place changing hands",
    "only a part": "it is about a part of a place only",
    "no side": "it does not say who",
    "a person": "a person, not a place",
    "abroad": "a place in another country",
    "too long": "it is too long to be a sentence",
}
"""Why something was read and not used."""
SHARES = {25.0: "a quarter", 33.3: "a third", 50.0: "half", 66.7: "two thirds", 75.0: "three quarters"}
"""The shares that an article says in words."""
NO_DRAFTS = "The article reports no place changing hands."
POINT_OUT = "Click what is grey in the text to see why it was not used."
STATED: Mapping[DayFrom, str] = {
    DayFrom.HEAD: "The day is the one at the head of the text: check it.",
    DayFrom.FILE: "The day is the one its file states: check it.",
    DayFrom.MADE: "The day is the one on which the file was made, because the text states none at its head: check it.",
}
"""Where the proposed day of publication is from."""
NO_TOTAL = "The text does not say which side: it cannot be accepted."
WHICH_PLACE = "Which place does it mean?"


def reading_words(reading: Reading) -> str:
    """Count what was read in an article; nothing is counted that it has none of."""
    made = amount_words(len(reading.drafts), len(reading.claims))
    said = f"{made}." if made else "No drafts."
    if number := len(reading.unused):
        what = "1 passage, in grey, was" if number == 1 else f"{number:,} passages, in grey, were"
        said += f" {what} read and not used."
    return said


def amount_words(drafts: int, totals: int) -> str:
    """
    Count drafts and totals, leaving out of which there are none.

    >>> amount_words(2, 1), amount_words(0, 3)
    ('2 drafts and 1 total', '3 totals')
    """
    return " and ".join(counted(number, what) for number, what in ((drafts, "draft"), (totals, "total")) if number)


def draft_words(draft: Draft, place: str, war: War) -> str:
    """
    Say what a draft says, in a few words.

    Parameters
    ----------
    place
        The place with its province, as the page prints it.
    """
    if draft.count is not None:
        unit = "{number} district in {place}" if draft.count == 1 else "{number} districts in {place}"
        place = worded(war, unit, number=f"{draft.qualifier} {draft.count:,}".strip(), place=place)
    with_side, without = BY_SIDE[draft.kind]
    said = (with_side if draft.actor else without).format(
        place=place, it="it was" if draft.count in (None, 1) else "they were", **_verbs(war, draft.actor, draft.latest)
    )
    return said[:1].upper() + said[1:]


def details_words(draft: Draft, war: War) -> str:
    """Say when, how sure, and who says so or denies it."""
    parts = [days_words(draft.earliest, draft.latest)]
    if not draft.is_dated:
        parts[0] += " (day of publication; the text gives none)"
    parts.append(SURE[draft.certainty])
    if draft.manner:
        parts.append(draft.manner)
    if draft.said_by:
        parts.append(f"according to {draft.said_by}")
    if draft.denied_by:
        parts.append(f"denied by {_verbs(war, draft.denied_by, draft.latest)['side']}")
    return " · ".join(parts)


def total_details_words(claim: TotalClaim) -> str:
    """Say of which day a total is, or of which days, and who says so."""
    parts = [days_words(claim.since or claim.day, claim.day)]
    if claim.said_by:
        parts.append(f"according to {claim.said_by}")
    return " · ".join(parts)


def figures_words(claim: TotalClaim) -> str:
    """Say why the figures of a total cannot be; empty if they can."""
    if claim.numerator is None and claim.percent is None:
        return "A total needs its number or its share."
    if claim.numerator and claim.denominator and claim.numerator > claim.denominator:
        return f"{claim.numerator:,} is more than {claim.denominator:,}, of which it is a part."
    return ""


def open_words(draft: Draft, war: War) -> str:
    """Say why a draft cannot be accepted as it is; empty if it can."""
    if draft.latest < war.first_day or draft.earliest > war.last_day:
        return f"Its days are outside those of this war, {days_words(war.first_day, war.last_day)}: choose others."
    if is_placed(draft):
        return ""
    if not draft.code:
        return WHICH_PLACE if draft.may_be else f"{WHICH_PLACE} Choose it under Edit."
    return "Who gains? The text does not say: choose a side under Edit."


def days_words(earliest: date, latest: date) -> str:
    """
    Say which days something may mean, with the year.

    >>> days_words(date(2021, 7, 3), date(2021, 7, 4)), days_words(date(2021, 12, 31), date(2022, 1, 1))
    ('3–4 July 2021', '31 December 2021 – 1 January 2022')
    """
    if earliest == latest:
        return day_words(latest)
    if earliest.year == latest.year:
        return f"{interval_words(earliest, latest)} {latest.year}"
    return f"{day_words(earliest)} – {day_words(latest)}"


def claim_words(claim: TotalClaim, area: str, war: War) -> str:
    """
    Say what a total says.

    Parameters
    ----------
    area
        The province that it is of, as the page prints it; empty for the country.
    """
    verbs = _verbs(war, claim.actor, claim.day)
    verb = verbs["hold"] if claim.measure == Measure.STOCK else "took"
    said = f"{verbs['side']} {verb} {claim.qualifier} ".replace("  ", " ") + _amount_words(claim, area, war)
    return said[:1].upper() + said[1:]


def _amount_words(claim: TotalClaim, area: str, war: War) -> str:
    """Say how much a total says: ``a third of the 421 districts``, ``60% of Rakhine``, ``12 districts in Takhar``."""
    within = " in {area}" if area else ""
    values = {"area": area, "all": f"{claim.denominator or 0:,}", "number": f"{claim.numerator or 0:,}"}
    if claim.percent is not None:
        share = SHARES.get(round(claim.percent, 1)) or f"{claim.percent:g}%"
        if claim.denominator:
            return worded(war, f"{share} of the {{all}} districts{within}", **values)
        return f"{share} of {area or 'the country'}"
    unit = worded(war, claim.unit)
    if claim.denominator:
        return f"{{number}} of the {{all}} {unit}{within}".format(**values)
    one = worded(war, "{number} district", number=1)
    number = one if (claim.numerator, claim.unit) == (1, "districts") else f"{values['number']} {unit}"
    return number + within.format(**values)


def _verbs(war: War, side: PartyId, day: date) -> dict[str, str]:
    """Return what a side is called within a sentence on a day, and the verbs that agree with its number."""
    party = next((party for party in war.parties if party.id == side), None)
    if party is None:
        return {"side": "a side", "are": "is", "hold": "holds"}
    one = party.singular_on(day)
    return {"side": party.called_on(day), "are": "is" if one else "are", "hold": "holds" if one else "hold"}
