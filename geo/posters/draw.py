"""
A poster drawn as SVG: a static graphic of a day, or of what changed between two, without browser or network.

    poster = day_poster(reading, country, day, language("en"))
    svg = draw_svg(poster, FORMATS["4x5"], shapes, war, "light", language("en"))

`geo.posters.render` turns it into PNG and PDF. Words stay text, so that they can be selected and found. Each line in
one font states its measured width, so that it keeps its place where our fonts are missing.
"""

from collections.abc import Iterable
from functools import lru_cache
from math import isfinite
from xml.sax.saxutils import escape, quoteattr

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Proj

from events.model import War
from geo.language import Language
from geo.paint.fills import BLANK, Fill
from geo.paint.ink import LINE, MUTED, OUTLINE, SEA
from geo.paint.marks import draw_defs
from geo.paint.palette import FIGHTING, INK, PAPER, palette
from geo.places.grid import MERCATOR, WIDTH, Box, Shapes
from geo.posters.content import Poster
from geo.posters.layout import Layout, lay_out
from geo.posters.logo import Logo
from geo.posters.map import country_of, draw_map
from geo.posters.page import Edges, Format, Line, Swatch
from geo.posters.type import clean, runs

TINY = 9.0
"""A part of the country that is narrower than this in its locator, in units of the page, has a ring around it."""

SPECK = 1.6
"""The radius in a locator of a place without a polygon, in units of the page."""

BOWED = 12
"""The globe is seen from this many degrees south of the country, as a globe on a desk would be."""

BALL = 1000
"""The radius used to compute the globe."""

Numbers = npt.NDArray[np.float64]

FALLBACK = {"serif": "serif", "sans": "sans-serif", "strong": "sans-serif"}


def draw_svg(
    poster: Poster, paper: Format, shapes: Shapes, war: War, theme: str, language: Language, labels: bool = True
) -> str:
    """
    Draw a poster.

    Parameters
    ----------
    theme
        ``light`` or ``dark``.
    labels
        Whether provinces are named.
    """
    layout = lay_out(poster, paper, shapes, language, labels)
    maps = draw_map(shapes, poster.fills, layout.frame, war, theme)
    if poster.before and layout.before:
        maps = draw_map(shapes, poster.before.fills, layout.before, war, theme, "before-") + maps
    title, described = clean(poster.title) or clean(poster.eyebrow), clean(poster.alt or poster.subtitle)
    return drawing(
        paper,
        layout,
        f'<title id="title">{escape(title)}</title><desc id="described">{escape(described)}</desc>'
        f"{draw_ground(layout, shapes, war, theme)}{maps}{draw_lines(layout.lines, theme, language)}",
        f' xml:lang={quoteattr(language.code)} role="img" aria-labelledby="title described"',
    )


def drawing(paper: Format, layout: Layout, drawn: str, said: str = "") -> str:
    """Put drawn parts on a page of a format, as SVG, with further attributes of its root."""
    dots = f' data-dpi="{paper.dpi}"' if paper.dpi else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{paper.width}" height="{paper.height}"{dots} '
        f'viewBox="0 0 {layout.width:g} {layout.height:.4f}"{said}>{drawn}</svg>\n'
    )


def draw_ground(layout: Layout, shapes: Shapes, war: War, theme: str) -> str:
    """Draw the paper and all that stands beside the map, except for the words."""
    colours = palette(war, theme)
    patterns, paints = draw_defs((_bare(swatch.fill) for swatch in layout.swatches), war, theme)
    rules = "".join(
        f'<path d="M{left:.1f} {y:.1f}H{right:.1f}" stroke="{LINE[theme]}"/>' for left, y, right, _ in layout.rules
    )
    lines = colours[FIGHTING[theme]], OUTLINE[theme]
    swatches = "".join(_swatch(swatch, paints[_bare(swatch.fill)], *lines) for swatch in layout.swatches)
    globe = ""
    if layout.globe and shapes.whole:
        globe = draw_locator(shapes, shapes.whole, *layout.globe, theme, colours["paper"])
    elif layout.globe:
        globe = draw_globe(shapes, *layout.globe, theme, INK[theme])
    return (
        f"<defs>{patterns.replace('UNIT', '1')}</defs>"
        f'<rect width="100%" height="100%" fill="{colours["paper"]}"/>{globe}{_bar(layout.bar, theme)}'
        f'<g id="legend">{swatches}</g>{rules}{_logo(*layout.logo) if layout.logo else ""}'
    )


def _logo(logo: Logo, edges: Edges) -> str:
    left, top, right, bottom = edges
    return (
        f'<image id="logo" x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" '
        f'href="{logo.address}"/>'
    )


def draw_lines(lines: Iterable[Line], theme: str, language: Language) -> str:
    """Draw lines of text."""
    return f"<g>{''.join(_text(line, theme, PAPER[theme], language.direction) for line in lines)}</g>"


def _bare(fill: Fill) -> Fill:
    return Fill(fill.ground, fill.marks, fill.faint)


def _swatch(swatch: Swatch, paint: str, fighting: str, line: str) -> str:
    left, top, right, bottom = swatch.edges
    broken = f' stroke="{fighting}" stroke-width="1.8" stroke-dasharray="3 2.5"' if swatch.fill.unsettled else ""
    broken = f' stroke="{line}"' if swatch.fill == BLANK else broken
    return (
        f'<rect x="{left:.1f}" y="{top:.1f}" width="{right - left:.1f}" height="{bottom - top:.1f}" rx="2" '
        f'fill="{paint}"{broken}/>'
    )


def _bar(bar: tuple[float, float, float], theme: str) -> str:
    left, top, width = bar
    return (
        f'<path id="scale" d="M{left:.1f} {top:.1f}v5h{width:.1f}v-5" fill="none" stroke="{MUTED[theme]}" '
        f'stroke-width="1.2"/>'
    )


def _text(line: Line, theme: str, paper: str, direction: str) -> str:
    """Draw a line, with each run of letters in the font with which it was measured."""
    colour = (MUTED if line.muted else INK)[theme]
    halo = f' stroke="{paper}" stroke-width="2.6" stroke-linejoin="round" paint-order="stroke"' if line.haloed else ""
    spaced = f' letter-spacing="{line.spacing:g}"' if line.spacing else ""
    (first, cut), *others = runs(line.words, line.face, direction)
    # With several fonts, resvg would stretch the first alone, over all the others.
    length = "" if others else f'textLength="{line.width:.2f}" lengthAdjust="spacingAndGlyphs" '
    words = escape(first) + "".join(
        f'<tspan font-family="{other.family}" font-weight="{other.weight}">{escape(letters)}</tspan>'
        for letters, other in others
    )
    if direction == "rtl":
        words = f"\u2067{words}\u2069"  # an isolate that reads from the right; every renderer supports it
    return (
        f'<text x="{line.x:.2f}" y="{line.y:.2f}" font-family="{cut.family}, {FALLBACK[line.face]}" '
        f'font-weight="{cut.weight}" font-size="{line.size:g}" fill="{colour}"{halo}{spaced} class="{line.part}" '
        f'{length}xml:space="preserve">{words}</text>'
    )


def draw_globe(shapes: Shapes, x: float, y: float, radius: float, theme: str, colour: str) -> str:
    """Draw the globe seen from above the country, with parallels, meridians and the country in its place."""
    graticule, country = _globe(shapes.outline, shapes.degrees)
    thin = BALL / radius
    return (
        f'<g id="globe" transform="translate({x:.1f} {y:.1f}) scale({1 / thin:.5f})" stroke-linejoin="round">'
        f'<circle r="{BALL}" fill="{SEA[theme]}" stroke="{OUTLINE[theme]}" stroke-width="{0.8 * thin:.1f}"/>'
        f'<path d="{graticule}" fill="none" stroke="{OUTLINE[theme]}" stroke-width="{0.5 * thin:.1f}" '
        f'stroke-opacity="0.6"/>'
        f'<path d="{country}" fill="{colour}" stroke="{colour}" stroke-width="{0.6 * thin:.1f}"/></g>'
    )


def draw_locator(part: Shapes, whole: Shapes, x: float, y: float, radius: float, theme: str, paper: str) -> str:
    """Draw the country into a square of twice the radius, with the districts of a part of it in the colour of ink."""
    left, top, right, bottom = whole.box
    unit = max(right - left, bottom - top) / (2 * radius)
    ink, marked = INK[theme], "".join(whole.paths[place] for place in part.province_of if place in whole.paths)
    dots = [whole.dots[place] for place in part.province_of if place in whole.dots]
    drawn = "".join(f'<circle cx="{across}" cy="{down}" r="{SPECK * unit:.0f}"/>' for across, down in dots)
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


@lru_cache(maxsize=4)
def _globe(outline: str, degrees: tuple[float, float, float, float]) -> tuple[str, str]:
    """Write path data, on a sphere of radius `BALL`, for the lines of a globe and for the country with this outline."""
    west, south, east, north = degrees
    lon, lat = (west + east) / 2, (south + north) / 2
    view = Proj(proj="ortho", lat_0=lat - BOWED, lon_0=lon, R=BALL)
    lines = [(np.full(61, along), np.linspace(-90, 90, 61)) for along in range(-180, 180, 20)]
    lines += [(np.linspace(-180, 180, 121), np.full(121, across)) for across in range(-80, 90, 20)]
    left, _, right, top = MERCATOR.transform_bounds(*degrees)
    metres = (right - left) / WIDTH
    rings = [np.asarray(polygon.exterior.coords) for polygon in shapely.get_parts(country_of(outline))]
    places = [
        MERCATOR.transform(left + ring[:, 0] * metres, top - ring[:, 1] * metres, direction="INVERSE") for ring in rings
    ]
    return "".join(_seen(*view(*line)) for line in lines), "".join(_seen(*view(*ring)) + "z" for ring in places)


def _seen(across: Numbers, up: Numbers) -> str:
    """Write path data of a line on the globe, broken where it lies on the far side."""
    path, pen = [], "M"
    for x, y in zip(np.asarray(across).tolist(), np.asarray(up).tolist(), strict=True):
        if isfinite(x):
            path.append(f"{pen}{x:.1f} {-y:.1f}")
        pen = "L" if isfinite(x) else "M"
    return "".join(path)


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
