"""The page Sources."""

from events.control.reading import Reading
from geo.places.country import Country
from geo.words.credits import credit_of
from geo.words.markdown import unmarked
from tests.geo.app.visits import Run, reports_on


def test_the_reports_left_out_are_listed_when_opened(run: Run, reading: Reading) -> None:
    cited = {source.id for source in reading.ledger.sources if source.publisher == "Kabul Now"}
    left_out = [report.id for report in reading.reports.values() if report.source in cited]
    script = run("sources", "left-out", without="Kabul Now")
    assert sorted(reports_on(script)) == sorted(left_out)
    assert not [told for told in run("sources", without="Kabul Now").dataframe if "Certainty" in told.value]


def test_every_source_is_listed_with_its_page_or_why_there_is_none(
    run: Run, reading: Reading, then: Reading, country: Country
) -> None:
    script = run("sources")
    table = next(told.value for told in script.dataframe if "Not linked because" in told.value)
    assert len(table) == len(reading.ledger.sources)
    said = [told.value.replace("\\", "") for told in script.markdown]
    files = next(words for words in said if "boundaries.geojson" in words)
    assert all(origin.file in files for origin in (*country.origins, *reading.ledger.origins))
    assert "Public domain, as stated by geoBoundaries" in files and "Herat" in files
    assert script.caption[-1].value == unmarked(credit_of(reading.ledger, country))
    linked = table["Page"].notna()
    assert table[linked]["Page"].str.match("https?://").all()
    assert (table["Not linked because"].str.len() > 0).eq(~linked).all()
    assert table["Reports"].sum() == len(reading.ledger.events)
    known = next(
        told.value for told in run("sources", known="2021-07-05").dataframe if "Not linked because" in told.value
    )
    assert known["Reports"].sum() == len(then.ledger.events)
