"""
Which district a row means: by its code, by province and name, by name alone, and by its coordinates.

Where two of these agree within `NEAR`, the code goes before the names and the names before the coordinates; where they
contradict, or a spelling is not listed, the row is unsure, and gets its likeliest districts, best first. Nothing is
guessed: an unlisted spelling is no place, however alike, until a person says so.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.intake.meaning.days import clean
from events.ledger.locate import Gazetteer, ProvinceId, find, fold
from events.ledger.search import LEAST_ALIKE, NOUNS, SEPARATORS
from events.model import PlaceId

NEAR = 2_000.0
"""Metres: farther outside the country is elsewhere, and farther from the district of its name a row is unsure."""
MOST_CANDIDATES, MOST_ALIKE = 3, 8
BESIDE = NOUNS | frozenset(
    map(
        fold,
        (
            *(
                "state",
                "region",
                "division",
                "township",
                "municipality",
                "county",
                "governorate",
                "prov",
                "distt",
                "dist",
            ),
            *("tsp", "twp", "provincie", "gemeente", "provinz", "distrikt", "bezirk", "gemeinde", "région", "commune"),
        ),
    )
)
"""Words that accompany a name in a table but are not part of it: ``Bago Region``, ``Hpakant Tsp.``"""
NOWHERE, NO_PLACE = "nowhere: 0, 0 is not a position", "no place is named"

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS 84."""


class Ground(Protocol):
    """Where the districts lie, as `geo.places.points` knows it."""

    def nearest(self, points: Sequence[Point]) -> list[tuple[PlaceId, float]]:
        """Find for each point the nearest district, and the metres to it; 0 within it."""
        ...

    def metres(self, point: Point, place: PlaceId) -> float:
        """Measure how far a point lies from a district; 0 within it."""
        ...


@dataclass(frozen=True, slots=True)
class Atlas:
    """What is known of the places of a country."""

    gazetteer: Gazetteer
    codes: Mapping[str, PlaceId]
    """Districts by their folded codes and P-codes."""
    exonyms: Mapping[str, str]
    """How other languages spell a province, folded, and its folded English name."""
    ground: Ground
    home: frozenset[str]
    """The country's own names and codes, folded."""
    abroad: frozenset[str]
    """Those of all other countries."""


@dataclass(frozen=True, slots=True)
class Named:
    """What the cells of a row say of its place."""

    country: str = ""
    province: str = ""
    district: str = ""
    code: str = ""
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A district that a row may mean."""

    place: PlaceId
    why: str
    """For a person: the spelling that is like it, with the share of letters, or what else speaks for it."""


@dataclass(frozen=True, slots=True)
class Where:
    """What a row's place was understood as."""

    place: PlaceId | None = None
    province: ProvinceId | None = None
    elsewhere: bool = False
    fault: str = ""
    """Why it is unsure; empty if it is sure."""
    flags: tuple[str, ...] = ()
    """Why it may be wrong all the same."""
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """A row whose names were looked up."""

    named: Named
    point: Point | None
    province: ProvinceId | None
    spelt: frozenset[PlaceId]
    """What its name may mean."""
    chosen: bool
    """Whether a person said so."""


class Places:
    """Finds the places of many rows; what was found once is kept."""

    def __init__(self, atlas: Atlas, chosen: Mapping[tuple[str, str], PlaceId]) -> None:
        """
        Begin a search.

        Parameters
        ----------
        chosen
            What a person chose for a spelling: by folded province and folded name.
        """
        self.atlas, self.chosen = atlas, chosen
        self.near: dict[Point, tuple[PlaceId, float]] = {}
        self.found: dict[Named, Where] = {}
        self.spelt: dict[tuple[str, str], tuple[ProvinceId | None, frozenset[PlaceId]]] = {}
        self.ids = {fold(province): province for province in atlas.gazetteer.provinces.values()}

    def prepare(self, points: Sequence[Point]) -> None:
        """Look up many points at once, which is faster than one by one."""
        new = list(dict.fromkeys(point for point in points if point not in self.near))
        self.near |= dict(zip(new, self.atlas.ground.nearest(new), strict=True)) if new else {}

    def where(self, named: Named) -> Where:
        """Find what a row means."""
        if named not in self.found:
            self.found[named] = self._where(named)
        return self.found[named]

    def _where(self, named: Named) -> Where:
        country = fold(named.country)
        if country and country not in self.atlas.home and country in self.atlas.abroad:
            return Where(elsewhere=True)
        point = None if named.point == (0.0, 0.0) else named.point
        if point and point not in self.near:
            self.prepare([point])
        names = named.province, named.district
        if names not in self.spelt:
            province = self._province(named.province)
            self.spelt[names] = province, self._by_name(named.district, province)
        province, spelt = self.spelt[names]
        chosen = self.chosen.get((fold(named.province), fold(named.district))) if self.chosen else None
        row = Seen(named, point, province, frozenset({chosen}) if chosen else spelt, bool(chosen))
        ways = (self._coded, self._spelt, self._located, self._wider)
        return next(filter(None, (way(row) for way in ways)), Where(fault=NOWHERE if named.point else NO_PLACE))

    def _coded(self, row: Seen) -> Where | None:
        """Find a row by its code, as long as its names and its coordinates do not contradict it."""
        code = fold(clean(row.named.code))
        flags: tuple[str, ...] = ()
        if not code:
            return None
        place = self.atlas.codes.get(code)
        if not place and code.isdecimal() and (place := self.atlas.codes.get(f"0{code}")):
            flags = (f"{row.named.code} was read as {place}: a spreadsheet drops zeros at the beginning",)
        if not place:
            return Where(fault=f"no such code: {row.named.code}", candidates=tuple(self._alike(row)))
        if row.spelt and place not in row.spelt:
            return self._unsure("the code says {}, the names {}", place, *sorted(row.spelt))
        return self._checked(place, row.point, flags)

    def _spelt(self, row: Seen) -> Where | None:
        """Find a row by its names, of which one is enough where no other district has it."""
        if not row.spelt:
            return None
        there = sorted(place for place in row.spelt if self._agrees(row.point, place))
        if len(there) == 1:
            return Where(there[0], self.atlas.gazetteer.province_of[there[0]])
        if len(row.spelt) > 1:
            return self._unsure("may be {} or {}", *sorted(row.spelt))
        (place,) = row.spelt
        if row.chosen:
            return Where(place, self.atlas.gazetteer.province_of[place])
        if row.named.province and not row.province:
            return Where(fault=f"no such province: {row.named.province}", candidates=tuple(self._alike(row)))
        return self._checked(place, row.point)

    def _located(self, row: Seen) -> Where | None:
        """Find a row by its coordinates alone."""
        if not row.point:
            return None
        place, metres = self.near[row.point]
        if metres > NEAR:
            return Where(elsewhere=True)
        within, flags = self.atlas.gazetteer.province_of[place], []
        if row.province and row.province != within:
            return self._unsure(f"the name says {_plain(row.named.province)}, the coordinates lie in {{}}", place)
        if metres:
            flags.append(f"{metres:,.0f} m outside the country: taken for the nearest district")
        if row.named.district:
            flags.append(f"{row.named.district!r} is not a listed spelling: placed by its coordinates")
        return Where(place, within, flags=tuple(flags))

    def _wider(self, row: Seen) -> Where | None:
        """Find the province of a row that names no district, or say which of its names is not listed."""
        if row.named.province and not row.province:
            return Where(fault=f"no such province: {row.named.province}", candidates=tuple(self._alike(row)))
        if row.named.district:
            why = f"{row.named.district!r} is not a listed spelling"
            return Where(None, row.province, fault=why, candidates=tuple(self._alike(row)))
        return Where(None, row.province) if row.province else None

    def _province(self, name: str) -> ProvinceId | None:
        spelt = self.atlas.gazetteer.provinces
        for folded in (fold(name), fold(_bare(name))):
            if found := spelt.get(folded) or self.ids.get(folded) or spelt.get(self.atlas.exonyms.get(folded, "")):
                return found
        return None

    def _by_name(self, name: str, province: ProvinceId | None) -> frozenset[PlaceId]:
        if not fold(name):
            return frozenset()
        gazetteer = self.atlas.gazetteer
        return find(name, gazetteer, province) or find(_bare(name), gazetteer, province)

    def _agrees(self, point: Point | None, place: PlaceId) -> bool:
        if point is None:
            return False
        nearest, metres = self.near[point]
        return metres <= NEAR if nearest == place else self.atlas.ground.metres(point, place) <= NEAR

    def _checked(self, place: PlaceId, point: Point | None, flags: Sequence[str] = ()) -> Where:
        """Return a place, unless its coordinates contradict it."""
        if point and not self._agrees(point, place):
            nearest, metres = self.near[point]
            if metres > NEAR:
                name = self.atlas.gazetteer.names[place]
                why = f"the names say {name}, and the coordinates lie outside the country: are they exchanged?"
                return Where(fault=why, candidates=(Candidate(place, "its name"),))
            return self._unsure("the names say {}, the coordinates lie in {}", place, nearest)
        return Where(place, self.atlas.gazetteer.province_of[place], flags=tuple(flags))

    def _unsure(self, why: str, *places: PlaceId) -> Where:
        gazetteer = self.atlas.gazetteer
        told = [f"{gazetteer.names[place]} ({place})" for place in places]
        fault = why.format(told[0], " or ".join(told[1:]))
        return Where(fault=fault, candidates=tuple(Candidate(place, "named by the row") for place in places))

    def _alike(self, row: Seen) -> Iterator[Candidate]:
        """Find the districts most like a name, those of its province first."""
        known = [Candidate(place, "its name") for place in sorted(row.spelt)]
        return islice(chain(known, self._close(row.named.district, row.province, set(row.spelt))), MOST_CANDIDATES)

    def _close(self, name: str, province: ProvinceId | None, seen: set[PlaceId]) -> Iterator[Candidate]:
        gazetteer, folded = self.atlas.gazetteer, fold(_bare(name))
        if not folded:
            return
        for known in gazetteer.spelt_in.get(province or "", ()), list(gazetteer.spellings):
            alike = process.extract(
                folded, known, scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=MOST_ALIKE
            )
            for spelling, score, _ in alike:
                for place in sorted(gazetteer.spellings[spelling] - seen):
                    seen.add(place)
                    yield Candidate(place, f"{score:.0%} of the letters of {name!r}")


def _bare(name: str) -> str:
    """Leave out of a name the words that accompany it: ``Argo district``."""
    words = [word for word in SEPARATORS.split(re.sub(r"\(.*?\)", " ", name)) if fold(word) not in BESIDE]
    return " ".join(words)


def _plain(name: str) -> str:
    """Make a name safe as part of a format."""
    return name.replace("{", "(").replace("}", ")")
