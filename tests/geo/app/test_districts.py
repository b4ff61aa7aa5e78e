"""The page Districts."""

import pytest

from events.analysis.life import life_of
from events.control.reading import Reading
from events.ledger.search import province_in
from geo.places.gazetteer import load_gazetteer
from geo.words.markdown import unmarked
from geo.words.pages.life import life_words
from geo.words.reports import cited
from tests.geo.app.visits import OPENING, Run


@pytest.mark.parametrize(
    ("asked", "title"),
    [
        ("Yawan", "Yawan"),
        ("یاوان", "Yawan"),
        ("1709", "Yawan"),
        ("Kunduz city", "Kunduz"),
        ("Herat city", "Herat"),
        ("Hirat", "Herat"),
        ("Fayzabad", "Which one do you mean?"),
        ("Fayzabad Jawzjan", "Fayzabad"),
        ("London", "No district matches that spelling"),
        ("", "One district"),
        ("<b>[x](https://a.example)</b>", "No district matches that spelling"),
    ],
)
def test_a_district_is_found_by_its_name_and_an_ambiguous_one_is_offered(run: Run, asked: str, title: str) -> None:
    script = run("districts", district=asked)
    assert not script.exception
    assert script.title[0].value == title
    if asked == "Fayzabad":
        offered = [button.label for button in script.button]
        assert offered[:2] == ["Fayzabad\\, Badakhshan", "Fayzabad\\, Jowzjan"]
        script.button[1].click().run()
        assert script.title[0].value == "Fayzabad"
        assert script.query_params["district"] == "2808"


@pytest.mark.parametrize(("asked", "pcode"), [("Panjshir", "AF08"), ("Takhar province", "AF18"), ("پنجشیر", "AF08")])
def test_a_province_is_offered_as_one(asked: str, pcode: str) -> None:
    assert province_in(asked, load_gazetteer()) == pcode


def test_the_official_spelling_stands_beside_the_name(run: Run) -> None:
    script = run("districts", district="3201")
    assert script.title[0].value == "Herat"
    assert "official list: Hirat" in script.caption[0].value.replace("\\", "")


def test_a_search_for_a_province_offers_its_page(run: Run) -> None:
    script = run("districts", district="Panjshir")
    assert script.title[0].value == "Which one do you mean?"
    assert not script.exception


def test_a_district_is_told_in_the_sentences_the_data_give(run: Run, reading: Reading, then: Reading) -> None:
    sources, war = {source.id: source for source in reading.ledger.sources}, reading.ledger.war
    said = []
    for read, link in ((reading, {}), (then, {"known": "2021-07-05"})):
        life = life_of("1709", read.spans, read.about, sources, read.first, read.last)
        said.append(life_words(life, "Yawan", OPENING, war))
        assert run("districts", district="1709", day=OPENING.isoformat(), **link).markdown[0].value == unmarked(
            said[-1]
        )
    assert said[0] != said[1]


def test_a_report_that_is_picked_is_told_alone_until_all_are_asked_for(run: Run) -> None:
    script = run("districts", district="1709", report="AF21-0222")
    assert script.header[0].value == "Reports: 1 of 13"
    script.button[0].click().run()
    assert script.query_params == {"district": "1709"}
    assert script.header[0].value == "Reports: 13"


def test_every_report_of_a_district_stands_on_its_page_with_its_source(run: Run, reading: Reading) -> None:
    script = run("districts", district="1709")
    said = "\n".join(element.value for element in (*script.markdown, *script.caption))
    sources = {source.id: source for source in reading.ledger.sources}
    for report in reading.about["1709"]:
        assert unmarked(report.id) in said
        assert cited(sources[report.source]) in said
