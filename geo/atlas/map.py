"""
The page on a map: a `folium.Map` without tiles, ready to be shown, saved or embedded.

Every use needs a new map: folium rewrites the ids of its elements, so that a map used twice is broken.
"""

from collections.abc import Mapping
from datetime import date

import branca.element
import folium
from markupsafe import escape

from events.model import War
from geo.atlas.element import AtlasControl, leaflet_links

HEIGHT = 980  # pixels, on a large screen; on a smaller one the page takes the height of the window


def atlas_map(
    told: str,
    war: War,
    day: date,
    district: str | None = None,
    lens: str | None = None,
    visit: int = 1,
    height: int = HEIGHT,
    options: Mapping[str, object] | None = None,
) -> folium.Map:
    """
    Make the map that shows a page.

    The parameters are those of `geo.atlas.element.AtlasControl`.
    """
    drawn = folium.Map(
        tiles=None,
        zoom_control=False,
        keyboard=False,  # the arrow keys belong to the days
        scroll_wheel_zoom=False,
        zoom_snap=0,
        zoom_delta=0.5,
        min_zoom=3,
        max_zoom=13,
    )
    script, style_sheet = leaflet_links()
    # In place of jQuery, Bootstrap, Font Awesome and awesome-markers, none of which the page uses.
    drawn.default_js, drawn.default_css = [script], [style_sheet]
    drawn.add_child(AtlasControl(told, war, day, district, lens, visit, height, options))
    figure = drawn.get_root()
    assert isinstance(figure, branca.element.Figure)
    figure.title = escape(war.title)  # the figure writes it into the page unescaped
    return drawn
