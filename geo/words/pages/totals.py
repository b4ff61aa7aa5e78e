"""Claimed totals, in sentences and cells: what is claimed, and what the reports add up to."""

from collections.abc import Callable, Iterable, Mapping

from events.analysis.named import Named
from events.analysis.totals import Caveat, ComparedClaim, Incomparable
from events.ledger.totals import Claim, Measure, Precision
from events.model import PlaceId, SourceId, War
from geo.language import ENGLISH, Language
from geo.wording import worded
from geo.words.days import day_words, interval_words

OTHERS, ITSELF = "claimed by third parties", "claimed by the side itself"

INCOMPARABLE = {
    Incomparable.NO_FIRST_DAY: "not comparable: its first day is not given",
    Incomparable.BEFORE_THE_REPORTS: "not comparable: before the reports begin",
    Incomparable.TOWNS: "not comparable: the claim counts towns",
}
CAVEATS = {
    Caveat.DAY_NOT_STATED: "the page does not state the day",
    Caveat.ANY_DAY_OF_THE_MONTH: "it may refer to any day of the month; our range covers them all",
    Caveat.CENTRES: "the claim counts district centres, but we count whole districts",
    Caveat.CENTRES_ALIKE: "the claim counts districts and district centres alike",
    Caveat.PLACES: "the claim counts places, which need not be districts",
    Caveat.CONTESTED_COUNTS: "our figure includes contested districts, whoever is attacking",
    Caveat.INFLUENCE: "the claim includes influence, but our figure does not",
    Caveat.FIGHTING: "the claim includes fighting, but our figure does not",
}

SHARES = {0.333: "a third", 0.5: "half"}
"""The shares that claims express in words, as `claims.csv` writes them."""


def summary(compared: ComparedClaim, war: War, language: Language = ENGLISH) -> str:
    """
    Compare a claim with the reports in a sentence: ``... 144 of 421 districts ...; a third would be 140``.

    Parameters
    ----------
    language
        The language of the days.
    """
    claim, lens, held = compared.claim, compared.lens, compared.held
    if held is None:
        when = "in" if claim.precision == Precision.MONTH else "on"
        return f"{claim.claimant} {when} {_days(claim, language)}: {why_not_words(compared)}."
    said = f"On {day_words(claim.until, year=False, language=language)} our count is {held:,.0f} {_of(compared, war)}"
    said += f" {'held' if claim.since is None else claim.counts} by {_called(claim, war)}"
    said += f" since {day_words(claim.since, year=False, language=language)}" if claim.since else ""
    said += f"{_range(compared)}, {100 * held / sum(lens.weights.values()):.0f}%; "
    if claim.low is None and claim.high is None:
        return said + f"{figure_words(claim)} would be {_ends(compared.low, compared.high, '{:,.0f}'.format)}."
    return said + f"{claim.claimant} says {figure_words(claim)}" + (f" of {claim.total}." if claim.total else ".")


def named_words(named: Named, names: Mapping[PlaceId, str], war: War, language: Language = ENGLISH) -> str:
    """List which districts the reports name, among those that a claim only counts."""
    claim = named.claim
    said = f"{claim.claimant} counts {figure_words(claim)} {counted_words(claim, war, language)}. "
    days = interval_words(named.since, claim.until, language)
    said += f"Reports that may refer to {days} name {len(named.named)}"
    said += f": {_listed(named.named, names)}." if named.named else "."
    if named.before:
        said += f" According to other reports, {_called(claim, war)} already held {_listed(named.before, names)}."
    if named.day_after:
        said += f" Reports dated the following day name {len(named.day_after)} more: {_listed(named.day_after, names)}."
    return said


def figure_words(claim: Claim) -> str:
    """Write how much is claimed in the claim's own terms: ``at least 87``, ``212 to 214``, ``a third``."""
    if claim.low is not None or claim.high is not None:
        return _ends(claim.low, claim.high, "{:,}".format)
    return _ends(claim.share_low, claim.share_high, lambda share: SHARES.get(share) or f"{100 * share:.3g}%")


def counted_words(claim: Claim, war: War, language: Language = ENGLISH) -> str:
    """Describe what a claim counts: ``centres held``, ``districts captured since 1 May``."""
    said = f"{worded(war, claim.unit)} {claim.counts}"
    if claim.measure == Measure.FLOW:
        said += f" since {day_words(claim.since, False, language)}" if claim.since else ", start date not given"
    return said + (f", in {claim.place} alone" if claim.place else "")


def claim_cells(
    compared: ComparedClaim, publishers: Mapping[SourceId, str], war: War, language: Language
) -> dict[str, str]:
    """Write a claim and its comparison: the columns of the table and the lines of the tooltip."""
    claim, held = compared.claim, compared.held
    named = {coalition.id: coalition.name for coalition in war.coalitions}
    named |= {party.id: party.name_on(claim.until) for party in war.parties}
    return {
        "Claimant": claim.claimant,
        "Publisher": publishers[claim.source],
        "Day": _days(claim, language),
        "Side": named[claim.party],
        "Counts": counted_words(claim, war, language),
        "Claimed": figure_words(claim) + (f" of {claim.total}" if claim.total else ", total not given"),
        "Our count": why_not_words(compared) if held is None else f"{held:,.0f}{_range(compared)}",
        "Out of": out_of_words(compared, war),
        "Not known": "" if held is None else f"{len(compared.unknown)} places",
        "Difference": _difference(compared),
        "Caveat": caveat_words(compared, war),
    }


def why_not_words(compared: ComparedClaim) -> str:
    """Say why a claim cannot be compared; nothing where it can."""
    return INCOMPARABLE[compared.why_not] if compared.why_not else ""


def caveat_words(compared: ComparedClaim, war: War) -> str:
    """Say what else a claim counts than the reports do."""
    return "; ".join(worded(war, CAVEATS[caveat]) for caveat in compared.caveats)


def out_of_words(compared: ComparedClaim, war: War) -> str:
    """Say the denominator, and the claim's own where that is another: ``nearest: of 421 districts; the claim ...``."""
    if compared.why_not == Incomparable.TOWNS:
        return ""
    if compared.own_total:
        return _of(compared, war)
    total = compared.claim.total
    own = "names no total" if total is None else f"is out of {total}"
    return f"nearest: {_of(compared, war)}; the claim {own}"


def side_words(claim: Claim) -> str:
    """Say whether the party itself or others make the claim."""
    return ITSELF if claim.side == claim.party else OTHERS


def _called(claim: Claim, war: War) -> str:
    """Name the party or coalition that a claim is about, as it was called on the claim's day."""
    called = {coalition.id: coalition.called for coalition in war.coalitions}
    return (called | {party.id: party.called_on(claim.until) for party in war.parties})[claim.party]


def _of(compared: ComparedClaim, war: War) -> str:
    """Word the denominator: ``of 421 districts``, ``of 28 districts in Badakhshan``."""
    claim, lens = compared.claim, compared.lens
    if claim.area is None:
        return lens.of
    return f"of {sum(lens.weights.values()):,.0f} {lens.unit or worded(war, lens.id)} in {claim.place}"


def _days(claim: Claim, language: Language) -> str:
    if claim.precision == Precision.MONTH:
        return language.month(claim.day)
    return ("about " if claim.precision == Precision.ABOUT else "") + day_words(claim.day, language=language)


def _range(compared: ComparedClaim) -> str:
    if compared.lowest == compared.highest:
        return ""
    return f" ({compared.lowest:,.0f} to {compared.highest:,.0f})"


def _difference(compared: ComparedClaim) -> str:
    if compared.difference is None:
        return ""
    if not compared.difference:
        return "none: both can be true"
    return f"{abs(compared.difference):,.0f} {'more' if compared.difference > 0 else 'fewer'} claimed"


def _ends(low: float | None, high: float | None, words: Callable[[float], str]) -> str:
    """Write a range that may be open at one end; equal ends are one figure."""
    if high is None or low is None:
        return f"at least {words(low)}" if low is not None else f"at most {words(high)}" if high is not None else ""
    return words(low) if low == high else f"{words(low)} to {words(high)}"


def _listed(places: Iterable[PlaceId], names: Mapping[PlaceId, str]) -> str:
    return ", ".join(sorted(names[place] for place in places))
