"""A still sketch of boundaries before there is a country: enough to see whether they are the right ones."""

import math
from collections.abc import Iterator

import geopandas as gpd
import numpy as np
import shapely

WIDTH = 480
"""In pixels; a country higher than wide is as high as that."""
STYLE = 'fill="#8f8a80" fill-opacity="0.25" stroke="#8f8a80" stroke-width="1" stroke-linejoin="round"'
"""Seen on paper and in the dark alike."""


def sketch(frame: gpd.GeoDataFrame) -> str:
    """
    Draw shapes as one SVG; nothing if there are none.

    Parameters
    ----------
    frame
        In EPSG:4326, as that of `geo.intake.boundaries.faults.Checked`. A degree east is drawn as long as it is in the
        middle of the country.
    """
    shapes = np.array([shape for shape in frame.geometry if shape is not None], dtype=object)
    if not len(shapes):
        return ""
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    narrow = max(math.cos(math.radians((south + north) / 2)), 0.01)
    scale = WIDTH / max((east - west) * narrow, north - south, 1e-9)
    drawn = shapely.transform(
        shapely.simplify(shapes, 1 / scale),
        lambda points: (points - [west, north]) * [narrow * scale, -scale],
    )
    path = "".join(piece for shape in drawn for piece in _rings(shape))
    width, height = ((east - west) * narrow * scale, (north - south) * scale)
    box = f"-2 -2 {width + 4:.0f} {height + 4:.0f}"
    size = f'width="{width + 4:.0f}" height="{height + 4:.0f}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" {size}><path d="{path}" {STYLE}/></svg>'


def _rings(shape: shapely.Geometry) -> Iterator[str]:
    for polygon in shapely.get_parts(shape):
        for ring in (polygon.exterior, *polygon.interiors):
            yield f"M{' '.join(f'{x:.1f},{y:.1f}' for x, y in ring.coords[:-1])}Z"
