"""What a text says of totals: how many districts, or how much of the country, a side holds or has taken."""

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
from events.articles.words.text import Sentence
from events.ledger.totals import Measure
from events.model import PartyId

LEAST_TOTAL = 10
"""The least number of districts, of a country and without its total, that is a claim and no news of the day."""
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
        self.claims.append(
            TotalClaim(
                actor or self.war_sides.rival,
                told.numerator,
                told.denominator,
                told.percent,
                self._area(clause),
                self._day_of_claim(sentence, day),
                min(told.start, verb.start if verb else told.start),
                max(told.end, verb.end if verb else told.end),
                told.qualifier,
                saying.who if saying else "",
                Measure.STOCK if is_stock else Measure.FLOW,
                told.unit,
                None if is_stock else day.earliest,
            )
        )

    def saying(self, sentence: Sentence, clause: Clause) -> Saying | None:
        """Return who says what a clause says: in its sentence, or before, where reported speech goes on."""
        if saying := attributed(sentence, clause, self.noticed.sayings):
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
