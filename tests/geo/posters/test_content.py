"""`geo.posters.content`: every number on a poster is the app's, and its sources are those behind what it shows."""

from collections import Counter
from datetime import date, timedelta

import pytest

from events.control.counts import Count, count_each_day
from events.control.evidence import Figure, Part, places_behind
from events.control.reading import read_as_known
from events.control.rule import control_on
from events.model import UNKNOWN
from geo.atlas.atlas import Atlas
from geo.atlas.runs import tallies
from geo.paint.fills import day_fills
from geo.places.lenses import amount
from geo.posters.content import change_poster, day_poster
from geo.posters.entries import source_words
from geo.words.standings import names, standings
from tests.posters import ENGLISH, between, country, on

FIFTH = date(2021, 7, 5)


def test_the_counts_of_a_poster_are_those_of_the_app_on_every_day_under_every_lens(shipped: Atlas) -> None:
    reading, war = shipped.reading, shipped.ledger.war
    for lens in country().lenses.values():
        counts = count_each_day(reading.spans, reading.first, reading.last, lens)
        told = tallies(counts, war)
        for number, counted in enumerate(counts):
            day = reading.first + timedelta(days=number)
            poster, named = day_poster(reading, country(), day, ENGLISH, lens=lens), names(war, day=day)
            held = {entry.words: entry.number or 0 for entry in poster.legend if not entry.of_these}
            wanted = {named[standing]: counted.get(standing, Count()).held for standing in standings(war)}
            assert held == pytest.approx(
                {name: held for name, held in wanted.items() if held or name == named[UNKNOWN]}
            )
            assert sum(held.values()) == pytest.approx(sum(lens.weights.values()))
            claims = [entry.number or 0 for entry in poster.legend if entry.of_these]
            assert sum(claims) == pytest.approx(told[number][-1])  # what the page of the app says lies under a claim
            inferred = sum(entry.number or 0 for entry in poster.keys if "inferred" in entry.words)
            assert inferred == pytest.approx(sum(count.inferred for count in counted.values()))


def test_a_claim_on_the_legend_counts_the_places_that_its_figure_opens(shipped: Atlas) -> None:
    province_of = {district.code: district.province for district in country().districts}
    poster = on(shipped, FIFTH)
    under = places_behind(Figure(FIFTH, None, Part.CLAIMED), shipped.spans, province_of)
    assert {entry.words: entry.number for entry in poster.legend if entry.of_these} == {
        "of these, claimed by the Taliban": 1,
        "of these, claimed by the government": 6,
    }
    assert len(under) == 7


def test_the_fifth_of_july_is_told_as_the_atlas_tells_it(shipped: Atlas) -> None:
    poster = on(shipped, FIFTH)
    assert poster.title == "The Taliban take 30 districts in three days, 16 of them in Badakhshan"
    assert "157 of 421 districts" in poster.subtitle
    assert (poster.eyebrow, poster.stamp, poster.known) == (
        "Afghanistan 2021 · district control",
        "5 July 2021",
        "all reports (latest: 15 August 2023)",
    )
    assert poster.fills == day_fills(control_on(shipped.spans, FIFTH), shipped.ledger.war, FIFTH)[0]
    assert "geoBoundaries" in poster.borders and "23 districts" in poster.borders and "endorsement" in poster.borders
    assert poster.unit == ""


def test_a_title_and_a_credit_can_be_set(shipped: Atlas) -> None:
    poster = on(shipped, FIFTH, title="A third", credit="The Gazette")
    assert (poster.title, poster.credit) == ("A third", "Graphic: The Gazette")
    assert on(shipped, FIFTH, title="").title == ""


def test_a_lens_is_named_where_it_does_not_count_districts(shipped: Atlas) -> None:
    poster = day_poster(shipped.reading, country(), FIFTH, ENGLISH, lens=country().lenses["land"])
    assert poster.unit == "Counts are of 642,000 km²."


def test_what_is_known_on_a_day_is_said_and_cites_only_what_was_known(shipped: Atlas) -> None:
    reading = read_as_known(shipped.ledger, country().gazetteer.province_of, FIFTH)
    poster = day_poster(reading, country(), FIFTH, ENGLISH)
    assert poster.known == "as known on 5 July 2021"
    known = {report.source for report in reading.reports.values()}
    assert set(poster.publishers) <= {source.publisher for source in shipped.ledger.sources if source.id in known}
    assert len(poster.publishers) < len(on(shipped, FIFTH).publishers)


def test_the_publishers_are_those_of_the_reports_in_force_on_the_day(shipped: Atlas) -> None:
    publisher = {source.id: source.publisher for source in shipped.ledger.sources}
    reports = shipped.reading.reports
    for day in (date(2021, 4, 6), FIFTH, date(2021, 8, 14)):
        cited = {
            report.id
            for place, span in control_on(shipped.spans, day).items()
            for report in shipped.reading.about[place]
            if report.earliest <= day
            and report.latest in {reports[behind].latest for behind in span.events if reports[behind].earliest <= day}
        }
        counted = Counter(publisher[reports[report].source] for report in cited)
        named = on(shipped, day).publishers
        assert set(named) == set(counted)
        assert [counted[name] for name in named] == sorted(counted.values(), reverse=True)


def test_sources_are_listed_as_the_language_lists_them_and_the_others_counted() -> None:
    assert source_words((), 3, ENGLISH) == "Source: Control Atlas. No report covers this period."
    said = "Source: Control Atlas, from reports by "
    assert source_words(("A", "B"), 2, ENGLISH) == f"{said}A and B."
    assert source_words(("A", "B", "C"), 2, ENGLISH) == f"{said}A, B and 1 other."
    assert source_words(("A", "B", "C", "D"), 1, ENGLISH) == f"{said}A and 3 others."


def test_a_comparison_counts_what_passed_and_what_did_not(shipped: Atlas) -> None:
    earlier, later = date(2021, 7, 1), date(2021, 7, 31)
    before, after = control_on(shipped.spans, earlier), control_on(shipped.spans, later)
    named = names(shipped.ledger.war, day=later)
    passed = Counter(
        f"{named[before[place].standing]} → {named[after[place].standing]}"
        for place in before
        if before[place].standing != after[place].standing
    )
    poster = between(shipped, earlier, later)
    told = {entry.words: entry.number for entry in poster.legend}
    assert told.pop("unchanged, shown faint") == 421 - passed.total()
    assert told == passed
    leader = shipped.ledger.war.parties[0].id
    more = sum((after[p].standing == leader) - (before[p].standing == leader) for p in before)
    assert poster.title == f"The Taliban hold {more} more districts than on 1 July 2021"
    assert poster.stamp == "After 1 July, up to 31 July 2021"


def test_a_comparison_in_which_no_side_gains_says_so(shipped: Atlas) -> None:
    poster = change_poster(shipped.reading, country(), FIFTH, FIFTH, ENGLISH)
    assert poster.title == "No side gained after 5 July 2021, up to 5 July 2021"
    assert [entry.number for entry in poster.legend] == [421]


@pytest.mark.parametrize(
    ("lens", "said"),
    [
        ("people", "Districts with {came} people are newly shown as Taliban (before: "),
        ("land", "{came} km² are newly shown as Taliban (before: "),
    ],
)
def test_a_comparison_by_people_or_land_counts_them_in_its_sentence_too(shipped: Atlas, lens: str, said: str) -> None:
    days = date(2021, 6, 5), FIFTH
    poster = change_poster(shipped.reading, country(), *days, ENGLISH, lens=country().lenses[lens])
    came = sum(entry.number or 0 for entry in poster.legend if entry.words.endswith("→ Taliban"))
    assert came
    assert poster.subtitle.startswith(said.format(came=amount(came, country().lenses[lens], ENGLISH)))
    assert "districts (" not in poster.subtitle


def test_a_comparison_by_people_in_which_nothing_changes_says_so(shipped: Atlas) -> None:
    poster = change_poster(shipped.reading, country(), FIFTH, FIFTH, ENGLISH, lens=country().lenses["people"])
    assert poster.subtitle == "This compares 5 July 2021 with itself: nothing differs."
