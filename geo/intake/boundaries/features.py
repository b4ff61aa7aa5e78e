"""
The features of GeoJSON and TopoJSON, every one of them: attributes as they are, shapes as they stand.

We read them ourselves, since the usual readers leave out what has no shape, and turn attributes into other types.
"""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely

from events.intake.files.grids import Refused

MOST_FEATURES, MOST_POINTS = 20_000, 3_000_000
"""No country has so many units; a map of more points than this cannot be thinned in a reader's patience."""

DEGREES = "EPSG:4326"
"""What the numbers of GeoJSON and TopoJSON are by their rules, unless they say otherwise."""

Shape = Any
"""A geometry of shapely, or `None`."""


@dataclass(frozen=True, slots=True)
class Features:
    """What stands in one layer of a file."""

    attributes: tuple[dict[str, Any], ...]
    shapes: tuple[Shape, ...]
    """In the coordinates of the file; `None` for a feature without one, or with one that cannot be read."""
    unread: Mapping[int, str] = field(default_factory=dict)
    """Why a shape cannot be read, by the number of its feature, counted from 1."""
    crs: str | None = None
    """The reference system that the file names, if it does."""


def read_json(name: str, content: bytes) -> dict[str, Any]:
    """Read a JSON object; raises `Refused` if the bytes are none."""
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise Refused(name, "this is neither GeoJSON in UTF-8, nor TopoJSON, a GeoPackage or a zipped Shapefile") from (
            fault
        )
    except (ValueError, RecursionError) as fault:  # also for a number with thousands of digits, or lists too deep
        raise Refused(name, f"this is not JSON that can be read ({_short(fault)})") from fault
    if not isinstance(told, dict):
        raise Refused(name, "this is JSON, but not GeoJSON: it has no features")
    return told


def read_features(name: str, told: Mapping[str, Any]) -> Features:
    """
    Read the features of GeoJSON: a collection, one feature, or a bare geometry.

    Raises
    ------
    events.intake.files.grids.Refused
        If it is no GeoJSON, or has too many features or points.
    """
    kind = told.get("type")
    if kind == "Feature":
        listed: Any = [told]
    elif kind in ("Polygon", "MultiPolygon", "GeometryCollection"):
        listed = [{"type": "Feature", "properties": {}, "geometry": told}]
    else:
        listed = told.get("features") if kind == "FeatureCollection" else None
    if not isinstance(listed, list):
        raise Refused(name, "this is JSON, but not GeoJSON: it has no list of features")
    require_few(name, len(listed))
    attributes, shapes, unread, left = [], [], dict[int, str](), MOST_POINTS
    for number, feature in enumerate(listed, start=1):
        feature = feature if isinstance(feature, dict) else {}
        attributes.append(attributes_of(feature))
        geometry = feature.get("geometry")
        left -= _points(geometry.get("coordinates") or geometry.get("geometries")) if isinstance(geometry, dict) else 0
        if left < 0:
            raise Refused(name, f"it has more than {MOST_POINTS:,} points; bring simplified boundaries")
        shape, fault = shape_of(geometry)
        shapes.append(shape)
        unread |= {number: fault} if fault else {}
    return Features(tuple(attributes), tuple(shapes), unread, _crs(told) or DEGREES)


def attributes_of(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties of a feature, and the id beside them where they have none of that name."""
    found = feature.get("properties")
    properties = {_whole(name): _whole(value) for name, value in found.items()} if isinstance(found, dict) else {}
    beside = feature.get("id")
    return properties | ({"id": _whole(beside)} if isinstance(beside, str | int) and "id" not in properties else {})


def _whole(value: Any) -> Any:
    """Take from a text the halves of letters that JSON may contain and nobody can write."""
    return value.encode(errors="ignore").decode() if isinstance(value, str) else value


def shape_of(geometry: object) -> tuple[Shape, str]:
    """Make a shape of the geometry of a feature: the shape or `None`, and why it cannot be read."""
    if not isinstance(geometry, dict) or not geometry.get("type"):
        return None, ""
    try:
        shape = shapely.from_geojson(json.dumps(geometry))
    except (shapely.GEOSException, ValueError, RecursionError) as fault:
        return None, _short(fault)
    points = shapely.get_coordinates(shape)
    if any(not math.isfinite(number) for number in points.ravel()):
        return None, "a coordinate is no number"
    return (None if shape.is_empty else shape), ""


def require_few(name: str, features: int) -> None:
    """Refuse a file without features, or with more than any country has units."""
    if not features:
        raise Refused(name, "it has no features")
    if features > MOST_FEATURES:
        raise Refused(name, f"it has {features:,} features; more than {MOST_FEATURES:,} are no units of a country")


def _points(coordinates: object) -> int:
    """Count the numbers in nested lists, roughly halved; without recursion, which a file could exhaust."""
    count, waiting = 0, [coordinates]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting += [each.get("coordinates"), each.get("geometries")]
        elif isinstance(each, list):
            if each and isinstance(each[0], int | float):
                count += 1
            else:
                waiting += each
    return count


def _crs(told: Mapping[str, Any]) -> str | None:
    """Return the reference system of the older form of GeoJSON, which could name one."""
    member = told.get("crs")
    properties = member.get("properties") if isinstance(member, dict) else None
    named = properties.get("name") if isinstance(properties, dict) else None
    return _whole(named) if isinstance(named, str) and named else None


def _short(fault: BaseException) -> str:
    words = " ".join(str(fault).split()) or type(fault).__name__
    return words if len(words) <= 120 else f"{words[:117]}…"


def texts_of(values: Sequence[object]) -> list[str]:
    """Return each value of a column as text: nothing for blanks, and a whole number without its decimals."""
    return [text_of(value) for value in values]


BLANK = {"", "na", "n/a", "null", "nan", "none", "<na>", "nat"}
"""What stands for nothing, alone in a cell, in small letters."""


def text_of(value: object) -> str:
    """
    Return one value as text.

    >>> text_of(101.0), text_of("N/A"), text_of(None), text_of(" Nawa ")
    ('101', '', '', 'Nawa')
    """
    if isinstance(value, float) and math.isfinite(value) and value.is_integer():
        value = int(value)
    text = " ".join(str(value).encode(errors="ignore").decode().split())
    return "" if text.casefold() in BLANK else text
