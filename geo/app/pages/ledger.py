"""Every report, and what could not be read or placed."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from events.analysis.provinces import order_by_name
from events.control.outcomes import Speaker
from events.ledger.search import LONGEST
from events.model import Certainty, Kind
from events.tables.filter import Filter, filter_of, filtered, link_of
from events.tables.ledger import PUBLISHER, problems_table
from geo.app.address import drop, linked
from geo.app.here import Here
from geo.app.load import load_table
from geo.app.numbers import called, number_in, places_of, show_figure
from geo.app.reports import show_downloads, show_rows
from geo.app.widgets import bounds, choose, choose_some, controls, show_frame, show_notes
from geo.tables.ledger import headed
from geo.wording import reworded
from geo.words.markdown import unmarked
from geo.words.pages.ledger import NOTES
from geo.words.reports import SPEAKERS
from geo.words.standings import names as names_of


def show_ledger(here: Here) -> None:
    """Show every report, and what could not be read or placed."""
    notes, link = list[str](), st.query_params.to_dict()
    asked = number_in(here, notes)
    here = asked[0] if asked else here
    table = load_table(here.reading, here.country)
    by, broken = filter_of(link, table, here.reading.first, here.reading.last)
    st.title("The ledger")
    show_filter(here, by, table)
    show_notes([*notes, *(note_of(here, name) for name in broken)])
    if asked:
        places = places_of(*asked)
        st.header(unmarked(called(*asked, len(places))))
        by = replace(by, ids=frozenset(show_figure(*asked, places)))
    kept = filtered(table, by)
    st.caption(f"{len(kept):,} of {len(table):,} reports")
    if kept.empty and not asked:
        st.info("No report matches. Clear a field, or all of them.")
    else:
        show_rows(here, kept, "ledger")
        show_downloads(here, kept, "reports")
    found = (*here.country.problems, *here.ledger.problems)
    problems = problems_table(replace(each, message=reworded(here.war, each.message)) for each in found)
    st.header(f"Reports that could not be read or placed: {len(problems)}")
    if problems.empty:
        st.write("Every line of every file could be read and placed.")
    else:
        st.write("These lines are not on the map. They are listed, not guessed.")
        show_frame(headed(problems, here.war))


def note_of(here: Here, broken: str) -> str:
    """Say what is broken of a link, with a code of the country at hand."""
    return here.words(NOTES[broken], example=min(here.country.province_names, default=""))


def show_filter(here: Here, by: Filter, table: pd.DataFrame) -> None:
    """Show the fields that filter the reports."""
    names, publishers = here.country.province_names, sorted(table[PUBLISHER].cat.categories)
    with controls():
        st.text_input("Text", max_chars=LONGEST, placeholder="place, note, title …", **linked("text", by.text))
        choose(here.words("Province"), "province", order_by_name(names), by.province, names)
        choose("Party", "party", [party.id for party in here.war.parties], by.party, names_of(here.war))
        choose_some("Kind", "kind", list(Kind), by.kinds)
        choose("Certainty", "certainty", list(Certainty), by.certainty)
        choose("Who speaks", "speaker", list(Speaker), by.speaker, SPEAKERS)
        choose("Publisher", "publisher", publishers, by.publisher)
        # Without days of its own the filter lets all pass; a field that was empty would open on today's month.
        first, last = here.reading.first, here.reading.last
        st.date_input("From", **linked("from", by.first or first), **bounds(first, last))
        st.date_input("To", **linked("to", by.last or last), **bounds(first, last))
        st.toggle("Only conflicts", **linked("conflicts", by.only_conflicts))
        st.toggle("Only inferred", **linked("inferred", by.only_inferred))
        st.button("Clear all fields", on_click=drop, args=("number", *link_of(by)))
