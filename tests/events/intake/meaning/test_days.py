"""`events.intake.meaning.days`: what a cell means, by the column it stands in."""

from datetime import date, timedelta

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.intake.meaning.days import Days, NoDay, Order, clean, order_of, read_days
from events.solar import solar_words

FIFTH = date(2021, 7, 5)


@pytest.mark.parametrize(
    "cell",
    [
        *("2021-07-05", "2021-7-5", "2021/07/05", "2021.07.05", "20210705", "5 July 2021", "05-July-2021", "5-Jul-21"),
        *("July 5, 2021", "5. Juli 2021", "5 juillet 2021", "5 juli 2021", "5 jul. 2021"),
        *("2021-07-05T00:00:00Z", "2021-07-05 23:59:59.000", "2021-07-05T23:30:00+05:30", "5 July 2021 11:30 PM"),
        *("1400/04/14", "۱۴۰۰/۰۴/۱۴", "١٤٠٠/٠٤/١٤", "۱۴ سرطان ۱۴۰۰", "14 تیر 1400", "\u200f1400-04-14\u200f", "44382"),
        *("44382.75", "5 de juillet 2021"),
    ],
)
def test_each_form_of_the_field_is_read(cell: str) -> None:
    assert read_days(cell) == Days(FIFTH, FIFTH, "day")


def test_numbers_alone_are_read_as_the_column_tells() -> None:
    assert read_days("05/07/21", Order.DAY_FIRST).earliest == FIFTH
    assert read_days("07/05/2021", Order.MONTH_FIRST).earliest == FIFTH
    assert read_days("07/07/2021").earliest == date(2021, 7, 7)
    assert read_days("21/06/2021", Order.BOTH).earliest == date(2021, 6, 21)
    assert read_days("14/04/1400", Order.DAY_FIRST).earliest == FIFTH


@pytest.mark.parametrize(
    ("cell", "order", "why"),
    [
        ("05/07/2021", Order.UNKNOWN, "5 July or 7 May"),
        ("05/07/2021", Order.BOTH, "both orders"),
        ("21/06/2021", Order.MONTH_FIRST, "no such day"),
        ("32/07/2021", Order.DAY_FIRST, "no such day"),
        ("2021-06-31", Order.UNKNOWN, "no such day"),
        ("1400/12/30", Order.UNKNOWN, "no such day"),
        ("2021", Order.UNKNOWN, "a year is not a day"),
        ("", Order.UNKNOWN, "no date"),
        ("99999", Order.UNKNOWN, "serial"),
        ("5 July 1400", Order.UNKNOWN, "two calendars"),
        ("5 July", Order.UNKNOWN, "no year"),
        ("soon", Order.UNKNOWN, "not a date"),
        ("in the night of 5 July 2021 they came", Order.UNKNOWN, "not a date"),
        ("2021-13", Order.UNKNOWN, "no such month"),
    ],
)
def test_what_is_no_day_says_why(cell: str, order: Order, why: str) -> None:
    with pytest.raises(NoDay, match=why):
        read_days(cell, order)


def test_a_month_is_all_its_days() -> None:
    assert read_days("July 2021") == Days(date(2021, 7, 1), date(2021, 7, 31), "month")
    assert read_days("2021-02") == Days(date(2021, 2, 1), date(2021, 2, 28), "month")
    assert read_days("سرطان ۱۴۰۰") == Days(date(2021, 6, 22), date(2021, 7, 22), "month")
    assert read_days("1400/12") == Days(date(2022, 2, 20), date(2022, 3, 20), "month")


def test_a_workbook_of_1904_counts_from_there() -> None:
    assert read_days("42920", epoch=1904).earliest == FIFTH


@pytest.mark.parametrize(
    ("cells", "order"),
    [
        (["05/07/2021", "21/06/2021"], Order.DAY_FIRST),
        (["07/05/2021", "06/21/2021"], Order.MONTH_FIRST),
        (["21/06/2021", "06/22/2021"], Order.BOTH),
        (["05/07/2021", "2021-06-21", "32/07/2021", ""], Order.UNKNOWN),
    ],
)
def test_a_column_tells_its_order(cells: list[str], order: Order) -> None:
    assert order_of(cells) == order


@given(st.dates(date(1927, 6, 1), date(2090, 1, 1)))
def test_every_day_is_read_back_in_both_calendars(day: date) -> None:
    by_library = jdatetime.date.fromgregorian(date=day)
    assert read_days(by_library.strftime("%Y/%m/%d")).earliest == day
    assert read_days(solar_words(day)).earliest == day, "our calendar and the library's agree"
    assert read_days(day.isoformat()).earliest == day
    assert read_days(f"{day:%d/%m/%Y}", Order.DAY_FIRST).earliest == day
    assert read_days(str((day - date(1899, 12, 30)).days)).earliest == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_says_why_not(cell: str) -> None:
    for order in Order:
        try:
            days = read_days(cell, order)
        except NoDay:
            continue
        assert days.earliest <= days.latest <= days.earliest + timedelta(31)


def test_what_is_not_seen_is_left_out() -> None:
    assert clean(" \u202e۱۴۰۰\u200c ") == "1400"
