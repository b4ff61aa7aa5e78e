"""
Claimed totals compared with what the reports add up to.

Each claim is compared with our own figure of its kind, and the difference is given in its unit. Claims of several sides
over the same places each stand beside the same figure. Claims that cannot be compared, such as those that count towns,
are left out, with the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from events.analysis.flows import by_day, flow_of, sum_over
from events.control.changes import Change
from events.control.counts import Lens
from events.control.rule import Spans, control_on
from events.ledger.totals import Claim, Counts, Measure, Precision, Unit
from events.model import CONTESTED, PartyId, PlaceId, ReportId, Span, Standing, is_reported


class Incomparable(StrEnum):
    """Why a claim cannot be compared."""

    NO_FIRST_DAY = "no_first_day"
    BEFORE_THE_REPORTS = "before_the_reports"
    TOWNS = "towns"
    """It counts towns, and we count districts."""


class Caveat(StrEnum):
    """What of a claim counts otherwise than the reports do."""

    DAY_NOT_STATED = "day_not_stated"
    ANY_DAY_OF_THE_MONTH = "any_day_of_the_month"
    CENTRES = "centres"
    CENTRES_ALIKE = "centres_alike"
    """It counts districts and district centres alike."""
    PLACES = "places"
    """It counts places, which need not be districts."""
    CONTESTED_COUNTS = "contested_counts"
    """Contested districts count, whoever is attacking."""
    INFLUENCE = "influence"
    """It includes influence, and our figure does not."""
    FIGHTING = "fighting"
    """It includes fighting, and our figure does not."""


CAVEATS: Mapping[str, Caveat] = {
    Precision.ABOUT: Caveat.DAY_NOT_STATED,
    Precision.MONTH: Caveat.ANY_DAY_OF_THE_MONTH,
    Unit.CENTRES: Caveat.CENTRES,
    Unit.BOTH: Caveat.CENTRES_ALIKE,
    Unit.PLACES: Caveat.PLACES,
    Counts.HELD_OR_CONTESTED: Caveat.CONTESTED_COUNTS,
    Counts.HELD_OR_INFLUENCED: Caveat.INFLUENCE,
    Counts.CAPTURED_OR_FOUGHT_OVER: Caveat.FIGHTING,
}


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim beside our count, in the unit of a lens, with the places and reports behind the count."""

    claim: Claim
    lens: Lens
    """The lens closest to the claim's own way of counting; within a province its `of` is empty."""
    own_total: bool
    """Whether what the lens counts is the claim's own total."""
    low: float | None
    """The claim's figure; `None` if it has no lower end."""
    high: float | None
    why_not: Incomparable | None = None
    """Why it cannot be compared; `None` if it can, and only then are the fields below filled in."""
    caveats: tuple[Caveat, ...] = ()
    places: tuple[PlaceId, ...] = ()
    """Held on the last day to which the claim may refer, or taken by then."""
    sure: tuple[PlaceId, ...] = ()
    """Those of `places` beyond doubt: never under a rival claim, or surely taken in the days of the claim."""
    possible: tuple[PlaceId, ...] = ()
    """
    Those of `places`, and those that were only claimed or may already have changed hands. For a flow, also those only
    reported as held.
    """
    contested: tuple[PlaceId, ...] = ()
    unknown: tuple[PlaceId, ...] = ()
    """Places for which no firm report up to then says who is in control."""
    reports: tuple[ReportId, ...] = ()
    """The reports behind `places`."""

    @property
    def held(self) -> float | None:
        """Our count, in the unit of the lens; `None` if the claim cannot be compared."""
        return None if self.why_not else sum_over(self.lens, self.places)

    @property
    def lowest(self) -> float | None:
        """The lowest count that the reports allow, in the unit of the lens; `None` if the claim cannot be compared."""
        return None if self.why_not else sum_over(self.lens, self.sure)

    @property
    def highest(self) -> float | None:
        """The highest count that the reports allow, in the unit of the lens; `None` if the claim cannot be compared."""
        return None if self.why_not else sum_over(self.lens, self.possible)

    @property
    def difference(self) -> float | None:
        """How much more is claimed than the reports add up to, between the nearest ends; 0 if the ranges touch."""
        if self.lowest is None or self.highest is None:
            return None
        if self.low is not None and self.low > self.highest:
            return self.low - self.highest
        if self.high is not None and self.high < self.lowest:
            return self.high - self.lowest
        return 0


def compare_claim(
    claim: Claim, spans: Spans, changed: Iterable[Change], lenses: Mapping[str, Lens], first: date
) -> ComparedClaim:
    """
    Compare a claim with what the reports add up to.

    Our figure is that of the last day to which the claim may refer; its range covers all its days. For a stock, the
    figure is what the party holds. For a flow, it is the places that passed to it according to firm reports, each once.
    If nothing was known of a place and a report says only who holds it, that is not a capture, but may be one.
    Recaptured counts what passed from another party, or what a report calls recaptured. A coalition holds and takes
    what its parties do; what passes between them is neither taken nor in doubt.

    Parameters
    ----------
    changed
        As `events.control.changes.changes` lists it for the spans.
    lenses
        By id, with ``districts``, ``boundaries`` and ``land``.
    first
        The first day to which any report may refer; nothing before it is compared.
    """
    lens, own_total = _nearest_lens(claim, lenses)
    low, high = _figure(claim, lens)
    beside = ComparedClaim(claim, lens, own_total, low, high)
    if claim.unit == Unit.TOWNS:
        return replace(beside, why_not=Incomparable.TOWNS)
    if claim.measure == Measure.FLOW and claim.since is None:
        return replace(beside, why_not=Incomparable.NO_FIRST_DAY)
    if (claim.since or claim.until) < first:
        return replace(beside, why_not=Incomparable.BEFORE_THE_REPORTS)
    on_the_day = control_on({place: spans[place] for place in lens.weights}, claim.until)
    beside = replace(
        beside,
        caveats=tuple(CAVEATS[word] for word in _loose(claim) if word in CAVEATS),
        contested=tuple(place for place, span in on_the_day.items() if span.standing == CONTESTED),
        unknown=tuple(place for place, span in on_the_day.items() if not is_reported(span.standing)),
    )
    if claim.since is not None:
        return _with_flow(beside, spans, changed, claim.since)
    return _with_stock(beside, spans)


def _nearest_lens(claim: Claim, lenses: Mapping[str, Lens]) -> tuple[Lens, bool]:
    """Choose the lens that counts as the claim does, within its area; true if it counts the claim's own total."""
    if claim.unit == Unit.TERRITORY:
        return _within(lenses["land"], claim), True
    districts, boundaries = _within(lenses["districts"], claim), _within(lenses["boundaries"], claim)
    if claim.total == len(districts.weights):
        return districts, True
    if claim.total == len(boundaries.weights):
        return boundaries, True
    return districts, False


def _loose(claim: Claim) -> tuple[str, ...]:
    """List what a claim may count differently from the reports; a flow over a month means all its days."""
    whole_month = claim.measure == Measure.FLOW and claim.precision == Precision.MONTH
    return (claim.unit, claim.counts) if whole_month else (claim.unit, claim.counts, claim.precision)


def _within(lens: Lens, claim: Claim) -> Lens:
    if claim.area is None:
        return lens
    weights = {place: weight for place, weight in lens.weights.items() if place in claim.area}
    return replace(lens, weights=weights, of="")


def _figure(claim: Claim, lens: Lens) -> tuple[float | None, float | None]:
    """Convert a claim to the unit of its lens: its number, or its share of its own total, or else of the lens's."""
    if claim.low is not None or claim.high is not None:
        return claim.low, claim.high
    whole = claim.total or sum(lens.weights.values())
    low, high = (None if share is None else round(share * whole) for share in (claim.share_low, claim.share_high))
    return low, high


def _with_stock(beside: ComparedClaim, spans: Spans) -> ComparedClaim:
    claim = beside.claim
    counting = claim.parties | ({CONTESTED} if claim.counts == Counts.HELD_OR_CONTESTED else frozenset())
    lives = {
        place: [span for span in spans[place] if span.start <= claim.until and span.end > claim.day]
        for place in beside.lens.weights
    }
    last = {place: life[-1] for place, life in lives.items() if life[-1].standing in counting}
    return replace(
        beside,
        places=tuple(last),
        sure=tuple(
            place
            for place, life in lives.items()
            if all(span.standing in counting and span.claim in (None, *claim.parties) for span in life)
        ),
        possible=tuple(
            place for place, life in lives.items() if any(_may_be(span, claim.parties, counting) for span in life)
        ),
        reports=tuple(dict.fromkeys(report for span in last.values() for report in span.events)),
    )


def _may_be(span: Span, parties: frozenset[PartyId], counting: frozenset[Standing]) -> bool:
    return span.standing in counting or span.claim in parties or not counting.isdisjoint(span.changing)


def _with_flow(beside: ComparedClaim, spans: Spans, changed: Iterable[Change], since: date) -> ComparedClaim:
    claim = beside.claim
    flow = flow_of(spans, changed, claim.parties, claim.counts, since, beside.lens.weights)
    places = by_day(flow.taken, claim.until)
    return replace(
        beside,
        places=places,
        sure=by_day(flow.sure, claim.until),
        possible=by_day(flow.possible, claim.until),
        reports=tuple(dict.fromkeys(flow.leads[place] for place in places)),
    )
