"""`geo.words.pages.life`: a district's life on a day in true sentences."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from events.analysis.life import Life, behind, life_of
from events.control.rule import BY_LATEST_DAY, reduce
from events.model import CONTESTED, UNKNOWN, Event, Party, Pattern, Presumption, Source
from geo.words.headlines import NUMBERS
from geo.words.pages.life import life_words
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import DAYS, PARTIES, PLACES, ledgers

SOURCE = Source("s1", "Gazette", "Amber falls", "https://example.org/amber", "2021-07-05", "")
GREENS = Party("greens", "Greens", "the greens", {}, "#33aa33", "#55cc55", Pattern.RISING)
WAR = replace(THREE_SQUARES, parties=(*THREE_SQUARES.parties, GREENS))
NUMERALS = {word.lower(): number for number, word in enumerate(NUMBERS)}


def life(*events: Event) -> Life:
    reports = sorted((event.report for event in events), key=BY_LATEST_DAY)
    return life_of("0101", reduce(events, PLACES), {"0101": reports}, {"s1": SOURCE}, DAYS[0], DAYS[-1])


def words(day: int, *events: Event) -> str:
    return life_words(life(*events), "Amber", july(day), WAR)


CAPTURED = event(1, 4, "reds captured")


def test_who_is_presumed_to_hold_a_district_is_said_to_be() -> None:
    war = replace(WAR, presumption=Presumption("blues", "s1"))
    reports = {"0101": [CAPTURED.report]}
    lived = life_of("0101", reduce([CAPTURED], PLACES, war.unreported), reports, {"s1": SOURCE}, DAYS[0], DAYS[-1])
    assert life_words(lived, "Amber", july(3), war) == (
        "It is not known who controlled Amber on 3 July 2021: there is no firm report up to then. It is presumed to "
        "have been held by the blues. The first report to mention it takes effect on 4 July 2021."
    )


@pytest.mark.parametrize(
    ("day", "events", "said"),
    [
        (5, [], "No report on record mentions Amber."),
        (
            3,
            [CAPTURED],
            "It is not known who controlled Amber on 3 July 2021: there is no firm report up to then. "
            "The first report to mention it takes effect on 4 July 2021.",
        ),
        (
            4,
            [CAPTURED],
            "Amber has been held by the reds since 4 July 2021, according to one report. "
            "One report so far; the latest on this district itself is of that day.",
        ),
        (
            5,
            [CAPTURED, event(2, 4, "reds held")],
            "Amber has been held by the reds since 4 July 2021, according to two reports. "
            "Two reports so far; the latest on this district itself is of the day before.",
        ),
        (
            9,
            [event(1, 4, "reds captured", wide=True)],
            "Amber has been held by the reds since 4 July 2021, according to one report, "
            "all province- or country-wide. One report so far, none on this district itself.",
        ),
        (
            9,
            [event(1, 4, "reds contested")],
            "Amber has been contested since 4 July 2021, according to one report. "
            "One report so far; the latest on this district itself is of 4 July 2021, 5 days before.",
        ),
        (
            4,
            [CAPTURED, event(2, 4, "blues captured")],
            "Amber has been contested since 4 July 2021, according to two reports, equally certain but contradictory. "
            "Two reports so far, two of them contradicted; "
            "the latest on this district itself is of that day.",
        ),
        (
            6,
            [
                CAPTURED,
                event(2, 5, "blues claimed", sure="claimed"),
                event(3, (6, 8), "blues captured"),
                event(4, (6, 9), "reds contested"),
                event(5, 6, "blues fighting"),
            ],
            "Amber has been held by the reds since 4 July 2021, according to one report. "
            "It has been claimed by the blues since 5 July 2021 (one report); "
            "it may already have fallen to the blues (one report); "
            "it may already be contested (one report); "
            "fighting, or a change in part of it, is reported (one report). "
            "Three reports so far; the latest on this district itself is of that day.",
        ),
        (
            4,
            [CAPTURED, event(2, 4, "blues recaptured")],
            "Amber has been held by the blues since 4 July 2021, according to one report. "
            "It changed hands twice that day, first to the reds. "
            "Two reports so far; the latest on this district itself is of that day.",
        ),
        (
            5,
            [
                event(1, 4, "greens captured"),
                event(2, 5, "reds captured"),
                event(3, 5, "blues captured"),
                event(4, 5, "greens recaptured"),
            ],
            "Amber has been held by the greens since 5 July 2021, according to one report. "
            "It changed twice that day and was contested in between. "
            "Four reports so far, two of them contradicted; "
            "the latest on this district itself is of that day.",
        ),
        (
            4,
            [event(1, 4, "reds claimed", sure="claimed")],
            "It is not known who controlled Amber on 4 July 2021: there is no firm report up to then. "
            "It has been claimed by the reds since 4 July 2021 (one report). "
            "One report so far; the latest on this district itself is of that day.",
        ),
    ],
    ids=[
        "none",
        "before",
        "held",
        "day before",
        "inferred",
        "contested",
        "tie",
        "all over it",
        "twice",
        "contested between",
        "claim alone",
    ],
)
def test_a_life_is_told_in_sentences(day: int, events: list[Event], said: str) -> None:
    assert words(day, *events) == said


@pytest.mark.slow
@settings(deadline=None, max_examples=150)
@given(ledgers())
def test_the_sentences_of_any_ledger_say_what_stands_and_by_how_many_reports(events: tuple[Event, ...]) -> None:
    told = life(*(event for event in events if "0101" in event.places))
    for day in DAYS if told.told else ():
        standing = told.on(day).standing
        said = life_words(told, "Amber", day, WAR)
        assert ("is not known" in said) == (standing == UNKNOWN)
        assert ("has been contested" in said) == (standing == CONTESTED)
        if standing in PARTIES:
            assert f"held by the {standing}" in said
        if counted := re.search(r"since \d+ \w+ 2021, by (\w+) report", said):
            assert NUMERALS[counted[1]] == len(behind(told, day).standing)
