"""What to film, and the refusal of what cannot be filmed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from events.control.reading import Reading
from geo.posters.logo import Logo
from geo.posters.page import FORMATS, Format

SIZES = {
    "1280x720": Format(1280, 720),
    "1920x1080": FORMATS["16x9"],
    "1080x1080": FORMATS["1x1"],
    "1080x1350": FORMATS["4x5"],
    "1080x1920": FORMATS["9x16"],
}
"""All even, as MP4 requires."""


Progress = Callable[[int, int], bool]
"""Called with the number of frames made and the total; returns whether to go on."""

Facts = Callable[[date], Mapping[str, str]]
"""The facts written into a picture of a day; see `geo.links.provenance.facts`."""


Indices = npt.NDArray[np.uint8]
"""Palette indices of colours, by row and column."""


class NoSuchFilm(ValueError):
    """A film without days, or with an invalid size or speed; the message says what is wrong."""


class Cancelled(Exception):
    """The film is no longer wanted."""


@dataclass(frozen=True, slots=True)
class Film:
    """The settings of a film."""

    first: date
    last: date
    step: int = 1
    """Days from frame to frame; the last day is always shown."""
    size: str = "1280x720"
    """One of `SIZES`."""
    rate: int = 8
    """Frames per second."""
    pause: float = 2
    """How long the last day stays, in seconds."""
    theme: str = "light"
    title: str | None = None
    """By default the days shown."""
    credit: str | None = None
    labels: bool = True
    logo: Logo | None = None

    @property
    def days(self) -> tuple[date, ...]:
        """
        The days shown.

        >>> [day.day for day in Film(date(2021, 7, 1), date(2021, 7, 8), step=3).days]
        [1, 4, 7, 8]
        """
        between = (self.last - self.first).days
        return *(self.first + timedelta(days) for days in range(0, between, self.step)), self.last


def require_film(film: Film, reading: Reading) -> None:
    """
    Refuse a film that cannot be made.

    Raises
    ------
    NoSuchFilm
        If it has no days within the reading, or an invalid size, step, rate or pause.
    """
    if film.last < film.first:
        raise NoSuchFilm(f"a film cannot go back from {film.first} to {film.last}; expected the earlier day first")
    if not reading.first <= film.first <= film.last <= reading.last:
        raise NoSuchFilm(f"there is nothing to film outside {reading.first} to {reading.last}")
    if film.size not in SIZES:
        raise NoSuchFilm(f"{film.size!r} is no size of a film; expected one of {', '.join(SIZES)}")
    if film.step < 1 or not 1 <= film.rate <= 60 or not 0 <= film.pause <= 60:
        raise NoSuchFilm("a step is a day or more, a rate 1 to 60 frames in a second, a pause up to 60 seconds")
