"""
What is not known: districts without reports, standings known only from a wider report, recaptures without a loss.

A report is *heard* by a day if its earliest day is no later. Its age is counted from its latest day, and is 0 until
that day has passed. Every report that covers a place breaks its silence, including claims and reports of fighting, of a
part of a district or of the whole country.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.rule import BY_LATEST_DAY, Spans, control_on
from events.ledger.locate import ProvinceId
from events.model import CONTESTED, UNKNOWN, Kind, PlaceId, Report, ReportId, Standing, is_reported

QUIET_DAYS = (30, 60)
"""
A last report older than these numbers of days is old: one month and two, in a war where a week changed a province.
"""

BANDS: tuple[tuple[int, int | None], ...] = ((0, 7), (8, 14), (15, 30), (31, 60), (61, None))
"""First and last day of each age band; the limits match `QUIET_DAYS`."""


@dataclass(frozen=True, slots=True)
class Silence:
    """How long there has been no report on a place."""

    place: PlaceId
    days: int | None
    """Days since its last report; `None` if it has none yet."""
    last: ReportId | None
    standing: Standing
    inferred: bool


@dataclass(frozen=True, slots=True)
class AgeBand:
    """The places whose last report falls in one band of age, in days."""

    first: int | None
    """`None` in the band of places without a report."""
    last: int | None
    """`None` if the band is open."""
    places: tuple[PlaceId, ...]


@dataclass(frozen=True, slots=True)
class Unknowns:
    """What is not known on a day, with the places concerned."""

    total: int
    """How many places were examined."""
    unknown: tuple[PlaceId, ...]
    """Without a firm report on who is in control, whoever is presumed to be."""
    inferred: tuple[PlaceId, ...]
    """Known only from a wider report."""
    unheard: tuple[PlaceId, ...]
    """Without any report yet."""
    quiet: Mapping[int, tuple[PlaceId, ...]]
    """By each of `QUIET_DAYS`: the places whose last report is older."""
    claimed: tuple[PlaceId, ...]
    changing: tuple[PlaceId, ...]
    """Places that may already be under another standing."""
    unplaced: int
    """The number of reports that could not be placed."""
    presumed: tuple[PlaceId, ...] = ()
    """Those of `unknown` that a party is presumed to hold."""


def silences(spans: Spans, about: Mapping[PlaceId, Sequence[Report]], day: date) -> tuple[Silence, ...]:
    """
    Measure how long each place has gone without a report on a day.

    Parameters
    ----------
    about
        Every report that covers a place; a place may be absent.

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
    """Sort places into `BANDS` by the age of their last report; those without a report come last."""
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
        Whether only a report on the district itself counts; if false, a wider one counts too.

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
    Find a district's own reports of a recapture where no loss was reported.

    A loss is any report affecting control, own or wider, firm or not, that puts another party in control. It must be of
    an earlier day, or of the same day at an earlier stage of rule 4 of `events.control.rule`. A contested place has not
    been lost.

    Returns
    -------
    recaptures
        In the order of the places, then by the day they take effect.
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
        The number of reports that could not be placed, on any day.
    """
    control, heard = control_on(spans, day), silences(spans, about, day)
    unreported = tuple(place for place, span in control.items() if not is_reported(span.standing))
    return Unknowns(
        total=len(control),
        unknown=unreported,
        inferred=tuple(place for place, span in control.items() if span.inferred),
        unheard=tuple(silence.place for silence in heard if silence.days is None),
        quiet={
            days: tuple(silence.place for silence in heard if _within(silence.days, days + 1, None))
            for days in QUIET_DAYS
        },
        claimed=tuple(place for place, span in control.items() if span.claim),
        changing=tuple(place for place, span in control.items() if span.changing),
        unplaced=unplaced,
        presumed=tuple(place for place in unreported if control[place].standing != UNKNOWN),
    )


def _last_heard(reports: Sequence[Report], day: date) -> tuple[int | None, ReportId | None]:
    """Find the age in days of the last report heard by a day, and its id."""
    heard = [report for report in reports if report.earliest <= day]
    if not heard:
        return None, None
    last = max(heard, key=BY_LATEST_DAY)
    return max((day - last.latest).days, 0), last.id


def _within(days: int | None, first: int, last: int | None) -> bool:
    return days is not None and first <= days and (last is None or days <= last)


def _loses(fall: Report, recapture: Report) -> bool:
    """Return whether a report puts the place in other hands before a recapture."""
    before = fall.latest < recapture.latest or (fall.latest == recapture.latest and fall.kind != Kind.RECAPTURED)
    return before and fall.affects_control and fall.says not in (CONTESTED, recapture.party)
