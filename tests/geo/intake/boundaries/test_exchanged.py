"""`geo.intake.boundaries.exchanged`: latitude and longitude exchanged are known by where the reports are."""

from geo.intake.boundaries.exchanged import exchanged
from tests.geo.intake.boundaries.test_shapes import sample

REPORTS = [(70.6, 32.6), (71.2, 33.1), (71.4, 32.9)]


def test_reports_within_the_country_are_as_they_should_be() -> None:
    assert exchanged(sample("boundaries-cod.geojson").frame, REPORTS) == ""


def test_a_country_on_its_side_is_known_by_the_reports() -> None:
    assert exchanged(sample("boundaries-swapped.geojson").frame, REPORTS) == (
        "The units lie at 70.5 to 71.5 north and 32.5 to 33.2 east, and the reports elsewhere: latitude and longitude "
        "seem to be exchanged in the boundaries."
    )


def test_another_country_is_told_and_nothing_is_said_without_reports_or_shapes() -> None:
    assert exchanged(sample("boundaries-cod.geojson").frame, [(10, 10)]).endswith("east, and most reports elsewhere.")
    assert exchanged(sample("boundaries-cod.geojson").frame, []) == ""
    assert exchanged(sample("boundaries-no-prj.zip").frame, REPORTS) == ""
