"""The command that writes a site, and what it says."""

from pathlib import Path

import pytest

from geo.publish.__main__ import main
from tests.conftest import COUNTRY, LEDGER


@pytest.fixture
def war(tmp_path: Path) -> Path:
    folder = tmp_path / "three-squares"
    folder.mkdir()
    for name, text in (LEDGER | COUNTRY).items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_site_is_written_and_a_second_run_says_that_nothing_has_changed(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [f"--site={tmp_path / 'out'}", "--wars", str(war), "--langs", "nl,en", "--workers", "1"]
    assert main(asked) == 0
    said = capsys.readouterr().err
    assert " written: " in said and "without --base-url it has no sitemap and no link cards" in said
    assert (tmp_path / "out/nl/three-squares/districts/0101.html").exists()
    assert main(asked) == 0
    assert "nothing has changed" in capsys.readouterr().err


def test_what_cannot_be_written_is_refused_in_a_line(
    war: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    for out, wars, said in (
        (tmp_path / "none" / "out", str(war), "does not exist"),
        (tmp_path / "file", str(war), "a file of this name already exists"),
        (war, str(war), "not a site that this command wrote"),
        (tmp_path / "out", "atlantis", "is neither the folder of a war nor one of"),
    ):
        assert main(["--site", str(out), "--wars", wars, "--workers", "1"]) == 1
        assert said in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["--langs", "xx"], ["--langs", ""], ["--base-url", "example.org"]])
def test_a_language_or_an_address_that_is_none_is_refused(
    tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["--site", str(tmp_path / "out"), *asked])
    assert "is not a list of" in capsys.readouterr().err or "--base-url" in asked
