"""`events.control.outcomes`: who speaks, and how each report fared against the others of its place."""

from dataclasses import replace

import pytest
from hypothesis import given

from events.control.outcomes import Outcome, Speaker, outcomes, speaker
from events.control.rule import STAGES, decide
from events.model import Event, Scope, Source
from events.tables.sources import sources_table
from tests.conftest import event
from tests.ledgers import ledgers


@pytest.mark.parametrize(
    ("sure", "who"),
    [("claimed", Speaker.GAINING_SIDE), ("confirmed", Speaker.LOSING_SIDE), ("reported", Speaker.OTHERS)],
)
def test_who_speaks_follows_from_how_sure_it_is(sure: str, who: Speaker) -> None:
    assert speaker(event(1, 5, "reds captured", sure=sure).report) == who


CAPTURED = event(1, 5, "reds captured")


@pytest.mark.parametrize(
    ("other", "outcome", "of_captured"),
    [
        (event(2, 5, "reds surrendered"), Outcome.STANDS, Outcome.STANDS),
        (event(2, 6, "blues captured"), Outcome.STANDS, Outcome.STANDS),
        (event(2, 5, "blues recaptured"), Outcome.STANDS, Outcome.STANDS),
        (event(2, 5, "blues captured"), Outcome.OPPOSED, Outcome.OPPOSED),
        (event(2, 5, "blues captured", sure="confirmed"), Outcome.STANDS, Outcome.OUTWEIGHED),
        (event(2, 5, "blues captured", wide=True, sure="confirmed"), Outcome.YIELDS, Outcome.STANDS),
        (event(2, 5, "reds captured", wide=True), Outcome.STANDS, Outcome.STANDS),
        (event(2, 5, "reds claimed", sure="claimed"), Outcome.BORNE_OUT, Outcome.STANDS),
        (event(2, 5, "blues claimed", sure="claimed"), Outcome.ANSWERED, Outcome.STANDS),
        (event(2, 6, "blues claimed", sure="claimed"), Outcome.CLAIM, Outcome.STANDS),
        (event(2, 5, "blues contested", sure="claimed"), Outcome.ANSWERED, Outcome.STANDS),
        (event(2, 5, "blues fighting"), Outcome.FIGHTING, Outcome.STANDS),
        (event(2, 5, "blues captured", part=True, sure="confirmed"), Outcome.PART, Outcome.STANDS),
        (event(2, 5, "blues fighting", part=True), Outcome.PART, Outcome.STANDS),
    ],
)
def test_a_report_fares_by_the_rule_of_control(other: Event, outcome: Outcome, of_captured: Outcome) -> None:
    expected = {"r1": of_captured, "r2": outcome}
    assert outcomes([CAPTURED.report, other.report]) == expected
    assert outcomes([other.report, CAPTURED.report]) == expected


def test_a_wider_report_answers_no_claim() -> None:
    wider, claim = event(1, 5, "blues held", wide=True), event(2, 5, "reds claimed", sure="claimed")
    assert outcomes([wider.report, claim.report]) == {"r1": Outcome.STANDS, "r2": Outcome.CLAIM}


def test_a_report_on_a_province_yields_to_a_less_sure_one_on_a_group() -> None:
    wider = event(1, 5, "blues held", wide=True, sure="confirmed").report
    group = replace(event(2, 5, "reds held", wide=True).report, scope=Scope.GROUP)
    assert outcomes([wider, group]) == {"r1": Outcome.YIELDS, "r2": Outcome.STANDS}


def test_an_attack_told_by_the_attacker_is_borne_out_by_a_surer_report_of_it() -> None:
    surer, told = event(1, 5, "reds contested"), event(2, 5, "reds contested", sure="claimed")
    assert outcomes([surer.report, told.report]) == {"r1": Outcome.STANDS, "r2": Outcome.BORNE_OUT}


def test_of_three_the_surest_two_are_opposed_and_the_third_outweighed() -> None:
    reports = [
        event(1, 5, "reds captured", sure="confirmed").report,
        event(2, 5, "blues captured", sure="confirmed").report,
        event(3, 5, "reds captured").report,
    ]
    assert outcomes(reports) == {"r1": Outcome.OPPOSED, "r2": Outcome.OPPOSED, "r3": Outcome.OUTWEIGHED}


@given(ledgers())
def test_a_firm_report_stands_just_where_its_stage_of_the_day_decides_as_it_says(events: tuple[Event, ...]) -> None:
    reports = [told.report for told in events]
    outcome_by_report = outcomes(reports)
    assert outcomes(reversed(reports)) == outcome_by_report
    firm = [report for report in reports if report.firm and report.affects_control]
    for report in firm:
        (stage,) = (kinds for kinds in STAGES if report.kind in kinds)
        _, verdict = decide([peer for peer in firm if peer.latest == report.latest and peer.kind in stage])
        assert (outcome_by_report[report.id] == Outcome.STANDS) == (verdict in report.sides)


def test_only_what_another_report_speaks_against_is_contradicted() -> None:
    assert {outcome for outcome in Outcome if outcome.contradicted} == {
        Outcome.ANSWERED,
        Outcome.OPPOSED,
        Outcome.OUTWEIGHED,
        Outcome.YIELDS,
    }


def test_sources_are_listed_with_how_many_reports_cite_them_and_only_the_linked_with_their_page() -> None:
    linked = Source("s1", "Gazette", "Fall", "https://example.org/a", "2021-07", "")
    unlinked = Source("s2", "Pamphlet", "Victory", "https://example.net/b", "", "propaganda outlet")
    assert sources_table([linked, unlinked], [event(1, 5, "reds captured"), event(2, 6, "reds held")]) == [
        {
            "publisher": "Gazette",
            "title": "Fall",
            "page": "https://example.org/a",
            "published": "2021-07",
            "reports": 2,
            "not_linked_because": "",
        },
        {
            "publisher": "Pamphlet",
            "title": "Victory",
            "page": None,
            "published": "",
            "reports": 0,
            "not_linked_because": "propaganda outlet",
        },
    ]
