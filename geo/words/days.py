"""Days, and intervals of days, in words."""

from datetime import date

from geo.language import ENGLISH, Language


def day_words(day: date, year: bool = True, language: Language = ENGLISH) -> str:
    """
    Write a day for readers.

    >>> day_words(date(2021, 7, 5)), day_words(date(2021, 7, 5), year=False)
    ('5 July 2021', '5 July')
    """
    return language.day(day, year)


def interval_words(earliest: date, latest: date, language: Language = ENGLISH) -> str:
    """
    Write the days to which a report may refer, both included.

    >>> interval_words(date(2021, 7, 3), date(2021, 7, 4)), interval_words(date(2021, 6, 28), date(2021, 7, 4))
    ('3–4 July', '28 June – 4 July')
    """
    return language.days(earliest, latest)


def after_words(earlier: date, later: date, language: Language = ENGLISH) -> str:
    """
    Write the days that a comparison covers: the earlier is left out, the later included; a year in common stands once.

    >>> after_words(date(2021, 6, 20), date(2021, 7, 10))
    'after 20 June, up to 10 July 2021'
    """
    since = language.day(earlier, year=earlier.year != later.year)
    return language.say("after {since}, up to {day}", since=since, day=language.day(later))
