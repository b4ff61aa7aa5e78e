"""Whether latitude and longitude are exchanged in boundaries, as the positions of reports tell."""

from collections.abc import Sequence

import geopandas as gpd
import numpy as np
import shapely

MOST_PART = 0.8
"""The share of positions that must lie within the country, once they are exchanged."""


def exchanged(frame: gpd.GeoDataFrame, positions: Sequence[tuple[float, float]]) -> str:
    """
    Compare boundaries with where reports are.

    Parameters
    ----------
    frame
        Of `geo.intake.boundaries.faults.Checked`.
    positions
        Longitude and latitude of reports, in degrees of EPSG:4326.

    Returns
    -------
    warning
        A sentence if most reports lie outside, or within only when the axes are exchanged; else nothing.
    """
    drawn = np.array(frame.geometry.dropna(), dtype=object)
    if not len(drawn) or not positions:
        return ""
    within, turned = (_share(drawn, points) for points in (np.array(positions), np.array(positions)[:, ::-1]))
    west, south, east, north = shapely.total_bounds(drawn)
    lie = f"The units lie at {south:.1f} to {north:.1f} north and {west:.1f} to {east:.1f} east"
    if turned >= MOST_PART > within:
        return f"{lie}, and the reports elsewhere: latitude and longitude seem to be exchanged in the boundaries."
    return f"{lie}, and most reports elsewhere." if within < 1 - MOST_PART else ""


def _share(
    drawn: np.ndarray[tuple[int], np.dtype[np.object_]], points: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> float:
    """Return which share of points lies on some unit."""
    found = shapely.STRtree(drawn).query(shapely.points(points), predicate="intersects")[0]
    return len(set(found.tolist())) / len(points)
