"""`geo.intake.boundaries.columns`: what each column is, by its name or by what stands in it."""

from typing import Any

import geopandas as gpd
import pytest

from geo.intake.boundaries.columns import Columns, propose


def proposed(**cells: list[Any]) -> Columns:
    shapes: Any = [None] * len(next(iter(cells.values())))
    return propose(gpd.GeoDataFrame(cells, geometry=shapes))


def test_the_deepest_level_of_a_common_dataset_is_proposed_with_the_one_above() -> None:
    assert proposed(
        ADM1_EN=["North", "North", "South"],
        ADM2_EN=["Upper", "Lower", "Hill"],
        ADM2_PCODE=["X1", "X2", "X3"],
        ADM3_AR=["آ", "ب", "ج"],
        ADM3_EN=["A", "B", "C"],
        ADM3_PCODE=["X11", "X22", "X33"],
        ADM0_EN=["Land"] * 3,
    ) == Columns("ADM3_PCODE", "ADM3_EN", "ADM2_EN", "ADM2_PCODE", ("ADM3_AR",), 3)


def test_a_blank_and_a_repeat_do_not_make_a_known_id_another() -> None:
    ids = [*(f"X{at}" for at in range(8)), "X7", None]
    assert proposed(ADM2_PCODE=ids, ADM2_EN=[f"Name {at}" for at in "abcdefghij"]).id == "ADM2_PCODE"


def test_gadm_has_variants_and_na_is_none() -> None:
    assert proposed(
        GID_1=["A.1_1"] * 2, NAME_1=["North"] * 2, GID_2=["A.1.1_1", "A.1.2_1"], NAME_2=["One", "Two"],
        VARNAME_2=["Uno|Un", "NA"], NL_NAME_2=["NA", "NA"],
    ) == Columns("GID_2", "NAME_2", "NAME_1", "GID_1", ("VARNAME_2",), 2)  # fmt: skip


def test_geoboundaries_tells_its_level() -> None:
    told = proposed(shapeName=["A", "B"], shapeISO=["", ""], shapeID=["1B1", "1B2"], shapeType=["ADM2", "ADM2"])
    assert told == Columns("shapeID", "shapeName", level=2)


def test_natural_earth_takes_the_column_in_which_fewest_names_stand_twice() -> None:
    told = proposed(
        adm1_code=["A-1", "A-2"], name=["Twin", "Twin"], woe_name=["Twin", "Other"], name_alt=["T|W", ""],
        name_ar=["آب", "بآ"], adm0_sr=[1, 1],
    )  # fmt: skip
    assert (told.id, told.name, told.other_names) == ("adm1_code", "woe_name", ("name", "name_alt", "name_ar"))


@pytest.mark.parametrize(
    ("cells", "id_", "name", "parent"),
    [
        ({"name": ["Ax", "By"], "code": ["1", "2"]}, "code", "name", None),
        ({"ADMIN_1": ["Обл. А", "Обл. Б"]}, "ADMIN_1", "ADMIN_1", None),
        ({"OBJECTID": [1, 2], "District": ["Ax", "By"]}, "OBJECTID", "District", None),
        ({"code": ["1", "1"], "name": ["Ax", "By"]}, "name", "name", None),
        ({"code": ["1", None], "name": ["Ax", "Ax"]}, None, "name", None),
        ({"pcode": [1, 2, 3], "name": ["Ax", "By", "Cz"], "region": ["No", "No", "So"]}, "pcode", "name", "region"),
        ({"id": [1, 2, 3], "name": ["Ax", "By", "Cz"], "type": ["City", "Town", "Town"]}, "id", "name", None),
    ],
)  # fmt: skip
def test_other_columns_are_known_by_their_content(
    cells: dict[str, list[Any]], id_: str | None, name: str, parent: str | None
) -> None:
    told = proposed(**cells)
    assert (told.id, told.name, told.parent) == (id_, name, parent)


def test_a_file_without_attributes_has_no_columns() -> None:
    shapes: Any = [None, None]
    assert propose(gpd.GeoDataFrame(geometry=shapes)) == Columns(None, None)
