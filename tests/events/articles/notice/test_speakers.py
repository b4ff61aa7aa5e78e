"""`events.articles.notice.speakers` and `sides`: who says so, who gains, and how sure that makes it."""

from collections.abc import Callable
from datetime import date

import pytest

from events.articles.drafts import DraftKind
from events.articles.read import Reader
from events.model import Certainty
from tests.conftest import july


@pytest.mark.parametrize(
    ("text", "said_by", "certainty"),
    [
        ("The Taliban captured Argo on Sunday.", "", "reported"),
        ("The Taliban captured Argo on Sunday, residents said.", "residents", "reported"),
        ("The Taliban captured Argo on Sunday, a Taliban spokesman said.", "Taliban spokesman", "claimed"),
        ("“Argo fell on Sunday,” said the Taliban spokesman.", "Taliban spokesman", "claimed"),
        ("Argo fell to the Taliban on Sunday, according to the defence ministry.", "defence ministry", "confirmed"),
        ("The governor confirmed that the Taliban captured Argo on Sunday.", "governor", "confirmed"),
        ("A Taliban spokesman spoke in Doha, he said. Argo fell on Sunday, he added.", "Taliban spokesman", "claimed"),
        ("The army recaptured Argo on Sunday, the defence ministry said.", "defence ministry", "claimed"),
    ],
)
def test_a_report_is_as_sure_as_who_says_so(
    readers: Callable[[str], Reader], text: str, said_by: str, certainty: str
) -> None:
    drafts = [draft for draft in readers("afghanistan-2021").read(text, july(5)).drafts if draft.code == "1702"]
    assert [(draft.said_by, draft.certainty.value) for draft in drafts] == [(said_by, certainty)]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The TNLA said its troops captured Mongmit on Sunday.", "tnla"),
        ("Troops of the TNLA captured Mongmit on Sunday.", "tnla"),
        ("Mongmit was captured by the TNLA on Sunday.", "tnla"),
        ("Mongmit fell to the TNLA on Sunday.", "tnla"),
        ("The junta lost Mongmit to the TNLA on Sunday.", "tnla"),
        ("The junta's troops recaptured Mongmit from the TNLA on Sunday.", "junta"),
        ("Insurgents captured Mongmit on Sunday.", ""),
    ],
)
def test_who_gains_is_found_among_several(readers: Callable[[str], Reader], text: str, actor: str) -> None:
    reader = readers("myanmar-2023")
    state = reader.setting.war.state
    (draft,) = reader.read(text, date(2024, 1, 15)).drafts
    assert draft.actor == (state if actor == "junta" else actor)


@pytest.mark.parametrize(
    ("text", "kind", "actor"),
    [
        ("The army recaptured Argo on Sunday.", "recaptured", "government"),
        ("Afghan forces drove the Taliban out of Argo on Sunday.", "recaptured", "government"),
        ("The Taliban drove the army out of Argo on Sunday.", "captured", "taliban"),
        ("Government forces withdrew from Argo on Sunday.", "withdrawn", "taliban"),
        ("The garrison of Argo surrendered to the Taliban on Sunday.", "surrendered", "taliban"),
        ("Security forces abandoned Argo on Sunday.", "abandoned", "taliban"),
        ("Argo was lost to the Taliban on Sunday.", "captured", "taliban"),
    ],
)
def test_who_gains_is_who_does_not_lose(readers: Callable[[str], Reader], text: str, kind: str, actor: str) -> None:
    (draft,) = readers("afghanistan-2021").read(text, july(5)).drafts
    assert (draft.kind.value, draft.actor, draft.code) == (kind, actor, "1702")


SPOKESMAN = {
    "en": "A Taliban spokesman said the group had entered Argo.",
    "nl": "Een woordvoerder van de taliban zei dat de strijders Argo zijn binnengetrokken.",
    "fr": "Un porte-parole des talibans a déclaré que les combattants étaient entrés dans Argo.",
}
"""A sentence with a speaker of the side that gains, before others in which he goes on."""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He added that Jurm fell on Sunday."),
        ("en", "He also said the governor had left and Jurm fell on Sunday."),
        ("en", "Jurm fell on Sunday, the spokesman said."),
        ("en", "The spokesman later added that residents welcomed them when Jurm fell on Sunday."),
        ("en", "According to him, Jurm fell on Sunday."),
        ("nl", "Hij zei ook dat Jurm zondag is gevallen."),
        ("nl", "Ook zei hij dat Jurm zondag is gevallen."),
        ("nl", "Volgens de woordvoerder is Jurm zondag gevallen."),
        ("nl", "Volgens hem is Jurm zondag gevallen."),
        ("fr", "Il a ajouté que Jurm était tombé dimanche."),
        ("fr", "Il a également affirmé que le gouverneur avait fui et que Jurm était tombé dimanche."),
        ("fr", "Jurm est tombé dimanche, a ajouté le porte-parole."),
        ("fr", "Selon lui, Jurm est tombé dimanche."),
    ],
)
def test_who_goes_on_to_speak_is_who_spoke_in_the_sentence_before(
    readers: Callable[[str], Reader], language: str, text: str
) -> None:
    read = readers("afghanistan-2021").read(f"{SPOKESMAN[language]} {text}", july(5), language)
    (draft,) = [draft for draft in read.drafts if draft.code == "1710" and draft.kind == DraftKind.CAPTURED]
    assert draft.certainty == Certainty.CLAIMED
    assert draft.said_by and draft.said_by.split()[-1].lower() in SPOKESMAN[language].lower()


@pytest.mark.parametrize(
    ("language", "text", "certainty"),
    [
        ("en", "It rained in Kabul. He added that Jurm fell on Sunday.", "reported"),
        ("en", "Jurm fell on Sunday.", "reported"),
        ("en", "Jurm fell on Sunday, residents said.", "reported"),
        ("en", "Jurm fell on Sunday, the governor said.", "confirmed"),
        ("en", "Jurm fell on Sunday, a government spokesman said.", "confirmed"),
        ("nl", "Het regende in Kabul. Hij zei ook dat Jurm zondag is gevallen.", "reported"),
        ("nl", "Jurm is zondag gevallen, zei de gouverneur.", "confirmed"),
        ("nl", "Volgens inwoners is Jurm zondag gevallen.", "reported"),
        ("fr", "Il pleuvait à Kaboul. Il a ajouté que Jurm était tombé dimanche.", "reported"),
        ("fr", "Selon des habitants, Jurm est tombé dimanche.", "reported"),
        ("fr", "Jurm est tombé dimanche, a déclaré le gouverneur.", "confirmed"),
    ],
)
def test_nobody_goes_on_to_speak_after_another_sentence_or_where_another_speaks(
    readers: Callable[[str], Reader], language: str, text: str, certainty: str
) -> None:
    read = readers("afghanistan-2021").read(f"{SPOKESMAN[language]} {text}", july(5), language)
    drafts = [draft for draft in read.drafts if draft.code == "1710" and draft.kind == DraftKind.CAPTURED]
    assert [draft.certainty.value for draft in drafts] == [certainty]
