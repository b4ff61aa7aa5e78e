"""How places look on the plates beside the atlas: on one day, or where two readings of it differ."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import NamedTuple

from events.model import CONTESTED, UNKNOWN, PlaceId, Span, Standing, War, is_reported
from geo.paint.looks import Look, look_of
from geo.wording import spoken, worded
from geo.words.standings import names as standing_names
from geo.words.standings import names_between, standings

FAINT = 0.66
"""The share of paper mixed into what recedes: more than into what is inferred; parties can still be told apart."""

RULED = ("ruled", "paper")
"""What tells the inferred from the faint where a map has both."""

INFERRED = "inferred from a province- or country-wide report"


@dataclass(frozen=True, slots=True)
class Fill:
    """How one place looks on a plate, with the words of its tooltip."""

    ground: str
    """The CSS variable of its colour, as `geo.paint.palette.palette` names it."""
    marks: tuple[tuple[str, str], ...] = ()
    """What is drawn over the ground, in order: one of `geo.paint.marks.MARKS`, and the CSS variable."""
    faint: bool = False
    """Whether it recedes: it still responds to the mouse, but the arrow keys skip it."""
    unsettled: bool = False
    """Whether its outline is broken, for fighting."""
    lines: tuple[str, ...] = ()
    """The lines of the tooltip below the place's name."""


def fill_of(look: Look, war: War, faint: bool = False, day: date | None = None) -> Fill:
    """Fill a place as the atlas does on a day, with the same words; without a day, with all names that a party has."""
    named = standing_names(war, day=day)
    called = named | {party.id: party.called_on(day or date.min) for party in war.parties}
    said = look.words(named, called, spoken("en", war))
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
    inferred: bool = False
    """Whether it counts only what wider reports say."""


Legend = list[Entry]

AS_BEFORE = Fill(UNKNOWN, faint=True)
"""A poster's fill for places with the same standing in both readings, whichever it is."""

BLANK = Fill("paper", faint=True)
"""The fill of places that are drawn for orientation and not counted."""


def day_fills(control: Mapping[PlaceId, Span], war: War, day: date | None = None) -> tuple[dict[PlaceId, Fill], Legend]:
    """
    Paint a day as the atlas does.

    Returns
    -------
    fills, legend
        The legend has all that is drawn, see `day_key`.
    """
    looks = {place: look_of(span) for place, span in control.items()}
    drawn = {look: fill_of(look, war, day=day) for look in dict.fromkeys(looks.values())}
    fills = {place: drawn[look] for place, look in looks.items()}
    return fills, day_key([control.values()], war, standing_names(war, day=day), day or date.min)


def two_fills(
    before: Mapping[PlaceId, Span],
    after: Mapping[PlaceId, Span],
    called: tuple[str, str],
    war: War,
    days: tuple[date, date],
) -> tuple[dict[PlaceId, Fill], dict[PlaceId, Fill], Legend]:
    """
    Paint two days as the atlas does, one to lie over the other: the tooltip of each has both; see `change_fills`.

    Returns
    -------
    earlier, later, legend
        The legend has all that is drawn on either day, see `day_key`.
    """
    earlier, later = ({}, {})
    for place, then in before.items():
        one, other = fill_of(look_of(then), war, day=days[0]), fill_of(look_of(after[place]), war, day=days[1])
        lines = (f"{called[0]}: {one.lines[0]}", f"{called[1]}: {other.lines[0]}")
        earlier[place], later[place] = replace(one, lines=lines), replace(other, lines=lines)
    return earlier, later, day_key([before.values(), after.values()], war, names_between(war, *days), days[1])


def day_key(readings: Sequence[Collection[Span]], war: War, named: Mapping[Standing, str], day: date) -> Legend:
    """
    Explain all that is drawn of a day, or of two: standings, each before what of it is inferred, then what lies over.

    Parameters
    ----------
    readings
        The spans of each day.
    named
        The names of standings.
    day
        The day whose names parties have in a sentence.

    Returns
    -------
    legend
        What occurs, with its number of places on each day: ``Taliban: 9 → 144``.
    """
    counted = [_entries(spans, war, named, day) for spans in readings]
    order = [*standings(war), None]
    found = sorted(
        {entry for counts in counted for entry in counts},
        key=lambda entry: (order.index(entry.standing), entry.inferred, entry.fill.unsettled, entry.fill.marks),
    )
    numbers = ("\u00a0→\u00a0".join(str(counts[entry]) for counts in counted) for entry in found)
    return [entry._replace(words=f"{entry.words}: {number}") for entry, number in zip(found, numbers, strict=True)]


def _entries(spans: Collection[Span], war: War, named: Mapping[Standing, str], day: date) -> Counter[Entry]:
    """Count what is drawn of some places; those that look alike are explained once."""
    alike: dict[Look, list[Span]] = defaultdict(list)
    for span in spans:
        alike[look_of(span)].append(span)
    counts: Counter[Entry] = Counter()
    for those in alike.values():
        counts.update(dict.fromkeys(_drawn(those[0], war, named, day), len(those)))
    return counts


def _drawn(span: Span, war: War, named: Mapping[Standing, str], day: date) -> Iterator[Entry]:
    """Explain all that is drawn of a place, each without its number."""
    called = {party.id: party.called_on(day) for party in war.parties}
    patterns = {party.id: party.pattern for party in war.parties}
    yield Entry(plain_fill(span.standing, war), named[span.standing], span.standing)
    if span.inferred:
        yield Entry(
            tint(span.standing, war), f"{named[span.standing]}, {worded(war, INFERRED)}", span.standing, inferred=True
        )
    if span.claim:
        yield Entry(
            Fill(UNKNOWN, ((patterns[span.claim], span.claim),)), f"of these, claimed by {called[span.claim]}", None
        )
    for standing in span.changing:
        words = f"may already {f'have fallen to {called[standing]}' if standing in called else 'be contested'}"
        yield Entry(Fill(UNKNOWN, (("specks", standing),)), words, None)
    if span.unsettled:
        yield Entry(Fill(UNKNOWN, unsettled=True), "fighting, or part of it changing hands", None)


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
        The legend has the transitions that occur, the most frequent first, then what of these is inferred, then each
        standing that did not change, all with their number of places.
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
            fills[place] = replace(faint_fill(now.standing, now.inferred), lines=lines)
        else:
            look = look_of(now)
            ruled = (RULED,) if now.inferred else ()
            marks = (*ruled, *_came_from(then.standing), *fill_of(_bare(look), war).marks)
            fills[place] = Fill(look.fill, marks, lines=lines)
    pairs = [(then, after[place]) for place, then in before.items()]
    passed = Counter((then.standing, now.standing) for then, now in pairs if then.standing != now.standing)
    tinted = Counter(now.standing for then, now in pairs if then.standing != now.standing and now.inferred)
    same = Counter((now.standing, now.inferred) for then, now in pairs if then.standing == now.standing)
    legend = [
        Entry(flow_fill(then, now, war), f"{was[then]} → {is_now[now]}: {number}", now, then)
        for (then, now), number in sorted(passed.items(), key=lambda flow: (-flow[1], flow[0]))
    ]
    for standing in standings(war):
        if number := tinted[standing]:
            words = f"{is_now[standing]}, {worded(war, INFERRED)}: {number}"
            plain = tint(standing, war)
            legend.append(Entry(replace(plain, marks=(RULED, *plain.marks)), words, standing, inferred=True))
    for standing, inferred in product(standings(war), (False, True)):
        if number := same[standing, inferred]:
            words = f"{is_now[standing]}, {'inferred, ' if inferred else ''}unchanged: {number}"
            legend.append(Entry(faint_fill(standing, inferred), words, None, inferred=inferred))
    return fills, legend


def faint_fill(standing: Standing, inferred: bool) -> Fill:
    """Make the fill of a standing that recedes; what of it is inferred has no tint, but only its rules."""
    dots = (("dots", f"{CONTESTED}-dots"),) if standing == CONTESTED else ()
    return Fill(standing, (RULED, *dots) if inferred else dots, faint=True)


def tint(standing: Standing, war: War) -> Fill:
    """Make the fill of a standing that only wider reports say."""
    return fill_of(Look(standing, True, None, (), False), war)


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
