"""From the bytes of a text to a `Grid`: what letters they are, what stands between the cells, which line is which."""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from collections.abc import Iterator

from events.intake.files.grids import Grid, Refused
from events.intake.files.keep import Keeper

DELIMITERS = (",", ";", "\t", "|")
"""The first of those that fit equally well is taken."""
MOST_LINES = 100
"""The most lines of one record, as in `events.ledger.read`: after an unclosed quotation mark, lines are read again."""
LONGEST_LINE, MOST_LINES_OF_A_FILE = 1_000_000, 1_500_000
"""In characters and in lines, blank ones too: a longer line is one cell that is never closed, or no table."""
SAMPLE_LINES, SAMPLE_LETTERS = 2_000, 1_000_000
"""The part of a file that tells its delimiter."""
NULS = "not text: it has NUL bytes"
UNCLOSED = "a quotation mark is not closed"


def decode(name: str, data: bytes) -> tuple[str, str]:
    """
    Turn bytes into text: a byte-order mark decides, else UTF-8 if all of it is, else UTF-16, else Windows-1252.

    Returns
    -------
    text
        Without its byte-order mark.
    encoding
        ``utf-8``, ``utf-8-sig``, ``utf-16`` or ``cp1252``.

    Raises
    ------
    Refused
        If it has NUL bytes and is not UTF-16, or bytes that its encoding does not know.
    """
    encoding, codec = _encoding(data)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        if 0 in data:
            raise Refused(name, NULS) from error
        raise Refused(name, f"not text: byte {error.start + 1:,} cannot be read. Save it as UTF-8.") from error
    if "\0" in text:
        raise Refused(name, NULS)
    return text, encoding


def _encoding(data: bytes) -> tuple[str, str]:
    """Tell the encoding of bytes, and the codec that reads it."""
    if data.startswith(BOM_UTF8):
        return "utf-8-sig", "utf-8-sig"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16", "utf-16"
    # Half of a text in a Latin alphabet is NUL in UTF-16, and such bytes would pass for UTF-8. A few of other alphabets
    # are allowed for.
    if 0.4 <= data.count(0) / len(data) <= 0.5:
        return "utf-16", "utf-16-le" if data[1::2].count(0) >= data[::2].count(0) else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252", "cp1252"
    return "utf-8", "utf-8"


def read_text(name: str, text: str, encoding: str) -> Grid:
    """
    Read a table of cells with something between them.

    Returns
    -------
    grid
        With the facts ``encoding`` and ``delimiter``. A record whose quotation mark is not closed has a fault and costs
        its own line only.

    Raises
    ------
    Refused
        If a line is longer than `LONGEST_LINE`, or there are too many lines, rows or columns.
    """
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES_OF_A_FILE:
        raise Refused(name, f"more than {MOST_LINES_OF_A_FILE:,} lines; bring it in parts")
    lines = io.StringIO(text, newline="").readlines()
    if len(lines) > MOST_LINES_OF_A_FILE:
        raise Refused(name, f"more than {MOST_LINES_OF_A_FILE:,} lines; bring it in parts")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE:
            raise Refused(
                name,
                f"line {number:,} has more than a million characters; it is no table, or {UNCLOSED} there",
            )
    delimiter, usual = _delimiter(lines)
    keeper = Keeper(name)
    for begins, cells, fault in _records(lines, delimiter, usual):
        if fault:
            keeper.spoil(begins, fault)
        else:
            keeper.keep(begins, cells)
    return Grid(tuple(keeper.records), facts={"encoding": encoding, "delimiter": delimiter})


def _delimiter(lines: list[str]) -> tuple[str, int]:
    """Find what gives most records the same number of cells, more than one; and that number, 0 if there is none."""
    sample: list[str] = []
    letters = 0
    for line in lines[:SAMPLE_LINES]:
        letters += len(line)
        if letters > SAMPLE_LETTERS and sample:
            break
        sample.append(line)
    best, most = (DELIMITERS[0], 0), (0, 0)
    for delimiter in DELIMITERS:
        widths = Counter(len(cells) for _, cells, _ in _records(sample, delimiter) if len(cells) > 1 and any(cells))
        width, times = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if (times, width) > most:
            best, most = (delimiter, width), (times, width)
    return best


def _records(lines: list[str], delimiter: str, usual: int = 0) -> Iterator[tuple[int, list[str], str]]:
    """
    Read records one by one: the line on which each begins, its cells, and its fault if it has one.

    A record over several lines with another number of cells than is usual began with a quotation mark that was never
    closed: only its first line is bad, and those after it are read again. One cell alone may be a note over lines.
    """
    at = 0

    def fed(start: int) -> Iterator[str]:
        for number in range(start, len(lines)):
            if number - at >= MOST_LINES:
                return
            yield lines[number]

    while at < len(lines):
        start = at
        # Strict: a quotation mark that is never closed would silently swallow the lines after it.
        reader = csv.reader(fed(start), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                after = start + reader.line_num
                if after - at > 1 and usual and len(cells) not in (1, usual):
                    yield at + 1, [], UNCLOSED
                    break
                yield at + 1, cells, ""
                at = after
            else:
                return
        except csv.Error as error:
            yield at + 1, [], _fault(error, start + reader.line_num - at)
        at += 1


def _fault(error: csv.Error, lines: int) -> str:
    """Say why a record cannot be read, of which a number of lines was looked at."""
    if lines == 1 and "expected after" in str(error):
        return f"{UNCLOSED}, or words stand after it"
    if lines == 1 and "larger" in str(error):
        return f"a cell has more than {csv.field_size_limit():,} characters"
    return UNCLOSED
