"""What a text says of totals: how many districts, or how much of the country, a side holds or has taken."""

import re
from dataclasses import replace
from datetime import date, timedelta

from events.articles.drafting.noticed import Memory, Noticed, within
from events.articles.drafting.when import When
from events.articles.drafts import TAKING, TotalClaim
from events.articles.notice.beside import ends
from events.articles.notice.clauses import Clause
from events.articles.notice.days import Told
from events.articles.notice.places import Level
from events.articles.notice.quantities import Quantity
from events.articles.notice.speakers import Saying, attributed
from events.articles.words.numbers import number_of, number_pattern
from events.articles.words.text import Sentence
from events.ledger.totals import Measure
from events.model import PartyId

LEAST_TOTAL = 10
"""The least number of districts, of a country and without its total, that is a claim and no news of the day."""
FAR = 160
"""Letters between a total and a verb within which both are marked as one."""
CLAUSE_MARK = re.compile(r"[,;:.!?()–—]")
RECENT = timedelta(7)
"""Before the day of publication, within which a claim may be of another day."""


class Totals:
    """Gathers the claims of one text."""

    def __init__(self, noticed: Noticed, memory: Memory, when: When) -> None:
        """Begin with a text; what goes on from sentence to sentence is kept by others."""
        self.noticed, self.memory, self.when = noticed, memory, when
        self.low, self.war_sides = noticed.text.low, noticed.war_sides
        self.claims: list[TotalClaim] = []

    def claim(self, sentence: Sentence, clause: Clause, told: Quantity, actor: PartyId, day: Told) -> None:
        """Note a claim of a clause."""
        saying, verb = self.saying(sentence, clause), clause.verb
        is_stock = verb is None or verb.kind not in TAKING
        near = verb is not None and verb.start - told.end < FAR and told.start - verb.end < FAR
        self.claims.append(
            TotalClaim(
                actor or self.war_sides.rival,
                told.numerator,
                told.denominator,
                told.percent,
                self._area(clause),
                self._day_of_claim(sentence, day),
                min(told.start, verb.start) if verb and near else told.start,
                max(told.end, verb.end) if verb and near else told.end,
                told.qualifier,
                saying.who if saying else "",
                Measure.STOCK if is_stock else Measure.FLOW,
                told.unit,
                None if is_stock else day.earliest,
            )
        )
        if told.denominator and told.numerator is not None and is_stock:
            self._other_side(sentence, told)

    def _other_side(self, sentence: Sentence, told: Quantity) -> None:
        """Note the number of another side of the same total: *92 of the 407 districts, the government 131*."""
        number = number_pattern(self.noticed.lexicon.language)
        for side in within(self.noticed.sides, told.end, sentence.end):
            rest = CLAUSE_MARK.split(self.low[side.end : sentence.end])[0]
            found = number.search(rest)
            if found and side.party != self.claims[-1].actor and not re.search(r"\w", rest[found.end() :]):
                value = number_of(found[0], self.noticed.lexicon.language)
                start = side.end + found.start()
                self.claims.append(
                    replace(
                        self.claims[-1], actor=side.party, numerator=value, start=side.start, end=start + len(found[0])
                    )
                )
                return

    def left_over(self, sentence: Sentence) -> None:
        """Note shares and totals that no verb of ours tells: beside a side they are of what it holds."""
        undone = [
            told
            for told in within(self.noticed.quantities, sentence.start, sentence.end)
            if told.is_total and not any(claim.start <= told.start < claim.end for claim in self.claims)
        ]
        sides = [side for side in within(self.noticed.sides, sentence.start, sentence.end) if side.party]
        moods = within(self.noticed.moods, sentence.start, sentence.end)
        days = within(self.noticed.days, sentence.start, sentence.end)
        is_past = any(day.latest < self.war_sides.war.first_day and not self.when.is_since(day) for day in days)
        if not sides or moods or is_past or self.memory.is_past:
            return
        whole = Clause(sentence.start, sentence.end, None)
        for told in undone:
            nearest = min(sides, key=lambda side: abs(side.start - told.start))
            published = self.noticed.published
            self.claim(sentence, whole, told, nearest.party, Told(-1, -1, published, published))

    def distinct(self) -> tuple[TotalClaim, ...]:
        """Return the claims; of two that tell the same, the one that tells more."""
        fuller = [claim for claim in self.claims if claim.denominator]
        kept: dict[tuple[object, ...], TotalClaim] = {}
        for claim in self.claims:
            figures = claim.actor, claim.numerator, claim.percent, claim.scope
            known = [one for one in fuller if (one.actor, one.numerator, one.percent, one.scope) == figures]
            if claim.denominator or not known:
                kept.setdefault((*figures, claim.denominator), claim)
        return tuple(kept.values())

    def saying(self, sentence: Sentence, clause: Clause) -> Saying | None:
        """Return who says what a clause says: in its sentence, or before, where reported speech goes on."""
        if saying := attributed(clause, within(self.noticed.sayings, sentence.start, sentence.end)):
            return saying
        goes_on = self.noticed.grammar["still_said"].search(self.low, clause.start, clause.end)
        return self.memory.saying if goes_on else None

    def _day_of_claim(self, sentence: Sentence, day: Told) -> date:
        """Return the day on which a total was said to be so; by default that of publication."""
        published = self.noticed.published
        days = [one for one in within(self.noticed.days, sentence.start, sentence.end) if self.when.is_said_on(one)]
        told = days[0] if days else day
        is_day = not told.is_coarse and told.earliest == told.latest and published - RECENT <= told.latest <= published
        return told.latest if is_day and (days or told.start >= 0) else published

    def _area(self, clause: Clause) -> str:
        """Return the province that a total is of, or ``country``."""
        grammar = self.noticed.grammar
        for place in within(self.noticed.places, clause.start, clause.end):
            if place.level == Level.PROVINCE and not ends(grammar["beside"], self.noticed.before(place.start)):
                return place.code
        if grammar["that_province"].search(self.low, clause.start, clause.end):
            district = self.memory.district
            of_district = self.noticed.atlas.gazetteer.province_of.get(district.code, "") if district else ""
            if self.memory.province or of_district:
                return self.memory.province.code if self.memory.province else of_district
        return "country"
