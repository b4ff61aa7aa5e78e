"""
What hindsight changed: a day as it was once known, compared with the same day as known now.

A *reading* is the spans of every place as known on a day: ``reduce(known_by(events, known), places)``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from events.control.rule import BY_LATEST_DAY, Spans, control_on, reduce, reports_about
from events.model import UNKNOWN, Event, PlaceId, Report, ReportId, Span, Standing


@dataclass(frozen=True, slots=True)
class Revision:
    """A place whose standing or claim reads differently now."""

    place: PlaceId
    then: Span
    """The span of the day, as it was known."""
    now: Span
    """The span of the same day, as known now."""
    reports: tuple[ReportId, ...]
    """
    The reports behind `now` that became known since and take effect by the day, in the order in which they became
    known.
    Never empty if the standing differs. It may be empty if only the claim differs: a report that ends or opposes a
    claim, and is then overtaken, is behind nothing.
    """

    @property
    def standing_changed(self) -> bool:
        """Whether the standing differs, and not only the claim."""
        return self.then.standing != self.now.standing


@dataclass(frozen=True, slots=True)
class KnowledgeStep:
    """How a fixed day reads from one day of knowledge on."""

    known: date
    places: Mapping[Standing, tuple[PlaceId, ...]]
    """The places under each standing that occurs."""
    changed: tuple[PlaceId, ...]
    """The places that read differently from the day before; none in the first reading."""
    reports: tuple[ReportId, ...]
    """The reports that became known on `known`, take effect by the fixed day and are firm on one of `changed`."""


def revisions(
    then: Spans, now: Spans, day: date, reports: Mapping[ReportId, Report], known: date
) -> tuple[Revision, ...]:
    """
    List the places that read differently on a day now than they did.

    Parameters
    ----------
    then
        The reading as known on `known`.
    now
        The reading of the same places by all that is known.

    Returns
    -------
    revisions
        In the order of the places.
    """
    before, after = control_on(then, day), control_on(now, day)
    return tuple(
        Revision(place, before[place], span, _later(span, day, reports, known))
        for place, span in after.items()
        if (span.standing, span.claim) != (before[place].standing, before[place].claim)
    )


def settled(place: PlaceId, reports: Iterable[Report], day: date, unreported: Standing = UNKNOWN) -> date | None:
    """
    Find since when the standing of a place on a day has been known as it is now.

    Parameters
    ----------
    reports
        All that cover the place, in any order.
    unreported
        The standing before the first firm report, as `events.model.War.unreported`.

    Returns
    -------
    known
        `None` if the standing is, and always was, what no report says.
    """
    known, _ = _steps(place, reports, day, date.min, unreported)[-1]
    return None if known == date.min else known


def knowledge_steps(
    events: Iterable[Event],
    places: Iterable[PlaceId],
    day: date,
    first: date,
    last: date,
    unreported: Standing = UNKNOWN,
) -> tuple[KnowledgeStep, ...]:
    """
    Follow how the reading of one fixed day changed with knowledge.

    Parameters
    ----------
    first, last
        The days of knowledge to examine, both included.
    unreported
        The standing before the first firm report, as `events.model.War.unreported`.

    Returns
    -------
    learned
        The reading as known on `first`, and one for each later day that changed a standing, in order.
    """
    about = reports_about(events, places)
    steps = {place: _steps(place, reports, day, first, unreported) for place, reports in about.items()}
    days = {known for life in steps.values() for known, _ in life if first < known <= last}
    return tuple(_learned(known, steps, about, day, known == first) for known in (first, *sorted(days)))


def _later(span: Span, day: date, reports: Mapping[ReportId, Report], known: date) -> tuple[ReportId, ...]:
    """List the reports behind a span that became known after a day and affect control on a day it covers."""
    behind = [reports[report] for report in span.events]
    later = [report for report in behind if report.known > known and report.latest <= day and report.affects_control]
    return tuple(report.id for report in sorted(later, key=lambda report: (report.known, *BY_LATEST_DAY(report))))


def _decides(report: Report, day: date) -> bool:
    """Return whether a report may decide the standing on a day; claims, fighting and later reports do not."""
    return report.firm and report.affects_control and report.latest <= day


def _steps(
    place: PlaceId, reports: Iterable[Report], day: date, first: date, unreported: Standing
) -> list[tuple[date, Standing]]:
    """
    List the days of knowledge on which the standing of one day changed, from the unreported at `date.min`.

    What was known before the first day is treated as known on it, since each day of knowledge costs a reading.
    """
    deciding = [report for report in reports if _decides(report, day)]
    steps = [(date.min, unreported)]
    for known in sorted({max(report.known, first) for report in deciding}):
        life = reduce([Event(report, (place,)) for report in deciding if report.known <= known], [place], unreported)
        standing = control_on(life, day)[place].standing
        if standing != steps[-1][1]:
            steps.append((known, standing))
    return steps


def _learned(
    known: date,
    steps: Mapping[PlaceId, Sequence[tuple[date, Standing]]],
    about: Mapping[PlaceId, Sequence[Report]],
    day: date,
    is_first: bool,
) -> KnowledgeStep:
    places: dict[Standing, list[PlaceId]] = {}
    changed = []
    for place, life in steps.items():
        since, standing = life[bisect_right(life, known, key=itemgetter(0)) - 1]
        places.setdefault(standing, []).append(place)
        if since == known and not is_first:
            changed.append(place)
    fresh = {report for place in changed for report in about[place] if report.known == known and _decides(report, day)}
    return KnowledgeStep(
        known=known,
        places={standing: tuple(within) for standing, within in places.items()},
        changed=tuple(changed),
        reports=tuple(report.id for report in sorted(fresh, key=BY_LATEST_DAY)),
    )
