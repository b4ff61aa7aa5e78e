"""
The map on a poster, as SVG: districts, lines, patterns; the labels that have room; a scale bar.

It is drawn from the paths of `geo.places.grid.Shapes`, in steps of their grid, within a group that `Frame` scales to
the page. The patterns are those of `geo.paint.marks`; colours come from `geo.paint.palette.palette` alone.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot

import numpy as np
import shapely
from pyproj import Geod

from events.model import PlaceId, War
from geo.paint.fills import Fill
from geo.paint.ink import OUTLINE
from geo.paint.labels import GAP, ROOM, SHIFTS
from geo.paint.marks import draw_defs
from geo.paint.palette import FIGHTING, INK, mix, palette
from geo.places.grid import WIDTH, Box, Room, Shapes
from geo.posters.content import Poster
from geo.posters.page import SMALLEST, WIDE, Edges, Page
from geo.posters.type import clean, extent

DOT = 3.6
"""The radius of a place without a polygon, in units of the page."""

TALL = 0.85
"""A country narrower than this share of its height is taller than wide."""

BESIDE = 2
"""The radius of the room for the name of a dot, as a share of the size of its letters."""

BEYOND = 20
"""How far the name of a district may reach beyond the map of a part, in units."""

KILOMETRES = (1000, 500, 200, 100, 50, 20, 10, 5, 2, 1)
"""The lengths that a scale bar can have."""

GEOD = Geod(ellps="WGS84")


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
    points = shapely.transform(country_of(shapes.outline), lambda xy: np.column_stack(frame.at(*xy.T)))
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


def draw_map(shapes: Shapes, fills: Mapping[PlaceId, Fill], frame: Frame, war: War, theme: str, mark: str = "") -> str:
    """
    Draw the map as an SVG group on a page in the units of the frame.

    Parameters
    ----------
    mark
        What the names of its parts begin with, where they would be those of another map on the page.
    """
    colours = palette(war, theme)
    bare = {place: Fill(fill.ground, fill.marks, fill.faint) for place, fill in fills.items()}
    patterns, paints = draw_defs(bare.values(), war, theme)
    patterns = patterns.replace("UNIT", f"{frame.unit:.4f}").replace('id="paint', f'id="{mark}map-paint')
    paint = {place: paints[fill].replace("#paint", f"#{mark}map-paint") for place, fill in bare.items()}
    unit, paper = frame.unit, colours["paper"]
    faint = mix(colours["unknown"], paper, 0.35)
    districts = "".join(
        f'<path id="{mark}district-{place}" d="{path}" fill="{paint[place]}"'
        + (f' stroke="{faint}"' if fills[place].faint else "")
        + "/>"
        for place, path in shapes.paths.items()
    )
    unsettled = "".join(path for place, path in shapes.paths.items() if fills[place].unsettled)
    dots = "".join(
        f'<circle id="{mark}district-{place}" cx="{x}" cy="{y}" r="{DOT * unit:.1f}" fill="{paint[place]}"/>'
        for place, (x, y) in shapes.dots.items()
    )
    moved = f"translate({frame.x:.2f} {frame.y:.2f}) scale({1 / unit:.6f}) translate({-frame.box[0]} {-frame.box[1]})"
    return (
        f'<g id="{mark}map" transform="{moved}" stroke-linejoin="round"><defs>{patterns}</defs>'
        f'<path d="{shapes.outline}" fill="none" stroke="{OUTLINE[theme]}" stroke-width="{2.2 * unit:.1f}"/>'
        f'<g stroke="{paper}" stroke-width="{0.6 * unit:.1f}">{districts}</g>'
        f'<path d="{shapes.borders}" fill="none" stroke="{paper}" stroke-width="{1.8 * unit:.1f}"/>'
        f'<path d="{unsettled}" fill="none" stroke="{colours[FIGHTING[theme]]}" stroke-width="{1.8 * unit:.1f}" '
        f'stroke-dasharray="{3 * unit:.1f} {2.5 * unit:.1f}"/>'
        f'<g stroke="{INK[theme]}" stroke-width="{0.9 * unit:.1f}">{dots}</g></g>'
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


def place_labels(
    page: Page, poster: Poster, shapes: Shapes, frame: Frame, size: float, avoided: Sequence[Edges] = ()
) -> None:
    """
    Name the provinces that have room, or the districts of a part of the country, the largest first.

    No name lies over other words, over a dot, which is a district, or beyond the map. A name that would is moved, as
    far as the middle of its place is wide. If that does not help, it is left out; but a district of a part is then
    named in the smallest letters, wherever its name is nearer to it than to any other.

    Parameters
    ----------
    avoided
        What else no name may lie over.
    """
    taken = [line.edges for line in page.lines] + list(avoided)
    dots = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in (frame.at(*dot) for dot in shapes.dots.values())]
    taken += dots
    beyond = BEYOND if shapes.whole else 0
    rooms = label_rooms(shapes, poster.labels, size * BESIDE * frame.unit)
    middles = {place: frame.at(room.x, room.y) for place, room in rooms}
    for least, letters in ((0.0, size), (SMALLEST * BESIDE, SMALLEST)) if shapes.whole else ((0.0, size),):
        for place, room in rooms:
            words, radius = clean(poster.labels[place]), max(room.radius / frame.unit, least)
            measured = extent(words, "sans", letters, page.direction)
            if not words or (not least and measured.width > radius * ROOM):
                continue
            for x, y in _moved(middles[place], radius, place, middles if least else {}):
                left, baseline = x - measured.width / 2, y + letters * 0.35
                edges = (left, baseline - measured.above, left + measured.width, baseline + measured.below)
                if _inside(edges, frame, beyond) and not any(_over(edges, other) for other in taken):
                    start = WIDE - edges[2] if page.direction == "rtl" else left
                    page.line(words, start, baseline, letters, "sans", "label")
                    taken.append(edges)
                    rooms = [each for each in rooms if each[0] != place]
                    break


def _moved(
    middle: tuple[float, float], radius: float, place: str, middles: Mapping[str, tuple[float, float]]
) -> Iterator[tuple[float, float]]:
    """List where the middle of a name may be, nearest first: never nearer to the middle of another place."""
    for across, down in SHIFTS:
        x, y = middle[0] + across * radius / 4, middle[1] + down * radius / 4
        away = hypot(x - middle[0], y - middle[1])
        if all(hypot(x - other, y - below) > away for named, (other, below) in middles.items() if named != place):
            yield x, y


def _inside(edges: Edges, frame: Frame, beyond: float) -> bool:
    """Return whether a name lies within the map, or beyond its edge by no more than a distance."""
    left, right, bottom = frame.x - beyond, frame.x + frame.width + beyond, frame.y + frame.height + beyond
    return edges[0] > left and edges[2] < right and edges[3] < bottom


def _over(one: Edges, other: Edges, gap: float = GAP) -> bool:
    return one[0] < other[2] + gap and one[2] > other[0] - gap and one[1] < other[3] + 1 and one[3] > other[1] - 1


@lru_cache(maxsize=4)
def country_of(outline: str) -> shapely.Geometry:
    """Build the area within an outline, in steps, simplified to what a page can show."""
    rings = []
    for part in re.findall(r"M([^Mz]*)z", outline):
        start, steps = (
            np.array(re.findall(r"-?\d+", numbers), dtype=float).reshape(-1, 2) for numbers in part.split("l")
        )
        rings.append(np.cumsum(np.concatenate((start, steps)), axis=0))
    return shapely.union_all([shapely.Polygon(ring).simplify(10).buffer(0) for ring in rings if len(ring) > 3])
