"""
`events.control.rule`: the rule, one worked case after another. `tests/oracle.py` reads it a second time, over chance.
"""

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest

from events.control.counts import Count, Lens, count_each_day, count_on
from events.control.outcomes import Outcome, outcomes
from events.control.rule import control_on, decide, known_by, reduce
from events.model import CONTESTED, UNKNOWN, Event, Scope, Span
from geo.atlas.atlas import Atlas
from geo.places.lenses import load_lenses
from tests.conftest import event, july, life

PLACES = ("0101", "0102", "0201")


def scoped(told: Event, scope: Scope) -> Event:
    return replace(told, report=replace(told.report, scope=scope))


def amber(*events: Event) -> list[str]:
    """The life of the first square."""
    return life(reduce(events, PLACES)["0101"])


def test_a_span_is_told_whole_with_the_reports_behind_it() -> None:
    spans = reduce([event(1, (5, 6), "reds captured", sure="confirmed"), event(2, 9, "reds held", wide=True)], PLACES)
    behind = (("r1", july(5), july(6)), ("r1", july(6), date.max), ("r2", july(9), date.max))
    assert spans == {
        "0101": (
            Span("0101", date.min, july(5), UNKNOWN, behind=behind),
            Span("0101", july(5), july(6), UNKNOWN, changing=frozenset({"reds"}), behind=behind),
            Span("0101", july(6), date.max, "reds", behind=behind),
        ),
        "0102": (Span("0102", date.min, date.max, UNKNOWN),),
        "0201": (Span("0201", date.min, date.max, UNKNOWN),),
    }
    assert [span.events for span in spans["0101"]] == [(), ("r1",), ("r1", "r2")]


def test_who_is_behind_a_place_is_kept_once_however_often_it_is_seen_anew() -> None:
    """Confirmed each day, and fought over each other day: a span for each, and one entry for each report."""
    held = [event(2 * day, day, "reds held") for day in range(1, 29)]
    fought = [event(2 * day + 1, day, "blues fighting") for day in range(1, 29, 2)]
    life = reduce([*held, *fought], PLACES)["0101"]
    assert len(life) == 29
    assert len(life[0].behind) == len(held) + len(fought)
    assert all(span.behind is life[0].behind for span in life)
    assert len(life[-1].events) == len(held)


# Rule 1: the latest day.


def test_a_report_counts_from_its_latest_day_and_the_place_is_changing_until_then() -> None:
    assert amber(event(1, (3, 5), "reds captured")) == ["3 Jul: unknown, changing to reds", "5 Jul: reds"]


def test_a_place_does_not_change_to_what_it_is() -> None:
    assert amber(event(1, 1, "reds captured"), event(2, (3, 5), "reds held")) == ["1 Jul: reds"]


def test_two_reports_may_both_be_changing_a_place() -> None:
    assert amber(event(1, (3, 6), "reds captured"), event(2, (4, 5), "blues held")) == [
        "3 Jul: unknown, changing to reds",
        "4 Jul: unknown, changing to blues, changing to reds",
        "5 Jul: blues, changing to reds",
        "6 Jul: reds",
    ]


# Rule 2: what decides.


@pytest.mark.parametrize(
    "kind", ["captured", "surrendered", "abandoned", "withdrawn", "transferred", "recaptured", "held"]
)
@pytest.mark.parametrize("sure", ["confirmed", "reported"])
def test_a_firm_change_of_hands_makes_the_gainer_hold(kind: str, sure: str) -> None:
    assert amber(event(1, 1, "blues held"), event(2, 5, f"reds {kind}", sure=sure)) == ["1 Jul: blues", "5 Jul: reds"]


@pytest.mark.parametrize(
    ("named", "verdict"),
    [
        (["reds+blues", "blues"], "blues"),
        (["reds+blues", "blues+reds", "reds+blues"], "reds"),
        (["reds+blues", "blues+reds"], "blues"),
        (["reds+greens", "blues+greens"], "contested"),
        (["reds+blues", "greens"], "contested"),
    ],
)
def test_reports_that_name_several_sides_agree_on_one_that_all_of_them_name(named: list[str], verdict: str) -> None:
    told = []
    for number, sides in enumerate(named):
        party, *partners = sides.split("+")
        one = event(number, 5, f"{party} captured")
        told.append(replace(one, report=replace(one.report, partners=tuple(partners))))
    assert amber(*told) == [f"5 Jul: {verdict}"]
    agreeing = {each.report.id for each in told if verdict in each.report.sides}
    fared = outcomes(each.report for each in told)
    assert {report for report, outcome in fared.items() if outcome == Outcome.STANDS} == agreeing


def test_a_contested_report_agrees_with_no_side_that_it_names() -> None:
    attack, capture = event(1, 5, "reds contested"), event(2, 5, "reds held")
    assert amber(attack, capture) == ["5 Jul: contested"]


def test_a_firm_contested_makes_the_place_contested_whoever_attacks() -> None:
    assert amber(event(1, 5, "reds contested"), event(2, 5, "blues contested")) == ["5 Jul: contested"]


def test_fighting_and_a_part_change_nothing_and_are_shown_while_they_last() -> None:
    fighting, part = event(2, (3, 4), "reds fighting"), event(3, 6, "reds captured", part=True)
    assert amber(event(1, 1, "blues held"), fighting, part) == [
        "1 Jul: blues",
        "3 Jul: blues, unsettled",
        "5 Jul: blues",
        "6 Jul: blues, unsettled",
        "7 Jul: blues",
    ]


def test_a_denial_changes_nothing() -> None:
    assert amber(event(1, 5, "reds captured", denied_by="blues")) == ["5 Jul: reds"]


# Rule 3: claims.


@pytest.mark.parametrize("said", ["reds claimed", "reds captured", "reds held", "reds recaptured"])
def test_what_is_not_firm_lies_over_what_stands(said: str) -> None:
    claim = event(2, 5, said, sure="claimed")
    assert amber(claim) == ["5 Jul: unknown, claimed by reds"]
    assert amber(event(1, 1, "blues held"), claim) == ["1 Jul: blues", "5 Jul: blues, claimed by reds"]


def test_the_kind_claimed_is_a_claim_however_sure() -> None:
    assert amber(event(1, 5, "reds claimed", sure="confirmed")) == ["5 Jul: unknown, claimed by reds"]


def test_who_holds_already_claims_nothing_and_an_older_claim_stays() -> None:
    held, theirs = event(1, 1, "blues held"), event(2, 3, "reds claimed", sure="claimed")
    assert amber(held, theirs, event(3, 5, "blues claimed", sure="claimed")) == amber(held, theirs)


def test_a_contested_that_is_not_firm_lays_nothing_and_opposes_no_claim() -> None:
    assert amber(event(1, (3, 5), "reds contested", sure="claimed")) == []
    assert amber(event(1, 5, "reds contested", sure="claimed"), event(2, 5, "blues held", sure="claimed")) == [
        "5 Jul: unknown, claimed by blues"
    ]


def test_a_newer_claim_takes_the_place_of_an_older() -> None:
    assert amber(event(1, 3, "reds claimed", sure="claimed"), event(2, 5, "blues claimed", sure="claimed")) == [
        "3 Jul: unknown, claimed by reds",
        "5 Jul: unknown, claimed by blues",
    ]


@pytest.mark.parametrize("said", ["reds captured", "blues held", "reds contested"])
def test_a_claim_ends_with_any_later_firm_report_of_the_district(said: str) -> None:
    held, claim = event(1, 1, "blues held"), event(2, 3, "reds claimed", sure="claimed")
    after = {"reds captured": "reds", "blues held": "blues", "reds contested": "contested"}[said]
    assert amber(held, claim, event(3, 5, said))[-1] == f"5 Jul: {after}"


def test_a_claim_of_the_day_of_a_firm_report_is_not_laid() -> None:
    assert amber(event(1, 5, "blues held"), event(2, 5, "reds claimed", sure="claimed")) == ["5 Jul: blues"]


def test_a_later_wider_report_ends_a_claim_only_where_it_changes_the_standing() -> None:
    held, claim = event(1, 1, "blues held"), event(2, 3, "reds claimed", sure="claimed")
    before = ["1 Jul: blues", "3 Jul: blues, claimed by reds"]
    assert amber(held, claim, event(3, 5, "blues held", wide=True)) == before
    assert amber(held, claim, event(3, 5, "reds held", wide=True)) == [*before, "5 Jul: reds inferred"]


def test_a_claim_lies_over_a_wider_report_of_its_own_day() -> None:
    wider, claim = event(1, 5, "blues held", wide=True), event(2, 5, "reds claimed", sure="claimed")
    assert amber(wider, claim) == ["5 Jul: blues inferred, claimed by reds"]


# Rule 4: the reports of one day.


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ("blues held", "reds captured", "reds"),
        ("reds contested", "blues captured", "blues"),
        ("reds captured", "blues recaptured", "blues, unsettled, through reds"),
        ("reds held", "blues recaptured", "blues"),
        ("reds captured", "blues captured", "contested"),
        ("reds held", "blues contested", "contested"),
        ("reds captured", "reds withdrawn", "reds"),
    ],
)
def test_the_last_stage_of_a_day_decides_and_equals_opposed_are_contested(one: str, other: str, verdict: str) -> None:
    that_day, *after = amber(event(1, 5, one), event(2, 5, other))
    assert that_day == f"5 Jul: {verdict}"
    assert after == (["6 Jul: blues"] if "through" in verdict else [])


def test_a_stage_without_a_firm_report_decides_nothing() -> None:
    retaken = event(2, 5, "blues recaptured", sure="claimed")
    assert amber(event(1, 5, "reds captured"), retaken) == ["5 Jul: reds"]


def test_the_surest_of_a_stage_decides() -> None:
    assert amber(event(1, 5, "reds captured", sure="confirmed"), event(2, 5, "blues captured")) == ["5 Jul: reds"]


def test_a_districts_own_report_goes_before_a_surer_wider_one_of_its_stage() -> None:
    wider = event(2, 5, "blues captured", sure="confirmed", wide=True)
    assert amber(event(1, 5, "reds captured"), wider) == ["5 Jul: reds"]


def test_a_wider_report_of_a_later_stage_goes_before_an_own_one() -> None:
    assert amber(event(1, 5, "reds captured"), event(2, 5, "blues recaptured", wide=True)) == [
        *("5 Jul: blues inferred, unsettled, through reds", "6 Jul: blues inferred"),
    ]


def test_a_place_taken_and_retaken_on_one_day_is_unsettled_on_that_day_and_shows_what_it_was_within_it() -> None:
    taken, retaken = event(2, 5, "reds captured"), event(3, 5, "blues recaptured")
    assert amber(event(1, 2, "blues held"), retaken, taken) == [
        *("2 Jul: blues", "5 Jul: blues, unsettled, through reds", "6 Jul: blues"),
    ]
    (_, _, that_day, after) = reduce([event(1, 2, "blues held"), retaken, taken], ["0101"])["0101"]
    assert (that_day.events, after.events) == (("r2", "r3"), ("r3",))


def test_a_place_that_was_fought_over_all_along_still_shows_the_day_on_which_it_changed_twice() -> None:
    fought = event(1, (4, 7), "reds fighting")
    twice = event(2, 5, "reds captured"), event(3, 5, "blues recaptured")
    assert amber(event(4, 2, "blues held"), fought, *twice)[1:] == [
        "4 Jul: blues, unsettled",
        "5 Jul: blues, unsettled, through reds",
        "6 Jul: blues, unsettled",
        "8 Jul: blues",
    ]


def test_two_days_that_each_changed_twice_are_two_spans() -> None:
    said = [event(1, 5, "reds captured"), event(2, 5, "blues recaptured")]
    again = [event(3, 6, "reds captured"), event(4, 6, "blues recaptured")]
    assert amber(*said, *again) == [
        *("5 Jul: blues, unsettled, through reds", "6 Jul: blues, unsettled, through reds", "7 Jul: blues"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        ["reds held", "blues captured"],
        ["reds held", "blues recaptured"],
        ["reds contested", "blues captured"],
        ["blues captured", "blues recaptured"],
        ["reds captured", "blues captured"],
    ],
)
def test_what_is_told_of_a_state_or_of_one_hand_or_is_opposed_is_no_second_change(said: list[str]) -> None:
    told = [event(number, 5, words) for number, words in enumerate(said)]
    assert [span.passed for span in reduce(told, ["0101"])["0101"]] == [None, None]


def test_a_report_on_a_group_goes_before_a_surer_one_on_a_province_and_after_the_districts_own() -> None:
    group = scoped(event(1, 5, "reds held", "0101", "0102", wide=True), Scope.GROUP)
    province = event(2, 5, "blues held", "0101", "0102", wide=True, sure="confirmed")
    assert amber(group, province) == amber(province, group) == ["5 Jul: reds inferred"]
    assert amber(group, province, event(3, 5, "blues held")) == ["5 Jul: blues"]


def test_a_report_on_a_group_fills_its_places_as_inferred_and_a_later_wider_one_outranks_it() -> None:
    group = scoped(event(1, 5, "reds held", wide=True), Scope.GROUP)
    assert amber(group, event(2, 6, "blues held", wide=True)) == ["5 Jul: reds inferred", "6 Jul: blues inferred"]


def test_equal_and_opposed_claims_lay_nothing() -> None:
    assert amber(event(1, 5, "reds claimed", sure="claimed"), event(2, 5, "blues claimed", sure="claimed")) == []


def test_the_order_of_the_rows_never_decides() -> None:
    rows = (
        event(1, 5, "reds captured"),
        event(2, 5, "blues captured"),
        event(3, 5, "reds claimed", sure="claimed"),
        event(4, 5, "blues held", wide=True),
        event(5, (4, 6), "reds fighting"),
    )
    assert {str(reduce(order, PLACES)) for order in permutations(rows)} == {str(reduce(rows, PLACES))}
    assert amber(*rows) == ["4 Jul: unknown, unsettled", "5 Jul: contested, unsettled", "7 Jul: contested"]


def test_those_that_decide_are_the_nearest_and_surest() -> None:
    own, surer = event(1, 5, "reds captured").report, event(2, 5, "reds captured", sure="confirmed").report
    wider = event(3, 5, "blues captured", sure="confirmed", wide=True).report
    opposed = event(4, 5, "blues captured", sure="confirmed").report
    assert decide([]) == ([], None)
    assert decide([wider]) == ([wider], "blues")
    assert decide([own, surer, wider]) == ([surer], "reds")
    assert decide([own, surer, wider, opposed]) == ([surer, opposed], CONTESTED)


# Rule 5: wider reports.


def test_a_wider_report_fills_each_of_its_places_as_inferred() -> None:
    spans = reduce([event(1, 5, "reds held", "0101", "0102", wide=True)], PLACES)
    assert [life(spans[place]) for place in PLACES] == [["5 Jul: reds inferred"], ["5 Jul: reds inferred"], []]


def test_where_a_wider_report_agrees_the_districts_own_stays_in_force() -> None:
    assert amber(event(1, 1, "reds captured"), event(2, 5, "reds held", wide=True)) == ["1 Jul: reds"]


def test_a_later_wider_report_outranks_an_earlier_own_one() -> None:
    assert amber(event(1, 1, "blues held"), event(2, 5, "reds held", wide=True)) == [
        "1 Jul: blues",
        "5 Jul: reds inferred",
    ]


def test_an_own_report_bears_out_what_was_inferred() -> None:
    assert amber(event(1, 1, "reds held", wide=True), event(2, 5, "reds held")) == [
        "1 Jul: reds inferred",
        "5 Jul: reds",
    ]


# Rule 6: before the first firm report.


def test_a_place_without_a_firm_report_is_unknown_throughout() -> None:
    assert amber(event(1, 5, "reds fighting"), event(2, 6, "reds held", part=True)) == [
        "5 Jul: unknown, unsettled",
        "7 Jul: unknown",
    ]


def test_a_place_that_is_not_asked_for_is_not_told_of() -> None:
    assert reduce([event(1, 5, "reds captured", "0909")], PLACES).keys() == set(PLACES)


# Rule 7: as known on a day.


def test_only_what_was_known_by_a_day_takes_part_that_day_included() -> None:
    events = (event(1, 1, "blues held"), event(2, 3, "reds captured", delay=2))
    assert amber(*known_by(events, july(4))) == ["1 Jul: blues"]
    assert amber(*known_by(events, july(5))) == ["1 Jul: blues", "3 Jul: reds"]
    assert known_by(events, date.max) == events


# Reading the spans.


def test_control_on_a_day_is_the_span_that_day_lies_in_its_end_excluded() -> None:
    spans = reduce([event(1, 5, "reds captured")], PLACES)
    standings = {day: control_on(spans, july(day))["0101"].standing for day in (4, 5, 6)}
    assert standings == {4: UNKNOWN, 5: "reds", 6: "reds"}


def test_counts_under_a_lens_come_with_the_lowest_and_the_highest_figure() -> None:
    events = (
        event(1, 1, "reds captured", "0101"),
        event(2, 5, "blues claimed", "0101", sure="claimed"),
        event(3, 1, "blues held", "0102", wide=True),
        event(4, (4, 6), "reds captured", "0102"),
        event(5, (4, 6), "blues contested", "0201"),
    )
    people = Lens("people", "of 7 people", {"0101": 1, "0102": 2, "0201": 4})
    assert count_on(reduce(events, PLACES), july(5), people) == {
        "reds": Count(held=1, lowest=0, highest=3, claimed=1),
        "blues": Count(held=2, lowest=2, highest=3, inferred=2),
        UNKNOWN: Count(held=4, lowest=4, highest=4),
    }


def test_each_day_is_counted_as_by_itself(shipped: Atlas) -> None:
    for lens in load_lenses().values():
        each_day = count_each_day(shipped.spans, shipped.first, shipped.last, lens)
        assert len(each_day) == (shipped.last - shipped.first).days + 1
        for number in range(0, len(each_day), 9):
            counts = count_on(shipped.spans, shipped.first + timedelta(days=number), lens)
            assert {standing: count.held for standing, count in each_day[number].items()} == pytest.approx(
                {standing: count.held for standing, count in counts.items()}
            )
            assert {standing: count.highest for standing, count in each_day[number].items()} == pytest.approx(
                {standing: count.highest for standing, count in counts.items()}
            )
            assert sum(count.held for count in each_day[number].values()) == pytest.approx(sum(lens.weights.values()))


def test_who_only_claims_is_counted_with_nothing_held() -> None:
    spans = reduce([event(1, 5, "reds claimed", sure="claimed")], PLACES)
    assert count_on(spans, july(5), Lens("districts", "of 1 district", {"0101": 1}))["reds"] == Count(highest=1)


def test_a_place_that_is_claimed_and_changing_counts_once() -> None:
    spans = reduce([event(1, 4, "reds claimed", sure="claimed"), event(2, (4, 6), "reds captured")], PLACES)
    assert count_on(spans, july(5), Lens("districts", "of 1 district", {"0101": 1}))["reds"] == Count(highest=1)
