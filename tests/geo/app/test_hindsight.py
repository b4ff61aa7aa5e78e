"""The page Hindsight."""

import pytest

from events.analysis.hindsight import revisions
from events.control.evidence import Figure, reports_behind
from events.control.reading import Reading
from geo.places.country import Country
from geo.words.markdown import unmarked
from geo.words.pages.figures import figure_word
from geo.words.pages.hindsight import hindsight_words
from tests.geo.app.visits import OPENING, Run, reports_on, written


def test_hindsight_says_what_changed(run: Run, reading: Reading, then: Reading) -> None:
    changed = revisions(then.spans, reading.spans, OPENING, reading.reports, OPENING)
    script = run("hindsight")
    assert unmarked(hindsight_words(changed, OPENING, OPENING, reading.ledger.war, 421)) in written(script)
    table = next(frame.value for frame in script.dataframe if "As known then" in frame.value)
    assert len(table) == len(changed) == 11


@pytest.mark.slow
def test_what_hindsight_changed_of_a_district_shows_the_reports_that_its_row_counts(
    run: Run, reading: Reading, then: Reading
) -> None:
    for changed in revisions(then.spans, reading.spans, OPENING, reading.reports, OPENING):
        assert sorted(reports_on(run("hindsight", picked=changed.place))) == sorted(changed.reports)


def test_a_number_of_an_earlier_knowledge_shows_what_was_known_then(run: Run, then: Reading, country: Country) -> None:
    figure = Figure(OPENING, "taliban")
    reports = reports_behind(figure, then.spans, then.about, country.gazetteer.province_of)
    for page in ("hindsight", "ledger"):
        script = run(page, number=figure_word(figure, OPENING))
        assert "148 districts on 5 July 2021: Taliban, as known on 5 July 2021" in [
            heading.value.replace("\\", "") for heading in script.header
        ]
        assert sorted(reports_on(script)) == sorted(reports)
