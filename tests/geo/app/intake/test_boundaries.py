"""`geo.app.intake.boundaries`: what is asked of boundaries, and what is said to be wrong with them."""

from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.geo.app.visits import Run

SAMPLES = Path(__file__).parents[2] / "intake" / "boundaries" / "samples"
FIRST, SECOND, THIRD = "1. Boundaries", "2. What its columns are", "3. The war and its parties"


def bring(run: Run, name: str) -> AppTest:
    script = run("add", make="war")
    script.file_uploader[0].set_value((name, (SAMPLES / name).read_bytes(), "application/octet-stream"))
    return script.run()


def headings(script: AppTest) -> list[str]:
    assert not script.exception
    return [header.value for header in script.header]


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("boundaries-cod.geojson", ["ADM2_EN", "ADM2_PCODE", "ADM1_EN"]),
        ("boundaries-gadm.gpkg", ["NAME_2", "GID_2", "NAME_1"]),
        ("boundaries-utm42.zip", ["ADM2_EN", "ADM2_PCODE", "ADM1_EN"]),
        ("boundaries.topojson", ["districts", "name", "code", "—"]),
    ],
)
def test_columns_are_proposed_once_boundaries_are_read(run: Run, name: str, columns: list[str]) -> None:
    script = bring(run, name)
    assert headings(script) == [FIRST, SECOND, THIRD]
    assert [field.value for field in script.selectbox] == columns
    assert not script.error


def test_a_file_that_is_refused_is_refused_by_name(run: Run) -> None:
    script = bring(run, "climbing.zip")
    assert headings(script) == [FIRST]
    assert script.error[0].value.replace("\\", "").startswith("climbing.zip: an archive with an entry")


def test_the_reference_system_is_asked_for_until_it_is_one(run: Run) -> None:
    script = bring(run, "boundaries-no-prj.zip")
    assert headings(script) == [FIRST]
    assert "does not say in which reference system" in script.error[0].value
    script.text_input[0].set_value("EPSG:99999999").run()
    assert headings(script) == [FIRST]
    assert "is no reference system" in script.error[0].value
    script.text_input[0].set_value("EPSG:32642").run()
    assert headings(script) == [FIRST, SECOND, THIRD]
    assert not script.error


def test_every_fault_is_listed_and_overlaps_can_be_settled(run: Run) -> None:
    script = bring(run, "boundaries-bad.geojson")
    assert headings(script) == [FIRST, SECOND, THIRD]
    (faults,) = [table.value for table in script.dataframe if "What is wrong" in table.value]
    assert len(faults) == 10
    assert list(faults["Harmless"]).count("yes") == 3
    assert script.expander[0].label == "10 faults: 3 harmless, 1 repaired"
    assert script.checkbox[0].label.startswith("Settle 1 overlap")


def test_without_names_and_codes_no_report_could_be_placed(run: Run) -> None:
    script = bring(run, "boundaries-cod.geojson")
    for field in script.selectbox[:2]:
        field.set_value("—")
    script.run()
    assert headings(script) == [FIRST, SECOND]
    assert script.error[0].value == "Choose the column of names: without it no report can be placed."


def test_parties_are_named_in_fields_and_the_next_step_is_there_once_all_is_told(run: Run) -> None:
    script = bring(run, "boundaries-cod.geojson")
    fields = {field.label: field for field in script.text_input}
    fields["Title"].set_value("Squares")
    fields["Party 1"].set_value("Reds")
    script.date_input[0].set_value(date(2021, 4, 1))
    script.date_input[1].set_value(date(2021, 9, 30)).run()
    assert script.info[-1].value == "Still needed: the names of at least two parties."
    (another,) = [button for button in script.button if button.label == "Another party"]
    another.click().run()
    (third,) = [field for field in script.text_input if field.label == "Party 3"]
    third.set_value("Blues").run()
    assert headings(script) == [FIRST, SECOND, THIRD, "4. Reports"]
    assert "captured,Reds" in script.code[0].value
