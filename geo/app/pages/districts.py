"""The history of one district."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import streamlit as st

from events.analysis.life import Life, life_of
from events.control.rule import control_on
from events.ledger.locate import ProvinceId, places_in
from events.ledger.search import LONGEST, Match, province_in, search, sole
from events.model import PlaceId, ReportId
from geo.app.address import drop, linked, take
from geo.app.bar import link_to
from geo.app.here import Here
from geo.app.load import load_index, shared
from geo.app.maps import show_plate
from geo.app.numbers import show_picked
from geo.app.widgets import answers, choose_day, controls, fresh, lede, show_chart, show_notes
from geo.charts.axes import Spec, spec_of
from geo.charts.life import KEY, timeline
from geo.links.view import word_in
from geo.paint.fills import day_fills
from geo.words.days import day_words, interval_words
from geo.words.markdown import unmarked
from geo.words.pages.life import life_words
from geo.words.reports import OUTCOMES, SAID, cited, dated, denier_words, report_words


# Long, because it is the layout of a page, from its field down to its reports.
def show_district(here: Here) -> None:
    """Show the history of one district, which can be found by any of its names."""
    notes, reading, country = list[str](), here.reading, here.country
    asked = st.query_params.get("district", "")
    if len(asked) > LONGEST:
        notes.append(f"A search takes at most {LONGEST} characters.")
        asked = ""
    matches = () if asked in reading.spans else search(asked, load_index(country))
    district = asked if asked in reading.spans else sole(matches)
    with controls():
        st.text_input(
            here.words("Find a district"),
            placeholder=examples(here),
            max_chars=LONGEST,
            help=here.words("Any spelling, with or without the province, or a code."),
            **linked("district", "" if asked in reading.spans else asked),
        )
        day = choose_day(here, notes)
    if not district:
        show_notes(notes)
        show_matches(here, asked, matches, province_in(asked, country.gazetteer), day)
        return
    record = next(each for each in country.districts if each.code == district)
    life = lived(here, district)
    st.title(unmarked(record.name))
    codes = f"code {record.code}, {f'P-code {record.pcode}' if record.pcode else 'no P-code'}"
    official = record.official_name and f"official list: {record.official_name}"
    names = " · ".join(filter(None, [country.within[district], official, *record.names.values(), codes]))
    st.caption(unmarked(names))
    lede(life_words(life, record.name, day, here.war))
    left, right = st.columns([8, 5], gap="large")
    with left:
        ids, link, key = [told.report.id for told in life.told], st.query_params.to_dict(), here.words(KEY)
        picked = word_in(link, "report", ids, here.words("a report that is not about this district"), notes)
        show_chart(timeline_spec(here, district, day), fresh("timeline", "report"), f"{record.name}: {key}", "report")
        st.caption(key)
        show_notes(notes)
        with answers("picked"):
            show_picked(here, day)
    with right:
        places = frozenset(places_in(country.gazetteer.province_of[district], country.gazetteer))
        fills, _ = day_fills(control_on(reading.spans, day), here.war, day)
        others = {place: replace(fills[place], faint=True) for place in places - {district}}
        show_plate(here, fills | others, [], places, f"{country.within[district]} on {day_words(day)}")
    with st.container(horizontal=True):
        on = day.isoformat()
        link_to(here, "atlas", "On the atlas", district=district, day=on)
        link_to(here, "provinces", unmarked(country.within[district]), province=record.province, day=on)
    with answers("report"):
        show_told(here, life, picked)


def lived(here: Here, district: PlaceId) -> Life:
    """Follow a district through all days."""
    reading = here.reading
    return life_of(district, reading.spans, reading.about, here.sources, reading.first, reading.last)


@shared(64)
def timeline_spec(here: Here, district: PlaceId, day: date) -> Spec:
    """Draw the life of a district, with a day marked."""
    reading = here.reading
    return spec_of(timeline(lived(here, district), here.war, reading.first, reading.last, here.theme, day))


def examples(here: Here) -> str:
    """List what may stand in the field: a district's names, one with its province, and a code."""
    country = here.country
    record = next((each for each in country.districts if each.names), country.districts[-1])
    with_province = f"{record.name} {country.within[record.code]}"
    return ", ".join([record.name, *list(record.names.values())[:1], with_province, f"{record.code} …"])


def show_matches(here: Here, asked: str, matches: Sequence[Match], province: ProvinceId | None, day: date) -> None:
    """Offer the districts, and the province, that a search may mean; nothing is guessed."""
    if not asked:
        st.title(here.words("One district"))
        lede(here.words("Search by name, or click a district on any map."))
    elif not matches and not province:
        st.title(here.words("No district matches that spelling"))
        lede(here.words("Try another spelling, fewer letters, or add the province."))
    else:
        st.title("Which one do you mean?")
        provinces = here.country.province_names
        if province:
            named = unmarked(here.words("{province} province", province=provinces[province]))
            link_to(here, "provinces", named, province=province, day=day.isoformat())
        for match in matches:
            spelt = "" if match.spelling == match.name else f" (spelt {match.spelling})"
            label = unmarked(f"{match.name}, {provinces[match.province]}{spelt}")
            st.button(label, key=match.place, on_click=take, args=("district", match.place))


def show_told(here: Here, life: Life, picked: ReportId | None) -> None:
    """Show every report of a district with its source, outcome and reason; or only the report that was picked."""
    chosen = [told for told in life.told if picked in (None, told.report.id)]
    st.header(f"Reports: {f'{len(chosen)} of ' if picked else ''}{len(life.told)}" if life.told else "No report")
    if picked:
        st.button("Show all", key="close-report", on_click=drop, args=("report",))
    for told in chosen:
        report, source = told.report, told.source
        lines = [
            f"**{interval_words(report.earliest, report.latest)}** {unmarked(report_words(report, here.war))}"
            f" · {SAID[report.certainty]}"
        ]
        if outcome := here.words(OUTCOMES[told.outcome]):
            against = f" ({', '.join(told.opponents)})" if told.opponents else ""
            lines.append(f"*{outcome[0].upper()}{outcome[1:]}{unmarked(against)}.*")
        if report.denied_by:
            lines.append(f"*Denied by {unmarked(denier_words(report, here.war))}.*")
        lines.append(cited(source))
        published = f"published {source.published or 'date not given'}"
        about = f"{report.id} · {dated(report)} · {published} · as written: “{report.place_as_reported}”"
        with st.container(border=True, gap="xsmall", key=f"told-{report.id}"):
            st.markdown("  \n".join(lines))
            st.caption(unmarked(". ".join(filter(None, [about, report.note]))))
