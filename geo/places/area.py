"""
A part of the country on its own: a province, or chosen districts.

A part is a `Country` of fewer districts, so that whatever counts or draws a country does so for a part of one; a
reading is cut down with it. A part may draw more districts than it counts: the one in which a district without a
boundary lies, and, where chosen districts do not touch, their provinces, or else the whole country.
"""

from collections.abc import Collection
from dataclasses import replace

import shapely

from events.control.reading import Reading
from events.ledger.locate import ProvinceId
from events.model import PlaceId
from events.problems import Phrase
from geo.places.boundaries import dissolve
from geo.places.country import Area, Country
from geo.places.districts import District
from geo.places.grid import Shapes, country_shapes
from geo.places.lenses import lenses_of, population_note


class NoSuchArea(ValueError):
    """An area that does not exist; the message, a `Phrase`, says what is wrong with it."""


def require_area(area: Area, provinces: Collection[ProvinceId], districts: Collection[PlaceId]) -> None:
    """
    Refuse an area that does not exist.

    Raises
    ------
    NoSuchArea
        If it names both a province and districts, or neither, or one that does not exist.
    """
    if bool(area.province) is bool(area.districts):
        raise NoSuchArea(Phrase("an area is a province or some districts; expected one of the two"))
    if area.province and area.province not in provinces:
        values = {"code": repr(area.province), "like": min(provinces, default="")}
        raise NoSuchArea(Phrase("no province has the P-code {code}; expected one like {like}", **values))
    if missing := [code for code in area.districts if code not in districts]:
        values = {"code": repr(missing[0]), "like": ",".join(sorted(districts)[:2])}
        raise NoSuchArea(Phrase("no district has the code {code}; expected codes like {like}", **values))


def part_of(country: Country, area: Area) -> Country:
    """
    Cut a country down to an area.

    Raises
    ------
    NoSuchArea
        As `require_area` does, or if the list has no district of the province.
    """
    require_area(area, country.province_names, country.names)
    chosen = {each.code for each in country.districts if each.province == area.province} | {*area.districts}
    districts = tuple(district for district in country.districts if district.code in chosen)
    if not districts:
        raise NoSuchArea(Phrase("the list has no district of {province}", province=str(area.province)))
    boundaries = country.boundaries[country.boundaries.index.isin(_drawn(country, area, districts))]
    named = {*boundaries["province"], *(district.province for district in districts)}
    return replace(
        country,
        boundaries=boundaries,
        borders=dissolve(boundaries),
        districts=districts,
        provinces=tuple(province for province in country.provinces if province.pcode in named),
        lenses=lenses_of(districts, population_note(country.origins)),
        area=area,
    )


def reading_of(reading: Reading, part: Country) -> Reading:
    """Cut a reading down to the districts of a part; its ledger and its days stay as they are."""
    names = part.names
    return replace(
        reading,
        spans={place: spans for place, spans in reading.spans.items() if place in names},
        changed=tuple(change for change in reading.changed if change.place in names),
        about={place: reports for place, reports in reading.about.items() if place in names},
    )


def part_shapes(part: Country, whole: Shapes) -> Shapes:
    """Project a part of a country to a grid of its own, with the whole country for a locator."""
    return replace(country_shapes(part), whole=whole)


def _drawn(country: Country, area: Area, districts: Collection[District]) -> set[PlaceId]:
    """List the districts whose polygons are drawn for some that are counted."""
    drawn = {district.parent for district in districts}
    if area.province or _touch(country, drawn):
        return drawn
    provinces = {district.province for district in districts}
    there = country.boundaries.index[country.boundaries["province"].isin(provinces)]
    drawn |= set(there.astype(str))
    return drawn if _touch(country, drawn) else set(country.boundaries.index)


def _touch(country: Country, drawn: set[PlaceId]) -> bool:
    """Return whether the polygons of some districts make one shape."""
    shapes = country.boundaries.geometry[country.boundaries.index.isin(drawn)]
    return len(drawn) == 1 or len(shapely.get_parts(shapely.union_all(list(shapes)))) == 1
