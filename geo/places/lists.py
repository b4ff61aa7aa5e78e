"""The lists of districts, provinces and spellings, read and checked like the ledger's files."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from events.ledger.check import InvalidCell, check_rows, one_of
from events.ledger.folder import FOLDER
from events.ledger.locate import fold
from events.ledger.read import Row, read, read_if_there
from events.problems import Checked, Phrase, Problem
from geo.places.boundaries import Cells
from geo.places.districts import District, Province

DISTRICTS = FOLDER / "districts.csv"
PROVINCES = FOLDER / "provinces.csv"
SPELLINGS = FOLDER / "spellings.csv"


DISTRICT_COLUMNS = (
    *("code", "pcode", "name", "province", "parent", "counted", "status", "capital"),
    *("population", "area_km2", "lon", "lat"),
)
PROVINCE_COLUMNS = ("pcode", "name", "other_names", "capital", "population")
CODE, PCODE = r"[A-Za-z0-9-]{1,20}", r"[A-Z]{2,3}[A-Z0-9]{1,12}"
"""What codes look like: a list has its own; a P-code begins with its country (ISO 3166)."""
NAMED_IN = re.compile(r"name_([a-z]{2,3})")
"""Both lists may name places in more languages, each in a column by its code (ISO 639): ``name_fa``, ``name_my``."""
SPELLING_COLUMNS = ("code", "name")


class EmptyCountry(ValueError):
    """A country without a single valid district or province."""


@dataclass(frozen=True, slots=True)
class Lists:
    """The country's own files, read."""

    districts: tuple[District, ...]
    """In the order of the file, which is that of their codes."""
    provinces: tuple[Province, ...]
    """In the order of the file, which is that of their P-codes."""
    spellings: tuple[tuple[str, str], ...]
    """Every known spelling as name and code, in any script; one name may stand for several districts."""
    problems: tuple[Problem, ...]
    """Every line of these files that is not valid."""


def load_lists(folder: Path = FOLDER) -> Lists:
    """
    Read and check the files of a country: `districts`, `provinces` and, if there is one, `spellings.csv`.

    Districts and provinces name each other: if a line is bad, so are those that refer to it.

    Raises
    ------
    events.ledger.read.NotText, events.ledger.read.BadColumns, FileNotFoundError
        If a whole file is invalid. A bad line is a problem of the lists instead.
    EmptyCountry
        If no district could be read.
    """
    districts, provinces, unfit = _load_places(folder)
    rows = read_if_there(folder / SPELLINGS.name, SPELLING_COLUMNS)
    codes = {district.code for district in districts}
    spellings = check_rows(
        SPELLINGS.name, rows.kept, lambda row: "|".join(row.cells.values()), "row", lambda row: _spelling(row, codes)
    )
    return Lists(districts, provinces, spellings.kept, (*unfit, *rows.problems, *spellings.problems))


def load_districts() -> tuple[District, ...]:
    """List the 422 districts in the order of their codes."""
    return _load_places(FOLDER)[0]


def _load_places(folder: Path) -> tuple[tuple[District, ...], tuple[Province, ...], tuple[Problem, ...]]:
    """Read districts and provinces, and check them again until none refers to one that was rejected."""
    read_districts = read(folder / DISTRICTS.name, DISTRICT_COLUMNS)
    read_provinces = read(folder / PROVINCES.name, PROVINCE_COLUMNS)
    problems = [*read_districts.problems, *read_provinces.problems]
    district_rows, province_rows = read_districts.kept, read_provinces.kept
    districts, provinces = _check_places(district_rows, province_rows)
    while unfit := [*districts.problems, *provinces.problems]:
        problems += unfit
        district_rows = _without(district_rows, districts.problems)
        province_rows = _without(province_rows, provinces.problems)
        districts, provinces = _check_places(district_rows, province_rows)
    if not districts.kept:
        first = f"; {problems[0]}" if problems else ""
        raise EmptyCountry(
            f"{DISTRICTS.name} has no district in a province of {PROVINCES.name} that can be read{first}"
        )
    return districts.kept, provinces.kept, tuple(problems)


def _check_places(
    district_rows: Iterable[Row], province_rows: Iterable[Row]
) -> tuple[Checked[District], Checked[Province]]:
    named = {row.cells["code"]: row.cells for row in district_rows}
    pcodes = {row.cells["pcode"] for row in province_rows}
    taken: dict[str, str] = {}
    return (
        check_rows(
            *(DISTRICTS.name, district_rows, lambda row: row.cells["code"], "code"),
            lambda row: _district(row, named, pcodes),
        ),
        check_rows(
            *(PROVINCES.name, province_rows, lambda row: row.cells["pcode"], "pcode"),
            lambda row: _province(row, named, taken),
        ),
    )


def _without(rows: Iterable[Row], problems: Iterable[Problem]) -> tuple[Row, ...]:
    bad = {problem.line for problem in problems}
    return tuple(row for row in rows if row.line not in bad)


def _district(row: Row, named: Mapping[str, Cells], pcodes: set[str]) -> District:
    cells = row.cells
    code = _cell(row, "code", CODE, "a code like 1709 or MMR015-301: letters, digits and hyphens")
    if cells["province"] not in pcodes:
        raise InvalidCell("province", Phrase("{code} is not among the provinces", code=repr(cells["province"])))
    counted = one_of(row, "counted", ("yes", "no")) == "yes"
    _require_parent(cells, named.get(cells["parent"], {}))
    if (cells["parent"] == code) != bool(cells["area_km2"]):
        drawn = Phrase("is empty, and a district that is its own parent has a polygon, whose area it is")
        within = Phrase("has no use where a district lies in another: leave it empty")
        raise InvalidCell("area_km2", within if cells["area_km2"] else drawn)
    area = _cell(row, "area_km2", r"([0-9]{1,7}(\.[0-9]{1,6})?)?", "a number of square kilometres like 352.3")
    return District(
        code=code,
        pcode=_cell(row, "pcode", rf"({PCODE})?", "a P-code like AF1709 or MMR015301, or empty"),
        name=_name(row),
        names=_names(cells),
        province=cells["province"],
        parent=cells["parent"],
        counted=counted,
        temporary=one_of(row, "status", ("permanent", "temporary")) == "temporary",
        capital=one_of(row, "capital", ("yes", "no")) == "yes",
        population=int(_cell(row, "population", r"[0-9]{0,9}", "a whole number like 135964, or empty") or 0),
        area_km2=float(area) if area else None,
        lon=_degrees(row, "lon", 180),
        lat=_degrees(row, "lat", 90),
        official_name=cells.get("official_name", ""),
    )


def _require_parent(cells: Cells, parent: Cells) -> None:
    """Refuse a district whose parent has no polygon in its province, or one counted neither itself nor through it."""
    if not parent or parent["parent"] != parent["code"] or parent["province"] != cells["province"]:
        values = {"code": repr(cells["parent"]), "province": cells["province"]}
        raise InvalidCell("parent", Phrase("{code} is no district of {province} with a polygon of its own", **values))
    if "yes" not in (cells["counted"], parent["counted"]):
        raise InvalidCell("counted", f"neither {cells['code']} nor its parent, {cells['parent']}, is counted")


def _province(row: Row, named: Mapping[str, Cells], taken: dict[str, str]) -> Province:
    """Turn a row into a province; `taken` holds the folded names of those before it, and this one's are added."""
    cells = row.cells
    capital = named.get(cells["capital"], {})
    if cells["capital"] and (capital.get("province") != cells["pcode"] or capital.get("counted") != "yes"):
        values = {"code": repr(cells["capital"]), "province": cells["pcode"]}
        raise InvalidCell("capital", Phrase("{code} is no counted district of {province}", **values))
    province = Province(
        pcode=_cell(row, "pcode", PCODE, "a P-code like AF17 or MMR015"),
        name=_name(row),
        names=_names(cells),
        other_names=tuple(name for name in cells["other_names"].split(";") if name),
        capital=cells["capital"],
        population=int(_cell(row, "population", r"[0-9]{0,9}", "a whole number like 479875, or empty") or 0),
        official_name=cells.get("official_name", ""),
    )
    for name in other_names(province):
        if not fold(name):
            raise InvalidCell("other_names", f"{name!r} is no name: it has neither letter nor digit")
        if fold(name) in taken:
            raise InvalidCell("name", f"{name!r} stands already for {taken[fold(name)]}")
    taken.update((fold(name), province.pcode) for name in other_names(province))
    return province


def other_names(province: Province) -> Iterator[str]:
    """List all names of a province."""
    names = (*province.other_names, province.official_name, *province.names.values(), province.name)
    yield from filter(None, names)


def _spelling(row: Row, codes: set[str]) -> tuple[str, str]:
    if row.cells["code"] not in codes:
        raise InvalidCell("code", Phrase("{code} is not among the districts", code=repr(row.cells["code"])))
    return _name(row), row.cells["code"]


def _name(row: Row) -> str:
    name = row.cells["name"]
    if not fold(name):
        raise InvalidCell("name", f"{name!r} is no name: it has neither letter nor digit")
    return name


def _names(cells: Cells) -> dict[str, str]:
    """Gather the names in other languages, by their codes; a place may have none in some."""
    named = {column: NAMED_IN.fullmatch(column) for column in cells}
    return {found[1]: cells[column] for column, found in named.items() if found and cells[column]}


def _degrees(row: Row, field: str, most: int) -> float:
    degrees = float(_cell(row, field, r"-?[0-9]{1,3}(\.[0-9]{1,10})?", "a number of degrees like 69.15484"))
    if abs(degrees) > most:
        raise InvalidCell(field, f"{row.cells[field]} lies outside -{most} to {most} degrees")
    return degrees


def _cell(row: Row, field: str, pattern: str, like: str) -> str:
    """Return a cell that fits a pattern; raises `InvalidCell` if it does not."""
    if not re.fullmatch(pattern, row.cells[field]):
        raise InvalidCell(field, f"{row.cells[field]!r} is not {like}")
    return row.cells[field]
