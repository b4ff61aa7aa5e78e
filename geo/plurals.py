"""Numbers in languages: the plural forms of CLDR and of a gettext catalogue, and numbers to three figures."""

from functools import cache
from gettext import c2py

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal

CATEGORIES = ("zero", "one", "two", "few", "many", "other")
"""The plural categories of CLDR; every language has the last, and some of the others."""

COUNTED = (*range(1000), 10**6)
"""Whole numbers that include every CLDR category that whole numbers have; some languages have one for millions."""

MILLION = 1_000_000
"""From here on a rounded number is written with a word: *17.8 million*."""


@cache
def plural_forms(locale: str, expression: str) -> dict[str, int]:
    """
    Match the categories of CLDR with the forms of a catalogue, which gettext numbers by an expression of its own.

    Each category gets the form of the whole numbers in it. A category that only fractions have gets the form of
    ``other`` or the last form, because gettext has none for it.

    >>> plural_forms("pl", "n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2")
    {'one': 0, 'few': 1, 'many': 2, 'other': 2}
    """
    rule, form = Locale.parse(locale).plural_form, c2py(expression)
    found: dict[str, int] = {}
    for number in COUNTED:
        found.setdefault(rule(number), form(number))
    rest = found.get("other", max(found.values()))
    return {tag: found.get(tag, rest) for tag in CATEGORIES if tag in {*rule.tags, "other"}}


def three_figures(number: float, locale: str) -> str:
    """
    Write a number to its first three figures.

    >>> [three_figures(number, "en") for number in (17_797_637, 264_531, 9_000_400, 512)]
    ['17.8 million', '265,000', '9 million', '512']
    """
    whole = round(number)
    rounded = round(whole, min(0, 3 - len(str(abs(whole)))))
    if abs(rounded) < MILLION:
        return format_decimal(rounded, locale=locale, numbering_system="default")
    decimals = (9 - len(str(abs(rounded)))) % 3
    return format_compact_decimal(
        rounded, format_type="long", fraction_digits=decimals, locale=locale, numbering_system="default"
    )
