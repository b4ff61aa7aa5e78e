"""
A view to publish: the picture, the page and the citation of one day, of what changed between two, or of both.

All of them carry the same information: the finding, the alternative text, the link that opens the view again, the
digest of the data, and its owner.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from events.control.reading import Reading
from events.ledger.digest import SHORT
from geo.atlas.atlas import draw
from geo.atlas.edition import edition
from geo.films.film import Film, Progress
from geo.films.frames import frames
from geo.films.gif import film_palette, write_gif
from geo.films.mp4 import write_mp4
from geo.films.stills import write_pictures
from geo.language import Language
from geo.links.citation import Citation, boundaries_cited
from geo.links.permalink import ViewState, permalink
from geo.links.provenance import facts, with_pdf, with_png, with_svg
from geo.places.area import part_of, part_shapes, reading_of
from geo.places.country import Country
from geo.places.digest import data_digest
from geo.places.grid import Shapes
from geo.posters.content import Poster, change_poster, day_poster, pair_poster
from geo.posters.draw import draw_svg
from geo.posters.layout import lay_out
from geo.posters.logo import Logo
from geo.posters.page import Format
from geo.posters.render import to_pdf, to_png
from geo.posters.type import ELLIPSIS, clean, undrawable
from geo.wording import spoken
from geo.words.areas import area_name
from geo.words.credits import credit_of
from geo.words.description import alt

LONGEST_WORDS = 300
"""Characters of a user's own title or credit; anything longer is cut before it is used."""


class PictureKind(StrEnum):
    """The kinds of picture; the word is the ending of the file."""

    PNG = "png"
    SVG = "svg"
    PDF = "pdf"


class FilmKind(StrEnum):
    """The kinds of film; the word is the ending of the file."""

    MP4 = "mp4"
    GIF = "gif"
    ZIP = "zip"
    """Numbered pictures."""


@dataclass(frozen=True)
class Publication:
    """What to publish, and in which words."""

    reading: Reading
    """As known on the day that `shown` names."""
    country: Country
    shown: ViewState
    theme: str | None = None
    """``light`` or ``dark``; by default a picture is light, and a page follows its reader's setting."""
    title: str | None = None
    """By default suggested from the data, also if no letter of it can be drawn. See `LONGEST_WORDS`."""
    credit: str | None = None
    """Who made it; by default the atlas. See `LONGEST_WORDS`."""
    labels: bool = True
    """Whether provinces are named."""
    base: str = ""
    """The address of the app, to which links lead. Empty if it is not known; a link is then its parameters alone."""
    logo: Logo | None = None
    """The publisher's own, in the footer of pictures and films."""
    card: str | None = None
    """The web address of a picture for the cards that link to a page."""

    @property
    def language(self) -> Language:
        """The language of the view."""
        return spoken(self.shown.lang, self.reading.ledger.war)

    @property
    def link(self) -> str:
        """The address at which the app shows the view: the atlas, or the page that shows such a view by itself."""
        name = "compare" if self.shown.since else ""
        if area := self.shown.area:
            name = "provinces" if area.province and not self.shown.since else "publish"
        return permalink(f"{self.base.rstrip('/')}/{name}" if self.base and name else self.base, self.shown)

    @cached_property
    def part(self) -> Country:
        """The part of the country that is shown, or the whole."""
        return part_of(self.country, self.shown.area) if self.shown.area else self.country

    @cached_property
    def told(self) -> Reading:
        """What the reading says of the part."""
        return reading_of(self.reading, self.part) if self.shown.area else self.reading

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of the part, in degrees of EPSG:4326; `None` for the whole country."""
        if not self.shown.area:
            return None
        west, south, east, north = self.part.boundaries.total_bounds.tolist()
        return west, south, east, north

    def shapes(self, whole: Shapes) -> Shapes:
        """Return the shapes of the part, from those of the whole."""
        return part_shapes(self.part, whole) if self.shown.area else whole

    @cached_property
    def digest(self) -> str:
        """The digest of the data, in its short form."""
        return data_digest(self.reading, self.country)[:SHORT]

    def on(self, day: date) -> "Publication":
        """Show another day, and no card; what is the same on every day is not made again."""
        other = replace(self, shown=replace(self.shown, day=day, since=None, district=None, side=False))
        vars(other).update(digest=self.digest, part=self.part, told=self.told)
        return other

    def between(self, first: date, last: date) -> "Publication":
        """Show what changed between two days, and no card."""
        return replace(self, shown=replace(self.shown, since=first, day=last, district=None, side=False))

    @cached_property
    def poster(self) -> Poster:
        """What the picture says and shows."""
        reading, country, shown = self.told, self.part, self.shown
        title, credit = _given(self.title), _given(self.credit)
        lens = country.lenses[shown.lens]
        if shown.since:
            days = shown.since, shown.day
            make = pair_poster if shown.side else change_poster
            poster = make(reading, country, *days, self.language, title=title, credit=credit, lens=lens)
        else:
            poster = day_poster(reading, country, shown.day, self.language, title=title, credit=credit, lens=lens)
        return replace(poster, logo=self.logo)


def picture(given: Publication, shapes: Shapes, paper: Format, kind: PictureKind) -> bytes:
    """
    Draw the poster as a file that states what it is and where it comes from.

    Parameters
    ----------
    shapes
        Of the whole country.

    Raises
    ------
    geo.posters.map_place.NoRoom
        If its words leave no room for the map.
    """
    poster = given.poster
    told = facts(poster.title, poster.alt, given.link, given.digest, credit_of(given.reading.ledger, given.country))
    war, theme = given.reading.ledger.war, given.theme or "light"
    svg = draw_svg(poster, paper, given.shapes(shapes), war, theme, given.language, given.labels)
    if kind == PictureKind.PNG:
        return with_png(to_png(svg), told)
    if kind == PictureKind.PDF:
        return with_pdf(to_pdf(svg), told)
    return with_svg(svg, told).encode()


def shortens(given: Publication, shapes: Shapes, paper: Format) -> list[str]:
    """List which of the user's own words, ``title`` or ``credit``, are too long for a format: a poster cuts them."""
    poster, own = given.poster, [part for part in ("title", "credit") if _given(getattr(given, part))]
    if not own:  # our own words fit, as a test asserts
        return []
    laid = lay_out(poster, paper, given.shapes(shapes), given.language, labels=False)
    last = {line.part: line.words for line in laid.lines}
    return [
        part
        for part in own
        if len(getattr(given, part).strip()) > LONGEST_WORDS
        or (last[part].endswith(ELLIPSIS) and not getattr(poster, part).endswith(ELLIPSIS))
    ]


def leaves_out(given: Publication) -> str:
    """List the letters of the user's own words that no font of ours has: pictures and films leave them out."""
    return undrawable(f"{bounded(given.title or '')} {bounded(given.credit or '')}")


def bounded(words: str) -> str:
    """
    Cut words to `LONGEST_WORDS` characters, ending in an ellipsis if any are lost.

    >>> bounded("x" * 1000) == "x" * 299 + "…"
    True
    """
    words = words.strip()
    return words if len(words) <= LONGEST_WORDS else words[: LONGEST_WORDS - 1].rstrip() + ELLIPSIS


def page(given: Publication) -> bytes:
    """
    Write the atlas as one HTML file, which opens with the day shown, or the later of two.

    That of a part of the country has all of it, and opens with its map on the part.
    """
    shown = given.shown
    return edition(
        draw(given.reading, given.country, given.language),
        shown.day,
        shown.district,
        shown.lens,
        bounded(given.title or ""),
        bounded(given.credit or ""),
        given.theme,
        given.link if given.base else None,
        given.digest,
        given.box,
        given.card,
    ).encode()


def write_film(
    given: Publication, shapes: Shapes, film: Film, kind: FilmKind, file: Path, progress: Progress | None = None
) -> None:
    """
    Write the days of a film, or no file at all; the single day that `given` shows is ignored.

    Raises
    ------
    geo.films.film.NoSuchFilm
        If the film cannot be made.
    geo.films.film.Cancelled
        If `progress` says not to go on.
    """
    credit = credit_of(given.reading.ledger, given.country)

    def told(day: date) -> dict[str, str]:
        of_day = given.on(day)
        described = alt(given.told, given.part, day, given.language)
        return facts(film.title or given.poster.eyebrow, str(described), of_day.link, given.digest, credit)

    film = replace(film, title=_given(film.title), credit=_given(film.credit), logo=given.logo)
    made = frames(given.told, given.part, given.shapes(shapes), film, given.language, progress)
    try:
        if kind == FilmKind.MP4:
            write_mp4(made, film, told, file)
        elif kind == FilmKind.GIF:
            write_gif(
                made,
                film,
                told,
                file,
                film_palette(given.reading, film.theme, given.logo.colours if given.logo else ()),
            )
        else:
            write_pictures(made, told, file)
    except BaseException:  # also an interruption from outside
        file.unlink(missing_ok=True)
        raise


def citation_of(given: Publication, accessed: date) -> Citation:
    """
    Make the citation of a view, seen on a day.

    Its link names the same day of knowledge as its text: later reports change neither.
    """
    title = given.reading.ledger.war.title
    if given.shown.area:
        title = f"{title} ({area_name(given.part, given.language)})"
    pinned = replace(given, shown=replace(given.shown, known=given.reading.known_by))
    return Citation(title, pinned.shown, accessed, given.digest, boundaries_cited(given.country.origins), pinned.link)


def _given(words: str | None) -> str | None:
    """Return a user's own words, or `None` if they are blank or no letter of them can be drawn."""
    words = bounded(words or "")
    return words if clean(words) else None
