"""Who is spoken of: the sides of the war, as the press calls them, and who speaks."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from events.articles.notice.beside import ends
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Text
from events.intake.meaning.cells import Setting
from events.model import PartyId

STATE, REBELS, OTHER = "state", "rebels", "other"
"""Words for a side that do not name it: the government's, those against it, and who takes no side."""
LONGEST_ACRONYM = 5


@dataclass(frozen=True, slots=True)
class Side:
    """Where a text speaks of a side."""

    start: int
    end: int
    party: PartyId
    """Empty for rebels of whom it is not said which."""
    is_named: bool
    """Whether by its name, and not by a word such as *the army*."""


class Sides:
    """The sides of one war in texts of one language."""

    def __init__(self, setting: Setting, lexicon: Lexicon) -> None:
        """Gather what the sides are called."""
        self.war, self.lexicon = setting.war, lexicon
        self.names = dict(_names(setting))
        self.state = self.war.state
        rest = [party.id for party in self.war.parties if party.id != self.state]
        self.rival = rest[0] if len(rest) == 1 else ""
        """The only other side, where there is one."""

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = sorted(self.names, key=len, reverse=True)
        ending = r"(?:s|n|er)?" if self.lexicon.language in ("de", "nl") else "s?"
        return re.compile(r"(?<![\w-])(" + "|".join(map(_loose, names)) + rf"){ending}(?!\w)", re.IGNORECASE)

    def find(self, text: Text) -> list[Side]:
        """Find where a text speaks of a side, in its order."""
        found, foreign = list(self._named(text)), self.lexicon.lists["grammar"]["foreign"]
        for word, party in ((STATE, self.state), (REBELS, self.rival)):
            for match in self.lexicon.lists["side"][word].finditer(text.low) if party or word == REBELS else ():
                if ends(foreign, text.low[max(0, match.start() - 16) : match.start()], but_for=None):
                    continue
                if not any(side.start < match.end() and match.start() < side.end for side in found):
                    found.append(Side(match.start(), match.end(), party, False))
        return list(self._told_whose(text, sorted(found, key=lambda side: side.start)))

    def _told_whose(self, text: Text, found: Sequence[Side]) -> Iterator[Side]:
        """Iterate over sides; *its troops* are those of the side named last, *troops of the TNLA* are the TNLA."""
        grammar, named, sentence = self.lexicon.lists["grammar"], "", -1
        starts = [one.start for one in text.sentences]
        for at, side in enumerate(found):
            if (here := bisect_right(starts, side.start)) != sentence:
                named, sentence = "", here
            if side.is_named:
                named = side.party
            elif named and grammar["possessive"].search(text.low[max(0, side.start - 14) : side.start]):
                side = replace(side, party=named)
            following = found[at + 1] if at + 1 < len(found) else None
            between = text.low[side.end : following.start].strip() if following else ""
            if not (following and following.is_named and not side.is_named and grammar["of"].fullmatch(between)):
                yield side

    def _named(self, text: Text) -> Iterator[Side]:
        plain = text.raw.translate({0x2019: "'", 0x00A0: " ", 0x202F: " "})
        for match in self._pattern.finditer(plain):
            name = " ".join(match[1].split())
            if _is_acronym(name) or name.lower() not in self.names:
                party = self.names.get(name, "")
            else:
                party = self.names[name.lower()]
            if party and not self.lexicon.lists["side"]["beside"].match(text.low[match.end() :]):
                yield Side(match.start(), match.end(), party, True)

    def other(self, party: PartyId, before: Sequence[Side]) -> PartyId:
        """Return the side against another: the only one, or the one spoken of last; empty if nothing tells."""
        if party != self.state:
            return self.state
        return self.rival or next((side.party for side in reversed(before) if side.party not in ("", party)), "")


def _names(setting: Setting) -> Iterator[tuple[str, PartyId]]:
    """Iterate over names and their sides: in small letters, but acronyms as they are."""
    for name, party in setting.war.called.items():
        yield (name if _is_acronym(name) else name.lower()), party
    for party_of_war in setting.war.parties:
        forms = [party_of_war.name, *(form.get("name", "") for form in party_of_war.names.values())]
        for later in party_of_war.later:
            forms += [later.name, *(form.get("name", "") for form in later.names.values())]
        for name in filter(None, forms):
            yield (name if _is_acronym(name) else name.lower()), party_of_war.id


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= LONGEST_ACRONYM


def _loose(name: str) -> str:
    """Let any space stand between the words of a name."""
    return r"\s+".join(map(re.escape, name.split()))
