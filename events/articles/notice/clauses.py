"""The clauses of a sentence: what belongs to one verb, and what leads into it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.articles.words.lexicon import Entry, Lexicon
from events.articles.words.text import Sentence, Text

MARKS = re.compile(r"[,;:()–—\"“”„«»]|\s-\s")


@dataclass(frozen=True, slots=True)
class Verb:
    """Words that say that a place changes hands, or who holds it."""

    start: int
    end: int
    entry: Entry

    @property
    def kind(self) -> str:
        """What they say, as the lexicon has it."""
        return str(self.entry.means["kind"])


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a sentence with at most one verb."""

    start: int
    end: int
    verb: Verb | None


def find_verbs(text: Text, lexicon: Lexicon) -> list[Verb]:
    """Find all verbs of a text, in its order; of two that overlap, the longer."""
    found = [Verb(match.start(), match.end(), entry) for entry, match in lexicon.found("event", text.low)]
    found.sort(key=lambda verb: (verb.start - verb.end, verb.start))
    kept: list[Verb] = []  # in the order of the text, none over another
    for verb in found:
        at = bisect_right(kept, verb.start, key=lambda other: other.start)
        before, after = kept[at - 1 : at] if at else [], kept[at : at + 1]
        if all(other.end <= verb.start for other in before) and all(verb.end <= other.start for other in after):
            kept.insert(at, verb)
    return kept


def clauses_of(text: Text, sentence: Sentence, verbs: Sequence[Verb], lexicon: Lexicon) -> list[Clause]:
    """Part a sentence into clauses: those without a verb go with the one that they lead into, or that they follow."""
    grammar = lexicon.lists["grammar"]
    low = text.low[sentence.start : sentence.end]
    cuts = {0, *(mark.end() for mark in MARKS.finditer(low))}
    cuts |= {word.start() for word in grammar["break"].finditer(low)}
    inside = [(verb.start - sentence.start, verb.end - sentence.start) for verb in verbs]
    cuts = {cut for cut in cuts if not any(start < cut < end for start, end in inside)}
    starts = sorted(cuts)
    pieces = [
        (sentence.start + start, sentence.start + end)
        for start, end in zip(starts, [*starts[1:], len(low)], strict=True)
        if low[start:end].strip(' ,;:()–—-"“”„«»')
    ]
    return list(_grouped(text, pieces, verbs, lexicon))


def _grouped(
    text: Text, pieces: Sequence[tuple[int, int]], verbs: Sequence[Verb], lexicon: Lexicon
) -> Iterator[Clause]:
    """Join the pieces without a verb to those with one; where verbs come last, what goes before is theirs."""
    leads, sub = lexicon.lists["grammar"]["leads"], lexicon.lists["grammar"]["subordinate"]
    last = bool(lexicon.told["verbs_last"])
    ends = [end for _, end in pieces]
    of_piece: list[list[Verb]] = [[] for _ in pieces]
    for own_verb in verbs:
        if pieces and pieces[0][0] <= own_verb.start < ends[-1]:
            of_piece[min(bisect_right(ends, own_verb.start), len(pieces) - 1)].append(own_verb)
    start: int | None = None
    verb: Verb | None = None
    for at, (begin, end) in enumerate(pieces):
        own = of_piece[at]
        later = any(of_piece[at + 1 :])
        forward = later and leads.match(text.low[begin:end].lstrip()) and _leads(text, pieces, at, sub)
        opens = verb is not None and (own or forward)
        if opens and start is not None:
            yield Clause(start, begin, verb)
            start, verb = begin, None
        start = begin if start is None else start
        for following in own:
            if verb is not None:
                cut = verb.end if last and not verb.entry.means.get("direct") else following.start
                yield Clause(start, cut, verb)
                start = cut
            verb = following
    if start is not None:
        yield Clause(start, ends[-1], verb)


def _leads(text: Text, pieces: Sequence[tuple[int, int]], at: int, sub: re.Pattern[str]) -> bool:
    """Return whether a piece leads into the next: it follows a pause, and the next does not begin with *where*."""
    begin, _ = pieces[at]
    following = text.low[slice(*pieces[at + 1])].lstrip()
    return text.low[:begin].rstrip()[-1:] in ",;:–—" and not sub.match(following)
