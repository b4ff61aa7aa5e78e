"""`events.articles.notice.names`, `doubts` and `places`: which names are places, and which."""

from collections.abc import Callable

import pytest

from events.articles.read import Reader
from tests.conftest import july


def places(readers: Callable[[str], Reader], text: str, language: str = "en") -> list[tuple[str, str]]:
    read = readers("afghanistan-2021").read(text, july(5), language)
    return [(place.surface, place.code) for place in read.places]


def reasons(readers: Callable[[str], Reader], text: str, language: str = "en") -> dict[str, str]:
    read = readers("afghanistan-2021").read(text, july(5), language)
    return {text[none.start : none.end]: none.reason for none in read.unused}


@pytest.mark.parametrize(
    "name", ["Dahana-i-Ghori", "Dahana-e-Ghori", "Dahana e Ghori", "Dahana Ghori", "Dahana-i Ghori", "Dahana-ye Ghori"]
)
def test_a_vowel_joins_the_words_of_a_name_as_writers_please(readers: Callable[[str], Reader], name: str) -> None:
    found = places(readers, f"The Taliban captured {name} district in Baghlan province on Sunday.")
    assert found == [(name, "0902"), ("Baghlan", "AF09")]


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("nl", "De Taliban veroverden de provincie Badachsjan.", "AF17"),
        ("de", "Die Taliban eroberten die Provinz Badachschan.", "AF17"),
        ("fr", "Les talibans ont pris la province du Badakhchan.", "AF17"),
        ("fr", "Les talibans sont entrés dans Kaboul dimanche.", "0101"),
        ("de", "Die Taliban eroberten am Sonntag Kundus.", "1901"),
        ("nl", "De stad Faizabad viel zondag.", "1701"),
        ("de", "Die Taliban eroberten am Sonntag Dschalalabad.", "0601"),
    ],
)
def test_each_language_spells_a_name_by_its_own_sounds(
    readers: Callable[[str], Reader], language: str, text: str, code: str
) -> None:
    assert code in [found for _, found in places(readers, text, language)]


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("Ahmad Farah took a taxi on Sunday.", "Farah", "a person"),
        ("General Baghlan was captured on Sunday.", "Baghlan", "a person"),
        ("The Kunduz river rose by a metre on Sunday.", "Kunduz", "no place"),
        ("Rebels captured Jalalabad in Kyrgyzstan on Sunday.", "Jalalabad", "abroad"),
        ("Jalalabad in Kyrgyzstan fell on Sunday.", "Jalalabad", "abroad"),
    ],
)
def test_a_person_a_river_and_a_namesake_abroad_are_no_places(
    readers: Callable[[str], Reader], text: str, name: str, reason: str
) -> None:
    assert places(readers, text) == []
    assert reasons(readers, text)[name] == reason


def test_the_same_names_are_places_where_the_words_beside_them_say_so(readers: Callable[[str], Reader]) -> None:
    assert places(readers, "The Taliban captured Farah on Sunday.") == [("Farah", "3301")]
    assert places(readers, "Baghlan province was captured on Sunday.") == [("Baghlan", "AF09")]
    assert places(readers, "Kunduz, on the Kunduz river, fell on Sunday.") == [("Kunduz", "1901")]
    assert places(readers, "The Taliban captured Jalalabad in Nangarhar on Sunday.")[0] == ("Jalalabad", "0601")


def test_a_name_that_a_province_and_its_capital_share_is_what_is_said_of_it(readers: Callable[[str], Reader]) -> None:
    assert places(readers, "The city of Kunduz fell on Sunday.") == [("Kunduz", "1901")]
    assert places(readers, "Ten districts in Kunduz fell on Sunday.") == [("Kunduz", "AF19")]
    assert places(readers, "The province of Kunduz fell on Sunday.") == [("Kunduz", "AF19")]


def test_a_short_name_is_a_place_in_a_list_with_one_that_is_no_word(readers: Callable[[str], Reader]) -> None:
    found = places(readers, "The Taliban captured Argo, Jurm and Khash on Sunday.")
    assert [name for name, _ in found] == ["Argo", "Jurm", "Khash"]
