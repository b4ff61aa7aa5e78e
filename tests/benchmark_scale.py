"""
How the rule grows with a ledger: reports against time, processor and memory, on each engine that is there.

    python -m tests.benchmark_scale
    python -m tests.benchmark_scale 10000 100000 1000000 10000000

The ledgers are those of `tests.scale_ledgers`. Processor and memory are those of the run and all its processes, sampled
every tenth of a second; *worker* is the largest of one process that reduces. Spark's start is apart, since a cluster
that is there has started.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pyarrow.parquet as pq

from tests.scale_ledgers import write_large

SIZES = (10_000, 100_000, 1_000_000)
EVERY = 0.1
HEAD = f"{'reports':>10} {'engine':>7} {'spans':>11} {'wall':>8} {'CPU':>8} {'peak MB':>8} {'worker MB':>10}"


@dataclass
class Measured:
    """What one run took."""

    wall: float
    processor: float
    peak: float
    """Megabytes of all processes together."""
    worker: float
    """Megabytes of the largest process but the first."""


def measure(command: list[str]) -> Measured:
    """Run a command and watch it and its children; raises `CalledProcessError` if it fails."""
    begin = time.perf_counter()
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    peak = worker = 0.0
    while job.poll() is None:
        sizes = []
        for process in _family(job.pid):
            try:
                times = process.cpu_times()
                spent[process.pid] = times.user + times.system
                sizes.append((process.memory_info().rss / 1e6, process.pid))
            except psutil.NoSuchProcess:
                continue
        peak = max(peak, sum(size for size, _ in sizes))
        worker = max([worker, *(size for size, pid in sizes if pid != job.pid)])
        time.sleep(EVERY)
    if job.returncode:
        raise subprocess.CalledProcessError(job.returncode, command)
    return Measured(time.perf_counter() - begin, sum(spent.values()), peak, worker)


def _family(pid: int) -> Iterator[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        yield parent
        yield from parent.children(recursive=True)
    except psutil.NoSuchProcess:
        return


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    engines = ["local", *(["spark"] if find_spec("pyspark") and shutil.which("java") else [])]
    print(HEAD)
    for size in sizes:
        with TemporaryDirectory() as folder:
            write_large(Path(folder) / "ledger", size)
            for engine in engines:
                out = Path(folder) / engine
                command = [sys.executable, "-m", "events.scale", f"{folder}/ledger", str(out), "--engine", engine]
                took = measure(command)
                spans = sum(pq.read_metadata(file).num_rows for file in (out / "current").glob("*/*.parquet"))
                print(
                    f"{size:>10,} {engine:>7} {spans:>11,} {took.wall:>7.1f}s {took.processor:>7.1f}s "
                    f"{took.peak:>8,.0f} {took.worker:>10,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
