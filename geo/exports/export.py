"""
The exported files: a table of `events.tables.extracts`, with its shapes if the format has them.

Every file states its origin: what it is, the day, the day of knowledge, the digest of the data (`geo.places.digest`),
the terms, the meaning of each column, and the sources. Their place depends on the format:

- XLSX: the sheets About, Columns and Sources after the Table.
- GeoPackage, for QGIS: tables without geometry, `about`, `columns` and `sources`, beside the layers.
- GeoJSON: the members `about`, `columns` and `sources`, which RFC 7946 calls foreign, before the features.
- Parquet and GeoParquet, for pandas: the same three as JSON in the metadata; pandas returns them as ``attrs``.
- CSV is the table and nothing else: a comment at its head would be a row to pandas, QGIS and any spreadsheet. The ZIP
  has the same CSV with all of the above beside it; a `.csvt` tells QGIS that 0101 is text. A spreadsheet that opens a
  CSV directly takes 0101 for a number; use XLSX for spreadsheets.

A district with a boundary is a polygon; each of the 23 without is a point inside its parent's polygon. A layer of a
GeoPackage has shapes of one kind, so it has two, `districts` and `markers`. GeoJSON and GeoParquet have one layer of
both, which pandas reads as one frame, and QGIS shows as two. A report is a point at the marker of each district that it
covers, and not where something happened. EPSG:4326 throughout. The same data gives the same bytes.
"""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from events.control.reading import Reading
from events.ledger.digest import SHORT
from events.ledger.origins import BOUNDARIES, DISTRICTS, terms_of
from events.model import War
from events.tables.columns import Extract, Type, dictionary_of
from events.tables.extracts import counts_extract, events_extract, sources_of, spans_extract, standings_extract
from events.tables.files import to_csv, to_parquet, to_xlsx, to_zip
from geo.exports.kinds import SUFFIXES, FileKind, NotExported, What, kinds_of, listed, require_what
from geo.exports.records import records_of
from geo.exports.spatial import district_markers, district_shapes, to_geojson, to_geopackage, to_geoparquet
from geo.places.country import Country
from geo.places.digest import data_digest
from geo.wording import worded
from geo.words.credits import credit_of, report_terms
from geo.words.standings import names, standings

CSVT = {
    Type.TEXT: "String",
    Type.DAY: "Date",
    Type.YES_OR_NO: "String",
    Type.WHOLE_NUMBER: "Integer64",
    Type.NUMBER: "Real",
}
"""GDAL's names for the types, which QGIS uses."""
SHAPES = (
    "EPSG:4326. A district without its own boundary is a point inside its parent's; a report's point marks the "
    "district, not where something happened."
)


def export(reading: Reading, country: Country, what: str, kind: str, day: date | None = None) -> bytes:
    """
    Make a file to publish.

    Parameters
    ----------
    what, kind
        A `What` and a `FileKind`, or their words. Counts have no shape.
    day
        The day of standings, by default the day on which the atlas opens. Other tables cover all days.

    Returns
    -------
    file
        Shapes, if any, are in EPSG:4326.

    Raises
    ------
    NotExported
        If there is no such thing, or not of that kind, or the reading does not include the day.
    events.tables.files.TooManyRows
        If a spreadsheet cannot hold it.
    events.tables.files.NoTemporaryRoom
        If there is no room for the temporary files of a spreadsheet or a GeoPackage.
    """
    asked = require_what(what)
    if kind not in kinds_of(asked):
        raise NotExported(f"{asked} is not available as '{kind}'; choose {listed(kinds_of(asked))}")
    day = _day(reading, day)
    extract = extract_of(reading, country, asked, day)
    if kind == FileKind.CSV:
        return to_csv(extract.rows)
    about = about_of(extract, reading, country, day if asked == What.STANDINGS else None)
    further = {
        "About": pd.DataFrame(about.items(), columns=["name", "value"], dtype="str"),
        "Columns": _dictionary(extract, reading.ledger.war),
        "Sources": sources_of(extract, reading),
    }
    if kind == FileKind.ZIP:
        return _zip(extract, further)
    if kind == FileKind.XLSX:
        return to_xlsx(extract.rows, further)
    told = {"about": about} | {name.lower(): records_of(further[name]) for name in ("Columns", "Sources")}
    if kind == FileKind.PARQUET:
        return to_parquet(extract.rows, told)
    shapes = district_markers(extract, country) if asked == What.EVENTS else district_shapes(extract, country)
    if kind == FileKind.GEOJSON:
        return to_geojson(extract, shapes, asked, told)
    if kind == FileKind.GEOPARQUET:
        return to_geoparquet(extract, shapes, told)
    return to_geopackage(extract, shapes, asked, further)


def _dictionary(extract: Extract, war: War) -> pd.DataFrame:
    """List the columns of a table, with what they mean in the words of the war."""
    told = dictionary_of(extract)
    return told.assign(means=[worded(war, means) for means in told["means"]])


def file_name(reading: Reading, what: str, kind: str, day: date | None = None) -> str:
    """Suggest a name: ``control-atlas-standings-2021-07-05-as-known-2021-07-10.gpkg``."""
    parts = [*filter(None, ["control-atlas", reading.ledger.unusual_name]), require_what(what).value]
    parts += [_day(reading, day).isoformat()] if what == What.STANDINGS else []
    parts += [f"as-known-{reading.known}"] if reading.known else []
    parts += ["shapes"] if kind == FileKind.GEOPARQUET else []  # its ending is that of the file without shapes
    return f"{'-'.join(parts)}.{SUFFIXES[FileKind(kind)]}"


def extract_of(reading: Reading, country: Country, what: What, day: date) -> Extract:
    """Make the table that was asked for."""
    if what == What.SPANS:
        return spans_extract(reading, country.districts, country.province_names)
    if what == What.STANDINGS:
        return standings_extract(reading, country.districts, country.province_names, day)
    if what == What.EVENTS:
        return events_extract(reading, country.districts, country.province_names)
    return counts_extract(reading, country.lenses.values(), standings(reading.ledger.war))


def about_of(extract: Extract, reading: Reading, country: Country, day: date | None) -> dict[str, str]:
    """
    Describe a file: what it is, of which day, as known when, from which data and on what terms.

    Parameters
    ----------
    day
        `None` if the file covers all days of the reading.
    """
    digest = data_digest(reading, country)
    latest, war = max((report.known for report in reading.reports.values()), default=None), reading.ledger.war
    levels = {level: worded(war, level) for level in ("district", "province")}
    return {
        "title": worded(war, extract.title),
        "day": str(day) if day else f"{reading.first} to {reading.last}",
        "as_known_on": str(reading.known) if reading.known else f"everything known, the latest report from {latest}",
        "data_digest": digest,
        "data_digest_short": digest[:SHORT],
        "standings": "; ".join(f"{standing}: {name}" for standing, name in names(war).items()),
        "unknown": "No firm report so far; nobody is assumed to be in control.",
        "levels": "; ".join(f"{level}: {called}" for level, called in levels.items() if called != level),
        "codes": worded(war, f"District codes are text, such as {country.districts[0].code}, and no numbers."),
        "shapes": worded(war, SHAPES),
        "credit": credit_of(reading.ledger, country),
        "terms_of_the_reports": report_terms(reading.ledger),
        "terms_of_the_boundaries": terms_of(country.origins, BOUNDARIES),
        "terms_of_the_districts": terms_of(country.origins, DISTRICTS),
    }


def _day(reading: Reading, day: date | None) -> date:
    if day is None:
        return max(reading.first, min(reading.last, reading.ledger.war.opening_day))
    if not reading.first <= day <= reading.last:
        raise NotExported(f"the reports run from {reading.first} to {reading.last}; {day} lies outside")
    return day


def _zip(extract: Extract, further: Mapping[str, pd.DataFrame]) -> bytes:
    kinds = ",".join(f'"{CSVT[column.type]}"' for column in extract.columns)
    return to_zip(
        {"data.csv": to_csv(extract.rows), "data.csvt": f"{kinds}\n".encode()}
        | {f"{name.lower()}.csv": to_csv(table) for name, table in further.items()}
    )
