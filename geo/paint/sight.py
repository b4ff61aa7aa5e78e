"""
How far apart the colours of a war look: to most readers, to those who lack one kind of cone, and in greyscale.

The measure is Petroff's, "Accessible Color Sequences for Data Visualization" (2021, arXiv:2107.02270): distance in
CAM02-UCS, for each kind of sight by itself, and distance in its lightness alone. He asks of six, eight and ten colours
a distance of 20, 18 and 16, and of lightness 5, 4.2 and 3.6. `DISTANCE` and `LIGHTNESS` go on in these steps to twelve.
"""

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from math import dist
from typing import NamedTuple

from coloraide import Color as Base
from coloraide.spaces.cam02 import CAM02JMh
from coloraide.spaces.cam02_ucs import CAM02UCS

from events.model import CONTESTED, UNKNOWN, War, presumed
from geo.paint.palette import palette
from geo.words.standings import names

DISTANCE, LIGHTNESS = 14.0, 3.0
"""How far apart two colours of a war must be at least, and how far in greyscale."""

CONES = {"protanopia": "protan", "deuteranopia": "deutan", "tritanopia": "tritan"}
"""Kinds of sight without one kind of cone, and the filters that show it."""

GREYSCALE = "greyscale"
SIGHTS = ("normal vision", *CONES, GREYSCALE)


class Color(Base):
    """Colours that can be measured in CAM02-UCS."""


Color.register([CAM02JMh(), CAM02UCS()])


class Alike(NamedTuple):
    """Two colours that are too close."""

    theme: str
    one: str
    other: str
    """The names of what they stand for."""
    sight: str
    """The kind of sight, of `SIGHTS`, to which they are closest for what is asked of it."""
    apart: float
    least: float

    def __str__(self) -> str:
        return (
            f"{self.one} and {self.other} look alike in the {self.theme} theme with {self.sight}: "
            f"{self.apart:.1f} apart, where {self.least:g} is the least"
        )


def alike(war: War) -> Iterator[Alike]:
    """Find the parties whose colours are too close to another's, or to any other ground of the map."""
    named = names(war) | {"paper": "Paper"}
    others = [CONTESTED, UNKNOWN, "paper", *([presumed(war.presumption.party)] if war.presumption else ())]
    parties = [party.id for party in war.parties]
    pairs = [*combinations(parties, 2), *((party, other) for party in parties for other in others)]
    for theme in ("light", "dark"):
        colours = palette(war, theme)
        for one, other in pairs:
            sight = min(SIGHTS, key=lambda sight: _share(colours[one], colours[other], sight))
            found = apart(colours[one], colours[other], sight)
            if found < least(sight):
                yield Alike(theme, named[one], named[other], sight, found, least(sight))


def apart(one: str, other: str, sight: str) -> float:
    """Measure how far apart two colours like ``#8f3335`` look with a kind of sight, of `SIGHTS`."""
    if sight == GREYSCALE:
        return abs(_seen(one, sight)[0] - _seen(other, sight)[0])
    return dist(_seen(one, sight), _seen(other, sight))


def least(sight: str) -> float:
    """Return how far apart two colours must be with a kind of sight."""
    return LIGHTNESS if sight == GREYSCALE else DISTANCE


def _share(one: str, other: str, sight: str) -> float:
    return apart(one, other, sight) / least(sight)


@cache
def _seen(colour: str, sight: str) -> tuple[float, ...]:
    """Find the lightness and the two hues of a colour in CAM02-UCS, as it is seen."""
    seen = Color(colour)
    if sight in CONES:
        seen = seen.filter(CONES[sight]).clip()
    return tuple(seen.convert("cam02-ucs").coords())
