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

from events.control.stands import CLAIM, STANDING, Stands
from events.model import CONTESTED, UNKNOWN, Certainty, Event, Kind, PartyId, PlaceId, Report, ReportId, Span, Standing

Spans = Mapping[PlaceId, Sequence[Span]]
"""For each place its spans in order, from `date.min` to `date.max` without a gap."""


TAKINGS = frozenset({Kind.CAPTURED, Kind.SURRENDERED, Kind.ABANDONED, Kind.WITHDRAWN, Kind.TRANSFERRED, Kind.CLAIMED})
RECAPTURES = frozenset({Kind.RECAPTURED})
STAGES = (frozenset({Kind.HELD, Kind.CONTESTED}), TAKINGS, RECAPTURES)
SUREST_FIRST = tuple(Certainty)
BY_LATEST_DAY = attrgetter("latest", "id")
ONE_DAY = timedelta(days=1)


_Seen = tuple[Standing, bool, PartyId | None, frozenset[Standing], bool, Standing | None]
"""Of a span, all from its standing to what it passed through."""


@dataclass(slots=True)
class _State:
    """What is settled about a place while its days are processed."""

    standing: Standing
    passed: Standing | None = None
    inferred: bool = False
    claim: PartyId | None = None
    behind: Stands = field(default_factory=Stands)

    def seen(self, passing: Iterable[Report]) -> _Seen:
        """Return what a span says of a place, by the reports that are under way."""
        changing = frozenset(report.says for report in passing if report.affects_control)
        unsettled = self.passed is not None or any(not report.affects_control for report in passing)
        return self.standing, self.inferred, self.claim, changing, unsettled, self.passed


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
    turns = [(date.min, state.seen([]))]
    for day in sorted(by_day.keys() | starts.keys() | ends.keys()):
        for report in ends.get(day, ()):
            del under_way[report.id]
        under_way.update((report.id, report) for report in starts.get(day, ()))
        state.passed = None
        if day in by_day:
            _settle(state, by_day[day], day)
        passing = [
            report for report in under_way.values() if not report.affects_control or report.says != state.standing
        ]
        state.behind.turn_to(passing, day)
        seen = state.seen(passing)
        if state.passed or seen != turns[-1][1]:
            turns.append((day, seen))
    edges, behind = [*(day for day, _ in turns), date.max], state.behind.all()
    return tuple(Span(place, start, end, *seen, behind) for (start, seen), end in zip(turns, edges[1:], strict=True))


def _under_way_until(report: Report) -> date | None:
    """Find the day on which a report stops being shown as under way, if it ever is (rules 1 and 2)."""
    if not report.affects_control:
        return report.latest + ONE_DAY
    lays_nothing = report.kind == Kind.CONTESTED and not report.firm
    return report.latest if report.earliest < report.latest and not lays_nothing else None


def _settle(state: _State, reports: list[Report], day: date) -> None:
    """Apply the reports of one place that take effect on one day (rules 2 to 5)."""
    before, changed = state.standing, False
    firm = [report for report in reports if report.firm]
    taking = list[Report]()
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
            state.standing, state.inferred = verdict, not own
            state.behind.stood(overturned, day, day + ONE_DAY)
            state.behind.end(STANDING, day)
        else:
            state.inferred = state.inferred and not own
        state.behind.begin(STANDING, deciding, day)
        taking = deciding if stage is TAKINGS else []

    own_today = any(report.own for report in firm)
    if own_today or changed:
        state.claim = None
        state.behind.end(CLAIM, day)
    if not own_today:
        _lay_claims(state, [report for report in reports if not report.firm], day)


def _lay_claims(state: _State, claims: list[Report], day: date) -> None:
    """Lay the claims of one day on the standing (rule 3), in the stages of rule 4."""
    latest: PartyId | None = None
    behind: list[Report] = []
    for stage in STAGES:
        # A contested report that is not firm lays nothing, so it does not oppose a claim either.
        deciding, verdict = decide([claim for claim in claims if claim.kind in stage and claim.says != CONTESTED])
        if verdict is not None and verdict != CONTESTED:
            latest, behind = verdict, deciding
    if latest is None or latest == state.standing:
        return
    if latest != state.claim:
        state.behind.end(CLAIM, day)
    state.claim = latest
    state.behind.begin(CLAIM, behind, day)


def _at(life: Sequence[Span], day: date) -> Span:
    return life[bisect_right(life, day, key=attrgetter("start")) - 1]
