"""A still map on a page."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from events.control.evidence import Figure, Part
from events.ledger.locate import ProvinceId
from events.model import PlaceId
from geo.app.here import Here
from geo.app.load import load_shapes
from geo.app.widgets import open_told
from geo.paint.fills import Fill, Legend
from geo.plate.plate import PLATE_HTML, plate, plate_css, plate_js, swipe
from geo.words.pages.figures import figure_word

draw_plate = st.components.v2.component("plate", html=PLATE_HTML, css=plate_css(), js=plate_js())


def show_plate(
    here: Here,
    fills: Mapping[PlaceId, Fill],
    legend: Legend,
    within: frozenset[PlaceId] | None,
    title: str,
    asked: Sequence[Figure | None] = (),
    key: str = "plate",
) -> None:
    """
    Show a still map; a click on a district opens what `show_picked` says of it.

    Parameters
    ----------
    asked
        The figure behind each line of the legend, which opens it, or none.
    key
        What sets it apart from another one on its page.
    """
    _draw(
        plate(
            load_shapes(here.country),
            fills,
            here.country.names,
            here.war,
            here.theme,
            _key(legend, asked),
            within,
            title,
        ),
        key,
    )


def show_swipe(
    here: Here,
    fills: tuple[Mapping[PlaceId, Fill], Mapping[PlaceId, Fill]],
    legend: Legend,
    ends: tuple[str, str],
    title: str,
    asked: Sequence[Figure | None] = (),
) -> None:
    """
    Show two still maps of the country over each other, and a divider to move between them; see `show_plate`.

    Parameters
    ----------
    ends
        What the left and the right map show: their days.
    """
    shapes, names, key = load_shapes(here.country), here.country.names, _key(legend, asked)
    left, right = (plate(shapes, each, names, here.war, here.theme, key, None, title) for each in fills)
    _draw(swipe(left, right, ends), "plate")


def figures_on(day: date, legend: Legend, province: ProvinceId | None = None) -> list[Figure | None]:
    """List the figure behind each line of a day's legend; what lies over a standing has none."""
    return [
        Figure(day, entry.standing, Part.INFERRED if entry.inferred else Part.HELD, province)
        if entry.standing
        else None
        for entry in legend
    ]


def _key(legend: Legend, asked: Sequence[Figure | None]) -> list[tuple[Fill, str, str]]:
    words = [figure_word(figure) if figure else "" for figure in asked] or [""] * len(legend)
    return [(entry.fill, entry.words, word) for entry, word in zip(legend, words, strict=True)]


def _draw(told: dict[str, Any], key: str) -> None:
    draw_plate(
        data=told | {"picked": st.query_params.get("picked"), "opened": st.query_params.get("number")},
        key=key,
        on_place_change=partial(open_told, key, "place", "picked"),
        on_asked_change=partial(open_told, key, "asked", "number"),
    )
