"""A table that a reader brings: read, understood before their eyes, and what is not clear is asked."""

import csv
from dataclasses import dataclass, replace
from datetime import date
from io import StringIO
from typing import Any

import streamlit as st

from events.intake.files.grids import MOST_BYTES, Grid, Refused
from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import BadChoices, Choices, read_choices
from events.intake.meaning.content import likely_roles
from events.intake.saved import is_saved, read_saved
from events.intake.tables import NoHeader, Table, table_of
from events.intake.understood import Account
from events.intake.upload import Upload, digest_of_file
from events.ledger.folder import Ledger
from geo.app.intake.preview import show_counts, show_rows, understood
from geo.app.intake.questions import (
    OTHER_HEADING,
    choose_columns,
    choose_heading,
    choose_order,
    choose_places,
    unsure_spellings,
)
from geo.app.intake.words import choose_words, known_words
from geo.places.country import Country
from geo.words.markdown import unmarked
from geo.words.pages.intake import nothing_to_add_words, open_words

KINDS = "CSV, XLSX, ODS, JSON, JSON lines or Parquet, up to 25 MB and 200,000 rows"
EXAMPLE = ("date", "province", "district", "kind", "side", "source", "url", "note")
NEW = ""
"""The name of a war that is not made yet, of which no folder was saved before."""
BY_HEADER = "choices-by-header"
"""Under which the session keeps what was chosen, by the header of the file."""


@dataclass(frozen=True)
class Brought:
    """A file that was brought: a table, or what was saved here before; or why it is refused."""

    file: str
    digest: str = ""
    table: Table | None = None
    saved: tuple[Upload, ...] = ()
    refused: str = ""
    grids: tuple[Grid, ...] = ()
    """What stands in the file, in which a reader may say where the header is."""
    heading: int | None = None
    """The line that names the columns, where the reader said so; and its sheet."""
    sheet: str = ""


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
    elif brought.grids and (not brought.table or st.session_state.get(f"{OTHER_HEADING}{brought.digest}")):
        return _headed(brought)
    return brought


def _headed(brought: Brought) -> Brought:
    """Return a file with the table that is below the line which a reader names."""
    if not brought.table:
        st.info(
            "No line has column names that we know. Choose the line that names them, then say which column is what."
        )
    headed = choose_heading(brought.file, brought.grids, brought.digest, st.session_state.get(BY_HEADER, {}))
    if headed is None:
        return brought
    return replace(brought, table=headed.table, heading=headed.line, sheet=headed.sheet)


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
                brought = _tabled(file.name, digest, read_grids(file.name, data))
    except Refused as refused:
        brought = Brought(file.name, refused=str(refused))
    st.session_state["brought"] = key, brought
    return brought


def _tabled(name: str, digest: str, grids: tuple[Grid, ...]) -> Brought:
    """Return what stands in a file with its table, unless no header is known: then the reader is asked."""
    try:
        return Brought(name, digest, table_of(name, grids), grids=grids)
    except NoHeader:
        if not any(record.cells for grid in grids if not grid.hidden for record in grid.records):
            raise
        return Brought(name, digest, grids=grids)


def understand_table(brought: Brought, country: Country, setting: Setting, ledger: Ledger | None) -> Account | None:
    """
    Show how a table is understood, and ask what is not clear; a new war has no ledger yet.

    Returns
    -------
    account
        `None` while no row of it can be taken in.
    """
    assert brought.table
    choices = _choices_of(brought, country, setting)
    of = f"{brought.digest}-{brought.sheet}-{brought.heading}-{st.session_state.get('mapping-read', '')}"
    asked = choose_columns(brought.table, choices, setting.war, of)
    account = understood(brought.table, asked, setting)
    if account is None:
        return None
    words = known_words(account, setting)
    show_counts(account, open_words(account, words, len(unsure_spellings(account))), ledger is None)
    asked = choose_order(account, asked, of)
    asked = choose_words(account, asked, words, setting, of)
    asked = choose_places(account, asked, country, setting.war, of)
    show_rows(account, country, setting.war, ledger)
    if asked != choices:
        st.session_state[f"choices-{brought.digest}"] = asked
        st.rerun()
    if account.counts["reports"] + account.counts["context"]:
        return account
    st.info(nothing_to_add_words(account))
    return None


def _choices_of(brought: Brought, country: Country, setting: Setting) -> Choices:
    """
    Return what the reader has chosen for a file; at first, what was chosen for another of the same header.

    Where there is none, the columns are proposed by what stands in them.
    """
    table, key = brought.table, f"choices-{brought.digest}"
    assert table
    by_header: dict[tuple[str, ...], Choices] = st.session_state.setdefault(BY_HEADER, {})
    kept: Choices | None = st.session_state.get(key)
    if not kept or kept.header != table.header:
        kept = by_header.get(table.header) or Choices(header=table.header, roles=likely_roles(table, setting))
    choices = _fitting(kept, country, setting)
    with st.expander("Use a saved mapping", icon=":material/upload_file:"):
        saved = st.file_uploader(
            "A mapping that was saved here", ["json"], key=f"mapping-{brought.digest}", max_upload_size=1
        )
        if saved and st.session_state.get("mapping-read") != saved.file_id:
            try:
                choices = read_choices(saved.getvalue().decode(errors="replace"), setting.war, country.names)
                st.session_state["mapping-read"] = saved.file_id
            except BadChoices as error:
                st.error(unmarked(f"{saved.name}: {error}"))
        if saved and st.session_state.get("mapping-read") == saved.file_id:
            st.caption(f"In use: {unmarked(saved.name)}")
    choices = replace(choices, header=table.header, heading=brought.heading, sheet=brought.sheet)
    by_header[table.header] = st.session_state[key] = choices
    return choices


def _fitting(choices: Choices, country: Country, setting: Setting) -> Choices:
    """Leave out of what was chosen the parties and districts of another war."""
    parties = {party.id for party in setting.war.parties}
    return replace(
        choices,
        sides={word: party for word, party in choices.sides.items() if party in parties},
        places={spelling: place for spelling, place in choices.places.items() if place in country.names},
    )
