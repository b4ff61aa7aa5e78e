"""
Shapes as the page receives them: whole numbers, each ring as steps from point to point.

A coordinate is sent in ten-thousandths of a degree (about ten metres), longitude before latitude. A ring begins with
its first point and continues with the step to each next one, all in one flat list. Neighbours round the same corner to
the same number, so that they still meet.
"""

from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geo.places.country import Country

PER_DEGREE = 10_000

Ring = list[int]


def rings(geometry: shapely.Geometry) -> list[list[Ring]]:
    """Encode a polygon or multipolygon in EPSG:4326: its polygons, each as its outer ring and its holes."""
    return [
        [_steps(ring) for ring in (polygon.exterior, *polygon.interiors)] for polygon in shapely.get_parts(geometry)
    ]


def borders(provinces: gpd.GeoDataFrame) -> tuple[list[Ring], list[Ring]]:
    """
    Encode the lines between provinces and the line around them all, each line once.

    Parameters
    ----------
    provinces
        As returned by `geo.places.boundaries.dissolve`; EPSG:4326.

    Returns
    -------
    inner, outer
        Lines as at the head of this module.
    """
    outline = shapely.boundary(shapely.coverage_union_all(provinces.geometry.values))
    inner = shapely.difference(shapely.union_all(provinces.geometry.boundary.values), outline)
    return _lines(inner), _lines(outline)


def outlines(country: Country) -> dict[str, list[Any]]:
    """
    Encode all lines of a country.

    Returns
    -------
    lines
        ``rings``, of each district as `rings` has them, empty if it is a dot; ``inner`` and ``outer``, see `borders`.
    """
    shapes = dict(zip(country.boundaries.index, country.boundaries.geometry, strict=True))
    inner, outer = borders(country.borders)
    drawn = [rings(shapes[place.code]) if place.code in shapes else [] for place in country.districts]
    return {"rings": drawn, "inner": inner, "outer": outer}


def label_place(geometry: shapely.Geometry) -> tuple[float, float, float]:
    """
    Find where in a shape a label has most room: its largest inscribed circle.

    Returns
    -------
    lon, lat, radius
        In degrees.
    """
    roomiest = max(shapely.get_parts(geometry), key=lambda part: float(part.area))
    radius = shapely.maximum_inscribed_circle(roomiest, tolerance=0.01)
    lon, lat = radius.coords[0]
    return round(lon, 3), round(lat, 3), round(float(radius.length), 3)


def _lines(geometry: shapely.Geometry) -> list[Ring]:
    merged: Iterable[shapely.Geometry] = shapely.get_parts(shapely.line_merge(geometry))
    return [_steps(line) for line in merged]


def _steps(line: shapely.Geometry) -> Ring:
    points = np.rint(shapely.get_coordinates(line) * PER_DEGREE).astype(int)
    steps: Ring = np.diff(points, axis=0, prepend=[[0, 0]]).ravel().tolist()
    return steps
