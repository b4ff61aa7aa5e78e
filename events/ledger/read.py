"""
From a file to numbered rows of text, or to a table of TOML: `war.toml` and the sidecars.

Nothing is interpreted here; that is the task of `events.ledger.check`, `war` and `origins`.

A file of rows is comma-separated UTF-8 with one header line. Any other file is refused with a named error. A single row
that does not fit the header is a `Problem`, and the rows around it are kept.
"""

import csv
import io
import tomllib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from events.problems import Checked, Problem

MOST_LINES = 100
"""
The most lines one row may have. After an unclosed quotation mark, each line may begin a row that is read to the end of
the file in vain: without a limit, time would grow with the square of the file's length.
"""
MOST_LETTERS, LONGEST_LINE = 100_000, 8_000
"""In a file of TOML, enough for a hundred parties; parsing time grows with the square of a key's depth, on one line."""


class NotText(ValueError):
    """A file that cannot be read as UTF-8 text."""


class BadColumns(ValueError):
    """A file that lacks required columns, or has one of them twice."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, unchanged."""

    line: int
    """The line where the row begins; the header is line 1."""
    cells: dict[str, str]
    """By column, stripped of surrounding spaces."""


def read(path: Path, columns: Collection[str]) -> Checked[Row]:
    """
    Read the rows of a file that has at least these columns.

    Returns
    -------
    rows
        In file order. Empty lines are skipped. A row with more or fewer cells than the header is a problem, as is one
        that takes more than `MOST_LINES` lines.

    Raises
    ------
    NotText
        If the file is not UTF-8, is a folder or is locked.
    BadColumns
        If columns are missing or repeated; the message names all of them.
    FileNotFoundError
        If there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise NotText(f"{path.name} cannot be read ({error.strerror}); expected a file of UTF-8 text") from error
    except UnicodeDecodeError as error:
        raise NotText(f"{path.name} is not UTF-8 text: byte {error.start} cannot be read. Save it as UTF-8.") from error
    lines = io.StringIO(text, newline="").readlines()
    names, at, fault = _record(lines, 0) if lines else ([], 0, "")
    if fault:
        raise BadColumns(f"{path.name} has no header that can be read: {fault}")
    header = [name.strip() for name in names]
    twice = sorted(name for name, times in Counter(header).items() if name and times > 1)
    if twice:
        raise BadColumns(f"{path.name} has the column {', '.join(twice)} twice, and we cannot tell which is meant")
    missing = [name for name in columns if name not in header]
    if missing:
        raise BadColumns(f"{path.name} lacks the columns {', '.join(missing)}; it has {', '.join(header) or 'none'}")

    rows: list[Row] = []
    problems: list[Problem] = []
    while at < len(lines):
        cells, taken, fault = _record(lines, at)
        if len(cells) == len(header):
            rows.append(Row(at + 1, {name: cell.strip() for name, cell in zip(header, cells, strict=True)}))
        elif cells or fault:
            # A record over several lines that does not fit began with a quotation mark that was never closed: only its
            # first line is bad, and those after it are read again.
            over = f", over {taken} lines: is a quotation mark not closed?" if taken > 1 else ""
            message = fault or f"{len(cells)} cells where the header has {len(header)}{over}"
            problems.append(Problem(path.name, at + 1, "row", message))
            taken = 1
        at += taken
    return Checked(tuple(rows), tuple(problems))


def _record(lines: list[str], at: int) -> tuple[list[str], int, str]:
    """Read the record that begins at a line: its cells, its number of lines, and any fault in its quotation marks."""
    # Strict: a quotation mark that is never closed, or closed inside a cell, would silently swallow the lines after it.
    record = csv.reader(lines[at : at + MOST_LINES], strict=True)
    try:
        return next(record), record.line_num, ""
    except csv.Error as error:
        within = f" within {MOST_LINES} lines" if record.line_num == MOST_LINES else ""
        return [], record.line_num, f"a quotation mark is not closed{within}, or a cell cannot be read ({error})"


def read_if_there(path: Path, columns: Collection[str]) -> Checked[Row]:
    """Read a file as `read` does; one that a war need not have, and has not, has no rows."""
    return read(path, columns) if path.exists() else Checked(())


def read_toml(path: Path, refused: type[ValueError]) -> dict[str, Any]:
    """
    Read a TOML file.

    Parameters
    ----------
    refused
        The error to raise if the file is invalid.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise
    except OSError as error:
        raise refused(f"{path.name} cannot be read ({error.strerror}); expected a file of TOML in UTF-8") from error
    except UnicodeDecodeError as error:
        raise refused(f"{path.name} is not TOML in UTF-8: {error}") from error
    if len(text) > MOST_LETTERS:
        raise refused(f"{path.name} has {len(text):,} letters, where {MOST_LETTERS:,} are the most")
    if (longest := max(map(len, text.splitlines()), default=0)) > LONGEST_LINE:
        raise refused(f"{path.name} has a line of {longest:,} letters, where {LONGEST_LINE:,} are the most")
    try:
        return tomllib.loads(text)
    except RecursionError as error:
        raise refused(
            f"{path.name} has lists or tables nested too deeply; expected tables, and nothing below them"
        ) from error
    except ValueError as error:  # tomllib names no error of its own for a number with thousands of digits
        raise refused(f"{path.name} is not TOML in UTF-8: {error}") from error
