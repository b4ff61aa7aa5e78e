"""
A ledger of any size, asked a page at a time: DuckDB filters and sorts the files where they lie, and nothing is kept.

A page is found by the key of the report it comes after, not by its number: the thousandth costs what the first does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

import pyarrow as pa

from events.scale.ledger import Ledger
from events.scale.shard import reduce_shard
from events.scale.tables import PLACES, REPORTS

ROWS, MEMORY = 100, "96MB"
"""Reports of a page, and what DuckDB may use for one answer."""

COVERS = """
shard = $shard and (
    list_contains(places, $place)
    or places is null and not coalesce(list_contains(excepted, $place), false) and (
        province is null or province = (select province from places where shard = $shard and place = $place)
    )
)
"""
"""Whether a report is on a place of a shard, as `events.scale.tables.events_of` has it."""

Key = tuple[date, str, str]
"""Where a report stands in an order: its day, its id, its shard."""


class Order(StrEnum):
    """By which day reports are sorted."""

    LATEST = "latest"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reports are asked for, and in which order; by default all."""

    shard: str | None = None
    place: str | None = None
    """A place of that shard, and all reports that cover it; of no meaning without a shard."""
    kind: str | None = None
    party: str | None = None
    certainty: str | None = None
    first: date | None = None
    last: date | None = None
    """Reports that may refer to a day between these two, both included."""
    order: Order = Order.LATEST
    oldest_first: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some reports in order, as rows of `events.scale.tables.REPORTS`, and whether there are more."""

    reports: tuple[Mapping[str, Any], ...]
    before: Key | None
    """The key of the first, if others come before it."""
    after: Key | None
    """The key of the last, if others come after it."""


class Archive:
    """The reports of one ledger; many may ask at once."""

    def __init__(self, folder: Path) -> None:
        """
        Open a ledger's folder.

        Raises
        ------
        events.scale.ledger.BadLedger
            If a table is missing, or lacks a column.
        """
        self._ledger = Ledger(folder, MEMORY)

    def shards(self) -> list[str]:
        """List the shards, by name."""
        return [shard for (shard,) in self._rows("select distinct shard from places order by shard", {})]

    def places(self, shard: str) -> list[str]:
        """List the places of a shard, by name."""
        asked = "select place from places where shard = $shard order by place"
        return [place for (place,) in self._rows(asked, {"shard": shard})]

    def days(self) -> tuple[date, date]:
        """Return the first day to which a report may refer, and the last on which one may or was known."""
        ((first, last),) = self._rows("select min(earliest), max(greatest(latest, known)) from reports", {})
        return first, last

    def words(self, column: str) -> list[str]:
        """List what a column of reports says, such as ``party``."""
        return [word for (word,) in self._rows(f"select distinct {column} from reports order by {column}", {})]

    def count(self, asked: Asked) -> int:
        """Count the reports that are asked for."""
        where, values = _where(asked)
        ((number,),) = self._rows(f"select count(*) from reports where {where}", values)
        return int(number)

    def page(self, asked: Asked, after: Key | None = None, before: Key | None = None) -> Page:
        """Find the reports that come next after a key, or just before one; by default the first."""
        where, values = _where(asked)
        back = before is not None
        down = back == asked.oldest_first
        if key := before or after:
            where += f" and ({asked.order}, report_id, shard) {'<' if down else '>'} ($day, $report, $of)"
            values |= dict(zip(("day", "report", "of"), key, strict=True))
        turn = "desc" if down else "asc"
        found = self._table(
            f"select {', '.join(REPORTS.names)} from reports where {where} "
            f"order by {asked.order} {turn}, report_id {turn}, shard {turn} limit {ROWS + 1}",
            values,
        ).to_pylist()
        more, rows = len(found) > ROWS, found[:ROWS][:: -1 if back else 1]
        keys = [(row[asked.order], row["report_id"], row["shard"]) for row in (*rows[:1], *rows[-1:])]
        return Page(
            tuple(rows),
            keys[0] if keys and (more if back else after) else None,
            keys[-1] if keys and (before or more) else None,
        )

    def life(self, shard: str, place: str, known: date | None = None) -> pa.Table:
        """Apply the rule to one place, by all reports that cover it; returns `events.scale.tables.SPANS`."""
        values = {"shard": shard, "place": place}
        told = self._table(f"select {', '.join(REPORTS.names)} from reports where {COVERS}", values)
        here = f"select {', '.join(PLACES.names)} from places where shard = $shard and place = $place"
        return reduce_shard(told.cast(REPORTS), self._table(here, values).cast(PLACES), known)

    def _rows(self, query: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        return self._ledger.asked.cursor().execute(query, dict(values)).fetchall()

    def _table(self, query: str, values: Mapping[str, Any]) -> pa.Table:
        return self._ledger.asked.cursor().sql(query, params=dict(values)).to_arrow_table()


def _where(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Write what is asked for as a condition, and the values it names."""
    equal = {"kind": asked.kind, "party": asked.party, "certainty": asked.certainty, "shard": asked.shard}
    values: dict[str, Any] = {name: value for name, value in equal.items() if value is not None}
    parts = [f"{name} = ${name}" for name in values]
    if asked.shard is not None and asked.place is not None:
        parts.append(COVERS)
        values["place"] = asked.place
    for name, condition in (("first", "latest >= $first"), ("last", "earliest <= $last")):
        if (day := getattr(asked, name)) is not None:
            parts.append(condition)
            values[name] = day
    return " and ".join(parts) or "true", values
