"""A still map on a page."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from events.control.evidence import Figure
from events.model import PlaceId
from geo.app.here import Here
from geo.app.load import load_shapes
from geo.app.widgets import open_told
from geo.paint.fills import Fill, Legend
from geo.plate.plate import PLATE_HTML, plate, plate_css, plate_js
from geo.words.pages.figures import figure_word

draw_plate = st.components.v2.component("plate", html=PLATE_HTML, css=plate_css(), js=plate_js())


def show_plate(
    here: Here,
    fills: Mapping[PlaceId, Fill],
    legend: Legend,
    within: frozenset[PlaceId] | None,
    title: str,
    asked: Sequence[Figure | None] = (),
) -> None:
    """
    Show a still map; a click on a district opens what `show_picked` says of it.

    Parameters
    ----------
    asked
        The figure behind each line of the legend, which opens it, or none.
    """
    words = [figure_word(figure) if figure else "" for figure in asked] or [""] * len(legend)
    key = [(entry.fill, entry.words, word) for entry, word in zip(legend, words, strict=True)]
    told = plate(load_shapes(here.country), fills, here.country.names, here.war, here.theme, key, within, title)
    draw_plate(
        data=told | {"picked": st.query_params.get("picked"), "opened": st.query_params.get("number")},
        key="plate",
        on_place_change=partial(open_told, "place", "picked"),
        on_asked_change=partial(open_told, "asked", "number"),
    )
