"""`python -m geo.publish`: the command for desks and for cron."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from stat import S_IMODE
from urllib.parse import unquote
from zipfile import ZipFile

import av
import pandas as pd
import pyogrio
import pytest
from PIL import Image
from PIL.GifImagePlugin import GifImageFile
from pypdf import PdfReader

import geo.publish.__main__ as command
from events.ledger.folder import FOLDER
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


@pytest.mark.parametrize(
    ("area", "of"),
    [(["--province", "AF17"], "28 districts of Badakhshan"), (["--districts", "1709,1703,1708,1712"], "4 of these")],
)
def test_a_poster_of_a_part_of_the_country_is_made(tmp_path: Path, area: list[str], of: str) -> None:
    svg = run(tmp_path, "out.svg", "--day", "2021-07-05", *area).decode()
    assert of in re.sub("<[^>]*>", " ", svg)
    assert 'id="locator"' in svg


def test_a_preset_gives_what_no_option_names(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    preset = tmp_path_factory.mktemp("preset") / "desk.toml"
    preset.write_text('format = "1x1"\nprovince = "AF17"\ncredit = "The Gazette"\nhide_names = true\nlanguage = "nl"\n')
    png = run(tmp_path, "out.png", "--preset", str(preset), "--format", "link")
    assert Image.open(BytesIO(png)).size == (FORMATS["link"].width, FORMATS["link"].height)
    assert read_png(png)["Source"] == "?day=2021-07-05&lang=nl&province=AF17"
    (tmp_path / "out.png").unlink()
    svg = run(tmp_path, "out.svg", "--preset", str(preset), "--districts", "1709").decode()
    assert "The Gazette" in svg and 'class="label"' not in svg and "districts=1709" in svg


def test_two_days_are_compared(tmp_path: Path) -> None:
    svg = run(tmp_path, "out.svg", "--from", "2021-07-01", "--to", "2021-07-31", "--no-labels").decode()
    assert "After 1 July, up to 31 July 2021" in svg
    assert ">Badakhshan<" not in svg


def test_two_days_stand_side_by_side(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = ["--from", "2021-07-01", "--to", "2021-07-31", "--side"]
    svg = run(tmp_path, "out.svg", *days).decode()
    assert '<g id="before-map"' in svg and '<g id="map"' in svg
    assert ">1 July 2021<" in svg and ">31 July 2021<" in svg
    assert "view=side" in svg
    assert "no effect" not in capsys.readouterr().err
    (tmp_path / "out.svg").unlink()
    run(tmp_path, "out.html", *days)
    assert "these options have no effect on such a file: --side" in capsys.readouterr().err


@pytest.mark.parametrize("days", [[], ["--day", "2021-07-05"], ["--from", "2021-07-01"]])
def test_one_day_does_not_stand_side_by_side(
    tmp_path: Path, days: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*days, "--side", str(tmp_path / "out.png")]) == 1
    assert "a comparison needs two days, --from and --to" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


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
    readers = {
        ".csv": pd.read_csv,
        ".xlsx": lambda file: pd.read_excel(file, engine="openpyxl"),
        ".parquet": pd.read_parquet,
    }
    table = readers[Path(name).suffix](data)
    assert len(table) == rows
    assert (table["standing"] == "taliban").sum() == 157


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


def test_a_series_of_posters_is_made(tmp_path: Path) -> None:
    weeks = ["--from", "2021-07-01", "--to", "2021-07-09", "--every", "week", "--format", "link"]
    assert len(PdfReader(BytesIO(run(tmp_path, "out.pdf", *weeks))).pages) == 3
    (tmp_path / "out.pdf").unlink()
    with ZipFile(BytesIO(run(tmp_path, "out.zip", *weeks, "--each", "pdf"))) as archive:
        assert archive.namelist()[1] == "control-atlas-2021-07-08-link.pdf"


def test_what_is_broken_off_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command, "write_film", interrupt)
    assert main([str(tmp_path / "x.mp4")]) == 130
    assert "interrupted; nothing was written" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


@pytest.fixture(params=[signal.SIGTERM, signal.SIGHUP])
def ending(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[signal.Signals]:
    """A signal from outside that comes while a film is made; whoever runs the command pays no heed to it."""
    sent: signal.Signals = request.param
    monkeypatch.setattr(command, "write_film", lambda *_: os.kill(os.getpid(), sent))
    before = signal.signal(sent, unheeding)
    yield sent
    signal.signal(sent, before)


def unheeding(*_: object) -> None:
    """So that a fault does not end the tests."""


@pytest.mark.usefixtures("ending")
def test_what_is_ended_from_outside_leaves_nothing(tmp_path: Path) -> None:
    assert main([str(tmp_path / "x.mp4")]) == 130
    assert not list(tmp_path.iterdir())


def test_how_signals_are_taken_is_given_back(tmp_path: Path, ending: signal.Signals) -> None:
    main([str(tmp_path / "x.mp4")])
    assert signal.getsignal(ending) is unheeding


def test_a_signal_that_is_ignored_stays_so(tmp_path: Path, ending: signal.Signals) -> None:
    signal.signal(ending, signal.SIG_IGN)
    assert main([str(tmp_path / "x.mp4")]) == 0


@pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o002, 0o664), (0o077, 0o600)])
def test_a_new_file_has_the_mode_that_the_umask_leaves(tmp_path: Path, umask: int, mode: int) -> None:
    before = os.umask(umask)
    try:
        run(tmp_path, "x.csv")
    finally:
        os.umask(before)
    assert S_IMODE((tmp_path / "x.csv").stat().st_mode) == mode


def test_a_file_that_replaces_another_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_bytes(b"as before")
    file.chmod(0o440)
    assert run(tmp_path, "x.csv") != b"as before"
    assert S_IMODE(file.stat().st_mode) == 0o440


def test_options_without_effect_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(tmp_path, "x.csv", "--day", "2021-07-05", "--format", "4x5", "--no-labels", "--lang", "nl", "--rate", "9")
    assert (
        "these options have no effect on such a file: --format, --no-labels, --lang, --rate\n"
        in capsys.readouterr().err
    )
    (tmp_path / "x.csv").unlink()
    run(tmp_path, "x.csv", "--day", "2021-07-05", "--known", "2021-07-06", "--data", "events")
    assert "no effect" not in capsys.readouterr().err


def test_a_page_may_have_a_picture_for_the_cards_that_link_to_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = "https://example.org/poster.png"
    assert f'name="twitter:image" content="{address}"' in run(tmp_path, "out.html", "--picture", address).decode()
    (tmp_path / "out.html").unlink()
    run(tmp_path, "out.csv", "--picture", address)
    assert "no effect on such a file: --picture" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["x.gpkg", "x.xlsx"])
def test_a_full_temporary_folder_is_told_in_a_line_and_left_as_it_was(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, limits[1]))  # of any file: both set more aside for the spans
    try:
        code = main(["--data", "spans", str(tmp_path / name)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    told = capsys.readouterr().err
    assert code == 1
    assert told.startswith(f"{tmp_path / name}: the temporary folder {temporary} has no room for the file")
    assert told.count("\n") == 1
    assert list(tmp_path.rglob("*")) == [temporary]


def test_a_folder_is_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: a folder of this name already exists\n"


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Another ledger: our reports, and sidecars that say that someone else made them."""
    folder = tmp_path_factory.mktemp("other") / "ledger"
    shutil.copytree(FOLDER, folder)
    for sidecar in folder.glob("*.origin.toml"):
        sidecar.write_text('producer = "The Example Desk"\nlicence = "CC0 1.0, no\\n rights reserved."\n')
    return folder


CREDIT = (
    "Each report names its source. Boundaries: geoBoundaries.org (Runfola et al. 2020), simplified; they do not imply "
    "endorsement. Districts, names and codes: AGCHO, NSIA, IEC, OCHA; Map Sync, Colin Cookman."
)
OTHERS = "Reports: The Example Desk. Terms: CC0 1.0, no rights reserved."
"""What the files of the other ledger say of it."""


def test_a_poster_of_another_ledger_states_its_credit_and_terms(tmp_path: Path, other: Path) -> None:
    told = read_png(run(tmp_path, "out.png", "--ledger", str(other)))
    assert told["Copyright"] == f"{CREDIT} {OTHERS}"


def test_a_film_of_another_ledger_states_its_credit_and_terms(tmp_path: Path, other: Path) -> None:
    days = ["--from", "2021-07-05", "--to", "2021-07-05"]
    made = run(tmp_path, "out.zip", *days, "--data", "frames", "--ledger", str(other))
    with ZipFile(BytesIO(made)) as archive:
        (frame,) = archive.namelist()
        assert read_png(archive.read(frame))["Copyright"] == f"{CREDIT} {OTHERS}"


def test_data_of_another_ledger_state_its_credit_and_terms(tmp_path: Path, other: Path) -> None:
    about = json.loads(run(tmp_path, "out.geojson", "--ledger", str(other)))["about"]
    assert about["credit"] == f"{CREDIT} {OTHERS}"
    assert about["terms_of_the_reports"] == "CC0 1.0, no rights reserved."
    assert about["terms_of_the_boundaries"].startswith("Public domain, as stated by geoBoundaries.")


def test_the_page_of_another_ledger_states_its_credit_and_terms(tmp_path: Path, other: Path) -> None:
    page = run(tmp_path, "out.html", "--ledger", str(other)).decode()
    (facts,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert json.loads(facts)["creditText"] == f"{CREDIT} {OTHERS}"
    assert json.loads(facts)["license"]["description"].startswith("Reports: CC0 1.0, no rights reserved. Boundaries: ")
    assert f"<small>{CREDIT} {OTHERS}</small>" in page
    assert json.dumps(f"{CREDIT} {OTHERS}") in unquote(page)  # what the page's script shows at its foot
    assert "Wikipedia's facts" not in unescape(unquote(page))


def test_a_ledger_that_states_no_terms_is_not_given_ours(tmp_path: Path, other: Path) -> None:
    for sidecar in other.glob("*.origin.toml"):
        sidecar.unlink()
    about = json.loads(run(tmp_path, "out.geojson", "--ledger", str(other)))["about"]
    assert about["credit"] == f"{CREDIT} No terms are stated for the reports."
    assert about["terms_of_the_reports"] == "No terms are stated"


def test_another_ledger_can_be_named_and_is_refused_by_name(
    tmp_path: Path, ledger_folder: LedgerFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = ledger_folder("reports.csv", "kind", "sort")
    assert main(["--ledger", str(broken), str(tmp_path / "x.csv")]) == 1
    assert "reports.csv" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "name", "reason"),
    [
        (["--day", "2020-07-05"], "x.png", "5 July 2020 is outside the days covered, 6 April 2021 to"),
        (["--known", "2021-07-05", "--day", "2021-07-06"], "x.png", "6 July 2021 is outside"),
        (["--from", "2021-07-05"], "x.png", "a comparison needs two days, --from and --to"),
        (["--from", "2021-07-05", "--to", "2021-07-01"], "x.png", "5 July 2021 is after 1 July 2021"),
        (["--day", "2021-07-05", "--from", "2021-07-05", "--to", "2021-07-06"], "x.png", "one or the other"),
        (["--lens", "gold"], "x.png", "'gold' is not a way to count; choose one of districts"),
        ([], "x.docx", "the file name must end in one of .png, .svg, .pdf, .mp4, .gif, .html"),
        (["--data", "frames"], "x.png", "the pictures of a film come in a .zip"),
        (["--step", "0"], "x.gif", "a step is a day or more"),
        (["--data", "counts"], "x.gpkg", "x.gpkg: counts needs a file ending in one of .csv"),
        (["--data", "counts"], "x.png", "--data counts is a table, which ends with one of .csv"),
        (["--data", "counts"], "x.gif", "--data counts is a table, which ends with one of .csv"),
        (["--from", "2021-07-01", "--to", "2021-07-05"], "x.csv", "a table is of one --day or of all"),
        (["--day", "2021-07-05"], "x.gif", "a film shows the days --from one --to another, not --day"),
        (["--day", "2021-07-05", "--to", "2021-07-06"], "x.gif", "one or the other"),
        (["--known", "1990-01-01"], "x.png", "--known 1990-01-01 is outside the days on which reports became known"),
        (
            ["--known", "2030-01-01", "--day", "2021-07-05"],
            "x.png",
            "--known 2030-01-01 is outside the days on which",
        ),
        ([], "nowhere/x.png", "nowhere does not exist"),
        (["--every", "week"], "x.png", "a series of posters comes in a .zip, or as one .pdf of many pages"),
        (["--every", "week", "--day", "2021-07-05"], "x.pdf", "a series shows the days --from one --to another"),
        (["--every", "week", "--data", "counts"], "x.zip", "--every makes posters, and --data counts does not"),
        (["--logo", __file__], "x.png", "a logo is a PNG or SVG file"),
        (["--logo", "nowhere.png"], "x.png", "--logo nowhere.png: No such file or directory"),
        (["--preset", "nowhere.toml"], "x.png", "--preset nowhere.toml: No such file or directory"),
        (["--preset", __file__], "x.png", "a preset is a TOML file"),
        (["--province", "AF99"], "x.png", "no province has the P-code 'AF99'; expected one like AF01"),
        (["--districts", "1709,17"], "x.gif", "no district has the code '17'; expected codes like 0101,0102"),
        (
            ["--war", "myanmar-2023", "--province", "AF01"],
            "x.png",
            "no state or region has the P-code 'AF01'; expected one like MMR001",
        ),
        (["--war", "myanmar-2023", "--districts", "17"], "x.csv", "no township has the code '17'; expected codes like"),
        (["--ledger", "nowhere"], "x.png", "--ledger nowhere is not a folder"),
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
        (["--day", "2021-02-30", "x.png"], "'2021-02-30' is not a date like 2021-07-05"),
        (["--format", "3x3", "x.png"], "invalid choice"),
        (["--districts", "1709,,1710", "x.png"], "'1709,,1710' is not a list of codes with commas be"),
        (["--districts", "1709", "--province", "AF17", "x.png"], "not allowed with argument"),
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
