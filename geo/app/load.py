"""
What visitors share: loaded once, and kept by the digest of what it was made of.

So two readers of the same reports share all of it, and one who reads others never sees what was made for the first.
"""

import gc
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import pandas as pd
import streamlit as st

from events.analysis.publishers import Differences, outcomes_of, weight_of_each, without
from events.control.outcomes import Outcome, Speaker
from events.control.reading import Reading, read_as_known
from events.intake.meaning.cells import Setting
from events.ledger.folder import Ledger
from events.ledger.search import Index, index
from events.ledger.wars import war_folders, war_titles
from events.model import ReportId
from events.tables.ledger import inferring_reports, ledger_table
from geo.app.here import Here
from geo.app.intake.session import made_wars
from geo.atlas.atlas import Atlas, draw
from geo.intake.ground import setting_of
from geo.places.check import open_war
from geo.places.country import Country
from geo.places.grid import Shapes, country_shapes
from geo.publish.publication import Publication
from geo.wording import spoken

Given = ParamSpec("Given")
Made = TypeVar("Made")


def _key_of_reading(reading: Reading) -> tuple[object, ...]:
    return reading.ledger.identity, reading.known, reading.first, reading.last


def _key_of_here(here: Here) -> tuple[object, ...]:
    read = here.ledger.identity, _key_of_reading(here.reading), here.country.identity
    return *read, here.lens.id, here.language.code, here.theme


def _key_of_publication(given: Publication) -> tuple[object, ...]:
    made_of = _key_of_reading(given.reading), given.country.identity
    logo = given.logo.digest if given.logo else None
    return *made_of, given.shown, given.theme, given.title, given.credit, given.labels, given.base, logo


KEYS: dict[str | type, Callable[[Any], Any]] = {
    Country: lambda country: country.identity,
    Ledger: lambda ledger: ledger.identity,
    Reading: _key_of_reading,
    Here: _key_of_here,
    Publication: _key_of_publication,
}
"""By what a cache knows each of these: the digests of its data, and what else sets it apart."""


def shared(entries: int, spinner: str | bool = False) -> Callable[[Callable[Given, Made]], Callable[Given, Made]]:
    """
    Keep the latest results of a function for all visitors, who must leave them as they are.

    What is made of a reader's own reports, or of a war that they made, is kept for that session alone, and goes with
    it.
    """

    def keep(make: Callable[Given, Made]) -> Callable[Given, Made]:
        how: dict[str, Any] = {"show_spinner": spinner, "max_entries": entries, "hash_funcs": KEYS}
        of_all: Callable[Given, Made] = st.cache_resource(**how)(make)
        of_one: Callable[Given, Made] = st.cache_resource(**how, scope="session")(make)

        @wraps(make)
        def find(*given: Given.args, **named: Given.kwargs) -> Made:
            is_own = any(map(_is_own, (*given, *named.values())))
            return of_one(*given, **named) if is_own else of_all(*given, **named)

        return find

    return keep


def _is_own(given: object) -> bool:
    """Whether something is made of a reader's own reports, or of a war that this reader made."""
    if isinstance(given, Path | Country):
        made = made_wars().values()
        return any(given == each.folder if isinstance(given, Path) else given.identity == each.country for each in made)
    ledger = given if isinstance(given, Ledger) else getattr(getattr(given, "reading", given), "ledger", None)
    return isinstance(ledger, Ledger) and (bool(ledger.own) or ledger.name in made_wars())


@dataclass(frozen=True, slots=True)
class Openable:
    """A war that can be opened."""

    title: str
    folder: Path


@shared(1)
def load_wars() -> dict[str, Openable]:
    """List the wars by name, without opening any; the first is the one that opens by default."""
    folders = war_folders()
    titles = war_titles(folders)
    return {name: Openable(titles[name], folder) for name, folder in folders.items()}


@shared(4, "Reading the reports …")
def load_files(folder: Path) -> tuple[Country, Ledger]:
    """Read the files of a war, country and ledger; an invalid file raises its named error."""
    country, ledger = open_war(folder)
    # Streamlit collects garbage after each run of a page, 0.1 s for the modules alone: what stays is not looked at.
    # What a session made does not stay.
    if not _is_own(folder):
        gc.collect()
        gc.freeze()
    return country, ledger


@shared(16, "Applying the rule …")
def load_reading(
    country: Country, ledger: Ledger, known: date | None, publisher: str | None = None, speaker: Speaker | None = None
) -> Reading:
    """Read a ledger as known on a day; without a publisher, or a kind of speaker, where one is named."""
    events = without(ledger.events, ledger.sources, publisher, speaker)
    return read_as_known(replace(ledger, events=events), country.gazetteer.province_of, known)


@shared(8, "Drawing the map …")
def load_atlas(reading: Reading, country: Country, lang: str) -> Atlas:
    """Draw the atlas in a language, given by its code."""
    return draw(reading, country, spoken(lang, reading.ledger.war))


@shared(2)
def load_setting(country: Country, ledger: Ledger, folder: Path) -> Setting:
    """Gather what is known of a war for the rows of an uploaded table."""
    return setting_of(country, ledger, folder)


@shared(4)
def load_outcomes(reading: Reading) -> dict[ReportId, Outcome]:
    """Find how each report fared against the others."""
    return outcomes_of(reading.about)


@shared(4, "Laying out the ledger …")
def load_table(reading: Reading, country: Country) -> pd.DataFrame:
    """Lay out the ledger as a table, a row for each report."""
    ledger = reading.ledger
    return ledger_table(
        ledger.events,
        ledger.sources,
        ledger.war.parties,
        load_outcomes(reading),
        inferring_reports(reading.spans, reading.reports),
        country.places,
        country.province_names,
    )


@shared(2)
def load_shapes(country: Country) -> Shapes:
    """Lay the boundaries on the grid of plates and posters."""
    return country_shapes(country)


@shared(2)
def load_index(country: Country) -> Index:
    """Index all spellings of the districts, and their P-codes."""
    pcodes = {district.pcode: district.code for district in country.districts if district.pcode}
    return index(country.gazetteer, country.spellings, pcodes)


@shared(16, "Leaving out each publisher in turn …")
def load_weights(reading: Reading, day: date) -> dict[str, Differences]:
    """Find what the map of a day would be without each publisher."""
    return weight_of_each(reading.ledger.events, reading.ledger.sources, reading.spans, day)
