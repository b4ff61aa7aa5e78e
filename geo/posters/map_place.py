"""
The place of the map on a poster, and what stands on and beside it: day, scale bar, globe, names of provinces.

The country is not a rectangle: what goes with the map stands in the room to the right of the country, found from the
country's true area. The map is never mirrored, and only the names of its provinces lie over the country.
"""

from dataclasses import dataclass

import shapely

from geo.language import Language
from geo.paint.labels import GAP, ROOM, SHIFTS
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.map import DOT, Frame, country_on, frame_map, label_rooms, scale_bar
from geo.posters.page import WIDE, Edges, Page, steps
from geo.posters.type import balanced, clean, extent, fit, fit_line

SHARES = (1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6)
"""The share of the room's width that the map may take: the largest that leaves room for all that goes with it."""

CLEAR = 9
"""The distance that words keep from the country, in units."""

BAR_SIZE = 11.5
BAR_HIGH = 24
STAMP_LEADING = 1.34


class NoRoom(ValueError):
    """A country that leaves no room beside it, however small it is drawn."""


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
    Place the map in a room as large as possible, and beside the country the day, the scale bar and the globe.

    Raises
    ------
    NoRoom
        If the day and the bar do not fit even at the smallest share.
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
    # From the right edge in either direction, whether reading begins or ends there.
    for words, size, face, part in stamp:
        _line_at(page, words, right, y + size, size, face, part)
        y += size * STAMP_LEADING
    _line_at(page, told, right, bar_top + 20, BAR_SIZE, "sans", "bar")
    globe = _free(country, right, 2 * radius, 2 * radius, bar_top - 2 * radius - 16, y + CLEAR)
    round_about = (right - radius, globe + radius, radius) if globe is not None else None
    return MapPlacement(frame, (right - bar, bar_top + 2, bar), round_about)


def place_labels(page: Page, poster: Poster, shapes: Shapes, frame: Frame, size: float) -> None:
    """
    Name the provinces that have room, the largest first.

    No name lies over other words, over a dot, which is a district, or beyond the map. A name that would is moved, as
    far as the middle of its province is wide. If that does not help, it is left out.
    """
    taken = [line.edges for line in page.lines]
    dots = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y in (frame.at(*dot) for dot in shapes.dots.values())]
    for province, room in label_rooms(shapes):
        words = clean(poster.labels[province])
        measured = extent(words, "sans", size, page.direction)
        x, y = frame.at(room.x, room.y)
        radius = room.radius / frame.unit
        if not words or measured.width > radius * ROOM:
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
    """List the lines of the days and of knowledge: words, size, face and part. Each day takes one line."""
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
        The first top to try and the last, or the bottom if that lies below the start.
    """
    step = 3 if end > start else -3
    top, last = start, (end - height if end > start else end)
    while (last - top) * step >= 0:
        box = shapely.box(right - width - CLEAR, top - CLEAR, right, top + height + CLEAR)
        if not shapely.intersects(country, box):
            return top
        top += step
    return None


def _over(one: Edges, other: Edges, gap: float = GAP) -> bool:
    return one[0] < other[2] + gap and one[2] > other[0] - gap and one[1] < other[3] + 1 and one[3] > other[1] - 1
