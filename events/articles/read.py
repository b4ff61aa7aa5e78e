"""Read an article: what it names, what it reports, and what of it is no report."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from events.articles.drafting.drafter import Drafter
from events.articles.drafting.merge import merged
from events.articles.drafting.noticed import Noticed
from events.articles.drafting.where import tells
from events.articles.drafts import Reading, Unused
from events.articles.notice.clauses import Verb, clauses_of, find_verbs
from events.articles.notice.days import find_days
from events.articles.notice.moods import find_moods
from events.articles.notice.names import NameFinder
from events.articles.notice.places import Level, PlaceFinder
from events.articles.notice.quantities import find_quantities
from events.articles.notice.sides import Sides
from events.articles.notice.speakers import SpeakerFinder
from events.articles.words.lexicon import load_lexicon
from events.articles.words.text import language_of, text_of
from events.intake.meaning.cells import Setting
from events.ledger.locate import ProvinceId

LONGEST_SENTENCE = 3_000
"""In letters; what is longer is a list or no text, and takes long to read."""
TOO_LONG = "too long"
BODY = re.compile(
    r"(?:[A-Z][\w'’-]+ ){1,4}(?:Army|Party|Front|Union|League|Force|Forces|Alliance|Organi[sz]ation|Brotherhood)\b"
)
"""Names of armed groups and parties, which hold those of peoples and places: *Shan State Progress Party*."""


@dataclass(frozen=True)
class Reader:
    """Reads articles on one war."""

    setting: Setting
    provinces: Mapping[ProvinceId, str]
    """The name of each province."""

    def read(self, raw: str, published: date, language: str = "") -> Reading:
        """
        Read an article.

        Parameters
        ----------
        published
            The day of publication, against which days such as *on Sunday* are resolved.
        language
            One of `events.articles.words.lexicon.LANGUAGES`; found if it is not given.
        """
        language = language or language_of(raw)
        lexicon = load_lexicon(language)
        sides, finder = _tools(self, language)
        text = text_of(raw, lexicon)
        spoken_of = sides.find(text)
        bodies = [match.span() for match in lexicon.lists["object"]["body"].finditer(text.low)]
        bodies += [match.span() for match in BODY.finditer(raw)]
        named = [(side.start, side.end) for side in spoken_of if side.is_named]
        verbs = find_verbs(text, lexicon)
        places, no_places = finder.find(text, [*named, *bodies], verbs)
        provinces = sorted({place.surface.lower() for place in places if place.level == Level.PROVINCE})
        days = find_days(text, published, lexicon)
        noticed = Noticed(
            text,
            published,
            lexicon,
            self.setting.atlas,
            sides,
            places,
            spoken_of,
            days,
            find_moods(text, lexicon, days),
            SpeakerFinder(text, sides, spoken_of, lexicon).find(),
            find_quantities(text, lexicon, self.setting.atlas.home, provinces, days),
        )
        drafter = drafted(noticed, [verb for verb in verbs if tells(noticed, verb)])
        unused = [*drafter.unused, *(Unused(none.start, none.end, none.reason) for none in no_places)]
        return Reading(
            language,
            published,
            tuple(places),
            tuple(merged(drafter.drafts, self.setting.atlas.gazetteer.province_of)),
            drafter.totals.distinct(),
            tuple(sorted(unused, key=lambda one: one.start)),
        )

    def __hash__(self) -> int:
        """Two readers are the same only if they are one."""
        return id(self)


def drafted(noticed: Noticed, verbs: Sequence[Verb]) -> Drafter:
    """Put what was noticed in a text together, sentence by sentence."""
    drafter = Drafter(noticed)
    starts = [verb.start for verb in verbs]
    for sentence in noticed.text.sentences:
        if sentence.end - sentence.start > LONGEST_SENTENCE:
            drafter.unused.append(Unused(sentence.start, sentence.end, TOO_LONG))
            continue
        first, last = (bisect_left(starts, edge) for edge in (sentence.start, sentence.end))
        drafter.read(sentence, clauses_of(noticed.text, sentence, verbs[first:last], noticed.lexicon))
    return drafter


@lru_cache(maxsize=16)
def _tools(reader: Reader, language: str) -> tuple[Sides, PlaceFinder]:
    lexicon = load_lexicon(language)
    return Sides(reader.setting, lexicon), PlaceFinder(NameFinder(reader.setting.atlas, reader.provinces, lexicon))
