"""Fields, tables and charts that stay in step with the address."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st
from pandas.io.formats.style import Styler

from events.control.changes import latest_change
from events.control.reading import Reading
from events.model import PlaceId, War
from geo.app.address import change, drop, linked, take
from geo.app.here import ASSETS, Here
from geo.charts.axes import Spec
from geo.links.view import day_in
from geo.paint.palette import LINK
from geo.tables.table import Opens, Table, printed
from geo.words.markdown import unmarked

MONTH = timedelta(days=30)
"""Over which two days are compared where the address names one, or none."""
Width = Literal["stretch", "content"]
COLUMNS = {
    "Page": st.column_config.LinkColumn(display_text="open"),
    "Share": st.column_config.NumberColumn(format="%.0f%%"),
    "Known to the day": None,
}

watch_answers = st.components.v2.component(
    "answers", html="<i></i>", js=(ASSETS / "answers.js").read_text(encoding="utf-8")
)


def opening_day(reading: Reading, district: PlaceId | None, day: date) -> date:
    """Choose the day to open where the address names none: a district's latest change, or else a day of its own."""
    latest = latest_change(reading.changed, district) if district else None
    return max(reading.first, min(reading.last, latest or day))


def choose_day(
    here: Here, notes: list[str], name: str = "day", label: str = "Day", opening: date | None = None
) -> date:
    """Let the reader choose a day of the reading, which the address names."""
    first, last, district = here.reading.first, here.reading.last, st.query_params.get("district")
    opening = opening_day(here.reading, None if opening else district, opening or here.war.opening_day)
    day = day_in(st.query_params, name, opening, first, last, notes)
    st.date_input(label, **linked(name, day), **bounds(first, last))
    return day


def choose_days(here: Here, notes: list[str]) -> tuple[date, date]:
    """
    Let the reader choose two days to compare, which the address names; the earlier comes first.

    Where it does not, the later is the day that travels from page to page, and the earlier is `MONTH` before that day,
    or before the later if it would not come first.
    """
    first, last, link = here.reading.first, here.reading.last, st.query_params
    opening = day_in(link, "day", here.war.opening_day, first, last, notes)
    until = day_in(link, "to", opening_day(here.reading, None, opening), first, last, [])
    since = opening - MONTH if opening - MONTH < until else until - MONTH
    one = choose_day(here, notes, "from", "From", since)
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
    dropped: Sequence[str] = (),
) -> None:
    """Let the reader choose one of some words, or none, which the address names; see `linked` for what is dropped."""
    words = called or {}
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: words.get(option, option),
        placeholder=placeholder,
        **linked(name, value, *dropped),
    )


def choose_some(label: str, name: str, options: Sequence[str], values: Collection[str]) -> None:
    """Let the reader choose any number of some words, which the address names with commas between; none means all."""
    chosen = [option for option in options if option in values]
    st.multiselect(label, options, placeholder="any", **linked(name, chosen))


def bounds(first: date, last: date) -> dict[str, Any]:
    """Return the limits of a date field, its first and last day, and the form that tables have."""
    return {"min_value": first, "max_value": last, "format": "YYYY-MM-DD"}


@contextmanager
def answers(*names: str) -> Iterator[None]:
    """
    Lay out the answers to clicks, which these parameters of the address open.

    One that opens comes into view and takes the focus, and gives it back once it is closed.
    """
    with st.container(key=f"answers-{names[0]}"):
        yield
        is_open = [f"{name}={st.query_params[name]}" for name in names if name in st.query_params]
        watch_answers(data={"open": " ".join(is_open)}, key=f"watch-{names[0]}")


@contextmanager
def answer(name: str, words: str) -> Iterator[None]:
    """Lay out one answer under its heading, beside which a button takes its parameter out of the address."""
    with st.container(border=True, key=f"answer-{name}"):
        with st.container(horizontal=True, key=f"head-{name}"):
            st.header(unmarked(words), anchor=False)
            st.button("Close", key=f"close-{name}", on_click=drop, args=(name,), icon=":material/close:")
        yield


@contextmanager
def controls(of: str = "page") -> Iterator[None]:
    """Lay out fields in a row, to stand above what they control."""
    with st.container(horizontal=True, key=f"controls-{of}", vertical_alignment="bottom"):
        yield


def lede(*paragraphs: str) -> None:
    """Show in larger letters the main finding of a page."""
    with st.container(key="lede"):
        st.markdown("\n\n".join(map(unmarked, paragraphs)))


def show_notes(notes: Sequence[str]) -> None:
    """Show each note as a warning."""
    for note in notes:
        st.warning(note)


def open_told(plate: str, told: str, name: str) -> None:
    """Put what a click on a map reported into the address."""
    if value := st.session_state[plate].get(told):
        take(name, value)


def fresh(chart: str, name: str) -> str:
    """
    Return a chart's key, which changes when the parameter set by its marks has gone from the address.

    A chart keeps its clicked mark and cannot be made to release it; with the same key, the mark could not be clicked
    again.
    """
    was_there, times = st.session_state.get(f"fresh-{chart}", (False, 0))
    is_there = name in st.query_params
    times += was_there and not is_there
    st.session_state[f"fresh-{chart}"] = is_there, times
    return f"{chart}-{times}"


def show_chart(spec: Spec, key: str, words: str, opens: str | None = None, width: Width = "stretch") -> None:
    """
    Show a chart; where a selection and a parameter of the address have one name, a click on a mark opens it.

    Parameters
    ----------
    words
        What the chart shows, for readers who cannot see it.
    """
    if opens:
        st.vega_lite_chart(spec, key=key, on_select=partial(open_mark, key, opens), width=width, alt=words)
    else:
        st.vega_lite_chart(spec, key=key, width=width, alt=words)


def open_mark(chart: str, name: str) -> None:
    """Put a clicked mark of a chart into the address."""
    for told in st.session_state[chart].selection.get(name, []):
        change(**{name: told[name]})


def show_table(table: Table, key: str, war: War) -> None:
    """
    Show a table, headed in the war's words.

    A click on a cell opens what is behind it, which stays marked as long as that is open.
    """
    table = table.worded(war)
    selected = st.session_state[key]["selection"]["cells"] if key in st.session_state else []
    marked = [cell for cell, (name, value) in table.opens.items() if st.query_params.get(name) == value]
    if (marked and not selected) or any(cell in table.opens and cell not in marked for cell in selected):
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": marked[:1]}}
    thousands = st.column_config.NumberColumn(format="localized")
    numbers: dict[str, Any] = {str(column): thousands for column in table.rows.select_dtypes("number")}
    show_frame(
        table.rows,
        look=linked_look(table),
        key=key,
        on_select=partial(open_cell, table.opens, key),
        selection_mode="single-cell",
        column_config=numbers | COLUMNS,
        placeholder="",
    )


def show_frame(
    rows: pd.DataFrame, look: Styler | None = None, on_paper: Sequence[str] | None = None, **options: Any
) -> None:
    """
    Show a table, and lay it out for print.

    Parameters
    ----------
    look
        The same table with the look of its cells, for the screen.
    on_paper
        The columns for which paper has room; by default all.
    options
        More of `st.dataframe`.
    """
    st.dataframe(rows if look is None else look, hide_index=True, **options)
    st.html(printed(rows, on_paper))


def linked_look(table: Table) -> Styler:
    """Give the cells that open something the colour of a link."""
    colour = f"color: {LINK[st.context.theme.type or 'light']}"
    looks = pd.DataFrame("", index=table.rows.index, columns=table.rows.columns)
    for row, column in table.opens:
        looks.loc[looks.index[row], column] = colour
    return table.rows.style.apply(lambda _: looks, axis=None)


def open_cell(opens: Opens, key: str) -> None:
    """Put what a clicked cell opens into the address."""
    for cell in st.session_state[key]["selection"]["cells"]:
        if cell in opens:
            take(*opens[cell])


def offer(label: str, made: bytes | Callable[[], bytes], file: str) -> None:
    """Offer a file to download; if `made` is a function, the file is made on request."""
    st.download_button(label, made, file, on_click="ignore", icon=":material/download:")
