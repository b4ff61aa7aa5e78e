"""The foot of every page: the glossary, and what a printed page says of itself."""

from html import escape

import streamlit as st

from events.control.reading import Reading
from events.model import War
from geo.app.here import ASSETS
from geo.atlas.element import asset
from geo.language import ENGLISH, Language
from geo.words.days import day_words
from geo.words.glossary import glossary

draw_foot = st.components.v2.component(
    "foot",
    html='<p class="printed-foot"></p>',
    js=asset("printed.js") + (ASSETS / "foot.js").read_text(encoding="utf-8"),
)


def show_printed(reading: Reading) -> None:
    """Write the address of the view and the day of knowledge at the foot of each sheet, once the page is printed."""
    day = day_words(reading.known_by)
    draw_foot(data={"known": f"As known on {day}" if reading.known else f"All reports (latest: {day})"}, key="foot")


@st.fragment
def show_glossary(language: Language, war: War) -> None:
    """
    Offer the glossary in the language of the atlas, with the English terms, which the other pages use, beside it.

    Only the button is sent with the page: what it opens follows when it is opened.
    """
    opened = st.popover("Glossary", type="tertiary", icon=":material/menu_book:", key="glossary", on_change="rerun")
    if opened.open:
        opened.html(glossary_list(language, war))


def glossary_list(language: Language, war: War) -> str:
    """Write the glossary as an HTML list, from the right where its language is."""
    english = {name: term for name, (term, _) in glossary(ENGLISH, war).items()}
    entries = [
        f"<dt>{escape(term)}{_beside(english[name], term)}</dt><dd>{escape(line)}</dd>"
        for name, (term, line) in glossary(language, war).items()
    ]
    return f'<dl class="glossary" lang="{language.tag}" dir="{language.direction}">{"".join(entries)}</dl>'


def _beside(english: str, term: str) -> str:
    return "" if english == term else f' <small lang="en" dir="ltr">{escape(english)}</small>'
