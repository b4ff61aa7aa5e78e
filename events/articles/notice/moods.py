"""What is not a report: what is planned, feared, denied, past, or only compared."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from events.articles.notice.beside import ends
from events.articles.notice.clauses import MARKS, Clause, Verb
from events.articles.notice.days import Told
from events.articles.notice.places import Mention
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Sentence, Text

HISTORY, COMPARED, FUTURE, FAILED, FEARED = "history", "compared", "future", "failed", "feared"
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
    text: Text,
    sentence: Sentence,
    clauses: Sequence[Clause],
    at: int,
    moods: Sequence[Mood],
    places: Sequence[Mention],
    lexicon: Lexicon,
) -> str:
    """Return why a clause of a sentence is no report; empty if it may be one."""
    if text.low[sentence.start : sentence.end].rstrip("\"'”’»«“ ").endswith(("?", "!")):
        return QUESTION
    if not sentence.is_headline and lexicon.lists["grammar"]["opens_condition"].match(text.low, sentence.start):
        return CONDITION
    clause, but = clauses[at], lexicon.lists["grammar"]["but"]
    for mood in moods:
        if clause.start <= mood.start < clause.end:
            reaches = clause.verb is not None and _reaches(text, clause, clause.verb, mood, places, lexicon)
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


def places_of(mood: Mood, text: Text, clause: Clause, places: Sequence[Mention], lexicon: Lexicon) -> Sequence[Mention]:
    """
    Return the places of a clause that words after its verb are about: *captured Jurm and plan to attack Faizabad*.

    They follow such words, each with the list that it begins; or they go before, where a part of the clause that is not
    the verb's begins with them: *and Faizabad could be next*.
    """
    verb = clause.verb
    if verb is None or mood.start < verb.end or mood.reach == "before":
        return ()
    here = [place for place in places if clause.start <= place.start < clause.end]
    earlier, later = ([place for place in here if (place.start < mood.start) == before] for before in (True, False))
    part = _last_part(text, verb.end, mood.start, lexicon)
    inner = [place for place in earlier if part is not None and part <= place.start]
    is_verbs = _may_follow(text, verb, mood, lexicon)
    if inner and not is_verbs and not _goes_on(text, earlier, inner[0], lexicon):
        return inner
    begins = part is not None and not (inner and is_verbs)
    follows = begins or (bool(earlier) and not lexicon.told["verbs_last"])
    if not later or not follows or _is_parted(text.low[mood.end : later[0].start], lexicon):
        return ()
    parted = (at for at, place in enumerate(later) if at and not _goes_on(text, later, place, lexicon))
    return later[: next(parted, len(later))]


def _may_follow(text: Text, verb: Verb, mood: Mood, lexicon: Lexicon) -> bool:
    """Return whether words that follow a verb may be about it: *erobern wollen*; no fear does so after an *and*."""
    if not lexicon.told["verbs_last"] or MARKS.search(text.low, verb.end, mood.start):
        return False
    return mood.reason != FEARED or _last_part(text, verb.end, mood.start, lexicon) is None


def _last_part(text: Text, start: int, end: int, lexicon: Lexicon) -> int | None:
    """Return where the last part of a span begins, with a mark or a word such as *and*; `None` if it has one part."""
    marks = (mark.end() for mark in MARKS.finditer(text.low, start, end))
    words = (word.start() for word in lexicon.lists["grammar"]["break"].finditer(text.low, start, end))
    return max((*marks, *words), default=None)


def _goes_on(text: Text, places: Sequence[Mention], place: Mention, lexicon: Lexicon) -> bool:
    """Return whether a place goes on a list after the one before it."""
    at = places.index(place)
    before = places[at - 1] if at else None
    if before is None or before.level != place.level:
        return False
    return bool(lexicon.lists["grammar"]["listed"].fullmatch(text.low[before.end : place.start].strip()))


def _is_parted(between: str, lexicon: Lexicon) -> bool:
    """Return whether a pause, a *but* or an *and* stands between words and a place."""
    grammar = lexicon.lists["grammar"]
    if MARKS.search(between) or grammar["but"].search(between):
        return True
    return any(grammar["listed"].fullmatch(word[0]) for word in grammar["break"].finditer(between))


def _reaches(text: Text, clause: Clause, verb: Verb, mood: Mood, places: Sequence[Mention], lexicon: Lexicon) -> bool:
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
    if not _may_follow(text, verb, mood, lexicon):
        return False
    begins_anew = ends(lexicon.lists["grammar"]["break"], text.low[verb.end : mood.start])  # "ein und wollen"
    return not begins_anew and not places_of(mood, text, clause, places, lexicon)
