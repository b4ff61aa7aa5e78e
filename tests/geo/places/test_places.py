"""`geo.places.boundaries`: the districts, where they lie, and what they are called."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod

from geo.places.boundaries import BadBoundaries, dissolve, load_boundaries
from geo.places.districts import District
from geo.places.lists import load_districts, load_lists

APART_KM = 6  # between markers in one polygon, so that they can be told apart

Feature = dict[str, Any]


@pytest.fixture(scope="module")
def districts() -> dict[str, District]:
    return {district.code: district for district in load_districts()}


def test_the_frame_keeps_its_contract() -> None:
    boundaries = load_boundaries()
    assert boundaries.index.name == "place"
    assert list(boundaries.columns) == ["pcode", "name", "province", "geometry"]
    assert boundaries.crs == "EPSG:4326"
    assert list(boundaries.index) == sorted(set(boundaries.index))


def test_the_list_has_421_districts_and_hayratan(districts: dict[str, District]) -> None:
    assert list(districts) == sorted(districts)
    assert len(districts) == 422
    assert [code for code, district in districts.items() if not district.counted] == ["2116"]


def test_twenty_three_districts_and_hayratan_have_no_polygon(districts: dict[str, District]) -> None:
    without = {code for code, district in districts.items() if district.area_km2 is None}
    assert without == {code for code, district in districts.items() if district.parent != code}
    assert without == {code for code, district in districts.items() if district.temporary} | {"2116"}
    assert len(without) == 24


def test_a_parent_has_a_polygon_in_the_same_province(districts: dict[str, District]) -> None:
    drawn = set(load_boundaries().index)
    assert {district.parent for district in districts.values()} == drawn
    assert all(district.province == districts[district.parent].province for district in districts.values())


def test_hayratan_is_counted_in_kaldar(districts: dict[str, District]) -> None:
    hayratan = districts["2116"]
    assert (districts[hayratan.parent].name, hayratan.population) == ("Kaldar", 0)


def test_gizab_keeps_the_p_code_that_later_editions_gave_to_patoo(districts: dict[str, District]) -> None:
    assert (districts["2507"].name, districts["2507"].pcode, districts["2507"].province) == ("Gizab", "AF2409", "AF24")
    assert (districts["2409"].name, districts["2409"].pcode, districts["2409"].parent) == ("Patoo", "", "2507")


def test_every_marker_stands_inside_the_polygon_it_belongs_to(districts: dict[str, District]) -> None:
    polygons = load_boundaries().geometry
    outside = [
        district.name
        for district in districts.values()
        if not polygons[district.parent].contains(shapely.Point(district.lon, district.lat))
    ]
    assert outside == []


def test_markers_in_one_polygon_can_be_told_apart(districts: dict[str, District]) -> None:
    families: defaultdict[str, list[District]] = defaultdict(list)
    for district in districts.values():
        families[district.parent].append(district)
    close = [
        (one.name, other.name)
        for family in families.values()
        for one, other in combinations(family, 2)
        if Geod(ellps="WGS84").inv(one.lon, one.lat, other.lon, other.lat)[2] < APART_KM * 1000
    ]
    assert close == []


def test_the_people_add_up_to_the_published_total(districts: dict[str, District]) -> None:
    assert sum(district.population for district in districts.values()) == 30_725_560
    assert sum(province.population for province in load_lists().provinces) == 30_725_560


def test_only_gizab_is_counted_in_another_province_than_it_stands_under(districts: dict[str, District]) -> None:
    people: Counter[str] = Counter()
    for district in districts.values():
        people[district.province] += district.population
    gizab = districts["2507"].population
    differences = {province.pcode: people[province.pcode] - province.population for province in load_lists().provinces}
    assert {pcode: number for pcode, number in differences.items() if number} == {"AF24": gizab, "AF25": -gizab}


def test_every_province_is_governed_from_one_of_its_districts(districts: dict[str, District]) -> None:
    capitals = {district.code: district.province for district in districts.values() if district.capital}
    assert capitals == {province.capital: province.pcode for province in load_lists().provinces}
    assert len(capitals) == 34


def test_a_province_knows_its_other_names() -> None:
    (hirat,) = (province for province in load_lists().provinces if province.pcode == "AF32")
    assert (hirat.name, hirat.official_name, hirat.names["fa"], hirat.other_names) == ("Herat", "Hirat", "هرات", ())


def test_every_spelling_is_of_a_district_and_every_district_is_spelt(districts: dict[str, District]) -> None:
    spellings = load_lists().spellings
    assert len(spellings) == 4418
    assert {code for _, code in spellings} == set(districts)
    assert {(district.name, code) for code, district in districts.items()} <= set(spellings)


def test_provinces_are_dissolved_from_their_districts(tmp_path: Path) -> None:
    path = _file(tmp_path, _square("0101", 0), _square("0102", 1), _square("0201", 2, province="AF02"))
    provinces = dissolve(load_boundaries(path))
    assert list(provinces.index) == ["AF01", "AF02"]
    assert provinces.geometry["AF01"].equals(shapely.box(0, 0, 2, 1))
    assert provinces.crs == "EPSG:4326"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadBoundaries, match=r"none\.geojson: cannot be read .* expected a GeoJSON file"):
        load_boundaries(tmp_path / "none.geojson")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("code,name\n", "line 1: not JSON"),
        ("[]", "expected a FeatureCollection"),
        ('{"type": "FeatureCollection", "features": []}', "no feature"),
        ('{"type": "FeatureCollection", "features": [1]}', "feature 1 is none"),
        ("[" * 100_000, r"boundaries\.geojson: cannot be read as JSON \(maximum recursion depth"),
        ("9" * 5_000, r"boundaries\.geojson: cannot be read as JSON \(Exceeds the limit"),
    ],
    ids=["csv", "list", "empty", "number", "nested", "a long number"],
)
def test_a_file_that_is_not_geojson_is_refused(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "boundaries.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadBoundaries, match=message):
        load_boundaries(path)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda feature: feature["properties"].pop("pcode"), "feature 2 lacks pcode"),
        (lambda feature: feature.update(geometry=None), "feature 2 has no polygon"),
        (lambda feature: feature["properties"].update(code="0101"), "features 1 and 2 share the code 0101"),
        (lambda feature: feature["geometry"].update(coordinates=[[[0, 0], [1, 1]]]), "expected polygons"),
        (lambda feature: feature.update(geometry="Polygon"), "feature 2 has no polygon"),
        (lambda feature: feature.update(properties=["0102"]), "feature 2 lacks code, pcode, name, province"),
        (lambda feature: feature["properties"].update(name="\ud800"), "feature 2 lacks name"),
    ],
    ids=["column", "polygon", "code", "coordinates", "a word", "a list", "half a character"],
)
def test_what_a_feature_lacks_is_told(tmp_path: Path, spoil: Callable[[Feature], object], message: str) -> None:
    feature = _square("0102", 1)
    spoil(feature)
    with pytest.raises(BadBoundaries, match=message):
        load_boundaries(_file(tmp_path, _square("0101", 0), feature))


def test_all_faults_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    one, other = _square("0101", 0), _square("0102", 1)
    del one["properties"]["name"]
    other["geometry"] = None
    with pytest.raises(BadBoundaries, match="feature 1 lacks name; feature 2 has no polygon"):
        load_boundaries(_file(tmp_path, one, other))


def test_the_named_error_is_a_value_error() -> None:
    assert issubclass(BadBoundaries, ValueError)


def _square(code: str, west: float, province: str = "AF01") -> Feature:
    """A feature one degree wide."""
    return {
        "type": "Feature",
        "properties": {"code": code, "pcode": f"AF{code}", "name": f"Place {code}", "province": province},
        "geometry": json.loads(shapely.to_geojson(shapely.box(west, 0, west + 1, 1))),
    }


def _file(folder: Path, *features: Feature) -> Path:
    path = folder / "boundaries.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path
