"""`geo.links.view`: a view is a link, and a broken link is told, not followed."""

import json
import re

import pytest

from geo.atlas.element import asset
from geo.links.view import TRAVELLING, View, view_of
from tests.conftest import july

OPENING, FIRST, LAST = july(5), july(1), july(9)
NO_DAY = "“day” in the link must be a date like 2021-07-05."
OUTSIDE = "The reports run from 1 July 2021 to 9 July 2021; {} 2021 is outside that range."
NO_DISTRICT = "The link names a district code that does not exist (example: 0101)."


@pytest.mark.parametrize(
    ("link", "view", "notes"),
    [
        ({}, View(july(5)), []),
        ({"day": "2021-07-01"}, View(july(1)), []),
        ({"day": "2021-07-09", "district": "0101"}, View(july(9), "0101"), []),
        ({"district": "0101", "zoom": "7"}, View(july(5), "0101"), []),
        ({"day": "20210702"}, View(july(5)), [NO_DAY]),
        ({"day": "soon"}, View(july(5)), [NO_DAY]),
        ({"day": "2021-07-10"}, View(july(5)), [OUTSIDE.format("10 July")]),
        ({"day": "2021-06-30"}, View(july(5)), [OUTSIDE.format("30 June")]),
        ({"day": "2021-07-02", "district": "9999"}, View(july(2)), [NO_DISTRICT]),
        ({"day": "soon", "district": "9999"}, View(july(5)), [NO_DAY, NO_DISTRICT]),
        ({"district": ""}, View(july(5)), [NO_DISTRICT]),
    ],
)
def test_a_link_opens_a_view_and_what_is_wrong_in_it_is_told(
    link: dict[str, str], view: View, notes: list[str]
) -> None:
    assert view_of(link, OPENING, FIRST, LAST, ["0101"]) == (view, notes)


def test_the_links_of_a_card_take_along_what_those_of_the_app_do() -> None:
    """A card names the day and the district itself; the rest is listed a second time, where the browser reads it."""
    (listed,) = re.findall(r"^const READING = (\[.*\]);$", asset("links.js"), re.MULTILINE)
    assert ["day", "district", *json.loads(listed)] == list(TRAVELLING)
