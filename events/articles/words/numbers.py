"""Numbers in words and digits, as articles write them."""

import re
from collections.abc import Mapping
from functools import cache

from num2words import num2words

from events.articles.words.lexicon import load_lexicon

MOST = 450
"""The highest number that is read in words; no country has so many districts that more are spelt out."""


@cache
def number_words(language: str) -> Mapping[str, int]:
    """Return numbers by their words in small letters: those of the library, and those that the lexicon adds."""
    words: dict[str, int] = dict(load_lexicon(language).told["numbers"])
    for number in range(1, MOST + 1):
        spelt = str(num2words(number, lang=language)).lower()
        for form in (spelt, spelt.replace("-", " "), spelt.replace(" and ", " ")):
            words.setdefault(form, number)
    return words


@cache
def number_pattern(language: str) -> re.Pattern[str]:
    """Return a pattern for a number in words or in digits."""
    words = sorted(map(re.escape, number_words(language)), key=len, reverse=True)
    return re.compile(r"(?<![\w.,-])(?:\d{1,3}(?:[.,  ]\d{3})+|\d+|" + "|".join(words) + r")(?![\w]|[.,]\d)")


def number_of(said: str, language: str) -> int:
    """Return the number that a phrase found by `number_pattern` means."""
    digits = re.sub(r"[.,  ]", "", said)
    return int(digits) if digits.isdecimal() else number_words(language)[said]
