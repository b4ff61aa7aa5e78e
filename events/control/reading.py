"""
A ledger read: what the rule makes of it, by all that is known or as it was known on a day.

Everything that the pages show is derived from one of these, so that no two of them can disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.control.changes import Change, changes
from events.control.rule import BY_LATEST_DAY, Spans, each_day, known_by, reduce
from events.ledger.folder import Ledger
from events.model import Event, PlaceId, Report, ReportId


@dataclass(frozen=True, slots=True)
class Reading:
    """What a ledger comes to."""

    ledger: Ledger
    """With no more events and context than were known."""
    known: date | None
    """The day of knowledge; none where all that is known takes part."""
    spans: Spans
    changed: tuple[Change, ...]
    reports: Mapping[ReportId, Report]
    about: Mapping[PlaceId, tuple[Report, ...]]
    """The reports that speak for each place, in the order in which they count."""
    first: date
    """The first day any report of the ledger can mean."""
    last: date
    """The last day a report of it counts from, or the day of knowledge where that is earlier."""

    @property
    def known_by(self) -> date:
        """
        The day of knowledge; where none is set, the day on which the last of the reports became known.

        As known on that day the ledger reads as it does now, and will in years: what leaves the app says this day.
        """
        return self.known or max((report.known for report in self.reports.values()), default=self.last)

    @property
    def days_known(self) -> tuple[date, ...]:
        """The days of knowledge to choose from: each that is told of, and later ones on which a report became known."""
        later = {report.known for report in self.reports.values() if report.known > self.last}
        return (*each_day(self.first, self.last), *sorted(later))


def read_as_known(ledger: Ledger, places: Iterable[PlaceId], known: date | None = None) -> Reading:
    """
    Apply the rule to what was known by a day, or to all that is known.

    That nothing was known by the day is no error: then every place is unknown.
    """
    first = min((event.report.earliest for event in ledger.events), default=ledger.war.first_day)
    last = max((event.report.latest for event in ledger.events), default=ledger.war.first_day)
    if known is not None:
        context = tuple(context for context in ledger.context if context.known <= known)
        ledger = replace(ledger, events=known_by(ledger.events, known), context=context)
        last = max(first, min(last, known))
    places = tuple(places)
    spans = reduce(ledger.events, places)
    reports = {event.report.id: event.report for event in ledger.events}
    return Reading(ledger, known, spans, changes(spans, reports), reports, _about(ledger.events, places), first, last)


def _about(events: Iterable[Event], places: Iterable[PlaceId]) -> dict[PlaceId, tuple[Report, ...]]:
    about: dict[PlaceId, list[Report]] = {place: [] for place in places}
    for event in sorted(events, key=lambda event: BY_LATEST_DAY(event.report)):
        for place in event.places:
            if place in about:
                about[place].append(event.report)
    return {place: tuple(reports) for place, reports in about.items()}
