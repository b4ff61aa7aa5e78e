"""
The usual way to read places and events out of a text: lists, and the nearest verb.

Every spelling of the gazetteer is looked for as it is written, by one regular expression; each sentence that has a
place and a verb of the same lexicon gives an event of the nearest verb, of the first day that the sentence names, or of
the day of publication. There is no rule on persons, words, moods, sides or what the verb is about: what is left is what
such rules give. Claims are not read.
"""

import csv
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from events.articles.drafting.noticed import DRIVEN, NOTHING
from events.articles.drafts import Draft, DraftKind, Reading
from events.articles.notice.clauses import find_verbs
from events.articles.notice.days import find_days
from events.articles.notice.places import Level, Mention
from events.articles.words.lexicon import load_lexicon
from events.articles.words.text import language_of, text_of
from events.model import Certainty


class ListMatcher:
    """Reads articles on one war by its lists alone."""

    def __init__(self, folder: Path) -> None:
        """Gather the spellings of a war's districts and the names of its provinces."""
        self.codes: dict[str, set[str]] = {}
        self.provinces: set[str] = set()
        for row in _rows(folder / "spellings.csv"):
            self.codes.setdefault(row["name"], set()).add(row["code"])
        for row in _rows(folder / "districts.csv"):
            self.codes.setdefault(row["name"], set()).add(row["code"])
        for row in _rows(folder / "provinces.csv"):
            self.codes[row["name"]] = {row["pcode"]}
            self.provinces.add(row["name"])
        longest = sorted(map(re.escape, self.codes), key=len, reverse=True)
        self.pattern = re.compile(r"(?<!\w)(?:" + "|".join(longest) + r")(?!\w)")

    def read(self, raw: str, published: date, language: str = "") -> Reading:
        """Read an article."""
        language = language or language_of(raw)
        lexicon = load_lexicon(language)
        text = text_of(raw, lexicon)
        places = [self._mention(match) for match in self.pattern.finditer(raw)]
        verbs = [verb for verb in find_verbs(text, lexicon) if verb.kind != NOTHING]
        days, drafts = find_days(text, published, lexicon), []
        for sentence in text.sentences:
            near = [verb for verb in verbs if sentence.start <= verb.start < sentence.end]
            told = [day for day in days if sentence.start <= day.start < sentence.end]
            for place in places:
                if near and sentence.start <= place.start < sentence.end:
                    verb = min(near, key=lambda one: abs(one.start - place.start))
                    kind = DraftKind.CAPTURED if verb.kind == DRIVEN else DraftKind(verb.kind)
                    first, last = (told[0].earliest, told[0].latest) if told else (published, published)
                    drafts.append(_draft(place, kind, first, last))
        return Reading(language, published, tuple(places), tuple(drafts), (), ())

    def _mention(self, match: re.Match[str]) -> Mention:
        codes = self.codes[match[0]]
        level = Level.PROVINCE if match[0] in self.provinces else Level.DISTRICT
        code = next(iter(codes)) if len(codes) == 1 else ""
        return Mention(match.start(), match.end(), match[0], level, code, match[0])


def _draft(place: Mention, kind: DraftKind, first: date, last: date) -> Draft:
    told: Mapping[str, Any] = {"count": None, "qualifier": "", "said_by": "", "certainty": Certainty.REPORTED}
    return Draft(kind, "", place.name, place.code, "", first, last, **told, start=place.start, end=place.end)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
