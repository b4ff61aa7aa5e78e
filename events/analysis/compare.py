"""
What changed between two days, place by place, whatever happened on the way.

Both days belong to one reading, so that a change counts from the day the rule says: one on the earlier day has come
before, one on the later day is among those told.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.changes import Change, changes
from events.control.counts import Lens
from events.control.evidence import behind
from events.control.rule import Spans
from events.model import UNKNOWN, Kind, PartyId, PlaceId, Report, ReportId, Span, Standing


@dataclass(frozen=True, slots=True)
class Transition:
    """One place on two days, and the reports that lead from the one to the other."""

    place: PlaceId
    before: Span
    """That of the earlier day."""
    after: Span
    """That of the later day."""
    reports: tuple[ReportId, ...]
    """
    Those behind every span that begins after the earlier day and by the later, as far as they can mean it, and those of
    the same days that they were weighed against.
    """
    last: Change | None
    """The last change of standing after the earlier day, with the report that leads it; none where there was none."""

    @property
    def changed(self) -> bool:
        """Whether the standing differs; a place that changed and changed back has not, but has a `last`."""
        return self.before.standing != self.after.standing

    @property
    def claimed(self) -> PartyId | None:
        """The party that claims the place on the later day and did not on the earlier."""
        return self.after.claim if self.after.claim != self.before.claim else None

    @property
    def lifted(self) -> PartyId | None:
        """The party that claimed the place on the earlier day, where none does on the later."""
        return self.before.claim if self.after.claim is None else None

    @property
    def first_reported(self) -> bool:
        """Whether only now something is told of the place: how it stands, and not that it changed hands."""
        telling = (Kind.HELD, Kind.CONTESTED)
        return self.last is not None and self.last.before == UNKNOWN and self.last.lead.kind in telling

    @property
    def retaken(self) -> bool:
        """Whether the report that leads the last change says so; who held the place before may not be known."""
        return self.last is not None and self.last.lead.kind == Kind.RECAPTURED


class NoInterval(ValueError):
    """Two days in the wrong order."""


def compare(
    spans: Spans,
    reports: Mapping[ReportId, Report],
    about: Mapping[PlaceId, Sequence[Report]],
    earlier: date,
    later: date,
) -> tuple[Transition, ...]:
    """
    Lay two days of one reading side by side.

    Parameters
    ----------
    about
        Every report that speaks for each place.

    Returns
    -------
    transitions
        One for every place, also where nothing changed, in the order of places.

    Raises
    ------
    NoInterval
        If the later day is before the earlier. The same day twice is an interval in which nothing changes.
    """
    if later < earlier:
        raise NoInterval(f"{later} is before {earlier}; expected the earlier day first")
    between = {
        place: [span for span in life if span.end > earlier and span.start <= later]
        for place, life in sorted(spans.items())
    }
    last = {change.place: change for change in changes(between, reports) if not change.claimed}
    return tuple(
        Transition(place, life[0], life[-1], behind(life[1:], later, about), last.get(place))
        for place, life in between.items()
    )


def flows(transitions: Sequence[Transition], lens: Lens) -> dict[tuple[Standing, Standing], float]:
    """
    Add up how much passed from each standing to each, and how much stayed under each.

    Parameters
    ----------
    transitions
        Of every place the lens counts.

    Returns
    -------
    flows
        By the standing of the earlier day and that of the later, for pairs that occur, largest first; together they
        are all that the lens counts. The places of a pair are those of the transitions that have these standings.
    """
    of = {transition.place: transition for transition in transitions}
    summed: dict[tuple[Standing, Standing], float] = {}
    for place, weight in lens.weights.items():
        pair = of[place].before.standing, of[place].after.standing
        summed[pair] = summed.get(pair, 0) + weight
    return dict(sorted(summed.items(), key=lambda flow: (-flow[1], flow[0])))
