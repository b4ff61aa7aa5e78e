"""`geo.intake.folder`: the whole folder of a war that a reader makes, and its parties."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from events.intake.files.read import read_grids
from events.intake.meaning.choices import Choices
from events.intake.tables import table_of
from events.intake.understand import understand
from events.intake.understood import Fate
from events.intake.upload import upload_of
from events.ledger.folder import Ledger
from events.ledger.war import load_war
from events.tables.files import to_zip
from geo.intake.boundaries.columns import propose
from geo.intake.boundaries.country import country_files, units_of, write_country
from geo.intake.boundaries.faults import check
from geo.intake.folder import BadSides, folder_files, folder_name, sides_of
from geo.intake.ground import setting_of, setting_of_new
from geo.places.check import main, open_war
from geo.places.country import load_country_of
from tests.geo.intake.boundaries.test_shapes import sample

DAYS = date(2021, 4, 1), date(2021, 9, 30)
SHEET = """\
date,province,district,code,kind,side,source,url
2021-05-01,Kohat,Hangu,,captured,The Reds,A Paper,https://example.org/a
2021-05-03,,,{code},captured,Blues,A Paper,https://example.org/a
"""


def test_a_folder_has_a_name_that_can_stand_in_an_address() -> None:
    assert folder_name("جنگ", ()) == "war"
    assert folder_name("  Côte — 2002/2011 ", ()) == "cote-2002-2011"
    assert folder_name("A", ["a", "a-2"]) == "a-3"


def test_parties_have_ids_made_of_their_names() -> None:
    rows = [("The Reds", "the Reds", ""), ("", "", ""), ("Blues", "", "#20A4F1"), ("کُرد", "", "#123456")]
    sides = sides_of(rows)
    assert [(side.id, side.called, side.colour) for side in sides] == [
        ("thereds", "the Reds", ""),
        ("blues", "", ""),
        ("party3", "", "#123456"),
    ]
    assert [side.id for side in sides_of([("Contested", "", ""), ("R.E.D.", "", ""), ("Red", "", "")])] == [
        "contested2",
        "red",
        "red2",
    ]


def test_what_is_wrong_with_parties_is_said_by_name() -> None:
    with pytest.raises(BadSides) as refused:
        sides_of([("Reds", "", "red"), ("reds", "", ""), ("", "them", "")])
    assert str(refused.value).splitlines() == [
        "Party 1: red is not a colour like #fc2057.",
        "Party 2: there is another called reds.",
        "Party 3 has no name.",
    ]
    with pytest.raises(BadSides, match="at least 2 parties"):
        sides_of([("Reds", "", "")])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("boundaries-cod.geojson", "PK9901"),
        ("boundaries-gadm.gpkg", "PAK.5.9.1_1"),
        ("boundaries-geoboundaries.geojson", None),
    ],
)
def test_a_sheet_becomes_a_folder_that_passes_the_check(tmp_path: Path, name: str, code: str | None) -> None:
    read = sample(name)
    columns = propose(read.frame)
    code = code or str(read.frame[columns.id].iloc[0])
    checked = check(read, columns)
    country_of = country_files(checked, columns, "Squares", DAYS, sides_of([("The Reds", "", ""), ("Blues", "", "")]))
    write_country(tmp_path / "draft", country_of)
    country, war = load_country_of(tmp_path / "draft"), load_war(tmp_path / "draft" / "war.toml")
    units = units_of(checked, columns, "Squares")[0]
    setting = setting_of_new(country, war, [(unit.id, unit.code) for unit in units])
    sheet = SHEET.format(code=code).replace("Kohat", "" if columns.parent is None else "Kohat")
    account = understand(table_of("a.csv", read_grids("a.csv", sheet.encode())), Choices(), setting)
    assert account.of(Fate.PROBLEM) == ()
    upload = upload_of(account, "abcdef", setting, country.province_names)

    files = folder_files("squares", "Squares", country_of, upload)
    assert to_zip(files) == to_zip(folder_files("squares", "Squares", country_of, upload))
    (tmp_path / "squares").mkdir()
    for file, content in files.items():
        (tmp_path / "squares" / file).write_bytes(content)
    assert main([str(tmp_path / "squares")]) == 0
    _, ledger = open_war(tmp_path / "squares")
    assert [event.report.party for event in ledger.events] == ["thereds", "blues"]
    assert [(event.report.id, event.report.source) for event in ledger.events] == [("R2", "S1"), ("R3", "S1")]
    assert ledger.own == frozenset()
    assert "python -m geo.places.check squares" in files["README.txt"].decode()

    # Brought again as reports for this war, its table is understood as it was; so is one with our own codes.
    country, ledger = open_war(tmp_path / "squares")
    again = setting_of(country, ledger, tmp_path / "squares")
    for written in (sheet, sheet.replace(code, next(unit.code for unit in units if unit.id == code))):
        rows = understand(table_of("b.csv", read_grids("b.csv", written.encode())), Choices(), again).rows
        assert [row.place for row in rows] == [row.place for row in account.rows]


def test_of_two_places_of_one_name_each_is_found_by_its_code_and_neither_by_the_name(tmp_path: Path) -> None:
    read = sample("boundaries-cod.geojson")
    read.frame.loc[2, "ADM2_EN"] = "Peshawar"
    columns = propose(read.frame)
    files = country_files(check(read, columns), columns, "T", DAYS, sides_of([("Reds", "", ""), ("Blues", "", "")]))
    write_country(tmp_path / "w", files)
    country, war = load_country_of(tmp_path / "w"), load_war(tmp_path / "w" / "war.toml")
    assert (country.names["PK9901"], country.names["PK9902"]) == ("Peshawar (PK9901)", "Peshawar (PK9902)")
    sheet = (
        "date,district,code,kind,side\n2021-05-01,Peshawar,PK9902,captured,Reds\n2021-05-02,Peshawar,,captured,Reds\n"
    )
    setting = setting_of_new(country, war, [(code, code) for code in country.names])
    account = understand(table_of("a.csv", read_grids("a.csv", sheet.encode())), Choices(), setting)
    assert [row.place for row in account.of(Fate.REPORT)] == ["PK9902"]
    assert [row.reason for row in account.of(Fate.PROBLEM)] == [
        "may be Peshawar (PK9901) (PK9901) or Peshawar (PK9902) (PK9902)"
    ]
    upload = upload_of(account, "abcdef", setting, country.province_names)
    assert upload.problems == ()
    assert [event.places for event in upload.events] == [("PK9902",)]


def test_an_id_finds_no_district_by_a_number_of_ours_nor_where_two_have_it(tmp_path: Path) -> None:
    """Of repeated ids our codes are numbers: a table that has such a number means an id, not ours."""
    write_country(
        tmp_path / "w",
        country_files(
            *(lambda read: (check(read, propose(read.frame)), propose(read.frame)))(sample("boundaries-cod.geojson")),
            "Squares",
            DAYS,
            sides_of([("Reds", "", ""), ("Blues", "", "")]),
        ),
    )
    country, war = load_country_of(tmp_path / "w"), load_war(tmp_path / "w" / "war.toml")
    assert setting_of_new(country, war, [("A-1", "PK9901"), ("a1", "PK9901")]).atlas.codes == {"a1": "PK9901"}
    codes = setting_of_new(country, war, [("A-1", "PK9901"), ("a1", "PK9902"), ("7", "PK9903"), ("", "PK9904")])
    assert codes.atlas.codes == {"7": "PK9903"}
    assert setting_of_new(country, war).atlas.codes["pk9912"] == "PK9912"


def test_where_ids_are_numbers_a_number_means_an_id_and_none_of_our_codes(tmp_path: Path) -> None:
    read = sample("boundaries-cod.geojson")
    read.frame["ADM2_PCODE"] = ["7", "7", *(str(number) for number in range(3, len(read.frame) + 1))]
    columns = replace(propose(read.frame), id="ADM2_PCODE")
    sides = sides_of([("Reds", "", ""), ("Blues", "", "")])
    write_country(tmp_path / "w", country_files(check(read, columns), columns, "T", DAYS, sides))
    country, war = load_country_of(tmp_path / "w"), load_war(tmp_path / "w" / "war.toml")
    sheet = "date,code,kind,side\n" + "".join(f"2021-05-01,{code},captured,Reds\n" for code in ("3", "7", "0003"))
    ledger = Ledger(war, (), (), (), (), (), 0, ())
    setting = setting_of(country, ledger, tmp_path / "w")
    rows = understand(table_of("a.csv", read_grids("a.csv", sheet.encode())), Choices(), setting).rows
    assert [row.place for row in rows] == ["0003", None, None]
