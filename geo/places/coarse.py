"""A country with fewer points in its lines, for maps the size of a hand: neighbours still meet."""

from dataclasses import replace

import shapely

from geo.places.boundaries import dissolve
from geo.places.country import Country

TOLERANCE = 0.022
"""Degrees by which a line may be off: about a pixel of a country 800 pixels wide."""


def coarse(country: Country) -> Country:
    """Simplify the boundaries of a country; its districts, lenses and digest stay those of the whole."""
    boundaries = country.boundaries.copy()
    boundaries["geometry"] = shapely.coverage_simplify(boundaries.geometry.to_numpy(), TOLERANCE)
    return replace(country, boundaries=boundaries, borders=dissolve(boundaries))
