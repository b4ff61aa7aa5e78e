"""The reports behind something, as a table to read and to download."""

from collections.abc import Collection
from functools import partial

import pandas as pd
import streamlit as st

from events.model import ReportId
from events.tables.files import to_csv, to_parquet, to_xlsx
from events.tables.filter import Filter, filtered
from events.tables.ledger import REPORT
from geo.app.here import Here
from geo.app.intake.own import kept_back, to_give_on
from geo.app.load import load_table
from geo.app.widgets import COLUMNS, show_frame
from geo.tables.ledger import shown
from geo.words.credits import credit_of
from geo.words.markdown import unmarked
from geo.words.pages.intake import withheld_words
from geo.words.pages.ledger import HEADINGS

MOST_AT_ONCE = 10_000  # rows sent to the browser at once; of a longer table, only the visible ones

ROWS = 5  # in a low table
LOW = 35 * (ROWS + 1) + 20  # pixels: its head, its rows and the edge of the next, so that an answer fits a window

READ_FIRST = (  # of the ledger's columns
    *("report", "earliest", "latest", "district", "province", "kind", "party", "certainty", "outcome", "publisher"),
    *("page", "note", "conflict", "inferred", "denied_by", "known"),
)
PRINTED = (
    *("report", "earliest", "latest", "district", "province", "kind", "party", "certainty", "publisher", "page"),
    *("note",),
)


def show_reports(here: Here, ids: Collection[ReportId], key: str) -> None:
    """Show the reports with these ids as a table."""
    show_rows(here, filtered(load_table(here.reading, here.country), Filter(ids=frozenset(ids))), key, LOW)


def show_rows(here: Here, table: pd.DataFrame, key: str, most: int | None = None) -> None:
    """Show a ledger table, with the columns that most readers want first, and at most so many pixels high."""
    rows, lazy = shown(table, here.war), len(table) > MOST_AT_ONCE
    if lazy:  # Streamlit cannot sort a category in a table that it loads in parts
        rows = rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))
    first = [here.words(HEADINGS[column]) for column in READ_FIRST]
    order = [*first, *(column for column in rows.columns if column not in first)]
    show_frame(
        rows,
        on_paper=[here.words(HEADINGS[column]) for column in PRINTED],
        key=key,
        column_config=COLUMNS,
        column_order=order,
        placeholder="",
        lazy=lazy,
        height=most if most and len(table) > ROWS else "auto",
    )


def show_downloads(here: Here, table: pd.DataFrame, name: str) -> None:
    """Offer a ledger table as a CSV, XLSX or Parquet file."""
    given = to_give_on(here)
    if withheld := kept_back(here, given):
        table = table[~table[REPORT].isin(withheld)]
        st.caption(unmarked(withheld_words(len(withheld))))
    table = shown(table, here.war)
    provenance = {"title": "Control Atlas, the ledger", "terms": credit_of(given.ledger, here.country)}
    made = {"CSV": partial(to_csv, table), "XLSX": partial(to_xlsx, table)}
    made["Parquet"] = partial(to_parquet, table, provenance)
    with st.popover("Download", icon=":material/download:"):
        for kind, make in made.items():
            st.download_button(kind, make, f"{name}.{kind.lower()}", on_click="ignore")
