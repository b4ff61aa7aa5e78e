"""
A plate: a still map of districts, for the pages beside the atlas.

It shows one reading, or what differs between two, and is told which: `Shapes` are made once, a `Fill` says how one
place looks, and `plate` puts both into what `assets/plate.js` draws, as SVG within the app's own page, without Leaflet,
tiles or network. Colours are decided here, by the palette of `geo.encode`; the browser is told.

Coordinates are whole steps of one grid over web Mercator, the projection of the atlas: x to the right, y downwards,
both from the country's top left corner. Neighbours round the same corner to the same step, so that they still meet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from events.locate import ProvinceId
from events.model import CONTESTED, PlaceId, War
from geo.country import Country
from geo.encode import Look, mix, palette
from geo.encode import names as standing_names
from geo.outlines import PER_DEGREE, Ring, borders, label_place, rings
from geo.places import District, Province

ASSETS = Path(__file__).parent / "assets"
PLATE_HTML = '<div class="plate"></div>'

WIDTH = 10_000
"""How many steps wide the country is: a step is some 160 metres, and all paths together stay below 120 kB."""

EDGE = WIDTH // 100
"""How many steps stand around the country, so that no line is cut."""

MARGIN = 0.04
"""How much room stands around a part of it, on each side, as a share of the width."""

FAINT = 0.74
"""How much of the paper is mixed into what recedes: more than into what is inferred."""

FIGHTING = {"light": f"{CONTESTED}-dots", "dark": CONTESTED}
"""The CSS variable of the broken outline, by theme, as in `assets/atlas.css`."""

MERCATOR = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)

Box = tuple[int, int, int, int]  # left, top, right, bottom
Points = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Fill:
    """How one place looks on a plate, and what is said of it."""

    ground: str
    """The CSS variable of its colour, as `geo.encode.palette` names it."""
    marks: tuple[tuple[str, str], ...] = ()
    """What is drawn over the ground, in order: rising, falling, dots, specks or lattice, and the CSS variable."""
    faint: bool = False
    """Whether it recedes: it still answers the mouse, but the arrow keys pass it by."""
    restless: bool = False
    """Whether its outline is broken, for fighting."""
    lines: tuple[str, ...] = ()
    """What the tooltip says below the place's name."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where a label stands, and how much room it has."""

    x: int
    y: int
    radius: int
    """Of the largest circle about it that lies within the shape."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The country in steps of the grid; see the head of this module."""

    box: Box
    """Of the whole country, with a margin."""
    paths: Mapping[PlaceId, str]
    """SVG path data of the places with a polygon."""
    dots: Mapping[PlaceId, tuple[int, int]]
    """Where the others have their dot."""
    bounds: Mapping[PlaceId, Box]
    """Of every place that can be drawn; of a dot, those of the polygon it lies in."""
    borders: str
    """Path data of the lines between provinces."""
    outline: str
    """Path data of the line around them all."""
    degrees: tuple[float, float, float, float]
    """West, south, east and north of the country; its west and north are where x and y begin."""
    rooms: Mapping[PlaceId, Room]
    province_rooms: Mapping[ProvinceId, Room]
    province_of: Mapping[PlaceId, ProvinceId]
    province_names: Mapping[ProvinceId, str]


@dataclass(frozen=True, slots=True)
class _Grid:
    """From degrees to steps."""

    left: float
    top: float
    metres: float
    """Of the projection, to a step."""

    def points(self, lon_lat: npt.ArrayLike) -> Points:
        """Project and round an array of pairs."""
        lon, lat = np.asarray(lon_lat, dtype=float).T
        x, y = MERCATOR.transform(lon, lat)
        return np.rint(np.column_stack((x - self.left, self.top - y)) / self.metres).astype(np.int64)

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        ((x, y),) = self.points([(lon, lat)]).tolist()
        return x, y

    def room(self, geometry: shapely.Geometry) -> Room:
        lon, lat, radius = label_place(geometry)
        (x, y), (edge, _) = self.points([(lon, lat), (lon + radius, lat)]).tolist()
        return Room(x, y, edge - x)


def plate_shapes(
    boundaries: gpd.GeoDataFrame,
    provinces: gpd.GeoDataFrame,
    districts: Iterable[District],
    province_records: Iterable[Province],
) -> Shapes:
    """
    Project everything that plates are drawn from.

    Parameters
    ----------
    boundaries, provinces
        A places frame and its provinces, see `geo.places`; EPSG:4326.
    districts
        Those that are shown; one without a polygon becomes a dot.
    """
    west, south, east, north = boundaries.total_bounds.tolist()
    left, bottom, right, top = MERCATOR.transform_bounds(west, south, east, north)
    grid = _Grid(left, top, (right - left) / WIDTH)
    polygons, areas = _by_index(boundaries), _by_index(provinces)
    outlines = {place: _outlines(shape, grid) for place, shape in polygons.items()}
    districts = tuple(districts)
    inner, outer = borders(provinces)
    dotted = [district for district in districts if district.code not in polygons]
    bounds = {place: _bounds(lines) for place, lines in outlines.items()}
    return Shapes(
        box=(-EDGE, -EDGE, WIDTH + EDGE, round((top - bottom) / grid.metres) + EDGE),
        paths={place: "".join(f"{_path(line[:-1])}z" for line in lines) for place, lines in outlines.items()},
        dots={district.code: grid.point(district.lon, district.lat) for district in dotted},
        bounds=bounds | {district.code: bounds[district.parent] for district in dotted},
        borders="".join(_path(_points(line, grid)) for line in inner),
        outline="".join(f"{_path(_points(line, grid)[:-1])}z" for line in outer),
        degrees=(west, south, east, north),
        rooms={place: grid.room(shape) for place, shape in polygons.items()},
        province_rooms={province: grid.room(shape) for province, shape in areas.items()},
        province_of={district.code: district.province for district in districts},
        province_names={province.pcode: province.name for province in province_records},
    )


def country_shapes(country: Country) -> Shapes:
    """Project the country that a war is fought over."""
    return plate_shapes(country.boundaries, country.borders, country.districts, country.provinces)


def fill_of(look: Look, war: War, faint: bool = False) -> Fill:
    """Fill a place as the atlas does, and say what it says."""
    named = standing_names(war)
    said = look.words(named, named | {party.id: party.called for party in war.parties})
    marks = look.marks({party.id: party for party in war.parties})
    return Fill(look.fill, tuple(marks), faint, look.restless, (said,))


def plate(
    shapes: Shapes,
    fills: Mapping[PlaceId, Fill],
    names: Mapping[PlaceId, str],
    war: War,
    theme: str,
    legend: Sequence[tuple[Fill, str, str]],
    within: frozenset[PlaceId] | None,
    title: str,
) -> dict[str, Any]:
    """
    Tell the component what to draw.

    Parameters
    ----------
    fills
        Of every place that is shown; nothing is drawn without one.
    names
        By place; the tooltip adds the province.
    theme
        ``light`` or ``dark``.
    legend
        Fills, their words, and the word that a click on these tells the app; empty where there is nothing to ask.
    within
        The only places to show, all others being a line around them; none for the whole country.
    title
        What the plate shows, for those who cannot see it.

    Returns
    -------
    told
        Fit for JSON. ``box`` is left, top, width and height; ``paints`` the distinct fills without their lines, in
        colours, and ``said`` the distinct lines; ``places`` the code, name, path or dot, and the numbers of both;
        ``around`` the path of what only lies near; ``labels`` the name, place, room and whether it lies outside, the
        roomiest first; ``legend`` the number of a paint, its words, and what a click on these tells.
    """
    shown = [place for place in shapes.bounds if within is None or place in within]
    left, top, right, bottom = box = shapes.box if within is None else _crop(shapes, within)
    colours = palette(war, theme)
    drawn = {place: replace(fills[place], lines=()) for place in shown}
    key = [(replace(fill, lines=()), words, asked) for fill, words, asked in legend]
    paints = _numbered((*drawn.values(), *(fill for fill, _, _ in key)))
    said = _numbered(fills[place].lines for place in shown)
    near = [place for place in shapes.paths if place not in drawn and _overlap(shapes.bounds[place], box)]
    return {
        "title": title,
        "colours": {"paper": colours["paper"], "fighting": colours[FIGHTING[theme]]},
        "box": [left, top, right - left, bottom - top],
        "paints": [_paint(fill, colours) for fill in paints],
        "said": [list(lines) for lines in said],
        "places": [
            [
                *(place, f"{names[place]}, {shapes.province_names[shapes.province_of[place]]}"),
                shapes.paths.get(place) or list(shapes.dots[place]),
                *(paints[drawn[place]], said[fills[place].lines]),
            ]
            for place in shown
        ],
        "around": "".join(shapes.paths[place] for place in near),
        "borders": shapes.borders if within is None else "",
        "labels": _labels(shapes, names, within),
        "legend": [[paints[fill], words, asked] for fill, words, asked in key],
    }


def plate_css() -> str:
    """Give the component's style sheet."""
    return (ASSETS / "plate.css").read_text(encoding="utf-8")


def plate_js() -> str:
    """Give the component's script, a module."""
    return (ASSETS / "plate.js").read_text(encoding="utf-8")


def _by_index(frame: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    return dict(zip(frame.index, frame.geometry, strict=True))


def _outlines(shape: shapely.Geometry, grid: _Grid) -> list[Points]:
    """The closed rings of a shape, save those too small to be seen."""
    lines = (_points(ring, grid) for polygon in rings(shape) for ring in polygon)
    return [line for line in lines if len(line) > 3]


def _points(steps: Ring, grid: _Grid) -> Points:
    """The points of a ring or line of `geo.outlines`, none twice in a row."""
    points = grid.points(np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / PER_DEGREE)
    moved = np.diff(points, axis=0).any(axis=1)
    return points[np.concatenate(([True], moved))]


def _path(points: Points) -> str:
    """Path data: where a line begins, then the step to each next point."""
    (x, y), *_ = points.tolist()
    steps = " ".join(map(str, np.diff(points, axis=0).ravel().tolist()))
    return f"M{x} {y}l{steps}".replace(" -", "-")


def _bounds(lines: Sequence[Points]) -> Box:
    points = np.concatenate(lines)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom


def _crop(shapes: Shapes, within: frozenset[PlaceId]) -> Box:
    """The box around some places, grown to the proportions of the country's: plates beside each other are alike."""
    lefts, tops, rights, bottoms = zip(*(shapes.bounds[place] for place in within), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    whole = shapes.box
    ratio = (whole[2] - whole[0]) / (whole[3] - whole[1])
    width = round(max(right - left, (bottom - top) * ratio) * (1 + 2 * MARGIN))
    height = round(width / ratio)
    across, down = (left + right - width) // 2, (top + bottom - height) // 2
    return across, down, across + width, down + height


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _numbered(things: Iterable[Any]) -> dict[Any, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def _paint(fill: Fill, colours: Mapping[str, str]) -> dict[str, Any]:
    share = FAINT if fill.faint else 0
    return {
        "ground": mix(colours[fill.ground], colours["paper"], share),
        "marks": [[mark, mix(colours[variable], colours["paper"], share)] for mark, variable in fill.marks],
        "faint": fill.faint,
        "restless": fill.restless,
    }


def _labels(shapes: Shapes, names: Mapping[PlaceId, str], within: frozenset[PlaceId] | None) -> list[list[Any]]:
    """The provinces of the country; of a part of it the districts, and the provinces around it."""
    inside = {shapes.province_of[place] for place in within or ()}
    labels = [
        (shapes.province_names[province], room, within is not None)
        for province, room in shapes.province_rooms.items()
        if province not in inside
    ]
    labels += [(names[place], shapes.rooms[place], False) for place in within or () if place in shapes.rooms]
    labels.sort(key=lambda label: (label[2], -label[1].radius, label[0]))
    return [[name, room.x, room.y, room.radius, outside] for name, room, outside in labels]
