"""
Claimed totals compared with what the reports add up to.

Each claim is compared with our own figure of its kind, and the difference is given in its unit. Claims that cannot be
compared are left out, with the reason.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.analysis.flows import by_day, flow_of, sum_over
from events.control.changes import Change
from events.control.counts import Lens
from events.control.rule import Spans, control_on
from events.ledger.locate import ProvinceId
from events.ledger.totals import Claim, Counts, Measure, Precision, Unit
from events.model import CONTESTED, UNKNOWN, PartyId, PlaceId, ReportId, Span, Standing

CAVEATS: Mapping[str, str] = {
    Precision.ABOUT: "the page does not state the day",
    Precision.MONTH: "it may refer to any day of the month; so does our range",
    Unit.CENTRES: "the claim counts district centres, we count whole districts",
    Unit.BOTH: "the claim counts districts and district centres alike",
    Unit.PLACES: "the claim counts places, which need not be districts",
    Counts.HELD_OR_CONTESTED: "contested districts count, whoever is attacking",
    Counts.HELD_OR_INFLUENCED: "the claim includes influence, our figure does not",
    Counts.CAPTURED_OR_FOUGHT_OVER: "the claim includes fighting, our figure does not",
}


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """A claim beside our count, in the unit of a lens, with the places and reports behind the count."""

    claim: Claim
    lens: Lens
    """The lens closest to the claim's own way of counting, within its province."""
    of: str
    """The denominator in words, and the claim's own if it differs."""
    low: float | None
    """The claim's figure; `None` if it has no lower end."""
    high: float | None
    why_not: str = ""
    """Why it cannot be compared. Empty if it can; only then are the fields below filled in."""
    caveat: str = ""
    """What it counts that the reports do not."""
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
    claim: Claim,
    spans: Spans,
    changed: Iterable[Change],
    lenses: Mapping[str, Lens],
    province_of: Mapping[PlaceId, ProvinceId],
    first: date,
) -> ComparedClaim:
    """
    Compare a claim with what the reports add up to.

    Our figure is that of the last day to which the claim may refer; its range covers all its days. For a stock, the
    figure is what the party holds. For a flow, it is the places that passed to it according to firm reports, each once.
    If nothing was known of a place and a report says only who holds it, that is not a capture, but may be one.
    Recaptured counts what passed from another party, or what a report calls recaptured.

    Parameters
    ----------
    changed
        As `events.control.changes.changes` lists it for the spans.
    lenses
        By id, with ``districts``, ``boundaries`` and ``land``.
    first
        The first day to which any report may refer; nothing before it is compared.
    """
    lens, of = _nearest_lens(claim, lenses, province_of)
    low, high = _figure(claim, lens)
    beside = ComparedClaim(claim, lens, of, low, high)
    if claim.measure == Measure.FLOW and claim.since is None:
        return replace(beside, why_not="not comparable: no first day")
    if (claim.since or claim.until) < first:
        return replace(beside, why_not="not comparable: before the reports begin")
    on_the_day = control_on({place: spans[place] for place in lens.weights}, claim.until)
    beside = replace(
        beside,
        caveat="; ".join(CAVEATS[word] for word in _loose(claim) if word in CAVEATS),
        contested=tuple(place for place, span in on_the_day.items() if span.standing == CONTESTED),
        unknown=tuple(place for place, span in on_the_day.items() if span.standing == UNKNOWN),
    )
    if claim.since is not None:
        return _with_flow(beside, spans, changed, claim.since)
    return _with_stock(beside, spans)


def _nearest_lens(
    claim: Claim, lenses: Mapping[str, Lens], province_of: Mapping[PlaceId, ProvinceId]
) -> tuple[Lens, str]:
    """Choose the lens that counts as the claim does, within its province, and put the denominators into words."""
    if claim.unit == Unit.TERRITORY:
        land = _within(lenses["land"], claim, province_of)
        return land, land.of
    districts = _within(lenses["districts"], claim, province_of)
    boundaries = _within(lenses["boundaries"], claim, province_of)
    if claim.total == len(districts.weights):
        return districts, districts.of
    if claim.total == len(boundaries.weights):
        return boundaries, boundaries.of
    own = "names no total" if claim.total is None else f"counts of {claim.total}"
    return districts, f"nearest: {districts.of}; the claim {own}"


def _loose(claim: Claim) -> tuple[str, ...]:
    """List what a claim may count differently from the reports; a flow over a month means all its days."""
    whole_month = claim.measure == Measure.FLOW and claim.precision == Precision.MONTH
    return (claim.unit, claim.counts) if whole_month else (claim.unit, claim.counts, claim.precision)


def _within(lens: Lens, claim: Claim, province_of: Mapping[PlaceId, ProvinceId]) -> Lens:
    if claim.province is None:
        return lens
    weights = {place: weight for place, weight in lens.weights.items() if province_of[place] == claim.province}
    return replace(lens, weights=weights, of=f"of {sum(weights.values()):,.0f} {lens.unit or lens.id} in {claim.place}")


def _figure(claim: Claim, lens: Lens) -> tuple[float | None, float | None]:
    """Convert a claim to the unit of its lens: its number, or its share of its own total, or else of the lens's."""
    if claim.low is not None or claim.high is not None:
        return claim.low, claim.high
    whole = claim.total or sum(lens.weights.values())
    low, high = (None if share is None else round(share * whole) for share in (claim.share_low, claim.share_high))
    return low, high


def _with_stock(beside: ComparedClaim, spans: Spans) -> ComparedClaim:
    claim = beside.claim
    counting = {claim.party, CONTESTED} if claim.counts == Counts.HELD_OR_CONTESTED else {claim.party}
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
            if all(span.standing in counting and span.claim in (None, claim.party) for span in life)
        ),
        possible=tuple(
            place for place, life in lives.items() if any(_may_be(span, claim.party, counting) for span in life)
        ),
        reports=tuple(dict.fromkeys(report for span in last.values() for report in span.events)),
    )


def _may_be(span: Span, party: PartyId, counting: set[Standing]) -> bool:
    return span.standing in counting or span.claim == party or not counting.isdisjoint(span.changing)


def _with_flow(beside: ComparedClaim, spans: Spans, changed: Iterable[Change], since: date) -> ComparedClaim:
    claim = beside.claim
    flow = flow_of(spans, changed, claim.party, claim.counts, since, beside.lens.weights)
    places = by_day(flow.taken, claim.until)
    return replace(
        beside,
        places=places,
        sure=by_day(flow.sure, claim.until),
        possible=by_day(flow.possible, claim.until),
        reports=tuple(dict.fromkeys(flow.leads[place] for place in places)),
    )
