"""
A film as GIF.

All its frames share one palette, made of every colour there is: a palette made from the first day would turn later
colours grey. Its frames are written as they come, each with only what changes. Pillow's own writer keeps all frames in
memory, which took 680 MB for half a year at a phone's height.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import numpy as np
from PIL import Image
from PIL.GifImagePlugin import getdata, getheader

from events.control.reading import Reading
from geo.films.film import Facts, Film, Indices
from geo.paint.ink import LINE, MUTED, OUTLINE, SEA
from geo.paint.palette import INK, mix, palette

SHADES = 4
"""How many shades a GIF has between two colours that meet, including the first of them."""

NEAR = 12
"""Out of 255: shades in a GIF are no closer than this to the colours of whole areas."""

SAME = 255
"""The last colour of a GIF is transparent: unchanged from the frame before."""


def write_gif(
    made: Iterator[tuple[date, Image.Image]], film: Film, facts: Facts, file: Path, colours: Image.Image
) -> None:
    """
    Write frames as a GIF that starts again after its pause.

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


def film_palette(reading: Reading, theme: str, logo: Sequence[str] = ()) -> Image.Image:
    """
    Make the palette of all days: every colour there is, the paper first, and the shades between two that meet.

    Parameters
    ----------
    logo
        The colours of a logo, like ``#8f3335``.
    """
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
    # A colour may be matched to one that is off by a few: nothing lies close to those of whole areas.
    clear = dict.fromkeys(shade for shade in shades if all(_apart(shade, colour) > NEAR for colour in whole))
    chosen = [*dict.fromkeys([*whole, *logo, *clear])][:SAME]
    chosen += [paper] * (SAME + 1 - len(chosen))
    made = Image.new("P", (1, 1))
    made.putpalette([int(colour[at : at + 2], 16) for colour in chosen for at in (1, 3, 5)])
    return made


def _what_changed(before: Indices | None, now: Indices) -> tuple[Image.Image, tuple[int, int]]:
    """Cut out of a frame what differs from the one before, and return it with its left and top."""
    if before is None:
        return Image.fromarray(now), (0, 0)
    other = now != before
    rows, columns = np.flatnonzero(other.any(1)), np.flatnonzero(other.any(0))
    if not len(rows):
        return Image.fromarray(np.full((1, 1), SAME, np.uint8)), (0, 0)
    part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Image.fromarray(np.where(other, now, SAME)[part].astype(np.uint8)), (int(columns[0]), int(rows[0]))


def _apart(one: str, other: str) -> int:
    """Measure how far apart two colours are, in the channel in which they differ most, out of 255."""
    return max(abs(int(one[at : at + 2], 16) - int(other[at : at + 2], 16)) for at in (1, 3, 5))
