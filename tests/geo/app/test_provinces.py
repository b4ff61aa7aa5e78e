"""The page Provinces."""

from events.control.reading import Reading
from tests.geo.app.visits import Run, reports_on


def test_a_province_without_reports_of_its_own_districts_shows_the_wider_ones(run: Run, reading: Reading) -> None:
    table = next(told.value for told in run("gaps").dataframe if "Without any" in told.value).set_index("Province")
    script = run("gaps", silent="AF17")
    assert f"Badakhshan: {table['Without a report of their own']['Badakhshan']} without a report of their own" in [
        heading.value.replace("\\", "") for heading in script.header
    ]
    shown = reports_on(script)
    assert shown
    assert not any(reading.reports[report].own for report in shown)


def test_a_district_of_a_province_shows_the_reports_that_its_row_counts(run: Run) -> None:
    whole = run("provinces", province="AF17")
    rows = next(told.value for told in whole.dataframe if "Since" in told.value).set_index("District")
    # Of the province's two tables of reports, the district's comes first.
    tables = [told.value for told in run("provinces", province="AF17", picked="1709").dataframe]
    shown = next(table for table in tables if "Certainty" in table)
    assert len(shown) == rows["Reports"]["Yawan"] > 0


def test_a_share_of_a_province_names_what_is_counted_there(run: Run) -> None:
    told = [caption.value for caption in run("provinces", province="AF17").caption]
    assert "Share of the province, counting 28 districts" in told
    assert any(told.value.endswith("km²") for told in run("provinces", province="AF17", lens="land").caption)
