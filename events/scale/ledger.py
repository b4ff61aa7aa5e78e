"""
A ledger as engines read it: a folder of Parquet files, asked by DuckDB.

``reports/*.parquet`` and ``places/*.parquet`` have the columns of `events.scale.tables.REPORTS` and `PLACES`, in any
order and of any number of shards.
"""

from collections.abc import Sequence
from pathlib import Path
from tempfile import gettempdir
from uuid import uuid4

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from events.scale.tables import PLACES, REPORTS

MEMORY, THREADS = "512MB", 2
"""What DuckDB may use by default; it writes to disk what does not fit."""
FILES = {"reports": REPORTS, "places": PLACES}


class BadLedger(ValueError):
    """A folder without the files of a ledger, or with other columns; the message says which."""


class Ledger:
    """The reports and places in one folder."""

    def __init__(self, folder: Path, memory: str = MEMORY) -> None:
        """
        Open a folder.

        Parameters
        ----------
        memory
            What DuckDB may use at most.

        Raises
        ------
        BadLedger
            If a table is missing, or lacks a column.
        """
        self.folder = folder
        self.is_split = False  # by `events.scale.split`: then its tables are not those of its files
        room = Path(gettempdir()) / f"control-atlas-{uuid4().hex}"
        self.asked = duckdb.connect(config={"memory_limit": memory, "threads": THREADS, "temp_directory": str(room)})
        for name, schema in FILES.items():
            if not list((folder / name).glob("*.parquet")):
                raise BadLedger(f"{folder} has no {name}/*.parquet")
            self.asked.execute(f"create view {name} as select * from read_parquet('{self._glob(name)}')")
            columns = {row[0] for row in self.asked.execute(f"describe {name}").fetchall()}
            if missing := sorted(set(schema.names) - columns):
                raise BadLedger(f"{folder}/{name} lacks {', '.join(missing)}")

    def _glob(self, name: str) -> str:
        return str(self.folder / name / "*.parquet").replace("'", "''")

    def digests(self) -> dict[str, str]:
        """
        Return the digest of each shard, whatever the order of its rows.

        It is the sum of the MD5 of every row, and their number: equal if the rows are.
        """
        rows = " union all ".join(
            f"select shard, md5_number_lower({_text(schema)})::hugeint as one from {name}"
            for name, schema in FILES.items()
        )
        found = self.asked.execute(f"select shard, count(*), sum(one) from ({rows}) group by shard order by shard")
        return {shard: f"{count}-{total:x}" for shard, count, total in found.fetchall()}

    def part(self, folder: Path, shards: Sequence[str]) -> None:
        """Write the rows of some shards into a folder, each shard's by itself, by its number among them."""
        chosen = pa.table({"shard": shards, "number": pa.array(range(len(shards)), pa.int32())})
        self.asked.register("chosen", chosen)
        folder.mkdir(exist_ok=True)
        for name, schema in FILES.items():
            columns = ", ".join(schema.names)
            self.asked.execute(
                f"copy (select {columns}, number from {name} join chosen using (shard)) to '{folder / name}' "
                "(format parquet, partition_by (number))"
            )
        self.asked.unregister("chosen")


def read_part(folder: Path, name: str, number: int) -> pa.Table:
    """Read one shard's rows of a table that `Ledger.part` wrote, by its number."""
    schema = FILES[name]
    files = sorted((folder / name / f"number={number}").glob("*.parquet"))
    tables = [pq.read_table(file, partitioning=None).select(schema.names).cast(schema) for file in files]
    return pa.concat_tables(tables) if tables else schema.empty_table()


def write_ledger(folder: Path, reports: pa.Table, places: pa.Table) -> None:
    """Write a ledger's tables into a folder."""
    for name, table in (("reports", reports), ("places", places)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        pq.write_table(table, folder / name / "part.parquet")


def _text(schema: pa.Schema) -> str:
    """Write a row as one text, in which no two rows are the same."""
    return "concat_ws('|', " + ", ".join(f"coalesce({name}::varchar, '∅')" for name in schema.names) + ")"
