"""
The days that a cell of an uploaded table may mean, as the field writes them.

Digits of any script are digits; marks of direction and joiners are not seen; a time of day is dropped without moving
the day. Where only numbers are written, the column tells whether the day or the month comes first (`order_of`); where
it does not, a cell is read only if both orders give one day. Nothing is guessed.

Years 1300 to 1499 are of the Solar Hijri calendar, by the library jdatetime.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import partial

import jdatetime
from babel import Locale

from events.ledger.locate import fold
from events.solar import MONTHS as SOLAR_MONTHS

LOCALES = ("en", "nl", "de", "fr", "fa")
"""Languages whose names of months are read."""
SOLAR_YEARS = range(1300, 1500)
THIS_CENTURY = 69
"""The last two-digit year that is of this century, as spreadsheets have it."""
EPOCHS = {1900: date(1899, 12, 30), 1904: date(1904, 1, 1)}
"""Day 0 of a spreadsheet's serial numbers, by its date system; the first is right from 1 March 1900 on."""
LONGEST = 60
"""The most letters of a day."""
LAST_SERIAL = 73_050  # 31 December 2099 in the first system

HOUR = re.compile(
    r"(?<=\d)(?:T|\s+)\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|[+-]\d\d:?\d\d)?$"
)
YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d\d)\.?")
COMPACT = re.compile(r"((?:19|20|13|14)\d\d)(\d\d)(\d\d)")
SERIAL = re.compile(r"(\d{5})(?:[.,]\d+)?")
WORDS = re.compile(r"[^\W\d_]+|\d+")


class NoDay(ValueError):
    """A cell that is no day, or not one day; the message says why."""


class Order(StrEnum):
    """Which comes first where day and month are numbers, as the whole column tells."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    BOTH = "both"
    """Some cells can only be one, others only the other."""
    UNKNOWN = "unknown"
    """No cell tells."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a cell may mean, both included."""

    earliest: date
    latest: date
    precision: str
    """``day``, ``weekend``, ``week`` or ``month``."""


def precise(earliest: date, latest: date) -> Days:
    """Return a range of days, as precise as it is long: two are a weekend, up to seven a week."""
    length = (latest - earliest).days + 1
    precision = "day" if length == 1 else "weekend" if length == 2 else "week" if length <= 7 else "month"
    return Days(earliest, latest, precision)


def clean(cell: str) -> str:
    """
    Write a cell with digits of the West and without what is not seen.

    >>> clean("۱۴۰۰/۰۴/۱۴")
    '1400/04/14'
    """
    if cell.isascii():
        return cell.strip()
    seen = (letter for letter in cell if unicodedata.category(letter) != "Cf")
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in seen).strip()


def order_of(cells: Iterable[str]) -> Order:
    """Find which of day and month comes first in a column; a value above 12 tells."""
    told = set()
    for cell in set(cells):
        if match := YEAR_LAST.fullmatch(HOUR.sub("", clean(cell))):
            one, other = int(match[1]), int(match[2])
            if 12 < one <= 31 and 1 <= other <= 12:
                told.add(Order.DAY_FIRST)
            elif 12 < other <= 31 and 1 <= one <= 12:
                told.add(Order.MONTH_FIRST)
    return told.pop() if len(told) == 1 else Order.BOTH if told else Order.UNKNOWN


def read_days(cell: str, order: Order = Order.UNKNOWN, epoch: int = 1900) -> Days:
    """
    Read the days that a cell means.

    Parameters
    ----------
    order
        Which of day and month comes first where both are numbers.
    epoch
        The date system of a workbook, 1900 or 1904; serial numbers in other files are counted from 1900.

    Raises
    ------
    NoDay
        If it is no day, or may be two.
    """
    text = HOUR.sub("", clean(cell)).strip()
    if not text:
        raise NoDay("no date")
    if len(text) > LONGEST:
        raise NoDay(f"{text[:40]!r} … is not a date: it has {len(text):,} letters")
    if re.fullmatch(r"\d{4}", text):
        raise NoDay(f"{text}: a year is not a day")
    if match := YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[2]), match[3]
        return _one(_day(year, month, int(day))) if day else _month(year, month)
    if match := YEAR_LAST.fullmatch(text):
        return _one(_ordered(int(match[1]), int(match[2]), _year(match[3]), order))
    if match := COMPACT.fullmatch(text):
        return _one(_day(*map(int, match.groups())))
    if match := SERIAL.fullmatch(text):
        return _one(_serial(int(match[1]), epoch))
    return _worded(text)


def _one(day: date) -> Days:
    return Days(day, day, "day")


def _day(year: int, month: int, day: int) -> date:
    """Return a day of either calendar, told apart by the year."""
    try:
        if year in SOLAR_YEARS:
            gregorian: date = jdatetime.date(year, month, day).togregorian()
            return gregorian
        return date(year, month, day)
    except ValueError as error:
        raise NoDay(f"no such day: {year}-{month:02}-{day:02}") from error


def _month(year: int, month: int) -> Days:
    """Return all days of a month of either calendar."""
    if not 1 <= month <= 12:
        raise NoDay(f"no such month: {year}-{month:02}")
    first = _day(year, month, 1)
    if year in SOLAR_YEARS:
        after = _day(year + month // 12, month % 12 + 1, 1)
        return Days(first, after - timedelta(1), "month")
    return Days(first, date(year, month, monthrange(year, month)[1]), "month")


def _year(written: str) -> int:
    if len(written) == 4:
        return int(written)
    return int(written) + (2000 if int(written) <= THIS_CENTURY else 1900)


def _ordered(one: int, other: int, year: int, order: Order) -> date:
    """Return the day of two numbers and a year; only the one that both orders give, or allow, where none is told."""
    day_first, month_first = _maybe(partial(_day, year, other, one)), _maybe(partial(_day, year, one, other))
    if order == Order.DAY_FIRST or order == Order.MONTH_FIRST:
        found = day_first if order == Order.DAY_FIRST else month_first
    elif day_first and month_first and day_first != month_first:
        why = ": the column has both orders" if order == Order.BOTH else ""
        raise NoDay(f"{day_first:%-d %B} or {month_first:%-d %B}{why}")
    else:
        found = day_first or month_first
    if not found:
        raise NoDay(f"no such day: {one:02}/{other:02}/{year}")
    return found


def _maybe(read: Callable[[], date]) -> date | None:
    try:
        return read()
    except NoDay:
        return None


def _serial(number: int, epoch: int) -> date:
    if number > LAST_SERIAL:
        raise NoDay(f"{number}: no serial number of a day in this century")
    return EPOCHS[epoch] + timedelta(number)


def _worded(text: str) -> Days:
    """Read a day or a month whose name is written, in any order of its parts."""
    words = WORDS.findall(text)
    named = [MONTHS[fold(word)] for word in words if fold(word) in MONTHS]
    numbers = [word for word in words if word.isdecimal()]
    # Words beside them, such as "de" or "of", make no day of a sentence.
    if len(named) != 1 or not 1 <= len(numbers) <= 2 or len(words) > len(named) + len(numbers) + 1:
        raise NoDay(f"{text[:40]!r} is not a date that we can read")
    is_solar, month = named[0]
    years = [number for number in numbers if len(number) == 4] or numbers[1:]
    if len(years) != 1:
        raise NoDay(f"{text[:40]!r} has no year")
    year = _year(years[0]) if len(years[0]) in (2, 4) else 0
    if (year in SOLAR_YEARS) != is_solar:
        raise NoDay(f"{text[:40]!r}: the month and the year are of two calendars")
    numbers.remove(years[0])
    return _one(_day(year, month, int(numbers[0]))) if numbers else _month(year, month)


def _months() -> dict[str, tuple[bool, int]]:
    """Gather the names of months: by folded name whether it is of the Solar Hijri calendar, and its number."""
    names: dict[str, tuple[bool, int]] = {}
    for months in (SOLAR_MONTHS, jdatetime.date.j_months_fa, jdatetime.date.j_months_en):
        names |= {fold(name): (True, number) for number, name in enumerate(months, start=1)}
    for code in LOCALES:
        for length in ("wide", "abbreviated"):
            for number, name in Locale(code).months["format"][length].items():
                names[fold(name)] = False, number
    return names | {"sept": (False, 9)}


MONTHS = _months()
"""By folded name: whether it is of the Solar Hijri calendar, and its number."""
