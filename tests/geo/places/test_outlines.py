"""`geo.places.outlines`: shapes as whole numbers, each ring as steps."""

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.places.boundaries import dissolve
from geo.places.outlines import PER_DEGREE, borders, label_place, rings


def points(ring: list[int]) -> list[tuple[float, float]]:
    """Walk the steps of a ring."""
    walked = np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / PER_DEGREE
    return [(lon, lat) for lon, lat in walked.tolist()]


def test_a_ring_begins_with_its_first_point_and_goes_on_in_steps() -> None:
    triangle = shapely.Polygon([(60, 30), (61, 30), (60, 31)])
    assert rings(triangle) == [[[600_000, 300_000, 10_000, 0, -10_000, 10_000, 0, -10_000]]]


def test_polygons_and_their_holes_come_back_as_they_were() -> None:
    holed = shapely.Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (1, 2), (2, 2), (2, 1)]])
    both = shapely.MultiPolygon([holed, shapely.box(5, 5, 6, 6)])
    decoded = [shapely.Polygon(points(outer), [points(hole) for hole in holes]) for outer, *holes in rings(both)]
    assert shapely.MultiPolygon(decoded) == both


def test_neighbours_round_a_corner_they_share_to_one_number() -> None:
    corner = 1.000049999
    left, right = shapely.box(0, 0, corner, 1), shapely.box(corner, 0, 2, 1)
    east, west = (max(points(rings(left)[0][0]))[0], min(points(rings(right)[0][0]))[0])
    assert east == west == 1.0


def test_no_point_moves_further_than_its_rounding() -> None:
    shape = shapely.Polygon([(60.12345678, 30.87654321), (61.00005, 30.1), (60.5, 31.99995)])
    moved = np.array(points(rings(shape)[0][0])) - shapely.get_coordinates(shape)
    assert np.abs(moved).max() <= 0.5 / PER_DEGREE + 1e-9


def test_borders_are_each_line_once(squares: gpd.GeoDataFrame) -> None:
    inner, outer = borders(dissolve(squares))
    assert [points(line) for line in inner] in ([[(2, 0), (2, 1)]], [[(2, 1), (2, 0)]])
    assert len(outer) == 1
    assert shapely.Polygon(points(outer[0])).equals(shapely.box(0, 0, 3, 1))


@pytest.mark.parametrize(
    ("shape", "point"),
    [
        (shapely.box(0, 0, 1, 1), (0.5, 0.5)),
        (shapely.MultiPolygon([shapely.box(9, 9, 9.1, 9.1), shapely.box(0, 0, 2, 2)]), (1.0, 1.0)),
    ],
    ids=["a square", "the larger of two"],
)
def test_a_label_stands_in_the_middle_of_where_there_is_most_room(
    shape: shapely.Geometry, point: tuple[float, float]
) -> None:
    assert label_place(shape) == pytest.approx((*point, point[0]), abs=0.01)  # as far from the edge as from 0


def test_a_label_of_a_bent_shape_lies_within_it() -> None:
    bent = shapely.Polygon([(0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4)])
    assert not bent.contains(bent.centroid)
    assert bent.contains(shapely.Point(label_place(bent)[:2]))
