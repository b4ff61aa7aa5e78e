"""`geo.posters.map_place`: the names of provinces stand where the rule says, as they do on the other maps."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from geo.atlas.atlas import Atlas
from geo.paint.labels import naming
from geo.places.grid import Room
from geo.posters.map import Frame, place_labels
from geo.posters.page import Page
from geo.posters.type import extent
from tests.posters import DAYS, on, shapes

RULE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "javascript" / "names_on_maps.json").read_text("utf-8"))
SIZE = 12


def test_the_shared_sizes_are_those_that_a_poster_sets() -> None:
    for name, (width, above, below) in RULE["sizes"].items():
        room = extent(name, "sans", SIZE, "ltr")
        middle = SIZE * 0.35  # of the letters, above their baseline
        assert (room.width, room.above - middle, room.below + middle) == pytest.approx((width, above, below), abs=0.01)


def test_the_rule_that_pages_are_told_is_the_shared_one() -> None:
    assert naming() == RULE["naming"]


@pytest.mark.parametrize("case", RULE["cases"], ids=lambda case: str(case["why"]))
def test_a_name_goes_where_the_shared_rule_says(shipped: Atlas, case: dict[str, Any]) -> None:
    names = {f"AF{number:02}": named for number, named in enumerate(case["names"])}
    poster = replace(on(shipped, DAYS[4]), labels={code: named["name"] for code, named in names.items()})
    drawn = replace(
        shapes(),
        dots={f"{number:04}": tuple(dot) for number, dot in enumerate(case["dots"])},
        province_rooms={code: _room(named) for code, named in names.items()},
    )
    page = Page("ltr")
    left, top, width, height = RULE["map"]
    place_labels(page, poster, drawn, Frame(left, top, width, height, (left, top, width, height)), SIZE)
    expected = [named for named in names.values() if named["moved"]]
    assert [line.words for line in page.lines] == [named["name"] for named in expected]
    for line, named in zip(page.lines, expected, strict=True):
        (x, y), (across, down) = named["at"], named["moved"]
        quarter = named["radius"] / 4
        middle = line.x + line.width / 2, line.y - SIZE * 0.35
        assert middle == pytest.approx((x + across * quarter, y + down * quarter), abs=0.01)


def _room(named: dict[str, Any]) -> Room:
    x, y = named["at"]
    return Room(x, y, named["radius"])
