"""`events.intake.files.text`: letters, delimiters and lines of a text."""

import csv

import pytest

from events.intake.files.grids import Record, Refused
from events.intake.files.keep import MOST_COLUMNS, MOST_ROWS
from events.intake.files.text import DELIMITERS, MOST_LINES, UNCLOSED, decode, read_text


def records(text: str) -> list[Record]:
    return list(read_text("a.csv", text, "utf-8").records)


def cells(text: str) -> list[tuple[str, ...]]:
    return [record.cells for record in records(text)]


@pytest.mark.parametrize(
    ("contents", "text", "encoding"),
    [
        ("é,ب".encode(), "é,ب", "utf-8"),
        ("é,ب".encode("utf-8-sig"), "é,ب", "utf-8-sig"),
        ("é,ب".encode("utf-16"), "é,ب", "utf-16"),
        (b"\xfe\xff" + "é,ب".encode("utf-16-be"), "é,ب", "utf-16"),
        ("plain, of 2021".encode("utf-16-le"), "plain, of 2021", "utf-16"),
        ("plain, of 2021".encode("utf-16-be"), "plain, of 2021", "utf-16"),
        ("dépêche – ’".encode("cp1252"), "dépêche – ’", "cp1252"),
        (b"plain," * 50_000 + "ß".encode("cp1252"), "plain," * 50_000 + "ß", "cp1252"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "big-endian", "no mark", "no mark, big-endian", "cp1252", "late"],
)
def test_letters_are_told_by_all_bytes(contents: bytes, text: str, encoding: str) -> None:
    assert decode("a.csv", contents) == (text, encoding)


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (b"a,b\n\0\0\0\0", "NUL bytes"),
        (bytes(100), "NUL bytes"),
        ("a\0b,c".encode("utf-16"), "NUL bytes"),
        (b"\xef\xbb\xbfa,\xff", "byte 3 cannot be read"),
        (b"\xff\xfea", "cannot be read"),
        (b"a,\x81", "byte 3 cannot be read"),
    ],
)
def test_what_no_encoding_reads_is_refused(contents: bytes, why: str) -> None:
    with pytest.raises(Refused, match=why):
        decode("a.csv", contents)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_a_delimiter_is_what_gives_most_rows_the_same_number_of_cells(delimiter: str) -> None:
    rows = [["Title; of, it | all"], ["a", "b", "c"], ["1;2", "3,4", "5|6"], ["x", "y\tz", ""], ["p", "q", "r"]]
    text = "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows)
    grid = read_text("a.csv", text, "utf-8")
    assert grid.facts == {"encoding": "utf-8", "delimiter": delimiter}
    assert [record.cells for record in grid.records] == [tuple(row) for row in rows]


def test_lists_with_semicolons_in_cells_do_not_make_a_table_of_semicolons() -> None:
    text = 'id,sources\n1,"a; b; c"\n2,"d; e; f"\n3,"g; h; i"\n4,none\n5,none\n'
    assert read_text("a.csv", text, "utf-8").facts["delimiter"] == ","


def test_one_column_is_a_table_of_commas() -> None:
    assert cells("place\nnorth\nsouth") == [("place",), ("north",), ("south",)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_record_stands_at_the_line_on_which_it_begins(newline: str) -> None:
    text = newline.join(['"a","b"', "", '"one', 'two, ""three""", x ', " ,  ", ",", "c,d"])
    assert records(text) == [
        Record(1, ("a", "b")),
        Record(3, (f'one{newline}two, "three"', "x")),
        Record(7, ("c", "d")),
    ]


@pytest.mark.parametrize(
    "bad",
    ['"a,b,c', 'a,"b,c', 'a,b,"c', 'a,b,"c" d', 'a,b,"c"d"'],
    ids=["first cell", "middle cell", "last cell", "words after it", "a third mark"],
)
@pytest.mark.parametrize("after", ["1,2,3", '1,2,"3"', '"1",2,3', '1,"2, 2",3'])
def test_a_quotation_mark_gone_wrong_costs_its_own_line_only(bad: str, after: str) -> None:
    rows = records(f"id,day,note\n0,0,0\n{bad}\n{after}\n7,8,9\n")
    assert [row.line for row in rows] == [1, 2, 3, 4, 5]
    assert [(row.line, row.cells) for row in rows if row.fault] == [(3, ())]
    assert rows[2].fault.startswith(UNCLOSED)


def test_a_note_over_lines_may_be_alone_in_its_row() -> None:
    assert cells('a,b\n1,2\n3,4\n"1) a note\nover lines"\n')[-1] == ("1) a note\nover lines",)


def test_a_record_may_run_over_a_hundred_lines_and_no_more() -> None:
    longest, longer = "\n" * (MOST_LINES - 1), "\n" * MOST_LINES
    rows = records(f'a,b\n1,"x{longest}y"\n2,"x{longer}y"\n3,4\n')
    assert rows[1].cells == ("1", f"x{longest}y")
    assert [(row.line, row.fault) for row in rows if row.fault] == [(MOST_LINES + 2, UNCLOSED)]
    assert rows[-1].cells == ("3", "4")


def test_a_cell_too_large_for_any_reader_costs_its_own_line_only() -> None:
    limit = csv.field_size_limit()
    rows = records(f"a,b\n1,{'x' * (limit + 1)}\n2,3\n")
    assert [(row.line, row.fault) for row in rows if row.fault] == [(2, f"a cell has more than {limit:,} characters")]
    assert csv.field_size_limit() == limit


def test_equal_cells_are_one_object() -> None:
    text = "\n".join(f"{number % 7} place,word {number % 5},{number}" for number in range(5_000))
    found = [cell for record in records(text) for cell in record.cells]
    assert len({id(cell) for cell in found}) == len(set(found))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a\n" * (MOST_ROWS + 2), "more than 200,000 rows"),
        ("," * MOST_COLUMNS + "a\n", "501 columns"),
        ("\n" * 1_500_001 + "a", "more than 1,500,000 lines"),
        ("a,b\n" + "x" * 1_000_001, "line 2 has more than a million characters"),
    ],
    ids=["rows", "columns", "lines", "a line"],
)
def test_a_table_beyond_the_limits_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(Refused, match=f"^a.csv: .*{why}"):
        read_text("a.csv", text, "utf-8")


def test_a_table_at_the_limits_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.intake.files.keep.MOST_ROWS", 100)
    assert len(records("a\n" * 101)) == 101
    with pytest.raises(Refused, match="more than 100 rows"):
        records("a\n" * 102)
    assert len(cells("," * (MOST_COLUMNS - 1) + "a\n")[0]) == MOST_COLUMNS
