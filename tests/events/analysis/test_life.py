"""`events.analysis.life`: what held when, which reports stand behind it, and which speak against which."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings

from events.analysis.life import Behind, DistrictReport, Life, behind, claim_since, last_own, life_of, standing_since
from events.control.changes import changes
from events.control.outcomes import Outcome
from events.control.rule import BY_LATEST_DAY, STAGES, Spans, decide, known_by, reduce
from events.model import UNKNOWN, Event, PlaceId, Report, ReportId, Source, Span, Standing
from geo.atlas.atlas import Atlas
from tests.conftest import event, july
from tests.ledgers import DAYS, PLACES, about_of, ledgers

SOURCE = Source("s1", "Gazette", "Amber falls", "https://example.org/amber", "2021-07-05", "")
FIRST, LAST = july(1), july(9)
NOTHING = Behind((), (), (), ())


def life(*events: Event, first: date = FIRST, last: date = LAST) -> Life:
    return life_of("0101", reduce(events, PLACES), about_of(*events), {"s1": SOURCE}, first, last)


def test_a_life_is_told_in_episodes_cut_to_the_days_shown() -> None:
    events = event(1, 3, "reds captured"), event(2, 5, "blues claimed", sure="claimed"), event(3, 20, "blues captured")
    behind = (("r1", july(3), july(20)), ("r2", july(5), july(20)), ("r3", july(20), date.max))
    assert life(*events).episodes == (
        Span("0101", july(1), july(3), UNKNOWN, behind=behind),
        Span("0101", july(3), july(5), "reds", behind=behind),
        Span("0101", july(5), july(10), "reds", claim="blues", behind=behind),
    )
    assert [episode.events for episode in life(*events).episodes] == [(), ("r1",), ("r1", "r2")]


def test_days_before_the_first_report_are_not_told_where_the_days_shown_begin_with_it() -> None:
    assert [episode.start for episode in life(event(1, 3, "reds captured"), first=july(3)).episodes] == [july(3)]


def test_a_district_without_a_report_is_unknown_throughout() -> None:
    assert life() == Life("0101", (Span("0101", july(1), july(10), UNKNOWN),), ())


def test_reports_are_told_in_the_order_in_which_they_count() -> None:
    late, early = event(1, (2, 8), "reds captured"), event(2, 5, "blues held", wide=True)
    assert life(late, early).told == (
        DistrictReport(early.report, SOURCE, Outcome.STANDS, ()),
        DistrictReport(late.report, SOURCE, Outcome.STANDS, ()),
    )
    assert [told.later_than(july(7)) for told in life(late, early).told] == [False, True]


@pytest.mark.parametrize(
    ("events", "opponents"),
    [
        ([event(2, 5, "reds held")], {"r1": (), "r2": ()}),
        ([event(2, 6, "blues captured")], {"r1": (), "r2": ()}),
        ([event(2, 5, "blues captured")], {"r1": ("r2",), "r2": ("r1",)}),
        ([event(2, 5, "blues captured", sure="confirmed")], {"r1": ("r2",), "r2": ()}),
        ([event(2, 5, "blues captured", wide=True, sure="confirmed")], {"r1": (), "r2": ("r1",)}),
        ([event(2, 5, "blues recaptured", sure="claimed")], {"r1": (), "r2": ("r1",)}),
        ([event(2, 5, "blues recaptured")], {"r1": (), "r2": ()}),
        (
            [event(2, 5, "blues captured"), event(3, 5, "reds captured", wide=True)],
            {"r1": ("r2",), "r2": ("r1",), "r3": ("r2",)},
        ),
    ],
    ids=["agree", "another day", "opposed", "surer", "own", "a claim", "another stage", "three"],
)
def test_a_report_knows_which_of_its_day_speak_against_it(
    events: list[Event], opponents: dict[ReportId, tuple[ReportId, ...]]
) -> None:
    told = life(event(1, 5, "reds captured"), *events).told
    assert {each.report.id: each.opponents for each in told} == opponents


def test_a_standing_lasts_through_claims_over_it() -> None:
    events = event(1, 3, "reds captured"), event(2, 5, "blues claimed", sure="claimed"), event(3, 7, "blues captured")
    told = life(*events).episodes
    assert [standing_since(told, july(day)) for day in (2, 3, 6, 7, 8)] == [
        *(july(1), july(3), july(3), july(7), july(7)),
    ]


def test_a_standing_lasts_through_reports_that_may_mean_its_days_and_through_those_that_bear_it_out() -> None:
    events = event(1, 3, "reds captured", wide=True), event(2, (4, 6), "blues captured"), event(3, 5, "reds held")
    spans = reduce(events, PLACES)["0101"]
    assert [span.start for span in spans] == [date.min, july(3), july(4), july(5), july(6)]
    assert [standing_since(spans, july(day)) for day in (3, 4, 5, 6)] == [july(3), july(3), july(3), july(6)]


def test_a_place_lost_and_retaken_on_one_day_is_held_since_that_day() -> None:
    events = event(1, 2, "blues held"), event(2, 5, "reds captured"), event(3, 5, "blues recaptured")
    spans = reduce(events, PLACES)["0101"]
    assert [standing_since(spans, july(day)) for day in (4, 5, 6)] == [july(2), july(5), july(5)]


def test_a_claim_has_a_first_day_of_its_own() -> None:
    events = (
        event(1, 2, "reds captured"),
        event(2, 4, "blues claimed", sure="claimed"),
        event(3, 5, "reds fighting"),
        event(4, 7, "reds held"),
        event(5, 9, "blues claimed", sure="claimed"),
    )
    spans = reduce(events, PLACES)["0101"]
    assert [claim_since(spans, july(day)) for day in (1, 3, 4, 5, 6, 7, 8, 9)] == [
        *(None, None, july(4), july(4), july(4), None, None, july(9)),
    ]
    assert {standing_since(spans, july(day)) for day in range(2, 10)} == {july(2)}


@settings(deadline=None, max_examples=150)
@given(ledgers())
def test_the_first_day_of_a_standing_and_of_a_claim_is_that_of_the_last_change(events: tuple[Event, ...]) -> None:
    spans = reduce(events, PLACES)
    changed = changes(spans, {event.report.id: event.report for event in events})
    for place in PLACES:
        for day in DAYS:
            past = [change for change in changed if change.place == place and change.day <= day]
            assert standing_since(spans[place], day) == max(
                (change.day for change in past if not change.claimed), default=date.min
            )
            since = claim_since(spans[place], day)
            assert since is None or since == max(change.day for change in past if change.claimed)


def test_of_days_not_told_the_nearest_episode_holds() -> None:
    told = life(event(1, 3, "reds captured"))
    assert (told.on(date.min), told.on(date.max)) == (told.episodes[0], told.episodes[-1])


def test_each_thing_shown_has_its_reports_behind_it() -> None:
    told = life(
        event(1, 3, "reds captured"),
        event(2, 4, "reds held", wide=True),
        event(3, 5, "blues claimed", sure="claimed"),
        event(4, (5, 8), "blues captured"),
        event(5, 5, "blues fighting"),
    )
    assert behind(told, july(2)) == NOTHING
    assert behind(told, july(3)) == Behind(("r1",), (), (), ())
    assert behind(told, july(5)) == Behind(("r1", "r2"), ("r3",), ("r4",), ("r5",))
    assert behind(told, july(6)) == Behind(("r1", "r2"), ("r3",), ("r4",), ())
    assert behind(told, july(8)) == Behind(("r4",), (), (), ())


def test_behind_a_day_on_which_a_place_changed_twice_stands_what_it_passed_through_as_unsettled() -> None:
    told = life(event(1, 3, "blues held"), event(2, 5, "reds captured"), event(3, 5, "blues recaptured"))
    assert behind(told, july(5)) == Behind(("r3",), (), (), ("r2",))
    assert behind(told, july(6)) == Behind(("r3",), (), (), ())


def test_both_sides_of_a_tie_stand_behind_contested_and_the_outweighed_does_not() -> None:
    told = life(
        event(1, 5, "reds captured", sure="confirmed"),
        event(2, 5, "blues captured", sure="confirmed"),
        event(3, 5, "blues surrendered"),
    )
    assert behind(told, july(5)) == Behind(("r1", "r2"), (), (), ())


def test_the_last_reports_of_the_district_alone_are_those_of_its_last_day() -> None:
    events = (
        event(1, 3, "reds captured"),
        event(2, 3, "reds claimed", sure="claimed"),
        event(3, 6, "reds held", wide=True),
    )
    told = life(*events)
    assert last_own(told, july(2)) == ()
    assert [each.report.id for each in last_own(told, july(9))] == ["r1", "r2"]


def standing_behind(reports: Iterable[Report], day: date) -> tuple[Standing, set[ReportId], set[ReportId]]:
    """
    Rule 4 read once more: who holds, by which reports at least, and at most.

    A place lost and won again within a day is held throughout, as spans tell it, so that what stood behind it before
    may still.
    """
    standing, least, most = UNKNOWN, set[ReportId](), set[ReportId]()
    firm = [report for report in reports if report.firm and report.affects_control and report.latest <= day]
    for today in sorted({report.latest for report in firm}):
        before = standing
        for stage in STAGES:
            deciding, verdict = decide([each for each in firm if each.latest == today and each.kind in stage])
            if verdict is not None and verdict != standing:
                standing, least = verdict, set()
            least |= {report.id for report in deciding}
        most = least | (most if standing == before else set())
    return standing, least, most


@settings(deadline=None, max_examples=150)
@given(ledgers())
def test_of_any_ledger_what_stands_behind_a_day_is_what_the_rule_counts(events: tuple[Event, ...]) -> None:
    told = life(*events, first=DAYS[0], last=DAYS[-1])
    for day in DAYS:
        shown, episode = behind(told, day), told.on(day)
        standing, least, most = standing_behind(about_of(*events)["0101"], day)
        assert episode.standing == standing
        assert least <= set(shown.standing) <= most
        assert bool(shown.claim) == (episode.claim is not None)
        assert bool(shown.changing) == bool(episode.changing)
        assert bool(shown.unsettled) == episode.unsettled


@settings(deadline=None, max_examples=150)
@given(ledgers())
def test_of_any_ledger_a_report_has_opponents_just_where_it_is_contradicted(events: tuple[Event, ...]) -> None:
    told = {each.report.id: each for each in life(*events).told}
    assert {name: bool(each.opponents) for name, each in told.items()} == {
        name: each.outcome.contradicted for name, each in told.items()
    }
    for each in told.values():
        for opponent in each.opponents:
            assert told[opponent].report.latest == each.report.latest
            assert told[opponent].report.says != each.report.says


def shipped_lives(shipped: Atlas, spans: Spans, events: Iterable[Event]) -> dict[PlaceId, Life]:
    in_order = sorted(events, key=lambda event: BY_LATEST_DAY(event.report))
    about: dict[PlaceId, list[Report]] = {place: [] for place in spans}
    for each in in_order:
        for place in each.places:
            about[place].append(each.report)
    sources = {source.id: source for source in shipped.ledger.sources}
    return {place: life_of(place, spans, about, sources, shipped.first, shipped.last) for place in spans}


@pytest.fixture(scope="module")
def lives(shipped: Atlas) -> dict[PlaceId, Life]:
    return shipped_lives(shipped, shipped.spans, shipped.ledger.events)


def test_every_standing_claim_and_doubt_we_ship_has_reports_behind_it(lives: dict[PlaceId, Life]) -> None:
    for told in lives.values():
        for episode in told.episodes:
            shown = behind(told, episode.start)
            assert bool(shown.standing) == (episode.standing != UNKNOWN)
            assert bool(shown.claim) == (episode.claim is not None)
            assert bool(shown.changing) == bool(episode.changing)
            assert bool(shown.unsettled) == episode.unsettled
            assert set(shown.standing + shown.claim + shown.changing + shown.unsettled) <= set(episode.events)


def test_the_conflicts_we_ship_are_told_by_both_sides(lives: dict[PlaceId, Life]) -> None:
    kaldar = {each.report.id: (each.outcome, each.opponents) for each in lives["2113"].told if each.report.own}
    assert kaldar == {
        "AF21-0173": (Outcome.CLAIM, ()),
        "AF21-0177": (Outcome.STANDS, ()),
        "AF21-0178": (Outcome.ANSWERED, ("AF21-0177",)),
        "AF21-0280": (Outcome.CLAIM, ()),
        "AF21-2050": (Outcome.CLAIM, ()),
    }
    own = {place for place, told in lives.items() if any(each.opponents and each.report.own for each in told.told)}
    assert own == {"0115", "0505", "1903", "2113", "3203"}


def test_as_known_on_an_earlier_day_a_life_has_no_more_than_was_known(shipped: Atlas) -> None:
    known = known_by(shipped.ledger.events, july(5))
    yawan = shipped_lives(shipped, reduce(known, shipped.spans), known)["1709"]
    assert all(each.report.known <= july(5) for each in yawan.told)
    assert yawan.on(shipped.last).standing == yawan.on(july(5)).standing
