"""The atlas: the map of a day, first and at full width."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from events.control.reading import Reading
from events.model import Scope
from geo.app.address import change
from geo.app.bar import follow, show_links
from geo.app.here import Here
from geo.app.load import load_atlas, shared
from geo.app.served import served
from geo.app.widgets import opening_day, show_notes
from geo.atlas.atlas import Atlas
from geo.atlas.element import fetch_link
from geo.atlas.map import HEIGHT, atlas_map
from geo.atlas.parts import Parts, parted
from geo.atlas.still import STILL_HTML, simplified, still, still_css, still_js
from geo.links.view import View, view_of
from geo.places.country import Country
from geo.wording import worded
from geo.words.markdown import unmarked

METHOD = """
Every colour on the map is what **reports** say; nothing is assumed. A district is *not known* until a first firm report
says who is in control{presumed}.

1. A report takes effect on the **latest** day it may refer to: "this weekend" takes effect on Sunday. Until then the
   map shows specks: the district *may already have changed hands*.
2. *Captured, surrendered, abandoned, taken after a withdrawal, retaken*: the side that gains controls the district.
   *Held* says who controls it by that day. *Fighting*, and reports on a town, a base or a crossing, change nothing; a
   broken outline shows them while they last.
3. What is said **only by the side that gains** is a *claim*: stripes over the standing. It lasts until a firm report on
   that district, from that day or later, or a wider report that changes the standing.
4. Among several reports of one day, the district's own come before wider ones, and the most certain first. Where two
   equally certain reports disagree, the district is **contested**.
5. A report on a **whole province or the country** fills its districts in a lighter tint, *inferred*, until a report on
   the district itself confirms it.

**What the counts mean.** A range runs from what a side holds with no rival claim to all that it holds, claims or may
already have taken.

**Limits.** {without} of the {total} districts have no report of their own; {capitals} of those are provincial capitals,
where the fall of the city is reported. Most reports were read from the first lines of a page. Districts without a
boundary of their own are a dot inside the one they were split from. Whoever controls the centre of a district need not
control its villages. {limits}
"""


PRESUMED = """. Until then {holder} is *presumed* to hold it: drawn faintest, counted separately, and never counted
as held"""

ON_THE_DAY = {"from": "{day}", "to": "{day}"}
LINKS: tuple[tuple[str, str, Mapping[str, str]], ...] = (
    ("provinces", "By province", {}),
    ("ledger", "Reports of this day", ON_THE_DAY),
    ("hindsight", "What hindsight changed", {}),
    ("gaps", "What is not known", {}),
    ("publish", "Publish this day", {}),
)
"""From the day that is open to pages with more about it."""


MOST_SENT = 5_000_000
"""Characters of the page's content that go over a web socket, which nothing else passes meanwhile."""

draw_still = st.components.v2.component("still", html=STILL_HTML, css=still_css(), js=still_js())


def show_atlas(here: Here) -> None:
    """Show the atlas, and under it links to pages with more about the day, and the method."""
    reading, link = here.reading, st.query_params.to_dict()
    opening = opening_day(reading, link.get("district"), here.war.opening_day)
    view, notes = view_of(link, opening, reading.first, reading.last, reading.spans.keys())
    visit = st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    atlas, links = st.container(key="atlas-place"), st.container(key="atlas-links")
    with links:  # first, so that a link is followed before the map is drawn again
        show_links(here, "", [(page, here.words(label), query) for page, label, query in LINKS], view.day, "day-links")
    with atlas:
        with st.container(key="still"):
            draw_still(data=opening_still(here, view.day), key="still-view")
        show_map(here, view, visit, notes)
    with st.expander("How we decide who controls a place", icon=":material/balance:"):
        st.markdown(method(here.reading))


def method(reading: Reading) -> str:
    """Explain the rule and its limits, with the figures of the reports at hand."""
    scopes = [{report.scope for report in reports} for reports in reading.about.values()]
    without = [found for found in scopes if Scope.DISTRICT not in found]
    capitals = sum(Scope.CAPITAL in found for found in without)
    war = reading.ledger.war
    holder = war.presumption and next(each.called for each in war.parties if each.id == war.presumption.party)
    presumed = PRESUMED.format(holder=unmarked(holder)) if holder else ", whatever everyone believes"
    counts = {"without": len(without), "total": len(scopes), "capitals": capitals}
    return worded(war, METHOD, presumed=presumed, limits=unmarked(war.limits), **counts)


@shared(32)
def opening_still(here: Here, day: date) -> dict[str, Any]:
    """Describe the view of a day for the still that stands where the atlas's frame will be."""
    atlas = load_atlas(here.reading, here.country, here.language.code)
    return still(atlas, outlined(here.country), day, here.lens.id, here.theme)


@shared(2)
def outlined(country: Country) -> dict[str, Any]:
    """Simplify the country's shapes for the still."""
    return simplified(country)


def content_link(here: Here, atlas: Atlas) -> str:
    """Link to the content of the page: it is in the link, or served where a web socket would not bear it."""
    if len(atlas.told) <= MOST_SENT:
        return atlas.told
    parts = in_parts(here.reading, here.country, here.language.code)
    return fetch_link(served(parts.file, f"atlas-{atlas.digest}"), parts.sizes, here.language)


@shared(2)
def in_parts(reading: Reading, country: Country, lang: str) -> Parts:
    """Write the content of the page as a file of parts."""
    atlas = load_atlas(reading, country, lang)
    return parted(atlas.page, atlas.packed, country)


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
    drawn = atlas_map(content_link(here, atlas), here.war, view.day, view.district, here.lens.id, visit)
    with st.container(key=f"page-{atlas.digest}"):  # by which the still knows the frame
        key = f"atlas-{atlas.digest}"
        told = st_folium(drawn, key=key, height=HEIGHT, use_container_width=True, returned_objects=[])
    if told and told["visit"] == str(visit):
        follow(here, told.get("go"))
        view = View(date.fromisoformat(told["day"]), told["district"])
        change(day=told["day"], district=told["district"])
    else:
        with above:
            show_notes([here.words(note) for note in notes])
