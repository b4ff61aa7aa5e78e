"""
A district's life, told: what held when, which reports say so, and how each of them fared.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from events.control.outcomes import Outcome, outcomes
from events.control.rule import BY_LATEST_DAY, ONE_DAY, STAGES, Spans, decide
from events.model import CONTESTED, PlaceId, Report, ReportId, Source, SourceId, Span


@dataclass(frozen=True, slots=True)
class DistrictReport:
    """A report as it stands in the life of one district."""

    report: Report
    source: Source
    outcome: Outcome
    """Its value is the reason, in words; its `contradicted` tells whether another report speaks against it."""
    opponents: tuple[ReportId, ...]
    """The reports of the day that speak against it, by the rule; none where it is not contradicted."""

    def later_than(self, day: date) -> bool:
        """Whether it does not yet count on a day."""
        return self.report.latest > day


@dataclass(frozen=True, slots=True)
class Life:
    """One district, from one day to another."""

    place: PlaceId
    episodes: tuple[Span, ...]
    """Its spans, cut to the days told of."""
    told: tuple[DistrictReport, ...]
    """Every report that speaks for it, in the order in which they count."""

    def on(self, day: date) -> Span:
        """Find the episode of a day; before the first and after the last day told of, the first and the last one."""
        return next((episode for episode in reversed(self.episodes) if episode.start <= day), self.episodes[0])


@dataclass(frozen=True, slots=True)
class Behind:
    """The reports behind all that is shown of a district on a day, each list in the order in which they count."""

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
    Tell the life of a district between two days, both included.

    Reports are told whole, whatever their days; all of them bear on how each fared.
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
    """Find the first day of what a place stands under on a day, whatever was claimed over it since."""
    now, *earlier = _back_from(spans, day)
    *_, first = now, *takewhile(lambda span: span.standing == now.standing, earlier)
    return first.start


def claim_since(spans: Sequence[Span], day: date) -> date | None:
    """Find the first day of the claim that lies over a place on a day, whatever stood under it, if any."""
    now, *earlier = _back_from(spans, day)
    *_, first = now, *takewhile(lambda span: span.claim == now.claim, earlier)
    return first.start if now.claim else None


def behind(life: Life, day: date) -> Behind:
    """Tell which reports stand behind the standing of a day, the claim over it, and what else may be going on."""
    episode = life.on(day)
    listed = [told for told in life.told if told.report.id in episode.events]
    counting = [told for told in listed if told.report.affects_control and not told.later_than(day)]
    under_way = [told for told in listed if told.report.earliest <= day]
    return Behind(
        standing=_ids(told for told in counting if told.report.firm and _upholds(told, episode)),
        claim=_ids(told for told in counting if not told.report.firm and told.report.says == episode.claim),
        changing=_ids(
            told
            for told in under_way
            if told.report.affects_control and told.later_than(day) and told.report.says in episode.changing
        ),
        unsettled=_ids(told for told in under_way if not told.report.affects_control and told.report.latest >= day),
    )


def last_own(life: Life, day: date) -> tuple[DistrictReport, ...]:
    """List the last reports of the district alone that count by a day: all of one day, or none."""
    own = [told for told in life.told if told.report.own and not told.later_than(day)]
    return tuple(told for told in own if told.report.latest == own[-1].report.latest)


def _back_from(spans: Sequence[Span], day: date) -> list[Span]:
    """The span of a day, which is the first for days before it, and those before it, the latest first."""
    return [span for span in reversed(spans) if span.start <= day] or [spans[0]]


def _opponents(report: Report, outcome: Outcome, reports: Sequence[Report]) -> tuple[ReportId, ...]:
    """The reports by which a report has the outcome that `events.control.outcomes.outcomes` tells."""
    if not outcome.contradicted:
        return ()
    rivals = [other for other in reports if other.latest == report.latest and other.firm and other.affects_control]
    if outcome == Outcome.ANSWERED:
        rivals = [other for other in rivals if other.own]
    else:
        stage = next(kinds for kinds in STAGES if report.kind in kinds)
        rivals, _ = decide([other for other in rivals if other.kind in stage])
    return tuple(sorted(other.id for other in rivals if other.says != report.says))


def _upholds(told: DistrictReport, episode: Span) -> bool:
    """Whether a firm report says what its day came to; by a tie of equals it comes to contested."""
    tied = episode.standing == CONTESTED and told.outcome == Outcome.OPPOSED
    return tied or (told.outcome == Outcome.STANDS and told.report.says == episode.standing)


def _ids(told: Iterable[DistrictReport]) -> tuple[ReportId, ...]:
    return tuple(each.report.id for each in told)
