"""
A ledger read: the result of the rule, by all that is known or as known on a day.

Everything that the pages show derives from a reading, so that no two of them can disagree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from events.control.changes import Change, changes
from events.control.leading import leading
from events.control.rule import Spans, each_day, known_by, reduce, reports_about
from events.ledger.folder import Ledger
from events.model import PartyId, PlaceId, Report, ReportId


@dataclass(frozen=True, slots=True)
class Reading:
    """The result of applying the rule to a ledger."""

    ledger: Ledger
    """With only the events and context that were known."""
    known: date | None
    """The day of knowledge; `None` if all that is known is used."""
    spans: Spans
    changed: tuple[Change, ...]
    reports: Mapping[ReportId, Report]
    about: Mapping[PlaceId, tuple[Report, ...]]
    """The reports that cover each place, in the order in which they take effect."""
    first: date
    """The first day to which any report of the ledger may refer."""
    last: date
    """The last day on which a report takes effect, or the day of knowledge if that is earlier."""

    @property
    def known_by(self) -> date:
        """
        The day of knowledge; if none is set, the day on which the last report became known.

        As known on that day the ledger reads as it does now, and always will. Every export states this day.
        """
        return self.known or max((report.known for report in self.reports.values()), default=self.last)

    def leader(self, day: date | None = None) -> PartyId:
        """Find the party that gained most up to a day, by default the last one; see `events.control.leading`."""
        (party,) = leading(self.changed, [day or self.last], self.ledger.war.parties)
        return party

    @property
    def days_known(self) -> tuple[date, ...]:
        """The days of knowledge to choose from: each day covered, and later ones on which a report became known."""
        later = {report.known for report in self.reports.values() if report.known > self.last}
        return (*each_day(self.first, self.last), *sorted(later))


def read_as_known(ledger: Ledger, places: Iterable[PlaceId], known: date | None = None) -> Reading:
    """
    Apply the rule to what was known by a day, or to all that is known.

    It is not an error if nothing was known by the day: then every place is as no report says.
    """
    first = min((event.report.earliest for event in ledger.events), default=ledger.war.first_day)
    last = max((event.report.latest for event in ledger.events), default=ledger.war.first_day)
    if known is not None:
        context = tuple(context for context in ledger.context if context.known <= known)
        ledger = replace(ledger, events=known_by(ledger.events, known), context=context)
        last = max(first, min(last, known))
    places = tuple(places)
    spans = reduce(ledger.events, places, ledger.war.unreported)
    reports = {event.report.id: event.report for event in ledger.events}
    return Reading(
        ledger, known, spans, changes(spans, reports), reports, reports_about(ledger.events, places), first, last
    )
