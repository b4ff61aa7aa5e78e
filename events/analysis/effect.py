"""What reports change: the days on which places stand otherwise with them than without."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from events.control.rule import Spans
from events.model import PartyId, PlaceId, Span, Standing


@dataclass(frozen=True, slots=True)
class Effect:
    """One place that stands otherwise on days ``[start, end)``."""

    place: PlaceId
    start: date
    """`date.min` if nothing came before."""
    end: date
    """`date.max` if nothing comes after."""
    before: Standing
    after: Standing
    claim_before: PartyId | None
    claim_after: PartyId | None


def effects(before: Spans, after: Spans) -> tuple[Effect, ...]:
    """Compare two readings of the same places: all days on which one has another standing or claim, in order."""
    return tuple(effect for place in before for effect in _merged(_differing(place, before[place], after[place])))


def _differing(place: PlaceId, before: Sequence[Span], after: Sequence[Span]) -> Iterator[Effect]:
    """Walk two lives side by side."""
    one, other = 0, 0
    while one < len(before) and other < len(after):
        was, now = before[one], after[other]
        start, end = max(was.start, now.start), min(was.end, now.end)
        if (was.standing, was.claim) != (now.standing, now.claim) and start < end:
            yield Effect(place, start, end, was.standing, now.standing, was.claim, now.claim)
        one, other = one + (was.end == end), other + (now.end == end)


def _merged(effects: Iterator[Effect]) -> Iterator[Effect]:
    """Join effects that say the same of days that follow each other."""
    last: Effect | None = None
    for effect in effects:
        if last and last.end == effect.start and _said(last) == _said(effect):
            effect = Effect(last.place, last.start, effect.end, *_said(last))
        elif last:
            yield last
        last = effect
    if last:
        yield last


def _said(effect: Effect) -> tuple[Standing, Standing, PartyId | None, PartyId | None]:
    return effect.before, effect.after, effect.claim_before, effect.claim_after
