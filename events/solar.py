"""
The Solar Hijri calendar, by which Afghanistan dated in 2021 and Dari still does, beside the Gregorian.

A year begins with spring. Six months of 31 days, five of 30, and a last of 29, or of 30 in a leap year.
"""

from collections.abc import Iterator
from datetime import date, timedelta

MONTHS = ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت")
"""The months as Afghanistan names them, after the signs of the zodiac; in Iran they have other names."""

LENGTHS = (*(31,) * 6, *(30,) * 5, 29)
LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
"""The leap years of each 33; from 1244 to 1472, which is 1865 to 2093, they are those that astronomers find."""

ERA, BEGAN = 1400, date(2021, 3, 21)
"""A year, and its first day."""


def solar_months(first: date, last: date) -> list[tuple[int, str, int]]:
    """
    List the months between two days, both included.

    Returns
    -------
    months
        Of each its first day, counted from `first` and so perhaps negative, its name, and its year.
    """
    months = [(day, name, year) for day, name, year in _months(first) if day <= last]
    begun = max((at for at, (day, *_) in enumerate(months) if day <= first), default=0)
    return [((day - first).days, name, year) for day, name, year in months[begun:]]


def solar_words(day: date) -> str:
    """
    Write a day, in digits of the West.

    >>> solar_words(date(2021, 7, 5)), solar_words(date(2021, 3, 20)), solar_words(date(2025, 3, 20))
    ('14 سرطان 1400', '30 حوت 1399', '30 حوت 1403')
    """
    begun, name, year = solar_months(day, day)[-1]
    return f"{1 - begun} {name} {year}"


def _months(around: date) -> Iterator[tuple[date, str, int]]:
    """Walk the months from the year before a day on, for three years."""
    year, day = ERA, BEGAN
    while day > around - timedelta(366):
        year -= 1
        day -= timedelta(_days(year))
    while day + timedelta(_days(year)) < around - timedelta(366):
        day += timedelta(_days(year))
        year += 1
    for year_after in range(year, year + 4):
        for name, length in zip(MONTHS, LENGTHS, strict=True):
            yield day, name, year_after
            day += timedelta(length + (name == MONTHS[-1] and _days(year_after) == 366))


def _days(year: int) -> int:
    return 366 if year % 33 in LEAP else 365
