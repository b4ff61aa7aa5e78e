"""
Who made the files of a war, and on what terms they may be used: each file can have a sidecar, `*.origin.toml`.

Some of its lines are published with whatever is made from the file: `producer`, `licence`, `title`, `population`,
`note`, and `credit` and `credit_short`, which are how a map credits it. The rest is for those who maintain the files.
A file without a sidecar states no terms; exports then say so, and never give our own terms instead.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from events.ledger.read import read_toml

REPORTS, GROUPS = "reports.csv", "groups.csv"
FILES = (REPORTS, "sources.csv", "context.csv", "baseline.csv", "claims.csv", GROUPS, "war.toml")
"""Those of a ledger."""
BOUNDARIES, DISTRICTS = "boundaries.geojson", "districts.csv"
COUNTRY = (BOUNDARIES, DISTRICTS, "provinces.csv", "spellings.csv")
"""Those of the country."""
UNSTATED = "No terms are stated"


class BadOrigin(ValueError):
    """An invalid sidecar; the message says why."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a file, and on what terms, in the words of its sidecar, each in one line."""

    file: str
    producer: str
    licence: str
    title: str = ""
    """What the file holds."""
    credit: str = ""
    """How a map credits it: its producer, where the sidecar has no words for it."""
    credit_short: str = ""
    """The same in the fewest words."""
    population: str = ""
    """What the numbers of people in it are."""
    note: str = ""
    """What a reader should know of it."""


def terms_of(origins: Iterable[Origin], file: str) -> str:
    """Return the terms of a file, in the words of its sidecar, which are in English."""
    return next((origin.licence for origin in origins if origin.file == file), UNSTATED)


def read_origins(folder: Path, files: Iterable[str]) -> tuple[Origin, ...]:
    """
    Read the sidecars of some files of a folder.

    Raises
    ------
    BadOrigin
        If one cannot be read, or does not say who made its file and on what terms.
    """
    beside = {file: folder / f"{Path(file).stem}.origin.toml" for file in files}
    return tuple(_origin(file, sidecar) for file, sidecar in beside.items() if sidecar.exists())


def _origin(file: str, sidecar: Path) -> Origin:
    told = read_toml(sidecar, BadOrigin)
    lines = {}
    for name in ("producer", "licence", "title", "credit", "credit_short", "population", "note"):
        words = told.get(name, None if name in ("producer", "licence") else "")
        if not isinstance(words, str) or (name in ("producer", "licence") and not words.strip()):
            raise BadOrigin(f'{sidecar.name}: {name} is missing or not text; expected a line like {name} = "…"')
        lines[name] = " ".join(words.split())
    lines["credit"] = lines["credit"] or lines["producer"]
    lines["credit_short"] = lines["credit_short"] or lines["credit"]
    return Origin(file, **lines)
