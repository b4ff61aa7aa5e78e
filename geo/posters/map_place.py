"""
Where the map stands on a poster, and what stands on and beside it: the day, a scale bar, a globe, the provinces' names.

The country is no rectangle: what goes with the map stands in the room beside the country at the right, found by the
country's true area. The map is never mirrored, and no words lie over the country but the names of its provinces.
"""

from dataclasses import dataclass
from itertools import product
from math import hypot

import shapely

from geo.language import Language
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.map import DOT, Frame, country_on, frame_map, label_rooms, scale_bar
from geo.posters.page import WIDE, Edges, Page, steps
from geo.posters.type import balanced, clean, extent, fit, fit_line

LABEL_ROOM = 5
"""A label may be as wide as this many times the radius of its room."""

SHIFTS = sorted((by for by in product(range(-4, 5), repeat=2) if hypot(*by) <= 4), key=lambda by: (hypot(*by), by))
"""How far a label may move from the middle of its room, across and down, in quarters of its radius; nearest first."""

SHARES = (1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6)
"""How much of the room's width the map takes: the most at which all that goes with it stands beside the country."""

CLEAR = 9
"""How far words keep from the country, in units."""

BAR_SIZE = 11.5
BAR_HIGH = 24
STAMP_LEADING = 1.34


class NoRoom(ValueError):
    """The country fills its room so that nothing fits beside it, however small it is drawn."""


@dataclass(frozen=True, slots=True)
class MapPlacement:
    """The map and what goes with it; see `geo.posters.layout.Layout`."""

    frame: Frame
    bar: tuple[float, float, float]
    globe: tuple[float, float, float] | None


def place_map(
    page: Page,
    poster: Poster,
    shapes: Shapes,
    room: Edges,
    day_size: float,
    known_size: float,
    radius: float,
    language: Language,
) -> MapPlacement:
    """
    Place the map in a room as large as it goes, and beside the country the day, the scale bar and the globe.

    Raises
    ------
    NoRoom
        If even at the smallest share the day and the bar do not fit.
    """
    left, top, right, bottom = room
    stamp = _stamp(poster, day_size, known_size, (right - left) * 0.31, page.direction)
    high = sum(size * STAMP_LEADING for _, size, _, _ in stamp)
    widest = max(page.width(words, size, face) for words, size, face, _ in stamp)
    for share in SHARES:
        frame = frame_map(shapes, left, top, (right - left) * share, bottom - top)
        kilometres, bar = scale_bar(shapes, frame, frame.width * 0.2)
        told = language.say("{kilometres} km", kilometres=kilometres)
        country = country_on(shapes, frame)
        wide = max(bar, page.width(told, BAR_SIZE, "sans"))
        y = _free(country, right, widest, high, top + 6, bottom)
        bar_top = _free(country, right, wide, BAR_HIGH, bottom - BAR_HIGH - 2, top)
        if y is not None and bar_top is not None and y + high + CLEAR <= bar_top:
            break
    else:
        raise NoRoom(f"the country leaves no room for {poster.stamp!r} beside it")
    # From the right edge in either direction: where reading begins, or where it ends.
    for words, size, face, part in stamp:
        _line_at(page, words, right, y + size, size, face, part)
        y += size * STAMP_LEADING
    _line_at(page, told, right, bar_top + 20, BAR_SIZE, "sans", "bar")
    globe = _free(country, right, 2 * radius, 2 * radius, bar_top - 2 * radius - 16, y + CLEAR)
    round_about = (right - radius, globe + radius, radius) if globe is not None else None
    return MapPlacement(frame, (right - bar, bar_top + 2, bar), round_about)


def place_labels(page: Page, poster: Poster, shapes: Shapes, frame: Frame, size: float) -> None:
    """
    Name the provinces that have room, the roomiest first.

    None lies over other words or a dot, which is a district, or beyond the map: where one would, it moves as far as the
    middle of its province is wide, and is left out where that does not help.
    """
    taken = [line.edges for line in page.lines]
    dots = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in (frame.at(*dot) for dot in shapes.dots.values())]
    for province, room in label_rooms(shapes):
        words = clean(poster.labels[province])
        measured = extent(words, "sans", size, page.direction)
        x, y = frame.at(room.x, room.y)
        radius = room.radius / frame.unit
        if not words or measured.width >= radius * LABEL_ROOM:
            continue
        for across, down in SHIFTS:
            left, baseline = x + across * radius / 4 - measured.width / 2, y + down * radius / 4 + size * 0.35
            edges = (left, baseline - measured.above, left + measured.width, baseline + measured.below)
            inside = edges[0] > frame.x and edges[2] < frame.x + frame.width and edges[3] < frame.y + frame.height
            if inside and not any(_over(edges, other) for other in (*taken, *dots)):
                page.line(words, WIDE - edges[2] if page.direction == "rtl" else left, baseline, size, "sans", "label")
                taken.append(edges)
                break


def _stamp(
    poster: Poster, day_size: float, known_size: float, width: float, direction: str
) -> list[tuple[str, float, str, str]]:
    """The lines of the day and of what is known: words, size, face and part. A day is on one line, two days on two."""
    day, known = clean(poster.stamp), clean(poster.known)
    size, line = fit_line(day, "serif", steps(day_size, day_size * 0.7), width, direction)
    lines = [line]
    if line != day:
        high = 2.1 * STAMP_LEADING * day_size
        size, lines = fit(day, "serif", steps(day_size, 14), width, high, STAMP_LEADING, direction)
        lines = balanced(lines, "serif", size, width, direction)
    sizes = steps(known_size)
    small, more = fit(known, "sans", sizes, width, 2.1 * STAMP_LEADING * known_size, STAMP_LEADING, direction)
    more = balanced(more, "sans", small, width, direction)
    return [(words, size, "serif", "stamp") for words in lines] + [(words, small, "sans", "known") for words in more]


def _line_at(page: Page, words: str, right: float, y: float, size: float, face: str, part: str) -> None:
    """Set a line that ends at the right whatever its direction."""
    start = WIDE - right if page.direction == "rtl" else right - page.width(words, size, face)
    page.line(words, start, y, size, face, part)


def _free(
    country: shapely.Geometry, right: float, width: float, height: float, start: float, end: float
) -> float | None:
    """
    Find room for a box that ends at the right, clear of the country.

    Parameters
    ----------
    start, end
        The top to begin with and the last to try, or the bottom where that lies below the start.
    """
    step = 3 if end > start else -3
    top, last = start, (end - height if end > start else end)
    while (last - top) * step >= 0:
        box = shapely.box(right - width - CLEAR, top - CLEAR, right, top + height + CLEAR)
        if not shapely.intersects(country, box):
            return top
        top += step
    return None


def _over(one: Edges, other: Edges, gap: float = 4) -> bool:
    return one[0] < other[2] + gap and one[2] > other[0] - gap and one[1] < other[3] + 1 and one[3] > other[1] - 1
