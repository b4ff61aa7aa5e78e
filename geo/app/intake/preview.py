"""A file that was brought, before anything of it is taken in: what was understood, and what a reader says of it."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import Choices, write_choices
from events.intake.meaning.layouts import Layout
from events.intake.tables import Table
from events.intake.understand import understand
from events.intake.understood import Account, Fate
from events.intake.upload import already_there
from events.ledger.folder import Ledger
from events.model import War
from events.tables.files import to_csv
from geo.app.widgets import offer, show_frame
from geo.places.country import Country
from geo.tables.intake import MOST_SHOWN, aside_table, problems_file, understood_table
from geo.words.markdown import unmarked
from geo.words.pages.intake import NOT_YET, account_words, counted

BROKEN_OFF = "broken-off"
"""Under which the session keeps the table whose reading was broken off."""
TOLD = {
    "all": "All rows",
    Fate.REPORT: "Reports",
    Fate.CONTEXT: "Context",
    "check": "To check",
    Fate.PROBLEM: "Problems",
    Fate.ASIDE: "Set aside",
}
ABOUT = {
    Layout.ACLED: (
        "This is a table of ACLED. Changes of control become reports; all else is counted and set aside. ACLED’s terms "
        "forbid sharing its rows: they stay in this session, and downloads leave them out."
    ),
    Layout.GED: (
        "This is a table of UCDP’s Georeferenced Event Dataset. It tells where people were killed, not who controls a "
        "place: its events become context and colour no district."
    ),
    Layout.LEDGER: "This is a table in the ledger’s own form. Its rows are taken as they stand.",
}


def understood(table: Table, choices: Choices, setting: Setting) -> Account | None:
    """
    Understand a table, showing progress; what was understood once is kept until something is chosen otherwise.

    Returns
    -------
    account
        `None` if the reader broke the work off, and may begin it again.
    """
    if st.session_state.get(BROKEN_OFF) is table:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(f"Cancelled: {unmarked(table.name)} was not read.")
            st.button("Read it", key="begin-again", on_click=partial(st.session_state.pop, BROKEN_OFF))
        return None
    kept: tuple[Table, Choices, Setting, Account] | None = st.session_state.get("account")
    if kept and kept[0] is table and kept[1] == choices and kept[2] is setting:
        return kept[3]
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, f"Reading {counted(len(table.records), 'row')} …")
        st.button("Cancel", key="cancel-intake", on_click=partial(st.session_state.__setitem__, BROKEN_OFF, table))

    def tell(share: float) -> None:
        bar.progress(share)

    account = understand(table, choices, setting, tell)
    place.empty()
    st.session_state["account"] = table, choices, setting, account
    return account


def show_counts(account: Account, still_open: Sequence[str], new: bool) -> None:
    """Say how the rows of a file were understood, and what only the reader can still tell; a new war has no map yet."""
    st.header("What was understood")
    if about := ABOUT.get(account.table.layout):
        st.info(unmarked(about))
    st.markdown(f"**{unmarked(account_words(account))}** {'' if new else NOT_YET}")
    if still_open:
        with st.container(key="still-open"):
            st.markdown("Still open, and asked below:\n\n" + "\n".join(f"- {words}" for words in still_open))


def show_rows(account: Account, country: Country, war: War, ledger: Ledger | None) -> None:
    """Show the rows of a file as they stand beside what was understood; a new war has no ledger yet."""
    known = already_there(account, ledger) if ledger else {}
    chosen = st.segmented_control("Show", list(TOLD), default="all", format_func=TOLD.__getitem__, key="told") or "all"
    rows = [
        row
        for row in account.rows
        if chosen in ("all", row.fate) or (chosen == "check" and (row.flags or row.at in known))
    ]
    if rows:
        laid = understood_table(account, rows, country.names, country.province_names, war, known)
        show_frame(laid, key="preview", height=420 if len(rows) > 10 else "auto", placeholder="")
        if len(rows) > MOST_SHOWN:
            st.caption(f"The first {MOST_SHOWN:,} of {len(rows):,} rows.")
    else:
        st.caption("No such rows.")
    with st.container(horizontal=True):
        if account.of(Fate.PROBLEM):
            made = partial(to_csv, problems_file(account))
            offer("Download the problem rows, to fix and bring back", made, f"problems-{_stem(account)}.csv")
        offer("Save this mapping", write_choices(account.choices).encode(), f"mapping-{_stem(account)}.json")
    if account.counts["set_aside"]:
        aside = sum(account.counts["set_aside"].values())
        with st.expander(f"Set aside: {aside:,}", expanded=aside == account.counts["rows"]):
            show_frame(aside_table(account))


def _stem(account: Account) -> str:
    return account.table.name.rpartition(".")[0] or account.table.name
