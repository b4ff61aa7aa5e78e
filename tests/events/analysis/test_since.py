"""
"Since" means one thing: the page, the life of a district, the tables and the data to take away give the same days.
"""

import re
from datetime import date, timedelta

import pytest

from events.analysis.life import life_of
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on, each_day
from events.tables.extracts import standings_extract
from geo.atlas.atlas import Atlas
from geo.atlas.payload import page_content
from geo.places.country import Country, load_country
from geo.tables.districts import districts_table
from geo.words.days import day_words
from geo.words.pages.life import life_words

Since = tuple[date | None, date | None]
"""The first day of a standing, or none where nothing was before, and of the claim over it, if any."""

NERKH = "0402"


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module", params=[None, date(2021, 8, 10)], ids=["all known", "known on 10 August"])
def reading(request: pytest.FixtureRequest, shipped: Atlas, country: Country) -> Reading:
    return read_as_known(shipped.ledger, country.names, request.param)


@pytest.fixture(scope="module")
def spread(reading: Reading) -> list[date]:
    """Every ninth day, and those of which the three once disagreed."""
    return [*list(each_day(reading.first, reading.last))[::9], date(2021, 7, 5), date(2021, 8, 10)]


@pytest.fixture(scope="module")
def page(reading: Reading, country: Country) -> dict[date, list[Since]]:
    """What the page is told, read back by its own rule: for every day, by place."""
    told = page_content(reading, country)

    def day_of(number: int) -> date | None:
        return None if number == -1 else reading.first + timedelta(days=number)

    def since(place: int, day: date) -> Since:
        starts = told["runs"][place][::2]
        at = max(at for at, start in enumerate(starts) if start <= (day - reading.first).days)
        standing, claim = told["since"][place][2 * at : 2 * at + 2]
        return day_of(standing), day_of(claim)

    places = range(len(told["places"]))
    return {day: [since(place, day) for place in places] for day in each_day(reading.first, reading.last)}


@pytest.mark.slow
def test_the_page_and_the_tables_give_the_same_first_days(
    reading: Reading, country: Country, page: dict[date, list[Since]], spread: list[date]
) -> None:
    lens, war = country.lenses["districts"], reading.ledger.war
    for day in spread:
        control = control_on(reading.spans, day)
        rows = districts_table(control, reading.spans, country.names, reading.about, lens, war, day).rows
        assert list(zip(rows["Since"], rows["Claimed since"], strict=True)) == page[day]


def test_the_page_and_the_data_to_take_away_give_the_same_first_days(
    reading: Reading, country: Country, page: dict[date, list[Since]], spread: list[date]
) -> None:
    for day in spread[-2:]:
        rows = standings_extract(reading, country.districts, country.province_names, day).rows
        told = rows[["since", "claimed_since"]].astype(object)
        assert [tuple(row) for row in told.where(told.notna(), None).values.tolist()] == page[day]


@pytest.mark.slow
def test_the_page_and_the_sentences_of_a_life_give_the_same_first_days(
    reading: Reading, country: Country, page: dict[date, list[Since]], spread: list[date]
) -> None:
    sources = {source.id: source for source in reading.ledger.sources}
    found = 0
    for at, place in enumerate(country.names):
        life = life_of(place, reading.spans, reading.about, sources, reading.first, reading.last)
        for day in spread:
            said = life_words(life, "Amber", day, reading.ledger.war)
            held = re.search(r"has been (?:held by|contested).*? since ([^,]+), according to", said)
            claimed = re.search(r"has been claimed by [^;]*? since (\d+ \w+ \d+) \(", said)
            standing, claim = page[day][at]
            assert held is None if standing is None else (held and held[1] == day_words(standing)), (place, day)
            assert claimed is None if claim is None else (claimed and claimed[1] == day_words(claim)), (place, day)
            found += bool(held) + 1000 * bool(claimed)
    assert found > 1000


def test_nerkh_is_held_since_it_was_captured_and_not_since_its_last_report(shipped: Atlas, country: Country) -> None:
    reading, day = shipped.reading, date(2021, 7, 5)
    lens, war = country.lenses["districts"], reading.ledger.war
    control = control_on({NERKH: reading.spans[NERKH]}, day)
    rows = districts_table(control, reading.spans, country.names, reading.about, lens, war, day).rows
    assert list(rows["Since"]) == [date(2021, 5, 11)]
