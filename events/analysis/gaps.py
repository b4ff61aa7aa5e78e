"""
What is not known: districts nobody reports on, standings that only a wider report tells, recaptures without a fall.

A report is *heard* by a day if that is no earlier than its earliest day; its age then is counted from its latest day,
and is nought while that has not passed. Every report that speaks for a place breaks its silence, be it a claim, of
fighting, of a part, or of the whole country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.rule import BY_LATEST_DAY, Spans, control_on
from events.ledger.locate import ProvinceId
from events.model import CONTESTED, UNKNOWN, Kind, PlaceId, Report, ReportId, Standing

QUIET_DAYS = (30, 60)
"""A last report older than these is old: a month, and two, in a war where a week changed a province."""

BANDS: tuple[tuple[int, int | None], ...] = ((0, 7), (8, 14), (15, 30), (31, 60), (61, None))
"""First and last day of each band of age; they meet `QUIET_DAYS`."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long nothing has been heard of a place."""

    place: PlaceId
    days: int | None
    """Since its last report; none where it has none yet."""
    last: ReportId | None
    standing: Standing
    inferred: bool


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The places whose last report is so many days old."""

    first: int | None
    """None in the band of places that have no report yet."""
    last: int | None
    """None where the band is open."""
    places: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What is not known on a day, each with the places it is not known of."""

    total: int
    """How many places were looked at."""
    unknown: tuple[PlaceId, ...]
    inferred: tuple[PlaceId, ...]
    """Known by a wider report only."""
    unheard: tuple[PlaceId, ...]
    """Without any report yet."""
    quiet: Mapping[int, tuple[PlaceId, ...]]
    """By `QUIET_DAYS`: those whose last report is older."""
    claimed: tuple[PlaceId, ...]
    changing: tuple[PlaceId, ...]
    """What may already be under another standing."""
    unplaced: int
    """Reports whose place could not be told."""


def silences(spans: Spans, about: Mapping[PlaceId, Sequence[Report]], day: date) -> tuple[Silence, ...]:
    """
    Tell of each place how long nothing has been heard of it on a day.

    Parameters
    ----------
    about
        Every report that speaks for a place; a place may be absent.

    Returns
    -------
    silences
        In the order of the spans.
    """
    return tuple(
        Silence(place, *_last_heard(about.get(place, ()), day), span.standing, span.inferred)
        for place, span in control_on(spans, day).items()
    )


def ages(silences: Iterable[Silence]) -> tuple[AgeBand, ...]:
    """Sort places into `BANDS` by the age of their last report, and at the end those without one."""
    silences = tuple(silences)
    bands = [
        AgeBand(first, last, tuple(silence.place for silence in silences if _within(silence.days, first, last)))
        for first, last in BANDS
    ]
    return (*bands, AgeBand(None, None, tuple(silence.place for silence in silences if silence.days is None)))


def unreported(
    about: Mapping[PlaceId, Sequence[Report]], province_of: Mapping[PlaceId, ProvinceId], own: bool = True
) -> dict[ProvinceId, tuple[PlaceId, ...]]:
    """
    List the districts without a report, by province.

    Parameters
    ----------
    own
        Whether only a district's own report counts as one; otherwise a wider one does too.

    Returns
    -------
    unreported
        Only the provinces that have such districts, in the order of `province_of`.
    """
    found: dict[ProvinceId, tuple[PlaceId, ...]] = {}
    for place, province in province_of.items():
        if not any(report.own or not own for report in about.get(place, ())):
            found[province] = (*found.get(province, ()), place)
    return found


def recaptures_without_fall(about: Mapping[PlaceId, Sequence[Report]]) -> tuple[tuple[PlaceId, ReportId], ...]:
    """
    Find a district's own reports of a recapture from nobody.

    A fall is any report that bears, own or wider, firm or not, by which another party holds the place: of an earlier
    day, or of that day in an earlier stage of rule 4 of `events.control.rule`. A place that is contested has not
    fallen.

    Returns
    -------
    recaptures
        In the order of the places, then by the day they count from.
    """
    return tuple(
        (place, report.id)
        for place, reports in about.items()
        for report in sorted(reports, key=BY_LATEST_DAY)
        if report.kind == Kind.RECAPTURED and report.own and report.affects_control
        if not any(_loses(fall, report) for fall in reports)
    )


def unknowns_on(spans: Spans, about: Mapping[PlaceId, Sequence[Report]], day: date, unplaced: int) -> Unknowns:
    """
    Gather what is not known on a day.

    Parameters
    ----------
    unplaced
        How many reports could not be placed, on any day.
    """
    control, heard = control_on(spans, day), silences(spans, about, day)
    return Unknowns(
        total=len(control),
        unknown=tuple(place for place, span in control.items() if span.standing == UNKNOWN),
        inferred=tuple(place for place, span in control.items() if span.inferred),
        unheard=tuple(silence.place for silence in heard if silence.days is None),
        quiet={
            days: tuple(silence.place for silence in heard if _within(silence.days, days + 1, None))
            for days in QUIET_DAYS
        },
        claimed=tuple(place for place, span in control.items() if span.claim),
        changing=tuple(place for place, span in control.items() if span.changing),
        unplaced=unplaced,
    )


def _last_heard(reports: Sequence[Report], day: date) -> tuple[int | None, ReportId | None]:
    """The age of the last report heard by a day, and its id."""
    heard = [report for report in reports if report.earliest <= day]
    if not heard:
        return None, None
    last = max(heard, key=BY_LATEST_DAY)
    return max((day - last.latest).days, 0), last.id


def _within(days: int | None, first: int, last: int | None) -> bool:
    return days is not None and first <= days and (last is None or days <= last)


def _loses(fall: Report, recapture: Report) -> bool:
    """Whether a report has the place in other hands before a recapture."""
    before = fall.latest < recapture.latest or (fall.latest == recapture.latest and fall.kind != Kind.RECAPTURED)
    return before and fall.affects_control and fall.says not in (CONTESTED, recapture.party)
