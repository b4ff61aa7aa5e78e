"""What is not a report: what is planned, feared, denied, past, or only compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from events.articles.notice.clauses import Clause, Verb
from events.articles.notice.days import Told
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Sentence, Text

HISTORY, COMPARED, FUTURE, FAILED = "history", "compared", "future", "failed"
QUESTION, CONDITION, DENIED = "a question", "a condition", "denied"
FIRST_LETTERS = 12
"""Of a clause, within which a *but* opens it."""
PAUSE = re.compile(r"[,;:–—]")
REPORTED = "reported"
"""Of words that look like a mood and only say that others say so: *zouden hebben ingenomen*."""


@dataclass(frozen=True, slots=True)
class Mood:
    """Words that say why what they speak of is no report."""

    start: int
    end: int
    reason: str
    reach: str
    """
    ``clause``; ``phrase`` for what follows up to a comma, too, and ``on`` up to a *but*; ``before`` for what goes
    before, too.
    """


def find_moods(text: Text, lexicon: Lexicon, days: Sequence[Told]) -> list[Mood]:
    """Find such words in a text, in its order, but for those within longer ones that say otherwise, and in days."""
    found = [
        Mood(match.start(), match.end(), entry.means["reason"], entry.means.get("reach", "clause"))
        for entry, match in lexicon.found("not", text.low)
    ]
    plain = [mood for mood in found if mood.reason == REPORTED]
    kept = [mood for mood in found if mood.reason != REPORTED and not any(_covers(other, mood) for other in plain)]
    kept = [mood for mood in kept if not any(day.start <= mood.start and mood.end <= day.end for day in days)]
    return sorted(kept, key=lambda mood: mood.start)


def _covers(longer: Mood, mood: Mood) -> bool:
    return longer.start <= mood.start and mood.end <= longer.end


def mood_of(
    text: Text, sentence: Sentence, clauses: Sequence[Clause], at: int, moods: Sequence[Mood], lexicon: Lexicon
) -> str:
    """Return why a clause of a sentence is no report; empty if it may be one."""
    if text.low[sentence.start : sentence.end].rstrip("\"'”’»«“ ").endswith(("?", "!")):
        return QUESTION
    if not sentence.is_headline and lexicon.lists["grammar"]["opens_condition"].match(text.low, sentence.start):
        return CONDITION
    clause, but = clauses[at], lexicon.lists["grammar"]["but"]
    for mood in moods:
        if clause.start <= mood.start < clause.end:
            reaches = clause.verb is not None and _reaches(text, clause.verb, mood, lexicon)
        else:
            inside = sentence.start <= mood.start < sentence.end
            reaches = inside and _reaches_on(text, clause, mood, but)
        if reaches:
            return mood.reason
    return ""


def _reaches_on(text: Text, clause: Clause, mood: Mood, but: re.Pattern[str]) -> bool:
    """Return whether words in another clause of the sentence are about this one."""
    if mood.start < clause.start:
        between = text.low[mood.end : clause.start]
        stops = but.search(between + text.low[clause.start : clause.start + FIRST_LETTERS])
        return (mood.reach == "on" and not stops) or (mood.reach == "phrase" and not (PAUSE.search(between) or stops))
    if clause.end <= mood.start and mood.reach == "before":
        return mood.reason == FAILED or not but.search(text.low[clause.end : mood.start])
    return False


def _reaches(text: Text, verb: Verb, mood: Mood, lexicon: Lexicon) -> bool:
    """Return whether words in the clause of a verb are about it: they go before it, but for those that may follow."""
    if mood.reach == "before":
        return verb.start < mood.start
    if mood.reason in (HISTORY, COMPARED):
        return True
    if mood.start < verb.end:
        between, sub = text.low[mood.end : verb.start], lexicon.lists["grammar"]["subordinate"]
        aside = any(sub.match(between[pause.end() :].lstrip()) for pause in PAUSE.finditer(between))
        if mood.reach == "phrase" and mood.end <= verb.start and PAUSE.search(between):
            return False
        return mood.reach == "on" or not aside
    return bool(lexicon.told["verbs_last"]) and not PAUSE.search(text.low[verb.end : mood.start])
