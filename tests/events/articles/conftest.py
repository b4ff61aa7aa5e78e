"""Readers of articles on both wars."""

from collections.abc import Callable
from functools import cache

import pytest

from events.articles.read import Reader
from events.ledger.wars import war_folder
from geo.intake.ground import setting_of
from geo.places.check import open_war


@cache
def reader_of(war: str = "afghanistan-2021") -> Reader:
    """Make a reader for a war that the atlas has."""
    folder = war_folder(war)
    country, ledger = open_war(folder)
    return Reader(setting_of(country, ledger, folder), country.province_names)


@pytest.fixture(scope="session")
def readers() -> Callable[[str], Reader]:
    """Return what makes a reader for a war."""
    return reader_of
