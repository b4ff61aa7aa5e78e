"""`events.ledger.totals`: what is claimed in total, beside what the reports add up to."""

import csv
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from events.analysis.flows import Step, band, flow_band
from events.analysis.named import Named, reconcile
from events.analysis.totals import Caveat, ComparedClaim, Incomparable, compare_claim
from events.control.changes import changes
from events.control.counts import Count, Lens, count_on
from events.control.rule import BY_LATEST_DAY, Spans, reduce
from events.ledger.folder import FOLDER
from events.ledger.groups import Group
from events.ledger.locate import Gazetteer
from events.ledger.read import Row, read
from events.ledger.totals import CLAIM_COLUMNS, Claim, Counts, Measure, Precision, Unit, check_claims, claims_known_by
from events.model import Coalition, Event, PlaceId, Report, Source
from events.problems import Checked, Problem
from geo.atlas.atlas import Atlas
from geo.places.gazetteer import load_gazetteer
from geo.places.lenses import load_lenses
from geo.words.pages.totals import caveat_words, out_of_words, summary
from tests import ledgers
from tests.conftest import THREE_SQUARES, event, july

WAR = replace(THREE_SQUARES, coalitions=(Coalition("all", "All", "all of them", ("reds", "blues")),))
SHORE = ("0102", "0201")
SOURCES = (
    Source("s1", "Gazette", "A day", "https://example.org/1", "2021-07-09", ""),
    Source("s2", "Monthly", "A month", "https://example.org/2", "", ""),
)
PLACES = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
LENSES = {
    "districts": Lens("districts", "of 3 districts", dict.fromkeys(PLACES, 1)),
    "boundaries": Lens("boundaries", "of 2 boundaries", {"0101": 1, "0201": 1}),
    "land": Lens("land", "of 30 km²", {"0101": 10, "0201": 20}, "km²"),
}
ROW = {
    **dict.fromkeys(CLAIM_COLUMNS, ""),
    **{"claim_id": "c1", "day": "2021-07-05", "precision": "day", "claimant": "Gazette", "party": "reds"},
    **{"measure": "stock", "unit": "districts", "counts": "held", "low": "2", "high": "2", "total": "3"},
    **{"source_id": "s2", "note": "so it says", "label": "Gaz."},
}
FLOW = {"measure": "flow", "counts": "captured", "since": "2021-07-04"}


def row(cells: dict[str, str], line: int = 2) -> Row:
    return Row(line, ROW | cells)


def claim(gazetteer: Gazetteer, **cells: str) -> Claim:
    checked = check_claims("claims.csv", [row(cells)], SOURCES, WAR, gazetteer, [Group("shore", "the shore", SHORE)])
    assert checked.problems == ()
    return checked.kept[0]


def beside(said: Claim, *events: Event) -> ComparedClaim:
    spans = reduce(events, PLACES)
    reports = {one.report.id: one.report for one in events}
    return compare_claim(said, spans, changes(spans, reports), LENSES, july(1))


def figures(compared: ComparedClaim) -> tuple[float | None, ...]:
    return compared.held, compared.lowest, compared.highest, compared.difference


def about(events: Sequence[Event], spans: Spans) -> dict[PlaceId, list[Report]]:
    in_order = sorted(events, key=lambda one: BY_LATEST_DAY(one.report))
    return {place: [one.report for one in in_order if place in one.places] for place in spans}


# From rows to claims.


def test_a_row_becomes_a_claim(gazetteer: Gazetteer) -> None:
    assert claim(gazetteer, precision="month", side="reds", place="East", contested="1", share_low=".5") == Claim(
        id="c1",
        line=2,
        day=july(5),
        until=july(31),
        precision=Precision.MONTH,
        claimant="Gazette",
        side="reds",
        party="reds",
        parties=frozenset({"reds"}),
        place="East",
        area=("0101", "0102"),
        measure=Measure.STOCK,
        unit=Unit.DISTRICTS,
        counts=Counts.HELD,
        low=2,
        high=2,
        share_low=0.5,
        share_high=None,
        contested=1,
        total=3,
        since=None,
        source="s2",
        known=july(5),
        note="so it says",
        label="Gaz.",
    )


@pytest.mark.parametrize(
    ("cells", "field", "told"),
    [
        ({"claim_id": "c1"}, "claim_id", "'c1' stands already on line 2"),
        ({"day": "July"}, "day", "'July' is not a day like 2021-08-15"),
        ({"day": "2022-07-05"}, "day", "2022-07-05 comes after the last day of this war, 2021-08-31"),
        ({"precision": "week"}, "precision", "'week' is none of day, about, month"),
        ({"party": "greens"}, "party", "'greens' is none of reds, blues"),
        ({"side": "greens"}, "side", "'greens' is none of reds, blues"),
        ({"place": "North"}, "place", "'North' is no province"),
        (
            {"unit": "cities"},
            "unit",
            "'cities' is none of districts, centres, districts and centres, places, towns, territory",
        ),
        ({"measure": "both"}, "measure", "'both' is none of stock, flow"),
        ({"counts": "captured"}, "counts", "'captured' is none of held, held or contested, held or influenced"),
        ({"day": "0021-07-05"}, "day", "0021-07-05 is not a day from 1700-01-01 to 2199-12-31"),
        ({"low": "many"}, "low", "'many' is not a whole number like 120, of 9 digits at most"),
        ({"low": "3"}, "high", "2 is less than low, 3"),
        ({"high": "4"}, "high", "4 is more than the total, 3"),
        ({"share_low": "33 %"}, "share_low", "'33 %' is not a share from 0 to 1, like 0.333"),
        ({"share_low": "0.5", "share_high": "0.4"}, "share_high", "0.4 is less than share_low, 0.5"),
        (
            {"low": "", "high": ""},
            "low",
            "is empty, and so are high, share_low and share_high: the claim has no figure",
        ),
        ({"since": "2021-07-01"}, "since", "a stock has no first day"),
        (FLOW | {"since": "2021-07-06"}, "since", "2021-07-06 comes after 2021-07-05"),
        ({"source_id": "s9"}, "source_id", "'s9' is not among the sources"),
    ],
)
def test_a_bad_line_is_a_problem_and_the_others_stand(
    gazetteer: Gazetteer, cells: dict[str, str], field: str, told: str
) -> None:
    bad = row({"claim_id": "c2"} | cells, 3)
    checked = check_claims("claims.csv", [row({}), bad], SOURCES, THREE_SQUARES, gazetteer)
    assert [kept.id for kept in checked.kept] == ["c1"]
    assert checked.problems == (Problem("claims.csv", 3, field, told),)


@pytest.mark.parametrize("digits", [10, 31, 400, 5_000])
@pytest.mark.parametrize("field", ["low", "high", "contested", "total"])
def test_a_number_with_more_digits_than_a_country_has_people_is_a_problem(
    gazetteer: Gazetteer, field: str, digits: int
) -> None:
    number = "5" * digits
    checked = check_claims("claims.csv", [row({field: number}, 7)], SOURCES, THREE_SQUARES, gazetteer)
    told = f"'{number}' is not a whole number like 120, of 9 digits at most"
    assert checked == Checked((), (Problem("claims.csv", 7, field, told),))


def test_claims_come_by_day_and_may_lie_before_the_war(gazetteer: Gazetteer) -> None:
    rows = [row({}), row({"claim_id": "c2", "day": "2018-10-01"}, 3)]
    checked = check_claims("claims.csv", rows, SOURCES, THREE_SQUARES, gazetteer)
    assert ([kept.id for kept in checked.kept], checked.problems) == (["c2", "c1"], ())


def test_a_claim_is_known_when_its_source_is_published_and_a_whole_month_when_it_is_over(gazetteer: Gazetteer) -> None:
    month = {"precision": "month", "day": "2021-07-01"}
    claims = [
        claim(gazetteer),
        claim(gazetteer, source_id="s1"),
        claim(gazetteer, **month),
        claim(gazetteer, **(FLOW | month | {"since": "2021-07-01"})),
    ]
    assert [said.known for said in claims] == [july(5), july(9), july(1), july(31)]
    assert claims_known_by(claims, july(5)) == (claims[0], claims[2])


# Stocks.


def test_a_stock_stands_beside_what_is_held_that_day_with_the_places_and_reports_behind_it(
    gazetteer: Gazetteer,
) -> None:
    said = claim(gazetteer)
    held, claimed = event(1, 4, "reds captured"), event(2, 5, "reds claimed", "0102", sure="claimed")
    contested = event(3, 3, "blues contested", "0201")
    assert beside(said, held, claimed, contested) == ComparedClaim(
        claim=said,
        lens=LENSES["districts"],
        own_total=True,
        low=2,
        high=2,
        places=("0101",),
        sure=("0101",),
        possible=("0101", "0102"),
        contested=("0201",),
        unknown=("0102",),
        reports=("r1",),
    )


@pytest.mark.parametrize(
    ("cells", "difference"),
    [
        ({"low": "3", "high": "3"}, 1),
        ({"low": "2", "high": "2"}, 0),
        ({"low": "0", "high": "0"}, -1),
        ({"low": "0", "high": ""}, 0),
        ({"low": "", "high": "3"}, 0),
        ({"low": "", "high": "0"}, -1),
        ({"low": "3", "high": ""}, 1),
        ({"low": "", "high": "", "share_low": "0.333", "share_high": "0.333"}, 0),
    ],
)
def test_the_difference_runs_between_the_nearest_ends(
    gazetteer: Gazetteer, cells: dict[str, str], difference: int
) -> None:
    held, claimed = event(1, 4, "reds captured"), event(2, 5, "reds claimed", "0102", sure="claimed")
    assert figures(beside(claim(gazetteer, **cells), held, claimed)) == (1, 1, 2, difference)


def test_held_or_contested_counts_what_is_contested_too(gazetteer: Gazetteer) -> None:
    events = event(1, 4, "reds captured"), event(2, 4, "blues contested", "0102")
    compared = beside(claim(gazetteer, counts="held or contested"), *events)
    assert (compared.places, compared.caveats) == (("0101", "0102"), (Caveat.CONTESTED_COUNTS,))


def test_a_month_has_its_last_days_figure_and_the_band_of_all_its_days(gazetteer: Gazetteer) -> None:
    said = claim(gazetteer, precision="month", day="2021-07-01", unit="centres")
    compared = beside(
        said, event(1, 1, "reds captured"), event(2, 9, "reds captured", "0102"), event(3, 9, "reds held", "0201")
    )
    assert figures(compared) == (3, 1, 3, 0)
    assert compared.caveats == (Caveat.CENTRES, Caveat.ANY_DAY_OF_THE_MONTH)
    assert caveat_words(compared, THREE_SQUARES) == (
        "the claim counts district centres, but we count whole districts;"
        " it may refer to any day of the month; our range covers them all"
    )


@pytest.mark.parametrize(
    ("cells", "of", "places"),
    [
        ({"total": "3"}, "of 3 districts", ["0101", "0102", "0201"]),
        ({"total": "2"}, "of 2 boundaries", ["0101", "0201"]),
        ({"total": "7"}, "nearest: of 3 districts; the claim is out of 7", ["0101", "0102", "0201"]),
        ({"total": ""}, "nearest: of 3 districts; the claim names no total", ["0101", "0102", "0201"]),
        ({"total": "2", "place": "East"}, "of 2 districts in East", ["0101", "0102"]),
        ({"total": "", "unit": "territory", "low": "30", "high": "30"}, "of 30 km²", ["0101", "0201"]),
        ({"total": "", "unit": "territory", "place": "West"}, "of 20 km² in West", ["0201"]),
    ],
)
def test_the_lens_is_the_nearest_to_the_claims_own_total(
    gazetteer: Gazetteer, cells: dict[str, str], of: str, places: list[PlaceId]
) -> None:
    compared = beside(claim(gazetteer, **cells), event(1, 4, "reds captured", "0101", "0102", "0201"))
    assert (out_of_words(compared, THREE_SQUARES), list(compared.lens.weights)) == (of, places)
    assert compared.held == sum(compared.lens.weights.values())


def test_a_share_is_of_the_claims_own_total_and_without_one_of_the_lens(gazetteer: Gazetteer) -> None:
    share = {"low": "", "high": "", "share_low": "0.5"}
    of_seven, of_none = claim(gazetteer, total="40", **share), claim(gazetteer, total="", unit="territory", **share)
    assert [(one.low, one.high) for one in (beside(of_seven), beside(of_none))] == [(20, None), (15, None)]


def test_what_is_claimed_of_days_before_the_reports_begin_is_not_compared(gazetteer: Gazetteer) -> None:
    compared = beside(claim(gazetteer, day="2021-06-30"), event(1, 1, "reds captured"))
    assert compared.why_not == Incomparable.BEFORE_THE_REPORTS
    assert figures(compared) == (None, None, None, None)


# Flows.


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([event(1, 4, "reds captured")], (1, 1, 1)),
        ([event(1, 3, "reds captured")], (0, 0, 0)),
        ([event(1, (3, 4), "reds captured")], (1, 0, 1)),
        ([event(1, (5, 6), "reds captured")], (0, 0, 1)),
        ([event(1, 4, "reds held")], (0, 0, 1)),
        ([event(1, 3, "blues held"), event(2, 4, "reds held")], (1, 1, 1)),
        ([event(1, 4, "reds claimed", sure="claimed")], (0, 0, 1)),
        ([event(1, 4, "reds captured"), event(2, 5, "blues recaptured")], (1, 1, 1)),
        ([event(1, 3, "reds held"), event(2, 4, "blues captured"), event(3, 5, "reds captured")], (1, 1, 1)),
        ([event(1, 6, "reds captured")], (0, 0, 0)),
    ],
)
def test_a_flow_counts_each_place_that_passes_to_the_party_by_a_firm_report(
    gazetteer: Gazetteer, told: list[Event], expected: tuple[int, int, int]
) -> None:
    assert figures(beside(claim(gazetteer, **FLOW), *told))[:3] == expected


def test_a_flow_leads_to_the_reports_that_led_each_change(gazetteer: Gazetteer) -> None:
    events = [event(1, 4, "reds captured"), event(2, 5, "reds captured", "0102"), event(3, 5, "reds held")]
    compared = beside(claim(gazetteer, **FLOW), *events)
    assert (compared.places, compared.reports) == (("0101", "0102"), ("r1", "r2"))


def test_recaptured_is_what_passes_from_another_party_or_is_called_so(gazetteer: Gazetteer) -> None:
    events = [
        event(1, 3, "blues held"),
        event(2, 4, "reds captured"),
        event(3, 4, "reds recaptured", "0102"),
        event(4, 4, "reds captured", "0201"),
    ]
    compared = beside(claim(gazetteer, **(FLOW | {"counts": "recaptured"})), *events)
    assert (compared.places, figures(compared)) == (("0101", "0102"), (2, 2, 2, 0))


def test_a_flow_without_a_first_day_is_not_compared(gazetteer: Gazetteer) -> None:
    compared = beside(claim(gazetteer, **(FLOW | {"since": ""})), event(1, 4, "reds captured"))
    assert (compared.why_not, compared.held) == (Incomparable.NO_FIRST_DAY, None)


# Of a group, of several sides, and of what we do not count.


def test_a_claim_of_a_group_stands_beside_what_is_counted_in_its_districts(gazetteer: Gazetteer) -> None:
    said = claim(gazetteer, place="shore", total="2")
    compared = beside(said, event(1, 4, "reds captured", "0101", "0102"))
    assert (said.place, said.area, compared.places) == ("the shore", SHORE, ("0102",))
    assert out_of_words(compared, WAR) == "of 2 districts in the shore"


def test_claims_of_two_sides_over_the_same_places_stand_beside_the_same_figure(gazetteer: Gazetteer) -> None:
    of_itself, of_its_critics = claim(gazetteer, side="reds"), claim(gazetteer, side="blues", low="0", high="0")
    held, claimed = event(1, 4, "reds captured"), event(2, 5, "reds claimed", "0102", sure="claimed")
    assert figures(beside(of_itself, held, claimed)) == (1, 1, 2, 0)
    assert figures(beside(of_its_critics, held, claimed)) == (1, 1, 2, -1)


def test_a_coalition_holds_what_its_parties_hold_and_a_claim_between_them_is_no_doubt(gazetteer: Gazetteer) -> None:
    events = [
        event(1, 4, "reds captured"),
        event(2, 4, "blues captured", "0102"),
        event(3, 5, "blues claimed", sure="claimed"),
        event(4, 5, "greens held", "0201"),
        event(5, (5, 6), "reds captured", "0201"),
    ]
    said = claim(gazetteer, party="all", side="all", low="3", high="3")
    compared = beside(said, *events)
    assert (said.parties, figures(compared)) == (frozenset({"reds", "blues"}), (2, 2, 3, 0))
    assert summary(compared, WAR) == (
        "On 5 July our count is 2 of 3 districts held by all of them (2 to 3), 67%; Gazette says 3 of 3."
    )


def test_what_passes_between_the_parties_of_a_coalition_is_not_taken(gazetteer: Gazetteer) -> None:
    events = [
        event(1, 3, "reds held"),
        event(2, 4, "blues captured"),
        event(3, 3, "greens held", "0102"),
        event(4, 4, "blues captured", "0102"),
        event(5, 5, "reds captured", "0102"),
        event(6, (5, 6), "reds captured", "0101"),
    ]
    compared = beside(claim(gazetteer, **(FLOW | {"party": "all"})), *events)
    assert (compared.places, figures(compared), compared.reports) == (("0102",), (1, 1, 1, 1), ("r4",))


def test_a_place_taken_and_lost_on_one_day_counts_as_taken_and_not_as_held(gazetteer: Gazetteer) -> None:
    events = event(1, 5, "reds captured"), event(2, 5, "blues recaptured")
    assert figures(beside(claim(gazetteer, **FLOW), *events)) == (1, 1, 1, 1)
    assert figures(beside(claim(gazetteer), *events)) == (0, 0, 0, 2)


@pytest.mark.parametrize("cells", [{}, FLOW, FLOW | {"since": ""}, {"day": "2021-06-30"}, {"place": "East"}])
def test_a_claim_in_towns_is_listed_and_never_compared(gazetteer: Gazetteer, cells: dict[str, str]) -> None:
    compared = beside(claim(gazetteer, **({"unit": "towns"} | cells)), event(1, 4, "reds captured"))
    assert (compared.why_not, figures(compared)) == (Incomparable.TOWNS, (None,) * 4)
    assert (compared.places, compared.unknown, compared.caveats, out_of_words(compared, WAR)) == ((), (), (), "")
    assert summary(compared, WAR).endswith(": not comparable: the claim counts towns.")


# Over time.


def test_a_band_has_a_step_for_each_day_that_differs() -> None:
    spans = reduce([event(1, 4, "reds captured"), event(2, (5, 7), "reds captured", "0102")], PLACES)
    assert band(spans, "reds", LENSES["districts"], july(3), july(8)) == (
        Step(july(3), 0, 0, 0),
        Step(july(4), 1, 1, 1),
        Step(july(5), 1, 1, 2),
        Step(july(7), 2, 2, 2),
    )


@given(ledgers.ledgers())
def test_a_band_is_what_is_counted_on_each_day(events: tuple[Event, ...]) -> None:
    spans, lens = reduce(events, PLACES), LENSES["districts"]
    steps = band(spans, "reds", lens, ledgers.DAYS[0], ledgers.DAYS[-1])
    for day in ledgers.DAYS:
        step = [step for step in steps if step.day <= day][-1]
        count = count_on(spans, day, lens).get("reds", Count())
        assert (step.held, step.lowest, step.highest) == (count.held, count.lowest, count.highest)


@given(ledgers.ledgers())
def test_what_stands_beside_a_stock_is_what_is_counted_that_day(events: tuple[Event, ...]) -> None:
    said = check_claims("claims.csv", [row({})], SOURCES, THREE_SQUARES, NOWHERE).kept[0]
    count = count_on(reduce(events, PLACES), said.day, LENSES["districts"]).get("reds", Count())
    assert figures(beside(said, *events))[:3] == (count.held, count.lowest, count.highest)


@given(ledgers.ledgers())
def test_a_flow_is_the_same_in_its_band_and_never_falls(events: tuple[Event, ...]) -> None:
    said = check_claims("claims.csv", [row(FLOW)], SOURCES, THREE_SQUARES, NOWHERE).kept[0]
    assert said.since is not None
    spans = reduce(events, PLACES)
    changed = changes(spans, {one.report.id: one.report for one in events})
    steps = flow_band(spans, changed, "reds", LENSES["districts"], said.since, said.until)
    assert (steps[-1].held, steps[-1].lowest, steps[-1].highest) == figures(beside(said, *events))[:3]
    for part in ("held", "lowest", "highest"):
        assert [getattr(step, part) for step in steps] == sorted(getattr(step, part) for step in steps)
    assert all(step.lowest <= step.held <= step.highest for step in steps)


# Which districts are named.


def test_a_flow_that_only_counts_is_reconciled_with_the_districts_that_reports_name(gazetteer: Gazetteer) -> None:
    said = claim(gazetteer, **(FLOW | {"place": "East"}))
    events = [
        event(1, 3, "reds captured"),
        event(2, (2, 4), "reds surrendered"),
        event(3, 6, "reds captured", "0102"),
        event(4, 4, "reds captured", "0201"),  # of the other province
        event(5, 4, "reds held", "0102"),  # only that they hold it by then
        event(6, 4, "reds captured", "0102", sure="claimed"),
        event(7, 4, "blues captured", "0102", part=True),
        event(8, 4, "reds captured", "0101", "0102", wide=True),
    ]
    spans = reduce(events, PLACES)
    assert reconcile(said, about(events, spans), spans) == Named(
        said, july(4), {"0101": ("r2",)}, ("0101",), {"0102": ("r3",)}
    )


@pytest.mark.parametrize("cells", [{}, FLOW | {"unit": "towns"}])
def test_a_stock_and_a_claim_in_towns_are_not_reconciled(gazetteer: Gazetteer, cells: dict[str, str]) -> None:
    assert reconcile(claim(gazetteer, **cells), about([], reduce([], PLACES)), reduce([], PLACES)) is None


# What we ship.


NOWHERE = Gazetteer({}, {}, {}, {}, {})


@pytest.fixture(scope="module")
def claims(shipped: Atlas) -> dict[str, Claim]:
    rows = read(FOLDER / "claims.csv", CLAIM_COLUMNS)
    checked = check_claims("claims.csv", rows.kept, shipped.ledger.sources, shipped.ledger.war, load_gazetteer())
    assert (rows.problems, checked.problems) == ((), ())
    return {said.id: said for said in checked.kept}


@pytest.fixture(scope="module")
def compared(shipped: Atlas, claims: dict[str, Claim]) -> dict[str, ComparedClaim]:
    reading, lenses = shipped.reading, load_lenses()
    return {
        said.id: compare_claim(said, reading.spans, reading.changed, lenses, reading.first) for said in claims.values()
    }


def test_all_64_claims_we_ship_stand_and_13_cannot_be_compared(compared: dict[str, ComparedClaim]) -> None:
    assert len(compared) == 64
    no_first_day = ["18", "19", "20", "21", "22", "24", "26", "39", "55", "56", "58"]
    assert {said: one.why_not for said, one in compared.items() if one.why_not} == {
        "CL21-01": Incomparable.BEFORE_THE_REPORTS,
        "CL21-57": Incomparable.BEFORE_THE_REPORTS,
    } | {f"CL21-{number}": Incomparable.NO_FIRST_DAY for number in no_first_day}


@pytest.mark.parametrize(
    ("said", "of", "expected"),
    [
        ("CL21-34", "of 421 districts", (157, 152, 167, -12)),  # NOS: a third of 421 is 140
        ("CL21-37", "of 398 boundaries", (152, 148, 161, 1)),  # the Taliban: 162 of 398
        ("CL21-44", "nearest: of 421 districts; the claim is out of 407", (170, 164, 194, 10)),  # LWJ: 204
        ("CL21-13", "nearest: of 421 districts; the claim names no total", (15, 15, 29, -2)),  # 13 since 1 May
        ("CL21-50", "nearest: of 20 districts in Hirat; the claim is out of 17", (17, 17, 18, -1)),
        # By hand: Jorm, Raghestan, Shahr-e-Buzorg on the 3rd, Argo, Baharak, Kofab, Kohistan, Yawan, Zebak on the 4th;
        # Wakhan may have been, by a claim that can mean any day of that week.
        ("CL21-31", "nearest: of 28 districts in Badakhshan; the claim names no total", (9, 9, 10, 0)),
    ],
)
def test_a_claim_we_ship_stands_beside_its_figure(
    compared: dict[str, ComparedClaim], said: str, of: str, expected: tuple[int, ...]
) -> None:
    assert (out_of_words(compared[said], THREE_SQUARES), figures(compared[said])) == (of, expected)


def test_fifteen_districts_of_badakhshan_are_named_for_the_ten_of_that_weekend(
    shipped: Atlas, claims: dict[str, Claim]
) -> None:
    named = reconcile(claims["CL21-31"], shipped.reading.about, shipped.spans)
    assert named is not None
    names = load_gazetteer().names
    # Worked by hand from the lines on Badakhshan in `reports.csv`: nine of the round-up of the 3rd, six of the 4th.
    assert {names[place] for place in named.named} == {
        *("Darayem", "Jorm", "Keshem", "Raghestan", "Shahr-e-Buzorg", "Tagab", "Teshkan", "Warduj", "Yaftal-e-Sufla"),
        *("Argo", "Baharak", "Kofab", "Kohistan", "Yawan", "Zebak"),
    }
    assert {report for reports in named.named.values() for report in reports} == {
        *("AF21-0184", "AF21-0185", "AF21-0186", "AF21-0187", "AF21-0188", "AF21-0189", "AF21-0190", "AF21-0191"),
        *("AF21-0192", "AF21-1057"),
        *("AF21-0201", "AF21-0203", "AF21-0204", "AF21-0206", "AF21-0208", "AF21-0209"),
    }
    # A council member names these six on Friday the 2nd.
    assert {names[place] for place in named.before} == {
        *("Darayem", "Keshem", "Tagab", "Teshkan", "Warduj", "Yaftal-e-Sufla"),
    }
    assert {names[place]: reports for place, reports in named.day_after.items()} == {
        "Khwahan": ("AF21-0219",),
        "Shaki": ("AF21-0220",),
        "Shuhada": ("AF21-0221",),
        "Darwaz-e-Balla": ("AF21-0216", "AF21-1038"),
        "Darwaz-e-Payin": ("AF21-0217", "AF21-1039"),
        "Eshkashem": ("AF21-0218", "AF21-1040"),
        "Shighnan": ("AF21-1042",),
    }


def test_a_side_that_claims_is_named_in_the_claimants_name() -> None:
    with (FOLDER / "claims.csv").open(encoding="utf-8", newline="") as lines:
        sides = {line["claimant"].split(" (")[0] for line in csv.DictReader(lines) if line["side"]}
    assert sides == {
        *("Taliban claim", "Taliban delegation in Moscow", "Taliban political office, Suhail Shaheen"),
        *("Afghan Ministry of Defence", "Afghan security spokesman Ajmal Shinwari"),
    }


def test_as_known_on_4_july_the_claim_of_the_5th_is_left_out(claims: dict[str, Claim]) -> None:
    known = {said.id for said in claims_known_by(claims.values(), july(4))}
    assert {"CL21-28", "CL21-34", "CL21-31"} & known == {"CL21-28"}
    assert claims["CL21-27"].known == date(2021, 7, 31)
