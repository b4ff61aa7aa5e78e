"""
The catalogues of the languages: messages gathered from the code and the data, and kept up to date.

    python -m geo.words.catalogues

renews `data/languages/<code>.po`: it adds new messages without a translation, for a translator to fill in, and drops
those no longer used. A catalogue keeps the comments at its head, which are its glossary.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from events.ledger.folder import FOLDER as LEDGER
from events.ledger.folder import load_ledger
from geo.language import CASES, ENGLISH, FOLDER, LOCALES, PLACE
from geo.places.gazetteer import load_gazetteer
from geo.places.lenses import load_lenses
from geo.places.lists import DISTRICTS, PROVINCES, load_districts, load_provinces
from geo.words.reports import EITHER_SIDE

ROOT = Path(__file__).parents[2]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "count": (2, 3), "message": None, "messages": (1, 2)}
"""Functions that are called with messages, and the position of these if not the first: see `geo.language`."""

Id = tuple[str | tuple[str, ...], str | None]
"""A message, or the two of a count, and its context, if any."""


def gather() -> dict[Id, tuple[str, ...]]:
    """
    Find all messages.

    Returns
    -------
    files
        By message, in the order in which they are found: the files that use it, relative to `ROOT`.
    """
    files: dict[Id, dict[str, None]] = {}
    for file, found, context in (*_of_code(), *_of_data()):
        files.setdefault((found, context), {})[file] = None
    return {found: tuple(those) for found, those in files.items()}


def names() -> dict[str, tuple[str, ...]]:
    """List the names that messages put in and that a language may inflect, by the value that holds them."""
    parties = load_ledger(load_gazetteer()).war.parties
    return {
        "party": (
            *(name for party in parties for name in (party.called, *(later.called for later in party.later))),
            EITHER_SIDE,
        ),
        "province": tuple(province.name for province in load_provinces()),
    }


def cases(catalogue: Iterable[Message]) -> tuple[tuple[str, str], ...]:
    """
    List the cases in which the translations of a catalogue ask for names, in the order of `CASES`.

    Returns
    -------
    cases
        The value for which a case is asked, and the case: ``party``, ``of``.
    """
    asked = {
        (value, case)
        for message in catalogue
        for words in _forms(message)
        for _, value, case, _ in Formatter().parse(words)
        if message.id and value and case
    }
    return tuple(sorted(asked, key=lambda one: (one[0], CASES.index(one[1]))))


def renew(catalogue: Catalog, gathered: dict[Id, tuple[str, ...]]) -> Catalog:
    """Make a catalogue of exactly the messages gathered, and of names in the cases asked for; translations are kept."""
    renewed = Catalog(
        catalogue.locale,
        project="Control Atlas",
        version="1",
        header_comment=catalogue.header_comment,
        creation_date=catalogue.creation_date,
        revision_date=catalogue.revision_date,
        last_translator="",
        language_team="",
        fuzzy=False,
    )
    renewed.mime_headers = [("Plural-Forms", catalogue.plural_forms)]  # its own: forms are numbered in several ways
    asked, named = cases(catalogue), names()
    bent: dict[Id, tuple[str, ...]] = {
        (name, case): gathered.get((name, None)) or gathered[name, PLACE]
        for value in named
        for name in named[value]
        for asking, case in asked
        if asking == value
    }
    for (found, context), files in (gathered | bent).items():
        known = catalogue.get(found, context)
        renewed.add(found, known.string if known else None, [(file, 0) for file in files], context=context)
    return renewed


def main() -> int:
    """Renew the catalogues, and print how many messages of each lack a translation."""
    gathered = gather()
    FOLDER.mkdir(exist_ok=True)
    for code in LOCALES:
        if code == ENGLISH.code:
            continue
        path = FOLDER / f"{code}.po"
        catalogue = Catalog(LOCALES[code])
        if path.exists():
            with path.open("rb") as opened:
                catalogue = read_po(opened, LOCALES[code])
        renewed = renew(catalogue, gathered)
        with path.open("wb") as opened:
            write_po(opened, renewed, width=120, include_lineno=False)
        wanting = sum(not all(_forms(found)) for found in renewed if found.id)
        print(f"{path.name}: {len(renewed)} messages, {wanting} without words")
    return 0


def _forms(message: Message) -> tuple[str, ...]:
    """Return a translation, with each plural form of a count; an untranslated one is empty."""
    words = message.string
    return (words,) if isinstance(words, str) else tuple(words or ("",))


def _of_code() -> Iterator[tuple[str, str | tuple[str, ...], None]]:
    for path in (*sorted(ROOT.glob("geo/**/*.py")), *sorted(ROOT.glob("geo/**/*.js")), ROOT / "dashboard.py"):
        method = "javascript" if path.suffix == ".js" else "python"
        for _, found, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
            yield path.relative_to(ROOT).as_posix(), found, None


def _of_data() -> Iterator[tuple[str, str, str | None]]:
    ledger, districts = load_ledger(load_gazetteer()), {district.code: district for district in load_districts()}
    said = {
        LEDGER / "war.toml": [
            ledger.war.title,
            *(
                words
                for party in ledger.war.parties
                for words in (party.name, party.called, *(name for to in party.later for name in (to.name, to.called)))
            ),
        ],
        ROOT / "geo" / "places" / "lenses.py": [
            words for lens in load_lenses().values() for words in (lens.unit, lens.note)
        ],
        LEDGER / "context.csv": [context.label for context in ledger.context],
        LEDGER / "baseline.csv": [
            words
            for baseline in ledger.baselines
            for words in (baseline.standing, baseline.as_of, baseline.basis)
            if not re.fullmatch(r"[\d-]+", words)
        ],
    }
    for path, messages in said.items():
        yield from ((path.relative_to(ROOT).as_posix(), words, None) for words in messages if words)
    for path, places in (
        (PROVINCES, [province.name for province in load_provinces()]),
        (DISTRICTS, [districts[province.capital].name for province in load_provinces()]),
    ):
        yield from ((path.relative_to(ROOT).as_posix(), name, PLACE) for name in places)


if __name__ == "__main__":
    sys.exit(main())
