"""
A plate: a still map of districts, for the pages beside the atlas.

It shows one reading, or what differs between two, and is told which: `Shapes` are made once, a `Fill` says how one
place looks, and `plate` puts both into what `geo/plate/plate.js` draws, as SVG within the app's own page, without
Leaflet, tiles or network; `swipe` lays two plates over each other. Colours are decided here, by the palette of
`geo.paint.looks`; the browser is told.

Coordinates are whole steps of one grid over web Mercator, the projection of the atlas: x to the right, y downwards,
both from the country's top left corner. Neighbours round the same corner to the same step, so that they still meet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from events.model import PlaceId, War
from geo.language import ENGLISH
from geo.paint.fills import FAINT, Fill
from geo.paint.labels import naming
from geo.paint.marks import patterns
from geo.paint.palette import FIGHTING, ink_is_lost, mix, palette
from geo.places.grid import Box, Shapes
from geo.words.standings import MOST, OTHER_SIDES, standings

ASSETS = Path(__file__).parent
PLATE_HTML = '<div class="plate"></div>'


MARGIN = 0.04
"""How much room stands around a part of it, on each side, as a share of the width."""


def plate(
    shapes: Shapes,
    fills: Mapping[PlaceId, Fill],
    names: Mapping[PlaceId, str],
    war: War,
    theme: str,
    legend: Sequence[tuple[Fill, str, str]],
    within: frozenset[PlaceId] | None,
    title: str,
) -> dict[str, Any]:
    """
    Tell the component what to draw.

    Parameters
    ----------
    fills
        Of every place that is shown; nothing is drawn without one.
    names
        By place; the tooltip adds the province.
    theme
        ``light`` or ``dark``.
    legend
        Fills, their words, and the word that a click on these tells the app; empty where there is nothing to ask.
    within
        The only places to show, all others being a line around them; none for the whole country.
    title
        What the plate shows, for those who cannot see it.

    Returns
    -------
    told
        Fit for JSON. ``patterns`` and ``naming`` are those of `geo.paint`; ``box`` is left, top, width and height;
        ``paints`` the distinct fills without their lines, in colours, and whether ink is ``lost`` on them; ``said`` the
        distinct lines; ``places`` the code, name, path or dot, and the numbers of both;
        ``around`` the path of what only lies near; ``labels`` the name, place, room and whether it lies outside, the
        roomiest first; ``legend`` the number of a paint, its words, and what a click on these tells; ``few`` the lines
        of it that are one which opens, and the words of that, or nothing. A page adds what
        is open: the code of the place that is ``picked``, and the word of the legend that is ``opened``.
    """
    shown = [place for place in shapes.bounds if within is None or place in within]
    left, top, right, bottom = box = shapes.box if within is None else _crop(shapes, within)
    colours = palette(war, theme)
    drawn = {place: replace(fills[place], lines=()) for place in shown}
    key = [(replace(fill, lines=()), words, asked) for fill, words, asked in legend]
    paints = _numbered((*drawn.values(), *(fill for fill, _, _ in key)))
    said = _numbered(fills[place].lines for place in shown)
    near = [place for place in shapes.paths if place not in drawn and _overlap(shapes.bounds[place], box)]
    return {
        "title": title,
        "patterns": patterns(),
        "naming": naming(),
        "colours": {"paper": colours["paper"], "fighting": colours[FIGHTING[theme]]},
        "box": [left, top, right - left, bottom - top],
        "paints": [_paint(fill, colours, theme) for fill in paints],
        "said": [list(lines) for lines in said],
        "places": [
            [
                *(place, f"{names[place]}, {shapes.province_names[shapes.province_of[place]]}"),
                shapes.paths.get(place) or list(shapes.dots[place]),
                *(paints[drawn[place]], said[fills[place].lines]),
            ]
            for place in shown
        ],
        "around": "".join(shapes.paths[place] for place in near),
        "borders": shapes.borders if within is None else "",
        "labels": _labels(shapes, names, within),
        "legend": [[paints[fill], words, asked] for fill, words, asked in key],
        "few": _few([fill for fill, _, _ in key], list(drawn.values()), war),
    }


def swipe(left: dict[str, Any], right: dict[str, Any], ends: tuple[str, str]) -> dict[str, Any]:
    """
    Lay two plates of the same places over each other, with a divider between them that the reader moves.

    Parameters
    ----------
    left, right
        As `plate` tells them; all but the colours of the places is that of the left one.
    ends
        What each of them shows: its day.

    Returns
    -------
    told
        The left plate, with ``over``: the ``paints`` of the right one and, in the order of the places, their
        ``numbers``; the ``ends``; and the ``label`` of the divider.
    """
    if [place[0] for place in left["places"]] != [place[0] for place in right["places"]]:
        raise ValueError("two plates that lie over each other must show the same places")
    over = {
        "paints": right["paints"],
        "numbers": [number for _, _, _, number, _ in right["places"]],
        "ends": list(ends),
        "label": f"Divider: left of it {ends[0]}, right of it {ends[1]}",
    }
    few = left["few"] and [left["few"][0], left["few"][1].partition(":")[0]]  # of two days its number is none
    return left | {"over": over, "few": few}


def plate_css() -> str:
    """Give the component's style sheet."""
    return (ASSETS / "plate.css").read_text(encoding="utf-8")


def plate_js() -> str:
    """Give the component's script, a module."""
    return (ASSETS / "plate.js").read_text(encoding="utf-8")


def _few(key: Sequence[Fill], drawn: Sequence[Fill], war: War) -> list[Any]:
    """Find the lines of the parties that hold least, where the legend of a day has many; its words are English."""
    grounds = [fill.ground.removesuffix("-inferred") for fill in key]
    held = Counter(fill.ground.removesuffix("-inferred") for fill in drawn)
    shown = [name for name in standings(war) if name in grounds]
    parties = sorted((party.id for party in war.parties if party.id in shown), key=lambda name: -held[name])
    small = parties[MOST - 1 - (len(shown) - len(parties)) :]
    if len(shown) <= MOST or any(fill.faint for fill in key):  # what is faint is in the legend of a comparison
        return []
    words = ENGLISH.count(len(small), *OTHER_SIDES)
    return [[at for at, name in enumerate(grounds) if name in small], f"{words}: {sum(held[name] for name in small)}"]


def _crop(shapes: Shapes, within: frozenset[PlaceId]) -> Box:
    """Find the box around some places, grown to the country's proportions, so that adjacent plates have one shape."""
    lefts, tops, rights, bottoms = zip(*(shapes.bounds[place] for place in within), strict=True)
    left, top, right, bottom = min(lefts), min(tops), max(rights), max(bottoms)
    whole = shapes.box
    ratio = (whole[2] - whole[0]) / (whole[3] - whole[1])
    width = round(max(right - left, (bottom - top) * ratio) * (1 + 2 * MARGIN))
    height = round(width / ratio)
    across, down = (left + right - width) // 2, (top + bottom - height) // 2
    return across, down, across + width, down + height


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _numbered(things: Iterable[Any]) -> dict[Any, int]:
    return {thing: number for number, thing in enumerate(dict.fromkeys(things))}


def _paint(fill: Fill, colours: Mapping[str, str], theme: str) -> dict[str, Any]:
    share = FAINT if fill.faint else 0
    ground = mix(colours[fill.ground], colours["paper"], share)
    return {
        "ground": ground,
        "lost": ink_is_lost(ground, theme),
        "marks": [[mark, mix(colours[variable], colours["paper"], share)] for mark, variable in fill.marks],
        "faint": fill.faint,
        "unsettled": fill.unsettled,
    }


def _labels(shapes: Shapes, names: Mapping[PlaceId, str], within: frozenset[PlaceId] | None) -> list[list[Any]]:
    """List the labels: provinces of the country; for a part of it, its districts and the provinces around it."""
    inside = {shapes.province_of[place] for place in within or ()}
    labels = [
        (shapes.province_names[province], room, within is not None)
        for province, room in shapes.province_rooms.items()
        if province not in inside
    ]
    labels += [(names[place], shapes.rooms[place], False) for place in within or () if place in shapes.rooms]
    labels.sort(key=lambda label: (label[2], -label[1].radius, label[0]))
    return [[name, room.x, room.y, room.radius, outside] for name, room, outside in labels]
