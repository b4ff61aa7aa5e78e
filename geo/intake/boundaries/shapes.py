"""
Read the boundaries of a country from a file that somebody uploads.

GeoJSON, TopoJSON, GeoPackage, and a Shapefile in a ZIP, in a folder of it too. Which of these a file is, its first
bytes say, not its name. Every feature is accounted for, those without a shape too; what is to be drawn comes out in
EPSG:4326, and where nobody says in which reference system its numbers are, it is asked and nothing is drawn.
"""

import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import PurePosixPath

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import ProjError

from events.intake.files.grids import MOST_BYTES, Refused
from geo.intake.boundaries.archive import archive, beside, named
from geo.intake.boundaries.features import DEGREES, Features, read_features, read_json, text_of
from geo.intake.boundaries.layers import deepest, package_layers, read_package, read_shapefile
from geo.intake.boundaries.topology import layers_of, members_of, read_topology

Shapes = npt.NDArray[np.object_]
ENDINGS = (".shp", ".geojson", ".topojson", ".json", ".gpkg")
"""Of files of boundaries within an archive."""
COLLECTION = re.compile(rb'"type"\s*:\s*"(FeatureCollection|Topology)"')
MOST_SEARCHED = 20_000
"""Bytes at the beginning of JSON in which it is said what it is."""
SLACK = 1e-6
"""Degrees by which a map may reach over 180 or 90, as rounding makes it."""


@dataclass(frozen=True)
class Boundaries:
    """One layer of an uploaded file, before anything in it is judged."""

    frame: gpd.GeoDataFrame
    """
    A row for each feature, in EPSG:4326. Index `feature`, counted from 1 in the order of the file; all attributes as
    they are; `geometry` as it stands, `None` where there is none. Without any geometry while it `asks`.
    """
    features: int
    """In the file, those without a shape too."""
    crs: str | None
    """The reference system of the numbers in the file, such as ``EPSG:32642``; `None` if nobody tells it."""
    layer: str = ""
    layers: tuple[str, ...] = ()
    """All that can be chosen; one only, or none, where the format has no layers."""
    unread: Mapping[int, str] = field(default_factory=dict)
    """Why the shape of a feature cannot be read, by its number."""
    asks: str = ""
    """What must be answered before it can be drawn: in which reference system its numbers are."""
    warns: str = ""
    """What may be wrong with it as a whole."""


def is_boundaries(data: bytes) -> bool:
    """Return whether a file gives itself out for boundaries and not for a table, by how it begins and what it packs."""
    if data.startswith(b"PK"):
        try:
            with zipfile.ZipFile(BytesIO(data)) as packed:
                return any(named(entry, *ENDINGS) for entry in packed.infolist())
        except (zipfile.BadZipFile, OSError, ValueError):
            return False
    return data.startswith(b"SQLite format 3\x00") or bool(COLLECTION.search(data[:MOST_SEARCHED]))


def read_boundaries(name: str, data: bytes, layer: str | None = None, crs: str | None = None) -> Boundaries:
    """
    Read the boundaries in a file.

    Parameters
    ----------
    name
        The name of the file, with which every refusal begins.
    layer
        Which of several; by default that of the smallest units.
    crs
        The reference system, such as ``EPSG:32642``, where a person told it. It goes before what the file says.

    Raises
    ------
    events.intake.files.grids.Refused
        If the file is too large, broken, dangerous or something else, or has no such layer; if `crs` is none; and if
        it is one shape without a name: an area of control, not units.
    """
    if len(data) > MOST_BYTES:
        raise Refused(name, f"it has {len(data) / 1e6:,.1f} MB; {MOST_BYTES / 1e6:,.0f} MB are the most that is read")
    if not data.strip(b"\x00\t\n\r "):
        raise Refused(name, "it is empty")
    if data.startswith(b"PK"):
        found, chosen, layers = _packed(name, data, layer)
    else:
        found, chosen, layers = _bare(name, data, layer)
    _require_units(name, found)
    return _placed(name, found, crs, Boundaries(gpd.GeoDataFrame(), len(found.shapes), None, chosen, layers))


def _packed(name: str, content: bytes, layer: str | None) -> tuple[Features, str, tuple[str, ...]]:
    """Read a Shapefile in a ZIP, or where there is none, the one file of another format."""
    with archive(name, content) as opened:
        entries = opened.infolist()
        shapefiles = {PurePosixPath(entry.filename).stem: entry for entry in entries if named(entry, ".shp")}
        if shapefiles:
            chosen = _chosen(name, tuple(shapefiles), layer)
            return read_shapefile(name, beside(opened, shapefiles[chosen])), chosen, tuple(shapefiles)
        others = [entry for entry in entries if named(entry, *ENDINGS[1:])]
        if len(others) != 1:
            raise Refused(name, "there is no Shapefile in this archive")
        inner = opened.read(others[0])
    return _bare(name, inner, layer)


def _bare(name: str, content: bytes, layer: str | None) -> tuple[Features, str, tuple[str, ...]]:
    if content.startswith(b"SQLite format 3\x00"):
        layers = package_layers(name, content)
        chosen = _chosen(name, layers, layer)
        return read_package(name, content, chosen), chosen, layers
    if content.startswith(b"\x00\x00\x27\x0a"):
        raise Refused(name, "this is one part of a Shapefile; pack its .shp, .shx, .dbf and .prj into one ZIP")
    if content.lstrip(b"\xef\xbb\xbf\t\n\r ").startswith(b"<"):
        raise Refused(name, "this is a page or XML, not boundaries; bring GeoJSON, a GeoPackage or a zipped Shapefile")
    told = read_json(name, content)
    if told.get("type") != "Topology":
        return read_features(name, told), "", ()
    layers = layers_of(told)
    filled = tuple(each for each in layers if members_of(told, each))
    chosen = _chosen(name, layers if layer else filled, layer)
    return read_topology(name, told, chosen), chosen, layers


def _chosen(name: str, layers: tuple[str, ...], layer: str | None) -> str:
    if not layers:
        raise Refused(name, "it has no layer of shapes")
    if layer is not None and layer not in layers:
        raise Refused(name, f"it has no layer {layer!r}; it has {', '.join(layers)}")
    return deepest(layers) if layer is None else layer


def _require_units(name: str, found: Features) -> None:
    """Refuse one shape without a word to it, which is an area of control on some day."""
    said = [text for attributes in found.attributes for value in attributes.values() if (text := text_of(value))]
    if len(found.shapes) == 1 and not said:
        raise Refused(
            name,
            "this is one area without a name or an id: an area that somebody holds, as it seems, and not the units "
            "of a country. Boundaries have a feature for each unit, with its name",
        )


def _placed(name: str, found: Features, told: str | None, made: Boundaries) -> Boundaries:
    """Bring the shapes into degrees, or ask in which reference system they are."""
    system = _system(name, told) if told else _system_or_none(found.crs)
    rows = pd.DataFrame(list(found.attributes), index=pd.RangeIndex(1, len(found.shapes) + 1, name="feature"))
    rows = rows.drop(columns="geometry", errors="ignore")
    shapes, unread = np.array([*found.shapes, None], dtype=object)[:-1], dict(found.unread)  # never an array of arrays
    asks, warns = _asks(shapes, system), ""
    if asks:
        shapes = np.full(len(shapes), None, dtype=object)
    elif system is not None and not system.equals(CRS(DEGREES), ignore_axis_order=True):
        shapes, lost = _in_degrees(shapes, system)
        unread |= dict.fromkeys(lost, f"its coordinates do not lie within {_name_of(system)}")
    elif system is None:
        warns = "No reference system is told; its numbers can be degrees, and are taken as such (EPSG:4326)."
    frame = gpd.GeoDataFrame(rows, geometry=shapes, crs=DEGREES)
    return replace(made, frame=frame, crs=_name_of(system) if system else None, unread=unread, asks=asks, warns=warns)


def _asks(shapes: Shapes, system: CRS | None) -> str:
    """Ask for the reference system, if the numbers are no degrees and it is none that counts in anything else."""
    if system is not None and not system.is_geographic:
        return ""
    points = shapely.get_coordinates(shapes)
    across, up = np.abs(points).max(axis=0, initial=0)
    if across <= 180 + SLACK and up <= 90 + SLACK:
        return ""
    if across <= 90 + SLACK and up <= 180 + SLACK:
        return (
            "Latitude and longitude seem to be exchanged: the second numbers, which are latitudes, go beyond 90. "
            "Bring the file with the longitude first."
        )
    found = f"they are not (they go up to {across:,.0f} and {up:,.0f})"
    if system is None:
        said = f"The file does not say in which reference system its numbers are. Degrees {found}."
    else:
        said = f"By what the file says, or by the rule of its format, its numbers are degrees, but {found}."
    return f"{said} Which reference system is it, such as EPSG:32642?"


def _in_degrees(shapes: Shapes, system: CRS) -> tuple[Shapes, list[int]]:
    """Bring shapes into degrees; a shape with a point outside the system has none, and its number is returned."""
    step = Transformer.from_crs(system, DEGREES, always_xy=True)
    placed = shapely.transform(shapes, lambda points: np.column_stack(step.transform(*points.T)), include_z=False)
    lost = []
    for at, shape in enumerate(placed):
        points = shapely.get_coordinates(shape)
        if not np.isfinite(points).all() or (np.abs(points) > (180 + SLACK, 90 + SLACK)).any():
            placed[at] = None
            lost.append(at + 1)
    return placed, lost


def _system(name: str, told: str) -> CRS:
    if found := _system_or_none(told):
        return found
    raise Refused(name, f"{told!r} is no reference system; expected one such as EPSG:32642")


def _system_or_none(told: str | None) -> CRS | None:
    """Understand a reference system; nothing for one from which no way leads to degrees, as a broken file has it."""
    try:
        found = CRS.from_user_input(told) if told else None
        if found is not None:
            Transformer.from_crs(found, DEGREES, always_xy=True)
    except ProjError:
        return None
    return found if found is None or found.is_geographic or found.is_projected else None


def _name_of(system: CRS) -> str:
    """Name a reference system by its number, where it has one; ``OGC:CRS84`` is EPSG:4326, longitude first."""
    number = system.to_epsg(min_confidence=60)
    return f"EPSG:{number}" if number else (DEGREES if "CRS84" in system.to_string() else system.name)
