"""The engines, each as a shell asks for it; what runs in processes of its own runs here as it does from a shell."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.servers import sail

SPARK = pytest.mark.skipif(
    not (find_spec("pyspark") and shutil.which("java")), reason="needs PySpark (the extra scale) and Java"
)
SAIL = pytest.mark.skipif(not find_spec("pysail"), reason="needs Sail (the extra sail)")
ENGINES = ("local", pytest.param("spark", marks=SPARK), pytest.param("sail", marks=SAIL))


@pytest.fixture(autouse=True)
def _no_script_of_another_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's tests leave their script as the main module, which every new process would run first."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def spans_in(out: Path) -> dict[str, pa.Table]:
    """Return the spans of the current version, by shard."""
    tables = [pq.read_table(file, partitioning=None) for file in sorted((out / "current").glob("*/*.parquet"))]
    return {table["shard"][0].as_py(): table for table in tables if table.num_rows}


@pytest.fixture(scope="package")
def sail_address() -> Iterator[str]:
    with sail() as (_, address):
        yield address


@pytest.fixture
def asked(request: pytest.FixtureRequest) -> list[str]:
    """What the command is told of the engine that a test names."""
    if request.param == "sail":
        return ["--engine", "spark", "--remote", request.getfixturevalue("sail_address")]
    return ["--engine", request.param]


def engine(ledger: Path, out: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "events.scale", str(ledger), str(out), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
