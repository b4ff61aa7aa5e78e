"""
The layout of a poster: words above, beside and below the map, which takes the remaining room.

Where a country is taller than it is wide the map takes the height, and the legend stands beside it in every format. Two
maps are placed as lets them be largest.

Words are as large as fits. Each line is measured before it is drawn, so that nothing is cut and nothing overlaps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from geo.language import Language
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.entries import Entry, source_words
from geo.posters.legend import set_columns, set_keys, set_list
from geo.posters.logo import Logo
from geo.posters.map import BEYOND, Frame, is_tall, place_labels
from geo.posters.map_place import MapPlacement, NoRoom, nearer, place_map, place_pair
from geo.posters.page import (
    LEADING,
    SMALLEST,
    WIDE,
    Edges,
    Format,
    Line,
    Page,
    Sizes,
    Swatch,
    baseline,
    sizes_of,
    steps,
)
from geo.posters.type import ELLIPSIS, balanced, clean, fit, fit_line, wrap

SPACED = 1.4
"""The space between the letters of the eyebrow, in units; joined letters are never spaced."""

LONE = 0.3
"""A last line shorter than this share of the width is avoided."""

LOGO, BESIDE_LOGO = 0.17, 22
"""The most of the width of the footer that a logo takes, and the distance that words keep from it, in units."""

LIST = 372
"""The greatest width of a legend that is a list."""

APART = 2 * BEYOND
"""Between two maps beside each other, in units; between those above each other half of it."""

TALL_COLUMN, TALL_MAP = 480, 0.56
"""Beside such a country the width of the words on a wide page, and on others the most of the width for the map."""

PAIR_COLUMN, PAIR_LIST = 410, 19
"""Beside two maps a width that the words may have, and that of the legend alone as a share of its letters' size."""

CUT = 0.6
"""The worth of maps beside which words of one part of the page are cut, as a share of that beside all words."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A page, in units."""

    width: float
    height: float
    lines: tuple[Line, ...]
    swatches: tuple[Swatch, ...]
    frame: Frame
    """The frame of the map."""
    rules: tuple[Edges, ...]
    """Thin lines, from left to right."""
    bar: tuple[float, float, float]
    """The scale bar: left, top, width."""
    globe: tuple[float, float, float] | None
    """Its centre and radius; `None` if there is no room."""
    legend: tuple[Entry, ...]
    """The entries that numbers count, see `geo.posters.page.Line`."""
    listed: bool
    """Whether these stand below each other, with their numbers at the end of the line."""
    logo: tuple[Logo, Edges] | None = None
    before: Frame | None = None
    """The frame of the map of the first of two days."""


@dataclass(frozen=True, slots=True)
class _Way:
    """A way to lay out two maps."""

    worth: float
    page: Page
    """With all words but those that go with the maps."""
    halves: tuple[Edges, Edges]
    inside: bool
    """See `geo.posters.map_place.place_pair`."""
    listed: bool
    """See `Layout`."""


def lay_out(poster: Poster, paper: Format, shapes: Shapes, language: Language, labels: bool = True) -> Layout:
    """
    Give everything on a poster its place.

    Parameters
    ----------
    labels
        Whether provinces are named.

    Returns
    -------
    layout
        No line of it overlaps another or the edge.
    """
    if poster.before:
        return _lay_out_pair(poster, paper, shapes, language, labels)
    page, sizes, tall = Page(language.direction), sizes_of(paper), is_tall(shapes)
    room = _set_words(page, poster, paper, sizes, tall, language)
    beside = tall and not sizes.column
    placed = place_map(page, poster, shapes, room, sizes, language, TALL_MAP if beside else 1)
    if beside:  # at the right, where the day stands, whatever the direction
        column = (WIDE - 2 * sizes.margin) * (1 - TALL_MAP) - 30
        start = sizes.margin if language.direction == "rtl" else WIDE - sizes.margin - column
        set_list(page, poster.legend, sizes, (start, placed.free[0] + 20, column, placed.free[1] - 20), language)
    if labels:
        place_labels(page, poster, shapes, placed.frame, max(SMALLEST, sizes.entry * 0.87), placed.beside)
    return _finished(page, paper, placed, poster, beside or bool(sizes.column))


def _lay_out_pair(poster: Poster, paper: Format, shapes: Shapes, language: Language, labels: bool) -> Layout:
    """Lay out two days in each way there is, and take the one with the largest maps; see `CUT`."""
    sizes, ways, refused = sizes_of(paper), list[_Way](), NoRoom()
    for page, room, listed in _set_words_of_pair(poster, paper, sizes, is_tall(shapes), language):
        across, down = _halves(room, language.direction)
        for halves, inside in product([across] if listed or paper.wide else [across, down], (True, False)):
            tried = page.copy()
            try:
                frame = place_pair(tried, poster, shapes, halves, sizes, language, inside).before
            except NoRoom as error:
                refused = error
                continue
            cut = {line.part for line in tried.lines if line.words.endswith(ELLIPSIS)}
            ways.append(_Way(frame.width * CUT ** len(cut), page, halves, inside, listed))
    if not ways:
        raise refused
    best = max(ways, key=lambda way: way.worth)
    page, halves = best.page, nearer(best.page, poster, shapes, best.halves, sizes, language, best.inside)
    pair = place_pair(page, poster, shapes, halves, sizes, language, best.inside)
    if labels:
        for frame in (pair.before, pair.later.frame):
            place_labels(page, poster, shapes, frame, max(SMALLEST, sizes.entry * 0.87), pair.later.beside)
    return replace(_finished(page, paper, pair.later, poster, best.listed), before=pair.before)


def _set_words_of_pair(
    poster: Poster, paper: Format, sizes: Sizes, tall: bool, language: Language
) -> Iterator[tuple[Page, Edges, bool]]:
    """Set the words in a column, or around the maps; return the room that is left, and whether the legend is a list."""
    if sizes.column:
        for width in (PAIR_COLUMN, TALL_COLUMN if tall else sizes.column):
            page = Page(language.direction)
            yield page, _set_words(page, poster, paper, replace(sizes, column=width), False, language), True
    sizes = replace(sizes, column=0)
    page = Page(language.direction)
    yield page, _set_words(page, poster, paper, sizes, False, language), False
    page, column = Page(language.direction), sizes.entry * PAIR_LIST
    left, top, right, bottom = _set_words(page, poster, paper, sizes, True, language)
    if bottom - top < _least(poster):
        return
    small = replace(sizes, number=min(sizes.number, sizes.entry * 1.5))
    set_list(page, poster.legend, small, (sizes.margin, top, column, bottom), language)
    start, end = (left, right - column - APART) if language.direction == "rtl" else (left + column + APART, right)
    yield page, (start, top, end, bottom), True


def _halves(room: Edges, direction: str) -> tuple[tuple[Edges, Edges], tuple[Edges, Edges]]:
    """Part a room for two maps, the earlier first: beside each other, and one above the other."""
    left, top, right, bottom = room
    middle, half = (left + right) / 2, (top + bottom) / 2
    across = (left, top, middle - APART / 2, bottom), (middle + APART / 2, top, right, bottom)
    down = (left, top, right, half - APART / 4), (left, half + APART / 4, right, bottom)
    across = across if direction == "ltr" else (across[1], across[0])
    return across, down


def _finished(page: Page, paper: Format, placed: MapPlacement, poster: Poster, listed: bool) -> Layout:
    drawn = tuple(page.lines), tuple(page.swatches), placed.frame, tuple(page.rules), placed.bar, placed.globe
    return Layout(WIDE, paper.tall, *drawn, poster.legend, listed, page.logo)


def _set_words(page: Page, poster: Poster, paper: Format, sizes: Sizes, tall: bool, language: Language) -> Edges:
    """Set all but what goes with the map, and return the room that is left for it."""
    free = paper.free / paper.scale
    top, bottom = max(free, sizes.margin * 0.92), paper.tall - max(free, sizes.margin * 0.8)
    bottom = _set_footer(page, poster, sizes, bottom, WIDE - 2 * sizes.margin, language)
    return (_set_beside if sizes.column else _set_around)(page, poster, sizes, top, bottom, tall, language)


def _set_beside(
    page: Page, poster: Poster, sizes: Sizes, top: float, bottom: float, tall: bool, language: Language
) -> Edges:
    """Set the words in a column beside the map; return the room that is left for it."""
    sizes = replace(sizes, column=TALL_COLUMN) if tall else sizes
    keys = set_keys(page, poster.keys, sizes, bottom - 10, sizes.column, language)
    below = _set_header(page, poster, sizes, top, sizes.column, keys - _least(poster) - 12 - top)
    set_list(page, poster.legend, sizes, (sizes.margin, below + 12, min(sizes.column, LIST), keys), language)
    start, end = sizes.margin + sizes.column + 30, WIDE - sizes.margin
    left, right = (WIDE - end, WIDE - start) if language.direction == "rtl" else (start, end)
    return left, top - 8, right, bottom - 12


def _least(poster: Poster) -> float:
    """Return the least height of a legend that is a list."""
    return len(poster.legend) * SMALLEST * 1.75


def _set_around(
    page: Page, poster: Poster, sizes: Sizes, top: float, bottom: float, tall: bool, language: Language
) -> Edges:
    """Set the words above and below the map, without the legend of a tall country; return the room that is left."""
    inner = WIDE - 2 * sizes.margin
    legend = set_keys(page, poster.keys, sizes, bottom - 26, inner, language)
    if not tall:
        legend = set_columns(page, poster.legend, sizes, legend, inner, language)
    below = _set_header(page, poster, sizes, top, inner, legend - top)
    return sizes.margin, below + 14, WIDE - sizes.margin, legend - 18


def _set_header(page: Page, poster: Poster, sizes: Sizes, top: float, width: float, room: float) -> float:
    """Set the eyebrow, the title and the finding; return where they end. A long finding takes room from the title."""
    (close, loose), direction = LEADING[page.direction], page.direction
    spacing = 0 if direction == "rtl" else SPACED
    eyebrow = clean(poster.eyebrow if direction == "rtl" else poster.eyebrow.upper())
    size, eyebrow = fit_line(eyebrow, "sans", steps(max(sizes.key, 12)), width - spacing * len(eyebrow), direction)
    page.line(eyebrow, sizes.margin, top + size, size, "sans", "eyebrow", spacing)
    top, room = top + size + sizes.title * 0.34, room - size - sizes.title * 0.34
    title, words = clean(poster.title), clean(f"{poster.subtitle} {poster.unit}")
    gap = sizes.title * 0.2
    for share in (1, 0.86, 0.74, 0.64, 0.5):
        high = sizes.title * close * sizes.title_lines * share
        titled, lines = fit(title, "serif", steps(sizes.title * share**0.5), width, high, close, direction)
        taken = len(lines) * titled * close + gap
        high = min(sizes.subtitle * loose * sizes.subtitle_lines * (2 - share), room - taken)
        told, text = fit(words, "sans", steps(sizes.subtitle), width, high, loose, direction)
        if not (lines and _shortened(lines, title)) and not (text and _shortened(text, words)):
            break
    lines = balanced(lines, "serif", titled, width, direction)
    if text and page.width(text[-1], told, "sans") < width * LONE:
        text = balanced(text, "sans", told, width, direction)
    top = page.block(lines, sizes.margin, top, titled, close, "serif", "title") + gap
    return page.block(text, sizes.margin, top, told, loose, "sans", "subtitle")


def _shortened(lines: Sequence[str], words: str) -> bool:
    return lines[-1].endswith(ELLIPSIS) and "".join(lines).replace(" ", "") != words.replace(" ", "")


def _set_footer(page: Page, poster: Poster, sizes: Sizes, bottom: float, width: float, language: Language) -> float:
    """Set the sources, the borders note, the credit and the logo upwards from the bottom; return where they begin."""
    _, leading = LEADING[page.direction]
    whole, room = width, sizes.footer_lines * sizes.footer * leading
    if poster.logo:
        width -= page.set_logo(poster.logo, sizes.margin + width, bottom, width * LOGO, room) + BESIDE_LOGO
    size, credit = fit_line(clean(poster.credit), "strong", (sizes.footer, SMALLEST), width, page.direction)
    credit_width = page.width(credit, size, "strong")

    def source(shown: int) -> str:
        return clean(f"{source_words(poster.publishers, shown, language)} {poster.borders}")

    def fits(shown: int, within: float) -> bool:
        """Return whether this many publishers fit, with the credit at the end of the last line."""
        lines = wrap(source(shown), "sans", sizes.footer, width, page.direction)
        return len(lines) <= sizes.footer_lines and page.width(lines[-1], sizes.footer, "sans") <= within

    beside = width - credit_width - 24
    shown = next((n for n in range(len(poster.publishers), 0, -1) if fits(n, beside)), 1)
    own = not fits(shown, beside)  # the credit has a line of its own
    text, lines = fit(source(shown), "sans", (sizes.footer, SMALLEST), width, room, leading, page.direction)
    top = bottom - (len(lines) + own) * text * leading
    end = page.block(lines, sizes.margin, top, text, leading, "sans", "footer")
    if own:
        page.line(credit, sizes.margin, end + baseline(text, leading), size, "strong", "credit")
    else:
        last = end - text * leading + baseline(text, leading)
        page.line_to(credit, sizes.margin + width, last, size, "strong", "credit")
    if page.logo:
        top = min(top, page.logo[1][1])
    page.rule(sizes.margin, top - 10, whole)
    return top - 10
