"""
`geo.charts.axes`: along an axis of days, and in all that is said of them, a month has its name in the language given.
"""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from geo.charts.axes import day_axis, day_label, month_label
from geo.language import LOCALES, language
from tests.conftest import july


def label(expression: str, day: date) -> str:
    """Work out an expression of Vega, which reads as one of Python does, with Vega's own meaning of its functions."""
    functions = {"utcdate": lambda day: day.day, "utcmonth": lambda day: day.month - 1, "utcyear": lambda day: day.year}
    said: str = eval(expression, {**functions, "datum": SimpleNamespace(value=day)})
    return said


@pytest.mark.parametrize(
    ("code", "first", "fifth", "month"),
    [
        ("en", "1 Jul", "5 Oct", "Oct"),
        ("nl", "1 jul", "5 okt", "okt"),
        ("de", "1. Jul", "5. Okt", "Okt"),
        ("fr", "1er juil.", "5 oct.", "oct."),
        ("fa", "۱ جولای", "۵ اکتوبر", "اکتوبر"),
    ],
)
def test_a_day_on_an_axis_is_labelled_in_its_language(code: str, first: str, fifth: str, month: str) -> None:
    spoken, october = language(code), date(2021, 10, 5)
    assert [label(day_label(spoken), day) for day in (july(1), october)] == [first, fifth]
    assert label(month_label(spoken), october) == month


@pytest.mark.parametrize("code", LOCALES)
def test_each_of_a_year_s_days_has_a_label_of_its_own(code: str) -> None:
    days = [date.fromordinal(date(2021, 1, 1).toordinal() + number) for number in range(365)]
    assert len({label(day_label(language(code)), day) for day in days}) == 365


@pytest.mark.parametrize(("code", "labels"), [("en", ["Dec", "2024", "Feb"]), ("fa", ["دسمبر", "۲۰۲۴", "فبروری"])])
def test_over_more_than_a_year_january_is_named_by_its_year(code: str, labels: list[str]) -> None:
    along: Any = day_axis(date(2023, 10, 27), date(2026, 2, 21), language=language(code)).to_dict()
    months = date(2023, 12, 1), date(2024, 1, 1), date(2024, 2, 1)
    assert [label(along["axis"]["labelExpr"], month) for month in months] == labels


def test_an_axis_has_the_labels_of_its_language_and_no_format_of_vegas() -> None:
    along: Any = day_axis(july(1), july(9), language=language("de")).to_dict()
    axis = along["axis"]
    assert axis["labelExpr"] == day_label(language("de"))
    assert "format" not in axis
