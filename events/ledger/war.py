"""
What the atlas is about and who fights in it: a `war.toml` becomes a `War`, or is refused with all its faults.
"""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from events.model import CONTESTED, UNKNOWN, Party, Pattern, War

DAYS = ("first_day", "last_day", "opening_day", "offensive_from")
NAME = r"[a-z][a-z0-9]*"  # of a party: it becomes part of an address, of CSS and of file names
COLOUR = r"#[0-9a-f]{6}"


class BadWar(ValueError):
    """A `war.toml` that is no good; the message tells every fault in it."""


def load_war(path: Path) -> War:
    """
    Read a war.

    Raises
    ------
    BadWar
        If the file is not TOML in UTF-8, or lacks or garbles something.
    FileNotFoundError
        If there is no such file.
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadWar(f"{path.name} is not TOML in UTF-8: {error}") from error
    if faults := list(_faults(told)):
        raise BadWar(f"{path.name}: {'; '.join(faults)}")
    parties = tuple(Party(**party | {"pattern": Pattern(party["pattern"])}) for party in told["party"])
    return War(title=told["title"], parties=parties, **{day: told[day] for day in DAYS})


def _faults(told: dict[str, Any]) -> Iterator[str]:
    if not isinstance(told.get("title"), str):
        yield "title is missing or not text"
    for name in DAYS:
        if type(told.get(name)) is not date:
            yield f"{name} is not a day like 2021-07-05, without quotes"
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
    ids = [party.get("id") for party in parties]
    yield from (f"party {name} stands twice" for name in {name for name in ids if ids.count(name) > 1})


def _party_faults(party: dict[str, Any]) -> Iterator[str]:
    if party.keys() != set(Party.__dataclass_fields__):
        yield f"it has {', '.join(Party.__dataclass_fields__)} and nothing else"
        return
    for name in ("name", "called"):
        if not isinstance(party[name], str):
            yield f"its {name} {party[name]!r} is not text"
    if not isinstance(party["names"], dict) or not all(isinstance(name, str) for name in party["names"].values()):
        yield "its names are not text by language"
    if not re.fullmatch(NAME, str(party["id"])) or party["id"] in (CONTESTED, UNKNOWN):
        yield f"its id {party['id']!r} is not a word of small letters, or is taken"
    for name in ("colour", "colour_dark"):
        if not re.fullmatch(COLOUR, str(party[name])):
            yield f"its {name} {party[name]!r} is not a colour like #8f3335"
    if party["pattern"] not in list(Pattern):
        yield f"its pattern {party['pattern']!r} is none of {', '.join(Pattern)}"
