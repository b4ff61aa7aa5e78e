"""A war whose keeper names who held what no report speaks of: that is shown, counted apart, and never as held."""

from collections.abc import Iterable
from datetime import date

import pytest

from events.analysis.compare import compare, flows
from events.analysis.flows import flow_of
from events.analysis.gaps import unknowns_on
from events.analysis.hindsight import knowledge_steps, settled
from events.analysis.publishers import weight_of_each
from events.control.changes import changes
from events.control.counts import Count, Lens, count_on
from events.control.evidence import Figure, Part, places_behind
from events.control.rule import Spans, reduce
from events.ledger.folder import load_ledger
from events.ledger.locate import Gazetteer
from events.ledger.totals import Counts
from events.ledger.war import BadWar, load_war
from events.model import Event, Presumption, Report, ReportId, Source, is_held, is_reported, presumed
from tests.conftest import LedgerFolder, event, july
from tests.ledgers import PLACES, about_of

BLUES = presumed("blues")
LENS = Lens("districts", "of 3 districts", dict.fromkeys(PLACES, 1))
PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
PRESUMED = '\n[presumed]\nparty = "blues"\nsource = "s1"\n'
EVENTS = (
    event(1, 3, "reds captured"),
    event(2, 4, "blues recaptured", "0102"),
    event(3, (5, 8), "blues held", "0201"),
)


def spans_of(*events: Event) -> Spans:
    return reduce(events, PLACES, BLUES)


def reports_of(events: Iterable[Event]) -> dict[ReportId, Report]:
    return {each.report.id: each.report for each in events}


def test_what_is_presumed_is_neither_reported_nor_held() -> None:
    assert [is_reported(standing) for standing in (BLUES, "unknown", "contested", "blues")] == [0, 0, 1, 1]
    assert [is_held(standing) for standing in (BLUES, "unknown", "contested", "blues")] == [0, 0, 0, 1]


def test_it_lasts_until_the_first_firm_report_and_a_claim_lies_over_it() -> None:
    claimed = event(4, 2, "blues claimed", sure="claimed")
    assert [(span.standing, span.claim) for span in spans_of(*EVENTS, claimed)["0101"]] == [
        (BLUES, None),
        (BLUES, "blues"),
        ("reds", None),
    ]


def test_it_is_counted_apart_and_is_no_part_of_the_range_of_who_is_presumed() -> None:
    assert count_on(spans_of(*EVENTS), july(4), LENS) == {
        BLUES: Count(held=1, lowest=1, highest=1),
        "blues": Count(held=1, lowest=1, highest=1),
        "reds": Count(held=1, lowest=1, highest=1),
    }
    assert count_on(spans_of(*EVENTS), july(5), LENS)["blues"] == Count(held=1, lowest=1, highest=2)


def test_a_figure_leads_to_the_places_it_counts() -> None:
    spans = spans_of(*EVENTS)
    behind = {part: places_behind(Figure(july(5), BLUES, part), spans, PROVINCE_OF) for part in Part}
    assert behind[Part.HELD] == behind[Part.LOWEST] == behind[Part.HIGHEST] == ("0201",)
    assert places_behind(Figure(july(4), "blues", Part.HIGHEST), spans, PROVINCE_OF) == ("0102",)


def test_a_first_report_that_agrees_is_no_gain() -> None:
    spans, reports = spans_of(*EVENTS), reports_of(EVENTS)
    changed = changes(spans, reports)
    assert [(change.before, change.after, change.as_presumed) for change in changed] == [
        (BLUES, "reds", False),
        (BLUES, "blues", True),
        (BLUES, "blues", True),
    ]
    for counts in (Counts.CAPTURED, Counts.RECAPTURED):
        flow = flow_of(spans, changed, frozenset({"blues"}), counts, july(1), PLACES)
        assert (flow.taken, flow.sure, flow.possible) == ({}, {}, {})
    assert flow_of(spans, changed, frozenset({"reds"}), Counts.CAPTURED, july(1), PLACES).taken == {"0101": july(3)}


def test_between_two_days_it_is_first_reported_and_not_taken() -> None:
    transitions = compare(spans_of(*EVENTS), reports_of(EVENTS), about_of(*EVENTS), july(1), july(9))
    assert [transition.first_reported for transition in transitions] == [False, True, True]
    assert flows(transitions, LENS) == {(BLUES, "blues"): 2, (BLUES, "reds"): 1}


def test_it_is_not_known_and_named_apart() -> None:
    unknowns = unknowns_on(spans_of(*EVENTS), about_of(*EVENTS), july(3), 0)
    assert unknowns.unknown == unknowns.presumed == ("0102", "0201")
    assert unknowns_on(reduce(EVENTS, PLACES), about_of(*EVENTS), july(3), 0).presumed == ()


def test_what_leaving_out_a_publisher_undoes_is_presumed_again() -> None:
    sources = [Source("s1", "Gazette", "", "https://example.org", "", "")]
    weights = weight_of_each(EVENTS, sources, spans_of(*EVENTS), july(9))
    assert weights["Gazette"].standing == PLACES
    assert weight_of_each((), sources, spans_of(), july(9)) == {}


def test_what_was_known_earlier_is_presumed() -> None:
    (before, after) = knowledge_steps(EVENTS[:1], PLACES, july(3), july(2), july(4), BLUES)
    assert (before.places, after.places) == ({BLUES: PLACES}, {"reds": ("0101",), BLUES: ("0102", "0201")})
    assert settled("0101", [], july(3), BLUES) is None


def test_a_war_names_who_is_presumed_and_the_source(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    ledger = load_ledger(
        gazetteer, ledger_folder("war.toml", 'pattern = "falling"\n', f'pattern = "falling"\n{PRESUMED}')
    )
    assert ledger.war.presumption == Presumption("blues", "s1")
    assert ledger.war.unreported == BLUES


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('party = "blues"', 'party = "greens"', "presumed: its party is none of reds, blues"),
        ('source = "s1"', "", "presumed has party and source, and nothing else"),
        ('source = "s1"', "source = 7", "presumed: its source is not the id of one"),
    ],
)
def test_a_presumption_that_lacks_or_garbles_something_is_refused(
    ledger_folder: LedgerFolder, old: str, new: str, told: str
) -> None:
    file = f'pattern = "falling"\n{PRESUMED.replace(old, new)}'
    with pytest.raises(BadWar, match=f"^war.toml: {told}$"):
        load_war(ledger_folder("war.toml", 'pattern = "falling"\n', file) / "war.toml")


def test_a_presumption_without_a_source_of_the_ledger_is_refused(
    ledger_folder: LedgerFolder, gazetteer: Gazetteer
) -> None:
    file = f'pattern = "falling"\n{PRESUMED.replace("s1", "s9")}'
    with pytest.raises(BadWar, match=r"presumed: 's9' is not among the sources$"):
        load_ledger(gazetteer, ledger_folder("war.toml", 'pattern = "falling"\n', file))


def test_nobody_is_presumed_where_no_one_is_named(ledger_folder: LedgerFolder) -> None:
    war = load_war(ledger_folder() / "war.toml")
    assert (war.presumption, war.unreported) == (None, "unknown")
    assert {life[0].start for life in reduce((), PLACES, war.unreported).values()} == {date.min}
