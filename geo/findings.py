"""
The sentences of the pages beyond the atlas.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from events.compare import Transition
from events.model import Standing, War
from geo.encode import NAMES
from geo.words import day_words

Clause = tuple[int, str]
"""Of how many districts something is told, and what: the verb and all after it."""


def compare_words(transitions: Sequence[Transition], earlier: date, later: date, war: War) -> str:
    """
    Say what changed between two days: ``Between 1 and 31 July 2021, 50 districts passed to the Taliban (...)``.

    A district *passed* to a party that did not hold it on the earlier day. Where nothing was known on that day and
    reports tell only who holds it, and not that it changed hands, it was *first reported as held*. It was *retaken*
    only where the report says so: that a side had it before is never assumed.

    Parameters
    ----------
    transitions
        Between just these days, as `events.compare` makes them.
    """
    if earlier == later:
        return f"{day_words(later)} is compared with itself: nothing differs."
    called = {party.id: party.called for party in war.parties}
    changed = [transition for transition in transitions if transition.changed]
    kept = [transition for transition in transitions if not transition.changed]
    clauses = [*_passed(changed, called), *_first_reported(changed, called), *_inferred(changed)]
    clauses += [*_back(kept), *_claims(kept, called)]
    if changed:
        return f"Between {_between(earlier, later)}, {_told(clauses)}."
    same = f"On {day_words(later)} every district stands as it did on {day_words(earlier)}"
    return "; ".join(filter(None, [same, _told(clauses)])) + "."


def _passed(changed: Sequence[Transition], called: Mapping[Standing, str]) -> Iterator[Clause]:
    """What came under each standing, and what it was before."""
    for standing in (*called, *NAMES):
        came = [t for t in changed if t.after.standing == standing and not t.first_reported]
        if came:
            passed = f"passed to {called[standing]}" if standing in called else f"became {NAMES[standing].lower()}"
            yield len(came), f"{passed} ({_origins(came, called)})"


def _origins(came: Sequence[Transition], called: Mapping[Standing, str]) -> str:
    """``3 from the government, 46 not known before``, most first."""
    counts = Counter(_origin(transition, called) for transition in came)
    if len(counts) == 1:
        return ("all " if len(came) > 1 else "") + next(iter(counts))
    ordered = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
    return ", ".join(f"{number} {origin}" for origin, number in ordered)


def _origin(transition: Transition, called: Mapping[Standing, str]) -> str:
    before = transition.before.standing
    if transition.retaken:
        return "retaken"
    return f"from {called[before]}" if before in called else f"{NAMES[before].lower()} before"


def _first_reported(changed: Sequence[Transition], called: Mapping[Standing, str]) -> Iterator[Clause]:
    """``48 were first reported as held by the government, 25 as held by the Taliban``."""
    counts = Counter(transition.after.standing for transition in changed if transition.first_reported)
    if counts:
        ordered = sorted(counts.items(), key=lambda counted: (-counted[1], counted[0]))
        (most, first), *others = [
            (number, f"as held by {called[standing]}" if standing in called else f"as {NAMES[standing].lower()}")
            for standing, number in ordered
        ]
        were = "was" if most == 1 else "were"
        yield most, ", ".join([f"{were} first reported {first}", *(f"{number} {way}" for number, way in others)])


def _inferred(changed: Sequence[Transition]) -> Iterator[Clause]:
    if number := sum(transition.after.inferred for transition in changed):
        yield number, f"of all these {_are(number)} told only by reports on a whole province or the country"


def _back(kept: Sequence[Transition]) -> Iterator[Clause]:
    if number := sum(transition.last is not None for transition in kept):
        yield number, "changed and changed back"


def _claims(kept: Sequence[Transition], called: Mapping[Standing, str]) -> Iterator[Clause]:
    """Claims laid, and lifted, where nothing else changed."""
    for party in called:
        if number := sum(transition.claimed == party for transition in kept):
            yield number, f"came under a claim of {called[party]}"
    for party in called:
        if number := sum(transition.lifted == party for transition in kept):
            yield number, f"{_are(number)} no longer claimed by {called[party]}"


def _told(clauses: Sequence[Clause]) -> str:
    """The first clause says what is counted."""
    first = [f"{number} {'district' if number == 1 else 'districts'} {said}" for number, said in clauses[:1]]
    return "; ".join(first + [f"{number} {said}" for number, said in clauses[1:]])


def _between(earlier: date, later: date) -> str:
    """``1 and 31 July 2021``, the year and the month told once where they are the same."""
    if (earlier.year, earlier.month) == (later.year, later.month):
        return f"{earlier.day} and {day_words(later)}"
    return f"{day_words(earlier, year=earlier.year != later.year)} and {day_words(later)}"


def _are(number: int) -> str:
    return "is" if number == 1 else "are"
