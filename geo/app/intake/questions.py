"""What a reader is asked about a file: which column is what, what its words mean, and which district a spelling is."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import pandas as pd
import streamlit as st

from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import NOT_CONTROL, Choices, spelling_of
from events.intake.meaning.days import Order
from events.intake.meaning.layouts import Layout
from events.intake.meaning.roles import Role
from events.intake.tables import Table
from events.intake.understood import Account, Fate
from events.model import Kind, PlaceId, War
from events.tables.files import to_csv
from geo.app.widgets import controls, offer
from geo.places.country import Country
from geo.wording import worded
from geo.words.markdown import unmarked
from geo.words.pages.intake import counted

MAIN = (Role.DATE, Role.END, Role.KIND, Role.SIDE, Role.PROVINCE, Role.DISTRICT, Role.CODE, Role.LONGITUDE)
FURTHER = (Role.LATITUDE, Role.KNOWN, Role.SOURCE, Role.TITLE, Role.ADDRESS, Role.NOTE, Role.CERTAINTY, Role.ID)
NONE = "—"
MOST_ASKED = 20
"""Spellings that are asked about at once."""


def choose_columns(table: Table, choices: Choices) -> Choices:
    """Let the reader say which column is what; what their names and tags tell is proposed."""
    proposed = table.with_roles(choices.roles).roles
    options = [NONE, *dict.fromkeys(heading for heading in table.header if heading)]
    roles = {}
    with st.expander("Which column is what", icon=":material/view_column:", expanded=Role.DATE not in proposed):
        for place, listed in (("main", MAIN), ("more", FURTHER)):
            with controls(place):
                for role in listed:
                    now = table.header[proposed[role]] if role in proposed else NONE
                    at = options.index(now) if now in options else 0
                    roles[role] = st.selectbox(
                        str(role).capitalize(), options, index=at, key=f"role-{role}-{table.name}"
                    )
        if Role.DATE not in proposed or choices.day:
            day = st.date_input("All rows are of this day", value=choices.day, format="YYYY-MM-DD", key="day-of-table")
            choices = replace(choices, day=day)
    told = {role: "" if heading == NONE else heading for role, heading in roles.items()}
    own = {role: table.header[at] for role, at in table.roles.items()}
    return replace(choices, roles={role: heading for role, heading in told.items() if heading != own.get(role, "")})


def choose_order(account: Account, choices: Choices) -> Choices:
    """Ask which of day and month comes first where the column does not tell."""
    unsure = [row for row in account.of(Fate.PROBLEM) if row.field == "date" and " or " in row.reason]
    if not unsure and not choices.order:
        return choices
    why = f"{unsure[0].reason}, on line {unsure[0].line}" if unsure else "as you said"
    orders = [Order.DAY_FIRST, Order.MONTH_FIRST]
    now = choices.order if choices.order in orders else None
    chosen = st.segmented_control(
        f"Which comes first in dates such as this: {why}?", orders, default=now, key=f"order-{account.table.name}"
    )
    return replace(choices, order=chosen)


def choose_words(account: Account, choices: Choices, setting: Setting) -> Choices:
    """Let the reader say what each distinct word for a kind or a side means."""
    table = account.table
    if table.layout in (Layout.GED, Layout.LEDGER):
        return choices
    taken = [row for row in account.rows if row.kind or row.field in ("kind", "side")]
    with st.expander("What its words mean", icon=":material/translate:", expanded=bool(_unknown(account))):
        left, right = st.columns(2)
        with left:
            kinds = _meanings(table, Role.KIND, {row.at: row.kind or "" for row in taken}, [*Kind, NOT_CONTROL])
        with right:
            names = {party.id: party.name for party in setting.war.parties}
            sides = _meanings(table, Role.SIDE, {row.at: names.get(row.party, "") for row in taken}, [*names.values()])
    ids = {name: party for party, name in names.items()}
    return replace(
        choices,
        kinds={**choices.kinds, **kinds},
        sides={**choices.sides, **{word: ids[name] for word, name in sides.items()}},
    )


def _unknown(account: Account) -> bool:
    return any(row.field in ("kind", "side") for row in account.of(Fate.PROBLEM))


def _meanings(table: Table, role: Role, means: Mapping[int, str], options: list[str]) -> dict[str, str]:
    """Show each distinct word of a column with what it means, to be changed; return what was changed."""
    column = table.roles.get(role)
    if column is None or not means:
        return {}
    told: dict[str, list[str]] = {}
    for at, meaning in means.items():
        cells = table.records[at].cells
        told.setdefault(cells[column] if column < len(cells) else "", []).append(meaning)
    rows = [(word, len(found), max(found) or None) for word, found in told.items() if word]
    laid = pd.DataFrame(rows, columns=["In the file", "Rows", "Means"])
    edited = st.data_editor(
        laid,
        key=f"means-{role}-{table.name}",
        hide_index=True,
        disabled=["In the file", "Rows"],
        column_config={"Means": st.column_config.SelectboxColumn(options=options)},
    )
    pairs = zip(laid["In the file"], laid["Means"].fillna(""), edited["Means"].fillna(""), strict=True)
    return {str(word): str(now) for word, was, now in pairs if now and now != was}


def choose_places(account: Account, choices: Choices, country: Country, war: War) -> Choices:
    """Ask for the districts of spellings that are unsure, with the likeliest first; one answer is for all its rows."""
    asked: dict[str, list[int]] = {}
    for at, row in enumerate(account.rows):
        if row.field == "place" and row.fate == Fate.PROBLEM:
            asked.setdefault(_spelling(account.table, row.at), []).append(at)
    asked.pop("|", None)
    chosen = dict(choices.places)
    if not asked and not chosen:
        return choices
    with st.expander(f"Places to decide: {len(asked)}", icon=":material/location_searching:", expanded=bool(asked)):
        st.caption("Nothing is guessed. A choice holds for all rows of that spelling; without one they stay problems.")
        for spelling, rows in list(asked.items())[:MOST_ASKED]:
            if place := _ask_place(account, spelling, rows, country, war):
                chosen[spelling] = place
        if len(asked) > MOST_ASKED:
            st.caption(f"{len(asked) - MOST_ASKED} more after these are decided.")
        if chosen:
            _show_decided(country, chosen)
    return replace(choices, places=chosen)


def _ask_place(account: Account, spelling: str, rows: Sequence[int], country: Country, war: War) -> PlaceId | None:
    """Ask which district a spelling means: the likeliest first, then all others."""
    first = account.rows[rows[0]]
    likely = {each.place: each.why for each in first.candidates}
    label = f"{_written(account.table, first.at)}: {counted(len(rows), 'row')}, first on line {first.line}"
    place: PlaceId | None = st.selectbox(
        unmarked(label),
        [*likely, *(code for code in country.names if code not in likely)],
        index=None,
        key=f"place-{spelling}-{account.table.name}",
        format_func=partial(_called, country, likely),
        placeholder="leave it out" if likely else worded(war, "leave it out, or look for a district"),
        help=unmarked(first.reason),
    )
    return place


def _show_decided(country: Country, chosen: Mapping[str, PlaceId]) -> None:
    """List what was decided, and offer it in the form of a country's list of spellings."""
    pairs = [(place, spelling.partition("|")[2]) for spelling, place in chosen.items()]
    decided = ", ".join(f"{name} → {country.names[place]}" for place, name in pairs)
    st.caption(unmarked(f"Decided: {decided}"))
    aliases = pd.DataFrame(pairs, columns=["code", "name"])
    offer("Download the decided spellings", partial(to_csv, aliases), "spellings.csv")


def _called(country: Country, likely: Mapping[str, str], place: str) -> str:
    why = f" – {likely[place]}" if place in likely else ""
    return f"{country.names[place]}, {country.within[place]} ({place}){why}"


def _spelling(table: Table, at: int) -> str:
    return spelling_of(table.cell(at, Role.PROVINCE), table.cell(at, Role.DISTRICT))


def _written(table: Table, at: int) -> str:
    return ", ".join(filter(None, (table.cell(at, role) for role in (Role.DISTRICT, Role.PROVINCE, Role.CODE))))
