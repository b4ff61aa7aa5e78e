"""
A view of the atlas, and the link that opens it: ``?day=2021-07-05&district=1709``.

Any part of a link that is broken or unknown is ignored, and the reader gets a note. A note never repeats the link's own
words: notes are shown as Markdown, and anyone may write a link.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from events.model import PlaceId
from geo.words.days import day_words

Link = Mapping[str, str]

THEMES = ("light", "dark")

TRAVELLING = ("day", "district", "war", "known", "lens", "lang", "theme")
"""The parameters that a link from one page to another takes along; what others add to an address stays behind."""
OF_ANY_WAR = ("lang", "theme")
"""Those that mean the same in every war; days, places and ways to count stay behind where another is opened."""


@dataclass(frozen=True, slots=True)
class View:
    """What is open: a day, and a district or none."""

    day: date
    district: PlaceId | None = None


def view_of(
    link: Link, opening: date, first: date, last: date, districts: Collection[PlaceId]
) -> tuple[View, list[str]]:
    """
    Read the view that a link names.

    Parameters
    ----------
    link
        Parameters of an address; others than ``day`` and ``district`` are ignored.
    opening
        The day to open, or the nearest that exists, if the link names none.
    first, last
        The days available, both included.

    Returns
    -------
    view, notes
        The notes say what was ignored.
    """
    notes: list[str] = []
    day = day_in(link, "day", max(first, min(last, opening)), first, last, notes)
    what = f"a district code that does not exist (example: {min(districts, default='')})"
    return View(day, word_in(link, "district", districts, what, notes)), notes


def travelling(link: Link) -> dict[str, str]:
    """
    List what a link from one page to another takes along.

    >>> travelling({"utm_source": "a", "day": "2021-07-05"})
    {'day': '2021-07-05'}
    """
    return {name: value for name, value in link.items() if value and name in TRAVELLING}


Opening = TypeVar("Opening", date, None)


def day_in(link: Link, name: str, opening: Opening, first: date, last: date, notes: list[str]) -> date | Opening:
    """
    Read a day between two, both included, that a link may name; `opening` if it does not.

    Parameters
    ----------
    notes
        What is wrong is added to it.
    """
    if (named := link.get(name)) is None:
        return opening
    try:
        day = date.fromisoformat(named if re.fullmatch(r"\d{4}-\d\d-\d\d", named) else "")
    except ValueError:
        notes.append(f"“{name}” in the link must be a date like 2021-07-05.")
        return opening
    if first <= day <= last:
        return day
    notes.append(
        f"The reports run from {day_words(first)} to {day_words(last)}; {day_words(day)} is outside that range."
    )
    return opening


def word_in(link: Link, name: str, words: Collection[str], what: str, notes: list[str]) -> str | None:
    """Read one of some words that a link may name; `what` describes any other word for the note."""
    named = link.get(name)
    if named is None or named in words:
        return named
    notes.append(f"The link names {what}.")
    return None
