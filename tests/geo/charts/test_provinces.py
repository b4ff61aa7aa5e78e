"""`geo.charts.provinces`: what the panels are told; that they can be read and clicked is looked at in a browser."""

import math
from datetime import date
from typing import Any

import pytest

from events.analysis.provinces import order_by_name, province_lives
from events.control.counts import Lens
from events.control.rule import reduce
from events.model import UNKNOWN, Event
from geo.atlas.atlas import Atlas
from geo.charts.axes import month_label
from geo.charts.provinces import PROVINCE, province_multiples, province_series
from geo.language import language
from geo.paint.palette import INK, palette
from geo.places.gazetteer import load_gazetteer
from geo.places.lenses import load_lenses
from geo.places.lists import load_lists
from geo.words.standings import names
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import PLACES

PROVINCE_OF = {"0101": "AF01", "0102": "AF01", "0201": "AF02"}
CALLED = {"AF01": "East", "AF02": "West"}
DISTRICTS = Lens("districts", "of 3 districts", dict.fromkeys(PLACES, 1))
PEOPLE = Lens("people", "of 4000 people", {"0101": 1000, "0102": 3000}, "people")
FIRST, VIEWED = july(2), july(4)
EVENTS = (event(1, 3, "reds captured"), event(2, 5, "blues claimed", "0102", sure="claimed"))


def drawn(
    *events: Event,
    lens: Lens = DISTRICTS,
    order: tuple[str, ...] = ("AF02", "AF01"),
    day: date = VIEWED,
    theme: str = "light",
    columns: int = 2,
    first: date = FIRST,
) -> dict[str, Any]:
    lives = province_lives(reduce(events, PLACES), PROVINCE_OF, lens, first, july(9))
    told: dict[str, Any] = province_multiples(
        lives, order, CALLED, THREE_SQUARES, lens, day, theme, columns, 400
    ).to_dict()
    return told


def rows(chart: dict[str, Any]) -> list[dict[str, Any]]:
    (told,) = chart["datasets"].values()
    return list(told)


def test_a_row_is_a_standing_in_a_step_of_a_province() -> None:
    assert [
        (row[PROVINCE], row["day"], row["end"], row["low"], row["high"], row["words"]) for row in rows(drawn(*EVENTS))
    ] == [
        ("AF02", "2021-07-02", "2021-07-10", 0, 1, "West, 2–9 July: Not known, 1 of 1 districts"),
        ("AF01", "2021-07-02", "2021-07-10", 0, 1, "East, 2 July: Not known, 2 of 2 districts"),
        ("AF01", "2021-07-03", "2021-07-10", 0, 0.5, "East, 3–9 July: Reds, 1 of 2 districts"),
        ("AF01", "2021-07-03", "2021-07-10", 0.5, 1, "East, 3–9 July: Not known, 1 of 2 districts"),
    ]


def test_what_is_inferred_is_a_part_of_its_own_and_lighter() -> None:
    wider = event(1, 3, "reds held", "0101", "0102", wide=True)
    east = rows(drawn(wider, event(2, 3, "reds captured"), order=("AF01",)))
    told = [row for row in east if row["day"] > "2021-07-02"]
    assert [(row["words"], row["low"], row["high"], row["standing"]) for row in told] == [
        ("East, 3–9 July: Reds, 1 of 2 districts", 0, 0.5, "Reds"),
        ("East, 3–9 July: Reds, inferred, 1 of 2 districts", 0.5, 1, "Reds, inferred"),
    ]


def test_a_tooltip_tells_province_days_standing_count_and_share() -> None:
    chart = drawn(*EVENTS, lens=PEOPLE, order=("AF01",))
    fields = {told["title"]: told["field"] for told in chart["encoding"]["tooltip"]}
    assert {title: rows(chart)[1][field] for title, field in fields.items()} == {
        "Province": "East",
        "Days": "3–9 July",
        "Standing": "Reds",
        "Number": "1,000 of 4,000 people",
        "Share": 0.25,
    }


def test_a_province_in_which_nothing_is_counted_keeps_its_panel_and_its_heading_says_so() -> None:
    chart = drawn(*EVENTS, lens=PEOPLE)
    assert chart["encoding"]["facet"]["sort"] == ["West: nothing counted", "East"]
    west = [row for row in rows(chart) if row[PROVINCE] == "AF02"]
    assert [(row["heading"], row["standing"], row["low"], row["high"]) for row in west] == [
        ("West: nothing counted", names(THREE_SQUARES)[UNKNOWN], 0, 0)
    ]


def test_the_legend_has_what_is_drawn_each_standing_beside_what_of_it_is_inferred() -> None:
    wider = event(1, 3, "reds held", "0101", "0102", wide=True)
    chart = drawn(wider, event(2, 3, "reds captured"), event(3, 5, "blues captured", "0201"))
    told = chart["encoding"]["color"]["legend"]
    assert told["values"] == ["Reds", "Reds, inferred", "Blues", "Not known"]
    assert told["title"] == "inferred: only from a province- or country-wide report"
    assert (told["labelLimit"], told["titleLimit"]) == (0, 0)  # no name is cut
    firm = drawn(*EVENTS)["encoding"]["color"]["legend"]
    assert (firm["values"], firm.get("title")) == (["Reds", "Not known"], None)


def test_panels_stand_in_the_order_and_the_columns_asked_for_and_in_the_width() -> None:
    wide, narrow = drawn(*EVENTS, columns=2), drawn(*EVENTS, columns=1)
    assert wide["encoding"]["facet"]["sort"] == ["West", "East"]
    assert (wide["encoding"]["facet"]["columns"], narrow["encoding"]["facet"]["columns"]) == (2, 1)
    assert 2 * wide["width"] < narrow["width"] < 400


def test_a_click_selects_a_province_and_nothing_else() -> None:
    (chosen,) = drawn(*EVENTS)["params"]
    assert (chosen["name"], chosen["select"]["type"], chosen["select"]["fields"]) == (PROVINCE, "point", [PROVINCE])


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_are_those_of_the_palette_and_words_are_ink(theme: str) -> None:
    encoding = drawn(*EVENTS, theme=theme)["encoding"]
    scale = encoding["color"]["scale"]
    colours = palette(THREE_SQUARES, theme)
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        name: colours[standing] for standing, name in names(THREE_SQUARES).items()
    } | {
        f"{name}, inferred": colours[f"{standing}-inferred"]
        for standing, name in names(THREE_SQUARES).items()
        if standing != UNKNOWN
    }
    texts = encoding["x"]["axis"], encoding["y"]["axis"], encoding["facet"]["header"], encoding["color"]["legend"]
    assert {text["labelColor"] for text in texts} == {INK[theme]}


@pytest.mark.parametrize(
    ("first", "day", "days"),
    [
        (july(2), july(4), [(7, 2), (7, 4)]),
        (date(2021, 6, 30), july(4), [(7, 1), (7, 4)]),
        (date(2021, 5, 4), july(1), [(5, 4), (6, 1), (7, 1)]),
        (july(2), july(30), [(7, 2)]),
    ],
    ids=["begun early", "begun late", "viewed on a first", "viewed on none of the days"],
)
def test_the_axis_names_the_months_and_has_a_line_for_the_day_viewed(
    first: date, day: date, days: list[tuple[int, int]]
) -> None:
    axis = drawn(*EVENTS, first=first, day=day)["encoding"]["x"]["axis"]
    assert [(value["month"], value["date"]) for value in axis["values"]] == days
    assert all(value["utc"] for value in axis["values"])
    assert axis["labelOverlap"] == "greedy"  # a month that would run into the one before is left out
    assert f"'{day}'" in axis["gridOpacity"]["condition"]["test"]
    # A month that begins on the day viewed keeps its name.
    assert ("''" in axis["labelExpr"]) == (day.day != 1)


def test_months_and_days_are_named_in_the_language_given() -> None:
    lives = province_lives(reduce(EVENTS, PLACES), PROVINCE_OF, DISTRICTS, FIRST, july(9))
    spoken = language("nl")
    series = province_series(lives["AF01"], CALLED, THREE_SQUARES, DISTRICTS, VIEWED, "light", spoken).to_dict()
    panels = province_multiples(
        lives, ("AF01",), CALLED, THREE_SQUARES, DISTRICTS, VIEWED, "light", 2, 400, spoken
    ).to_dict()
    for chart in (series, panels):
        assert {row["days"] for row in rows(chart)} == {"2 juli", "3–9 juli"}
        assert chart["encoding"]["x"]["axis"]["labelExpr"].endswith(month_label(spoken))


def test_one_province_is_drawn_alone_without_panels() -> None:
    lives = province_lives(reduce(EVENTS, PLACES), PROVINCE_OF, DISTRICTS, FIRST, july(9))
    chart = province_series(lives["AF01"], CALLED, THREE_SQUARES, DISTRICTS, VIEWED, "light").to_dict()
    panels = drawn(*EVENTS, order=("AF01",))
    assert rows(chart) == rows(panels)
    assert panels["encoding"].keys() - chart["encoding"].keys() == {"facet"}
    assert "params" not in chart


def test_the_provinces_we_ship_are_few_rows_and_full_stacks(shipped: Atlas) -> None:
    called = {province.pcode: province.name for province in load_lists().provinces}
    lens = load_lenses()["people"]
    lives = province_lives(shipped.spans, load_gazetteer().province_of, lens, shipped.first, shipped.last)
    chart = province_multiples(
        lives, order_by_name(called), called, shipped.ledger.war, lens, july(5), "light", 6, 1280
    ).to_dict()
    told = rows(chart)
    assert {row["name"] for row in told} == set(called.values())
    assert len(told) < 1000
    tops = {(row[PROVINCE], row["day"]): row["high"] for row in told}  # the last of a step is its top
    assert all(math.isclose(top, 1) for top in tops.values())
