"""What changed between two days."""

import streamlit as st

from events.analysis.compare import compare, flows
from events.control.evidence import Figure
from events.control.rule import control_on
from geo.app.here import Here
from geo.app.maps import show_plate
from geo.app.numbers import show_number, show_picked
from geo.app.widgets import choose_days, controls, lede, show_notes, show_table
from geo.paint.fills import change_fills, inferred_key
from geo.tables.compare import flows_table, transitions_table
from geo.words.days import after_words, day_words
from geo.words.pages.comparison import compare_words


def show_comparison(here: Here) -> None:
    """Show what changed between two days."""
    notes, reading, country = list[str](), here.reading, here.country
    with controls():
        earlier, later = choose_days(here, notes)
    show_notes(notes)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    changed = transitions_table(transitions, country.names, country.within, here.sources, here.war, (earlier, later))
    between = after_words(earlier, later)
    st.title(f"{len(changed.rows)} of {len(transitions)} districts changed {between}")
    lede(compare_words(transitions, earlier, later, here.war))
    days = (day_words(earlier), day_words(later))
    left, right = st.columns([5, 4], gap="large")
    with left:
        fills, legend = change_fills(
            control_on(reading.spans, earlier), control_on(reading.spans, later), days, here.war, (earlier, later)
        )
        asked = [Figure(later, entry.standing, since=earlier, was=entry.was) if entry.was else None for entry in legend]
        key = inferred_key((transition.after for transition in transitions if transition.changed), here.war, later)
        asked += [None for _ in key]
        show_plate(here, fills, [*legend, *key], None, f"What changed {between}", asked)
        show_picked(here, later, {transition.place: transition.reports for transition in transitions})
    with right:
        st.caption(f"Rows: {days[0]}. Columns: {days[1]}. Counting {here.counted}. Click a number for its reports.")
        show_table(flows_table(flows(transitions, here.lens), earlier, later, here.war), "flows")
        show_number(here)
    st.header(f"Districts that changed: {len(changed.rows)}")
    if changed.rows.empty:
        st.info("None. Choose two days further apart.")
    else:
        show_table(changed, "changed")
