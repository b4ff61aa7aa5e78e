"""Who says so, and how sure that makes a report: a claim by the side that gains, confirmed by the side that loses."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from events.articles.notice.clauses import Clause
from events.articles.notice.sides import OTHER, REBELS, STATE, Side, Sides
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Sentence, Text
from events.model import Certainty, PartyId

REACH = 110
"""Letters within which a speaker stands from the verb of saying."""
CLOSING = tuple(',»"”“–—')
ADJACENT = 16
"""Letters within which a side that is not named as a speaker stands from the verb of saying."""
MOST_SAYINGS = 10
"""The most of two sentences among which who spoke last is looked for."""
SPEAKERS = {"speaker_state": STATE, "speaker_rebels": REBELS, "speaker_other": OTHER}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Where a text names who speaks, and of which side they are."""

    start: int
    end: int
    side: str
    """One of `STATE`, `REBELS` and `OTHER`."""
    party: PartyId
    """Empty unless the speaker is of a side that is known."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words of attribution, and who speaks."""

    start: int
    end: int
    who: str
    """As the text has it."""
    speaker: Speaker
    is_after: bool = False
    """Whether the speaker always follows, as after *according to*: a day before it is that of the event."""


class SpeakerFinder:
    """Finds who says what in one text."""

    def __init__(self, text: Text, sides: Sides, spoken_of: Sequence[Side], lexicon: Lexicon) -> None:
        """Begin with a text, and the sides that it speaks of."""
        self.text, self.sides, self.spoken_of, self.lexicon = text, sides, spoken_of, lexicon
        self.low, self.grammar = text.low, lexicon.lists["grammar"]

    def find(self) -> list[Saying]:
        """Find who says what, in the order of the text."""
        found: list[Saying] = []
        starts = [sentence.start for sentence in self.text.sentences]
        for entry, match in sorted(self.lexicon.found("say", self.low), key=lambda pair: pair[1].start()):
            at = bisect_right(starts, match.start()) - 1
            if at < 0:
                continue
            sentence, where = self.text.sentences[at], entry.means.get("speaker", "near")
            before = _last_of([saying for saying in found[-MOST_SAYINGS:] if saying.start >= starts[max(0, at - 1)]])
            goes_on = before is not None and self._goes_on(sentence, match, where, before)
            speaker = None if goes_on else self._of(sentence, match, where)
            if before and (goes_on or (speaker is None and self._is_pronoun(match))):
                speaker = before.speaker
            if speaker:
                who = self.text.raw[speaker.start : speaker.end]
                found.append(Saying(match.start(), match.end(), who, speaker, where == "after"))
        return found

    def _goes_on(self, sentence: Sentence, match: re.Match[str], where: str, before: Saying) -> bool:
        """Return whether who spoke before is called so again: *he added*, *according to him*, *the spokesman said*."""
        earlier, later = (_words(self.low[slice(*span)]) for span in self._reach(sentence, match))
        while earlier and self.grammar["also"].fullmatch(earlier[-1]):
            earlier.pop()
        if where != "after" and earlier:
            pronoun = self.grammar["pronoun" if where == "near" else "him"]
            if pronoun.fullmatch(earlier[-1]) or self._names(earlier[-2:], before):
                return True
        is_inverted = self.low[: match.start()].rstrip()[-1:] in CLOSING
        if where == "near" and later and is_inverted and self.grammar["pronoun"].fullmatch(later[0]):
            return True
        if where == "before" or not later or (where == "near" and self._last(*self._reach(sentence, match)[0])):
            return False
        if where == "after" and self.grammar["him"].fullmatch(later[0]):
            return True
        return self._names(later[:2], before) and not self.grammar["belongs"].fullmatch("".join(later[2:3]))

    def _is_pronoun(self, match: re.Match[str]) -> bool:
        """Return whether a pronoun stands beside words of saying: *said he*."""
        before, after = self.low[: match.start()][-12:].split(), self.low[match.end() :][:12].split()
        words = (*before[-1:], *after[:1])
        return any(self.grammar["pronoun"].fullmatch(word.strip(",.")) for word in words)

    def _names(self, words: Sequence[str], before: Saying) -> bool:
        """Return whether two words name who spoke before once more: *the spokesman*."""
        named = _words(before.who.lower())
        is_definite = len(words) == 2 and self.grammar["definite"].fullmatch(words[0])
        return bool(is_definite) and words[1] in (named[0], named[-1])

    def _reach(self, sentence: Sentence, match: re.Match[str]) -> tuple[tuple[int, int], tuple[int, int]]:
        """Return the spans before and after words of saying in which their speaker may stand."""
        before = max(sentence.start, match.start() - REACH), match.start()
        return before, (match.end(), min(sentence.end, match.end() + REACH))

    def _of(self, sentence: Sentence, match: re.Match[str], where: str) -> Speaker | None:
        """Return who speaks by words of saying; `where` tells on which side of them, as the lexicon has it."""
        before, after = self._reach(sentence, match)
        if where == "after":
            return self._first(*after, self.spoken_of)
        if where == "before":
            return self._last(*before)
        if self._is_inverted(match):
            return self._first(*after, self.spoken_of) or self._last(*before)
        return self._last(*before) or self._first(*after, ())  # "said the insurgents took it": no side speaks here

    def _is_inverted(self, match: re.Match[str]) -> bool:
        """Return whether the speaker follows: words of saying follow what is said, and nothing that is said follows."""
        before, after = self.low[: match.start()].rstrip(), self.low[match.end() :].lstrip()
        told_after = self.grammar["that"].match(after) or after.startswith(":")
        return before[-1:] in CLOSING and bool(after) and not told_after

    def _last(self, start: int, end: int) -> Speaker | None:
        """Return the last speaker of a span, before words of saying."""
        near = [side for side in self.spoken_of if start <= side.start < end and end - side.end <= ADJACENT]
        return max(self._known(start, end, near), key=lambda one: (one.end, -one.start), default=None)

    def _first(self, start: int, end: int, sides: Sequence[Side]) -> Speaker | None:
        """Return the first speaker of a span, after words of saying; of those that begin alike the longer."""
        near = [side for side in sides if start <= side.start < end and side.start - start <= ADJACENT]
        return min(self._known(start, end, near), key=lambda one: (one.start, -one.end), default=None)

    def _known(self, start: int, end: int, near: Sequence[Side]) -> list[Speaker]:
        """List the speakers of a span: those called so, of the side beside them, and sides that speak themselves."""
        known = []
        for name, side in SPEAKERS.items():
            party = self.sides.state if side == STATE else self.sides.rival if side == REBELS else ""
            found = self.lexicon.lists["side"][name].finditer(self.low, start, end)
            known += [Speaker(match.start(), match.end(), side, party) for match in found]
        for spoken in self.spoken_of:
            if start <= spoken.start < end:
                which = STATE if spoken.party == self.sides.state else REBELS
                beside = [one for one in known if self._belong(spoken, one)]
                if beside:  # "a spokesman of the Arakan Army"
                    known = [one for one in known if one not in beside]
                    first, last = min(beside[0].start, spoken.start), max(beside[0].end, spoken.end)
                    known.append(Speaker(first, last, which, spoken.party))
                elif spoken in near:
                    known.append(Speaker(spoken.start, spoken.end, which, spoken.party))
        return known

    def _belong(self, side: Side, speaker: Speaker) -> bool:
        """Return whether a speaker and a side are one: *a Taliban spokesman*, *a spokesman for the Taliban*."""
        if side.end <= speaker.start:
            return self.low[side.end : speaker.start].strip(" -") in ("", "'s")
        between = self.low[speaker.end : side.start].strip()
        return speaker.end <= side.start and (not between or bool(self.grammar["belongs"].fullmatch(between)))


def _last_of(sayings: Sequence[Saying]) -> Saying | None:
    """Return the last saying, before those of whom a report only names: *the governor told AFP*, *reached by AFP*."""
    return next((saying for saying in reversed(sayings) if not saying.is_after), sayings[-1] if sayings else None)


def _words(low: str) -> list[str]:
    """Part small letters into words, without the marks around each."""
    return [word.strip(",.;:!?()\"'“”«»„–—") for word in low.split()]


def attributed(clause: Clause, sayings: Sequence[Saying]) -> Saying | None:
    """Return the saying of its sentence that is nearest to a clause."""
    middle = clause.verb.start if clause.verb else clause.start
    return min(sayings, key=lambda saying: abs(saying.start - middle), default=None)


def certainty_of(saying: Saying | None, gains: PartyId, state: PartyId) -> Certainty:
    """Return how sure a report is by who says so."""
    if saying is None or saying.speaker.side == OTHER:
        return Certainty.REPORTED
    speaker = saying.speaker
    if speaker.party == gains or (speaker.side == REBELS and not speaker.party and gains != state):
        return Certainty.CLAIMED
    return Certainty.CONFIRMED if speaker.party else Certainty.REPORTED
