"""
What the page receives, with what repeats in it sent once, and the steps of its lines in few letters.

Two of three days change nothing, so that sentences and counts are those of the day before; a third of the words about
reports is the same few phrases. Of lines that meet each stretch is sent once, and a step is one to three letters, as in
the Encoded Polyline Algorithm Format that Google describes for its maps. `L.Atlas.unpacked`
(``assets/atlas-packed.js``) gives all of it back before the page reads it.
"""

from collections.abc import Container, Iterable, Sequence
from itertools import islice, pairwise
from typing import Any

from geo.atlas.arcs import points, shared, steps

Json = dict[str, Any]

AS_BEFORE = 0
"""Stands for a day whose value is that of the day before."""

PHRASED = (2, 3, 6, 7, 8)
"""The columns of ``reports`` in which phrases repeat: what it says, how sure, note, who denies it, how dated."""
TOLD = (4, 5, 6)
"""The columns of ``changes`` in which they do: what the lead report says, how sure, who published it."""


class Phrases:
    """Words that repeat, each with a number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def numbered(self, rows: Iterable[Sequence[Any]], columns: Container[int]) -> list[list[Any]]:
        """Put the number of its words into some columns of rows, in place of the words."""
        numbers = self.numbers
        return [
            [
                numbers.setdefault(value, len(numbers)) if column in columns else value
                for column, value in enumerate(row)
            ]
            for row in rows
        ]


def packed(told: Json) -> Json:
    """
    Pack what `geo.atlas.payload.page_content` tells.

    Returns
    -------
    told
        The same keys, and ``phrases``: the words for which numbers stand in the columns `PHRASED` of ``reports`` and
        `TOLD` of ``changes``, and in the first of ``baselines``. A day's sentence or counts are `AS_BEFORE` if they
        are those of the day before.
        ``arcs`` are what rings and lines share, each the text of its steps from where the one before ends; a ring or a
        line is the text of the arcs that it follows, see `geo.atlas.arcs`, as steps from one number to the next.
    """
    phrases = Phrases()
    return told | {
        "sentences": _changing(told["sentences"]),
        "counted": [_changing(sentences) for sentences in told["counted"]],
        "tallies": [_changing(tallies) for tallies in told["tallies"]],
        "reports": phrases.numbered(told["reports"], PHRASED),
        "changes": phrases.numbered(told["changes"], TOLD),
        "baselines": [phrases.numbered(baselines, (0,)) for baselines in told["baselines"]],
        "phrases": list(phrases.numbers),
        **packed_lines(told),
    }


def packed_lines(told: Json) -> Json:
    """Pack ``rings``, ``inner`` and ``outer``, as `packed` does."""
    rings = [ring for shape in told["rings"] for polygon in shape for ring in polygon]
    arcs, references = shared([points(line) for line in (*rings, *told["inner"], *told["outer"])])
    starts = [(0, 0), *(arc[-1] for arc in arcs)]
    followed = (steps_in_letters(after - before for before, after in pairwise([0, *line])) for line in references)
    return {
        "arcs": [steps_in_letters(steps(arc, start)) for arc, start in zip(arcs, starts, strict=False)],
        "rings": [[list(islice(followed, len(polygon))) for polygon in shape] for shape in told["rings"]],
        **{lines: list(islice(followed, len(told[lines]))) for lines in ("inner", "outer")},
    }


def steps_in_letters(steps: Iterable[int]) -> str:
    """
    Write whole numbers in letters, five bits each from the lowest on, beginning at ``?``; the sign is the first bit.

    >>> steps_in_letters([0, 1, -1, -17998321])
    '?A@`~oia@'
    """
    letters = []
    for step in steps:
        left = ~(step << 1) if step < 0 else step << 1
        while left >= 32:
            letters.append(chr((32 | left & 31) + 63))
            left >>= 5
        letters.append(chr(left + 63))
    return "".join(letters)


def _changing(days: Sequence[Any]) -> list[Any]:
    """Keep the values of the days on which they change."""
    return [AS_BEFORE if number and value == days[number - 1] else value for number, value in enumerate(days)]
