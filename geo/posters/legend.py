"""The legend of a poster: columns below the map, or a list beside it, and keys for other things drawn."""

from collections.abc import Sequence

from geo.language import Language
from geo.posters.entries import Entry, then_now
from geo.posters.page import LEADING, SMALLEST, Edges, Page, Sizes, steps
from geo.posters.type import ELLIPSIS, clean, fit, fit_line, wrap

COLUMN = 226
"""The greatest width of a column."""


def set_columns(
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


def set_list(page: Page, legend: Sequence[Entry], sizes: Sizes, room: Edges, language: Language) -> None:
    """Set the legend as a list beside the map, downwards from the top; the room is its start, top, width and bottom."""
    begin, top, width, bottom = room
    each = min(max(30.0, sizes.number * 1.5), (bottom - 4 - top) / len(legend))
    number, side = max(SMALLEST, min(sizes.number, each * 0.66)), min(15.0, each * 0.62)
    numbers = [_number(entry, language) for entry in legend]
    widest = max(page.width(words, number, "serif") for words in numbers)
    start, end = begin + side * 1.5 + 10, begin + width
    words_end = end - widest - 10
    allowed, tight = steps(max(SMALLEST, min(sizes.entry, each * 0.6))), LEADING[page.direction][1] * 0.87
    for row, (entry, words) in enumerate(zip(legend, numbers, strict=True)):
        middle = top + (row + 0.5) * each
        page.swatch(entry.fills, begin, middle - side / 2, side * 1.5, side)
        size, said = fit_line(clean(entry.words), "sans", allowed, words_end - start, page.direction)
        lines = [said]
        if said.endswith(ELLIPSIS):
            high = max(each - 1, SMALLEST * tight)
            size, lines = fit(clean(entry.words), "sans", allowed, words_end - start, high, tight, page.direction)
        for at, said in enumerate(lines, 1):
            down = (at - (len(lines) + 1) / 2) * size * tight
            page.line(said, start, middle + down + size * 0.35, size, "sans", "entry")
        page.line_to(words, end, middle + number * 0.34, number, "serif", "number", entry=row)


def set_keys(page: Page, keys: Sequence[Entry], sizes: Sizes, bottom: float, width: float, language: Language) -> float:
    """Set the other keys in rows that end at the bottom; return where they begin. A key too long for a line has two."""
    size, side = sizes.key, sizes.key * 0.95
    indent, gap, tight = side * 1.4 + 7, 20.0, LEADING[page.direction][1] * 0.9
    rows: list[list[tuple[Entry, list[str], float, float]]] = []
    used = width
    for entry in keys:
        fitted, lines = _key_lines(page, f"{_number(entry, language)} {entry.words}", size, width - indent, tight)
        wide = indent + max(page.width(said, fitted, "sans") for said in lines)
        if used + gap + wide > width:
            rows.append([])
            used = -gap
        rows[-1].append((entry, lines, fitted, wide))
        used += gap + wide
    deep = [size * (1.6 + tight * (max(len(lines) for _, lines, _, _ in row) - 1)) for row in rows]
    top = bottom - sum(deep)
    for number, row in enumerate(rows):
        start, middle = sizes.margin, top + sum(deep[:number]) + deep[number] / 2
        for entry, lines, fitted, wide in row:
            page.swatch(entry.fills, start, middle - side / 2, side * 1.4, side)
            for at, said in enumerate(lines, 1):
                down = (at - (len(lines) + 1) / 2) * size * tight
                page.line(said, start + indent, middle + down + size * 0.35, fitted, "sans", "key")
            start += wide + gap
    return top - (8 if rows else 0)


def _key_lines(page: Page, words: str, size: float, width: float, tight: float) -> tuple[float, list[str]]:
    """Set the words of a key on one line, or else on two."""
    fitted, said = fit_line(clean(words), "sans", (size, SMALLEST), width, page.direction)
    if not said.endswith(ELLIPSIS):
        return fitted, [said]
    return fit(clean(words), "sans", (size, SMALLEST), width, 2 * size * tight, tight, page.direction)


def _number(entry: Entry, language: Language) -> str:
    """Write the number of an entry, or those of two days."""
    if entry.number is None:
        return ""
    was, now = (
        "" if number is None else language.about(number) if entry.about else language.number(round(number))
        for number in (entry.was, entry.number)
    )
    return then_now(was, now, language) if was else now
