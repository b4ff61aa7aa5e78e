"""A day as it was once known, beside the same day as known now."""

from dataclasses import replace

import streamlit as st

from events.analysis.hindsight import knowledge_steps, revisions, settled
from events.control.rule import control_on
from geo.app.here import Here
from geo.app.load import load_reading
from geo.app.maps import show_plate
from geo.app.numbers import show_number, show_picked
from geo.app.widgets import answers, choose_day, controls, lede, show_notes, show_table
from geo.paint.fills import change_fills
from geo.tables.hindsight import knowledge_table, revisions_table
from geo.words.days import day_words
from geo.words.pages.hindsight import hindsight_words


def show_hindsight(here: Here) -> None:
    """Show a day as it was once known, beside the same day by all that is known."""
    notes, country = list[str](), here.country
    now = load_reading(country, here.ledger, None)
    with controls():
        day = choose_day(here, notes)
    show_notes(notes)
    then = here.reading if here.reading.known else load_reading(country, here.ledger, day)
    known = then.known or day
    changed = revisions(then.spans, now.spans, day, now.reports, known)
    st.title(f"{day_words(day)}: as known on {day_words(known)}, and now")
    lede(hindsight_words(changed, day, known, here.war, len(now.spans)))
    if not here.reading.known:
        st.caption("Compared with what was known that evening. Choose another date under “As known on”, above.")
    before, after = control_on(then.spans, day), control_on(now.spans, day)
    fills, legend = change_fills(
        before, after, (f"As known on {day_words(known)}", "As known now"), here.war, (day, day)
    )
    left, right = st.columns([5, 4], gap="large")
    with left:
        show_plate(here, fills, legend, None, f"What hindsight changed about {day_words(day)}")
    with right:
        st.header(f"How {day_words(day)} came to be known")
        latest = max(report.known for report in now.reports.values())
        steps = knowledge_steps(here.ledger.events, now.spans, day, min(day, latest), latest, here.war.unreported)
        show_table(knowledge_table(steps, country.names, here.war, day), "learned", here.war)
        with answers("picked", "number"):
            show_picked(replace(here, reading=now), day, {revision.place: revision.reports for revision in changed})
            show_number(here)
    if changed:
        st.header(f"Assessed differently today: {len(changed)}")
        since = {
            revision.place: settled(revision.place, now.about[revision.place], day, here.war.unreported)
            for revision in changed
        }
        reports = now.reports
        table = revisions_table(changed, since, country.names, country.within, reports, here.sources, here.war, day)
        show_table(table, "revisions", here.war)
