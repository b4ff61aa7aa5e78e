"""What changed from one day to the next, and the leading report of each change."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from operator import attrgetter

from events.control.rule import RECAPTURES, SUREST_FIRST, Spans
from events.model import Kind, PlaceId, Report, ReportId, Span, Standing, is_reported, presumed


@dataclass(frozen=True, slots=True)
class Change:
    """A place passing from one standing to another, or a new claim on it."""

    day: date
    place: PlaceId
    before: Standing
    after: Standing
    claimed: bool
    """Whether it is only a claim; if so, `after` is the party that claims."""
    lead: Report
    """The most specific and surest report of the change."""
    inferred: bool

    @property
    def as_presumed(self) -> bool:
        """Whether the first firm report says what was presumed: the party gains nothing by it."""
        return not self.claimed and self.before == presumed(self.after)

    @property
    def only_held(self) -> bool:
        """Whether the first firm report says no more than who holds the place: nobody says that it changed hands."""
        return not is_reported(self.before) and (self.lead.kind == Kind.HELD or self.as_presumed)

    @property
    def retaken(self) -> bool:
        """Whether the party took the place back."""
        return not self.claimed and self.lead.kind in RECAPTURES

    @property
    def taken(self) -> bool:
        """Whether the party took the place: more than a claim, and neither only held nor taken back."""
        return not (self.claimed or self.only_held or self.retaken)


def changes(spans: Spans, reports: Mapping[ReportId, Report]) -> tuple[Change, ...]:
    """
    List every change of standing and every new claim; a place taken and retaken on one day changes twice.

    Returns
    -------
    changes
        By day, then by place, then in the order in which they took effect.
    """
    found = [
        change
        for place, life in spans.items()
        for begun in (_begun(life[0].behind, reports),)
        for before, after in pairwise(life)
        for change in _between(place, before, after, begun[after.start])
    ]
    return tuple(sorted(found, key=lambda change: (change.day, change.place, change.claimed)))


def latest_change(changed: Sequence[Change], place: PlaceId) -> date | None:
    """Find the day of the latest change of standing of a place, or of a claim on it; `None` if there is none."""
    return next((change.day for change in reversed(changed) if change.place == place), None)


def changes_between(changed: Sequence[Change], first: date, last: date) -> Sequence[Change]:
    """List the changes of the days between two, both included, from changes in order of day."""
    start = bisect_left(changed, first, key=attrgetter("day"))
    return changed[start : bisect_right(changed, last, lo=start, key=attrgetter("day"))]


def _begun(
    behind: Iterable[tuple[ReportId, date, date]], reports: Mapping[ReportId, Report]
) -> dict[date, list[Report]]:
    """Group reports by the days from which they count."""
    begun: dict[date, list[Report]] = defaultdict(list)
    for report, start, _ in behind:
        begun[start].append(reports[report])
    return begun


def _between(place: PlaceId, before: Span, after: Span, behind: list[Report]) -> Iterable[Change]:
    day = after.start
    counting = [report for report in behind if report.latest == day and report.affects_control]
    firm, was = [report for report in counting if report.firm], before.standing
    if after.passed:
        lead = _lead([report for report in firm if report.kind not in RECAPTURES], after.passed)
        yield Change(day, place, was, after.passed, False, lead, not lead.own)
        firm, was = [report for report in firm if report.kind in RECAPTURES], after.passed
    if after.standing != was:
        lead = _lead(firm, after.standing)
        yield Change(day, place, was, after.standing, False, lead, after.inferred)
    if after.claim and after.claim != before.claim:
        lead = _lead([report for report in counting if not report.firm], after.claim)
        yield Change(day, place, after.standing, after.claim, True, lead, False)


def _lead(reports: list[Report], standing: Standing) -> Report:
    """Choose the most specific and surest of a day's reports that says so; in a tie none may say it outright."""
    return min(
        reports,
        key=lambda report: (
            standing not in report.sides,
            not report.own,
            SUREST_FIRST.index(report.certainty),
            report.id,
        ),
    )
