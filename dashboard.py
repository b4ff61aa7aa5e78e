"""
The dashboard: the atlas, full width and first, and below it what stands behind it.

    streamlit run dashboard.py
"""

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from events.sources import guarded, sources_table
from geo.atlas import Atlas, load_atlas
from geo.layer import ASSETS, CREDIT
from geo.map import HEIGHT, atlas_map
from geo.view import View, view_of

METHOD = """
Every colour on the map is what **reports** say; nothing is assumed. A district is *not known* until a first report
that is more than a claim says who holds it, even where everyone believes that the government did.

1. A report counts from the **latest** day it can mean: one that says "this weekend" from its Sunday. Until then the
   map shows specks: the district *may already have changed hands*.
2. *Captured, surrendered, abandoned, left by a withdrawal, retaken* make the side that gains the holder. *Held* says
   who holds it by that day. *Fighting*, and reports of a town, a base or a crossing, change nothing: a broken outline
   shows them while they last.
3. What **only the side that gains** says is a *claim*: stripes over whatever stands. It goes with a firm report of that
   district, of that day or later, or with a wider one that changes the standing.
4. Of several reports of one day, the district's own go before wider ones, the surest before the less sure. Where two
   equally sure ones say the opposite, the district is **contested**.
5. A report of a **whole province or the country** fills its districts in a lighter tint, *inferred*, until a report of
   the district itself bears it out.

**What the counts mean.** "141–154 possible" runs from what a side holds without a rival claim over it to all that it
holds, claims or may already have taken.

**Limits.** 193 of the 421 districts have no report of their own; 33 of those are provincial capitals, whose fall is
reported as such. Most reports were read from the first lines of a page. "The province fell", said in August, often
meant its capital. Recaptures announced by the ministry alone stand as claims. Districts without a boundary of their own
are a dot within the one they were split from. Who holds the centre of a district need not hold its villages. After 15
August "government" stands for the anti-Taliban forces of Andarab, Charikar and Panjsher.
"""
BOUNDARIES = """
**Boundaries**: geoBoundaries gbOpen ADM2, representative of 2014, *public domain* as stated there; cite Runfola, D. et
al. (2020), *geoBoundaries: A global database of political administrative boundaries*, PLoS ONE 15(4): e0231866. They
are simplified, healed of gaps and overlaps, and do not imply endorsement; some lines are disputed and some are known to
differ from the official ones, Hirat's most of all.

**Districts, codes, names, population**: facts of AGCHO, CSO/NSIA, IEC and OCHA, by way of Map Sync and Colin Cookman.
**Reports**: each names its source; facts from Wikipedia are used under CC BY-SA.
"""


def main() -> None:
    st.set_page_config(page_title="Control Atlas", page_icon="🗺️", layout="wide")
    st.html(ASSETS / "dashboard.css")
    try:
        atlas = load()
    except (ValueError, FileNotFoundError) as error:
        st.error("The atlas cannot be drawn. What is wrong with its files:")
        st.text(str(error))
        st.stop()
    opening = atlas.ledger.war.opening_day
    view, notes = view_of(st.query_params.to_dict(), opening, atlas.first, atlas.last, atlas.spans.keys())
    visit = st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    show_atlas(atlas, view, visit, notes)
    show_problems(atlas)
    show_method()
    show_sources(atlas)


@st.cache_resource(show_spinner="Reading the reports and drawing the map …")
def load() -> Atlas:
    return load_atlas()


@st.fragment
def show_atlas(atlas: Atlas, view: View, visit: int, notes: list[str]) -> None:
    """
    Show the page, and let the address follow what the reader does in it.

    A run of the whole script goes from the address to the page: a link was opened, or the reader went back. A run of
    this fragment goes from the page to the address; what the page told before the latest visit is past. Nothing but the
    number of visits is remembered between two runs, so that one broken off by the next leaves nothing half done.

    Measured with 421 districts: st_folium costs the server more per run than st.iframe, but has a way back, and runs
    only when the reader has come to rest. Its script is the same bytes each time, so that Streamlit sends a reference
    to it and the frame stays mounted. `python -m tests.benchmark` prints the figures.
    """
    above = st.container()
    drawn = atlas_map(atlas.told, atlas.ledger.war, view.day, view.district, visit)
    told = st_folium(drawn, key=f"atlas-{atlas.digest}", height=HEIGHT, use_container_width=True, returned_objects=[])
    if not told or told["visit"] != str(visit):
        for note in notes:
            above.warning(note)
        return
    link = st.query_params.to_dict()
    follows = {name: value for name, value in link.items() if name not in ("day", "district")}
    follows |= {name: told[name] for name in ("day", "district") if told[name]}
    if link != follows:
        st.query_params.from_dict(follows)


@st.fragment
def show_problems(atlas: Atlas) -> None:
    """List what is not on the map; a table is drawn only when it is opened, since its code would delay the map."""
    problems = atlas.ledger.problems
    label = f"What could not be read or placed: {len(problems)}"
    opened = st.expander(label, key="problems", icon=":material/rule:", on_change="rerun")
    if not opened.open:
        return
    with opened:
        if not problems:
            st.write("Every line of every file could be read and placed.")
            return
        st.write("These lines are not on the map. They are listed, and never guessed.")
        rows = [(problem.file, problem.line, problem.field, guarded(problem.message)) for problem in problems]
        st.dataframe(pd.DataFrame(rows, columns=["File", "Line", "Field", "Why"]), hide_index=True)


def show_method() -> None:
    with st.expander("How we decide who holds a place", icon=":material/balance:"):
        st.markdown(METHOD)


@st.fragment
def show_sources(atlas: Atlas) -> None:
    ledger = atlas.ledger
    label = f"Sources: {len(ledger.sources)} pages, and the boundaries"
    opened = st.expander(label, key="sources", icon=":material/menu_book:", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(BOUNDARIES)
        table = pd.DataFrame(sources_table(ledger.sources, ledger.events))
        st.dataframe(table, hide_index=True, column_config={"Page": st.column_config.LinkColumn(display_text="open")})
        st.caption(CREDIT)


main()
