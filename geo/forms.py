"""
Names in the cases that sentences ask for, and the words that a war has of its own.

A war calls its parties, its places and its levels as its `war.toml` says, see `geo.wording`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

CASES = ("of", "to", "by", "in", "have")
"""
The cases in which a message may ask for a name: "of the Taliban", "to the Taliban", "by the Taliban" and "in Helmand",
each with its preposition if the language has one, and "the Taliban have", because a verb agrees with its subject:
*hebben de Taliban*, *heeft de regering*.
"""

VERBS = ("take", "retake", "claim", "hold")
"""The verbs with which an English message may ask for a party: *the Taliban take*, *the Arakan Army takes*."""

PLACE = "place"
"""The context of place names: Kabul is Kaboul in French."""

LABEL = "label"
"""The context of what a war's own files say in a few words: the labels of its context, and its baseline."""

ELISION = re.compile(r"\b([dD])e (?=[aeiouâàéèêëîïôûAEIOUÂÀÉÈÊËÎÏÔÛ])")
"""Where French drops a vowel before another: *d’Uruzgan*. Before an h the name has a case of its own."""

MOST_KEPT = 16_384
"""Messages that are kept as worded: those of thirty languages of wars."""

JOINED = "\\w\u200c"
"""What is within a word, as a class of a pattern: also the joiner between Persian letters."""


class Name(str):
    """A name as written, which a message may ask for in one of its `CASES`, or with one of the `VERBS`."""

    cases: dict[str, str]

    def __format__(self, case: str) -> str:
        return self.cases.get(case, str(self))


@dataclass(frozen=True, eq=False)
class Wording:
    """What a war calls its parties, places and levels in one language; none is equal to another."""

    names: Mapping[tuple[str, str | None], str]
    """By the English name, and the case or `PLACE`."""
    levels: Mapping[str, str]
    """By the phrase that the messages of the language have: "each district", and "each township" for it."""

    def worded(self, message: str) -> str:
        """
        Put into a message, before its values, what the war calls its levels: the longest phrase that fits, whole words.

        >>> Wording({}, {"district": "township", "a district": "one township"}).worded("A district, {district}")
        'One township, {district}'
        """
        return _worded(self, message) if self.levels else message

    @cached_property
    def phrases(self) -> re.Pattern[str]:
        """The phrases, longest first, each beginning with either case."""
        listed = (
            f"[{re.escape(phrase[0].lower() + phrase[0].upper())}]{re.escape(phrase[1:])}"
            for phrase in sorted(self.levels, key=len, reverse=True)
        )
        return re.compile(f"(?<![{JOINED}{{])(?:{'|'.join(listed)})(?![{JOINED}}}])")

    def own(self, phrase: str) -> str:
        """Return the war's words for a phrase, beginning as the phrase does."""
        if own := self.levels.get(phrase):
            return own
        own = self.levels[phrase[0].swapcase() + phrase[1:]]
        return own[0].upper() + own[1:] if phrase[0].isupper() else own


PLAIN = Wording({}, {})
"""Of no war."""


def put_in(name: str, like: str, words: str, code: str) -> str:
    """
    Put a name in place of the one that stands for all, in the language of a code.

    >>> put_in("Uruzgan", "{province}", "de {province}", "fr"), put_in("Kapisa", "{province}", "de {province}", "fr")
    ('d’Uruzgan', 'de Kapisa')
    """
    said = words.replace(like, name)
    return ELISION.sub("\\1’", said) if code == "fr" else said


@lru_cache(MOST_KEPT)
def _worded(wording: Wording, message: str) -> str:
    return wording.phrases.sub(lambda found: wording.own(found[0]), message)
