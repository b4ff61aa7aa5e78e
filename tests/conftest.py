"""What the tests stand on: three unit squares in a row, their gazetteer, and a small war over them."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Protocol

import geopandas as gpd
import pytest
import shapely

from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS
from events.ledger.locate import Gazetteer
from events.ledger.totals import CLAIM_COLUMNS
from events.model import UNKNOWN, Certainty, Event, Kind, Party, Pattern, PlaceId, Scope, Span, War
from geo.atlas.atlas import Atlas, load_atlas
from geo.places.lists import SPELLING_COLUMNS
from tests import ledgers

WAR = """\
title = "Three squares"
first_day = 2021-06-01
last_day = 2021-08-31
opening_day = 2021-07-04
offensive_from = 2021-07-02

[[party]]
id = "reds"
name = "Reds"
called = "the reds"
names = {}
colour = "#aa3333"
colour_dark = "#cc5555"
pattern = "rising"

[[party]]
id = "blues"
name = "Blues"
called = "the blues"
names = {}
colour = "#3333aa"
colour_dark = "#5555cc"
pattern = "falling"
"""
THREE_SQUARES = War(
    title="Three squares",
    first_day=date(2021, 6, 1),
    last_day=date(2021, 8, 31),
    opening_day=date(2021, 7, 4),
    offensive_from=date(2021, 7, 2),
    parties=(
        Party("reds", "Reds", "the reds", {}, "#aa3333", "#cc5555", Pattern.RISING),
        Party("blues", "Blues", "the blues", {}, "#3333aa", "#5555cc", Pattern.FALLING),
    ),
)
"""What the file above says."""

SOURCES = f"""\
{",".join(SOURCE_COLUMNS)}
s1,Gazette,Amber falls,https://example.org/amber,2021-07-05,
s2,Monthly,The summer,https://example.org/summer,2021-07,
s3,Pamphlet,We are winning,https://example.net/pamphlet,,propaganda outlet
"""
REPORTS = f"""\
{",".join(REPORT_COLUMNS)}
r1,2021-07-01,2021-07-01,day,district,East,Amber,,,Amber,captured,reds,reported,,s1,,
r2,2021-07-03,2021-07-04,weekend,district,East,Birch,,,Birch,captured,reds,confirmed,,s1,2021-07-04,
r3,2021-07-06,2021-07-06,day,province,West,,,,the West,held,blues,reported,,s2,,
r4,2021-07-07,2021-07-07,day,capital,East,,,,Amber,claimed,blues,claimed,reds,s3,,said to be so
"""
CONTEXT = """\
context_id,day,kind,place,summary,source_id,published,label
c1,2021-07-02,negotiation,Amber,They talk,s1,,Talks
"""
BASELINE = """\
province,district,scope,standing,as_of,basis,source_id,note
East,Amber,district,blues,before July,press report,s1,
"""
CLAIMS = f"""\
{",".join(CLAIM_COLUMNS)}
k1,2021-07-05,day,Gazette,,reds,,stock,districts,held,2,2,,,,4,,s1,,
"""
LEDGER = {
    "war.toml": WAR,
    "sources.csv": SOURCES,
    "reports.csv": REPORTS,
    "context.csv": CONTEXT,
    "baseline.csv": BASELINE,
    "claims.csv": CLAIMS,
}


DISTRICTS = """\
code,pcode,name,name_fa,name_ps,province,parent,counted,status,capital,population,area_km2,lon,lat
0101,AF0101,Amber,عنبر,,AF01,0101,yes,permanent,yes,2000,12364.5,0.5,0.5
0102,AF0102,Birch,,,AF01,0102,yes,permanent,no,1000,12364.5,1.4,0.5
0103,,Elm,,,AF01,0102,yes,temporary,no,500,,1.6,0.5
0201,AF0201,Cedar,,,AF02,0201,yes,permanent,yes,3000,12364.5,2.4,0.5
0202,,Docks,,,AF02,0201,no,permanent,no,,,2.6,0.5
"""
PROVINCES = """\
pcode,name,name_fa,name_ps,other_names,capital,population
AF01,East,,,Orient;Levant,0101,3500
AF02,West,,,,0201,3000
"""
SPELLINGS = f"""\
{",".join(SPELLING_COLUMNS)}
0101,Ambar
0101,Mill
0201,Mill
0202,Harbour
"""
SQUARES = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": code, "pcode": f"AF{code}", "name": name, "province": f"AF{code[:2]}"},
                "geometry": json.loads(shapely.to_geojson(shapely.box(west, 0, west + 1, 1))),
            }
            for west, (code, name) in enumerate({"0101": "Amber", "0102": "Birch", "0201": "Cedar"}.items())
        ],
    }
)
COUNTRY = {
    "districts.csv": DISTRICTS,
    "provinces.csv": PROVINCES,
    "spellings.csv": SPELLINGS,
    "boundaries.geojson": SQUARES,
}
"""The squares as files; Elm has split off from Birch, and the Docks are counted in Cedar."""


class LedgerFolder(Protocol):
    """Writes a complete folder, with `old` replaced by `new` where `file` is broken."""

    def __call__(self, file: str = "", old: str = "", new: str = "") -> Path: ...


SLOW = (
    "browser",
    "geo/films",
    "geo/posters",
    "geo/publish",
    "geo/app/test_pairs.py",
    "geo/app/test_publish.py",
    "geo/app/test_server.py",
)
"""Folders and files of tests that daily work leaves out: `pytest -m "not slow"`."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    folder = Path(__file__).parent
    for item in items:
        if any(item.path.is_relative_to(folder / slow) for slow in SLOW):
            item.add_marker("slow")


@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    """A places frame, see `geo.places.boundaries`: Amber and Birch make the East, Cedar the West."""
    return gpd.GeoDataFrame(
        {
            "pcode": ["AF0101", "AF0102", "AF0201"],
            "name": ["Amber", "Birch", "Cedar"],
            "province": ["AF01", "AF01", "AF02"],
        },
        geometry=[shapely.box(west, 0, west + 1, 1) for west in range(3)],
        index=["0101", "0102", "0201"],
        crs="EPSG:4326",
    ).rename_axis("place")


@pytest.fixture
def gazetteer() -> Gazetteer:
    """The names of the squares; "Mill" is in both provinces, "Ford" twice in one."""
    return Gazetteer(
        spellings={
            "amber": frozenset({"0101"}),
            "birch": frozenset({"0102"}),
            "cedar": frozenset({"0201"}),
            "mill": frozenset({"0101", "0201"}),
            "ford": frozenset({"0101", "0102"}),
        },
        names={"0101": "Amber", "0102": "Birch", "0201": "Cedar"},
        province_of={"0101": "AF01", "0102": "AF01", "0201": "AF02"},
        provinces={"east": "AF01", "west": "AF02"},
        capitals={"AF01": "0101", "AF02": "0201"},
    )


@pytest.fixture
def ledger_folder(tmp_path: Path) -> LedgerFolder:
    """A factory of folders that `events.ledger.folder.load_ledger` reads."""

    return partial(_written, LEDGER, tmp_path / "ledger")


@pytest.fixture
def country_folder(tmp_path: Path) -> LedgerFolder:
    """A factory of folders that `geo.places.country.load_country` reads."""
    return partial(_written, COUNTRY, tmp_path / "country")


@pytest.fixture(scope="session")
def shipped() -> Atlas:
    """The atlas of the files we ship."""
    return load_atlas()


def _written(files: Mapping[str, str], folder: Path, file: str = "", old: str = "", new: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        if name == file:
            assert old in text, f"{file} has no {old!r} to break"
            text = text.replace(old, new, 1)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def july(day: int) -> date:
    return date(2021, 7, day)


def event(
    number: int,
    day: int | tuple[int, int],
    said: str,
    *places: PlaceId,
    sure: str = "reported",
    wide: bool = False,
    part: bool = False,
    denied_by: str = "",
    delay: int = 0,
) -> Event:
    """Make report r1 of 5 July on Amber: ``event(1, 5, "reds captured")``."""
    party, kind = said.split()
    earliest, latest = day if isinstance(day, tuple) else (day, day)
    return ledgers.event(
        number,
        (earliest - 1, latest - 1),
        Scope.PROVINCE if wide else Scope.DISTRICT,
        Kind(kind),
        party,
        Certainty(sure),
        places=places or ("0101",),
        part=part,
        denied_by=denied_by,
        delay=delay,
    )


def life(spans: Sequence[Span]) -> list[str]:
    """
    Tell the spans of a place from the first day anything is said: ``5 Jul: reds inferred, claimed by blues``.

    That nothing is known before is taken for granted, and asserted.
    """
    assert (spans[0].start, spans[0].standing) == (date.min, UNKNOWN)
    return [f"{span.start.day} {span.start:%b}: {_standing(span)}" for span in spans[1:]]


def _standing(span: Span) -> str:
    said = [span.standing + (" inferred" if span.inferred else "")]
    said += [f"claimed by {span.claim}"] if span.claim else []
    said += [f"changing to {standing}" for standing in sorted(span.changing)]
    said += ["unsettled"] if span.unsettled else []
    said += [f"through {span.passed}"] if span.passed else []
    return ", ".join(said)
