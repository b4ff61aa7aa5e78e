"""`events.analysis.hindsight` and its words: what is read otherwise of a day than it was known then."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.analysis.hindsight import KnowledgeStep, Revision, knowledge_steps, revisions, settled
from events.control.rule import Spans, control_on, known_by, reduce
from events.model import UNKNOWN, Event, PlaceId, Span, Standing
from geo.atlas.atlas import Atlas
from geo.words.pages.hindsight import hindsight_words
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import DAYS, PLACES, ledgers

brisk = settings(deadline=None, max_examples=60)

CLAIM_ENDED_BY_A_REPORT_THAT_IS_OVERTAKEN = (
    event(1, 1, "reds captured"),
    event(2, 2, "blues claimed", sure="claimed"),
    event(3, 4, "blues held", delay=3),
    event(4, 4, "reds captured", wide=True),
)
CLAIM_OPPOSED_BY_ANOTHER = (
    event(1, 1, "blues held"),
    event(2, 4, "reds captured", sure="claimed"),
    event(3, 4, "blues captured", sure="claimed", delay=3),
)


def revised(day: int, known: int, *events: Event) -> tuple[Revision, ...]:
    then, now = reduce(known_by(events, july(known)), PLACES), reduce(events, PLACES)
    return revisions(then, now, july(day), {event.report.id: event.report for event in events}, july(known))


def test_a_revision_tells_the_day_as_it_was_known_and_as_it_is_with_the_reports_that_came_since() -> None:
    early, late = event(1, 3, "reds captured"), event(2, 5, "blues recaptured", delay=4)
    behind = (("r1", july(3), july(5)), ("r2", july(5), date.max))
    assert revised(5, 5, early, late) == (
        Revision(
            "0101",
            then=Span("0101", july(3), date.max, "reds", behind=(("r1", july(3), date.max),)),
            now=Span("0101", july(5), date.max, "blues", behind=behind),
            reports=("r2",),
        ),
    )


def test_what_only_bears_out_the_day_is_no_revision() -> None:
    assert revised(5, 5, event(1, 3, "reds captured"), event(2, 5, "reds held", delay=4)) == ()


def test_a_claim_that_became_known_later_is_a_revision_of_the_claim_alone() -> None:
    [revision] = revised(5, 5, event(1, 3, "blues held"), event(2, 5, "reds claimed", sure="claimed", delay=1))
    assert (revision.now.claim, revision.standing_changed, revision.reports) == ("reds", False, ("r2",))


def test_what_counts_from_a_later_day_or_tells_of_fighting_is_not_among_the_reports_of_a_revision() -> None:
    [revision] = revised(
        *(5, 5),
        event(1, 5, "reds captured", delay=9),
        event(2, 5, "reds held", delay=3),
        event(3, (4, 6), "blues fighting", delay=4),
        event(4, 8, "reds held"),
    )
    assert revision.reports == ("r2", "r1")


@pytest.mark.parametrize("events", [CLAIM_ENDED_BY_A_REPORT_THAT_IS_OVERTAKEN, CLAIM_OPPOSED_BY_ANOTHER])
def test_a_claim_that_a_later_report_undoes_may_leave_no_report_to_show(events: Sequence[Event]) -> None:
    [revision] = revised(4, 4, *events)
    assert (revision.then.claim is None, revision.now.claim, revision.reports) == (False, None, ())


@brisk
@given(ledgers(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_every_difference_and_nothing_else_is_a_revision(events: tuple[Event, ...], day: date, known: date) -> None:
    then, now = reduce(known_by(events, known), PLACES), reduce(events, PLACES)
    before, after = control_on(then, day), control_on(now, day)
    reports = {event.report.id: event.report for event in events}
    assert [(revision.then, revision.now) for revision in revisions(then, now, day, reports, known)] == [
        (before[place], after[place])
        for place in PLACES
        if (before[place].standing, before[place].claim) != (after[place].standing, after[place].claim)
    ]


@brisk
@given(ledgers())
def test_a_standing_never_differs_without_a_report_that_became_known_later(events: tuple[Event, ...]) -> None:
    """
    Only where the claim alone differs may there be none; two such cases stand above.

    Why never: if all that decided the standing of today was known then, it decided as much then, and what led away from
    it afterwards then must now be outdone or joined by a report known later, which stands behind the standing.
    """
    now, reports = reduce(events, PLACES), {event.report.id: event.report for event in events}
    for known in DAYS:
        then = reduce(known_by(events, known), PLACES)
        for day in DAYS:
            for revision in revisions(then, now, day, reports, known):
                assert revision.reports or not revision.standing_changed
                assert not set(revision.reports) & set(revision.then.events)


def test_what_is_learned_of_a_day_is_told_when_it_changes_a_standing() -> None:
    events = [
        event(1, 3, "reds captured", "0101"),
        event(2, 4, "reds held", "0102", delay=2),
        event(3, 4, "reds held", "0101", delay=3),
        event(4, 4, "blues captured", "0101", "0201", wide=True, delay=6),
        event(5, 9, "blues captured", "0102"),
    ]
    assert knowledge_steps(events, PLACES, july(5), july(5), july(12)) == (
        KnowledgeStep(july(5), {"reds": ("0101",), UNKNOWN: ("0102", "0201")}, (), ()),
        KnowledgeStep(july(6), {"reds": ("0101", "0102"), UNKNOWN: ("0201",)}, ("0102",), ("r2",)),
        KnowledgeStep(july(10), {"reds": ("0102",), "blues": ("0101", "0201")}, ("0101", "0201"), ("r4",)),
    )


@brisk
@given(ledgers(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_what_is_learned_is_what_each_day_of_knowledge_reads(events: tuple[Event, ...], day: date, first: date) -> None:
    told = knowledge_steps(events, PLACES, day, first, DAYS[-1])
    for known in (known for known in DAYS if first <= known):
        last = [reading for reading in told if reading.known <= known][-1]
        assert last.places == by_standing(reduce(known_by(events, known), PLACES), day)
    assert all(reading.changed and reading.reports for reading in told[1:])


@brisk
@given(ledgers(), st.sampled_from(DAYS))
def test_a_standing_is_settled_once_no_later_knowledge_changes_it(events: tuple[Event, ...], day: date) -> None:
    known_days = sorted({event.report.known for event in events})
    for place in PLACES:
        reports = [event.report for event in events if place in event.places]
        read = [control_on(reduce(known_by(events, known), [place]), day)[place].standing for known in known_days]
        since = next(known for at, known in enumerate(known_days) if set(read[at:]) == {read[-1]})
        assert settled(place, reports, day) == (None if read[-1] == UNKNOWN else since)


# Text.


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (
            [event(1, 5, "reds captured", delay=1), event(2, 5, "blues held", "0102", delay=1)],
            "For 5 July 2021, 2 of 3 districts read differently now than they did that day: "
            "1 more held by the reds, 1 more held by the blues, 2 fewer not known.",
        ),
        (
            [
                *(event(1, 4, "reds captured"), event(2, 5, "blues recaptured", delay=1)),
                *(event(3, 4, "blues held", "0102"), event(4, 5, "reds captured", "0102", delay=1)),
                *(event(5, 4, "blues held", "0201"), event(6, 5, "reds claimed", "0201", sure="claimed", delay=1)),
            ],
            "For 5 July 2021, 2 of 3 districts read differently now than they did that day: "
            "the totals are the same, but for different districts. For 1 more only the claim changed.",
        ),
        (
            [event(1, 4, "blues held"), event(2, 5, "reds claimed", sure="claimed", delay=1)],
            "Nothing learned after 5 July 2021 changes the map of 3 districts that day; "
            "for 1 of them only the claim changed.",
        ),
        ([event(1, 5, "reds held")], "Nothing learned after 5 July 2021 changes the map of 3 districts that day."),
    ],
    ids=["balance", "exchange", "claim", "nothing"],
)
def test_what_hindsight_changed_is_said_in_numbers(events: Sequence[Event], said: str) -> None:
    assert hindsight_words(revised(5, 5, *events), july(5), july(5), THREE_SQUARES, 3) == said


def test_the_words_tell_the_day_from_the_day_of_knowledge() -> None:
    found = revised(4, 6, event(1, 4, "reds captured", delay=3))
    assert hindsight_words(found, july(4), july(6), THREE_SQUARES, 3) == (
        "For 4 July 2021, 1 of 3 districts read differently now than they did on 6 July 2021: "
        "1 more held by the reds, 1 fewer not known."
    )
    assert hindsight_words((), july(4), july(6), THREE_SQUARES, 3) == (
        "Nothing learned after 6 July 2021 changes the map of 3 districts on 4 July 2021."
    )


# The data we ship.


def test_what_hindsight_changed_on_5_july(shipped: Atlas) -> None:
    events, day = shipped.ledger.events, july(5)
    then = reduce(known_by(events, day), shipped.spans)
    reports = {event.report.id: event.report for event in events}
    found = revisions(then, shipped.spans, day, reports, day)
    assert {revision.place: revision.reports for revision in found} == {
        "0503": ("AF21-0038",),
        "0507": ("AF21-0140",),
        "0621": ("AF21-0228",),
        "0913": ("AF21-0146",),
        "1207": ("AF21-0044",),
        "1726": ("AF21-1041",),
        "2203": ("AF21-3008",),
        "2204": ("AF21-0039",),
        "2905": ("AF21-0137",),
        "3211": ("AF21-0225",),
        "3216": ("AF21-0224",),
    }
    assert hindsight_words(found, day, day, shipped.ledger.war, len(shipped.spans)) == (
        "For 5 July 2021, 11 of 421 districts read differently now than they did that day: "
        "9 more held by the Taliban, 1 more held by the government, 2 fewer contested, 8 fewer not known."
    )


def test_how_5_july_was_learned(shipped: Atlas) -> None:
    """The last seven came to be known with a source of which only the year, 2022, is stated."""
    told = knowledge_steps(shipped.ledger.events, shipped.spans, july(5), july(5), date(2023, 12, 31))
    assert [
        (reading.known, {standing: len(places) for standing, places in reading.places.items()}) for reading in told
    ] == [
        (july(5), {"taliban": 148, "contested": 10, "government": 3, UNKNOWN: 260}),
        (july(6), {"taliban": 151, "contested": 8, "government": 3, UNKNOWN: 259}),
        (july(7), {"taliban": 150, "contested": 8, "government": 4, UNKNOWN: 259}),
        (date(2022, 1, 1), {"taliban": 157, "contested": 8, "government": 4, UNKNOWN: 252}),
    ]
    reports = {event.report.id: event.report for event in shipped.ledger.events}
    assert Counter(reports[report].known_to_the_day for report in told[-1].reports) == {False: 7}


def by_standing(spans: Spans, day: date) -> dict[Standing, tuple[PlaceId, ...]]:
    control = control_on(spans, day)
    return {
        standing: tuple(place for place, span in control.items() if span.standing == standing)
        for standing in {span.standing for span in control.values()}
    }
