"""The page Gaps."""

from events.analysis.gaps import ages, silences, unknowns_on
from events.control.reading import Reading
from geo.places.country import Country
from geo.words.pages.gaps import age_words, unknowns_words
from tests.geo.app.visits import OPENING, Run


def test_the_gaps_are_those_that_are_counted_and_each_lists_its_districts(
    run: Run, reading: Reading, then: Reading, country: Country
) -> None:
    seen = []
    for read, link in ((reading, {}), (then, {"known": "2021-07-05"})):
        *lines, unplaced = unknowns_words(unknowns_on(read.spans, read.about, OPENING, read.ledger.unplaced))
        script = run("gaps", gap="3", **link)
        assert script.radio[0].options == [line.words for line in lines]
        assert unplaced.words in [link.label for link in script.page_link]
        assert script.header[0].value == lines[3].words
        listed = sorted(country.names[place] for place in lines[3].places)
        assert sorted(script.dataframe[0].value["District"]) == listed
        seen.append(script.radio[0].options)
    assert seen[0] != seen[1]


def test_a_gap_that_is_empty_on_a_day_says_so(run: Run, reading: Reading) -> None:
    day = reading.first
    *lines, _ = unknowns_words(unknowns_on(reading.spans, reading.about, day, reading.ledger.unplaced))
    empty = [at for at, line in enumerate(lines) if not line.places]
    assert empty
    script = run("gaps", day=day.isoformat(), gap=str(empty[0]))
    assert script.info[0].value == "None on this day."
    assert not script.warning


def test_a_bar_of_ages_lists_its_districts(run: Run, reading: Reading, country: Country) -> None:
    band = ages(silences(reading.spans, reading.about, OPENING))[2]
    script = run("gaps", age="2")
    assert script.header[0].value == f"Last report: {age_words(band)}"
    listed = sorted(country.names[place] for place in band.places)
    assert sorted(script.dataframe[0].value["District"]) == listed
