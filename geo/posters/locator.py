"""The small country beside a part of it, with the part marked."""

import numpy as np

from geo.paint.ink import LINE, OUTLINE
from geo.paint.palette import INK
from geo.places.grid import Box, Shapes

TINY = 9.0
"""A part that is narrower than this, in units of the page, has a ring around it."""

DOT = 1.6
"""The radius of a district without a boundary, in units of the page."""


def draw_locator(part: Shapes, whole: Shapes, x: float, y: float, radius: float, theme: str, paper: str) -> str:
    """Draw the country into a square of twice the radius, with the districts of a part of it in the colour of ink."""
    left, top, right, bottom = whole.box
    unit = max(right - left, bottom - top) / (2 * radius)
    ink, marked = INK[theme], "".join(whole.paths[place] for place in part.province_of if place in whole.paths)
    dots = [whole.dots[place] for place in part.province_of if place in whole.dots]
    drawn = "".join(f'<circle cx="{across}" cy="{down}" r="{DOT * unit:.0f}"/>' for across, down in dots)
    moved = (
        f"translate({x:.1f} {y:.1f}) scale({1 / unit:.6f}) translate({-(left + right) / 2:g} {-(top + bottom) / 2:g})"
    )
    return (
        f'<g id="locator" transform="{moved}" stroke-linejoin="round">'
        f'<path d="{whole.outline}" fill="{LINE[theme]}" stroke="{OUTLINE[theme]}" stroke-width="{0.8 * unit:.0f}"/>'
        f'<path d="{whole.borders}" fill="none" stroke="{paper}" stroke-width="{0.6 * unit:.0f}"/>'
        f'<g fill="{ink}" stroke="{ink}" stroke-width="{0.3 * unit:.0f}"><path d="{marked}"/>{drawn}</g>'
        f"{_ring(_box(part, whole), unit, ink)}</g>"
    )


def _box(part: Shapes, whole: Shapes) -> Box:
    """Find the box of a part on the grid of the whole."""
    boxes = np.array([whole.bounds[place] for place in part.province_of])
    (left, top), (right, bottom) = boxes[:, :2].min(axis=0).tolist(), boxes[:, 2:].max(axis=0).tolist()
    return left, top, right, bottom


def _ring(box: Box, unit: float, ink: str) -> str:
    left, top, right, bottom = box
    if max(right - left, bottom - top) >= TINY * unit:
        return ""
    return (
        f'<circle cx="{(left + right) / 2:g}" cy="{(top + bottom) / 2:g}" r="{TINY * unit:.0f}" fill="none" '
        f'stroke="{ink}" stroke-width="{1.1 * unit:.0f}"/>'
    )
