"""
What changed between two days, place by place, whatever happened in between.

Both days belong to one reading. A change takes effect on the day the rule gives it: one on the earlier day has already
happened, one on the later day is included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.changes import Change, changes
from events.control.counts import Lens
from events.control.evidence import behind
from events.control.rule import Spans
from events.model import Kind, PartyId, PlaceId, Report, ReportId, Span, Standing, is_reported


@dataclass(frozen=True, slots=True)
class Transition:
    """One place on two days, with the reports that lead from one to the other."""

    place: PlaceId
    before: Span
    """The span on the earlier day."""
    after: Span
    """The span on the later day."""
    reports: tuple[ReportId, ...]
    """
    The reports behind every span that begins after the earlier day and by the later day, and the reports of the same
    days that they were weighed against. Only reports that may refer to the later day or an earlier one.
    """
    last: Change | None
    """The last change of standing after the earlier day, with its leading report; `None` if there was none."""

    @property
    def changed(self) -> bool:
        """Whether the standing differs. A place that changed and changed back is not `changed`, but has a `last`."""
        return self.before.standing != self.after.standing

    @property
    def claimed(self) -> PartyId | None:
        """The party that claims the place on the later day but not on the earlier; `None` if there is none."""
        return self.after.claim if self.after.claim != self.before.claim else None

    @property
    def lifted(self) -> PartyId | None:
        """The party that claimed the place on the earlier day, if no party claims it on the later."""
        return self.before.claim if self.after.claim is None else None

    @property
    def first_reported(self) -> bool:
        """Whether a place not reported on before is now reported as held or contested, or as presumed, not as taken."""
        if self.last is None or is_reported(self.last.before):
            return False
        return self.last.as_presumed or self.last.lead.kind in (Kind.HELD, Kind.CONTESTED)

    @property
    def retaken(self) -> bool:
        """Whether the report leading the last change calls it a recapture; the previous holder may not be known."""
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
    Compare two days of one reading.

    Parameters
    ----------
    about
        Every report that covers each place.

    Returns
    -------
    transitions
        One for every place, changed or not, in the order of places.

    Raises
    ------
    NoInterval
        If the later day is before the earlier. Equal days are allowed: nothing changes between them.
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
    Add up how much passed from each standing to each other, and how much stayed under each.

    Parameters
    ----------
    transitions
        One for every place the lens counts.

    Returns
    -------
    flows
        In the lens's unit, by the standing on the earlier day and on the later, largest first. Only pairs that occur.
        Together they are all that the lens counts.
    """
    of = {transition.place: transition for transition in transitions}
    summed: dict[tuple[Standing, Standing], float] = {}
    for place, weight in lens.weights.items():
        pair = of[place].before.standing, of[place].after.standing
        summed[pair] = summed.get(pair, 0) + weight
    return dict(sorted(summed.items(), key=lambda flow: (-flow[1], flow[0])))
