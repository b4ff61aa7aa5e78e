"""
The dashboard: the atlas first, at full width, then the pages with the evidence behind it.

    streamlit run dashboard.py

Every page is a function of `Here`, which all pages share, and of its own parameters in the address. These are its whole
state: a view is a link. Nothing that a test might check is computed here.
"""

from functools import partial

import streamlit as st

from geo.app.address import settle
from geo.app.bar import reading_in, show_bar, show_fault, war_in
from geo.app.foot import show_glossary, show_printed
from geo.app.here import ASSETS, Here
from geo.app.intake.own import joined
from geo.app.intake.wars import wars_here
from geo.app.load import load_files, load_reading
from geo.app.pages import pages
from geo.wording import spoken


def main() -> None:
    """Load the files, build the pages and run the one that the address names."""
    st.set_page_config(page_title="Control Atlas", page_icon="🗺️", layout="wide")
    st.html(ASSETS / "dashboard.css")
    settle()
    link, notes = st.query_params.to_dict(), list[str]()
    try:
        country, ledger = load_files(wars_here()[war_in(link, notes)].folder)
    except (ValueError, FileNotFoundError) as error:
        show_fault(error)
        st.stop()
    ledger = joined(ledger)
    chosen = reading_in(link, country, ledger, notes)
    reading, theme = load_reading(country, ledger, chosen.known), st.context.theme.type or "light"
    here = Here(country, ledger, reading, country.lenses[chosen.lens], spoken(chosen.lang, ledger.war), theme, {})
    for title, draw_page in pages().items():
        path = title.lower()
        here.pages[path] = st.Page(
            partial(draw_page, here), title=here.words(title), url_path=path, default=not here.pages
        )
    opened = st.navigation(list(here.pages.values()), position="hidden")
    show_bar(here, opened.url_path, chosen)
    if opened != here.pages["atlas"]:
        st.set_page_config(page_title=f"{opened.title} · Control Atlas")
    with st.container(key="atlas" if opened == here.pages["atlas"] else "page"):
        opened.run()
        show_glossary(here.language, here.war)
        show_printed(reading)


main()
