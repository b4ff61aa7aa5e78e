"""The rooms of the code, and which way the arrows run: a room imports from itself and from those before it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ORDER = (
    ("events/model", "events/problems", "events/solar"),
    ("events/ledger",),
    ("events/control",),
    ("events/analysis",),
    ("events/tables",),
    ("events/intake",),
    ("events/articles", "events/scale"),
    ("geo/plurals", "geo/forms"),
    ("geo/language",),
    ("geo/wording",),
    ("geo/places",),
    ("geo/words", "geo/intake"),
    ("geo/paint", "geo/links", "geo/exports"),
    ("geo/places/check",),  # a command stands above all that it asks
    ("events/intake/__main__", "events/articles/__main__", "events/scale/__main__"),
    ("geo/atlas", "geo/plate", "geo/charts", "geo/tables"),
    ("geo/posters",),
    ("geo/films", "geo/site"),
    ("geo/publish",),
    ("geo/app",),
    ("dashboard",),
)
"""From the ground up; rooms on one floor know nothing of each other."""

FLOOR = {room: floor for floor, rooms in enumerate(ORDER) for room in rooms}
MODULES = sorted(path for folder in ("events", "geo") for path in (ROOT / folder).rglob("*.py"))
LONGEST, LONGEST_FUNCTION, MOST_MODULES = 300, 40, 12
"""Lines of a module, lines of a function, modules in a room: as `.github/CONTRIBUTING.md` has them."""


def room_of(name: str) -> str:
    """The room of a module, by its dotted name or its path without the ending; itself if it has a floor of its own."""
    path = name.replace(".", "/")
    return path if path in FLOOR else "/".join(path.split("/")[:2])


def against_the_arrows(module: str, source: str) -> list[str]:
    """The modules that a source may not import where it stands."""
    return [
        imported
        for imported in _imports(source)
        if (there := room_of(imported)) != (here := room_of(module))
        and imported.split(".")[0] in ("events", "geo", "dashboard")
        and FLOOR[there] >= FLOOR[here]
    ]


def _imports(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("geo/words/days", "from geo.language import Language", []),
        ("geo/words/days", "from geo.words.reports import dated", []),
        ("geo/words/days", "from geo.atlas.map import atlas_map", ["geo.atlas.map"]),
        ("geo/paint/looks", "import geo.links.view", ["geo.links.view"]),
        ("geo/places/check", "from geo.paint.sight import alike", []),
        ("geo/words/days", "from geo.places.check import open_war", ["geo.places.check"]),
        ("events/ledger/read", "def later():\n    from geo.language import language", ["geo.language"]),
    ],
)
def test_an_import_upwards_or_sideways_is_found(module: str, source: str, wrong: list[str]) -> None:
    assert against_the_arrows(module, source) == wrong


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_imports_upwards_or_sideways(path: Path) -> None:
    module = path.relative_to(ROOT).with_suffix("").as_posix()
    if path.parent.name in ("events", "geo") and path.name == "__init__.py":
        module = f"{path.parent.name}/model"  # the package itself imports nothing
    assert against_the_arrows(module, path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_longer_than_a_reader_keeps_in_mind(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= (100 if path.name == "dashboard.py" else LONGEST)


def test_no_room_is_crowded() -> None:
    crowded = {
        room: len(modules)
        for room in {path.parent for path in MODULES}
        if len(modules := [path for path in room.glob("*.py") if path.name != "__init__.py"]) > MOST_MODULES
    }
    assert crowded == {}


def test_a_long_function_says_why() -> None:
    """One of more than 40 lines without its docstring has a comment just above it, or above what decorates it."""
    unexplained = []
    for path in MODULES:
        lines = path.read_text(encoding="utf-8").splitlines()
        for node in ast.walk(ast.parse("\n".join(lines))):
            if isinstance(node, ast.FunctionDef) and _length(node) > LONGEST_FUNCTION:
                first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
                if not lines[first - 2].lstrip().startswith("#"):
                    unexplained.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert unexplained == []


def _length(function: ast.FunctionDef) -> int:
    """The lines of its body, without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return function.end_lineno - body[0].lineno + 1 if body and function.end_lineno else 0


def test_every_test_lies_in_a_room_of_its_own_name() -> None:
    """`tests/` mirrors the rooms: a folder of tests is one of the code, or has samples; a room with code has tests."""
    folders = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*") if path.is_dir()}
    mirrored = {folder.removeprefix("tests/") for folder in folders if folder.startswith(("tests/events", "tests/geo"))}
    mirrored = {folder for folder in mirrored if not folder.endswith(("__pycache__", "/samples"))}
    assert sorted(folder for folder in mirrored if not (ROOT / folder).is_dir()) == []
    rooms = {room for rooms in ORDER for room in rooms if (ROOT / room).is_dir()}
    assert sorted(rooms - mirrored) == []


# What belongs in data.

OF_A_WAR = re.compile(r"taliban|afghan|badakhshan|myanmar|arakan|pashto|\bdari\b|\b(421|398|330)\b", re.IGNORECASE)
"""What only the files of a war may say; docstrings and comments may have it as an example."""


def said_by(source: str) -> Iterator[str]:
    """The names and texts of a module, without its docstrings, those of variables among them."""
    tree = ast.parse(source)
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in told and isinstance(node.value, str | int):
            yield str(node.value)
        elif isinstance(node, ast.Name):
            yield node.id


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('"""As the Taliban."""\nfirst = 1\n"""Of 421."""', []),
        ('said = "the Taliban"', ["the Taliban"]),
        ("dari = 421", ["dari", "421"]),
        ('boundaries = f"{secondary} boundaries"', []),
    ],
)
def test_what_belongs_in_data_is_found(source: str, found: list[str]) -> None:
    assert sorted(words for words in said_by(source) if OF_A_WAR.search(words)) == sorted(found)


@pytest.mark.parametrize("path", [*MODULES, ROOT / "dashboard.py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_says_what_belongs_in_data(path: Path) -> None:
    assert [words for words in said_by(path.read_text(encoding="utf-8")) if OF_A_WAR.search(words)] == []


def test_no_script_says_what_belongs_in_data() -> None:
    scripts = [*ROOT.glob("geo/**/*.js"), *ROOT.glob("geo/**/*.css")]
    assert scripts
    comments = re.compile(r"/\*.*?\*/|(?m:^\s*//.*$)", re.DOTALL)
    bare = {path.name: comments.sub("", path.read_text("utf-8")) for path in scripts}
    assert [name for name, text in bare.items() if OF_A_WAR.search(text)] == []
