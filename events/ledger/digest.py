"""
A digest of what a ledger says, by which anyone can tell whether two files were made from the same data.

It is the SHA-256 of all records, each a line of JSON, sorted. So the order of a file and the lines that its records
stand on play no part, while a letter changed in any record does. What could not be read or placed is no record.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256

SHORT = 12
"""So many hexadecimal digits of a digest are told apart by eye, and by no accident the same."""


def digest_of(lines: Iterable[str]) -> str:
    """Give the digest of some lines in any order; none of them may have a line break, as JSON has none."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def line_of(record: object) -> str:
    """
    Write a frozen record as one line of JSON, with the name of its type.

    Left out is what is derived from the rest, and `line`, which is where it stood in a file.
    """
    return json.dumps([type(record).__name__, record], sort_keys=True, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if is_dataclass(value):
        return {part.name: getattr(value, part.name) for part in fields(value) if part.init and part.name != "line"}
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{value!r} has no plain form")
