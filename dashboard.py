"""
The dashboard: the atlas, full width and first, and the pages that answer what lies behind it.

    streamlit run dashboard.py

Every page is a function of `Here`, what all of them share, and of its own parameters in the address, which are the
whole of its state: a view is a link. Nothing is computed here that a test might want to know.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from events.claims import Claim, Measure, claims_known_by
from events.compare import compare, flows
from events.control import Lens, control_on
from events.downloads import to_csv, to_parquet, to_xlsx
from events.evidence import Figure, behind, places_behind, reports_behind
from events.filter import SPEAKERS, Filter, filter_of, filtered, link_of
from events.gaps import ages, recaptures_without_fall, silences, unknowns_on, unreported
from events.hindsight import learned, revisions, settled
from events.ledger import Ledger, load_ledger
from events.life import Life, life_of
from events.locate import ProvinceId, places_in
from events.model import Certainty, Kind, PlaceId, ReportId, Source, SourceId, Standing, War
from events.provinces import ProvinceLife, order_by_half_lost, order_by_name, province_lives, provinces_on
from events.publishers import (
    Differences,
    Voice,
    differences,
    fates_of,
    voices_by_publisher,
    voices_by_speaker,
    weight_of_each,
    without,
)
from events.reading import Reading, read_as_known
from events.reckon import Reckoned, band, flow_band, reckon, reconcile
from events.search import LONGEST, Index, Match, index, search, sole
from events.sources import Fate, Speaker, sources_table
from events.table import PUBLISHER, inferring_reports, ledger_table, problems_table, shown
from geo.ages_chart import ages_chart
from geo.atlas import Atlas, draw
from geo.citation import bibtex, plain, wikipedia
from geo.claims_chart import Frame, claims_chart, claims_table, named_words, summary
from geo.country import Country, load_country
from geo.description import alt, long, what_changed
from geo.embed import THEMES, snippet
from geo.encode import names as names_of
from geo.encode import standings
from geo.exports import What, export, kinds_of
from geo.exports import file_name as export_name
from geo.figures import figure_of, figure_word, figure_words, knowledge_of
from geo.fills import Legend, change_fills, day_fills
from geo.film import SIZES, Film
from geo.findings import compare_words
from geo.gaps_words import age_words, unknowns_words
from geo.hindsight_words import hindsight_words
from geo.language import LOCALES, Language, language
from geo.layer import ASSETS, CREDIT
from geo.life_words import life_words
from geo.map import HEIGHT, atlas_map
from geo.multiples import province_multiples, province_series
from geo.paper import FORMATS
from geo.permalink import LANGUAGE, LENS, Range, Shown
from geo.places import load_spellings
from geo.plate import PLATE_HTML, Fill, Shapes, country_shapes, plate, plate_css, plate_js
from geo.poster_place import NoRoom
from geo.provenance import view_from_png
from geo.publication import (
    FilmKind,
    PictureKind,
    Publication,
    citation_of,
    file_name,
    leaves_out,
    page,
    picture,
    shortens,
    write_film,
)
from geo.tables import (
    Opens,
    Table,
    differences_table,
    districts_table,
    flows_table,
    learned_table,
    provinces_table,
    recaptures_table,
    revisions_table,
    silences_table,
    transitions_table,
    unreported_table,
    voices_table,
)
from geo.timeline import KEY, timeline
from geo.view import View, day_in, view_of, word_in
from geo.words import SAID, cited, dated, day_words, interval_words, report_words, unmarked

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
SHOWN = {"day": "a day", "change": "what changed"}
STEPS = {"1": "every day", "2": "every second day", "7": "every week"}
PREVIEW = 700  # pixels: a poster is drawn at least so wide before it is taken away
NARROW = 460  # pixels: how wide one that is not wider than high is shown
ORDERS = {"half": "the day half was lost", "name": "name"}
WIDE, PANEL = 1380, 180  # pixels: what a page is taken to be wide until it has told, and a province's panel at least
EDGE = 60  # pixels that Streamlit keeps beside a chart
MOST_AT_ONCE = 10_000  # rows that are sent to the browser at once; of more, only what is looked at

COLUMNS = {
    "Page": st.column_config.LinkColumn(display_text="open"),
    "Share": st.column_config.NumberColumn(format="%.0f %%"),
    "Known to the day": None,
}
READ_FIRST = (  # of the ledger's columns
    *("Report", "Earliest", "Latest", "District", "Province", "Kind", "Party", "Certainty", "Fared", "Publisher"),
    *("Page", "Note", "Conflict", "Inferred", "Denied by", "Known"),
)

MORE = "More of this day, and what we do not know"
DISTRICT = "a district by what is not a code of the official list, like 1709"
PROVINCE = "a province by what is not a P-code, like AF17"

draw_plate = st.components.v2.component("plate", html=PLATE_HTML, css=plate_css(), js=plate_js())
measure_room = st.components.v2.component("room", html="<i></i>", js=(ASSETS / "room.js").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Here:
    """What every page is given."""

    country: Country
    ledger: Ledger
    """By all that is known."""
    reading: Reading
    """As known on the day that the reader chose, or by all that is known."""
    lens: Lens
    language: Language
    """Of the atlas page."""
    theme: str
    """``light`` or ``dark``."""
    pages: dict[str, Any]
    """By path, for links to them."""

    @property
    def war(self) -> War:
        return self.ledger.war

    @property
    def called(self) -> dict[Standing, str]:
        return {party.id: party.called for party in self.war.parties}

    @property
    def counted(self) -> str:
        """What is counted: ``421 districts``."""
        return self.lens.of.removeprefix("of ")

    @property
    def sources(self) -> dict[SourceId, Source]:
        return {source.id: source for source in self.ledger.sources}


def main() -> None:
    st.set_page_config(page_title="Control Atlas", page_icon="🗺️", layout="wide")
    st.html(ASSETS / "dashboard.css")
    try:
        country, ledger = load_files()
    except (ValueError, FileNotFoundError) as error:
        st.error("The atlas cannot be drawn. What is wrong with its files:")
        st.text(str(error))
        st.stop()
    known, lens, lang = show_reading(country)
    reading, theme = load_reading(known), st.context.theme.type or "light"
    here = Here(country, ledger, reading, country.lenses[lens], language(lang), theme, {})
    drawn = {
        "Atlas": show_atlas,
        "Districts": show_district,
        "Provinces": show_provinces,
        "Compare": show_comparison,
        "Ledger": show_ledger,
        "Claims": show_claims,
        "Hindsight": show_hindsight,
        "Sources": show_sources,
        "Gaps": show_gaps,
        "Publish": show_publication,
    }
    for title, draw_page in drawn.items():
        path = title.lower()
        here.pages[path] = st.Page(partial(draw_page, here), title=title, url_path=path, default=not here.pages)
    opened = st.navigation(list(here.pages.values()), position="top")
    if opened != here.pages["atlas"]:
        st.set_page_config(page_title=f"{opened.title} · Control Atlas")
    with st.container(key="atlas" if opened == here.pages["atlas"] else "page"):
        opened.run()


@st.cache_resource(show_spinner="Reading the reports …")
def load_files() -> tuple[Country, Ledger]:
    country = load_country()
    return country, load_ledger(country.gazetteer)


@st.cache_resource(show_spinner="Applying the rule …", max_entries=16)
def load_reading(known: date | None, publisher: str | None = None, speaker: Speaker | None = None) -> Reading:
    """Read the ledger as known on a day; without a publisher, or a kind of speaker, where one is named."""
    country, ledger = load_files()
    events = without(ledger.events, ledger.sources, publisher, speaker)
    return read_as_known(replace(ledger, events=events), country.gazetteer.province_of, known)


@st.cache_resource(show_spinner="Drawing the map …", max_entries=8)
def load_atlas(known: date | None, lang: str) -> Atlas:
    return draw(load_reading(known), load_files()[0], language(lang))


@st.cache_resource(show_spinner=False, max_entries=4)
def load_fates(known: date | None) -> dict[ReportId, Fate]:
    return fates_of(load_reading(known).about)


@st.cache_resource(show_spinner="Laying out the ledger …", max_entries=4)
def load_table(known: date | None) -> pd.DataFrame:
    (country, ledger), reading = load_files(), load_reading(known)
    return ledger_table(
        reading.ledger.events,
        ledger.sources,
        {party.id: party.name for party in ledger.war.parties},
        load_fates(known),
        inferring_reports(reading.spans, reading.reports),
        country.names,
        country.gazetteer.province_of,
        country.province_names,
    )


@st.cache_resource(show_spinner=False)
def load_shapes() -> Shapes:
    country, _ = load_files()
    return country_shapes(country)


@st.cache_resource(show_spinner=False)
def load_index() -> Index:
    country, _ = load_files()
    pcodes = {district.pcode: district.code for district in country.districts if district.pcode}
    return index(country.gazetteer, (name for name, _ in load_spellings()), pcodes)


@st.cache_resource(show_spinner="Leaving out each publisher in turn …", max_entries=16)
def load_weights(known: date | None, day: date) -> dict[str, Differences]:
    reading = load_reading(known)
    return weight_of_each(reading.ledger.events, reading.ledger.sources, reading.spans, day)


def show_reading(country: Country) -> tuple[date | None, str, str]:
    """
    Show and follow how all pages are read: as known on a day, by which lens things are counted, and in which language,
    which the atlas page speaks and the others do not yet.

    They are bound to the address in this script and not in a page's, so that they stay from page to page.
    """
    whole, notes, lenses = load_reading(None), list[str](), country.lenses
    link = st.query_params.to_dict()
    asked = day_in(link, "known", None, whole.first, whole.known_by, notes)
    named = {str(day) for day in (asked, st.session_state.get("known")) if day}  # by a link, or by a picture
    word_in(link, "lens", lenses, f"a way to count that is none of {', '.join(lenses)}", notes)
    word_in(link, "lang", LOCALES, f"a language that is none of {', '.join(LOCALES)}", notes)
    # Not a date input, which keeps the first map waiting for 200 kB of calendar. No words for a day: what is chosen
    # stands in the address as it stands here.
    # Not in a popover: a widget that is not in the page loses its parameter when another page is opened.
    with st.container(key="reading", horizontal=True, vertical_alignment="center", width="content", gap="xsmall"):
        st.caption("As known on", width="content")
        chosen = st.selectbox(
            "As known on",
            sorted({day.isoformat() for day in whole.days_known} | named),
            index=None,
            placeholder="today",
            key="known",
            bind="query-params",
            label_visibility="collapsed",
            width=150,
        )
        known = date.fromisoformat(chosen) if chosen else None
        st.caption("by", width="content")
        lens = st.selectbox(
            "Count by", list(lenses), key="lens", bind="query-params", label_visibility="collapsed", width=120
        )
        lang = st.selectbox(
            "Language of the atlas",
            list(LOCALES),
            key="lang",
            bind="query-params",
            label_visibility="collapsed",
            width=72,
        )
    with st.container(key="notes"):
        show_notes(notes)
        if known:
            number = len(load_reading(known).reports)
            st.info(
                f"This is read as it was known on the evening of {day_words(known)}: {number} reports take part, "
                f"{len(whole.reports) - number} that became known later do not.",
                icon=":material/history:",
            )
    return known, lens, lang


def show_atlas(here: Here) -> None:
    reading = here.reading
    opening = here.war.opening_day
    view, notes = view_of(st.query_params.to_dict(), opening, reading.first, reading.last, reading.spans.keys())
    visit = st.session_state["visit"] = st.session_state.get("visit", 0) + 1
    show_map(here, view, visit, notes)
    with st.expander("How we decide who holds a place", icon=":material/balance:"):
        st.markdown(METHOD)


@st.fragment
def show_map(here: Here, view: View, visit: int, notes: list[str]) -> None:
    """
    Show the page, and let the address follow what the reader does in it.

    A run of the whole script goes from the address to the page: a link was opened, or the reader went back. A run of
    this fragment goes from the page to the address; what the page told before the latest visit is past. Nothing but the
    number of visits is remembered between two runs, so that one broken off by the next leaves nothing half done.

    Measured with 421 districts: st_folium costs the server more per run than st.iframe, but has a way back, and runs
    only when the reader has come to rest. Its script is the same bytes each time, so that Streamlit sends a reference
    to it and the frame stays mounted. `python -m tests.benchmark` prints the figures.
    """
    above, atlas = st.container(), load_atlas(here.reading.known, here.language.code)
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
    Lead from the day, and the district if one is open, to the pages that say more, and say what is not known.

    Only when it is opened: a view that is committed, of which there are many, may cost 2 kB.
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
            st.page_link(here.pages["gaps"], label="What we do not know", query_params=day)
            st.page_link(here.pages["publish"], label="Publish this day", query_params=seen)
        lines = unknowns_words(unknowns_on(reading.spans, reading.about, view.day, here.ledger.unplaced))
        st.markdown("\n".join(f"- {line.words}" for line in lines))


def show_district(here: Here) -> None:
    """One district's life; found by any of its names."""
    notes, reading, country = list[str](), here.reading, here.country
    asked = st.query_params.get("district", "")
    if len(asked) > LONGEST:
        notes.append(f"The link looks for a district by more than {LONGEST} characters.")
        asked = ""
    matches = () if asked in reading.spans else search(asked, load_index())
    district = asked if asked in reading.spans else sole(matches)
    with controls():
        st.text_input(
            "Find a district",
            placeholder="Yawan, یاوان, Kohistan Kapisa, 1709 …",
            max_chars=LONGEST,
            help="By any of its spellings in Latin, Dari or Pashto letters, with or without its province; or by code.",
            **linked("district", "" if asked in reading.spans else asked),
        )
        day = choose_day(here, notes)
    if not district:
        show_notes(notes)
        show_matches(here, asked, matches)
        return
    record = next(each for each in country.districts if each.code == district)
    life = life_of(district, reading.spans, reading.about, here.sources, reading.first, reading.last)
    st.title(unmarked(record.name))
    codes = f"code {record.code}, {f'P-code {record.pcode}' if record.pcode else 'no P-code'}"
    names = " · ".join(filter(None, [country.within[district], record.name_dari, record.name_pashto, codes]))
    st.caption(unmarked(names))
    lede(life_words(life, record.name, day, here.war))
    left, right = st.columns([8, 5], gap="large")
    with left:
        chart = timeline(life, here.war, reading.first, reading.last, here.theme, day)
        ids, link = [told.report.id for told in life.told], st.query_params.to_dict()
        picked = word_in(link, "report", ids, "a report by what is no id of one here", notes)
        st.altair_chart(chart, key=(key := fresh("timeline", "report")), on_select=partial(open_mark, key, "report"))
        st.caption(KEY)
        show_notes(notes)
    with right:
        places = frozenset(places_in(country.gazetteer.province_of[district], country.gazetteer))
        fills, _ = day_fills(control_on(reading.spans, day), here.war)
        others = {place: replace(fills[place], faint=True) for place in places - {district}}
        show_plate(here, fills | others, [], places, f"{country.within[district]} on {day_words(day)}")
        show_picked(here, day)
    on = {"day": day.isoformat()}
    with st.container(horizontal=True):
        st.page_link(here.pages["atlas"], label="On the atlas", query_params=on | {"district": district})
        province = on | {"province": record.province}
        st.page_link(here.pages["provinces"], label=unmarked(country.within[district]), query_params=province)
    show_told(here, life, picked)


def show_matches(here: Here, asked: str, matches: Sequence[Match]) -> None:
    """Offer what a search may mean; nothing is guessed."""
    if not asked:
        st.title("One district")
        lede("Search by a name, or click a district on any of the maps.")
    elif not matches:
        st.title("No district is spelt like that")
        lede("Try another spelling, fewer letters, or the province beside it.")
    else:
        st.title("Which one do you mean?")
        provinces = here.country.province_names
        for match in matches:
            spelt = "" if match.spelling == match.name else f" (spelt {match.spelling})"
            label = unmarked(f"{match.name}, {provinces[match.province]}{spelt}")
            st.button(label, key=match.place, on_click=take, args=("district", match.place))


def show_told(here: Here, life: Life, picked: ReportId | None) -> None:
    """Every report of a district with its source, how it fared and why; or the one that was picked."""
    chosen = [told for told in life.told if picked in (None, told.report.id)]
    st.subheader(f"Reports: {f'{len(chosen)} of ' if picked else ''}{len(life.told)}" if life.told else "No report")
    if picked:
        st.button("Show them all", on_click=drop, args=("report",))
    for told in chosen:
        report, source = told.report, told.source
        lines = [
            f"**{interval_words(report.earliest, report.latest)}** {unmarked(report_words(report, here.called))}"
            f" · {SAID[report.certainty]}"
        ]
        if told.fate.value:
            against = f" ({', '.join(told.opponents)})" if told.opponents else ""
            lines.append(f"*{told.fate.value[0].upper()}{told.fate.value[1:]}{unmarked(against)}.*")
        if report.denied_by:
            lines.append(f"*Denied by {unmarked(here.called[report.denied_by])}.*")
        lines.append(cited(source))
        published = f"published {source.published or 'on a day not told'}"
        about = f"{report.id} · {dated(report)} · {published} · named “{report.place_as_reported}”"
        with st.container(border=True, gap="xsmall"):
            st.markdown("  \n".join(lines))
            st.caption(unmarked(". ".join(filter(None, [about, report.note]))))


def show_provinces(here: Here) -> None:
    """All provinces side by side, or one of them."""
    notes, named, link = list[str](), here.country.province_names, st.query_params.to_dict()
    province = word_in(link, "province", named, PROVINCE, notes)
    order = word_in(link, "sort", ORDERS, f"an order that is none of {', '.join(ORDERS)}", notes) or "half"
    with controls():
        choose("Province", "province", order_by_name(named), province, named, "all of them")
        if not province:
            choose("Sort by", "sort", ORDERS, order, ORDERS)
        day = choose_day(here, notes)
    show_notes(notes)
    reading, of = here.reading, here.country.gazetteer.province_of
    lives = province_lives(reading.spans, of, here.lens, reading.first, reading.last)
    if province:
        show_province(here, lives[province], province, day)
        return
    leader = here.war.parties[0]
    st.title(unmarked(f"How the provinces came to {leader.called}"))
    lede(f"Share of each province, counting {here.counted}. A click on a panel or a name opens the province.")
    ordered = order_by_name(named) if order == "name" else order_by_half_lost(lives, leader.id, named)
    width = measure_room(data=WIDE, default={"width": WIDE}, on_width_change=lambda: None, key="room").width
    panels = max(2, width // PANEL - 1)
    chart = province_multiples(lives, ordered, named, here.war, here.lens, day, here.theme, panels, width - EDGE)
    st.altair_chart(chart, width="content", key="multiples", on_select=partial(open_mark, "multiples", "province"))
    capitals = here.country.gazetteer.capitals
    rows = provinces_on(day, reading.spans, reading.changed, reading.about, of, capitals, here.lens, leader.id)
    on = {row.province: row for row in rows}
    behind = {
        code: reports_behind(Figure(day, None, province=code), reading.spans, reading.about, of) for code in named
    }
    st.subheader(f"On {day_words(day)}, counting {here.counted}")
    in_order = [on[code] for code in ordered]
    show_table(provinces_table(in_order, lives, named, behind, here.war, day, leader.id), "provinces")
    show_number(here)


def show_province(here: Here, life: ProvinceLife, province: ProvinceId, day: date) -> None:
    reading, country = here.reading, here.country
    name, places = country.province_names[province], frozenset(places_in(province, country.gazetteer))
    control = control_on({place: reading.spans[place] for place in sorted(places)}, day)
    st.title(unmarked(f"{name} on {day_words(day)}"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        fills, legend = day_fills(control, here.war)
        asked = [Figure(day, entry.standing, province=province) for entry in legend]
        show_plate(here, fills, legend, places, f"{name} on {day_words(day)}", asked)
        show_picked(here, day)
        show_number(here)
    with right:
        st.caption(f"Share of the province, counting {life.total:,.0f} {here.lens.unit or 'districts'}")
        series = province_series(life, country.province_names, here.war, here.lens, day, here.theme, 2)
        st.altair_chart(series, key="series")
        st.button("All provinces", on_click=drop, args=("province",))
    st.subheader(f"Its districts on {day_words(day)}")
    table = districts_table(control, country.names, reading.about, here.lens, here.war, day)
    show_table(table, "districts")
    st.subheader("Its reports")
    show_reports(here, {report.id for place in places for report in reading.about[place]}, "reports")


def show_comparison(here: Here) -> None:
    """What changed between two days."""
    notes, reading, country = list[str](), here.reading, here.country
    with controls():
        earlier, later = choose_days(here, notes)
    show_notes(notes)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    changed = transitions_table(transitions, country.names, country.within, here.sources, here.war)
    st.title(f"{len(changed.rows)} of {len(transitions)} districts change in {(later - earlier).days} days")
    lede(compare_words(transitions, earlier, later, here.war))
    days = (day_words(earlier), day_words(later))
    left, right = st.columns([5, 4], gap="large")
    with left:
        fills, legend = change_fills(
            control_on(reading.spans, earlier), control_on(reading.spans, later), days, here.war
        )
        asked = [Figure(later, entry.standing, since=earlier, was=entry.was) if entry.was else None for entry in legend]
        show_plate(here, fills, legend, None, f"What changed between {days[0]} and {days[1]}", asked)
        show_picked(here, later, {transition.place: transition.reports for transition in transitions})
    with right:
        st.caption(f"From each standing (down) to each (across), counting {here.counted}. A number opens its reports.")
        show_table(flows_table(flows(transitions, here.lens), earlier, later, here.war), "flows")
        show_number(here)
    st.subheader(f"Districts that changed: {len(changed.rows)}")
    if changed.rows.empty:
        st.info("None. Choose days further apart.")
    else:
        show_table(changed, "changed")


def show_ledger(here: Here) -> None:
    """Every report, and what could not be read or placed."""
    notes, link = list[str](), st.query_params.to_dict()
    asked = number_in(here, notes)
    here = asked[0] if asked else here
    table = load_table(here.reading.known)
    by, broken = filter_of(link, table, here.reading.first, here.reading.last)
    st.title("The ledger")
    show_filter(here, by, table)
    show_notes([*notes, *broken])
    if asked:
        by = replace(by, ids=frozenset(show_figure(*asked)))
    kept = filtered(table, by)
    st.caption(f"{len(kept):,} of {len(table):,} reports")
    if kept.empty and not asked:
        st.info("No report fits all of this. Empty a field, or clear them all.")
    else:
        show_rows(kept, "ledger")
        show_downloads(shown(kept), "reports")
    problems = problems_table(here.ledger.problems)
    st.subheader(f"What could not be read or placed: {len(problems)}")
    if problems.empty:
        st.write("Every line of every file could be read and placed.")
    else:
        st.write("These lines are not on the map. They are listed, and never guessed.")
        st.dataframe(problems, hide_index=True)


def show_filter(here: Here, by: Filter, table: pd.DataFrame) -> None:
    names, publishers = here.country.province_names, sorted(table[PUBLISHER].cat.categories)
    with controls():
        st.text_input("Text", max_chars=LONGEST, placeholder="place, note, title …", **linked("text", by.text))
        choose("Province", "province", order_by_name(names), by.province, names)
        choose("Party", "party", here.called, by.party, {party.id: party.name for party in here.war.parties})
        choose("Kind", "kind", list(Kind), by.kind)
        choose("Certainty", "certainty", list(Certainty), by.certainty)
        choose("Who speaks", "speaker", SPEAKERS, by.speaker and by.speaker.name.lower(), SPEAKERS)
        choose("Publisher", "publisher", publishers, by.publisher)
        st.date_input("From", **linked("from", by.first), **bounds(here))
        st.date_input("To", **linked("to", by.last), **bounds(here))
        st.toggle("Only conflicts", **linked("conflicts", by.only_conflicts))
        st.toggle("Only inferred", **linked("inferred", by.only_inferred))
        st.button("Clear all", on_click=drop, args=("number", *link_of(by)))


def number_in(here: Here, notes: list[str]) -> tuple[Here, Figure] | None:
    """Read the number that the address asks about, if any, and give it with the reading that it is of."""
    if (word := st.query_params.get("number")) is None:
        return None
    whole = load_reading(None)
    if split := knowledge_of(word, whole.first, whole.last):
        word, known = split
        here = replace(here, reading=load_reading(known)) if known else here
        first, last = here.reading.first, here.reading.last
        if figure := figure_of(word, first, last, standings(here.war), here.country.province_names):
            return here, figure
    notes.append("The link asks for a number by a word that none here goes by.")
    return None


def show_number(here: Here) -> None:
    """Show what the number that the reader asked about is made of, where it stands."""
    notes = list[str]()
    if asked := number_in(here, notes):
        with st.container(border=True):
            show_reports(asked[0], show_figure(*asked), "number")
            with st.container(horizontal=True):
                word = {"number": st.query_params["number"]}
                st.page_link(here.pages["ledger"], label="Open these in the ledger", query_params=word)
                st.button("Close", on_click=drop, args=("number",))
    show_notes(notes)


def show_figure(here: Here, figure: Figure) -> tuple[ReportId, ...]:
    """Say what a number counts, with its districts, and give the reports that it is made of."""
    reading, country = here.reading, here.country
    places = places_behind(figure, reading.spans, country.gazetteer.province_of)
    ids = reports_behind(figure, reading.spans, reading.about, country.gazetteer.province_of)
    words = figure_words(figure, len(places), names_of(here.war), country.province_names)
    if reading.known:
        words += f", as known on {day_words(reading.known)}"
    st.subheader(unmarked(words))
    with st.expander(f"Its districts: {len(places)}"):
        control = control_on({place: reading.spans[place] for place in places}, figure.day)
        table = districts_table(control, country.names, reading.about, here.lens, here.war, figure.day)
        st.dataframe(table.rows, hide_index=True, placeholder="")
    st.write(f"Its reports: {len(ids)}" if ids else "No report stands behind it: nothing firm was said.")
    return ids


def show_picked(here: Here, day: date, reports: Mapping[PlaceId, Collection[ReportId]] | None = None) -> None:
    """
    Say in place what a district is that was clicked: its life to a day, and its reports.

    Parameters
    ----------
    reports
        Those that the page speaks of; by default the ones behind how the district stands on the day.
    """
    notes, reading = list[str](), here.reading
    place = word_in(st.query_params.to_dict(), "picked", reading.spans, DISTRICT, notes)
    show_notes(notes)
    if not place:
        return
    name = here.country.names[place]
    life = life_of(place, reading.spans, reading.about, here.sources, reading.first, reading.last)
    if reports is None:
        reports = {place: behind([control_on({place: reading.spans[place]}, day)[place]], day, reading.about)}
    with st.container(border=True):
        st.markdown(f"**{unmarked(name)}**, {unmarked(here.country.within[place])}")
        st.markdown(unmarked(life_words(life, name, day, here.war)))
        if ids := reports.get(place):
            show_reports(here, ids, "picked")
        with st.container(horizontal=True):
            link = {"district": place, "day": day.isoformat()}
            st.page_link(here.pages["districts"], label="Its life and reports", query_params=link)
            st.page_link(here.pages["atlas"], label="On the atlas", query_params=link)
            st.button("Close", key="close-picked", on_click=drop, args=("picked",))


def show_claims(here: Here) -> None:
    """What is claimed in total, beside what the reports add up to."""
    notes, reading, country = list[str](), here.reading, here.country
    claims = here.ledger.claims if reading.known is None else claims_known_by(here.ledger.claims, reading.known)
    what = "a claim by what is not the id of one"
    picked = word_in(st.query_params.to_dict(), "claim", [claim.id for claim in claims], what, notes)
    of, leader = country.gazetteer.province_of, here.war.parties[0]
    beside = [reckon(claim, reading.spans, reading.changed, country.lenses, of, reading.first) for claim in claims]
    publishers = {source.id: source.publisher for source in here.ledger.sources}
    show_notes(notes)
    st.title("What is claimed, and what the reports add up to")
    today = [one for one in beside if one.claim.until == here.war.opening_day and one.claim.label]
    counted = [
        named for claim in claims if claim.province and (named := reconcile(claim, reading.about, reading.spans, of))
    ]
    lede(
        *(f"{one.claim.claimant}, {day_words(one.claim.until)}: {summary(one, here.called)}" for one in today),
        *(named_words(named, country.names, here.called) for named in counted),
    )
    if picked:
        show_claim(here, next(one for one in beside if one.claim.id == picked))
    for measure, title in ((Measure.STOCK, f"Held by {leader.called}"), (Measure.FLOW, f"Taken by {leader.called}")):
        frame = frame_of(here, measure, claims)
        since = f" since {day_words(frame.first)}" if measure == Measure.FLOW else ""
        st.subheader(unmarked(f"{title}{since}, {here.lens.of}"))
        st.caption(
            "The line is our count, the band what claims and loose dates allow. Points are claims; none is joined."
        )
        if measure == Measure.STOCK:
            steps = band(reading.spans, leader.id, here.lens, frame.first, frame.last)
        else:
            steps = flow_band(reading.spans, reading.changed, leader.id, here.lens, frame.first, frame.last)
        chart = claims_chart(frame, beside, steps, publishers, here.war, here.theme)
        key = fresh(f"claims-{measure}", "claim")
        st.altair_chart(chart, key=key, on_select=partial(open_mark, key, "claim"))
    st.subheader(f"All claims: {len(claims)}")
    rows = claims_table(beside, publishers)
    opens = {(at, column): ("claim", claim.id) for at, claim in enumerate(claims) for column in rows[at]}
    show_table(Table(pd.DataFrame(rows), opens), "claims")


def frame_of(here: Here, measure: Measure, claims: Sequence[Claim]) -> Frame:
    """A stock is shown over all days, a flow from the beginning of the offensive to a little after its last claim."""
    reading, leader = here.reading, here.war.parties[0]
    first = reading.first if measure == Measure.STOCK else here.war.offensive_from
    told = [claim.until for claim in claims if claim.since == first and claim.until <= reading.last]
    last = max(told) + timedelta(days=10) if measure == Measure.FLOW and told else reading.last
    return Frame(measure, leader.id, here.lens, min(first, reading.last), max(first, min(last, reading.last)))


def show_claim(here: Here, one: Reckoned) -> None:
    """One claim, what it comes to by the reports, and which these are."""
    reading, country = here.reading, here.country
    with st.container(border=True):
        st.markdown(f"**{unmarked(one.claim.claimant)}** {unmarked(summary(one, here.called))}")
        if named := reconcile(one.claim, reading.about, reading.spans, country.gazetteer.province_of):
            st.markdown(unmarked(named_words(named, country.names, here.called)))
        st.markdown(cited(here.sources[one.claim.source]))
        st.caption(unmarked(". ".join(filter(None, [one.caveat, one.claim.note, one.claim.id]))))
        st.markdown(f"Reports behind our figure: {len(one.reports)}")
        if one.reports:
            show_reports(here, one.reports, "claim")


def show_hindsight(here: Here) -> None:
    """A day as it was known once, beside the same day by all that is known."""
    notes, now, country = list[str](), load_reading(None), here.country
    with controls():
        day = choose_day(here, notes)
    show_notes(notes)
    then = here.reading if here.reading.known else load_reading(day)
    known = then.known or day
    changed = revisions(then.spans, now.spans, day, now.reports, known)
    st.title(f"{day_words(day)}, as known on {day_words(known)} and today")
    lede(hindsight_words(changed, day, known, here.war, len(now.spans)))
    if not here.reading.known:
        st.caption("The evening of the day itself is compared. Choose another day of knowledge above, on the right.")
    before, after = control_on(then.spans, day), control_on(now.spans, day)
    fills, legend = change_fills(before, after, (f"As known on {day_words(known)}", "By all that is known"), here.war)
    show_plate(here, fills, legend, None, f"What hindsight changed of {day_words(day)}")
    show_picked(replace(here, reading=now), day, {revision.place: revision.reports for revision in changed})
    if changed:
        st.subheader(f"Read otherwise today: {len(changed)}")
        since = {revision.place: settled(revision.place, now.about[revision.place], day) for revision in changed}
        reports = now.reports
        table = revisions_table(changed, since, country.names, country.within, reports, here.sources, here.war)
        show_table(table, "revisions")
    st.subheader(f"How {day_words(day)} came to be known")
    latest = max(report.known for report in now.reports.values())
    steps = learned(here.ledger.events, now.spans, day, min(day, latest), latest)
    show_table(learned_table(steps, country.names, here.war, day), "learned")
    show_number(here)


def show_sources(here: Here) -> None:
    """Who says so, and what the map would be without them."""
    notes, reading, ledger = list[str](), here.reading, here.ledger
    link, fates = st.query_params.to_dict(), load_fates(here.reading.known)
    by_publisher = voices_by_publisher(reading.ledger.events, ledger.sources, fates)
    publishers = sorted(voice.name for voice in by_publisher)
    publisher = word_in(link, "without", publishers, "a publisher whom no report cites", notes)
    who = word_in(link, "speaker", SPEAKERS, f"a speaker who is none of {', '.join(SPEAKERS)}", notes)
    with controls():
        choose("Leave out a publisher", "without", publishers, publisher, placeholder="nobody")
        choose("Leave out who speaks", "speaker", SPEAKERS, who, SPEAKERS, "nobody")
        day = choose_day(here, notes)
    show_notes(notes)
    st.title("Who says so")
    if publisher or who:
        show_without(here, publisher, SPEAKERS.get(who or ""), day)
    st.subheader("By who speaks")
    by_speaker = voices_by_speaker(reading.ledger.events, fates)
    show_table(voices_table(by_speaker), "speakers")
    st.subheader(f"By publisher: {len(publishers)}")
    st.caption(f"“Change without it”: districts that would stand, or be claimed, otherwise on {day_words(day)}.")
    show_table(voices_table(by_publisher, load_weights(reading.known, day)), "publishers")
    show_said(here, (*by_speaker, *by_publisher))
    st.subheader(f"Pages: {len(ledger.sources)}, and the boundaries")
    pages = sources_table(ledger.sources, reading.ledger.events)
    st.dataframe(pd.DataFrame(pages), hide_index=True, column_config=COLUMNS)
    st.markdown(BOUNDARIES)
    st.caption(CREDIT)


def show_without(here: Here, publisher: str | None, speaker: Speaker | None, day: date) -> None:
    """What the map of a day would be without some reports."""
    reading = here.reading
    other = load_reading(reading.known, publisher, speaker)
    apart = differences(reading.spans, other.spans, day)
    left_out = reading.reports.keys() - other.reports.keys()
    lede(
        f"Without these {len(left_out)} reports, {len(apart.standing)} of {len(reading.spans)} districts stand "
        f"otherwise on {day_words(day)}; over {len(apart.claim)} more only the claim is another."
    )
    opened = st.expander(f"The reports left out: {len(left_out)}", key="left-out", on_change="rerun")
    if opened.open:
        with opened:
            show_reports(here, left_out, "left-out-reports")
    before, after = control_on(reading.spans, day), control_on(other.spans, day)
    fills, legend = change_fills(before, after, ("With all reports", "Without these"), here.war)
    show_plate(here, fills, legend, None, f"{day_words(day)} without some of the reports")
    places, named = (*apart.standing, *apart.claim), here.country.names
    show_table(differences_table(before, after, places, named, here.country.within, here.war), "differences")
    show_picked(here, day)


def show_said(here: Here, voices: Sequence[Voice]) -> None:
    """Show the reports of a voice that the reader asked for, all or the contradicted."""
    notes = list[str]()
    said = {f"all.{voice.name}": voice.reports for voice in voices}
    said |= {f"contradicted.{voice.name}": voice.contradicted for voice in voices}
    if word := word_in(st.query_params.to_dict(), "said", said, "reports by a word that none here goes by", notes):
        with st.container(border=True):
            few, _, name = word.partition(".")
            st.subheader(unmarked(f"{name}: {'contradicted reports' if few == 'contradicted' else 'reports'}"))
            show_reports(here, said[word], "said")
            st.button("Close", key="close-said", on_click=drop, args=("said",))
    show_notes(notes)


def show_gaps(here: Here) -> None:
    """What we do not know."""
    notes, reading, country = list[str](), here.reading, here.country
    with controls():
        day = choose_day(here, notes)
    lines = unknowns_words(unknowns_on(reading.spans, reading.about, day, here.ledger.unplaced))
    heard = silences(reading.spans, reading.about, day)
    bands, link = ages(heard), st.query_params.to_dict()
    gaps = {str(at): line.words for at, line in enumerate(lines[:-1])}
    gap = word_in(link, "gap", gaps, "a gap that is none of these", notes) or "0"
    age = word_in(link, "age", [str(at) for at in range(len(bands))], "an age that is none of these", notes)
    show_notes(notes)
    st.title(f"What we do not know on {day_words(day)}")
    left, right = st.columns([5, 4], gap="large")
    with left:
        st.radio("List the districts of", list(gaps), format_func=gaps.__getitem__, **linked("gap", gap))
        st.page_link(here.pages["ledger"], label=lines[-1].words)
    with right:
        st.caption("How old the last report of each district is; a bar lists its districts")
        st.altair_chart(
            ages_chart(bands, here.theme), key=(key := fresh("ages", "age")), on_select=partial(open_mark, key, "age")
        )
    places = bands[int(age)].places if age else lines[int(gap)].places
    listed = f"Last report: {age_words(bands[int(age)])}" if age else lines[int(gap)].words
    st.subheader(listed)
    if age:
        st.button("List the gap again", on_click=drop, args=("age",))
    if rows := [silence for silence in heard if silence.place in set(places)]:
        show_table(silences_table(rows, country.names, country.within, here.war), "silences")
    else:
        st.info("None on this day.")
    show_picked(here, day, {place: [report.id for report in about] for place, about in reading.about.items()})
    of, names = country.gazetteer.province_of, country.province_names
    st.subheader("Districts without a report of their own, by province")
    bare = unreported(reading.about, of)
    unheard = unreported(reading.about, of, own=False)
    show_table(unreported_table(bare, unheard, names, country.names), "unreported")
    show_silent(here, bare)
    st.subheader("Retaken, though nobody reported a fall")
    found = recaptures_without_fall(reading.about)
    show_table(recaptures_table(found, country.names, country.within, reading.reports, here.war), "retaken")


def show_silent(here: Here, bare: Mapping[ProvinceId, Sequence[PlaceId]]) -> None:
    """Show the wider reports that are all there is of a province's districts without one of their own."""
    notes = list[str]()
    province = word_in(st.query_params.to_dict(), "silent", bare, "a province without such districts", notes)
    show_notes(notes)
    if province:
        ids = {report.id for place in bare[province] for report in here.reading.about.get(place, ())}
        with st.container(border=True):
            name, number = here.country.province_names[province], len(bare[province])
            st.subheader(unmarked(f"{name}: {number} without a report of their own"))
            st.write(f"Wider reports that speak for them: {len(ids) or 'none'}")
            if ids:
                show_reports(here, ids, "silent")
            st.button("Close", key="close-silent", on_click=drop, args=("silent",))


def show_publication(here: Here) -> None:
    """A view as a picture, a page, a film or a table to take away, with how to cite it."""
    notes, link = list[str](), st.query_params.to_dict()
    shows = word_in(link, "show", SHOWN, f"a kind of picture that is none of {', '.join(SHOWN)}", notes) or "day"
    paper = word_in(link, "format", FORMATS, f"a format that is none of {', '.join(FORMATS)}", notes) or "16x9"
    theme = word_in(link, "theme", THEMES, f"a theme that is none of {', '.join(THEMES)}", notes) or "light"
    bare = word_in(link, "bare", ["1"], "names left out by what is not 1", notes)
    names, within = here.country.names, here.country.within
    district = word_in(link, "district", names, "a district that the list does not have", notes)
    title, credit = (st.query_params.get(name, "") for name in ("title", "credit"))
    with controls():
        choose("Show", "show", SHOWN, shows, SHOWN)
        since, day = (None, choose_day(here, notes)) if shows == "day" else choose_days(here, notes)
        sizes = {name: f"{name}, {each.width} × {each.height}" for name, each in FORMATS.items()}
        choose("Format", "format", FORMATS, paper, sizes)
        choose("Theme", "theme", THEMES, theme)
        st.text_input("Title", placeholder="as the data propose it", **linked("title", title))
        st.text_input("Credit", placeholder="Control Atlas", **linked("credit", credit))
        if since is None:
            called = {code: f"{names[code]}, {within[code]}" for code in sorted(names, key=names.__getitem__)}
            choose("Card that a link opens", "district", called, district, called, "none")
        st.toggle("Without names", **linked("bare", bool(bare)))
    show_notes(notes)
    st.title(f"To publish: {f'{day_words(since)} to ' if since else ''}{day_words(day)}")
    opened = district if since is None else None
    shown = Shown(day, since, opened, here.reading.known, here.lens.id, here.language.code)
    base = (st.context.url or "").partition("?")[0].removesuffix("/").removesuffix("publish")
    given = Publication(here.reading, here.country, shown, theme, title, credit, not bare, base)
    left, right = st.columns([5, 3], gap="large")
    with left:
        show_picture(given, paper)
    with right:
        show_words(given)
    show_film(here, given)
    show_table_files(here, day)
    show_upload(here)


def show_picture(given: Publication, paper: str) -> None:
    """Show the poster as it will be, smaller, and offer it as a file."""
    whole, poster, shapes = FORMATS[paper], given.poster, load_shapes()
    try:
        small = picture(given, shapes, whole.smaller(max(1, whole.width // PREVIEW)), PictureKind.PNG)
    except NoRoom as error:
        st.error(f"This does not fit: {error}. Choose a shorter title, or a larger format.")
        return
    # Not the width of the picture itself: Streamlit would send fewer pixels, and a dense screen show them blurred.
    with st.container(width="stretch" if whole.width > whole.height else NARROW):
        st.image(small, alt=poster.alt, width="stretch")
    if letters := leaves_out(given):
        st.warning(f"No font of ours has these letters, which are left out: {letters}")
    for words in shortens(given, shapes, whole):
        st.warning(f"The {words} is too long for this format, and ends before its end.")
    with st.container(horizontal=True):
        for kind in PictureKind:
            make = partial(picture, given, shapes, whole, kind)
            offer(f"Download as {kind.upper()}", make, file_name(given, paper, kind))
        offer("The atlas as one file", partial(page, given), file_name(given, "", "html"))


def show_words(given: Publication) -> None:
    """Show what can be copied: a link, words for those who cannot see the picture, citations, and HTML."""
    told = given.reading, given.country, given.shown.day, given.language, given.shown.since
    show_copies({"Link to this view": given.link})
    said, cited_as, embedded = st.tabs(["In words", "To cite", "To embed"])
    with said:
        described = {"Alternative text": alt, "Description": long, "What changed": what_changed}
        show_copies({label: str(describe(*told)) for label, describe in described.items()})
    with cited_as:
        citation = citation_of(given, date.today())
        text, entry = plain(citation, given.language), bibtex(citation, given.language)
        show_copies({"Text": text, "BibTeX": entry, "Wikipedia": wikipedia(citation)})
    with embedded:
        shown, title, page_file = given.shown, given.poster.title, file_name(given, "", "html")
        app = snippet(given.link, title, theme=given.theme, app=True)
        beside = snippet(page_file, title, shown.day, shown.district, given.theme, shown.lens)
        show_copies({"This app": app, f"{page_file}, put beside your page": beside})


def show_copies(words: Mapping[str, str]) -> None:
    """Show words that can be copied, each under what it is."""
    for label, said in words.items():
        st.caption(label)
        st.code(said, language=None, wrap_lines=True)


def show_film(here: Here, given: Publication) -> None:
    """Let the reader choose days and make a film of them, which takes some seconds and can be broken off."""
    reading, notes, link = here.reading, list[str](), st.query_params.to_dict()
    st.subheader("A film of the days")
    kinds = {kind.value: {"zip": "pictures, in a ZIP"}.get(kind, kind.upper()) for kind in FilmKind}
    kind = word_in(link, "film", kinds, f"a film that is none of {', '.join(kinds)}", notes) or FilmKind.MP4.value
    size = word_in(link, "size", SIZES, f"a size that is none of {', '.join(SIZES)}", notes) or "1280x720"
    step = word_in(link, "step", STEPS, f"a step that is none of {', '.join(STEPS)} days", notes) or "1"
    with controls("film"):
        first = choose_day(here, notes, "first", "First day", reading.first)
        last = choose_day(here, notes, "last", "Last day", reading.last)
        choose("A frame for", "step", STEPS, step, STEPS)
        choose("Size", "size", SIZES, size)
        choose("As", "film", kinds, kind, kinds)
    show_notes(notes)
    film = Film(
        first,
        last,
        int(step),
        size,
        theme=given.theme or "light",
        title=given.title,
        credit=given.credit,
        labels=given.labels,
    )
    asked = given.shown.lang, given.shown.known, film, kind
    if last < first:
        st.info("The last day comes before the first: there is nothing to film.")
    elif st.button(f"Make the film of {len(film.days)} days", icon=":material/movie:"):
        st.session_state["film"] = asked, make_film(given, film, FilmKind(kind))
    made_of, made = st.session_state.get("film", (None, b""))
    if made and made_of == asked:
        days = replace(given.shown, since=first, day=last, lens=LENS)
        name = file_name(replace(given, shown=days), size, kind)
        if kind != FilmKind.ZIP:
            described = str(alt(reading, given.country, last, given.language))
            show = st.video if kind == FilmKind.MP4 else partial(st.image, alt=described)
            show(made, width=PREVIEW)
        offer(f"Download the film ({len(made) / 1e6:.1f} MB)", made, name)


def make_film(given: Publication, film: Film, kind: FilmKind) -> bytes:
    """Make a film, telling how far it is; a click on the button to cancel, or anywhere, breaks it off."""
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, "Drawing the first day …")
        st.button("Cancel", key="cancel-film")

    def tell(done: int, total: int) -> bool:
        bar.progress(done / total, f"{done} of {total} days")
        return True

    with TemporaryDirectory() as folder:
        file = Path(folder) / f"film.{kind}"
        write_film(given, load_shapes(), film, kind, file, tell)
        made = file.read_bytes()
    place.empty()
    return made


def show_table_files(here: Here, day: date) -> None:
    """Offer the data as files, each of which says where it comes from."""
    st.subheader("The data")
    st.caption(f"Standings are those of {day_words(day)}; the others are of all days. GeoPackage opens in QGIS.")
    with st.container(horizontal=True):
        for what in What:
            with st.popover(what.capitalize(), icon=":material/download:"):
                for kind in kinds_of(what):
                    make = partial(export, here.reading, here.country, what, kind, day)
                    st.download_button(kind, make, export_name(here.reading, what, kind, day), on_click="ignore")


def show_upload(here: Here) -> None:
    """Open the view of a picture that was made here."""
    st.subheader("Open a picture again")
    st.file_uploader(
        "A PNG that was made here carries the link to its view",
        ["png"],
        key="picture",
        on_change=open_picture,
        args=(here,),
        max_upload_size=20,
    )
    if fault := st.session_state.pop("picture-fault", None):
        st.error(fault)


def open_picture(here: Here) -> None:
    """Show again what a picture shows; of its link only what the address could name is taken, and checked."""
    if not (file := st.session_state["picture"]):
        return
    whole = load_reading(None)
    try:
        there = Range(whole.first, whole.last, whole.known_by, whole.spans.keys(), here.country.lenses.keys())
        view = view_from_png(file.getvalue(), there)
    except ValueError as error:
        st.session_state["picture-fault"] = f"{file.name}: {error}"
        return
    st.session_state["known"] = view.get("known")
    st.session_state["lens"], st.session_state["lang"] = view.get("lens", LENS), view.get("lang", LANGUAGE)
    days = {name: view[name] for name in ("day", "from", "to", "district") if name in view}
    st.query_params.from_dict(days | ({"show": "change"} if "from" in view else {}))


def choose_day(
    here: Here, notes: list[str], name: str = "day", label: str = "Day", opening: date | None = None
) -> date:
    """Let the reader choose a day of the reading, which the address names."""
    first, last = here.reading.first, here.reading.last
    day = day_in(st.query_params, name, max(first, min(last, opening or here.war.opening_day)), first, last, notes)
    st.date_input(label, **linked(name, day), **bounds(here))
    return day


def choose_days(here: Here, notes: list[str]) -> tuple[date, date]:
    """Let the reader choose two days to compare, which the address names; the earlier comes first."""
    opening = here.war.opening_day
    one = choose_day(here, notes, "from", "From", opening - timedelta(days=30))
    other = choose_day(here, notes, "to", "To", opening)
    if other < one:
        notes.append("The second day comes before the first: they are compared the other way round.")
    return min(one, other), max(one, other)


def choose(
    label: str,
    name: str,
    options: Collection[str],
    value: str | None,
    called: Mapping[str, str] | None = None,
    placeholder: str = "any",
) -> None:
    """Let the reader choose one of some words, or none, which the address names."""
    words = called or {}
    st.selectbox(
        label,
        list(options),
        index=None,
        format_func=lambda option: words.get(option, option),
        placeholder=placeholder,
        **linked(name, value),
    )


def linked(name: str, value: Any) -> dict[str, Any]:
    """Give a widget its value from the address, and have the address follow it."""
    key = f"linked-{name}"
    st.session_state[key] = value
    return {"key": key, "on_change": follow, "args": (name,)}


def follow(name: str) -> None:
    chosen = st.session_state[f"linked-{name}"]
    if chosen in (None, "", False):
        st.query_params.pop(name, None)
    else:
        st.query_params[name] = "1" if chosen is True else str(chosen)


def bounds(here: Here) -> dict[str, Any]:
    return {"min_value": here.reading.first, "max_value": here.reading.last}


@contextmanager
def controls(of: str = "page") -> Iterator[None]:
    """What a reader sets stands above what it sets."""
    with st.container(horizontal=True, key=f"controls-{of}", vertical_alignment="bottom"):
        yield


def lede(*paragraphs: str) -> None:
    """Say in larger letters what a page comes to."""
    with st.container(key="lede"):
        st.markdown("\n\n".join(map(unmarked, paragraphs)))


def show_notes(notes: Sequence[str]) -> None:
    for note in notes:
        st.warning(note)


def show_plate(
    here: Here,
    fills: Mapping[PlaceId, Fill],
    legend: Legend,
    within: frozenset[PlaceId] | None,
    title: str,
    asked: Sequence[Figure | None] = (),
) -> None:
    """
    Show a still map; a click on a district opens what `show_picked` says of it.

    Parameters
    ----------
    asked
        The figure behind each line of the legend, which opens it, or none.
    """
    words = [figure_word(figure) if figure else "" for figure in asked] or [""] * len(legend)
    key = [(entry.fill, entry.words, word) for entry, word in zip(legend, words, strict=True)]
    told = plate(load_shapes(), fills, here.country.names, here.war, here.theme, key, within, title)
    draw_plate(
        data=told,
        key="plate",
        on_place_change=partial(open_told, "place", "picked"),
        on_asked_change=partial(open_told, "asked", "number"),
    )


def open_told(told: str, name: str) -> None:
    if value := st.session_state["plate"].get(told):
        st.query_params[name] = value


def fresh(chart: str, name: str) -> str:
    """
    Give a chart's key, another one whenever the parameter that its marks set has gone from the address.

    A chart keeps the mark that was clicked, and cannot be told to let go: it could not be clicked again.
    """
    was_there, times = st.session_state.get(f"fresh-{chart}", (False, 0))
    is_there = name in st.query_params
    times += was_there and not is_there
    st.session_state[f"fresh-{chart}"] = is_there, times
    return f"{chart}-{times}"


def open_mark(chart: str, name: str) -> None:
    for told in st.session_state[chart].selection.get(name, []):
        st.query_params[name] = told[name]


def show_table(table: Table, key: str) -> None:
    """Show a table; a click on a cell opens what it is made of, and once that is closed it can be clicked again."""
    selected = st.session_state[key]["selection"]["cells"] if key in st.session_state else []
    opened = (table.opens[cell] for cell in selected if cell in table.opens)
    if any(st.query_params.get(name) != value for name, value in opened):
        st.session_state[key] = {"selection": {"rows": [], "columns": [], "cells": []}}
    thousands = st.column_config.NumberColumn(format="localized")
    numbers: dict[str, Any] = {str(column): thousands for column in table.rows.select_dtypes("number")}
    st.dataframe(
        table.rows,
        key=key,
        hide_index=True,
        on_select=partial(open_cell, table.opens, key),
        selection_mode="single-cell",
        column_config=numbers | COLUMNS,
        placeholder="",
    )


def open_cell(opens: Opens, key: str) -> None:
    for cell in st.session_state[key]["selection"]["cells"]:
        if cell in opens:
            name, value = opens[cell]
            st.query_params[name] = value


def take(name: str, value: str) -> None:
    st.query_params[name] = value


def drop(*names: str) -> None:
    for name in names:
        st.query_params.pop(name, None)


def show_reports(here: Here, ids: Collection[ReportId], key: str) -> None:
    show_rows(filtered(load_table(here.reading.known), Filter(ids=frozenset(ids))), key)


def show_rows(table: pd.DataFrame, key: str) -> None:
    rows, lazy = shown(table), len(table) > MOST_AT_ONCE
    if lazy:  # Streamlit cannot sort a category that it holds back
        rows = rows.astype(dict.fromkeys(rows.select_dtypes("category"), "str"))
    order = [*READ_FIRST, *(column for column in rows.columns if column not in READ_FIRST)]
    st.dataframe(rows, key=key, hide_index=True, column_config=COLUMNS, column_order=order, placeholder="", lazy=lazy)


def show_downloads(table: pd.DataFrame, name: str) -> None:
    provenance = {"title": "Control Atlas, the ledger", "terms": CREDIT}
    made = {"CSV": partial(to_csv, table), "XLSX": partial(to_xlsx, table)}
    made["Parquet"] = partial(to_parquet, table, provenance)
    with st.container(horizontal=True):
        for kind, make in made.items():
            offer(f"Download as {kind}", make, f"{name}.{kind.lower()}")


def offer(label: str, made: bytes | Callable[[], bytes], file: str) -> None:
    """Offer a file to download; one that is still to be made is made when it is asked for."""
    st.download_button(label, made, file, on_click="ignore", icon=":material/download:")


main()
