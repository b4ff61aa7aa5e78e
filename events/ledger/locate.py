"""
From reports to events: the place that each report names becomes a place id.

Spellings match regardless of case, accents, hyphens, apostrophes and spaces. A name is looked up within its province,
since eleven names are shared by two provinces. A name that is not found, or is found twice, is a `Problem` that
suggests possible names. Nothing is guessed.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from types import MappingProxyType

from events.model import Event, PlaceId, Report, Scope
from events.problems import Checked, Phrase, Problem

ProvinceId = str  # a P-code, "AF17"

PERSIAN_LETTERS = str.maketrans("يىك", "ییک")
"""Arabic keyboards write yeh and kaf differently; Dari and Pashto sources mix both."""

BURMESE_MARKS = re.compile("[\u102b-\u103e]")
"""Vowels, tones and medials, without which Lashio is spelt like Lay Shi; accents and Persian vowels are left out."""

TALL_AA = str.maketrans("\u102b", "\u102c")
"""Burmese writers choose the tall or the short aa by eye."""

CAPITAL = "capital"
"""In a report's exceptions: the district of the provincial capital."""


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The names of places, as `geo.places.gazetteer.load_gazetteer` makes it."""

    spellings: Mapping[str, frozenset[PlaceId]]
    """The places that a folded spelling may mean."""
    names: Mapping[PlaceId, str]
    """The one name that we print."""
    province_of: Mapping[PlaceId, ProvinceId]
    """Its keys are all the places that are counted, in order."""
    provinces: Mapping[str, ProvinceId]
    """By folded spelling."""
    capitals: Mapping[ProvinceId, PlaceId]

    spelt_in: Mapping[ProvinceId, Sequence[str]] = field(init=False, repr=False, compare=False)
    """The folded spellings of the districts of each province."""
    places_in: Mapping[ProvinceId, tuple[PlaceId, ...]] = field(init=False, repr=False, compare=False)
    """The places of each province, in order."""

    def __post_init__(self) -> None:
        """Sort spellings and places by province once, because every misspelt name and wider report needs them."""
        inside: defaultdict[ProvinceId, list[PlaceId]] = defaultdict(list)
        for place, within in self.province_of.items():
            inside[within].append(place)
        object.__setattr__(self, "places_in", {province: tuple(places) for province, places in inside.items()})
        spelt_in: defaultdict[ProvinceId, list[str]] = defaultdict(list)
        for spelling, places in self.spellings.items():
            for province in {self.province_of[place] for place in places}:
                spelt_in[province].append(spelling)
        object.__setattr__(self, "spelt_in", spelt_in)


class Unplaced(ValueError):
    """A name that matches no place, or more than one."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def fold(spelling: str) -> str:
    """
    Remove from a spelling what writers vary.

    >>> fold("Dara-e Ṣūf"), fold("DARA E SUF")
    ('daraesuf', 'daraesuf')
    """
    decomposed = unicodedata.normalize("NFKD", spelling.casefold()).translate(PERSIAN_LETTERS | TALL_AA)
    return "".join(letter for letter in decomposed if letter.isalnum() or BURMESE_MARKS.match(letter))


def locate(
    file: str,
    reports: Iterable[Report],
    gazetteer: Gazetteer,
    groups: Mapping[str, Sequence[PlaceId]] = MappingProxyType({}),
) -> Checked[Event]:
    """
    Find the places that each report covers: one district, or all of a group, a province or the country except some.

    Parameters
    ----------
    groups
        The districts of each group by its id, in the order of the gazetteer.

    Returns
    -------
    events
        In the order of the reports; a wider report has its places in the order of the gazetteer.
    """
    kept, problems = [], []
    for report in reports:
        try:
            kept.append(Event(report, _places(report, gazetteer, groups)))
        except Unplaced as unplaced:
            why = Phrase("{why} ({report})", why=unplaced.args[0], report=report.id)
            problems.append(Problem(file, report.line, unplaced.field, why))
    return Checked(tuple(kept), tuple(problems))


def find(name: str, gazetteer: Gazetteer, province: ProvinceId | None = None) -> frozenset[PlaceId]:
    """Find every place that a spelling may mean, in one province or in the whole country."""
    found = gazetteer.spellings.get(fold(name), frozenset())
    exact = frozenset(place for place in found if fold(gazetteer.names[place]) == fold(name))
    within = frozenset(place for place in found if province in (None, gazetteer.province_of[place]))
    return (exact & within) or within


def places_in(province: ProvinceId, gazetteer: Gazetteer) -> tuple[PlaceId, ...]:
    """List the places of a province in the order of the gazetteer."""
    return gazetteer.places_in.get(province, ())


def find_province(name: str, gazetteer: Gazetteer, field: str) -> ProvinceId:
    """Find the province that a spelling means; raises `Unplaced`, naming the `field`, if it means none."""
    if province := gazetteer.provinces.get(fold(name)):
        return province
    close = get_close_matches(fold(name), gazetteer.provinces, n=1)
    raise Unplaced(field, _perhaps(Phrase("{name} is no province", name=repr(name)), close[0].title() if close else ""))


def find_district(name: str, province: ProvinceId, gazetteer: Gazetteer, field: str) -> PlaceId:
    """Find the one district of a province that a spelling means; raises `Unplaced` if it means none, or several."""
    found = find(name, gazetteer, province)
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise Unplaced(field, f"{name!r} may be {_names(found, gazetteer)}")
    close = _close(name, province, gazetteer)
    why = Phrase("{name} is no district of that province", name=repr(name))
    raise Unplaced(field, _perhaps(why, _names(close, gazetteer)))


def _places(report: Report, gazetteer: Gazetteer, groups: Mapping[str, Sequence[PlaceId]]) -> tuple[PlaceId, ...]:
    if report.scope == Scope.COUNTRY:
        left_out = {find_province(name, gazetteer, "except") for name in report.excepted}
        return tuple(place for place, province in gazetteer.province_of.items() if province not in left_out)
    if report.scope == Scope.GROUP:
        if report.group not in groups:
            raise Unplaced("group", f"{report.group!r} is none of the groups: {', '.join(groups) or 'there are none'}")
        inside = groups[report.group]
        excepted = {_member(name, inside, gazetteer) for name in report.excepted}
        return tuple(place for place in inside if place not in excepted)
    province = find_province(report.province, gazetteer, "province")
    if report.scope == Scope.CAPITAL:
        return (_capital(province, gazetteer, "scope"),)
    if report.scope == Scope.DISTRICT:
        return (find_district(report.district, province, gazetteer, "district"),)
    excepted = {
        _capital(province, gazetteer, "except")
        if name == CAPITAL
        else find_district(name, province, gazetteer, "except")
        for name in report.excepted
    }
    return tuple(place for place in places_in(province, gazetteer) if place not in excepted)


def _member(name: str, group: Collection[PlaceId], gazetteer: Gazetteer) -> PlaceId:
    """Find the one district of a group that a spelling means; raises `Unplaced` if it means none, or several."""
    provinces = {gazetteer.province_of[place] for place in group}
    found = frozenset(place for province in provinces for place in find(name, gazetteer, province) if place in group)
    if len(found) != 1:
        unknown = Phrase("{name} is no district of that group", name=repr(name))
        raise Unplaced("except", f"{name!r} may be {_names(found, gazetteer)}" if found else unknown)
    return next(iter(found))


def _capital(province: ProvinceId, gazetteer: Gazetteer, field: str) -> PlaceId:
    """Find the district that a province is governed from; raises `Unplaced` if its list names none."""
    if province not in gazetteer.capitals:
        why = Phrase("{province} has no capital in its list; name the district instead", province=province)
        raise Unplaced(field, why)
    return gazetteer.capitals[province]


def _close(name: str, province: ProvinceId, gazetteer: Gazetteer) -> frozenset[PlaceId]:
    """Find the districts of the province whose spelling is closest to the name or begins with it."""
    spellings, folded = gazetteer.spelt_in.get(province, ()), fold(name)
    longer = [spelling for spelling in spellings if folded and spelling.startswith(folded)]
    close = longer or get_close_matches(folded, spellings, n=3, cutoff=0.75)
    return frozenset(
        place
        for spelling in close
        for place in gazetteer.spellings[spelling]
        if gazetteer.province_of[place] == province
    )


def _perhaps(why: Phrase, close: str) -> Phrase:
    return Phrase("{why}; perhaps {close}", why=why, close=close) if close else why


def _names(places: Iterable[PlaceId], gazetteer: Gazetteer) -> str:
    return " or ".join(f"{gazetteer.names[place]} ({place})" for place in sorted(places))
