"""`events.analysis.provinces`: how much of each province stands under whom, and when its half and its capital fell."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings

from events.analysis.provinces import (
    ProvinceDay,
    ProvinceLife,
    Step,
    half_lost,
    order_by_half_lost,
    order_by_name,
    province_lives,
    provinces_on,
)
from events.control.changes import changes
from events.control.counts import Lens, count_on
from events.control.rule import BY_LATEST_DAY, control_on, reduce
from events.ledger.locate import Gazetteer
from events.model import CONTESTED, UNKNOWN, Event, PlaceId, Report
from geo.atlas.atlas import Atlas
from geo.places.gazetteer import load_gazetteer
from geo.places.lenses import load_lenses
from geo.places.lists import load_lists
from tests.conftest import event, july
from tests.ledgers import DAYS, PLACES, ledgers

PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
DISTRICTS = Lens("districts", "of 3 districts", dict.fromkeys(PLACES, 1))
PEOPLE = Lens("people", "of 4 people", {"0101": 1, "0102": 3})
"""Nobody is counted in the West."""
NAMES = {"AF01": "East", "AF02": "West", "AF03": "Centre"}
EVENTS = (
    event(1, 3, "reds captured", "0101"),
    event(2, 4, "blues claimed", "0101", sure="claimed"),
    event(3, 5, "reds captured", "0102"),
    event(4, 6, "blues recaptured", "0101"),
    event(5, 7, "blues held", "0201"),
    event(6, 8, "reds captured", "0101", "0102", wide=True),
)


def lives(lens: Lens, *events: Event) -> dict[str, ProvinceLife]:
    return province_lives(reduce(events, PLACES), PROVINCE_OF, lens, july(2), july(9))


def about(events: tuple[Event, ...], places: Mapping[PlaceId, object]) -> dict[PlaceId, list[Report]]:
    ordered = sorted(events, key=lambda event: BY_LATEST_DAY(event.report))
    return {place: [event.report for event in ordered if place in event.places] for place in places}


def on(day: int, lens: Lens = DISTRICTS, *, gazetteer: Gazetteer) -> tuple[ProvinceDay, ...]:
    spans, reports = reduce(EVENTS, PLACES), {event.report.id: event.report for event in EVENTS}
    spoken = about(EVENTS, PROVINCE_OF)
    changed = changes(spans, reports)
    return provinces_on(july(day), spans, changed, spoken, PROVINCE_OF, gazetteer.capitals, lens, "reds")


def test_a_life_has_a_step_for_the_first_day_and_for_each_on_which_a_weight_changes() -> None:
    assert lives(DISTRICTS, *EVENTS) == {
        "AF01": ProvinceLife(
            "AF01",
            2,
            (
                Step(july(2), {UNKNOWN: 2}, {UNKNOWN: 1}),
                Step(july(3), {"reds": 1, UNKNOWN: 1}, {"reds": 0.5, UNKNOWN: 0.5}),
                Step(july(5), {"reds": 2}, {"reds": 1}),
                Step(july(6), {"blues": 1, "reds": 1}, {"blues": 0.5, "reds": 0.5}),
                Step(july(8), {"reds": 2}, {"reds": 1}, {"reds": 1}),
            ),
            july(9),
        ),
        "AF02": ProvinceLife(
            "AF02", 1, (Step(july(2), {UNKNOWN: 1}, {UNKNOWN: 1}), Step(july(7), {"blues": 1}, {"blues": 1})), july(9)
        ),
    }


def test_what_came_before_the_first_day_stands_on_it_and_what_comes_after_the_last_is_left_out() -> None:
    spans = reduce(EVENTS, PLACES)
    east = province_lives(spans, PROVINCE_OF, DISTRICTS, july(5), july(6))["AF01"]
    assert east.steps == lives(DISTRICTS, *EVENTS)["AF01"].steps[2:4]


def test_two_places_that_trade_standings_are_no_step_where_they_weigh_the_same() -> None:
    trade = (
        event(1, 3, "reds captured", "0101"),
        event(2, 3, "blues captured", "0102"),
        event(3, 5, "blues captured", "0101"),
        event(4, 5, "reds captured", "0102"),
    )
    assert [step.day for step in lives(DISTRICTS, *trade)["AF01"].steps] == [july(2), july(3)]
    assert [step.day for step in lives(PEOPLE, *trade)["AF01"].steps] == [july(2), july(3), july(5)]


def test_a_province_in_which_nothing_is_counted_is_told_of_without_shares() -> None:
    west = lives(PEOPLE, *EVENTS)["AF02"]
    assert west == ProvinceLife("AF02", 0, (Step(july(2), {}, {}),), july(9))
    assert half_lost(west, "reds") is None


@pytest.mark.parametrize(
    ("lens", "party", "province", "day"),
    [
        (DISTRICTS, "reds", "AF01", july(3)),
        (PEOPLE, "reds", "AF01", july(5)),
        (DISTRICTS, "blues", "AF01", july(6)),
        (PEOPLE, "blues", "AF01", None),
        (DISTRICTS, "reds", "AF02", None),
    ],
)
def test_half_is_lost_on_the_first_day_a_party_holds_half_of_what_is_counted(
    lens: Lens, party: str, province: str, day: date | None
) -> None:
    assert half_lost(lives(lens, *EVENTS)[province], party) == day


def test_half_may_be_lost_from_the_beginning() -> None:
    assert half_lost(lives(DISTRICTS, event(1, 1, "reds captured"))["AF01"], "reds") == july(2)


def test_provinces_are_ordered_as_their_halves_fell_then_by_name() -> None:
    early, late, never = (
        ProvinceLife(province, 1, (Step(day, {"reds": weight}, {"reds": weight}),), july(9))
        for province, day, weight in (("AF02", july(3), 1), ("AF01", july(5), 1), ("AF03", july(2), 0.4))
    )
    told = {life.province: life for life in (never, late, early)}
    assert order_by_half_lost(told, "reds", NAMES) == ("AF02", "AF01", "AF03")
    assert order_by_half_lost(told, "blues", NAMES) == order_by_name(NAMES) == ("AF03", "AF01", "AF02")


def test_a_day_tells_weights_claims_changes_the_capital_and_the_reports(gazetteer: Gazetteer) -> None:
    east, west = on(5, gazetteer=gazetteer)
    assert (east.province, east.total, east.weights, east.claimed) == ("AF01", 2, {"reds": 2}, 1)
    assert east.first is not None and (east.first.day, east.first.place) == (july(3), "0101")
    assert east.latest is not None and (east.latest.day, east.latest.place) == (july(5), "0102")
    assert (east.capital_fell, east.reports) == (july(3), ("r1", "r2", "r3"))
    assert west == ProvinceDay("AF02", 1, {UNKNOWN: 1}, 0, None, None, None, ())


def test_a_capital_that_was_held_for_hours_fell_on_that_day() -> None:
    events = event(1, 5, "reds captured"), event(2, 5, "blues recaptured")
    spans, of = reduce(events, PLACES), {"0101": "AF01"}
    (east,) = provinces_on(july(6), spans, (), about(events, of), of, {"AF01": "0101"}, DISTRICTS, "reds")
    assert (east.capital_fell, east.weights) == (july(5), {"blues": 1})


def test_a_province_without_a_capital_has_none_that_fell(gazetteer: Gazetteer) -> None:
    rows = on(9, gazetteer=replace(gazetteer, capitals={"AF02": "0201"}))
    assert [row.capital_fell for row in rows] == [None, None]
    assert [replace(row, capital_fell=None) for row in on(9, gazetteer=gazetteer)] == list(rows)


def test_the_capital_fell_on_the_first_day_whatever_came_after(gazetteer: Gazetteer) -> None:
    assert [on(day, gazetteer=gazetteer)[0].capital_fell for day in (2, 3, 6, 8)] == [None, *[july(3)] * 3]


def test_a_report_of_two_places_of_a_province_is_one(gazetteer: Gazetteer) -> None:
    assert on(9, gazetteer=gazetteer)[0].reports == ("r1", "r2", "r3", "r4", "r6")


def test_a_day_under_a_lens_that_counts_nothing_there(gazetteer: Gazetteer) -> None:
    west = on(9, PEOPLE, gazetteer=gazetteer)[1]
    assert (west.total, west.weights, west.claimed, west.reports) == (0, {}, 0, ("r5",))


@settings(deadline=None, max_examples=100)
@given(ledgers())
def test_the_steps_tell_every_day_as_it_is_counted(events: tuple[Event, ...]) -> None:
    spans = reduce(events, PLACES)
    told = province_lives(spans, PROVINCE_OF, DISTRICTS, DAYS[0], DAYS[-1])
    for day in DAYS:
        for province, life in told.items():
            within = {place: 1 for place in PLACES if PROVINCE_OF[place] == province}
            counts = count_on(spans, day, Lens("within", "", within))
            step = [step for step in life.steps if step.day <= day][-1]
            assert step.weights == {standing: count.held for standing, count in counts.items() if count.held}


# The reports we ship.


def test_the_shares_of_every_province_are_one_under_every_lens(shipped: Atlas) -> None:
    province_of = load_gazetteer().province_of
    for lens in load_lenses().values():
        told = province_lives(shipped.spans, province_of, lens, shipped.first, shipped.last)
        assert len(told) == 34 and all(life.total for life in told.values())
        assert [sum(step.shares.values()) for life in told.values() for step in life.steps] == pytest.approx(
            [1.0] * sum(len(life.steps) for life in told.values())
        )


def test_the_provinces_of_a_day_add_up_to_the_country(shipped: Atlas) -> None:
    gazetteer, events = load_gazetteer(), shipped.ledger.events
    changed = changes(shipped.spans, {event.report.id: event.report for event in events})
    spoken = about(events, gazetteer.province_of)
    for day, lens in ((day, lens) for day in (july(5), date(2021, 8, 12)) for lens in load_lenses().values()):
        rows = provinces_on(
            day, shipped.spans, changed, spoken, gazetteer.province_of, gazetteer.capitals, lens, "taliban"
        )
        counts = count_on(shipped.spans, day, lens)
        for standing in ("taliban", "government", CONTESTED, UNKNOWN):
            summed = sum(row.weights.get(standing, 0) for row in rows)
            assert summed == pytest.approx(counts[standing].held if standing in counts else 0)
        claimed = {place for place, span in control_on(shipped.spans, day).items() if span.claim}
        assert sum(row.claimed for row in rows) == pytest.approx(sum(lens.weights.get(place, 0) for place in claimed))
        assert sum(row.total for row in rows) == pytest.approx(sum(lens.weights.values()))


def test_kunduz_lost_its_half_in_june_and_its_capital_on_the_eighth_of_august(shipped: Atlas) -> None:
    gazetteer, events = load_gazetteer(), shipped.ledger.events
    kunduz = next(province.pcode for province in load_lists().provinces if province.name == "Kunduz")
    lens = load_lenses()["districts"]
    told = province_lives(shipped.spans, gazetteer.province_of, lens, shipped.first, shipped.last)
    assert half_lost(told[kunduz], "taliban") == date(2021, 6, 21)
    rows = provinces_on(
        shipped.last,
        shipped.spans,
        changes(shipped.spans, {event.report.id: event.report for event in events}),
        about(events, gazetteer.province_of),
        gazetteer.province_of,
        gazetteer.capitals,
        lens,
        "taliban",
    )
    assert {row.province: row.capital_fell for row in rows}[kunduz] == date(2021, 8, 8)
