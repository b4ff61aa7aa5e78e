"""Which day a clause is of."""

import re
from collections.abc import Sequence
from dataclasses import replace

from events.articles.drafting.noticed import Memory, Noticed, within
from events.articles.drafts import DraftKind
from events.articles.notice.beside import ends
from events.articles.notice.clauses import Clause
from events.articles.notice.days import Told
from events.articles.notice.places import Mention

BESIDE_VERB = 20
"""Letters between a verb and a month that is its own."""
JUST_AFTER, JUST_BEFORE = 12, 3
"""Letters between who said so and the day on which they did, and between that day and the words of saying."""
WIDEST = 500
"""Letters within which a day is looked for from the first word of a saying; no saying and its speaker take more."""


class When:
    """Finds the days of clauses."""

    def __init__(self, noticed: Noticed, memory: Memory) -> None:
        """Begin with a text; what goes on from sentence to sentence is kept by others."""
        self.noticed, self.memory = noticed, memory
        self.low, self.first_day = noticed.text.low, noticed.war_sides.war.first_day

    def day(self, clauses: Sequence[Clause], at: int) -> Told | None:
        """Return the day of a clause; `None` if it lies before the war."""
        clause = clauses[at]
        days = [day for day in within(self.noticed.days, clause.start, clause.end) if not self.is_since(day)]
        past = [day for day in days if day.latest < self.first_day]
        plain = [day for day in days if day not in past and not self._is_year(day)]
        said = [day for day in plain if self.is_said_on(day)]
        own = [day for day in plain if day not in said and not day.is_coarse]
        coarse = [day for day in plain if day not in said and day.is_coarse]
        if not own and any(self._is_past(other) for other in clauses[:at]):
            return None
        if past and not own:
            return None
        if clause.verb and clause.verb.kind == DraftKind.HELD:  # it is so when it is told
            return self._undated((), DraftKind.HELD)
        if own and clause.verb:
            verb = clause.verb
            return min(own, key=lambda day: abs(day.start - verb.start))
        if coarse and (not self.memory.day or self._is_beside(coarse[0], clause)):
            return coarse[0]
        kind = clause.verb.kind if clause.verb else ""
        others = [
            day
            for other in clauses
            if other is not clause and (other.verb is None or len(clauses) > 1)
            for day in within(self.noticed.days, other.start, other.end)
            if not self._is_year(day) and day.latest >= self.first_day and not self.is_said_on(day)
        ]
        before = [day for day in others if day.start < clause.start]
        if (before or others) and len({(day.earliest, day.latest) for day in before or others}) == 1:
            chosen = (before or others)[0]
            return chosen if chosen.earliest <= self.noticed.published else self._undated(said, kind)
        return self._undated(said, kind)

    def _is_past(self, clause: Clause) -> bool:
        """Return whether a clause tells a day before the war, and what goes on from it is as old."""
        days = within(self.noticed.days, clause.start, clause.end)
        return any(day.latest < self.first_day and not self.is_since(day) for day in days)

    def day_beside(self, clause: Clause, place: Mention, places: Sequence[Mention]) -> Told | None:
        """Return the day told beside a place, where each has its own: *Argo fell on Sunday and Jorm on Monday*."""
        days = [day for day in within(self.noticed.days, clause.start, clause.end) if not self.is_said_on(day)]
        days = [day for day in days if not day.is_coarse]
        if len(days) < len(places) or len(places) == 1:
            return None
        if days[0].start < min(other.start for other in places):  # each day goes before its place
            return next((day for day in reversed(days) if day.end <= place.start), None)
        until = min((other.start for other in places if other.start > place.start), default=clause.end)
        return next((day for day in days if place.end <= day.start < until), None)

    def _undated(self, said: Sequence[Told], kind: str) -> Told:
        if self.memory.day and kind != DraftKind.HELD:
            return self.memory.day
        published = self.noticed.published
        if said and said[0].latest <= published:
            return replace(said[0], start=-1)
        return Told(-1, -1, published, published)

    def _is_beside(self, day: Told, clause: Clause) -> bool:
        verb = clause.verb
        return verb is not None and max(day.start - verb.end, verb.start - day.end) <= BESIDE_VERB

    def is_since(self, day: Told) -> bool:
        """Return whether it is a year or month since when something is so, or was not so."""
        return day.is_coarse and ends(self.noticed.grammar["since"], self.noticed.before(day.start))

    def _is_year(self, day: Told) -> bool:
        return day.is_coarse and self.low[day.start : day.end].isdecimal()

    def is_said_on(self, day: Told) -> bool:
        """Return whether a day is that on which somebody said so: it stands right after who said so, or before."""
        for saying in within(self.noticed.sayings, day.start - WIDEST, day.end + WIDEST):
            if saying.is_after and saying.speaker.start < saying.start:
                continue  # "according to him": it was said before
            said = max(saying.end, saying.speaker.end if saying.speaker.start >= saying.end else 0)
            if 0 <= day.start - said <= JUST_AFTER and not re.search(r"[.!?]", self.low[said : day.start]):
                return True
            if not saying.is_after and 0 <= saying.start - day.end <= JUST_BEFORE:
                return True
        return False
