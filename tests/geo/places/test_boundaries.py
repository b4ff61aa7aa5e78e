"""The polygons we ship: valid, side by side without gap or overlap, of the size of the country, and told about."""

import shutil
import tomllib
from hashlib import sha256
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from events.ledger.folder import FOLDER, WARS
from geo.places.boundaries import BOUNDARIES, BadBoundaries, boundaries_in, dissolve, load_boundaries
from geo.places.districts import District
from geo.places.lists import load_districts, load_lists

SLIVER_KM2 = 0.01
COUNTRY_KM2 = 641_824  # the same 398 polygons, healed on their own and measured before they were carried over


@pytest.fixture(scope="module")
def boundaries() -> gpd.GeoDataFrame:
    return load_boundaries()


@pytest.fixture(scope="module")
def level(boundaries: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """The polygons in EPSG:6933, in metres."""
    return boundaries.geometry.to_crs(6933)


@pytest.fixture(scope="module")
def drawn() -> dict[str, District]:
    return {district.code: district for district in load_districts() if district.parent == district.code}


def test_there_are_398_valid_polygons(boundaries: gpd.GeoDataFrame) -> None:
    assert len(boundaries) == 398
    assert boundaries.is_valid.all()


def test_neighbours_share_their_lines(boundaries: gpd.GeoDataFrame) -> None:
    assert shapely.coverage_is_valid(boundaries.geometry.to_numpy())


def test_no_two_polygons_overlap(level: gpd.GeoSeries) -> None:
    overlap_km2 = (level.area.sum() - level.union_all().area) / 1e6
    assert abs(overlap_km2) < SLIVER_KM2


def test_there_is_no_hole_between_them(level: gpd.GeoSeries) -> None:
    parts = shapely.get_parts(level.union_all())
    holes = [hole for part in parts for hole in part.interiors]
    assert sum(shapely.Polygon(hole).area for hole in holes) / 1e6 < SLIVER_KM2


def test_the_country_is_in_one_piece(level: gpd.GeoSeries) -> None:
    assert level.union_all().geom_type == "Polygon"


def test_together_they_are_as_large_as_the_country(level: gpd.GeoSeries) -> None:
    assert level.area.sum() / 1e6 == pytest.approx(COUNTRY_KM2, rel=0.005)


def test_each_area_in_the_list_is_that_of_its_polygon(level: gpd.GeoSeries, drawn: dict[str, District]) -> None:
    listed = {code: district.area_km2 for code, district in drawn.items()}
    assert listed == {str(code): pytest.approx(area / 1e6, abs=0.051) for code, area in level.area.items()}


def test_the_names_and_codes_are_those_of_the_list(boundaries: gpd.GeoDataFrame, drawn: dict[str, District]) -> None:
    said = list(zip(boundaries.index, boundaries["pcode"], boundaries["name"], boundaries["province"], strict=True))
    assert said == [
        (code, district.pcode, district.official_name or district.name, district.province)
        for code, district in drawn.items()
    ]


def test_the_provinces_cover_what_their_districts_cover(boundaries: gpd.GeoDataFrame) -> None:
    provinces = dissolve(boundaries)
    assert list(provinces.index) == [province.pcode for province in load_lists().provinces]
    assert provinces.is_valid.all()
    assert shapely.coverage_is_valid(provinces.geometry.to_numpy())
    assert provinces.union_all().symmetric_difference(boundaries.union_all()).area == 0


def test_every_district_stands_on_a_line_of_its_own() -> None:
    head, *features, end = BOUNDARIES.read_text(encoding="utf-8").splitlines()
    assert (head, end, len(features)) == ('{"type":"FeatureCollection","features":[', "]}", 398)


@pytest.mark.parametrize("name", ["boundaries.geojson", "districts.csv", "provinces.csv", "spellings.csv"])
def test_every_file_tells_where_it_comes_from(name: str) -> None:
    path = FOLDER / name
    origin = tomllib.loads(path.with_suffix(".origin.toml").read_text(encoding="utf-8"))
    must = ["producer", "title", "url", "licence", "accessed", "sha256", "processing"]
    assert [told for told in origin if told in must] == must
    assert origin["sha256"] == sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def packaged(tmp_path: Path) -> Path:
    """The folder of a war with its boundaries in a GeoPackage, in metres of another CRS."""
    folder = tmp_path / "myanmar-2023"
    shutil.copytree(WARS / "myanmar-2023", folder)
    drawn = gpd.read_file(folder / BOUNDARIES.name)
    drawn.to_crs("EPSG:3857").to_file(folder / "boundaries.gpkg", driver="GPKG")
    (folder / BOUNDARIES.name).unlink()
    return folder


def test_boundaries_may_come_as_a_geopackage_in_any_crs(packaged: Path) -> None:
    drawn, ours = (load_boundaries(boundaries_in(folder)) for folder in (packaged, WARS / "myanmar-2023"))
    assert list(drawn.index) == list(ours.index)
    assert drawn.crs == "EPSG:4326"
    apart = shapely.symmetric_difference(drawn.geometry.to_numpy(), ours.geometry.to_numpy())
    assert shapely.area(apart).max() < 1e-9  # square degrees


def test_a_geopackage_without_a_crs_or_that_is_none_is_refused_by_name(packaged: Path) -> None:
    file = packaged / "boundaries.gpkg"
    with pytest.warns(UserWarning, match="'crs' was not provided"):
        gpd.GeoDataFrame(geometry=[shapely.box(0, 0, 1, 1)]).to_file(file, driver="GPKG")
    for _ in range(2):
        with pytest.raises(
            BadBoundaries, match=r"boundaries\.gpkg: cannot be read .*; expected a GeoPackage with a CRS"
        ):
            load_boundaries(file)
        file.write_text("no package")
