"""The engine that needs no server: DuckDB parts the ledger, a pool of processes reduces it, a shard each at a time."""

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from events.scale.ledger import Ledger, read_part
from events.scale.shard import reduce_shard
from events.scale.store import Store

Write = Callable[[Ledger, Store, Path, frozenset[str], date | None], Iterator[str]]
"""Writes the spans of some shards into a version of a store, and iterates over those that are done."""


def write_local(
    ledger: Ledger, store: Store, version: Path, shards: frozenset[str], known: date | None, processes: int = 2
) -> Iterator[str]:
    """Reduce shards in processes of their own; the memory is that of the largest shard in each."""
    names = sorted(shards)
    with TemporaryDirectory(dir=store.folder, prefix="parts-") as folder:
        ledger.part(Path(folder), names)
        with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
            task = partial(_write, Path(folder), store, version, known=known)
            jobs = {pool.submit(task, number, name): name for number, name in enumerate(names)}
            for done in as_completed(jobs):
                done.result()
                yield jobs[done]


def _write(folder: Path, store: Store, version: Path, number: int, name: str, known: date | None) -> None:
    spans = reduce_shard(read_part(folder, "reports", number), read_part(folder, "places", number), known)
    store.write(version, name, spans)
