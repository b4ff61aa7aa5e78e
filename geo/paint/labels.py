"""
The rule for names on maps, which posters follow and pages are told.

The roomiest name is placed first. None is wider than `ROOM` times the radius of its room, or nearer than `GAP` to
another; where it would be, it moves by the first of `SHIFTS` that helps, and is left out where none does.
"""

from itertools import product
from math import hypot
from typing import Any

ROOM = 5
"""A name may be as wide as this many times the radius of its room."""

GAP = 4
"""How far names side by side keep apart, in units of a poster or pixels of a screen."""

SHIFTS = sorted((by for by in product(range(-4, 5), repeat=2) if hypot(*by) <= 4), key=lambda by: (hypot(*by), by))
"""How far a name may move from the middle of its room, across and down, in quarters of its radius; nearest first."""


def naming() -> dict[str, Any]:
    """Tell a page the rule."""
    return {"room": ROOM, "gap": GAP, "shifts": [list(by) for by in SHIFTS]}
