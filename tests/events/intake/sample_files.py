"""The samples of what people upload, and what must come of each: `samples/expected.json`. All events are invented."""

import io
import json
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parent / "samples"
EXPECTED: dict[str, dict[str, Any]] = {
    name: entry
    for name, entry in json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8")).items()
    if "boundaries" not in entry
}
"""By the name of the file; boundaries are no tables."""


@cache
def sample(name: str) -> bytes:
    """The bytes of a sample; two are too large to be kept."""
    match name:
        case "endless-line.csv":
            return b'Province,District,Date\nBadakhshan,Argo,"' + b"x" * 1_200_000
        case "zip-bomb.xlsx":
            return repacked("control-sheet.xlsx", {"xl/worksheets/sheet1.xml": b" " * 300_000_000})
    return (SAMPLES / name).read_bytes()


def repacked(name: str, others: dict[str, bytes]) -> bytes:
    """A sample that is an archive, with other parts or more."""
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(SAMPLES / name) as archive,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        parts = {entry.filename: archive.read(entry) for entry in archive.infolist()}
        for path, part in {**parts, **others}.items():
            new.writestr(path, part)
    return packed.getvalue()


def part(name: str, path: str) -> bytes:
    """One part of a sample that is an archive."""
    with zipfile.ZipFile(SAMPLES / name) as archive:
        return archive.read(path)
