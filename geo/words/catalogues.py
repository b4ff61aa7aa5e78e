"""
The catalogues of the languages: messages gathered from the code and the data, and kept up to date.

    python -m geo.words.catalogues

renews `data/languages/<code>.po`: it adds new messages without a translation, for a translator to fill in, and drops
those no longer used. A catalogue keeps the comments at its head, which are its glossary.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from geo.forms import CASES
from geo.language import ENGLISH, FOLDER, LOCALES, forms_of
from geo.places.lenses import load_lenses
from geo.words.reports import EITHER_SIDE

ROOT = Path(__file__).parents[2]
KEYWORDS: dict[str, tuple[int, ...] | None] = {"say": None, "count": (2, 3), "message": None, "messages": (1, 2)}
"""Functions that are called with messages, and the position of these if not the first: see `geo.language`."""

NAMES = {"party": (EITHER_SIDE, "{party}"), "province": ("{province}",)}
"""
The names that messages put in and that a language may inflect, by the value that holds them. Those of wars have forms
of their own; the catalogues have what stands for a name without.
"""

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
        for words in forms_of(message)
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
    bent: dict[Id, tuple[str, ...]] = {
        (name, case): gathered.get((name, None), ("geo/language.py",))
        for asking, case in cases(catalogue)
        for name in NAMES.get(asking, ())
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
        wanting = sum(not any(forms_of(found)) for found in renewed if found.id)
        print(f"{path.name}: {len(renewed)} messages, {wanting} without words")
    return 0


def _of_code() -> Iterator[tuple[str, str | tuple[str, ...], None]]:
    for path in (*sorted(ROOT.glob("geo/**/*.py")), *sorted(ROOT.glob("geo/**/*.js")), ROOT / "dashboard.py"):
        method = "javascript" if path.suffix == ".js" else "python"
        for _, found, _, _ in extract_from_file(method, path, keywords=KEYWORDS):
            yield path.relative_to(ROOT).as_posix(), found, None


def _of_data() -> Iterator[tuple[str, str, None]]:
    """Find the words of the lenses; what a war's own files say is the war's own, see `geo.wording`."""
    said = [words for lens in load_lenses().values() for words in (lens.unit, lens.note)]
    yield from (("geo/places/lenses.py", words, None) for words in said if words)


if __name__ == "__main__":
    sys.exit(main())
