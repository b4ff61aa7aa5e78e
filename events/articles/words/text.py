"""
A text as its reader takes it in: sentences and clauses, each with its offsets in the text as it was given.

A blank line ends a paragraph; a line that is broken in mid-sentence goes on in the next. No sentence ends after an
abbreviation, an initial, or a number before the name of a month.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from babel import Locale

from events.articles.words.lexicon import LANGUAGES, Lexicon, load_lexicon

LONG_LINE = 50
"""A line of at least so many letters that ends without a full stop goes on in the next."""
SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
DATELINE = re.compile(
    r"[A-ZÀ-Þ][^\n.;:!?–—]{2,50}?(?:, [^\n;:!?–—]{2,40}?)?(?: \([^)\n]{1,20}\))?\s(?:-|–|—|--)\s"
    r"|[A-ZÀ-Þ][A-ZÀ-Þ'’ -]{3,40}(?:, [A-Za-z .]{2,20})?(?: \([^)\n]{1,20}\))?:?\s(?=\S)(?:(?<=:\s)|(?<=\)\s))"
)
SHORT_WORD = 3
WIDTHS = ("abbreviated", "wide")
QUOTES = str.maketrans("’‘ʼ`´\u202f\u00a0\u2009\u2011", "'''''   -")
SOFT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Marks that are not seen, and would part a word."""
UNSEEN = re.compile(rf"\A(?:\s|{SOFT.pattern})+")
"""What a text may begin with before its first letter, such as a byte order mark."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a text; its offsets are those of the text."""

    start: int
    end: int
    paragraph: int
    is_headline: bool
    """Whether it is a paragraph of one sentence without a full stop."""


@dataclass(frozen=True)
class Text:
    """A text, and where its sentences are."""

    raw: str
    low: str
    """In small letters, with plain apostrophes and spaces: letter for letter as long as the text."""
    sentences: Sequence[Sentence]
    datelines: Sequence[tuple[int, int]]
    """Where a report says where it was written, and when: ``KABUL, July 5 (AP) —``."""

    def in_dateline(self, at: int) -> bool:
        """Return whether a letter stands in a dateline."""
        return any(start <= at < end for start, end in self.datelines)


def text_of(raw: str, lexicon: Lexicon) -> Text:
    """Find the sentences of a text."""
    low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in raw).translate(QUOTES)
    low = SOFT.sub("\u2063", low)  # an invisible separator keeps the length, and no phrase has it
    sentences = tuple(_sentences(raw, low, lexicon))
    begun = (DATELINE.match(raw, sentence.start) for sentence in sentences)
    months = month_names(lexicon.language)
    lines = [found.span() for found in begun if found and not _has_small_words(found[0], months)]
    return Text(raw, low, sentences, tuple(lines))


def _has_small_words(line: str, months: Mapping[str, int]) -> bool:
    """Return whether a line has words in small letters, other than months and short ones, which no dateline has."""
    return any(len(word) > SHORT_WORD and word not in months for word in re.findall(r"(?<!\w)[a-zß-ÿ]+", line))


def _sentences(raw: str, low: str, lexicon: Lexicon) -> Iterator[Sentence]:
    abbreviated = lexicon.lists["grammar"]["abbreviation"]
    months = month_names(lexicon.language)
    start = paragraph = 0
    first = True
    for end in SENTENCE_END.finditer(raw):
        before, after = low[start : end.end()], low[end.end() :].lstrip()
        follows = raw[end.end() :].lstrip()[:1]
        if "\n" in end[0]:
            goes_on = len(end[0]) == 1 and _goes_on(raw, end.start(), after)
        else:
            abbreviates = end[0][0] == "." and _is_abbreviation(before, after, abbreviated, months)
            goes_on = abbreviates or follows.islower()
        if goes_on:
            continue
        if raw[start : end.end()].strip():
            yield _sentence(raw, start, end.end(), paragraph, is_first=first)
            first = False
        if "\n" in end[0] or raw[end.end() : end.end() + 1] == "\n":
            paragraph, first = paragraph + 1, True
        start = end.end()
    if raw[start:].strip():
        yield _sentence(raw, start, len(raw), paragraph, is_first=first)


def _sentence(raw: str, start: int, end: int, paragraph: int, *, is_first: bool) -> Sentence:
    said = raw[start:end]
    begin = start + len(said) - len(UNSEEN.sub("", said))
    ended = said.rstrip()
    return Sentence(begin, start + len(ended), paragraph, is_first and ended[-1] not in '.!?…"”»')


def _goes_on(raw: str, at: int, after: str) -> bool:
    """Return whether a line that ends here is only broken."""
    line = raw[raw.rfind("\n", 0, at) + 1 : at].rstrip()
    return len(line) >= LONG_LINE and line[-1:] not in '.!?…:"”»' and bool(after)


def _is_abbreviation(before: str, after: str, abbreviated: re.Pattern[str], months: Mapping[str, int]) -> bool:
    word = before.rstrip(".").split()[-1:] or [""]
    last = word[0].strip("\"'(„“«")
    if len(last) == 1 and last.isalpha():
        return True
    if last.isdecimal():
        following = re.match(r"\w+", after)
        return bool(following and (following[0] in months or following[0].isdecimal()))
    return bool(abbreviated.fullmatch(f"{last}."))


def month_names(language: str, *, wide: bool = False) -> dict[str, int]:
    """Return the months by their names, and by their abbreviations too, in small letters, from CLDR."""
    return _calendar_names(language, "months", ("wide",) if wide else WIDTHS)


def day_names(language: str) -> dict[str, int]:
    """Return the days of the week, Monday 0, by their names in small letters, from CLDR."""
    known: dict[str, int] = load_lexicon(language).told.get("weekdays", {})
    return {name: day for name, day in _calendar_names(language, "days").items() if len(name) > 3} | known


def _calendar_names(language: str, what: str, widths: Sequence[str] = WIDTHS) -> dict[str, int]:
    known = getattr(Locale(language), what)
    named = [known[context][width] for context in ("format", "stand-alone") for width in widths]
    return {name.lower().rstrip("."): number for names in named for number, name in names.items()}


def language_of(raw: str) -> str:
    """Find the language of a text by its commonest words; English where no word tells."""
    words = re.findall(r"[^\W\d_]+", raw.lower())
    known = {language: frozenset(load_lexicon(language).told["grammar"]["common"]) for language in LANGUAGES}
    return max(LANGUAGES, key=lambda language: (sum(word in known[language] for word in words), language == "en"))
