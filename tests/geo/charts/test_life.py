"""`geo.charts.life`: a district's life drawn, from one without a report to the one with the most."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings

from events.analysis.life import Life, life_of
from events.control.rule import BY_LATEST_DAY, reduce
from events.model import Event, Party, Pattern, PlaceId, Report, Source
from geo.atlas.atlas import Atlas
from geo.charts.axes import day_label
from geo.charts.life import ROOM, timeline
from geo.language import language
from geo.paint.palette import PAPER, TINT
from tests.conftest import THREE_SQUARES, event, july
from tests.ledgers import PLACES, ledgers

SOURCE = Source("s1", "<b>Gazette</b>", "Amber falls", "https://example.org/amber", "2021-07-05", "")
GREENS = Party("greens", "Greens", "the greens", {}, "#33aa33", "#55cc55", Pattern.RISING)
WAR = replace(THREE_SQUARES, parties=(*THREE_SQUARES.parties, GREENS))
FIRST, LAST = july(1), july(30)

Rows = list[dict[str, Any]]


def life(*events: Event) -> Life:
    reports = sorted((event.report for event in events), key=BY_LATEST_DAY)
    return life_of("0101", reduce(events, PLACES), {"0101": reports}, {"s1": SOURCE}, FIRST, LAST)


def drawn(told: Life) -> tuple[Rows, Rows]:
    """What the chart is given: the bars of the lane and the marks of the reports."""
    layers = timeline(told, WAR, FIRST, LAST, "light").layer
    return rows_of(layers[0]), rows_of(layers[-1])


def rows_of(layer: Any) -> Rows:
    rows: Rows = layer.data.values
    return rows


def columns(rows: Rows, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def test_the_lane_has_a_bar_for_every_span_and_a_strip_for_every_claim() -> None:
    lane, _ = drawn(life(event(1, 3, "reds captured", wide=True), event(2, 5, "blues claimed", sure="claimed")))
    assert columns(lane, "day", "until", "top", "standing", "strength") == [
        ("2021-07-01", "2021-07-03", 0.35, "Not known", 1),
        ("2021-07-03", "2021-07-05", 0.35, "Reds", 1 - TINT),
        ("2021-07-05", "2021-07-31", 0.35, "Reds", 1 - TINT),
        ("2021-07-05", "2021-07-31", 0, "Blues", 1),
    ]
    assert columns(lane[-1:], "days", "shown") == [
        ("5 July 2021 to 30 July 2021", "Reds, only from a province- or country-wide report; claimed by the blues")
    ]


def test_a_report_is_a_mark_on_the_day_it_counts_from_with_all_that_is_told_of_it() -> None:
    _, marks = drawn(life(event(1, (3, 4), "reds captured", sure="confirmed")))
    assert marks == [
        {
            "report": "r1",
            "day": "2021-07-04",
            "from": "2021-07-03",
            "top": 2.0,
            "standing": "Reds",
            "shape": "square",
            "hollow": False,
            "strength": 1,
            "contradicted": False,
            "days": "3–4 July",
            "says": "captured by the reds",
            "sure": "confirmed by the losing side, or by both",
            "publisher": "<b>Gazette</b>",
            "outcome": "stands",
        }
    ]


@pytest.mark.parametrize(
    ("report", "shape", "hollow", "strength"),
    [
        (event(1, 5, "reds captured", sure="confirmed"), "square", False, 1),
        (event(1, 5, "reds captured"), "circle", False, 1),
        (event(1, 5, "reds recaptured", sure="claimed"), "circle", True, 1),
        (event(1, 5, "reds held", wide=True), "circle", False, 1 - TINT),
        (event(1, 5, "reds fighting"), "triangle-up", False, 1),
        (event(1, 5, "reds captured", part=True, sure="confirmed"), "triangle-up", False, 1),
    ],
    ids=["confirmed", "reported", "claimed", "wider", "fighting", "part"],
)
def test_how_sure_a_report_is_shows_without_its_colour(
    report: Event, shape: str, hollow: bool, strength: float
) -> None:
    _, marks = drawn(life(report))
    assert columns(marks, "shape", "hollow", "strength") == [(shape, hollow, strength)]


def test_what_another_report_contradicts_is_crossed_and_told_why() -> None:
    _, marks = drawn(life(event(1, 5, "reds captured"), event(2, 5, "blues claimed", sure="claimed")))
    assert columns(marks, "contradicted", "outcome") == [
        (False, "stands"),
        (True, "a claim that a more certain report from that day contradicts"),
    ]


def test_a_report_that_counts_from_a_day_not_shown_is_not_drawn_and_a_line_begins_no_earlier() -> None:
    _, marks = drawn(life(event(1, 3, "reds held"), event(2, 40, "blues captured")))
    assert columns(marks, "report") == [("r1",)]
    early = timeline(life(event(1, (3, 9), "reds held")), WAR, july(5), LAST, "light")
    assert columns(rows_of(early.layer[-1]), "from", "day") == [("2021-07-05", "2021-07-09")]


def test_marks_that_would_overlap_stand_in_rows_of_their_own() -> None:
    _, marks = drawn(
        life(
            event(1, 3, "reds held"),
            event(2, 3, "reds captured"),
            event(3, (4, 12), "reds held"),
            event(4, 10, "reds held"),
            event(5, 19, "reds held"),
        )
    )
    assert dict(columns(marks, "report", "top")) == {"r1": 2.0, "r2": 2.8, "r4": 2.0, "r3": 3.6, "r5": 2.0}


@pytest.mark.slow
@settings(deadline=None, max_examples=50)
@given(ledgers())
def test_no_two_marks_of_any_ledger_overlap(events: tuple[Event, ...]) -> None:
    _, marks = drawn(life(*(event for event in events if "0101" in event.places)))
    rows: dict[float, list[tuple[date, date]]] = {}
    for row, *days in columns(marks, "top", "from", "day"):
        rows.setdefault(row, []).append((date.fromisoformat(days[0]), date.fromisoformat(days[1])))
    for spans in rows.values():
        in_order = sorted(spans)
        assert all(end + ROOM <= start for (_, end), (start, _) in pairwise(in_order))


def test_one_report_at_a_time_is_picked_by_its_id() -> None:
    spec = timeline(life(event(1, 3, "reds held")), WAR, FIRST, LAST, "light").to_dict()
    (picked,) = spec["params"]
    assert (picked["name"], picked["select"]) == ("report", {"fields": ["report"], "type": "point"})
    assert len(picked["views"]) == 1


@pytest.mark.parametrize(("theme", "ink"), [("light", PAPER["dark"]), ("dark", PAPER["light"])])
def test_the_day_asked_for_is_marked_in_the_ink_of_the_theme(theme: str, ink: str) -> None:
    line: Any = timeline(life(), WAR, FIRST, LAST, theme, july(9)).layer[-1]
    assert (rows_of(line), line.mark.color) == ([{"day": "2021-07-09"}], ink)


def test_the_days_of_a_life_are_told_in_the_language_given() -> None:
    chart = timeline(life(event(1, 9, "reds held")), WAR, FIRST, LAST, "light", language=language("fr"))
    lane, marks = rows_of(chart.layer[0]), rows_of(chart.layer[-1])
    assert columns(lane, "days") == [("1er juillet 2021 to 8 juillet 2021",), ("9 juillet 2021 to 30 juillet 2021",)]
    assert columns(marks, "days") == [("9 juillet",)]
    axes = [layer["encoding"]["x"].get("axis", {}).get("labelExpr") for layer in chart.to_dict()["layer"]]
    assert set(axes) == {None, day_label(language("fr"))}


def test_a_district_without_a_report_is_a_lane_of_not_known() -> None:
    lane, marks = drawn(life())
    assert (columns(lane, "day", "until", "standing"), marks) == ([("2021-07-01", "2021-07-31", "Not known")], [])


def test_the_chart_grows_with_its_rows_and_its_key_names_only_what_it_shows() -> None:
    few, more = life(event(1, 3, "reds held")), life(event(1, 3, "reds held"), event(2, 3, "reds held"))
    heights = [timeline(told, WAR, FIRST, LAST, "light").to_dict()["height"] for told in (life(), few, more)]
    assert heights == sorted(set(heights))
    spec = timeline(few, WAR, FIRST, LAST, "light").to_dict()
    assert spec["layer"][0]["encoding"]["color"]["legend"]["values"] == ["Reds", "Not known"]


def shipped_life(shipped: Atlas, place: PlaceId, about: Iterable[Report]) -> Life:
    sources = {source.id: source for source in shipped.ledger.sources}
    return life_of(place, shipped.spans, {place: tuple(about)}, sources, shipped.first, shipped.last)


def test_the_districts_we_ship_with_the_most_and_the_fewest_reports_are_drawn_whole(shipped: Atlas) -> None:
    about: dict[PlaceId, list[Report]] = {place: [] for place in shipped.spans}
    for each in sorted(shipped.ledger.events, key=lambda event: BY_LATEST_DAY(event.report)):
        for place in each.places:
            about[place].append(each.report)
    most, fewest = (choose(about, key=lambda place: len(about[place])) for choose in (max, min))
    assert (most, len(about[most]), len(about[fewest])) == ("1704", 15, 6)
    for place in (most, fewest):
        told = shipped_life(shipped, place, about[place])
        chart = timeline(told, shipped.ledger.war, shipped.first, shipped.last, "dark")
        assert columns(rows_of(chart.layer[-1]), "report") == [(report.id,) for report in about[place]]
        assert chart.to_dict()["$schema"]
