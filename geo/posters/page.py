"""
The paper on which posters are laid out: its formats, and what can stand on it.

A page is `WIDE` units wide in every format, so that the smallest words are equally large on each; `Format.scale` turns
units into pixels. Right-to-left text is laid out from the right: a `Page` takes distances from the edge where reading
begins, and returns positions in units from the left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geo.paint.fills import Fill
from geo.posters.logo import Logo
from geo.posters.type import extent, isolated

WIDE = 1080
"""The width of a page in units."""

SMALLEST = 11
"""The size of the smallest words, in units."""

SEAM = 0.5
"""What parts the fills of one patch, in units."""

LEADING = {"ltr": (1.16, 1.38), "rtl": (1.62, 1.6)}
"""From line to line of the title and of text, as a share of their size, by direction: Arabic letters reach further."""

Edges = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class Format:
    """A size of paper or screen."""

    width: int
    """In pixels, like the height and what is kept free."""
    height: int
    free: int = 0
    """Kept free at the top and at the bottom, for the buttons of a phone."""
    dpi: int = 0
    """Dots per inch for print; 0 for a screen."""

    @property
    def scale(self) -> float:
        """The number of pixels in a unit."""
        return self.width / WIDE

    @property
    def tall(self) -> float:
        """The height in units."""
        return self.height / self.scale

    @property
    def wide(self) -> bool:
        """Whether words stand beside the map, and not above and below it."""
        return self.width > 1.3 * self.height

    def smaller(self, times: int) -> "Format":
        """Return the page in fewer pixels; if they do not divide evenly, it is a little higher or lower."""
        return Format(self.width // times, self.height // times, self.free // times, self.dpi // times)

    def preview(self, width: int) -> "Format":
        """Return the page in fewer pixels, but at least this many across, with everything in the same place."""
        divisors = range(max(1, self.width // width), 0, -1)
        return self.smaller(next(by for by in divisors if not (self.width % by or self.height % by or self.free % by)))


FORMATS = {
    "16x9": Format(1920, 1080),
    "1x1": Format(1080, 1080),
    "4x5": Format(1080, 1350),
    "9x16": Format(1080, 1920, free=250),
    "link": Format(1200, 628),
    "a4": Format(2480, 3508, dpi=300),
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """Sizes of things, and the most room they may take, in units."""

    margin: float
    column: float
    """The width of the words beside the map; 0 if they stand above and below it."""
    title: float
    """The size of its letters if there is room, as for all that follows."""
    title_lines: float
    """The number of lines of that size that it may take; at a smaller size it may have more."""
    subtitle: float
    subtitle_lines: float
    number: float
    entry: float
    key: float
    footer: float
    footer_lines: int
    stamp: float
    globe: float
    """The radius of the globe."""


WIDE_SIZES = Sizes(34, 372, 35, 3.7, 14.5, 5.2, 18, 13, 11.5, 11, 2, 24, 34)
LOW_SIZES = Sizes(34, 372, 35, 3.2, 14.5, 4.6, 18, 13, 11.5, 11, 2, 24, 34)
SQUARE_SIZES = Sizes(56, 0, 46, 2, 18, 3.1, 27, 14, 12.5, 12, 3, 29, 44)
TALL_SIZES = Sizes(60, 0, 56, 2, 21, 4.1, 33, 15.5, 13.5, 13, 4, 34, 54)
PRINT_SIZES = Sizes(60, 0, 59, 2, 22, 4.1, 35, 16, 13.5, 12.5, 4, 36, 57)


def sizes_of(paper: Format) -> Sizes:
    """Return the sizes that suit a format."""
    if paper.wide:
        return LOW_SIZES if paper.tall < 590 else WIDE_SIZES
    if paper.tall < 1200:
        return SQUARE_SIZES
    return PRINT_SIZES if paper.dpi else TALL_SIZES


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, in units of the page."""

    words: str
    x: float
    """Its left end, whatever its direction."""
    y: float
    """Its baseline."""
    width: float
    above: float
    below: float
    """How far its letters reach above and below the baseline."""
    size: float
    face: str
    """See `geo.posters.type.extent`."""
    part: str
    """Its role: eyebrow, title, subtitle, number, entry, key, stamp, known, bar, label, footer or credit."""
    muted: bool = False
    haloed: bool = False
    """Whether it has a rim in the colour of the paper, because it stands on the map."""
    spacing: float = 0
    """The space between letters."""
    entry: int | None = None
    """For a number: the legend entry that it counts, from 0."""

    @property
    def edges(self) -> Edges:
        """The left, top, right and bottom of the line."""
        return self.x, self.y - self.above, self.x + self.width, self.y + self.below


@dataclass(frozen=True, slots=True)
class Swatch:
    """A patch of a fill in the legend."""

    fill: Fill
    edges: Edges


class Page:
    """A page while it is laid out; positions are from the edge where reading begins."""

    def __init__(self, direction: str) -> None:
        self.direction = direction
        self.lines: list[Line] = []
        self.swatches: list[Swatch] = []
        self.rules: list[Edges] = []
        self.logo: tuple[Logo, Edges] | None = None

    def copy(self) -> "Page":
        """Return a page with the same on it, to try where more could stand."""
        page = Page(self.direction)
        page.lines, page.swatches, page.rules, page.logo = [*self.lines], [*self.swatches], [*self.rules], self.logo
        return page

    def width(self, words: str, size: float, face: str) -> float:
        """Measure a line, in units."""
        return extent(words, face, size, self.direction).width

    def line(
        self,
        words: str,
        start: float,
        y: float,
        size: float,
        face: str,
        part: str,
        spacing: float = 0,
        entry: int | None = None,
    ) -> None:
        """Set a line on a baseline, beginning at a distance."""
        words = isolated(words)
        room = extent(words, face, size, self.direction)
        width = room.width + spacing * len(words)
        left = self._left(start, width)
        muted, haloed = part in ("eyebrow", "key", "known", "bar", "footer", "credit"), part == "label"
        self.lines.append(
            Line(words, left, y, width, room.above, room.below, size, face, part, muted, haloed, spacing, entry)
        )

    def line_to(
        self, words: str, end: float, y: float, size: float, face: str, part: str, entry: int | None = None
    ) -> None:
        """Set a line on a baseline, ending at a distance."""
        self.line(words, end - self.width(words, size, face), y, size, face, part, entry=entry)

    def block(
        self, lines: Iterable[str], start: float, top: float, size: float, leading: float, face: str, part: str
    ) -> float:
        """Set lines below each other, a share of their size apart, and return where they end."""
        for words in lines:
            self.line(words, start, top + baseline(size, leading), size, face, part)
            top += size * leading
        return top

    def swatch(self, fills: Sequence[Fill], start: float, top: float, width: float, height: float) -> None:
        """Add a patch to the legend, of several fills side by side where it stands for several."""
        each = (width + SEAM) / len(fills)
        for number, fill in enumerate(fills):
            left = self._left(start + number * each, each - SEAM)
            self.swatches.append(Swatch(fill, (left, top, left + each - SEAM, top + height)))

    def set_logo(self, logo: Logo, end: float, bottom: float, widest: float, highest: float) -> float:
        """Set a logo as large as it fits into a box that ends at a distance and at the bottom; return its width."""
        height = min(highest, widest / logo.ratio)
        width = height * logo.ratio
        left = self._left(end - width, width)
        self.logo = (logo, (left, bottom - height, left + width, bottom))
        return width

    def rule(self, start: float, y: float, width: float) -> None:
        """Draw a thin line."""
        left = self._left(start, width)
        self.rules.append((left, y, left + width, y))

    def _left(self, start: float, width: float) -> float:
        return WIDE - start - width if self.direction == "rtl" else start


def baseline(size: float, leading: float) -> float:
    """Return how far the baseline lies below the top of a line in a block."""
    return size * (0.46 + 0.46 * leading)


def steps(largest: float, smallest: float = SMALLEST) -> tuple[float, ...]:
    """
    List the sizes that words may have, from the largest down by a sixteenth each.

    >>> steps(12)
    (12, 11.25, 11)
    """
    sizes = [largest]
    while sizes[-1] * 15 / 16 > smallest:
        sizes.append(round(sizes[-1] * 15 / 16, 2))
    return (*sizes, smallest) if largest > smallest else (largest,)
