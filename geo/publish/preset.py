"""
The choices of a desk, kept in a small TOML file: format, theme, credit, area and the like, and no days.

    format = "4x5"
    credit = "The Gazette"
    hide_names = true
    districts = ["1709", "1710"]

A preset holds the same as the address of the page that publishes, by the names of its fields. It is a stranger's file:
its size is checked first, and each of its values as those of an address are.
"""

import json
import tomllib
from collections.abc import Callable, Collection, Mapping
from typing import Any

from events.problems import Phrase
from geo.films.film import SIZES
from geo.language import LOCALES
from geo.links.view import THEMES
from geo.places.country import Country
from geo.posters.page import FORMATS
from geo.publish.publication import LONGEST_WORDS, FilmKind
from geo.publish.series import Every, SeriesKind

MOST_BYTES = 20_000

PARAMETERS = {
    "format": "format",
    "theme": "poster",
    "credit": "credit",
    "hide_names": "bare",
    "language": "lang",
    "lens": "lens",
    "province": "province",
    "districts": "districts",
    "film": "film",
    "size": "size",
    "step": "step",
    "every": "every",
    "series": "series",
}
"""By name in a preset, in its order: the parameter of the address."""


class BadPreset(ValueError):
    """A file that is no preset; the message, perhaps a `Phrase`, says what of it is wrong, and what would be right."""


def read_preset(file: bytes, country: Country) -> dict[str, str]:
    """
    Read a preset.

    Returns
    -------
    settings
        By parameter of the address.

    Raises
    ------
    BadPreset
        If it is no TOML, too large, or a name or value in it does not exist.
    """
    if len(file) > MOST_BYTES:
        raise BadPreset(f"a preset has at most {MOST_BYTES // 1000} kB")
    try:
        told = tomllib.loads(file.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadPreset('a preset is a TOML file, with lines like format = "4x5"') from error
    checks, settings = _checks(country), dict[str, str]()
    for name, value in told.items():
        if name not in PARAMETERS:
            raise BadPreset(f"{name[:40]!r} is no setting; expected one of {', '.join(PARAMETERS)}")
        if (words := checks[name](value)) is None:
            raise BadPreset(Phrase("{name} must be {expected}", name=name, expected=_expected(name, country)))
        settings[PARAMETERS[name]] = words
    if "province" in settings and "districts" in settings:
        raise BadPreset(Phrase("a preset names a province or districts, not both"))
    return {name: words for name, words in settings.items() if words}


def settings_in(link: Mapping[str, str], country: Country) -> dict[str, str]:
    """Pick the choices of a desk from the parameters of an address, leaving out what does not exist."""
    checks = _checks(country)
    found = {PARAMETERS[name]: link.get(PARAMETERS[name]) for name in PARAMETERS}
    typed = {name: _typed(name, found[PARAMETERS[name]] or "") for name in PARAMETERS}
    kept = {PARAMETERS[name]: checks[name](value) for name, value in typed.items() if value is not None}
    if kept.get("districts"):
        kept.pop("province", None)
    return {name: words for name, words in kept.items() if words}


def write_preset(settings: Mapping[str, str]) -> str:
    """Write a preset, from settings by parameter of the address."""
    lines = ["# A preset of the Control Atlas: upload it on the page Publish, or give it to the command with --preset."]
    for name, parameter in PARAMETERS.items():
        if words := settings.get(parameter):
            value = json.dumps(_typed(name, words), ensure_ascii=False).replace("\x7f", "\\u007f")
            lines.append(f"{name} = {value}")
    return "\n".join([*lines, ""])


def options_of(settings: Mapping[str, str]) -> dict[str, Any]:
    """Give settings the names and types of the options of the command; what kind of file it makes is in its name."""
    types: dict[str, Callable[[str], Any]] = {
        "bare": lambda words: words != "1",
        "districts": lambda words: tuple(words.split(",")),
        "step": int,
    }
    left = {name: words for name, words in settings.items() if name not in ("film", "every", "series")}
    called = {"bare": "labels", "poster": "theme"}
    return {called.get(name, name): types.get(name, str)(words) for name, words in left.items()}


def _typed(name: str, words: str) -> Any:
    """Turn the words of an address into what a preset has for them; `None` if there are none."""
    if not words:
        return None
    if name == "hide_names":
        return words == "1"
    if name == "districts":
        return words.split(",")
    return int(words) if name == "step" and words.isdecimal() and len(words) < 4 else words


def _words(name: str, country: Country) -> Collection[str] | None:
    """List the words that a setting can be; `None` if it is no choice of words."""
    return {
        "format": FORMATS,
        "theme": THEMES,
        "language": LOCALES,
        "lens": country.lenses,
        "province": country.province_names,
        "film": [*map(str, FilmKind)],
        "size": SIZES,
        "every": [*map(str, Every)],
        "series": [*map(str, SeriesKind)],
    }.get(name)


def _checks(country: Country) -> dict[str, Callable[[Any], str | None]]:
    """Give for each setting what turns its value into the words of an address, or `None` if it is wrong."""

    def one_of(words: Collection[str]) -> Callable[[Any], str | None]:
        return lambda value: value if isinstance(value, str) and value in words else None

    def codes(value: Any) -> str | None:
        if not isinstance(value, list) or not value:
            return None
        right = all(isinstance(code, str) and code in country.names for code in value)
        return ",".join(sorted({*value})) if right else None

    checks = {name: one_of(words) for name in PARAMETERS if (words := _words(name, country)) is not None}
    checks["credit"] = lambda value: value if isinstance(value, str) and len(value) <= LONGEST_WORDS else None
    checks["hide_names"] = lambda value: ("1" if value else "") if isinstance(value, bool) else None
    checks["step"] = lambda value: str(value) if value in (1, 2, 7) and not isinstance(value, bool) else None
    checks["districts"] = codes
    return checks


def _expected(name: str, country: Country) -> str:
    """Say what a setting can be."""
    if name == "province":
        return f'a P-code like "{min(country.province_names, default="")}"'
    if words := _words(name, country):
        return f"one of {', '.join(words)}"
    return {
        "credit": f"words, at most {LONGEST_WORDS} characters",
        "hide_names": "true or false",
        "step": "1, 2 or 7",
        "districts": Phrase("codes of districts, like {codes}", codes=json.dumps(sorted(country.names)[:2])),
    }[name]
