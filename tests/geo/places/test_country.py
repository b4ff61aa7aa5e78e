"""`geo.places.country`: all that we know of the country, loaded once."""

from pathlib import Path

import pytest

from events.ledger.locate import find
from events.ledger.read import BadColumns, NotText
from geo.places.boundaries import BOUNDARIES, BadBoundaries
from geo.places.country import Country, load_country
from geo.places.lists import EmptyCountry
from tests.conftest import LedgerFolder


def test_it_has_every_district_with_its_name_and_its_provinces_name() -> None:
    country = load_country()
    assert len(country.districts) == len(country.names) == len(country.within) == 421
    assert (len(country.boundaries), len(country.borders), len(country.provinces)) == (398, 34, 34)
    assert (country.names["1709"], country.within["1709"]) == ("Yawan", "Badakhshan")
    assert list(country.lenses) == ["districts", "boundaries", "people", "land"]
    assert set(country.names) == set(country.gazetteer.province_of)


def test_boundaries_that_do_not_draw_all_are_refused_with_what_is_missing(tmp_path: Path) -> None:
    lines = BOUNDARIES.read_text(encoding="utf-8").splitlines(keepends=True)
    without = [line for line in lines if '"1709"' not in line]
    assert len(without) == len(lines) - 1
    file = tmp_path / "boundaries.geojson"
    file.write_text("".join(without), encoding="utf-8")
    with pytest.raises(BadBoundaries, match="1709 is not drawn"):
        load_country(file)


@pytest.mark.parametrize(
    ("code", "old", "new", "told"),
    [
        ("0111", "69.03053,34.77829", "69.03053,6621", "the polygon of 0111 lies outside 180 degrees east and west"),
        ("0111", "69.03053,34.77829", "69.03053,34.87829", "the polygon of 0111 lies over its neighbour"),
        ("0101", "69.03573,34.42893", "69.03573,6621", "the polygon of 0101 is empty or crosses itself"),
    ],
    ids=["latitude", "over a neighbour", "over itself"],
)
def test_boundaries_with_a_changed_coordinate_are_refused_by_file_and_district(
    tmp_path: Path, code: str, old: str, new: str, told: str
) -> None:
    lines = BOUNDARIES.read_text(encoding="utf-8").splitlines(keepends=True)
    (number,) = (number for number, line in enumerate(lines) if f'"code":"{code}"' in line)
    assert old in lines[number]
    lines[number] = lines[number].replace(old, new)
    file = tmp_path / "boundaries.geojson"
    file.write_text("".join(lines), encoding="utf-8")
    with pytest.raises(BadBoundaries, match=rf"boundaries\.geojson: the boundaries do not fit .*{told}"):
        load_country(file)


def test_a_folder_becomes_a_country(country_folder: LedgerFolder) -> None:
    country = _load(country_folder())
    assert country.names == {"0101": "Amber", "0102": "Birch", "0103": "Elm", "0201": "Cedar"}
    assert country.within == {"0101": "East", "0102": "East", "0103": "East", "0201": "West"}
    assert (country.districts[0].lon, country.districts[0].area_km2, country.districts[2].area_km2) == (
        0.5,
        12364.5,
        None,
    )
    assert country.gazetteer.provinces == {"orient": "AF01", "levant": "AF01", "east": "AF01", "west": "AF02"}
    assert find("harbour", country.gazetteer) == {"0201"}
    assert find("Mill", country.gazetteer) == {"0101", "0201"}
    assert {lens.id: sum(lens.weights.values()) for lens in country.lenses.values()} == {
        **{"districts": 4, "boundaries": 3, "people": 6500, "land": 3 * 12364.5},
    }
    assert (list(country.boundaries.index), country.problems) == (["0101", "0102", "0201"], ())


ELM = "4, parent: '0102' is no district of AF01 with a polygon of its own"


@pytest.mark.parametrize(
    ("old", "new", "told", "counted"),
    [
        (",500,", ",many,", ["4, population: 'many' is not a whole number like 135964, or empty"], 3),
        (",500,", f",{'5' * 5_000},", [f"4, population: '{'5' * 5_000}' is not a whole number"], 3),
        (",1.6", ",nan", ["4, lon: 'nan' is not a number of degrees like 69.15484"], 3),
        (",1.6", ",181", ["4, lon: 181 lies outside -180 to 180 degrees"], 3),
        ("temporary", "brief", ["4, status: 'brief' is none of permanent, temporary"], 3),
        ("Elm", "–", ["4, name: '–' is no name: it has neither letter nor digit"], 3),
        ("0103", "01/03", ["4, code: '01/03' is not a code like 1709 or MMR015-301: letters, digits and hyphens"], 3),
        ("0103", "0102", ["4, code: '0102' stands already on line 3"], 3),
        ("0103,,", "0103,", ["4, row: 13 cells where the header has 14"], 3),
        ("AF01,0102,yes,t", "AF09,0102,yes,t", ["4, province: 'AF09' is not among the provinces"], 3),
        ("AF01,0102,yes,t", "AF01,0109,yes,t", [ELM.replace("0102", "0109")], 3),
        (",500,,", ",500,7,", ["4, area_km2: has no use where a district lies in another"], 3),
        (
            "1000,12364.5",
            "1000,",
            ["3, area_km2: is empty, and a district that is its own", ELM],
            2,
        ),
    ],
)
def test_a_bad_line_of_the_districts_is_a_problem_and_the_others_are_drawn(
    country_folder: LedgerFolder, old: str, new: str, told: list[str], counted: int
) -> None:
    country = _load(country_folder("districts.csv", old, new))
    begun = [str(problem).removeprefix("districts.csv, line ") for problem in country.problems]
    assert [words[: len(start)] for words, start in zip(begun, told, strict=True)] == told
    assert len(country.districts) == counted
    assert set(country.boundaries.index) == {district.parent for district in country.districts}


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("spellings.csv", "0101,Ambar", "0909,Ambar", "spellings.csv, line 2, code: '0909' is not among the districts"),
        ("spellings.csv", "Ambar", "'", """spellings.csv, line 2, name: "'" is no name"""),
        ("spellings.csv", "Ambar", '"Ambar', "spellings.csv, line 2, row: a quotation mark is not closed"),
        (
            "spellings.csv",
            "0101,Mill",
            "0101,Ambar",
            "spellings.csv, line 3, row: '0101|Ambar' stands already on line 2",
        ),
    ],
)
def test_a_bad_line_of_the_spellings_costs_a_spelling(
    country_folder: LedgerFolder, file: str, old: str, new: str, told: str
) -> None:
    country = _load(country_folder(file, old, new))
    assert [str(problem)[: len(told)] for problem in country.problems] == [told]
    assert (len(country.districts), len(country.boundaries)) == (4, 3)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("0201,3000", "0201,3,000", "provinces.csv, line 3, row: 8 cells where the header has 7"),
        (
            "0201,3000",
            "0201,many",
            "provinces.csv, line 3, population: 'many' is not a whole number like 479875, or empty",
        ),
        ("0201,3000", "0101,3000", "provinces.csv, line 3, capital: '0101' is no counted district of AF02"),
        ("0201,3000", "0202,3000", "provinces.csv, line 3, capital: '0202' is no counted district of AF02"),
        ("West,", "Levant,", "provinces.csv, line 3, name: 'Levant' stands already for AF01"),
        ("West,,,,", "West,,,?;Left,", "provinces.csv, line 3, other_names: '?' is no name"),
    ],
)
def test_a_bad_line_of_the_provinces_takes_its_districts_with_it_and_says_so(
    country_folder: LedgerFolder, old: str, new: str, told: str
) -> None:
    country = _load(country_folder("provinces.csv", old, new))
    first, *others = map(str, country.problems)
    assert first.startswith(told)
    assert others == [
        "districts.csv, line 5, province: 'AF02' is not among the provinces",
        "districts.csv, line 6, province: 'AF02' is not among the provinces",
        "spellings.csv, line 4, code: '0201' is not among the districts",
        "spellings.csv, line 5, code: '0202' is not among the districts",
    ]
    assert (list(country.names), list(country.borders.index)) == (["0101", "0102", "0103"], ["AF01"])


def test_a_country_whose_lines_are_all_bad_is_refused_with_the_first_of_them(country_folder: LedgerFolder) -> None:
    folder = country_folder()
    (folder / "districts.csv").write_text((folder / "districts.csv").read_text().replace("yes", "aye"))
    told = (
        r"^districts.csv has no district .* that can be read; districts.csv, line 2, counted: 'aye' is none of yes, no$"
    )
    with pytest.raises(EmptyCountry, match=told):
        _load(folder)


@pytest.mark.parametrize("file", ["districts.csv", "provinces.csv", "spellings.csv"])
def test_a_list_that_is_no_good_as_a_whole_is_refused_by_name(country_folder: LedgerFolder, file: str) -> None:
    with pytest.raises(BadColumns, match=rf"^{file} lacks the columns code|^{file} lacks the columns pcode"):
        _load(country_folder(file, "code", "kode"))
    folder = country_folder()
    (folder / file).write_bytes(b"\xff")
    with pytest.raises(NotText, match=rf"^{file} is not UTF-8"):
        _load(folder)


def _load(folder: Path) -> Country:
    return load_country(folder / "boundaries.geojson", folder)
