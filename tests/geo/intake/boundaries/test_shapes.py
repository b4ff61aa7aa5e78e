"""`geo.intake.boundaries.shapes`: every feature of an upload is accounted for, in degrees, or the file is refused."""

import json
import sqlite3
import zipfile
from contextlib import closing
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from events.intake.files.grids import Refused
from geo.intake.boundaries import archive, features
from geo.intake.boundaries.shapes import Boundaries, read_boundaries
from tests.geo.intake.boundaries import SAMPLES

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]]}


def sample(name: str, crs: str | None = None) -> Boundaries:
    return read_boundaries(name, (SAMPLES / name).read_bytes(), crs=crs)


def geojson(*shapes: Any, **more: Any) -> bytes:
    listed = [{"type": "Feature", "properties": {"id": f"X{at}"}, "geometry": shape} for at, shape in enumerate(shapes)]
    return json.dumps({"type": "FeatureCollection", "features": listed} | more).encode()


def zipped(**entries: bytes) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as members:
        for name, content in entries.items():
            members.writestr(name, content)
    return packed.getvalue()


def repacked(name: str, *without: str) -> bytes:
    with zipfile.ZipFile(SAMPLES / name) as members:
        return zipped(**{each: members.read(each) for each in members.namelist() if not each.endswith(without)})


@pytest.mark.parametrize(
    ("name", "crs", "layers"),
    [
        ("boundaries-cod.geojson", "EPSG:4326", ()),
        ("boundaries-gadm.gpkg", "EPSG:4326", ("ADM_ADM_2",)),
        ("boundaries-utm42.zip", "EPSG:32642", ("districts",)),
        ("boundaries.topojson", "EPSG:4326", ("districts", "empty")),
    ],
)
def test_four_formats_are_read(name: str, crs: str, layers: tuple[str, ...]) -> None:
    read = sample(name)
    assert (read.crs, read.layers, read.asks) == (crs, layers, "")
    assert read.layer == (layers[0] if layers else "")
    assert list(read.frame.index) == list(range(1, read.features + 1))
    assert read.frame.crs == "EPSG:4326"


def test_attributes_stay_as_they_are() -> None:
    row = sample("boundaries-cod.geojson").frame.loc[1]
    assert (row["ADM2_UR"], row["ADM2_PCODE"], row["validTo"]) == ("پشاور", "PK9901", None)


def test_a_shapefile_in_a_folder_of_its_zip_comes_out_in_degrees() -> None:
    bounds = sample("boundaries-utm42.zip").frame.total_bounds
    assert bounds == pytest.approx([70.5, 32.5, 71.5, 33.25], abs=0.001)


def test_a_feature_of_topojson_without_a_shape_is_counted() -> None:
    read = sample("boundaries.topojson")
    assert read.features == 5
    assert read.frame.geometry.notna().sum() == 4
    assert list(read.frame.total_bounds) == pytest.approx([70.5, 32.5, 71.5, 32.75])


@pytest.mark.parametrize("name", ["boundaries-no-prj.zip", "boundaries-utm-undeclared.geojson"])
def test_numbers_that_are_no_degrees_are_asked_about_and_not_drawn(name: str) -> None:
    asking = sample(name)
    assert "Which reference system is it, such as EPSG:32642?" in asking.asks
    assert asking.features == 12
    assert not asking.frame.geometry.notna().any()
    told = sample(name, crs="EPSG:32642")
    assert (told.asks, told.crs) == ("", "EPSG:32642")
    assert told.frame.total_bounds == pytest.approx([70.5, 32.5, 71.5, 33.25], abs=0.001)


def test_a_shapefile_in_degrees_that_says_nothing_of_it_is_taken_as_such_with_a_warning(tmp_path: Path) -> None:
    sample("boundaries-cod.geojson").frame[["ADM2_EN", "geometry"]].to_file(tmp_path / "a.shp", engine="pyogrio")
    parts = {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.suffix != ".prj"}
    read = read_boundaries("a.zip", zipped(**parts))
    assert (read.asks, read.crs, read.features) == ("", None, 12)
    assert read.warns.startswith("No reference system is told")


def test_a_shapefile_without_a_part_of_it_is_refused() -> None:
    with pytest.raises(Refused, match=r"lacks the part \.dbf, which holds names and codes"):
        read_boundaries("a.zip", repacked("boundaries-utm42.zip", ".dbf"))
    with pytest.raises(Refused, match=r"lacks the part \.shx"):
        read_boundaries("a.zip", repacked("boundaries-utm42.zip", ".shx"))


def test_latitude_and_longitude_exchanged_are_known_where_a_latitude_goes_beyond_90() -> None:
    exchanged = {"type": "Polygon", "coordinates": [[[20, 96], [21, 96], [21, 97], [20, 96]]]}
    assert "Latitude and longitude seem to be exchanged" in read_boundaries("a.json", geojson(exchanged)).asks


def test_a_reference_system_in_the_file_is_heeded_and_one_that_is_none_is_refused() -> None:
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    metres = {"type": "Polygon", "coordinates": [[[5e5, 0], [6e5, 0], [6e5, 1e5], [5e5, 0]]]}
    read = read_boundaries("a.json", geojson(metres, crs=named))
    assert (read.crs, read.asks) == ("EPSG:32631", "")
    assert read.frame.total_bounds[:2] == pytest.approx([3, 0])
    with pytest.raises(Refused, match="'EPSG:1' is no reference system"):
        read_boundaries("a.json", geojson(SQUARE), crs="EPSG:1")


def test_a_shape_that_cannot_be_read_is_told_with_its_feature() -> None:
    read = read_boundaries("a.json", geojson(SQUARE, {"type": "Polygon", "coordinates": [[[0, 0], [1, 0]]]}))
    assert list(read.unread) == [2]
    assert list(read.frame.geometry.notna()) == [True, False]


def test_the_layer_of_the_smallest_units_is_read_unless_another_is_asked_for() -> None:
    with zipfile.ZipFile(SAMPLES / "boundaries-utm42.zip") as members:
        parts = {name.rsplit(".", 1)[1]: members.read(name) for name in members.namelist()}
    levels = {f"x_adm{level}.{part}": content for level in (1, 3, 2) for part, content in parts.items()}
    assert read_boundaries("a.zip", zipped(**levels)).layer == "x_adm3"
    assert read_boundaries("a.zip", zipped(**levels), layer="x_adm1").layer == "x_adm1"
    with pytest.raises(Refused, match="it has no layer 'x_adm4'; it has x_adm1, x_adm3, x_adm2"):
        read_boundaries("a.zip", zipped(**levels), layer="x_adm4")


def test_geojson_may_be_packed_too() -> None:
    assert read_boundaries("a.zip", zipped(**{"a.geojson": geojson(SQUARE)})).features == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "it is empty"),
        (b" \n", "it is empty"),
        (b"<!DOCTYPE html>", "a page or XML"),
        (b"\x00\x00\x27\x0a rest", "one part of a Shapefile"),
        (b"\xff\xfe\xff", "neither GeoJSON in UTF-8"),
        (b"version https://git-lfs", "not JSON that can be read"),
        (b"[" * 100_000, "not JSON that can be read"),
        (b"[1]", "not GeoJSON"),
        (b'{"type": "FeatureCollection", "features": []}', "it has no features"),
        (b'{"type": "Topology", "arcs": [], "objects": {}}', "it has no layer of shapes"),
        (b"PK\x03\x04 broken", "a broken archive"),
        (b"SQLite format 3\x00 broken", "no GeoPackage that can be read"),
        (zipped(**{"notes.txt": b"words"}), "there is no Shapefile in this archive"),
        (zipped(**{"../a.shp": b"x"}), r"climbs out of it \(\.\./a\.shp\); no Shapefile in it"),
        (json.dumps({"type": "Feature", "properties": {}, "geometry": SQUARE}).encode(), "an area that somebody holds"),
        (json.dumps(SQUARE).encode(), "an area that somebody holds"),
    ],
)
def test_a_file_that_is_something_else_is_refused_by_its_name(content: bytes, why: str) -> None:
    with pytest.raises(Refused, match=rf"^upload\.bin: .*{why}"):
        read_boundaries("upload.bin", content)


def test_an_archive_that_climbs_is_refused_before_anything_is_unpacked() -> None:
    with pytest.raises(Refused, match="climbs out of it"):
        sample("climbing.zip")


def test_size_is_bounded_as_it_comes_as_it_declares_itself_and_in_features_and_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Refused, match=r"it has 25\.0 MB; 25 MB are the most"):
        read_boundaries("a.json", b"x" * 25_000_001)
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1_000)
    with pytest.raises(Refused, match="it unpacks to"):
        sample("boundaries-utm42.zip")
    monkeypatch.setattr(features, "MOST_FEATURES", 2)
    with pytest.raises(Refused, match="it has 3 features; more than 2"):
        read_boundaries("a.json", geojson(SQUARE, SQUARE, SQUARE))
    monkeypatch.setattr(features, "MOST_POINTS", 9)
    with pytest.raises(Refused, match="more than 9 points"):
        read_boundaries("a.json", geojson(SQUARE, SQUARE))


def test_a_view_in_a_geopackage_is_no_layer(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes((SAMPLES / "boundaries-gadm.gpkg").read_bytes())
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE VIEW endless AS SELECT * FROM ADM_ADM_2")
        database.execute("INSERT INTO gpkg_contents (table_name, data_type) VALUES ('endless', 'features')")
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('endless', 'geom', 'POLYGON', 4326, 0, 0)")
        database.commit()
    assert read_boundaries("a.gpkg", path.read_bytes()).layers == ("ADM_ADM_2",)
