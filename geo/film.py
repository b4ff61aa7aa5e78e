"""
The days as a film: GIF, MP4, or a picture of each.

All frames share one page, laid out once, so that nothing on it moves but the map, the day and the counts. The map of
each day is drawn by `geo.poster_map`, which draws that of the day's poster, and laid between the page and its words;
frames are made one after another and none is kept.

MP4 is written by PyAV, which carries FFmpeg's libraries in a wheel of 36 MB and writes to memory; imageio-ffmpeg is 68
and starts another program. A GIF has one palette for all its frames, made of the colours there are: one made of the
first day would turn grey what comes later. Its frames are written as they come, each with only what changes: Pillow's
own writing of many keeps them all, which took 680 MB for half a year as tall as a phone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from PIL import Image
from PIL.GifImagePlugin import getdata, getheader

from events.control import control_on, count
from events.reading import Reading
from geo.country import Country
from geo.encode import INK, mix, palette, standings
from geo.fills import day_fills
from geo.language import Language
from geo.paper import FORMATS, Format, Line
from geo.plate import Fill, Shapes
from geo.poster import Layout, draw_ground, draw_lines, drawing, lay_out
from geo.poster_map import LINE, MUTED, OUTLINE, SEA, draw_map
from geo.poster_words import claims_on, film_poster
from geo.provenance import with_png
from geo.render import to_pixels
from geo.typography import clean, extent, isolated

SIZES = {
    "1280x720": Format(1280, 720),
    "1920x1080": FORMATS["16x9"],
    "1080x1080": FORMATS["1x1"],
    "1080x1350": FORMATS["4x5"],
    "1080x1920": FORMATS["9x16"],
}
"""All even, as MP4 wants it."""

SHADES = 4
"""Between two colours that meet, how many a GIF has, the first of them included."""

NEAR = 12
"""Of 255: shades in a GIF are no closer than this to the colours of whole areas."""

SAME = 255
"""The last colour of a GIF is none: what is as on the frame before."""

Progress = Callable[[int, int], bool]
"""Told how many frames are made, and of how many; whether to go on."""

Facts = Callable[[date], Mapping[str, str]]
"""What a picture of a day says of itself; see `geo.provenance.facts`."""


Indices = npt.NDArray[np.uint8]
"""Of colours in a palette, by row and column."""


class NoSuchFilm(ValueError):
    """A film that has no days, or no size or speed; the message says what is wrong."""


class Cancelled(Exception):
    """Whoever waited for a film no longer does."""


@dataclass(frozen=True, slots=True)
class Film:
    """What is to be filmed."""

    first: date
    last: date
    step: int = 1
    """Days from frame to frame; the last day is always shown."""
    size: str = "1280x720"
    """One of `SIZES`."""
    rate: int = 8
    """Frames in a second."""
    pause: float = 2
    """Seconds for which the last day stays."""
    theme: str = "light"
    title: str | None = None
    """By default the days that are shown."""
    credit: str | None = None
    labels: bool = True

    @property
    def days(self) -> tuple[date, ...]:
        """
        The days shown.

        >>> [day.day for day in Film(date(2021, 7, 1), date(2021, 7, 8), step=3).days]
        [1, 4, 7, 8]
        """
        between = (self.last - self.first).days
        return *(self.first + timedelta(days) for days in range(0, between, self.step)), self.last


@dataclass(frozen=True, slots=True)
class _Stage:
    """What all frames share."""

    layout: Layout
    ground: Image.Image
    words: Image.Image


def require_film(film: Film, reading: Reading) -> None:
    """
    Refuse a film that cannot be made.

    Raises
    ------
    NoSuchFilm
    """
    if film.last < film.first:
        raise NoSuchFilm(f"a film cannot go back from {film.first} to {film.last}; expected the earlier day first")
    if not reading.first <= film.first <= film.last <= reading.last:
        raise NoSuchFilm(f"there is nothing to film outside {reading.first} to {reading.last}")
    if film.size not in SIZES:
        raise NoSuchFilm(f"{film.size!r} is no size of a film; expected one of {', '.join(SIZES)}")
    if film.step < 1 or not 1 <= film.rate <= 60 or not 0 <= film.pause <= 60:
        raise NoSuchFilm("a step is a day or more, a rate 1 to 60 frames in a second, a pause up to 60 seconds")


def frames(
    reading: Reading, country: Country, shapes: Shapes, film: Film, language: Language, progress: Progress | None = None
) -> Iterator[tuple[date, Image.Image]]:
    """
    Make the frames, one after another.

    Yields
    ------
    day, picture
        RGB, of the film's size.

    Raises
    ------
    NoSuchFilm
    Cancelled
        If `progress` says not to go on.
    """
    require_film(film, reading)
    stage = _set(reading, country, shapes, film, language)
    days, shown, drawn = film.days, None, stage.ground
    for number, day in enumerate(days):
        if progress and not progress(number, len(days)):
            raise Cancelled
        fills = _fills(reading, day)
        if fills != shown:
            shown, drawn = fills, _with_map(stage, shapes, fills, film, reading)
        frame = drawn.copy()
        lines = _lines_of(stage.layout, SIZES[film.size], reading, country, day, language)
        frame.alpha_composite(_pixels(film, stage.layout, draw_lines(lines, film.theme, language)))
        yield day, frame.convert("RGB")
    if progress and not progress(len(days), len(days)):
        raise Cancelled


def write_mp4(made: Iterator[tuple[date, Image.Image]], film: Film, facts: Facts, file: Path) -> None:
    """Write frames as H.264, which every browser and phone plays, for a player to start before it has it all."""
    paper = SIZES[film.size]
    with av.open(str(file), "w", format="mp4", options={"movflags": "faststart"}) as container:
        container.metadata.update(_tags(facts(film.last)))
        stream = container.add_stream(
            "libx264", rate=film.rate, options={"crf": "18", "preset": "veryfast", "tune": "animation"}
        )
        stream.width, stream.height, stream.pix_fmt = paper.width, paper.height, "yuv420p"
        # Said and done in one standard: players differ in which they take where none is named, and colours with them.
        context = stream.codec_context
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        for day, picture in made:
            for _ in range(1 + (day == film.last) * round(film.pause * film.rate)):
                frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
                frame = frame.reformat(
                    format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
                )
                container.mux(stream.encode(frame))
        container.mux(stream.encode())


def write_gif(
    made: Iterator[tuple[date, Image.Image]], film: Film, facts: Facts, file: Path, colours: Image.Image
) -> None:
    """
    Write frames as a GIF that begins again after its pause.

    Parameters
    ----------
    colours
        The palette, as `film_palette` makes it.
    """
    each = round(100 / film.rate) * 10  # a GIF counts hundredths of a second
    told = facts(film.last)
    comment = f"{told['Title']}. {told['Description']} {told['Source']} {told['Data digest']}".encode()
    shown = None
    with file.open("wb") as opened:
        for day, picture in made:
            few = picture.quantize(palette=colours, dither=Image.Dither.NONE)
            if shown is None:
                opened.writelines(getheader(few, info={"loop": 0, "comment": comment})[0])
            now = np.asarray(few)
            now = np.where(now == SAME, 0, now).astype(np.uint8)  # both are the paper
            new, at = _what_changed(shown, now)
            shown = now
            duration = max(each, round(film.pause * 100) * 10) if day == film.last else each
            opened.writelines(getdata(new, at, duration=duration, disposal=1, transparency=SAME))
        opened.write(b";")


def write_pictures(made: Iterator[tuple[date, Image.Image]], facts: Facts, file: Path) -> None:
    """Write frames as numbered PNG in a ZIP, each of which says what it shows."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for number, (day, picture) in enumerate(made, 1):
            png = BytesIO()
            picture.save(png, "PNG", compress_level=6)
            # An entry of its own making has no clock in it: it says 1980.
            archive.writestr(ZipInfo(f"frame-{number:03}-{day}.png"), with_png(png.getvalue(), facts(day)))


def counts_of(reading: Reading, country: Country, day: date) -> list[float]:
    """How many districts are under each standing, and under a claim of each party, in the order of the legend."""
    war, lens = reading.ledger.war, country.lenses["districts"]
    control = control_on(reading.spans, day)
    counts = count(control, lens)
    held = [counts[standing].held if standing in counts else 0 for standing in standings(war)]
    return [*held, *claims_on(control, lens, war).values()]


def film_palette(reading: Reading, theme: str) -> Image.Image:
    """Make the palette of all days: every colour there is, the paper first, and the shades between two that meet."""
    war = reading.ledger.war
    colours = palette(war, theme)
    paper, ink = colours["paper"], INK[theme]
    grounds = [colour for name, colour in colours.items() if name != "paper"]
    meet = [(ground, paper) for ground in grounds] + [(ink, other) for other in (paper, *grounds)]
    meet += [(mark, ground) for mark, ground in pairwise(grounds)]
    meet += [(line, paper) for line in (MUTED[theme], LINE[theme], OUTLINE[theme], SEA[theme])]
    meet += [(colours[party.id], colours["unknown"]) for party in war.parties]
    shades = [mix(one, other, share / SHADES) for one, other in meet for share in range(SHADES)]
    whole = dict.fromkeys([paper, ink, *grounds])
    # What is found for a colour may be off by a few: nothing lies close to those that whole areas have.
    clear = dict.fromkeys(shade for shade in shades if all(_apart(shade, colour) > NEAR for colour in whole))
    chosen = [*whole, *clear][:SAME]
    chosen += [paper] * (SAME + 1 - len(chosen))
    made = Image.new("P", (1, 1))
    made.putpalette([int(colour[at : at + 2], 16) for colour in chosen for at in (1, 3, 5)])
    return made


def _what_changed(before: Indices | None, now: Indices) -> tuple[Image.Image, tuple[int, int]]:
    """Cut out of a frame what is not as on the one before, and tell where it begins: at the left, at the top."""
    if before is None:
        return Image.fromarray(now), (0, 0)
    other = now != before
    rows, columns = np.flatnonzero(other.any(1)), np.flatnonzero(other.any(0))
    if not len(rows):
        return Image.fromarray(np.full((1, 1), SAME, np.uint8)), (0, 0)
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Image.fromarray(np.where(other, now, SAME)[part].astype(np.uint8)), (int(columns[0]), int(rows[0]))


def _apart(one: str, other: str) -> int:
    """How far two colours are apart, in the part in which they differ most, of 255."""
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))


def _set(reading: Reading, country: Country, shapes: Shapes, film: Film, language: Language) -> _Stage:
    """Lay out the page for the day that takes the most room, and draw what stays."""
    poster = film_poster(
        reading, country, film.first, film.last, language, title=film.title or None, credit=film.credit or None
    )
    stamps = {language.day(day) for day in film.days}
    widest = max(stamps, key=lambda stamp: extent(clean(stamp), "serif", 24, language.direction).width)
    layout = lay_out(replace(poster, stamp=widest), SIZES[film.size], shapes, language, film.labels)
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


def _lines_of(
    layout: Layout, paper: Format, reading: Reading, country: Country, day: date, language: Language
) -> Iterator[Line]:
    """Put the day and its counts where the page has its widest."""
    numbers = iter(counts_of(reading, country, day))
    # Beside the map a number ends where its line does, and below it begins where its column does.
    ends_at_right = paper.wide is (language.direction == "ltr")
    for line in layout.lines:
        if line.part == "number":
            yield _said(line, language.number(round(next(numbers))), language, ends_at_right)
        elif line.part == "stamp":
            yield _said(line, language.day(day), language, at_right=True)


def _said(line: Line, words: str, language: Language, at_right: bool) -> Line:
    """Say other words in a line's place, to its right end or from its left."""
    words = isolated(clean(words))
    room = extent(words, line.face, line.size, language.direction)
    x = line.x + line.width - room.width if at_right else line.x
    return replace(line, words=words, x=x, width=room.width, above=room.above, below=room.below)


def _fills(reading: Reading, day: date) -> Mapping[str, Fill]:
    return day_fills(control_on(reading.spans, day), reading.ledger.war)[0]


def _pixels(film: Film, layout: Layout, drawn: str) -> Image.Image:
    return to_pixels(drawing(SIZES[film.size], layout, drawn))


def _tags(facts: Mapping[str, str]) -> dict[str, str]:
    """The facts by the names that MP4 has for them."""
    digest = f"Data digest {facts['Data digest']}"
    return {
        "title": facts["Title"],
        "description": facts["Description"],
        "comment": f"{facts['Source']} {digest}",
        "copyright": facts["Copyright"],
    }
