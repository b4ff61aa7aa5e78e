"""
The records of districts and provinces.

The list has 421 districts, and Hayratan (2116), which it counts in Kaldar, makes 422 here. A `District` that has no
polygon, the 23 split off later and Hayratan, names as its `parent` the one it lies in; for all others that is the
district itself. `lon` and `lat` are where its marker stands, inside its own or its parent's polygon: of the districts
without a polygon we mostly know no more than the parent, so that the marker is not a position.

Populations are projections for 2019/20 by NSIA, without the nomads. Every file has a sidecar that names its origin.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from geo.language import Language

FOLDER = Path(__file__).parents[1] / "data"
DISTRICTS = FOLDER / "districts.csv"
PROVINCES = FOLDER / "provinces.csv"


@dataclass(frozen=True, slots=True)
class District:
    """One district of the official list, or Hayratan."""

    code: str
    pcode: str
    """Of the edition of 2018; empty for the 23 districts split off later."""
    name: str
    name_dari: str
    name_pashto: str
    province: str
    """P-code of its province."""
    parent: str
    """Code of the district in whose polygon it lies: its own, where it has one."""
    counted: bool
    """Whether it is one of the 421; Hayratan is not."""
    temporary: bool
    """Whether the list has it as a temporary district."""
    capital: bool
    """Whether its province is governed from it."""
    population: int
    """0 for Hayratan, whose people are counted in Kaldar."""
    area_km2: float | None
    """Of its own polygon, measured in EPSG:6933; none where it has none."""
    lon: float
    lat: float


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 provinces."""

    pcode: str
    name: str
    name_dari: str
    name_pashto: str
    other_names: tuple[str, ...]
    capital: str
    """Code of the district it is governed from."""
    population: int
    """As the yearbook has it, with Gizab in Uruzgan; among our districts Gizab stands under Daykundi."""


def load_districts() -> tuple[District, ...]:
    """List the 422 districts in the order of their codes."""
    return tuple(
        District(
            code=row["code"],
            pcode=row["pcode"],
            name=row["name"],
            name_dari=row["name_dari"],
            name_pashto=row["name_pashto"],
            province=row["province"],
            parent=row["parent"],
            counted=row["in_421"] == "yes",
            temporary=row["status"] == "temporary",
            capital=row["capital"] == "yes",
            population=int(row["population"] or 0),
            area_km2=float(row["area_km2"]) if row["area_km2"] else None,
            lon=float(row["lon"]),
            lat=float(row["lat"]),
        )
        for row in rows_of(DISTRICTS)
    )


def load_provinces() -> tuple[Province, ...]:
    """List the 34 provinces in the order of their P-codes."""
    return tuple(
        Province(
            pcode=row["pcode"],
            name=row["name"],
            name_dari=row["name_dari"],
            name_pashto=row["name_pashto"],
            other_names=tuple(name for name in row["other_names"].split(";") if name),
            capital=row["capital"],
            population=int(row["population"]),
        )
        for row in rows_of(PROVINCES)
    )


def name_of(place: District | Province, language: Language) -> str:
    """Name a district or a province in a language."""
    return language.place(place.name, place.name_dari)


def rows_of(path: Path) -> list[dict[str, str]]:
    """One of our own tables; a fault in it is ours, and crashes."""
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
