"""
A digest of a ledger's content, by which anyone can tell whether two files were made from the same data.

It is the SHA-256 of all records, each a line of JSON, sorted. The order of a file and the line numbers of its records
make no difference; a changed letter in any record does. What could not be read or placed is not a record.
"""

import json
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from hashlib import sha256

SHORT = 12
"""This many hexadecimal digits can be compared by eye, and will not agree by accident."""


def digest_of(lines: Iterable[str]) -> str:
    """Compute the digest of some lines in any order; a line must not contain a line break, as JSON never does."""
    return sha256("\n".join(sorted(lines)).encode()).hexdigest()


def line_of(record: object) -> str:
    """
    Write a frozen record as one line of JSON, with the name of its type.

    Fields derived from others are left out, as is `line`, its position in a file.
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
