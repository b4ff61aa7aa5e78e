"""
The languages of what we publish: words from gettext catalogues, dates and numbers as CLDR has them.

English stands in the code, as the message of each call of `Language.say` and `Language.count`; the catalogues of the
others, `data/languages/<code>.po`, are edited with any tool for translators. Babel reads both.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent / "data" / "languages"

LOCALES = {"en": "en_GB", "nl": "nl", "de": "de", "fr": "fr", "fa": "fa_AF"}
"""By the code of a link, `?lang=fa`: the locale of CLDR. Persian is that of Afghanistan, Dari."""

EASTERN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@dataclass(frozen=True, slots=True)
class Language:
    """One language; made by `language`."""

    code: str
    locale: Locale
    catalogue: Catalog

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return str(self.locale.text_direction)

    def say(self, message: str, **values: object) -> str:
        """Say a message of the code in this language, with values put in for its ``{names}``; a number as `number`."""
        found = self.catalogue.get(message)
        said = found.string if found and isinstance(found.string, str) and found.string else message
        return said.format(**self._written(values)) if values else said

    def count(self, number: float, one: str, many: str, **values: object) -> str:
        """Say one of two messages by a number, which they name ``{number}``: in as many forms as the language has."""
        found = self.catalogue.get((one, many))
        forms = found.string if found and isinstance(found.string, tuple) and all(found.string) else (one, many)
        form = forms[0 if self.locale.plural_form(number) == "one" else -1]
        return form.format(**self._written({"number": number} | values))

    def number(self, number: float) -> str:
        """Write a number, whole or to the precision that it has."""
        return self._digits(str(format_decimal(number, locale=self.locale, numbering_system="default")))

    def day(self, day: date, year: bool = True) -> str:
        """
        Write a day as it is read.

        >>> [language(code).day(date(2021, 7, 5)) for code in ("en", "nl", "fa")]
        ['5 July 2021', '5 juli 2021', '۵ جولای ۲۰۲۱']
        """
        long = self.locale.date_formats["long"].pattern  # "d MMMM y", as the language has it
        return self._digits(format_date(day, long if year else long.replace("y", "").strip(), locale=self.locale))

    def _written(self, values: dict[str, object]) -> dict[str, object]:
        return {name: self.number(value) if isinstance(value, int | float) else value for name, value in values.items()}

    def _digits(self, words: str) -> str:
        return words.translate(EASTERN) if self.locale.default_numbering_system == "arabext" else words


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
