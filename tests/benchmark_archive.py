"""
How long the page *Archive* waits for its answers: a ledger of a million reports, asked a page at a time.

    python -m tests.benchmark_archive
    python -m tests.benchmark_archive 10000000

Beside each answer by key stands the same page by its number (OFFSET), which is what others do. Memory is that of this
process, which asks.
"""

import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from events.scale.archive import ROWS, Archive, Asked, Order
from events.scale.ledger import Ledger
from tests.scale_ledgers import write_large

REPORTS, TIMES = 1_000_000, 15


def main() -> None:
    """Print the table."""
    reports = int(sys.argv[1]) if sys.argv[1:] else REPORTS
    with TemporaryDirectory() as folder:
        with ProcessPoolExecutor(1) as pool:  # its memory is none of the answers'
            pool.submit(write_large, Path(folder), reports).result()
        archive = Archive(Path(folder))
        shard = archive.shards()[-1]
        place = archive.places(shard)[0]
        asked = {
            "first page": lambda: archive.page(Asked()),
            "a page in the middle": lambda: archive.page(Asked(), after=(date(2020, 1, 1), "c", "c")),
            "the one before it": lambda: archive.page(Asked(), before=(date(2020, 1, 1), "c", "c")),
            "filtered": lambda: archive.page(Asked(party="reds", kind="captured", first=date(2019, 1, 1))),
            "sorted by when known": lambda: archive.page(Asked(order=Order.KNOWN, oldest_first=True)),
            "one country": lambda: archive.page(Asked(shard=shard)),
            "one place": lambda: archive.page(Asked(shard=shard, place=place)),
            "counted": lambda: archive.count(Asked(party="reds")),
            "one place by the rule": lambda: archive.life(shard, place),
        }
        print(f"{reports:,} reports{'':11} median ms  worst ms  memory MB")
        for name, ask in asked.items():
            _show(name, ask)
        ledger = Ledger(Path(folder))
        by_number = f"select * from reports order by latest desc, report_id desc limit {ROWS} offset {reports // 2}"
        _show("the middle, by OFFSET", lambda: ledger.asked.sql(by_number).to_arrow_table())


def _show(name: str, ask: Callable[[], object]) -> None:
    took = []
    for _ in range(TIMES):
        begin = time.perf_counter()
        ask()
        took.append((time.perf_counter() - begin) * 1000)
    memory = psutil.Process().memory_info().rss / 1e6
    print(f"{name:<26} {statistics.median(took):>9.0f} {max(took):>9.0f} {memory:>10.0f}", flush=True)


if __name__ == "__main__":
    main()
