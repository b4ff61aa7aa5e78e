"""`geo.app.intake.sheet`, `questions` and `words`: of a table that was not made for the page all is asked."""

import json
from datetime import date

from streamlit.testing.v1 import AppTest

from tests.geo.app.visits import Run, written

TRACKER = """\
District tracker,,,,
Figures as on 12.07.2021,,,,
Prov.,Distt,Status as on 12.07,In control of,Conf.
Badakhshan,Argo,Fallen,Talib,verified
Takhar,Chal,Fallen,Talib,alleged
Takhar,Taloqan,Disputed,Talib,two sources
Balkh,Kaldarr,Holding,GoA,verified
Total,4 districts,2 fallen,,
"""
FOREIGN = """\
Suivi du contrôle,,,
Woreda,Quand,Camp signalé,Fiabilité
Argo,05/07/2021,Taliban,Vérifié
Chal,16/07/2021,Disputé,Non confirmé
Kaldar,17/07/2021,Taliban,Vérifié
"""


def bring(run: Run, text: str, name: str = "own.csv", **link: str) -> AppTest:
    script = run("add", **link)
    script.file_uploader[0].set_value((name, text.encode(), "text/csv"))
    return script.run()


def choose(script: AppTest, label: str, value: str) -> None:
    """Choose in a field by its label; of two the last."""
    fields = [field for field in script.selectbox if plain(field.label).startswith(label)]
    fields[-1].set_value(value).run()
    assert not script.exception


def plain(label: str) -> str:
    return label.replace("\\", "").replace("\u2060", "")


def values(script: AppTest) -> dict[str, object]:
    return {plain(field.label).partition(":")[0]: field.value for field in script.selectbox}


def test_odd_headings_are_known_and_others_are_proposed_by_what_stands_below_them(run: Run) -> None:
    script = bring(run, TRACKER)
    asked = values(script)
    assert asked["Province"] == "Prov."
    assert asked["District"] == "Distt"
    assert asked["What happened"] == "Status as on 12.07"
    assert asked["Who gains or holds it"] == "In control of"
    assert asked["Certainty"] == "Conf."
    assert "5 rows: 0 reports, 1 set aside and 4 problems." in plain(written(script))


def test_what_is_still_open_is_named_and_each_answer_closes_it(run: Run) -> None:
    script = bring(run, TRACKER)
    told = plain(written(script))
    assert "**When:** no column is the date." in told
    assert "**What happened:** 3 words, in 4 rows, are not known." in told
    assert "**Who gains or holds it:** 2 words, in 4 rows, are not known." in told
    assert "**How certain it is:** 1 word, in 1 row, is not known." in told
    script.date_input[0].set_value(date(2021, 7, 12)).run()
    (button,) = [button for button in script.button if button.label.startswith("Use what is likely")]
    assert button.label == "Use what is likely for 4 words"
    button.click().run()
    choose(script, "GoA", "government")
    choose(script, "two sources", "reported")
    told = plain(written(script))
    assert "not known" not in told
    assert "5 rows: 3 reports, 1 set aside and 1 problem." in told
    assert "**Where:** 1 place is unsure." in told
    (place,) = [field for field in script.selectbox if plain(field.label).startswith("Kaldarr")]
    assert place.options[0].startswith("Kaldar, Balkh")
    place.select_index(0).run()
    assert "5 rows: 4 reports and 1 set aside." in plain(written(script))
    (add,) = [button for button in script.button if button.label == "Add 4 records"]
    add.click().run()
    assert not script.exception
    assert script.success[0].value.replace("\\", "").startswith("Added own.csv. It changed")


def test_a_place_that_was_decided_can_be_decided_again(run: Run) -> None:
    script = bring(run, "Date,Province,District,Kind,Side\n2021-07-05,Balkh,Kaldarr,captured,taliban\n")
    (place,) = [field for field in script.selectbox if plain(field.label).startswith("Kaldarr")]
    place.select_index(1).run()
    assert "1 row: 1 report." in plain(written(script))
    (again,) = [button for button in script.button if button.label == "Decide again"]
    again.click().run()
    assert "1 row: 0 reports and 1 problem." in plain(written(script))
    (place,) = [field for field in script.selectbox if plain(field.label).startswith("Kaldarr")]
    assert place.value is None


def test_a_line_that_names_the_columns_is_asked_for_and_proposed_for_the_next_file(run: Run) -> None:
    script = bring(run, FOREIGN)
    assert not script.error
    (line,) = [field for field in script.selectbox if field.label == "Which line names the columns?"]
    assert line.value is None
    assert line.options[:2] == ["line 1: Suivi du contrôle", "line 2: Woreda, Quand, Camp signalé, Fiabilité"]
    assert line.options[-1] == "none of them: it has no headings"
    line.select_index(1).run()
    asked = values(script)
    assert (asked["Date"], asked["District"], asked["Certainty"]) == ("Quand", "Woreda", "Fiabilité")
    choose(script, "Who gains or holds it", "Camp signalé")
    assert "3 rows: 2 reports and 1 problem." in plain(written(script))
    choose(script, "Disputé", "contested:taliban")
    assert "3 rows: 3 reports." in plain(written(script))
    script.file_uploader[0].set_value(("next.csv", FOREIGN.replace("Argo", "Khash").encode(), "text/csv"))
    script.run()
    assert values(script)["Which line names the columns?"] == 2
    assert "3 rows: 3 reports." in plain(written(script))


def test_a_file_without_headings_has_numbered_columns(run: Run) -> None:
    script = bring(run, "".join(FOREIGN.splitlines(keepends=True)[2:]))
    (line,) = [field for field in script.selectbox if field.label == "Which line names the columns?"]
    line.select_index(len(line.options) - 1).run()
    assert values(script)["Date"] == "column 2"
    assert values(script)["District"] == "column 1"


def test_what_was_said_of_words_is_saved_with_the_mapping_and_read_from_it(run: Run) -> None:
    lines = "Date,Province,District,Kind,Side,Certainty\n2021-07-05,Balkh,Kaldar,fallen,IEA,low\n"
    mapping = {"kinds": {"fallen": "captured"}, "sides": {"IEA": "taliban"}, "certainties": {"low": "claimed"}}
    script = bring(run, lines)
    (field,) = [field for field in script.file_uploader if field.label == "A mapping that was saved here"]
    field.set_value(("m.json", json.dumps(mapping).encode(), "application/json"))
    script.run()
    asked = values(script)
    assert (asked["fallen"], asked["IEA"], asked["low"]) == ("captured", "taliban", "claimed")
    assert "1 row: 1 report." in plain(written(script))


def test_a_column_for_each_day_is_brought_day_by_day(run: Run) -> None:
    lines = "Province,District,control_14_06_2021,control_21_06_2021\nBalkh,Kaldar,government,taliban\n"
    script = bring(run, lines)
    assert "**When:** it has a column for each day. Bring it day by day" in plain(written(script))
    choose(script, "Who gains or holds it", "control_21_06_2021")
    script.date_input[0].set_value(date(2021, 6, 21)).run()
    assert "1 row: 1 report." in plain(written(script))


def test_a_transfer_that_names_nobody_who_hands_over_is_no_report(run: Run) -> None:
    script = bring(run, "Date,Province,District,Kind,Side\n2021-07-05,Balkh,Kaldar,handover,taliban\n")
    (field,) = [field for field in script.selectbox if plain(field.label).startswith("handover")]
    assert plain(field.placeholder).startswith("likely: surrendered")
    choose(script, "handover", "transferred")
    assert "**Who hands it over:** 1 transfer names nobody." in plain(written(script))


def test_where_all_rows_are_set_aside_it_is_said_why(run: Run) -> None:
    lines = "Date,Country,Province,District,Kind,Side\n2021-07-05,Mali,Mopti,Mopti,captured,taliban\n"
    script = bring(run, lines)
    assert plain(script.info[-1].value) == (
        "No row of this file can be added: all are set aside, for the reasons above. 1 row lies outside the country: "
        "if it belongs to another war, open that war at the top of the page."
    )
    assert not [button for button in script.button if button.label.startswith("Add ")]
