"""`geo.links.permalink`: a view is written as an address and read back, and nothing else is taken from one."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.language import LOCALES
from geo.links.permalink import PARAMETERS, NoSuchView, Range, ViewState, parameters, parse, permalink, shown_by
from geo.places.country import Area
from tests.conftest import july

DISTRICTS, LENSES = ["0101", "0102"], ["districts", "people"]
THERE = Range(july(1), july(31), date(2021, 8, 2), DISTRICTS, LENSES, provinces=["AF01", "AF02"])
BASE = "https://atlas.example/"

districts = st.sampled_from([None, *DISTRICTS])
lenses, languages = st.sampled_from(LENSES), st.sampled_from(list(LOCALES))

areas = st.sampled_from([None, Area("AF01"), Area("AF02"), Area(districts=("0101",)), Area(districts=("0101", "0102"))])


@st.composite
def views(draw: st.DrawFn) -> ViewState:
    known = draw(st.dates(THERE.first, THERE.known_by) | st.none())
    day, since = draw(st.dates(THERE.first, min(known or THERE.last, THERE.last))), None
    if draw(st.booleans()):
        since = draw(st.dates(THERE.first, day))
    side = since is not None and draw(st.booleans())
    return ViewState(day, since, draw(districts), known, draw(lenses), draw(languages), draw(areas), side=side)


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (ViewState(july(5)), "day=2021-07-05"),
        (ViewState(july(5), lens="districts", lang="en"), "day=2021-07-05"),
        (
            ViewState(july(5), district="1709", known=july(6), lens="people", lang="nl"),
            "day=2021-07-05&district=1709&known=2021-07-06&lens=people&lang=nl",
        ),
        (ViewState(july(5), area=Area("AF17")), "day=2021-07-05&province=AF17"),
        (ViewState(july(5), area=Area(districts=("1709", "1710"))), "day=2021-07-05&districts=1709,1710"),
        (ViewState(july(5), since=july(1), lang="fa"), "from=2021-07-01&to=2021-07-05&lang=fa"),
        (ViewState(july(5), since=july(1), side=True), "from=2021-07-01&to=2021-07-05&view=side"),
        (ViewState(july(5), side=True), "day=2021-07-05"),
    ],
    ids=str,
)
def test_a_link_names_no_more_than_it_must_and_always_in_one_order(shown: ViewState, words: str) -> None:
    assert permalink(BASE, shown) == f"{BASE}?{words}"


@given(views())
def test_a_view_read_from_its_link_is_the_view(shown: ViewState) -> None:
    link = permalink(BASE, shown)
    assert shown_by(parse(link), THERE) == shown
    assert shown_by(parameters(shown), THERE) == shown
    assert permalink("", shown) == link.removeprefix(BASE)


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("", "?day=2021-07-05"),
        ("https://atlas.example/compare?embed=true&day=2021-01-01#map", "https://atlas.example/compare?day=2021-07-05"),
        ("file:///mnt/my stick/{atlas}.html", "file:///mnt/my%20stick/%7Batlas%7D.html?day=2021-07-05"),
        ("http://[::1]:8501", "http://[::1]:8501?day=2021-07-05"),
    ],
)
def test_a_page_keeps_nothing_of_its_address_but_where_it_is(base: str, address: str) -> None:
    assert permalink(base, ViewState(july(5))) == address


def test_only_what_a_link_of_ours_can_name_is_taken_from_an_address() -> None:
    address = "javascript:alert(1)?day=2021-07-05&redirect=//evil.example&district=0101&__proto__=x&embed=true#lang=nl"
    assert parse(address) == {"day": "2021-07-05", "district": "0101"}
    assert parse("https://[") == parse("day=2021-07-05") == {}
    assert parse("?" + "&".join(f"day={number}" for number in range(100))) == {}


@pytest.mark.parametrize(
    ("words", "fault"),
    [
        ("", "The link names neither a day nor two to compare."),
        ("lens=people", "The link names neither a day nor two to compare."),
        ("from=2021-07-01", "The link names neither a day nor two to compare."),
        ("day=5 July", "“day” in the link must be a date like 2021-07-05."),
        ("day=2021-08-01", "The reports run from 1 July 2021 to 31 July 2021; 1 August 2021 is outside that range."),
        (
            "day=2021-07-09&known=2021-07-05",
            "The reports run from 1 July 2021 to 5 July 2021; 9 July 2021 is outside that range.",
        ),
        ("from=2021-07-05&to=2021-07-01", "The link names two days in the wrong order."),
        (
            "day=2021-07-05&district=9999",
            "The link names a district code that does not exist (example: 0101).",
        ),
        ("day=2021-07-05&lens=<b>", "The link names a way to count other than ours."),
        ("day=2021-07-05&province=Badakhshan", "The link names a P-code that does not exist (example: AF01)."),
        (
            "day=2021-07-05&districts=0101,9999",
            "The link names a district code that does not exist (example: 0101,0102).",
        ),
        (
            "day=2021-07-05&province=AF01&districts=0102",
            "The link names a province and districts; only the districts are shown.",
        ),
        ("day=2021-07-05&lang=xx", "The link names a language other than ours."),
        ("from=2021-07-01&to=2021-07-05&view=<b>", "The link names a view other than ours."),
    ],
)
def test_what_is_wrong_in_a_link_is_told_and_not_repeated(words: str, fault: str) -> None:
    with pytest.raises(NoSuchView) as told:
        shown_by(parse(f"?{words}"), THERE)
    assert str(told.value) == fault


texts = st.text() | st.sampled_from(["2021-07-05", "0101", "people", "nl", "", "2021-13-01"])


@given(st.dictionaries(st.sampled_from(PARAMETERS) | st.text(), texts))
def test_whatever_an_address_says_is_a_view_that_is_there_or_an_error(named: dict[str, str]) -> None:
    words = "&".join(
        f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in named.items()
    )
    try:
        shown = shown_by(parse(f"?{words}"), THERE)
    except NoSuchView:
        return
    assert all(THERE.first <= day <= THERE.last for day in (shown.day, shown.since) if day)
    assert shown.known is None or THERE.first <= shown.known <= THERE.known_by
    assert shown_by(parse(permalink(BASE, shown)), THERE) == shown
    assert isinstance(shown.day, date)
