"""
Still maps within a page, as SVG: the country on a day, or a province with its districts, each a link to its page.

Colours are the variables of the war's style sheet, so that one drawing serves both themes.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from events.analysis.provinces import ProvinceLife
from events.control.rule import ONE_DAY
from events.model import PlaceId
from geo.paint.looks import look_of
from geo.paint.marks import MARKS, TILE
from geo.places.grid import Box, Room, Shapes
from geo.site.desk import Section
from geo.words.standings import standings

WIDE, NARROW = 760, 460
"""Pixels across which a map of the country and one of a province are meant to be seen."""
LETTER, SIZE = 0.56, 11.5
"""The width of a letter as a share of the size of the letters, and their size in pixels."""
DOT = 4
"""Pixels, the radius of the dot of a place without a boundary."""
MARGIN = 0.03
"""The room around a province, as a share of its width."""

Link = Callable[[PlaceId], str]
Paint = tuple[str, tuple[tuple[str, str], ...]]
"""The ground of a place, and the marks over it, each with the variable of its colour."""


class _Scale(NamedTuple):
    box: Box
    pixels: int

    @property
    def step(self) -> float:
        """Steps of the grid in a pixel."""
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1]) / self.pixels


def country_map(section: Section, day: date, marked: Iterable[PlaceId], title: str) -> Markup:
    """Draw the country on a day; what changed has an outline of its own."""
    shapes = section.desk.small
    scale = _Scale(shapes.box, WIDE)
    paints, groups = _Paints(f"c-{section.desk.name}-"), defaultdict[str, list[str]](list)
    for place, paint in _painted(section, day, shapes.bounds).items():
        groups[paints.of(paint)].append(_path(shapes, place, scale))
    drawn = Markup().join(
        Markup('<path {}d="{}"/>').format(Markup(fill), "".join(paths)) for fill, paths in groups.items()
    )
    changed = "".join(_path(shapes, place, scale) for place in marked if place in shapes.bounds)
    named = [(section.provinces[province], room) for province, room in shapes.province_rooms.items()]
    over = Markup('<path class="lines" d="{}"/><path class="rim" d="{}"/><path class="changed" d="{}"/>').format(
        shapes.borders, shapes.outline, changed
    )
    return _svg(scale, paints.defs(scale), drawn + over + _labels(named, scale), title, "map map--country")


def province_map(
    section: Section, province: str, day: date, link: Link, title: str, here: PlaceId | None = None
) -> Markup:
    """Draw a province on a day, with links to its districts; the one that a page is about has an outline."""
    shapes = section.desk.shapes
    places = [place for place in shapes.bounds if shapes.province_of[place] == province]
    scale = _Scale(_around([shapes.bounds[place] for place in places]), NARROW)
    paints = _Paints("p")
    drawn = Markup()
    for place, paint in _painted(section, day, places).items():
        shape = Markup('<path {}d="{}"/>').format(Markup(paints.of(paint)), _path(shapes, place, scale))
        name = section.names[place]
        if place == here:
            drawn += shape
        else:
            drawn += Markup('<a href="{}" aria-label="{}"><title>{}</title>{}</a>').format(
                link(place), name, name, shape
            )
    if here is not None and here in shapes.bounds:
        drawn += Markup('<path class="changed" d="{}"/>').format(_path(shapes, here, scale))
    named = [(section.names[place], shapes.rooms[place]) for place in places if place in shapes.rooms]
    return _svg(scale, paints.defs(scale), drawn + _labels(named, scale), title, "map", role="group")


def strip(section: Section, place: PlaceId) -> Markup:
    """Draw the life of a district as a bar from the first to the last day."""
    life, reading = section.desk.lives[place], section.desk.reading
    whole = max((reading.last - reading.first).days + 1, 1)
    paints = _Paints("s")
    bars = Markup()
    for at, span in enumerate(life.episodes):
        look = look_of(span)
        marks = look.marks({party.id: party for party in reading.ledger.war.parties})
        left, right = ((day - reading.first).days * 1000 / whole for day in (span.start, span.end))
        fill = Markup(paints.of((look.fill, tuple(marks))))
        bars += Markup('<rect {}x="{:.1f}" width="{:.1f}" height="26"/>').format(fill, left, right - left)
        if at:
            bars += Markup('<path class="lines" d="M{:.1f} 0v26"/>').format(left)
    defs = paints.defs(_Scale((0, 0, 1000, 26), 1000))
    return Markup(
        '<svg class="strip" viewBox="0 0 1000 26" preserveAspectRatio="none" aria-hidden="true">{}{}</svg>'
    ).format(defs, bars)


def shares(section: Section, life: ProvinceLife) -> Markup:
    """Draw how much of a province was in whose hands, from the first to the last day."""
    first, order = life.steps[0].day, standings(section.desk.reading.ledger.war)
    whole = (life.last - first).days + 1
    ends = [step.day for step in life.steps[1:]] + [life.last + ONE_DAY]
    drawn = Markup()
    for step, end in zip(life.steps, ends, strict=True):
        left, right, top = (step.day - first).days / whole, (end - first).days / whole, 0.0
        for standing in order:
            if share := step.shares.get(standing, 0):
                drawn += Markup('<rect class="f-{}" x="{:.0f}" y="{:.1f}" width="{:.0f}" height="{:.1f}"/>').format(
                    standing, left * 1000, 100 - (top + share) * 100, right * 1000 - left * 1000 + 1, share * 100
                )
                top += share
    return Markup(
        '<svg class="share" viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">{}</svg>'
    ).format(drawn)


class _Paints:
    """The patterns of a drawing, each made once."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        """Begins the ids of its patterns: a page may have several drawings."""
        self.patterns: dict[Paint, str] = {}

    def of(self, paint: Paint) -> str:
        """Return the attribute that fills a path: a class for a colour, or a pattern."""
        ground, marks = paint
        if not marks:
            return f'class="f-{ground}" '
        name = self.patterns.setdefault(paint, f"{self.prefix}{len(self.patterns)}")
        return f'fill="url(#{name})" '

    def defs(self, scale: _Scale) -> Markup:
        """Write the patterns, so large that a tile is `TILE` pixels."""
        written = "".join(
            f'<pattern id="{name}" width="{TILE}" height="{TILE}" patternUnits="userSpaceOnUse"'
            f' patternTransform="scale({scale.step:.2f})"><path class="f-{ground}" d="M0 0h{TILE}v{TILE}H0z"/>'
            + "".join(_mark(mark, colour) for mark, colour in marks)
            + "</pattern>"
            for (ground, marks), name in self.patterns.items()
        )
        return Markup(f"<defs>{written}</defs>") if written else Markup()


def _mark(mark: str, colour: str) -> str:
    by, path, width = MARKS[mark]
    stroke = f' stroke-width="{width}"' if by == "stroke" else ""
    return f'<path class="{by[0]}-{colour}"{stroke} d="{path}"/>'


def _painted(section: Section, day: date, places: Iterable[PlaceId]) -> Mapping[PlaceId, Paint]:
    control = section.desk.control(day)
    parties = {party.id: party for party in section.desk.reading.ledger.war.parties}
    looks = {place: look_of(control[place]) for place in places if place in control}
    return {place: (look.fill, tuple(look.marks(parties))) for place, look in looks.items()}


def _path(shapes: Shapes, place: PlaceId, scale: _Scale) -> str:
    if place in shapes.paths:
        return shapes.paths[place]
    x, y = shapes.dots[place]
    r = max(round(DOT * scale.step), 1)
    return f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0-{2 * r} 0z"


def _labels(named: Iterable[tuple[str, Room]], scale: _Scale) -> Markup:
    size = SIZE * scale.step
    fitting = [(name, room) for name, room in named if len(name) * LETTER * size <= 2.3 * room.radius]
    words = Markup().join(
        Markup('<text x="{}" y="{}">{}</text>').format(room.x, round(room.y + size / 3), name) for name, room in fitting
    )
    return Markup('<g class="names" font-size="{}" stroke-width="{}" aria-hidden="true">{}</g>').format(
        round(size), round(size / 4), words
    )


def _around(boxes: Iterable[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    room = round((max(rights) - min(lefts)) * MARGIN) + 4
    return min(lefts) - room, min(tops) - room, max(rights) + room, max(bottoms) + room


def _svg(scale: _Scale, defs: Markup, drawn: Markup, title: str, name: str, role: str = "img") -> Markup:
    left, top, right, bottom = scale.box
    return Markup('<svg class="{}" viewBox="{} {} {} {}" role="{}" aria-label="{}">{}{}</svg>').format(
        name, left, top, right - left, bottom - top, role, title, defs, drawn
    )
