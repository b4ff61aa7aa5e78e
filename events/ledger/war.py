"""What the atlas is about and who is fighting: a `war.toml` becomes a `War`, or is refused with all its faults."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from string import Formatter
from typing import Any

from events.ledger.read import read_toml
from events.model import CONTESTED, UNKNOWN, Coalition, Party, PartyName, Pattern, Presumption, War

DAYS = ("first_day", "last_day", "opening_day", "offensive_from")
NAME = r"[a-z][a-z0-9]*"  # for a party: it becomes part of an address, of CSS and of file names
COLOUR = r"#[0-9a-f]{6}"
LOOK = ("colour", "colour_dark", "pattern")
PARTY = tuple(name for name in Party.__dataclass_fields__ if name not in (*LOOK, "later", "singular"))
PRESUMED = ("party", "source")
COALITION = ("id", "name", "called", "parties")
LATER = ("from", "name", "called", "names")
"""
The fields of how a party looks; of a party otherwise; of who is presumed to hold what no report speaks of; of a
coalition; and of each later name of a party.
"""
FORMS = ("name", "called", "of", "to", "by", "in", "have")
"""What a name may have in another language: see `geo.forms.CASES`."""
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
    coalitions = tuple(
        Coalition(**coalition | {"parties": tuple(coalition["parties"])}) for coalition in told.get("coalition", ())
    )
    return War(
        title=told["title"],
        parties=parties,
        presumption=presumption,
        coalitions=coalitions,
        limits=" ".join(told.get("limits", "").split()),
        titles=told.get("titles", {}),
        places={language: _places(named) for language, named in told.get("places", {}).items()},
        words=told.get("words", {}),
        labels=told.get("labels", {}),
        state=told.get("state", ""),
        called=told.get("called", {}),
        **{day: told[day] for day in DAYS},
    )


def _places(named: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Give each place its forms; one that is text is its name."""
    return {place: {"name": forms} if isinstance(forms, str) else forms for place, forms in named.items()}


def _party(party: dict[str, Any], at: int) -> Party:
    """Make a party of its table and its place among the others, by which it looks if it does not say how."""
    later = tuple(_later(name) for name in party.get("later", ()))
    colours = dict(zip(("colour", "colour_dark"), PROPOSED[at % len(PROPOSED)], strict=True))
    pattern = party.get("pattern", list(Pattern)[at % len(Pattern)])
    return Party(**colours | party | {"pattern": Pattern(pattern), "later": later})


def _later(told: dict[str, Any]) -> PartyName:
    return PartyName(told["from"], told["name"], told["called"], told["names"], told.get("singular", False))


def _faults(told: dict[str, Any]) -> Iterator[str]:
    texts = {"title": None, "limits": ""}
    yield from (f"{name} is missing or not text" for name in texts if not isinstance(told.get(name, texts[name]), str))
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
    yield from _called_faults(told, ids)
    yield from _coalition_faults(told.get("coalition", []), ids)
    yield from _words_faults(told)


def _words_faults(told: dict[str, Any]) -> Iterator[str]:
    if not _are_texts(told.get("titles", {})):
        yield "titles are not text by language"
    if not _by_language(told.get("places", {}), _are_places):
        yield f"places are not, by language and name, text or a table of {', '.join(FORMS)}"
    if not _by_language(told.get("labels", {}), _are_texts):
        yield "labels are not text by language and words"
    words = told.get("words", {})
    if not _by_language(words, _are_texts):
        yield "words are not text by language and phrase"
        return
    for phrase, own in (pair for phrases in words.values() for pair in phrases.items()):
        if not _values(own) <= _values(phrase):
            yield f"words: {own!r} does not put in what {phrase!r} does"


def _called_faults(told: dict[str, Any], parties: Collection[str]) -> Iterator[str]:
    if told.get("state", "") not in ("", *parties):
        yield f"state is none of {', '.join(parties)}"
    called = told.get("called", {})
    if not (_are_texts(called) and set(called.values()) <= set(parties)):
        yield f"called does not give each name one of {', '.join(parties)}"


def _presumed_faults(presumed: Any, parties: Collection[str]) -> Iterator[str]:
    if not isinstance(presumed, dict) or presumed.keys() != set(PRESUMED):
        yield f"presumed has {' and '.join(PRESUMED)}, and nothing else"
        return
    if presumed["party"] not in list(parties):
        yield f"presumed: its party is none of {', '.join(parties)}"
    if not (isinstance(presumed["source"], str) and presumed["source"]):
        yield "presumed: its source is not the id of one"


def _coalition_faults(coalitions: Any, parties: Collection[str]) -> Iterator[str]:
    if not (isinstance(coalitions, list) and all(isinstance(one, dict) for one in coalitions)):
        yield "coalition is not a list of tables, [[coalition]]"
        return
    taken = {*parties, CONTESTED, UNKNOWN}
    for number, one in enumerate(coalitions, start=1):
        if one.keys() != set(COALITION) or not all(isinstance(one[name], str) for name in COALITION[:-1]):
            yield f"coalition {number}: it has {', '.join(COALITION)}, texts but the last, and nothing else"
            continue
        if not re.fullmatch(NAME, one["id"]) or one["id"] in taken:
            yield f"coalition {number}: its id {one['id']!r} is not a word of small letters, or is taken"
        taken.add(one["id"])
        members = one["parties"]
        known = isinstance(members, list) and all(isinstance(member, str) and member in parties for member in members)
        if not known or len(set(members)) < max(2, len(members)):
            yield f"coalition {number}: its parties are not a list of two or more, each once, of {', '.join(parties)}"


def _party_faults(party: dict[str, Any]) -> Iterator[str]:
    if party.keys() - {"later", "singular", *LOOK} != set(PARTY):
        yield f"it has {', '.join(PARTY)}, perhaps {', '.join(LOOK)}, later, singular, and nothing else"
        return
    if ("colour" in party) != ("colour_dark" in party):
        yield "it has one of colour and colour_dark, and not the other"
    # A value that is not text is not repeated: it may be nested too deeply to be written.
    texts = {name: value for name, value in party.items() if isinstance(value, str)}
    written = [name for name in (*PARTY, *LOOK) if name in party and name != "names"]
    yield from (f"its {name} is not text" for name in written if name not in texts)
    if not _by_language(party["names"], _are_forms):
        yield f"its names are not, by language, tables of {', '.join(FORMS)}"
    if not isinstance(party.get("singular", False), bool):
        yield "its singular is neither true nor false"
    yield from _later_faults(party.get("later", []))
    if "id" in texts and (not re.fullmatch(NAME, texts["id"]) or texts["id"] in (CONTESTED, UNKNOWN)):
        yield f"its id {texts['id']!r} is not a word of small letters, or is taken"
    for name in ("colour", "colour_dark"):
        if name in texts and not re.fullmatch(COLOUR, texts[name]):
            yield f"its {name} {texts[name]!r} is not a colour like #8f3335"
    if "pattern" in texts and texts["pattern"] not in list(Pattern):
        yield f"its pattern {texts['pattern']!r} is none of {', '.join(Pattern)}"


def _later_faults(later: Any) -> Iterator[str]:
    tables = isinstance(later, list) and all(isinstance(name, dict) for name in later)
    if not (tables and all(name.keys() - {"singular"} == set(LATER) for name in later)):
        yield f"each of its later names has {', '.join(LATER)}, perhaps singular, and nothing else"
        return
    days = [name["from"] for name in later]
    if not all(type(day) is date for day in days) or sorted(set(days)) != days:
        yield "its later names are not from days like 2021-08-16, without quotes, one after another"
    if not all(isinstance(name[field], str) for name in later for field in ("name", "called")):
        yield "the name and called of its later names are not text"
    if not all(_by_language(name["names"], _are_forms) for name in later):
        yield f"the names of its later names are not, by language, tables of {', '.join(FORMS)}"
    if not all(isinstance(name.get("singular", False), bool) for name in later):
        yield "the singular of its later names is neither true nor false"


def _by_language(names: Any, fit: Callable[[Any], bool]) -> bool:
    return isinstance(names, dict) and all(map(fit, names.values()))


def _values(words: str) -> set[str | None]:
    """List the values that a phrase puts in; what is none, such as a lone brace, is a value that no phrase has."""
    try:
        parts = list(Formatter().parse(words))
    except ValueError:
        return {words}
    named = {name for _, name, _, _ in parts if name is not None}
    strange = {case for _, _, case, _ in parts if case and case not in FORMS} | {how for *_, how in parts if how}
    return {*named, *strange}


def _are_texts(texts: Any) -> bool:
    return isinstance(texts, dict) and all(name and text and isinstance(text, str) for name, text in texts.items())


def _are_forms(forms: Any) -> bool:
    return _are_texts(forms) and forms.keys() <= set(FORMS)


def _are_places(named: Any) -> bool:
    return isinstance(named, dict) and all(
        _are_forms(place) or (place and isinstance(place, str)) for place in named.values()
    )
