"""The glossary at the foot of every page."""

from html import escape

import streamlit as st

from geo.language import ENGLISH, Language
from geo.words.glossary import glossary


@st.fragment
def show_glossary(language: Language) -> None:
    """
    Offer the glossary in the language of the atlas, with the English terms, which the other pages use, beside it.

    Only the button is sent with the page: what it opens follows when it is opened.
    """
    opened = st.popover("Glossary", type="tertiary", icon=":material/menu_book:", key="glossary", on_change="rerun")
    if opened.open:
        opened.html(glossary_list(language))


def glossary_list(language: Language) -> str:
    """Write the glossary as an HTML list, from the right where its language is."""
    english = {name: term for name, (term, _) in glossary(ENGLISH).items()}
    entries = [
        f"<dt>{escape(term)}{_beside(english[name], term)}</dt><dd>{escape(line)}</dd>"
        for name, (term, line) in glossary(language).items()
    ]
    return f'<dl class="glossary" lang="{language.tag}" dir="{language.direction}">{"".join(entries)}</dl>'


def _beside(english: str, term: str) -> str:
    return "" if english == term else f' <small lang="en" dir="ltr">{escape(english)}</small>'
