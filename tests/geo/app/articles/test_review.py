"""`geo.app.articles`: an article's drafts are accepted, changed, dropped and taken back."""

from dataclasses import replace
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from events.articles.drafts import DraftKind
from events.ledger import check
from events.ledger.read import Row
from events.model import Kind
from geo.app.articles.article import LONGEST_LINE, first_line
from tests.geo.app.visits import Run, written

TEXT = """The Taliban captured Argo in Badakhshan on Sunday, officials said. They also seized Jani Khel on Sunday.

The Taliban hold about a third of the country's districts.
"""


def pasted(run: Run, text: str = TEXT, published: date = date(2021, 7, 5), **link: str) -> AppTest:
    script = run("add", make="article", **link)
    script.text_area[0].set_value(text).run()
    return publish(script, published)


def publish(script: AppTest, day: date) -> AppTest:
    script.date_input[0].set_value(day).run()
    assert not script.exception
    return script


def press(script: AppTest, key: str) -> None:
    script.button(key).click().run()
    assert not script.exception


def keys(script: AppTest) -> set[str]:
    return {button.key for button in script.button if button.key}


def test_drafts_can_be_accepted_whose_place_side_and_day_are_known(run: Run) -> None:
    script = pasted(run)
    assert "2 drafts and 1 total." in written(script)
    assert not script.button("accept-1").disabled and script.button("accept-2").disabled
    assert "Which place does it mean?" in written(script)
    press(script, "accept-all")
    assert {"back-1", "accept-2", "back-t1"} <= keys(script)
    assert [done.value for done in script.success if "1 draft and 1 total" in done.value]


def test_a_place_left_open_is_settled_by_one_click(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    press(script, "means-2-1209")
    assert "The Taliban captured Jani Khel (Paktika)" in written(script)
    press(script, "accept-2")
    assert {"back-1", "back-2"} <= keys(script)
    press(script, "back-2")
    assert {"back-1", "accept-2"} <= keys(script)


def test_a_draft_is_changed_in_its_form_and_accepted_as_changed(run: Run) -> None:
    script = pasted(run)
    press(script, "edit-draft-2")
    press(script, "accept-1")
    assert "keep-2" in keys(script), "another draft goes its way meanwhile"
    script.selectbox("kind-2").set_value(DraftKind.CONTESTED)
    script.selectbox("place-2").set_value("1309")
    script.selectbox("side-2").set_value("government")
    script.run()
    press(script, "keep-2")
    assert "Jani Khel (Paktia) contested; the government is attacking" in written(script)
    press(script, "accept-2")
    (upload,) = script.session_state["own"].by_war["afghanistan-2021"].uploads
    assert [(event.report.kind, event.places) for event in upload.events][1] == (Kind.CONTESTED, ("1309",))


def test_a_form_that_is_cancelled_changes_nothing(run: Run) -> None:
    script = pasted(run)
    press(script, "edit-draft-1")
    script.selectbox("side-1").set_value("government").run()
    press(script, "cancel-1")
    assert "The Taliban captured Argo" in written(script)


def test_a_total_is_changed_in_its_form_accepted_as_changed_and_undone(run: Run) -> None:
    script = pasted(run)
    assert "The Taliban hold about a third of the country" in written(script)
    press(script, "edit-draft-t1")
    script.selectbox("side-t1").set_value("government")
    script.selectbox("as-t1").set_value("a number").run()
    script.number_input("number-t1").set_value(140)
    script.number_input("whole-t1").set_value(421)
    script.date_input("day-t1").set_value(date(2021, 7, 4))
    script.run()
    press(script, "keep-t1")
    assert "The government holds about 140 of the 421 districts" in written(script)
    assert [told.value for told in script.caption if "4 July 2021 · changed by you" in told.value]
    press(script, "accept-t1")
    (upload,) = script.session_state["own"].by_war["afghanistan-2021"].uploads
    (claim,) = upload.claims
    assert (claim.party, claim.low, claim.high, claim.total, claim.share_low) == ("government", 140, 140, 421, None)
    assert claim.day == date(2021, 7, 4)
    press(script, "undo")
    assert not script.session_state["own"].by_war["afghanistan-2021"].uploads
    assert "accept-t1" in keys(script) and "The government holds about 140" in written(script)


def test_a_total_is_a_number_or_a_share_and_no_more_than_its_whole(run: Run) -> None:
    script = pasted(run)
    press(script, "edit-draft-t1")
    assert not script.button("keep-t1").disabled
    script.selectbox("as-t1").set_value("a number").run()
    assert script.button("keep-t1").disabled
    assert [told.value for told in script.caption if "needs its number or its share" in told.value]
    script.number_input("number-t1").set_value(140).run()
    assert not script.button("keep-t1").disabled
    script.number_input("whole-t1").set_value(100).run()
    assert script.button("keep-t1").disabled
    assert [told.value for told in script.caption if "140 is more than 100" in told.value]
    press(script, "cancel-t1")
    assert "The Taliban hold about a third" in written(script)


def test_a_share_of_the_whole_is_accepted(run: Run) -> None:
    script = pasted(run)
    press(script, "edit-draft-t1")
    script.number_input("share-t1").set_value(100.0).run()
    press(script, "keep-t1")
    press(script, "accept-t1")
    assert not script.error and "back-t1" in keys(script)


def test_what_was_dropped_can_be_restored(run: Run) -> None:
    script = pasted(run)
    press(script, "drop-1")
    assert "restore-1" in keys(script) and "accept-1" not in keys(script)
    press(script, "restore-1")
    assert "accept-1" in keys(script)


def test_what_was_accepted_is_of_its_text_day_and_language_alone(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    assert not script.warning
    publish(script, date(2021, 7, 12))
    assert "accept-1" in keys(script)
    assert [note for note in script.warning if "before you changed its text, day or language" in note.value]
    publish(script, date(2021, 7, 5))
    assert "back-1" in keys(script)
    script.selectbox("article-language").set_value("en").run()
    assert "back-1" in keys(script), "it is the language that was found"
    script.selectbox("article-language").set_value("fr").run()
    assert "back-1" not in keys(script)


def test_an_article_with_a_word_changed_is_known_again_and_another_is_not(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    script.text_area[0].set_value(TEXT.replace("Argo", "Keshem")).run()
    assert [note for note in script.warning if "before you changed its text, day or language" in note.value]
    script.text_area[0].set_value("Government forces retook Nahrin in Baghlan, residents told reporters.").run()
    assert not script.warning


def test_the_source_of_what_was_accepted_follows_the_publisher(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    script.text_input("article-publisher").set_value("Wire").run()
    (upload,) = script.session_state["own"].by_war["afghanistan-2021"].uploads
    assert [source.publisher for source in upload.sources] == ["Wire"]


def test_what_was_corrected_since_stays_so_when_another_draft_is_accepted(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    by_war = script.session_state["own"].by_war
    (upload,) = by_war["afghanistan-2021"].uploads
    corrected = tuple(Row(row.line, row.cells | {"note": "seen"}) for row in upload.rows["reports.csv"])
    upload = replace(upload, rows={**upload.rows, "reports.csv": corrected})
    by_war["afghanistan-2021"] = replace(by_war["afghanistan-2021"], uploads=(upload,))
    press(script, "means-2-1209")
    press(script, "accept-2")
    (upload,) = script.session_state["own"].by_war["afghanistan-2021"].uploads
    assert [event.report.note for event in upload.events] == ["seen", ""]


def test_a_draft_that_is_refused_says_why_and_leaves_no_row(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "PRECISIONS", ("week",))
    script = pasted(run)
    press(script, "accept-1")
    assert "It could not be accepted" in script.error[0].value.replace("\\", "")
    assert "accept-1" in keys(script) and not script.session_state["own"].by_war


def test_a_draft_of_days_outside_the_war_says_so(run: Run) -> None:
    script = pasted(run, published=date(2022, 7, 5))
    assert script.button("accept-1").disabled
    assert "Its days are outside those of this war" in written(script)


def test_another_article_begins_with_empty_fields_and_leaves_what_was_accepted(run: Run) -> None:
    script = pasted(run)
    press(script, "accept-1")
    press(script, "another-article")
    assert script.text_area[0].value == ""
    assert "first-article" in keys(script)
    assert "own" in script.session_state and script.session_state["own"].by_war["afghanistan-2021"].records == 1


def test_of_a_long_list_the_first_drafts_are_laid_out(run: Run) -> None:
    text = "\n\n".join(f"The Taliban captured Argo in Badakhshan on {day} May." for day in range(2, 32))
    text += "\n\n" + "\n\n".join(f"The Taliban captured Keshem in Badakhshan on {day} June." for day in range(2, 30))
    script = pasted(run, text)
    assert "accept-40" in keys(script) and "accept-41" not in keys(script)
    press(script, "more-drafts")
    assert "accept-41" in keys(script)


def test_a_long_first_line_is_cut_at_a_word() -> None:
    assert first_line("\n  Argo falls \n\nMore") == "Argo falls"
    cut = first_line("word " * 40)
    assert len(cut) <= LONGEST_LINE and cut.endswith("word …")
    assert first_line("x" * 200) == "x" * (LONGEST_LINE - 1) + "…"
