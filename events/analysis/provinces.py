"""
The provinces over time: how much of each is under whom, and when half of it and its capital fell.

A *weight* is what a lens counts: districts, people, km². A province in which a lens counts nothing is listed with a
total of 0 and no shares. The places behind a weight are those of the province under that standing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from events.control.changes import Change
from events.control.counts import Lens
from events.control.rule import BY_LATEST_DAY, Spans, control_on
from events.ledger.locate import ProvinceId
from events.model import PartyId, PlaceId, Report, ReportId, Span, Standing


@dataclass(frozen=True, slots=True)
class Step:
    """How much of a province is under each standing from a day on."""

    day: date
    weights: Mapping[Standing, float]
    """By standing, for those that occur."""
    shares: Mapping[Standing, float]
    """The same as shares from 0 to 1; empty if nothing is counted."""
    inferred: Mapping[Standing, float] = field(default_factory=dict)
    """The part of the weights that is known only from wider reports, for standings with any."""


@dataclass(frozen=True, slots=True)
class ProvinceLife:
    """How a province changed over time, counted by one lens."""

    province: ProvinceId
    total: float
    """All that the lens counts in it."""
    steps: tuple[Step, ...]
    """One for the first day, then one for every day on which the weights, or what is inferred of them, change."""
    last: date
    """The last day of the last step, included."""


@dataclass(frozen=True, slots=True)
class ProvinceDay:
    """A province on one day, counted by one lens."""

    province: ProvinceId
    total: float
    """All that the lens counts in it."""
    weights: Mapping[Standing, float]
    """By standing, for those that occur."""
    claimed: float
    """How much is under a claim, whatever the standing."""
    first: Change | None
    """The first change of standing of any of its places, up to this day."""
    latest: Change | None
    """The latest such change, up to this day."""
    capital_fell: date | None
    """The first day, up to this one, on which the capital's district is under the party asked for, if for hours."""
    reports: tuple[ReportId, ...]
    """All that cover a place in it and take effect by this day, in the order in which they take effect."""


def province_lives(
    spans: Spans, province_of: Mapping[PlaceId, ProvinceId], lens: Lens, first: date, last: date
) -> dict[ProvinceId, ProvinceLife]:
    """
    Follow every province from one day to another, both included.

    Returns
    -------
    lives
        By province, in their order in `province_of`.
    """
    return {
        province: _life(province, {place: spans[place] for place in places}, lens, first, last)
        for province, places in _by_province(province_of).items()
    }


def half_lost(life: ProvinceLife, party: PartyId) -> date | None:
    """
    Find the first day on which a party holds half of a province or more; `None` if it never does.

    If it holds that much from the beginning, the result is the first day covered; the true day may be earlier.
    """
    return next((step.day for step in life.steps if step.shares.get(party, 0) >= 0.5), None)


def provinces_on(
    day: date,
    spans: Spans,
    changed: Iterable[Change],
    about: Mapping[PlaceId, Sequence[Report]],
    province_of: Mapping[PlaceId, ProvinceId],
    capitals: Mapping[ProvinceId, PlaceId],
    lens: Lens,
    party: PartyId,
) -> tuple[ProvinceDay, ...]:
    """
    Summarise every province on a day, and what had happened there by then.

    Parameters
    ----------
    changed
        Changes on any days, in order of day, as `events.control.changes` lists them.
    about
        Every report that covers a place.
    party
        The one to which capitals fall.

    Returns
    -------
    provinces
        In their order in `province_of`.
    """
    control = control_on(spans, day)
    by_then: dict[ProvinceId, list[Change]] = defaultdict(list)
    for change in changed:
        if change.day <= day and not change.claimed:
            by_then[province_of[change.place]].append(change)
    return tuple(
        ProvinceDay(
            province=province,
            total=_total(places, lens),
            weights=_weights((control[place] for place in places), lens),
            claimed=sum(lens.weights.get(place, 0) for place in places if control[place].claim),
            first=next(iter(by_then[province]), None),
            latest=next(reversed(by_then[province]), None),
            capital_fell=_fell(spans[capitals[province]], party, day) if province in capitals else None,
            reports=_reports((report for place in places for report in about.get(place, ())), day),
        )
        for province, places in _by_province(province_of).items()
    )


def order_by_half_lost(
    lives: Mapping[ProvinceId, ProvinceLife], party: PartyId, names: Mapping[ProvinceId, str]
) -> tuple[ProvinceId, ...]:
    """List the provinces in the order in which half of each fell to a party, then by name; the others come last."""
    return tuple(sorted(lives, key=lambda province: (half_lost(lives[province], party) or date.max, names[province])))


def order_by_name(names: Mapping[ProvinceId, str]) -> tuple[ProvinceId, ...]:
    """List the provinces by name."""
    return tuple(sorted(names, key=lambda province: names[province]))


def _life(province: ProvinceId, spans: Spans, lens: Lens, first: date, last: date) -> ProvinceLife:
    total = _total(spans, lens)
    starts = {span.start for life in spans.values() for span in life if first < span.start <= last}
    steps: list[Step] = []
    for day in sorted(starts | {first}):
        control = control_on(spans, day).values()
        weights, inferred = _weights(control, lens), _weights((span for span in control if span.inferred), lens)
        if not steps or (weights, inferred) != (steps[-1].weights, steps[-1].inferred):
            shares = {standing: weight / total for standing, weight in weights.items()} if total else {}
            steps.append(Step(day, weights, shares, inferred))
    return ProvinceLife(province, total, tuple(steps), last)


def _by_province(province_of: Mapping[PlaceId, ProvinceId]) -> dict[ProvinceId, list[PlaceId]]:
    places: dict[ProvinceId, list[PlaceId]] = defaultdict(list)
    for place, province in province_of.items():
        places[province].append(place)
    return dict(places)


def _total(places: Iterable[PlaceId], lens: Lens) -> float:
    return sum(lens.weights.get(place, 0) for place in places)


def _weights(control: Iterable[Span], lens: Lens) -> dict[Standing, float]:
    """Add up how much is under each standing that occurs."""
    weights: dict[Standing, float] = defaultdict(float)
    for span in control:
        if weight := lens.weights.get(span.place):
            weights[span.standing] += weight
    return dict(weights)


def _fell(life: Sequence[Span], party: PartyId, day: date) -> date | None:
    return next((span.start for span in life if span.start <= day and party in (span.standing, span.passed)), None)


def _reports(reports: Iterable[Report], day: date) -> tuple[ReportId, ...]:
    counting = {report.id: report for report in reports if report.latest <= day}
    return tuple(report.id for report in sorted(counting.values(), key=BY_LATEST_DAY))
