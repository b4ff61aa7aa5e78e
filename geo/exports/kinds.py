"""What can be exported, and as which kinds of file."""

from enum import StrEnum
from pathlib import Path
from typing import Any


class What(StrEnum):
    """What can be exported."""

    SPANS = "spans"
    STANDINGS = "standings"
    EVENTS = "events"
    COUNTS = "counts"


class FileKind(StrEnum):
    """The kinds of file."""

    CSV = "csv"
    ZIP = "zip"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    GEOPARQUET = "geoparquet"


SPATIAL = (FileKind.GEOJSON, FileKind.GPKG, FileKind.GEOPARQUET)
SUFFIXES = {kind: "parquet" if kind == FileKind.GEOPARQUET else kind.value for kind in FileKind}


class NotExported(ValueError):
    """Something that cannot be exported in this form; the message lists what can."""


def kinds_of(what: str) -> tuple[FileKind, ...]:
    """List the kinds of file that something can be exported as; raises `NotExported` if it cannot be at all."""
    return tuple(kind for kind in FileKind if require_what(what) != What.COUNTS or kind not in SPATIAL)


def kind_of(file: str, what: str) -> FileKind:
    """
    Choose the kind of file by its name: a `.parquet` has shapes if there are any.

    Raises
    ------
    NotExported
        If its ending is unknown.
    """
    suffix = Path(file).suffix.removeprefix(".").lower()
    of_suffix = [kind for kind in kinds_of(what) if SUFFIXES[kind] == suffix]
    if not of_suffix:
        endings = dict.fromkeys(f".{SUFFIXES[kind]}" for kind in kinds_of(what))
        raise NotExported(f"{what} needs a file ending in one of {listed(endings)}")
    return of_suffix[-1]


def require_what(what: str) -> What:
    """Return a thing to export by its word; raises `NotExported` if there is no such thing."""
    if what not in list(What):
        raise NotExported(f"{what!r} is none of {listed(What)}")
    return What(what)


def listed(words: Any) -> str:
    """Join words with commas."""
    return ", ".join(words)
