"""
What the page receives, with what repeats in it sent once.

Two of three days change nothing, so that sentences and counts are those of the day before; a third of the words about
reports is the same few phrases. `L.Atlas.unpacked` (``assets/atlas.js``) gives all of it back before the page reads it.
"""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]

AS_BEFORE = 0
"""Stands for a day whose value is that of the day before."""

PHRASED = (2, 3, 6, 7, 8)
"""The columns of ``reports`` in which phrases repeat: what it says, how sure, note, who denies it, how dated."""


def packed(told: Json) -> Json:
    """
    Pack what `geo.atlas.payload.page_content` tells.

    Returns
    -------
    told
        The same keys, and ``phrases``: the words for which numbers stand in the columns `PHRASED` of ``reports`` and
        in the first of ``baselines``. A day's sentence or counts are `AS_BEFORE` if they are those of the day before.
    """
    phrases: dict[str, int] = {}

    def numbered(words: str) -> int:
        return phrases.setdefault(words, len(phrases))

    return told | {
        "sentences": _changing(told["sentences"]),
        "counted": [_changing(sentences) for sentences in told["counted"]],
        "tallies": [_changing(tallies) for tallies in told["tallies"]],
        "reports": [
            [numbered(value) if column in PHRASED else value for column, value in enumerate(report)]
            for report in told["reports"]
        ],
        "baselines": [[[numbered(words), source] for words, source in baselines] for baselines in told["baselines"]],
        "phrases": list(phrases),
    }


def _changing(days: Sequence[Any]) -> list[Any]:
    """Keep the values of the days on which they change."""
    return [AS_BEFORE if number and value == days[number - 1] else value for number, value in enumerate(days)]
