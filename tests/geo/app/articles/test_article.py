"""`geo.app.articles`: an article comes as a text, as a file, or as the worked example, and its totals reach Claims."""

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from events.articles.files import first_article
from events.ledger.folder import load_ledger
from geo.places.country import load_country
from tests.events.articles.article_files import PAGE, TITLE, document
from tests.geo.app.visits import Run, written

KINDS = {"article.docx": document(), "page.html": PAGE.encode()}


def worked(run: Run, **link: str) -> AppTest:
    script = run("add", make="article", **link)
    script.button("first-article").click().run()
    assert not script.exception
    return script


def keys(script: AppTest) -> set[str]:
    return {button.key for button in script.button if button.key}


def plain(script: AppTest) -> str:
    return written(script).replace("\\", "").replace("\u2060", "")


def test_nothing_is_read_before_there_is_a_text_and_its_day(run: Run) -> None:
    script = run("add", make="article")
    assert not script.exception
    assert "accept-1" not in keys(script)
    script.text_area[0].set_value("The Taliban captured Argo district on Sunday.").run()
    assert "accept-1" not in keys(script)
    assert any("When was it published?" in told.value for told in script.info)
    script.date_input[0].set_value(date(2021, 5, 10)).run()
    assert "accept-1" in keys(script)


DATELINE = "KABUL, July 5 (Agency) - The Taliban captured Argo district on Sunday."
HEAD, MADE = "The day is the one at the head of the text", "The day is the one on which the file was made"


def said_of_day(script: AppTest) -> list[str]:
    return [told.value.split(":")[0].split(",")[0] for told in script.caption if told.value.startswith("The day is")]


def test_a_pasted_text_proposes_the_day_at_its_head_and_says_so(run: Run) -> None:
    script = run("add", make="article")
    script.text_area[0].set_value(DATELINE).run()
    assert not script.exception
    assert script.date_input[0].value == date(2021, 7, 5)
    assert said_of_day(script) == [HEAD] and "accept-1" in keys(script)
    script.text_area[0].set_value(DATELINE.replace("July 5", "July 12")).run()
    assert script.date_input[0].value == date(2021, 7, 12)
    script.text_area[0].set_value("The Taliban captured Argo district on Sunday.").run()
    assert script.date_input[0].value is None and said_of_day(script) == []


def test_a_day_that_the_reader_chose_stays_whatever_the_head_of_the_text_states(run: Run) -> None:
    script = run("add", make="article")
    script.text_area[0].set_value(DATELINE).run()
    script.date_input[0].set_value(date(2021, 7, 6)).run()
    assert said_of_day(script) == []
    script.text_area[0].set_value(DATELINE.replace("July 5", "July 12")).run()
    assert script.date_input[0].value == date(2021, 7, 6)


@pytest.mark.parametrize(
    ("paragraphs", "day", "said"),
    [((DATELINE.replace("July 5", "July 6"),), date(2021, 7, 6), HEAD), (("Argo fell.",), date(2021, 7, 5), MADE)],
)
def test_a_document_says_whether_its_day_is_that_of_its_text(
    run: Run, paragraphs: tuple[str, ...], day: date, said: str
) -> None:
    script = run("add", make="article")
    made = document(paragraphs=paragraphs)
    script.file_uploader[0].set_value(("article.docx", made, "application/octet-stream")).run()
    assert not script.exception
    assert (script.date_input[0].value, said_of_day(script)) == (day, [said])


def test_the_worked_example_fills_all_fields_and_gives_its_drafts(run: Run) -> None:
    script, (_, article) = worked(run), first_article()
    assert script.text_area[0].value == article.text
    assert script.date_input[0].value == article.published
    assert {field.label: field.value for field in script.text_input if field.label in ("Publisher", "Title")} == {
        "Publisher": "NOS",
        "Title": article.title,
    }
    assert "at least 10 districts" in plain(script)
    assert "4 drafts" in plain(script)


def test_the_worked_example_is_offered_to_readers_of_its_war_alone(run: Run) -> None:
    assert "first-article" in keys(run("add", make="article"))
    assert "first-article" not in keys(run("add", make="article", war="myanmar-2023"))


@pytest.mark.parametrize("name", KINDS)
def test_a_file_fills_the_fields_once(run: Run, name: str) -> None:
    script = run("add", make="article")
    script.file_uploader[0].set_value((name, KINDS[name], "application/octet-stream")).run()
    assert not script.exception
    assert script.text_area[0].value and script.text_area[0].value.startswith(TITLE)
    assert script.date_input[0].value == date(2021, 7, 5)
    assert "accept-1" in keys(script)
    script.text_area[0].set_value("The Taliban captured Jurm district on Sunday.").run()
    assert "Jorm" in plain(script), "what the reader writes after is not overwritten"


def test_a_file_that_is_refused_says_so_by_name(run: Run) -> None:
    script = run("add", make="article")
    script.file_uploader[0].set_value(("cut-off.docx", document()[:900], "application/octet-stream")).run()
    assert not script.exception
    assert [told.value.replace("\\", "").replace("\u2060", "") for told in script.error] == [
        "cut-off.docx: an archive or workbook that is broken or cut off"
    ]


def test_a_total_that_is_accepted_stands_among_the_claims(run: Run) -> None:
    number = len(load_ledger(load_country().gazetteer).claims)
    script = worked(run)
    script.button("accept-t1").click().run()
    assert not script.exception
    assert "back-t1" in keys(script)
    script._page_hash = run("claims")._page_hash
    script.run()
    assert not script.exception
    tables = [told.value for told in script.dataframe]
    assert max(map(len, tables)) == number + 1
    assert any("own data" in str(cell) for table in tables for cell in table.to_numpy().ravel())
