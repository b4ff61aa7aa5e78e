"""The whole contract of an engine: the reports and the places of one shard in, its spans out, by the rule itself."""

from collections.abc import Iterator
from datetime import date

import pyarrow as pa

from events.control.rule import known_by, reduce
from events.model import UNKNOWN
from events.scale.tables import SPANS, events_of, span_rows

AT_ONCE = 64
"""Places whose spans are laid out at a time: what a shard needs beside its reports and its result."""


class WrongShard(ValueError):
    """Tables that are not those of one shard."""


def reduce_shard(reports: pa.Table, places: pa.Table, known: date | None = None) -> pa.Table:
    """
    Apply the rule of control to one shard.

    Parameters
    ----------
    reports, places
        Of the schemas `events.scale.tables.REPORTS` and `PLACES`, all rows of one shard.
    known
        Use only what was known by this day; by default all.

    Returns
    -------
    spans
        Of the schema `SPANS`, by place, then by day, whatever the order of the tables.

    Raises
    ------
    WrongShard
        If the tables are of several shards, or of different ones.
    """
    shards = set(places["shard"].unique().to_pylist())
    if len(shards) != 1 or not set(reports["shard"].unique().to_pylist()) <= shards:
        raise WrongShard(f"the places are of {sorted(shards)}, and the reports of others")
    return pa.concat_tables(list(_reduced(next(iter(shards)), reports, places, known))).cast(SPANS)


def _reduced(shard: str, reports: pa.Table, places: pa.Table, known: date | None) -> Iterator[pa.Table]:
    events = tuple(events_of(reports, places))
    if known is not None:
        events = known_by(events, known)
    names = sorted(places["place"].to_pylist())
    unreported = places["unreported"][0].as_py() if names else UNKNOWN
    lives = reduce(events, names, unreported)
    yield SPANS.empty_table()
    for start in range(0, len(names), AT_ONCE):
        yield span_rows(shard, (span for place in names[start : start + AT_ONCE] for span in lives.pop(place)))
