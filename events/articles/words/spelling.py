"""How each language writes the sounds of a name: ``Tschahar Dara``, ``Tchahar Dara`` and ``Chahar Dara`` are one."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz.distance import JaroWinkler

from events.ledger.locate import fold
from events.model import PlaceId

SOUNDS = (
    ("dzh", "j"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("aa", "a"), ("kh", "k"), ("gh", "g"), ("ph", "f"),
    ("q", "k"), ("w", "v"), ("z", "s"), ("y", "i"), ("e", "i"), ("o", "u"), ("tz", "s"),
)  # fmt: skip
"""What writers of one language vary already, and what no difference is made of."""
TWICE = re.compile(r"(.)\1")
LEAST_LETTERS = 5
LEAST_ALIKE = 0.85
"""The similarity (Jaro and Winkler) that a spelling of one sound must have besides."""


def sound(name: str, letters: Sequence[tuple[str, str]] = ()) -> str:
    """
    Write a name as it sounds, roughly.

    Parameters
    ----------
    letters
        How the language of the text writes a sound, and how English does.

    >>> sound("Dschalalabad", [("dsch", "j")]) == sound("Jalalabad")
    True
    """
    folded = english(name, letters)
    for written, read in SOUNDS:
        folded = folded.replace(written, read)
    return TWICE.sub(r"\1", folded)


def english(name: str, letters: Sequence[tuple[str, str]]) -> str:
    """Write a folded name as English would, each sound once: the ``ch`` that becomes of ``tsch`` is none of its own."""
    if not letters:
        return fold(name)
    sounds = dict(letters)
    pattern = "|".join(map(re.escape, sounds))
    words = map(fold, re.split(r"[\W_]+", name))
    return "".join(re.sub(pattern, lambda written: sounds[written[0]], word) for word in words)


class Sounds:
    """Finds the spellings of a gazetteer by their sound."""

    def __init__(self, spellings: Mapping[str, frozenset[PlaceId]], names: Iterable[str]) -> None:
        """Take the Latin spellings of districts, and the names of provinces, which are looked up elsewhere."""
        self.known: dict[str, set[str]] = {}
        for spelling in (*spellings, *names):
            if spelling.isascii() and len(spelling) >= LEAST_LETTERS:
                self.known.setdefault(sound(spelling), set()).add(spelling)

    def spelling(self, name: str, letters: Sequence[tuple[str, str]]) -> str:
        """Return the one folded spelling that sounds like a name, the most alike of several; empty if none is."""
        if len(fold(name)) < LEAST_LETTERS:
            return ""
        folded = english(name, letters)
        alike = {known: JaroWinkler.similarity(folded, known) for known in self.known.get(sound(name, letters), ())}
        best = max(alike, key=lambda known: (alike[known], known), default="")
        if best and alike[best] >= LEAST_ALIKE:
            return best
        return self.spelling(name, ()) if letters else ""  # the press mixes English spellings in
