"""A series of posters, made by a visitor."""

from functools import partial
from pathlib import Path

import streamlit as st

from geo.app.here import Here
from geo.app.load import load_shapes
from geo.app.publishing.films import kept_file, make_file
from geo.app.widgets import choose, choose_day, controls, offer, show_notes
from geo.films.film import Progress
from geo.links.view import word_in
from geo.publish.publication import Publication
from geo.publish.series import MOST, Every, Series, SeriesKind, series_name, write_series
from geo.words.markdown import unmarked

EVERY = {Every.DAY: "day", Every.TWO_DAYS: "two days", Every.WEEK: "week", Every.MONTH: "month"}
KINDS = {
    SeriesKind.PNG: "PNG pictures, in a ZIP",
    SeriesKind.PDF: "PDF files, in a ZIP",
    SeriesKind.BOOK: "one PDF of many pages",
}
WAITING = "Other readers’ films and posters are being made. Yours start when one of them is done."


def show_series(here: Here, given: Publication, paper: str) -> None:
    """Let the reader choose days and make a poster of each, which takes some seconds and can be cancelled."""
    notes, link = list[str](), st.query_params.to_dict()
    st.header("A series of posters")
    every = word_in(link, "every", EVERY, f"a step other than {', '.join(EVERY)}", notes) or Every.WEEK.value
    kind = (
        word_in(link, "series", KINDS, f"a kind of series other than {', '.join(KINDS)}", notes) or SeriesKind.PNG.value
    )
    with controls("series"):
        first = choose_day(here, notes, "start", "From", max(here.reading.first, here.war.offensive_from))
        last = choose_day(here, notes, "end", "To", here.reading.last)
        choose("One poster per", "every", [*map(str, EVERY)], every, {str(each): name for each, name in EVERY.items()})
        choose("File type", "series", [*map(str, KINDS)], kind, {str(each): name for each, name in KINDS.items()})
    show_notes(notes)
    series, kind = Series(first, last, Every(every)), SeriesKind(kind)
    asked = given.shown, given.theme, given.title, given.credit, given.labels, given.logo, paper, series, kind
    if last < first:
        st.info("The last poster is before the first. Choose a later day.")
    elif len(series.days) > MOST:
        st.info(f"A series has at most {MOST} posters. Choose fewer days, or a longer step.")
    elif st.button(f"Make {len(series.days)} posters", icon=":material/collections:"):
        write = partial(_write, given, paper, series, kind)
        try:
            make_file("series", asked, "poster", WAITING, write)
        except ValueError as error:
            st.error(unmarked(f"The series cannot be made: {error}."))
    if file := kept_file("series", asked):
        size = file.stat().st_size / 1e6
        offer(f"Download the series ({size:.1f} MB)", file.read_bytes, series_name(given, paper, series, kind))


def _write(given: Publication, paper: str, series: Series, kind: SeriesKind, file: Path, progress: Progress) -> None:
    write_series(given, load_shapes(given.country), paper, series, kind, file, progress)
