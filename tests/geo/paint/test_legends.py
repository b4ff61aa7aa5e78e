"""Legends that a reader can tell apart, without colours or with those of another kind of eye, in both themes."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

import pytest

from events.control.rule import control_on
from events.model import UNKNOWN
from geo.atlas.atlas import Atlas
from geo.paint.fills import Entry, Fill, change_fills, day_fills, two_fills
from geo.paint.palette import palette
from geo.words.standings import standings
from tests.sight import APART, apart, paints_of, pattern_of

DAYS = [date(2021, 6, 5), date(2021, 7, 5), date(2021, 8, 12), date(2021, 9, 6)]
THEMES = ("light", "dark")
FAINT_APART, SEEN = 4.6, 3.5
"""How far apart a faint fill is from another of its pattern, two noticeable steps, and from paper, around a frame."""


def legends(shipped: Atlas) -> Iterator[tuple[dict[str, Fill], list[Entry]]]:
    spans, war = shipped.spans, shipped.ledger.war
    for day in DAYS:
        yield day_fills(control_on(spans, day), war, day)
    for days in combinations(DAYS, 2):
        before, after = (control_on(spans, day) for day in days)
        yield change_fills(before, after, ("then", "now"), war, days)
        left, right, legend = two_fills(before, after, ("then", "now"), war, days)
        yield left | {f"{place} later": fill for place, fill in right.items()}, legend


@pytest.mark.slow
@pytest.mark.parametrize("sight", APART)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_lines_of_a_legend_look_alike(shipped: Atlas, theme: str, sight: str) -> None:
    colours, compared = palette(shipped.ledger.war, theme), 0
    for _, legend in legends(shipped):
        for one, other in combinations((entry.fill for entry in legend), 2):
            if pattern_of(one)[:2] == pattern_of(other)[:2]:
                compared += 1
                least = FAINT_APART if one.faint or other.faint else APART[sight]
                assert apart(paints_of(one, colours), paints_of(other, colours), sight) >= least, (one, other)
    assert compared > 30


@pytest.mark.parametrize("theme", THEMES)
def test_what_recedes_is_still_seen_on_paper(shipped: Atlas, theme: str) -> None:
    colours = palette(shipped.ledger.war, theme)
    faint = {entry.fill for _, legend in legends(shipped) for entry in legend if entry.fill.faint}
    assert {fill.ground for fill in faint} >= {"taliban", "government", UNKNOWN}
    for fill in faint:
        ground, *_ = paints_of(fill, colours)
        assert all(apart([ground], [colours["paper"]], sight) >= SEEN for sight in APART), fill


def test_every_ground_and_every_mark_of_a_map_has_a_line_of_its_legend(shipped: Atlas) -> None:
    for fills, legend in legends(shipped):
        explained = {(entry.fill.ground, entry.fill.faint) for entry in legend}
        assert {(fill.ground, fill.faint) for fill in fills.values()} <= explained
        marks = {mark for entry in legend for mark in entry.fill.marks}
        assert {mark for fill in fills.values() for mark in fill.marks} <= marks
        assert any(fill.unsettled for fill in fills.values()) == any(entry.fill.unsettled for entry in legend)


@pytest.mark.parametrize("theme", THEMES)
def test_neighbours_in_the_legend_of_provinces_which_have_no_patterns_look_apart(shipped: Atlas, theme: str) -> None:
    war = shipped.ledger.war
    colours, shown = palette(war, theme), [name for name in standings(war) if name != UNKNOWN]
    in_order = [colours[name + tint] for name in shown for tint in ("", "-inferred")] + [colours[UNKNOWN]]
    for one, other in pairwise(in_order):
        assert all(apart([one], [other], sight) >= least for sight, least in APART.items() if sight != "grey")
    for name in shown:  # in grey too, what is inferred is not taken for what is certain
        assert apart([colours[name]], [colours[f"{name}-inferred"]], "grey") >= APART["grey"]
