"""
The view that opens, still: what the atlas page will show, before it can.

The page comes in a frame, which takes half a second longer than what stands on Streamlit's own page. Until then the
same view stands where the frame will draw it: the same grid of the same style sheet, the country in the same place by
the same function, its shapes simplified to what can be seen. `geo/atlas/assets/still.js` draws it and takes it away.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import shapely

from geo.atlas.atlas import Atlas
from geo.atlas.element import asset
from geo.atlas.map import HEIGHT
from geo.atlas.payload import MOST_SHAPES
from geo.language import Language
from geo.paint.palette import style_sheet
from geo.places.country import Country
from geo.places.outlines import PER_DEGREE
from geo.words.standings import MOST, OTHER_SIDES

Json = dict[str, Any]

TOLERANCE = 0.022
"""Degrees by which a simplified line may be off: about a pixel of a country 800 pixels wide."""
WIDTH = 1200
"""Units that the country is wide in the drawing."""
EDGE = 100
"""The outline is compared with what stands over the map in so many parts of the country's width and height."""

STILL_HTML = '<section class="atlas" aria-hidden="true"></section>'


def still_css() -> str:
    """Give the style sheet, which is the atlas page's own."""
    return asset("atlas.css")


def still_js() -> str:
    """Give the component's script, a module; the country's place is found as on the atlas page."""
    return "\n".join(map(asset, ("place.js", "still.js")))


def simplified(country: Country) -> Json:
    """
    Simplify the country's shapes, neighbours alike, and project them as the atlas page does.

    Returns
    -------
    shapes
        ``shapes``, SVG paths by place, in Web Mercator (EPSG:3857) scaled to `WIDTH`; instead of them ``blank``, one
        path of all provinces, in no colour, where the page paints its places; ``dots``, the points of places without a
        boundary; ``edge``, the outline in parts of width and height; ``aspect``, width by height.
    """
    few = len(country.districts) <= MOST_SHAPES
    boundaries = (country.boundaries if few else country.borders).geometry
    outline = shapely.boundary(shapely.coverage_union_all(country.borders.geometry.to_numpy()))
    around = _mercator(shapely.transform(outline, lambda points: np.rint(points * PER_DEGREE) / PER_DEGREE))
    left, top, right, bottom = shapely.bounds(around)
    scale = WIDTH / (right - left)

    def placed(geometry: Any) -> Any:
        return shapely.transform(_mercator(geometry), lambda points: np.rint((points - (left, top)) * scale))

    simple = placed(shapely.coverage_simplify(boundaries.to_numpy(), TOLERANCE))
    dots = [district for district in country.districts if few and district.code not in boundaries.index]
    points = placed(shapely.points([(district.lon, district.lat) for district in dots])) if dots else []
    paths = {place: _path(shape) for place, shape in zip(boundaries.index, simple, strict=True)}
    parts = (shapely.get_coordinates(around) - (left, top)) / (right - left, bottom - top)
    return {
        "shapes": paths if few else {},
        "blank": "" if few else "".join(paths.values()),
        "dots": {dot.code: [int(point.x), int(point.y)] for dot, point in zip(dots, points, strict=True)},
        "edge": np.unique(np.rint(parts * EDGE) / EDGE, axis=0).tolist(),
        "aspect": float((right - left) / (bottom - top)),
        "box": [WIDTH, round((bottom - top) * scale)],
    }


def still(atlas: Atlas, drawn: Json, day: date, lens: str, theme: str) -> Json:
    """
    Describe the view of a day for the still.

    Parameters
    ----------
    drawn
        As `simplified` makes it.
    lens
        The id of a lens.
    theme
        ``light`` or ``dark``.
    """
    told: Json = json.loads(atlas.page)  # what the page receives
    number = min(max((day - atlas.first).days, 0), told["days"] - 1)
    looks = {place[0]: _look_on(run, number) for place, run in zip(told["places"], told["runs"], strict=True)}
    used = sorted(set(looks.values()))
    at = next(at for at, each in enumerate(told["lenses"]) if each[0] == lens)
    sentences = told["counted"][at - 1] if at else told["sentences"]
    held = [told["tallies"][at][number][4 * row] for row in range(len(told["standings"]))]
    return {
        "of": atlas.digest,
        "height": HEIGHT,
        "colours": style_sheet(atlas.ledger.war),
        "theme": theme,
        "lang": told["language"]["lang"],
        "dir": told["language"]["dir"],
        "eyebrow": told["eyebrow"],
        "words": [told["headlines"][number], sentences[number]],
        "most": [max(told["headlines"], key=len), max(sentences, key=len)],
        "date": atlas.language.day(day),
        "foot": _foot(atlas.language, told, at),
        "legend": _legend(atlas.language, told, number, [share / sum(held) for share in held]),
        "patterns": told["patterns"],
        "looks": [_blank(drawn["blank"])] if drawn["blank"] else [_drawn(drawn, told, looks, look) for look in used],
        **{name: drawn[name] for name in ("edge", "aspect", "box")},
    }


def _drawn(drawn: Json, told: Json, looks: Mapping[str, int], look: int) -> Json:
    """Draw the places of a look."""
    places = [place for place in looks if looks[place] == look]
    return {
        "fill": told["looks"][look]["fill"],
        "marks": told["looks"][look]["marks"],
        "path": "".join(drawn["shapes"][place] for place in places if place in drawn["shapes"]),
        "dots": [drawn["dots"][place] for place in places if place in drawn["dots"]],
    }


def _blank(path: str) -> Json:
    return {"fill": "track", "marks": [], "path": path, "dots": []}


def _legend(language: Language, told: Json, number: int, shares: Sequence[float]) -> list[list[Any]]:
    """Write the rows of the legend on a day; of many, the parties that hold least are one, as on the page."""
    parties: list[list[Any]] = []
    others: list[list[Any]] = []
    for (standing, name, is_party, later), share in zip(told["standings"], shares, strict=True):
        called = next((called for since, called in reversed(later) if since <= number), name)
        (parties if is_party else others).append([standing, called, share])
    if len(parties) + len(others) <= MOST:
        return [*parties, *others]
    large = sorted(parties, key=lambda row: -row[2])[: MOST - 1 - len(others)]
    small = [row for row in parties if row not in large]
    gathered = ["muted", language.count(len(small), *OTHER_SIDES), sum(share for _, _, share in small)]
    return [*(row for row in parties if row in large), gathered, *others]


def _foot(language: Language, told: Json, lens: int) -> list[str]:
    """Write the foot of the page, whose lines the map makes room for."""
    _, of, _, _, key = told["lenses"][lens]
    counts = f"{language.say('Counts are {of}.', of=of)} {told['boundaries']}"
    return [key, counts, f"{told['creditShort']} {language.say('Credits in full')}"]


def _look_on(run: list[int], day: int) -> int:
    """Find the look of a place on a day; a run is ``day, look, day, look, …``."""
    return next(look for start, look in zip(run[-2::-2], run[::-2], strict=True) if start <= day)


def _mercator(geometry: Any) -> Any:
    """Project from EPSG:4326 to the sphere that Leaflet projects to, in radians, with y growing southwards."""
    return shapely.transform(geometry, _projected)


def _projected(points: np.ndarray) -> np.ndarray:
    longitude, latitude = np.radians(points).T
    return np.column_stack((longitude, -np.log(np.tan(np.pi / 4 + latitude / 2))))


def _path(shape: shapely.Geometry) -> str:
    rings = (
        ring
        for polygon in shapely.get_parts(shape)
        for ring in (polygon.exterior, *polygon.interiors)
        if not ring.is_empty
    )
    return "".join(map(_ring, rings))


def _ring(ring: shapely.Geometry) -> str:
    points = shapely.get_coordinates(ring).astype(int)
    moved = [step for step in np.diff(points, axis=0)[:-1].tolist() if any(step)]
    return f"M{points[0][0]} {points[0][1]}" + ("l" + " ".join(_numbers(moved)) if moved else "") + "z"


def _numbers(steps: Iterable[list[int]]) -> Iterable[str]:
    return (f"{x} {y}" for x, y in steps)
