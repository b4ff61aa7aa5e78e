"""What the atlas is about and who is fighting: a `war.toml` becomes a `War`, or is refused with all its faults."""

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from events.ledger.toml import read_toml
from events.model import CONTESTED, UNKNOWN, Party, PartyName, Pattern, Presumption, War

DAYS = ("first_day", "last_day", "opening_day", "offensive_from")
NAME = r"[a-z][a-z0-9]*"  # for a party: it becomes part of an address, of CSS and of file names
COLOUR = r"#[0-9a-f]{6}"
LOOK = ("colour", "colour_dark", "pattern")
PARTY = tuple(name for name in Party.__dataclass_fields__ if name not in (*LOOK, "later"))
PRESUMED = ("party", "source")
LATER = ("from", "name", "called", "names")
"""
The fields of how a party looks; of a party otherwise; of who is presumed to hold what no report speaks of; and of each
later name of a party.
"""
PROPOSED = (
    ("#fc2057", "#e66d62"),
    ("#20a4f1", "#8eafe6"),
    ("#2b8e62", "#bad0a4"),
    ("#9941d0", "#8e6ddb"),
    ("#a4a4a4", "#a4a499"),
    ("#62200a", "#af572b"),
    ("#8ec5db", "#83e6e6"),
    ("#c55799", "#ba78a4"),
    ("#576d15", "#fce678"),
    ("#2b2078", "#4c41c5"),
    ("#414141", "#576262"),
    ("#8e366d", "#83578e"),
)
"""
The colours, for the light theme and the dark, of parties that name none, in their order.

Found by trying 12,167 colours, one party after another, for the sets near twelve common hues in which any two, and each
beside contested, not known and paper, are as far apart as `geo.paint.sight` asks; annealing, from several beginnings.
"""
FIRST_POSSIBLE, LAST_POSSIBLE = date(1700, 1, 1), date(2199, 12, 31)
"""
Every day of a ledger lies within these. The clock of tables and charts, in nanoseconds from 1970, spans 1677 to 2262.
"""


class BadWar(ValueError):
    """An invalid `war.toml`; the message lists every fault in it."""


def load_war(path: Path) -> War:
    """
    Read a war.

    Raises
    ------
    BadWar
        If the file cannot be read, is too long, is not TOML in UTF-8, or has missing or invalid entries.
    FileNotFoundError
        If there is no such file.
    """
    told = read_toml(path, BadWar)
    if faults := list(_faults(told)):
        raise BadWar(f"{path.name}: {'; '.join(faults)}")
    parties = tuple(_party(party, at) for at, party in enumerate(told["party"]))
    presumption = Presumption(**told["presumed"]) if "presumed" in told else None
    return War(title=told["title"], parties=parties, presumption=presumption, **{day: told[day] for day in DAYS})


def _party(party: dict[str, Any], at: int) -> Party:
    """Make a party of its table and its place among the others, by which it looks if it does not say how."""
    later = tuple(PartyName(*(name[field] for field in LATER)) for name in party.get("later", ()))
    colours = dict(zip(("colour", "colour_dark"), PROPOSED[at % len(PROPOSED)], strict=True))
    pattern = party.get("pattern", list(Pattern)[at % len(Pattern)])
    return Party(**colours | party | {"pattern": Pattern(pattern), "later": later})


def _faults(told: dict[str, Any]) -> Iterator[str]:
    if not isinstance(told.get("title"), str):
        yield "title is missing or not text"
    for name in DAYS:
        if type(told.get(name)) is not date:
            yield f"{name} is not a day like 2021-07-05, without quotes"
        elif not FIRST_POSSIBLE <= told[name] <= LAST_POSSIBLE:
            yield f"{name} is not a day from {FIRST_POSSIBLE} to {LAST_POSSIBLE}"
        elif type(told.get("first_day")) is date and told[name] < told["first_day"]:
            yield f"{name} comes before first_day"
        elif type(told.get("last_day")) is date and told[name] > told["last_day"]:
            yield f"{name} comes after last_day"
    parties = told.get("party")
    if not (isinstance(parties, list) and parties and all(isinstance(party, dict) for party in parties)):
        yield "there is no [[party]]"
        return
    for number, party in enumerate(parties, start=1):
        yield from (f"party {number}: {fault}" for fault in _party_faults(party))
    ids = Counter(party["id"] for party in parties if isinstance(party.get("id"), str))
    yield from (f"party {name} stands twice" for name, times in ids.items() if times > 1)
    if "presumed" in told:
        yield from _presumed_faults(told["presumed"], ids)


def _presumed_faults(presumed: Any, parties: Collection[str]) -> Iterator[str]:
    if not isinstance(presumed, dict) or presumed.keys() != set(PRESUMED):
        yield f"presumed has {' and '.join(PRESUMED)}, and nothing else"
        return
    if presumed["party"] not in list(parties):
        yield f"presumed: its party is none of {', '.join(parties)}"
    if not (isinstance(presumed["source"], str) and presumed["source"]):
        yield "presumed: its source is not the id of one"


def _party_faults(party: dict[str, Any]) -> Iterator[str]:
    if party.keys() - {"later", *LOOK} != set(PARTY):
        yield f"it has {', '.join(PARTY)}, perhaps {', '.join(LOOK)}, later, and nothing else"
        return
    if ("colour" in party) != ("colour_dark" in party):
        yield "it has one of colour and colour_dark, and not the other"
    # A value that is not text is not repeated: it may be nested too deeply to be written.
    texts = {name: value for name, value in party.items() if isinstance(value, str)}
    written = [name for name in (*PARTY, *LOOK) if name in party and name != "names"]
    yield from (f"its {name} is not text" for name in written if name not in texts)
    if not _by_language(party["names"]):
        yield "its names are not text by language"
    yield from _later_faults(party.get("later", []))
    if "id" in texts and (not re.fullmatch(NAME, texts["id"]) or texts["id"] in (CONTESTED, UNKNOWN)):
        yield f"its id {texts['id']!r} is not a word of small letters, or is taken"
    for name in ("colour", "colour_dark"):
        if name in texts and not re.fullmatch(COLOUR, texts[name]):
            yield f"its {name} {texts[name]!r} is not a colour like #8f3335"
    if "pattern" in texts and texts["pattern"] not in list(Pattern):
        yield f"its pattern {texts['pattern']!r} is none of {', '.join(Pattern)}"


def _later_faults(later: Any) -> Iterator[str]:
    if not (isinstance(later, list) and all(isinstance(name, dict) and name.keys() == set(LATER) for name in later)):
        yield f"each of its later names has {', '.join(LATER)} and nothing else"
        return
    days = [name["from"] for name in later]
    if not all(type(day) is date for day in days) or sorted(set(days)) != days:
        yield "its later names are not from days like 2021-08-16, without quotes, one after another"
    if not all(isinstance(name[field], str) for name in later for field in ("name", "called")):
        yield "the name and called of its later names are not text"
    if not all(_by_language(name["names"]) for name in later):
        yield "the names of its later names are not text by language"


def _by_language(names: Any) -> bool:
    return isinstance(names, dict) and all(isinstance(name, str) for name in names.values())
