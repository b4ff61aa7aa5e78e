"""
Which places of the war's country a text names.

A name is looked up in the gazetteer as it is written, without its ending, as the language of the text spells it, and by
its sound. One that is also a word, a person, a river or another country's place is none. A name that a province and a
district share is the province where the words beside it say so, and its capital else; one that two provinces have is
settled by the province that the text names nearest, or left open.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from events.articles.notice.beside import FAR, ends, following, paragraph_of, sentence_at, unit_before
from events.articles.notice.clauses import Verb
from events.articles.notice.doubts import Doubts
from events.articles.notice.names import Name, NameFinder
from events.articles.words.text import Text
from events.ledger.locate import ProvinceId, fold
from events.model import PlaceId

PROVINCIAL = ("provincial", "province", "provinces")
CLAUSE_MARK = re.compile(r"[,;:.!?()–—]|\s-\s")


class Level(StrEnum):
    """What a place is."""

    PROVINCE = "province"
    DISTRICT = "district"


@dataclass(frozen=True, slots=True)
class Mention:
    """A place that a text names."""

    start: int
    end: int
    surface: str
    level: Level
    code: str
    """A province's P-code or a district's code; empty if the text leaves open which it is."""
    name: str
    may_be: frozenset[PlaceId] = frozenset()
    """The districts that a name left open may mean."""


@dataclass(frozen=True, slots=True)
class NoPlace:
    """A name of the gazetteer that is none in this text."""

    start: int
    end: int
    reason: str


class PlaceFinder:
    """Finds the places of one country in texts of one language."""

    def __init__(self, names: NameFinder) -> None:
        """Begin with what finds the country's names."""
        self.names, self.atlas, self.provinces, self.lexicon = names, names.atlas, names.provinces, names.lexicon
        self.unit, self.grammar = (self.lexicon.lists[name] for name in ("unit", "grammar"))

    def find(
        self, text: Text, taken: Sequence[tuple[int, int]] = (), verbs: Sequence[Verb] = ()
    ) -> tuple[list[Mention], list[NoPlace]]:
        """
        Find the places that a text names, in its order, and the names in it that are none.

        Parameters
        ----------
        taken
            Where the text names a side or a body, whose name may hold a place's.
        verbs
            Where it says that a place changes hands: a doubtful name beside such words is one.
        """
        found = [name for name in self.names.names(text) if not any(a < name.end and name.start < b for a, b in taken)]
        no_places = Doubts(text, found, verbs, self.atlas, self.lexicon).reasons()
        kept = [name for at, name in enumerate(found) if at not in no_places]
        levels = self._levels(text, kept)
        mentions = [self._mention(text, name, level) for name, level in zip(kept, levels, strict=True)]
        settled = [self._settled(text, mention, mentions) for mention in mentions]
        return settled, [NoPlace(found[at].start, found[at].end, why) for at, why in no_places.items()]

    def _levels(self, text: Text, names: Sequence[Name]) -> list[Level | None]:
        """Return what the words beside each name say that it is; names of one list are alike."""
        levels = [self._level(text, name) for name in names]
        for at in range(1, len(names)):
            within = {self.atlas.gazetteer.province_of[place] for place in names[at - 1].districts}
            between = text.low[names[at - 1].end : names[at].start].strip()
            if names[at].province in within and self.grammar["within"].fullmatch(between):
                levels[at] = Level.PROVINCE
        for order in (range(1, len(names)), range(len(names) - 2, -1, -1)):
            step = -1 if order.step > 0 else 1
            for at in order:
                one, other = sorted((names[at], names[at + step]), key=lambda name: name.start)
                if levels[at] is None and self.grammar["listed"].fullmatch(text.low[one.end : other.start].strip()):
                    levels[at] = levels[at + step]
        return levels

    def _level(self, text: Text, name: Name) -> Level | None:
        """Return what the words beside a name say that it is; `None` if they do not tell."""
        before, after = text.low[max(0, name.start - FAR) : name.start], text.low[name.end : name.end + FAR]
        unit, of, follows = self.unit, self.grammar["of"], following(after)
        if unit["city"].match(follows):
            return Level.DISTRICT
        if any(unit[each].match(follows) for each in PROVINCIAL) or (
            unit["districts"].match(follows) and name.province
        ):
            return Level.PROVINCE
        if unit["district"].match(follows) or unit["districts"].match(follows):
            return Level.DISTRICT
        if unit_before(unit["city"], before, of):
            return Level.DISTRICT
        if any(unit_before(unit[each], before, of) for each in PROVINCIAL):
            return Level.PROVINCE
        if name.province and (unit_before(unit["districts"], before, self.grammar["within_of"]) or not name.districts):
            return Level.PROVINCE
        if unit_before(unit["district"], before, of) or unit_before(unit["districts"], before, of):
            return Level.DISTRICT
        if name.province and (ends(self.grammar["province_article"], before) or self._counts(text, name, before)):
            return Level.PROVINCE
        return None

    def _counts(self, text: Text, name: Name, before: str) -> bool:
        """Return whether a name stands for where districts are: *in Balkh vielen zeven districten*."""
        rest = CLAUSE_MARK.split(text.low[name.end : name.end + 2 * FAR])[0]
        return ends(self.grammar["locative"], before) and bool(self.unit["districts"].search(rest))

    def _mention(self, text: Text, name: Name, level: Level | None) -> Mention:
        surface = text.raw[name.start : name.end]
        if name.province and (level == Level.PROVINCE or not name.districts):
            return self._province(name.start, name.end, surface, name.province)
        districts, gazetteer = name.districts, self.atlas.gazetteer
        if name.province and (capital := gazetteer.capitals.get(name.province)) in districts:
            districts = frozenset({capital})
        code = next(iter(districts)) if len(districts) == 1 else ""
        told = gazetteer.names[code] if code else surface
        return Mention(name.start, name.end, surface, Level.DISTRICT, code, told, districts)

    def _province(self, start: int, end: int, surface: str, province: ProvinceId) -> Mention:
        return Mention(start, end, surface, Level.PROVINCE, province, self.provinces[province])

    def _settled(self, text: Text, mention: Mention, mentions: Sequence[Mention]) -> Mention:
        """Settle a name that several provinces have by the province that is named nearest, or by a capital's rank."""
        if mention.code:
            return mention
        gazetteer = self.atlas.gazetteer
        sentence = sentence_at(text, mention.start)
        exact = [place for place in mention.may_be if fold(gazetteer.names[place]) == fold(mention.surface)]
        for near in (sentence.start, sentence.end), paragraph_of(text, sentence), (0, len(text.raw)):
            if near == (0, len(text.raw)) and len(exact) == 1:
                return replace(mention, code=exact[0], name=gazetteer.names[exact[0]])
            provinces = [
                (abs(other.start - mention.start), other.code if is_province else gazetteer.province_of[other.code])
                for other in mentions
                if other.code and near[0] <= other.start < near[1]
                for is_province in [other.level == Level.PROVINCE]
            ]
            within = {
                place: distance
                for distance, province in sorted(provinces, reverse=True)
                for place in mention.may_be
                if gazetteer.province_of[place] == province
            }
            if len(within) == 1 or (within and near == (sentence.start, sentence.end)):
                place = min(within, key=within.__getitem__)
                return replace(mention, code=place, name=gazetteer.names[place])
            if within:
                return mention
        capitals = [place for place in mention.may_be if place in gazetteer.capitals.values()]
        if len(capitals) == 1:
            return replace(mention, code=capitals[0], name=gazetteer.names[capitals[0]])
        return mention
