"""`geo.places.check`: what a war's folder holds, and all that is wrong with it."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from events.control.reading import read_as_known
from events.control.rule import control_on
from events.ledger.folder import FOLDER, WARS
from geo.atlas.atlas import Atlas, draw
from geo.places.check import FAULTY, UNREADABLE, main, open_war
from tests.conftest import LedgerFolder

MYANMAR = WARS / "myanmar-2023"


@pytest.fixture
def squares(ledger_folder: LedgerFolder, country_folder: LedgerFolder) -> Path:
    """A whole war over three squares, in one folder."""
    return copytree(country_folder(), ledger_folder(), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def myanmar() -> Atlas:
    country, ledger = open_war(MYANMAR)
    return draw(read_as_known(ledger, country.gazetteer.province_of), country)


def test_it_tells_what_a_folder_holds_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(MYANMAR)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Myanmar 2023–26, 2023-10-27 to 2026-02-28\n11 parties, 15 provinces, 330 districts, 330 ")
    assert "288 reports" in told


def test_a_bad_line_is_told_with_its_file_line_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER)]) == FAULTY
    assert "\n1 line could not be read or placed:\nreports.csv, line 82, district: 'Dara" in capsys.readouterr().out


def test_all_of_it_can_be_had_as_json(squares: Path, capsys: pytest.CaptureFixture[str]) -> None:
    reports = squares / "reports.csv"
    reports.write_text(reports.read_text().replace("Birch,,,Birch,captured", "Oak,,,Oak,captured"))
    assert main(["--json", str(squares)]) == FAULTY
    told = json.loads(capsys.readouterr().out)
    assert (told["holds"]["districts"], told["holds"]["reports"], told["holds"]["last_report"]) == (4, 3, "2021-07-07")
    (problem,) = told["problems"]
    assert (problem["file"], problem["line"], problem["field"]) == ("reports.csv", 3, "district")


def test_colours_that_can_be_mistaken_are_named_and_are_no_fault(
    squares: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(squares)]) == 0
    assert "mistaken" not in capsys.readouterr().out
    war = squares / "war.toml"
    war.write_text(war.read_text().replace("#3333aa", "#ab3434"))
    assert main([str(squares)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-2] == "Colours that can be mistaken for each other:"
    assert told[-1].startswith("Reds and Blues look alike in the light theme with ")
    assert main(["--json", str(squares)]) == 0
    (pair,) = json.loads(capsys.readouterr().out)["colours"]
    assert (pair["theme"], pair["one"], pair["other"]) == ("light", "Reds", "Blues")


@pytest.mark.parametrize("file", ["war.toml", "districts.csv", "boundaries.geojson", "reports.csv"])
def test_a_folder_that_lacks_a_file_is_refused_by_its_name(
    file: str, squares: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (squares / file).unlink()
    assert main([str(squares)]) == UNREADABLE
    assert file in capsys.readouterr().err
    assert main(["--json", str(squares)]) == UNREADABLE
    assert file in json.loads(capsys.readouterr().err)["unreadable"]


def test_a_province_may_lack_a_capital_but_then_no_report_can_be_of_it(
    squares: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    provinces = squares / "provinces.csv"
    provinces.write_text(provinces.read_text().replace("Orient;Levant,0101,3500", "Orient;Levant,,"))
    assert main([str(squares)]) == FAULTY
    assert "reports.csv, line 5, scope: AF01 has no capital in its list" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("day", "standings", "claims"),
    [
        (
            date(2024, 12, 31),
            {"unknown": 279, "contested": 12, "sac": 11, "tnla": 7, "aa": 7, "kia": 4, "pdf": 3}
            | {"mndaa": 2, "chin": 2, "karenni": 1, "knu": 1, "uwsa": 1},
            17,
        ),
        (
            date(2025, 12, 31),
            {"unknown": 267, "contested": 12, "sac": 22, "aa": 14, "kia": 5, "chin": 2, "pdf": 2, "tnla": 2}
            | {"karenni": 1, "knu": 1, "mndaa": 1, "uwsa": 1},
            14,
        ),
    ],
    ids=str,
)
def test_the_rule_reads_myanmar_as_an_independent_reading_does(
    myanmar: Atlas, day: date, standings: dict[str, int], claims: int
) -> None:
    """Those of 2024, and the military, the Arakan Army, the contested and the not known of 2025, were read apart."""
    control = control_on(myanmar.spans, day).values()
    assert Counter(span.standing for span in control) == standings
    assert sum(span.claim is not None for span in control) == claims


def test_the_page_of_three_years_and_eleven_parties_is_light(myanmar: Atlas) -> None:
    assert len(myanmar.told.encode()) < 900_000
    page = json.loads(myanmar.page)
    assert (page["days"], len(page["places"]), len(page["standings"])) == (849, 330, 13)
    assert page["scripts"] == [["my", "Burmese"]]
    assert [lens for lens, *_ in page["lenses"]] == ["districts", "boundaries", "land"]  # its lists name no people
