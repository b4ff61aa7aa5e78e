"""
Which rows of the ledger a reader asks for, and the link that asks for them again.

    ?text=airport&province=AF32&kind=captured,surrendered&from=2021-07-05
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

import numpy as np
import pandas as pd

from events.control.outcomes import Speaker
from events.ledger.locate import ProvinceId, fold
from events.ledger.search import LONGEST
from events.model import Certainty, Kind, PartyId, ReportId
from events.tables.ledger import (
    CERTAINTY,
    CONFLICT,
    EARLIEST,
    INFERRED,
    KIND,
    LATEST,
    PARTY_ID,
    PROVINCE_CODE,
    PUBLISHER,
    REPORT,
    SEARCHED,
    SPEAKER,
)
from events.tables.sources import guarded

BACKWARDS = "backwards"
"""What is broken of a link whose last day is before its first."""

Turned = TypeVar("Turned")


@dataclass(frozen=True, slots=True)
class Filter:
    """Which rows of a ledger table to keep: those that fit all of it."""

    text: str = ""
    """Found, as `events.ledger.locate.fold` reads it, in place, district, province, note, publisher or title."""
    province: ProvinceId | None = None
    """Reports of the province, or of a district or a group in it; those of the country have none."""
    party: PartyId | None = None
    kinds: frozenset[Kind] = frozenset()
    """Reports of one of these kinds; of all if there are none."""
    certainty: Certainty | None = None
    speaker: Speaker | None = None
    publisher: str | None = None
    first: date | None = None
    last: date | None = None
    """Rows that can mean a day between the two, both included."""
    only_conflicts: bool = False
    only_inferred: bool = False
    ids: frozenset[ReportId] | None = None
    """A given set of reports, such as those behind a number; it has no place in a link."""


def filtered(table: pd.DataFrame, by: Filter) -> pd.DataFrame:
    """Keep the rows of a ledger table that fit a filter, in their order."""
    keep = np.ones(len(table), dtype=bool)
    words = {PROVINCE_CODE: by.province, PARTY_ID: by.party, CERTAINTY: by.certainty}
    for column, word in {**words, SPEAKER: by.speaker, PUBLISHER: by.publisher}.items():
        if word is not None:
            keep &= (table[column] == guarded(str(word))).to_numpy(dtype=bool)
    if by.kinds:
        keep &= table[KIND].isin(by.kinds).to_numpy()
    if by.first is not None:
        keep &= (table[LATEST] >= by.first).to_numpy(dtype=bool)
    if by.last is not None:
        keep &= (table[EARLIEST] <= by.last).to_numpy(dtype=bool)
    for column, only in ((CONFLICT, by.only_conflicts), (INFERRED, by.only_inferred)):
        if only:
            keep &= table[column].to_numpy()
    if by.ids is not None:
        keep &= table[REPORT].isin([guarded(report) for report in by.ids]).to_numpy()
    if folded := fold(by.text):
        keep &= table[SEARCHED].str.contains(folded, regex=False).to_numpy(dtype=bool)
    return table[keep]


def filter_of(link: Mapping[str, str], table: pd.DataFrame, earliest: date, latest: date) -> tuple[Filter, list[str]]:
    """
    Read the filter that the parameters of an address name.

    Parameters
    ----------
    link
        Other parameters than those of `link_of` are not looked at.
    table
        The ledger table to be filtered: what none of its rows has is not known.
    earliest, latest
        The days there are to choose from, both included.

    Returns
    -------
    filter, broken
        What is broken or unknown is ignored: the names of its parameters, or `BACKWARDS` for the days.
    """
    broken = []

    def read(name: str, turn: Callable[[str], Turned]) -> Turned | None:
        try:
            return turn(link[name]) if name in link else None
        except (KeyError, ValueError):
            broken.append(name)
            return None

    by = Filter(
        text=read("text", _text) or "",
        province=read("province", _one_of(table[PROVINCE_CODE])),
        party=read("party", _one_of(table[PARTY_ID])),
        kinds=read("kind", _kinds) or frozenset(),
        certainty=read("certainty", Certainty),
        speaker=read("speaker", Speaker),
        publisher=read("publisher", _one_of(table[PUBLISHER])),
        only_conflicts=bool(read("conflicts", _yes)),
        only_inferred=bool(read("inferred", _yes)),
    )
    day = _day_between(earliest, latest)
    first, last = read("from", day), read("to", day)
    if first and last and last < first:
        return by, [*broken, BACKWARDS]
    return replace(by, first=first, last=last), broken


def link_of(by: Filter) -> dict[str, str]:
    """Spell a filter, but for its set of reports, as parameters of an address."""
    words = {
        "text": by.text,
        "province": by.province,
        "party": by.party,
        "kind": ",".join(sorted(by.kinds)),
        "certainty": by.certainty,
        "speaker": by.speaker,
        "publisher": by.publisher,
        "from": by.first,
        "to": by.last,
        "conflicts": by.only_conflicts and 1,
        "inferred": by.only_inferred and 1,
    }
    return {name: str(word) for name, word in words.items() if word}


def _one_of(column: pd.Series) -> Callable[[str], str]:
    known = {word: word for word in column.cat.categories if word}
    return lambda word: known[guarded(word)]


def _kinds(words: str) -> frozenset[Kind]:
    return frozenset(map(Kind, words.split(",")))


def _text(word: str) -> str:
    if len(word) > LONGEST or not fold(word):
        raise ValueError
    return word


def _day_between(earliest: date, latest: date) -> Callable[[str], date]:
    def turn(word: str) -> date:
        day = date.fromisoformat(word if re.fullmatch(r"\d{4}-\d\d-\d\d", word) else "")
        if not earliest <= day <= latest:
            raise ValueError
        return day

    return turn


def _yes(word: str) -> bool:
    return {"1": True}[word]
