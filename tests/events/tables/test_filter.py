"""
`events.tables.filter`: which of the four reports of `tests.events.tables.test_ledger` are kept, and the link that asks
for them.
"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.control.outcomes import Speaker
from events.ledger.locate import fold
from events.model import Certainty, Kind
from events.tables.filter import BACKWARDS, Filter, filter_of, filtered, link_of
from events.tables.ledger import REPORT
from geo.atlas.atlas import Atlas
from tests.conftest import july
from tests.events.tables.test_ledger import TABLE, laid_out, laid_out_as_shipped

HELD = frozenset({Kind.HELD})


@pytest.mark.parametrize(
    ("by", "kept"),
    [
        (Filter(), ["r1", "r2", "r3", "r4"]),
        (Filter(text="AMBAR"), ["r1"]),
        (Filter(text="amber-falls"), ["r1", "r3", "r4"]),
        (Filter(text="of the east"), ["r2"]),
        (Filter(text="Amber East"), []),
        (Filter(text="?!"), ["r1", "r2", "r3", "r4"]),
        (Filter(province="AF01"), ["r1", "r2"]),
        (Filter(party="reds"), ["r1", "r3", "r4"]),
        (Filter(kinds=HELD), ["r2", "r4"]),
        (Filter(kinds=frozenset({Kind.FIGHTING})), []),
        (Filter(kinds=frozenset({Kind.CAPTURED, Kind.FIGHTING, Kind.HELD})), ["r1", "r2", "r4"]),
        (Filter(certainty=Certainty.CLAIMED), ["r3"]),
        (Filter(speaker=Speaker.OTHERS), ["r1", "r2", "r4"]),
        (Filter(publisher="=Pamphlet"), ["r2"]),
        (Filter(publisher="'=Pamphlet"), ["r2"]),
        (Filter(first=july(5), last=july(6)), ["r1", "r2"]),
        (Filter(first=july(6)), ["r2", "r3", "r4"]),
        (Filter(last=july(4)), ["r1"]),
        (Filter(only_conflicts=True), ["r2", "r3"]),
        (Filter(only_inferred=True), ["r2"]),
        (Filter(ids=frozenset({"r4", "r1"})), ["r1", "r4"]),
        (Filter(ids=frozenset()), []),
        (Filter(party="reds", kinds=HELD, ids=frozenset({"r4", "r1"})), ["r4"]),
    ],
)
def test_a_filter_keeps_the_rows_that_fit_all_of_it(by: Filter, kept: list[str]) -> None:
    assert filtered(TABLE, by)[REPORT].tolist() == kept


def test_an_empty_table_is_filtered_to_nothing() -> None:
    assert len(filtered(laid_out([]), Filter(text="amber", first=july(1), kinds=HELD, only_conflicts=True))) == 0


@pytest.mark.parametrize(
    ("link", "by", "broken"),
    [
        ({}, Filter(), []),
        ({"day": "2021-07-05", "province": "AF02"}, Filter(province="AF02"), []),
        ({"speaker": "gaining_side", "conflicts": "1"}, Filter(speaker=Speaker.GAINING_SIDE, only_conflicts=True), []),
        ({"publisher": "=Pamphlet"}, Filter(publisher="'=Pamphlet"), []),
        ({"kind": "held,captured"}, Filter(kinds=frozenset({Kind.CAPTURED, Kind.HELD})), []),
        ({"kind": "held,won"}, Filter(), ["kind"]),
        ({"kind": ""}, Filter(), ["kind"]),
        ({"text": "?!", "party": "reds"}, Filter(party="reds"), ["text"]),
        ({"text": "amber" * 40}, Filter(text="amber" * 40), []),
        ({"text": "amber" * 40 + "!"}, Filter(), ["text"]),
        ({"province": "AF99"}, Filter(), ["province"]),
        ({"province": ""}, Filter(), ["province"]),
        ({"party": "greens", "kind": "won", "certainty": "sure"}, Filter(), ["party", "kind", "certainty"]),
        (
            {"publisher": "<b>", "speaker": "me", "kind": "held"},
            Filter(kinds=HELD),
            ["speaker", "publisher"],
        ),
        ({"from": "20210705", "to": "2021-07-32"}, Filter(), ["from", "to"]),
        ({"from": "2021-07-01", "to": "2021-07-09"}, Filter(first=july(1), last=july(9)), []),
        ({"from": "2021-06-30", "to": "2021-07-10"}, Filter(), ["from", "to"]),
        ({"from": "2031-01-01", "to": "0001-01-01"}, Filter(), ["from", "to"]),
        ({"conflicts": "yes", "inferred": "0"}, Filter(), ["conflicts", "inferred"]),
    ],
)
def test_a_link_names_a_filter_and_what_is_broken_in_it_is_told(
    link: dict[str, str], by: Filter, broken: list[str]
) -> None:
    assert filter_of(link, TABLE, july(1), july(9)) == (by, broken)


def test_a_link_whose_days_run_backwards_names_none() -> None:
    link = {"from": "2021-07-05", "to": "2021-07-04", "kind": "held"}
    assert filter_of(link, TABLE, july(1), july(9)) == (Filter(kinds=HELD), [BACKWARDS])


def one_of(column: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(TABLE[column].cat.categories.drop("", errors="ignore").tolist())


@given(
    st.builds(
        Filter,
        text=st.just("") | st.text(min_size=1, max_size=200).filter(fold),
        province=one_of("province_pcode"),
        party=one_of("party_id"),
        kinds=st.frozensets(st.sampled_from(Kind)),
        certainty=st.none() | st.sampled_from(Certainty),
        speaker=st.none() | st.sampled_from(Speaker),
        publisher=one_of("publisher"),
        first=st.none() | st.dates(max_value=july(5)),
        last=st.none() | st.dates(min_value=july(5)),
        only_conflicts=st.booleans(),
        only_inferred=st.booleans(),
    )
)
def test_a_filter_comes_back_from_its_link(by: Filter) -> None:
    assert filter_of(link_of(by), TABLE, date.min, date.max) == (by, [])


def test_a_set_of_reports_has_no_place_in_a_link() -> None:
    by = Filter(text="Amber", first=july(5), ids=frozenset({"r1"}))
    assert link_of(by) == {"text": "Amber", "from": "2021-07-05"}


def test_the_denials_of_4_july_are_found_as_conflicts(shipped: Atlas) -> None:
    ledger = laid_out_as_shipped(shipped)
    by, broken = filter_of({"from": "2021-07-04", "to": "2021-07-04", "conflicts": "1"}, ledger, july(1), july(9))
    assert broken == []
    assert {"Panjwayi", "Ziruk", "Kofab", "Argo", "Kohistan"} <= {*filtered(ledger, by)["district"]}
