"""A table of a page: its rows, and what a click on each of its cells opens.

What opens is a parameter of the page's own address. A number is asked for by the word of its
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
    """A day of knowledge; where the report's page does not state its day, it is the first that it allows."""
    if known is None:
        return "still not known"
    loose = any(report.known == known and not report.known_to_the_day for report in later)
    return known.isoformat() + (" or later" if loose else "")


def opens_number(figure: Figure, known: date | None = None) -> tuple[str, str]:
    return "number", figure_word(figure, known)
