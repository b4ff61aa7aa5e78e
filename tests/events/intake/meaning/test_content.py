"""`events.intake.meaning.content`: columns are proposed by what stands in them, where their headings tell nothing."""

from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.content import likely_roles
from events.intake.meaning.roles import Role
from events.intake.tables import Table, table_of

ROWS = """\
2021-07-05,Badakhshan,Argo,captured,taliban,https://example.org/1,confirmed,17500
2021-07-06,Takhar,Chal,held,government,https://example.org/2,verified,44382
2021-07-07,Balkh,Kaldar,contested,taliban,https://example.org/3,unbestätigt,12000
"""


def table(header: str, heading: int | None = None, rows: str = ROWS) -> Table:
    return table_of("own.csv", read_grids("own.csv", f"{header}\n{rows}".encode()), heading)


def test_columns_are_known_by_their_cells(setting: Setting) -> None:
    found = likely_roles(table("a,b,c,d,e,f,g,h", 1), setting)
    assert found == {
        Role.DATE: "a",
        Role.PROVINCE: "b",
        Role.DISTRICT: "c",
        Role.KIND: "d",
        Role.SIDE: "e",
        Role.ADDRESS: "f",
        Role.CERTAINTY: "g",
    }


def test_what_a_heading_tells_is_not_proposed_again_nor_a_heading_that_stands_twice(setting: Setting) -> None:
    assert likely_roles(table("Date,Province,k,k,Side,,m,n"), setting) == {Role.CERTAINTY: "m"}


def test_a_few_cells_tell_no_place_and_no_day(setting: Setting) -> None:
    few = table("a,b,c,d,e,f,g,h", 1, "".join(ROWS.splitlines(keepends=True)[:2]))
    assert set(likely_roles(few, setting)) == {Role.KIND, Role.SIDE, Role.CERTAINTY}
