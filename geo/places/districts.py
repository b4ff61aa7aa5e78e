"""
The records of districts and provinces.

The list has 421 districts, and Hayratan (2116), which it counts in Kaldar, makes 422 here. A `District` that has no
polygon, the 23 split off later and Hayratan, names as its `parent` the one it lies in; for all others that is the
district itself. `lon` and `lat` are where its marker stands, inside its own or its parent's polygon: of the districts
without a polygon we mostly know no more than the parent, so that the marker is not a position.

Populations are projections for 2019/20 by NSIA, without the nomads. Every file has a sidecar that names its origin.
"""

from dataclasses import dataclass
from pathlib import Path

from geo.language import Language

FOLDER = Path(__file__).parents[1] / "data"


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


def name_of(place: District | Province, language: Language) -> str:
    """Name a district or a province in a language."""
    return language.place(place.name, place.name_dari)
