"""The fields with which a reader chooses a part of the country."""

import streamlit as st

from geo.app.address import change, words_of
from geo.app.here import Here
from geo.links.permalink import area_in
from geo.places.country import Area


def choose_area(here: Here, notes: list[str]) -> Area | None:
    """Let the reader choose a province or some districts, which the address names; by default the whole country."""
    country, link = here.country, st.query_params.to_dict()
    provinces, names = country.province_names, country.names
    area = area_in(link, provinces, names, notes)
    chosen = area or Area()
    st.session_state["linked-province"] = chosen.province
    st.selectbox(
        "Area",
        sorted(provinces, key=provinces.__getitem__),
        index=None,
        format_func=provinces.__getitem__,
        placeholder="whole country",
        key="linked-province",
        on_change=_one_province,
    )
    called = {code: f"{names[code]}, {country.within[code]}" for code in sorted(names, key=names.__getitem__)}
    st.session_state["linked-districts"] = list(chosen.districts)
    st.multiselect(
        here.words("Districts"),
        list(called),
        format_func=called.__getitem__,
        placeholder="all of the area",
        key="linked-districts",
        on_change=_some_districts,
    )
    return area


def _one_province() -> None:
    change(province=words_of(st.session_state["linked-province"]), districts=None)


def _some_districts() -> None:
    """Write the chosen districts into the address; they take the place of a province."""
    change(province=None, districts=words_of(sorted(st.session_state["linked-districts"])))
