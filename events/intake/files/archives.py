"""Zipped workbooks, distrusted: how large one becomes is told before it is unpacked, and before a sheet is read."""

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from events.intake.files.grids import MOST_UNPACKED, Refused

MOST_ENTRIES = 10_000
MOST_RATIO, LARGE = 200, 10_000_000
"""How far an entry may shrink that is large, in bytes; sheets of one row again and again stay below a hundred."""
INERT = ("xl/printersettings/", "xl/customproperty", "customproperty")
"""Where binary parts of a workbook without macros lie."""
MACROS = ("basic/", "scripts/", "xl/macrosheets/", "xl/activex/", "xl/embeddings/")

MOST_AREA, MOST_MERGED = 12_000_000, 200_000
"""Cells of the rectangle about all that a sheet has; merged cells of one sheet."""
MOST_TEXT = 400_000_000
"""Characters of all cells together, each text counted as often as it is used."""
PIECE = 4_000_000
"""Bytes of a sheet that are looked through at a time."""
CELL = re.compile(
    rb"""<(?:[\w.-]+:)?c(?=[\s/>])(?!(?:\s+[\w:]+="[\w.:-]*")*\s*/>)(?:[^<]*?\br\s*=\s*["']([A-Za-z]*)([0-9]*)["'])?"""
)
"""A cell that has more than a style, and where it says that it is, in well-formed XML."""
REFERS = re.compile(rb"""\bt\s*=\s*["']s["']""")
REFERENCE = re.compile(REFERS.pattern + rb"""[^<>]*>\s*<(?:[\w.-]+:)?v>\s*([0-9]+)\s*<""")
"""A cell whose text stands elsewhere, under a number."""

Start = Callable[[str, dict[str, str]], None]


def unpacked(name: str, data: bytes) -> dict[str, bytes]:
    """
    Unpack the XML of a workbook.

    Returns
    -------
    parts
        By their names in the archive, which are checked to be within it; pictures and the like are left out.

    Raises
    ------
    Refused
        If the archive is broken, locked, too large, climbs out of itself, or has macros or embedded programs.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            _check(name, entries)
            wanted = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels", "mimetype"))]
            return {entry.filename: archive.read(entry) for entry in wanted}
    except Refused:
        raise
    # A broken archive ends in any of these, by the part of zipfile that meets it first.
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(name, "an archive or workbook that is broken or cut off") from error


def _check(name: str, entries: list[zipfile.ZipInfo]) -> None:
    if out := next(filter(climbs, entries), None):
        raise Refused(name, f"an archive with an entry that climbs out of it ({out.filename})")
    paths = {entry.filename.replace("\\", "/").lower() for entry in entries}
    if len(entries) > MOST_ENTRIES or len(paths) < len(entries):
        raise Refused(name, "an archive with too many entries, or with one name twice")
    size = sum(entry.file_size for entry in entries)
    if size > MOST_UNPACKED:
        raise Refused(name, f"{size:,} bytes when unpacked, where {MOST_UNPACKED:,} are the most")
    _check_contents(name, entries)


def climbs(entry: zipfile.ZipInfo) -> bool:
    """Return whether an entry would be written outside the folder that its archive is unpacked in."""
    written = entry.orig_filename.replace("\\", "/")
    return written.startswith("/") or ".." in written.split("/") or ":" in written.split("/")[0]


def _check_contents(name: str, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        if entry.file_size > LARGE and entry.file_size > MOST_RATIO * entry.compress_size:
            raise Refused(name, f"its part {entry.filename} is {entry.file_size:,} bytes of nearly nothing")
        if entry.flag_bits & 1:
            raise Refused(name, "it has a password; save it without one")
        path = entry.filename.replace("\\", "/").lower()
        if path == "xl/workbook.bin":
            raise Refused(name, "a binary workbook (.xlsb); save it as .xlsx")
        if path.startswith(MACROS) and not path.endswith("/"):
            raise Refused(name, f"a workbook with macros or embedded programs ({path}); save it as .xlsx without")
        if "vba" in path or (path.endswith(".bin") and not path.startswith(INERT)):
            raise Refused(name, f"a workbook with macros ({path}); save it as .xlsx without")


def parse(
    name: str,
    xml: bytes,
    start: Start | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """
    Walk through XML that declares no types or entities of its own.

    Parameters
    ----------
    start, end, text
        Called with each element, its end, and each piece of text. Names are ``namespace local``, or ``local``.

    Raises
    ------
    Refused
        If it is not well formed, or has a document type.
    """

    def doctype(*_: object) -> None:
        raise Refused(name, "its XML has a document type, which no workbook has")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, UnicodeError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(name, f"a workbook that is broken ({error})") from error


def lengths_of(name: str, shared: bytes) -> list[int]:
    """Measure the texts that cells refer to by number."""
    lengths: list[int] = []

    def start(element: str, _: dict[str, str]) -> None:
        if local(element) == "si":
            lengths.append(0)

    def text(piece: str) -> None:
        if lengths:
            lengths[-1] += len(piece)

    if shared:
        parse(name, shared, start, text=text)
    return lengths


def check_sheet(name: str, sheet: bytes, lengths: list[int]) -> None:
    """Refuse a sheet that would take too much memory: by its last row and column, its merged cells and its texts."""
    parse(name, sheet)
    if b"\0" in sheet:
        raise Refused(name, "a workbook that is broken: its XML is not UTF-8")
    if (merged := sheet.count(b"mergeCell")) > 2 * MOST_MERGED:
        raise Refused(name, f"{merged // 2:,} merged cells, where {MOST_MERGED:,} are the most")
    cells, rows, columns = _extent(name, sheet)
    if rows * columns > MOST_AREA or rows > 1_048_576:
        raise Refused(
            name, f"a sheet reaches to row {rows:,} and column {columns:,}; delete what is far from the table"
        )
    if cells * max(lengths, default=0) > MOST_TEXT and (total := _characters(name, sheet, lengths)) > MOST_TEXT:
        raise Refused(name, f"{total:,} characters when read, where {MOST_TEXT:,} are the most")


def _extent(name: str, sheet: bytes) -> tuple[int, int, int]:
    """Count the cells of a sheet that have a value, and find the last row and column of them."""
    cells, start = 0, 0
    rows: set[bytes] = set()
    letters: set[bytes] = set()
    while start < len(sheet):
        end = sheet.find(b"<", start + PIECE)
        end = len(sheet) if end < 0 else end
        found = CELL.findall(sheet, start, end)
        cells += len(found)
        letters.update([column for column, _ in found])
        rows.update([row for _, row in found])
        start = end
    if b"" in rows or b"" in letters:  # cells that do not say where they are
        counted = _Extent()
        parse(name, sheet, counted.start)
        return cells, counted.rows, counted.columns
    columns = [_position((column + b"1").decode())[1] for column in letters]
    return cells, max((int(row[:10]) for row in rows), default=0), max(columns, default=0)


def _characters(name: str, sheet: bytes, lengths: list[int]) -> int:
    """Add up the lengths of the texts of all cells that refer to one."""
    times = Counter(match[1] for match in REFERENCE.finditer(sheet))
    if times.total() >= sum(1 for _ in REFERS.finditer(sheet)):
        return sum(lengths[int(n)] * count for n, count in times.items() if len(n) < 9 and int(n) < len(lengths))
    counted = _Counted(lengths)  # written in an unusual way
    parse(name, sheet, counted.start, counted.end, counted.text)
    return counted.total


@dataclass(slots=True)
class _Extent:
    """How far the cells of a sheet reach that have a value, where some do not say where they are."""

    rows: int = 0
    columns: int = 0
    row: int = 0
    column: int = 0

    def start(self, element: str, attributes: dict[str, str]) -> None:
        element = local(element)
        if element == "c":
            self.column += 1
            if "r" in attributes:
                self.row, self.column = _position(attributes["r"])
        elif element in ("v", "is", "f"):
            self.rows, self.columns = max(self.rows, self.row), max(self.columns, self.column)
        elif element == "row":
            number = attributes.get("r", "")
            self.row, self.column = int(number) if number.isdecimal() and len(number) < 9 else self.row + 1, 0


@dataclass(slots=True)
class _Counted:
    """How many characters the cells of a sheet have that refer to texts by number."""

    lengths: list[int]
    total: int = 0
    refers: bool = False
    number: list[str] = field(default_factory=list)

    def start(self, element: str, attributes: dict[str, str]) -> None:
        if local(element) == "c":
            self.refers = attributes.get("t") == "s"
        self.number.clear()

    def text(self, piece: str) -> None:
        self.number.append(piece)

    def end(self, element: str) -> None:
        number = "".join(self.number)
        if self.refers and local(element) == "v" and number.isdecimal() and len(number) < 9:
            self.total += self.lengths[int(number)] if int(number) < len(self.lengths) else 0


def _position(reference: str) -> tuple[int, int]:
    """Row and column of ``C5``, counted from 1; far away if it is none."""
    letters = reference.rstrip("0123456789")
    digits, column = reference[len(letters) :], 0
    for letter in letters.upper()[:5]:
        column = column * 26 + ord(letter) - 64
    return (int(digits[:9]) if digits else 10**9), (column if len(letters) < 4 else 10**9)


def local(element: str) -> str:
    """Name an element without its namespace."""
    return element.rpartition(" ")[2]
