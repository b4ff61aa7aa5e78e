"""`geo.paint.marks`: the patterns of every map, which are made here alone."""

import json
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from events.model import Pattern
from geo.paint.marks import MARKS, TILE, mark_path, patterns
from geo.posters.render import to_png
from tests.pictures import Pixels, pixels

GEO = Path(__file__).parents[3] / "geo"


def test_a_page_is_told_every_pattern_as_it_is() -> None:
    told = json.loads(json.dumps(patterns()))
    assert told["tile"] == TILE
    assert {mark: tuple(drawn) for mark, drawn in told["marks"].items()} == MARKS
    assert set(Pattern) <= set(MARKS)


@pytest.mark.parametrize("script", sorted(GEO.rglob("*.js")), ids=lambda path: str(path.name))
def test_no_script_has_a_pattern_of_its_own(script: Path) -> None:
    written = script.read_text(encoding="utf-8")
    assert [path for _, path, _ in MARKS.values() if path in written] == []


def test_a_line_has_a_width_and_no_ground_and_a_dot_has_only_its_ground() -> None:
    assert mark_path("falling", "#aa3333") == (
        '<path d="M-1 6l2 2M0 0l7 7M6-1l2 2" fill="none" stroke="#aa3333" stroke-width="2.4"/>'
    )
    assert mark_path("dots", "#8a5f14") == '<path d="M1 1.8h1.6v1.6H1zM4.5 5.3h1.6v1.6H4.5z" fill="#8a5f14"/>'


@pytest.mark.parametrize(("one", "other"), [*combinations(MARKS, 2)])
def test_patterns_can_be_told_apart_wherever_they_begin(one: str, other: str) -> None:
    """However one is moved over the other, an eighth of the tile differs, or a fifth of what the heavier one covers."""
    left, right = _tile(one), _tile(other)
    apart = min(
        float(np.abs(left - np.roll(right, (down, across), (0, 1))).mean())
        for down in range(len(left))
        for across in range(len(left))
    )
    assert apart > min(1 / 8, max(left.mean(), right.mean()) / 5)


@pytest.mark.parametrize("pattern", Pattern)
def test_no_claim_weighs_much_more_than_another(pattern: Pattern) -> None:
    assert 0.4 < _tile(pattern).mean() < 0.55


def _tile(mark: str) -> Pixels:
    """How much of each pixel of a tile is drawn, in four times its size."""
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{4 * TILE}" height="{4 * TILE}" viewBox="0 0 {TILE} {TILE}">'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{mark_path(mark, "#000000")}</svg>'
    )
    drawn: Pixels = 1 - pixels(to_png(svg)).mean(axis=2) / 255
    return drawn
