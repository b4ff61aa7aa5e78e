"""
A claim in total laid beside what the reports add up to.

Each claim is compared with our own figure of its kind, the difference in units is said, and what cannot be compared is
not.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from events.changes import Change
from events.claims import Claim, Counts, Measure, Precision, Unit
from events.control import ONE_DAY, Count, Lens, Spans, control_on, count_each_day
from events.locate import ProvinceId
from events.model import (
    CONTESTED,
    UNKNOWN,
    Kind,
    PartyId,
    PlaceId,
    Report,
    ReportId,
    Span,
    Standing,
)

CAVEATS: Mapping[str, str] = {
    Precision.ABOUT: "its page does not state the day",
    Precision.MONTH: "it may mean any day of the month, and so does the range here",
    Unit.CENTRES: "the claim counts district centres, the reports here whole districts",
    Unit.BOTH: "the claim counts districts and their centres alike",
    Unit.PLACES: "the claim counts places, which need not be districts",
    Counts.HELD_OR_CONTESTED: "what is contested counts, whoever attacks",
    Counts.HELD_OR_INFLUENCED: "the claim counts influence too, the figure here does not",
    Counts.CAPTURED_OR_FOUGHT_OVER: "the claim counts fighting too, the figure here does not",
}
TAKEN = frozenset({Kind.CAPTURED, Kind.SURRENDERED, Kind.ABANDONED, Kind.WITHDRAWN, Kind.RECAPTURED})


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A claim beside what the reports add up to, in the unit of a lens, and the places and reports behind that."""

    claim: Claim
    lens: Lens
    """The nearest to the claim's own way of counting, within its province."""
    of: str
    """The denominator in words, and the claim's own where that is another."""
    low: float | None
    """The claim's figure; none where it has no lower end."""
    high: float | None
    why_not: str = ""
    """Why it cannot be compared; empty where it can, and then all below is told."""
    caveat: str = ""
    """What else it counts than the reports do."""
    places: tuple[PlaceId, ...] = ()
    """Held on the last day the claim can mean, or taken by then."""
    sure: tuple[PlaceId, ...] = ()
    """Those of them beyond doubt: never under a rival claim, or surely taken in the days the claim means."""
    possible: tuple[PlaceId, ...] = ()
    """Those, and what was only claimed, may already have changed, or of a flow is only told as held."""
    contested: tuple[PlaceId, ...] = ()
    unknown: tuple[PlaceId, ...] = ()
    """Of which no firm report says by then who holds them."""
    reports: tuple[ReportId, ...] = ()
    """Those behind `places`."""

    @property
    def held(self) -> float | None:
        return None if self.why_not else _sum(self.lens, self.places)

    @property
    def lowest(self) -> float | None:
        return None if self.why_not else _sum(self.lens, self.sure)

    @property
    def highest(self) -> float | None:
        return None if self.why_not else _sum(self.lens, self.possible)

    @property
    def difference(self) -> float | None:
        """How much more is claimed than the reports add up to, between the nearest ends; 0 where the ranges touch."""
        if self.lowest is None or self.highest is None:
            return None
        if self.low is not None and self.low > self.highest:
            return self.low - self.highest
        if self.high is not None and self.high < self.lowest:
            return self.high - self.lowest
        return 0


@dataclass(frozen=True, slots=True)
class Step:
    """What the reports add up to from a day on."""

    day: date
    held: float
    lowest: float
    highest: float


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


def reckon(
    claim: Claim,
    spans: Spans,
    changed: Iterable[Change],
    lenses: Mapping[str, Lens],
    province_of: Mapping[PlaceId, ProvinceId],
    first: date,
) -> Reckoned:
    """
    Lay a claim beside what the reports add up to.

    Our figure is that of the last day the claim can mean; its band runs over all of them. Of a stock it is what the
    party holds; of a flow the places that passed to it by firm reports, each once. A place of which nothing was known
    and of which a report only says who holds it is no capture, but may be one. Recaptured counts what passed from
    another party, or what a report calls so.

    Parameters
    ----------
    changed
        As `events.changes.changes` lists it for the spans.
    lenses
        By id, with ``districts``, ``boundaries`` and ``land``.
    first
        The first day any report can mean: nothing before it is compared.
    """
    lens, of = _nearest_lens(claim, lenses, province_of)
    low, high = _figure(claim, lens)
    beside = Reckoned(claim, lens, of, low, high)
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


def band(spans: Spans, party: PartyId, lens: Lens, first: date, last: date) -> tuple[Step, ...]:
    """Follow what a party holds between two days, both included: a step for the first, and for each that differs."""
    counts = (counted.get(party, Count()) for counted in count_each_day(spans, first, last, lens))
    return _steps(
        Step(first + number * ONE_DAY, count.held, count.lowest, count.highest) for number, count in enumerate(counts)
    )


def flow_band(
    spans: Spans, changed: Iterable[Change], party: PartyId, lens: Lens, since: date, last: date
) -> tuple[Step, ...]:
    """Follow what a party has captured since a day, as `reckon` counts a flow, until another, both included."""
    flow = _flow(spans, changed, party, Counts.CAPTURED, since, lens.weights)
    ends = sorted({since, *(day for part in (flow.taken, flow.sure, flow.possible) for day in part.values())})
    return _steps(
        Step(
            day,
            _sum(lens, _by(flow.taken, day)),
            _sum(lens, _by(flow.sure, day)),
            _sum(lens, _by(flow.possible, day)),
        )
        for day in ends
        if day <= last
    )


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
    taken = {place: [report for report in about[place] if _takes(report, claim.party)] for place in within}
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


@dataclass(slots=True)
class _Flow:
    """The first day on which each place is taken, surely taken, or possibly."""

    taken: dict[PlaceId, date]
    sure: dict[PlaceId, date]
    possible: dict[PlaceId, date]
    leads: dict[PlaceId, ReportId]


def _nearest_lens(
    claim: Claim, lenses: Mapping[str, Lens], province_of: Mapping[PlaceId, ProvinceId]
) -> tuple[Lens, str]:
    """The lens that counts as the claim does, within its province, and the denominators in words."""
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
    """What of a claim may count otherwise than the reports do; a flow over a month means all its days."""
    whole_month = claim.measure == Measure.FLOW and claim.precision == Precision.MONTH
    return (claim.unit, claim.counts) if whole_month else (claim.unit, claim.counts, claim.precision)


def _within(lens: Lens, claim: Claim, province_of: Mapping[PlaceId, ProvinceId]) -> Lens:
    if claim.province is None:
        return lens
    weights = {place: weight for place, weight in lens.weights.items() if province_of[place] == claim.province}
    return replace(lens, weights=weights, of=f"of {sum(weights.values()):,.0f} {lens.unit or lens.id} in {claim.place}")


def _figure(claim: Claim, lens: Lens) -> tuple[float | None, float | None]:
    """What a claim comes to in the unit of its lens: its number, or its share of its own total, else of the lens's."""
    if claim.low is not None or claim.high is not None:
        return claim.low, claim.high
    whole = claim.total or sum(lens.weights.values())
    low, high = (None if share is None else round(share * whole) for share in (claim.share_low, claim.share_high))
    return low, high


def _with_stock(beside: Reckoned, spans: Spans) -> Reckoned:
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


def _with_flow(beside: Reckoned, spans: Spans, changed: Iterable[Change], since: date) -> Reckoned:
    claim = beside.claim
    flow = _flow(spans, changed, claim.party, claim.counts, since, beside.lens.weights)
    places = _by(flow.taken, claim.until)
    return replace(
        beside,
        places=places,
        sure=_by(flow.sure, claim.until),
        possible=_by(flow.possible, claim.until),
        reports=tuple(dict.fromkeys(flow.leads[place] for place in places)),
    )


def _flow(
    spans: Spans, changed: Iterable[Change], party: PartyId, counts: Counts, since: date, places: Collection[PlaceId]
) -> _Flow:
    """What passes to a party from a day on, each place once."""
    flow = _Flow({}, {}, {}, {})
    for change in changed:
        if change.after != party or change.day < since or change.place not in places:
            continue
        passes = _passes(change, counts)
        if passes and not change.claimed:
            flow.taken.setdefault(change.place, change.day)
            flow.leads.setdefault(change.place, change.lead.id)
            if change.lead.earliest >= since:
                flow.sure.setdefault(change.place, change.day)
        if passes or counts != Counts.RECAPTURED:
            flow.possible.setdefault(change.place, change.day)
    for place in places:
        for span in spans[place]:
            from_another = counts != Counts.RECAPTURED or span.standing not in (CONTESTED, UNKNOWN)
            if party in span.changing and span.end > since and from_another:
                day = max(span.start, since)
                flow.possible[place] = min(day, flow.possible.get(place, day))
    return flow


def _passes(change: Change, counts: Counts) -> bool:
    """Whether a change is a taking of the kind that is counted, and not only news of who holds."""
    if counts == Counts.RECAPTURED:
        return change.lead.kind == Kind.RECAPTURED or change.before not in (CONTESTED, UNKNOWN)
    return change.before != UNKNOWN or change.lead.kind in TAKEN


def _takes(report: Report, party: PartyId) -> bool:
    return report.own and report.firm and report.bears and report.party == party and report.kind in TAKEN


def _naming(about: Mapping[PlaceId, Sequence[Report]], first: date, last: date) -> dict[PlaceId, tuple[ReportId, ...]]:
    """The reports of each place that can mean a day between two, for the places that have any."""
    named = {
        place: tuple(report.id for report in reports if report.earliest <= last and report.latest >= first)
        for place, reports in about.items()
    }
    return {place: reports for place, reports in named.items() if reports}


def _by(days: Mapping[PlaceId, date], last: date) -> tuple[PlaceId, ...]:
    return tuple(sorted(place for place, day in days.items() if day <= last))


def _steps(each: Iterable[Step]) -> tuple[Step, ...]:
    """The first of the steps, and those that differ from the one before in more than the day."""
    steps = list(each)
    return tuple(steps[:1] + [step for last, step in pairwise(steps) if replace(step, day=last.day) != last])


def _sum(lens: Lens, places: Iterable[PlaceId]) -> float:
    return sum(lens.weights[place] for place in places)
