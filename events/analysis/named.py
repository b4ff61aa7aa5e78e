"""Which districts the reports name of those that a claim only counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.analysis.flows import takes
from events.control.rule import ONE_DAY, Spans, control_on
from events.ledger.locate import ProvinceId
from events.ledger.totals import Claim
from events.model import PlaceId, Report, ReportId


@dataclass(frozen=True, slots=True)
class Named:
    """Which districts the reports name of those that a claim only counts, each with the reports that do."""

    claim: Claim
    since: date
    named: Mapping[PlaceId, tuple[ReportId, ...]]
    """By reports that can mean a day of the claim."""
    before: tuple[PlaceId, ...]
    """Those of them that were the party's already on the eve, by other reports."""
    day_after: Mapping[PlaceId, tuple[ReportId, ...]]
    """Only by reports of the day after: a round-up, or the news of an evening, is often dated so."""


def reconcile(
    claim: Claim, about: Mapping[PlaceId, Sequence[Report]], spans: Spans, province_of: Mapping[PlaceId, ProvinceId]
) -> Named | None:
    """
    Find which districts the reports name of those that a flow only counts.

    A district is named where a firm report of its own says that it passed to the party, on what can be a day of the
    claim. What only a report of the day after names is told apart, and never counted in.

    Parameters
    ----------
    about
        Every report that speaks for each place.

    Returns
    -------
    named
        None for a stock, and for a flow without a first day.
    """
    if claim.since is None:
        return None
    eve, after = claim.since - ONE_DAY, claim.until + ONE_DAY
    within = [place for place, province in province_of.items() if claim.province in (None, province)]
    taken = {place: [report for report in about[place] if takes(report, claim.party)] for place in within}
    named = _naming(taken, claim.since, claim.until)
    later = _naming(taken, after, after)
    held = control_on({place: spans[place] for place in named}, eve)
    return Named(
        claim,
        claim.since,
        named,
        tuple(place for place, span in held.items() if span.standing == claim.party),
        {place: reports for place, reports in later.items() if place not in named},
    )


def _naming(about: Mapping[PlaceId, Sequence[Report]], first: date, last: date) -> dict[PlaceId, tuple[ReportId, ...]]:
    """The reports of each place that can mean a day between two, for the places that have any."""
    named = {
        place: tuple(report.id for report in reports if report.earliest <= last and report.latest >= first)
        for place, reports in about.items()
    }
    return {place: reports for place, reports in named.items() if reports}
