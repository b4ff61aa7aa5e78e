"""
Text as set on a poster: which font draws it, how wide it is, and where its lines end.

There are three faces, each of one or two files from packages that carry fonts, so that no machine needs any installed.
IBM Plex Sans Arabic has Latin and Arabic letters, so it can set every language we publish in; a letter that a face
lacks comes from the next one of its chain. HarfBuzz measures text, as in the renderer: ligatures, kerning and Arabic
joins are included in the width. Lengths are in the unit of the size asked for.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from unicodedata import category, combining

import fontpkg_amiri
import fontpkg_ibm_plex_sans_arabic
import fontpkg_ibm_plex_serif
import uharfbuzz

ELLIPSIS = "…"
NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
OVERRIDES = re.compile("[\u202a-\u202e]")
"""Characters that would reverse the rest of a line. Marks and isolates, which only give a word's direction, stay."""

ARABIC = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
ISOLATES, END = "\u2066\u2067\u2068", "\u2069"
UNSEEN = f"\u200b\u200c\u200d\u200e\u200f{ISOLATES}{END}"
"""Characters that have no glyph and need none."""

NARROW, JOINING = "\u202f", "\u00a0"
"""Spaces at which no line breaks, as within a number in French; our text faces lack the narrow one."""

WHITE = re.compile(f"[^\\S{NARROW}{JOINING}]+")

KEPT = 200
"""Letters: longer texts are not cached, because anyone may ask for one; a line of a poster has fewer."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One font file, and how SVG refers to it."""

    family: str
    weight: int
    file: Path


def _plex(weight: int, cut: str) -> Cut:
    root = fontpkg_ibm_plex_sans_arabic.ROOT / "files"
    return Cut("IBM Plex Sans Arabic", weight, root / f"IBMPlexSansArabic-{cut}.ttf")


SANS, STRONG = _plex(400, "Regular"), _plex(600, "SemiBold")
SERIF = Cut("IBM Plex Serif", 600, fontpkg_ibm_plex_serif.ROOT / "files" / "IBMPlexSerif-SemiBold.ttf")
NASKH = Cut("Amiri", 700, fontpkg_amiri.ROOT / "files" / "Amiri-Bold.ttf")
CUTS = (SANS, STRONG, SERIF, NASKH)

CHAINS = {
    "ltr": {"sans": (SANS, NASKH), "strong": (STRONG, SANS, NASKH), "serif": (SERIF, STRONG, NASKH)},
    "rtl": {"sans": (SANS, NASKH), "strong": (STRONG, SANS, NASKH), "serif": (NASKH, STRONG, SERIF)},
}
"""By direction of the language, and face: the cuts to try in turn for each letter."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How much room a line takes around its starting point."""

    width: float
    above: float
    """From the baseline to the top of the highest glyph."""
    below: float
    """From the baseline to the bottom of the lowest."""


def clean(words: str) -> str:
    r"""
    Make words fit to be drawn: on one line, with nothing that XML forbids, that reverses a line or lacks a glyph.

    >>> clean("Ten  districts\x00 fall\n😀")
    'Ten districts fall'
    """
    kept = OVERRIDES.sub("", NOT_IN_XML.sub("", WHITE.sub(" ", words.replace(NARROW, JOINING))))
    if not _all_letters().issuperset(kept):
        kept = "".join(letter for letter in kept if _drawable(letter))
    return WHITE.sub(" ", kept).strip()


def undrawable(words: str) -> str:
    """List the letters that none of our fonts has, each once: a poster leaves them out, and its maker is notified."""
    kept = OVERRIDES.sub("", NOT_IN_XML.sub("", words))
    return "".join(dict.fromkeys(x for x in kept if not _drawable(x) and not x.isspace() and category(x)[0] != "C"))


def isolated(line: str) -> str:
    """
    Close the isolates of a line and drop the ends of those begun on another, so that it fits into an isolate.

    >>> isolated("a\u2069 \u2068b") == "a \u2068b\u2069"
    True
    """
    kept, depth = "", 0
    for letter in line:
        if letter == END and not depth:
            continue
        depth += (letter in ISOLATES) - (letter == END)
        kept += letter
    return kept + END * depth


def extent(words: str, face: str, size: float, direction: str) -> Extent:
    """
    Measure a line.

    Parameters
    ----------
    face
        ``sans``, ``strong`` or ``serif``.
    direction
        Of the language, ``ltr`` or ``rtl``.
    """
    measure = _extent if len(words) <= KEPT else _extent.__wrapped__
    width, above, below = measure(words, face, direction)
    return Extent(width * size, above * size, below * size)


def runs(words: str, face: str, direction: str) -> list[tuple[str, Cut]]:
    """Split a line by the cut that draws it."""
    chain = CHAINS[direction][face]
    if _letters(chain[0]).issuperset(words):
        return [(words, chain[0])]
    split = _attributed(words, chain)
    return [("".join(letter for letter, _ in run), cut) for cut, run in groupby(split, key=lambda pair: pair[1])]


def wrap(words: str, face: str, size: float, width: float, direction: str) -> list[str]:
    """Break words into lines of a width; a word that is wider is broken."""
    lines: list[str] = []
    line, used = "", 0.0
    space = extent(" ", face, size, direction).width
    for word in filter(None, WHITE.split(words)):
        wide = extent(word, face, size, direction).width  # words are measured once, however often lines are tried
        if line and used + space + wide <= width:
            line, used = f"{line} {word}", used + space + wide
            continue
        lines += [line] if line else []
        *broken, line = [word] if wide <= width else _broken(word, face, size, width, direction)
        lines += broken
        used = wide if line == word else extent(line, face, size, direction).width
    return [*lines, line] if line else lines


def balanced(lines: Sequence[str], face: str, size: float, width: float, direction: str) -> list[str]:
    """Break lines of `wrap` again, into as many, but as equal in length as possible; a broken word stays as it is."""
    words = " ".join(lines)
    low, high = 0.0, width
    for _ in range(8 if len(lines) > 1 else 0):
        middle = (low + high) / 2
        tried = wrap(words, face, size, middle, direction)
        if len(tried) == len(lines) and " ".join(tried) == words:
            lines, high = tried, middle
        else:
            low = middle
    return list(lines)


def fit(
    words: str, face: str, sizes: Sequence[float], width: float, height: float, leading: float, direction: str
) -> tuple[float, list[str]]:
    """
    Set words as large as they fit, in lines of a width and together of a height.

    Parameters
    ----------
    sizes
        Those allowed, largest first.
    leading
        From one line to the next, as a share of the size.

    Returns
    -------
    size, lines
        If they fit at no size, the lines that fit at the smallest, the last of them ending in an ellipsis.
    """
    for size in sizes:
        lines = wrap(words, face, size, width, direction)
        if len(lines) * size * leading <= height:
            return size, lines
    size = sizes[-1]
    kept = wrap(words, face, size, width, direction)[: max(int(height / (size * leading)), 1)]
    return size, [*kept[:-1], _shortened(kept[-1], face, size, width, direction)]


def fit_line(words: str, face: str, sizes: Sequence[float], width: float, direction: str) -> tuple[float, str]:
    """Set words on one line as large as they fit; if they fit at no size, they are shortened as by `fit`."""
    for size in sizes:
        if extent(words, face, size, direction).width <= width:
            return size, words
    return sizes[-1], _shortened(words, face, sizes[-1], width, direction)


def _shortened(line: str, face: str, size: float, width: float, direction: str) -> str:
    """Find the longest beginning of a line that fits with an ellipsis after it, by bisection."""
    least, most = 0, len(line)
    while least < most:
        middle = (least + most + 1) // 2
        if extent(line[:middle].rstrip() + ELLIPSIS, face, size, direction).width <= width:
            least = middle
        else:
            most = middle - 1
    return line[:least].rstrip() + ELLIPSIS


def _broken(word: str, face: str, size: float, width: float, direction: str) -> list[str]:
    """Break a word into pieces no wider than a line; a mark stays with its letter."""
    pieces = [""]
    for cluster in _clusters(word):
        longer = pieces[-1] + cluster
        if pieces[-1] and extent(longer, face, size, direction).width > width:
            pieces.append(cluster)
        else:
            pieces[-1] = longer
    return pieces


def _clusters(word: str) -> Iterator[str]:
    cluster = ""
    for letter in word:
        if cluster and not combining(letter) and letter not in UNSEEN:
            yield cluster
            cluster = ""
        cluster += letter
    yield cluster


def _drawable(letter: str) -> bool:
    return letter in UNSEEN or letter in _all_letters()


@lru_cache(maxsize=20_000)
def _extent(words: str, face: str, direction: str) -> tuple[float, float, float]:
    """Measure width, above and below at a size of 1."""
    width, above, below = 0.0, 0.0, 0.0
    for run, cut in runs(words, face, direction):
        # Arabic and other text are shaped separately, as in the renderer.
        for _, letters in groupby(run, key=lambda letter: bool(ARABIC.match(letter))):
            joined = "".join(letters)
            advance, top, bottom = (_shaped if len(joined) <= KEPT else _shaped.__wrapped__)(joined, cut)
            width, above, below = width + advance, max(above, top), max(below, bottom)
    return width, above, below


def _attributed(words: str, chain: Sequence[Cut]) -> Iterator[tuple[str, Cut]]:
    last = chain[0]
    for letter in words:
        if letter not in UNSEEN and not combining(letter) and not letter.isspace():
            last = next((cut for cut in chain if letter in _letters(cut)), chain[0])
        elif letter not in _letters(last) and letter not in UNSEEN:
            last = chain[0]
        yield letter, last


@lru_cache(maxsize=20_000)
def _shaped(words: str, cut: Cut) -> tuple[float, float, float]:
    font = _font(cut)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(words)
    buffer.guess_segment_properties()
    uharfbuzz.shape(font, buffer)
    advance, above, below = 0, 0, 0
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        advance += position.x_advance
        box = font.get_glyph_extents(info.codepoint)
        if box is not None:
            top = box.y_bearing + position.y_offset
            above, below = max(above, top), max(below, -(top + box.height))
    per_em = font.face.upem
    return advance / per_em, above / per_em, below / per_em


@cache
def _font(cut: Cut) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(cut.file))))


@cache
def _letters(cut: Cut) -> frozenset[str]:
    return frozenset(map(chr, _font(cut).face.unicodes))


@cache
def _all_letters() -> frozenset[str]:
    return frozenset().union(*map(_letters, CUTS))
