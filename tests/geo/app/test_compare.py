"""The page Compare."""

import tomllib
from datetime import date
from typing import Any
from urllib.parse import parse_qsl

import pytest

from events.analysis.compare import compare
from events.control.evidence import Figure, Part, places_behind, reports_behind
from events.control.reading import Reading
from geo.paint.palette import LINK
from geo.places.country import Country
from geo.tables.compare import changes_file
from geo.words.markdown import unmarked
from geo.words.pages.comparison import compare_words
from geo.words.pages.figures import figure_word, figure_words
from geo.words.standings import names as names_of
from tests.geo.app.visits import OPENING, SCRIPT, Run, reports_on, written


def test_two_days_are_compared_in_the_sentence_the_data_give(run: Run, reading: Reading) -> None:
    earlier, later = date(2021, 7, 1), date(2021, 7, 31)
    transitions = compare(reading.spans, reading.reports, reading.about, earlier, later)
    script = run("compare", from_="2021-07-01", to="2021-07-31")
    assert unmarked(compare_words(transitions, earlier, later, reading.ledger.war)) in written(script)
    changed = sum(transition.changed for transition in transitions)
    assert script.title[0].value == f"{changed} of 421 districts changed after 1 July, up to 31 July 2021"
    assert script.dataframe[0].value.iloc[-1]["All"] == 421
    assert len(script.dataframe[1].value) == changed


@pytest.mark.slow
@pytest.mark.parametrize(
    ("link", "days"),
    [
        ({}, ("2021-06-05", "2021-07-05")),
        ({"day": "2021-08-14"}, ("2021-07-15", "2021-08-14")),
        ({"day": "2021-04-10"}, ("2021-04-06", "2021-04-10")),
        ({"day": "2021-08-14", "from_": "2021-08-01"}, ("2021-08-01", "2021-08-14")),
        ({"day": "2021-07-01", "to": "2021-08-31"}, ("2021-06-01", "2021-08-31")),
        ({"day": "2021-08-14", "to": "2021-07-05"}, ("2021-06-05", "2021-07-05")),
    ],
    ids=str,
)
def test_the_month_up_to_the_day_that_travels_is_compared_unless_days_are_named(
    run: Run, link: dict[str, str], days: tuple[str, str]
) -> None:
    for page, more in (("compare", {}), ("publish", {"show": "change"})):
        script = run(page, **link, **more)
        assert tuple(f"{field.value}" for field in script.date_input[:2]) == days
        assert not script.warning
        assert script.query_params == {name.rstrip("_"): value for name, value in (link | more).items()}


@pytest.mark.parametrize(
    ("page", "figure"),
    [
        ("provinces", Figure(OPENING, "taliban", province="AF17")),
        ("compare", Figure(OPENING, "taliban", since=date(2021, 6, 5), was="unknown")),
        ("ledger", Figure(OPENING, "taliban", Part.HIGHEST)),
        ("ledger", Figure(OPENING, "unknown", province="AF01")),
    ],
    ids=str,
)
def test_a_number_shows_its_districts_and_the_reports_it_is_made_of(
    run: Run, page: str, figure: Figure, reading: Reading, country: Country
) -> None:
    script, of = run(page, number=figure_word(figure)), country.gazetteer.province_of
    places = places_behind(figure, reading.spans, of)
    reports = reports_behind(figure, reading.spans, reading.about, of)
    words = figure_words(figure, len(places), names_of(reading.ledger.war), country.province_names)
    assert unmarked(words) in [heading.value for heading in script.header]
    listed = next(each for each in script.expander if each.label == f"Its districts: {len(places)}")
    assert listed.dataframe[0].value["District"].tolist() == [country.names[place] for place in places]
    assert reports_on(script) == list(reports)
    said = f"Its reports: {len(reports)}" if reports else "No report supports this figure."
    assert said in written(script)


def test_a_number_that_is_closed_leaves_the_address(run: Run) -> None:
    script = run("provinces", number="2021-07-05.taliban")
    script.button[0].click().run()
    assert script.query_params == {}
    assert not script.expander


def test_a_changed_district_that_is_picked_shows_the_reports_that_its_row_counts(run: Run, reading: Reading) -> None:
    script = run("compare", picked="1709")
    told = {one.place: one for one in compare(reading.spans, reading.reports, reading.about, date(2021, 6, 5), OPENING)}
    assert reports_on(script) == list(told["1709"].reports)
    changed = next(table.value for table in script.dataframe if "Leading report" in table.value).set_index("District")
    assert changed["Reports"]["Yawan"] == len(told["1709"].reports)
    script.button(key="close-picked").click().run()
    assert script.query_params == {}


@pytest.mark.parametrize("number", ["", "@", "2021-07-05.taliban@", "2021-07-05.taliban@2020-01-01"])
def test_a_number_that_is_none_is_told(run: Run, number: str) -> None:
    told = run("provinces", number=number)
    assert [note.value for note in told.warning] == ["The link asks for a figure this page does not have."]


@pytest.mark.parametrize(("view", "shows"), [("changed", "change"), ("side", "side"), ("swipe", "side")])
def test_a_comparison_leads_to_its_poster(run: Run, view: str, shows: str) -> None:
    script = run("compare", from_="2021-07-01", to="2021-07-31", view=view, lang="nl", province="AF17")
    (link,) = [each.proto for each in script.get("page_link") if each.proto.label == "Publish this comparison"]
    asked = {"from": "2021-07-01", "to": "2021-07-31", "show": shows, "lang": "nl", "province": "AF17"}
    assert dict(parse_qsl(link.query_string)) == asked


def test_a_date_has_the_form_that_tables_have(run: Run) -> None:
    script = run("compare", from_="2021-07-01", to="2021-07-31")
    assert {field.proto.format for field in script.date_input} == {"YYYY-MM-DD"}


def test_the_districts_of_a_province_that_a_party_took_are_listed_alone(run: Run) -> None:
    script = run("compare", from_="2021-06-20", to="2021-07-10", province="AF18", party="taliban")
    table = next(frame.value for frame in script.dataframe if "Leading report" in frame.value)
    assert set(table["Province"]) == {"Takhar"}
    assert set(table["To"].str.removesuffix(", inferred")) == {"Taliban"}
    assert script.header[-1].value == f"Districts that changed in Takhar: {len(table)}"


@pytest.mark.parametrize("lens", ["districts", "people"])
def test_of_a_province_all_is_told_of_it_alone(run: Run, reading: Reading, country: Country, lens: str) -> None:
    earlier, later, of = date(2021, 6, 20), date(2021, 7, 10), country.gazetteer.province_of
    everywhere = compare(reading.spans, reading.reports, reading.about, earlier, later)
    takhar = [each for each in everywhere if of[each.place] == "AF18"]
    script = run("compare", from_=f"{earlier}", to=f"{later}", province="AF18", lens=lens)
    changed = sum(each.changed for each in takhar)
    assert script.title[0].value == f"{changed} of 17 districts in Takhar changed after 20 June, up to 10 July 2021"
    assert unmarked(compare_words(takhar, earlier, later, reading.ledger.war)) in written(script)
    weights = country.lenses[lens].weights
    total = sum(weights[each.place] for each in takhar)
    passed = next(frame for frame in script.dataframe if "From" in frame.value and "All" in frame.value)
    assert passed.value.iloc[-1]["All"] == pytest.approx(total)
    counted = f"Counting {total:,.0f} {country.lenses[lens].unit or 'districts'} in Takhar."
    assert any(caption.value.endswith(counted) for caption in script.caption)


def test_the_file_of_a_comparison_has_codes_and_sources(reading: Reading, country: Country) -> None:
    transitions = compare(reading.spans, reading.reports, reading.about, date(2021, 6, 20), date(2021, 7, 10))
    districts = {district.code: district for district in country.districts}
    sources = {source.id: source for source in reading.ledger.sources}
    file = changes_file(transitions, districts, country.province_names, sources, reading.reports, reading.ledger.war)
    assert len(file) == sum(transition.changed for transition in transitions)
    takhar = file[file["province_pcode"] == "AF18"]
    assert set(takhar["province"]) == {"Takhar"}
    assert takhar["code"].str.fullmatch("18[0-9]{2}").all()
    assert (takhar["report"] != "").all()
    assert takhar["page"].str.startswith("http").any()
    assert file["other_publishers"].any()
    for _, row in file.iterrows():
        others = row["other_publishers"].split("; ") if row["other_publishers"] else []
        cited = {sources[reading.reports[report].source].publisher for report in row["reports"].split()}
        assert {row["publisher"], *others} == cited
        assert len(others) == len(cited) - 1


def test_what_a_link_opens_is_marked_in_the_tables_that_lead_there(run: Run) -> None:
    figure = Figure(date(2021, 7, 31), "taliban", since=date(2021, 7, 1), was="unknown")
    script = run("compare", from_="2021-07-01", to="2021-07-31", number=figure_word(figure), picked="1709")
    assert script.session_state["flows"]["selection"]["cells"] == [(3, "to Taliban")]
    changed = next(frame.value for frame in script.dataframe if "Leading report" in frame.value)
    row = changed["District"].tolist().index("Yawan")
    assert script.session_state["changed"]["selection"]["cells"] == [(row, "District")]
    script.button(key="close-picked").click().run()
    assert script.session_state["changed"]["selection"]["cells"] == []


def test_what_opens_something_has_the_colour_that_links_have(run: Run) -> None:
    """In the table of flows all but the names at the left."""
    script = run("compare", from_="2021-07-01", to="2021-07-31")
    (cells, look) = script.dataframe[0].proto.arrow_data.styler.styles.split("{")
    columns = len(script.dataframe[0].value.columns)
    assert len(cells.split(",")) == len(script.dataframe[0].value) * (columns - 1)
    assert "_col0" not in cells
    assert LINK["light"] in look
    theme = tomllib.loads((SCRIPT.parent / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    assert {name: theme[name]["linkColor"] for name in LINK} == LINK


@pytest.mark.parametrize(("view", "maps"), [("changed", 1), ("side", 2)])
def test_the_legend_of_a_map_of_a_province_counts_the_province(
    run: Run, reading: Reading, country: Country, monkeypatch: pytest.MonkeyPatch, view: str, maps: int
) -> None:
    drawn: list[tuple[Any, ...]] = []
    monkeypatch.setattr("geo.app.pages.compare.show_plate", lambda *shown: drawn.append(shown))
    script = run("compare", from_="2021-06-20", to="2021-07-10", view=view, province="AF18")
    assert "Counting districts in Takhar." in [caption.value for caption in script.caption]
    of = country.gazetteer.province_of
    inside = sum(province == "AF18" for province in of.values())
    assert len(drawn) == maps
    for _, fills, legend, places, _, asked, *_ in drawn:
        numbers = [
            int(entry.words.rsplit(": ", 1)[1]) for entry in legend if not entry.inferred and ": " in entry.words
        ]
        assert len(fills) == len(of) > inside == len(places)
        assert max(numbers) <= inside
        for entry, figure in zip(legend, asked, strict=True):
            if figure and not entry.inferred:
                assert len(places_behind(figure, reading.spans, of)) == int(entry.words.rsplit(": ", 1)[1]), entry
                assert figure.province == "AF18"
    whole = run("compare", from_="2021-06-20", to="2021-07-10", view=view)
    assert not [caption for caption in whole.caption if caption.value.startswith("Counting districts")]
