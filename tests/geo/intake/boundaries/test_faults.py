"""`geo.intake.boundaries.faults`: every fault is told with its feature, and only what is narrow is mended."""

import math
import time
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from geo.intake.boundaries.columns import Columns, propose
from geo.intake.boundaries.faults import Checked, Kind, check
from geo.intake.boundaries.shapes import Boundaries
from tests.geo.intake.boundaries.test_shapes import sample


def checked(*shapes: Any) -> Checked:
    index = pd.RangeIndex(1, len(shapes) + 1, name="feature")
    frame = gpd.GeoDataFrame({"id": list(map(str, index))}, geometry=list(shapes), crs="EPSG:4326", index=index)
    return check(Boundaries(frame, len(shapes), "EPSG:4326"), Columns("id", "id"))


def kinds(found: Checked) -> list[tuple[int, str]]:
    return [(fault.feature, fault.kind.value) for fault in found.faults]


def test_most_that_can_be_wrong_is_told_one_feature_each() -> None:
    read = sample("boundaries-bad.geojson")
    found = check(read, propose(read.frame))
    assert [(fault.feature, fault.what, fault.harmless, fault.repaired) for fault in found.faults] == [
        (2, "overlaps feature 1 by 26 km², 938 metres wide", False, False),
        (3, "leaves a gap of 13 km², 468 metres wide before feature 4", False, False),
        (4, "crosses itself at 32.6250, 71.3750 (latitude, longitude); repaired", False, True),
        (6, "the id PK9905 stands already on feature 5", False, False),
        (7, "no id", False, False),
        (8, "has heights; they are dropped", True, False),
        (9, "its ring runs the other way; it is turned", True, False),
        (10, "no shape", False, False),
        (11, "a line, not an area", False, False),
        (12, "a speck beside it (1.0 m²), dropped", True, False),
    ]
    assert (found.overlaps, found.gaps, found.valid) == (1, 1, False)
    drawn: Any = np.array(found.frame.geometry.dropna())
    assert len(found.frame) == 12
    assert shapely.is_valid(drawn).all()
    assert not shapely.has_z(drawn).any()
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_geometry(drawn, 0))).all()


def test_a_wide_overlap_and_a_wide_gap_are_left() -> None:
    found = checked(shapely.box(0, 0, 1, 1), shapely.box(0.99, 0, 2, 1), shapely.box(2.005, 0, 3, 1))
    assert kinds(found) == [(2, "overlap"), (2, "gap")]
    assert shapely.equals(found.frame.geometry.to_list(), [
        shapely.box(0, 0, 1, 1), shapely.box(0.99, 0, 2, 1), shapely.box(2.005, 0, 3, 1)
    ]).all()  # fmt: skip


def test_a_narrow_overlap_and_a_narrow_gap_are_mended_and_said() -> None:
    found = checked(shapely.box(0, 0, 1, 1), shapely.box(0.9995, 0, 2, 1), shapely.box(2.0005, 0, 3, 1))
    assert [fault.what for fault in found.faults] == [
        "overlaps feature 1 by 6.2 km², 56 metres wide; that is left to feature 1",
        "leaves a gap of 6.2 km², 56 metres wide before feature 3; filled",
    ]
    assert all(fault.repaired and not fault.harmless for fault in found.faults)
    assert shapely.coverage_is_valid(found.frame.geometry.to_numpy())
    assert shapely.union_all(found.frame.geometry.to_numpy()).symmetric_difference(shapely.box(0, 0, 3, 1)).area < 1e-4


def test_what_units_enclose_is_a_gap_however_wide() -> None:
    ring = shapely.difference(shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2))
    west, east = (
        shapely.intersection(ring, shapely.box(0, 0, 1.5, 3)),
        shapely.intersection(ring, shapely.box(1.5, 0, 3, 3)),
    )
    found = checked(west, east)
    assert kinds(found) == [(1, "gap")]
    assert found.faults[0].what.startswith("leaves a gap of 12,")
    assert kinds(checked(west, east, shapely.box(1, 1, 2, 2).reverse())) == []


def test_a_bay_between_two_units_is_no_gap() -> None:
    assert kinds(checked(shapely.box(0, 0, 1, 1), shapely.box(1.1, 0, 2, 1))) == []


def test_a_corner_on_the_edge_of_a_neighbour_is_no_fault_and_gets_a_corner_there() -> None:
    found = checked(shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 0.5), shapely.box(1, 0.5, 2, 1))
    assert kinds(found) == []
    assert shapely.coverage_is_valid(found.frame.geometry.to_numpy())


def test_the_same_shape_twice_is_an_overlap() -> None:
    assert kinds(checked(shapely.box(0, 0, 1, 1), shapely.box(0, 0, 1, 1))) == [(2, "overlap")]


def test_what_would_take_minutes_to_mend_is_told_and_left() -> None:
    turns = [at * 2 * math.pi * 1000 / 2001 for at in range(2001)]
    star = shapely.Polygon([(math.cos(turn), math.sin(turn)) for turn in turns])
    began = time.perf_counter()
    assert kinds(checked(star, shapely.box(5, 5, 6, 6))) == [(1, "crosses itself")]
    heap = checked(*[shapely.box(0, 0, 1, 1)] * 500)
    assert (kinds(heap), heap.overlaps) == ([(1, "overlap")], 1)
    assert time.perf_counter() - began < 5


def test_lines_beside_an_area_are_dropped_and_said() -> None:
    mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.LineString([(2, 2), (3, 3)])])
    found = checked(mixed, shapely.Point(5, 5))
    assert kinds(found) == [(1, Kind.LINES), (2, Kind.NO_AREA)]
    assert found.faults[1].what == "a point, not an area"


def test_rings_that_all_run_the_same_way_are_turned_without_a_word() -> None:
    found = checked(*(shapely.box(at, 0, at + 1, 1).reverse() for at in range(3)))
    assert found.faults == ()
    assert shapely.is_ccw(shapely.get_exterior_ring(found.frame.geometry.to_numpy())).all()


@pytest.mark.parametrize("name", ["cod.geojson", "gadm.gpkg", "geoboundaries.geojson", "utm42.zip"])
def test_boundaries_in_order_have_no_fault(name: str) -> None:
    read = sample(f"boundaries-{name}")
    found = check(read, propose(read.frame))
    assert (found.faults, found.valid, found.overlaps, found.gaps) == ((), True, 0, 0)


def test_while_the_reference_system_is_asked_for_only_ids_are_looked_at() -> None:
    read = sample("boundaries-no-prj.zip")
    assert check(read, propose(read.frame)).faults == ()
