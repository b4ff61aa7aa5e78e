"""`geo.paint.marks`: the patterns of every map, which are made here alone."""

import json
from pathlib import Path

import pytest

from events.model import Pattern
from geo.paint.marks import MARKS, TILE, mark_path, patterns

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
