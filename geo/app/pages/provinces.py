"""How each province fell."""

from datetime import date

import streamlit as st

from events.analysis.provinces import ProvinceLife, order_by_half_lost, order_by_name, province_lives, provinces_on
from events.control.evidence import Figure, reports_behind
from events.control.rule import control_on
from events.ledger.locate import ProvinceId, places_in
from geo.app.address import drop
from geo.app.here import ASSETS, Here
from geo.app.load import shared
from geo.app.maps import figures_on, show_plate
from geo.app.numbers import show_number, show_picked
from geo.app.reports import show_reports
from geo.app.widgets import answers, choose, choose_day, controls, lede, show_chart, show_notes, show_table
from geo.charts.axes import Spec, spec_of
from geo.charts.provinces import province_multiples, province_series
from geo.links.view import word_in
from geo.paint.fills import day_fills
from geo.tables.districts import districts_table
from geo.tables.provinces import provinces_table
from geo.words.days import day_words
from geo.words.markdown import unmarked
from geo.words.sentences import FEW_SIDES

ORDERS = {"half": "date half had fallen", "name": "name"}
WIDE, PANEL = 1380, 180  # pixels: a page's width until it reports its own, and the least width of a panel
EDGE = 60  # pixels that Streamlit keeps beside a chart


measure_room = st.components.v2.component("room", html="<i></i>", js=(ASSETS / "room.js").read_text(encoding="utf-8"))


def show_provinces(here: Here) -> None:
    """Show all provinces side by side, or one of them."""
    notes, named, link = list[str](), here.country.province_names, st.query_params.to_dict()
    province = word_in(link, "province", named, here.no_province, notes)
    parties = {party.id: party.name for party in here.war.parties}
    party = word_in(link, "party", parties, "a party that is not in this war", notes)
    order = word_in(link, "sort", ORDERS, f"a sort order other than {', '.join(ORDERS)}", notes) or "half"
    with controls():
        choose(here.words("Province"), "province", order_by_name(named), province, named, "all")
        if not province:
            choose("Held by", "party", parties, party, parties, "who gained most")
            choose("Sort by", "sort", ORDERS, order, ORDERS)
        day = choose_day(here, notes)
    show_notes(notes)
    reading, of = here.reading, here.country.gazetteer.province_of
    lives = lives_of(here)
    if province:
        show_province(here, lives[province], province, day)
        return
    leader = next(each for each in here.war.parties if each.id == (party or reading.leader()))
    told = "How each province fell to {party}" if party or len(parties) <= FEW_SIDES else "Each province, day by day"
    st.title(unmarked(here.words(told, party=leader.called)))
    words = here.words("Share of each province, counting {counted}.", counted=here.counted)
    tint = here.words("Fainter shading is inferred from a province- or country-wide report.")
    lede(f"{words} {tint} {here.words('Click a panel or a name to open the province.')}")
    ordered = order_by_name(named) if order == "name" else order_by_half_lost(lives, leader.id, named)
    width = measure_room(data=WIDE, default={"width": WIDE}, on_width_change=lambda: None, key="room").width
    panels = max(2, width // PANEL - 1)
    spec = multiples_spec(here, tuple(ordered), day, panels, width - EDGE)
    show_chart(spec, "multiples", words, "province", "content")
    capitals = here.country.gazetteer.capitals
    rows = provinces_on(day, reading.spans, reading.changed, reading.about, of, capitals, here.lens, leader.id)
    on = {row.province: row for row in rows}
    behind = {
        code: reports_behind(Figure(day, None, province=code), reading.spans, reading.about, of) for code in named
    }
    st.header(f"On {day_words(day)}, counting {here.counted}")
    in_order = [on[code] for code in ordered]
    show_table(provinces_table(in_order, lives, named, behind, here.war, day, leader.id), "provinces", here.war)
    with answers("number"):
        show_number(here)


@shared(8)
def lives_of(here: Here) -> dict[ProvinceId, ProvinceLife]:
    """Follow each province through all days."""
    reading, of = here.reading, here.country.gazetteer.province_of
    return province_lives(reading.spans, of, here.lens, reading.first, reading.last)


@shared(32)
def multiples_spec(here: Here, ordered: tuple[ProvinceId, ...], day: date, panels: int, width: int) -> Spec:
    """Draw all provinces side by side, in some order, on a page so many pixels wide."""
    lives, named = lives_of(here), here.country.province_names
    return spec_of(province_multiples(lives, ordered, named, here.war, here.lens, day, here.theme, panels, width))


@shared(64)
def series_spec(here: Here, province: ProvinceId, day: date) -> Spec:
    """Draw one province, with a day marked."""
    life, named = lives_of(here)[province], here.country.province_names
    return spec_of(province_series(life, named, here.war, here.lens, day, here.theme))


def show_province(here: Here, life: ProvinceLife, province: ProvinceId, day: date) -> None:
    """Show one province on a day: its map, its shares over time and its districts."""
    reading, country = here.reading, here.country
    name, places = country.province_names[province], frozenset(places_in(province, country.gazetteer))
    control = control_on({place: reading.spans[place] for place in sorted(places)}, day)
    st.title(unmarked(f"{name} on {day_words(day)}"))
    left, right = st.columns([3, 2], gap="large")
    with left:
        fills, legend = day_fills(control, here.war, day)
        asked = figures_on(day, legend, province)
        show_plate(here, fills, legend, places, f"{name} on {day_words(day)}", asked)
    with right:
        with answers("picked", "number"):
            show_picked(here, day)
            show_number(here)
        unit = here.lens.unit or here.words("districts")
        words = here.words("Share of the province, counting {total:,.0f} {unit}", total=life.total, unit=unit)
        st.caption(words)
        show_chart(series_spec(here, province, day), "series", words)
        st.button(here.words("All provinces"), on_click=drop, args=("province",))
    st.header(here.words("Its districts on {day}", day=day_words(day)))
    table = districts_table(control, reading.spans, country.names, reading.about, here.lens, here.war, day)
    show_table(table, "districts", here.war)
    st.header("Its reports")
    show_reports(here, {report.id for place in places for report in reading.about[place]}, "reports")
