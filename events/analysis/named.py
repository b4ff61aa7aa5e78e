"""Which districts the reports name, among those that a claim only counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.analysis.flows import takes
from events.control.rule import ONE_DAY, Spans, control_on
from events.ledger.totals import Claim, Unit
from events.model import PlaceId, Report, ReportId


@dataclass(frozen=True, slots=True)
class Named:
    """The districts that reports name among those that a claim only counts, with the reports naming each."""

    claim: Claim
    since: date
    named: Mapping[PlaceId, tuple[ReportId, ...]]
    """Named by reports that may refer to a day of the claim."""
    before: tuple[PlaceId, ...]
    """Those of `named` that were already the party's on the eve, according to other reports."""
    day_after: Mapping[PlaceId, tuple[ReportId, ...]]
    """Named only by reports of the day after: round-ups and evening news are often dated so."""


def reconcile(claim: Claim, about: Mapping[PlaceId, Sequence[Report]], spans: Spans) -> Named | None:
    """
    Find which districts the reports name, among those that a flow only counts.

    A district is named if a firm report on the district itself says that it passed to the party, on a day that may be
    one of the claim. A district named only by a report of the day after is listed separately and never counted.

    Parameters
    ----------
    about
        Every report that covers each place.

    Returns
    -------
    named
        `None` for a stock, for a flow without a first day, and for one that counts towns.
    """
    if claim.since is None or claim.unit == Unit.TOWNS:
        return None
    eve, after = claim.since - ONE_DAY, claim.until + ONE_DAY
    within = [place for place in spans if claim.area is None or place in claim.area]
    taken = {place: [report for report in about[place] if takes(report, claim.parties)] for place in within}
    named = _naming(taken, claim.since, claim.until)
    later = _naming(taken, after, after)
    held = control_on({place: spans[place] for place in named}, eve)
    return Named(
        claim,
        claim.since,
        named,
        tuple(place for place, span in held.items() if span.standing in claim.parties),
        {place: reports for place, reports in later.items() if place not in named},
    )


def _naming(about: Mapping[PlaceId, Sequence[Report]], first: date, last: date) -> dict[PlaceId, tuple[ReportId, ...]]:
    """List the reports of each place that may refer to a day between two, for the places that have any."""
    named = {
        place: tuple(report.id for report in reports if report.earliest <= last and report.latest >= first)
        for place, reports in about.items()
    }
    return {place: reports for place, reports in named.items() if reports}
