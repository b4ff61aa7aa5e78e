"""
The layout of a poster: words above, beside and below the map, which takes the remaining room.

Where a country is taller than it is wide the map takes the height, and the legend stands beside it in every format.

Words are as large as fits. Each line is measured before it is drawn, so that nothing is cut and nothing overlaps.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo.language import Language
from geo.places.grid import Shapes
from geo.posters.content import Poster
from geo.posters.entries import Entry, source_words
from geo.posters.logo import Logo
from geo.posters.map import Frame, is_tall
from geo.posters.map_place import place_labels, place_map
from geo.posters.page import SMALLEST, WIDE, Edges, Format, Line, Page, Sizes, Swatch, baseline, sizes_of, steps
from geo.posters.type import ELLIPSIS, balanced, clean, fit, fit_line, wrap

SPACED = 1.4
"""The space between the letters of the eyebrow, in units; joined letters are never spaced."""

LONE = 0.3
"""A last line shorter than this share of the width is avoided."""

LOGO, BESIDE_LOGO = 0.17, 22
"""The most of the width of the footer that a logo takes, and the distance that words keep from it, in units."""

COLUMN, LIST = 226, 372
"""The greatest width of a column of the legend, and of one that is a list."""

TALL_COLUMN, TALL_MAP = 480, 0.56
"""Beside such a country the width of the words on a wide page, and on others the most of the width for the map."""

LEADING = {"ltr": (1.16, 1.38), "rtl": (1.62, 1.6)}
"""From line to line of the title and of text, as a share of their size, by direction: Arabic letters reach further."""


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
    page, sizes, tall = Page(language.direction), sizes_of(paper), is_tall(shapes)
    free = paper.free / paper.scale
    top, bottom = max(free, sizes.margin * 0.92), paper.tall - max(free, sizes.margin * 0.8)
    inner = WIDE - 2 * sizes.margin
    bottom = _set_footer(page, poster, sizes, bottom, inner, language)
    room = (_set_beside if sizes.column else _set_around)(page, poster, sizes, top, bottom, tall, language)
    beside = tall and not sizes.column
    placed = place_map(page, poster, shapes, room, sizes, language, TALL_MAP if beside else 1)
    if beside:  # at the right, where the day stands, whatever the direction
        column = inner * (1 - TALL_MAP) - 30
        start = sizes.margin if language.direction == "rtl" else WIDE - sizes.margin - column
        _set_list(page, poster.legend, sizes, (start, placed.free[0] + 20, column, placed.free[1] - 20), language)
    if labels:
        place_labels(page, poster, shapes, placed.frame, max(SMALLEST, sizes.entry * 0.87), placed.beside)
    return Layout(
        WIDE,
        paper.tall,
        tuple(page.lines),
        tuple(page.swatches),
        placed.frame,
        tuple(page.rules),
        placed.bar,
        placed.globe,
        poster.legend,
        beside or bool(sizes.column),
        page.logo,
    )


def _set_beside(
    page: Page, poster: Poster, sizes: Sizes, top: float, bottom: float, tall: bool, language: Language
) -> Edges:
    """Set the words in a column beside the map; return the room that is left for it."""
    sizes = replace(sizes, column=TALL_COLUMN) if tall else sizes
    keys = _set_keys(page, poster.keys, sizes, bottom - 10, sizes.column, language)
    least = len(poster.legend) * SMALLEST * 1.75
    below = _set_header(page, poster, sizes, top, sizes.column, keys - least - 12 - top)
    _set_list(page, poster.legend, sizes, (sizes.margin, below + 12, min(sizes.column, LIST), keys), language)
    start, end = sizes.margin + sizes.column + 30, WIDE - sizes.margin
    left, right = (WIDE - end, WIDE - start) if language.direction == "rtl" else (start, end)
    return left, top - 8, right, bottom - 12


def _set_around(
    page: Page, poster: Poster, sizes: Sizes, top: float, bottom: float, tall: bool, language: Language
) -> Edges:
    """Set the words above and below the map, without the legend of a tall country; return the room that is left."""
    inner = WIDE - 2 * sizes.margin
    legend = _set_keys(page, poster.keys, sizes, bottom - 26, inner, language)
    if not tall:
        legend = _set_columns(page, poster.legend, sizes, legend, inner, language)
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


def _set_columns(
    page: Page, legend: Sequence[Entry], sizes: Sizes, bottom: float, width: float, language: Language
) -> float:
    """Set the legend in columns under the map, upwards from the bottom; return where it begins."""
    rows = 1 if len(legend) <= 6 else -(-len(legend) // 5)
    across = -(-len(legend) // rows)
    gap = 18.0
    each = min((width - gap * (across - 1)) / across, COLUMN)
    number = sizes.number if rows == 1 else sizes.number * 0.8
    size = min(_size_of(entry.words, sizes.entry, each, page.direction) for entry in legend)
    leading = LEADING[page.direction][1] * 0.9
    texts = [
        fit(clean(entry.words), "sans", (size,), each, 2 * size * leading, leading, page.direction)[1]
        for entry in legend
    ]
    numbers = [_number(entry, language) for entry in legend]
    fits = [fit_line(words, "serif", steps(number, 14), each, page.direction)[0] for words in numbers]
    for row in reversed(range(rows)):
        these = range(row * across, min((row + 1) * across, len(legend)))
        deep = max(len(texts[at]) for at in these) * size * leading
        top = bottom - deep - number * 1.08 - 16
        for place, at in enumerate(these):
            start = sizes.margin + place * (each + gap)
            page.swatch(legend[at].fills, start, top, each, 9)
            fitted, words = fit_line(numbers[at], "serif", (min(fits),), each, page.direction)
            page.line(words, start, top + 14 + number * 0.92, fitted, "serif", "number", entry=at)
            page.block(texts[at], start, bottom - deep, size, leading, "sans", "entry")
        bottom = top - 12
    return bottom + 12


def _size_of(words: str, largest: float, width: float, direction: str) -> float:
    """Find the largest size at which words take no more than two lines and no word is broken."""
    for size in steps(largest):
        lines = wrap(clean(words), "sans", size, width, direction)
        if len(lines) <= 2 and " ".join(lines) == clean(words):
            return size
    return SMALLEST


def _set_list(page: Page, legend: Sequence[Entry], sizes: Sizes, room: Edges, language: Language) -> None:
    """Set the legend as a list beside the map, downwards from the top; the room is its start, top, width and bottom."""
    begin, top, width, bottom = room
    each = min(max(30.0, sizes.number * 1.5), (bottom - 4 - top) / len(legend))
    number, side = min(sizes.number, each * 0.66), min(15.0, each * 0.62)
    numbers = [_number(entry, language) for entry in legend]
    widest = max(page.width(words, number, "serif") for words in numbers)
    start, end = begin + side * 1.5 + 10, begin + width
    allowed = steps(max(SMALLEST, min(sizes.entry, each * 0.6)))
    for row, (entry, words) in enumerate(zip(legend, numbers, strict=True)):
        middle = top + (row + 0.5) * each
        page.swatch(entry.fills, begin, middle - side / 2, side * 1.5, side)
        size, said = fit_line(clean(entry.words), "sans", allowed, end - start - widest - 10, page.direction)
        page.line(said, start, middle + size * 0.35, size, "sans", "entry")
        page.line_to(words, end, middle + number * 0.34, number, "serif", "number", entry=row)


def _set_keys(
    page: Page, keys: Sequence[Entry], sizes: Sizes, bottom: float, width: float, language: Language
) -> float:
    """Set the other keys in rows that end at the bottom; return where they begin."""
    size, side = sizes.key, sizes.key * 0.95
    indent, gap = side * 1.4 + 7, 20.0
    rows: list[list[tuple[Entry, str, float, float]]] = []
    used = width
    for entry in keys:
        said = clean(f"{_number(entry, language)} {entry.words}")
        fitted, said = fit_line(said, "sans", (size, SMALLEST), width - indent, page.direction)
        wide = indent + page.width(said, fitted, "sans")
        if used + gap + wide > width:
            rows.append([])
            used = -gap
        rows[-1].append((entry, said, fitted, wide))
        used += gap + wide
    high = size * 1.6
    top = bottom - high * len(rows)
    for number, row in enumerate(rows):
        start, middle = sizes.margin, top + (number + 0.5) * high
        for entry, said, fitted, wide in row:
            page.swatch(entry.fills, start, middle - side / 2, side * 1.4, side)
            page.line(said, start + indent, middle + size * 0.35, fitted, "sans", "key")
            start += wide + gap
    return top - (8 if rows else 0)


def _number(entry: Entry, language: Language) -> str:
    if entry.number is None:
        return ""
    return language.about(entry.number) if entry.about else language.number(round(entry.number))
