"""Who cannot see the colours of a poster can still tell what it shows, and every word stands out from its ground."""

from itertools import combinations

import pytest

from geo.atlas.atlas import Atlas
from geo.paint.ink import MUTED
from geo.paint.palette import INK, palette
from geo.posters.layout import lay_out
from geo.posters.page import FORMATS
from tests.posters import DAYS, ENGLISH, between, on, shapes
from tests.sight import APART, apart, paints_of, pattern_of

CONTRAST = 4.5

THEMES = ("light", "dark")


@pytest.mark.parametrize("sight", APART)
@pytest.mark.parametrize("theme", THEMES)
def test_no_two_fills_of_a_legend_look_alike(shipped: Atlas, theme: str, sight: str) -> None:
    posters = [on(shipped, day) for day in DAYS]
    posters += [between(shipped, earlier, later) for earlier, later in combinations(DAYS[::3], 2)]
    colours = palette(shipped.ledger.war, theme)
    compared = 0
    for poster in posters:
        fills = {entry.fill for entry in (*poster.legend, *poster.keys)}
        for one, other in combinations(fills, 2):
            if pattern_of(one) == pattern_of(other):
                compared += 1
                assert apart(paints_of(one, colours), paints_of(other, colours), sight) >= APART[sight], (one, other)
    assert compared > 30


def test_patterns_alone_tell_claims_contested_and_loose_dates_from_the_rest(shipped: Atlas) -> None:
    war = shipped.ledger.war
    assert len({party.pattern for party in war.parties}) == len(war.parties)
    poster = on(shipped, DAYS[4])
    marked = {mark for entry in (*poster.legend, *poster.keys) for mark, _ in entry.fill.marks}
    assert marked == {"rising", "falling", "dots", "specks"}


@pytest.mark.parametrize("theme", THEMES)
def test_every_word_stands_out_from_its_ground(shipped: Atlas, theme: str) -> None:
    paper = palette(shipped.ledger.war, theme)["paper"]
    lines = [line for name in FORMATS for line in lay_out(on(shipped, DAYS[4]), FORMATS[name], shapes(), ENGLISH).lines]
    assert {line.muted for line in lines} == {True, False}
    for line in lines:
        assert _contrast((MUTED if line.muted else INK)[theme], paper) >= CONTRAST
        # What stands on the map has a rim of paper, so that this is its ground too.
        assert line.haloed == (line.part == "label")


def test_contrast_is_that_of_the_guidelines() -> None:
    assert _contrast("#000000", "#ffffff") == pytest.approx(21)
    assert _contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours as the guidelines for accessible content define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
