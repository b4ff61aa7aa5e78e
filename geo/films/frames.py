"""
The frames of a film.

All share one page, laid out once, so that nothing moves but the map, the day and the counts. The map of each day is
drawn by `geo.posters.map`, as on the day's poster, and laid between the page and its words. Frames are made one after
another and none is kept.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from PIL import Image

from events.control.counts import count
from events.control.reading import Reading
from events.control.rule import control_on
from geo.films.film import SIZES, Cancelled, Film, Progress, require_film
from geo.language import Language
from geo.paint.fills import Fill, plain_fill
from geo.places.country import Country
from geo.places.grid import Shapes
from geo.posters.content import fills_on, film_poster
from geo.posters.draw import draw_ground, draw_lines, drawing
from geo.posters.entries import claim_fill, claims_on
from geo.posters.layout import Layout, lay_out
from geo.posters.map import draw_map
from geo.posters.page import Line
from geo.posters.render import to_pixels
from geo.posters.type import clean, extent, isolated
from geo.words.standings import standings


@dataclass(frozen=True, slots=True)
class _Stage:
    """What all frames share."""

    layout: Layout
    ground: Image.Image
    words: Image.Image


def frames(
    reading: Reading, country: Country, shapes: Shapes, film: Film, language: Language, progress: Progress | None = None
) -> Iterator[tuple[date, Image.Image]]:
    """
    Make the frames, one after another.

    Yields
    ------
    day, picture
        RGB, of the film's size in pixels.

    Raises
    ------
    NoSuchFilm
        If the film cannot be made; see `require_film`.
    Cancelled
        If `progress` says not to go on.
    """
    require_film(film, reading)
    stage = _set(reading, country, shapes, film, language)
    days, shown, drawn = film.days, None, stage.ground
    for number, day in enumerate(days):
        if progress and not progress(number, len(days)):
            raise Cancelled
        fills = fills_on(reading, country, day)
        if fills != shown:
            shown, drawn = fills, _with_map(stage, shapes, fills, film, reading)
        frame = drawn.copy()
        lines = lines_of(stage.layout, reading, country, day, language)
        frame.alpha_composite(_pixels(film, stage.layout, draw_lines(lines, film.theme, language)))
        yield day, frame.convert("RGB")
    if progress and not progress(len(days), len(days)):
        raise Cancelled


def counts_of(reading: Reading, country: Country, day: date) -> dict[Fill, float]:
    """Count the districts under each standing, and under a claim of each party, by their fills in a legend."""
    war, lens = reading.ledger.war, country.lenses["districts"]
    control = control_on(reading.spans, day)
    counts = count(control, lens)
    held = {plain_fill(name, war): counts[name].held if name in counts else 0 for name in standings(war)}
    claimed = claims_on(control, lens, war)
    return held | {claim_fill(party): claimed[party.id] for party in war.parties}


def lines_of(layout: Layout, reading: Reading, country: Country, day: date, language: Language) -> Iterator[Line]:
    """Set the day and its counts where the page has room for the widest, each count at its entry of the legend."""
    counts = counts_of(reading, country, day)
    # Beside the map a number ends where its line ends; below the map it begins where its column begins.
    ends_at_right = layout.listed is (language.direction == "ltr")
    for line in layout.lines:
        if line.entry is not None:
            number = sum(counts[fill] for fill in layout.legend[line.entry].fills)
            yield _said(line, language.number(round(number)), language, ends_at_right)
        elif line.part == "stamp":
            yield _said(line, language.day(day), language, at_right=True)


def _set(reading: Reading, country: Country, shapes: Shapes, film: Film, language: Language) -> _Stage:
    """Lay out the page for the day that takes the most room, and draw what stays the same."""
    poster = film_poster(
        reading, country, film.first, film.last, language, title=film.title or None, credit=film.credit or None
    )
    stamps = {language.day(day) for day in film.days}
    widest = max(stamps, key=lambda stamp: extent(clean(stamp), "serif", 24, language.direction).width)
    layout = lay_out(replace(poster, stamp=widest, logo=film.logo), SIZES[film.size], shapes, language, film.labels)
    still = [line for line in layout.lines if line.part not in ("number", "stamp")]
    ground = _pixels(film, layout, draw_ground(layout, shapes, reading.ledger.war, film.theme))
    return _Stage(layout, ground, _pixels(film, layout, draw_lines(still, film.theme, language)))


def _with_map(stage: _Stage, shapes: Shapes, fills: Mapping[str, Fill], film: Film, reading: Reading) -> Image.Image:
    drawn = stage.ground.copy()
    drawn.alpha_composite(
        _pixels(film, stage.layout, draw_map(shapes, fills, stage.layout.frame, reading.ledger.war, film.theme))
    )
    drawn.alpha_composite(stage.words)
    return drawn


def _said(line: Line, words: str, language: Language, at_right: bool) -> Line:
    """Put other words in a line's place, aligned to its right end or its left."""
    words = isolated(clean(words))
    room = extent(words, line.face, line.size, language.direction)
    x = line.x + line.width - room.width if at_right else line.x
    return replace(line, words=words, x=x, width=room.width, above=room.above, below=room.below)


def _pixels(film: Film, layout: Layout, drawn: str) -> Image.Image:
    return to_pixels(drawing(SIZES[film.size], layout, drawn))
