"""All that was noticed in a text, and what goes on from one sentence to the next."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

from events.articles.notice.days import Told
from events.articles.notice.moods import Mood
from events.articles.notice.places import Mention
from events.articles.notice.quantities import Quantity
from events.articles.notice.sides import Side, Sides
from events.articles.notice.speakers import Saying
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Text
from events.intake.meaning.places import Atlas
from events.model import PartyId

BESIDE = 40
"""Letters before a word within which others tell how it belongs to its verb."""
DRIVEN = "driven"
"""Of words for driving a side out: *pushed the rebels out of*."""
NOTHING = "nothing"
"""Of words that only look as if they told of a change: *prices fell*."""
Part = TypeVar("Part", Mention, Side, Told, Mood, Quantity, Saying)


@dataclass(frozen=True)
class Noticed:
    """All that was noticed in a text before its sentences are put together."""

    text: Text
    published: date
    lexicon: Lexicon
    atlas: Atlas
    war_sides: Sides
    places: Sequence[Mention]
    sides: Sequence[Side]
    days: Sequence[Told]
    moods: Sequence[Mood]
    sayings: Sequence[Saying]
    quantities: Sequence[Quantity]

    @cached_property
    def grammar(self) -> dict[str, re.Pattern[str]]:
        """The small words of the language."""
        return dict(self.lexicon.lists["grammar"])

    def before(self, start: int, letters: int = BESIDE) -> str:
        """Return the letters before a place in the text, in small letters."""
        return self.text.low[max(0, start - letters) : start]


@dataclass
class Memory:
    """What goes on from one sentence to the next."""

    paragraph: int = -1
    day: Told | None = None
    district: Mention | None = None
    province: Mention | None = None
    capital: Mention | None = None
    """That of the province spoken of last."""
    actor: PartyId = ""
    """Who gained by the last draft of the paragraph."""
    saying: Saying | None = None
    """The last of the paragraph."""
    drafts: int = 0
    """How many drafts the sentence before gave."""
    is_past: bool = False
    """Whether the paragraph has gone back to years before the war."""
    told: Mention | None = None
    """Of which the sentence before told, in the same paragraph."""
    pair: Sequence[Mention] = ()
    """The two districts that the sentence before named together, if it named just two so: *both districts*."""


def within(parts: Sequence[Part], start: int, end: int) -> list[Part]:
    """Return the parts that begin within a span of the text; they are in its order."""
    first, last = (bisect_left(parts, at, key=_start) for at in (start, end))
    return list(parts[first:last])


def _start(part: Part) -> int:
    return part.start
