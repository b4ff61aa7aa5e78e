"""
The whole folder of a war that a reader makes: its country's files, and its reports with theirs.

Parties are named, and what is wrong with one is said by its name before anything is made.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from events.intake.saved import COLUMNS, file_of
from events.intake.upload import OWN, Upload
from events.ledger.read import Row
from events.ledger.war import COLOUR, NAME, PROPOSED
from events.ledger.wars import ENVIRONMENT
from events.model import CONTESTED, UNKNOWN
from geo.intake.boundaries.country import UNSTATED, Side, sidecar

LEAST_PARTIES, MOST_PARTIES = 2, 12
IDS = ("report_id", "source_id", "context_id")
README = "README.txt"
HOW = """\
{title}

This is the folder of a war, as the Control Atlas reads it. Unzip it, and start the atlas with

    {environment}=/the/path/to/{name}

so that the war is among those that can be opened. To have all of its lines checked:

    python -m geo.places.check {name}
"""
RESTRICTED = "ACLED’s terms of use, which forbid sharing these rows"


class BadSides(ValueError):
    """Parties of which no war can be made; the message lists every fault."""


def folder_name(title: str, taken: Collection[str]) -> str:
    """
    Name a war's folder after its title, unlike those that there are.

    >>> folder_name("War of Squares, 2021", ()), folder_name("War of squares 2021", ["war-of-squares-2021"])
    ('war-of-squares-2021', 'war-of-squares-2021-2')
    """
    words = "-".join(re.findall(r"[a-z0-9]+", _latin(title)))[:40].strip("-") or "war"
    tried = (words if at == 1 else f"{words}-{at}" for at in range(1, len(taken) + 2))
    return next(name for name in tried if name not in taken)


def sides_of(rows: Sequence[tuple[str, str, str]]) -> list[Side]:
    """
    Make parties of what a reader typed: of each its name, its name within a sentence, and its colour.

    Parameters
    ----------
    rows
        In the order of the parties; a row without a name, a sentence or a colour is none. A colour that is empty, or
        the one proposed for its place, has its likeness proposed for the dark theme.

    Raises
    ------
    BadSides
        If there are too few or too many, two of one name, or a colour is none.
    """
    told = [tuple(" ".join(cell.split()) for cell in row) for row in rows]
    told = [row for row in told if any(row)]
    if faults := list(_faults([(name, colour) for name, _, colour in told])):
        raise BadSides("\n".join(faults))
    taken = {CONTESTED, UNKNOWN}
    sides = []
    for at, (name, called, colour) in enumerate(told):
        own = "" if colour.lower() == PROPOSED[at][0] else colour.lower()
        sides.append(Side(_id(name, at, taken), name, called, own))
        taken.add(sides[-1].id)
    return sides


def _faults(told: Sequence[tuple[str, str]]) -> Iterator[str]:
    names = [name.casefold() for name, _ in told]
    if len(told) < LEAST_PARTIES:
        yield f"A war has at least {LEAST_PARTIES} parties."
    if len(told) > MOST_PARTIES:
        yield f"At most {MOST_PARTIES} parties can be told apart on a map; there are {len(told)}."
    for at, (name, colour) in enumerate(told, start=1):
        if not name:
            yield f"Party {at} has no name."
        elif name.casefold() in names[: at - 1]:
            yield f"Party {at}: there is another called {name}."
        if colour and not re.fullmatch(COLOUR, colour.lower()):
            yield f"Party {at}: {colour} is not a colour like {PROPOSED[0][0]}."


def _id(name: str, at: int, taken: Collection[str]) -> str:
    """Make the id of a party of its name: small letters and digits, unlike the others."""
    words = re.sub(r"[^a-z0-9]", "", _latin(name))[:20]
    words = words if re.fullmatch(NAME, words) else f"party{at + 1}"
    return next(each for each in (words, *(f"{words}{number}" for number in range(2, 99))) if each not in taken)


def _latin(words: str) -> str:
    return unicodedata.normalize("NFKD", words).casefold().encode("ascii", "ignore").decode()


def folder_files(name: str, title: str, country: Mapping[str, str], upload: Upload) -> dict[str, bytes]:
    """
    Make all files of a war's folder, by their names; the same war gives the same bytes.

    Parameters
    ----------
    country
        As `geo.intake.boundaries.country.country_files` makes them.
    upload
        The reports, sources and context of the table that was brought.
    """
    upload = _of_the_war(upload)
    files = {README: HOW.format(title=title, environment=ENVIRONMENT, name=name).encode()}
    files |= {file: text.encode() for file, text in country.items()}
    for file in COLUMNS:
        if file != "context.csv" or upload.rows.get(file):
            files[file] = file_of([upload], file)
            files[f"{file.removesuffix('.csv')}.origin.toml"] = _sidecar(file, title, upload)
    return files


def _of_the_war(upload: Upload) -> Upload:
    """Give records ids of the war: those of a session's own would be met again if the same table is added to it."""
    own = f"{OWN}{upload.digest}-"
    rows = {
        file: tuple(Row(row.line, {name: _own_id(name, cell, own) for name, cell in row.cells.items()}) for row in told)
        for file, told in upload.rows.items()
    }
    return replace(upload, rows=rows)


def _own_id(column: str, cell: str, own: str) -> str:
    """Begin an id with what it is of: ``R12`` is the report of line 12."""
    if column not in IDS or not cell.startswith(own):
        return cell
    return f"{column[0].upper()}{cell.removeprefix(own).removeprefix('s')}"


def _sidecar(file: str, title: str, upload: Upload) -> bytes:
    told = UNSTATED | {"title": f"{title}: {file.removesuffix('.csv')}", "processing": f"Made of {upload.name}."}
    if upload.restricted:
        told |= {"licence": RESTRICTED}
    return sidecar(told).encode()
