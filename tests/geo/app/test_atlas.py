"""The page Atlas."""

from datetime import date

import pytest

from events.control.changes import latest_change
from events.control.reading import Reading, read_as_known
from events.model import Scope
from geo.places.country import Country
from geo.places.lists import load_districts
from tests.geo.app.test_pages import opened_view
from tests.geo.app.visits import Run, map_told


def test_it_opens_with_the_map_and_the_method(run: Run) -> None:
    script = run()
    assert opened_view(script) == ("2021-07-05", "", "districts", "1")
    assert [expander.label for expander in script.expander] == ["How we decide who controls a place"]
    assert not script.dataframe


def test_the_method_tells_the_rule_and_its_limits(run: Run) -> None:
    method = run().expander[0].markdown[0].value
    for words in ("latest", "claim", "contested", "inferred", "not known", "Limits", "nothing is assumed"):
        assert words in method


def test_the_numbers_in_the_method_are_true(run: Run, reading: Reading) -> None:
    capitals = {district.code for district in load_districts() if district.capital}
    scopes = {place: {report.scope for report in reports} for place, reports in reading.about.items()}
    without_own = {place for place, found in scopes.items() if Scope.DISTRICT not in found}
    reported = {place for place in without_own & capitals if Scope.CAPITAL in scopes[place]}
    method = run().expander[0].markdown[0].value.replace("\n", " ")
    assert f"{len(without_own)} of the {len(scopes)} districts have no report of their own" in method
    assert f"{len(reported)} of those are provincial capitals" in method


def test_a_link_opens_its_view(run: Run) -> None:
    script = run(day="2021-07-20", district="1709", lens="people")
    assert not script.warning
    assert opened_view(script) == ("2021-07-20", "1709", "people", "1")


@pytest.mark.parametrize(
    ("link", "notes"),
    [
        ({"day": "2021-99-99"}, ["must be a date like 2021-07-05"]),
        ({"day": "5 July"}, ["must be a date like 2021-07-05"]),
        ({"day": "2031-07-05"}, ["5 July 2031 is outside"]),
        ({"district": "17"}, ["a district code that does not exist"]),
        ({"day": "", "district": ""}, ["must be a date like 2021-07-05", "a district code that does not exist"]),
        (
            {"day": "![x](https://a.example)", "district": "[log in](https://a.example)"},
            ["must be a date like 2021-07-05", "a district code that does not exist"],
        ),
    ],
    ids=str,
)
def test_a_broken_link_is_told_of_and_the_default_opens(run: Run, link: dict[str, str], notes: list[str]) -> None:
    script = run(**link)
    assert not script.exception
    assert len(script.warning) == len(notes)
    for warning, note in zip(script.warning, notes, strict=True):
        assert note in warning.value
        assert "[" not in warning.value
    assert opened_view(script) == ("2021-07-05", "", "districts", "1")


def test_a_broken_district_does_not_lose_a_good_day(run: Run) -> None:
    script = run(day="2021-07-20", district="9999")
    assert len(script.warning) == 1
    assert opened_view(script) == ("2021-07-20", "", "districts", "1")


def test_parameters_that_are_not_ours_are_left_alone(run: Run) -> None:
    script = run(utm_source="newsletter")
    assert not script.warning
    assert opened_view(script) == ("2021-07-05", "", "districts", "1")


def test_another_view_changes_no_byte_of_the_maps_script(run: Run) -> None:
    """Or streamlit-folium would mount a new, blank frame."""
    script = run()
    told = map_told(script)
    script.query_params["day"] = "2021-08-15"
    script.query_params["district"] = "1709"
    script.query_params["lens"] = "land"
    script.run()
    again = map_told(script)
    assert opened_view(script)[:2] == ("2021-08-15", "1709")
    assert told.pop("html") != again.pop("html")
    assert told == again
    script.run()
    assert opened_view(script)[3] == "3"


def test_the_map_as_known_on_a_day_is_another_map_that_ends_with_it(run: Run) -> None:
    script = run(known="2021-07-04")
    assert opened_view(script)[0] == "2021-07-04"
    then, now = map_told(script), map_told(run())
    assert {**then, "html": ""} != {**now, "html": ""}


def test_a_link_to_a_district_without_a_day_opens_on_the_day_of_its_latest_change(run: Run, reading: Reading) -> None:
    latest = latest_change(reading.changed, "1709")
    assert latest
    assert opened_view(run(district="1709"))[:2] == (latest.isoformat(), "1709")
    assert opened_view(run(district="1709", known="2021-07-03"))[:2] == ("2021-07-03", "1709")
    assert run("districts", district="1709").date_input[0].value == latest


def test_a_district_that_never_changed_opens_on_the_opening_day(run: Run, reading: Reading) -> None:
    then = read_as_known(reading.ledger, reading.spans, date(2021, 8, 1))
    quiet = next(place for place in then.spans if latest_change(then.changed, place) is None)
    assert opened_view(run(district=quiet, known="2021-08-01"))[:2] == ("2021-07-05", quiet)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["compare", "provinces"])
def test_the_denominator_is_written_out(run: Run, page: str, country: Country) -> None:
    for lens in country.lenses.values():
        script = run(page, lens=lens.id)
        told = [*script.caption, *script.markdown, *script.header]
        assert any(lens.of.removeprefix("of ") in element.value.replace("\\", "") for element in told)
