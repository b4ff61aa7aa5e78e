"""
The map on a poster, as SVG: districts, lines, patterns; the labels that have room; a scale bar and a globe.

It is drawn from the paths of `geo.places.grid.Shapes`, in steps of their grid, within a group that `Frame` scales to
the page. The patterns are those of `geo.paint.marks`; colours come from `geo.paint.palette.palette` alone.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Geod, Proj

from events.model import PlaceId, War
from geo.paint.fills import Fill
from geo.paint.ink import OUTLINE, SEA
from geo.paint.marks import draw_defs
from geo.paint.palette import FIGHTING, INK, mix, palette
from geo.places.grid import MERCATOR, WIDTH, Box, Room, Shapes

DOT = 3.6
"""The radius of a place without a polygon, in units of the page."""

TALL = 0.85
"""A country narrower than this share of its height is taller than wide."""

KILOMETRES = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""The lengths that a scale bar can have."""

BOWED = 12
"""The globe is seen from this many degrees south of the country, as a globe on a desk would be."""

BALL = 1000
"""The radius used to compute the globe."""

GEOD = Geod(ellps="WGS84")

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the map stands on the page."""

    x: float
    y: float
    width: float
    height: float
    box: Box
    """What it shows, in steps."""

    @property
    def unit(self) -> float:
        """The number of steps in a unit of the page."""
        return (self.box[2] - self.box[0]) / self.width

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Convert a point of the map, in steps, to units of the page."""
        return self.x + (x - self.box[0]) / self.unit, self.y + (y - self.box[1]) / self.unit


def aspect(shapes: Shapes) -> float:
    """Return the width of what is shown as a share of its height."""
    left, top, right, bottom = shapes.box
    return (right - left) / (bottom - top)


def is_tall(shapes: Shapes) -> bool:
    """Return whether these are of a whole country that is taller than it is wide."""
    return not shapes.whole and aspect(shapes) < TALL


def frame_map(shapes: Shapes, x: float, y: float, width: float, height: float, beside: float = 0) -> Frame:
    """
    Fit the country into a rectangle, in the middle of its height.

    Parameters
    ----------
    beside
        The share of the width left free that is at its left.
    """
    ratio = aspect(shapes)
    wide = min(width, height * ratio)
    x += (width - wide) * beside
    return Frame(x, y + (height - wide / ratio) / 2, wide, wide / ratio, shapes.box)


def country_on(shapes: Shapes, frame: Frame) -> shapely.Geometry:
    """Return the country's area in units of the page."""
    points = shapely.transform(_country(shapes.outline), lambda xy: np.column_stack(frame.at(*xy.T)))
    shapely.prepare(points)
    return points


def scale_bar(shapes: Shapes, frame: Frame, widest: float) -> tuple[int, float]:
    """
    Choose a scale bar that is true at the country's middle latitude.

    Returns
    -------
    kilometres, width
        The longest of `KILOMETRES` that is no wider than `widest`, and its width on the page.
    """
    west, south, east, north = shapes.degrees
    middle, part = (south + north) / 2, (east - west) / 1000
    # A thousandth of the distance, because the shortest path between far points of a parallel leaves it.
    metres_per_step = GEOD.line_length([west, west + part], [middle, middle]) * 1000 / WIDTH
    per_unit = metres_per_step * frame.unit / 1000
    kilometres = next((length for length in KILOMETRES if length / per_unit <= widest), KILOMETRES[-1])
    return kilometres, kilometres / per_unit


def draw_map(shapes: Shapes, fills: Mapping[PlaceId, Fill], frame: Frame, war: War, theme: str) -> str:
    """Draw the map as an SVG group on a page in the units of the frame."""
    colours = palette(war, theme)
    bare = {place: Fill(fill.ground, fill.marks, fill.faint) for place, fill in fills.items()}
    patterns, paints = draw_defs(bare.values(), war, theme)
    patterns = patterns.replace("UNIT", f"{frame.unit:.4f}").replace('id="paint', 'id="map-paint')
    paint = {place: paints[fill].replace("#paint", "#map-paint") for place, fill in bare.items()}
    unit, paper = frame.unit, colours["paper"]
    faint = mix(colours["unknown"], paper, 0.35)
    districts = "".join(
        f'<path id="district-{place}" d="{path}" fill="{paint[place]}"'
        + (f' stroke="{faint}"' if fills[place].faint else "")
        + "/>"
        for place, path in shapes.paths.items()
    )
    unsettled = "".join(path for place, path in shapes.paths.items() if fills[place].unsettled)
    dots = "".join(
        f'<circle id="district-{place}" cx="{x}" cy="{y}" r="{DOT * unit:.1f}" fill="{paint[place]}"/>'
        for place, (x, y) in shapes.dots.items()
    )
    moved = f"translate({frame.x:.2f} {frame.y:.2f}) scale({1 / unit:.6f}) translate({-frame.box[0]} {-frame.box[1]})"
    return (
        f'<g id="map" transform="{moved}" stroke-linejoin="round"><defs>{patterns}</defs>'
        f'<path d="{shapes.outline}" fill="none" stroke="{OUTLINE[theme]}" stroke-width="{2.2 * unit:.1f}"/>'
        f'<g stroke="{paper}" stroke-width="{0.6 * unit:.1f}">{districts}</g>'
        f'<path d="{shapes.borders}" fill="none" stroke="{paper}" stroke-width="{1.8 * unit:.1f}"/>'
        f'<path d="{unsettled}" fill="none" stroke="{colours[FIGHTING[theme]]}" stroke-width="{1.8 * unit:.1f}" '
        f'stroke-dasharray="{3 * unit:.1f} {2.5 * unit:.1f}"/>'
        f'<g stroke="{INK[theme]}" stroke-width="{0.9 * unit:.1f}">{dots}</g></g>'
    )


def draw_globe(shapes: Shapes, x: float, y: float, radius: float, theme: str, colour: str) -> str:
    """Draw the globe seen from above the country, with parallels, meridians and the country in its place."""
    graticule, country = _globe(shapes.outline, shapes.degrees)
    thin = BALL / radius
    return (
        f'<g id="globe" transform="translate({x:.1f} {y:.1f}) scale({1 / thin:.5f})" stroke-linejoin="round">'
        f'<circle r="{BALL}" fill="{SEA[theme]}" stroke="{OUTLINE[theme]}" stroke-width="{0.8 * thin:.1f}"/>'
        f'<path d="{graticule}" fill="none" stroke="{OUTLINE[theme]}" stroke-width="{0.5 * thin:.1f}" '
        f'stroke-opacity="0.6"/>'
        f'<path d="{country}" fill="{colour}" stroke="{colour}" stroke-width="{0.6 * thin:.1f}"/></g>'
    )


def label_rooms(shapes: Shapes, labels: Collection[str], beside: float) -> list[tuple[str, Room]]:
    """
    List the rooms of what has a label, the largest first.

    Parameters
    ----------
    labels
        P-codes of provinces, or codes of districts.
    beside
        The radius of the room around a dot, in steps.
    """
    dots = {code: Room(x, y, round(beside)) for code, (x, y) in shapes.dots.items()}
    rooms = {**dots, **shapes.rooms, **shapes.province_rooms}
    named = ((code, room) for code, room in rooms.items() if code in labels)
    return sorted(named, key=lambda room: (-room[1].radius, room[0]))


@lru_cache(maxsize=4)
def _country(outline: str) -> shapely.Geometry:
    """Build the area within an outline, in steps, simplified to what a page can show."""
    rings = []
    for part in re.findall(r"M([^Mz]*)z", outline):
        start, steps = (
            np.array(re.findall(r"-?\d+", numbers), dtype=float).reshape(-1, 2) for numbers in part.split("l")
        )
        rings.append(np.cumsum(np.concatenate((start, steps)), axis=0))
    return shapely.union_all([shapely.Polygon(ring).simplify(10).buffer(0) for ring in rings if len(ring) > 3])


@lru_cache(maxsize=4)
def _globe(outline: str, degrees: tuple[float, float, float, float]) -> tuple[str, str]:
    """Write path data, on a sphere of radius `BALL`, for the lines of a globe and for the country with this outline."""
    west, south, east, north = degrees
    lon, lat = (west + east) / 2, (south + north) / 2
    view = Proj(proj="ortho", lat_0=lat - BOWED, lon_0=lon, R=BALL)
    lines = [(np.full(61, along), np.linspace(-90, 90, 61)) for along in range(-180, 180, 20)]
    lines += [(np.linspace(-180, 180, 121), np.full(121, across)) for across in range(-80, 90, 20)]
    left, _, right, top = MERCATOR.transform_bounds(*degrees)
    metres = (right - left) / WIDTH
    rings = [np.asarray(polygon.exterior.coords) for polygon in shapely.get_parts(_country(outline))]
    places = [
        MERCATOR.transform(left + ring[:, 0] * metres, top - ring[:, 1] * metres, direction="INVERSE") for ring in rings
    ]
    return "".join(_seen(*view(*line)) for line in lines), "".join(_seen(*view(*ring)) + "z" for ring in places)


def _seen(across: Numbers, up: Numbers) -> str:
    """Write path data of a line on the globe, broken where it lies on the far side."""
    path, pen = [], "M"
    for x, y in zip(np.asarray(across).tolist(), np.asarray(up).tolist(), strict=True):
        if isfinite(x):
            path.append(f"{pen}{x:.1f} {-y:.1f}")
        pen = "L" if isfinite(x) else "M"
    return "".join(path)
