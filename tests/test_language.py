"""
Languages: numbers and days as CLDR has them, words as the catalogues do.
"""

from datetime import date

import pytest

from geo.language import LOCALES, language

DAY = date(2021, 7, 5)


@pytest.mark.parametrize(
    ("code", "direction", "day", "short", "number"),
    [
        ("en", "ltr", "5 July 2021", "5 July", "15,000"),
        ("nl", "ltr", "5 juli 2021", "5 juli", "15.000"),
        ("de", "ltr", "5. Juli 2021", "5. Juli", "15.000"),
        ("fr", "ltr", "5 juillet 2021", "5 juillet", "15\u202f000"),
        ("fa", "rtl", "۵ جولای ۲۰۲۱", "۵ جولای", "۱۵٬۰۰۰"),
    ],
)
def test_cldr(code: str, direction: str, day: str, short: str, number: str) -> None:
    spoken = language(code)
    assert spoken.direction == direction
    assert (spoken.day(DAY), spoken.day(DAY, year=False), spoken.number(15000)) == (day, short, number)


def test_values_are_put_in_as_the_language_writes_them() -> None:
    english = language("en")
    assert english.say("{held} of {total}", held=1440, total=2000) == "1,440 of 2,000"
    assert [english.count(number, "{number} day", "{number} days") for number in (0, 1, 2)] == [
        "0 days",
        "1 day",
        "2 days",
    ]
    assert english.say("{not a value}") == "{not a value}"


def test_every_language_has_a_locale() -> None:
    with pytest.raises(KeyError):
        language("xx")
    assert {language(code).code for code in LOCALES} == set(LOCALES)
