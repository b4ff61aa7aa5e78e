"""The war for which the samples are understood."""

import pytest

from events.intake.meaning.cells import Setting
from events.ledger.folder import FOLDER, Ledger, load_ledger
from geo.intake.ground import setting_of
from geo.places.country import Country, load_country


@pytest.fixture(scope="session")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="session")
def ledger(country: Country) -> Ledger:
    return load_ledger(country.gazetteer)


@pytest.fixture(scope="session")
def setting(country: Country, ledger: Ledger) -> Setting:
    return setting_of(country, ledger, FOLDER)
