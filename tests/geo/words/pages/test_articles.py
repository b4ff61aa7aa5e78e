"""`geo.words.pages.articles`: drafts of an article in plain news English."""

from dataclasses import replace
from datetime import date

import pytest

from events.articles.drafts import Draft, DraftKind, Reading, TotalClaim, Unused
from events.ledger.totals import Measure
from events.ledger.war import load_war
from events.ledger.wars import war_folder
from events.model import Certainty, War
from geo.words.pages.articles import (
    BY_SIDE,
    KINDS,
    SURE,
    claim_words,
    days_words,
    details_words,
    draft_words,
    figures_words,
    open_words,
    reading_words,
    total_details_words,
)

SATURDAY, SUNDAY = date(2021, 7, 3), date(2021, 7, 4)
ARGO = Draft(
    DraftKind.CAPTURED, "taliban", "Argo", "1714", "district", SUNDAY, SUNDAY, None, "", "", Certainty.REPORTED, 0, 4
)
THIRD = TotalClaim("taliban", None, 421, 33.3, "country", SUNDAY, 0, 4, "about")


@pytest.fixture(scope="module")
def war() -> War:
    return load_war(war_folder("afghanistan-2021") / "war.toml")


@pytest.fixture(scope="module")
def other() -> War:
    return load_war(war_folder("myanmar-2023") / "war.toml")


def test_every_kind_and_every_certainty_has_words() -> None:
    assert set(KINDS) == set(BY_SIDE) == set(DraftKind)
    assert set(SURE) == set(Certainty)


def test_verbs_agree_with_the_number_of_the_side(war: War, other: War) -> None:
    besieged = replace(ARGO, kind=DraftKind.BESIEGED, place="Loikaw")
    assert draft_words(besieged, "Loikaw", war) == "The Taliban are besieging Loikaw"
    later = replace(besieged, actor="aa", earliest=date(2024, 1, 6), latest=date(2024, 1, 6))
    assert draft_words(later, "Loikaw", other) == "The Arakan Army is besieging Loikaw"
    assert draft_words(replace(later, actor=""), "Loikaw", other) == "Loikaw besieged"


def test_a_count_of_places_is_in_the_words_of_the_war(war: War, other: War) -> None:
    ten = replace(ARGO, count=10, qualifier="at least")
    assert draft_words(ten, "Takhar province", war) == "The Taliban captured at least 10 districts in Takhar province"
    assert draft_words(replace(ten, actor="", count=1, qualifier=""), "Shan", other) == "1 township in Shan captured"


def test_what_was_abandoned_is_one_place_or_several(war: War) -> None:
    left = replace(ARGO, kind=DraftKind.ABANDONED)
    assert draft_words(left, "Argo", war) == "The Taliban took Argo after it was abandoned"
    assert draft_words(replace(left, count=3), "Ghor", war).endswith("3 districts in Ghor after they were abandoned")


def test_totals_are_said_as_articles_say_them(war: War, other: War) -> None:
    assert claim_words(THIRD, "", war) == "The Taliban hold about a third of the 421 districts"
    share = replace(THIRD, actor="aa", percent=60.0, denominator=None, qualifier="", day=date(2024, 1, 6))
    assert claim_words(share, "Rakhine", other) == "The Arakan Army holds 60% of Rakhine"
    taken = replace(THIRD, numerator=30, denominator=None, percent=None, qualifier="", measure=Measure.FLOW)
    assert claim_words(taken, "Takhar", war) == "The Taliban took 30 districts in Takhar"
    assert claim_words(replace(taken, denominator=330, actor="aa"), "", other).endswith(" 30 of the 330 townships")


def test_figures_that_cannot_be_say_why() -> None:
    assert figures_words(THIRD) == ""
    assert figures_words(replace(THIRD, numerator=140, percent=None)) == ""
    assert figures_words(replace(THIRD, percent=None)) == "A total needs its number or its share."
    assert figures_words(replace(THIRD, numerator=422, percent=None)) == "422 is more than 421, of which it is a part."


def test_the_days_and_the_speaker_of_a_total_are_said() -> None:
    assert total_details_words(THIRD) == "4 July 2021"
    taken = replace(THIRD, measure=Measure.FLOW, since=SATURDAY, said_by="a councillor")
    assert total_details_words(taken) == "3–4 July 2021 · according to a councillor"


def test_details_name_who_says_so_and_who_denies_it(war: War) -> None:
    denied = replace(ARGO, earliest=SATURDAY, said_by="a spokesman", denied_by="government", is_dated=False)
    assert details_words(denied, war) == (
        "3–4 July 2021 (day of publication; the text gives none) · reported by third parties · "
        "according to a spokesman · denied by the government"
    )


def test_days_have_their_year_once() -> None:
    assert days_words(date(2021, 6, 28), SUNDAY) == "28 June – 4 July 2021"
    assert days_words(date(2020, 12, 31), date(2021, 1, 1)) == "31 December 2020 – 1 January 2021"


def test_why_a_draft_cannot_be_accepted_is_said(war: War) -> None:
    assert open_words(ARGO, war) == ""
    assert "choose a side" in open_words(replace(ARGO, actor=""), war)
    assert "choose it under Edit" in open_words(replace(ARGO, code=""), war).replace("Choose", "choose")
    assert open_words(replace(ARGO, code="", may_be=("1714", "2109")), war) == "Which place does it mean?"
    late = replace(ARGO, earliest=date(2022, 1, 1), latest=date(2022, 1, 1))
    assert "outside those of this war" in open_words(late, war)


def test_what_an_article_has_none_of_is_not_counted() -> None:
    reading = Reading("en", SUNDAY, (), (ARGO,), (), ())
    assert reading_words(reading) == "1 draft."
    unused = Unused(0, 4, "future")
    assert reading_words(replace(reading, drafts=(), unused=(unused,))) == (
        "No drafts. 1 passage, in grey, was read and not used."
    )
