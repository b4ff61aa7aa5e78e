"""
The day of publication that a text or its file proposes, for its reader to check.

A text states it at its head: in a dateline such as ``KABUL, July 5 (Agency) -``, or in a line of its own. A day that
stands in a sentence is no such day, nor one that may be read in two ways.
"""

import re
from collections.abc import Iterator
from datetime import date
from enum import StrEnum

from events.articles.files import ArticleFile
from events.articles.notice.days import date_patterns
from events.articles.words.lexicon import Lexicon, load_lexicon
from events.articles.words.text import QUOTES, SHORT_WORD, SOFT, day_names, language_of, month_names
from events.model import War

HEAD_LINES = 5
"""Of a text, within which its headline, its author and its dateline stand."""
LONGEST_HEAD = 120
"""Letters of a line within which its day stands."""
CLOCK = r"(?:,?\s*(?:at|om|um|à)?\s*\d{1,2}\s?[:.h]\s?\d\d(?:\s*(?:uhr|uur|gmt|utc|cet|cest|[ap]\.?m\.?|est|edt))?)?"
AFTER = re.compile(rf"{CLOCK}\s*(?:$|\([^)\n]{{1,30}}\)|[-–—:|]|\.(?:\s|$))")
"""What follows the day: the end of the line, an agency in brackets, or a dash; perhaps the time before it."""
MARKS = ",–—|:)-"
WORD = re.compile(r"[^\W\d_]+")


class DayFrom(StrEnum):
    """Where a proposed day is from."""

    HEAD = "head"
    """The head of the text."""
    FILE = "file"
    """What a page states."""
    MADE = "made"
    """When a document or a PDF was made."""


def proposed_day(article: ArticleFile, war: War) -> tuple[date | None, DayFrom]:
    """Return the day that a file proposes, and where it is from; the head of a text goes before when it was made."""
    if article.published and not article.is_made:
        return article.published, DayFrom.FILE
    if at_head := day_at_head(article.text, war):
        return at_head, DayFrom.HEAD
    return article.published, DayFrom.MADE


def day_at_head(raw: str, war: War) -> date | None:
    """Return the day that the head of a text states; without a year that of the war, if just one year fits."""
    language = language_of(raw)
    lines = (line.strip() for line in SOFT.sub("", raw.translate(QUOTES)).splitlines())
    for line in [line for line in lines if line][:HEAD_LINES]:
        for told in _told(line[:LONGEST_HEAD], load_lexicon(language)):
            if len(days := list(_days(told, war, language))) == 1:
                return days[0]
    return None


def _told(line: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Iterate over the days of a line that no sentence goes on from."""
    low = line.lower()
    for pattern in date_patterns(lexicon.language):
        for match in pattern.finditer(low):
            is_range = bool(match.groupdict().get("until"))
            is_either = lexicon.language == "en" and "/" in match[0]  # the month may come first
            if not (is_range or is_either) and AFTER.match(low, match.end()) and _leads(line[: match.start()], lexicon):
                yield match


def _leads(before: str, lexicon: Lexicon) -> bool:
    """Return whether words lead to a day and are no sentence: names, days of the week, *published*, and short words."""
    words = WORD.findall(before)
    if not words:
        return True
    known = {word for word in words if _is_known(word.lower(), lexicon)}
    if any(word[0].islower() and len(word) > SHORT_WORD and word not in known for word in words):
        return False
    if lexicon.lists["grammar"]["locative"].fullmatch(words[0].lower()):
        return False  # "In Kabul, 5 July – a Monday – …"
    before = before.rstrip()
    while words and words[-1].islower() and len(words[-1]) <= SHORT_WORD and before.endswith(words[-1]):
        before = before.removesuffix(words.pop()).rstrip()
    last = words[-1] if words else ""
    return not last or last.isupper() or last in known or before[-1:] in MARKS


def _is_known(word: str, lexicon: Lexicon) -> bool:
    """Return whether a word is a day of the week, or says *published*."""
    return word in day_names(lexicon.language) or bool(lexicon.lists["grammar"]["published"].fullmatch(word))


def _days(told: re.Match[str], war: War, language: str) -> Iterator[date]:
    """Iterate over the days that a day and its month may mean."""
    parts = told.groupdict()
    month = int(parts["number"]) if parts.get("number") else month_names(language)[parts["month"]]
    years = [int(parts["year"])] if parts["year"] else range(war.first_day.year, war.last_day.year + 1)
    for year in years:
        try:
            day = date(year, month, int(parts["day"]))
        except ValueError:  # 31 June
            continue
        if parts["year"] or war.first_day <= day <= war.last_day:
            yield day
