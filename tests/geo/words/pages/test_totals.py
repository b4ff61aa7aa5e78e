"""`geo.words.pages.totals`: claims in total, in words."""

from events.analysis.totals import CAVEATS as CAVEATS_OF
from events.analysis.totals import Caveat, Incomparable
from geo.words.pages.totals import CAVEATS, INCOMPARABLE


def test_every_caveat_and_every_reason_not_to_compare_has_words() -> None:
    assert list(CAVEATS) == list(Caveat) == list(CAVEATS_OF.values())
    assert list(INCOMPARABLE) == list(Incomparable)
