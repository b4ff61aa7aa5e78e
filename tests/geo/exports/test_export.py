"""`events.tables.extracts` and `geo.exports.export`: files given away are read back by those who will open them."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest
import shapely

from events.analysis.publishers import outcomes_of
from events.control.counts import Count, count_on
from events.control.evidence import behind
from events.control.reading import Reading, read_as_known
from events.control.rule import control_on
from events.ledger.folder import WARS
from events.model import Event, Scope, Source
from events.tables.columns import SOURCE_COLUMNS, Extract, Type, dictionary_of
from events.tables.extracts import sources_of
from events.tables.files import to_csv
from geo.atlas.atlas import Atlas
from geo.exports.export import about_of, export, extract_of, file_name
from geo.exports.kinds import SPATIAL, FileKind, NotExported, What, kind_of, kinds_of
from geo.places.check import open_war
from geo.places.country import Country, load_country
from geo.places.digest import data_digest
from geo.words.credits import credit_of
from geo.words.standings import standings
from tests.conftest import event, july

DAY = july(5)
RISKY = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")
PARTS = ["held", "lowest", "highest", "inferred", "claimed"]
MADE = [(what, kind) for what in What for kind in kinds_of(what)]
Extracted = Callable[[What], Extract]


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def extracted(shipped: Atlas, country: Country) -> Extracted:
    return cache(lambda what: extract_of(shipped.reading, country, what, DAY))


@pytest.fixture(scope="module")
def small(shipped: Atlas, country: Country) -> Reading:
    """Two reports, the one of a province but for all its districts; the words of the other begin as formulas do."""
    words = dict(zip(("precision", "place_as_reported", "note"), RISKY, strict=False))
    told = event(1, (4, 5), "taliban captured", "0101", "0102", denied_by="government")
    risky = Event(replace(told.report, source="=s", **words), told.places)  # type: ignore[arg-type]
    nowhere = replace(event(2, 6, "taliban held", wide=True), places=())
    sources = (
        Source("=s", RISKY[3], RISKY[4], "https://example.org/a", RISKY[5], ""),
        Source("s1", "Gazette", "West falls", "https://example.org/b", "2021-07-06", "no page"),
    )
    ledger = replace(shipped.ledger, events=(risky, nowhere), sources=sources)
    return read_as_known(ledger, country.gazetteer.province_of)


def read(file: bytes, kind: FileKind, folder: Path) -> pd.DataFrame:
    """The rows of a file, as its reader has them; text stays text."""
    if kind == FileKind.ZIP:
        file = ZipFile(BytesIO(file)).read("data.csv")
    if kind in (FileKind.CSV, FileKind.ZIP):
        return pd.read_csv(BytesIO(file), dtype="str", encoding="utf-8-sig", keep_default_na=False)
    if kind == FileKind.XLSX:
        return pd.read_excel(BytesIO(file), dtype=object, engine="openpyxl")
    if kind == FileKind.PARQUET:
        return pd.read_parquet(BytesIO(file))
    if kind == FileKind.GEOPARQUET:
        return read_geoparquet(file)
    path = folder / f"read.{kind}"
    path.write_bytes(file)
    layers = [name for name, shape in pyogrio.list_layers(path) if shape is not None]
    rows: pd.DataFrame = pd.concat([pyogrio.read_dataframe(path, layer=name) for name in layers])
    return rows


def read_geoparquet(file: bytes) -> gpd.GeoDataFrame:
    return gpd.read_parquet(BytesIO(file))  # type: ignore[arg-type]  # its types know of paths only


# The tables.


@pytest.mark.parametrize("what", What)
def test_every_column_is_described_and_nothing_else(what: What, extracted: Extracted) -> None:
    extract = extracted(what)
    assert list(extract.rows) == [column.name for column in extract.columns]
    assert all(column.means and column.type in Type for column in extract.columns)
    told = dictionary_of(extract)
    assert told["column"].tolist() == list(extract.rows)
    dtypes = {
        **{Type.TEXT: "str", Type.DAY: "date32[day][pyarrow]", Type.YES_OR_NO: "bool"},
        **{Type.WHOLE_NUMBER: "Int64", Type.NUMBER: "float64"},
    }
    assert [str(dtype) for dtype in extract.rows.dtypes] == [dtypes[column.type] for column in extract.columns]
    assert not any((extract.rows[column.name] == "").any() for column in extract.columns if column.type == Type.TEXT)


@pytest.mark.parametrize("what", What)
def test_a_day_is_of_the_war_or_missing_and_never_the_first_or_last_that_there_is(
    what: What, extracted: Extracted
) -> None:
    for column in extracted(what).columns:
        if column.type == Type.DAY:
            days = extracted(what).rows[column.name].dropna()
            assert days.between(date(2021, 4, 1), date(2023, 12, 31)).all(), column.name


def test_every_span_is_a_row_and_those_of_a_place_meet(extracted: Extracted, shipped: Atlas) -> None:
    rows = extracted(What.SPANS).rows
    assert len(rows) == sum(len(life) for life in shipped.spans.values())
    for place, life in rows.groupby("district_code"):
        assert life["start"].isna().tolist() == [True, *[False] * (len(life) - 1)], place
        assert life["end_exclusive"].isna().tolist() == [*[False] * (len(life) - 1), True], place
        assert life["start"].tolist()[1:] == life["end_exclusive"].tolist()[:-1], place


def test_the_spans_give_the_standing_of_any_day_again(extracted: Extracted, shipped: Atlas) -> None:
    rows = extracted(What.SPANS).rows
    start, end = (rows[name].astype(object) for name in ("start", "end_exclusive"))
    start, end = start.where(start.notna(), date.min), end.where(end.notna(), date.max)
    for day in (shipped.first, DAY, july(31), shipped.last):
        on = rows[(start <= day) & (day < end)].set_index("district_code")["standing"]
        assert dict(on.items()) == {place: span.standing for place, span in control_on(shipped.spans, day).items()}


def test_a_span_is_told_with_its_reports_and_their_sources(small: Reading, country: Country) -> None:
    rows = extract_of(small, country, What.SPANS, DAY).rows
    kabul = rows[rows["district_code"] == "0101"].astype(object).where(rows.notna(), None)
    told = ("standing", "may_already_be", "start", "end_exclusive", "reports", "sources")
    assert kabul[list(told)].values.tolist() == [
        ["unknown", None, None, july(4), None, None],
        ["unknown", "taliban", july(4), july(5), "r1", "=s"],
        ["taliban", None, july(5), None, "r1", "=s"],
    ]


@pytest.mark.parametrize("day", [date(2021, 5, 1), DAY, date(2021, 8, 14), date(2021, 9, 6)])
def test_the_standings_of_a_day_add_up_to_the_counts_of_the_app(day: date, shipped: Atlas, country: Country) -> None:
    rows = extract_of(shipped.reading, country, What.STANDINGS, day).rows
    districts, people, land = (
        count_on(shipped.spans, day, country.lenses[lens]) for lens in ("districts", "people", "land")
    )
    by = rows.groupby("standing")
    assert by.size().to_dict() == {standing: count.held for standing, count in districts.items() if count.held}
    assert by["population"].sum().to_dict() == {
        standing: count.held for standing, count in people.items() if count.held
    }
    held = {standing: land[standing].held if standing in land else 0 for standing in by.groups}
    assert by["land_km2"].sum().to_dict() == pytest.approx(held)
    inferred = {standing: count.inferred for standing, count in districts.items() if count.held}
    assert by["inferred"].sum().to_dict() == inferred
    claimed = rows[rows["claim"].notna()].groupby("standing").size().to_dict()
    assert claimed == {standing: count.claimed for standing, count in districts.items() if count.claimed}


def test_a_district_is_told_with_all_that_is_known_of_it(extracted: Extracted) -> None:
    rows = extracted(What.STANDINGS).rows
    assert (len(rows), rows["has_boundary"].sum(), rows["district_pcode"].notna().sum()) == (421, 398, 398)
    told = ["day", "district", "district_fa", "province", "province_pcode", "parent_code"]
    yawan = rows[rows["district_code"] == "1709"][told].values.tolist()
    assert yawan == [[DAY, "Yawan", "یاوان", "Badakhshan", "AF17", "1709"]]
    assert (rows["reports"].isna() == rows["publishers"].isna()).all()


@pytest.mark.parametrize("what", [What.STANDINGS, What.SPANS, What.EVENTS])
def test_the_official_spelling_of_a_district_stands_beside_that_of_the_press(
    what: What, extracted: Extracted, country: Country
) -> None:
    told = extracted(what).rows[["district_code", "district", "official_name"]].dropna().drop_duplicates()
    districts = [country.places[code] for code in told["district_code"]]
    assert told["district"].tolist() == [district.name for district in districts]
    assert told["official_name"].tolist() == [district.official_name or district.name for district in districts]
    assert (told["district"] != told["official_name"]).sum() > 10


def test_a_standing_has_the_reports_that_the_app_opens_for_it(extracted: Extracted, shipped: Atlas) -> None:
    told = extracted(What.STANDINGS).rows[["district_code", "reports"]]
    control = control_on(shipped.spans, DAY)
    for place, reports in told.astype(object).where(told.notna(), "").values.tolist():
        assert reports == "; ".join(behind([control[place]], DAY, shipped.reading.about))


def test_since_is_the_first_day_of_the_standing_whatever_was_claimed_later(
    extracted: Extracted, shipped: Atlas
) -> None:
    told = extracted(What.STANDINGS).rows[["district_code", "standing", "since"]]
    for place, standing, since in told.astype(object).where(told.notna(), None).values.tolist():
        life, first = shipped.spans[place], since or date.min
        run = [span for span in life if span.end > first and span.start <= DAY]
        assert {span.standing for span in run} == {standing}
        assert all(span.standing != standing for span in life if span.end == first)


def test_every_report_is_placed_on_each_district_it_speaks_for(extracted: Extracted, shipped: Atlas) -> None:
    rows = extracted(What.EVENTS).rows
    placed = Counter({event.report.id: len(event.places) for event in shipped.ledger.events})
    assert rows.groupby("report").size().to_dict() == placed
    assert rows.groupby("district_code").size().to_dict() == {
        place: len(reports) for place, reports in shipped.reading.about.items() if reports
    }
    worst = {report: outcome for report, outcome in outcomes_of(shipped.reading.about).items() if outcome}
    assert set(rows["report"][rows["outcome"].notna()]) == set(worst)
    assert rows["latest"].is_monotonic_increasing


def test_a_report_for_no_district_has_a_row_without_one(small: Reading, country: Country) -> None:
    rows = extract_of(small, country, What.EVENTS, DAY).rows
    assert rows["report"].tolist() == ["r1", "r1", "r2"]
    assert rows["district_code"].isna().tolist() == [False, False, True]
    assert rows["url"].isna().tolist() == [False, False, True]
    assert rows["denied_by"].tolist()[:2] == ["government", "government"]


def test_what_a_place_passed_through_on_a_day_and_the_group_of_a_report_have_columns(
    shipped: Atlas, country: Country
) -> None:
    taken, retaken = event(1, 5, "taliban captured"), event(2, 5, "government recaptured")
    held = event(3, 7, "taliban held", "0102", "0103", wide=True)
    grouped = replace(held, report=replace(held.report, scope=Scope.GROUP, group="hills"))
    sources = (Source("s1", "Gazette", "A day of two changes", "https://example.org/b", "2021-07-06", ""),)
    ledger = replace(shipped.ledger, events=(taken, retaken, grouped), sources=sources)
    reading = read_as_known(ledger, country.gazetteer.province_of)
    spans = extract_of(reading, country, What.SPANS, DAY).rows
    passed = spans[spans["passed_through"].notna()]
    assert passed[["district_code", "standing", "passed_through", "start"]].to_numpy().tolist() == [
        ["0101", "government", "taliban", date(2021, 7, 5)]
    ]
    standings = extract_of(reading, country, What.STANDINGS, date(2021, 7, 5)).rows.set_index("district_code")
    assert standings["passed_through"].dropna().to_dict() == {"0101": "taliban"}
    rows = extract_of(reading, country, What.EVENTS, DAY).rows
    assert rows[["report", "group"]][rows["group"].notna()].to_numpy().tolist() == [["r3", "hills"], ["r3", "hills"]]


def test_the_counts_are_those_of_the_app_on_each_day_by_each_lens(
    extracted: Extracted, shipped: Atlas, country: Country
) -> None:
    rows = extracted(What.COUNTS).rows
    days = (shipped.last - shipped.first).days + 1
    assert len(rows) == days * len(country.lenses) * len(standings(shipped.ledger.war))
    for day in (shipped.first, DAY, date(2021, 8, 15), shipped.last):
        for lens in country.lenses.values():
            told = rows[(rows["day"] == day) & (rows["lens"] == lens.id)]
            counts = count_on(shipped.spans, day, lens)
            for standing in standings(shipped.ledger.war):
                count = counts.get(standing, Count())
                figures = (count.held, count.lowest, count.highest, count.inferred, count.claimed)
                assert told[told["standing"] == standing][PARTS].values.tolist() == [pytest.approx(figures)]
    sums = rows.groupby(["day", "lens"]).agg({"held": "sum", "total": "first"})
    assert sums["held"].tolist() == pytest.approx(sums["total"].tolist())


@pytest.mark.parametrize("what", What)
def test_the_sources_are_those_of_the_reports_behind_it(what: What, extracted: Extracted, shipped: Atlas) -> None:
    extract = extracted(what)
    sources = sources_of(extract, shipped.reading)
    assert list(sources) == [column.name for column in SOURCE_COLUMNS]
    assert sources["reports"].sum() == len(extract.behind) > 0
    named = {"reports", "report"} & set(extract.rows)
    cells = extract.rows[named.pop()].dropna() if named else pd.Series([], dtype="str")
    assert {report for cell in cells for report in cell.split("; ")} in (set(), set(extract.behind))


def test_about_tells_the_day_what_was_known_the_data_and_the_terms(
    extracted: Extracted, shipped: Atlas, country: Country
) -> None:
    digest = data_digest(shipped.reading, country)
    about = about_of(extracted(What.STANDINGS), shipped.reading, country, DAY)
    assert (about["day"], about["data_digest"], about["data_digest_short"]) == ("2021-07-05", digest, digest[:12])
    assert about["as_known_on"] == "everything known, the latest report from 2023-08-15"
    assert (about["credit"], about["standings"].count(":")) == (credit_of(shipped.ledger, country), 4)
    assert "CC BY-SA" in about["terms_of_the_reports"] and "Runfola" in about["terms_of_the_boundaries"]
    assert "AGCHO" in about["terms_of_the_districts"]
    known = read_as_known(shipped.ledger, shipped.spans, DAY)
    about = about_of(extracted(What.COUNTS), known, country, None)
    assert (about["day"], about["as_known_on"]) == ("2021-04-06 to 2021-07-05", "2021-07-05")


# The files.


@pytest.mark.slow
@pytest.mark.parametrize(("what", "kind"), MADE)
def test_a_file_is_read_back_whole_with_its_codes_as_text(
    what: What, kind: FileKind, extracted: Extracted, shipped: Atlas, country: Country, tmp_path: Path
) -> None:
    rows = extracted(what).rows
    back = read(export(shipped.reading, country, what, kind, DAY), kind, tmp_path)
    assert len(back) == len(rows)
    assert [name for name in back if name != "geometry"] == list(rows)
    assert isinstance(back, gpd.GeoDataFrame) == (kind in SPATIAL)
    if what != What.COUNTS:
        assert Counter(back["district_code"]) == Counter(rows["district_code"])
        assert "0101" in set(back["district_code"])
    column = "standing" if what != What.EVENTS else "kind"
    assert back[column].value_counts().to_dict() == rows[column].value_counts().to_dict()


@pytest.mark.slow
@pytest.mark.parametrize(("what", "kind"), MADE)
def test_the_same_data_gives_the_same_bytes(
    what: What, kind: FileKind, shipped: Atlas, country: Country, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = export(shipped.reading, country, what, kind)
    monkeypatch.setenv("TZ", "Asia/Kabul")
    assert export(shipped.reading, country, what, kind) == made


@pytest.mark.parametrize("kind", [FileKind.GEOJSON, FileKind.GEOPARQUET, FileKind.GPKG])
@pytest.mark.parametrize("what", [What.SPANS, What.STANDINGS])
def test_a_district_is_a_polygon_or_a_point_within_its_parents(
    what: What, kind: FileKind, shipped: Atlas, country: Country, tmp_path: Path
) -> None:
    back = read(export(shipped.reading, country, what, kind, DAY), kind, tmp_path)
    assert isinstance(back, gpd.GeoDataFrame) and back.crs == "EPSG:4326"
    points = back[back.geom_type == "Point"].drop_duplicates("district_code")
    drawn = back[back.geom_type != "Point"].drop_duplicates("district_code")
    assert (len(points), len(drawn)) == (23, 398)
    shapes = dict(zip(drawn["district_code"], drawn.geometry, strict=True))
    for place, shape in zip(country.boundaries.index, country.boundaries.geometry, strict=True):
        assert shapes[place].equals(shape)
    parents = {district.code: district.parent for district in country.districts}
    for place, point in zip(points["district_code"], points.geometry, strict=True):
        assert shapes[parents[place]].contains(point)


def test_days_and_yes_or_no_are_such_for_qgis(shipped: Atlas, country: Country, tmp_path: Path) -> None:
    for kind in (FileKind.GEOJSON, FileKind.GPKG):
        file = tmp_path / f"made.{kind}"
        file.write_bytes(export(shipped.reading, country, What.STANDINGS, kind, DAY))
        info = pyogrio.read_info(file, layer="standings" if kind == FileKind.GEOJSON else "districts")
        types = dict(zip(info["fields"], zip(info["ogr_types"], info["ogr_subtypes"], strict=True), strict=True))
        assert types["day"] == types["since"] == ("OFTDate", "OFSTNone")
        assert types["inferred"] == ("OFTInteger", "OFSTBoolean")
        assert (types["district_code"][0], types["lon"][0]) == ("OFTString", "OFTReal")


def test_geojson_is_as_rfc_7946_has_it_with_what_belongs_to_it_as_foreign_members(
    shipped: Atlas, country: Country
) -> None:
    told = json.loads(export(shipped.reading, country, What.STANDINGS, FileKind.GEOJSON, DAY))
    assert list(told) == ["type", "name", "about", "columns", "sources", "features"]
    assert {feature["type"] for feature in told["features"]} == {"Feature"}
    rings = [
        shapely.LinearRing(polygon[0])
        for feature in told["features"]
        if feature["geometry"]["type"] != "Point"
        for polygon in (
            [feature["geometry"]["coordinates"]]
            if feature["geometry"]["type"] == "Polygon"
            else feature["geometry"]["coordinates"]
        )
    ]
    assert len(rings) >= 398 and all(ring.is_ccw for ring in rings)
    assert told["about"]["data_digest"] == data_digest(shipped.reading, country)
    kabul = told["features"][0]["properties"]
    assert (kabul["district_code"], kabul["day"], kabul["since"]) == ("0101", "2021-07-05", None)


@pytest.mark.slow
@pytest.mark.parametrize("what", What)
def test_what_belongs_to_a_file_is_where_its_reader_finds_it(
    what: What, extracted: Extracted, shipped: Atlas, country: Country, tmp_path: Path
) -> None:
    columns, cited = list(map(str, extracted(what).rows)), len(sources_of(extracted(what), shipped.reading))
    digest = data_digest(shipped.reading, country)
    made = {kind: export(shipped.reading, country, what, kind, DAY) for kind in kinds_of(what)}

    book = openpyxl.load_workbook(BytesIO(made[FileKind.XLSX]))
    assert book.sheetnames == ["Table", "About", "Columns", "Sources"]
    assert dict(book["About"].iter_rows(values_only=True))["data_digest"] == digest
    assert [row[0] for row in book["Columns"].iter_rows(min_row=2, values_only=True)] == columns
    assert book["Sources"].max_row == cited + 1

    archive = ZipFile(BytesIO(made[FileKind.ZIP]))
    assert archive.namelist() == ["data.csv", "data.csvt", "about.csv", "columns.csv", "sources.csv"]
    assert archive.read("data.csv") == made[FileKind.CSV]
    assert digest in archive.read("about.csv").decode()
    (tmp_path / "made.zip").write_bytes(made[FileKind.ZIP])
    info = pyogrio.read_info(f"/vsizip/{tmp_path / 'made.zip'}/data.csv")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert list(types) == columns
    assert {types[name] for name in columns if name.endswith("_code")} <= {"OFTString"}

    attributes = [pd.read_parquet(BytesIO(made[FileKind.PARQUET])).attrs]
    if what != What.COUNTS:
        attributes.append(read_geoparquet(made[FileKind.GEOPARQUET]).attrs)
        attributes.append(json.loads(made[FileKind.GEOJSON]))
        (tmp_path / "made.gpkg").write_bytes(made[FileKind.GPKG])
        about, named, sources = (
            pyogrio.read_dataframe(tmp_path / "made.gpkg", layer=layer) for layer in ("about", "columns", "sources")
        )
        assert dict(about.itertuples(index=False))["data_digest"] == digest
        assert (named["column"].tolist(), len(sources)) == (columns, cited)
    for told in attributes:
        assert told["about"]["data_digest"] == digest
        assert ([column["column"] for column in told["columns"]], len(told["sources"])) == (columns, cited)


@pytest.mark.parametrize("kind", FileKind)
def test_a_formula_is_guarded_in_csv_and_spreadsheets_and_left_as_it_is_elsewhere(
    kind: FileKind, small: Reading, country: Country, tmp_path: Path
) -> None:
    file = export(small, country, What.EVENTS, kind)
    cells = read(file, kind, tmp_path).set_index("report").loc["r1"].iloc[0]
    found = [cells[name] for name in ("precision", "place_as_reported", "note", "publisher", "title", "published")]
    if kind in (FileKind.CSV, FileKind.ZIP, FileKind.XLSX):
        line = "\n" if kind == FileKind.XLSX else "\n'"  # of CSV another program may take each line for a row
        assert found == [f"'{word}".replace("\r", line) for word in RISKY]
        assert cells["source"] == "'=s"
    else:
        assert found == list(RISKY)
    if kind == FileKind.XLSX:
        book = openpyxl.load_workbook(BytesIO(file))
        filled = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert not [cell for cell in filled if cell.data_type == "f"]
        linked = {cell.value for cell in filled if cell.hyperlink}
        assert linked == {"https://example.org/a"}
    if kind == FileKind.ZIP:
        archive = ZipFile(BytesIO(file))
        assert b"\n'=s," in archive.read("sources.csv") and b",'@SUM" in archive.read("sources.csv")


def test_a_code_in_a_spreadsheet_is_text(shipped: Atlas, country: Country) -> None:
    book = openpyxl.load_workbook(BytesIO(export(shipped.reading, country, What.STANDINGS, FileKind.XLSX, DAY)))
    cell = book["Table"]["B2"]
    assert (cell.data_type, cell.value) == ("s", "0101")
    assert book["Table"]["A2"].is_date


def test_csv_is_written_the_same_in_any_number_of_pieces(extracted: Extracted, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = extracted(What.EVENTS).rows
    whole = to_csv(rows)
    monkeypatch.setattr("events.tables.files.CSV_ROWS_AT_ONCE", 7)
    assert to_csv(rows.head(50)) == b"\n".join(whole.split(b"\n")[:51]) + b"\n"


# What is asked for.


@pytest.mark.parametrize("kind", SPATIAL)
def test_counts_have_no_shape_and_it_is_said_as_what_they_can_be_had(
    kind: FileKind, shipped: Atlas, country: Country
) -> None:
    message = f"counts is not available as '{kind}'; choose csv, zip, xlsx, parquet"
    with pytest.raises(NotExported, match=f"^{re.escape(message)}$"):
        export(shipped.reading, country, "counts", kind)


@pytest.mark.parametrize(
    ("what", "kind", "day", "message"),
    [
        ("maps", "csv", None, "'maps' is none of spans, standings, events, counts"),
        (
            "spans",
            "doc",
            None,
            "spans is not available as 'doc'; choose csv, zip, xlsx, parquet, geojson, gpkg, geoparquet",
        ),
        *(
            ("standings", "csv", day, f"the reports run from 2021-04-06 to 2021-09-06; {day} lies outside")
            for day in (date(2021, 4, 5), date(2021, 9, 7))
        ),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(
    what: str, kind: str, day: date | None, message: str, shipped: Atlas, country: Country
) -> None:
    with pytest.raises(NotExported, match=f"^{re.escape(message)}$"):
        export(shipped.reading, country, what, kind, day)


@pytest.mark.parametrize(
    ("file", "what", "kind"),
    [
        ("out.csv", "counts", "csv"),
        ("OUT.XLSX", "events", "xlsx"),
        ("a.b/out.parquet", "counts", "parquet"),
        ("out.parquet", "spans", "geoparquet"),
        ("out.geojson", "standings", "geojson"),
        ("out.gpkg", "standings", "gpkg"),
    ],
)
def test_a_file_is_of_the_kind_that_its_name_ends_with(file: str, what: str, kind: str) -> None:
    assert kind_of(file, what) == kind


@pytest.mark.parametrize("file", ["out.gpkg", "out", "out.shp"])
def test_an_ending_that_there_is_not_is_refused_with_those_that_there_are(file: str) -> None:
    with pytest.raises(NotExported, match=r"counts needs a file ending in one of \.csv, \.zip, \.xlsx, \.parquet$"):
        kind_of(file, "counts")


def test_a_name_tells_what_the_file_is(shipped: Atlas, country: Country) -> None:
    reading = shipped.reading
    assert file_name(reading, "standings", "geoparquet", july(6)) == "control-atlas-standings-2021-07-06-shapes.parquet"
    assert file_name(reading, "standings", "csv") == "control-atlas-standings-2021-07-05.csv"
    assert file_name(reading, "spans", "gpkg", july(6)) == "control-atlas-spans.gpkg"
    known = read_as_known(shipped.ledger, country.gazetteer.province_of, july(4))
    assert file_name(known, "standings", "xlsx") == "control-atlas-standings-2021-07-04-as-known-2021-07-04.xlsx"


def test_a_reading_before_anything_was_known_is_a_file_all_the_same(
    shipped: Atlas, country: Country, tmp_path: Path
) -> None:
    silent = read_as_known(shipped.ledger, country.gazetteer.province_of, shipped.first - timedelta(days=9))
    for what, kind in MADE:
        back = read(export(silent, country, what, kind), kind, tmp_path)
        assert (len(back) == 0) == (what == What.EVENTS), (what, kind)
        if what == What.STANDINGS:
            assert set(back["standing"]) == {"unknown"}


def test_parquet_days_and_numbers_keep_their_types(shipped: Atlas, country: Country) -> None:
    back = read_geoparquet(export(shipped.reading, country, "standings", "geoparquet", DAY))
    assert {str(back[name].dtype) for name in ("day", "since")} == {"date32[day][pyarrow]"}
    assert (str(back["population"].dtype), back["population"].sum()) == (
        "Int64",
        sum(district.population for district in country.districts),
    )


def test_an_export_of_another_war_speaks_its_words() -> None:
    country, ledger = open_war(WARS / "myanmar-2023")
    reading = read_as_known(ledger, country.gazetteer.province_of)
    told = json.loads(export(reading, country, What.STANDINGS, FileKind.GEOJSON, date(2024, 12, 31)))
    prose = [*told["about"].values(), *(column["means"] for column in told["columns"])]
    assert [words for words in prose if re.search(r"\b(district|province)s?\b(?!: )", words)] == []
    assert told["about"]["title"] == "Myanmar 2023–26: the standing of each township on 2024-12-31"
    assert {each["properties"]["population"] for each in told["features"]} == {None}
