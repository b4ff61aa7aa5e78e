"""
Publishers and kinds of speaker: the outcomes of their reports, and the map without them.

A publisher is named as in `sources.csv`: "TOLOnews via a reprint" is not TOLOnews.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.outcomes import Outcome, Speaker, outcomes
from events.control.outcomes import speaker as speaker_of
from events.control.rule import BY_LATEST_DAY, Spans, control_on, each_day, reduce, unreported_in
from events.model import Event, PlaceId, Report, ReportId, Source

WORST_FIRST = (
    *(Outcome.OUTWEIGHED, Outcome.ANSWERED, Outcome.OPPOSED, Outcome.YIELDS),
    *(Outcome.CLAIM, Outcome.BORNE_OUT, Outcome.FIGHTING, Outcome.PART, Outcome.STANDS),
)
"""Contradicted outcomes come first, and an unsupported claim comes before a confirmed one."""

RANK = {outcome: rank for rank, outcome in enumerate(WORST_FIRST)}


@dataclass(frozen=True, slots=True)
class TrackRecord:
    """All reports of one publisher, or of one kind of speaker."""

    name: str
    reports: tuple[ReportId, ...]
    """At least one, in the order in which they take effect."""
    contradicted: tuple[ReportId, ...]
    """Those that are `in_conflict`."""
    first: date
    """The first day to which any of the reports may refer."""
    last: date
    """The last day on which any of them takes effect."""
    pages: int
    """How many pages the reports cite."""

    @property
    def share(self) -> float:
        """The share of the reports that is contradicted, from 0 to 1."""
        return len(self.contradicted) / len(self.reports)


@dataclass(frozen=True, slots=True)
class Differences:
    """The places that differ between two readings on a day, in the order of the first reading."""

    standing: tuple[PlaceId, ...]
    claim: tuple[PlaceId, ...]
    """Places under the same standing, but claimed by another party or by none."""


def outcomes_of(about: Mapping[PlaceId, Sequence[Report]]) -> dict[ReportId, Outcome]:
    """
    Find the worst outcome of each report across its places.

    Parameters
    ----------
    about
        Every report that covers each place. A report that covers no place has no outcome.
    """
    worst: dict[ReportId, Outcome] = {}
    for reports in about.values():
        for report, outcome in outcomes(reports).items():
            if report not in worst or RANK[outcome] < RANK[worst[report]]:
                worst[report] = outcome
    return worst


def in_conflict(report: Report, outcome_by_report: Mapping[ReportId, Outcome]) -> bool:
    """Return whether another report of the day contradicts a report at some place, or a side denies it."""
    return bool(report.denied_by) or (report.id in outcome_by_report and outcome_by_report[report.id].contradicted)


def publisher_records(
    events: Iterable[Event], sources: Iterable[Source], outcome_by_report: Mapping[ReportId, Outcome]
) -> tuple[TrackRecord, ...]:
    """
    Gather the reports of each publisher; a publisher that no report cites is left out.

    Returns
    -------
    voices
        Those with the most reports first, then by name.
    """
    publisher = _publishers(sources)
    return _records(((publisher[event.report.source], event.report) for event in events), outcome_by_report)


def speaker_records(events: Iterable[Event], outcome_by_report: Mapping[ReportId, Outcome]) -> tuple[TrackRecord, ...]:
    """Gather the reports of each `Speaker`, in the order that `publisher_records` uses."""
    return _records(((speaker_of(event.report).value, event.report) for event in events), outcome_by_report)


def without(
    events: Iterable[Event], sources: Iterable[Source], publisher: str | None = None, speaker: Speaker | None = None
) -> tuple[Event, ...]:
    """Leave out the reports of a publisher, and those of a kind of speaker."""
    by = _publishers(sources)
    return tuple(
        event for event in events if by[event.report.source] != publisher and speaker_of(event.report) != speaker
    )


def differences(spans: Spans, other: Spans, day: date) -> Differences:
    """
    Compare two readings on a day.

    Parameters
    ----------
    other
        May have fewer places than `spans`; the others are taken not to differ.
    """
    here, there = control_on({place: spans[place] for place in spans if place in other}, day), control_on(other, day)
    standing = tuple(place for place in here if here[place].standing != there[place].standing)
    claim = tuple(place for place in here if here[place].claim != there[place].claim)
    return Differences(standing, tuple(place for place in claim if place not in standing))


def differences_by_day(spans: Spans, other: Spans, first: date, last: date) -> dict[date, Differences]:
    """Compare two readings on each day from the first to the last, both included."""
    unlike = {place: life for place, life in other.items() if life != spans[place]}
    return {day: differences(spans, unlike, day) for day in each_day(first, last)}


def most_different_day(by_day: Mapping[date, Differences]) -> date:
    """Find the day with the most differences in standing, then in claims; in a tie, the first."""
    return min(by_day, key=lambda day: (-len(by_day[day].standing), -len(by_day[day].claim), day))


def weight_of_each(
    events: Iterable[Event], sources: Iterable[Source], spans: Spans, day: date
) -> dict[str, Differences]:
    """
    Find what would differ on the map of a day if all reports of a publisher were left out, for each publisher.

    Parameters
    ----------
    spans
        The result of the rule for all the events.

    Returns
    -------
    weights
        By publisher that any event cites, in the order of first citation.
    """
    events, publisher = tuple(events), _publishers(sources)
    spoken_for: dict[str, set[PlaceId]] = {publisher[event.report.source]: set() for event in events}
    # Reports that take effect on a later day never affect the standing or the claim on this one.
    counting = [event for event in events if event.report.latest <= day]
    for event in counting:
        spoken_for[publisher[event.report.source]].update(event.places)
    weights, unreported = {}, unreported_in(spans)
    for name, places in spoken_for.items():
        others = (event for event in counting if publisher[event.report.source] != name)
        weights[name] = differences(spans, reduce(others, places, unreported), day)
    return weights


def _publishers(sources: Iterable[Source]) -> dict[str, str]:
    return {source.id: source.publisher for source in sources}


def _records(
    said: Iterable[tuple[str, Report]], outcome_by_report: Mapping[ReportId, Outcome]
) -> tuple[TrackRecord, ...]:
    by_name: dict[str, list[Report]] = defaultdict(list)
    for name, report in said:
        by_name[name].append(report)
    records = [
        _record_of(name, sorted(reports, key=BY_LATEST_DAY), outcome_by_report) for name, reports in by_name.items()
    ]
    return tuple(sorted(records, key=lambda record: (-len(record.reports), record.name)))


def _record_of(name: str, reports: list[Report], outcome_by_report: Mapping[ReportId, Outcome]) -> TrackRecord:
    return TrackRecord(
        name=name,
        reports=tuple(report.id for report in reports),
        contradicted=tuple(report.id for report in reports if in_conflict(report, outcome_by_report)),
        first=min(report.earliest for report in reports),
        last=reports[-1].latest,
        pages=len({report.source for report in reports}),
    )
