"""A small war as a folder, and the site of it in two languages."""

from collections.abc import Callable
from pathlib import Path

import pytest

from geo.site.build import build
from geo.site.page import Site
from tests.conftest import COUNTRY, LEDGER

BASE = "https://example.org/atlas/"
LANGUAGES = ("en", "fa")


@pytest.fixture
def small_war(tmp_path: Path) -> Path:
    """The three squares, as the folder of a war."""
    return write_war(tmp_path / "wars" / "three-squares")


@pytest.fixture(scope="package")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the three squares in English and in Dari, which no test may change."""
    folder = tmp_path_factory.mktemp("site")
    build(Site((write_war(folder / "three-squares"),), LANGUAGES, BASE), folder / "out")
    return folder / "out"


def write_war(folder: Path) -> Path:
    folder.mkdir(parents=True)
    for name, text in (LEDGER | COUNTRY).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(site: Path) -> dict[str, bytes]:
    """All files of a site."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


Rewrite = Callable[[str, str, str], None]


@pytest.fixture
def rewrite(small_war: Path) -> Rewrite:
    """Replace words of a file of the small war."""
    from geo.site.desk import desk_of, section_of

    def replace(file: str, old: str, new: str) -> None:
        text = (small_war / file).read_text(encoding="utf-8")
        assert old in text
        (small_war / file).write_text(text.replace(old, new, 1), encoding="utf-8")
        desk_of.cache_clear()
        section_of.cache_clear()

    return replace
