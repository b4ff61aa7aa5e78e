"""
A table of a page: its rows, and what a click on each of its cells opens.

A click sets a parameter of the page's own address. A number is requested by the word of its
`events.control.evidence.Figure`, so that it can be checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from events.control.evidence import Figure
from events.model import Report
from geo.words.pages.figures import figure_word

Opens = dict[tuple[int, str], tuple[str, str]]
"""By row and column of a cell: the parameter of the address that it sets, and its value."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown, and what its cells open."""

    rows: pd.DataFrame
    opens: Opens


def since_cell(known: date | None, later: Sequence[Report]) -> str:
    """Write a day of knowledge; if the report's page gives no exact day, it is the first that the page allows."""
    if known is None:
        return "still not known"
    loose = any(report.known == known and not report.known_to_the_day for report in later)
    return known.isoformat() + (" or later" if loose else "")


def opens_number(figure: Figure, known: date | None = None) -> tuple[str, str]:
    """Return the parameter that opens a figure, and its value."""
    return "number", figure_word(figure, known)
