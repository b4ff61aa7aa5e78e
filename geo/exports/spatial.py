"""Rows with their shapes: GeoJSON, GeoParquet and GeoPackage, in EPSG:4326."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from io import BytesIO
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError

from events.tables.columns import CODE, Extract
from events.tables.files import temporary_folder
from geo.exports.kinds import What
from geo.exports.records import as_json, records_of
from geo.places.country import Country

CRS = "EPSG:4326"
WRITTEN = "1980-01-01T00:00:00.000Z"
"""The date of last change stated by each layer of a GeoPackage; with the clock no two files would be the same."""
CHANGES = (slice(24, 28), slice(92, 96))
"""Where SQLite counts its transactions, which GDAL makes in varying numbers (sqlite.org/fileformat2)."""


def district_shapes(extract: Extract, country: Country) -> np.ndarray:
    """Find the shape of each row: its district's polygon, exterior rings anticlockwise, or its marker; EPSG:4326."""
    shape = _points(country) | dict(
        zip(country.boundaries.index, shapely.orient_polygons(list(country.boundaries.geometry)), strict=True)
    )
    return _by_code(extract, shape)


def district_markers(extract: Extract, country: Country) -> np.ndarray:
    """Find the marker of each row's district, in EPSG:4326; `None` if the row has no district."""
    return _by_code(extract, _points(country))


def _points(country: Country) -> dict[str, Any]:
    return {district.code: shapely.Point(district.lon, district.lat) for district in country.districts}


def _by_code(extract: Extract, shape: Mapping[str, Any]) -> np.ndarray:
    found = np.empty(len(extract.rows), dtype=object)
    found[:] = [shape.get(code) for code in extract.rows[CODE.name]]
    return found


def to_geojson(extract: Extract, shapes: np.ndarray, what: What, told: Mapping[str, Any]) -> bytes:
    """Write rows as GeoJSON, one feature per line, as in the boundaries file; a row without a shape has null."""
    written = {id(shape): shapely.to_geojson(shape) if shape else "null" for shape in shapes}
    lines = ",\n".join(
        f'{{"type":"Feature","properties":{as_json(row)},"geometry":{written[id(shape)]}}}'
        for row, shape in zip(records_of(extract.rows), shapes, strict=True)
    )
    head = as_json({"type": "FeatureCollection", "name": what.value, **told}).removesuffix("}")
    return f'{head},"features":[\n{lines}\n]}}\n'.encode()


def to_geoparquet(extract: Extract, shapes: np.ndarray, told: Mapping[str, Any]) -> bytes:
    """Write rows with their shapes as GeoParquet 1.1 in EPSG:4326, with the facts of `told` in its metadata."""
    frame, file = gpd.GeoDataFrame(extract.rows, geometry=shapes, crs=CRS), BytesIO()
    frame.attrs = dict(told.items())
    frame.to_parquet(file, index=False, schema_version="1.1.0")
    return file.getvalue()


def to_geopackage(extract: Extract, shapes: np.ndarray, what: What, further: Mapping[str, pd.DataFrame]) -> bytes:
    """Write rows as a GeoPackage in EPSG:4326; raises `NoTemporaryRoom` if it cannot be made."""
    frame = gpd.GeoDataFrame(extract.rows, geometry=shapes, crs=CRS)
    drawn = frame.geometry.geom_type.isin(("Polygon", "MultiPolygon"))
    layers = (
        {what.value: (frame, "Point")}
        if what == What.EVENTS
        else {"districts": (frame[drawn], "MultiPolygon"), "markers": (frame[~drawn], "Point")}
    )
    with temporary_folder(DataSourceError, DataLayerError, sqlite3.DatabaseError) as folder:
        file = folder / "made.gpkg"
        for name, (rows, shape) in layers.items():
            pyogrio.write_dataframe(
                rows,
                file,
                layer=name,
                geometry_type=shape,
                promote_to_multi=shape == "MultiPolygon",
                use_arrow=True,
                DESCRIPTION=extract.title,
            )
        for name, table in further.items():
            pyogrio.write_dataframe(table, file, layer=name.lower(), use_arrow=True)
        with closing(sqlite3.connect(file)) as database, database:
            database.execute("UPDATE gpkg_contents SET last_change = ?", (WRITTEN,))
        written = bytearray(file.read_bytes())
    for counter in CHANGES:
        written[counter] = (1).to_bytes(4, "big")
    return bytes(written)
