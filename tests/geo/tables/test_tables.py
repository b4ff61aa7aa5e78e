"""`geo.tables.provinces`: what is shown, and that every number leads to what it is made of."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from events.analysis.compare import compare, flows
from events.analysis.gaps import silences, unknowns_on, unreported
from events.analysis.hindsight import knowledge_steps, revisions, settled
from events.analysis.provinces import order_by_name, province_lives, provinces_on
from events.analysis.publishers import (
    Differences,
    TrackRecord,
    differences,
    outcomes_of,
    publisher_records,
    speaker_records,
    weight_of_each,
    without,
)
from events.control.changes import changes
from events.control.counts import Lens
from events.control.evidence import Figure, Part, behind, places_behind, reports_behind
from events.control.outcomes import Speaker
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on, known_by, reduce
from events.ledger.folder import WARS
from events.ledger.locate import Gazetteer
from events.model import CONTESTED, UNKNOWN, Source, SourceId
from events.tables.filter import Filter, filtered
from events.tables.ledger import inferring_reports, ledger_table
from geo.atlas.atlas import Atlas
from geo.paint.looks import look_of
from geo.places.check import open_war
from geo.places.country import Country, load_country
from geo.tables.compare import flows_table, transitions_table
from geo.tables.districts import districts_table
from geo.tables.gaps import recaptures_table, silences_table, unreported_table
from geo.tables.hindsight import knowledge_table, revisions_table
from geo.tables.provinces import provinces_table
from geo.tables.sources import differences_table, publishers_table
from geo.tables.table import MOST_PRINTED, Table, printed
from geo.words.pages.figures import figure_of
from geo.words.reports import SPEAKERS
from geo.words.standings import names, standings
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import about_of

OPENING = july(5)
CALLED = {"0101": "Amber", "0102": "Birch", "0201": "Cedar"}
WITHIN = {"0101": "East", "0102": "East", "0201": "West"}
EVENTS = (
    event(1, 1, "reds captured", "0101"),
    event(2, 5, "blues recaptured", "0101"),
    event(3, 4, "blues held", "0102", wide=True),
    event(4, 5, "reds claimed", "0201", sure="claimed"),
)
SPANS = reduce(EVENTS, CALLED)
REPORTS = {told.report.id: told.report for told in EVENTS}
ABOUT = about_of(*EVENTS)
PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
PROVINCES = {"AF01": "East", "AF02": "West"}
DISTRICTS = Lens("districts", "of 3 districts", dict.fromkeys(CALLED, 1))
PEOPLE = Lens("people", "of 7 people", {"0101": 1, "0102": 2, "0201": 4}, "people")


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


# Worked by hand, on three squares.


def test_districts_are_listed_with_their_standing_and_open_what_is_said_of_them() -> None:
    table = districts_table(control_on(SPANS, july(5)), SPANS, CALLED, ABOUT, DISTRICTS, THREE_SQUARES, july(5))
    assert table.rows.to_dict("list") == {
        "District": ["Amber", "Birch", "Cedar"],
        "Standing": ["Blues", "Blues, only from a province- or country-wide report", "Not known; claimed by the reds"],
        "Since": [july(5), july(4), None],
        "Claimed since": [None, None, july(5)],
        "Reports": [1, 1, 1],
    }
    assert table.opens[1, "District"] == table.opens[1, "Reports"] == ("picked", "0102")


def test_the_weight_of_a_district_is_told_under_a_lens_with_a_unit() -> None:
    table = districts_table(control_on(SPANS, july(5)), SPANS, CALLED, ABOUT, PEOPLE, THREE_SQUARES, july(5))
    assert list(table.rows["People"]) == [1, 2, 4]


def test_provinces_are_listed_in_the_order_given_and_each_number_asks_for_its_own_figure(gazetteer: Gazetteer) -> None:
    day = july(5)
    changed = changes(SPANS, REPORTS)
    east, west = provinces_on(day, SPANS, changed, {}, PROVINCE_OF, gazetteer.capitals, PEOPLE, "blues")
    lives = province_lives(SPANS, PROVINCE_OF, PEOPLE, july(1), july(9))
    behind = {"AF01": ("r3", "r2"), "AF02": ("r4",)}
    table = provinces_table([west, east], lives, PROVINCES, behind, THREE_SQUARES, day, "blues")
    assert table.rows.to_dict("split")["data"] == [
        ["West", 4, 0, 0, 0, 4, 4, None, None, None, None, 1],
        ["East", 3, 0, 3, 0, 0, 0, july(1), july(5), july(5), july(4), 2],
    ]
    assert list(table.rows.columns) == [
        *("Province", "All", "Reds", "Blues", "Contested", "Not known", "Claimed by another side"),
        *("First change", "Latest change", "Capital fell", "Half fallen", "Reports"),
    ]
    assert table.opens == {
        (row, column): ("number", f"2021-07-05.{word}.{province}")
        for row, province in enumerate(("AF02", "AF01"))
        for column, word in (
            *(("All", "any"), ("Reds", "reds"), ("Blues", "blues"), ("Contested", "contested")),
            *(("Not known", "unknown"), ("Claimed by another side", "any.claimed"), ("Reports", "any")),
        )
    } | {(0, "Province"): ("province", "AF02"), (1, "Province"): ("province", "AF01")}


def test_flows_are_laid_out_with_their_sums_and_each_opens_its_own_figure() -> None:
    table = flows_table(
        flows(compare(SPANS, REPORTS, ABOUT, july(1), july(5)), DISTRICTS), july(1), july(5), THREE_SQUARES
    )
    assert table.rows.to_dict("split")["data"] == [
        ["Reds", 0, 1, 0, 0, 1],
        ["Blues", 0, 0, 0, 0, 0],
        ["Contested", 0, 0, 0, 0, 0],
        ["Not known", 0, 1, 0, 1, 2],
        ["All", 0, 2, 0, 1, 3],
    ]
    assert table.opens[0, "to Blues"] == ("number", "2021-07-01.reds.2021-07-05.blues")
    assert table.opens[4, "to Blues"] == ("number", "2021-07-05.blues")
    assert table.opens[0, "All"] == ("number", "2021-07-01.reds")


def test_the_flows_of_a_province_open_its_own_figures() -> None:
    table = flows_table({("reds", "blues"): 1.0}, july(1), july(5), THREE_SQUARES, "AF01")
    assert table.opens[0, "to Blues"] == ("number", "2021-07-01.reds.2021-07-05.blues.AF01")
    assert all("AF01" in word.split(".") for _, word in table.opens.values())


def test_changed_districts_are_listed_by_the_day_with_what_led_them(shipped: Atlas) -> None:
    sources = {"s1": replace(shipped.ledger.sources[1], publisher="=Gazette")}
    transitions = compare(SPANS, REPORTS, ABOUT, july(1), july(5))
    table = transitions_table(transitions, CALLED, WITHIN, sources, THREE_SQUARES, (july(1), july(5)))
    assert table.rows[["District", "From", "To", "On", "Leading report", "Publisher", "Reports"]].to_dict("split")[
        "data"
    ] == [
        [
            "Birch",
            "Not known",
            "Blues, inferred",
            july(4),
            ": held by the blues (province-wide report)",
            "'=Gazette",
            1,
        ],
        ["Amber", "Reds", "Blues", july(5), "retaken by the blues", "'=Gazette", 1],
    ]
    assert table.opens[0, "District"] == ("picked", "0102")


def test_what_two_readings_tell_otherwise_is_listed_beside_each_other() -> None:
    other = reduce(EVENTS[2:], CALLED)
    apart = differences(SPANS, other, july(5))
    table = differences_table(
        control_on(SPANS, july(5)), control_on(other, july(5)), apart.standing, CALLED, WITHIN, THREE_SQUARES, july(5)
    )
    assert table.rows.to_dict("split")["data"] == [["Amber", "East", "Blues", "Not known"]]


def test_a_day_of_knowledge_that_its_page_does_not_state_is_the_first_it_allows(shipped: Atlas) -> None:
    late = replace(event(9, 5, "reds captured", "0201").report, known=date(2022, 1, 1), known_to_the_day=False)
    events = (*EVENTS, replace(EVENTS[0], report=late, places=("0201",)))
    reports = REPORTS | {late.id: late}
    then, now = SPANS, reduce(events, CALLED)
    changed = revisions(then, now, july(5), reports, july(5))
    since = {one.place: settled(one.place, [REPORTS["r4"], late], july(5)) for one in changed}
    sources = {"s1": shipped.ledger.sources[1]}
    table = revisions_table(changed, since, CALLED, WITHIN, reports, sources, THREE_SQUARES, july(5))
    assert list(table.rows["Known since"]) == ["2022-01-01 or later"]
    assert list(table.rows["As known then"]) == ["Not known; claimed by the reds"]
    assert list(table.rows["As known now"]) == ["Reds"]


def test_the_longest_silence_comes_after_those_without_any_report() -> None:
    about = {"0101": [REPORTS["r1"]], "0102": [REPORTS["r3"]], "0201": []}
    table = silences_table(silences(SPANS, about, july(9)), CALLED, WITHIN, THREE_SQUARES, july(9))
    assert list(table.rows["District"]) == ["Cedar", "Amber", "Birch"]
    assert table.rows["Days since its last report"].tolist()[1:] == [8, 5]
    assert table.rows["Days since its last report"].isna().tolist() == [True, False, False]
    assert table.opens[0, "District"] == ("picked", "0201")


def test_an_empty_list_of_silences_keeps_its_columns() -> None:
    assert "District" in silences_table([], CALLED, WITHIN, THREE_SQUARES, july(9)).rows


def test_districts_without_a_report_are_listed_by_province() -> None:
    of = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
    bare = unreported({"0101": [REPORTS["r1"]], "0102": [REPORTS["r3"]]}, of)
    table = unreported_table(bare, {"AF02": ("0201",)}, {"AF01": "East", "AF02": "West"}, CALLED)
    assert table.rows.to_dict("split")["data"] == [["East", 1, 0, "Birch"], ["West", 1, 1, "Cedar"]]


def test_a_voice_opens_its_reports_and_the_map_without_it() -> None:
    record = TrackRecord("=Gazette", ("r1", "r2"), ("r2",), july(1), july(5), pages=1)
    table = publishers_table([record], {"=Gazette": Differences(("0101",), ("0102", "0201"))})
    assert table.rows.to_dict("records") == [
        {
            "Who": "'=Gazette",
            "Reports": 2,
            "Contradicted": 1,
            "Share": 50,
            "Pages": 1,
            "First day": july(1),
            "Last day": july(5),
            "Effect of leaving it out": 3,
        }
    ]
    assert table.opens == {
        (0, "Who"): ("without", "=Gazette"),
        (0, "Reports"): ("said", "all.=Gazette"),
        (0, "Contradicted"): ("said", "contradicted.=Gazette"),
        (0, "Pages"): ("said", "all.=Gazette"),
        (0, "Effect of leaving it out"): ("without", "=Gazette"),
    }
    assert "Effect of leaving it out" not in publishers_table([record]).rows


def test_a_day_of_knowledge_is_listed_with_what_it_came_to_and_by_which_reports() -> None:
    steps = knowledge_steps(EVENTS, CALLED, july(5), july(1), july(5))
    table = knowledge_table(steps, CALLED, THREE_SQUARES, july(5))
    assert table.opens[1, "Reds"] == ("number", "2021-07-05.reds@2021-07-04")
    assert table.rows.to_dict("split")["data"] == [
        [july(1), 1, 0, 0, 2, "", ""],
        [july(4), 1, 1, 0, 1, "Birch", "r3"],
        [july(5), 0, 2, 0, 1, "Amber", "r2"],
    ]


def test_a_recapture_opens_its_district() -> None:
    table = recaptures_table([("0101", "r2")], CALLED, WITHIN, REPORTS, THREE_SQUARES)
    assert table.rows.to_dict("split")["data"] == [["Amber", "East", july(5), "r2", "retaken by the blues"]]
    assert table.opens[0, "Report"] == ("picked", "0101")


# Of the ledger we ship: every number leads to what it is made of, and that gives the number again.


@pytest.mark.slow
@pytest.mark.parametrize("known", [None, date(2021, 7, 20)], ids=["today", "as known"])
@pytest.mark.parametrize("lens", ["districts", "boundaries", "people", "land"])
def test_every_number_of_the_provinces_is_made_of_its_reports(
    shipped: Atlas, country: Country, lens: str, known: date | None
) -> None:
    reading, of = read_as_known(shipped.ledger, shipped.spans, known), country.gazetteer.province_of
    table = _provinces(reading, country, country.lenses[lens], date(2021, 7, 14))
    named = list(names(reading.ledger.war, day=date(2021, 7, 14)).values())
    assert table.rows[named].sum(axis=1).tolist() == pytest.approx(table.rows["All"].tolist())
    assert table.rows["All"].sum() == pytest.approx(sum(country.lenses[lens].weights.values()))
    for (row, column), (name, word) in table.opens.items():
        if name != "number":
            assert (name, word) == ("province", order_by_name(country.province_names)[row])
            continue
        figure = _figure(word, reading, country)
        if column == "Reports":
            assert table.rows[column][row] == len(reports_behind(figure, reading.spans, reading.about, of))
        else:
            assert table.rows[column][row] == pytest.approx(_weight(figure, reading, country, lens)), (row, column)
        _assert_made_of_its_reports(figure, reading, country)


@pytest.mark.slow
@pytest.mark.parametrize("lens", ["districts", "boundaries", "people", "land"])
@pytest.mark.parametrize(
    ("earlier", "later"), [((7, 1), (7, 31)), ((6, 1), (6, 30)), ((8, 1), (8, 16)), ((7, 5), (7, 5))], ids=str
)
def test_every_flow_is_made_of_its_reports(
    shipped: Atlas, country: Country, lens: str, earlier: tuple[int, int], later: tuple[int, int]
) -> None:
    reading, days = shipped.reading, (date(2021, *earlier), date(2021, *later))
    passed = flows(compare(reading.spans, reading.reports, reading.about, *days), country.lenses[lens])
    table = flows_table(passed, *days, reading.ledger.war)
    for (row, column), (_, word) in table.opens.items():
        figure = _figure(word, reading, country)
        assert table.rows[column][row] == pytest.approx(_weight(figure, reading, country, lens)), (row, column)
        _assert_made_of_its_reports(figure, reading, country)


def test_the_reports_that_a_district_counts_give_its_standing_by_themselves(shipped: Atlas, country: Country) -> None:
    reading, lens = shipped.reading, country.lenses["districts"]
    events = {told.report.id: told for told in reading.ledger.events}
    for day in (OPENING, date(2021, 8, 15)):
        control = control_on(reading.spans, day)
        table = districts_table(control, reading.spans, country.names, reading.about, lens, reading.ledger.war, day)
        for at, (place, span) in enumerate(control.items()):
            ids = behind([span], day, reading.about)
            assert table.rows["Reports"][at] == len(ids)
            assert table.opens[at, "Reports"] == ("picked", place)
            alone = reduce([events[report] for report in ids], [place])
            assert look_of(control_on(alone, day)[place]) == look_of(span)


def test_the_reports_that_a_change_counts_give_its_outcome_by_themselves(shipped: Atlas, country: Country) -> None:
    reading, days = shipped.reading, (date(2021, 7, 1), date(2021, 8, 16))
    events, sources = {told.report.id: told for told in reading.ledger.events}, _sources(reading)
    changed = {one.place: one for one in compare(reading.spans, reading.reports, reading.about, *days) if one.changed}
    table = transitions_table(changed.values(), country.names, country.within, sources, reading.ledger.war, days)
    assert len(table.rows) == len(changed)
    assert table.rows["On"].is_monotonic_increasing
    for at in table.rows.index:
        name, place = table.opens[at, "Reports"]
        assert (name, country.names[place]) == ("picked", table.rows["District"][at])
        assert table.rows["Reports"][at] == len(changed[place].reports)
        alone = reduce([events[report] for report in changed[place].reports], [place])
        assert control_on(alone, days[1])[place].standing == changed[place].after.standing


def test_a_printed_table_has_every_cell_as_words_and_says_what_it_leaves_out() -> None:
    days = pd.Series([date(2021, 7, 5), None] * 150, dtype="date32[pyarrow]")
    rows = pd.DataFrame({"Name": ["<b>", None] * 150, "On": days, "Page": ["https://a.org/x?y=1&z", None] * 150})
    rows = rows.assign(Share=[1.25, 3.0] * 150, Reports=[1200, 7] * 150, Firm=[True, False] * 150)
    html = printed(rows, ["Name", "On", "Page", "Share", "Reports", "Firm"])
    assert html.count("<tr>") == 1 + MOST_PRINTED
    assert "<th>Share (%)</th><th>Reports</th>" in html
    for cell in ("&lt;b&gt;</td>", ">2021-07-05</td>", ">1,200</td>", ">1.2</td>", ">3</td>", ">yes</td>", "></td>"):
        assert cell in html
    assert '<a href="https://a.org/x?y=1&amp;z">a.org</a>' in html
    assert "<p>100 rows are left out here" in html
    assert "100 rows and 5 columns are left out" in printed(rows, ["Name"])
    assert "<p>" not in printed(rows.head(2))


def test_a_voices_reports_are_those_that_the_ledger_finds_by_its_name(shipped: Atlas, country: Country) -> None:
    reading, outcomes = shipped.reading, outcomes_of(shipped.reading.about)
    ledger = ledger_table(
        reading.ledger.events,
        reading.ledger.sources,
        reading.ledger.war.parties,
        outcomes,
        inferring_reports(reading.spans, reading.reports),
        country.places,
        country.province_names,
    )
    publishers = publishers_table(publisher_records(reading.ledger.events, reading.ledger.sources, outcomes)).rows
    speakers = publishers_table(speaker_records(reading.ledger.events, outcomes), called=SPEAKERS).rows
    for rows, filters in (
        (publishers, {name: Filter(publisher=name) for name in publishers["Who"]}),
        (speakers, {SPEAKERS[who]: Filter(speaker=who) for who in Speaker}),
    ):
        assert len(filters) == len(rows)
        for _, row in rows.iterrows():
            by = filters[row["Who"]]
            assert row["Reports"] == len(filtered(ledger, by))
            assert row["Contradicted"] == len(filtered(ledger, replace(by, only_conflicts=True)))
        assert rows["Reports"].sum() == len(reading.ledger.events)


def test_what_would_change_without_a_publisher_is_what_a_fresh_run_without_it_has(shipped: Atlas) -> None:
    reading, ledger = shipped.reading, shipped.ledger
    records = publisher_records(ledger.events, ledger.sources, outcomes_of(reading.about))[:10]
    table = publishers_table(records, weight_of_each(ledger.events, ledger.sources, reading.spans, OPENING))
    for at, record in enumerate(records):
        other = reduce(without(ledger.events, ledger.sources, record.name), reading.spans)
        apart = differences(reading.spans, other, OPENING)
        assert table.rows["Effect of leaving it out"][at] == len(apart.standing) + len(apart.claim)
        assert table.opens[at, "Effect of leaving it out"] == ("without", record.name)
        assert table.opens[at, "Contradicted"] == ("said", f"contradicted.{record.name}")


def test_how_a_day_came_to_be_known_ends_with_what_it_is_read_as_today(shipped: Atlas, country: Country) -> None:
    reading = shipped.reading
    latest = max(report.known for report in reading.reports.values())
    steps, war = knowledge_steps(shipped.ledger.events, reading.spans, OPENING, OPENING, latest), shipped.ledger.war
    table, named = knowledge_table(steps, country.names, war, OPENING), names(war, day=OPENING)
    for step, row in zip(steps, table.rows.to_dict("records"), strict=True):
        spans = reduce(known_by(shipped.ledger.events, step.known), reading.spans)
        for standing in standings(war):
            places = places_behind(Figure(OPENING, standing), spans, country.gazetteer.province_of)
            assert row[named[standing]] == len(places)
    first, last = table.rows.iloc[0], table.rows.iloc[-1]
    assert [first[name] for name in ("Taliban", "Government", "Contested", "Not known")] == [148, 3, 10, 260]
    assert [last[name] for name in ("Taliban", "Government", "Contested", "Not known")] == [157, 4, 8, 252]


def test_what_is_not_known_counts_the_places_that_its_figures_do(shipped: Atlas, country: Country) -> None:
    reading, of = shipped.reading, country.gazetteer.province_of
    unknowns = unknowns_on(reading.spans, reading.about, OPENING, shipped.ledger.unplaced)
    assert unknowns.unknown == places_behind(Figure(OPENING, UNKNOWN), reading.spans, of)
    assert unknowns.claimed == places_behind(Figure(OPENING, None, Part.CLAIMED), reading.spans, of)
    assert unknowns.inferred == places_behind(Figure(OPENING, None, Part.INFERRED), reading.spans, of)
    heard = {
        place: [report.latest for report in reports if report.earliest <= OPENING]
        for place, reports in reading.about.items()
    }
    assert unknowns.unheard == tuple(place for place, days in heard.items() if not days)
    assert unknowns.quiet == {
        most: tuple(place for place, days in heard.items() if days and (OPENING - max(days)).days > most)
        for most in (30, 60)
    }
    under_way = {
        place: [
            report
            for report in reports
            if report.affects_control
            and report.earliest <= OPENING < report.latest
            and (report.firm or report.says != CONTESTED)
        ]
        for place, reports in reading.about.items()
    }
    standing = {place: span.standing for place, span in control_on(reading.spans, OPENING).items()}
    assert unknowns.changing == tuple(
        place for place, reports in under_way.items() if any(report.says != standing[place] for report in reports)
    )
    assert (unknowns.total, unknowns.unplaced) == (421, 1)


def _provinces(reading: Reading, country: Country, lens: Lens, day: date) -> Table:
    of, leader = country.gazetteer.province_of, reading.ledger.war.parties[0].id
    lives = province_lives(reading.spans, of, lens, reading.first, reading.last)
    on = {
        row.province: row
        for row in provinces_on(
            day, reading.spans, reading.changed, reading.about, of, country.gazetteer.capitals, lens, leader
        )
    }
    behind = {code: reports_behind(Figure(day, None, province=code), reading.spans, reading.about, of) for code in on}
    in_order = [on[code] for code in order_by_name(country.province_names)]
    return provinces_table(in_order, lives, country.province_names, behind, reading.ledger.war, day, leader)


def _figure(word: str, reading: Reading, country: Country) -> Figure:
    figure = figure_of(word, reading.first, reading.last, standings(reading.ledger.war), country.province_names)
    assert figure
    return figure


def _weight(figure: Figure, reading: Reading, country: Country, lens: str) -> float:
    places = places_behind(figure, reading.spans, country.gazetteer.province_of)
    return sum(country.lenses[lens].weights.get(place, 0) for place in places)


def _assert_made_of_its_reports(figure: Figure, reading: Reading, country: Country) -> None:
    """The rule makes of a figure's reports alone what it makes of all of them, in each of its places."""
    of = country.gazetteer.province_of
    places = places_behind(figure, reading.spans, of)
    ids = set(reports_behind(figure, reading.spans, reading.about, of))
    alone = reduce([told for told in reading.ledger.events if told.report.id in ids], places)
    assert places_behind(figure, alone, {place: of[place] for place in places}) == places, figure
    for day in filter(None, (figure.since, figure.day)):
        now, again = control_on(reading.spans, day), control_on(alone, day)
        told = [(now[place].standing, now[place].claim) for place in places]
        assert [(again[place].standing, again[place].claim) for place in places] == told, (figure, day)


def _sources(reading: Reading) -> dict[SourceId, Source]:
    return {source.id: source for source in reading.ledger.sources}


def test_a_table_of_many_sides_has_those_that_are_there() -> None:
    country, ledger = open_war(WARS / "myanmar-2023")
    reading = read_as_known(ledger, country.gazetteer.province_of)
    earlier, later = date(2024, 12, 1), date(2024, 12, 31)
    passed = flows(compare(reading.spans, reading.reports, reading.about, earlier, later), country.lenses["districts"])
    rows = flows_table(passed, earlier, later, ledger.war).rows
    there = {standing for pair in passed for standing in pair}
    assert "PNLA" not in list(rows["From"]) and "pnla" not in there
    assert len(rows) == len(there) + 1
    assert rows["All"].iloc[-1] == rows["All"].iloc[:-1].sum() == 330
