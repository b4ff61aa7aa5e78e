"""How many districts a text speaks of: a count, a count of a total, or a share."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from events.articles.notice.beside import ends
from events.articles.notice.days import Told
from events.articles.words.lexicon import Lexicon
from events.articles.words.numbers import number_of, number_pattern
from events.articles.words.text import Text
from events.ledger.locate import fold
from events.ledger.totals import Unit

BETWEEN = 4
"""The most words between a number and what it counts."""
NEAR = 70
"""Letters within which a share's unit stands."""
DECIMAL = r"(?<![\w.,])\d{1,3}(?:[.,]\d+)?"
NEAR_WORDS = 3
"""The most words between a number and the total that it is of."""
COUNTED = ((Unit.DISTRICTS, "districts"), (Unit.PLACES, "capitals"))
"""What is counted, by the lists of units."""
SHARES = ("districts", "territory", "country")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of districts, or a share of them or of the country."""

    start: int
    end: int
    numerator: int | None
    denominator: int | None
    percent: float | None
    qualifier: str
    """In English: ``at least``, ``about`` and so on; empty if it is exact."""
    unit: Unit = Unit.DISTRICTS

    @property
    def is_total(self) -> bool:
        """Whether it says of how many, or which share."""
        return self.denominator is not None or self.percent is not None


def find_quantities(
    text: Text, lexicon: Lexicon, home: frozenset[str], provinces: Sequence[str], days: Sequence[Told]
) -> list[Quantity]:
    """
    Find the quantities that a text tells, in its order.

    Parameters
    ----------
    home
        The country's names, folded: a share may be one of the country.
    provinces
        The provinces that the text names, in small letters: a share may be one of a province.
    days
        Where it tells days, whose numbers count nothing.
    """
    found = [*_shares(text, lexicon, home, provinces), *_counts(text, lexicon, days)]
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Quantity] = []
    for quantity in found:
        if not kept or quantity.start >= kept[-1].end:
            kept.append(quantity)
    return kept


def _counts(text: Text, lexicon: Lexicon, days: Sequence[Told]) -> Iterator[Quantity]:
    """Iterate over numbers of districts or capitals: *ten districts*, *140 of the 421 districts*."""
    number = number_pattern(lexicon.language)
    for match in number.finditer(text.low):
        if any(day.start <= match.start() < day.end for day in days):
            continue
        for unit, name in COUNTED:
            if quantity := _count(text, lexicon, match, lexicon.lists["unit"][name], unit):
                yield quantity
                break


def _count(text: Text, lexicon: Lexicon, match: re.Match[str], counted: re.Pattern[str], unit: Unit) -> Quantity | None:
    """Return what a number counts of a unit; `None` if it counts something else."""
    number, of = number_pattern(lexicon.language), lexicon.lists["grammar"]["of_total"]
    value, qualifier = number_of(match[0], lexicon.language), _qualifier(text, match.start(), match.end(), lexicon)
    rest = text.low[match.end() : match.end() + NEAR]
    if total := of.match(rest.lstrip()):  # "140 of the 421 districts"
        skipped = len(rest) - len(rest.lstrip()) + total.end()
        near = (one for one in number.finditer(rest, skipped) if _words(rest[skipped : one.start()]) <= NEAR_WORDS)
        whole = next(near, None)
        if whole and (end := _unit(counted, rest, whole.end())) is not None:
            of_all = number_of(whole[0], lexicon.language)
            return Quantity(match.start(), match.end() + end, value, of_all, None, qualifier, unit)
    end = _unit(counted, rest, 0)
    if end is None or number.search(rest[:end]):
        return None
    after = re.split(r"[.;:!?]\s", text.low[match.end() + end : match.end() + end + 2 * NEAR])[0]
    beside = of.match(after.lstrip())  # "145 districts sur 421"
    whole = number.match(after.lstrip()[beside.end() :].lstrip()) if beside else None
    if whole and whole[0].isdecimal() and int(whole[0]) >= value:
        stop = match.end() + end + after.find(whole[0]) + len(whole[0])
        return Quantity(match.start(), stop, value, int(whole[0]), None, qualifier, unit)
    part = number.search(after) if _ends_with(lexicon, text.low[: match.start()]) else None
    if part and not re.match(r"\s*\w*(?:%|prozent|procent|per)", after[part.end() :]):
        of_them = number_of(part[0], lexicon.language)  # "of the six districts four are in their hands"
        if of_them <= value:
            return Quantity(match.start(), match.end() + end + part.end(), of_them, value, None, qualifier, unit)
    return Quantity(match.start(), match.end() + end, value, None, None, qualifier, unit)


def _ends_with(lexicon: Lexicon, before: str) -> bool:
    """Return whether a total follows such words as *of the*: a number of it is told after."""
    return ends(lexicon.lists["grammar"]["of_total"], before[-20:], but_for=None)


def _shares(text: Text, lexicon: Lexicon, home: frozenset[str], provinces: Sequence[str]) -> Iterator[Quantity]:
    """Iterate over shares: *a third of the 421 districts*, *85 per cent of the country*."""
    signs = "|".join(map(re.escape, lexicon.told["grammar"]["percent"]))
    percent = re.compile(rf"({DECIMAL})\s*(?:{signs})(?!\w)")
    told = [(match, float(match[1].replace(",", "."))) for match in percent.finditer(text.low)]
    told += [(match, float(entry.means["percent"])) for entry, match in lexicon.found("fraction", text.low)]
    number = number_pattern(lexicon.language)
    for match, share in told:
        rest = re.split(r"[.;!?]\s", text.low[match.end() : match.end() + NEAR])[0]
        stops = [end for name in SHARES if (end := _unit(lexicon.lists["unit"][name], rest, 0, most=6)) is not None]
        stops += [m.end() for m in re.finditer(r"[^\W\d_]+", rest) if {fold(m[0]), fold(m[0]).removesuffix("s")} & home]
        stops += [at + len(name) for name in provinces if 0 <= (at := rest.find(name)) <= 12]
        if not stops:
            continue
        counted = _unit(lexicon.lists["unit"]["districts"], rest, 0, most=6)
        end = counted or min(stops)
        whole = [number_of(m[0], lexicon.language) for m in number.finditer(rest[:end]) if m[0].isdecimal()]
        counts = lexicon.lists["unit"]["districts"].search(rest[:end])
        of_all = whole[-1] if whole and counts else None
        qualifier = _qualifier(text, match.start(), match.end(), lexicon)
        unit = Unit.DISTRICTS if counted else Unit.TERRITORY
        yield Quantity(match.start(), match.end() + end, None, of_all, share, qualifier, unit)


def _unit(unit: re.Pattern[str], rest: str, start: int, most: int = BETWEEN) -> int | None:
    """Return where the unit ends that follows within a few words; `None` if none does."""
    for match in unit.finditer(rest, start):
        between = rest[start : match.start()]
        if not re.search(r"[.;:!?()–—]", between) and _words(between) <= most:
            return match.end()
        return None
    return None


def _words(text: str) -> int:
    return len(re.findall(r"[^\W_]+", text))


def _qualifier(text: Text, start: int, end: int, lexicon: Lexicon) -> str:
    """Return the qualifier beside a number, in English."""
    before = text.low[max(0, start - 30) : start]
    after = text.low[end : end + 20].lstrip()
    said: Sequence[str] = [
        str(entry.means["is"])
        for entry in lexicon.entries["qualifier"]
        if ends(entry.pattern, before, but_for=None) or entry.pattern.match(after)
    ]
    return said[0] if said else ""
