"""
What is behind a number: a figure on a page is a question, and its answer is places and reports.

Any count that the pages show can be described by a `Figure`, so that each number leads to its reports. They include the
reports behind a standing, and those of the same day that they were weighed against. Applying the rule of
`events.control.rule` to these alone gives each place the same standing, claim and inference. A test checks this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.control.rule import BY_LATEST_DAY, Spans, control_on
from events.ledger.locate import ProvinceId
from events.model import PlaceId, Report, ReportId, Span, Standing, is_held


class Part(StrEnum):
    """Which of the figures of an `events.control.counts.Count` is meant."""

    HELD = "held"
    LOWEST = "lowest"
    HIGHEST = "highest"
    INFERRED = "inferred"
    CLAIMED = "claimed"
    """What is under a claim, by any party."""


@dataclass(frozen=True, slots=True)
class Figure:
    """The places under a standing on a day, or those that came under it since an earlier day."""

    day: date
    standing: Standing | None
    """`None` for places under any standing."""
    part: Part = Part.HELD
    province: ProvinceId | None = None
    """`None` for the whole country."""
    since: date | None = None
    was: Standing | None = None
    """What they were under on the day `since`. Both are given, or neither."""


def places_behind(figure: Figure, spans: Spans, province_of: Mapping[PlaceId, ProvinceId]) -> tuple[PlaceId, ...]:
    """List the places that a figure counts, in their order."""
    now = control_on(spans, figure.day)
    before = control_on(spans, figure.since) if figure.since else {}
    return tuple(
        place
        for place, province in province_of.items()
        if figure.province in (None, province)
        and _counts(figure, now[place])
        and (figure.was is None or before[place].standing == figure.was)
    )


def reports_behind(
    figure: Figure, spans: Spans, about: Mapping[PlaceId, Sequence[Report]], province_of: Mapping[PlaceId, ProvinceId]
) -> tuple[ReportId, ...]:
    """
    List the reports behind a figure, in the order in which they take effect.

    For places that came under a standing since a day: the reports behind both days and all days in between. For unknown
    places: the claims and whatever else is reported; most have none.

    Parameters
    ----------
    about
        Every report that covers each place.
    """
    lives = [
        span
        for place in places_behind(figure, spans, province_of)
        for span in spans[place]
        if span.start <= figure.day and span.end > (figure.since or figure.day)
    ]
    return behind(lives, figure.day, about)


def behind(spans: Iterable[Span], day: date, about: Mapping[PlaceId, Sequence[Report]]) -> tuple[ReportId, ...]:
    """
    List the reports behind some spans, and those weighed against them, once each, in the order they take effect.

    Only reports that may refer to the day or an earlier one. A report is weighed against those of its place and latest
    day.
    """
    found: dict[ReportId, Report] = {}
    for span in spans:
        told = [report for report in about.get(span.place, ()) if report.earliest <= day]
        counting = set(span.events)
        days = {report.latest for report in told if report.id in counting}
        found |= {report.id: report for report in told if report.latest in days}
    return tuple(report.id for report in sorted(found.values(), key=BY_LATEST_DAY))


def _counts(figure: Figure, span: Span) -> bool:
    """Return whether a place in a span is counted, as `events.control.counts.count` does."""
    if figure.standing not in (None, span.standing):
        may_have_more = is_held(figure.standing) and figure.part == Part.HIGHEST
        return may_have_more and (span.claim == figure.standing or figure.standing in span.changing)
    return {
        Part.HELD: True,
        Part.HIGHEST: True,
        Part.LOWEST: span.claim is None or not is_held(span.standing),
        Part.INFERRED: span.inferred,
        Part.CLAIMED: span.claim is not None,
    }[figure.part]
