"""
`events.analysis.compare` and the sentence of `geo.words.pages.comparison` that tells it: what changed between two
days.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.analysis.compare import NoInterval, Transition, compare, flows
from events.control.counts import Lens
from events.control.rule import control_on, reduce
from events.model import CONTESTED, UNKNOWN, Event, Presumption
from geo.atlas.atlas import Atlas
from geo.places.lenses import load_lenses
from geo.words.pages.comparison import compare_words
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import DAYS, PLACES, about_of, ledgers

FIVE = (*PLACES, "0202", "0203")
CAPTURE = event(1, 3, "reds captured")


def between(earlier: date, later: date, *events: Event, places: Sequence[str] = PLACES) -> tuple[Transition, ...]:
    reports = {event.report.id: event.report for event in events}
    return compare(reduce(events, places), reports, about_of(*events, places=places), earlier, later)


def amber(earlier: int, later: int, *events: Event) -> Transition:
    return between(july(earlier), july(later), *events)[0]


def said(earlier: int, later: int, *events: Event) -> str:
    transitions = between(july(earlier), july(later), *events, places=FIVE)
    return compare_words(transitions, july(earlier), july(later), THREE_SQUARES)


def test_every_place_is_told_of_in_order_with_its_spans_of_both_days() -> None:
    spans = reduce([CAPTURE, event(2, 4, "blues held", "0201")], PLACES)
    transitions = between(july(2), july(5), CAPTURE, event(2, 4, "blues held", "0201"))
    assert [transition.place for transition in transitions] == ["0101", "0102", "0201"]
    assert {each.place: each.before for each in transitions} == control_on(spans, july(2))
    assert {each.place: each.after for each in transitions} == control_on(spans, july(5))
    assert [each.changed for each in transitions] == [True, False, True]


@pytest.mark.parametrize(("earlier", "later", "changed"), [(2, 3, True), (3, 4, False), (1, 2, False), (3, 3, False)])
def test_a_change_belongs_to_the_days_after_the_earlier_up_to_the_later(
    earlier: int, later: int, changed: bool
) -> None:
    transition = amber(earlier, later, CAPTURE)
    assert (transition.changed, transition.reports) == (changed, ("r1",) if changed else ())


def test_a_later_day_before_the_earlier_is_refused() -> None:
    with pytest.raises(NoInterval, match=r"^2021-07-03 is before 2021-07-05; expected the earlier day first$"):
        between(july(5), july(3))


def test_reports_are_those_of_all_that_begins_between_each_once_by_the_day_they_count_from() -> None:
    events = [
        event(1, 2, "reds captured"),
        event(2, 4, "blues claimed", sure="claimed"),
        event(3, (5, 7), "blues captured"),
        event(4, 9, "reds recaptured"),
    ]
    # The claim is laid over what r1 tells, so r1 stands behind what begins on the fourth.
    assert amber(2, 8, *events).reports == ("r1", "r2", "r3")
    assert amber(7, 9, *events).reports == ("r4",)


def test_a_claim_laid_or_lifted_is_no_change_of_standing() -> None:
    claim, firm = event(2, 4, "blues claimed", sure="claimed"), event(3, 6, "reds held")
    laid, lifted, replaced = (
        amber(3, 5, CAPTURE, claim, firm),
        amber(5, 6, CAPTURE, claim, firm),
        amber(4, 5, claim, event(3, 5, "reds claimed", sure="claimed")),
    )
    assert [(each.changed, each.claimed, each.lifted) for each in (laid, lifted, replaced)] == [
        (False, "blues", None),
        (False, None, "blues"),
        (False, "reds", None),
    ]
    assert amber(4, 5, CAPTURE, claim).claimed is None


def test_a_place_that_changed_and_changed_back_has_not_changed_but_has_a_last_change() -> None:
    transition = amber(3, 6, CAPTURE, event(2, 4, "blues captured"), event(3, 6, "reds recaptured"))
    assert (transition.changed, transition.retaken) == (False, True)
    assert transition.last is not None and (transition.last.day, transition.last.lead.id) == (july(6), "r3")


@pytest.mark.parametrize(
    ("events", "first_reported"),
    [
        ([event(1, 3, "reds held")], True),
        ([event(1, 3, "reds contested")], True),
        ([event(1, 3, "reds captured")], False),
        ([event(1, 3, "blues captured"), event(2, 4, "reds held")], False),
        ([], False),
    ],
)
def test_only_what_was_not_known_and_is_told_to_stand_so_is_first_reported(
    events: list[Event], first_reported: bool
) -> None:
    assert amber(2, 5, *events).first_reported == first_reported


def test_flows_add_up_what_passed_and_what_stayed_in_the_unit_of_the_lens() -> None:
    people = Lens("people", "of 7 people", {"0101": 1, "0102": 2, "0201": 4})
    transitions = between(july(3), july(5), CAPTURE, event(2, 4, "blues captured"), event(3, 4, "blues held", "0201"))
    assert flows(transitions, people) == {(UNKNOWN, "blues"): 4, (UNKNOWN, UNKNOWN): 2, ("reds", "blues"): 1}
    assert list(flows(transitions, people)) == [(UNKNOWN, "blues"), (UNKNOWN, UNKNOWN), ("reds", "blues")]


@settings(deadline=None, max_examples=100)
@given(ledgers(), st.sampled_from(DAYS), st.integers(0, 12))
def test_any_two_days_agree_with_the_control_of_both(events: tuple[Event, ...], earlier: date, length: int) -> None:
    later = earlier + timedelta(length)
    spans, lens = reduce(events, PLACES), Lens("places", "of 3", dict.fromkeys(PLACES, 1))
    transitions = between(earlier, later, *events)
    before, after = control_on(spans, earlier), control_on(spans, later)
    assert [(each.before, each.after) for each in transitions] == [(before[place], after[place]) for place in PLACES]
    assert sum(flows(transitions, lens).values()) == len(PLACES)
    for each in transitions:
        assert not each.changed or (each.last is not None and each.last.after == each.after.standing)
        assert each.last is None or each.last.lead.id in each.reports


# The sentence.


@pytest.mark.parametrize(
    ("events", "words"),
    [
        ([], "No district changed after 2 July 2021, up to 5 July 2021."),
        ([CAPTURE], "After 2 July, up to 5 July 2021, the reds took 1 district (not known before)."),
        (
            [event(1, 3, "reds captured", "0101", "0102")],
            "After 2 July, up to 5 July 2021, the reds took 2 districts (all not known before).",
        ),
        (
            [
                event(1, 2, "blues captured", "0101", "0102"),
                event(2, 2, "blues contested", "0201"),
                event(3, 3, "reds captured", "0101", "0102", "0201", "0202"),
            ],
            "After 2 July, up to 5 July 2021, the reds took 4 districts"
            " (2 from the blues, 1 contested before, 1 not known before).",
        ),
        (
            [
                event(1, 2, "reds captured", "0101", "0102"),
                event(2, 3, "blues recaptured"),
                event(3, 4, "blues held", "0102"),
            ],
            "After 2 July, up to 5 July 2021, the blues took 2 districts (all from the reds; 1 of them retaken).",
        ),
        (
            [
                event(1, 3, "blues held", "0101", "0102"),
                event(2, 3, "reds held", "0201"),
                event(3, 3, "reds contested", "0202"),
            ],
            "After 2 July, up to 5 July 2021, 2 districts were first reported as held by the blues,"
            " 1 as contested, 1 as held by the reds.",
        ),
        (
            [event(1, 2, "reds captured"), event(2, 4, "blues contested")],
            "After 2 July, up to 5 July 2021, 1 district became contested (from the reds).",
        ),
        (
            [event(1, 3, "reds captured"), event(2, 3, "blues captured", "0102", "0201", wide=True)],
            "After 2 July, up to 5 July 2021, the reds took 1 district (not known before);"
            " the blues took 2 (all not known before)."
            " 2 of these are known only from province- or country-wide reports.",
        ),
        (
            [
                event(1, 2, "reds captured"),
                event(2, 3, "blues captured"),
                event(3, 5, "reds recaptured"),
                event(4, 4, "blues claimed", "0102", "0201", sure="claimed"),
                event(5, 2, "reds claimed", "0202", sure="claimed"),
                event(6, 2, "blues held", "0202"),
                event(7, 1, "reds held", "0203"),
                event(8, 2, "blues claimed", "0203", sure="claimed"),
                event(9, 4, "reds held", "0203"),
            ],
            "On 5 July 2021 every district was under the same control as on 2 July 2021; "
            "1 district changed and changed back;"
            " 2 are newly claimed by the blues; 1 is no longer claimed by the blues.",
        ),
        (
            [event(1, 3, "reds captured"), event(2, 4, "blues claimed", "0102", sure="claimed")],
            "After 2 July, up to 5 July 2021, the reds took 1 district (not known before).",
        ),
    ],
)
def test_the_sentence_tells_all_that_changed_and_from_what(events: list[Event], words: str) -> None:
    assert said(2, 5, *events) == words


def test_what_was_only_presumed_before_is_said_so_and_a_report_that_agrees_is_no_gain() -> None:
    events = (event(1, 3, "reds captured"), event(2, 4, "blues recaptured", "0102"))
    war = replace(THREE_SQUARES, presumption=Presumption("blues", "s1"))
    reports = {event.report.id: event.report for event in events}
    changed = compare(reduce(events, FIVE, war.unreported), reports, about_of(*events, places=FIVE), july(2), july(5))
    assert compare_words(changed, july(2), july(5), war) == (
        "After 2 July, up to 5 July 2021, the reds took 1 district (only presumed before). 1 district was first "
        "reported as held by the blues."
    )


def test_the_same_day_twice_gets_a_sentence_of_its_own() -> None:
    assert said(3, 3, CAPTURE) == "This compares 3 July 2021 with itself: nothing differs."


@pytest.mark.parametrize(
    ("earlier", "opening"),
    [
        (july(1), "After 1 July, up to 31 July 2021, "),
        (date(2021, 6, 28), "After 28 June, up to 31 July 2021, "),
        (date(2020, 7, 1), "After 1 July 2020, up to 31 July 2021, "),
    ],
)
def test_the_sentence_tells_month_and_year_once_where_they_are_the_same(earlier: date, opening: str) -> None:
    transitions = between(earlier, july(31), CAPTURE)
    assert compare_words(transitions, earlier, july(31), THREE_SQUARES).startswith(opening)


# The reports we ship.


def test_july_as_the_atlas_tells_it(shipped: Atlas) -> None:
    transitions = between_shipped(shipped, july(1), july(31))
    moved = {
        pair: number for pair, number in flows(transitions, load_lenses()["districts"]).items() if len({*pair}) > 1
    }
    assert moved == {
        (UNKNOWN, "taliban"): 73,
        (UNKNOWN, "government"): 55,
        (UNKNOWN, CONTESTED): 11,
        ("government", "taliban"): 4,
        ("taliban", CONTESTED): 2,
        (CONTESTED, "taliban"): 2,
        ("taliban", "government"): 1,
    }
    assert compare_words(transitions, july(1), july(31), shipped.ledger.war) == (
        "After 1 July, up to 31 July 2021, the Taliban took 57 districts (51 not known before, 4 from the government,"
        " 2 contested before); the government took 10 (9 not known before, 1 from the Taliban; 7 of them retaken); 4"
        " became contested (2 from the Taliban, 2 not known before). 46 districts were first reported as held by the"
        " government, 22 as held by the Taliban, 9 as contested; 71 of these are known only from province- or"
        " country-wide reports."
    )


def test_every_lens_is_shared_out_whole_and_every_change_is_told_once(shipped: Atlas) -> None:
    lenses, war = load_lenses(), shipped.ledger.war
    days = [shipped.first + timedelta(number) for number in range(0, (shipped.last - shipped.first).days + 1, 17)]
    for earlier, later in ((earlier, later) for earlier, later in product(days, days) if earlier < later):
        transitions = between_shipped(shipped, earlier, later)
        for lens in lenses.values():
            assert sum(flows(transitions, lens).values()) == pytest.approx(sum(lens.weights.values()))
        changed = [transition for transition in transitions if transition.changed]
        words = compare_words(transitions, earlier, later, war)
        told = re.findall(r"took (\d+)|(\d+) (?:districts? )?(?:became|w(?:as|ere) first reported|as )", words)
        assert sum(int(taken or other) for taken, other in told) == len(changed), words
        for number, origins in re.findall(r"(\d+) (?:districts? )?(?:became [^(]*)?\(([^)]*)\)", words):
            came, _, _ = origins.partition("; ")
            assert sum(map(int, re.findall(r"\d+", came))) in (0, int(number)), words
        assert all(each.reports for each in changed)


def between_shipped(shipped: Atlas, earlier: date, later: date) -> tuple[Transition, ...]:
    reports = {event.report.id: event.report for event in shipped.ledger.events}
    return compare(shipped.spans, reports, shipped.reading.about, earlier, later)
