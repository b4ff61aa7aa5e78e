"""`events.articles.notice.quantities`: how many districts a text speaks of."""

from collections.abc import Callable

import pytest

from events.articles.read import Reader
from tests.conftest import july


@pytest.mark.parametrize(
    ("text", "numerator", "denominator", "percent", "scope", "qualifier"),
    [
        ("Nearly 140 of the 421 districts are in Taliban hands.", 140, 421, None, "country", "nearly"),
        ("The Taliban hold half of the country.", None, None, 50.0, "country", ""),
        ("The Taliban hold 85 percent of the territory.", None, None, 85.0, "country", ""),
        ("The Taliban control about a third of the 421 districts.", None, 421, 33.3, "country", "about"),
        ("Of the 28 districts of Badakhshan, 20 are in Taliban hands.", 20, 28, None, "AF17", ""),
        ("The Taliban hold two thirds of the districts.", None, None, 66.7, "country", ""),
    ],
)
def test_a_total_is_read_with_what_it_is_of(
    readers: Callable[[str], Reader],
    text: str,
    numerator: int | None,
    denominator: int | None,
    percent: float | None,
    scope: str,
    qualifier: str,
) -> None:
    (claim,) = readers("afghanistan-2021").read(text, july(5)).claims
    assert (claim.numerator, claim.denominator, claim.percent) == (numerator, denominator, percent)
    assert (claim.actor, claim.scope, claim.qualifier, claim.day) == ("taliban", scope, qualifier, july(5))


@pytest.mark.parametrize(
    ("text", "count", "qualifier"),
    [
        ("At least ten districts fell in Badakhshan on Sunday.", 10, "at least"),
        ("More than a dozen districts of Badakhshan fell on Sunday.", 12, "more than"),
        ("Three districts of Badakhshan fell to the Taliban on Sunday.", 3, ""),
        ("Up to 12 districts fell in Badakhshan on Sunday.", 12, "up to"),
    ],
)
def test_a_count_of_districts_that_are_not_named_is_of_their_province(
    readers: Callable[[str], Reader], text: str, count: int, qualifier: str
) -> None:
    (draft,) = readers("afghanistan-2021").read(text, july(5)).drafts
    assert (draft.code, draft.count, draft.qualifier) == ("AF17", count, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "Some 5,000 people fled from Argo on Sunday.",
        "The Taliban captured 40 tanks in Argo on Sunday.",
        "Argo, 12 kilometres from Faizabad, fell on 4 July 2021.",
    ],
)
def test_other_numbers_count_no_districts(readers: Callable[[str], Reader], text: str) -> None:
    read = readers("afghanistan-2021").read(text, july(5))
    assert read.claims == ()
    assert {draft.count for draft in read.drafts} <= {None}
