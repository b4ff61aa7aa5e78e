"""How a party's holdings, or its gains since a day, develop from day to day: one figure and its range."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from events.control.changes import Change
from events.control.counts import Count, Lens, count_each_day
from events.control.rule import ONE_DAY, Spans
from events.ledger.totals import Counts
from events.model import Kind, PartyId, PlaceId, Report, ReportId, is_held, is_reported, presumed

TAKEN = frozenset({Kind.CAPTURED, Kind.SURRENDERED, Kind.ABANDONED, Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.RECAPTURED})


@dataclass(frozen=True, slots=True)
class Step:
    """What the reports add up to from a day on, in the unit of a lens."""

    day: date
    held: float
    lowest: float
    highest: float


def band(spans: Spans, party: PartyId, lens: Lens, first: date, last: date) -> tuple[Step, ...]:
    """Follow what a party holds from the first day to the last, with a step for the first and each that differs."""
    counts = (counted.get(party, Count()) for counted in count_each_day(spans, first, last, lens))
    return _steps(
        Step(first + number * ONE_DAY, count.held, count.lowest, count.highest) for number, count in enumerate(counts)
    )


def flow_band(
    spans: Spans, changed: Iterable[Change], party: PartyId, lens: Lens, since: date, last: date
) -> tuple[Step, ...]:
    """Follow what a party has captured from a day to another, both included, counted as in `compare_claim`."""
    flow = flow_of(spans, changed, frozenset({party}), Counts.CAPTURED, since, lens.weights)
    ends = sorted({since, *(day for part in (flow.taken, flow.sure, flow.possible) for day in part.values())})
    return _steps(
        Step(
            day,
            sum_over(lens, by_day(flow.taken, day)),
            sum_over(lens, by_day(flow.sure, day)),
            sum_over(lens, by_day(flow.possible, day)),
        )
        for day in ends
        if day <= last
    )


@dataclass(slots=True)
class Flow:
    """The first day on which each place is taken, surely taken, or possibly taken."""

    taken: dict[PlaceId, date]
    sure: dict[PlaceId, date]
    possible: dict[PlaceId, date]
    leads: dict[PlaceId, ReportId]


def flow_of(
    spans: Spans,
    changed: Iterable[Change],
    parties: frozenset[PartyId],
    counts: Counts,
    since: date,
    places: Collection[PlaceId],
) -> Flow:
    """Find what passes to a party, or to those of a coalition from others, from a day on, each place once."""
    flow, had = Flow({}, {}, {}, {}), parties | {presumed(party) for party in parties}
    for change in changed:
        gained = change.after in parties and change.before not in (parties if change.claimed else had)
        if not gained or change.day < since or change.place not in places:
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
            from_another = counts != Counts.RECAPTURED or is_held(span.standing)
            new = not parties.isdisjoint(span.changing) and span.standing not in had
            if new and span.end > since and from_another:
                day = max(span.start, since)
                flow.possible[place] = min(day, flow.possible.get(place, day))
    return flow


def _passes(change: Change, counts: Counts) -> bool:
    """Return whether a change is a taking of the kind that is counted, and not only news of who is in control."""
    if counts == Counts.RECAPTURED:
        return change.lead.kind == Kind.RECAPTURED or is_held(change.before)
    return is_reported(change.before) or change.lead.kind in TAKEN


def takes(report: Report, parties: Iterable[PartyId]) -> bool:
    """Return whether a report firmly says that one of some parties took the whole of one district."""
    whole = report.own and report.firm and report.affects_control
    return whole and report.kind in TAKEN and not report.sides.isdisjoint(parties)


def by_day(days: Mapping[PlaceId, date], last: date) -> tuple[PlaceId, ...]:
    """List the places whose day has come by the last day, in order of their ids."""
    return tuple(sorted(place for place, day in days.items() if day <= last))


def _steps(each: Iterable[Step]) -> tuple[Step, ...]:
    """Keep the first step, and those that differ from the one before in more than the day."""
    steps = list(each)
    return tuple(steps[:1] + [step for last, step in pairwise(steps) if replace(step, day=last.day) != last])


def sum_over(lens: Lens, places: Iterable[PlaceId]) -> float:
    """Add up the weights of some places, in the unit of the lens."""
    return sum(lens.weights[place] for place in places)
