"""`events.articles.notice.days`: the days that a text names, against a Monday on which it was published."""

from datetime import date

import pytest

from events.articles.notice.days import find_days
from events.articles.words.lexicon import LANGUAGES, load_lexicon
from events.articles.words.text import text_of
from tests.conftest import july

MONDAY = july(5)


def days(said: str, language: str = "en", published: date = MONDAY) -> list[tuple[date, date]]:
    lexicon = load_lexicon(language)
    return [(day.earliest, day.latest) for day in find_days(text_of(f"It fell {said}.", lexicon), published, lexicon)]


@pytest.mark.parametrize(
    ("language", "said", "first", "last"),
    [
        ("en", "yesterday", july(4), july(4)),
        ("en", "on Monday", july(5), july(5)),
        ("en", "on Tuesday", date(2021, 6, 29), date(2021, 6, 29)),
        ("en", "last Monday", date(2021, 6, 28), date(2021, 6, 28)),
        ("en", "next Monday", july(12), july(12)),
        ("en", "over the weekend", july(3), july(4)),
        ("en", "overnight", july(4), july(5)),
        ("en", "last week", date(2021, 6, 28), july(4)),
        ("en", "this week", july(5), july(5)),
        ("en", "two days ago", july(3), july(3)),
        ("en", "last month", date(2021, 6, 1), date(2021, 6, 30)),
        ("en", "this month", july(1), july(5)),
        ("en", "in early June", date(2021, 6, 1), date(2021, 6, 10)),
        ("en", "in June", date(2021, 6, 1), date(2021, 6, 30)),
        ("en", "in 1996", date(1996, 1, 1), date(1996, 12, 31)),
        ("en", "on 2021-07-01", july(1), july(1)),
        ("en", "on July 1", july(1), july(1)),
        ("en", "on 1st of July", july(1), july(1)),
        ("en", "since Saturday", july(3), july(5)),
        ("en", "July 1-3", july(1), july(3)),
        ("en", "from Saturday to Monday", july(3), july(5)),
        ("nl", "dit weekend", july(3), july(4)),
        ("nl", "zondagavond", july(4), july(4)),
        ("nl", "in de nacht van zondag op maandag", july(4), july(5)),
        ("nl", "drie dagen geleden", july(2), july(2)),
        ("nl", "half juni", date(2021, 6, 10), date(2021, 6, 20)),
        ("de", "seit Samstag", july(3), july(5)),
        ("de", "in der Nacht auf Montag", july(4), july(5)),
        ("de", "am 3. Juli", july(3), july(3)),
        ("de", "vor drei Tagen", july(2), july(2)),
        ("fr", "samedi", july(3), july(3)),
        ("fr", "le 1er juillet", july(1), july(1)),
        ("fr", "il y a trois jours", july(2), july(2)),
        ("fr", "la semaine dernière", date(2021, 6, 28), july(4)),
    ],
)
def test_a_phrase_means_days(language: str, said: str, first: date, last: date) -> None:
    assert days(said, language) == [(first, last)]


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "on Sunday, and Jurm a day earlier"),
        ("nl", "zondag, en Jurm een dag eerder"),
        ("fr", "dimanche, et Jurm la veille"),
    ],
)
def test_a_day_before_is_before_the_day_told_last(language: str, said: str) -> None:
    assert days(said, language) == [(july(4), july(4)), (july(3), july(3))]


def test_a_day_later_is_after_the_day_told_last() -> None:
    assert days("on Friday, and Jurm a day later") == [(july(2), july(2)), (july(3), july(3))]


def test_of_a_day_of_the_week_and_its_date_the_date_tells() -> None:
    assert days("on Monday, 28 June") == [(date(2021, 6, 28), date(2021, 6, 28))]


@pytest.mark.parametrize("said", ["if it may", "by 40 to 2", "with 1,996 men", "1000 times"])
def test_what_looks_like_a_day_is_none(said: str) -> None:
    assert days(said) == []


def test_a_day_that_no_month_has_is_no_day() -> None:
    assert days("on 31 June") == [(date(2021, 6, 1), date(2021, 6, 30))], "but it is of that month"
    assert days("on 2021-02-30") == [(date(2021, 1, 1), MONDAY)], "or year"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_base_of_every_lexicon_is_worked_out_on_any_day(language: str) -> None:
    lexicon = load_lexicon(language)
    examples = [entry.example for entry in lexicon.entries["day"]]
    for published in (date(2024, 2, 29), date(2021, 1, 1), date(2021, 12, 31), date(2021, 7, 3), MONDAY):
        for example in examples:
            found = find_days(text_of(example, lexicon), published, lexicon)
            assert found, example
            assert all(day.earliest <= day.latest for day in found)
