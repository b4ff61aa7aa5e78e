"""
Where the units of a country lie over each other or leave something between them, and how that is mended.

Shapes are found and mended in degrees of EPSG:4326, in which the corner of one lies on the edge of another as it was
drawn; in any projection it would not. Areas are measured in EPSG:6933, widths in metres at the place itself.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

Shapes = npt.NDArray[np.object_]
Scale = npt.NDArray[np.float64]
METRES = 111_320
"""In a degree of latitude."""
WIDE = 100.0
"""Metres: an overlap or a gap wider than this is told and left."""
WIDEST = 1_000.0
"""Metres: what is open to the outside and wider than this is a bay, not a gap."""
ROUNDING = 0.1
"""Metres: what is narrower than this comes of rounding to six decimals, and is closed without a word."""
SLIVER = 1e-7
"""Degrees, about a centimetre: by so much what fills a gap lies over the land beside it."""
LONG = 5
"""A gap that is open to the outside is at least so many times as long as it is wide; else it is a bend of a coast."""
MOST_OVERLAPS = 2_000
MOST_MEETINGS, MOST_EACH, AT_A_TIME = 40_000, 20, 50
"""How many pairs of boxes may meet, and how many more for each shape; and for how many at a time they are counted."""
SHARP: Any = {"join_style": "mitre", "mitre_limit": 2}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the land that two units cover, or that none does."""

    shape: Any
    between: tuple[int, ...]
    """The positions of the units: of an overlap two, of a gap those around it; in ascending order."""
    area_km2: float
    width: float
    """In metres; of the rectangle that has its area and its circumference."""

    @property
    def wide(self) -> bool:
        """Whether it is told and left."""
        return self.width > WIDE


def is_knotted(shape: Any) -> bool:
    """Return whether a shape crosses itself so often that mending it would take minutes."""
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    lines: list[Any] = [
        shapely.linestrings(np.stack([ring.coords[:-1], ring.coords[1:]], axis=1))
        for ring in rings
        if not ring.is_empty
    ]
    return bool(lines) and is_heaped(np.concatenate(lines))


def is_heaped(shapes: Shapes) -> bool:
    """Return whether so many shapes lie over each other that they are no map, as far as their boxes tell."""
    tree, met, most = shapely.STRtree(shapes), 0, MOST_MEETINGS + MOST_EACH * len(shapes)
    for at in range(0, len(shapes), AT_A_TIME):
        met += tree.query(shapes[at : at + AT_A_TIME]).shape[1]
        if met > most:
            return True
    return False


def overlaps(shapes: Shapes) -> list[Piece]:
    """List where two units cover the same land, `MOST_OVERLAPS` at most; the units are valid polygons."""
    astray = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)))
    tree, found = shapely.STRtree(shapes), list[Piece]()
    for at in astray:
        for other in sorted(tree.query(shapes[at], predicate="intersects")):
            if other < at and len(found) < MOST_OVERLAPS:
                shared = _polygons(shapely.intersection(shapes[at], shapes[other]))
                if not shared.is_empty and (piece := _piece(shared, (int(other), int(at)))).width > ROUNDING:
                    found.append(piece)
    return found


def gaps(shapes: Shapes) -> list[Piece]:
    """List what lies between units and is none's: all that they enclose, and what is narrow and open to the outside."""
    astray = shapely.coverage_invalid_edges(shapes, gap_width=WIDEST / METRES)
    edges = astray[~shapely.is_empty(astray)]
    ground = shapely.union_all(shapes) if len(edges) else shapely.coverage_union_all(shapes)
    holes = [shapely.Polygon(ring) for part in shapely.get_parts(ground) for ring in part.interiors]
    tree = shapely.STRtree(shapes)
    # An island in a lake is land within a hole.
    enclosed = list(shapely.get_parts(_polygons(shapely.difference(shapely.union_all(holes), ground)))) if holes else []
    enclosing = shapely.STRtree(enclosed)
    slits = [
        slit
        for slit in _slits(shapes, tree, edges)
        if not len(enclosing.query(shapely.point_on_surface(slit), predicate="intersects"))
    ]
    around = [(piece, _around(piece, shapes, tree)) for piece in (*enclosed, *slits)]
    found = [_piece(piece, beside) for piece, beside in around if beside]
    return [
        piece
        for at, piece in enumerate(found)
        if piece.width > ROUNDING and (at < len(enclosed) or (len(piece.between) > 1 and _is_long(piece)))
    ]


def _slits(shapes: Shapes, tree: shapely.STRtree, edges: Shapes) -> Iterable[Any]:
    """Find what is narrow beside edges that nearly meet: swelling the land closes it, shrinking it again does not."""
    margin = 2 * WIDEST / METRES
    for part in shapely.get_parts(shapely.union_all(shapely.buffer(edges, margin, quad_segs=2))) if len(edges) else ():
        west, south, east, north = part.bounds
        near = shapely.clip_by_rect(shapes[tree.query(part)], west, south, east, north)
        ground = shapely.union_all(shapely.make_valid(near))
        scale = _metres_at((south + north) / 2)
        there = _scaled(ground, scale)
        swollen = shapely.buffer(there, WIDEST / 2, quad_segs=4)
        slits = shapely.difference(shapely.buffer(swollen, -WIDEST / 2, quad_segs=4), there)
        # Swelling leaves threads along all edges, which shrinking takes away.
        slits = shapely.buffer(shapely.buffer(slits, -ROUNDING / 2, **SHARP), ROUNDING / 2, **SHARP)
        yield from shapely.get_parts(_polygons(_scaled(slits, 1 / scale)))


def _metres_at(latitude: float) -> Scale:
    """Return the metres in a degree eastwards and northwards."""
    return np.array([max(math.cos(math.radians(latitude)), 0.01), 1]) * METRES


def _scaled(shape: Any, scale: Scale) -> Any:
    return shapely.transform(shape, lambda points: points * scale)


def _around(piece: Any, shapes: Shapes, tree: shapely.STRtree) -> tuple[int, ...]:
    near = shapely.buffer(piece, 5 / METRES, quad_segs=1)
    shared = {int(at): shapely.intersection(near, shapes[at]).area for at in tree.query(near, predicate="intersects")}
    return tuple(sorted(at for at, area in shared.items() if area > 0.02 * sum(shared.values())))


def _is_long(piece: Piece) -> bool:
    return piece.width <= WIDEST and piece.area_km2 * 1e6 >= LONG * piece.width**2


def _piece(shape: Any, between: tuple[int, ...]) -> Piece:
    """Measure a piece."""
    _, south, _, north = shape.bounds
    there = _scaled(shape, _metres_at((south + north) / 2))
    widths = [_width(part.area, part.length) for part in shapely.get_parts(there)]
    return Piece(shape, between, area_km2([shape])[0], max(widths, default=0.0))


def _width(area: float, around: float) -> float:
    """
    Return the shorter side of the rectangle of an area and a circumference; of what is rounder, that of a square.

    >>> _width(200, 60), _width(100, 36)
    (10.0, 10.0)
    """
    half = around / 2
    return (half - math.sqrt(half**2 - 4 * area)) / 2 if half**2 > 4 * area else math.sqrt(area)


def area_km2(shapes: Sequence[Any] | Shapes) -> list[float]:
    """Measure shapes in EPSG:4326, in square kilometres in EPSG:6933 (equal area)."""
    return [float(area) for area in gpd.GeoSeries(list(shapes), crs="EPSG:4326").to_crs("EPSG:6933").area / 1e6]


def mended(shapes: Shapes, lying_over: Sequence[Piece], between: Sequence[Piece]) -> Shapes | None:
    """
    Mend what is narrow: an overlap is left to the first of two units, a gap given to the first beside it.

    Then edges that run along each other get the same corners; units with a wide overlap are left as they are.

    Returns
    -------
    shapes
        Valid polygons, in the same order; `None` if mending would change more than what is narrow.
    """
    done = shapes.copy()
    for piece in lying_over:
        if not piece.wide:
            done[piece.between[1]] = shapely.difference(done[piece.between[1]], piece.shape)
    for piece in between:
        if not piece.wide:
            done[piece.between[0]] = shapely.union(done[piece.between[0]], shapely.buffer(piece.shape, SLIVER))
    left = {piece.between[1] for piece in lying_over if piece.wide}
    kept = np.array([at for at in range(len(done)) if at not in left], dtype=int)
    done = np.array([*map(_polygons, done), None], dtype=object)[:-1]
    if len(kept) and not shapely.coverage_is_valid(done[kept]):
        cleaned = clean(done[kept])
        if cleaned is None:
            return None
        done[kept] = cleaned
    narrow = sum(piece.area_km2 for piece in (*lying_over, *between) if not piece.wide)
    moved = np.abs(np.subtract(area_km2(done), area_km2(shapes)))
    return done if (moved <= narrow + 0.01 + 1e-5 * np.array(area_km2(shapes))).all() else None


def clean(shapes: Shapes) -> Shapes | None:
    """Give edges the same corners, and overlaps to one of two; `None` if a unit would vanish or still be invalid."""
    cleaned = shapely.coverage_clean(shapes, gap_width=ROUNDING / METRES)  # type: ignore[attr-defined]  # the stubs are for 2.1
    fit = not shapely.is_empty(cleaned).any() and shapely.is_valid(cleaned).all()
    return cleaned if fit and shapely.coverage_is_valid(cleaned) else None


def _polygons(shape: Any) -> Any:
    """Keep the polygons of a shape."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon") and part.area]
    return shapely.union_all(parts) if len(parts) != 1 else parts[0]
