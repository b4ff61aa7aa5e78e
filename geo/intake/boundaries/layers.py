"""The layers of a GeoPackage or a Shapefile, read by GDAL from a private folder that is gone afterwards."""

import re
import sqlite3
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError, FieldError

from events.intake.files.grids import Refused
from geo.intake.boundaries.features import MOST_FEATURES, Features, require_few

LEVEL = re.compile(r"(?:adm|admin|admbnda_adm|level|l)[ _-]?(\d)", re.IGNORECASE)
LAST_DIGIT = re.compile(r"(\d)\D*$")
NO_UNITS = re.compile(r"(lines?|pntl?|points?|centroids?|all)\b|admbndl|admbndp", re.IGNORECASE)
"""In the name of a layer: lines between units, or the points of their names."""


def package_layers(name: str, content: bytes) -> tuple[str, ...]:
    """
    List the layers of a GeoPackage that have shapes and are tables: a view may compute anything, for ever.

    Raises
    ------
    events.intake.files.grids.Refused
        If it is no GeoPackage.
    """
    query = """SELECT g.table_name FROM gpkg_geometry_columns AS g JOIN sqlite_master AS m
               ON m.name = g.table_name AND m.type = 'table' ORDER BY m.rowid"""
    try:
        with closing(sqlite3.connect(":memory:")) as database:
            database.deserialize(content)
            return tuple(str(row[0]) for row in database.execute(query).fetchmany(1000))
    except (sqlite3.Error, UnicodeDecodeError) as fault:
        raise Refused(name, f"this is no GeoPackage that can be read ({fault})") from fault


def deepest(layers: Sequence[str]) -> str:
    """
    Choose the layer of the smallest units, by the numbers in their names; the first, where names tell nothing.

    >>> deepest(["syr_admbnda_adm1", "syr_admbnda_adm2", "syr_admbndl_all_lines"])
    'syr_admbnda_adm2'
    """
    units = [layer for layer in layers if not NO_UNITS.search(layer)] or list(layers)
    return max(units, key=_level)


def _level(layer: str) -> int:
    found = LEVEL.search(layer) or LAST_DIGIT.search(layer)
    return int(found[1]) if found else -1


def read_package(name: str, content: bytes, layer: str) -> Features:
    """Read one layer of a GeoPackage; raises `Refused` if GDAL cannot."""
    return _read(name, {"layer.gpkg": content}, layer)


def read_shapefile(name: str, parts: Mapping[str, bytes]) -> Features:
    """
    Read a Shapefile from its parts, by their endings.

    Raises
    ------
    events.intake.files.grids.Refused
        If a part is missing, or GDAL cannot read it.
    """
    for ending, holds in ((".shx", "where each shape begins"), (".dbf", "names and codes")):
        if ending not in parts:
            raise Refused(name, f"its Shapefile lacks the part {ending}, which holds {holds}; pack all parts together")
    encoding = None if ".cpg" in parts or not _is_utf8(parts[".dbf"]) else "UTF-8"
    return _read(name, {f"layer{ending}": part for ending, part in parts.items()}, None, encoding)


def _is_utf8(table: bytes) -> bool:
    """Return whether the rows of a table of attributes are UTF-8; the two bytes at 8 say where they begin."""
    try:
        table[int.from_bytes(table[8:10], "little") :].decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(name: str, files: Mapping[str, bytes], layer: str | None, encoding: str | None = None) -> Features:
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # GDAL warns of what is checked here
        for file, content in files.items():
            (Path(folder) / file).write_bytes(content)
        path = next(Path(folder) / file for file in files if Path(file).suffix in (".gpkg", ".shp"))
        try:
            told = pyogrio.read_info(path, layer=layer, encoding=encoding, force_feature_count=True)
            require_few(name, int(told["features"]))
            frame = pyogrio.read_dataframe(
                path, layer=layer, encoding=encoding, on_invalid="ignore", max_features=MOST_FEATURES
            )
        except (DataSourceError, DataLayerError, FieldError, ValueError, TypeError, OverflowError) as fault:
            if isinstance(fault, Refused):
                raise
            why = " ".join(str(fault).replace(folder, "").split())
            raise Refused(name, f"this cannot be read: it is broken, or not what it says ({why[:120]})") from fault
        except (RuntimeError, AttributeError, UnicodeError, NameError) as fault:
            # The last is pyogrio's own slip, after a reference system that is no text.
            raise Refused(name, "this cannot be read: it is broken, or not what it says") from fault
    return _features(name, frame, told)


def _features(name: str, frame: Any, told: Mapping[str, Any]) -> Features:
    if not isinstance(frame, gpd.GeoDataFrame):
        raise Refused(name, "it holds a table without shapes")
    table = frame.drop(columns=frame.geometry.name)
    columns = [table.iloc[:, at].tolist() for at in range(table.shape[1])]  # two of them may have one name
    rows = tuple(dict(zip(map(str, table.columns), row, strict=True)) for row in zip(*columns, strict=True))
    rows = rows or tuple({} for _ in range(len(frame)))
    shapes = tuple(None if shape is None or shape.is_empty else shape for shape in frame.geometry.to_numpy())
    return Features(rows, shapes, {}, str(told["crs"]) if told["crs"] else None)
