"""
The line above every page: where one can go, and how all pages are read; and lines of links within a page.

A link takes along what the reader looks at (`geo.links.view.TRAVELLING`). How pages are read stands in the address
and nowhere else, so that going back undoes it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from events.intake.meaning.layouts import Layout
from events.ledger.folder import Ledger
from geo.app.address import write, written
from geo.app.here import ASSETS, Here
from geo.app.intake.own import own_of, switch
from geo.app.intake.session import made_wars
from geo.app.intake.wars import wars_here
from geo.app.load import load_reading
from geo.app.widgets import show_notes
from geo.atlas.element import asset
from geo.language import LANGUAGES, LOCALES
from geo.links.permalink import LANGUAGE, LENS, WAR
from geo.links.view import OF_ANY_WAR, THEMES, TRAVELLING, Link, day_in, travelling, word_in
from geo.places.country import Country
from geo.words.days import day_words
from geo.words.markdown import unmarked
from geo.words.pages.intake import MADE_HERE, own_words

draw_bar = st.components.v2.component(
    "bar",
    html='<div class="bar"></div>',
    css=(ASSETS / "bar.css").read_text(encoding="utf-8"),
    js=asset("links.js") + (ASSETS / "bar.js").read_text(encoding="utf-8"),
)
DEFAULTS = {"war": WAR, "known": "", "lens": LENS, "lang": LANGUAGE}
"""What an address does not name."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How all pages are read, as the address names it."""

    known: date | None
    """The day of knowledge; none where all that is known takes part."""
    lens: str
    lang: str
    """The language of the atlas page, which the others do not speak yet."""
    theme: str | None
    notes: tuple[str, ...]
    """What is wrong with the address."""


def war_in(link: Link, notes: list[str]) -> str:
    """Read which war the address names, by default the first; what is wrong is added to the notes."""
    wars = wars_here()
    return word_in(link, "war", wars, "a war that this atlas does not have", notes) or next(iter(wars))


def show_fault(error: Exception) -> None:
    """Say why a war cannot be opened, and offer the others, whose files may be as they should."""
    st.error("The atlas cannot be drawn. Faults in its files:")
    st.text(str(error))
    try:
        others = [f"[{unmarked(each.title)}](?war={name})" for name, each in wars_here().items()]
    except ValueError:  # the fault itself
        return
    st.markdown(f"Wars to open: {', '.join(others)}")


def reading_in(link: Link, country: Country, ledger: Ledger, notes: list[str]) -> Choice:
    """Read from the address how all pages are read; what is wrong is added to the notes."""
    whole = load_reading(country, ledger, None)
    known = day_in(link, "known", None, whole.first, whole.known_by, notes)
    what = f"a way to count other than {', '.join(country.lenses)}"
    lens = word_in(link, "lens", country.lenses, what, notes) or LENS
    lang = word_in(link, "lang", LOCALES, f"a language other than {', '.join(LOCALES)}", notes) or LANGUAGE
    theme = word_in(link, "theme", THEMES, f"a theme other than {', '.join(THEMES)}", notes)
    return Choice(known, lens, lang, theme, tuple(notes))


def show_bar(here: Here, current: str, chosen: Choice) -> None:
    """
    Show the line above every page, follow its links, and say what the reader should know of how pages are read.

    Parameters
    ----------
    current
        The path of the page that is open; empty for the atlas.
    """
    links = [{"page": "" if path == "atlas" else path, "label": page.title} for path, page in here.pages.items()]
    told = _told(links, current) | {"words": "Pages", "theme": chosen.theme, "shown": here.theme}
    with st.container(key="bar"):
        told |= {"reading": _reading_told(here, chosen)}
        follow(here, draw_bar(data=told, key="bar-line", on_go_change=_heard, on_read_change=_read).go)
    whole = load_reading(here.country, here.ledger, None)
    with st.container(key="notes"):
        show_notes(chosen.notes)
        if chosen.known:
            number = len(here.reading.reports)
            st.info(
                f"As known on the evening of {day_words(chosen.known)}: based on {number} reports; "
                f"{len(whole.reports) - number} that surfaced later are left out.",
                icon=":material/history:",
            )
        show_own_note(here)


def show_own_note(here: Here) -> None:
    """Say that the war or reports on the map are the reader's own, and let such reports be switched off."""
    own = own_of(here.ledger.name)
    if here.ledger.name in made_wars():
        with st.container(key="made-note", horizontal=True, vertical_alignment="center"):
            st.caption(MADE_HERE)
            link_to(here, "add", "Download its folder", make="war")
    if own.uploads:
        with st.container(key="own-note", horizontal=True, vertical_alignment="center"):
            st.toggle("Your reports", own.shown, key="own-shown", on_change=switch, args=(here.ledger.name,))
            st.caption(own_words(own.records, own.shown))
            make = {"make": "article"} if all(each.layout == Layout.ARTICLE for each in own.uploads) else {}
            link_to(here, "add", "Change them", **make)


def show_links(
    here: Here, current: str, links: Iterable[tuple[str, str, Mapping[str, str]]], day: date, key: str
) -> None:
    """
    Show a line of links to other pages.

    Parameters
    ----------
    links
        Of each its page, its words, and parameters of its own, in which ``{day}`` stands for the day that is open.
    day
        The one that is open where the address names none.
    """
    listed = [{"page": page, "label": label, "query": dict(query)} for page, label, query in links]
    told = _told(listed, current) | {"words": "More about this day", "day": day.isoformat()}
    follow(here, draw_bar(data=told, key=key, on_go_change=_heard).go)


def link_to(here: Here, page: str, label: str, **own: str) -> None:
    """Show a link to another page, which takes along what the reader looks at."""
    st.page_link(here.pages[page], label=label, query_params=travelling(st.query_params.to_dict()) | own)


def _told(links: list[dict[str, Any]], current: str) -> dict[str, Any]:
    return {"links": links, "current": current, "kept": TRAVELLING}


def _reading_told(here: Here, chosen: Choice) -> dict[str, Any]:
    whole, wars = load_reading(here.country, here.ledger, None), wars_here()
    lenses = [[lens, here.words(lens)] for lens in here.country.lenses]
    return {
        "known": {
            "label": "As known on",
            "value": chosen.known and chosen.known.isoformat(),
            "words": day_words(chosen.known) if chosen.known else "today",
            "now": "Today: all reports",
            "evening": {"words": "That evening: {day}", "day": here.war.opening_day.isoformat()},
            "another": "Another day",
            "first": whole.first.isoformat(),
            "last": whole.known_by.isoformat(),
        },
        "war": {
            "label": "War",
            "value": here.ledger.name,
            "options": [[name, each.title] for name, each in wars.items()],
        },
        "lens": {
            "label": "Count",
            "value": chosen.lens,
            "options": lenses,
        },
        "lang": {"label": "Language", "value": chosen.lang, "options": list(LANGUAGES.items())},
    }


def _read() -> None:
    """Write into the address how the reader wants pages read; days and places are not those of another war."""
    chosen, link = st.session_state["bar-line"].get("read") or {}, written()
    if "war" in chosen:
        link = {name: value for name, value in link.items() if name in OF_ANY_WAR}
    for name, value in chosen.items():
        if str(value) == DEFAULTS.get(name):
            link.pop(name, None)
        elif name in DEFAULTS:
            link[name] = str(value)
    write(link)


def follow(here: Here, link: Mapping[str, Any] | None) -> None:
    """Open the page of a link that was clicked, if one was: its ``page``, empty for the atlas, and its ``query``."""
    if link and (page := here.pages.get(link["page"] or "atlas")):
        st.switch_page(page, query_params={name: str(value) for name, value in link["query"].items()})


def _heard() -> None:
    """Let the script run, which then follows the link."""
