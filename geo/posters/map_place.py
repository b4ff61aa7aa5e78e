"""
The place of the map on a poster, or of two, and what stands beside it: day, scale bar, globe.

The country is not a rectangle: what goes with the map stands in the room to the right of the country, found from the
country's true area. The map is never mirrored, and only the names of its places lie over the country.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import product

import shapely

from geo.language import Language
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.map import Frame, country_on, frame_map, is_tall, scale_bar
from geo.posters.page import WIDE, Edges, Page, Sizes, steps
from geo.posters.type import balanced, clean, fit, fit_line

SHARES = (1, 0.96, 0.92, 0.88, 0.84, 0.8, 0.76, 0.72, 0.68, 0.64, 0.6)
"""The share of the room's width that the map may take: the largest that leaves room for all that goes with it."""

LOCATOR = 1.4
"""How much larger the country beside a part of it is than the globe beside a country."""

BESIDES = tuple((beside, at_top) for at_top in (True, False) for beside in (0.5, 0.25, 0))
"""
Where a part of a country, or one taller than wide, stands in its share, see `geo.posters.map.frame_map`, and whether
the day must stand at the top; the first that leaves room is taken.
"""

NEARER = (1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""The share of the free height that is taken from the rooms of two maps, if these keep their size."""

KNOWN = 150
"""The width for the day of knowledge where it stands without a day, but at most half of the room, in units."""

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


@dataclass(frozen=True, slots=True)
class Pair:
    """Two maps of equal size."""

    before: Frame
    later: MapPlacement


def place_map(
    page: Page,
    poster: Poster,
    shapes: Shapes,
    room: Edges,
    sizes: Sizes,
    language: Language,
    most: float = 1,
    kept: tuple[float, float] = (0, 0),
) -> MapPlacement:
    """
    Place the map in a room as large as possible, and beside the country the day, the scale bar and the globe.

    Parameters
    ----------
    most
        The share of the room's width that the map may take at most.
    kept
        The width and height that the country must leave free in the corner where reading begins.

    Raises
    ------
    NoRoom
        If the day and the bar do not fit even at the smallest share.
    """
    left, top, right, bottom = room
    radius = sizes.globe * (LOCATOR if shapes.whole else 1)
    stamp = _stamp(
        poster,
        sizes.stamp,
        sizes.entry * 0.95,
        max((right - left) * 0.31, 0 if poster.stamp else KNOWN),
        page.direction,
    )
    high = sum(size * STAMP_LEADING for _, size, _, _ in stamp)
    widest = max(page.width(words, size, face) for words, size, face, _ in stamp)
    beside_kept = page.direction == "ltr" and kept[0] + widest + CLEAR <= right - left
    first = top + 6 + (0 if beside_kept else kept[1])
    freely = shapes.whole or is_tall(shapes) or poster.before
    for share, (beside, at_top) in product(SHARES, BESIDES if freely else ((0, False),)):
        frame = _frame(shapes, room, share * most, beside)
        kilometres, bar = scale_bar(shapes, frame, frame.width * 0.2)
        told = language.say("{kilometres} km", kilometres=kilometres)
        country = country_on(shapes, frame)
        wide = max(bar, page.width(told, BAR_SIZE, "sans"))
        if kept[0] and shapely.intersects(country, _corner(room, kept, page.direction)):
            continue
        y = _free(country, right, widest, high, first, bottom)
        bar_top = _free(country, right, wide, BAR_HIGH, bottom - BAR_HIGH - 2, top)
        if y is None or bar_top is None or y + high + CLEAR > bar_top or (at_top and y > first):
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


def place_pair(
    page: Page,
    poster: Poster,
    shapes: Shapes,
    rooms: tuple[Edges, Edges],
    sizes: Sizes,
    language: Language,
    inside: bool,
) -> Pair:
    """
    Place the maps of two days, each under its day, and beside the later what goes with both; see `place_map`.

    Parameters
    ----------
    inside
        Whether the days stand in the corner that the country leaves free, and not above the maps.
    """
    if not poster.before:
        raise ValueError("a poster of one day has no second map")
    (left, top, right, _), (to_left, to_top, to_right, bottom) = rooms
    days = [clean(poster.before.stamp), clean(poster.stamp)]
    size = min(fit_line(day, "serif", steps(sizes.stamp), right - left, page.direction)[0] for day in days)
    high = size * STAMP_LEADING
    widest = max(page.width(day, size, "serif") for day in days) + CLEAR
    room = to_left, to_top + (0 if inside else high), to_right, bottom
    kept = (widest, high + CLEAR) if inside else (0.0, 0.0)
    small = replace(sizes, globe=sizes.globe * 0.75)
    placed = place_map(page, replace(poster, stamp=""), shapes, room, small, language, kept=kept)
    for day, (x, y, end, _) in zip(days, rooms, strict=True):
        page.line(day, WIDE - end if page.direction == "rtl" else x, y + size, size, "serif", "stamp")
    frame = placed.frame
    return Pair(replace(frame, x=frame.x + left - to_left, y=frame.y + top - to_top), placed)


def nearer(
    page: Page,
    poster: Poster,
    shapes: Shapes,
    rooms: tuple[Edges, Edges],
    sizes: Sizes,
    language: Language,
    inside: bool,
) -> tuple[Edges, Edges]:
    """Lower the rooms of two maps as far as these keep their size, so that the days stand near them."""
    frame = place_pair(page.copy(), poster, shapes, rooms, sizes, language, inside).before
    (_, top, _, bottom), _ = rooms
    for share in NEARER:
        gap = (bottom - top - frame.height) / 2 * share
        one, other = ((left, top + gap, right, bottom - gap) for left, top, right, bottom in rooms)
        with suppress(NoRoom):
            near = place_pair(page.copy(), poster, shapes, (one, other), sizes, language, inside)
            if near.before.width > frame.width - 0.5:
                return one, other
    return rooms


def _corner(room: Edges, size: tuple[float, float], direction: str) -> shapely.Geometry:
    """Return a box in the upper corner of a room where reading begins."""
    (left, top, right, _), (width, height) = room, size
    start = right - width if direction == "rtl" else left
    return shapely.box(start, top, start + width, top + height)


def _frame(shapes: Shapes, room: Edges, share: float, beside: float) -> Frame:
    """Fit the map into a share of the width of a room; a part of a country may stand away from its left."""
    left, top, right, bottom = room
    width = (right - left) * share
    return frame_map(shapes, left, top, width, bottom - top, beside)


def _stamp(
    poster: Poster, day_size: float, known_size: float, width: float, direction: str
) -> list[tuple[str, float, str, str]]:
    """List the lines of the days and of knowledge: words, size, face and part. Each day takes one line."""
    day, known = clean(poster.stamp), clean(poster.known)
    size, line = fit_line(day, "serif", steps(day_size, day_size * 0.7), width, direction)
    lines = [line] if day else []
    if line != day:
        high = 2.1 * STAMP_LEADING * day_size
        size, lines = fit(day, "serif", steps(day_size, 14), width, high, STAMP_LEADING, direction)
        lines = balanced(lines, "serif", size, width, direction)
    sizes = steps(known_size)
    high = (2.1 if day else 3.2) * STAMP_LEADING * known_size
    small, more = fit(known, "sans", sizes, width, high, STAMP_LEADING, direction)
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
