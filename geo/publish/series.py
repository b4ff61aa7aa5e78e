"""A series of posters between two days: pictures in a ZIP, or one PDF of many pages. Made twice, it is the same."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from geo.films.film import Cancelled, Progress
from geo.links.provenance import bind_pdf, facts
from geo.places.grid import Shapes
from geo.posters.page import FORMATS
from geo.publish.naming import file_name
from geo.publish.publication import PictureKind, Publication, picture
from geo.words.credits import credit_of

MOST = 400
"""The most posters of a series."""


class Every(StrEnum):
    """How far apart the posters of a series are."""

    DAY = "day"
    TWO_DAYS = "two-days"
    WEEK = "week"
    MONTH = "month"


DAYS = {Every.DAY: 1, Every.TWO_DAYS: 2, Every.WEEK: 7}


class SeriesKind(StrEnum):
    """The kinds of series."""

    PNG = "png"
    """PNG pictures in a ZIP."""
    PDF = "pdf"
    """PDF files in a ZIP."""
    BOOK = "book"
    """One PDF of many pages."""

    @property
    def ending(self) -> str:
        """The ending of the file."""
        return "pdf" if self == SeriesKind.BOOK else "zip"


class NoSuchSeries(ValueError):
    """A series without days, or with too many; the message says what is wrong."""


@dataclass(frozen=True, slots=True)
class Series:
    """Which days a series shows."""

    first: date
    last: date
    every: Every = Every.WEEK

    @property
    def days(self) -> tuple[date, ...]:
        """
        The days shown; the last day always is.

        >>> [day.isoformat() for day in Series(date(2021, 5, 31), date(2021, 7, 5), Every.MONTH).days]
        ['2021-05-31', '2021-06-30', '2021-07-05']
        """
        return *(day for day in self._steps() if day < self.last), self.last

    def _steps(self) -> Iterator[date]:
        """List the days from the first, one step apart, up to the last."""
        if self.every in DAYS:
            yield from (self.first + timedelta(at) for at in range(0, (self.last - self.first).days, DAYS[self.every]))
            return
        months = 12 * (self.last.year - self.first.year) + self.last.month - self.first.month
        for month in range(self.first.month - 1, self.first.month + months):
            year, number = self.first.year + month // 12, month % 12 + 1
            yield date(year, number, min(self.first.day, monthrange(year, number)[1]))


def require_series(given: Publication, series: Series) -> None:
    """
    Refuse a series that cannot be made.

    Raises
    ------
    NoSuchSeries
        If it has no days, more than `MOST`, or days outside the reading.
    """
    first, last = given.reading.first, given.reading.last
    if series.last < series.first:
        raise NoSuchSeries(
            f"a series cannot go back from {series.first} to {series.last}; expected the earlier day first"
        )
    if not first <= series.first <= series.last <= last:
        raise NoSuchSeries(f"there are no posters outside {first} to {last}")
    if len(series.days) > MOST:
        raise NoSuchSeries(f"a series has at most {MOST} posters; this would have {len(series.days)}")


def write_series(
    given: Publication,
    shapes: Shapes,
    paper: str,
    series: Series,
    kind: SeriesKind,
    file: Path,
    progress: Progress | None = None,
) -> None:
    """
    Write a poster of each day of a series, or no file at all; the single day that `given` shows is ignored.

    Parameters
    ----------
    shapes
        Of the whole country.
    paper
        The name of a format.

    Raises
    ------
    NoSuchSeries
        If the series cannot be made; see `require_series`.
    geo.films.film.Cancelled
        If `progress` says not to go on.
    """
    require_series(given, series)
    made = _made(given, shapes, paper, series, PictureKind.PNG if kind == SeriesKind.PNG else PictureKind.PDF, progress)
    try:
        if kind == SeriesKind.BOOK:
            _bind(given, series, made, file)
            return
        with ZipFile(file, "w", ZIP_STORED) as archive:
            for each, drawn in made:
                archive.writestr(
                    ZipInfo(file_name(each, paper, kind)), drawn
                )  # such an entry has no clock: it says 1980
    except BaseException:  # also an interruption from outside
        file.unlink(missing_ok=True)
        raise


def series_name(given: Publication, paper: str, series: Series, kind: SeriesKind) -> str:
    """Suggest a name: ``control-atlas-2021-05-01-2021-08-31-4x5-week.zip``."""
    name, _, _ = file_name(given.between(series.first, series.last), paper, "").rpartition(".")
    return f"{name}-{series.every}{'-pdf' if kind == SeriesKind.PDF else ''}.{kind.ending}"


def _made(
    given: Publication, shapes: Shapes, paper: str, series: Series, kind: PictureKind, progress: Progress | None
) -> Iterator[tuple[Publication, bytes]]:
    """Draw the posters, one after another."""
    days = series.days
    for number, day in enumerate(days):
        if progress and not progress(number, len(days)):
            raise Cancelled
        each = given.on(day)
        yield each, picture(each, shapes, FORMATS[paper], kind)
    if progress and not progress(len(days), len(days)):
        raise Cancelled


def _bind(given: Publication, series: Series, made: Iterator[tuple[Publication, bytes]], file: Path) -> None:
    """Write posters as one PDF, whose outline lists the days."""
    spoken, last = given.language, given.on(series.last)
    days = spoken.say("{earlier} to {later}", earlier=spoken.day(series.first), later=spoken.day(series.last))
    title = f"{last.poster.eyebrow}, {days}"
    told = facts(title, last.poster.alt, last.link, given.digest, credit_of(given.reading.ledger, given.country))
    file.write_bytes(bind_pdf(((spoken.day(each.shown.day), drawn) for each, drawn in made), told))
