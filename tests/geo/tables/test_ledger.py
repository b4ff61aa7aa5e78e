"""`geo.tables.ledger`: the ledger in the words of its readers."""

from dataclasses import replace

import pandas as pd
import pytest

from events.control.outcomes import Outcome, Speaker
from events.tables.columns import OUTCOMES as OUTCOMES_OF_FILES
from events.tables.ledger import COLUMNS, problems_table
from events.tables.sources import sources_table
from geo.tables.ledger import headed, shown
from geo.words.pages.ledger import HEADINGS
from geo.words.reports import OUTCOMES, SPEAKERS
from tests.conftest import THREE_SQUARES
from tests.events.tables.test_ledger import EVENTS, OWN, SOURCES, TABLE, WIDE, laid_out


def test_every_column_has_a_heading_and_what_only_filters_is_left_out() -> None:
    assert list(shown(TABLE, THREE_SQUARES)) == [HEADINGS[column] for column in COLUMNS]
    assert list(shown(laid_out([]), THREE_SQUARES)) == list(shown(TABLE, THREE_SQUARES))
    assert list(headed(problems_table([]), THREE_SQUARES)) == ["File", "Line", "Field", "Why"]
    heads = ["Publisher", "Title", "Page", "Published", "Reports", "Not linked because"]
    assert list(headed(pd.DataFrame(sources_table(SOURCES, EVENTS)), THREE_SQUARES)) == heads


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        (
            "Outcome",
            ["", "the district's own report of that day contradicts it", "claimed only by the side that gains", ""],
        ),
        ("Who speaks", ["others", "others", "the side that gains", "others"]),
        ("Report", ["r1", "r2", "r3", "r4"]),
    ],
)
def test_who_speaks_and_how_a_report_fared_are_said_in_words(heading: str, cells: list[str]) -> None:
    assert shown(TABLE, THREE_SQUARES)[heading].tolist() == cells


def test_words_stay_categories() -> None:
    assert {str(shown(TABLE, THREE_SQUARES)[heading].dtype) for heading in ("Outcome", "Who speaks", "Party")} == {
        "category"
    }


def test_each_outcome_and_each_speaker_has_words_on_the_page_and_in_the_dictionary_of_files() -> None:
    assert list(OUTCOMES) == list(OUTCOMES_OF_FILES) == list(Outcome)
    assert list(SPEAKERS) == list(Speaker)


def test_how_many_places_a_wider_report_covers_is_said_in_the_words_of_the_war_and_names_stay() -> None:
    words = {"district": "square", "districts": "squares", "province": "row"}
    named = laid_out([OWN, WIDE]).assign(district=["Birch district", "province: 2 districts"])
    named["district"] = named["district"].astype("category")
    war = replace(THREE_SQUARES, words={"en": words})
    assert shown(named, war)["Square"].tolist() == ["Birch district", "row: 2 squares"]
