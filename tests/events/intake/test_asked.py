"""`events.intake.asked`: each distinct word of a table, once, with what it means."""

from events.intake.asked import Word, words_of
from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import Choices
from events.intake.meaning.roles import Role
from events.intake.tables import table_of
from events.intake.understand import understand
from events.intake.understood import Account
from events.model import Certainty

LINES = """\
Date,Province,District,Kind,Side,Certainty
2021-07-05,Badakhshan,Argo,fallen,Talib,verified
2021-07-06,Badakhshan,Argo,fallen,Taliban,single source
soon,Badakhshan,Argo,held,GoA,single source
2021-07-06,Nowhere,Nowhere,airstrike,GoA,
Total,,,2 fallen,,
"""


def account_of(text: str, setting: Setting, choices: Choices | None = None) -> Account:
    return understand(table_of("own.csv", read_grids("own.csv", text.encode())), choices or Choices(), setting)


def test_every_word_is_listed_once_whatever_else_is_wrong_with_its_rows(setting: Setting) -> None:
    assert words_of(account_of(LINES, setting), setting) == {
        Role.KIND: (
            Word("fallen", 2, likely=("captured",)),
            Word("held", 1, "held", likely=("held",)),
            Word("airstrike", 1),
        ),
        Role.SIDE: (
            Word("GoA", 2),
            Word("Talib", 1, likely=("taliban",)),
            Word("Taliban", 1, "taliban", likely=("taliban",)),
        ),
        Role.CERTAINTY: (Word("single source", 2), Word("verified", 1, Certainty.CONFIRMED)),
    }


def test_what_was_chosen_is_listed_also_where_its_rows_are_set_aside(setting: Setting) -> None:
    choices = Choices(
        kinds={"airstrike": "not about control"},
        sides={"GoA": "government"},
        certainties={"single source": Certainty.CLAIMED},
    )
    words = words_of(account_of(LINES, setting, choices), setting)
    assert words[Role.KIND][2] == Word("airstrike", 1, "not about control", chosen=True)
    assert words[Role.SIDE][2] == Word("GoA", 1, "government", chosen=True)
    assert words[Role.CERTAINTY][0] == Word("single source", 2, Certainty.CLAIMED, chosen=True)


def test_shared_layouts_are_asked_about_only_in_what_is_about_control(setting: Setting) -> None:
    header = "event_date,event_type,sub_event_type,actor1,admin1,admin2,time_precision\n"
    rows = (
        "2021-07-05,Battles,Non-state actor overtakes territory,A militia,Badakhshan,Argo,1\n"
        "2021-07-05,Protests,Peaceful protest,Protesters,Badakhshan,Argo,1\n"
    )
    words = words_of(account_of(header + rows, setting), setting)
    assert [word.text for word in words[Role.SIDE]] == ["A militia"]
    assert [word.means for word in words[Role.KIND]] == ["captured"]
