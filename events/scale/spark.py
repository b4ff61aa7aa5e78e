"""
The same on Spark: its `applyInArrow` moves the tables, and the rule is the one of all engines.

The machines of a cluster must have this package, at the same path as here or in their Python, and see the ledger and
the store where this one does.
"""

import os
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from events.scale.ledger import FILES, Ledger
from events.scale.shard import reduce_shard
from events.scale.split import write_split
from events.scale.store import Store
from events.scale.tables import PLACES, REPORTS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

LOCAL = "local[*]"
"""Spark within this process, on all its cores."""
DONE = "shard string"
"""The columns of what comes back of a shard that is written."""
NAMES = {pa.string(): "string", pa.bool_(): "boolean", pa.date32(): "date"}
"""Of Arrow's types, as Spark writes them."""


def session(master: str = LOCAL, remote: str = "") -> "SparkSession":
    """
    Connect to Spark.

    Parameters
    ----------
    master
        Of a cluster, such as ``spark://host:7077``.
    remote
        Of a server that speaks Spark Connect, such as ``sc://host:15002``; in place of a master.
    """
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # the workers' Python is this one, which has the rule
    builder: Any = SparkSession.builder.appName("events.scale")
    builder = builder.remote(remote) if remote else builder.master(master).config("spark.ui.enabled", "false")
    made: SparkSession = builder.config("spark.sql.session.timeZone", "UTC").getOrCreate()
    return made


def write_spark(
    ledger: Ledger, store: Store, version: Path, shards: frozenset[str], known: date | None, *, spark: "SparkSession"
) -> Iterator[str]:
    """
    Reduce shards on Spark; each is written by the machine that reduced it, to the store, which all must see.

    Of a ledger that was split Spark reads a copy, which is there until the end.
    """
    with TemporaryDirectory(dir=store.folder, prefix="parts-") as room:
        folder = Path(room) if ledger.is_split else ledger.folder
        if ledger.is_split:
            write_split(ledger, folder)
        reports, places = (_rows(spark, folder / name, schema, shards) for name, schema in FILES.items())
        rows = reports.union(places)  # one frame, since Sail's cogroup refuses nulls
        done = rows.groupBy("shard").applyInArrow(_writer(store, version.resolve(), known), DONE)
        yield from (row["shard"] for row in done.collect())


def _rows(spark: "SparkSession", folder: Path, schema: pa.Schema, shards: frozenset[str]) -> "DataFrame":
    """Read the rows of some shards, with the columns of all tables; those that this table has not are empty."""
    from pyspark.sql.functions import lit

    table = spark.read.parquet(f"{folder.resolve()}/*.parquet")
    columns = [
        table[field.name] if field.name in schema.names else lit(None).cast(_named(field.type)).alias(field.name)
        for field in pa.unify_schemas(list(FILES.values()))
    ]
    return table.where(table["shard"].isin(sorted(shards))).select(*columns)


def _writer(store: Store, version: Path, known: date | None) -> Callable[[pa.Table], pa.Table]:
    """
    Make the function that reduces and writes one shard, of whose rows those without the id of a report are places.

    The spans do not go back through Spark: as its rows they take as long again as the rule.
    """

    def write(rows: pa.Table) -> pa.Table:
        told = pc.is_valid(rows["report_id"])
        kinds = (told, REPORTS), (pc.invert(told), PLACES)
        reports, places = (rows.filter(chosen).select(schema.names).cast(schema) for chosen, schema in kinds)
        spans = reduce_shard(reports, places, known)
        name = places["shard"][0].as_py()
        store.write(version, name, spans)
        return pa.table({"shard": [name]})

    return write


def _named(kind: pa.DataType) -> str:
    return f"array<{_named(kind.value_type)}>" if pa.types.is_list(kind) else NAMES[kind]
