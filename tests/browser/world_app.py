"""The atlas page in an app of its own, of a country whose page is too large for a web socket."""

import streamlit as st

from geo.app.here import Here
from geo.app.pages.atlas import show_map
from geo.atlas.atlas import Atlas
from geo.links.view import View
from tests.worlds import world

PLACES = 6_000


@st.cache_resource
def made() -> Atlas:
    """Make the country once for all visitors."""
    return world(PLACES)


def main() -> None:
    """Show the page."""
    atlas = made()
    lens = atlas.country.lenses["districts"]
    here = Here(atlas.country, atlas.ledger, atlas.reading, lens, atlas.language, "light", {})
    show_map(here, View(here.war.opening_day), 1, [])


if __name__ == "__main__":
    main()
