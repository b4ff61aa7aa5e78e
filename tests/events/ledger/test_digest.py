"""`events.ledger.digest` and `geo.places.digest`: whether two files were made from the same data."""

import subprocess
import sys
from dataclasses import replace

import pytest
import shapely

from events.control.reading import read_as_known
from events.ledger.digest import digest_of, line_of
from geo.atlas.atlas import Atlas
from geo.places.country import Country, load_country
from geo.places.digest import data_digest
from tests.conftest import THREE_SQUARES, event, july

ASKED = (
    "from geo.atlas.atlas import load_atlas; "
    "from geo.places.country import load_country; "
    "from geo.places.digest import data_digest"
)


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


def test_a_record_is_a_line_without_the_line_it_stood_on_and_what_is_derived() -> None:
    told = event(1, 5, "reds captured").report
    assert line_of(told) == line_of(replace(told, line=99))
    assert line_of(told) != line_of(replace(told, note="seen at night"))
    assert not {"line", "breadth", "own", "firm", "affects_control", "says"} & set(line_of(told).split('"'))
    assert line_of(THREE_SQUARES).startswith('["War", {"called": {}, "coalitions": [], "first_day": "2021-06-01"')


def test_what_has_no_plain_form_is_our_own_mistake() -> None:
    with pytest.raises(TypeError, match="has no plain form"):
        line_of(object())


def test_lines_in_any_order_have_one_digest_and_one_line_twice_has_another() -> None:
    assert digest_of(["a", "b"]) == digest_of(["b", "a"]) != digest_of(["a", "b", "b"])


def test_the_order_of_a_ledger_plays_no_part_and_each_report_does(shipped: Atlas) -> None:
    ledger = shipped.ledger
    turned = replace(ledger, events=ledger.events[::-1], sources=ledger.sources[::-1], claims=ledger.claims[::-1])
    assert turned.digest == ledger.digest
    first, *others = ledger.events
    otherwise = replace(first, report=replace(first.report, latest=first.report.latest.replace(day=30)))
    changed = (replace(ledger, events=(otherwise, *others)), replace(ledger, events=tuple(others)))
    assert len({ledger.digest, *(each.digest for each in changed)}) == 3


def test_what_became_known_later_does_not_change_what_was_known(shipped: Atlas) -> None:
    places = shipped.spans
    known = read_as_known(shipped.ledger, places, july(5)).ledger.digest
    later = next(event for event in shipped.ledger.events if event.report.known > july(5))
    without = replace(shipped.ledger, events=tuple(event for event in shipped.ledger.events if event != later))
    assert read_as_known(without, places, july(5)).ledger.digest == known != shipped.ledger.digest


def test_a_corner_of_a_boundary_and_a_name_of_a_district_change_the_digest(shipped: Atlas, country: Country) -> None:
    moved = country.boundaries.copy()
    moved["geometry"] = [shapely.segmentize(moved.geometry.iloc[0], 0.01), *moved.geometry.iloc[1:]]
    first, *others = country.districts
    countries = (
        country,
        replace(country, boundaries=moved),
        replace(country, districts=(replace(first, names={"fa": "کابل ۲"}), *others)),
    )
    assert len({data_digest(shipped.reading, told) for told in countries}) == 3


@pytest.mark.slow
def test_another_run_has_the_same_digest(shipped: Atlas, country: Country) -> None:
    asked = f"{ASKED}; print(data_digest(load_atlas().reading, load_country()))"
    again = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert again.stdout.strip() == data_digest(shipped.reading, country)
