"""
Where the districts are and what they are called.

A *places frame* is what the rest of the code knows of geometry: index `place`, the four-digit code of the official list
of 2018-21 (text, "0101"); columns `pcode`, `name`, `province` (its P-code, "AF01") and `geometry` (polygons or
multipolygons, valid, without gap or overlap between neighbours); EPSG:4326; 398 rows in the order of the codes.

The list has 421 districts, and Hayratan (2116), which it counts in Kaldar, makes 422 here. A `District` that has no
polygon, the 23 split off later and Hayratan, names as its `parent` the one it lies in; for all others that is the
district itself. `lon` and `lat` are where its marker stands, inside its own or its parent's polygon: of the districts
without a polygon we mostly know no more than the parent, so that the marker is not a position.

Populations are projections for 2019/20 by NSIA, without the nomads. Where every file comes from is told in its sidecar.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from events.control import Lens
from events.locate import Gazetteer, fold
from geo.language import ENGLISH, Language, message

FOLDER = Path(__file__).parent / "data"
BOUNDARIES = FOLDER / "boundaries.geojson"
DISTRICTS = FOLDER / "districts.csv"
PROVINCES = FOLDER / "provinces.csv"
SPELLINGS = FOLDER / "spellings.csv"

LENSES = {
    "districts": message("of {total} districts"),
    "boundaries": message("of {total} boundaries"),
    "people": message("of {total} people (projection for 2019/20, without nomads)"),
    "land": message("of {total} km²"),
}
"""By id of a lens: its denominator."""

PROPERTIES = ("code", "pcode", "name", "province")  # of every feature in a boundaries file


class BadBoundaries(ValueError):
    """The file is not one that districts can be drawn from."""


@dataclass(frozen=True, slots=True)
class District:
    """One district of the official list, or Hayratan."""

    code: str
    pcode: str
    """Of the edition of 2018; empty for the 23 districts split off later."""
    name: str
    name_dari: str
    name_pashto: str
    province: str
    """P-code of its province."""
    parent: str
    """Code of the district in whose polygon it lies: its own, where it has one."""
    counted: bool
    """Whether it is one of the 421; Hayratan is not."""
    temporary: bool
    """Whether the list has it as a temporary district."""
    capital: bool
    """Whether its province is governed from it."""
    population: int
    """0 for Hayratan, whose people are counted in Kaldar."""
    area_km2: float | None
    """Of its own polygon, measured in EPSG:6933; none where it has none."""
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 provinces."""

    pcode: str
    name: str
    name_dari: str
    name_pashto: str
    other_names: tuple[str, ...]
    capital: str
    """Code of the district it is governed from."""
    population: int
    """As the yearbook has it, with Gizab in Uruzgan; among our districts Gizab stands under Daykundi."""


def load_boundaries(path: Path = BOUNDARIES) -> gpd.GeoDataFrame:
    """
    Read the polygons of the districts.

    Returns
    -------
    boundaries
        A places frame; see the contract at the head of this module.

    Raises
    ------
    BadBoundaries
        The file is missing, is not GeoJSON, lacks a property or a polygon, or gives two districts one code.
    """
    text = _read(path)
    features = _features(text, path)
    table = pd.DataFrame([feature["properties"] for feature in features], columns=list(PROPERTIES))
    try:
        polygons = shapely.get_parts(shapely.from_geojson(text))
    except shapely.GEOSException as fault:
        raise BadBoundaries(f"{path}: {fault}; expected polygons as in GeoJSON") from fault
    boundaries = gpd.GeoDataFrame(table, geometry=polygons, crs="EPSG:4326")
    return boundaries.set_index("code").rename_axis("place").sort_index()


def load_districts() -> tuple[District, ...]:
    """List the 422 districts in the order of their codes."""
    return tuple(
        District(
            code=row["code"],
            pcode=row["pcode"],
            name=row["name"],
            name_dari=row["name_dari"],
            name_pashto=row["name_pashto"],
            province=row["province"],
            parent=row["parent"],
            counted=row["in_421"] == "yes",
            temporary=row["status"] == "temporary",
            capital=row["capital"] == "yes",
            population=int(row["population"] or 0),
            area_km2=float(row["area_km2"]) if row["area_km2"] else None,
            lon=float(row["lon"]),
            lat=float(row["lat"]),
        )
        for row in _rows(DISTRICTS)
    )


def load_provinces() -> tuple[Province, ...]:
    """List the 34 provinces in the order of their P-codes."""
    return tuple(
        Province(
            pcode=row["pcode"],
            name=row["name"],
            name_dari=row["name_dari"],
            name_pashto=row["name_pashto"],
            other_names=tuple(name for name in row["other_names"].split(";") if name),
            capital=row["capital"],
            population=int(row["population"]),
        )
        for row in _rows(PROVINCES)
    )


def load_spellings() -> tuple[tuple[str, str], ...]:
    """List every known spelling as name and code, in any script; one name may stand for several districts."""
    return tuple((row["name"], row["code"]) for row in _rows(SPELLINGS))


def load_gazetteer() -> Gazetteer:
    """Gather the names of the 421 counted districts; Hayratan's stand for Kaldar, in which it is counted."""
    districts, provinces = load_districts(), load_provinces()
    counted = {district.code: district.code if district.counted else district.parent for district in districts}
    spellings: dict[str, set[str]] = defaultdict(set)
    for name, code in (*load_spellings(), *((district.name, district.code) for district in districts)):
        spellings[fold(name)].add(counted[code])
    return Gazetteer(
        spellings={spelling: frozenset(codes) for spelling, codes in spellings.items()},
        names={district.code: district.name for district in districts},
        province_of={district.code: district.province for district in districts if district.counted},
        provinces={
            fold(name): province.pcode
            for province in provinces
            for name in (*province.other_names, province.name_dari, province.name_pashto, province.name)
        },
        capitals={province.pcode: province.capital for province in provinces},
    )


def load_lenses() -> dict[str, Lens]:
    """
    Make the four ways to count: districts, boundaries, people and land.

    Returns
    -------
    lenses
        By id. Boundaries and land count the 398 districts with a polygon, each with its own standing.
    """
    counted = [district for district in load_districts() if district.counted]
    drawn = {district.code: district.area_km2 for district in counted if district.area_km2 is not None}
    people = {district.code: district.population for district in counted}
    lenses = (
        Lens("districts", "", dict.fromkeys(people, 1)),
        Lens("boundaries", "", dict.fromkeys(drawn, 1)),
        Lens("people", "", people, "people"),
        Lens("land", "", drawn, "km²"),
    )
    return {lens.id: replace(lens, of=denominator(lens, ENGLISH)) for lens in lenses}


def denominator(lens: Lens, language: Language) -> str:
    """Say of how much a lens counts a part: ``of 421 districts``."""
    return language.say(LENSES[lens.id], total=round(sum(lens.weights.values())))


def name_of(place: District | Province, language: Language) -> str:
    """Name a district or a province in a language."""
    return language.place(place.name, place.name_dari)


def dissolve(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Join the districts of each province, so that the lines of both coincide.

    Returns
    -------
    provinces
        Index `province`, the P-codes in their order; column `geometry`; EPSG:4326.
    """
    return boundaries[["province", "geometry"]].dissolve(by="province", method="coverage")


def require_boundaries(boundaries: gpd.GeoDataFrame, districts: Iterable[District]) -> None:
    """Refuse, by `BadBoundaries`, a places frame that does not draw just the districts that it should."""
    province = {district.code: district.province for district in districts if district.parent == district.code}
    faults = [f"{code} is not drawn" for code in province if code not in boundaries.index]
    for code, pcode, shape in zip(boundaries.index, boundaries["province"], boundaries.geometry, strict=True):
        if code not in province:
            faults.append(f"{code} is no district with a boundary of its own")
        elif pcode != province[code]:
            faults.append(f"{code} lies in {province[code]}, not {pcode}")
        if shape.is_empty or not shape.is_valid:
            faults.append(f"the polygon of {code} is empty or crosses itself")
    if faults:
        raise BadBoundaries(f"the boundaries do not fit the districts: {'; '.join(faults)}")


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadBoundaries(f"{path}: cannot be read ({fault}); expected a GeoJSON file in UTF-8") from fault


def _features(text: str, path: Path) -> list[dict[str, Any]]:
    """The features of a collection of districts, every fault in them told at once."""
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadBoundaries(f"{path}, line {fault.lineno}: not JSON ({fault.msg}); expected GeoJSON") from fault
    if not isinstance(collection, dict) or not isinstance(collection.get("features"), list):
        raise BadBoundaries(f"{path}: not GeoJSON; expected a FeatureCollection")
    faults = list(_faults(collection["features"]))
    if faults:
        raise BadBoundaries(f"{path}: {'; '.join(faults)}; expected {', '.join(PROPERTIES)} and a polygon in each")
    features: list[dict[str, Any]] = collection["features"]
    return features


def _faults(features: list[Any]) -> Iterator[str]:
    seen: dict[str, int] = {}
    if not features:
        yield "no feature"
    for number, feature in enumerate(features, start=1):
        if not isinstance(feature, dict):
            yield f"feature {number} is none"
            continue
        properties = feature.get("properties") or {}
        lacking = [name for name in PROPERTIES if not isinstance(properties.get(name), str)]
        if lacking:
            yield f"feature {number} lacks {', '.join(lacking)}"
        if (feature.get("geometry") or {}).get("type") not in ("Polygon", "MultiPolygon"):
            yield f"feature {number} has no polygon"
        code = str(properties.get("code"))
        if seen.setdefault(code, number) != number and "code" not in lacking:
            yield f"features {seen[code]} and {number} share the code {code}"


def _rows(path: Path) -> list[dict[str, str]]:
    """One of our own tables; a fault in it is ours, and crashes."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
