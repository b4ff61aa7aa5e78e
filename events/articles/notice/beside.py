"""The words beside a name, and where in the text it stands."""

import re
from collections.abc import Iterable

from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Sentence, Text

FAR = 40
"""Letters within which the words beside a name are looked for."""
GENITIVE = re.compile(r"^(?:'s?(?!\w))?[\s-]*")
OPENING = " \n'\"(“„«"
"""Space, and what opens speech."""
UNITS = ("district", "districts", "province", "provinces", "city")


def ends(pattern: re.Pattern[str], text: str, but_for: str | None = OPENING) -> bool:
    """Return whether a text ends with a phrase, but for some letters; with `None` but for space."""
    stripped = text.rstrip(but_for)
    return any(match.end() == len(stripped) for match in pattern.finditer(stripped))


def following(after: str) -> str:
    """Return what follows a name, without its genitive: ``'s districts``."""
    return GENITIVE.sub("", after)


def unit_before(unit: re.Pattern[str], before: str, of: re.Pattern[str]) -> bool:
    """Return whether a unit stands before a name, with no more than a word such as *of* between."""
    for match in unit.finditer(before):
        between = before[match.end() :].strip(" -\"'“„«:")
        if not between or of.fullmatch(between):
            return True
    return False


def has_unit(lexicon: Lexicon, before: str, after: str, units: Iterable[str] = UNITS) -> bool:
    """Return whether one of some units stands before or after a name."""
    unit, of = lexicon.lists["unit"], lexicon.lists["grammar"]["of"]
    follows = following(after)
    return any(unit[each].match(follows) or unit_before(unit[each], before, of) for each in units)


def sentence_at(text: Text, at: int) -> Sentence:
    """Return the sentence in which a letter of the text stands."""
    return next(sentence for sentence in reversed(text.sentences) if sentence.start <= at)


def paragraph_of(text: Text, sentence: Sentence) -> tuple[int, int]:
    """Return where the paragraph of a sentence begins and ends."""
    alike = [other for other in text.sentences if other.paragraph == sentence.paragraph]
    return alike[0].start, alike[-1].end
