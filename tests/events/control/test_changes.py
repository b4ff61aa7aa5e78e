"""`events.control.changes`: what changed, when, and which report leads it."""

from datetime import date
from itertools import pairwise

from hypothesis import given, settings

from events.control.changes import Change, changes, changes_between
from events.control.rule import reduce
from events.model import CONTESTED, UNKNOWN, Event, PlaceId
from tests.conftest import event, july
from tests.ledgers import DAYS, PLACES, ledgers
from tests.oracle import standing_on


def changes_of(*events: Event) -> tuple[Change, ...]:
    return changes(reduce(events, PLACES), {event.report.id: event.report for event in events})


def test_a_change_tells_what_was_what_is_and_which_report_says_so() -> None:
    fall, rise = event(1, 3, "reds captured"), event(2, 5, "blues recaptured")
    assert changes_of(rise, fall) == (
        Change(july(3), "0101", UNKNOWN, "reds", claimed=False, lead=fall.report, inferred=False),
        Change(july(5), "0101", "reds", "blues", claimed=False, lead=rise.report, inferred=False),
    )


def test_changes_come_by_day_and_then_by_place() -> None:
    found = changes_of(event(1, 5, "reds captured", "0201", "0102", wide=True), event(2, 4, "reds captured", "0201"))
    assert [(change.day, change.place, change.inferred) for change in found] == [
        (july(4), "0201", False),
        (july(5), "0102", True),
    ]


def test_a_claim_is_a_change_to_who_claims() -> None:
    held, claim = event(1, 3, "blues held"), event(2, 5, "reds claimed", sure="claimed")
    assert changes_of(held, claim)[1:] == (
        Change(july(5), "0101", "blues", "reds", claimed=True, lead=claim.report, inferred=False),
    )


def test_a_claim_laid_on_the_day_of_a_change_is_told_after_it() -> None:
    wider, claim = event(1, 5, "blues held", wide=True), event(2, 5, "reds claimed", sure="claimed")
    assert [(change.claimed, change.lead.id) for change in changes_of(claim, wider)] == [(False, "r1"), (True, "r2")]


def test_the_nearest_and_then_the_surest_report_leads() -> None:
    wider = event(1, 5, "reds held", wide=True, sure="confirmed")
    own = event(2, 5, "reds captured")
    surest = event(3, 5, "reds captured", sure="confirmed")
    assert [change.lead.id for change in changes_of(wider, own)] == ["r2"]
    assert [change.lead.id for change in changes_of(wider, own, surest)] == ["r3"]


def test_a_report_of_a_part_never_leads() -> None:
    part = event(1, 5, "reds captured", part=True, sure="confirmed")
    assert [change.lead.id for change in changes_of(part, event(2, 5, "reds captured", wide=True))] == ["r2"]


def test_a_tie_is_led_by_the_first_of_those_opposed() -> None:
    tie = changes_of(event(2, 5, "blues captured"), event(1, 5, "reds captured"))
    assert [(change.after, change.lead.id) for change in tie] == [(CONTESTED, "r1")]


def test_a_place_taken_and_retaken_on_one_day_changes_twice_each_led_by_its_own_report() -> None:
    held, taken, retaken = event(1, 2, "blues held"), event(2, 5, "reds captured"), event(3, 5, "blues recaptured")
    assert changes_of(retaken, taken, held)[1:] == (
        Change(july(5), "0101", "blues", "reds", claimed=False, lead=taken.report, inferred=False),
        Change(july(5), "0101", "reds", "blues", claimed=False, lead=retaken.report, inferred=False),
    )


def test_of_two_changes_of_a_day_each_is_inferred_by_itself() -> None:
    found = changes_of(event(1, 5, "reds captured", wide=True), event(2, 5, "blues recaptured"))
    assert [(change.before, change.after, change.inferred) for change in found] == [
        (UNKNOWN, "reds", True),
        ("reds", "blues", False),
    ]


def test_what_changes_no_standing_is_no_change() -> None:
    assert len(changes_of(event(1, 3, "reds captured"), event(2, 4, "reds held"), event(3, 5, "blues fighting"))) == 1


def test_the_changes_between_two_days_are_those_of_the_first_the_last_and_all_between() -> None:
    changed = changes_of(
        event(1, 1, "reds captured", "0101"),
        event(2, 3, "reds captured", "0102", "0201", wide=True),
        event(3, 5, "blues captured", "0201"),
        event(4, 6, "blues captured", "0101"),
    )
    assert [change.lead.id for change in changes_between(changed, july(3), july(5))] == ["r2", "r2", "r3"]
    assert changes_between(changed, july(2), july(2)) == ()
    assert changes_between(changed, july(1), july(6)) == changed


@settings(deadline=None, max_examples=100)
@given(ledgers())
def test_changes_played_in_order_give_the_standing_of_every_day(events: tuple[Event, ...]) -> None:
    spans, played = reduce(events, PLACES), changes_of(*events)

    def standing(place: PlaceId, day: date) -> str:
        told = [change for change in played if change.place == place and change.day <= day and not change.claimed]
        return told[-1].after if told else UNKNOWN

    for day in DAYS:
        held = {place: next(span.standing for span in spans[place] if day < span.end) for place in PLACES}
        assert {place: standing(place, day) for place in PLACES} == held


@settings(deadline=None, max_examples=100)
@given(ledgers())
def test_the_changes_of_a_day_are_those_that_the_plainest_reading_finds(events: tuple[Event, ...]) -> None:
    told: dict[tuple[date, PlaceId], list[str]] = {}
    for change in changes_of(*events):
        if not change.claimed:
            path = told.setdefault((change.day, change.place), [change.before])
            assert path[-1] == change.before != change.after
            path.append(change.after)
    for place in PLACES:
        for yesterday, day in pairwise(DAYS):
            before, now = standing_on(events, place, yesterday).standing, standing_on(events, place, day)
            path = [before, *([now.passed] if now.passed else []), now.standing]
            assert told.get((day, place), [before]) == (path if now.passed or before != now.standing else [before])


@settings(deadline=None, max_examples=100)
@given(ledgers())
def test_every_change_is_led_by_a_report_of_its_day_and_place(events: tuple[Event, ...]) -> None:
    places = {event.report.id: event.places for event in events}
    assert all(change.lead.latest == change.day for change in changes_of(*events))
    assert all(change.place in places[change.lead.id] for change in changes_of(*events))
