"""
A view of the atlas, and the link that opens it: ``?day=2021-07-05&district=1709``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from events.model import PlaceId
from geo.words import day_words


@dataclass(frozen=True, slots=True)
class View:
    """What is open: a day, and a district or none."""

    day: date
    district: PlaceId | None = None


def view_of(
    link: Mapping[str, str], opening: date, first: date, last: date, districts: Collection[PlaceId]
) -> tuple[View, list[str]]:
    """
    Read the view that a link names.

    Parameters
    ----------
    link
        Parameters of an address; others than ``day`` and ``district`` are not looked at.
    opening
        The day to open where the link names none, or the nearest there is to it.
    first, last
        The days there are, both included.

    Returns
    -------
    view, notes
        What is broken or unknown in the link is ignored, and told to the reader in a note, which does not repeat it:
        notes are shown as Markdown, and anyone may write a link.
    """
    notes = []
    opening = max(first, min(last, opening))
    day, named = opening, link.get("day")
    if named is not None:
        try:
            day = date.fromisoformat(named if re.fullmatch(r"\d{4}-\d\d-\d\d", named) else "")
        except ValueError:
            notes.append("The link names a day that is not one like 2021-07-05.")
        if not first <= day <= last:
            notes.append(
                f"The reports run from {day_words(first)} to {day_words(last)}; {day_words(day)} lies outside."
            )
            day = opening
    district = link.get("district")
    if district is not None and district not in districts:
        notes.append("The link names a district by what is not a code of the official list, like 1709.")
        district = None
    return View(day, district), notes
