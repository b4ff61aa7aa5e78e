"""
The tables of a war as files at stable addresses, and as they are now under the digest of the data.

`data/<war>/spans.csv` always has the latest; `data/<war>/<digest>/spans.csv` stays as it is, also in later runs. Each
folder has a `datapackage.json` (specs.frictionlessdata.io) that says what the columns mean.
"""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from events.ledger.digest import SHORT
from events.tables.columns import Type, dictionary_of
from geo.exports.export import about_of, export, extract_of
from geo.exports.kinds import SUFFIXES, FileKind, What
from geo.language import message
from geo.places.digest import data_digest
from geo.site.desk import Desk, Section
from geo.site.folder import Files, Folder
from geo.site.page import Site, write_page
from geo.wording import worded
from geo.words.credits import credit_of

TABLES = {
    What.SPANS: message("The standing of each district, from day to day"),
    What.EVENTS: message("Every report, with the codes of its districts"),
    What.COUNTS: message("How much is under whom, on each day"),
    What.STANDINGS: message("Each district on the last day, with its shape"),
}
KINDS = {
    What.SPANS: (FileKind.CSV, FileKind.XLSX, FileKind.PARQUET),
    What.EVENTS: (FileKind.CSV, FileKind.XLSX, FileKind.PARQUET),
    What.COUNTS: (FileKind.CSV, FileKind.XLSX, FileKind.PARQUET),
    What.STANDINGS: (FileKind.CSV, FileKind.GEOJSON, FileKind.GPKG),
}
TYPES = {Type.TEXT: "string", Type.DAY: "date", Type.YES_OR_NO: "string"} | {
    Type.WHOLE_NUMBER: "integer",
    Type.NUMBER: "number",
}
"""The types of columns, as Table Schema names them."""


def put_tables(site: Site, desk: Desk, folder: Folder) -> Files:
    """Put the tables of a war in their places, and keep those of earlier data."""
    files: Files = {}
    short = digest(desk)
    for kept in _earlier(desk, folder, short):
        if file := folder.keep(kept):
            files[kept] = file
    written = {f"{what}.{SUFFIXES[kind]}": _made(desk, what, kind) for what, kinds in KINDS.items() for kind in kinds}
    package = _package(site, desk, written)
    for name, content in written.items() | {("datapackage.json", package)}:
        files[f"data/{desk.name}/{name}"] = folder.put(f"data/{desk.name}/{name}", content)
        if name.endswith((".csv", ".json")):
            pinned = f"data/{desk.name}/{short}/{name}"
            files[pinned] = folder.put(pinned, content)
    return files


def digest(desk: Desk) -> str:
    """Return the digest of the data in its short form."""
    return data_digest(desk.reading, desk.country)[:SHORT]


def data_page(site: Site, section: Section) -> tuple[str, bytes]:
    """Write the page that lists the tables."""
    desk, language, path = section.desk, section.language, section.at("data.html")
    tables = [
        (
            language.say(TABLES[what]),
            what.value,
            [(f"data/{desk.name}/{what}.{SUFFIXES[kind]}", SUFFIXES[kind].upper()) for kind in kinds],
        )
        for what, kinds in KINDS.items()
    ]
    said = language.say("The tables behind the map, as files. Their columns are in English.")
    return path, write_page(
        site,
        path,
        "data.html",
        language,
        section,
        title=language.say("Data"),
        description=said,
        said=said,
        tables=tables,
        package=f"data/{desk.name}/datapackage.json",
        pinned=[f"data/{desk.name}/{digest(desk)}/{what}.csv" for what in KINDS],
        digest=digest(desk),
        known=language.say("all reports (latest: {day})", day=language.day(desk.reading.known_by)),
        feed=section.at("feed.xml"),
        changes=section.at("changes.json"),
        credit=credit_of(desk.reading.ledger, desk.country, language),
    )


def _earlier(desk: Desk, folder: Folder, short: str) -> Iterator[str]:
    """List the old files that lie under the digest of earlier data."""
    for path in folder.before:
        parts = path.split("/")
        if len(parts) == 4 and parts[:2] == ["data", desk.name] and parts[2] != short:
            yield path


def _made(desk: Desk, what: What, kind: FileKind) -> bytes:
    return export(desk.reading, desk.country, what, kind, desk.reading.last)


def _package(site: Site, desk: Desk, written: dict[str, bytes]) -> bytes:
    reading, country, war = desk.reading, desk.country, desk.reading.ledger.war
    resources = []
    for what in KINDS:
        extract = extract_of(reading, country, what, reading.last)
        content = written[f"{what}.csv"]
        fields = [
            {"name": row.column, "type": TYPES[Type(str(row.type))], "description": worded(war, str(row.means))}
            for row in dictionary_of(extract).itertuples()
        ]
        resources.append(
            {
                "name": what.value,
                "path": f"{what}.csv",
                "title": worded(war, extract.title),
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "schema": {"fields": fields, "missingValues": [""]},
            }
        )
    about = about_of(extract_of(reading, country, What.SPANS, reading.last), reading, country, None)
    told: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": desk.name,
        "title": war.title,
        "version": digest(desk),
        "homepage": site.address(f"en/{desk.name}/data.html"),
        "description": about["as_known_on"],
        "keywords": ["conflict", "territorial control"],
        "sources": [{"title": about["credit"]}],
        "terms": {name: about[name] for name in about if name.startswith("terms_of")},
        "resources": resources,
    }
    kept = {name: value for name, value in told.items() if value}
    return (json.dumps(kept, ensure_ascii=False, indent=1) + "\n").encode()
