"""Who cannot see the colours of a poster can still tell what it shows, and every word stands out from its ground."""

from itertools import combinations

import numpy as np
import pytest
from colorspacious import cspace_convert

from geo.atlas.atlas import Atlas
from geo.paint.fills import FAINT, Fill
from geo.paint.ink import MUTED
from geo.paint.palette import INK, mix, palette
from geo.posters.layout import lay_out
from geo.posters.page import FORMATS
from tests.pictures import Pixels
from tests.posters import DAYS, ENGLISH, between, on, shapes

CONTRAST = 4.5
APART = {"grey": 7.5, "protanomaly": 9.0, "deuteranomaly": 9.0, "tritanomaly": 9.0}
"""How far apart two fills of one pattern are at least, in CIE L*a*b*, of which 2.3 is a just noticeable step."""

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
            if _pattern(one) == _pattern(other):
                compared += 1
                assert _apart(_paints(one, colours), _paints(other, colours), sight) >= APART[sight], (one, other)
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


def _pattern(fill: Fill) -> tuple[object, ...]:
    """What is seen of a fill without its colours; what recedes counts as one, the text says that it is faint."""
    return (tuple(mark for mark, _ in fill.marks), fill.unsettled, fill.faint)


def _paints(fill: Fill, colours: dict[str, str]) -> list[str]:
    share = FAINT if fill.faint else 0
    return [
        mix(colours[name], colours["paper"], share) for name in (fill.ground, *(colour for _, colour in fill.marks))
    ]


def _apart(one: list[str], other: list[str], sight: str) -> float:
    """How far two fills of one pattern are apart: as far as the ground or the mark that differs most."""
    return max(float(np.linalg.norm(_seen(a, sight) - _seen(b, sight))) for a, b in zip(one, other, strict=True))


def _seen(colour: str, sight: str) -> Pixels:
    """A colour in CIE L*a*b* as it is seen, in greyscale or by a reader without one kind of cone."""
    rgb = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    if sight != "grey":
        blind = {"name": "sRGB1+CVD", "cvd_type": sight, "severity": 100}
        rgb = np.clip(cspace_convert(rgb, blind, "sRGB1"), 0, 1)
    lab: Pixels = cspace_convert(rgb, "sRGB1", "CIELab")
    return lab * (1, 0, 0) if sight == "grey" else lab


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours as the guidelines for accessible content define it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
