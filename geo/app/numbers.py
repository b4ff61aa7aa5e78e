"""The districts and reports behind a number or a clicked district, shown in place."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from events.analysis.life import life_of
from events.control.evidence import Figure, behind, places_behind, reports_behind
from events.control.rule import control_on
from events.model import PlaceId, ReportId
from geo.app.bar import link_to
from geo.app.here import Here
from geo.app.load import load_reading
from geo.app.reports import show_reports
from geo.app.widgets import answer, show_frame, show_notes
from geo.links.view import word_in
from geo.tables.districts import districts_table
from geo.words.days import day_words
from geo.words.markdown import unmarked
from geo.words.pages.figures import figure_of, figure_words, knowledge_of
from geo.words.pages.life import life_words
from geo.words.standings import names as names_of
from geo.words.standings import standings


def number_in(here: Here, notes: list[str]) -> tuple[Here, Figure] | None:
    """Read the number that the address asks about, if any; return it with its reading."""
    if (word := st.query_params.get("number")) is None:
        return None
    whole = load_reading(here.country, here.ledger, None)
    if split := knowledge_of(word, whole.first, whole.last):
        word, known = split
        here = replace(here, reading=load_reading(here.country, here.ledger, known)) if known else here
        first, last = here.reading.first, here.reading.last
        if figure := figure_of(word, first, last, standings(here.war), here.country.province_names):
            return here, figure
    notes.append("The link asks for a figure this page does not have.")
    return None


def show_number(here: Here) -> None:
    """Show the districts and reports behind the number that the reader asked about."""
    notes = list[str]()
    if asked := number_in(here, notes):
        places = places_of(*asked)
        with answer("number", called(*asked, len(places))):
            show_reports(asked[0], show_figure(*asked, places), "number")
            link_to(here, "ledger", "Open in the ledger", number=st.query_params["number"])
    show_notes(notes)


def places_of(here: Here, figure: Figure) -> tuple[PlaceId, ...]:
    """List the districts that a number counts."""
    return places_behind(figure, here.reading.spans, here.country.gazetteer.province_of)


def called(here: Here, figure: Figure, number: int) -> str:
    """Say what a number counts."""
    words = figure_words(figure, number, names_of(here.war), here.country.province_names, here.english)
    known = here.reading.known
    return f"{words}, as known on {day_words(known)}" if known else words


def show_figure(here: Here, figure: Figure, places: Collection[PlaceId]) -> tuple[ReportId, ...]:
    """Show the districts that a number counts; return the reports behind it."""
    reading, country = here.reading, here.country
    ids = reports_behind(figure, reading.spans, reading.about, country.gazetteer.province_of)
    with st.expander(here.words("Its districts: {number}", number=len(places))):
        control = control_on({place: reading.spans[place] for place in places}, figure.day)
        table = districts_table(control, reading.spans, country.names, reading.about, here.lens, here.war, figure.day)
        show_frame(table.worded(here.war).rows, placeholder="")
    st.write(f"Its reports: {len(ids)}" if ids else "No report supports this figure.")
    return ids


def show_picked(here: Here, day: date, reports: Mapping[PlaceId, Collection[ReportId]] | None = None) -> None:
    """
    Show a clicked district in place: its history up to a day, and its reports.

    Parameters
    ----------
    reports
        The reports that the page is about; by default those behind the district's standing on the day.
    """
    notes, reading = list[str](), here.reading
    place = word_in(st.query_params.to_dict(), "picked", reading.spans, here.no_district, notes)
    show_notes(notes)
    if not place:
        return
    name = here.country.names[place]
    life = life_of(place, reading.spans, reading.about, here.sources, reading.first, reading.last)
    if reports is None:
        reports = {place: behind([control_on({place: reading.spans[place]}, day)[place]], day, reading.about)}
    with answer("picked", f"{name}, {here.country.within[place]}"):
        st.markdown(unmarked(life_words(life, name, day, here.war)))
        if ids := reports.get(place):
            show_reports(here, ids, "picked")
        with st.container(horizontal=True):
            link_to(here, "districts", "Its history and reports", district=place, day=day.isoformat())
            link_to(here, "atlas", "On the atlas", district=place, day=day.isoformat())
