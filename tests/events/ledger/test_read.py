"""`events.ledger.read`: a file becomes numbered rows of text, and no row hides another."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from events.ledger.read import MOST_LINES, BadColumns, NotText, Row, read
from events.problems import Checked, Problem

COLUMNS = ("id", "day", "note")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "rows.csv"


def test_rows_carry_their_line_and_their_cells_without_blanks(file: Path) -> None:
    file.write_text("id , day,note\n a1 ,2021-07-05, two words \n")
    assert read(file, COLUMNS) == Checked((Row(2, {"id": "a1", "day": "2021-07-05", "note": "two words"}),))


def test_columns_may_stand_in_any_order_beside_others(file: Path) -> None:
    file.write_text("note,more,day,id\nn,m,d,i\n")
    assert read(file, COLUMNS).kept == (Row(2, {"note": "n", "more": "m", "day": "d", "id": "i"}),)


def test_empty_lines_are_passed_over_and_counted(file: Path) -> None:
    file.write_text("id,day,note\n\na,b,c\n\n\nd,e,f\n")
    assert [row.line for row in read(file, COLUMNS).kept] == [3, 6]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_file_from_any_system_reads_the_same(file: Path, newline: str, encoding: str) -> None:
    file.write_bytes(newline.join(["id,day,note", "a,b,کابل", "c,d,e"]).encode(encoding))
    cells = [tuple(row.cells.values()) for row in read(file, COLUMNS).kept]
    assert cells == [("a", "b", "کابل"), ("c", "d", "e")]


def test_a_quoted_cell_may_run_over_lines_and_begins_where_it_begins(file: Path) -> None:
    file.write_text('id,day,note\na,b,"one\ntwo, ""three"""\nc,d,e\n')
    assert read(file, COLUMNS) == Checked(
        (Row(2, {"id": "a", "day": "b", "note": 'one\ntwo, "three"'}), Row(4, {"id": "c", "day": "d", "note": "e"}))
    )


@pytest.mark.parametrize(("line", "cells"), [("a,b", 2), ("a,b,c,d", 4), ("a", 1)])
def test_a_row_that_does_not_fit_the_header_is_a_problem_and_the_rest_stands(file: Path, line: str, cells: int) -> None:
    file.write_text(f"id,day,note\n1,2,3\n{line}\n4,5,6\n")
    rows = read(file, COLUMNS)
    assert [row.line for row in rows.kept] == [2, 4]
    assert rows.problems == (Problem("rows.csv", 3, "row", f"{cells} cells where the header has 3"),)


@pytest.mark.parametrize(
    "bad",
    ['"a,b,c', 'a,"b,c', 'a,b,"c', 'a,b,"c" d', 'a,b,"c"d"'],
    ids=["first cell", "middle cell", "last cell", "words after it", "a third mark"],
)
@pytest.mark.parametrize("after", ["1,2,3", '1,2,"3"', '"1",2,3', '1,"2, 2",3'])
def test_a_quotation_mark_gone_wrong_costs_its_own_line_only(file: Path, bad: str, after: str) -> None:
    file.write_text(f"id,day,note\n0,0,0\n{bad}\n{after}\n7,8,9\n")
    rows = read(file, COLUMNS)
    assert [row.line for row in rows.kept] == [2, 4, 5]
    assert [(problem.line, problem.field) for problem in rows.problems] == [(3, "row")]


def test_a_cell_too_large_for_any_reader_costs_its_own_line_only(file: Path) -> None:
    file.write_text(f"id,day,note\na,b,{'x' * 200_000}\n1,2,3\n")
    rows = read(file, COLUMNS)
    assert [row.line for row in rows.kept] == [3]
    assert [problem.line for problem in rows.problems] == [2]


def test_a_row_may_run_over_a_hundred_lines_and_no_more(file: Path) -> None:
    longest, longer = "\n" * (MOST_LINES - 1), "\n" * MOST_LINES
    file.write_text(f'id,day,note\na,b,"{longest}c"\n1,2,3\nd,e,"{longer}f"\n')
    rows = read(file, COLUMNS)
    assert [row.line for row in rows.kept] == [2, 102]
    assert [problem.line for problem in rows.problems] == [103, 203]
    assert rows.problems[0].message.startswith("a quotation mark is not closed within 100 lines")


def test_where_every_line_opens_a_cell_none_is_read_over_and_over(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_lines = 0

    def counted(lines: Iterable[str]) -> Iterator[str]:
        nonlocal read_lines
        for line in lines:
            read_lines += 1
            yield line

    reader = csv.reader
    monkeypatch.setattr(csv, "reader", lambda lines, strict: reader(counted(lines), strict=strict))
    file.write_text("id,day,note\n" + 'x","\n' * 1_000)
    assert len(read(file, COLUMNS).problems) == 1_000
    assert 1_000 < read_lines <= 1_001 * MOST_LINES


def test_a_file_in_another_encoding_is_refused_by_name_and_byte(file: Path) -> None:
    file.write_bytes("id,day,note\nä,b,c\n".encode("latin-1"))
    with pytest.raises(NotText, match=r"^rows.csv is not UTF-8 text: byte 12 cannot be read"):
        read(file, COLUMNS)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "rows.csv lacks the columns id, day, note; it has none"),
        ("id;day;note\n1;2;3\n", "rows.csv lacks the columns id, day, note; it has id;day;note"),
        ("id,place\n1,2\n", "rows.csv lacks the columns day, note; it has id, place"),
    ],
    ids=["empty", "semicolons", "two lacking"],
)
def test_a_file_without_its_columns_is_refused_and_all_that_lack_are_named(file: Path, text: str, told: str) -> None:
    file.write_text(text)
    with pytest.raises(BadColumns) as refused:
        read(file, COLUMNS)
    assert str(refused.value) == told


def test_a_header_with_an_open_quotation_mark_is_refused_however_long_the_file(file: Path) -> None:
    file.write_text('id,"day,note\n' + "1,2,3\n" * 40_000)
    with pytest.raises(BadColumns, match=r"^rows.csv has no header that can be read: a quotation mark is not closed"):
        read(file, COLUMNS)


def test_a_file_that_is_not_there_is_named(file: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"rows\.csv"):
        read(file, COLUMNS)


def test_a_folder_in_place_of_a_file_is_refused_by_name(file: Path) -> None:
    file.mkdir()
    with pytest.raises(NotText, match=r"^rows.csv cannot be read \(Is a directory\); expected a file of UTF-8 text$"):
        read(file, COLUMNS)
