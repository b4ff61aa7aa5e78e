"""
How much of the labelled texts is read rightly: no change may make it worse unseen.

The floors lie a little below what was measured when they were set; `python -m tests.benchmark` prints the figures.
Raise one when the reading gets better; lower one only with a reason.
"""

from collections.abc import Callable

import pytest

from events.articles.read import Reader
from tests.events.articles.scoring import SETS, TONGUES, Score, score, texts_of

FLOORS = {
    # precision and recall of places, F1 of events and of claims, and the most drafts from texts that report nothing
    ("short", "en"): (0.99, 0.99, 0.88, 1.0, 2),
    ("short", "nl"): (0.97, 0.97, 0.92, 1.0, 1),
    ("short", "de"): (0.97, 0.98, 0.91, 1.0, 1),
    ("short", "fr"): (0.99, 0.99, 0.90, 1.0, 1),
    ("short", "en-myanmar"): (0.97, 0.97, 0.80, 0.6, 1),
    ("long", "en"): (0.98, 0.98, 0.90, 0.87, 2),
    ("long", "nl"): (0.97, 0.97, 0.84, 0.85, 1),
    ("long", "de"): (0.97, 0.97, 0.90, 0.90, 1),
    ("long", "fr"): (0.97, 0.97, 0.87, 0.90, 1),
    ("long", "en-myanmar"): (0.97, 0.94, 0.82, 0.70, 1),
}


@pytest.fixture(scope="module")
def both(readers: Callable[[str], Reader]) -> dict[str, Reader]:
    return {war: readers(war) for war in ("afghanistan-2021", "myanmar-2023")}


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "tongue"), FLOORS)
def test_labelled_texts_are_read_no_worse_than_before(kind: str, tongue: str, both: dict[str, Reader]) -> None:
    read = score(texts_of(kind, tongue), both)
    precision, recall, events, claims, traps = FLOORS[kind, tongue]
    assert read.labelled["places"] >= 30 and read.labelled["events"] >= 20
    assert read.precision("places") >= precision
    assert read.recall("places") >= recall
    assert read.f1("events") >= events
    assert read.f1("claims") >= claims
    assert read.traps <= traps


def test_every_labelled_set_has_its_floor() -> None:
    assert set(FLOORS) == {(kind, tongue) for kind in SETS for tongue in TONGUES}


@pytest.mark.parametrize("tongue", TONGUES)
def test_labels_are_of_their_texts(tongue: str) -> None:
    for kind in SETS:
        texts = list(texts_of(kind, tongue))
        assert len({text["id"] for text in texts}) == len(texts)
        for text in texts:
            missing = [place["surface"] for place in text["places"] if place["surface"] not in text["text"]]
            assert missing == [], text["id"]


def test_a_score_is_worked_out_by_hand() -> None:
    read = Score()
    read.count("places", ["a", "b", "c"], ["a", "a", "b"])
    assert (read.right["places"], read.found["places"], read.labelled["places"]) == (2, 3, 3)
    assert read.precision("places") == read.recall("places") == read.f1("places") == pytest.approx(2 / 3)
    assert (read.precision("events"), read.recall("events"), read.f1("events")) == (1.0, 1.0, 1.0)
    read.count("claims", ["a"], ["b"])
    assert read.f1("claims") == 0.0
