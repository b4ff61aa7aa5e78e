"""`events.ledger.groups`: places that reports and claims speak of together; a folder need not have any."""

import pytest

from events.ledger.folder import load_ledger
from events.ledger.groups import GROUP_COLUMNS, Group, check_groups
from events.ledger.locate import Gazetteer
from events.ledger.read import Row
from events.problems import Checked, Problem
from tests.conftest import CLAIMS, REPORTS, LedgerFolder

SHORE = "shore,the shore,0201; 0102\n"


def row(line: int, *cells: str) -> Row:
    return Row(line, dict(zip(GROUP_COLUMNS, cells, strict=True)))


@pytest.mark.parametrize(
    ("members", "places"),
    [
        ("0201;0102", ("0102", "0201")),
        ("AF02; 0101 ;", ("0101", "0201")),
        ("AF01;AF02", ("0101", "0102", "0201")),
        ("AF01;0101", ("0101", "0102")),
    ],
)
def test_a_group_has_districts_and_whole_provinces(gazetteer: Gazetteer, members: str, places: tuple[str, ...]) -> None:
    checked = check_groups("groups.csv", [row(2, "shore", "the shore", members)], gazetteer)
    assert checked == Checked((Group("shore", "the shore", places),))


@pytest.mark.parametrize(
    ("cells", "field", "told"),
    [
        (("shore", "Again", "0101"), "id", "'shore' stands already on line 2"),
        (("", "Nameless", "0101"), "id", "is empty"),
        (("east", "The East", "0101"), "id", "'east' is a province already"),
        (("hills", "", "0101"), "name", "is empty"),
        (("hills", "Hills", ""), "members", "is empty, and a group has at least one district or province"),
        (("hills", "Hills", "0101;9999"), "members", "'9999' is no code of a district, nor P-code of a province"),
        (("hills", "Hills", "Amber"), "members", "'Amber' is no code of a district, nor P-code of a province"),
    ],
)
def test_a_group_that_is_none_is_a_problem_and_the_others_stand(
    gazetteer: Gazetteer, cells: tuple[str, ...], field: str, told: str
) -> None:
    checked = check_groups("groups.csv", [row(2, "shore", "the shore", "0102"), row(3, *cells)], gazetteer)
    assert [group.id for group in checked.kept] == ["shore"]
    assert checked.problems == (Problem("groups.csv", 3, field, told),)


def test_a_folder_without_groups_has_none(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    assert load_ledger(gazetteer, ledger_folder()).groups == ()


def test_a_report_and_a_claim_of_a_folder_may_be_of_a_group(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    folder = ledger_folder()
    (folder / "groups.csv").write_text(f"{','.join(GROUP_COLUMNS)}\n{SHORE}")
    (folder / "groups.origin.toml").write_text('producer = "Us"\nlicence = "Free"\n')
    header, *rows = REPORTS.splitlines()
    rows = [f"{each}," for each in rows]
    report = "r5,2021-07-08,2021-07-08,day,group,,,,,the shore,held,reds,reported,,s1,,,"
    lines = [f"{header},group", *rows, f"{report}shore", f"{report.replace('r5', 'r6')}shores"]
    (folder / "reports.csv").write_text("\n".join(lines))
    (folder / "claims.csv").write_text(CLAIMS.replace(",reds,,stock,", ",reds,shore,stock,"))
    ledger = load_ledger(gazetteer, folder)
    assert [(event.report.group, event.places) for event in ledger.events[-1:]] == [("shore", ("0102", "0201"))]
    assert [str(problem) for problem in ledger.problems] == [
        "reports.csv, line 7, group: 'shores' is none of the groups: shore (r6)"
    ]
    assert [(claim.place, claim.area) for claim in ledger.claims] == [("the shore", ("0102", "0201"))]
    assert [origin.file for origin in ledger.origins] == ["groups.csv"]
    (folder / "groups.csv").write_text(f"{','.join(GROUP_COLUMNS)}\n{SHORE.replace('the shore', 'a shore')}")
    assert load_ledger(gazetteer, folder).digest != ledger.digest
