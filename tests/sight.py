"""How far apart colours look, in greyscale and to readers without one kind of cone."""

import numpy as np
from coloraide import Color

from geo.paint.fills import FAINT, Fill
from geo.paint.palette import mix
from tests.pictures import Pixels

APART = {"grey": 7.5, "protanomaly": 9.0, "deuteranomaly": 9.0, "tritanomaly": 9.0}
"""How far apart two fills of one pattern are at least, in CIE L*a*b*, of which 2.3 is a just noticeable step."""

CONES = {"protanomaly": "protan", "deuteranomaly": "deutan", "tritanomaly": "tritan"}


def pattern_of(fill: Fill) -> tuple[object, ...]:
    """What is seen of a fill without its colours; what recedes counts as one, the text says that it is faint."""
    return (tuple(mark for mark, _ in fill.marks), fill.unsettled, fill.faint)


def paints_of(fill: Fill, colours: dict[str, str]) -> list[str]:
    """The colours of the ground and of each mark."""
    share = FAINT if fill.faint else 0
    return [
        mix(colours[name], colours["paper"], share) for name in (fill.ground, *(colour for _, colour in fill.marks))
    ]


def apart(one: list[str], other: list[str], sight: str) -> float:
    """How far two fills of one pattern are apart: as far as the ground or the mark that differs most."""
    return max(float(np.linalg.norm(_seen(a, sight) - _seen(b, sight))) for a, b in zip(one, other, strict=True))


def _seen(colour: str, sight: str) -> Pixels:
    """A colour in CIE L*a*b* as it is seen, in greyscale or by a reader without one kind of cone."""
    seen = Color(colour)
    if sight != "grey":
        seen = seen.filter(CONES[sight], method="machado").clip()
    lab: Pixels = np.array(seen.convert("lab-d65").coords())
    return lab * (1, 0, 0) if sight == "grey" else lab
