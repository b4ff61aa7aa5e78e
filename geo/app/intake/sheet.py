"""A table that a reader brings: read, understood before their eyes, and what is not clear is asked."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any

import streamlit as st

from events.intake.files.grids import MOST_BYTES, Refused
from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import BadChoices, Choices, read_choices
from events.intake.saved import is_saved, read_saved
from events.intake.tables import Table, table_of
from events.intake.understood import Account
from events.intake.upload import Upload, digest_of_file
from events.ledger.folder import Ledger
from geo.app.intake.preview import show_account, understood
from geo.app.intake.questions import choose_columns, choose_order, choose_places, choose_words
from geo.places.country import Country
from geo.words.markdown import unmarked

KINDS = "CSV, XLSX, ODS, JSON, JSON lines or Parquet, up to 25 MB and 200,000 rows"
EXAMPLE = ("date", "province", "district", "kind", "side", "source", "url", "note")
NEW = ""
"""The name of a war that is not made yet, of which no folder was saved before."""


@dataclass(frozen=True)
class Brought:
    """A file that was brought: a table, or what was saved here before; or why it is refused."""

    file: str
    digest: str = ""
    table: Table | None = None
    saved: tuple[Upload, ...] = ()
    refused: str = ""


def bring(war: str, setting: Setting, label: str, key: str) -> Brought | None:
    """
    Let a reader bring a table, which is read once and kept for the session; say why if it is refused.

    Parameters
    ----------
    war
        The name of its folder; `NEW` for one that is not made yet.
    """
    file = st.file_uploader(label, key=key, max_upload_size=MOST_BYTES // 1_000_000)
    if file is None:
        return None
    brought = _read(file, war, setting)
    if brought.refused:
        st.error(unmarked(brought.refused))
    return brought


def show_example(day: date, province: str, district: str, kind: str, side: str) -> None:
    """Show what a table needs, to one who has none at hand, by one row."""
    lines = StringIO()
    row = (day, province, district, kind, side, "Name of the source", "https://example.org/page", "")
    csv.writer(lines, lineterminator="\n").writerows([EXAMPLE, row])
    st.caption("A table needs a date, what happened, who gained, and where. Names of columns may be in five languages.")
    st.code(lines.getvalue(), language=None, wrap_lines=True)
    st.download_button("Download this example", lines.getvalue().encode(), "example.csv", on_click="ignore")


def _read(file: Any, war: str, setting: Setting) -> Brought:
    key = (file.file_id, war)
    kept: tuple[object, Brought] | None = st.session_state.get("brought")
    if kept and kept[0] == key:
        return kept[1]
    data = file.getvalue()
    digest = digest_of_file(data)
    try:
        with st.spinner(f"Reading {unmarked(file.name)} …"):
            if war != NEW and is_saved(data):
                brought = Brought(file.name, digest, saved=read_saved(file.name, data, war, setting))
            else:
                brought = Brought(file.name, digest, table_of(file.name, read_grids(file.name, data)))
    except Refused as refused:
        brought = Brought(file.name, refused=str(refused))
    st.session_state["brought"] = key, brought
    return brought


def understand_table(brought: Brought, country: Country, setting: Setting, ledger: Ledger | None) -> Account | None:
    """
    Show how a table is understood, and ask what is not clear; a new war has no ledger yet.

    Returns
    -------
    account
        `None` while no row of it can be taken in.
    """
    table = brought.table
    assert table
    choices = _choices_of(table, country, setting, brought.digest)
    asked = choose_columns(table, choices)
    account = understood(table, asked, setting)
    if account is None:
        return None
    show_account(account, country, setting.war, ledger)
    asked = choose_order(account, asked)
    asked = choose_words(account, asked, setting)
    asked = choose_places(account, asked, country, setting.war)
    if asked != choices:
        st.session_state[f"choices-{brought.digest}"] = asked
        st.rerun()
    if account.counts["reports"] + account.counts["context"]:
        return account
    st.info("No row can be added yet. Say above which column is what, and what its words mean.")
    return None


def _choices_of(table: Table, country: Country, setting: Setting, digest: str) -> Choices:
    """Return what the reader has chosen for a file; at first, what was chosen for another of the same header."""
    by_header: dict[tuple[str, ...], Choices] = st.session_state.setdefault("choices-by-header", {})
    before = by_header.get(table.header, Choices(header=table.header))
    choices = _fitting(st.session_state.get(f"choices-{digest}", before), country, setting)
    with st.expander("Use a saved mapping", icon=":material/upload_file:"):
        saved = st.file_uploader("A mapping that was saved here", ["json"], key=f"mapping-{digest}", max_upload_size=1)
        if saved and st.session_state.get("mapping-read") != saved.file_id:
            try:
                choices = read_choices(saved.getvalue().decode(errors="replace"), setting.war, country.names)
                st.session_state["mapping-read"] = saved.file_id
            except BadChoices as error:
                st.error(unmarked(f"{saved.name}: {error}"))
        if saved and st.session_state.get("mapping-read") == saved.file_id:
            st.caption(f"In use: {unmarked(saved.name)}")
    by_header[table.header] = st.session_state[f"choices-{digest}"] = choices
    return choices


def _fitting(choices: Choices, country: Country, setting: Setting) -> Choices:
    """Leave out of what was chosen the parties and districts of another war."""
    parties = {party.id for party in setting.war.parties}
    return replace(
        choices,
        sides={word: party for word, party in choices.sides.items() if party in parties},
        places={spelling: place for spelling, place in choices.places.items() if place in country.names},
    )
