"""`geo.intake.boundaries.country`: uploaded boundaries become the folder of a war that the atlas reads and checks."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from events.ledger.war import load_war
from geo.intake.boundaries import thin
from geo.intake.boundaries.account import account_of
from geo.intake.boundaries.columns import Columns, propose
from geo.intake.boundaries.country import NoCountry, Side, country_files, write_country
from geo.intake.boundaries.faults import check
from geo.intake.boundaries.shapes import Boundaries, read_boundaries
from geo.places.check import main
from geo.places.country import load_country_of
from tests.geo.intake.boundaries.test_shapes import geojson, sample

DAYS = date(2021, 4, 1), date(2021, 9, 30)
SIDES = (Side("reds", "Reds", "the Reds", "#aa2222", "#cc5555"), Side("blues", "Blues", "the Blues"))
SOURCES = (
    "source_id,publisher,title,url,published,unlinked_because\nS1,A Paper,A page,https://example.org/a,2021-07-05,\n"
)
REPORTS = """\
report_id,earliest,latest,precision,scope,province,district,except,part,place_as_reported,kind,party,certainty,denied_by,source_id,published,note
R1,2021-07-05,2021-07-05,day,district,Kohat,Hangu,,,Hangu,captured,reds,reported,,S1,,
R2,2021-07-06,2021-07-06,day,district,Peshawar,پشاور,,,Peshawar,held,blues,reported,,S1,,
R3,2021-07-07,2021-07-07,day,province,Bannu,,,,Bannu,captured,reds,claimed,,S1,,
"""


def files_of(read: Boundaries, title: str = "War of Squares", **more: Any) -> dict[str, str]:
    columns = propose(read.frame)
    return country_files(check(read, columns), columns, title, DAYS, SIDES, **more)


def test_with_reports_beside_it_the_folder_passes_the_check(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "squares"
    write_country(folder, files_of(sample("boundaries-cod.geojson")))
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (folder / "reports.csv").write_text(REPORTS, encoding="utf-8")
    assert main([str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    held = {name: told["holds"][name] for name in ("districts", "boundaries", "provinces", "reports", "parties")}
    assert held == {"districts": 12, "boundaries": 12, "provinces": 4, "reports": 3, "parties": 2}
    assert told["uncredited"] == ["reports.csv", "sources.csv"]


def test_a_side_has_its_colours_or_those_that_are_proposed(tmp_path: Path) -> None:
    write_country(tmp_path / "w", files_of(sample("boundaries-cod.geojson")))
    war = load_war(tmp_path / "w" / "war.toml")
    assert (war.title, war.first_day, war.opening_day) == ("War of Squares", DAYS[0], DAYS[1])
    assert [(party.id, party.colour) for party in war.parties] == [("reds", "#aa2222"), ("blues", "#20a4f1")]


@pytest.mark.parametrize(
    ("name", "districts", "provinces", "first"),
    [
        ("boundaries-cod.geojson", 12, ["Bannu", "Kohat", "Mardan", "Peshawar"], ("PK9901", "PK9901")),
        ("boundaries-gadm.gpkg", 12, ["Bannu", "Kohat", "Mardan", "Peshawar"], ("PAK-5-9-1-1", "")),
        ("boundaries-geoboundaries.geojson", 12, ["War of Squares"], ("0001", "")),
        ("boundaries-utm42.zip", 12, ["Bannu", "Kohat", "Mardan", "Peshawar"], ("PK9901", "PK9901")),
        ("boundaries.topojson", 4, ["War of Squares"], ("PK9901", "PK9901")),
    ],
)
def test_each_format_becomes_a_country_without_a_problem(
    tmp_path: Path, name: str, districts: int, provinces: list[str], first: tuple[str, str]
) -> None:
    write_country(tmp_path / "w", files_of(sample(name)))
    country = load_country_of(tmp_path / "w")
    assert country.problems == ()
    assert (len(country.districts), len(country.boundaries)) == (districts, districts)
    assert list(country.province_names.values()) == provinces
    assert (country.districts[0].code, country.districts[0].pcode) == first


def test_other_names_become_spellings() -> None:
    spelled = files_of(sample("boundaries-gadm.gpkg"))["spellings.csv"].splitlines()
    assert spelled == ["code,name", "PAK-5-9-1-1,Pishawar", "PAK-5-9-1-1,Peshāwar", "PAK-5-9-2-1,Naushahra"]


def test_nobody_but_the_reader_is_credited_unless_told() -> None:
    read = sample("boundaries-cod.geojson")
    unstated = files_of(read)
    assert 'credit = "uploaded by the reader; terms not stated"' in unstated["boundaries.origin.toml"]
    beside = [name for name in unstated if name.endswith(".origin.toml")]
    assert sorted(beside) == [
        f"{name}.origin.toml" for name in ("boundaries", "districts", "provinces", "spellings", "war")
    ]
    told = files_of(read, terms={"producer": "An Office", "licence": 'CC BY "4.0"'})
    assert 'producer = "An Office"\nlicence = "CC BY \\"4.0\\""\n' in told["boundaries.origin.toml"]


def test_units_that_overlap_are_refused_until_their_overlaps_are_to_be_settled(tmp_path: Path) -> None:
    read = sample("boundaries-bad.geojson")
    with pytest.raises(NoCountry, match="units overlap in 1 place"):
        files_of(read)
    files = files_of(read, settle=True)
    write_country(tmp_path / "w", files)
    country = load_country_of(tmp_path / "w")
    assert country.problems == ()
    assert list(country.places) == [f"{at:04}" for at in (1, 2, 3, 4, 5, 6, 7, 8, 9, 12)]
    assert "Repaired: feature 4. Each overlap was given" in files["boundaries.origin.toml"]


def test_boundaries_that_ask_and_those_without_an_area_make_no_country() -> None:
    for read in (
        sample("boundaries-no-prj.zip"),
        read_boundaries("a.json", geojson({"type": "Point", "coordinates": [0, 0]})),
    ):
        with pytest.raises(NoCountry, match="no feature has the shape of an area"):
            files_of(read)


def test_names_that_are_marks_or_markup_come_out_as_text(tmp_path: Path) -> None:
    read = sample("boundaries-geoboundaries.geojson")
    names = ["—", '</script>"', "=1+1", "a,b\nc", *"defghijk"]
    read.frame["shapeName"] = names
    write_country(tmp_path / "w", files_of(read, title='The "War" \\ \x7f \n of\tmarks'))
    country = load_country_of(tmp_path / "w")
    assert country.problems == ()
    assert sorted(country.names.values())[:3] == ["12345678B00000000000000001", '</script>"', "=1+1"]
    assert load_war(tmp_path / "w" / "war.toml").title == 'The "War" \\ \x7f of marks'


def test_many_corners_are_thinned_and_neighbours_still_meet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thin, "MOST_CORNERS", 200)
    wave = [(1 + 0.02 * np.sin(at / 50), at / 1000) for at in range(1001)]
    west, east = shapely.Polygon([(0, 0), *wave, (0, 1)]), shapely.Polygon([(2, 0), *wave, (2, 1)])
    shapes, tolerance = thin.thinned(np.array([west, east], dtype=object))
    assert tolerance > 0
    assert shapely.get_num_coordinates(shapes).sum() <= 200
    assert shapely.coverage_is_valid(shapes)
    assert abs(shapes[0].area - west.area) < 0.001


def test_a_folder_keeps_what_it_has(tmp_path: Path) -> None:
    (tmp_path / "war.toml").write_text("mine")
    with pytest.raises(FileExistsError, match=r"has war\.toml already"):
        write_country(tmp_path, {"war.toml": "other", "districts.csv": ""})
    assert [path.name for path in tmp_path.iterdir()] == ["war.toml"]


def test_an_account_can_be_written_as_json() -> None:
    read = read_boundaries("a.json", geojson(None, {"type": "Point", "coordinates": [0, 0]}))
    account = account_of(read, Columns(None, None), check(read, Columns(None, None)))
    assert json.loads(json.dumps(account)) == account
    assert (account["with_shape"], account["bounds"], account["valid"]) == (0, None, False)
    assert [problem["kind"] for problem in account["problems"]] == ["no id", "no shape", "no id", "not an area"]
