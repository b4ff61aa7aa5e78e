"""
What the words of a language mean to a reader of war news: `lexicon/nl.toml` and its like, which need no Python.

A phrase is words with single spaces between them, in small letters. In it, ``have|has`` is either, ``(the)`` may be
left out, ``captur*`` is any word that begins so, ``…`` is anything within the sentence, ``(…)`` a few words or none,
and ``$`` is where a clause ends. Every entry has an example that a test reads.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any

from events.ledger.locate import fold

LEXICONS = Path(__file__).parents[1] / "lexicon"
LANGUAGES = ("en", "nl", "de", "fr")
LONGEST_GAP = 200
"""Letters that may stand where a phrase has ``…``."""
SPACE = r"\s{1,20}"
"""Between the words of a phrase; what is blank for longer parts them."""
SHORT_GAP = r"\s+[^.,;:!?]{1,40}?"
BUT = "but|maar|terwijl|aber|während|mais|while"
GAP = rf"(?:(?!\s(?:{BUT})\s|\n[^\S\n]*\n)[^.;!?]|(?<=\d)\.(?=\s)){{1,{LONGEST_GAP}}}?"
NEVER = r"(?!)"
CONJUNCTIONS = (
    "and|or|but|while|en|of|maar|terwijl|nadat|voordat|zonder|und|oder|sowie|wie|als|aber|nachdem|bevor|während|wo|ohne|"
    "weil|et|ou|mais|na|toen|waarna|waarbij|omdat|volgens|aldus|want|of|zegt|zei|meldt|melden|meldden|bevestigt|nach|ohne"
)
CLAUSE_END = rf"(?=\s*(?:[,.;:!?)\]”»“\"–—]|$)|\s+(?:{CONJUNCTIONS})\s)"


class BadLexicon(ValueError):
    """A lexicon that cannot be read; the message names the file and the entry."""


@dataclass(frozen=True)
class Entry:
    """One entry: phrases that mean the same, and what they mean."""

    section: str
    """The table it stands in, such as ``event``."""
    means: Mapping[str, Any]
    """Its other keys."""
    pattern: re.Pattern[str]
    """Its phrases, matched against a text in small letters."""
    example: str


@dataclass(frozen=True)
class Lexicon:
    """The words of one language."""

    language: str
    entries: Mapping[str, Sequence[Entry]]
    """By section, in the order of the file."""
    lists: Mapping[str, Mapping[str, re.Pattern[str]]]
    """By section and name: plain lists of phrases, each one pattern."""
    names: Mapping[str, str]
    """How the language spells places, folded by `events.ledger.locate.fold`, and as the gazetteer does."""
    letters: Sequence[tuple[str, str]]
    """How the language writes a sound, and how English does, longest first."""
    doubtful: frozenset[str]
    """Spellings that are also words or persons: a place only if something beside them says so."""
    strict: frozenset[str]
    """Spellings that are a place only beside a word such as *district*, or in a list of places."""
    namesakes: frozenset[str]
    """Spellings that another country has, too: no place where only that country is spoken of."""
    told: Mapping[str, Any]
    """The file as it was read."""

    def found(self, section: str, text: str) -> list[tuple[Entry, re.Match[str]]]:
        """Find all phrases of a section in a text in small letters."""
        return [(entry, match) for entry in self.entries[section] for match in entry.pattern.finditer(text)]


SECTIONS = ("event", "not", "say", "day", "fraction", "qualifier")
"""The tables of entries, each with ``words`` and an ``example``."""
LISTS = ("unit", "grammar", "side", "object")
"""The tables of plain lists."""


@cache
def load_lexicon(language: str) -> Lexicon:
    """
    Read the lexicon of a language.

    Raises
    ------
    BadLexicon
        If the file is no TOML, lacks a section, or has a phrase that cannot be read.
    """
    path = LEXICONS / f"{language}.toml"
    try:
        return _lexicon(language, loads(path.read_text(encoding="utf-8")))
    except (OSError, TOMLDecodeError, KeyError, TypeError, re.error) as error:
        raise BadLexicon(f"{path.name}: {error}") from error


def _lexicon(language: str, told: Mapping[str, Any]) -> Lexicon:
    names = told["names"]
    return Lexicon(
        language,
        {section: [_entry(section, entry) for entry in told[section]] for section in SECTIONS},
        {section: {name: phrases(words) for name, words in told[section].items()} for section in LISTS},
        {fold(spelt): name for spelt, name in names["spelt"].items()},
        sorted(names["letters"].items(), key=lambda pair: -len(pair[0])),
        frozenset(map(fold, names["doubtful"])),
        frozenset(map(fold, names["strict"])),
        frozenset(map(fold, names["namesakes"])),
        told,
    )


def _entry(section: str, told: Mapping[str, Any]) -> Entry:
    means = {key: value for key, value in told.items() if key not in ("words", "example")}
    return Entry(section, means, phrases(told["words"]), told["example"])


def phrases(words: Iterable[str]) -> re.Pattern[str]:
    """
    Make one pattern of phrases, the longest first.

    >>> phrases(["took (full) control of", "nahm|nahmen … ein$"]).search("die taliban nahmen kundus ein.")[0]
    'nahmen kundus ein'
    """
    ordered = sorted(words, key=lambda phrase: (phrase.count(" "), len(phrase)), reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(_phrase, ordered)) + ")" if ordered else NEVER)


def _phrase(phrase: str) -> str:
    """Write a phrase as a regular expression."""
    written, begun = "", False
    for word in phrase.split():
        optional = word.startswith("(") and word.endswith(")")
        word = word.strip("()")
        end = word.endswith("$") and word != "$"
        word = word.removesuffix("$") if end else word
        if word == "…":
            written += f"(?:{SHORT_GAP})?" if optional else GAP
            begun = begun and optional
            continue
        either = "|".join(re.escape(one).replace(r"\*", r"\w*") for one in word.split("|"))
        body = rf"(?<!\w)(?:{either})(?!\w)" + (CLAUSE_END if end else "")
        space = SPACE if begun else ""
        written += f"(?:{space}{body})?" if optional and begun else f"(?:{body}{SPACE})?" if optional else space + body
        begun = begun or not optional
    return f"(?:{written})"
