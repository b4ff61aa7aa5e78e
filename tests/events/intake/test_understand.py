"""`events.intake.understand`: every sample gives what must come of it, row by row."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from events.control.reading import read_as_known
from events.intake.files.grids import Refused
from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import BadChoices, Choices, read_choices, write_choices
from events.intake.meaning.days import Order
from events.intake.meaning.roles import Role
from events.intake.tables import NoHeader, require_day, table_of
from events.intake.understand import understand
from events.intake.understood import Account, Fate
from events.intake.upload import upload_of
from events.ledger.folder import FOLDER, Ledger
from events.model import Certainty
from geo.exports.export import export
from geo.exports.kinds import FileKind, What
from geo.places.country import Country
from tests.events.intake.sample_files import EXPECTED, sample

TAKEN = [name for name, expected in EXPECTED.items() if "account" in expected and not expected.get("optional")]
REFUSED = [name for name, expected in EXPECTED.items() if expected.get("refused") or expected.get("optional")]
FIELDS = {"event_date": "date", "actor1": "side"}
"""What a problem of a column of ACLED is called here."""
LISTED = "places.csv", 5
"""
A spelling that its sample takes for unlisted, Nawah-ye Barakzai; the list that we carry has it, from the Map Sync
lookup, with a hyphen more. So its row is a report here, and one more of each count.
"""


def account_of(name: str, setting: Setting, choices: Choices | None = None, data: bytes | None = None) -> Account:
    choices = choices or Choices()
    table = table_of(name, read_grids(name, sample(name) if data is None else data))
    require_day(table.with_roles(choices.roles), choices.day)
    return understand(table, choices, setting)


@pytest.mark.parametrize("name", TAKEN)
def test_the_account_of_a_sample_is_as_expected(name: str, setting: Setting) -> None:
    expected = dict(EXPECTED[name]["account"])
    if name == LISTED[0]:
        expected |= {"reports": expected["reports"] + 1, "problems": expected["problems"] - 1}
    account = account_of(name, setting)
    assert account.counts == expected
    for reason, lines in EXPECTED[name].get("aside_lines", {}).items():
        assert [row.line for row in account.of(Fate.ASIDE) if row.reason == reason] == lines


@pytest.mark.parametrize("name", TAKEN)
def test_each_report_of_a_sample_is_as_expected(name: str, setting: Setting) -> None:
    rows = {row.line: row for row in account_of(name, setting).of(Fate.REPORT)}
    for told in EXPECTED[name].get("reports", []):
        row = rows[told["line"]]
        assert row.kind in told.get("kind_any_of", [told.get("kind")]), told
        assert (row.party, row.place) == (told["party"], told["place"])
        assert (f"{row.earliest}", f"{row.latest}") == (told["earliest"], told["latest"])
        assert "known" not in told or f"{row.known}" == told["known"]
        assert bool(row.flags) == ("flagged" in told), (row.flags, told)
        assert "province" not in told or row.province == told["province"]


@pytest.mark.parametrize("name", TAKEN)
def test_each_event_of_a_sample_is_as_expected(name: str, setting: Setting) -> None:
    rows = {row.line: row for row in account_of(name, setting).of(Fate.CONTEXT)}
    assert sorted(rows) == [told["line"] for told in EXPECTED[name].get("context", [])]
    for told in EXPECTED[name].get("context", []):
        row = rows[told["line"]]
        assert (row.place, f"{row.earliest}", f"{row.latest}") == (told["place"], told["earliest"], told["latest"])
        assert "province" not in told or row.province == told["province"]


@pytest.mark.parametrize("name", TAKEN)
def test_each_problem_of_a_sample_is_as_expected(name: str, setting: Setting) -> None:
    rows = {row.line: row for row in account_of(name, setting).of(Fate.PROBLEM)}
    told = [each for each in EXPECTED[name].get("problems", []) if (name, each["line"]) != LISTED]
    assert sorted(rows) == [each["line"] for each in told]
    for each in told:
        row = rows[each["line"]]
        assert row.field == FIELDS.get(each["field"], each["field"])
        assert row.reason
        wanted = each.get("candidates", [])
        assert [candidate.place for candidate in row.candidates][: len(wanted)] == wanted


@pytest.mark.parametrize("name", TAKEN)
def test_the_layout_of_a_sample_is_found(name: str, setting: Setting) -> None:
    found = account_of(name, setting).told()["layout"]
    expected: Mapping[str, Any] = EXPECTED[name].get("layout", {})
    assert found.get("header_line") == expected.get("header_line")
    assert found.get("hxl_line") == expected.get("hxl_line")
    assert "date_order" not in expected or found["date_order"] == expected["date_order"]
    assert "kind" not in expected or found["kind"] == expected["kind"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_of_reports_is_refused_by_name(name: str, setting: Setting) -> None:
    with pytest.raises(Refused, match=f"^{name}: "):
        account_of(name, setting)


@pytest.mark.parametrize("order", [Order.DAY_FIRST, Order.MONTH_FIRST])
def test_once_told_the_order_of_a_date_is_known(order: Order, setting: Setting) -> None:
    name = "dates-ambiguous.csv"
    rows = account_of(name, setting, Choices(order=order)).of(Fate.REPORT)
    assert [f"{row.earliest}" for row in rows] == EXPECTED[name]["if_told"][order]


def test_a_spelling_that_is_chosen_once_holds_for_all_its_rows(setting: Setting) -> None:
    lines = "Province,District,Date,Kind,Side\n" + "Helmand,Nawa Braksai,2021-07-05,captured,taliban\n" * 3
    name, data = "own.csv", lines.encode()
    unsure = account_of(name, setting, data=data).rows
    assert {row.fate for row in unsure} == {Fate.PROBLEM}
    assert unsure[0].candidates[0].place == "3003"
    assert "%" in unsure[0].candidates[0].why
    chosen = account_of(name, setting, Choices(places={"helmand|nawabraksai": "3003"}), data)
    assert [row.place for row in chosen.of(Fate.REPORT)] == ["3003"] * 3


def test_words_mean_what_a_reader_says(setting: Setting) -> None:
    lines = "Province,District,Date,Kind,Side\nBadakhshan,Argo,2021-07-05,fell,IEA\nBadakhshan,Argo,2021-07-05,chat,x\n"
    choices = Choices(kinds={"fell": "captured", "chat": "not about control"}, sides={"IEA": "taliban"})
    rows = account_of("own.csv", setting, choices, lines.encode()).rows
    assert [(row.fate, row.kind, row.party) for row in rows] == [
        (Fate.REPORT, "captured", "taliban"),
        (Fate.ASIDE, None, ""),
    ]


def test_a_table_without_a_day_is_of_the_day_that_a_reader_names(setting: Setting) -> None:
    name = "status-no-date.xlsx"
    account = account_of(name, setting, Choices(day=date(2021, 7, 5), sides={"INS Control": "taliban"}))
    assert account.counts["rows"] == EXPECTED[name]["also_right"][0]["account"]["rows"]
    assert account.counts["problems"] == account.counts["rows"]  # nothing names a side yet: no column is for it


def test_work_can_be_broken_off(setting: Setting) -> None:
    class Stopped(Exception):
        pass

    def stop(share: float) -> None:
        raise Stopped(share)

    table = table_of("acled-2023.csv", read_grids("acled-2023.csv", sample("acled-2023.csv")))
    with pytest.raises(Stopped):
        understand(table, Choices(), setting, stop)


def test_our_own_reports_are_known_and_come_back(setting: Setting) -> None:
    text = Path(FOLDER / "reports.csv").read_text(encoding="utf-8")
    account = account_of("reports.csv", setting, data=text.encode())
    assert account.counts["set_aside"] == {"already in the ledger": len(setting.reports)}
    renamed = text.replace("AF21-", "XX-")
    account = account_of("reports.csv", setting, data=renamed.encode())
    assert account.counts["reports"] == len(setting.reports)


@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.PARQUET, FileKind.XLSX])
def test_an_export_of_ours_is_known_again(kind: FileKind, country: Country, ledger: Ledger, setting: Setting) -> None:
    reading = read_as_known(ledger, country.gazetteer.province_of)
    data = export(reading, country, What.EVENTS, kind, ledger.war.opening_day)
    account = account_of(f"events.{kind}", setting, data=data)
    assert account.counts["set_aside"] == {"already in the ledger": account.counts["rows"]}


def test_what_is_on_a_part_or_on_a_wider_area_is_no_report_on_a_district(setting: Setting) -> None:
    lines = (
        "Date,Province,District,Scope,Part,Kind,Side\n"
        "2021-07-05,Badakhshan,Argo,district,yes,captured,taliban\n"
        "2021-07-05,Badakhshan,Argo,province,,captured,taliban\n"
        "2021-07-05,Badakhshan,Argo,country,,captured,taliban\n"
        "2021-07-05,Badakhshan,Argo,district,,captured,taliban\n"
    )
    rows = account_of("own.csv", setting, data=lines.encode()).rows
    assert [row.fate for row in rows] == [Fate.ASIDE, Fate.REPORT, Fate.PROBLEM, Fate.REPORT]
    assert [(row.place, row.province) for row in rows[1::2]] == [(None, "AF17"), ("1702", "AF17")]


def test_a_certainty_is_known_by_its_usual_words_or_as_a_reader_says_and_else_pointed_out(setting: Setting) -> None:
    head, row = "Province,District,Date,Kind,Side,Certainty\n", "Badakhshan,Argo,2021-07-0{},captured,taliban,{}\n"
    words = ["", "Bestätigt", "alleged", "two sources", "low"]
    data = (head + "".join(row.format(day, word) for day, word in enumerate(words, start=1))).encode()
    rows = account_of("own.csv", setting, Choices(certainties={"low": Certainty.CLAIMED}), data).rows
    assert [each.certainty for each in rows] == ["reported", "confirmed", "claimed", "reported", "claimed"]
    assert [bool(each.flags) for each in rows] == [False, False, False, True, False]
    assert "two sources" in rows[3].flags[0]


def test_a_transfer_needs_the_side_that_hands_over(setting: Setting, country: Country) -> None:
    head = "Province,District,Date,Kind,Side,Given by\n"
    row = "Badakhshan,Argo,2021-07-05,transferred,taliban,{}\n"
    data = (head + "".join(row.format(giver) for giver in ("government", "taliban", ""))).encode()
    account = account_of("own.csv", setting, data=data)
    assert [each.fate for each in account.rows] == [Fate.REPORT, Fate.PROBLEM, Fate.PROBLEM]
    upload = upload_of(account, "abcdef", setting, country.province_names)
    assert not upload.problems
    assert [event.report.given_by for event in upload.events] == ["government"]


def test_a_place_is_contested_where_a_reader_says_so_of_a_word_for_a_side(setting: Setting) -> None:
    lines = b"Province,District,Date,Held by\nBadakhshan,Argo,2021-07-05,Disputed\nTakhar,Chal,2021-07-05,taliban\n"
    choices = Choices(kinds={"Disputed": "contested"}, sides={"Disputed": "taliban"})
    rows = account_of("own.csv", setting, choices, lines).rows
    assert [(row.kind, row.party) for row in rows] == [("contested", "taliban"), ("held", "taliban")]


def test_a_total_is_one_also_where_it_stands_below_kinds(setting: Setting) -> None:
    lines = b"Province,District,Date,Kind,Side\nBadakhshan,Argo,2021-07-05,captured,taliban\nTotal,1,,1 fallen,\n"
    account = account_of("own.csv", setting, data=lines)
    assert account.counts["set_aside"] == {"a total, not a record": 1}


def test_a_header_is_where_a_reader_says_and_never_taken_in_silence() -> None:
    lines = "Tracker\nWoredas,Zone,Hold\n2021-07-05,Argo,Taliban\n2021-07-06,Chal,Taliban\n"
    grids = read_grids("own.csv", lines.encode())
    with pytest.raises(NoHeader, match=r"^own\.csv: no row names its columns"):
        table_of("own.csv", grids)
    headed, bare = table_of("own.csv", grids, 2), table_of("own.csv", grids, 0)
    assert (headed.header, headed.header_line, len(headed.records)) == (("Woredas", "Zone", "Hold"), 2, 2)
    assert (bare.header, bare.header_line, len(bare.records)) == (("column 1", "column 2", "column 3"), None, 4)
    with pytest.raises(NoHeader):
        table_of("own.csv", grids, 9)


def test_a_sheet_is_the_one_that_a_reader_names() -> None:
    name = "control-third-sheet.xlsx"
    grids = read_grids(name, sample(name))
    first = next(grid for grid in grids if grid.records)
    assert table_of(name, grids).facts["sheet"] != first.sheet
    assert table_of(name, grids, first.records[0].line, first.sheet).facts["sheet"] == first.sheet


def test_what_a_reader_chose_is_saved_and_read_again(setting: Setting, country: Country) -> None:
    choices = Choices(
        header=("a", "b"),
        roles={Role.DATE: "a"},
        kinds={"fell": "captured"},
        sides={"IEA": "taliban"},
        certainties={"low": Certainty.CLAIMED},
        day=date(2021, 7, 5),
        heading=0,
        sheet="Tracker",
    )
    assert read_choices(write_choices(choices), setting.war, country.names) == choices
    with pytest.raises(BadChoices, match="sure"):
        read_choices('{"certainties": {"low": "sure"}}', setting.war, country.names)


@pytest.mark.parametrize(
    ("province", "district"),
    [
        ("Badakhshan Province", "Argo"),
        ("Badakhshan", "Argo Distt."),
        ("Provinz Badakhshan", "Argo (Distrikt)"),
        ("Badakhshan State", "Argo Tsp."),
    ],
)
def test_words_that_accompany_a_name_are_no_part_of_it(province: str, district: str, setting: Setting) -> None:
    lines = f"Province,District,Date,Kind,Side\n{province},{district},2021-07-05,captured,taliban\n"
    assert [row.place for row in account_of("own.csv", setting, data=lines.encode()).rows] == ["1702"]
