"""
Find a district by any of its spellings, in Latin, Dari or Pashto letters.

Exact spellings come first, then those that begin with the query, then close ones. A province written before or after
the name narrows the search (``Kohistan, Kapisa``). A code finds its district too (``1709``, ``AF1709``). A name that
two districts share, or that is only close, is suggested but never chosen: `sole` says whether a match is certain.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.ledger.locate import Gazetteer, ProvinceId, fold
from events.model import PlaceId

LEAST_ALIKE = 0.7
"""
The share of letters that must match for a spelling to be close. Measured on spellings in reports: at 0.7 nearly all
find their district and "London" finds nothing; at 0.65 "Paris" finds Paryan.
"""

LONGEST = 200
"""The most characters a query may have. No spelling with its province is half as long."""

GLOSS = re.compile(r"\([^)]*\)?")
"""Text in brackets is left out unless it forms a name or a province: Jalalabad (provincial capital)."""

SEPARATORS = re.compile(r"[\s,،;/()]+")
CITY, PROVINCE = ("city", "شهر", "ښار"), ("province", "ولایت")
NOUNS = frozenset(map(fold, ("district", "ولسوالی", "ولسوالۍ", *CITY, *PROVINCE)))
"""Words that accompany a name but are not part of it."""

PROVINCE_WORDS = 3
"""The most words in a province's name, as writers separate them: Sar e Pul."""


class How(StrEnum):
    """How a spelling matches the query, best first."""

    EXACT = "exact"
    BEGINS = "begins"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Match:
    """A district that a query may mean."""

    place: PlaceId
    name: str
    province: ProvinceId
    spelling: str
    """The spelling that matched, as it is written; or the code."""
    how: How
    score: float
    """The share of letters that match, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Index:
    """What is searched; made once for a gazetteer by `index`."""

    gazetteer: Gazetteer
    spellings: Mapping[str, frozenset[PlaceId]]
    """The places that a folded spelling or a folded code may mean."""
    written: Mapping[str, str]
    """How a folded spelling or code is written."""


def index(gazetteer: Gazetteer, written: Iterable[str] = (), pcodes: Mapping[str, PlaceId] | None = None) -> Index:
    """
    Prepare a gazetteer for searching.

    Parameters
    ----------
    written
        Spellings as they are written, for display; one that is not among them is shown folded. Of those that fold to
        the same letters, the printed name is shown, or the last in character order, where capitals come first.
    pcodes
        Counted districts by P-code, which is not always ``AF`` and the code: AF2409 is Gizab, 2507. In later editions
        it is Patoo, 2409, and Gizab is AF2507.
    """
    names = (gazetteer.names[place] for place in gazetteer.province_of)
    codes = {place: place for place in gazetteer.province_of} | dict(pcodes or {})
    return Index(
        gazetteer,
        {**gazetteer.spellings, **{fold(code): frozenset({place}) for code, place in codes.items()}},
        {fold(spelling): spelling for spelling in (*sorted(written), *names, *codes)},
    )


def search(query: str, index: Index, most: int = 8) -> tuple[Match, ...]:
    """
    Find the districts that a query may mean; a query of more than `LONGEST` characters has no matches.

    Returns
    -------
    matches
        Best first, each place once. Equally good matches come by similarity, then printed names first, then by code. At
        most `most`, but every exact match is included so that the choice is complete.
    """
    if len(query) > LONGEST:
        return ()
    found = _found(query, index)
    if not any(match.how == How.EXACT for match in found):
        found += _found(GLOSS.sub(" ", query), index)
    best: dict[PlaceId, Match] = {}
    for match in sorted(found, key=_best_first):
        best.setdefault(match.place, match)
    exact = sum(match.how == How.EXACT for match in best.values())
    return tuple(best.values())[: max(most, exact)]


def sole(matches: Sequence[Match]) -> PlaceId | None:
    """Return the one district that a query names, if exactly one is spelt that way."""
    exact = [match.place for match in matches if match.how == How.EXACT]
    return exact[0] if len(exact) == 1 else None


def province_in(query: str, gazetteer: Gazetteer) -> ProvinceId | None:
    """Find the province that a query names: ``Takhar``, ``Takhar province``, but not ``Herat city``."""
    words = [fold(word) for word in SEPARATORS.split(query) if fold(word)]
    if len(query) > LONGEST or any(word in map(fold, CITY) for word in words):
        return None
    return gazetteer.provinces.get("".join(word for word in words if word not in NOUNS))


def _best_first(match: Match) -> tuple[int, float, bool, PlaceId, str]:
    return list(How).index(match.how), -match.score, match.spelling != match.name, match.place, match.spelling


def _found(text: str, index: Index) -> list[Match]:
    return [match for reading in _readings(text, index.gazetteer) for match in _matches(*reading, index)]


def _readings(text: str, gazetteer: Gazetteer) -> list[tuple[str, ProvinceId | None]]:
    """List the folded names that a text may contain, with any province beside them: whole, without nouns, split."""
    words = [word for word in SEPARATORS.split(text) if fold(word) and fold(word) not in NOUNS]
    readings: list[tuple[str, ProvinceId | None]] = [(fold(text), None), (fold("".join(words)), None)]
    for taken in range(1, min(PROVINCE_WORDS + 1, len(words))):
        for name, beside in ((words[:-taken], words[-taken:]), (words[taken:], words[:taken])):
            if province := gazetteer.provinces.get(fold("".join(beside))):
                readings.append((fold("".join(name)), province))
    return [(name, province) for name, province in dict.fromkeys(readings) if name]


def _matches(name: str, province: ProvinceId | None, index: Index) -> Iterator[Match]:
    """Iterate over places whose spelling is similar to a folded name, within a province or anywhere."""
    known = index.gazetteer.spellings
    close = process.extract(name, known.keys(), scorer=OSA.normalized_similarity, score_cutoff=LEAST_ALIKE, limit=None)
    found = {spelling: How.CLOSE for spelling, _, _ in close}
    found |= {spelling: How.BEGINS for spelling in index.spellings if spelling.startswith(name)}
    found |= {name: How.EXACT} if name in index.spellings else {}
    for spelling, how in found.items():
        score = OSA.normalized_similarity(name, spelling)
        for place in index.spellings[spelling]:
            within = index.gazetteer.province_of[place]
            if province in (None, within):
                written = index.written.get(spelling, spelling)
                yield Match(place, index.gazetteer.names[place], within, written, how, score)
