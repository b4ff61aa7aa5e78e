"""The atlas: the map of a day, first and at full width."""

from datetime import date

import streamlit as st
from streamlit_folium import st_folium

from events.analysis.gaps import unknowns_on
from geo.app.here import Here
from geo.app.load import load_atlas
from geo.app.widgets import show_notes
from geo.atlas.map import HEIGHT, atlas_map
from geo.links.view import View, view_of
from geo.words.markdown import unmarked
from geo.words.pages.gaps import unknowns_words

METHOD = """
Every colour on the map is what **reports** say; nothing is assumed. A district is *not known* until a first firm report
says who is in control, even where everyone believes that the government was.

1. A report counts from the **latest** day it can mean: "this weekend" counts from Sunday. Until then the map shows
   specks: the district *may already have changed hands*.
2. *Captured, surrendered, abandoned, taken after a withdrawal, retaken*: the side that gains controls the district.
   *Held* says who controls it by that day. *Fighting*, and reports on a town, a base or a crossing, change nothing; a
   broken outline shows them while they last.
3. What **only the side that gains** says is a *claim*: stripes over the standing. It lasts until a firm report on that
   district, from that day or later, or a wider report that changes the standing.
4. Among several reports of one day, the district's own come before wider ones, and the surest first. Where two equally
   sure reports disagree, the district is **contested**.
5. A report on a **whole province or the country** fills its districts in a lighter tint, *inferred*, until a report on
   the district itself confirms it.

**What the counts mean.** "Range 141–154" runs from what a side holds with no rival claim to all that it holds, claims
or may already have taken.

**Limits.** 193 of the 421 districts have no report of their own; 33 of those are provincial capitals, where the fall of
the city is reported. Most reports were read from the first lines of a page. In August "the province fell" often meant
its capital. Recaptures announced by the ministry alone are shown as claims. Districts without a boundary of their own
are a dot inside the one they were split from. Whoever controls the centre of a district need not control its villages.
After 15 August "government" stands for the anti-Taliban forces in Andarab, Charikar and Panjsher.
"""


MORE = "More about this day, and what is not known"


def show_atlas(here: Here) -> None:
    """Show the atlas, and under it the method."""
    reading = here.reading
    opening = here.war.opening_day
    view, notes = view_of(st.query_params.to_dict(), opening, reading.first, reading.last, reading.spans.keys())
    visit = st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    show_map(here, view, visit, notes)
    with st.expander("How we decide who controls a place", icon=":material/balance:"):
        st.markdown(METHOD)


@st.fragment
def show_map(here: Here, view: View, visit: int, notes: list[str]) -> None:
    """
    Show the page, and keep the address in step with what the reader does in it.

    A run of the whole script goes from the address to the page: a link was opened, or the reader went back. A run of
    this fragment goes from the page to the address; messages from before the latest visit are ignored. Only the number
    of visits is remembered between runs, so that a run interrupted by the next leaves nothing unfinished.

    Measured with 421 districts: st_folium costs the server more per run than st.iframe, but can send back, and runs
    only when the reader pauses. Its script is the same bytes each time, so that Streamlit sends a reference to it and
    the frame stays mounted. `python -m tests.benchmark` prints the figures.
    """
    above, atlas = st.container(), load_atlas(here.reading, here.country, here.language.code)
    drawn = atlas_map(atlas.told, here.war, view.day, view.district, here.lens.id, visit)
    told = st_folium(drawn, key=f"atlas-{atlas.digest}", height=HEIGHT, use_container_width=True, returned_objects=[])
    if told and told["visit"] == str(visit):
        view = View(date.fromisoformat(told["day"]), told["district"])
        for name in ("day", "district"):
            if told[name] and told[name] != st.query_params.get(name):
                st.query_params[name] = told[name]
            elif not told[name] and name in st.query_params:
                del st.query_params[name]
    else:
        with above:
            show_notes(notes)
    show_more(here, view)


def show_more(here: Here, view: View) -> None:
    """
    Link from the day, and from the open district if there is one, to pages with more; list what is not known.

    The content is built only when opened: readers commit many views, and each may then cost 2 kB.
    """
    opened = st.expander(MORE, key="more", icon=":material/read_more:", on_change="rerun")
    if not opened.open:
        return
    reading, day = here.reading, {"day": view.day.isoformat()}
    seen = day | {"district": view.district} if view.district else day
    with opened:
        with st.container(horizontal=True):
            if view.district:
                label = unmarked(here.country.names[view.district])
                st.page_link(here.pages["districts"], label=label, query_params=seen)
            st.page_link(here.pages["provinces"], label="By province", query_params=day)
            st.page_link(here.pages["hindsight"], label="What hindsight changed", query_params=day)
            st.page_link(here.pages["gaps"], label="What is not known", query_params=day)
            st.page_link(here.pages["publish"], label="Publish this day", query_params=seen)
        lines = unknowns_words(unknowns_on(reading.spans, reading.about, view.day, here.ledger.unplaced))
        st.markdown("\n".join(f"- {line.words}" for line in lines))
