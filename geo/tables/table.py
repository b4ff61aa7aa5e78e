"""
A table of a page: its rows, and what a click on each of its cells opens.

A click sets a parameter of the page's own address. A number is requested by the word of its
`events.control.evidence.Figure`, so that it can be checked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from urllib.parse import urlsplit

import pandas as pd

from events.control.evidence import Figure
from events.model import Report, War
from geo.wording import worded
from geo.words.pages.figures import figure_word

MOST_PRINTED = 200
"""Rows of a table that are printed."""

PER_CENT = {"Share": "Share (%)"}
"""The unit that the table on the screen writes into each cell."""

LEVELS = ("District", "Province")
"""The headings that name a level."""

LONGEST_KEPT = 12
"""Letters of a day or a code, which are kept on one line."""

Opens = dict[tuple[int, str], tuple[str, str]]
"""By row and column of a cell: the parameter of the address that it sets, and its value."""


@dataclass(frozen=True, slots=True)
class Table:
    """What is shown, and what its cells open."""

    rows: pd.DataFrame
    opens: Opens

    def worded(self, war: War) -> "Table":
        """Head its columns of districts and provinces as a war calls them."""
        heads = {head: worded(war, head) for head in LEVELS}
        opens = {(row, heads.get(column, column)): asked for (row, column), asked in self.opens.items()}
        return Table(self.rows.rename(columns=heads), opens)


def printed(rows: pd.DataFrame, columns: Sequence[str] | None = None) -> str:
    """
    Write a table as HTML, for print: on the screen it scrolls, and paper does not.

    Parameters
    ----------
    columns
        Those for which paper has room; by default all.

    Returns
    -------
    html
        The first `MOST_PRINTED` rows, and in words what is left out.
    """
    kept = rows[list(columns)] if columns else rows
    shown = kept.head(MOST_PRINTED).astype(object)
    head = "".join(f"<th>{escape(PER_CENT.get(str(column), str(column)))}</th>" for column in kept)
    lines = shown.where(shown.notna(), None).itertuples(index=False, name=None)
    body = "".join(f"<tr>{''.join(map(_printed_cell, line))}</tr>" for line in lines)
    out = {"rows": len(kept) - MOST_PRINTED, "columns": len(rows.columns) - len(kept.columns)}
    left = " and ".join(f"{number:,} {what}" for what, number in out.items() if number > 0)
    note = f"<p>{left} are left out here; the table at the address below has them.</p>" if left else ""
    return f'<div class="printed"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>'


def _printed_cell(cell: object) -> str:
    if isinstance(cell, bool):
        cell = "yes" if cell else ""
    if isinstance(cell, int | float):
        return f'<td class="number">{f"{cell:,.1f}".removesuffix(".0")}</td>'
    words = "" if cell is None else str(cell)
    if words.startswith(("https://", "http://")):
        return f'<td><a href="{escape(words)}">{escape(urlsplit(words).netloc)}</a></td>'
    kept = "" if " " in words or len(words) > LONGEST_KEPT else ' class="kept"'
    return f"<td{kept}>{escape(words)}</td>"


def since_cell(known: date | None, later: Sequence[Report]) -> str:
    """Write a day of knowledge; if the report's page gives no exact day, it is the first that the page allows."""
    if known is None:
        return "still not known"
    loose = any(report.known == known and not report.known_to_the_day for report in later)
    return known.isoformat() + (" or later" if loose else "")


def opens_number(figure: Figure, known: date | None = None) -> tuple[str, str]:
    """Return the parameter that opens a figure, and its value."""
    return "number", figure_word(figure, known)
