"""A ledger of any size, beside the war on the map: its reports a page at a time, and the life of one place."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import streamlit as st

from events.model import Certainty, Kind, is_reported
from events.scale.archive import ROWS, Archive, Asked, Key, Order
from events.scale.ledger import BadLedger
from geo.app.address import change, linked, words_of
from geo.app.here import Here
from geo.app.widgets import answer, answers, controls, show_notes, show_table
from geo.links.view import Link, day_in, word_in
from geo.tables.archive import archive_table, life_table
from geo.words.days import day_words
from geo.words.markdown import unmarked

ORDERS = {"known": (Order.KNOWN, False), "oldest": (Order.LATEST, True), "oldest-known": (Order.KNOWN, True)}
"""By the word of the address, other than the usual, newest first."""
CALLED = {"known": "latest known first", "oldest": "oldest first", "oldest-known": "first known first"}


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
    st.caption("A ledger of any size, read where it lies. It is not on the map; the rule is the same.")
    notes, link = list[str](), st.query_params.to_dict()
    asked = asked_in(archive, link, notes)
    show_fields(archive, asked, link)
    show_notes(notes)
    with answers("place"):
        if asked.shard and asked.place:
            show_life(here, archive, asked.shard, asked.place, day_in(link, "by", None, *archive.days(), notes))
    show_page(here, archive, asked, link)


def asked_in(archive: Archive, link: Link, notes: list[str]) -> Asked:
    """Read what is asked for from the address; what is wrong of it is added to the notes."""
    shard = word_in(link, "shard", archive.shards(), "a country that the archive does not have", notes)
    places = archive.places(shard) if shard else []
    order, oldest_first = ORDERS.get(link.get("order", ""), (Order.LATEST, False))
    return Asked(
        shard,
        word_in(link, "place", places, "a place that this country does not have", notes) if shard else None,
        word_in(link, "kind", list(Kind), "a kind of report that does not exist", notes),
        word_in(link, "party", archive.words("party"), "a party that the archive does not have", notes),
        word_in(link, "certainty", list(Certainty), "a certainty that does not exist", notes),
        day_in(link, "from", None, *archive.days(), notes),
        day_in(link, "to", None, *archive.days(), notes),
        order,
        oldest_first,
    )


def show_fields(archive: Archive, asked: Asked, link: Link) -> None:
    """Show the fields that filter and sort; whatever is chosen, its first page opens."""
    with controls():
        choose("Country", "shard", archive.shards(), asked.shard)
        if asked.shard:
            choose("Place", "place", archive.places(asked.shard), asked.place)
        choose("Party", "party", archive.words("party"), asked.party)
        choose("Kind", "kind", list(Kind), asked.kind)
        choose("Certainty", "certainty", list(Certainty), asked.certainty)
        first, last = archive.days()
        st.date_input("From", **afresh("from", asked.first or first), **_bounds(archive))
        st.date_input("To", **afresh("to", asked.last or last), **_bounds(archive))
        choose("Order", "order", list(ORDERS), link.get("order"), CALLED, "newest first")


def choose(
    label: str,
    name: str,
    options: Collection[str],
    value: str | None,
    called: Mapping[str, str] | None = None,
    placeholder: str = "any",
) -> None:
    """Let the reader choose one of some words, or none."""
    words = called or {}
    value = value if value in options else None
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: words.get(option, option),
        placeholder=placeholder,
        **afresh(name, value),
    )


def afresh(name: str, value: object) -> dict[str, Any]:
    """Return the options that link a widget to the address, and let another choice open the first page."""
    return {**linked(name, value), "on_change": _chosen}


def _chosen(name: str) -> None:
    gone = {"place": None} if name == "shard" else {}
    change(**{"after": None, "before": None, **gone, name: words_of(st.session_state[f"linked-{name}"])})


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
            there = {"after": None, "before": None} | ({name: _word(key)} if key else {})
            off = page.before is None if not name else key is None
            st.button(label, key=f"turn-{label}", on_click=change, kwargs=there, disabled=off)


def show_life(here: Here, archive: Archive, shard: str, place: str, known: date | None) -> None:
    """Show what the rule says of a place, by all reports that cover it and were known by a day."""
    spans = archive.life(shard, place, known).to_pylist()
    now = spans[-1]
    with answer("place", f"{place}, {shard}"):
        with controls("life"):
            st.date_input("As known on", **linked("by", known or archive.days()[1]), **_bounds(archive))
        since = "" if now["start"] == date.min else f" since {day_words(now['start'])}"
        said = now["standing"] if is_reported(now["standing"]) else "not known"
        st.markdown(unmarked(f"In the end {said}{since}; {len(spans):,} spans in all."))
        show_table(life_table(spans), "archive-life", here.war)


def _bounds(archive: Archive) -> dict[str, Any]:
    first, last = archive.days()
    return {"min_value": first, "max_value": last, "format": "YYYY-MM-DD"}


def _word(key: Key) -> str:
    return "~".join((key[0].isoformat(), *key[1:]))


def _key(word: str | None) -> Key | None:
    """Read a key from the address; one that is broken is none, so that the first page opens."""
    day, *rest = (word or "").split("~", 2)
    try:
        return (date.fromisoformat(day), rest[0], rest[1])
    except (ValueError, IndexError):
        return None
