"""Where uploaded rows lie, and for which war they are understood."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from babel import Locale
from babel.core import get_global
from pyproj import CRS, Transformer

from events.intake.meaning.cells import Setting
from events.intake.meaning.days import clean
from events.intake.meaning.places import Atlas, Point
from events.ledger.folder import Ledger
from events.ledger.locate import fold
from events.ledger.origins import DISTRICTS
from events.ledger.read import read_if_there
from events.model import PartyId, PlaceId, War
from events.problems import Problem
from geo.language import LOCALES
from geo.places.country import Country

ACTORS, ACTOR_COLUMNS = "actors.csv", ("actor", "party")
LEAST_PREFIX = 2
"""The fewest letters with which the P-codes of a country begin: AF, MMR."""


class BadActors(ValueError):
    """A list of actors that names a party which the war does not have."""


class Ground:
    """
    The districts on the ground, in metres.

    Distances are measured in an azimuthal equidistant projection around the country's middle, whose error within a
    country of 1,500 km is below half a per cent; Snyder, Map Projections (USGS, 1987), chapter 25.
    """

    def __init__(self, country: Country) -> None:
        """Lay out the districts of a country; one without a boundary lies where its parent does."""
        self.country = country

    @cached_property
    def _frame(self) -> gpd.GeoDataFrame:
        west, south, east, north = self.country.boundaries.total_bounds
        middle = f"+proj=aeqd +lat_0={(south + north) / 2} +lon_0={(west + east) / 2} +datum=WGS84"
        return self.country.boundaries[["geometry"]].to_crs(CRS(middle))

    @cached_property
    def _onto(self) -> Transformer:
        return Transformer.from_crs("EPSG:4326", self._frame.crs, always_xy=True)

    @cached_property
    def _tree(self) -> shapely.STRtree:
        return shapely.STRtree(list(self._frame.geometry))

    @cached_property
    def _shapes(self) -> dict[PlaceId, shapely.Geometry]:
        drawn: dict[PlaceId, shapely.Geometry] = {str(code): shape for code, shape in self._frame.geometry.items()}
        for district in self.country.districts:
            if district.code not in drawn and district.parent in drawn:
                drawn[district.code] = drawn[district.parent]
        shapely.prepare(list(drawn.values()))
        return drawn

    def _points(self, points: Sequence[Point]) -> list[shapely.Geometry]:
        east, north = self._onto.transform(*np.array(points, dtype=float).T)
        return [shapely.Point(*place) for place in zip(east, north, strict=True)]

    def nearest(self, points: Sequence[Point]) -> list[tuple[PlaceId, float]]:
        """Find for each point the nearest district with a boundary, and the metres to it; 0 within it."""
        if not points:
            return []
        laid, codes = self._points(points), self._frame.index
        within = self._tree.query(laid, predicate="intersects").T[::-1].tolist()  # where two border, the first
        found = {at: (str(codes[district]), 0.0) for at, district in within}
        outside = [at for at in range(len(laid)) if at not in found]
        if outside:  # asked of these alone, since it takes ten times as long
            asked = [laid[at] for at in outside]
            (ats, districts), metres = self._tree.query_nearest(asked, return_distance=True, all_matches=False)
            for at, district, distance in zip(ats, districts, metres, strict=True):
                found[outside[at]] = str(codes[district]), float(distance)
        return [found[at] for at in range(len(laid))]

    def metres(self, point: Point, place: PlaceId) -> float:
        """Measure how far a point lies from a district; 0 within it, and infinite if nothing tells where it is."""
        shape = self._shapes.get(place)
        return float(shapely.distance(self._points([point])[0], shape)) if shape is not None else float("inf")


def setting_of(country: Country, ledger: Ledger, folder: Path) -> Setting:
    """
    Gather what is known of a war for the rows of a table.

    Parameters
    ----------
    folder
        The war's, for its list of actors, which it need not have.

    Raises
    ------
    BadActors
        If a line of that list cannot be read, or names a party that the war does not have.
    """
    return replace(
        setting_of_new(country, ledger.war, _known_ids(country, folder)),
        actors=load_actors(folder, ledger.war),
        sources=ledger.sources,
        reports=frozenset(event.report.id for event in ledger.events),
        groups={group.id: group.places for group in ledger.groups},
    )


def setting_of_new(country: Country, war: War, ids: Iterable[tuple[str, PlaceId]] | None = None) -> Setting:
    """
    Gather what is known of a war that has no reports yet.

    Parameters
    ----------
    ids
        By what ids tables know the districts, such as those of uploaded boundaries; by default, by our codes and their
        P-codes. An id that two districts have, once folded, finds neither.
    """
    if ids is None:
        coded = [(district.pcode, district.code) for district in country.districts if district.pcode]
        codes = {fold(told): code for told, code in (*coded, *((code, code) for code in country.places))}
    else:
        told_of = {(fold(told), code) for told, code in ids if fold(told)}
        known = Counter(told for told, _ in told_of)
        codes = {told: code for told, code in told_of if known[told] == 1}
    exonyms = {
        fold(forms["name"]): fold(name)
        for places in war.places.values()
        for name, forms in places.items()
        if "name" in forms
    }
    home, abroad = _territories(country)
    return Setting(war, Atlas(country.gazetteer, codes, exonyms, Ground(country), home, abroad), {})


def _known_ids(country: Country, folder: Path) -> list[tuple[str, PlaceId]] | None:
    """
    Return by what ids tables know the districts of a war that was made of uploaded boundaries.

    Our codes are among them, unless ids are numbers: a number in a table then means an id, and is none of ours.
    """
    rows = read_if_there(folder / DISTRICTS, ("code",)).kept
    told = [(row.cells["uploaded_id"], row.cells["code"]) for row in rows if row.cells.get("uploaded_id")]
    if not told:
        return None
    if any(clean(each).isdecimal() for each, _ in told):
        return told
    coded = [(district.pcode, district.code) for district in country.districts]
    return [*told, *coded, *((code, code) for code in country.places)]


def load_actors(folder: Path, war: War) -> dict[str, PartyId]:
    """Read how ACLED calls the parties: by folded name; raises `BadActors`."""
    rows = read_if_there(folder / ACTORS, ACTOR_COLUMNS)
    parties = [party.id for party in war.parties]
    wrong = [
        Problem(ACTORS, row.line, "party", f"{row.cells['party']!r} is none of {', '.join(parties)}")
        for row in rows.kept
        if row.cells["party"] not in parties or not fold(row.cells["actor"])
    ]
    if wrong or rows.problems:
        raise BadActors("\n".join(map(str, (*rows.problems, *wrong))))
    return {fold(row.cells["actor"]): row.cells["party"] for row in rows.kept}


def _territories(country: Country) -> tuple[frozenset[str], frozenset[str]]:
    """Gather the names and codes of the country, by its P-codes, and those of all others, from CLDR."""
    begun = {district.pcode.rstrip("0123456789")[:3] for district in country.districts if district.pcode}
    aliases = get_global("territory_aliases")
    own = {territory for code in begun for territory in (aliases.get(code) or [code[:LEAST_PREFIX]])}
    longer = {codes[0]: alias for alias, codes in aliases.items() if len(alias) == 3 and alias.isalpha()}
    names: dict[str, set[str]] = {}
    for language in LOCALES:
        for territory, name in Locale(language).territories.items():
            if len(territory) == 2:
                names.setdefault(territory, {territory, longer.get(territory, "")}).update(_parts(name))
    home = {fold(name) for territory in own for name in names.get(territory, ())} - {""}
    abroad = {fold(name) for territory in names.keys() - own for name in names[territory]} - {""}
    return frozenset(home), frozenset(abroad - home)


def _parts(name: str) -> Iterator[str]:
    """Iterate over a name, and its parts where it has two: ``Myanmar (Burma)``."""
    yield name
    yield from (part.strip(" )") for part in name.split("(") if "(" in name)
