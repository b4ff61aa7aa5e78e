"""What is not known."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from events.analysis.gaps import ages, recaptures_without_fall, silences, unknowns_on, unreported
from events.ledger.locate import ProvinceId
from events.model import PlaceId
from geo.app.address import drop, linked
from geo.app.bar import link_to
from geo.app.here import Here
from geo.app.load import shared
from geo.app.numbers import show_picked
from geo.app.reports import show_reports
from geo.app.widgets import answer, answers, choose_day, controls, fresh, show_chart, show_notes, show_table
from geo.charts.ages import ages_chart
from geo.charts.axes import Spec, spec_of
from geo.links.view import word_in
from geo.tables.gaps import recaptures_table, silences_table, unreported_table
from geo.words.days import day_words
from geo.words.pages.gaps import Line, age_words, unknowns_words


def show_gaps(here: Here) -> None:
    """Show what is not known."""
    notes, reading, country = list[str](), here.reading, here.country
    with controls():
        day = choose_day(here, notes)
    lines = lines_of(here, day)
    heard = silences(reading.spans, reading.about, day)
    bands, link = ages(heard), st.query_params.to_dict()
    gaps = {str(at): line.words for at, line in enumerate(lines[:-1])}
    gap = word_in(link, "gap", gaps, "a gap that does not exist", notes) or "0"
    age = word_in(link, "age", [str(at) for at in range(len(bands))], "an age band that does not exist", notes)
    show_notes(notes)
    st.title(f"What is not known on {day_words(day)}")
    left, right = st.columns([5, 4], gap="large")
    with left:
        st.radio(here.words("Show districts"), list(gaps), format_func=gaps.__getitem__, **linked("gap", gap))
        link_to(here, "ledger", lines[-1].words)
    with right:
        words = here.words("Age of the latest report per district; click a bar")
        st.caption(words)
        show_chart(ages_spec(here, day), fresh("ages", "age"), words, "age")
    places = bands[int(age)].places if age else lines[int(gap)].places
    listed = f"Last report: {age_words(bands[int(age)])}" if age else lines[int(gap)].words
    st.header(listed)
    if age:
        st.button("Back to the list", on_click=drop, args=("age",))
    if rows := [silence for silence in heard if silence.place in set(places)]:
        show_table(silences_table(rows, country.names, country.within, here.war, day), "silences", here.war)
    else:
        st.info("None on this day.")
    with answers("picked"):
        show_picked(here, day, {place: [report.id for report in about] for place, about in reading.about.items()})
    of, names = country.gazetteer.province_of, country.province_names
    st.header(here.words("Districts without a report of their own, by province"))
    bare = unreported(reading.about, of)
    unheard = unreported(reading.about, of, own=False)
    show_table(unreported_table(bare, unheard, names, country.names), "unreported", here.war)
    with answers("silent"):
        show_silent(here, bare)
    show_retaken(here)


def show_retaken(here: Here) -> None:
    """Show reports of a recapture where no loss was reported."""
    reading, country = here.reading, here.country
    st.header("On any day: reported retaken, though no loss was reported")
    if found := recaptures_without_fall(reading.about):
        table = recaptures_table(found, country.names, country.within, reading.reports, here.war)
        show_table(table, "retaken", here.war)
    else:
        st.info("None on any day.")


def lines_of(here: Here, day: date) -> tuple[Line, ...]:
    """List what is not known on a day."""
    reading = here.reading
    return unknowns_words(unknowns_on(reading.spans, reading.about, day, here.ledger.unplaced), here.english)


@shared(32)
def ages_spec(here: Here, day: date) -> Spec:
    """Draw how old the latest reports are on a day."""
    return spec_of(ages_chart(ages(silences(here.reading.spans, here.reading.about, day)), here.theme, here.english))


def show_silent(here: Here, bare: Mapping[ProvinceId, Sequence[PlaceId]]) -> None:
    """Show the wider reports that are the only ones on a province's districts."""
    notes = list[str]()
    what = here.words("a province without such districts")
    province = word_in(st.query_params.to_dict(), "silent", bare, what, notes)
    show_notes(notes)
    if province:
        ids = {report.id for place in bare[province] for report in here.reading.about.get(place, ())}
        name, number = here.country.province_names[province], len(bare[province])
        with answer("silent", f"{name}: {number} without a report of their own"):
            wider = here.words("Province- or country-wide reports that cover them: {number}", number=len(ids) or "none")
            st.write(wider)
            if ids:
                show_reports(here, ids, "silent")
