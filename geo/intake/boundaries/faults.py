"""
What is wrong with each feature of uploaded boundaries, and what could be put right.

Put right without harm: heights, the direction of rings, specks. Repaired and said so: what crosses itself, and edges
that nearly meet. Told and left: an overlap or a gap wider than a hundred metres, and what is no unit at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.intake.boundaries.columns import Columns
from geo.intake.boundaries.coverage import (
    MOST_OVERLAPS,
    Piece,
    Shapes,
    area_km2,
    gaps,
    is_heaped,
    is_knotted,
    mended,
    overlaps,
)
from geo.intake.boundaries.features import texts_of
from geo.intake.boundaries.shapes import Boundaries

SPECK_KM2 = 1e-5
"""A part of a unit smaller than ten square metres is a slip of whoever drew it."""
REPAIRED = "; repaired"


class Kind(StrEnum):
    """What can be wrong."""

    NO_SHAPE = "no shape"
    UNREAD = "cannot be read"
    NO_AREA = "not an area"
    CROSSES = "crosses itself"
    INVALID = "invalid"
    NO_ID = "no id"
    REPEATED = "repeated id"
    HEIGHTS = "heights"
    TURNED = "ring turned"
    SPECK = "speck"
    LINES = "lines beside it"
    OVERLAP = "overlap"
    GAP = "gap"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one feature."""

    feature: int
    """Counted from 1 in the order of the file."""
    kind: Kind
    what: str
    """For a person, after the words "feature 2:"."""
    harmless: bool = False
    """Whether it is put right and changes nothing that is seen."""
    repaired: bool = False
    """Whether what is drawn is not as it stands in the file."""


@dataclass(frozen=True)
class Checked:
    """Boundaries of which every feature has been looked at."""

    frame: gpd.GeoDataFrame
    """
    As that of `Boundaries`, with each fault put right that can be: each `geometry` is a valid polygon or multipolygon
    of two dimensions in EPSG:4326, outer rings anticlockwise, or `None`.
    """
    faults: tuple[Fault, ...]
    """In the order of the features."""
    overlaps: int = 0
    """How many are left."""
    gaps: int = 0
    """How many are left."""

    @property
    def valid(self) -> bool:
        """Whether nothing is wrong that does harm."""
        return all(fault.harmless for fault in self.faults)


def check(boundaries: Boundaries, columns: Columns) -> Checked:
    """
    Look at every feature; while the boundaries ask for their reference system, at their ids only.

    Parameters
    ----------
    columns
        Of which the id is looked at.
    """
    frame = boundaries.frame
    faults = list(_of_ids(frame, columns))
    if boundaries.asks:
        return Checked(frame, tuple(faults))
    shapes, found = _of_shapes(frame, boundaries.unread)
    faults += found
    drawn = np.array([at for at, shape in enumerate(shapes) if shape is not None], dtype=int)
    left = (0, 0)
    if len(drawn):
        crossing = {fault.feature for fault in found if fault.kind is Kind.CROSSES}
        hulls = [shapely.convex_hull(shapes[feature - 1]) for feature in crossing if shapes[feature - 1] is not None]
        mending, beside, left = _of_neighbours(shapes[drawn], frame.index[drawn].tolist(), hulls)
        shapes[drawn] = mending
        faults += beside
    checked = frame.set_geometry(gpd.GeoSeries(shapes, index=frame.index, crs="EPSG:4326"))
    return Checked(checked, tuple(sorted(faults, key=lambda fault: fault.feature)), *left)


def _of_ids(frame: gpd.GeoDataFrame, columns: Columns) -> Iterator[Fault]:
    first: dict[str, int] = {}
    ids = texts_of(frame[columns.id].tolist()) if columns.id else [""] * len(frame)
    for feature, told in zip(frame.index.tolist(), ids, strict=True):
        if not told:
            yield Fault(feature, Kind.NO_ID, "no id")
        elif first.setdefault(told, feature) != feature:
            yield Fault(feature, Kind.REPEATED, f"the id {told} stands already on feature {first[told]}")


def _of_shapes(frame: gpd.GeoDataFrame, unread: Mapping[int, str]) -> tuple[Shapes, list[Fault]]:
    """Look at each shape by itself; returns them put right, and what was wrong."""
    faults: list[Fault] = []
    shapes = np.full(len(frame), None, dtype=object)
    clockwise = _run_clockwise(frame.geometry.to_numpy())
    most = np.count_nonzero(clockwise) > np.count_nonzero(~clockwise[~shapely.is_missing(frame.geometry)])
    for at, (feature, shape) in enumerate(zip(frame.index.tolist(), frame.geometry, strict=True)):
        if shape is None or shape.is_empty:
            why = unread.get(feature)
            faults.append(
                Fault(feature, Kind.UNREAD, f"its shape cannot be read: {why}") if why else _shapeless(feature)
            )
            continue
        area, told = _area(feature, shape)
        faults += told
        if area is None:
            continue
        if clockwise[at] != most:
            faults.append(Fault(feature, Kind.TURNED, "its ring runs the other way; it is turned", harmless=True))
        area, told = _without_specks(feature, area)
        faults += told
        shapes[at] = shapely.orient_polygons(area)
    return shapes, faults


def _shapeless(feature: int) -> Fault:
    return Fault(feature, Kind.NO_SHAPE, "no shape")


def _run_clockwise(shapes: Any) -> Any:
    """Return for each shape whether the outer ring of its first polygon runs clockwise: formats differ in it."""
    rings = shapely.get_exterior_ring(shapely.get_geometry(shapes, 0))
    areal = np.isin(shapely.get_type_id(shapes), (3, 6))
    return areal & ~shapely.is_missing(rings) & ~shapely.is_ccw(rings)


def _area(feature: int, shape: Any) -> tuple[Any, list[Fault]]:
    """Make a shape a valid polygon or multipolygon, or `None`, and say what was wrong."""
    faults: list[Fault] = []
    if shapely.has_z(shape):
        faults.append(Fault(feature, Kind.HEIGHTS, "has heights; they are dropped", harmless=True))
        shape = shapely.force_2d(shape)
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        areas = [part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")]
        if not areas:
            called = "a line" if "Line" in shape.geom_type else "a point" if "Point" in shape.geom_type else "a mixture"
            return None, [*faults, Fault(feature, Kind.NO_AREA, f"{called}, not an area")]
        faults.append(
            Fault(feature, Kind.LINES, "has lines or points beside its area; they are dropped", repaired=True)
        )
        shape = shapely.MultiPolygon([each for area in areas for each in shapely.get_parts(area)])
    if not shape.is_valid:
        reason = shapely.is_valid_reason(shape)
        if is_knotted(shape):
            what = "crosses itself so often that it cannot be repaired; it is not drawn"
            return None, [*faults, Fault(feature, Kind.CROSSES, what)]
        shape, kind = _polygonal(shapely.make_valid(shape, method="structure", keep_collapsed=False)), Kind.INVALID
        what = f"its shape is invalid ({reason.split('[')[0].lower()})"
        if re.search("self-intersection", reason, re.IGNORECASE):
            kind, what = Kind.CROSSES, f"crosses itself{_place(reason)}"
        if shape is None:
            return None, [*faults, Fault(feature, kind, f"{what}; no area is left of it")]
        faults.append(Fault(feature, kind, f"{what}{REPAIRED}", repaired=True))
    return (shape, faults) if shape.area else (None, [*faults, Fault(feature, Kind.NO_AREA, "it covers no area")])


def _place(reason: str) -> str:
    """Say where, as GEOS does at the end of its reason: ``Self-intersection[71.375 32.625]``."""
    found = re.search(r"\[(-?[\d.]+) (-?[\d.]+)", reason)
    return f" at {float(found[2]):.4f}, {float(found[1]):.4f} (latitude, longitude)" if found else ""


def _polygonal(shape: Any) -> Any:
    parts = [
        each for part in shapely.get_parts(shape) for each in shapely.get_parts(part) if each.geom_type == "Polygon"
    ]
    return shapely.MultiPolygon(parts) if len(parts) > 1 else parts[0] if parts else None


def _without_specks(feature: int, shape: Any) -> tuple[Any, list[Fault]]:
    """Drop the parts that nobody could see; the largest stays."""
    parts = shapely.get_parts(shape)
    if len(parts) < 2:
        return shape, []
    areas = np.array(area_km2(parts))
    kept = (areas >= SPECK_KM2) | (areas == areas.max())
    if kept.all():
        return shape, []
    specks = ", ".join(f"{max(area * 1e6, 0.1):.1f} m²" for area in areas[~kept][:3])
    named = "a speck" if (count := int((~kept).sum())) == 1 else f"{count} specks"
    what = f"{named} beside it ({specks}), dropped"
    left = shapely.MultiPolygon(list(parts[kept])) if kept.sum() > 1 else parts[kept][0]
    return left, [Fault(feature, Kind.SPECK, what, harmless=True)]


def _of_neighbours(
    shapes: Shapes, features: Sequence[int], hulls: Sequence[Any]
) -> tuple[Shapes, list[Fault], tuple[int, int]]:
    """Look at overlaps and gaps; returns the shapes mended, what was wrong, and how many overlaps and gaps are left."""
    if is_heaped(shapes):
        what = "lies over others, as so many do that their overlaps and gaps were not looked for"
        return shapes, [Fault(features[0], Kind.OVERLAP, what)], (1, 0)
    over, between = overlaps(shapes), gaps(shapes)
    # What a shape that crosses itself leaves open within its own corners is its fault, which is told.
    between = [gap for gap in between if not any(_lies_in(gap.shape, hull) for hull in hulls)]
    clean = shapely.coverage_is_valid(shapes) and not any(not piece.wide for piece in between)
    done = shapes if clean else mended(shapes, over, between)
    faults = [
        *(_overlap(pieces, features, done is not None) for pieces in _together(over)),
        *(_gap(pieces, features, done is not None) for pieces in _together(between)),
    ]
    if len(over) == MOST_OVERLAPS:
        faults.append(Fault(features[over[-1].between[1]], Kind.OVERLAP, "further overlaps were not looked for"))
    left = tuple(sum(piece.wide or done is None for piece in pieces) for pieces in (over, between))
    done = shapes if done is None else np.asarray(shapely.orient_polygons(done))
    return done, faults, (left[0], left[1])


def _lies_in(piece: Any, hull: Any) -> bool:
    return bool(shapely.intersection(piece, hull).area > 0.9 * piece.area)


def _together(pieces: Iterable[Piece]) -> Iterable[list[Piece]]:
    """Group narrow pieces by the units between which they lie; each wide one stands alone."""
    groups: dict[tuple[int, ...], list[Piece]] = {}
    for at, piece in enumerate(pieces):
        groups.setdefault((*piece.between, -1 - at) if piece.wide else piece.between, []).append(piece)
    return groups.values()


def _overlap(pieces: Sequence[Piece], features: Sequence[int], mended: bool) -> Fault:
    first, second = (features[at] for at in pieces[0].between)
    what = f"overlaps feature {first} by {_measured(pieces)}"
    if pieces[0].wide or not mended:
        return Fault(second, Kind.OVERLAP, what)
    return Fault(second, Kind.OVERLAP, f"{what}; that is left to feature {first}", repaired=True)


def _gap(pieces: Sequence[Piece], features: Sequence[int], mended: bool) -> Fault:
    first, *others = (features[at] for at in pieces[0].between)
    to = f"before feature {others[0]}" if len(others) == 1 else "within it"
    to = f"between it and features {', '.join(map(str, others))}" if len(others) > 1 else to
    count = "a gap" if len(pieces) == 1 else f"{len(pieces)} gaps"
    what = f"leaves {count} of {_measured(pieces)} {to}"
    if pieces[0].wide or not mended:
        return Fault(first, Kind.GAP, what)
    return Fault(first, Kind.GAP, f"{what}; filled", repaired=True)


def _measured(pieces: Sequence[Piece]) -> str:
    """
    Say how large pieces are together, and how wide the widest is.

    >>> _measured([Piece(None, (0, 1), 26.01, 936.2)])
    '26 km², 936 metres wide'
    """
    km2, width = sum(piece.area_km2 for piece in pieces), max(piece.width for piece in pieces)
    area = f"{km2:,.2g} km²" if km2 < 10 else f"{km2:,.0f} km²"
    area = area if km2 >= 0.01 else f"{max(km2 * 1e6, 1):,.0f} m²"
    at_most = "" if len(pieces) == 1 else "at most "
    if width >= 1000:
        return f"{area}, {at_most}{width / 1000:,.1f} km wide"
    return f"{area}, {at_most}{width:,.0f} metres wide" if width >= 2 else f"{area}, {at_most}{width:.1f} metres wide"
