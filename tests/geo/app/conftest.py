"""Fixtures of the tests of pages: the shipped ledger, and a visitor."""

from collections.abc import Iterator

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from events.control.reading import Reading, read_as_known
from events.ledger.folder import load_ledger
from geo.places.country import Country, load_country
from tests.geo.app.visits import OPENING, SCRIPT, Run


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def reading(country: Country) -> Reading:
    return read_as_known(load_ledger(country.gazetteer), country.gazetteer.province_of)


@pytest.fixture(scope="module")
def then(reading: Reading) -> Reading:
    """As known on the opening day."""
    return read_as_known(reading.ledger, reading.spans, OPENING)


@pytest.fixture
def own_cache() -> Iterator[None]:
    """What other tests loaded is not kept for this one, nor the other way round."""
    st.cache_resource.clear()
    yield
    st.cache_resource.clear()


@pytest.fixture
def run() -> Run:
    """Run the script at a link, as a new visitor, with an expander opened if one is named."""

    def run_script(page: str = "", opened: str = "", **link: str) -> AppTest:
        script = AppTest.from_file(str(SCRIPT), default_timeout=60)
        # AppTest opens pages that are files; ours are functions, and known to Streamlit by a hash of their path.
        script._page_hash = calc_hash(page)
        if opened:
            script.session_state[opened] = True
        for name, value in link.items():
            script.query_params[name.rstrip("_")] = value
        return script.run()

    return run_script
