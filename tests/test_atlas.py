"""`geo.atlas.atlas`: the whole line, from files to page, over three squares; and the page of the files we ship."""

import csv
import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import geopandas as gpd
import numpy as np
import pytest
import shapely

from events.control.outcomes import Outcome
from events.control.rule import control_on
from events.ledger.folder import EmptyLedger
from events.model import UNKNOWN
from geo.atlas.atlas import Atlas, load_atlas
from geo.atlas.element import SCRIPT_LINK
from geo.atlas.map import atlas_map
from geo.atlas.packed import packed
from geo.paint.ink import contrast
from geo.paint.looks import look_of
from geo.paint.palette import palette
from geo.places.boundaries import load_boundaries
from geo.places.lists import load_districts
from geo.publish.__main__ import main
from tests.conftest import REPORTS, LedgerFolder, july, life

HOSTILE = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
DISTRICT_COLUMNS = (
    *("code", "pcode", "name", "name_fa", "name_ps", "province", "parent", "counted", "status", "capital"),
    *("population", "area_km2", "lon", "lat"),
)
DISTRICTS = (
    ("0101", "AF0101", "Amber", "", "", "AF01", "0101", "yes", "permanent", "yes", "10", "4.5", "0.5", "0.5"),
    ("0102", "AF0102", "Birch", "", "", "AF01", "0102", "yes", "permanent", "no", "20", "5.5", "1.5", "0.5"),
    ("0201", "AF0201", "Cedar", "", "", "AF02", "0201", "yes", "permanent", "yes", "30", "6", "2.5", "0.5"),
    ("0202", "", "Dell", "", "", "AF02", "0201", "yes", "temporary", "no", "5", "", "2.7", "0.6"),
)
PROVINCE_COLUMNS = ("pcode", "name", "name_fa", "name_ps", "other_names", "capital", "population")
PROVINCES = (("AF01", "East", "", "", "", "0101", "30"), ("AF02", "West", "", "", "", "0201", "35"))


@pytest.fixture
def boundaries_file(tmp_path: Path, squares: gpd.GeoDataFrame) -> Path:
    """The squares as a file, and beside it the lists of `geo.places.lists` for them: Dell lies in Cedar's polygon."""
    write(tmp_path / "districts.csv", DISTRICT_COLUMNS, DISTRICTS)
    write(tmp_path / "provinces.csv", PROVINCE_COLUMNS, PROVINCES)
    write(tmp_path / "spellings.csv", ("code", "name"), ())
    path = tmp_path / "squares.geojson"
    path.write_text(squares.rename_axis("code").reset_index().to_json())
    return path


def write(path: Path, columns: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Path:
    with path.open("w", newline="") as lines:
        csv.writer(lines).writerows([columns, *rows])
    return path


def told(atlas: Atlas) -> dict[str, Any]:
    page: dict[str, Any] = json.loads(atlas.page)
    return page


def told_in(document: str) -> dict[str, Any]:
    """What a whole page, as HTML, is told by its links: packed."""
    links = [unquote(link) for link in re.findall(f'<script src="{re.escape(SCRIPT_LINK)}([^"]*)"', document)]
    before = "L.Atlas.told = L.Atlas.unpacked(JSON.parse('"
    (told,) = [link.removeprefix(before) for link in links if link.startswith(before)]
    text = told.removesuffix("'));")
    assert "'" not in text  # it would end the text
    page: dict[str, Any] = json.loads(text.replace("\\\\", "\\"))
    return page


def polygons(page: dict[str, Any]) -> list[shapely.MultiPolygon]:
    """Walk the steps of every ring back into shapes."""

    def walk(ring: list[int]) -> Any:
        return np.cumsum(np.array(ring).reshape(-1, 2), axis=0) / page["perDegree"]

    return [
        shapely.MultiPolygon([(walk(outer), [walk(hole) for hole in holes]) for outer, *holes in parts])
        for parts in page["rings"]
    ]


def decoded(page: dict[str, Any], day: int) -> list[tuple[Any, ...]]:
    """Standing, inferred, claim and unsettled of each place on a day, out of the runs."""
    looks = []
    for run in page["runs"]:
        number = [look for begins, look in zip(run[::2], run[1::2], strict=True) if begins <= day][-1]
        look = page["looks"][number]
        looks.append((look["standing"], look["inferred"], look["claim"], look["unsettled"]))
    return looks


def test_files_become_spans_and_the_days_they_run_over(ledger_folder: LedgerFolder, boundaries_file: Path) -> None:
    atlas = load_atlas(ledger_folder(), boundaries_file, lists=boundaries_file.parent)
    assert (atlas.first, atlas.last, atlas.ledger.problems) == (july(1), july(7), ())
    assert {place: life(spans) for place, spans in atlas.spans.items()} == {
        "0101": ["1 Jul: reds", "7 Jul: reds, claimed by blues"],
        "0102": ["3 Jul: unknown, changing to reds", "4 Jul: reds"],
        "0201": ["6 Jul: blues inferred"],
        "0202": ["6 Jul: blues inferred"],
    }


def test_who_is_presumed_to_hold_what_no_report_speaks_of_is_a_standing_of_its_own(
    ledger_folder: LedgerFolder, boundaries_file: Path
) -> None:
    said = 'pattern = "falling"\n\n[presumed]\nparty = "blues"\nsource = "s1"\n'
    folder = ledger_folder("war.toml", 'pattern = "falling"\n', said)
    atlas = load_atlas(folder, boundaries_file, lists=boundaries_file.parent)
    page = told(atlas)
    assert page["standings"][2:4] == [["contested", "Contested", 0, []], ["presumed-blues", "Blues, presumed", 0, []]]
    assert ("presumed-blues", "Blues, presumed") in [(look["fill"], look["words"]) for look in page["looks"]]
    assert {look[0] for look in decoded(page, 0)[1:]} == {"presumed-blues"}
    for theme in ("light", "dark"):
        ground = palette(atlas.ledger.war, theme)
        shades = [contrast(ground[name], ground["unknown"]) for name in ("presumed-blues", "blues-inferred", "blues")]
        assert 1 < shades[0] < shades[1] < shades[2]


def test_the_page_is_told_everything(ledger_folder: LedgerFolder, boundaries_file: Path) -> None:
    page = told(load_atlas(ledger_folder(), boundaries_file, lists=boundaries_file.parent))
    assert {
        key: page[key] for key in ("title", "eyebrow", "first", "days", "offensive", "boundaries", "standings")
    } == {
        "title": "Three squares",
        "eyebrow": "Three squares · district control · as known now",
        "first": "2021-07-01",
        "days": 7,
        "offensive": 1,
        "boundaries": "3 districts have boundaries; the others are dots.",
        "standings": [
            ["reds", "Reds", 1, []],
            ["blues", "Blues", 1, []],
            ["contested", "Contested", 0, []],
            ["unknown", "Not known", 0, []],
        ],
    }
    assert page["places"] == [
        ["0101", "AF0101", "Amber", [], 0, 0, 0.5, 0.5, 10],
        ["0102", "AF0102", "Birch", [], 0, 1, 1.5, 0.5, 20],
        ["0201", "AF0201", "Cedar", [], 1, 2, 2.5, 0.5, 30],
        ["0202", "", "Dell", [], 1, 2, 2.7, 0.6, 5],
    ]
    assert page["runs"] == [[0, 0, 6, 1], [0, 2, 2, 3, 3, 0], [0, 2, 5, 4], [0, 2, 5, 4]]
    assert [(look["fill"], look["words"]) for look in page["looks"]] == [
        ("reds", "Reds"),
        ("reds", "Reds; claimed by the blues"),
        ("unknown", "Not known"),
        ("unknown", "Not known; may already have fallen to the reds"),
        ("blues-inferred", "Blues, only from a province- or country-wide report"),
    ]
    assert [row[0] for row in page["tallies"][0]] == [1, 1, 1, 2, 2, 2, 2]
    assert page["tallies"][0][6] == [2, 1, 2, 0, 2, 2, 3, 2, 0, 0, 0, 0, 0, 0, 0, 0, 1]
    assert len(page["headlines"]) == len(page["sentences"]) == 7


def test_the_page_tells_who_says_so(ledger_folder: LedgerFolder, boundaries_file: Path) -> None:
    page = told(load_atlas(ledger_folder(), boundaries_file, lists=boundaries_file.parent))
    assert page["sources"] == [
        ["Gazette", "Amber falls", "https://example.org/amber", "2021-07-05"],
        ["Monthly", "The summer", "https://example.org/summer", "2021-07"],
        ["Pamphlet", "We are winning", "", "", "propaganda outlet"],
    ]
    assert page["reports"] == [
        [
            "r1",
            "1 July",
            "captured by the reds",
            "reported by third parties",
            0,
            "Amber",
            "",
            "",
            "exact date; known since 5 July 2021",
            0,
        ],
        [
            *("r2", "3–4 July", "captured by the reds", "confirmed by the losing side, or by both", 0, "Birch", "", ""),
            *("dated to the weekend; known since 4 July 2021", 3),
        ],
        [
            *("r3", "6 July", "the West: held by the blues (province-wide report)", "reported by third parties", 1),
            *("the West", "", "", "exact date; known from 6 July 2021 at the earliest", 5),
        ],
        [
            *(
                "r4",
                "7 July",
                "claimed by the blues",
                "claimed only by the side that gains",
                2,
                "Amber",
                "said to be so",
            ),
            *("the reds", "exact date; known from 7 July 2021 at the earliest", 6),
        ],
    ]
    claim = list(Outcome).index(Outcome.CLAIM)
    assert page["about"] == [[0, 0, 3, claim], [1, 0], [2, 0], [2, 0]]
    reported, confirmed = "reported by third parties", "confirmed by the losing side, or by both"
    assert page["changes"] == [
        [6, 1, 1, 0, "claimed by the blues", "claimed only by the side that gains", "Pamphlet", [0]],
        [5, 1, 0, 1, "the West: held by the blues (province-wide report)", reported, "Monthly", [2, 3]],
        [3, 0, 0, 0, "captured by the reds", confirmed, "Gazette", [1]],
        [0, 0, 0, 0, "captured by the reds", reported, "Gazette", [0]],
    ]
    assert page["pins"] == [[1, "They talk", 0, "Talks"]]
    assert page["baselines"] == [[["Blues (before July, press report)", 0]], [], [], []]


def test_the_rings_of_the_page_are_the_boundaries(
    ledger_folder: LedgerFolder, boundaries_file: Path, squares: gpd.GeoDataFrame
) -> None:
    page = told(load_atlas(ledger_folder(), boundaries_file, lists=boundaries_file.parent))
    drawn = polygons(page)
    assert [shape.equals(square) for shape, square in zip(drawn[:3], squares.geometry, strict=True)] == [True] * 3
    assert drawn[3].is_empty
    assert page["provinces"] == [
        ["East", pytest.approx(1, abs=0.6), pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01)],
        ["West", pytest.approx(2.5, abs=0.01), pytest.approx(0.5, abs=0.01), pytest.approx(0.5, abs=0.01)],
    ]


def test_as_known_on_a_day_the_page_ends_with_it_and_later_reports_play_no_part(
    ledger_folder: LedgerFolder, boundaries_file: Path
) -> None:
    atlas = load_atlas(ledger_folder(), boundaries_file, known=july(4), lists=boundaries_file.parent)
    assert [event.report.id for event in atlas.ledger.events] == ["r2"]
    assert (atlas.first, atlas.last) == (july(1), july(4))
    assert {span.standing for spans in atlas.spans.values() for span in spans} == {"reds", UNKNOWN}
    assert [report[0] for report in told(atlas)["reports"]] == ["r2"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("reports.csv", ",Amber,captured", f",{HOSTILE},captured"),
        ("reports.csv", "said to be so", HOSTILE),
        ("sources.csv", "Gazette", HOSTILE),
        ("context.csv", "They talk", HOSTILE),
        ("baseline.csv", "before July", HOSTILE),
        ("war.toml", "Three squares", HOSTILE),
        ("war.toml", "Reds", HOSTILE),
        ("war.toml", "the reds", HOSTILE),
    ],
)
def test_markup_in_the_words_of_a_ledger_is_inert(
    ledger_folder: LedgerFolder, boundaries_file: Path, file: str, old: str, new: str
) -> None:
    atlas = load_atlas(ledger_folder(file, old, new), boundaries_file, lists=boundaries_file.parent)
    document = atlas_map(atlas.told, atlas.ledger.war, july(4)).get_root().render()
    assert HOSTILE in json.dumps(told(atlas), ensure_ascii=False)
    assert "<" not in atlas.page
    assert "<img src=x" not in document
    assert told_in(document) == packed(told(atlas))


def test_atlases_that_show_the_same_have_one_digest_and_others_another(
    ledger_folder: LedgerFolder, boundaries_file: Path
) -> None:
    lists = boundaries_file.parent
    one, same = (load_atlas(ledger_folder(), boundaries_file, lists=lists).digest for _ in range(2))
    other = load_atlas(
        ledger_folder("reports.csv", "said to be so", "so they say"), boundaries_file, lists=lists
    ).digest
    assert one == same != other


def test_markup_in_the_name_of_a_district_is_inert(
    ledger_folder: LedgerFolder, boundaries_file: Path, tmp_path: Path
) -> None:
    table = tmp_path / "districts.csv"
    table.write_text(table.read_text().replace("Dell", HOSTILE))
    atlas = load_atlas(ledger_folder(), boundaries_file, lists=boundaries_file.parent)
    assert told(atlas)["places"][3][2] == HOSTILE
    assert "<" not in atlas.page


def test_a_ledger_without_a_single_event_is_refused_by_name(ledger_folder: LedgerFolder, boundaries_file: Path) -> None:
    folder = ledger_folder()
    (folder / "reports.csv").write_text(REPORTS.splitlines()[0] + "\n")
    with pytest.raises(EmptyLedger, match=r"^ledger has no report that could be read and placed$"):
        load_atlas(folder, boundaries_file, lists=boundaries_file.parent)


def test_a_ledger_whose_reports_are_all_invalid_says_what_is_wrong_with_them(
    ledger_folder: LedgerFolder, boundaries_file: Path
) -> None:
    folder = ledger_folder()
    head, first, *_ = REPORTS.splitlines()
    (folder / "reports.csv").write_text(f"{head}\n{first.replace('Amber', 'Umber')}\n")
    with pytest.raises(EmptyLedger, match=r"placed\nreports\.csv, line 2, district: 'Umber' is no district"):
        load_atlas(folder, boundaries_file, lists=boundaries_file.parent)


def test_the_page_is_one_file_that_needs_no_network(tmp_path: Path) -> None:
    assert main([str(tmp_path / "out.html")]) == 0
    text = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert told_in(text)["title"] == "Afghanistan 2021"
    assert {
        link.partition(":")[0] for link in re.findall(r'<(?:script|link|img)[^>]* (?:src|href)="([^"]*)"', text)
    } == {"data"}


def test_the_page_as_known_on_a_day_ends_with_it_and_has_nothing_published_later() -> None:
    known = date(2021, 7, 4)
    atlas = load_atlas(known=known)
    assert atlas.last == known
    assert {event.report.known <= known for event in atlas.ledger.events} == {True}
    assert {context.known <= known for context in atlas.ledger.context} == {True}
    told = json.loads(atlas.page)
    assert told["eyebrow"].endswith("as known on 4 July 2021")
    assert max(day for day, *_ in told["pins"]) < told["days"] == (known - atlas.first).days + 1


# The page of the files we ship.


def test_every_ring_of_the_shipped_page_is_its_boundary_within_its_rounding(shipped: Atlas) -> None:
    boundaries, districts = load_boundaries(), [district for district in load_districts() if district.counted]
    drawn = dict(zip((district.code for district in districts), polygons(told(shipped)), strict=True))
    assert {code for code, shape in drawn.items() if not shape.is_empty} == set(boundaries.index)
    for code, boundary in zip(boundaries.index, boundaries.geometry, strict=True):
        assert np.abs(shapely.get_coordinates(drawn[code]) - shapely.get_coordinates(boundary)).max() < 1e-4, code


@pytest.mark.parametrize(
    "day",
    [date(2021, 4, 6), date(2021, 5, 12), date(2021, 6, 21), july(4), july(5), date(2021, 8, 15), date(2021, 9, 6)],
    ids=str,
)
def test_the_runs_of_the_shipped_page_decode_to_the_control_of_the_day(shipped: Atlas, day: date) -> None:
    control = [look_of(span) for span in control_on(shipped.spans, day).values()]
    assert decoded(told(shipped), (day - shipped.first).days) == [
        (look.standing, look.inferred, look.claim, look.unsettled) for look in control
    ]


def test_the_changes_of_the_shipped_page_played_in_order_end_where_the_runs_end(shipped: Atlas) -> None:
    page = told(shipped)
    standing = [UNKNOWN] * len(page["places"])
    for _, after, claimed, *_, places in reversed(page["changes"]):
        for place in places:
            standing[place] = standing[place] if claimed else page["standings"][after][0]
    assert standing == [look[0] for look in decoded(page, page["days"] - 1)]


def test_the_days_of_the_page_are_plain_days(shipped: Atlas) -> None:
    page = told(shipped)
    assert date.fromisoformat(page["first"]) + timedelta(days=page["days"] - 1) == shipped.last == date(2021, 9, 6)
