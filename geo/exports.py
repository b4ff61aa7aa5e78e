"""
What we give away, as files: a table of `events.exports`, with its shapes where the format has them.

Every file tells where it comes from: what it is, the day, the day of knowledge, the digest of the data (`geo.digest`),
the terms, the meaning of each column, and the sources. Where that stands depends on what those who open it can reach:

- XLSX: the sheets About, Columns and Sources after the Table.
- GeoPackage, for QGIS: tables without geometry, `about`, `columns` and `sources`, beside the layers.
- GeoJSON: the members `about`, `columns` and `sources`, which RFC 7946 calls foreign, before the features.
- Parquet and GeoParquet, for pandas: the same three as JSON in the metadata; pandas gives them back as ``attrs``.
- CSV is the table and nothing else: a comment at its head would be a row to pandas, QGIS and any spreadsheet. So there
  is the ZIP, with the same CSV and all that belongs beside it; a `.csvt` tells QGIS that 0101 is text. A spreadsheet
  that opens a CSV by itself takes it for a number; XLSX is for spreadsheets.

A district with a boundary is a polygon, one of the 23 without is a point that lies within its parent's. A layer of a
GeoPackage has shapes of one kind, so it has two, `districts` and `markers`; GeoJSON and GeoParquet have one layer of
both, which pandas reads as one frame, and QGIS shows as two. A report is a point at the marker of each district that it
speaks for, and not where something happened. EPSG:4326 throughout. The same data gives the same bytes.
"""

import json
import sqlite3
import tomllib
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from enum import StrEnum
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from events import ledger
from events.digest import SHORT
from events.downloads import to_csv, to_parquet, to_xlsx, to_zip
from events.exports import (
    CODE,
    Extract,
    Type,
    counts_extract,
    dictionary_of,
    events_extract,
    sources_of,
    spans_extract,
    standings_extract,
)
from events.reading import Reading
from geo import places
from geo.country import Country
from geo.digest import data_digest
from geo.encode import names, standings
from geo.layer import CREDIT

CRS = "EPSG:4326"
CSVT = {
    Type.TEXT: "String",
    Type.DAY: "Date",
    Type.YES_OR_NO: "String",
    Type.WHOLE_NUMBER: "Integer64",
    Type.NUMBER: "Real",
}
"""What GDAL, and so QGIS, calls the types."""
WRITTEN = "1980-01-01T00:00:00.000Z"
"""When each layer of a GeoPackage says that it was last changed; by the clock no two files would be the same."""
CHANGES = (slice(24, 28), slice(92, 96))
"""Where SQLite counts its transactions, of which GDAL makes now one more and now one less (sqlite.org/fileformat2)."""
TERMS = {
    "terms_of_the_reports": ledger.FOLDER / "reports.origin.toml",
    "terms_of_the_boundaries": places.FOLDER / "boundaries.origin.toml",
    "terms_of_the_districts": places.FOLDER / "districts.origin.toml",
}
"""Where it is told who made what we ship, and on what terms."""


class What(StrEnum):
    """What can be given away."""

    SPANS = "spans"
    STANDINGS = "standings"
    EVENTS = "events"
    COUNTS = "counts"


class FileKind(StrEnum):
    """As what."""

    CSV = "csv"
    ZIP = "zip"
    XLSX = "xlsx"
    PARQUET = "parquet"
    GEOJSON = "geojson"
    GPKG = "gpkg"
    GEOPARQUET = "geoparquet"


SPATIAL = (FileKind.GEOJSON, FileKind.GPKG, FileKind.GEOPARQUET)
SUFFIXES = {kind: "parquet" if kind == FileKind.GEOPARQUET else kind.value for kind in FileKind}


class NotExported(ValueError):
    """Something that cannot be given away so; the message tells what can."""


def export(reading: Reading, country: Country, what: str, kind: str, day: date | None = None) -> bytes:
    """
    Make a file to give away.

    Parameters
    ----------
    what, kind
        A `What` and a `FileKind`, or their words. Counts have no shape.
    day
        Of standings; the rest is of all days. By default that which the atlas opens with.

    Raises
    ------
    NotExported
        If there is no such thing, or not of that kind, or the reading does not reach to the day.
    events.downloads.TooManyRows
        If a spreadsheet cannot hold it.
    """
    asked = _asked(what)
    if kind not in kinds_of(asked):
        raise NotExported(f"{asked} cannot be had as '{kind}', but as {_listed(kinds_of(asked))}")
    day = _day(reading, day)
    extract = extract_of(reading, country, asked, day)
    if kind == FileKind.CSV:
        return to_csv(extract.rows)
    about = about_of(extract, reading, country, day if asked == What.STANDINGS else None)
    further = {
        "About": pd.DataFrame(about.items(), columns=["name", "value"], dtype="str"),
        "Columns": dictionary_of(extract),
        "Sources": sources_of(extract, reading),
    }
    if kind == FileKind.ZIP:
        return _zip(extract, further)
    if kind == FileKind.XLSX:
        return to_xlsx(extract.rows, further)
    told = {"about": about} | {name.lower(): _records(further[name]) for name in ("Columns", "Sources")}
    if kind == FileKind.PARQUET:
        return to_parquet(extract.rows, told)
    shapes = _markers(extract, country) if asked == What.EVENTS else _shapes(extract, country)
    if kind == FileKind.GEOJSON:
        return _geojson(extract, shapes, asked, told)
    if kind == FileKind.GEOPARQUET:
        return _geoparquet(extract, shapes, told)
    return _geopackage(extract, shapes, asked, further)


def kinds_of(what: str) -> tuple[FileKind, ...]:
    """List the kinds of file that something can be had as."""
    return tuple(kind for kind in FileKind if _asked(what) != What.COUNTS or kind not in SPATIAL)


def kind_of(file: str, what: str) -> FileKind:
    """
    Tell by the name of a file what kind it is to be: a `.parquet` has shapes where there are any.

    Raises
    ------
    NotExported
        If it has no ending that we know.
    """
    suffix = Path(file).suffix.removeprefix(".").lower()
    of_suffix = [kind for kind in kinds_of(what) if SUFFIXES[kind] == suffix]
    if not of_suffix:
        endings = dict.fromkeys(f".{SUFFIXES[kind]}" for kind in kinds_of(what))
        raise NotExported(f"{what} can be had with one of the endings {_listed(endings)}")
    return of_suffix[-1]


def file_name(reading: Reading, what: str, kind: str, day: date | None = None) -> str:
    """Suggest a name: ``control-atlas-standings-2021-07-05-as-known-2021-07-10.gpkg``."""
    parts = ["control-atlas", _asked(what).value]
    parts += [_day(reading, day).isoformat()] if what == What.STANDINGS else []
    parts += [f"as-known-{reading.known}"] if reading.known else []
    parts += ["shapes"] if kind == FileKind.GEOPARQUET else []  # it ends as the one without them does
    return f"{'-'.join(parts)}.{SUFFIXES[FileKind(kind)]}"


def extract_of(reading: Reading, country: Country, what: What, day: date) -> Extract:
    """Lay out what is asked for."""
    if what == What.SPANS:
        return spans_extract(reading, country.districts, country.province_names)
    if what == What.STANDINGS:
        return standings_extract(reading, country.districts, country.province_names, day)
    if what == What.EVENTS:
        return events_extract(reading, country.districts, country.province_names)
    return counts_extract(reading, country.lenses.values(), standings(reading.ledger.war))


def about_of(extract: Extract, reading: Reading, country: Country, day: date | None) -> dict[str, str]:
    """
    Tell what a file is, of which day, as known when, of which data and on what terms.

    Parameters
    ----------
    day
        None tells of all the days of the reading.
    """
    digest = data_digest(reading, country)
    latest = max((report.known for report in reading.reports.values()), default=None)
    return {
        "title": extract.title,
        "day": str(day) if day else f"{reading.first} to {reading.last}",
        "as_known_on": str(reading.known) if reading.known else f"all that is known, the latest of it since {latest}",
        "data_digest": digest,
        "data_digest_short": digest[:SHORT],
        "standings": "; ".join(f"{standing}: {name}" for standing, name in names(reading.ledger.war).items()),
        "unknown": "No firm report so far. It does not mean that the government holds the place.",
        "codes": "District codes are text of four digits, 0101; a program that takes them for numbers loses the zero.",
        "shapes": (
            "EPSG:4326. A district without a boundary of its own is a point within its parent's; the point of a report "
            "is the marker of the district and not where something happened."
        ),
        "credit": CREDIT,
        **terms(),
    }


@cache
def terms() -> Mapping[str, str]:
    """Tell on what terms the data that we ship may be used, in the words of their sidecars."""
    return {name: tomllib.loads(path.read_text(encoding="utf-8"))["licence"] for name, path in TERMS.items()}


def _asked(what: str) -> What:
    if what not in list(What):
        raise NotExported(f"{what!r} is none of {_listed(What)}")
    return What(what)


def _listed(words: Any) -> str:
    return ", ".join(words)


def _day(reading: Reading, day: date | None) -> date:
    if day is None:
        return max(reading.first, min(reading.last, reading.ledger.war.opening_day))
    if not reading.first <= day <= reading.last:
        raise NotExported(f"the reports run from {reading.first} to {reading.last}; {day} lies outside")
    return day


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Rows as JSON has them: days as text, what is missing as null."""
    columns = {str(name): _plain(table[name]) for name in table}
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def _plain(column: pd.Series) -> list[Any]:
    plain = column.astype(object)
    cells = plain.where(column.notna(), None).tolist()
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in cells]


def _shapes(extract: Extract, country: Country) -> np.ndarray:
    """For each row the polygon of its district, exterior rings anticlockwise, or its marker where it has none."""
    shape = _points(country) | dict(
        zip(country.boundaries.index, shapely.orient_polygons(list(country.boundaries.geometry)), strict=True)
    )
    return _by_code(extract, shape)


def _markers(extract: Extract, country: Country) -> np.ndarray:
    """For each row the marker of its district; none where the row has no district."""
    return _by_code(extract, _points(country))


def _points(country: Country) -> dict[str, Any]:
    return {district.code: shapely.Point(district.lon, district.lat) for district in country.districts}


def _by_code(extract: Extract, shape: Mapping[str, Any]) -> np.ndarray:
    found = np.empty(len(extract.rows), dtype=object)
    found[:] = [shape.get(code) for code in extract.rows[CODE.name]]
    return found


def _zip(extract: Extract, further: Mapping[str, pd.DataFrame]) -> bytes:
    kinds = ",".join(f'"{CSVT[column.type]}"' for column in extract.columns)
    return to_zip(
        {"data.csv": to_csv(extract.rows), "data.csvt": f"{kinds}\n".encode()}
        | {f"{name.lower()}.csv": to_csv(table) for name, table in further.items()}
    )


def _geojson(extract: Extract, shapes: np.ndarray, what: What, told: Mapping[str, Any]) -> bytes:
    """One feature a line, as the boundaries file has them."""
    written = {id(shape): shapely.to_geojson(shape) if shape else "null" for shape in shapes}
    lines = ",\n".join(
        f'{{"type":"Feature","properties":{_json(row)},"geometry":{written[id(shape)]}}}'
        for row, shape in zip(_records(extract.rows), shapes, strict=True)
    )
    head = _json({"type": "FeatureCollection", "name": what.value, **told}).removesuffix("}")
    return f'{head},"features":[\n{lines}\n]}}\n'.encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _geoparquet(extract: Extract, shapes: np.ndarray, told: Mapping[str, Any]) -> bytes:
    frame, file = gpd.GeoDataFrame(extract.rows, geometry=shapes, crs=CRS), BytesIO()
    frame.attrs = dict(told.items())
    frame.to_parquet(file, index=False, schema_version="1.1.0")
    return file.getvalue()


def _geopackage(extract: Extract, shapes: np.ndarray, what: What, further: Mapping[str, pd.DataFrame]) -> bytes:
    frame = gpd.GeoDataFrame(extract.rows, geometry=shapes, crs=CRS)
    drawn = frame.geometry.geom_type.isin(("Polygon", "MultiPolygon"))
    layers = (
        {what.value: (frame, "Point")}
        if what == What.EVENTS
        else {"districts": (frame[drawn], "MultiPolygon"), "markers": (frame[~drawn], "Point")}
    )
    with TemporaryDirectory() as folder:
        file = Path(folder) / "made.gpkg"
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
