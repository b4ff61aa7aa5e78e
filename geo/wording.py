"""
The words that a war has of its own, laid over a language: its parties, its places, and what it calls its levels.

    python -m geo.wording FOLDER

Messages speak of districts and provinces. A war whose levels are others gives, in a table ``[words.<code>]`` of its
`war.toml`, words for each phrase in which a language names them: ``"each district" = "each township"``. Where
determiners depend on the noun, it gives each with its noun. The command writes all messages that name a level, in the
words of the `war.toml` of a folder, to be read through; and which phrases and forms of names it lacks.
"""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from events.ledger.war import load_war
from events.model import Party, PartyName, War
from events.problems import Phrase
from geo.forms import CASES, JOINED, LABEL, PLACE, Wording
from geo.language import LOCALES, Language, forms_of, language

STOCK = {
    "en": r"districts?|provinces?|provincial",
    "nl": r"district\w*|provinci\w*",
    "de": r"Distrikt\w*|\w*[Pp]rovin[zc]\w*",
    "fr": r"districts?|provinces?|provincia\w+",
    "fa": r"ولسوالی[\w\u200c]*|ولایت[\w\u200c]*|ولایات",
}
"""By language: the words with which its messages name the levels."""

MOST_KEPT = 64
"""Languages of wars that are kept: a dozen wars in five languages."""


@lru_cache(MOST_KEPT)
def spoken(code: str, war: War) -> Language:
    """
    Return the language of a code with a war's own words.

    Raises
    ------
    KeyError
        If it is none of `geo.language.LOCALES`.
    """
    return replace(language(code), wording=Wording(dict(_names(code, war)), war.words.get(code, {})))


def worded(war: War, message: str, **values: object) -> str:
    """Word a message of a page that speaks only English for a war, and put in its values as `str.format` does."""
    said = spoken("en", war).wording.worded(message)
    return said.format(**values) if values else said


def reworded(war: War, said: str) -> str:
    """Say what is wrong in a war's own words, where it is a `Phrase`; its values stay, but for phrases among them."""
    if not isinstance(said, Phrase):
        return said
    return worded(war, said.message, **{name: reworded(war, value) for name, value in said.values.items()})


def of_levels(code: str, war: War) -> list[str]:
    """List the messages of a language that name a level, in the war's words, for its author to read."""
    named = (message for message in _messages(code) if _stock(code).search(message))
    return [spoken(code, war).wording.worded(message) for message in dict.fromkeys(named)]


def wanting(code: str, war: War) -> list[str]:
    """
    List the phrases that a war must still give in a language: each word for a level, with the word before it.

    Nothing if it gives none at all: its levels are then districts and provinces.
    """
    if not war.words:
        return []
    said = map(spoken(code, war).wording.worded, _messages(code))
    return sorted({found[0] for words in said for found in _stock(code).finditer(words)})


def unformed(code: str, war: War) -> list[str]:
    """List the parties without their own form of some case for which the messages of a language ask."""
    if code == "en":
        return []
    asked = {"name", "called", *(case for case in CASES if language(code).catalogue.get("{party}", case))}
    missing = {each.name: sorted(asked - each.names.get(code, {}).keys()) for each in _named(war)}
    return [f"{name}: {', '.join(forms)}" for name, forms in missing.items() if forms]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the messages that name a level, and what is wanting; returns how the command ends: 1 if anything is."""
    parser = ArgumentParser(prog="python -m geo.wording", description="Read what a war calls its levels.")
    parser.add_argument("folder", type=Path, help="the folder of a war")
    war = load_war(parser.parse_args(arguments).folder / "war.toml")
    for code in LOCALES:
        print(*(f"{code}: {message}" for message in of_levels(code, war)), sep="\n")
    faults = [f"{code}: wanting: {phrase}" for code in LOCALES for phrase in wanting(code, war)]
    faults += [f"{code}: the names of {party}" for code in LOCALES for party in unformed(code, war)]
    print(*faults, sep="\n", end="\n" if faults else "", file=sys.stderr)
    return int(bool(faults))


@cache
def _stock(code: str) -> re.Pattern[str]:
    """Match a word for a level, with the word before it."""
    level = rf"(?<![{JOINED}{{])(?:{STOCK[code]})(?![{JOINED}}}])"
    return re.compile(rf"(?:[^\s{{}}]+ |{{\w+}} )?{level}", re.IGNORECASE)


def _names(code: str, war: War) -> Iterator[tuple[tuple[str, str | None], str]]:
    """List what a war calls its title, parties, places and labels in a language; by default a party as in English."""
    yield (war.title, None), war.titles.get(code, war.title)
    for each in _named(war):
        forms = each.names.get(code, {})
        name = forms.get("name", each.name)
        yield (each.name, None), name
        yield (each.called, None), forms.get("called", each.called if code == "en" else name)
        yield from (((each.called, case), forms[case]) for case in forms.keys() & set(CASES))
    for place, forms in war.places.get(code, {}).items():
        yield from (((place, PLACE if form == "name" else form), said) for form, said in forms.items())
    yield from (((words, LABEL), said) for words, said in war.labels.get(code, {}).items())


def _named(war: War) -> Iterator[Party | PartyName]:
    """List the parties, each before its later names."""
    for party in war.parties:
        yield party
        yield from party.later


def _messages(code: str) -> Iterator[str]:
    """List the messages of the code in a language; English has no catalogue, and they are the ids of another."""
    for found in language("nl" if code == "en" else code).catalogue:
        if found.id and any(file.endswith((".py", ".js")) for file, _ in found.locations):
            ids = (found.id,) if isinstance(found.id, str) else found.id
            yield from ids if code == "en" else forms_of(found)


if __name__ == "__main__":
    sys.exit(main())
