"""How all pages are read: as known on which day, counting what, in which language."""

from datetime import date

import streamlit as st

from events.ledger.folder import Ledger
from geo.app.load import load_reading
from geo.app.widgets import show_notes
from geo.language import LOCALES
from geo.links.view import day_in, word_in
from geo.places.country import Country
from geo.words.days import day_words


# Long, since it is the three fields one after another.
def show_reading(country: Country, ledger: Ledger) -> tuple[date | None, str, str]:
    """
    Show the fields for the day of knowledge, the lens and the language, and return their values.

    The language applies to the atlas page only so far. The fields are bound to the address in this script and not in a
    page's, so that they stay from page to page.
    """
    whole, notes, lenses = load_reading(country, ledger, None), list[str](), country.lenses
    link = st.query_params.to_dict()
    asked = day_in(link, "known", None, whole.first, whole.known_by, notes)
    named = {str(day) for day in (asked, st.session_state.get("known")) if day}  # by a link, or by a picture
    word_in(link, "lens", lenses, f"a way to count other than {', '.join(lenses)}", notes)
    word_in(link, "lang", LOCALES, f"a language other than {', '.join(LOCALES)}", notes)
    # Not a date input, which keeps the first map waiting for 200 kB of calendar. No words for a day: what is chosen
    # stands in the address as it stands here.
    # Not in a popover: a widget that is not in the page loses its parameter when another page is opened.
    with st.container(key="reading", horizontal=True, vertical_alignment="center", width="content", gap="xsmall"):
        st.caption("As known on", width="content")
        chosen = st.selectbox(
            "As known on",
            sorted({day.isoformat() for day in whole.days_known} | named),
            index=None,
            placeholder="today",
            key="known",
            bind="query-params",
            label_visibility="collapsed",
            width=150,
        )
        known = date.fromisoformat(chosen) if chosen else None
        st.caption("by", width="content")
        lens = st.selectbox(
            "Count", list(lenses), key="lens", bind="query-params", label_visibility="collapsed", width=120
        )
        lang = st.selectbox(
            "Language of the atlas",
            list(LOCALES),
            key="lang",
            bind="query-params",
            label_visibility="collapsed",
            width=72,
        )
    with st.container(key="notes"):
        show_notes(notes)
        if known:
            number = len(load_reading(country, ledger, known).reports)
            st.info(
                f"As known on the evening of {day_words(known)}: based on {number} reports; "
                f"{len(whole.reports) - number} that surfaced later are left out.",
                icon=":material/history:",
            )
    return known, lens, lang
