"""
The place of the map on a poster, and what stands on and beside it: day, scale bar, globe, names of provinces.

The country is not a rectangle: what goes with the map stands in the room to the right of the country, found from the
country's true area. The map is never mirrored, and only the names of its provinces lie over the country.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import hypot

import shapely

from geo.language import Language
from geo.paint.labels import GAP, ROOM, SHIFTS
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.map import DOT, Frame, country_on, frame_map, is_tall, label_rooms, scale_bar
from geo.posters.page import SMALLEST, WIDE, Edges, Page, Sizes, steps
from geo.posters.type import balanced, clean, extent, fit, fit_line

BESIDE = 2
"""The radius of the room for the name of a dot, as a share of the size of its letters."""

BEYOND = 20
"""How far the name of a district may reach beyond the map of a part, in units."""

SHARES = (1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6)
"""The share of the room's width that the map may take: the largest that leaves room for all that goes with it."""

LOCATOR = 1.4
"""How much larger the country beside a part of it is than the globe beside a country."""

BESIDES = tuple((beside, at_top) for at_top in (True, False) for beside in (0.5, 0.25, 0))
"""
Where a part of a country, or one taller than wide, stands in its share, see `geo.posters.map.frame_map`, and whether
the day must stand at the top; the first that leaves room is taken.
"""

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
    free: tuple[float, float]
    """Where the lines of the day end, and where the globe or the scale bar begins below them."""

    @property
    def beside(self) -> tuple[Edges, ...]:
        """The edges of the bar, and of the globe if there is one."""
        left, top, width = self.bar
        bar = (left, top, left + width, top + 5)
        if not self.globe:
            return (bar,)
        x, y, radius = self.globe
        return bar, (x - radius, y - radius, x + radius, y + radius)


def place_map(
    page: Page,
    poster: Poster,
    shapes: Shapes,
    room: Edges,
    sizes: Sizes,
    language: Language,
    most: float = 1,
) -> MapPlacement:
    """
    Place the map in a room as large as possible, and beside the country the day, the scale bar and the globe.

    Parameters
    ----------
    most
        The share of the room's width that the map may take at most.

    Raises
    ------
    NoRoom
        If the day and the bar do not fit even at the smallest share.
    """
    left, top, right, bottom = room
    radius = sizes.globe * (LOCATOR if shapes.whole else 1)
    stamp = _stamp(poster, sizes.stamp, sizes.entry * 0.95, (right - left) * 0.31, page.direction)
    high = sum(size * STAMP_LEADING for _, size, _, _ in stamp)
    widest = max(page.width(words, size, face) for words, size, face, _ in stamp)
    for share, (beside, at_top) in product(SHARES, BESIDES if shapes.whole or is_tall(shapes) else ((0, False),)):
        frame = _frame(shapes, room, share * most, beside)
        kilometres, bar = scale_bar(shapes, frame, frame.width * 0.2)
        told = language.say("{kilometres} km", kilometres=kilometres)
        country = country_on(shapes, frame)
        wide = max(bar, page.width(told, BAR_SIZE, "sans"))
        y = _free(country, right, widest, high, top + 6, bottom)
        bar_top = _free(country, right, wide, BAR_HIGH, bottom - BAR_HIGH - 2, top)
        if y is None or bar_top is None or y + high + CLEAR > bar_top or (at_top and y > top + 6):
            continue
        lowest, highest = bar_top - 2 * radius - 16, y + high + CLEAR
        globe = _free(country, right, 2 * radius, 2 * radius, lowest, highest) if lowest >= highest else None
        if globe is not None or not shapes.whole:  # a part of a country is never without the country beside it
            break
    else:
        raise NoRoom(f"the country leaves no room for {poster.stamp!r} beside it")
    # From the right edge in either direction, whether reading begins or ends there.
    for words, size, face, part in stamp:
        _line_at(page, words, right, y + size, size, face, part)
        y += size * STAMP_LEADING
    _line_at(page, told, right, bar_top + 20, BAR_SIZE, "sans", "bar")
    round_about = (right - radius, globe + radius, radius) if globe is not None else None
    ends = bar_top if globe is None else globe
    return MapPlacement(frame, (right - bar, bar_top + 2, bar), round_about, (y, ends))


def _frame(shapes: Shapes, room: Edges, share: float, beside: float) -> Frame:
    """Fit the map into a share of the width of a room; a part of a country may stand away from its left."""
    left, top, right, bottom = room
    width = (right - left) * share
    return frame_map(shapes, left, top, width, bottom - top, beside)


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
