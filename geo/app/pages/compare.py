"""What changed between two days."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import streamlit as st

from events.analysis.compare import Transition, compare, flows
from events.analysis.provinces import order_by_name
from events.control.evidence import Figure
from events.control.rule import control_on
from events.tables.files import to_csv
from geo.app.here import Here
from geo.app.maps import show_plate
from geo.app.numbers import show_number, show_picked
from geo.app.widgets import answers, choose, choose_days, controls, lede, offer, show_notes, show_table
from geo.links.view import word_in
from geo.paint.fills import change_fills, inferred_key
from geo.tables.compare import changes_file, flows_table, transitions_table
from geo.words.days import after_words, day_words
from geo.words.pages.comparison import compare_words
from geo.words.standings import names as names_of


def show_comparison(here: Here) -> None:
    """Show what changed between two days."""
    notes, reading, country = list[str](), here.reading, here.country
    link, named, parties = st.query_params.to_dict(), country.province_names, [party.id for party in here.war.parties]
    province = word_in(link, "province", named, "a province P-code that does not exist (example: AF17)", notes)
    party = word_in(link, "party", parties, "a party that the reports do not have", notes)
    with controls():
        earlier, later = choose_days(here, notes)
        choose("List province", "province", order_by_name(named), province, named, "all")
        choose("List party that gained", "party", parties, party, names_of(here.war, day=later), "all")
    show_notes(notes)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    between = after_words(earlier, later)
    st.title(
        f"{sum(transition.changed for transition in transitions)} of {len(transitions)} districts changed {between}"
    )
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
    with right:
        st.caption(f"Rows: {days[0]}. Columns: {days[1]}. Counting {here.counted}. Click a number for its reports.")
        show_table(flows_table(flows(transitions, here.lens), earlier, later, here.war), "flows")
        with answers("picked", "number"):
            show_picked(here, later, {transition.place: transition.reports for transition in transitions})
            show_number(here)
    of = country.gazetteer.province_of
    listed = [t for t in transitions if province in (None, of[t.place]) and party in (None, t.after.standing)]
    show_changed(here, listed, (earlier, later), "".join(f"-{word}" for word in (province, party) if word))


def show_changed(here: Here, transitions: Sequence[Transition], days: tuple[date, date], part: str) -> None:
    """List the districts that changed, with a file of them to take away, whose name ends in the part that it has."""
    country, sources, war = here.country, here.sources, here.war
    changed = transitions_table(transitions, country.names, country.within, sources, war, days)
    st.header(f"Districts that changed: {len(changed.rows)}")
    if changed.rows.empty:
        st.info("None. Choose two days further apart, or list all provinces and parties.")
        return
    show_table(changed, "changed")
    districts = {district.code: district for district in country.districts}
    made = partial(to_csv, changes_file(transitions, districts, country.province_names, sources, war))
    offer("Download this list as CSV, with codes and sources", made, f"changes-{days[0]}-{days[1]}{part}.csv")
