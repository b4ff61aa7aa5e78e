"""`geo.atlas.packed`: what repeats is sent once; that the page gives it back is tested beside it, by the same file."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

from geo.atlas.atlas import Atlas
from geo.atlas.packed import packed

SHARED: dict[str, Any] = json.loads((Path(__file__).parents[2] / "javascript" / "packed.json").read_text("utf-8"))


def test_days_as_before_and_phrases_stand_once() -> None:
    assert packed(SHARED["told"]) == SHARED["packed"]


def test_nothing_that_is_sent_by_day_can_be_taken_for_a_day_as_before(shipped: Atlas) -> None:
    told = json.loads(shipped.page)
    by_day = [*told["sentences"], *chain(*told["counted"], *told["tallies"])]
    assert by_day and all(by_day)
