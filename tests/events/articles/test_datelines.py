"""`events.articles.datelines`: the day of publication that the head of a text states."""

from datetime import date

import pytest

from events.articles.datelines import DayFrom, day_at_head, proposed_day
from events.articles.files import ArticleFile, read_article_file
from events.ledger.war import load_war
from events.ledger.wars import war_folder
from events.model import War
from tests.events.articles.article_files import PAGE, TEXT, document, pdf

BODY = {
    "en": "The Taliban have captured the district of Argo, and the garrison of it fled, residents said.",
    "nl": "De taliban hebben het district Argo veroverd, en het garnizoen is gevlucht, zeggen inwoners.",
    "de": "Die Taliban haben den Distrikt Argo erobert, und die Besatzung floh, sagen Bewohner.",
    "fr": "Les talibans ont pris le district d'Argo, et les soldats ont fui, selon des habitants.",
}


@pytest.fixture(scope="module")
def afghan() -> War:
    return load_war(war_folder("afghanistan-2021") / "war.toml")


@pytest.fixture(scope="module")
def burmese() -> War:
    return load_war(war_folder("myanmar-2023") / "war.toml")


@pytest.mark.parametrize(
    ("language", "head"),
    [
        ("en", "KABUL, July 5 (Agency) - "),
        ("en", "KABUL, Afghanistan, July 5, 2021 (AP) — "),
        ("en", "KABUL, Afghanistan (AP) — July 5, 2021 — "),
        ("en", "Taliban take Argo\n\nBy John Smith\n\nMonday, July 5, 2021\n\n"),
        ("en", "Published 5 July 2021 at 10:42 GMT\n\n"),
        ("en", "2021-07-05\n\n"),
        ("en", "By John Smith\nPublished: July 5, 2021, 10:15 a.m.\n\n"),
        ("nl", "KABOEL, 5 juli - "),
        ("nl", "KABOEL, 5 juli (ANP) - "),
        ("nl", "Taliban veroveren Argo\n\nmaandag 5 juli 2021, 14:30 uur\n\n"),
        ("de", "Kabul, 5. Juli 2021 - "),
        ("de", "Kabul, den 5. Juli – "),
        ("de", "Kabul (dpa) – 05.07.2021\n\n"),
        ("fr", "Kaboul, le 5 juillet 2021\n\n"),
        ("fr", "KABOUL, 5 juillet (Agence) - "),
        ("fr", "Publié le 5 juillet 2021 à 10h42\n\n"),
    ],
)
def test_a_day_at_the_head_is_that_of_publication(afghan: War, language: str, head: str) -> None:
    assert day_at_head(head + BODY[language], afghan) == date(2021, 7, 5)


@pytest.mark.parametrize(
    "text",
    [
        f"KABUL - {BODY['en']}",
        f"On July 5 the Taliban captured Argo. {BODY['en']}",
        f"In Jurm, July 5 - the day of the fall - is remembered. {BODY['en']}",
        f"Argo, 5 July fell quiet. {BODY['en']}",
        f"The fall of Argo, 5 July 2021\n\n{BODY['en']}",
        f"KABUL, July 5-6 (Agency) - {BODY['en']}",
        f"KABUL, January 5 (Agency) - {BODY['en']}",
        f"KABUL, June 31 (Agency) - {BODY['en']}",
        f"KABUL, 7/5/2021 - {BODY['en']}",
        f"{BODY['en']}\n\n" * 9 + "KABUL, July 5 (Agency) - Argo fell.",
        "",
        "July",
    ],
)
def test_no_other_day_and_none_in_doubt_is_proposed(afghan: War, text: str) -> None:
    assert day_at_head(text, afghan) is None


def test_without_a_year_it_is_the_one_year_of_the_war_that_fits(afghan: War, burmese: War) -> None:
    assert day_at_head(f"KABUL, September 1 - {BODY['en']}", afghan) == date(2021, 9, 1)
    assert burmese.first_day.year + 1 < burmese.last_day.year
    assert day_at_head(f"YANGON, July 5 - {BODY['en']}", burmese) is None
    assert day_at_head(f"YANGON, July 5, 2024 - {BODY['en']}", burmese) == date(2024, 7, 5)


def test_a_year_that_is_told_is_taken_even_outside_the_war(afghan: War) -> None:
    assert day_at_head(f"KABUL, July 5, 2019 - {BODY['en']}", afghan) == date(2019, 7, 5)


def test_a_dateline_goes_before_the_day_on_which_a_file_was_made(afghan: War) -> None:
    dated = f"KABUL, July 7 (Agency) - {TEXT}"
    for made in (document(paragraphs=(dated,)), pdf((dated[:60], dated[60:]))):
        assert proposed_day(read_article_file("article", made), afghan) == (date(2021, 7, 7), DayFrom.HEAD)
    for made in (document(), pdf()):
        assert proposed_day(read_article_file("article", made), afghan) == (date(2021, 7, 5), DayFrom.MADE)


def test_what_a_page_states_goes_before_a_dateline(afghan: War) -> None:
    page = PAGE.replace(f"<p>{TEXT}", f"<p>KABUL, July 7 (Agency) - {TEXT}")
    assert proposed_day(read_article_file("page.html", page.encode()), afghan) == (date(2021, 7, 5), DayFrom.FILE)


def test_a_plain_text_has_the_day_at_its_head_or_none(afghan: War) -> None:
    assert proposed_day(ArticleFile(f"KABUL, July 7 - {TEXT}"), afghan) == (date(2021, 7, 7), DayFrom.HEAD)
    assert proposed_day(ArticleFile(TEXT), afghan)[0] is None
