"""A ledger of any size, beside the war on the map: its reports a page at a time, and the life of one place."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import streamlit as st

from events.model import Certainty, Kind
from events.scale.archive import ROWS, Archive, Asked, Key, Order
from events.scale.ledger import BadLedger
from geo.app.address import change, linked
from geo.app.here import Here
from geo.app.widgets import answer, answers, bounds, choose, controls, show_notes, show_table
from geo.links.view import Link, day_in, word_in
from geo.tables.archive import archive_table, life_table, standing_words
from geo.words.days import day_words
from geo.words.markdown import unmarked

ORDERS = {"known": (Order.KNOWN, False), "oldest": (Order.LATEST, True), "oldest-known": (Order.KNOWN, True)}
"""By the word of the address, other than the usual, newest first."""
CALLED = {"known": "latest known first", "oldest": "oldest first", "oldest-known": "first known first"}


PAGING = ("after", "before")
"""The parameters of the address that name a page; whatever else is chosen, its first page opens."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What a ledger has to choose from, asked once for a run."""

    shards: list[str]
    places: list[str]
    """Of the shard that is chosen; none if none is."""
    parties: list[str]
    first: date
    last: date


@st.cache_resource(max_entries=2)
def load_archive(folder: Path) -> Archive:
    """Open a ledger, once for all visitors: each of its answers asks the files anew."""
    return Archive(folder)


def show_archive(here: Here, folder: Path) -> None:
    """Show reports of the ledger in a folder, and what the rule says of one of its places."""
    st.title("The archive")
    try:
        archive = load_archive(folder)
    except (BadLedger, OSError, duckdb.Error) as error:
        st.error("The archive cannot be opened:")
        st.text(str(error))
        return
    st.caption("A ledger of any size, read in place. It is not on the map, but the same rule applies.")
    notes, link = list[str](), st.query_params.to_dict()
    shards = archive.shards()
    shard = word_in(link, "shard", shards, "a country that the archive does not have", notes)
    choice = Choice(shards, archive.places(shard) if shard else [], archive.words("party"), *archive.days())
    asked = asked_in(choice, shard, link, notes)
    show_fields(choice, asked, link)
    show_notes(notes)
    with answers("place"):
        if asked.shard and asked.place:
            known = day_in(link, "by", choice.last, choice.first, choice.last, notes)
            show_life(here, archive, choice, asked.shard, asked.place, known)
    show_page(here, archive, asked, link)


def asked_in(choice: Choice, shard: str | None, link: Link, notes: list[str]) -> Asked:
    """Read what is asked for of a shard, or of all, from the address; what is wrong of it is added to the notes."""
    order, oldest_first = ORDERS.get(link.get("order", ""), (Order.LATEST, False))
    return Asked(
        shard,
        word_in(link, "place", choice.places, "a place that this country does not have", notes) if shard else None,
        word_in(link, "kind", list(Kind), "a kind of report that does not exist", notes),
        word_in(link, "party", choice.parties, "a party that the archive does not have", notes),
        word_in(link, "certainty", list(Certainty), "a certainty that does not exist", notes),
        day_in(link, "from", None, choice.first, choice.last, notes),
        day_in(link, "to", None, choice.first, choice.last, notes),
        order,
        oldest_first,
    )


def show_fields(choice: Choice, asked: Asked, link: Link) -> None:
    """Show the fields that filter and sort."""
    order = link.get("order")
    with controls():
        choose("Country", "shard", choice.shards, asked.shard, dropped=(*PAGING, "place"))
        if asked.shard:
            choose("Place", "place", choice.places, asked.place, dropped=PAGING)
        choose("Party", "party", choice.parties, asked.party, dropped=PAGING)
        choose("Kind", "kind", list(Kind), asked.kind, dropped=PAGING)
        choose("Certainty", "certainty", list(Certainty), asked.certainty, dropped=PAGING)
        limits = bounds(choice.first, choice.last)
        st.date_input("From", **linked("from", asked.first or choice.first, *PAGING), **limits)
        st.date_input("To", **linked("to", asked.last or choice.last, *PAGING), **limits)
        known_order = order if order in ORDERS else None
        choose("Order", "order", list(ORDERS), known_order, CALLED, "newest first", dropped=PAGING)


def show_page(here: Here, archive: Archive, asked: Asked, link: Link) -> None:
    """Show one page of reports, and the ways to the next and back."""
    page = archive.page(asked, _key(link.get("after")), _key(link.get("before")))
    number = archive.count(asked)
    st.caption(f"{len(page.reports):,} of {number:,} reports")
    if not page.reports:
        st.info("No report matches. Clear a field, or all of them.")
        return
    show_table(archive_table(page.reports, asked.shard), "archive", here.war)
    with st.container(horizontal=True, key="archive-pages"):
        turns = (
            ("First", "", None),
            (f"Previous {ROWS}", "before", page.before),
            (f"Next {ROWS}", "after", page.after),
        )
        for label, name, key in turns:
            there = dict.fromkeys(PAGING) | ({name: _word(key)} if key else {})
            off = page.before is None if not name else key is None
            st.button(label, key=f"turn-{label}", on_click=change, kwargs=there, disabled=off)


def show_life(here: Here, archive: Archive, choice: Choice, shard: str, place: str, known: date) -> None:
    """Show what the rule says of a place, by all reports that cover it and were known by a day."""
    spans = archive.life(shard, place, known).to_pylist()
    now = spans[-1]
    with answer("place", f"{place}, {shard}"):
        with controls("life"):
            st.date_input("As known on", **linked("by", known), **bounds(choice.first, choice.last))
        since = "" if now["start"] == date.min else f" since {day_words(now['start'])}"
        st.markdown(unmarked(f"In the end {standing_words(now['standing'])}{since}; {len(spans):,} spans in all."))
        show_table(life_table(spans), "archive-life", here.war)


def _word(key: Key) -> str:
    return "~".join((key[0].isoformat(), *key[1:]))


def _key(word: str | None) -> Key | None:
    """Read a key from the address; one that is broken is none, so that the first page opens."""
    day, *rest = (word or "").split("~", 2)
    try:
        return (date.fromisoformat(day), rest[0], rest[1])
    except (ValueError, IndexError):
        return None
