"""`python -m geo.publish`: the command for desks and for cron."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import av
import pandas as pd
import pyogrio
import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from pypdf import PdfReader

import geo.publish.__main__ as command
from geo.links.provenance import read_png
from geo.posters.page import FORMATS
from geo.publish.__main__ import main
from tests.conftest import LedgerFolder


def run(folder: Path, name: str, *options: str) -> bytes:
    file = folder / name
    assert main([*options, str(file)]) == 0
    assert [each.name for each in folder.iterdir()] == [name]  # and nothing half made beside it
    return file.read_bytes()


def test_a_poster_is_made_in_the_format_language_and_words_asked_for(tmp_path: Path) -> None:
    options = ["--day", "2021-07-05", "--format", "1x1", "--lang", "nl", "--link", "https://atlas.example.org/"]
    png = run(tmp_path, "out.png", *options, "--title", "Eigen kop")
    assert Image.open(BytesIO(png)).size == (FORMATS["1x1"].width, FORMATS["1x1"].height)
    told = read_png(png)
    assert told["Title"] == "Eigen kop"
    assert told["Source"] == "https://atlas.example.org/?day=2021-07-05&lang=nl"
    assert "5 juli 2021" in told["Description"]


def test_a_day_of_knowledge_can_be_later_than_all_days_told_of(tmp_path: Path) -> None:
    svg = run(tmp_path, "out.svg", "--day", "2021-07-05", "--known", "2023-08-15").decode()
    assert "as known on 15 August 2023" in svg


def test_two_days_are_compared(tmp_path: Path) -> None:
    svg = run(tmp_path, "out.svg", "--from", "2021-07-01", "--to", "2021-07-31", "--no-labels").decode()
    assert "1 July 2021 to 31 July 2021" in svg
    assert ">Badakhshan<" not in svg


def test_a_pdf_for_print_is_of_one_page_of_a4(tmp_path: Path) -> None:
    (sheet,) = PdfReader(BytesIO(run(tmp_path, "out.PDF", "--format", "a4"))).pages
    assert [round(float(side)) for side in sheet.mediabox[2:]] == [595, 842]


def test_the_page_is_one_file_as_known_on_a_day(tmp_path: Path) -> None:
    page = run(tmp_path, "out.html", "--known", "2021-07-05", "--lang", "fa", "--theme", "dark").decode()
    assert '<html lang="fa" dir="rtl"' in page
    assert 'data-day="2021-07-05"' in page


@pytest.mark.parametrize(("name", "rows"), [("out.csv", 421), ("out.xlsx", 421), ("out.parquet", 421)])
def test_a_table_of_the_day_is_made(tmp_path: Path, name: str, rows: int) -> None:
    data = BytesIO(run(tmp_path, name, "--day", "2021-07-05"))
    readers: dict[str, Callable[..., pd.DataFrame]]
    readers = {".csv": pd.read_csv, ".xlsx": pd.read_excel, ".parquet": pd.read_parquet}
    table = readers[Path(name).suffix](data)
    assert len(table) == rows
    assert (table["standing"] == "taliban").sum() == 144


def test_shapes_are_made_for_maps(tmp_path: Path) -> None:
    run(tmp_path, "out.gpkg", "--data", "spans")
    assert {"districts", "markers"} <= {name for name, _ in pyogrio.list_layers(tmp_path / "out.gpkg")}
    (tmp_path / "out.gpkg").unlink()
    assert json.loads(run(tmp_path, "out.geojson"))["type"] == "FeatureCollection"


def test_a_film_is_made_of_the_days_asked_for(tmp_path: Path) -> None:
    film = ["--from", "2021-07-03", "--to", "2021-07-05", "--rate", "2", "--pause", "1", "--lang", "de"]
    run(tmp_path, "out.mp4", *film)
    with av.open(str(tmp_path / "out.mp4")) as container:
        assert container.streams.video[0].frames == 3 + 2
        assert container.metadata["comment"].startswith("?day=2021-07-05&lang=de")
    (tmp_path / "out.mp4").unlink()
    gif = GifImageFile(BytesIO(run(tmp_path, "out.gif", *film, "--step", "2")))
    assert gif.n_frames == 2
    (tmp_path / "out.gif").unlink()
    with ZipFile(BytesIO(run(tmp_path, "out.zip", *film, "--data", "frames"))) as archive:
        assert archive.namelist()[0] == "frame-001-2021-07-03.png"


def test_what_is_broken_off_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "write_film", interrupt)
    assert main([str(tmp_path / "x.mp4")]) == 130
    assert "broken off" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


def test_what_is_ended_from_outside_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "write_film", lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    before = signal.signal(signal.SIGTERM, lambda *_: None)  # so that a fault does not end the tests
    try:
        assert main([str(tmp_path / "x.mp4")]) == 130
    finally:
        signal.signal(signal.SIGTERM, before)
    assert not list(tmp_path.iterdir())


def test_options_without_effect_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "x.csv", "--day", "2021-07-05", "--format", "4x5", "--no-labels", "--lang", "nl", "--rate", "9")
    assert "without effect on such a file: --format, --no-labels, --lang, --rate\n" in capsys.readouterr().err
    (tmp_path / "x.csv").unlink()
    run(tmp_path, "x.csv", "--day", "2021-07-05", "--known", "2021-07-06", "--data", "events")
    assert "without effect" not in capsys.readouterr().err


def test_a_folder_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: there is a folder of this name\n"


def test_another_ledger_can_be_named_and_is_refused_by_name(
    tmp_path: Path, ledger_folder: LedgerFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = ledger_folder("reports.csv", "kind", "sort")
    assert main(["--ledger", str(broken), str(tmp_path / "x.csv")]) == 1
    assert "reports.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "name", "reason"),
    [
        (["--day", "2020-07-05"], "x.png", "5 July 2020 lies outside the days that are told of, 6 April 2021 to"),
        (["--known", "2021-07-05", "--day", "2021-07-06"], "x.png", "6 July 2021 lies outside"),
        (["--from", "2021-07-05"], "x.png", "a comparison needs two days, --from and --to"),
        (["--from", "2021-07-05", "--to", "2021-07-01"], "x.png", "5 July 2021 comes after 1 July 2021"),
        (["--day", "2021-07-05", "--from", "2021-07-05", "--to", "2021-07-06"], "x.png", "one or the other"),
        (["--lens", "gold"], "x.png", "'gold' is no way to count; expected one of districts"),
        ([], "x.docx", "a file can end with one of .png, .svg, .pdf, .mp4, .gif, .html"),
        (["--data", "frames"], "x.png", "the pictures of a film come in a .zip"),
        (["--step", "0"], "x.gif", "a step is a day or more"),
        (["--data", "counts"], "x.gpkg", "x.gpkg: counts needs a file ending in one of .csv"),
        (["--data", "counts"], "x.png", "--data counts is a table, which ends with one of .csv"),
        (["--data", "counts"], "x.gif", "--data counts is a table, which ends with one of .csv"),
        (["--from", "2021-07-01", "--to", "2021-07-05"], "x.csv", "a table is of one --day or of all"),
        (["--day", "2021-07-05"], "x.gif", "a film shows the days --from one --to another, not --day"),
        (["--day", "2021-07-05", "--to", "2021-07-06"], "x.gif", "one or the other"),
        (["--known", "1990-01-01"], "x.png", "--known 1990-01-01 lies outside the days on which reports became known"),
        (
            ["--known", "2030-01-01", "--day", "2021-07-05"],
            "x.png",
            "--known 2030-01-01 lies outside the days on which",
        ),
        ([], "nowhere/x.png", "there is no folder"),
        (["--ledger", "nowhere"], "x.png", "--ledger nowhere is no folder"),
    ],
)
def test_what_cannot_be_made_is_told_in_a_line_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], name: str, reason: str
) -> None:
    assert main([*options, str(tmp_path / name)]) == 1
    told = capsys.readouterr().err
    assert reason in told
    assert told.count("\n") == told.count(name) == 1
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_is_kept_where_no_other_can_be_made(tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    file.write_bytes(b"as before")
    assert main(["--day", "2020-07-05", str(file)]) == 1
    assert file.read_bytes() == b"as before"


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--day", "2021-02-30", "x.png"], "'2021-02-30' is no day such as 2021-07-05"),
        (["--format", "3x3", "x.png"], "invalid choice"),
        (["--link", "ftp://atlas.example.org", "x.png"], "An address begins with https://"),
        ([], "the following arguments are required: file"),
    ],
)
def test_a_command_that_is_not_understood_ends_with_2(
    capsys: pytest.CaptureFixture[str], options: list[str], reason: str
) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(options)
    assert reason in capsys.readouterr().err


def test_help_shows_how() -> None:
    shown = subprocess.run([sys.executable, "-m", "geo.publish", "--help"], capture_output=True, text=True, check=True)
    assert "python -m geo.publish --day 2021-07-05 --format 4x5 --lang nl out.png" in shown.stdout
