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
    html='<div class="article" lang=""></div>',
    css=(ASSETS / "article.css").read_text(encoding="utf-8"),
    js=(ASSETS / "article.js").read_text(encoding="utf-8"),
)


def show_text(text: str, reading: Reading, titles: Mapping[str, str], key: str) -> None:
    """
    Show a text; a click on what became a draft leads to it, and a draft marks its words.

    Parameters
    ----------
    titles
        What each draft and total says, by its name: ``1``, or ``t1``.
    """
    draw_text(data={"parts": list(parts_of(text, reading, titles)), "lang": reading.language}, key=key)


def parts_of(text: str, reading: Reading, titles: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Iterate over the parts of a text, each with the drafts it belongs to, or why it was not used."""
    spans: list[tuple[int, int, str]] = [
        *((draft.start, draft.end, str(number)) for number, draft in enumerate(reading.drafts, 1)),
        *((claim.start, claim.end, f"t{number}") for number, claim in enumerate(reading.claims, 1)),
    ]
    cuts = {0, len(text), *(edge for first, last, _ in spans for edge in (first, last))}
    cuts |= {edge for place in reading.places for edge in (place.start, place.end)}
    cuts |= {edge for unused in reading.unused for edge in (unused.start, unused.end)}
    for start, end in pairwise(sorted(cuts)):
        names = [name for first, last, name in spans if first <= start and end <= last]
        why = next((one.reason for one in reading.unused if one.start <= start and end <= one.end), "")
        part: dict[str, Any] = {"text": text[start:end]}
        if names:
            part |= {"names": names, "title": titles[names[0]]}
        elif why:
            part["why"] = f"Not used: {NOT_USED.get(why, why)}"
        if any(place.start <= start and end <= place.end for place in reading.places):
            part["place"] = True
        yield part
