"""Fields, tables and charts that follow the address, and the address them."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

import streamlit as st

from geo.app.here import Here
from geo.charts.axes import Spec
from geo.links.view import day_in
from geo.tables.table import Opens, Table
from geo.words.markdown import unmarked

Width = Literal["stretch", "content"]
COLUMNS = {
    "Page": st.column_config.LinkColumn(display_text="open"),
    "Share": st.column_config.NumberColumn(format="%.0f%%"),
    "Known to the day": None,
}


def choose_day(
    here: Here, notes: list[str], name: str = "day", label: str = "Day", opening: date | None = None
) -> date:
    """Let the reader choose a day of the reading, which the address names."""
    first, last = here.reading.first, here.reading.last
    day = day_in(st.query_params, name, max(first, min(last, opening or here.war.opening_day)), first, last, notes)
    st.date_input(label, **linked(name, day), **bounds(here))
    return day


def choose_days(here: Here, notes: list[str]) -> tuple[date, date]:
    """Let the reader choose two days to compare, which the address names; the earlier comes first."""
    opening = here.war.opening_day
    one = choose_day(here, notes, "from", "From", opening - timedelta(days=30))
    other = choose_day(here, notes, "to", "To", opening)
    if other < one:
        notes.append("The second date is before the first; they were swapped.")
    return min(one, other), max(one, other)


def choose(
    label: str,
    name: str,
    options: Collection[str],
    value: str | None,
    called: Mapping[str, str] | None = None,
    placeholder: str = "any",
) -> None:
    """Let the reader choose one of some words, or none, which the address names."""
    words = called or {}
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: words.get(option, option),
        placeholder=placeholder,
        **linked(name, value),
    )


def linked(name: str, value: Any) -> dict[str, Any]:
    """Give a widget its value from the address, and have the address follow it."""
    key = f"linked-{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": follow, "args": (name,)}


def follow(name: str) -> None:
    chosen = st.session_state[f"linked-{name}"]
    if chosen in (None, "", False):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = "1" if chosen is True else str(chosen)


def bounds(here: Here) -> dict[str, Any]:
    return {"min_value": here.reading.first, "max_value": here.reading.last}


@contextmanager
def controls(of: str = "page") -> Iterator[None]:
    """What a reader sets stands above what it sets."""
    with st.container(horizontal=True, key=f"controls-{of}", vertical_alignment="bottom"):
        yield


def lede(*paragraphs: str) -> None:
    """Say in larger letters what a page comes to."""
    with st.container(key="lede"):
        st.markdown("\n\n".join(map(unmarked, paragraphs)))


def show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        st.warning(note)


def open_told(told: str, name: str) -> None:
    if value := st.session_state["plate"].get(told):
        st.query_params[name] = value


def fresh(chart: str, name: str) -> str:
    """
    Give a chart's key, another one whenever the parameter that its marks set has gone from the address.

    A chart keeps the mark that was clicked, and cannot be told to let go: it could not be clicked again.
    """
    was_there, times = st.session_state.get(f"fresh-{chart}", (False, 0))
    is_there = name in st.query_params
    times += was_there and not is_there
    st.session_state[f"fresh-{chart}"] = is_there, times
    return f"{chart}-{times}"


def show_chart(spec: Spec, key: str, opens: str | None = None, width: Width = "stretch") -> None:
    """Show a chart; where a selection and a parameter of the address have one name, a click on a mark opens it."""
    if opens:
        st.vega_lite_chart(spec, key=key, on_select=partial(open_mark, key, opens), width=width)
    else:
        st.vega_lite_chart(spec, key=key, width=width)


def open_mark(chart: str, name: str) -> None:
    for told in st.session_state[chart].selection.get(name, []):
        st.query_params[name] = told[name]


def show_table(table: Table, key: str) -> None:
    """Show a table; a click on a cell opens what it is made of, and once that is closed it can be clicked again."""
    selected = st.session_state[key]["selection"]["cells"] if key in st.session_state else []
    opened = (table.opens[cell] for cell in selected if cell in table.opens)
    if any(st.query_params.get(name) != value for name, value in opened):
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": []}}
    thousands = st.column_config.NumberColumn(format="localized")
    numbers: dict[str, Any] = {str(column): thousands for column in table.rows.select_dtypes("number")}
    st.dataframe(
        table.rows,
        key=key,
        hide_index=True,
        on_select=partial(open_cell, table.opens, key),
        selection_mode="single-cell",
        column_config=numbers | COLUMNS,
        placeholder="",
    )


def open_cell(opens: Opens, key: str) -> None:
    for cell in st.session_state[key]["selection"]["cells"]:
        if cell in opens:
            name, value = opens[cell]
            st.query_params[name] = value


def take(name: str, value: str) -> None:
    st.query_params[name] = value


def drop(*names: str) -> None:
    for name in names:
        st.query_params.pop(name, None)


def offer(label: str, made: bytes | Callable[[], bytes], file: str) -> None:
    """Offer a file to download; one that is still to be made is made when it is asked for."""
    st.download_button(label, made, file, on_click="ignore", icon=":material/download:")
