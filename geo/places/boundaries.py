"""
Where the districts are.

A *places frame* is the geometry that the rest of the code uses. Its index `place` is the four-digit code of the
official list of 2018-21 (text, "0101"). Its columns are `pcode`, `name`, `province` (its P-code, "AF01") and `geometry`
(polygons or multipolygons, valid, without gap or overlap between neighbours). EPSG:4326; 398 rows in the order of the
codes.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from events.ledger.folder import FOLDER
from geo.places.districts import District

BOUNDARIES = FOLDER / "boundaries.geojson"


PROPERTIES = ("code", "pcode", "name", "province")  # of every feature in a boundaries file


Cells = Mapping[str, str]


class BadBoundaries(ValueError):
    """A file from which districts cannot be drawn."""


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
        If the file is missing, is not GeoJSON, lacks a property or a polygon, or gives two districts one code.
    """
    text = _read(path)
    features = _features(text, path)
    table = pd.DataFrame([feature["properties"] for feature in features], columns=list(PROPERTIES))
    try:
        polygons = shapely.get_parts(shapely.from_geojson(text))
    except shapely.GEOSException as fault:
        raise BadBoundaries(f"{path}: {fault}; expected polygons as in GeoJSON") from fault
    if len(polygons) != len(features):
        raise BadBoundaries(f"{path}: {len(polygons)} polygons for {len(features)} districts; expected one for each")
    boundaries = gpd.GeoDataFrame(table, geometry=polygons, crs="EPSG:4326")
    return boundaries.set_index("code").rename_axis("place").sort_index()


def dissolve(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Join the districts of each province, so that the lines of both coincide.

    Returns
    -------
    provinces
        Index `province`, the P-codes in their order; column `geometry`; EPSG:4326.
    """
    return boundaries[["province", "geometry"]].dissolve(by="province", method="coverage")


def require_boundaries(boundaries: gpd.GeoDataFrame, districts: Iterable[District], path: Path = BOUNDARIES) -> None:
    """Raise `BadBoundaries` if a places frame lacks, adds or misplaces a district, or has bad polygons."""
    province = {district.code: district.province for district in districts if district.parent == district.code}
    faults = [f"{code} is not drawn" for code in province if code not in boundaries.index]
    for code, pcode, shape in zip(boundaries.index, boundaries["province"], boundaries.geometry, strict=True):
        if code not in province:
            faults.append(f"{code} is no district with a boundary of its own")
        elif pcode != province[code]:
            faults.append(f"{code} lies in {province[code]}, not {pcode}")
        if shape.is_empty or not shape.is_valid:
            faults.append(f"the polygon of {code} is empty or crosses itself")
        elif not shapely.box(-180, -90, 180, 90).covers(shapely.box(*shape.bounds)):
            faults.append(f"the polygon of {code} lies outside 180 degrees east and west, 90 north and south")
    if not faults:
        edges = shapely.coverage_invalid_edges(boundaries.geometry.to_numpy())
        astray = [code for code, edge in zip(boundaries.index, edges, strict=True) if not edge.is_empty]
        faults.extend(f"the polygon of {code} lies over its neighbour, or its line is not the same" for code in astray)
    if faults:
        raise BadBoundaries(f"{path}: the boundaries do not fit the districts: {'; '.join(faults)}")


def boundaries_in(folder: Path) -> Path:
    """Find the boundaries in the folder of a war: GeoJSON, or where there is none, a GeoPackage."""
    package = folder / f"{BOUNDARIES.stem}.gpkg"
    return package if package.exists() and not (folder / BOUNDARIES.name).exists() else folder / BOUNDARIES.name


def _read(path: Path) -> str:
    """Read a file as the text of GeoJSON; a GeoPackage in another CRS is brought into EPSG:4326."""
    if path.suffix == ".gpkg":
        return _package(path)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise BadBoundaries(f"{path}: cannot be read ({fault}); expected a GeoJSON file in UTF-8") from fault


def _package(path: Path) -> str:
    try:
        frame = gpd.read_file(path)
        return str(frame.to_crs("EPSG:4326").to_json(drop_id=True))
    except (OSError, ValueError, RuntimeError) as fault:  # pyogrio's, pyproj's, and a frame without a CRS
        raise BadBoundaries(f"{path}: cannot be read ({fault}); expected a GeoPackage with a CRS") from fault


def _features(text: str, path: Path) -> list[dict[str, Any]]:
    """Read the features of a collection of districts; raises `BadBoundaries` with every fault in them."""
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as fault:
        raise BadBoundaries(f"{path}, line {fault.lineno}: not JSON ({fault.msg}); expected GeoJSON") from fault
    except (ValueError, RecursionError) as fault:  # for a number with thousands of digits, or deeply nested lists
        raise BadBoundaries(f"{path}: cannot be read as JSON ({fault}); expected GeoJSON") from fault
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
        properties, geometry = (_table(feature.get(name)) for name in ("properties", "geometry"))
        lacking = [name for name in PROPERTIES if not _is_text(properties.get(name))]
        if lacking:
            yield f"feature {number} lacks {', '.join(lacking)}"
        if geometry.get("type") not in ("Polygon", "MultiPolygon"):
            yield f"feature {number} has no polygon"
        code = str(properties.get("code"))
        if seen.setdefault(code, number) != number and "code" not in lacking:
            yield f"features {seen[code]} and {number} share the code {code}"


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _is_text(value: object) -> bool:
    """Return whether a value is text that can be written: JSON may contain unpaired surrogates, which cannot."""
    return isinstance(value, str) and value == value.encode(errors="ignore").decode()
