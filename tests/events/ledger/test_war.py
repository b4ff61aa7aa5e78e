"""`events.ledger.war`: what the atlas is about, or all that is wrong with it."""

from dataclasses import replace
from datetime import date

import pytest

from events.ledger.war import PROPOSED, BadWar, load_war
from events.model import Coalition, Pattern
from tests.conftest import THREE_SQUARES, LedgerFolder

PARTY_HAS = "party 1: it has id, name, called, names, perhaps colour, colour_dark, pattern, later, singular, "
PARTY_HAS += "and nothing else"


def test_a_file_becomes_a_war(ledger_folder: LedgerFolder) -> None:
    assert load_war(ledger_folder() / "war.toml") == THREE_SQUARES


TABLES = "by language, tables of name, called, of, to, by, in, have"


def test_a_party_that_does_not_say_how_it_looks_gets_what_is_proposed_for_its_place(
    ledger_folder: LedgerFolder,
) -> None:
    path = (
        ledger_folder("war.toml", 'colour = "#3333aa"\ncolour_dark = "#5555cc"\npattern = "falling"\n', "") / "war.toml"
    )
    reds, blues = load_war(path).parties
    assert reds == THREE_SQUARES.parties[0]
    assert ((blues.colour, blues.colour_dark), blues.pattern) == (PROPOSED[1], Pattern.FALLING)


LATER = """
[[party.later]]
from = 2021-07-06
name = "Rebels"
called = "the rebels"
names.fa = { name = "..." }
"""


def test_a_party_may_have_another_name_from_a_day_on(ledger_folder: LedgerFolder) -> None:
    path = ledger_folder("war.toml", 'pattern = "falling"\n', 'pattern = "falling"\n' + LATER) / "war.toml"
    blues = load_war(path).parties[1]
    days = [date(2021, 7, 5), date(2021, 7, 6), date(2021, 8, 1)]
    assert [blues.name_on(day) for day in days] == ["Blues", "Rebels", "Rebels"]
    assert [blues.called_on(day) for day in days] == ["the blues", "the rebels", "the rebels"]
    assert blues.later[0].names == {"fa": {"name": "..."}}


def test_a_war_gives_its_words_by_language(ledger_folder: LedgerFolder) -> None:
    words = """\
titles.fr = "Trois carrés"
words.en = { district = "square", districts = "squares" }
places.fr = { East = "Est", West = { of = "de l’Ouest" } }
labels.fr = { "press report" = "vu au journal" }
"""
    war = load_war(ledger_folder("war.toml", "title =", f"{words}title =") / "war.toml")
    assert war.titles == {"fr": "Trois carrés"}
    assert war.words == {"en": {"district": "square", "districts": "squares"}}
    assert war.labels == {"fr": {"press report": "vu au journal"}}
    assert war.places == {"fr": {"East": {"name": "Est"}, "West": {"of": "de l’Ouest"}}}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2021-07-06", '"6 July"', "its later names are not from days like 2021-08-16, without quotes, one after"),
        ('"Rebels"', "7", "the name and called of its later names are not text"),
        ('names.fa = { name = "..." }', "names = []", f"the names of its later names are not, {TABLES}"),
        ('names.fa = { name = "..." }', "", "each of its later names has from, name, called, names, perhaps singular,"),
        ('names.fa = { name = "..." }', f"names = {{}}\n{LATER}", "its later names are not from days like 2021-08-16"),
        ('name = "..."', 'nominative = "..."', f"the names of its later names are not, {TABLES}"),
        (
            "[[party.later]]",
            "[[party.later]]\nsingular = 1",
            "the singular of its later names is neither true nor false",
        ),
    ],
)
def test_a_later_name_that_lacks_or_garbles_something_is_refused(
    ledger_folder: LedgerFolder, old: str, new: str, told: str
) -> None:
    later = 'pattern = "falling"\n' + LATER.replace(old, new)
    with pytest.raises(BadWar) as refused:
        load_war(ledger_folder("war.toml", 'pattern = "falling"\n', later) / "war.toml")
    assert str(refused.value).startswith(f"war.toml: party 2: {told}")


COALITION = """
[[coalition]]
id = "all"
name = "All"
called = "all of them"
parties = ["reds", "blues"]
"""


def test_parties_of_which_totals_are_claimed_together_are_a_coalition(ledger_folder: LedgerFolder) -> None:
    war = load_war(ledger_folder("war.toml", 'pattern = "falling"\n', 'pattern = "falling"\n' + COALITION) / "war.toml")
    assert war == replace(THREE_SQUARES, coalitions=(Coalition("all", "All", "all of them", ("reds", "blues")),))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('id = "all"', 'id = "reds"', "its id 'reds' is not a word of small letters, or is taken"),
        ('id = "all"', 'id = "All"', "its id 'All' is not a word of small letters, or is taken"),
        ('name = "All"', "name = 7", "it has id, name, called, parties, texts but the last, and nothing else"),
        ('name = "All"', "", "it has id, name, called, parties, texts but the last, and nothing else"),
        ('"blues"]', '"greens"]', "its parties are not a list of two or more, each once, of reds, blues"),
        ('"blues"]', '"reds"]', "its parties are not a list of two or more, each once, of reds, blues"),
        (', "blues"]', "]", "its parties are not a list of two or more, each once, of reds, blues"),
        ('["reds", "blues"]', '"reds"', "its parties are not a list of two or more, each once, of reds, blues"),
        ('["reds", "blues"]', "[1, 2]", "its parties are not a list of two or more, each once, of reds, blues"),
    ],
)
def test_a_coalition_that_lacks_or_garbles_something_is_refused(
    ledger_folder: LedgerFolder, old: str, new: str, told: str
) -> None:
    assert old in COALITION
    file = 'pattern = "falling"\n' + COALITION.replace(old, new)
    with pytest.raises(BadWar) as refused:
        load_war(ledger_folder("war.toml", 'pattern = "falling"\n', file) / "war.toml")
    assert str(refused.value) == f"war.toml: coalition 1: {told}"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("opening_day =", "opening_day", "war.toml is not TOML in UTF-8: Expected '=' after a key"),
        ("opening_day", "day", "war.toml: opening_day is not a day like 2021-07-05, without quotes"),
        ("title", "name", "war.toml: title is missing or not text"),
        ("2021-07-04", '"2021-07-04"', "war.toml: opening_day is not a day"),
        ("2021-07-02", "2021-07-02T10:00:00", "war.toml: offensive_from is not a day"),
        ('called = "the reds"', "", f"war.toml: {PARTY_HAS}"),
        ('colour = "#aa3333"', "", "war.toml: party 1: it has one of colour and colour_dark, and not the other"),
        ('pattern = "rising"', 'pattern = "rising"\nflag = "red"', f"war.toml: {PARTY_HAS}"),
        ('pattern = "rising"', 'pattern = "zigzag"', "war.toml: party 1: its pattern 'zigzag' is none of rising"),
        ('"#aa3333"', '"red"', "war.toml: party 1: its colour 'red' is not a colour like #8f3335"),
        ('id = "reds"', 'id = "contested"', "war.toml: party 1: its id 'contested' is not a word of small letters"),
        ('id = "reds"', 'id = "blues"', "war.toml: party blues stands twice"),
        ('id = "reds"', "id = nan", "war.toml: party 1: its id is not text"),
        ('id = "reds"', f"id = {'9' * 5_000}", "war.toml is not TOML in UTF-8: Exceeds the limit"),
        ('name = "Reds"', "name = 1", "war.toml: party 1: its name is not text"),
        ('"#aa3333"', "[1]", "war.toml: party 1: its colour is not text"),
        ('colour = "#aa3333"', f"colour{'.a' * 3_000} = 1", "war.toml: party 1: its colour is not text"),
        ('title = "Three squares"', f"title = {'[' * 5_000}", "war.toml has lists or tables nested too deeply"),
        ("opening_day", f"{'a.' * 4_000}a", "war.toml has a line of 8,014 letters, where 8,000 are the most"),
        ("opening_day", "#\n" * 50_000, "war.toml has 100,375 letters, where 100,000 are the most"),
        ("names = {}", 'names = { nl = "Roden" }', f"war.toml: party 1: its names are not, {TABLES}"),
        ('pattern = "rising"', 'pattern = "rising"\nsingular = 1', "war.toml: party 1: its singular is neither"),
        ("title", 'titles = "Drei"\ntitle', "war.toml: titles are not text by language"),
        ("title", 'words.en.district = "{number}"\ntitle', "war.toml: words: '{number}' does not put in what 'distr"),
        ("title", "words.en.'{number} district' = '{number.real} square'\ntitle", "war.toml: words: '{number.real} sq"),
        ("title", "words.en.'{number} district' = '{number:9999} square'\ntitle", "war.toml: words: '{number:9999} sq"),
        ("title", "words.en.'{number} district' = '{number!r} square'\ntitle", "war.toml: words: '{number!r} square'"),
        ("title", 'words.en.district = "a { square"\ntitle', "war.toml: words: 'a { square' does not put in what"),
        ("title", 'words.en.district = ""\ntitle', "war.toml: words are not text by language and phrase"),
        ("title", "labels.fr.Fall = 7\ntitle", "war.toml: labels are not text by language and words"),
        ("title", 'places.fr.East = { out = "d\'Est" }\ntitle', "war.toml: places are not, by language and name,"),
        ("2021-08-31", "9999-12-31", "war.toml: last_day is not a day from 1700-01-01 to 2199-12-31"),
        ("2021-06-01", "0001-01-01", "war.toml: first_day is not a day from 1700-01-01 to 2199-12-31"),
    ],
)
def test_a_war_that_lacks_or_garbles_something_is_refused(
    ledger_folder: LedgerFolder, old: str, new: str, told: str
) -> None:
    with pytest.raises(BadWar) as refused:
        load_war(ledger_folder("war.toml", old, new) / "war.toml")
    assert str(refused.value).startswith(told)


def test_two_parties_whose_ids_are_lists_are_refused(ledger_folder: LedgerFolder) -> None:
    path = ledger_folder() / "war.toml"
    text = path.read_text(encoding="utf-8").replace('id = "reds"', "id = [1]").replace('id = "blues"', "id = [1]")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadWar, match=r"party 1: its id is not text; party 2: its id is not text$"):
        load_war(path)


def test_a_folder_where_the_war_should_be_is_refused(ledger_folder: LedgerFolder) -> None:
    path = ledger_folder() / "war.toml"
    path.unlink()
    path.mkdir()
    with pytest.raises(BadWar, match=r"^war.toml cannot be read \(Is a directory\); expected a file of TOML"):
        load_war(path)


def test_a_war_without_parties_is_refused(ledger_folder: LedgerFolder) -> None:
    path = ledger_folder() / "war.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("[[party]]", "[[side]]"), encoding="utf-8")
    with pytest.raises(BadWar, match=r"there is no \[\[party\]\]"):
        load_war(path)


def test_every_fault_of_a_war_is_told_at_once(ledger_folder: LedgerFolder) -> None:
    folder = ledger_folder("war.toml", 'title = "Three squares"\nfirst_day = 2021-06-01', "")
    with pytest.raises(BadWar, match=r"title is missing.*; first_day is not a day"):
        load_war(folder / "war.toml")


def test_a_war_in_another_encoding_is_refused(ledger_folder: LedgerFolder) -> None:
    path = ledger_folder() / "war.toml"
    path.write_bytes('title = "Krieg für drei"'.encode("latin-1"))
    with pytest.raises(BadWar, match="not TOML in UTF-8"):
        load_war(path)
