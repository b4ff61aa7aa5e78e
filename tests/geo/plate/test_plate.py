"""`geo.plate.plate`: still maps of districts, on one grid and in as few words as the browser needs."""

import json
import math
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import geopandas as gpd
import pytest
import shapely

from events.control.rule import control_on
from events.model import CONTESTED, UNKNOWN
from geo.atlas.atlas import Atlas
from geo.paint.fills import FAINT, Fill, fill_of
from geo.paint.labels import naming
from geo.paint.looks import Look, look_of
from geo.paint.marks import patterns
from geo.paint.palette import mix, palette
from geo.places.boundaries import dissolve, load_boundaries
from geo.places.districts import District, Province
from geo.places.grid import Room, Shapes, plate_shapes
from geo.places.lists import load_districts, load_lists
from geo.plate.plate import plate, swipe
from tests.conftest import THREE_SQUARES, july

Point = tuple[int, int]

NAMES = {"0101": "Amber", "0102": "Birch", "0103": "Dale", "0201": "Cedar"}
LIGHT = palette(THREE_SQUARES, "light")
# A third of 10,000 steps is 3,333.3; a degree of latitude is a little longer on the map than one of longitude: 3,333.5.
AMBER = "M3333 3334l0-3334-3333 0 0 3334z"
BIRCH = "M6667 3334l0-3334-3334 0 0 3334z"
CEDAR = "M10000 3334l0-3334-3333 0 0 3334z"


@pytest.fixture
def shapes(squares: gpd.GeoDataFrame) -> Shapes:
    """The three squares, and Dale, a dot in Amber."""
    return plate_shapes(
        squares,
        dissolve(squares),
        (
            _district("0101", 0.5),
            _district("0102", 1.5),
            _district("0103", 0.25, parent="0101"),
            _district("0201", 2.5),
        ),
        (_province("AF01", "East"), _province("AF02", "West")),
    )


def test_a_place_too_small_to_be_seen_is_drawn_as_a_speck(squares: gpd.GeoDataFrame) -> None:
    islet = shapely.box(2.5, 0.5, 2.5001, 0.5001)
    squares.geometry = [squares.geometry["0101"], squares.geometry["0102"], islet]
    drawn = plate_shapes(squares, dissolve(squares), (), ())
    left, top, right, bottom = drawn.bounds["0201"]
    assert (right - left, bottom - top) == (2, 2)
    assert drawn.paths["0201"].startswith(f"M{left} {top}l2 0")
    assert "lz" not in drawn.outline and "nan" not in drawn.outline


@pytest.fixture(scope="module")
def country() -> Shapes:
    boundaries = load_boundaries()
    counted = [district for district in load_districts() if district.counted]
    return plate_shapes(boundaries, dissolve(boundaries), counted, load_lists().provinces)


def test_the_squares_stand_on_one_grid(shapes: Shapes) -> None:
    assert shapes.paths == {"0101": AMBER, "0102": BIRCH, "0201": CEDAR}
    assert shapes.box == (-100, -100, 10100, 3434)


def test_a_district_without_a_polygon_is_a_dot_where_its_parent_is(shapes: Shapes) -> None:
    assert shapes.dots == {"0103": (833, 1667)}
    assert shapes.bounds["0103"] == shapes.bounds["0101"] == (0, 0, 3333, 3334)


def test_the_line_between_two_provinces_is_drawn_once(shapes: Shapes) -> None:
    assert shapes.borders in ("M6667 3334l0-3334", "M6667 0l0 3334")


def test_a_label_stands_in_the_middle_of_its_room(shapes: Shapes) -> None:
    room = shapes.rooms["0101"]
    assert (room.x, room.y, room.radius) == pytest.approx((1667, 1667, 1667), abs=40)
    assert shapes.province_rooms["AF02"] == shapes.rooms["0201"]


def test_what_is_too_small_for_the_grid_is_left_out_of_a_path(squares: gpd.GeoDataFrame) -> None:
    speck = shapely.box(0.5, -0.00002, 0.50002, 0)
    squares.geometry = [shapely.union_all([speck, squares.geometry["0101"]]), *squares.geometry[1:]]
    drawn = plate_shapes(squares, dissolve(squares), (), ())
    assert drawn.paths["0101"].count("M") == 1


def test_a_fill_looks_as_the_atlas_does_and_says_what_it_says() -> None:
    fought_over = Look(CONTESTED, False, "reds", ("blues",), True)
    assert fill_of(fought_over, THREE_SQUARES) == Fill(
        ground="contested",
        marks=(("dots", "contested-dots"), ("rising", "reds"), ("specks", "blues")),
        unsettled=True,
        lines=(
            "Contested; claimed by the reds; may already have fallen to the blues; "
            "fighting, or part of it changing hands",
        ),
    )
    assert fill_of(Look("blues", True, None, (), False), THREE_SQUARES, faint=True) == Fill(
        ground="blues-inferred", faint=True, lines=("Blues, only from a province- or country-wide report",)
    )


def test_the_component_is_told_every_fill_and_every_line_once(shapes: Shapes) -> None:
    reds, blues = Fill("reds", lines=("Reds",)), Fill("blues", (("lattice", "reds"),), lines=("Blues", "Reds before"))
    fills = {"0101": reds, "0102": blues, "0103": reds, "0201": Fill("reds", lines=("Reds since June",))}
    told = plate(shapes, fills, NAMES, THREE_SQUARES, "light", [(blues, "retaken", "r")], None, "Three squares")
    rooms = [shapes.province_rooms["AF01"], shapes.province_rooms["AF02"]]
    assert told == {
        "title": "Three squares",
        "patterns": patterns(),
        "naming": naming(),
        "colours": {"paper": LIGHT["paper"], "fighting": LIGHT["contested-dots"]},
        "box": [-100, -100, 10200, 3534],
        "paints": [
            {"ground": "#aa3333", "lost": True, "marks": [], "faint": False, "unsettled": False},
            {"ground": "#3333aa", "lost": True, "marks": [["lattice", "#aa3333"]], "faint": False, "unsettled": False},
        ],
        "said": [["Reds"], ["Blues", "Reds before"], ["Reds since June"]],
        "places": [
            ["0101", "Amber, East", AMBER, 0, 0],
            ["0102", "Birch, East", BIRCH, 1, 1],
            ["0201", "Cedar, West", CEDAR, 0, 2],
            ["0103", "Dale, East", [833, 1667], 0, 0],
        ],
        "around": "",
        "borders": shapes.borders,
        "labels": [["East", *_spot(rooms[0]), False], ["West", *_spot(rooms[1]), False]],
        "legend": [[1, "retaken", "r"]],
        "few": [],
    }
    assert json.loads(json.dumps(told)) == told


def test_what_recedes_is_mixed_with_the_paper_of_its_theme(shapes: Shapes) -> None:
    fills = dict.fromkeys(NAMES, Fill("reds", (("rising", "blues"),), faint=True))
    dark = palette(THREE_SQUARES, "dark")
    told = plate(shapes, fills, NAMES, THREE_SQUARES, "dark", [], None, "")
    assert told["paints"] == [
        {
            "ground": mix("#cc5555", dark["paper"], FAINT),
            "lost": False,
            "marks": [["rising", mix("#5555cc", dark["paper"], FAINT)]],
            "faint": True,
            "unsettled": False,
        }
    ]
    assert told["colours"] == {"paper": dark["paper"], "fighting": dark["contested"]}


def test_a_part_is_drawn_in_the_proportions_of_the_whole_and_the_rest_as_a_line(shapes: Shapes) -> None:
    told = plate(shapes, {"0201": Fill(UNKNOWN)}, NAMES, THREE_SQUARES, "light", [], frozenset({"0201"}), "Cedar")
    assert told["box"] == [3137, -134, 10393, 3601]  # about Cedar's 6667 to 10000, and 0 to 3334
    assert pytest.approx(10200 / 3534, rel=0.001) == 10393 / 3601
    assert [place[0] for place in told["places"]] == ["0201"]
    assert (told["around"], told["borders"]) == (AMBER + BIRCH, "")
    assert told["labels"] == [
        ["Cedar", *_spot(shapes.rooms["0201"]), False],
        ["East", *_spot(shapes.province_rooms["AF01"]), True],
    ]


def test_nothing_is_drawn_without_its_fill_or_in_a_colour_that_is_none(shapes: Shapes) -> None:
    with pytest.raises(KeyError, match="0103"):
        plate(shapes, {"0101": Fill("reds")}, NAMES, THREE_SQUARES, "light", [], frozenset({"0101", "0103"}), "")
    with pytest.raises(KeyError, match="greens"):
        plate(shapes, dict.fromkeys(NAMES, Fill("greens")), NAMES, THREE_SQUARES, "light", [], None, "")


def test_two_plates_lie_over_each_other_with_what_sets_the_right_one_apart(shapes: Shapes) -> None:
    reds, blues, both = Fill("reds"), Fill("blues"), ("June", "July")
    left, right = (
        plate(shapes, dict.fromkeys(NAMES, reds) | change, NAMES, THREE_SQUARES, "light", [], None, "")
        for change in ({}, {"0201": blues})
    )
    told = swipe(left, right, both)
    assert told.pop("over") == {
        "paints": right["paints"],
        "numbers": [0, 0, 1, 0],
        "ends": ["June", "July"],
        "label": "Divider: left of it June, right of it July",
    }
    assert told == left
    part = plate(shapes, {"0201": blues}, NAMES, THREE_SQUARES, "light", [], frozenset({"0201"}), "")
    with pytest.raises(ValueError, match="the same places"):
        swipe(left, part, both)


def test_every_district_has_a_path_or_a_dot_and_all_are_small(country: Shapes) -> None:
    districts = {district.code for district in load_districts() if district.counted}
    assert (len(country.paths), len(country.dots)) == (398, 23)
    assert country.paths.keys() | country.dots.keys() == country.bounds.keys() == districts
    assert sum(map(len, country.paths.values())) <= 120_000


def test_neighbours_meet_on_the_grid(country: Shapes) -> None:
    """The steps that only one district takes are the outline of the country, without a gap within."""
    taken = Counter(step for path in country.paths.values() for ring in _rings(path) for step in _steps(ring))
    alone = [tuple(step) for step, times in taken.items() if times % 2]
    outlines = shapely.get_parts(shapely.polygonize(shapely.linestrings(alone)))
    assert len(outlines) == 1
    assert outlines[0].length == pytest.approx(sum(math.dist(*step) for step in alone))


def test_the_plate_of_a_day_is_small_and_paints_as_the_atlas_does(country: Shapes, shipped: Atlas) -> None:
    war = shipped.ledger.war
    names = {district.code: district.name for district in load_districts()}
    looks = {place: look_of(span) for place, span in control_on(shipped.spans, july(5)).items()}
    fills = {place: fill_of(look, war) for place, look in looks.items()}
    told = plate(country, fills, names, war, "light", [], None, "5 July 2021")
    assert len(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()) < 155_000
    grounds = {place: told["paints"][paint]["ground"] for place, _, _, paint, _ in told["places"]}
    assert grounds == {place: palette(war, "light")[look.fill] for place, look in looks.items()}
    assert len(told["paints"]) <= len(set(looks.values()))


def test_a_province_is_a_fraction_of_the_country(country: Shapes, shipped: Atlas) -> None:
    war = shipped.ledger.war
    names = {district.code: district.name for district in load_districts()}
    control = control_on(shipped.spans, date(2021, 7, 5))
    within = frozenset(place for place, province in country.province_of.items() if province == "AF17")
    fills = {place: fill_of(look_of(control[place]), war) for place in within}
    told = plate(country, fills, names, war, "light", [], within, "Badakhshan")
    assert {place[0] for place in told["places"]} == within
    assert len(json.dumps(told)) < 25_000


def _district(code: str, lon: float, parent: str = "") -> District:
    common = {"pcode": "", "names": {}, "counted": True, "temporary": False, "capital": False}
    return District(
        code=code,
        name=NAMES[code],
        province=f"AF{code[:2]}",
        parent=parent or code,
        population=0,
        area_km2=None,
        lon=lon,
        lat=0.5,
        **common,  # type: ignore[arg-type]
    )


def _province(pcode: str, name: str) -> Province:
    return Province(pcode, name, {}, (), "", 0)


def _spot(room: Room) -> tuple[int, int, int]:
    return room.x, room.y, room.radius


def _rings(path: str) -> list[list[Point]]:
    """Walk path data as SVG does."""
    walked = []
    for ring in re.findall(r"M([^z]*)z", path):
        (x, y), steps = ([int(number) for number in re.findall(r"-?\d+", part)] for part in ring.split("l"))
        points = [(x, y)]
        for across, down in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + across, y + down
            points.append((x, y))
        walked.append(points)
    return walked


def _steps(ring: list[Point]) -> list[frozenset[Point]]:
    """The steps round a ring, whichever way they are taken."""
    return [frozenset(step) for step in pairwise([*ring, ring[0]])]


def test_of_many_parties_those_that_hold_least_are_one_line_which_opens() -> None:
    """Eight parties hold a place each, the first two of them two; not known is the ninth standing."""
    parties = tuple(replace(THREE_SQUARES.parties[0], id=f"p{at}") for at in range(8))
    war = replace(THREE_SQUARES, parties=parties)
    grounds = [*(f"p{at}" for at in range(8)), "p0", "p1", UNKNOWN]
    boundaries = gpd.GeoDataFrame(
        {"pcode": "", "name": "", "province": "AF01"},
        geometry=[shapely.box(west, 0, west + 1, 1) for west in range(len(grounds))],
        index=[f"{at:04}" for at in range(len(grounds))],
        crs="EPSG:4326",
    ).rename_axis("place")
    districts = [replace(_district("0101", 0.5), code=code, parent=code) for code in boundaries.index]
    drawn = plate_shapes(boundaries, dissolve(boundaries), districts, (_province("AF01", "East"),))
    fills = {code: Fill(ground) for code, ground in zip(boundaries.index, grounds, strict=True)}
    names = dict.fromkeys(boundaries.index, "")

    def told(*key: str) -> Any:
        return plate(drawn, fills, names, war, "light", [(Fill(name), name, "") for name in key], None, "")

    key = (*(f"p{at}" for at in range(5)), "p4-inferred", "p5", "p6", "p7", UNKNOWN)
    of_day = told(*key)
    assert of_day["few"] == [[6, 7, 8], "3 other sides: 3"]
    assert swipe(of_day, of_day, ("then", "now"))["few"] == [[6, 7, 8], "3 other sides"]
    assert told("p0", "p1", UNKNOWN)["few"] == []
    faint = plate(drawn, fills, names, war, "light", [(Fill(name, faint=True), name, "") for name in key], None, "")
    assert faint["few"] == []
