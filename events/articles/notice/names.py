"""
The names in a text that a country's gazetteer has, whatever they mean there.

A name is looked up as it is written, without its ending, as the language of the text spells it, and by its sound.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.articles.notice.beside import FAR
from events.articles.words.lexicon import Lexicon
from events.articles.words.spelling import Sounds
from events.articles.words.text import Text
from events.intake.meaning.places import Atlas
from events.ledger.locate import ProvinceId, fold
from events.model import PlaceId

WORD = re.compile(r"[^\W_]+")
JOINS = re.compile(r"[ '-]{1,2}")
"""What may stand between the words of one name."""
MOST_WORDS = 5
LEAST_ALIKE = 0.85
"""The share of letters that an unlisted name of several words must have in common with a spelling."""
JOINING = ("e", "i")
"""Vowels that join two words of a name, as writers please: ``Dahana-i-Ghori``."""
SHORT = 4
"""A spelling of at most so many letters is a name only if something beside it says so."""

Reading = tuple[ProvinceId | None, frozenset[PlaceId], str]
"""The province and the districts that a name may mean, and the folded spelling by which it was found."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the gazetteer, where a text has it."""

    start: int
    end: int
    province: ProvinceId | None
    districts: frozenset[PlaceId]
    folded: str


class NameFinder:
    """Finds the names of one country in texts of one language."""

    def __init__(self, atlas: Atlas, provinces: Mapping[ProvinceId, str], lexicon: Lexicon) -> None:
        """
        Gather the names of a country.

        Parameters
        ----------
        provinces
            The name of each province.
        """
        self.atlas, self.provinces, self.lexicon = atlas, provinces, lexicon
        self.sounds = Sounds(atlas.gazetteer.spellings, atlas.gazetteer.provinces)
        self.unit, self.ordinary = lexicon.lists["unit"], lexicon.lists["grammar"]["ordinary"]
        self.spellings = [spelling for spelling in atlas.gazetteer.spellings if spelling.isascii()]
        self.fuzzy: dict[str, Reading | None] = {}
        self.known: dict[str, Reading] = {}

    def names(self, text: Text) -> Iterator[Name]:
        """Iterate over the longest runs of words that are a name."""
        words = list(WORD.finditer(text.raw))
        joined = [bool(JOINS.fullmatch(text.low[a.end() : b.start()])) for a, b in pairwise(words)] + [False]
        at = 0
        while at < len(words):
            longest = 1
            while longest < MOST_WORDS and at + longest < len(words) and joined[at + longest - 1]:
                longest += 1
            step = 1
            if words[at][0][0].isupper() or not words[at][0][0].isascii():
                for count in range(longest, 0, -1):
                    start, end = words[at].start(), words[at + count - 1].end()
                    if words[at + count - 1][0][0].islower() and text.raw[start:end].isascii():
                        continue  # no name ends with a word in small letters
                    name = text.raw[start:end]
                    if reading := self._read(name, count) or self._alike(name, count, text.low[end : end + FAR]):
                        yield Name(start, end, *reading)
                        step = count
                        break
            at += step

    def _read(self, name: str, words: int) -> Reading | None:
        if name not in self.known:
            self.known[name] = self._look_up(name, words)
        reading = self.known[name]
        return reading if reading[0] or reading[1] else None

    def _alike(self, name: str, words: int, after: str) -> Reading | None:
        """Read a name of several words that is listed nowhere by the one spelling most like it, beside a unit."""
        if words == 1 or not any(self.unit[unit].match(after.lstrip()) for unit in ("district", "districts")):
            return None
        if name not in self.fuzzy:
            scored = process.extract(fold(name), self.spellings, scorer=OSA.normalized_similarity, limit=2)
            best = [spelling for spelling, score, _ in scored if score >= LEAST_ALIKE]
            self.fuzzy[name] = self._both(None, best[0]) if best else None
        return self.fuzzy[name]

    def _look_up(self, name: str, words: int) -> Reading:
        gazetteer, folded = self.atlas.gazetteer, fold(name)
        spelt = fold(self.lexicon.names.get(folded, "")) or folded
        spelt = self.atlas.exonyms.get(spelt, spelt) if spelt not in gazetteer.spellings else spelt
        forms = [spelt, *_joined(name)]
        if words == 1 and spelt.endswith("s") and len(spelt) > SHORT:
            forms.append(spelt[:-1])  # a genitive
        for form in forms:
            known = self.lexicon.names.get(form, "")
            form = fold(known) or self.atlas.exonyms.get(form, form)
            if form in gazetteer.provinces or form in gazetteer.spellings:
                return self._both(gazetteer.provinces.get(form), form)
        joined = words == 3 and name.lower().replace("-", " ").split()[1] in JOINING
        if (words <= 2 or joined) and name[0].isupper() and not self.ordinary.fullmatch(name.lower()):
            alike = next(filter(None, (self.sounds.spelling(form, self.lexicon.letters) for form in forms)), "")
            if alike:
                return self._both(gazetteer.provinces.get(alike), alike)
        return None, frozenset(), ""

    def _both(self, province: ProvinceId | None, form: str) -> Reading:
        """Return what a spelling means; one of a province that its capital shares means the capital, too."""
        shared = fold(self.provinces[province]) if province else ""
        return province, self._districts(form) or self._districts(shared), form

    def _districts(self, folded: str) -> frozenset[PlaceId]:
        return self.atlas.gazetteer.spellings.get(folded, frozenset())


def _joined(name: str) -> Iterator[str]:
    """Iterate over a folded name with each of the vowels that may join its words: ``Dahana-i-Ghori``, ``-e-``."""
    words = re.split(r"[ '’-]+", name)
    if any(word.lower() in JOINING for word in words[1:-1]):
        for vowel in (*JOINING, ""):
            yield fold("".join(vowel if word.lower() in JOINING else word for word in words))
