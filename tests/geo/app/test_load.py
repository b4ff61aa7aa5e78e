"""`geo.app.load`: what readers of the same reports share, and readers of others do not."""

import gc
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from events.control.reading import Reading, read_as_known
from events.ledger.folder import FOLDER
from geo.app.here import Here
from geo.app.load import load_files, load_table
from geo.app.pages.claims import claims_spec, compared
from geo.app.pages.compare import both_maps, changed_map, day_map
from geo.app.pages.districts import timeline_spec
from geo.app.pages.gaps import ages_spec
from geo.app.pages.provinces import multiples_spec, series_spec
from geo.app.pages.publish import preview
from geo.language import language
from geo.links.permalink import ViewState
from geo.places.country import Country
from geo.publish.publication import Publication

DAY, YAWAN, BADAKHSHAN = date(2021, 7, 5), "1709", "AF17"

SHARED: dict[str, Callable[[Here], object]] = {
    "claims": lambda here: claims_spec(here, 0),
    "compared claims": compared,
    "timeline": lambda here: timeline_spec(here, YAWAN, DAY),
    "ages": lambda here: ages_spec(here, DAY),
    "provinces": lambda here: multiples_spec(here, tuple(here.country.province_names), DAY, 5, 1000),
    "one province": lambda here: series_spec(here, BADAKHSHAN, DAY),
    "what changed": lambda here: changed_map(here, date(2021, 6, 5), DAY),
    "two days": lambda here: both_maps(here, date(2021, 6, 5), DAY),
    "a day": lambda here: day_map(here, DAY),
    "table": lambda here: load_table(here.reading, here.country),
    "preview": lambda here: preview(Publication(here.reading, here.country, ViewState(DAY)), "4x5"),
}


def _here(country: Country, reading: Reading, lens: str = "districts", theme: str = "light") -> Here:
    return Here(country, reading.ledger, reading, country.lenses[lens], language("en"), theme, {})


def _read(reading: Reading, country: Country, known: date | None = None, without: int = 0) -> Reading:
    """Read the same files as another visitor would, or some of them."""
    ledger = replace(reading.ledger, events=reading.ledger.events[: len(reading.ledger.events) - without])
    return read_as_known(ledger, country.gazetteer.province_of, known)


@pytest.mark.slow
@pytest.mark.parametrize("draw", SHARED.values(), ids=SHARED)
def test_readers_share_what_is_made_of_the_same_reports_and_of_no_others(
    country: Country, reading: Reading, draw: Callable[[Here], object]
) -> None:
    drawn = draw(_here(country, reading))
    assert draw(_here(country, _read(reading, country))) is drawn
    assert draw(_here(country, _read(reading, country, without=1))) is not drawn
    assert draw(_here(country, _read(reading, country, known=DAY))) is not drawn


def test_a_chart_is_another_by_another_lens_and_in_another_theme(country: Country, reading: Reading) -> None:
    drawn = [
        claims_spec(_here(country, reading, lens, theme), 0)
        for lens, theme in (("districts", "light"), ("people", "light"), ("districts", "dark"))
    ]
    assert len({id(spec) for spec in drawn}) == 3


@pytest.mark.usefixtures("own_cache")
def test_what_stays_for_good_is_not_searched_for_garbage_after_each_run() -> None:
    gc.unfreeze()
    load_files(FOLDER)
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < 10_000
