"""
A figure on a page: its words, and the code with which a link asks for the reports behind it.

    ?number=2021-07-05.taliban.AF17

A figure of another day of knowledge than the page's names it: `2021-07-05.taliban@2021-07-09`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from events.control.evidence import Figure, Part
from events.ledger.locate import ProvinceId
from events.model import Standing
from geo.language import ENGLISH, Language
from geo.words.days import day_words

ANY = "any"
"""In a link: any standing."""

SAID = {
    Part.HELD: "",
    Part.LOWEST: ", with no rival claim",
    Part.HIGHEST: ", including claims and places changing hands",
    Part.INFERRED: ", only from a province- or country-wide report",
    Part.CLAIMED: ", also claimed by another side",
}


def figure_words(
    figure: Figure,
    places: int,
    names: Mapping[Standing, str],
    provinces: Mapping[ProvinceId, str],
    language: Language = ENGLISH,
) -> str:
    """Describe what a figure counts: ``144 districts on 5 July 2021: Taliban``."""
    word = language.wording.worded
    said = f"{places} {word('district' if places == 1 else 'districts')}"
    said += f" of {provinces[figure.province]}" if figure.province else ""
    said += f" on {day_words(figure.day)}: {names[figure.standing] if figure.standing else word('all districts')}"
    said += word(SAID[figure.part])
    if figure.since and figure.was:
        said += f"; on {day_words(figure.since)}: {names[figure.was]}"
    return said


def figure_of(
    word: str, first: date, last: date, standings: Iterable[Standing], provinces: Collection[ProvinceId]
) -> Figure | None:
    """
    Read a figure from a code written by `figure_word`; `None` if it is not valid.

    Parameters
    ----------
    first, last
        The days available, both included.
    standings, provinces
        Those available.
    """
    known = {standing: standing for standing in standings} | {ANY: None}
    parts = word.split(".")
    province = parts.pop() if parts[-1] in provinces else None
    part = Part(parts.pop()) if len(parts) % 2 and parts[-1] in list(Part) else Part.HELD
    if len(parts) not in (2, 4) or any(standing not in known for standing in parts[1::2]):
        return None
    days = [day for word in parts[::2] if (day := _day(word)) and first <= day <= last]
    if 2 * len(days) != len(parts) or (len(days) == 2 and (days[1] < days[0] or parts[1] == ANY)):
        return None
    standing = known[parts[-1]]
    if len(days) == 1:
        return Figure(days[0], standing, part, province)
    return Figure(days[1], standing, part, province, since=days[0], was=known[parts[1]])


def knowledge_of(word: str, first: date, last: date) -> tuple[str, date | None] | None:
    """
    Split the code of a figure from the day of knowledge that it may name; `None` if that day is not valid.

    >>> knowledge_of("2021-07-05.taliban@2021-07-09", date(2021, 4, 6), date(2021, 9, 6))
    ('2021-07-05.taliban', datetime.date(2021, 7, 9))
    """
    asked, at, named = word.partition("@")
    known = _day(named)
    return None if at and not (known and first <= known <= last) else (asked, known)


def figure_word(figure: Figure, known: date | None = None) -> str:
    """
    Write a figure as a code for an address.

    >>> figure_word(Figure(date(2021, 7, 5), "taliban", Part.HIGHEST, "AF17"))
    '2021-07-05.taliban.highest.AF17'
    >>> figure_word(Figure(date(2021, 7, 31), "taliban", since=date(2021, 7, 1), was="unknown"))
    '2021-07-01.unknown.2021-07-31.taliban'
    """
    words = [figure.since.isoformat(), figure.was] if figure.since and figure.was else []
    words += [figure.day.isoformat(), figure.standing or ANY]
    words += [figure.part.value] if figure.part != Part.HELD else []
    word = ".".join([*words, figure.province] if figure.province else words)
    return f"{word}@{known}" if known else word


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else None
    except ValueError:
        return None
