"""
The records of districts and provinces.

The list has 421 districts; Hayratan (2116), which it counts in Kaldar, makes 422 here. Of these, 24 have no polygon:
the 23 split off later, and Hayratan. Such a `District` names the one it lies in as its `parent`; any other names
itself. `lon` and `lat` are the position of its marker, inside its own or its parent's polygon, in degrees of EPSG:4326.
For districts without a polygon we mostly know no more than the parent, so the marker is not their position. Populations
are projections for 2019/20 by NSIA, without nomads. Every file has a sidecar that names its origin.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.language import LOCALES, Language


@dataclass(frozen=True, slots=True)
class District:
    """One district of the official list, or Hayratan."""

    code: str
    pcode: str
    """From the edition of 2018; empty for the 23 districts split off later."""
    name: str
    names: Mapping[str, str]
    """In other languages, by their codes (ISO 639)."""
    province: str
    """The P-code of its province."""
    parent: str
    """The code of the district in whose polygon it lies: its own, if it has one."""
    counted: bool
    """Whether it is one of the 421; Hayratan is not."""
    temporary: bool
    """Whether the list marks it as a temporary district."""
    capital: bool
    """Whether its province is governed from it."""
    population: int
    """0 for Hayratan, whose people are counted in Kaldar."""
    area_km2: float | None
    """The area of its own polygon, measured in EPSG:6933; `None` if it has no polygon."""
    lon: float
    lat: float
    official_name: str = ""
    """Its name in the official list, if that is another than the press uses."""


@dataclass(frozen=True, slots=True)
class Province:
    """One of the 34 provinces."""

    pcode: str
    name: str
    names: Mapping[str, str]
    """In other languages, by their codes (ISO 639)."""
    other_names: tuple[str, ...]
    capital: str
    """The code of the district from which it is governed; empty if the list names none."""
    population: int
    """As in the yearbook, with Gizab in Uruzgan; in our districts Gizab is in Daikundi."""
    official_name: str = ""
    """Its name in the official list, if that is another than the press uses."""


def name_of(place: District | Province, language: Language) -> str:
    """Name a district or a province in a language."""
    return language.place(place.name, place.names.get(language.code, ""))


def language_name(code: str, language: Language) -> str:
    """
    Name the language of a place's other names, given by its code, as CLDR does.

    >>> from geo.language import ENGLISH
    >>> language_name("fa", ENGLISH)
    'Dari'
    """
    called = language.locale.languages
    name = str(called.get(LOCALES.get(code, code)) or called.get(code) or code)
    return name[:1].upper() + name[1:]
