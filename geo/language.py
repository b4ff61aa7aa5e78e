"""
The languages of what we publish: words from gettext catalogues, dates and numbers from CLDR.

English is in the code, as the message of each call of `Language.say` and `Language.count`, or marked by `message` if it
is used elsewhere. The catalogues of the other languages, `data/languages/<code>.po`, can be edited with any tool for
translators, and are renewed by `python -m geo.words.catalogues`. Babel reads both.

A message is a whole sentence or a whole phrase, never a fragment to join to another, because word order differs by
language. If a language inflects a name that is put into a message, its translation asks for a case, as in
``{party:of}``; see `Language.name`. What a war calls its parties, places and levels is its own: see `geo.wording`. The
catalogues have only ``{party}`` and ``{province}`` in each case, for names without forms.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton, get_day_names, get_month_names
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from geo.forms import CASES, LABEL, PLACE, PLAIN, VERBS, Name, Wording, put_in
from geo.plurals import plural_forms, three_figures

FOLDER = Path(__file__).parent / "data" / "languages"

LOCALES = {"en": "en_GB", "nl": "nl", "de": "de", "fr": "fr", "fa": "fa_AF"}
"""By the code in a link, `?lang=fa`: the CLDR locale. Persian is that of Afghanistan, Dari."""

LANGUAGES = {"en": "English", "nl": "Nederlands", "de": "Deutsch", "fr": "Français", "fa": "دری"}
"""By code, what each language calls itself."""

EASTERN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

ALPHABET = " آاأإبپتټثجچځحخڅدډذرړزژږسشښصضطظعغفقکكگګلمنڼوؤهۀیيېۍئ"
"""The alphabet of Dari, with the letters of Pashto names: Unicode orders پ, چ, ک and گ after the others."""

RANKS: dict[int, str | None] = {
    **{ord(letter): chr(rank) for rank, letter in enumerate(ALPHABET, 1)},
    **dict.fromkeys((*range(0x64B, 0x656), 0x200C)),
}
"""By letter; vowel signs and the joiner between letters have none."""

PERSIAN = str.maketrans("كي", "کی")
"""Arabic letters that look like Persian ones."""

FIRSTS = {"fr": "1er"}
"""By code: the first of a month, if it is not written like other days. CLDR has no pattern for it."""

OF_PAGE = ".js"
"""The ending of the files whose messages the atlas page itself displays."""


Messages = tuple[str, str]
"""The singular and the plural."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language; made by `language`, and with the words of a war by `geo.wording.spoken`."""

    code: str
    locale: Locale
    catalogue: Catalog
    wording: Wording = PLAIN

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    @property
    def tag(self) -> str:
        """The tag that marks text as being in this language: ``fa-AF``."""
        return str(self.locale).replace("_", "-")

    def say(self, message: str, **values: object) -> str:
        """Translate a message of the code, with values put in for its ``{names}``; numbers are written by `number`."""
        said = self._find(message) or self.wording.worded(message)
        return said.format(**self._written(values)) if values else said

    def count(self, number: float, one: str, many: str, **values: object) -> str:
        """
        Translate the message for a number, which it names ``{number}``, in the plural form that the number takes.

        If the catalogue has no translation, the English message and English plural forms are used.
        """
        forms = forms_of(self.catalogue.get((one, many)))
        category = (self.locale if forms else ENGLISH.locale).plural_form(number)
        form = forms[self.plurals[category]] if forms else one if category == "one" else many
        return self.wording.worded(form).format(**self._written({"number": number} | values))

    @property
    def plurals(self) -> dict[str, int]:
        """The catalogue's plural form, from 0, for each of CLDR's categories, as in ``few``."""
        return plural_forms(str(self.locale), self.catalogue.plural_expr)

    def own(self, words: str) -> str:
        """Translate words of the data, such as a label, if the war or the catalogue has them; levels are not put in."""
        found = self.catalogue.get(words)
        return self.wording.names.get((words, LABEL)) or str((found and found.string) or words)

    def name(self, message: str, singular: bool = False) -> Name:
        """Translate a party's name as it stands in a sentence, with its cases, and with English verbs in its number."""
        name = self._bent(self.say(message), message, "{party}")
        name.cases |= {verb: f"{name} {verb}{'s' if singular else ''}" for verb in VERBS}
        return name

    def place(self, name: str, own: str) -> Name:
        """
        Name a place: as the war does, else by the name that it has in the language itself, else as in English.

        >>> province = language("fr").place("Uruzgan", "")
        >>> f"{province}, la province {province:of}"
        'Uruzgan, la province d’Uruzgan'
        """
        own = self.wording.names.get((name, PLACE)) or (own.translate(PERSIAN) if self.code == "fa" else own)
        return self._bent(own or name, name, "{province}")

    def order(self, name: str) -> str:
        """Return the key by which a name is sorted in its alphabet."""
        return name.translate(RANKS) if self.code == "fa" else name

    def apart(self, words: str) -> str:
        """Isolate words of another script in right-to-left text, so that they do not reorder the text around them."""
        return f"\u2068{words}\u2069" if self.direction == "rtl" else words

    def listed(self, words: Sequence[str]) -> str:
        """
        List words within a sentence, without the comma before the last that CLDR has in Persian; newspapers omit it.

        >>> language("en").listed(["Amber", "Birch", "Cedar"])
        'Amber, Birch and Cedar'
        """
        *others, last = words or [""]
        return format_list([self.say(", ").join(others), last], locale=self.locale) if others else last

    def number(self, number: float) -> str:
        """Write a number, whole or to the precision that it has."""
        return self._digits(str(format_decimal(number, locale=self.locale, numbering_system="default")))

    def about(self, number: float) -> str:
        """Write a number to three figures, all that a projection or a simplified boundary can bear: *17.8 million*."""
        return self._digits(three_figures(number, str(self.locale)))

    def day(self, day: date, year: bool = True) -> str:
        """
        Write a day for readers.

        >>> [language(code).day(date(2021, 7, 5)) for code in ("en", "nl", "fa")]
        ['5 July 2021', '5 juli 2021', '۵ جولای ۲۰۲۱']
        """
        pattern = self._pattern(year)
        if day.day == 1 and self.code in FIRSTS:
            pattern = pattern.replace("d", f"'{FIRSTS[self.code]}'", 1)
        return self._digits(format_date(day, pattern, locale=self.locale))

    def month(self, day: date) -> str:
        """Write the month of a day, with its year: *July 2021*, *juli 2021*, *جولای ۲۰۲۱*."""
        return self._digits(format_skeleton("yMMMM", day, locale=self.locale))

    def year(self, year: int) -> str:
        """Write a year, which no mark divides."""
        return self._digits(str(year))

    def short_months(self) -> list[str]:
        """Name the months from January in their shortest standalone form: *Jan*, *Feb*."""
        names = get_month_names("abbreviated", context="stand-alone", locale=self.locale)
        return [names[number] for number in range(1, 13)]

    def day_pattern(self, year: bool = True) -> str:
        """Return the pattern of a day: ``{day} {month} {year}``."""
        parts = {"d": "{day}", "MMMM": "{month}", "y": "{year}"}
        return re.sub("MMMM|d|y", lambda part: parts[part[0]], self._pattern(year))

    def day_of_month(self, day: date) -> str:
        """Write the day of a month that follows later: *3* in 3–4 July."""
        return (day.day == 1 and FIRSTS.get(self.code)) or self.number(day.day)

    def days(self, first: date, last: date) -> str:
        """
        Write an interval of days, both included, without the year.

        >>> language("en").days(date(2021, 7, 3), date(2021, 7, 4))
        '3–4 July'
        """
        if first == last:
            return self.day(last, year=False)
        until = self.day(last, year=False)
        if (first.year, first.month) == (last.year, last.month):
            return self.say("{first}–{last}", first=self.day_of_month(first), last=until)
        return self.say("{first} – {last}", first=self.day(first, year=False), last=until)

    def told(self) -> dict[str, Any]:
        """
        Describe the language for a page that writes in it by itself.

        Returns
        -------
        told
            ``lang`` and ``dir`` of its root; ``locale`` for the browser's numbers; ``words``, the page's messages with
            their translations, where those of `count` have a list of forms, see `plurals`; the ``months`` from January
            and ``weekdays`` from Sunday; the ``first`` of a month, empty if it is a number like others; and the
            patterns of a ``day`` without and with its ``year``.
        """
        numerals = "-u-nu-arabext" if self.locale.default_numbering_system == "arabext" else ""
        months, weekdays = get_month_names("wide", locale=self.locale), get_day_names("wide", locale=self.locale)
        return {
            "lang": self.tag,
            "dir": self.direction,
            "locale": self.tag + numerals,
            "words": dict(self._page_words()),
            "plurals": self.plurals,
            "months": [months[number] for number in range(1, 13)],
            "weekdays": [weekdays[number] for number in (6, 0, 1, 2, 3, 4, 5)],
            "first": FIRSTS.get(self.code, ""),
            "day": self.day_pattern(year=False),
            "year": self.day_pattern(),
        }

    def _page_words(self) -> Iterator[tuple[str, str | tuple[str, ...]]]:
        """List what the page itself says otherwise than the code has it. English has no catalogue: another lists it."""
        english = self.code == "en"
        for found in language("nl").catalogue if english else self.catalogue:
            ids = (found.id,) if isinstance(found.id, str) else tuple(found.id)
            forms = ids if english else forms_of(found)
            said = tuple(map(self.wording.worded, forms))
            if said and said != (ids if english else ()) and any(file.endswith(OF_PAGE) for file, _ in found.locations):
                yield ids[0], said[0] if isinstance(found.id, str) else said

    def _find(self, message: str, context: str | None = None) -> str:
        found, own = self.catalogue.get(message, context), self.wording.names.get((message, context), "")
        return own or (self.wording.worded(found.string) if found and isinstance(found.string, str) else "")

    def _bent(self, said: str, message: str, like: str) -> Name:
        """Give a name its cases: its own, or else those that the catalogue has for all names, ``de {party}``."""
        name = Name(said)
        name.cases = {}
        for case in CASES:
            if bent := self._find(message, case):
                name.cases[case] = bent
            elif usual := self._find(like, case):
                name.cases[case] = put_in(said, like, usual, self.code)
        return name

    def _pattern(self, year: bool) -> str:
        long = str(self.locale.date_formats["long"].pattern)  # "d MMMM y", as the language has it
        return long if year else long.replace("y", "").strip()

    def _written(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()}

    def _digits(self, words: str) -> str:
        return words.translate(EASTERN) if self.locale.default_numbering_system == "arabext" else words


def message(words: str) -> str:
    """Mark words as a message that is used elsewhere, for `geo.words.catalogues` to find."""
    return words


def messages(one: str, many: str) -> Messages:
    """Mark the two messages of a count that is used elsewhere."""
    return one, many


@cache
def language(code: str) -> Language:
    """
    Read a language.

    Raises
    ------
    KeyError
        If it is none of `LOCALES`.
    """
    locale = Locale.parse(LOCALES[code])
    file = FOLDER / f"{code}.po"
    if not file.exists():
        return Language(code, locale, Catalog(locale))
    with file.open("rb") as opened:
        return Language(code, locale, read_po(opened, locale))


def forms_of(found: Message | None) -> tuple[str, ...]:
    """Return a translation, with each plural form of a count; empty while any of them is missing."""
    words = found.string if found else ()
    forms = (words,) if isinstance(words, str) else tuple(words or ())
    return forms if all(forms) else ()


ENGLISH = language("en")
