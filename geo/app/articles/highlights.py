"""The text of an article with what was read in it marked, and linked both ways with its drafts."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import streamlit as st

from events.articles.drafts import Reading
from geo.app.here import ASSETS
from geo.words.pages.articles import NOT_USED

draw_text = st.components.v2.component(
    "article",
    html='<div class="article" lang="" role="region" aria-label="The article" tabindex="0"></div>'
    '<p class="told" role="status"></p>',
    css=(ASSETS / "article.css").read_text(encoding="utf-8"),
    js=(ASSETS / "article.js").read_text(encoding="utf-8"),
)


def show_text(text: str, reading: Reading, titles: Mapping[str, str], states: Mapping[str, str], key: str) -> None:
    """
    Show a text; a click on what became a draft leads to it, and a draft marks its words.

    Parameters
    ----------
    titles
        What each draft and total says, by its name: ``1``, or ``t1``.
    states
        Those that were accepted or dropped: ``{"1": "accepted"}``.
    """
    parts = list(parts_of(text, reading))
    draw_text(data={"parts": parts, "lang": reading.language, "titles": dict(titles), "states": dict(states)}, key=key)


def parts_of(text: str, reading: Reading) -> Iterator[dict[str, Any]]:
    """
    Iterate over the parts of a text, each with the drafts it belongs to, or why it was not used.

    The name of a place leads to the draft on that place first.
    """
    spans: list[tuple[int, int, str]] = [
        *((draft.start, draft.end, str(number)) for number, draft in enumerate(reading.drafts, 1)),
        *((claim.start, claim.end, f"t{number}") for number, claim in enumerate(reading.claims, 1)),
    ]
    code_of = {str(number): draft.code or draft.place for number, draft in enumerate(reading.drafts, 1)}
    cuts = {0, len(text), *(edge for first, last, _ in spans for edge in (first, last))}
    cuts |= {edge for place in reading.places for edge in (place.start, place.end)}
    cuts |= {edge for unused in reading.unused for edge in (unused.start, unused.end)}
    for start, end in pairwise(sorted(cuts)):
        names = [name for first, last, name in spans if first <= start and end <= last]
        why = next((one.reason for one in reading.unused if one.start <= start and end <= one.end), "")
        part: dict[str, Any] = {"text": text[start:end]}
        if names:
            part["names"] = names
        elif why:
            part["why"] = f"Not used: {NOT_USED.get(why, why)}"
        if place := next((place for place in reading.places if place.start <= start and end <= place.end), None):
            here = {place.code, place.name, place.surface}
            part["place"] = next((name for name in names if code_of.get(name) in here), "")
        yield part
