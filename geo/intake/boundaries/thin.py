"""Boundaries thinned until they draw at once, and neighbours still meet."""

from typing import Any

import numpy as np
import shapely

from geo.intake.boundaries.coverage import Shapes, clean
from geo.places.rebuild import rounded_off

MOST_CORNERS = 30_000
"""As many as the boundaries of the largest war that is shipped, which draw in a moment."""
FINEST, COARSEST = 0.0002, 0.05
"""Degrees: the tolerance begins with some 20 metres, and grows by a half until there are few corners enough."""


class NoCoverage(ValueError):
    """Units that lie over each other."""


def thinned(shapes: Shapes) -> tuple[Shapes, float]:
    """
    Thin units together, so that a line that two of them share stays one line.

    Parameters
    ----------
    shapes
        Valid polygons without overlaps, in EPSG:4326.

    Returns
    -------
    thinned
        With `MOST_CORNERS` at most if the tolerance allows it, rounded to five decimals if that leaves them valid.
    tolerance
        In degrees, the square root of the area of what was cut off at a corner; 0 if nothing was.

    Raises
    ------
    NoCoverage
        If the units overlap.
    """
    met = shapes if shapely.coverage_is_valid(shapes) else clean(shapes)
    if met is None:
        raise NoCoverage("units overlap, or their edges cannot be made to meet")
    fewer, tolerance = met, 0.0
    while _corners(fewer) > MOST_CORNERS and tolerance < COARSEST:
        tolerance = tolerance * 1.5 or FINEST
        fewer = shapely.coverage_simplify(fewer, tolerance)
    rounded = _if_fit(rounded_off(fewer))
    if rounded is None:
        # Rounding laid some corner over an edge: what comes of cleaning that is rounded again, or else not at all.
        again = clean(np.asarray(shapely.make_valid(rounded_off(fewer), method="structure", keep_collapsed=False)))
        rounded = None if again is None else _if_fit(rounded_off(again))
    return np.asarray(shapely.orient_polygons(fewer if rounded is None else rounded)), tolerance


def _corners(shapes: Any) -> int:
    return int(shapely.get_num_coordinates(shapes).sum())


def _if_fit(shapes: Any) -> Any:
    fit = shapely.is_valid(shapes).all() and not shapely.is_empty(shapes).any()
    return shapes if fit and shapely.coverage_is_valid(shapes) else None
