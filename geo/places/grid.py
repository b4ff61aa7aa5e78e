"""
The country's shapes on one integer grid, as plates and posters draw them.

The grid lies over web Mercator, the projection of the atlas: x to the right, y downwards, both from the country's top
left corner. Neighbours round the same corner to the same step, so that they still meet.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

from events.ledger.locate import ProvinceId
from events.model import PlaceId
from geo.places.boundaries import dissolve
from geo.places.country import Country
from geo.places.districts import District, Province
from geo.places.outlines import PER_DEGREE, Ring, borders, label_place, rings

WIDTH = 10_000
"""The width of the country in steps: a step is some 160 metres, and all paths together stay below 120 kB."""

TOLERANCE = 0.022
"""Degrees by which a line may be off in a coarse country: about a pixel of one 800 pixels wide."""

EDGE = WIDTH // 100
"""The margin around the country in steps, so that no line is cut."""


SPECK = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1)])
"""The ring around a point by which a place is drawn that would not be seen, in steps."""

MERCATOR = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)

Box = tuple[int, int, int, int]  # left, top, right, bottom
Points = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Room:
    """Where a label stands, and how much room it has."""

    x: int
    y: int
    radius: int
    """The radius of the largest circle around it that lies within the shape."""


@dataclass(frozen=True, slots=True)
class Shapes:
    """The country in steps of the grid; see the head of this module."""

    box: Box
    """The box of the whole country, with a margin."""
    paths: Mapping[PlaceId, str]
    """SVG path data of the places with a polygon."""
    dots: Mapping[PlaceId, tuple[int, int]]
    """The positions of the dots of the other places."""
    bounds: Mapping[PlaceId, Box]
    """The box of every place that can be drawn; for a dot, that of the polygon it lies in."""
    borders: str
    """Path data of the lines between provinces."""
    outline: str
    """Path data of the line around them all."""
    degrees: tuple[float, float, float, float]
    """West, south, east and north of the country, in degrees of EPSG:4326; west and north are where x and y begin."""
    rooms: Mapping[PlaceId, Room]
    province_rooms: Mapping[ProvinceId, Room]
    province_of: Mapping[PlaceId, ProvinceId]
    province_names: Mapping[ProvinceId, str]
    whole: "Shapes | None" = None
    """The shapes of the country of which these are a part; `None` if these are the country's."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """From degrees to steps."""

    left: float
    top: float
    metres: float
    """Metres of the projection per step."""

    def points(self, lon_lat: npt.ArrayLike) -> Points:
        """Project pairs of degrees and round them to steps: an array of n rows and two columns, x and y."""
        lon, lat = np.asarray(lon_lat, dtype=float).T
        x, y = MERCATOR.transform(lon, lat)
        return np.rint(np.column_stack((x - self.left, self.top - y)) / self.metres).astype(np.int64)

    def point(self, lon: float, lat: float) -> tuple[int, int]:
        """Project one position to a step."""
        ((x, y),) = self.points([(lon, lat)]).tolist()
        return x, y

    def room(self, geometry: shapely.Geometry) -> Room:
        """Find the room for a label in a geometry in degrees."""
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
    Project everything from which plates are drawn.

    Parameters
    ----------
    boundaries, provinces
        A places frame and its provinces, see `geo.places.boundaries`; EPSG:4326.
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
        outline="".join(f"{_path(line[:-1])}z" for line in (_points(line, grid) for line in outer) if len(line) > 3),
        degrees=(west, south, east, north),
        rooms={place: grid.room(shape) for place, shape in polygons.items()},
        province_rooms={province: grid.room(shape) for province, shape in areas.items()},
        province_of={district.code: district.province for district in districts},
        province_names={province.pcode: province.name for province in province_records},
    )


def coarse(country: Country) -> Country:
    """Simplify the boundaries of a country for a map the size of a hand; all else of it, its digest too, stays."""
    boundaries = country.boundaries.copy()
    boundaries["geometry"] = shapely.coverage_simplify(boundaries.geometry.to_numpy(), TOLERANCE)
    return replace(country, boundaries=boundaries, borders=dissolve(boundaries))


def country_shapes(country: Country) -> Shapes:
    """Project a country to the grid."""
    return plate_shapes(country.boundaries, country.borders, country.districts, country.provinces)


def _by_index(frame: gpd.GeoDataFrame) -> dict[str, shapely.Geometry]:
    return dict(zip(frame.index, frame.geometry, strict=True))


def _outlines(shape: shapely.Geometry, grid: _Grid) -> list[Points]:
    """List the closed rings of a shape, except those too small to be seen; of a shape that is, a speck stays."""
    lines = [_points(ring, grid) for polygon in rings(shape) for ring in polygon]
    return [line for line in lines if len(line) > 3] or [lines[0][0] + SPECK]


def _points(steps: Ring, grid: _Grid) -> Points:
    """Turn a ring or line of `geo.places.outlines` into rows of x and y, dropping consecutive duplicates."""
    points = grid.points(np.cumsum(np.reshape(steps, (-1, 2)), axis=0) / PER_DEGREE)
    moved = np.diff(points, axis=0).any(axis=1)
    return points[np.concatenate(([True], moved))]


def _path(points: Points) -> str:
    """Write path data: where a line begins, then the step to each next point."""
    (x, y), *_ = points.tolist()
    steps = " ".join(map(str, np.diff(points, axis=0).ravel().tolist()))
    return f"M{x} {y}l{steps}".replace(" -", "-")


def _bounds(lines: Sequence[Points]) -> Box:
    points = np.concatenate(lines)
    (left, top), (right, bottom) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return left, top, right, bottom
