"""`events.intake.files.read`: what a file is, is told by its bytes; it is read, or refused by name."""

import re
import time
from typing import Any

import pytest

from events.intake.files.grids import MOST_BYTES, Grid, Refused
from events.intake.files.read import read_grids
from tests.events.intake.sample_files import EXPECTED, sample

NO_TABLES = (
    "csv-named.xlsx",
    "climbing.zip",
    "cut-off.xlsx",
    "empty.csv",
    "endless-line.csv",
    "lfs-pointer.csv",
    "login-page.csv",
    "macros-renamed.xlsx",
    "macros.xlsm",
    "nul-bytes.csv",
    "zip-bomb.xlsx",
)
TABLES = sorted(set(EXPECTED) - set(NO_TABLES))
SAME = {"latin-1": "cp1252"}
"""Latin-1 is a part of Windows-1252."""


def best(name: str) -> Grid:
    """The grid that a sample is about."""
    sheet = EXPECTED[name].get("layout", {}).get("sheet")
    grids = read_grids(name, sample(name))
    return next(grid for grid in grids if sheet in (None, grid.sheet))


def lines_of(entry: dict[str, Any]) -> set[int]:
    """The lines of all rows of which an entry speaks one by one."""
    told = [row["line"] for key in ("reports", "context", "problems") for row in entry.get(key, ()) if "line" in row]
    return {*told, *(line for lines in entry.get("aside_lines", {}).values() for line in lines)}


def test_all_samples_are_told_apart() -> None:
    assert {name for name in EXPECTED if EXPECTED[name].get("refused")} == {*NO_TABLES, "status-no-date.xlsx"}


@pytest.mark.parametrize("name", TABLES)
def test_a_sample_has_the_facts_that_are_expected(name: str) -> None:
    layout = EXPECTED[name].get("layout", {})
    wanted = {
        key: SAME.get(layout[key], layout[key])
        for key in ("encoding", "delimiter", "date_system", "records_under")
        if key in layout
    }
    assert {key: best(name).facts[key] for key in wanted} == wanted


@pytest.mark.parametrize("name", TABLES)
def test_a_sample_has_a_record_at_each_line_that_is_expected_and_no_other(name: str) -> None:
    entry, grid = EXPECTED[name], best(name)
    layout = entry.get("layout", {})
    lines = [record.line for record in grid.records]
    assert lines == sorted(set(lines))
    assert lines_of(entry) | {line for key in ("header_line", "hxl_line") if (line := layout.get(key))} <= set(lines)
    first = layout.get("records_from") or max(layout.get("hxl_line") or 0, layout.get("header_line") or 0) + 1
    if "account" in entry and name != "control-wide.xlsx":  # of which a row is several
        assert sum(line >= first for line in lines) == entry["account"]["rows"]


@pytest.mark.parametrize("name", TABLES)
def test_only_the_lines_that_cannot_be_read_have_a_fault(name: str) -> None:
    faults = {record.line: record.fault for record in best(name).records if record.fault}
    assert faults == {"ragged.csv": {6: "a quotation mark is not closed"}, "acled.jsonl": {4: "not JSON"}}.get(name, {})


@pytest.mark.parametrize("name", NO_TABLES)
def test_a_sample_that_is_no_table_is_refused_by_name_at_once(name: str) -> None:
    contents = sample(name)
    begun = time.perf_counter()
    with pytest.raises(Refused, match=f"^{name}: ") as refused:
        read_grids(name, contents)
    assert time.perf_counter() - begun < 1
    assert refused.value.why


@pytest.mark.parametrize(
    ("name", "contents", "why"),
    [
        ("a.csv", b"", "empty"),
        ("a.csv", b"\n \r\n", "nothing but blanks"),
        ("a.csv", b"\xef\xbb\xbf", "nothing but blanks"),
        ("a.csv", b"x" * (MOST_BYTES + 1), "25,000,000 are the most"),
        ("a.csv", b"%PDF-1.7 ...", "^a PDF, not a table$"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "a picture, not a table"),
        ("a.csv.gz", b"\x1f\x8b\x08", "unpack it first"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"),
        ("a.gpkg", b"SQLite format 3\0", "a database or GeoPackage"),
        ("a.xlsx", b"PK\x05\x06" + bytes(18), "no workbook"),
        ("a.xlsx", b"PK\x03\x04" + bytes(100), "broken or cut off"),
        ("a.csv", "<!DOCTYPE html><p>Log in".encode("utf-16"), "a web page"),
        ("a.csv", b"\n\n<HTML lang=en>", "a web page"),
        ("a.kml", b"<?xml version='1.0'?><kml>", "XML"),
        ("a.parquet", b"Province,District\n", "text under the name of a workbook"),
        ("a.geojson", b'{"type": "FeatureCollection", "features": []}', "boundaries"),
        ("a.csv", b'{"type": "Topology", "objects": {}}', "boundaries"),
        ("a.json", b'{"type": "Feature", "geometry": null}\n{"type": "Feature", "geometry": null}', "boundaries"),
    ],
)
def test_what_is_no_table_is_told_what_it_is(name: str, contents: bytes, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_grids(name, contents)
    assert str(refused.value) == f"{name}: {refused.value.why}"
    assert re.search(why, refused.value.why)


def test_the_name_decides_nothing_that_the_bytes_say_otherwise() -> None:
    for name, other in (("control-sheet.xlsx", "a.csv"), ("acled.parquet", "a.xlsx"), ("acled.jsonl", "a.csv")):
        assert read_grids(other, sample(name)) == read_grids(name, sample(name))
