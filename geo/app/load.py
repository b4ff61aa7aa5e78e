"""What visitors share: loaded once, and kept by what it was made of."""

from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from events.analysis.publishers import Differences, outcomes_of, weight_of_each, without
from events.control.outcomes import Outcome, Speaker
from events.control.reading import Reading, read_as_known
from events.ledger.folder import Ledger, load_ledger
from events.ledger.search import Index, index
from events.model import ReportId
from events.tables.ledger import inferring_reports, ledger_table
from geo.atlas.atlas import Atlas, draw
from geo.language import language
from geo.places.country import Country, load_country
from geo.places.grid import Shapes, country_shapes
from geo.places.lists import load_spellings


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
def load_outcomes(known: date | None) -> dict[ReportId, Outcome]:
    return outcomes_of(load_reading(known).about)


@st.cache_resource(show_spinner="Laying out the ledger …", max_entries=4)
def load_table(known: date | None) -> pd.DataFrame:
    (country, ledger), reading = load_files(), load_reading(known)
    return ledger_table(
        reading.ledger.events,
        ledger.sources,
        {party.id: party.name for party in ledger.war.parties},
        load_outcomes(known),
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
