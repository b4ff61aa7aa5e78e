"""
Who made the files of a ledger, and on what terms they may be used: each file can have a sidecar, `*.origin.toml`.

Two of its lines are published with whatever is made from the ledger: `producer` and `licence`. The rest is for those
who maintain the files. A ledger without sidecars states no terms; exports then say so, and never give our own terms
instead.
"""

from dataclasses import dataclass
from pathlib import Path

from events.ledger.toml import read_toml

REPORTS, GROUPS = "reports.csv", "groups.csv"
FILES = (REPORTS, "sources.csv", "context.csv", "baseline.csv", "claims.csv", GROUPS, "war.toml")


class BadOrigin(ValueError):
    """An invalid sidecar; the message says why."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who made a file, and on what terms, in the words of its sidecar, each in one line."""

    file: str
    producer: str
    licence: str


def read_origins(folder: Path) -> tuple[Origin, ...]:
    """
    Read the sidecars of a ledger's files.

    Raises
    ------
    BadOrigin
        If one cannot be read, or does not say who made its file and on what terms.
    """
    beside = {file: folder / f"{Path(file).stem}.origin.toml" for file in FILES}
    return tuple(_origin(file, sidecar) for file, sidecar in beside.items() if sidecar.exists())


def _origin(file: str, sidecar: Path) -> Origin:
    told = read_toml(sidecar, BadOrigin)
    lines = {}
    for name in ("producer", "licence"):
        words = told.get(name)
        if not isinstance(words, str) or not words.strip():
            raise BadOrigin(f'{sidecar.name}: {name} is missing or not text; expected a line like {name} = "…"')
        lines[name] = " ".join(words.split())
    return Origin(file, **lines)
