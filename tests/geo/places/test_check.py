"""`geo.places.check`: what a war's folder holds, and all that is wrong with it."""

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from shutil import copytree

import pytest

from events.analysis.totals import compare_claim
from events.control.reading import read_as_known
from events.control.rule import control_on
from events.ledger.folder import FOLDER, WARS, load_ledger
from events.ledger.totals import Unit
from geo.atlas.atlas import Atlas, draw
from geo.places.check import FAULTY, UNREADABLE, main
from geo.places.country import Country, load_country
from geo.words.pages.totals import out_of_words
from tests.conftest import LedgerFolder
from tests.oracle import count, standing_on

MYANMAR = WARS / "myanmar-2023"


@pytest.fixture
def squares(ledger_folder: LedgerFolder, country_folder: LedgerFolder) -> Path:
    """A whole war over three squares, in one folder."""
    return copytree(country_folder(), ledger_folder(), dirs_exist_ok=True)


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country(MYANMAR / "boundaries.geojson", MYANMAR)


@pytest.fixture(scope="module")
def myanmar(country: Country) -> Atlas:
    ledger = load_ledger(country.gazetteer, MYANMAR)
    return draw(read_as_known(ledger, country.gazetteer.province_of), country)


def test_it_tells_what_a_folder_holds_and_ends_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(MYANMAR)]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Myanmar 2023–26, 2023-10-27 to 2026-02-28\n11 parties, 2 coalitions, 15 provinces, ")
    for held in ("2 groups", "330 districts", "330 boundaries", "288 reports", "24 claims"):
        assert f", {held}, " in told


def test_a_bad_line_is_told_with_its_file_line_and_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(FOLDER)]) == FAULTY
    assert "\n1 line could not be read or placed:\nreports.csv, line 82, district: 'Dara" in capsys.readouterr().out


def test_a_bad_line_of_myanmar_is_told_in_its_words_but_for_its_columns_and_cells(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = copytree(MYANMAR, tmp_path / "myanmar")
    reports, groups = folder / "reports.csv", folder / "groups.csv"
    reports.write_text(reports.read_text().replace("district,Shan,Laukkaing", "district,Shan,District nine", 1))
    groups.write_text(groups.read_text() + "hills,Hills,MMR999\n")
    wrong = [
        "groups.csv, line 4, members: 'MMR999' is no code of a township, nor P-code of a state or region",
        "reports.csv, line 2, district: 'District nine' is no township of that state or region (MM23-0001)",
    ]
    assert main([str(folder)]) == FAULTY
    told = capsys.readouterr().out.splitlines()
    assert [line for line in told if "line " in line and ".csv" in line] == wrong
    assert main(["--json", str(folder)]) == FAULTY
    problems = json.loads(capsys.readouterr().out)["problems"]
    assert [problem["message"] for problem in problems] == [line.split(": ", 1)[1] for line in wrong]


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


def test_tabayin_was_taken_and_retaken_on_one_day_and_both_changes_are_listed(myanmar: Atlas, country: Country) -> None:
    day, (tabayin,) = date(2024, 8, 18), [code for code, name in country.names.items() if name == "Tabayin"]
    that_day, after = (control_on(myanmar.spans, each)[tabayin] for each in (day, day + timedelta(days=1)))
    assert (that_day.standing, that_day.passed, that_day.unsettled) == ("sac", "pdf", True)
    assert (after.standing, after.passed, after.unsettled) == ("sac", None, False)
    changed = [change for change in myanmar.reading.changed if (change.place, change.day) == (tabayin, day)]
    assert [(change.before, change.after, change.lead.id) for change in changed] == [
        ("unknown", "pdf", "MM23-0196"),
        ("pdf", "sac", "MM23-0197"),
    ]
    page = json.loads(myanmar.page)
    (look,) = [look["words"] for look in page["looks"] if "twice" in look["words"]]
    assert look == "Military; changed hands twice that day, first to the People's Defence Forces"
    assert page["headlines"][(day - myanmar.reading.first).days] == "The military retakes Tabayin"
    at, number = list(country.places).index(tabayin), (day - myanmar.reading.first).days
    listed = [change for change in page["changes"] if change[0] == number and at in change[-1]]
    assert [page["standings"][standing][0] for _, standing, *_ in listed] == ["sac", "pdf"]


def test_what_is_claimed_of_myanmar_stands_beside_our_count_where_it_counts_townships(
    myanmar: Atlas, country: Country
) -> None:
    reading, ledger = myanmar.reading, myanmar.ledger
    compared = {
        claim.id: compare_claim(claim, reading.spans, reading.changed, country.lenses, reading.first)
        for claim in ledger.claims
    }
    towns = {one.claim.id for one in compared.values() if one.claim.unit == Unit.TOWNS}
    assert len(towns) == 13
    assert {name for name, one in compared.items() if one.why_not} == towns
    for one in compared.values():
        if one.claim.id not in towns:
            readings = [standing_on(ledger.events, place, one.claim.until) for place in one.lens.weights]
            assert (one.held, one.lowest, one.highest) == count(readings, one.claim.party)
    assert {
        name: (out_of_words(compared[name], ledger.war), compared[name].difference) for name in ("CL23-05", "CL23-18")
    } == {
        "CL23-05": ("nearest: of 18 townships in Rakhine and Paletwa; the claim names no total", 0),
        "CL23-18": ("nearest: of 24 townships in northern Shan; the claim is out of 27", -1),
    }


def test_the_page_of_three_years_and_eleven_parties_is_light(myanmar: Atlas) -> None:
    assert len(myanmar.told.encode()) < 900_000
    page = json.loads(myanmar.page)
    assert (page["days"], len(page["places"]), len(page["standings"])) == (849, 330, 13)
    assert page["scripts"] == [["my", "Burmese"]]
    assert [lens for lens, *_ in page["lenses"]] == ["districts", "boundaries", "land"]  # its lists name no people
