"""Who gains by what a clause says."""

from collections.abc import Sequence

from events.articles.drafting.noticed import BESIDE, DRIVEN, Memory, Noticed, within
from events.articles.drafts import DraftKind
from events.articles.notice.beside import ends
from events.articles.notice.clauses import Clause, Verb
from events.articles.notice.sides import Side
from events.articles.words.text import Sentence
from events.model import PartyId

JUST_AFTER = 8
"""Letters after a verb within which a side is its object."""
GOES_ON = ("pronoun", "possessive")
"""Words by which a side that was spoken of before is meant."""
PREPOSITION, AUXILIARY = 25, 12
"""Letters before a side, and before a verb, within which the words that govern it stand."""


class Who:
    """Finds who gains."""

    def __init__(self, noticed: Noticed, memory: Memory) -> None:
        """Begin with a text; what goes on from sentence to sentence is kept by others."""
        self.memory = memory
        self.noticed, self.low, self.war_sides = noticed, noticed.text.low, noticed.war_sides

    def kind(self, sentence: Sentence, clause: Clause, verb: Verb) -> tuple[DraftKind, PartyId]:
        """Return what a verb says, and who gains: whoever drives the government out captures, it itself recaptures."""
        if verb.kind != DRIVEN:
            return DraftKind(verb.kind), self._actor(sentence, clause, verb)
        driven = within(self.noticed.sides, verb.start, verb.end)
        loser = driven[-1].party if driven else ""
        earlier = [side for side in self.noticed.sides if side.start < verb.start]
        if loser and loser == self.war_sides.state:
            before = [side.party for side in reversed(earlier) if side.party not in ("", loser)]
            return DraftKind.CAPTURED, before[0] if before else self.war_sides.rival
        return DraftKind.RECAPTURED, self.war_sides.state

    def _actor(self, sentence: Sentence, clause: Clause, verb: Verb) -> PartyId:
        """Return the side that gains, or for fighting the one that attacks; empty if nothing tells."""
        sides = within(self.noticed.sides, clause.start, clause.end)
        silent = [side for side in sides if not self._speaks(side)]
        passive = ends(self.noticed.grammar["passive"], self.noticed.before(verb.start, AUXILIARY))
        sides = silent if silent or passive else sides
        earlier = [side for side in self.noticed.sides if side.start < clause.start]
        here = [side for side in earlier if side.start >= sentence.start]
        if verb.kind == DraftKind.FLED:
            rebels = [side.party for side in (*sides, *here) if side.party != self.war_sides.state]
            return rebels[0] if rebels else self.war_sides.rival if sides else ""
        usual = self._gainer_of(clause, verb, here, earlier)
        if verb.kind in (DraftKind.CONTESTED, DraftKind.BESIEGED):
            rebels = [self._party(side) for side in sides if side.party != self.war_sides.state]
            return rebels[0] if rebels else usual
        gains = verb.entry.means["gains"]
        if gains == "other":
            return self._other(verb, sides, earlier) or usual
        if by := self._after("by", sides):
            return self._party(by[0])
        if gains == "to":
            to = [side for side in sides if verb.start <= side.start <= verb.end + JUST_AFTER]
            return self._party(to[0]) if to else usual
        return self._subject(verb, sides, earlier) or usual

    def _after(self, preposition: str, sides: Sequence[Side]) -> list[Side]:
        """Return the sides that follow a preposition: *by the army*."""
        words = self.noticed.grammar[preposition]
        return [side for side in sides if ends(words, self.noticed.before(side.start, PREPOSITION))]

    def _other(self, verb: Verb, sides: Sequence[Side], earlier: Sequence[Side]) -> PartyId:
        """Return who gains by what a side gives up: to whom it goes, or the other side."""
        if to := self._after("to", sides):
            return self._party(to[0])
        by, lost = self._after("by", sides), self._after("from", sides)
        plain = [side for side in sides if side not in by and side not in lost]
        losers = (*reversed([side for side in plain if side.start < verb.start]), *by, *plain)
        return self.war_sides.other(losers[0].party, earlier) if losers else ""

    def _subject(self, verb: Verb, sides: Sequence[Side], earlier: Sequence[Side]) -> PartyId:
        """Return who does what a verb says: its subject, or whoever is not driven out."""
        lost = self._after("from", sides)
        plain = [side for side in sides if side not in lost]
        before = [side for side in plain if side.start < verb.start]
        if before and ends(self.noticed.grammar["passive"], self.noticed.before(verb.start, AUXILIARY)):
            return self.war_sides.other(self._first_of(before).party, earlier)
        if plain:
            return self._party(self._first_of(before) if before else plain[0])
        return self.war_sides.other(lost[0].party, earlier) if lost else ""

    def _first_of(self, sides: Sequence[Side]) -> Side:
        """Return the last side, or the first of those that act together with it: *the KIA and allied PDFs*."""
        first = sides[-1]
        for side in reversed(sides[:-1]):
            between = self.low[side.end : first.start]
            if not self.noticed.grammar["together"].search(between) or len(between) > BESIDE:
                break
            first = side
        return first

    def _speaks(self, side: Side) -> bool:
        return any(saying.speaker.start <= side.start < saying.speaker.end for saying in self.noticed.sayings)

    def _party(self, side: Side) -> PartyId:
        """Return the party of a side; of rebels that are not named the only ones, or those spoken of last."""
        if side.party or self.war_sides.rival:
            return side.party or self.war_sides.rival
        named = [other.party for other in self.noticed.sides if other.start < side.start and other.is_named]
        return next((party for party in reversed(named) if party not in ("", self.war_sides.state)), "")

    def _gainer_of(self, clause: Clause, verb: Verb, here: Sequence[Side], earlier: Sequence[Side]) -> PartyId:
        """Return who gains where the clause names no side: the subject that goes on, or who usually does so."""
        kind = verb.kind
        if kind == DraftKind.HELD:
            goes_on = any(self.noticed.grammar[word].search(self.low, clause.start, clause.end) for word in GOES_ON)
            before = earlier[-1].party if earlier else ""
            return here[-1].party if here else (self.memory.actor or before) if goes_on else ""
        if kind == DraftKind.RECAPTURED:
            return (here[-1].party if here else "") or self.war_sides.state
        if verb.entry.means["gains"] == "subject" and here and here[-1].party:
            return here[-1].party
        rebels = [side.party for side in reversed(earlier) if side.party not in ("", self.war_sides.state)]
        return self.war_sides.rival or (rebels[0] if rebels else "")
