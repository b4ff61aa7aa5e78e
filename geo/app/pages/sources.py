"""Who the sources are, and how the map would look without them."""

from collections.abc import Sequence
from datetime import date

import pandas as pd
import streamlit as st

from events.analysis.publishers import TrackRecord, differences, publisher_records, speaker_records
from events.control.outcomes import Speaker
from events.control.rule import control_on
from events.ledger.origins import Origin
from events.tables.sources import sources_table
from geo.app.here import Here
from geo.app.load import load_outcomes, load_reading, load_weights
from geo.app.maps import show_plate
from geo.app.numbers import show_picked
from geo.app.reports import show_reports
from geo.app.widgets import (
    COLUMNS,
    answer,
    answers,
    choose,
    choose_day,
    controls,
    lede,
    show_frame,
    show_notes,
    show_table,
)
from geo.links.view import word_in
from geo.paint.fills import change_fills
from geo.tables.ledger import headed
from geo.tables.sources import differences_table, publishers_table
from geo.words.credits import credit_of
from geo.words.days import day_words
from geo.words.markdown import unmarked
from geo.words.reports import SPEAKERS


def show_sources(here: Here) -> None:
    """Show who the sources are, and how the map would look without them."""
    notes, reading, ledger = list[str](), here.reading, here.ledger
    link, outcomes = st.query_params.to_dict(), load_outcomes(here.reading)
    by_publisher = publisher_records(reading.ledger.events, ledger.sources, outcomes)
    publishers = sorted(record.name for record in by_publisher)
    publisher = word_in(link, "without", publishers, "a publisher that no report cites", notes)
    who = word_in(link, "speaker", list(Speaker), f"a kind of speaker other than {', '.join(Speaker)}", notes)
    with controls():
        choose("Exclude a publisher", "without", publishers, publisher, placeholder="none")
        choose("Exclude a kind of speaker", "speaker", list(Speaker), who, SPEAKERS, "none")
        day = choose_day(here, notes)
    show_notes(notes)
    st.title("Who says so")
    if publisher or who:
        show_without(here, publisher, Speaker(who) if who else None, day)
    st.header("By kind of speaker")
    by_speaker = speaker_records(reading.ledger.events, outcomes)
    show_table(publishers_table(by_speaker, called=SPEAKERS), "speakers", here.war)
    st.header(f"By publisher: {len(publishers)}")
    effect = "“Effect of leaving it out”: districts that would be shown or claimed differently on {day}."
    st.caption(here.words(effect, day=day_words(day)))
    show_table(publishers_table(by_publisher, load_weights(reading, day)), "publishers", here.war)
    with answers("said"):
        show_said(here, (*by_speaker, *by_publisher))
    st.header(f"Sources: {len(ledger.sources)} pages, and who made the files")
    pages = sources_table(ledger.sources, reading.ledger.events)
    show_frame(headed(pd.DataFrame(pages), here.war), column_config=COLUMNS)
    st.markdown("\n".join(map(origin_words, (*here.country.origins, *ledger.origins))))
    st.caption(unmarked(credit_of(ledger, here.country)))


def origin_words(origin: Origin) -> str:
    """Write as a point of a list what a file holds, who made it, and on what terms it may be used."""
    told = (words.rstrip(".") for words in (origin.title, origin.producer, origin.licence, origin.note) if words)
    return f"- **{unmarked(origin.file)}**: {unmarked('. '.join(told))}."


def show_without(here: Here, publisher: str | None, speaker: Speaker | None, day: date) -> None:
    """Show how the map of a day would look without some reports."""
    reading = here.reading
    other = load_reading(here.country, here.ledger, reading.known, publisher, speaker)
    apart = differences(reading.spans, other.spans, day)
    left_out = reading.reports.keys() - other.reports.keys()
    words = (
        "Without these {left_out} reports, {standing} of {total} districts would be shown differently on {day}; "
        "for {claim} more only the claim would change."
    )
    numbers = {"left_out": len(left_out), "standing": len(apart.standing), "claim": len(apart.claim)}
    lede(here.words(words, total=len(reading.spans), day=day_words(day), **numbers))
    opened = st.expander(f"Reports left out: {len(left_out)}", key="left-out", on_change="rerun")
    if opened.open:
        with opened:
            show_reports(here, left_out, "left-out-reports")
    before, after = control_on(reading.spans, day), control_on(other.spans, day)
    fills, legend = change_fills(before, after, ("With all reports", "Without these"), here.war, (day, day))
    show_plate(here, fills, legend, None, f"{day_words(day)} without some of the reports")
    places, named = (*apart.standing, *apart.claim), here.country.names
    show_table(
        differences_table(before, after, places, named, here.country.within, here.war, day), "differences", here.war
    )
    with answers("picked"):
        show_picked(here, day)


def show_said(here: Here, records: Sequence[TrackRecord]) -> None:
    """Show the reports of the publisher or speaker that the reader asked for, all or the contradicted."""
    notes = list[str]()
    said = {f"all.{record.name}": record.reports for record in records}
    said |= {f"contradicted.{record.name}": record.contradicted for record in records}
    if word := word_in(st.query_params.to_dict(), "said", said, "reports of a publisher that is not listed", notes):
        few, _, name = word.partition(".")
        with answer("said", f"{SPEAKERS.get(name, name)}: {'contradicted ' * (few == 'contradicted')}reports"):
            show_reports(here, said[word], "said")
    show_notes(notes)
