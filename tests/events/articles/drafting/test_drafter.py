"""`events.articles.drafting`: from what was noticed to drafts, from sentence to sentence, each told once."""

from collections.abc import Callable
from datetime import date

import pytest

from events.articles.read import Reader
from tests.conftest import july


def told(readers: Callable[[str], Reader], text: str) -> list[tuple[str, str, date]]:
    read = readers("afghanistan-2021").read(text, july(5))
    return [(draft.kind.value, draft.code, draft.latest) for draft in read.drafts]


def test_places_of_one_list_are_drafts_of_their_own(readers: Callable[[str], Reader]) -> None:
    text = "The Taliban captured the districts of Argo, Jurm and Khash in Badakhshan on Sunday."
    assert [code for _, code, _ in told(readers, text)] == ["1702", "1710", "1705"]


def test_each_place_has_the_day_beside_it(readers: Callable[[str], Reader]) -> None:
    text = "The Taliban captured Argo district on Saturday and Jurm district on Sunday."
    assert told(readers, text) == [("captured", "1702", july(3)), ("captured", "1710", july(4))]


def test_a_day_goes_on_in_the_next_sentence_of_its_paragraph(readers: Callable[[str], Reader]) -> None:
    text = "On Saturday the Taliban captured Argo district. They also took Jurm district."
    assert told(readers, text) == [("captured", "1702", july(3)), ("captured", "1710", july(3))]


def test_without_a_day_it_is_the_day_of_publication_and_says_so(readers: Callable[[str], Reader]) -> None:
    (draft,) = readers("afghanistan-2021").read("The Taliban have captured Argo district.", july(5)).drafts
    assert (draft.earliest, draft.latest, draft.is_dated) == (july(5), july(5), False)


def test_the_district_and_the_capital_are_those_spoken_of(readers: Callable[[str], Reader]) -> None:
    text = "Fighting had raged around Argo district for days. The district fell to the Taliban on Sunday."
    assert ("captured", "1702", july(4)) in told(readers, text)


def test_what_is_told_twice_is_one_draft(readers: Callable[[str], Reader]) -> None:
    text = "Taliban capture Argo district\n\nThe Taliban captured Argo district on Sunday, a councillor said."
    assert told(readers, text) == [("captured", "1702", july(4))]


def test_a_count_is_left_out_where_as_many_are_named(readers: Callable[[str], Reader]) -> None:
    text = (
        "Two districts of Badakhshan fell to the Taliban on Sunday. "
        "The Taliban captured Argo district and Jurm district on Sunday."
    )
    assert [code for _, code, _ in told(readers, text)] == ["1702", "1710"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The Taliban captured parts of Argo district on Sunday.", "only a part"),
        ("The Taliban captured a police post in Argo district on Sunday.", "not a place"),
        ("The Taliban captured it on Sunday.", "no place"),
    ],
)
def test_what_is_not_the_place_itself_is_no_report(readers: Callable[[str], Reader], text: str, reason: str) -> None:
    read = readers("afghanistan-2021").read(text, july(5))
    assert read.drafts == ()
    assert reason in {none.reason for none in read.unused}


@pytest.mark.parametrize(
    ("words", "manner"),
    [(" without a fight", "without a fight"), (", most of them without a fight", "mostly without a fight"), ("", "")],
)
def test_how_it_came_about_is_told(readers: Callable[[str], Reader], words: str, manner: str) -> None:
    text = f"Ten districts of Badakhshan fell to the Taliban on Sunday{words}."
    (draft,) = readers("afghanistan-2021").read(text, july(5)).drafts
    assert draft.manner == manner
