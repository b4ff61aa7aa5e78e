"""`events.articles.drafting`: from what was noticed to drafts, from sentence to sentence, each told once."""

from collections.abc import Callable
from datetime import date

import pytest

from events.articles.drafts import DraftKind
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


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fighting reached Jurm and Khash. Both districts fell on Sunday."),
        ("nl", "De gevechten bereikten Jurm en Khash. Beide districten vielen zondag in handen van de taliban."),
        ("de", "Die Kämpfe erreichten Jurm und Khash. Beide Distrikte fielen am Sonntag an die Taliban."),
        ("fr", "Les combats ont atteint les districts de Jurm et Khash. Les deux districts sont tombés dimanche."),
        ("en", "Residents had fled from Jurm and Khash before both districts fell on Sunday."),
        (
            "en",
            "Jurm district and Khash district are far away. The Taliban captured the two districts on Sunday.",
        ),
        ("en", "Jurm and Khash were cut off. A councillor confirmed the fall of both districts on Sunday."),
        ("nl", "Jurm en Khash waren al weken omsingeld. Zondag veroverden de taliban de twee districten."),
        ("de", "Jurm und Khash waren umkämpft. Am Sonntag eroberten die Taliban die beiden Bezirke."),
        ("fr", "Les districts de Jurm et Khash étaient encerclés. Dimanche, les talibans ont pris les deux districts."),
    ],
)
def test_both_districts_are_the_two_that_were_named_together(
    readers: Callable[[str], Reader], language: str, text: str
) -> None:
    read = readers("afghanistan-2021").read(text, july(5), language)
    captured = [(draft.code, draft.latest) for draft in read.drafts if draft.kind == DraftKind.CAPTURED]
    assert sorted(captured) == [("1705", july(4)), ("1710", july(4))]


def test_both_districts_may_lie_in_two_provinces(readers: Callable[[str], Reader]) -> None:
    text = "Fighting reached Jurm in Badakhshan and Imam Sahib in Kunduz. Both districts fell on Sunday."
    assert {code for kind, code, _ in told(readers, text) if kind == "captured"} == {"1710", "1905"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Fighting reached Argo, Jurm and Khash. Both districts fell on Sunday."),
        ("en", "Fighting reached Jurm. Both districts fell on Sunday."),
        ("en", "Fighting reached Jurm and Khash. The road was closed. Both districts fell on Sunday."),
        ("en", "Fighting reached Jurm and Khash, then Argo and Keshem. Both districts fell on Sunday."),
        ("en", "Fighting reached Jurm and Khash. Both districts will fall soon."),
        ("en", "Fighting reached Jurm and Khash. Both districts have not fallen."),
        ("en", "Fighting reached Jurm and Khash. Both provinces fell on Sunday."),
        ("en", "Fighting reached Jurm and Khash. The two districts captured headlines."),
        ("en", "Fighting reached Jurm, Khash and Argo before both districts fell on Sunday."),
        ("en", "Fighting reached Argo. Both districts of Badakhshan fell on Sunday."),
        ("nl", "De gevechten bereikten Argo, Jurm en Khash. Beide districten vielen zondag."),
        ("de", "Die Kämpfe erreichten Jurm. Beide Distrikte fielen am Sonntag an die Taliban."),
        (
            "fr",
            "Les combats ont atteint Argo, Jurm et Keshem. Les deux districts sont tombés dimanche.",
        ),
    ],
)
def test_both_districts_are_none_where_not_two_were_named_together(
    readers: Callable[[str], Reader], language: str, text: str
) -> None:
    read = readers("afghanistan-2021").read(text, july(5), language)
    assert [draft.code for draft in read.drafts if draft.kind == DraftKind.CAPTURED] == []


def test_two_districts_of_a_province_that_are_not_named_stay_a_count(readers: Callable[[str], Reader]) -> None:
    (draft,) = readers("afghanistan-2021").read("The two districts in Badakhshan fell on Sunday.", july(5)).drafts
    assert (draft.code, draft.count) == ("AF17", 2)
