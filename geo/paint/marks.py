"""The patterns of every map: as SVG on a poster, and told to the pages that draw them in a browser."""

from collections.abc import Iterable
from typing import Any

from events.model import War
from geo.paint.fills import FAINT, Fill
from geo.paint.palette import mix, palette

TILE = 7
"""The side of a pattern's tile, in units of a poster or pixels of a screen."""

MARKS = {
    "rising": ("stroke", "M-1 1l2-2M0 7l7-7M6 8l2-2", 2.4),
    "falling": ("stroke", "M-1 6l2 2M0 0l7 7M6-1l2 2", 2.4),
    "upright": ("stroke", "M3.5-1v9", 3),
    "checks": ("fill", "M0 0h3.5v3.5H0zM3.5 3.5H7V7H3.5z", 0),
    "rings": ("fill", "M.4 3.5a3.1 3.1 0 1 0 6.2 0a3.1 3.1 0 1 0-6.2 0zM2 3.5a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0z", 0),
    "chevrons": ("fill", "M0 3.9L3.5.4L7 3.9V7L3.5 3.5L0 7z", 0),
    "ruled": ("stroke", "M0 1.75h7M0 5.25h7", 1.4),
    "lattice": ("stroke", "M-1-1l9 9M-1 6l2 2M6-1l2 2M-1 8l9-9M-1 1l2-2M6 8l2-2", 1.1),
    "dots": ("fill", "M1 1.8h1.6v1.6H1zM4.5 5.3h1.6v1.6H4.5z", 0),
    "specks": ("fill", "M2.4 3.5a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0z", 0),
}
"""How a mark is drawn, its path within a tile, and how wide its line is."""


def patterns() -> dict[str, Any]:
    """List the size of a tile and the `MARKS`, as a page wants them."""
    return {"tile": TILE, "marks": {mark: list(drawn) for mark, drawn in MARKS.items()}}


def draw_defs(fills: Iterable[Fill], war: War, theme: str) -> tuple[str, dict[Fill, str]]:
    """
    Write the patterns of some fills.

    Returns
    -------
    patterns, paints
        SVG, and the paint of each fill: a colour, or a pattern over one.
    """
    colours = palette(war, theme)
    written: list[str] = []
    paints: dict[Fill, str] = {}
    for fill in dict.fromkeys(fills):
        share = FAINT if fill.faint else 0
        ground = mix(colours[fill.ground], colours["paper"], share)
        if not fill.marks:
            paints[fill] = ground
            continue
        name = f"paint-{len(written)}"
        marks = "".join(
            mark_path(mark, mix(colours[variable], colours["paper"], share)) for mark, variable in fill.marks
        )
        written.append(
            f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse" '
            f'patternTransform="scale(UNIT)"><path d="M0 0h{TILE}v{TILE}h-{TILE}z" fill="{ground}"/>{marks}</pattern>'
        )
        paints[fill] = f"url(#{name})"
    return "".join(written), paints


def mark_path(mark: str, colour: str) -> str:
    """Write the path of a mark in a colour, as SVG."""
    by, path, width = MARKS[mark]
    return (
        f'<path d="{path}" fill="{colour}"/>'
        if by == "fill"
        else (f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{width}"/>')
    )
