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
