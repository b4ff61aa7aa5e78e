"""
Names of the gazetteer that are no places here: words, persons, rivers, and places of other countries.

A spelling that is also a word or a person's name is a place only if something beside it says so: a unit, a list of
places, a preposition, or what happens to it.
"""

import re
from collections.abc import Mapping, Sequence

from events.articles.notice.beside import FAR, ends, following, has_unit, sentence_at
from events.articles.notice.clauses import Verb
from events.articles.notice.names import SHORT, WORD, Name
from events.articles.words.lexicon import Lexicon
from events.articles.words.text import Text, day_names, month_names
from events.intake.meaning.places import Atlas
from events.ledger.locate import fold

BESIDE_VERB = 8
"""Letters within which a verb follows a doubtful name that is its subject."""
FIRST_NAME = re.compile(r"(?<=[\s(\"'“«])([A-ZÀ-Þ][a-zß-ÿ]+) $")
ABROAD, PERSON, WORD_ONLY = "abroad", "a person", "no place"
UNSUPPORTED = "no word says that it is a place"
LEAST_COUNTRY = 4
"""The fewest letters of another country's name; shorter ones are codes."""


class Doubts:
    """Finds the names of one text that are no places of its war's country."""

    def __init__(
        self, text: Text, found: Sequence[Name], verbs: Sequence[Verb], atlas: Atlas, lexicon: Lexicon
    ) -> None:
        """Begin with the names of a text, and where it says that a place changes hands."""
        self.text, self.found, self.verbs, self.atlas, self.lexicon = text, found, verbs, atlas, lexicon
        self.unit, self.grammar, self.object = (lexicon.lists[name] for name in ("unit", "grammar", "object"))

    def reasons(self) -> Mapping[int, str]:
        """Return why names are no places, by their number; what was a person or a place once stays so in doubt."""
        reasons = {at: why for at, name in enumerate(self.found) if (why := self._why_none(name, at))}
        persons = {self.found[at].folded for at, why in reasons.items() if why == PERSON}
        sure = {name.folded for at, name in enumerate(self.found) if at not in reasons} - persons
        for at, name in enumerate(self.found):
            if reasons.get(at) == UNSUPPORTED:
                is_place = name.folded in sure and self._is_capital_within(name) and not self._is_quoted(name)
                reasons[at] = "" if is_place else PERSON if name.folded in persons else WORD_ONLY
        return {at: why for at, why in reasons.items() if why}

    def _around(self, name: Name) -> tuple[str, str]:
        low = self.text.low
        return low[max(0, name.start - FAR) : name.start], low[name.end : name.end + FAR]

    def _is_capital_within(self, name: Name) -> bool:
        """Return whether a name does not only have its capital letter because a sentence begins."""
        return sentence_at(self.text, name.start).start < name.start

    def _is_quoted(self, name: Name) -> bool:
        return self.text.raw[: name.start][-1:] in tuple("\"'“„«»‘")

    def _is_doubtful(self, name: Name) -> bool:
        capital = bool(name.districts & set(self.atlas.gazetteer.capitals.values()))
        short = len(name.folded) <= SHORT and not capital and not name.province
        return short or name.folded in self.lexicon.doubtful or name.folded in self.lexicon.strict

    def _why_none(self, name: Name, at: int) -> str:
        """Return why a name is no place of the country here; empty if it is one."""
        before, after = self._around(name)
        if self._lies_abroad(name, before, after):
            return ABROAD
        if self.object["after_name"].match(after.lstrip(" -'")) or ends(self.object["before_name"], before):
            return WORD_ONLY
        doubtful, unit = self._is_doubtful(name), has_unit(self.lexicon, before, after)
        if ends(self.object["title"], before) and (doubtful or not unit):
            return PERSON
        if not doubtful:
            return PERSON if self._has_first_name(name) else ""
        if name.folded not in self.lexicon.strict and self._suffers(name, after):
            return ""
        return self._why_doubtful(name, at, before, after)

    def _why_doubtful(self, name: Name, at: int, before: str, after: str) -> str:
        """Return why a doubtful name is no place; empty if the words beside it say that it is one."""
        follows = self.text.raw[name.end : name.end + 2]
        named_on = len(follows) == 2 and follows[0] == " " and follows[1].isupper()
        noun = self.lexicon.language == "de" and name.folded not in self.lexicon.doubtful  # all have capital letters
        if named_on and not noun and not has_unit(self.lexicon, "", after):
            return PERSON
        previous = self.found[at - 1] if at else None
        if previous and self.text.raw[previous.end : name.start] == " " and self._is_doubtful(previous):
            return PERSON  # a first name and a surname, both of places
        return "" if self._is_supported(name, before, after) else UNSUPPORTED

    def _suffers(self, name: Name, after: str) -> bool:
        """
        Return whether a name is what a verb beside it takes, and not who takes: *captured Argo*, *Argo fell*.

        A day may stand between: *veroverden zondag Argo*, *nahmen am Sonntag Argo ein*.
        """
        for verb in self.verbs:
            if not name.start - FAR - BESIDE_VERB <= verb.start <= name.end + FAR:
                continue
            falls = verb.entry.means["gains"] == "to" or self.grammar["passive"].match(after.lstrip())
            begun = WORD.match(self.text.low, verb.start)
            end = verb.end if verb.end <= name.start else begun.end() if begun else verb.start
            if verb.start < name.start and self._are_days(self.text.low[end : name.start]):
                return True
            between = self.text.low[name.end : verb.start]
            if falls and name.end <= verb.start and (len(between) <= BESIDE_VERB or self._are_days(between)):
                return True
        return False

    def _are_days(self, between: str) -> bool:
        """Return whether nothing stands between a verb and its place but a day of the week and short words."""
        days = day_names(self.lexicon.language)
        words = WORD.findall(between)
        return "".join(words) == between.strip().replace(" ", "") and all(
            len(word) < len("the") or word in days for word in words
        )

    def _has_first_name(self, name: Name) -> bool:
        """Return whether the word before is part of a person's name: a capital within a sentence, and no known word."""
        sentence = sentence_at(self.text, name.start)
        before = FIRST_NAME.search(self.text.raw[: name.start], max(0, sentence.start - 1))
        if not before or self.lexicon.language == "de" or sentence.is_headline or before.start(1) == sentence.start:
            return False
        if self.text.raw[: before.start(1)].rstrip(" ")[-1:] in tuple("\"'“„«‘:"):
            return False  # a capital because speech begins
        word, at = before[1].lower(), before.start(1)
        sides = self.lexicon.lists["side"].values()
        known = [self.grammar["adjective"], self.grammar["foreign"], *self.unit.values(), *sides]
        if any(pattern.fullmatch(word) for pattern in known) or any(
            other.start <= at < other.end for other in self.found
        ):
            return False
        ordinary = (*day_names(self.lexicon.language), *month_names(self.lexicon.language))
        follows = following(self.text.low[name.end : name.end + FAR])
        if word in ordinary or self.grammar["ordinary"].fullmatch(word):
            return False
        return not any(unit.match(follows) for unit in self.unit.values())

    def _is_supported(self, name: Name, before: str, after: str) -> bool:
        """Return whether the words beside a doubtful name say that it is a place."""
        aside = after.lstrip()[1:].split(",")[0] if after.lstrip()[:1] == "," else ""
        if has_unit(self.lexicon, before, after) or self.unit["district"].search(aside):
            return True
        plain = self.grammar["adjective"].sub("", before)
        if name.folded not in self.lexicon.strict and ends(self.grammar["in"], plain):
            return True
        for other in self.found:
            between = self.text.low[min(name.end, other.end) : max(name.start, other.start)].strip()
            known = other is not name and other.folded not in self.lexicon.doubtful
            if known and self.grammar["listed"].fullmatch(between):
                return True
            if other.province and name.end < other.start and self.grammar["within"].fullmatch(between):
                return True
        return False

    def _lies_abroad(self, name: Name, before: str, after: str) -> bool:
        """Return whether the words beside a name, or its sentence, say that it lies in another country."""
        if ends(self.grammar["foreign"], before):
            return True
        follows = after.lstrip()
        beside = self.grammar["lies_in"].match(follows)
        words = re.match(r"\s*([^\W_]+)([ -][^\W_]+)?", follows[beside.end() :]) if beside else None
        if words and any(self._is_country(word) for word in (words[0].strip(), words[1])):
            return True
        return name.folded in self.lexicon.namesakes and self._is_beside_abroad(name)

    def _is_country(self, word: str) -> bool:
        folded = fold(word)
        return len(folded) >= LEAST_COUNTRY and folded in self.atlas.abroad

    def _is_beside_abroad(self, name: Name) -> bool:
        """Return whether a sentence speaks of another country, and of no other place of this one."""
        sentence = sentence_at(self.text, name.start)
        here = [other for other in self.found if sentence.start <= other.start < sentence.end and other is not name]
        if any(other.folded not in self.lexicon.namesakes for other in here):
            return False
        raw, low = self.text.raw, self.text.low
        countries = (word[0] for word in WORD.finditer(raw, sentence.start, sentence.end) if word[0][0].isupper())
        foreign = self.grammar["foreign"].search(low, sentence.start, sentence.end)
        return bool(foreign) or any(map(self._is_country, countries))
