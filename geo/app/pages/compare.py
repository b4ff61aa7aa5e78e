"""What changed between two days."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from events.analysis.compare import Transition, compare, flows
from events.analysis.provinces import order_by_name
from events.analysis.totals import within_area
from events.control.evidence import Figure
from events.control.rule import control_on
from events.ledger.locate import ProvinceId, places_in
from events.model import PartyId, PlaceId, Span
from events.tables.files import to_csv
from geo.app.address import linked
from geo.app.bar import link_to
from geo.app.here import Here
from geo.app.intake.own import to_give_on
from geo.app.load import shared
from geo.app.maps import figures_on, show_plate, show_swipe
from geo.app.numbers import show_number, show_picked
from geo.app.widgets import answers, choose, choose_days, controls, lede, offer, show_notes, show_table
from geo.links.permalink import SIDE
from geo.links.view import word_in
from geo.paint.fills import Fill, Legend, change_fills, day_fills, two_fills
from geo.tables.compare import changes_file, flows_table, transitions_table
from geo.words.days import after_words, day_words
from geo.words.markdown import unmarked
from geo.words.pages.comparison import compare_words
from geo.words.standings import names as names_of

VIEWS = {"changed": "What changed", SIDE: "Side by side", "swipe": "Swipe"}


def show_comparison(here: Here) -> None:
    """Show what changed between two days."""
    notes, reading, country = list[str](), here.reading, here.country
    link, named, parties = st.query_params.to_dict(), country.province_names, [party.id for party in here.war.parties]
    province = word_in(link, "province", named, here.no_province, notes)
    party = word_in(link, "party", parties, "a party that the reports do not have", notes)
    view = word_in(link, "view", VIEWS, f"a view other than {', '.join(VIEWS)}", notes) or "changed"
    with controls():
        earlier, later = choose_days(here, notes)
        st.segmented_control("Map", list(VIEWS), required=True, format_func=VIEWS.__getitem__, **linked("view", view))
        choose(here.words("Province"), "province", order_by_name(named), province, named, "all")
        choose("Gained by", "party", parties, party, names_of(here.war, day=later), "all")
    show_notes(notes)
    everywhere = compare(reading.spans, reading.reports, reading.about, earlier, later)
    transitions = [each for each in everywhere if province in (None, country.gazetteer.province_of[each.place])]
    show_finding(here, transitions, earlier, later, province)
    left, right = (st.container(), st.container()) if view == SIDE else st.columns([5, 4], gap="large")
    listed = [each for each in transitions if party in (None, each.after.standing)]
    with left:
        show_maps(here, view, earlier, later, province)
        shown = {"show": "change" if view == "changed" else SIDE, "from": f"{earlier}", "to": f"{later}"}
        link_to(here, "publish", "Publish this comparison", **shown, **({"province": province} if province else {}))
    with right:
        if province or party:  # what was asked for stands beside the map
            show_changed(here, listed, (earlier, later), province, party)
        show_flows(here, transitions, earlier, later, province)
        with answers("picked", "number"):
            show_picked(here, later, {transition.place: transition.reports for transition in everywhere})
            show_number(here)
    if not (province or party):
        show_changed(here, listed, (earlier, later), province, party)


def show_finding(
    here: Here, transitions: Sequence[Transition], earlier: date, later: date, province: ProvinceId | None
) -> None:
    """Say how much changed between two days, in a province or in the whole country."""
    words = "{changed} of {total} districts changed {between}"
    values: dict[str, object] = {"changed": sum(each.changed for each in transitions), "total": len(transitions)}
    if province:
        words = "{changed} of {total} districts in {place} changed {between}"
        values["place"] = unmarked(here.country.province_names[province])
    st.title(here.words(words, between=after_words(earlier, later), **values))
    lede(compare_words(transitions, earlier, later, here.war))


def show_flows(
    here: Here, transitions: Sequence[Transition], earlier: date, later: date, province: ProvinceId | None
) -> None:
    """Show how much passed from each standing to each between two days, in a province or in the whole country."""
    lens, counted = here.lens, here.counted
    if province:
        lens = within_area(lens, {each.place for each in transitions})
        unit, name = lens.unit or here.words("districts"), unmarked(here.country.province_names[province])
        counted = f"{sum(lens.weights.values()):,.0f} {unit} in {name}"
    with st.container(horizontal=True, gap="xsmall"):
        words = f"Rows: {day_words(earlier)}. Columns: {day_words(later)}. Counting {counted}."
        st.caption(words, width="content")
        with st.container(key="hint-flows", width="content"):
            st.caption("Click a number for its reports.")
    show_table(flows_table(flows(transitions, lens), earlier, later, here.war, province), "flows", here.war)


def show_maps(here: Here, view: str, earlier: date, later: date, province: ProvinceId | None) -> None:
    """Show what changed between two days on one map, or both days on two; of a province, or of the whole country."""
    days, between = (day_words(earlier), day_words(later)), after_words(earlier, later)
    places = frozenset(places_in(province, here.country.gazetteer)) if province else None
    if view == "changed":
        fills, legend = changed_map(here, earlier, later, province)
        asked = [
            Figure(later, entry.standing, province=province, since=earlier, was=entry.was) if entry.was else None
            for entry in legend
        ]
        show_plate(here, fills, legend, places, f"What changed {between}", asked)
    elif view == "swipe":
        before, after, legend = both_maps(here, earlier, later)
        show_swipe(here, (before, after), legend, days, f"{days[0]} and {days[1]}", figures_on(later, legend))
    else:
        for column, day, key in zip(st.columns(2, gap="large"), (earlier, later), ("from", "to"), strict=True):
            with column:
                fills, legend = day_map(here, day, province)
                asked = figures_on(day, legend, province)
                st.header(day_words(day))
                show_plate(here, fills, legend, places, day_words(day), asked, f"plate-{key}")
    if province:  # but a divider lies over the whole country
        whole = "The map shows all districts, not only those in {place}."
        words = whole if view == "swipe" else "Counting districts in {place}."
        st.caption(here.words(words, place=unmarked(here.country.province_names[province])))


@shared(32)
def changed_map(
    here: Here, earlier: date, later: date, province: ProvinceId | None = None
) -> tuple[dict[PlaceId, Fill], Legend]:
    """Paint what changed between two days; the legend counts what did in a province, if one is given."""
    before, after = (control_on(here.reading.spans, day) for day in (earlier, later))
    called = (day_words(earlier), day_words(later))
    fills, legend = change_fills(before, after, called, here.war, (earlier, later))
    if province:
        _, legend = change_fills(
            within(here, before, province), within(here, after, province), called, here.war, (earlier, later)
        )
    return fills, legend


@shared(32)
def both_maps(here: Here, earlier: date, later: date) -> tuple[dict[PlaceId, Fill], dict[PlaceId, Fill], Legend]:
    """Paint two days, one to lie over the other."""
    before, after = (control_on(here.reading.spans, day) for day in (earlier, later))
    return two_fills(before, after, (day_words(earlier), day_words(later)), here.war, (earlier, later))


@shared(64)
def day_map(here: Here, day: date, province: ProvinceId | None = None) -> tuple[dict[PlaceId, Fill], Legend]:
    """Paint a day; the legend counts what is shown of a province, if one is given."""
    control = control_on(here.reading.spans, day)
    fills, legend = day_fills(control, here.war, day)
    if province:
        _, legend = day_fills(within(here, control, province), here.war, day)
    return fills, legend


def within(here: Here, control: Mapping[PlaceId, Span], province: ProvinceId) -> dict[PlaceId, Span]:
    """Keep the control of the places in a province."""
    return {place: control[place] for place in places_in(province, here.country.gazetteer)}


def show_changed(
    here: Here,
    transitions: Sequence[Transition],
    days: tuple[date, date],
    province: ProvinceId | None,
    party: PartyId | None,
) -> None:
    """List the districts that changed, all or of a province and to a party, with a file of them to take away."""
    country, sources, war = here.country, here.sources, here.war
    changed = transitions_table(transitions, country.names, country.within, sources, war, days)
    where = f" in {country.province_names[province]}" if province else ""
    st.header(here.words("Districts that changed{where}: {number}", where=where, number=len(changed.rows)))
    if changed.rows.empty:
        st.info(here.words("None. Choose two days further apart, or list all provinces and parties."))
        return
    show_table(changed, "changed", here.war)
    districts = {district.code: district for district in country.districts}
    part = "".join(f"-{word}" for word in (province, party) if word)
    given = to_give_on(here)
    if given is not here:
        reading, listed = given.reading, {transition.place for transition in transitions}
        every = compare(reading.spans, reading.reports, reading.about, *days)
        transitions = [transition for transition in every if transition.place in listed]
    reports = given.reading.reports
    file = changes_file(transitions, districts, country.province_names, given.sources, reports, war)
    called = f"changes-{days[0]}-{days[1]}{part}.csv"
    offer("Download this list as CSV, with codes and sources", partial(to_csv, file), called)
