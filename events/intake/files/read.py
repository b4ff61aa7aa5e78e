"""The one door for an uploaded file: what its bytes are, by themselves and not by its name, and who reads them."""

from events.intake.files.grids import MOST_BYTES, Grid, Refused
from events.intake.files.records import read_json, read_parquet
from events.intake.files.text import decode, read_text
from events.intake.files.workbooks import read_workbook

WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xltx", ".xltm", ".xls", ".ods", ".fods", ".numbers", ".parquet")
"""Endings of what is never text."""
OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
    (b"MM\0*", "a picture"),
    (b"\x1f\x8b", "packed with gzip; unpack it first"),
    (b"BZh", "packed with bzip2; unpack it first"),
    (b"\xfd7zXZ\0", "packed with xz; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of 7-Zip; unpack it first"),
    (b"Rar!", "an archive of RAR; unpack it first"),
    (b"SQLite format 3\0", "a database or GeoPackage"),
    (b"{\\rtf", "a document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
)
"""How files begin that are no tables, as their formats define it."""
POINTER = "version https://git-lfs.github.com/spec/"
PAGES = ("<!doctype html", "<html", "<head", "<body", "<script", "<!--", "<meta", "<title", "<div", "<table")


def read_grids(name: str, data: bytes) -> tuple[Grid, ...]:
    """
    Read the tables of an uploaded file.

    Parameters
    ----------
    name
        As the person has it; it stands in every refusal.

    Returns
    -------
    grids
        One for each sheet of a workbook, in its order, also those that are hidden or empty; else one.

    Raises
    ------
    Refused
        If it is not what it says, is no table, is broken, or is larger than any of the limits of this room.
    """
    if not data:
        raise Refused(name, "empty: it has no byte")
    if len(data) > MOST_BYTES:
        raise Refused(name, f"{len(data):,} bytes, where {MOST_BYTES:,} are the most")
    if data.startswith(b"PK"):
        return read_workbook(name, data)
    if data.startswith((b"PAR1", b"PARE")):
        return (read_parquet(name, data),)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise Refused(name, "an old workbook (.xls), or one with a password; save it as .xlsx without one")
    for signature, what in OTHERS:
        if data.startswith(signature):
            raise Refused(name, f"{what}, not a table" if ";" not in what else what)
    return (_read_text(name, data),)


def _read_text(name: str, data: bytes) -> Grid:
    text, encoding = decode(name, data)
    begins = text[:4_000].lstrip().lower()
    if begins.startswith(POINTER):
        raise Refused(name, "a pointer of Git LFS, not the table it stands for")
    if begins.startswith(PAGES) or (begins.startswith("<?xml") and "<html" in begins):
        raise Refused(name, "a web page, not a table")
    if begins.startswith(("<?xml", "<svg", "<kml", "<gml", "<rss")):
        raise Refused(name, "XML, not a table")
    if name.lower().endswith(WORKBOOKS):
        raise Refused(name, "text under the name of a workbook; if it is a table, give it the ending .csv")
    if not text.strip():
        raise Refused(name, "empty: it has nothing but blanks")
    found = read_json(name, text, encoding)
    return read_text(name, text, encoding) if found is None else found
