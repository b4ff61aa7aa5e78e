"""From the clauses of a text to its drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from events.articles.drafting.noticed import BESIDE, NOTHING, Memory, Noticed, within
from events.articles.drafting.totals import LEAST_TOTAL, Totals
from events.articles.drafting.when import When
from events.articles.drafting.where import NO_PLACE, NOT_A_PLACE, Where
from events.articles.drafting.who import Who
from events.articles.drafts import TAKING, Draft, DraftKind, Unused
from events.articles.notice.beside import ends
from events.articles.notice.clauses import Clause, Verb
from events.articles.notice.days import Told
from events.articles.notice.moods import DENIED, FUTURE, HISTORY, mood_of
from events.articles.notice.places import Level, Mention
from events.articles.notice.quantities import Quantity
from events.articles.notice.speakers import certainty_of
from events.articles.words.text import Sentence
from events.ledger.totals import Unit
from events.model import Certainty, PartyId

NO_SIDE = "no side"


@dataclass(frozen=True, slots=True)
class Statement:
    """What a clause says, before it is known of which place."""

    sentence: Sentence
    clause: Clause
    kind: DraftKind
    actor: PartyId
    """Who gains."""
    day: Told
    quantities: Sequence[Quantity]


class Drafter:
    """Puts together the drafts of one text."""

    def __init__(self, noticed: Noticed) -> None:
        """Begin with nothing remembered."""
        self.noticed, self.low, self.memory = noticed, noticed.text.low, Memory()
        self.war_sides = noticed.war_sides
        self.where, self.when, self.who = (
            Where(noticed, self.memory),
            When(noticed, self.memory),
            Who(noticed, self.memory),
        )
        self.drafts: list[Draft] = []
        self.totals = Totals(noticed, self.memory, self.when)
        self.unused: list[Unused] = []

    def read(self, sentence: Sentence, clauses: Sequence[Clause]) -> None:
        """Read one sentence."""
        if sentence.paragraph != self.memory.paragraph:
            self.memory.paragraph, self.memory.day, self.memory.told = sentence.paragraph, None, None
            self.memory.is_past, self.memory.actor, self.memory.saying = False, "", None
        done: list[Draft] = []
        for at, clause in enumerate(clauses):
            if clause.verb:
                done += self._clause(sentence, clauses, at, done)
        if done:
            self._deny(sentence, done)
        else:
            self._confirm(sentence)
        self.totals.left_over(sentence)
        self.drafts += done
        self.memory.drafts = len(done)
        self._remember(sentence, done)

    def _deny(self, sentence: Sentence, drafts: list[Draft]) -> None:
        """Note on claims that the other side denies them, if words after them say so."""
        for mood in within(self.noticed.moods, sentence.start, sentence.end):
            for at, draft in enumerate(drafts):
                if mood.reason == DENIED and mood.start >= draft.end and draft.certainty == Certainty.CLAIMED:
                    drafts[at] = replace(draft, denied_by=self.war_sides.other(draft.actor, self.noticed.sides))

    def _confirm(self, sentence: Sentence) -> None:
        """Give the drafts of the sentence before who confirms or denies them, if this one says *that*."""
        if not self.memory.drafts or not self.noticed.grammar["said_that"].search(
            self.low, sentence.start, sentence.end
        ):
            return
        first = len(self.drafts) - self.memory.drafts
        before = self.drafts[first:]
        self._deny(sentence, before)
        saying = next(iter(within(self.noticed.sayings, sentence.start, sentence.end)), None)
        for at, draft in enumerate(before):
            if saying and draft.actor and not draft.said_by:
                certainty = certainty_of(saying, draft.actor, self.war_sides.state)
                before[at] = replace(draft, said_by=saying.who, certainty=certainty)
        self.drafts[first:] = before

    def _remember(self, sentence: Sentence, done: Sequence[Draft]) -> None:
        """Keep what the next sentences may go on from."""
        days = within(self.noticed.days, sentence.start, sentence.end)
        plain = [
            day
            for day in days
            if not (day.is_coarse or self.when.is_said_on(day) or day.earliest > self.noticed.published)
        ]
        history = any(mood.reason == HISTORY for mood in within(self.noticed.moods, sentence.start, sentence.end))
        past = any(day.latest < self.war_sides.war.first_day and not self.when.is_since(day) for day in days)
        if past or (history and not plain):
            self.memory.is_past = True
        elif plain or done:
            self.memory.is_past = False
        if plain and not done and plain[-1].latest >= self.war_sides.war.first_day:
            self.memory.day = plain[-1]
        self.memory.actor = next((draft.actor for draft in reversed(done) if draft.actor), self.memory.actor)
        said = within(self.noticed.sayings, sentence.start, sentence.end)
        self.memory.saying = said[-1] if said else self.memory.saying
        codes = {draft.code for draft in done}
        named = within(self.noticed.places, sentence.start, sentence.end)
        self.memory.told = next((place for place in named if place.code in codes), None)
        self._remember_places(named)
        self.memory.pair = self.where.pair(named)

    def _remember_places(self, named: Sequence[Mention]) -> None:
        """Keep the places that *the district* or *the capital* may mean in the next sentences."""
        province_of = self.noticed.atlas.gazetteer.province_of
        beside = self.noticed.grammar["beside"]
        for place in named:
            if place.level == Level.DISTRICT and ends(beside, self.noticed.before(place.start)):
                continue  # "north of Kabul"
            if place.level == Level.DISTRICT:
                self.memory.district = place
                self.memory.capital = self.where.capital(province_of.get(place.code, ""), place)
            else:
                self.memory.province = place
                self.memory.capital = self.where.capital(place.code, place)
        capital = self.memory.capital
        if (
            named
            and capital
            and capital.name == named[-1].name
            and not any(one.level == Level.DISTRICT for one in named)
        ):
            self.memory.district = capital

    def _clause(self, sentence: Sentence, clauses: Sequence[Clause], at: int, done: Sequence[Draft]) -> list[Draft]:
        """Return the drafts of a clause with a verb; note what it tells that is none."""
        clause, verb = clauses[at], clauses[at].verb
        assert verb
        if verb.kind == NOTHING:
            return []
        day = self.when.day(clauses, at)
        if day is None or (why := self._why_none(sentence, clauses, at, day)):
            self._leave(verb, HISTORY if day is None else why)
            return []
        self.unused += self.where.left_aside(clause)
        kind, actor = self.who.kind(sentence, clause, verb)
        told = within(self.noticed.quantities, clause.start, clause.end)
        if totals := [quantity for quantity in told if quantity.is_total]:
            for total in totals:
                self.totals.claim(sentence, clause, total, actor, day)
            return []
        places, own, reason = self.where.places(sentence, clauses, at, kind)
        if not places and kind == DraftKind.FLED:
            places = self.where.fled(sentence, clause)
        if kind == DraftKind.SURRENDERED and actor == self.war_sides.state:  # rebels give up themselves, and no place
            places, reason = [], NOT_A_PLACE
        elif places and not actor and kind == DraftKind.HELD:
            places, reason = [], NO_SIDE
        statement = Statement(sentence, clause, kind, actor, day, told)
        if not places:
            self._without_place(statement, reason)
            return []
        self.memory.day = day if day.start >= 0 else self.memory.day
        is_shared = len(places) > 1  # a count in two provinces is none in either
        drafts = [
            self._draft(replace(statement, day=self.when.day_beside(clause, place, places) or day), place)
            for place in places
            if not (told and is_shared and place.level == Level.PROVINCE)
        ]
        return [draft for draft in drafts if own or not _is_said(draft, (*self.drafts, *done))]

    def _why_none(self, sentence: Sentence, clauses: Sequence[Clause], at: int, day: Told) -> str:
        """Return why what a clause tells has not happened in this war; empty if it has."""
        verb, noticed = clauses[at].verb, self.noticed
        if mood := mood_of(noticed.text, sentence, clauses, at, noticed.moods, noticed.places, noticed.lexicon):
            return mood
        if self.memory.is_past and day.start < 0 and verb and verb.kind != DraftKind.HELD:
            return HISTORY
        return FUTURE if day.earliest > self.noticed.published else ""

    def _without_place(self, told: Statement, reason: str) -> None:
        """Make a claim of what counts districts and names no place, and note what is no report."""
        kind, first = told.kind, next(iter(told.quantities), None)
        if first and (first.numerator or 0) >= LEAST_TOTAL and not (kind.is_context or kind == DraftKind.CONTESTED):
            self.totals.claim(told.sentence, told.clause, first, told.actor, told.day)
        elif told.clause.verb and (reason != NO_PLACE or not kind.is_context):
            self._leave(told.clause.verb, reason)

    def _leave(self, verb: Verb, reason: str) -> None:
        self.unused.append(Unused(verb.start, verb.end, reason))

    def _draft(self, told: Statement, place: Mention) -> Draft:
        saying = self.totals.saying(told.sentence, told.clause)
        is_province, actor, day = place.level == Level.PROVINCE, told.actor, told.day
        counts = (quantity for quantity in told.quantities if quantity.unit == Unit.DISTRICTS)
        count = next(counts, None) if is_province else None
        capital = place.code in self.noticed.atlas.gazetteer.capitals.values()
        start, end = _span(told.clause, place)
        return Draft(
            told.kind,
            actor,
            place.name,
            place.code,
            _scope(place, capital=capital),
            day.earliest,
            min(day.latest, self.noticed.published),
            count.numerator if count else None,
            count.qualifier if count else "",
            saying.who if saying else "",
            certainty_of(saying, actor, self.war_sides.state) if actor else Certainty.REPORTED,
            start,
            end,
            manner=self._manner(told.sentence),
            is_dated=day.start >= 0,
            may_be=() if place.code else tuple(sorted(place.may_be)),
        )

    def _manner(self, sentence: Sentence) -> str:
        low = self.low[sentence.start : sentence.end]
        without = self.noticed.grammar["without_fight"].search(low)
        if not without:
            return ""
        mostly = self.noticed.grammar["mostly"].search(low[max(0, without.start() - BESIDE) : without.end()])
        return "mostly without a fight" if mostly else "without a fight"


def _scope(place: Mention, *, capital: bool) -> str:
    if place.level == Level.PROVINCE:
        return "province"
    return "capital" if capital else "district" if place.code or place.may_be else "abroad"


def _span(clause: Clause, place: Mention) -> tuple[int, int]:
    """Return where the words of a draft stand: its verb and its place, if both are in one clause."""
    assert clause.verb
    if clause.start <= place.start < clause.end:
        return min(clause.verb.start, place.start), max(clause.verb.end, place.end)
    return clause.verb.start, clause.verb.end


def _is_said(draft: Draft, others: Sequence[Draft]) -> bool:
    """Return whether a draft that names no place of its own tells again what another does."""
    return any(
        other.code == draft.code
        and (other.kind == draft.kind or ({other.kind, draft.kind} <= TAKING and other.actor == draft.actor))
        for other in others
    )
