"""
Invented countries of any number of places, with a war over them: what the atlas page bears is measured on these.

A country is the Voronoi cells of scattered points, bent so that no border is straight; neighbours share each point of
theirs. One place in two hundred is a dot within another. Every place is reported on about twice in five years. The same
seed gives the same world.
"""

import random
from collections import defaultdict
from datetime import date, timedelta

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from events.control.reading import read_as_known
from events.ledger.folder import Ledger
from events.ledger.locate import Gazetteer, fold
from events.model import Certainty, Event, Kind, Party, Pattern, Report, Scope, Source, War
from geo.atlas.atlas import Atlas, draw
from geo.places.boundaries import dissolve
from geo.places.country import Country
from geo.places.districts import District, Province
from geo.places.lenses import lenses_of
from geo.places.outlines import PER_DEGREE

FIRST_DAY, DAYS = date(2015, 1, 1), 1826
MIDDLE, RADIUS = np.array([45.0, 33.0]), np.array([5.0, 3.6])
"""Of the country, in degrees."""
PLACES_TO_A_DOT = 200
REPORTS_OF_A_PLACE = 2
REPORTS_OF_A_PROVINCE = 0.01
"""The share of reports that are on a whole province."""
KINDS = (Kind.CAPTURED,) * 6 + (Kind.HELD, Kind.RECAPTURED, Kind.CONTESTED, Kind.FIGHTING, Kind.CLAIMED)
LENGTHS = (0, 0, 0, 0, 1, 2, 6)
SYLLABLES = ("ba", "dar", "ke", "lu", "mir", "na", "pesh", "qo", "ri", "sang", "tal", "ush", "wa", "zir")
COLOURS = {
    "reds": ("#8f3335", "#c25a58", Pattern.RISING),
    "blues": ("#4f83ad", "#6ba0cb", Pattern.FALLING),
    "greens": ("#5d7f4c", "#86ab72", Pattern.CHECKS),
}

Points = NDArray[np.float64]


def world(places: int, seed: int = 1) -> Atlas:
    """Make the atlas of an invented country of some places."""
    chance = random.Random(seed)
    country = _country(places, chance)
    reading = read_as_known(_ledger(country, chance), country.gazetteer.province_of)
    return draw(reading, country)


def _country(places: int, chance: random.Random) -> Country:
    dots = places // PLACES_TO_A_DOT
    cells, within = _cells(places - dots, chance)
    provinces = [f"XW{number + 1:03}" for number in range(max(within) + 1)]
    parents = sorted(chance.sample(range(len(cells)), dots))
    lying_in = sorted([*range(len(cells)), *parents])  # a dot comes after the place that it lies in
    codes: dict[int, str] = {}
    capitals: dict[str, str] = {}
    districts = []
    for number, (cell, province) in enumerate((cell, provinces[within[cell]]) for cell in lying_in):
        code, drawn = f"{number + 1:05}", cell not in codes
        parent = codes.setdefault(cell, code)
        capital = capitals.setdefault(province, code) == code
        at = shapely.point_on_surface(cells[cell]).coords[0]
        lon, lat = (round(position + (0 if drawn else 0.003), 4) for position in at)
        area = float(cells[cell].area) * 9_900 if drawn else None
        name, people = _named(chance), chance.randrange(2_000, 90_000)
        names: dict[str, str] = {}
        about = (name, names, province, parent, True, False, capital, people)
        districts.append(District(code, f"XW{code}", *about, area, lon, lat))
    named = {place.code: place for place in districts}
    frame = gpd.GeoDataFrame(
        {
            "pcode": [named[codes[cell]].pcode for cell in range(len(cells))],
            "name": [named[codes[cell]].name for cell in range(len(cells))],
            "province": [named[codes[cell]].province for cell in range(len(cells))],
        },
        geometry=list(cells),
        index=[codes[cell] for cell in range(len(cells))],
        crs="EPSG:4326",
    )
    boundaries = frame.rename_axis("place").sort_index()
    areas = tuple(Province(pcode, _named(chance), {}, (), capitals[pcode], 0) for pcode in provinces)
    known = _gazetteer(districts, areas)
    return Country(boundaries, dissolve(boundaries), tuple(districts), areas, known, lenses_of(districts))


def _cells(number: int, chance: random.Random) -> tuple[NDArray[np.object_], list[int]]:
    """Cut a country of some cells into as many provinces as its root, in order of these; tells the province of each."""
    many = np.random.default_rng(chance.randrange(2**32))
    side = int(np.ceil(np.sqrt(number * 2.2)))  # a square around the country
    grid = np.stack(np.meshgrid(np.arange(side), np.arange(side)), axis=-1).reshape(-1, 2)
    points = (grid + many.uniform(0.1, 0.9, grid.shape)) / side * 2 - 1
    across, up = points.T
    turn = np.arctan2(up, across)
    far = np.hypot(across, up) / (1 + 0.12 * np.sin(3 * turn + 1) + 0.06 * np.sin(7 * turn))
    points = points[np.argsort(far)]  # the cells of those beyond the border are dropped
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), ordered=True))[:number]
    step = 2 / side
    bent = shapely.transform(shapely.segmentize(cells, step / 4), lambda corners: _bent(corners, step))
    seeds = shapely.points(points[many.choice(number, round(number**0.5), replace=False)])
    province = np.asarray(shapely.STRtree(seeds).nearest(shapely.points(points[:number])))
    order = np.argsort(province, kind="stable")
    return bent[order], province[order].tolist()


def _bent(corners: Points, step: float) -> Points:
    """Bend the plane, so that the borders of neighbours bend alike, and lay it on the globe as exactly as pages do."""
    waves = [(2.1, 0.03), (4.7, 0.012), (9.3, 0.005)]  # to a cell: how steep, and how high; steeper ones would cross
    x, y = corners.T
    moved = np.zeros_like(corners)
    for often, high in waves:
        for axis, along in enumerate((y + 2 * x, x - 2 * y)):
            moved[:, axis] += high * step * np.sin(often * along / step)
    bent: Points = np.rint((MIDDLE + (corners + moved) * RADIUS) * PER_DEGREE) / PER_DEGREE
    return bent


def _gazetteer(districts: list[District], provinces: tuple[Province, ...]) -> Gazetteer:
    spellings = defaultdict(set)
    for place in districts:
        spellings[fold(place.name)].add(place.code)
    return Gazetteer(
        spellings={name: frozenset(codes) for name, codes in spellings.items()},
        names={place.code: place.name for place in districts},
        province_of={place.code: place.province for place in districts},
        provinces={fold(province.name): province.pcode for province in provinces},
        capitals={province.pcode: province.capital for province in provinces},
    )


def _ledger(country: Country, chance: random.Random) -> Ledger:
    war = War(
        title=f"A world of {len(country.districts)} places",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + timedelta(DAYS + 10),
        opening_day=FIRST_DAY + timedelta(DAYS // 2),
        offensive_from=FIRST_DAY,
        parties=tuple(Party(name, name.title(), f"the {name}", {}, *looks) for name, looks in COLOURS.items()),
    )
    sources = tuple(
        Source(f"s{number}", f"Gazette {number}", f"The week, {number}", f"https://example.org/{number}", "2015", "")
        for number in range(20)
    )
    within = defaultdict(list)
    for place in country.districts:
        within[place.province].append(place.code)
    number = REPORTS_OF_A_PLACE * len(country.districts)
    events = tuple(_event(at, country, within, sources, chance) for at in range(number))
    return Ledger(war, sources, events, (), (), (), 0, (), name="world")


def _event(
    number: int,
    country: Country,
    within: dict[str, list[str]],
    sources: tuple[Source, ...],
    chance: random.Random,
) -> Event:
    district = chance.choice(country.districts)
    wide = chance.random() < REPORTS_OF_A_PROVINCE
    earliest = FIRST_DAY + timedelta(chance.randrange(DAYS))
    latest = earliest + timedelta(chance.choice(LENGTHS))
    report = Report(
        id=f"r{number}",
        line=number + 2,
        earliest=earliest,
        latest=latest,
        precision="day" if earliest == latest else "range",
        scope=Scope.PROVINCE if wide else Scope.DISTRICT,
        province=country.province_names[district.province],
        district="" if wide else district.name,
        excepted=(),
        part=chance.random() < 0.1,
        place_as_reported=district.name,
        kind=chance.choice(KINDS),
        party=chance.choice(list(COLOURS)),
        certainty=chance.choice(tuple(Certainty)),
        denied_by="",
        source=chance.choice(sources).id,
        known=latest,
        known_to_the_day=True,
        note="",
    )
    return Event(report, tuple(within[district.province]) if wide else (district.code,))


def _named(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.randrange(2, 5))).title()
