"""`events.control.evidence`: every figure leads to its places and its reports, and these give the figure again."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.control.counts import Lens, count_on
from events.control.evidence import Figure, Part, places_behind, reports_behind
from events.control.reading import read_as_known
from events.control.rule import control_on, reduce
from events.model import CONTESTED, UNKNOWN, Event
from geo.atlas.atlas import Atlas
from geo.paint.looks import look_of
from tests.conftest import event, july
from tests.ledgers import DAYS, PARTIES, PLACES, about_of, ledgers

PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
EVENTS = (
    event(1, 1, "reds captured", "0101"),
    event(2, 5, "blues claimed", "0101", sure="claimed"),
    event(3, 1, "blues held", "0102", wide=True),
    event(4, (4, 6), "reds captured", "0102"),
)
SPANS = reduce(EVENTS, PLACES)
ABOUT = about_of(*EVENTS)


@pytest.mark.parametrize(
    ("figure", "places", "reports"),
    [
        (Figure(july(5), "reds"), ("0101",), ("r1", "r2")),
        (Figure(july(4), "reds"), ("0101",), ("r1",)),
        (Figure(july(5), "reds", Part.LOWEST), (), ()),
        (Figure(july(5), "reds", Part.HIGHEST), ("0101", "0102"), ("r1", "r3", "r2", "r4")),
        (Figure(july(5), "blues", Part.INFERRED), ("0102",), ("r3", "r4")),
        (Figure(july(5), None, Part.CLAIMED), ("0101",), ("r1", "r2")),
        (Figure(july(5), UNKNOWN), ("0201",), ()),
        (Figure(july(5), None, province="AF01"), ("0101", "0102"), ("r1", "r3", "r2", "r4")),
        (Figure(july(6), "reds", since=july(1), was="blues"), ("0102",), ("r3", "r4")),
        (Figure(july(6), "reds", since=july(1), was=UNKNOWN), (), ()),
    ],
    ids=str,
)
def test_a_figure_leads_to_its_places_and_its_reports(
    figure: Figure, places: tuple[str, ...], reports: tuple[str, ...]
) -> None:
    assert places_behind(figure, SPANS, PROVINCE_OF) == places
    assert reports_behind(figure, SPANS, ABOUT, PROVINCE_OF) == reports


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(ledgers(), st.sampled_from(DAYS))
def test_a_figure_counts_the_places_that_a_count_does(events: tuple[Event, ...], day: date) -> None:
    spans = reduce(events, PLACES)
    counts = count_on(spans, day, Lens("places", "of 3 places", dict.fromkeys(PLACES, 1)))
    for standing, part in product((*PARTIES, CONTESTED, UNKNOWN), Part):
        counted = getattr(counts[standing], part) if standing in counts else 0
        assert len(places_behind(Figure(day, standing, part), spans, PROVINCE_OF)) == counted


@pytest.mark.slow
@settings(deadline=None, max_examples=300)
@given(ledgers(), st.sampled_from(DAYS), st.sampled_from((*PARTIES, CONTESTED, UNKNOWN)), st.sampled_from(list(Part)))
def test_the_reports_behind_a_figure_give_it_again_by_themselves(
    events: tuple[Event, ...], day: date, standing: str, part: Part
) -> None:
    spans, figure = reduce(events, PLACES), Figure(day, standing, part)
    behind = set(reports_behind(figure, spans, about_of(*events), PROVINCE_OF))
    alone = control_on(reduce([told for told in events if told.report.id in behind], PLACES), day)
    for place in places_behind(figure, spans, PROVINCE_OF):
        assert look_of(alone[place]) == look_of(control_on(spans, day)[place])


def test_what_a_report_was_weighed_against_stands_behind_a_figure_too() -> None:
    """Two claims of one day lay nothing: without the one, the other would."""
    events = (
        event(1, 1, "reds captured", sure="claimed"),
        event(2, 5, "reds captured", sure="claimed"),
        event(3, (4, 5), "blues captured", sure="claimed"),
        event(4, (5, 6), "blues captured"),
    )
    figure = Figure(july(5), "reds", Part.HIGHEST)
    assert reports_behind(figure, reduce(events, PLACES), about_of(*events), PROVINCE_OF) == ("r1", "r2", "r3", "r4")


@pytest.mark.parametrize("known", [None, july(5)])
@pytest.mark.parametrize("day", [date(2021, 5, 12), july(5), date(2021, 8, 5), date(2021, 8, 15)], ids=str)
def test_each_count_of_the_shipped_ledger_is_made_of_its_reports(shipped: Atlas, day: date, known: date | None) -> None:
    reading, province_of = read_as_known(shipped.ledger, shipped.spans, known), dict.fromkeys(shipped.spans, "AF")
    spans, about, events = reading.spans, reading.about, reading.ledger.events
    for standing, part in product((*(party.id for party in shipped.ledger.war.parties), CONTESTED, UNKNOWN), Part):
        figure = Figure(day, standing, part)
        places = places_behind(figure, spans, province_of)
        behind = set(reports_behind(figure, spans, about, province_of))
        alone = reduce([told for told in events if told.report.id in behind], places)
        assert places_behind(figure, alone, dict.fromkeys(places, "AF")) == places, figure
