"""All that we know of the country itself, loaded once: its shapes, its names and the ways to count it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import shapely

from events.control.counts import Lens
from events.ledger.digest import digest_of, line_of
from events.ledger.folder import FOLDER
from events.ledger.locate import Gazetteer, ProvinceId
from events.ledger.origins import COUNTRY, Origin, read_origins
from events.model import PlaceId
from events.problems import Problem
from geo.language import Language
from geo.places.boundaries import BOUNDARIES, boundaries_in, dissolve, load_boundaries, require_boundaries
from geo.places.districts import District, Province, name_of
from geo.places.gazetteer import gazetteer_of
from geo.places.lenses import lenses_of, population_note
from geo.places.lists import SPELLINGS, load_lists


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a country: a province, or chosen districts."""

    province: ProvinceId | None = None
    districts: tuple[PlaceId, ...] = ()
    """Codes; empty for a whole province."""


@dataclass(frozen=True)
class Country:
    """The country over which a war is fought."""

    boundaries: gpd.GeoDataFrame
    """A places frame; see `geo.places.boundaries`."""
    borders: gpd.GeoDataFrame
    """Its provinces, as returned by `geo.places.boundaries.dissolve`."""
    districts: tuple[District, ...]
    """Those that are counted, in the order of their codes."""
    provinces: tuple[Province, ...]
    gazetteer: Gazetteer
    lenses: Mapping[str, Lens]
    problems: tuple[Problem, ...] = ()
    """Every line of its files that is not a valid district, province or spelling."""
    spellings: tuple[str, ...] = ()
    """Every known spelling of its districts, in any script."""
    origins: tuple[Origin, ...] = ()
    """Who made its files, and on what terms; nothing for a file without a sidecar."""
    area: Area | None = None
    """What it is cut down to, see `geo.places.area`; its digest and gazetteer are then still those of the whole."""

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Its districts, provinces and boundaries, each a line of text, for a digest of all that a map is made from."""
        shapes = shapely.to_wkb(list(self.boundaries.geometry), hex=True, byte_order=1)
        drawn = (f"{place} {shape}" for place, shape in zip(self.boundaries.index, shapes, strict=True))
        return (*map(line_of, (*self.districts, *self.provinces)), *drawn)

    @cached_property
    def digest(self) -> str:
        """The digest of its districts, provinces and boundaries, 64 hexadecimal digits."""
        return digest_of(self.lines)

    @cached_property
    def identity(self) -> str:
        """The digest of all that is made from it: spellings and credits are not in `digest`, by which it is cited."""
        return digest_of([self.digest, *map(line_of, self.origins), *self.spellings])

    @cached_property
    def places(self) -> dict[PlaceId, District]:
        """Each counted district by its code."""
        return {district.code: district for district in self.districts}

    @cached_property
    def names(self) -> dict[PlaceId, str]:
        """The name of each counted district."""
        return {district.code: district.name for district in self.districts}

    @cached_property
    def province_names(self) -> dict[ProvinceId, str]:
        """The name of each province."""
        return {province.pcode: province.name for province in self.provinces}

    @cached_property
    def within(self) -> dict[PlaceId, str]:
        """The name of the province of each district."""
        return {district.code: self.province_names[district.province] for district in self.districts}

    def names_in(self, language: Language) -> dict[PlaceId, str]:
        """Name each district in a language."""
        return {district.code: name_of(district, language) for district in self.districts}

    def province_names_in(self, language: Language) -> dict[ProvinceId, str]:
        """Name each province in a language."""
        return {province.pcode: name_of(province, language) for province in self.provinces}

    def within_in(self, language: Language) -> dict[PlaceId, str]:
        """Name the province of each district in a language."""
        named = self.province_names_in(language)
        return {district.code: named[district.province] for district in self.districts}


def load_country_of(folder: Path) -> Country:
    """Load the country of a war from its folder, as `load_country` does."""
    return load_country(boundaries_in(folder), folder)


def load_country(boundaries_file: Path = BOUNDARIES, folder: Path = FOLDER) -> Country:
    """
    Load the country; a district whose line is bad is not drawn either.

    Parameters
    ----------
    boundaries_file
        GeoJSON, see `geo.places.boundaries.load_boundaries`.
    folder
        The folder of the districts, provinces and spellings, see `geo.places.lists.load_lists`.

    Raises
    ------
    geo.places.boundaries.BadBoundaries
        If the file is invalid, or its polygons do not match the districts.
    geo.places.lists.EmptyCountry, events.ledger.read.NotText, events.ledger.read.BadColumns, FileNotFoundError
        If one whole list is invalid. A bad line is a problem of the country instead.
    events.ledger.origins.BadOrigin
        If a sidecar is invalid.
    """
    lists, boundaries, origins = load_lists(folder), load_boundaries(boundaries_file), read_origins(folder, COUNTRY)
    districts = tuple(district for district in lists.districts if district.counted)
    if any(problem.file != SPELLINGS.name for problem in lists.problems):
        boundaries = boundaries[boundaries.index.isin([district.code for district in districts])]
    require_boundaries(boundaries, districts, boundaries_file)
    return Country(
        boundaries,
        dissolve(boundaries),
        districts,
        lists.provinces,
        gazetteer_of(lists),
        lenses_of(districts, population_note(origins)),
        lists.problems,
        tuple(name for name, _ in lists.spellings),
        origins,
    )
