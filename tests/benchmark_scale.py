"""
How the rule grows with a ledger: reports against time, processor and memory, on each engine that is there.

    python -m tests.benchmark_scale
    python -m tests.benchmark_scale 10000 100000 1000000 10000000

The ledgers are those of `tests.scale_ledgers`; the first, of ten reports, shows what an engine takes to start. Time
and memory are of the run and all its processes, sampled every tenth of a second; *worker* is the largest of one process
that reduces. Sail's server is one of them, from when it is asked.
"""

import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pyarrow.parquet as pq

from tests.scale_ledgers import write_large
from tests.servers import sail

START = 10
SIZES = (10_000, 100_000, 1_000_000)
LARGEST = 1_000_000  # reports; with more, only the engine that is built in is timed
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


def measure(command: list[str], server: int | None) -> Measured:
    """Run a command, and watch it, its children and a server's; raises `CalledProcessError` if it fails."""
    before = {process.pid: _processor(process) for process in _family(server)} if server else {}
    begin = time.perf_counter()
    job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    spent: dict[int, float] = {}
    peak = worker = 0.0
    while job.poll() is None:
        sizes = []
        for process in (*_family(job.pid), *(_family(server) if server else ())):
            try:
                spent[process.pid] = _processor(process) - before.get(process.pid, 0)
                sizes.append((process.memory_info().rss / 1e6, process.pid))
            except psutil.NoSuchProcess:
                continue
        peak = max(peak, sum(size for size, _ in sizes))
        worker = max([worker, *(size for size, pid in sizes if pid != job.pid)])
        time.sleep(EVERY)
    if job.returncode:
        raise subprocess.CalledProcessError(job.returncode, command)
    return Measured(time.perf_counter() - begin, sum(spent.values()), peak, worker)


def _processor(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _family(pid: int) -> Iterator[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        yield parent
        yield from parent.children(recursive=True)
    except psutil.NoSuchProcess:
        return


def main() -> None:
    """Print the table."""
    sizes = [START, *([int(size) for size in sys.argv[1:]] or SIZES)]
    engines = {"local": ["--engine", "local"]}
    if find_spec("pyspark") and shutil.which("java"):
        engines["spark"] = ["--engine", "spark"]
    print(HEAD)
    if not find_spec("pysail"):
        _grow(sizes, engines, None)
        return
    with sail() as (server, address):
        engines["sail"] = ["--engine", "spark", "--remote", address]
        _grow(sizes, engines, server)


def _grow(sizes: Iterable[int], engines: Mapping[str, list[str]], server: int | None) -> None:
    for size in sizes:
        with TemporaryDirectory() as folder:
            write_large(Path(folder) / "ledger", size)
            for engine, asked in engines.items():
                if size > LARGEST and engine != "local":
                    continue
                out = Path(folder) / engine
                command = [sys.executable, "-m", "events.scale", f"{folder}/ledger", str(out), *asked]
                took = measure(command, server if engine == "sail" else None)
                spans = sum(pq.read_metadata(file).num_rows for file in (out / "current").glob("*/*.parquet"))
                print(
                    f"{size:>10,} {engine:>7} {spans:>11,} {took.wall:>7.1f}s {took.processor:>7.1f}s "
                    f"{took.peak:>8,.0f} {took.worker:>10,.0f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
