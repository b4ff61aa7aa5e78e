"""
The days that an article names, resolved against the day on which it was published.

Names of months and days of the week are those of CLDR. A day of the week is the last one, up to the day of publication;
a day without a year is of the year of publication. What follows *since* goes on to the day of publication.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from events.articles.notice.beside import ends
from events.articles.words.lexicon import Lexicon, load_lexicon, phrases
from events.articles.words.numbers import number_words
from events.articles.words.text import Text, day_names, month_names

OFFSET = re.compile(r"(?P<base>[a-z ]+)(?P<shift>[+-](?:\d+|n))?")
SATURDAY, WEEK = 5, 7
YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
LONGEST_RANGE = 10
"""The most days between two that are told as one range."""


@dataclass(frozen=True, slots=True)
class Told:
    """The days that a phrase means, both included."""

    start: int
    end: int
    earliest: date
    latest: date
    is_coarse: bool = False
    """Whether it is a month or a year, which tells no day."""


Reader = Callable[[re.Match[str], date, date], tuple[date, date, bool] | None]
"""Reads a match, given the day of publication and the day told before."""


def find_days(text: Text, published: date, lexicon: Lexicon) -> list[Told]:
    """Find the days that a text names, in its order; of two that overlap, the longer."""
    matches = [(match, read) for pattern, read in _readers(lexicon.language) for match in pattern.finditer(text.low)]
    matches.sort(key=lambda pair: (pair[0].start(), -pair[0].end()))
    found: list[Told] = []
    told = published
    for match, read in matches:
        if found and match.start() < found[-1].end:
            continue
        if text.raw[match.start()].islower() and lexicon.language in ("en", "de") and match[0] in month_names("en"):
            continue  # the verb "may"
        if text.in_dateline(match.start()):
            continue
        is_count = match[0].isdecimal() and lexicon.lists["grammar"]["people"].match(text.low[match.end() :].lstrip())
        days = None if is_count else _maybe(read, match, published, told)
        if days:
            found.append(Told(match.start(), match.end(), *days))
            told = days[0] if not days[2] else told
    return list(_joined(text.low, found, published, lexicon))


def _maybe(read: Reader, match: re.Match[str], published: date, told: date) -> tuple[date, date, bool] | None:
    try:
        return read(match, published, told)
    except (ValueError, OverflowError):  # 31 June
        return None


def _joined(low: str, found: Sequence[Told], published: date, lexicon: Lexicon) -> Iterator[Told]:
    """Make one of two days that are told as a range, and let go on what follows *since*."""
    since, to = lexicon.lists["grammar"]["since"], lexicon.lists["grammar"]["to_day"]
    at = 0
    while at < len(found):
        day = found[at]
        following = found[at + 1] if at + 1 < len(found) else None
        if following and not low[day.end : following.start].strip(" ,") and not following.is_coarse:
            at += 1  # "Monday, 28 June": the date tells
            continue
        joins = following and to.fullmatch(low[day.end : following.start].strip())
        if following and joins and timedelta() <= following.latest - day.earliest <= timedelta(LONGEST_RANGE):
            day, at = replace(day, end=following.end, latest=following.latest), at + 1
        if day.earliest <= published and ends(since, low[max(0, day.start - 20) : day.start], but_for=None):
            day = replace(day, latest=published)
        yield day
        at += 1


@cache
def date_patterns(language: str) -> tuple[re.Pattern[str], ...]:
    """
    Return the patterns of a day and its month, in small letters.

    Their groups are ``day``, and ``month`` by its name or ``number``; perhaps ``year``, and ``until`` for a later day.
    """
    months = month_names(language)
    to_day = _either(load_lexicon(language).told["grammar"]["to_day"])
    month = "(?P<month>" + "|".join(sorted(map(re.escape, months), key=len, reverse=True)) + r")\b\.?"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|e|\.)?"
    more = rf"(?:\s*(?:[-–]|{to_day})\s*(?P<until>\d{{1,2}})(?:st|nd|rd|th|e|\.)?)?"
    of = r"(?:\s+(?:of|de))?"
    patterns = (
        r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)\b",
        r"\b(?P<day>\d{1,2})[./](?P<number>\d{1,2})[./](?P<year>(?:19|20)\d\d)\b",
        rf"\b{day}{more}{of}\s+{month}{YEAR}(?!\w)",
        rf"\b{month}\s+{day}(?!\d){more}{YEAR}(?!\w)",
    )
    return tuple(map(re.compile, patterns))


@cache
def _readers(language: str) -> list[tuple[re.Pattern[str], Reader]]:
    """Return the patterns of a language's days, and how each is read."""
    lexicon = load_lexicon(language)
    months, wide = month_names(language), month_names(language, wide=True)
    alone = "(?P<month>" + "|".join(sorted(map(re.escape, wide), key=len, reverse=True)) + ")"
    made: list[tuple[re.Pattern[str], Reader]] = [(pattern, _dated(months)) for pattern in date_patterns(language)]
    made += [
        (re.compile(rf"(?<!\w){alone}{YEAR}(?!\w)"), _month(months)),
        (re.compile(r"(?<![\w.,-])(?P<year>(?:18|19|20)\d\d)(?![\w.,]\d|\w|s\b)"), _year),
    ]
    return made + [_entry_reader(entry, language) for entry in lexicon.told["day"]]


def _either(words: Sequence[str]) -> str:
    return "|".join(map(re.escape, words))


def _dated(months: Mapping[str, int]) -> Reader:
    def read(match: re.Match[str], published: date, _: date) -> tuple[date, date, bool]:
        told = match.groupdict()
        month = int(told["number"]) if told.get("number") else months[told["month"]]
        year = int(told["year"]) if told.get("year") else published.year
        first = date(year, month, int(told["day"]))
        last = date(year, month, int(told["until"])) if told.get("until") else first
        return (first, last, False) if first <= last else (first, first, False)

    return read


def _month(months: Mapping[str, int]) -> Reader:
    def read(match: re.Match[str], published: date, _: date) -> tuple[date, date, bool]:
        month, year = months[match["month"]], int(match["year"] or published.year)
        last = date(year, month, monthrange(year, month)[1])
        first = date(year, month, 1)
        return first, min(last, published) if first <= published else last, True

    return read


def _year(match: re.Match[str], published: date, _: date) -> tuple[date, date, bool]:
    year = int(match["year"])
    return date(year, 1, 1), min(date(year, 12, 31), published) if year <= published.year else date(year, 12, 31), True


def _entry_reader(entry: Mapping[str, Any], language: str) -> tuple[re.Pattern[str], Reader]:
    """Make a pattern of an entry of the lexicon, where ``{weekday}``, ``{month}`` and ``{n}`` stand for any of them."""
    weekdays, months, numbers = day_names(language), month_names(language, wide=True), number_words(language)
    pattern = phrases(entry["words"]).pattern
    for name, words in (("weekday", weekdays), ("month", months), ("n", numbers)):
        listed = sorted(map(re.escape, words), key=len, reverse=True) + ([r"\d+"] if name == "n" else [])
        pattern = pattern.replace(re.escape(f"{{{name}}}"), f"(?:{'|'.join(listed)})")
    coarse = bool(entry.get("coarse"))

    def read(match: re.Match[str], published: date, told: date) -> tuple[date, date, bool]:
        values = {
            "weekday": _value(match[0], weekdays, end=""),  # "zondagavond"
            "month": _value(match[0], months),
            "n": _value(match[0], numbers) or int((re.findall(r"\d+", match[0]) or ["0"])[0]),
        }
        first, last = (_offset(entry[end], published, told, values) for end in ("from", "to"))
        last = max(first, last)
        return first, min(last, published) if first <= published else last, coarse

    return re.compile(pattern), read


def _value(said: str, words: Mapping[str, int], end: str = r"(?!\w)") -> int:
    """Return what the last of some words in a phrase means; 0 if none is there."""
    found = _any_of(tuple(words), end).findall(said)
    return words[found[-1]] if found else 0


@cache
def _any_of(words: tuple[str, ...], end: str) -> re.Pattern[str]:
    """Return a pattern for any of some words, the longest first."""
    longest = sorted(map(re.escape, words), key=len, reverse=True)
    return re.compile(r"(?<!\w)(" + "|".join(longest) + ")" + end)


def _offset(told: str, published: date, before: date, values: Mapping[str, int]) -> date:
    """Work out a day such as ``weekday-1`` or ``told-n``."""
    parts = OFFSET.fullmatch(told)
    if not parts:
        raise ValueError(f"{told!r} is no day")
    shift = parts["shift"] or "+0"
    days = (-1 if shift[0] == "-" else 1) * (values["n"] if shift[1:] == "n" else int(shift[1:]))
    return _base(parts["base"], published, before, values) + timedelta(days)


def _base(base: str, published: date, before: date, values: Mapping[str, int]) -> date:
    back = (published.weekday() - values["weekday"]) % WEEK
    weekend = published - timedelta((published.weekday() - SATURDAY) % WEEK)
    month = date(published.year, values["month"] or published.month, 1)
    days = {
        "published": published,
        "told": before,
        "weekday": published - timedelta(back),
        "weekday before": published - timedelta(back or WEEK),
        "weekday last week": published - timedelta(published.weekday() + WEEK - values["weekday"]),
        "weekday after": published + timedelta(WEEK - back),
        "monday": published - timedelta(published.weekday()),
        "saturday": weekend,
        "month": month,
        "month before": (published.replace(day=1) - timedelta(1)).replace(day=1),
        "first of month": published.replace(day=1),
        "year": date(published.year, 1, 1),
    }
    return days[base]
