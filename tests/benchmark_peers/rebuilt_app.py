"""
The usual way: `st.slider`, and a `folium.GeoJson` of the same districts built anew at each of its steps.

The colours come from the same spans, the map has neither tiles nor tooltips, the files are read once, and Leaflet comes
from the same package as ours: what is left is what the way itself costs.
"""

import json
from datetime import date
from typing import Any

import folium
import streamlit as st
from streamlit_folium import st_folium

from events.control.rule import control_on
from geo.atlas.atlas import Atlas, load_atlas
from geo.atlas.element import leaflet_links
from geo.paint.palette import palette
from geo.places.boundaries import BOUNDARIES


def main() -> None:
    atlas, boundaries = load()
    day = st.slider("Day", atlas.first, atlas.last, atlas.ledger.war.opening_day)
    st_folium(map_of(atlas, boundaries, day), height=700, returned_objects=[])


@st.cache_resource
def load() -> tuple[Atlas, Any]:
    return load_atlas(), json.loads(BOUNDARIES.read_text(encoding="utf-8"))


def map_of(atlas: Atlas, boundaries: Any, day: date) -> folium.Map:
    colours, control = palette(atlas.ledger.war, "light"), control_on(atlas.spans, day)

    def style(feature: Any) -> dict[str, Any]:
        return {"fillColor": colours[control[feature["properties"]["code"]].standing], "fillOpacity": 1, "weight": 0.5}

    drawn = folium.Map(location=(34, 66), zoom_start=6, tiles=None)
    script, style_sheet = leaflet_links()
    drawn.default_js, drawn.default_css = [script], [style_sheet]
    folium.GeoJson(boundaries, style_function=style).add_to(drawn)
    return drawn


if __name__ == "__main__":
    main()
