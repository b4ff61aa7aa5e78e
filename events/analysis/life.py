"""The history of a district: its standing over time, the reports behind it, and the outcome of each report."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from events.control.outcomes import Outcome, outcomes
from events.control.rule import BY_LATEST_DAY, ONE_DAY, STAGES, TAKINGS, Spans, decide
from events.model import CONTESTED, PlaceId, Report, ReportId, Source, SourceId, Span, Standing


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """A report as part of the history of one district."""

    report: Report
    source: Source
    outcome: Outcome
    """Its value is the reason, in words; `contradicted` shows whether another report contradicts this one."""
    opponents: tuple[ReportId, ...]
    """The reports of the day that contradict it under the rule; empty if it is not contradicted."""

    def later_than(self, day: date) -> bool:
        """Return whether the report takes effect only after a day."""
        return self.report.latest > day


@dataclass(frozen=True, slots=True)
class Life:
    """One district, from one day to another."""

    place: PlaceId
    episodes: tuple[Span, ...]
    """Its spans, cut to the days covered."""
    told: tuple[DistrictReport, ...]
    """Every report that covers it, in the order in which they take effect."""

    def on(self, day: date) -> Span:
        """Find the episode of a day; a day outside those covered has the first or the last episode."""
        return next((episode for episode in reversed(self.episodes) if episode.start <= day), self.episodes[0])


@dataclass(frozen=True, slots=True)
class Behind:
    """The reports behind all that is shown of a district on a day, each list in the order in which they take effect."""

    standing: tuple[ReportId, ...]
    claim: tuple[ReportId, ...]
    changing: tuple[ReportId, ...]
    unsettled: tuple[ReportId, ...]


def life_of(
    place: PlaceId,
    spans: Spans,
    about: Mapping[PlaceId, Sequence[Report]],
    sources: Mapping[SourceId, Source],
    first: date,
    last: date,
) -> Life:
    """
    Compile the history of a district between two days, both included.

    All reports are included, whatever their days, because each may affect the outcome of others.
    """
    reports = about.get(place, ())
    outcome_of = outcomes(reports)
    episodes = tuple(
        replace(span, start=max(span.start, first), end=min(span.end, last + ONE_DAY))
        for span in spans[place]
        if span.start <= last and span.end > first
    )
    told = tuple(
        DistrictReport(
            report, sources[report.source], outcome_of[report.id], _opponents(report, outcome_of[report.id], reports)
        )
        for report in sorted(reports, key=BY_LATEST_DAY)
    )
    return Life(place, episodes, told)


def standing_since(spans: Sequence[Span], day: date) -> date:
    """Find the first day of a place's standing on a day, whatever has been claimed since; if retaken, that day."""
    first, *earlier = _back_from(spans, day)
    for span in earlier:
        if first.passed or span.standing != first.standing:
            break
        first = span
    return first.start


def claim_since(spans: Sequence[Span], day: date) -> date | None:
    """Find the first day of the claim on a place on a day, whatever its standing; `None` if there is no claim."""
    now, *earlier = _back_from(spans, day)
    *_, first = now, *takewhile(lambda span: span.claim == now.claim, earlier)
    return first.start if now.claim else None


def behind(life: Life, day: date) -> Behind:
    """List the reports behind the standing on a day, behind the claim, and behind what else may be going on."""
    episode = life.on(day)
    counted = set(episode.events)
    listed = [told for told in life.told if told.report.id in counted]
    counting = [told for told in listed if told.report.affects_control and not told.later_than(day)]
    under_way = [told for told in listed if told.report.earliest <= day]
    firm = [told for told in counting if told.report.firm]
    passed = _ids(told for told in firm if _overturned(told, episode))
    return Behind(
        standing=_ids(told for told in firm if _upholds(told, episode.standing) and told.report.id not in passed),
        claim=_ids(told for told in counting if not told.report.firm and episode.claim in told.report.sides),
        changing=_ids(
            told
            for told in under_way
            if told.report.affects_control and told.later_than(day) and told.report.says in episode.changing
        ),
        unsettled=_ids(
            told
            for told in under_way
            if (not told.report.affects_control and told.report.latest >= day) or told.report.id in passed
        ),
    )


def last_own(life: Life, day: date) -> tuple[DistrictReport, ...]:
    """List the latest reports on the district itself that take effect by a day: all of one day, or none."""
    own = [told for told in life.told if told.report.own and not told.later_than(day)]
    return tuple(told for told in own if told.report.latest == own[-1].report.latest)


def _back_from(spans: Sequence[Span], day: date) -> list[Span]:
    """List the span of a day and those before it, latest first; a day before all spans has the first."""
    return [span for span in reversed(spans) if span.start <= day] or [spans[0]]


def _opponents(report: Report, outcome: Outcome, reports: Sequence[Report]) -> tuple[ReportId, ...]:
    """List the reports that give a report its outcome in `events.control.outcomes.outcomes`."""
    if not outcome.contradicted:
        return ()
    rivals = [other for other in reports if other.latest == report.latest and other.firm and other.affects_control]
    if outcome == Outcome.ANSWERED:
        rivals = [other for other in rivals if other.own]
    else:
        stage = next(kinds for kinds in STAGES if report.kind in kinds)
        rivals, _ = decide([other for other in rivals if other.kind in stage])
    return tuple(sorted(other.id for other in rivals if other.says != report.says))


def _upholds(told: DistrictReport, standing: Standing) -> bool:
    """Return whether a firm report agrees with a standing of its day, which is contested in a tie."""
    tied = standing == CONTESTED and told.outcome == Outcome.OPPOSED
    return tied or (told.outcome == Outcome.STANDS and standing in told.report.sides)


def _overturned(told: DistrictReport, episode: Span) -> bool:
    """Return whether a firm report is of what the place passed through on the one day of an episode."""
    today = told.report.latest == episode.start and told.report.kind in TAKINGS
    return today and episode.passed is not None and _upholds(told, episode.passed)


def _ids(told: Iterable[DistrictReport]) -> tuple[ReportId, ...]:
    return tuple(each.report.id for each in told)
