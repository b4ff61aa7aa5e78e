"""
The rule of control: from events to who controls each place on each day.

1. A report takes effect on the **latest** day to which it may refer. From its earliest day until then the place is
   *changing*.
2. A report that is **firm**, more than a claim, decides. Captured, surrendered, abandoned, withdrawn, transferred,
   recaptured and held put its party in control; contested makes the place contested. Fighting, a report on part of a
   district and a denial change nothing. Fighting and parts are shown while they last, as *unsettled*.
3. A report that is not firm lays its party's claim on the place, unless that party already holds it. A contested report
   that is not firm has no effect. A newer claim replaces an older one. A claim ends with any firm report on the
   district itself, of that day or later, and with a later wider one only if that changes the standing.
4. The reports of one day are taken in stages: held and contested, then changes of hands, then recaptures. In each stage
   the district's own reports go before those on a group of districts, and these before those on a province or the
   country, then the surest. Equally sure reports that disagree make the place **contested** (for claims: no claim is
   laid). Those that name several sides agree where all have a side in common, that most name first. The order of the
   file never decides. A place that changes hands and is recaptured on one day has changed twice: it is *unsettled* on
   that day, and what it *passed* through is a change like any other.
5. A wider report covers each place in its area. If it changes the standing, that is *inferred*; if it agrees, the
   district's own report stays in force. A later wider report outranks an earlier own one.
6. Before its first firm report a place is **unknown**; or **presumed** to be of the party that the war's keeper names,
   with a source. That is never held, and a report that agrees with it is no change of hands.
7. *As known on* a day, only reports known by then are used: see `known_by`.

`reduce` applies the rule; the rest of this module reads its result.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter

from events.model import CONTESTED, UNKNOWN, Certainty, Event, Kind, PartyId, PlaceId, Report, ReportId, Span, Standing

Spans = Mapping[PlaceId, Sequence[Span]]
"""For each place its spans in order, from `date.min` to `date.max` without a gap."""


TAKINGS = frozenset({Kind.CAPTURED, Kind.SURRENDERED, Kind.ABANDONED, Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.CLAIMED})
RECAPTURES = frozenset({Kind.RECAPTURED})
STAGES = (frozenset({Kind.HELD, Kind.CONTESTED}), TAKINGS, RECAPTURES)
SUREST_FIRST = tuple(Certainty)
BY_LATEST_DAY = attrgetter("latest", "id")
ONE_DAY = timedelta(days=1)


@dataclass(slots=True)
class _State:
    """What is settled about a place while its days are processed."""

    standing: Standing
    passed: Standing | None = None
    inferred: bool = False
    claim: PartyId | None = None
    behind_standing: list[Report] = field(default_factory=list)
    behind_claim: list[Report] = field(default_factory=list)


def known_by(events: Iterable[Event], known: date) -> tuple[Event, ...]:
    """Keep the events whose report was known by a day, including that day."""
    return tuple(event for event in events if event.report.known <= known)


def decide(reports: list[Report]) -> tuple[list[Report], Standing | None]:
    """
    Find which reports of one stage of one day decide it, and their joint verdict (rule 4).

    Returns
    -------
    deciding, verdict
        Empty and `None` if there are no reports.
    """
    if len(reports) < 2:
        return reports, reports[0].says if reports else None
    narrowest = min(report.breadth for report in reports)
    nearest = [report for report in reports if report.breadth == narrowest]
    surest = min(SUREST_FIRST.index(report.certainty) for report in nearest)
    deciding = [report for report in nearest if SUREST_FIRST.index(report.certainty) == surest]
    first_named = [report.says for report in deciding]
    shared = frozenset.intersection(*(report.sides for report in deciding)).intersection(first_named)
    return deciding, max(sorted(shared), key=first_named.count, default=CONTESTED)


def reduce(
    events: Iterable[Event], places: Iterable[PlaceId], unreported: Standing = UNKNOWN
) -> dict[PlaceId, tuple[Span, ...]]:
    """
    Apply the rule.

    Parameters
    ----------
    events
        In any order.
    places
        The places to include; one without an event is unreported throughout.
    unreported
        The standing before the first firm report, as `events.model.War.unreported`.

    Returns
    -------
    spans
        By place. Neighbouring spans differ in more than the reports behind them, but for days that changed twice.
    """
    return {place: _spans(place, reports, unreported) for place, reports in reports_about(events, places).items()}


def reports_about(events: Iterable[Event], places: Iterable[PlaceId]) -> dict[PlaceId, tuple[Report, ...]]:
    """Group reports by the places that they speak for, in the order in which they count; other places are left out."""
    about: dict[PlaceId, list[Report]] = {place: [] for place in places}
    for event in sorted(events, key=lambda event: BY_LATEST_DAY(event.report)):
        for place in event.places:
            if place in about:
                about[place].append(event.report)
    return {place: tuple(reports) for place, reports in about.items()}


def control_on(spans: Spans, day: date) -> dict[PlaceId, Span]:
    """Find the span of each place on a day."""
    return {place: _at(life, day) for place, life in spans.items()}


def unreported_in(spans: Spans) -> Standing:
    """Find the standing that a reading's places have before their first firm report."""
    return next((life[0].standing for life in spans.values()), UNKNOWN)


def each_day(first: date, last: date) -> Iterator[date]:
    """Iterate over the days between two, both included."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _spans(place: PlaceId, reports: Iterable[Report], unreported: Standing) -> tuple[Span, ...]:
    """Build the spans of one place from its reports, in order of their latest days."""
    by_day: dict[date, list[Report]] = defaultdict(list)
    starts: dict[date, list[Report]] = defaultdict(list)
    ends: dict[date, list[Report]] = defaultdict(list)
    for report in reports:
        if report.affects_control:
            by_day[report.latest].append(report)
            if report.kind in RECAPTURES:
                ends.setdefault(report.latest + ONE_DAY, [])  # what a place passed through lasts for its day
        if until := _under_way_until(report):
            starts[report.earliest].append(report)
            ends[until].append(report)

    state, under_way = _State(unreported), dict[ReportId, Report]()
    life, behind = [Span(place, date.min, date.max, unreported)], list[Report]()
    for day in sorted(by_day.keys() | starts.keys() | ends.keys()):
        for report in ends.get(day, ()):
            del under_way[report.id]
        under_way.update((report.id, report) for report in starts.get(day, ()))
        state.passed = None
        fresh = _settle(state, by_day[day]) if day in by_day else []
        passing = [
            report for report in under_way.values() if not report.affects_control or report.says != state.standing
        ]
        span = _span(place, day, state, passing)
        if not span.passed and _alike(span, life[-1]):
            behind += fresh + passing
        else:
            _close(life, day, behind)
            life.append(span)
            behind = state.behind_standing + state.behind_claim + passing + (fresh if span.passed else [])
    _close(life, date.max, behind)
    return tuple(life)


def _under_way_until(report: Report) -> date | None:
    """Find the day on which a report stops being shown as under way, if it ever is (rules 1 and 2)."""
    if not report.affects_control:
        return report.latest + ONE_DAY
    lays_nothing = report.kind == Kind.CONTESTED and not report.firm
    return report.latest if report.earliest < report.latest and not lays_nothing else None


def _settle(state: _State, reports: list[Report]) -> list[Report]:
    """Apply the reports of one place that take effect on one day (rules 2 to 5); return those that had a say."""
    before, changed = state.standing, False
    firm = [report for report in reports if report.firm]
    fresh, taking = list[Report](), list[Report]()
    for stage in STAGES:
        staged = [report for report in firm if report.kind in stage] if firm else firm
        if not staged:
            continue
        deciding, verdict = decide(staged)
        assert verdict is not None, "some report decides"
        own = deciding[0].own
        if verdict != state.standing:
            overturned = taking if state.standing != before else []
            state.passed, changed = state.standing if overturned else None, True
            state.standing, state.inferred, state.behind_standing = verdict, not own, deciding
            fresh = overturned + deciding
        else:
            state.inferred = state.inferred and not own
            state.behind_standing = state.behind_standing + deciding
            fresh = fresh + deciding
        taking = deciding if stage is TAKINGS else []

    own_today = any(report.own for report in firm)
    if own_today or changed:
        state.claim, state.behind_claim = None, []
    if not own_today:
        fresh = fresh + _lay_claims(state, [report for report in reports if not report.firm])
    return fresh


def _lay_claims(state: _State, claims: list[Report]) -> list[Report]:
    """Lay the claims of one day on the standing (rule 3), in the stages of rule 4; return those that were laid."""
    if not claims:
        return []
    latest: PartyId | None = None
    behind: list[Report] = []
    for stage in STAGES:
        # A contested report that is not firm lays nothing, so it does not oppose a claim either.
        deciding, verdict = decide([claim for claim in claims if claim.kind in stage and claim.says != CONTESTED])
        if verdict is not None and verdict != CONTESTED:
            latest, behind = verdict, deciding
    if latest is None or latest == state.standing:
        return []
    state.behind_claim = state.behind_claim + behind if latest == state.claim else behind
    state.claim = latest
    return behind


def _span(place: PlaceId, start: date, state: _State, passing: list[Report]) -> Span:
    """Build the span that holds from a day on, until something changes."""
    return Span(
        place=place,
        start=start,
        end=date.max,
        standing=state.standing,
        inferred=state.inferred,
        claim=state.claim,
        changing=frozenset(report.says for report in passing if report.affects_control),
        unsettled=state.passed is not None or any(not report.affects_control for report in passing),
        passed=state.passed,
    )


def _alike(span: Span, last: Span) -> bool:
    """Return whether two spans differ only in their days and the reports behind them."""
    return (
        span.standing == last.standing
        and span.inferred == last.inferred
        and span.claim == last.claim
        and span.changing == last.changing
        and span.unsettled == last.unsettled
        and span.passed == last.passed
    )


def _close(life: list[Span], end: date, behind: list[Report]) -> None:
    """End the last span on a day, with the reports behind it."""
    ordered = sorted({report.id: report for report in behind}.values(), key=BY_LATEST_DAY) if behind else behind
    last = life[-1]
    life[-1] = Span(  # written out, since `dataclasses.replace` takes longer than all the rest
        last.place,
        last.start,
        end,
        last.standing,
        last.inferred,
        last.claim,
        last.changing,
        last.unsettled,
        tuple(report.id for report in ordered),
        last.passed,
    )


def _at(life: Sequence[Span], day: date) -> Span:
    return life[bisect_right(life, day, key=attrgetter("start")) - 1]
