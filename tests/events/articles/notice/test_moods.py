"""`events.articles.notice.moods`: what is no report, and how far words that say so reach."""

from collections.abc import Callable

import pytest

from events.articles.read import Reader
from tests.conftest import july


@pytest.mark.parametrize(
    ("text", "drafts", "reason"),
    [
        ("The Taliban failed to capture Argo, but they took Jurm on Sunday.", ["1710"], "failed"),
        ("The Taliban threatened to capture Argo. They captured Jurm on Sunday.", ["1710"], "feared"),
        ("The Taliban captured Jurm on Sunday. They plan to capture Faizabad.", ["1710"], "planned"),
        ("The ministry denied that Argo had fallen on Sunday.", [], "denied"),
        ("If the Taliban capture Argo, the road is cut.", [], "a condition"),
        ("Has the district of Argo fallen?", [], "a question"),
        ("In 1996 the Taliban captured Kabul.", [], "history"),
        ("The Taliban will capture Argo within days.", [], "future"),
    ],
)
def test_a_mood_reaches_its_own_clause_and_not_the_next(
    readers: Callable[[str], Reader], text: str, drafts: list[str], reason: str
) -> None:
    read = readers("afghanistan-2021").read(text, july(5))
    assert [draft.code for draft in read.drafts] == drafts
    assert reason in {none.reason for none in read.unused}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("nl", "De Taliban willen Argo veroveren."),
        ("nl", "De val van Argo lijkt aanstaande."),
        ("de", "Die Taliban wollen den Distrikt Argo erobern."),
        ("de", "Der Distrikt Argo könnte bald fallen."),
        ("fr", "Les talibans veulent prendre le district d'Argo."),
        ("fr", "Le district d'Argo pourrait tomber dimanche."),
    ],
)
def test_what_is_wanted_or_may_be_is_no_report_in_any_language(
    readers: Callable[[str], Reader], language: str, text: str
) -> None:
    assert readers("afghanistan-2021").read(text, july(5), language).drafts == ()


@pytest.mark.parametrize(
    ("language", "text", "codes", "not_used"),
    [
        ("en", "The Taliban captured Jurm on Sunday and plan to attack Faizabad.", ["1710"], {"Faizabad": "planned"}),
        ("nl", "De taliban veroverden zondag Jurm en willen Faizabad aanvallen.", ["1710"], {"Faizabad": "planned"}),
        (
            "de",
            "Die Taliban nahmen am Sonntag Jurm ein und wollen Faizabad angreifen.",
            ["1710"],
            {"Faizabad": "planned"},
        ),
        (
            "fr",
            "Les talibans ont pris Jurm dimanche et comptent marcher contre Faizabad.",
            ["1710"],
            {"Faizabad": "planned"},
        ),
        (
            "en",
            "Jurm fell to the Taliban on Sunday and residents fear for Faizabad, Argo and Khash.",
            ["1710"],
            {"Faizabad": "feared", "Argo": "feared", "Khash": "feared"},
        ),
        (
            "nl",
            "Jurm viel zondag in handen van de taliban en inwoners vrezen voor Faizabad.",
            ["1710"],
            {"Faizabad": "feared"},
        ),
        (
            "nl",
            "De taliban veroverden Jurm zondag en in Faizabad zijn bewoners bang.",
            ["1710"],
            {"Faizabad": "feared"},
        ),
        (
            "de",
            "Die Taliban eroberten am Sonntag Jurm und Anwohner bangen um Faizabad.",
            ["1710"],
            {"Faizabad": "feared"},
        ),
        ("fr", "Les talibans ont pris Jurm dimanche et menacent Faizabad.", ["1710"], {"Faizabad": "feared"}),
        ("en", "Afghan forces retook Jurm on Sunday and vowed to return to Argo.", ["1710"], {"Argo": "planned"}),
        ("en", "Jurm fell to the Taliban on Sunday and Faizabad could be next.", ["1710"], {"Faizabad": "future"}),
        ("en", "The Taliban captured Jurm on Sunday but not Khash.", ["1710"], {"Khash": "denied"}),
    ],
)
def test_a_plan_after_the_verb_takes_its_place_and_leaves_the_verb_its_own(
    readers: Callable[[str], Reader], language: str, text: str, codes: list[str], not_used: dict[str, str]
) -> None:
    read = readers("afghanistan-2021").read(text, july(5), language)
    assert [draft.code for draft in read.drafts] == codes
    for place, reason in not_used.items():
        at = text.index(place)
        assert reason in {none.reason for none in read.unused if none.start <= at < none.end}, place


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", "The Taliban captured Jurm, which they had planned for weeks, and Khash on Sunday.", ["1710", "1705"]),
        ("en", "The Taliban captured the threatened district of Jurm on Sunday.", ["1710"]),
        ("en", "The Taliban captured Jurm and Khash on Sunday, hoping to move closer to Faizabad.", ["1710", "1705"]),
        ("en", "The Taliban captured Jurm and Khash without the fight they had feared at Faizabad.", ["1710", "1705"]),
        ("nl", "De taliban veroverden zondag, zoals gepland, de districten Jurm en Khash.", ["1710", "1705"]),
        ("nl", "De taliban veroverden Jurm zondag niet.", []),
        ("de", "Die Taliban wollten am Sonntag Jurm und Khash erobern und plündern.", []),
        ("de", "Die Armee eroberte am Sonntag Jurm und Khash in Badachschan nicht zurück.", []),
        ("fr", "Les talibans ont pris Jurm dimanche, et la chute de Khash a suivi.", ["1710", "1705"]),
        ("fr", "Les talibans ont pris Jurm et Khash dimanche, comme ils le souhaitaient.", ["1710", "1705"]),
    ],
)
def test_a_plan_takes_no_place_of_the_verb_beside_it(
    readers: Callable[[str], Reader], language: str, text: str, codes: list[str]
) -> None:
    read = readers("afghanistan-2021").read(text, july(5), language)
    assert [draft.code for draft in read.drafts] == codes
