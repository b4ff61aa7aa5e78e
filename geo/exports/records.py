"""Rows as JSON has them."""

import json
from datetime import date
from typing import Any

import pandas as pd


def records_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Convert rows to JSON records: days as text, missing values as null."""
    columns = {str(name): _plain(table[name]) for name in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    plain = column.astype(object)
    cells = plain.where(column.notna(), None).tolist()
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]


def as_json(value: Any) -> str:
    """Write a value as compact JSON, with letters outside ASCII as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
