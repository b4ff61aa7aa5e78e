"""How places look on the plates beside the atlas: on one day, or where two readings of it differ."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from events.model import UNKNOWN, PlaceId, Span, Standing, War, is_reported
from geo.paint.looks import Look, look_of
from geo.words.standings import names as standing_names
from geo.words.standings import standings

FAINT = 0.74
"""The share of paper mixed into what recedes: more than into what is inferred."""


@dataclass(frozen=True, slots=True)
class Fill:
    """How one place looks on a plate, with the words of its tooltip."""

    ground: str
    """The CSS variable of its colour, as `geo.paint.palette.palette` names it."""
    marks: tuple[tuple[str, str], ...] = ()
    """What is drawn over the ground, in order: rising, falling, dots, specks or lattice, and the CSS variable."""
    faint: bool = False
    """Whether it recedes: it still responds to the mouse, but the arrow keys skip it."""
    unsettled: bool = False
    """Whether its outline is broken, for fighting."""
    lines: tuple[str, ...] = ()
    """The lines of the tooltip below the place's name."""


def fill_of(look: Look, war: War, faint: bool = False, day: date | None = None) -> Fill:
    """Fill a place as the atlas does on a day, with the same words; without a day, with all names that a party has."""
    named = standing_names(war, day=day)
    said = look.words(named, named | {party.id: party.called_on(day or date.min) for party in war.parties})
    marks = look.marks({party.id: party for party in war.parties})
    return Fill(look.fill, tuple(marks), faint, look.unsettled, (said,))


class Entry(NamedTuple):
    """One line of a legend: a number of places."""

    fill: Fill
    words: str
    standing: Standing | None
    """What they are under; `None` if that is what they were under before."""
    was: Standing | None = None
    """What they were under in the first of two readings."""


Legend = list[Entry]

AS_BEFORE = Fill(UNKNOWN, faint=True)
"""The legend's fill for places with the same standing in both readings."""

BLANK = Fill("paper", faint=True)
"""The fill of places that are drawn for orientation and not counted."""


def day_fills(control: Mapping[PlaceId, Span], war: War, day: date | None = None) -> tuple[dict[PlaceId, Fill], Legend]:
    """
    Paint a day as the atlas does.

    Returns
    -------
    fills, legend
        The legend has the standings that occur, each with its number of places.
    """
    fills = {place: fill_of(look_of(span), war, day=day) for place, span in control.items()}
    held = Counter(span.standing for span in control.values())
    named = standing_names(war, day=day)
    return fills, [
        Entry(plain_fill(standing, war), f"{named[standing]}: {held[standing]}", standing)
        for standing in standings(war)
        if held[standing]
    ]


def inferred_key(spans: Iterable[Span], war: War, day: date) -> Legend:
    """Explain the tints of a day: for each standing that only wider reports give, its number of places."""
    inferred, named = Counter(span.standing for span in spans if span.inferred), standing_names(war, day=day)
    return [
        Entry(
            fill_of(Look(standing, True, None, (), False), war, day=day),
            f"{named[standing]}, inferred from a province- or country-wide report: {inferred[standing]}",
            standing,
        )
        for standing in standings(war)
        if inferred[standing]
    ]


def change_fills(
    before: Mapping[PlaceId, Span],
    after: Mapping[PlaceId, Span],
    called: tuple[str, str],
    war: War,
    days: tuple[date, date] | None = None,
) -> tuple[dict[PlaceId, Fill], Legend]:
    """
    Paint what differs between two readings: the second reading's standing, with a lattice for the first's.

    Places with the same standing in both recede; if nothing was known in the first there is no lattice.

    Parameters
    ----------
    called
        The names of the two readings in the tooltip: days, or what was left out.
    days
        The day of each reading, for the names of parties.

    Returns
    -------
    fills, legend
        The legend has the transitions that occur, the most frequent first, each with its number of places.
    """
    on = days or (None, None)
    was, is_now = (standing_names(war, day=day) for day in on)
    fills = {}
    for place, then in before.items():
        now = after[place]
        lines = tuple(
            f"{name}: {fill_of(look_of(span), war, day=day).lines[0]}"
            for name, span, day in zip(called, (then, now), on, strict=True)
        )
        if then.standing == now.standing:
            fills[place] = Fill(look_of(now).fill, faint=True, lines=lines)
        else:
            look = look_of(now)
            marks = _came_from(then.standing) + tuple(fill_of(_bare(look), war).marks)
            fills[place] = Fill(look.fill, marks, lines=lines)
    passed = Counter(
        (then.standing, after[place].standing)
        for place, then in before.items()
        if then.standing != after[place].standing
    )
    legend = [
        Entry(flow_fill(then, now, war), f"{was[then]} → {is_now[now]}: {number}", now, then)
        for (then, now), number in sorted(passed.items(), key=lambda flow: (-flow[1], flow[0]))
    ]
    if same := len(before) - passed.total():
        legend.append(Entry(AS_BEFORE, f"unchanged, shown faint: {same}", None))
    return fills, legend


def flow_fill(then: Standing, now: Standing, war: War) -> Fill:
    """Make the fill of what passed from one standing to another."""
    return Fill(now, _came_from(then) + plain_fill(now, war).marks)


def plain_fill(standing: Standing, war: War) -> Fill:
    """Make the fill of a standing with nothing over it."""
    return fill_of(Look(standing, False, None, (), False), war)


def _came_from(standing: Standing) -> tuple[tuple[str, str], ...]:
    return (("lattice", standing),) if is_reported(standing) else ()


def _bare(look: Look) -> Look:
    """Return a look without its overlays."""
    return Look(look.standing, look.inferred, None, (), False)
