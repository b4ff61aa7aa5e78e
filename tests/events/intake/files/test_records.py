"""`events.intake.files.records`: records that carry the names of their columns."""

import datetime
import io
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.intake.files.grids import Grid, Record, Refused
from events.intake.files.records import read_json, read_parquet


def grid(text: str, name: str = "a.json") -> Grid:
    found = read_json(name, text, "utf-8")
    assert found
    return found


def parquet(columns: dict[str, pa.Array], **how: object) -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.table(columns), packed, **how)
    return packed.getvalue()


def test_a_record_a_line_stands_at_its_line_and_what_is_none_has_a_fault() -> None:
    found = grid('{"a": 1, "b": "x "}\n\n{"b": null, "c": 2.50}\n[1]\n{"a": 3, "b": "cut', "a.jsonl")
    assert found.columns == ("a", "b", "c")
    assert found.records == (
        Record(1, ("1", "x", "")),
        Record(3, ("", "", "2.50")),
        Record(4, (), "not JSON"),
        Record(5, (), "not JSON"),
    )


def test_records_under_a_key_are_numbered_and_the_key_is_told() -> None:
    found = grid('{"status": 200, "found": [{"a": "x"}, {"a": null}, {"a": "y"}, 3]}')
    assert found.facts == {"encoding": "utf-8", "records_under": "found"}
    assert found.records == (Record(1, ("x",)), Record(3, ("y",)), Record(4, (), "not JSON"))


def test_a_list_of_records_has_no_key() -> None:
    assert grid('[{"a": true}]') == Grid((Record(1, ("true",)),), columns=("a",), facts={"encoding": "utf-8"})


def test_numbers_stay_as_they_are_written_and_what_is_nested_is_json() -> None:
    found = grid('[{"a": 1e5, "b": NaN, "c": 0.10, "d": {"k": [1.0, "é", null, false]}, "e": -0}]')
    assert found.records[0].cells == ("1e5", "NaN", "0.10", '{"k": [1.0, "é", null, false]}', "-0")


def test_half_a_letter_is_no_text_that_could_not_be_written() -> None:
    grid('[{"a\\ud800": "x\\udfff"}]').records[0].cells[0].encode("utf-8")


@pytest.mark.parametrize("text", ["", "a,b\n1,2", "[note],b\n1,2", "{a},b\n", "[1] a note, in brackets"])
def test_a_table_that_begins_like_json_is_no_json(text: str) -> None:
    assert read_json("a.csv", text, "utf-8") is None


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[" * 100_000, "nested too deeply"),
        ('[{"a": ' + "[" * 5_000 + "]" * 5_000 + "}]", "nested too deeply"),
        ('[{"a": 1}', "broken"),
        ("[]", "no list of records"),
        ("[1, 2]", "no list of records"),
        ('{"a": {"b": []}}', "no list of records"),
        ('{"a": [{"x": 1}], "b": [{"y": 1}]}', "lists of records under a, b"),
        ("[" + "{}," * 800_000 + "{}]", "more than 800,000 objects"),
        ("[" + "1," * 5_000_001 + "1]", "5,000,000 values"),
        ("[{" + ",".join(f'"k{n}": 1' for n in range(501)) + "}]", "501 columns"),
        ("[" + '{"a":1},' * 200_000 + '{"a":1}]', "more than 200,000 records"),
        ("[{" + ",".join(f'"k{n}": 1' for n in range(300)) + "}," + '{"k":1},' * 100_000 + "{}]", "cells"),
    ],
    ids=[
        "deep",
        "deep cell",
        "cut",
        "empty",
        "numbers",
        "none",
        "two",
        "objects",
        "values",
        "columns",
        "rows",
        "cells",
    ],
)
def test_json_that_is_no_table_is_refused_by_name(text: str, why: str) -> None:
    with pytest.raises(Refused, match=f"^a.json: .*{why}"):
        read_json("a.json", text, "utf-8")


def test_json_nested_deeply_on_a_line_costs_that_line() -> None:
    deep = '{"a": ' + "[" * 5_000 + "]" * 5_000 + "}"
    assert [record.fault for record in grid(f'{{"a": 1}}\n{deep}\n{{"a": 2}}').records] == ["", "not JSON", ""]


def test_a_number_of_any_length_is_text() -> None:
    assert grid('[{"a": ' + "9" * 100_000 + "}]").records[0].cells == ("9" * 100_000,)


def test_parquet_has_days_whole_numbers_and_nothing_for_null() -> None:
    found = read_parquet(
        "a.parquet",
        parquet(
            {
                "day": pa.array([datetime.datetime(2021, 7, 5), None], pa.timestamp("ns")),
                "date": pa.array([datetime.date(2021, 7, 5), None]),
                "time": pa.array([datetime.datetime(2021, 7, 5, 18, 30), None], pa.timestamp("ms")),
                "count": pa.array([3.0, None]),
                "lon": pa.array([70.3914, 1e-7]),
                "price": pa.array([Decimal("1.50"), None]),
                "yes": pa.array([True, None]),
                "word": pa.array([" x ", "y"]),
                "code": pa.array([7, None], pa.int64()),
            }
        ),
    )
    assert found.columns == ("day", "date", "time", "count", "lon", "price", "yes", "word", "code")
    assert found.records == (
        Record(1, ("2021-07-05", "2021-07-05", "2021-07-05T18:30:00", "3", "70.3914", "1.50", "TRUE", "x", "7")),
        Record(2, ("", "", "", "", "0.0000001", "", "", "y", "")),
    )


def test_equal_texts_of_parquet_are_one_object() -> None:
    found = read_parquet("a.parquet", parquet({"a": pa.array([f"word {n % 3}" for n in range(60_000)])}))
    assert len({id(record.cells[0]) for record in found.records}) == 3


@pytest.mark.parametrize(
    ("contents", "why"),
    [
        (b"PAR1", "cut off, encrypted or broken"),
        (parquet({"a": pa.array(["x"] * 9)})[:-20], "cut off, encrypted or broken"),
        (parquet({"a": pa.array([["x"]])}), "the column a is itself a list"),
        (parquet({"a": pa.nulls(200_001)}), "200,001 rows"),
        (parquet({f"a{n}": pa.nulls(1) for n in range(501)}), "501 columns"),
        (parquet({"a": pa.array(["x" * 1_000_000 + str(n) for n in range(201)])}), "bytes when unpacked"),
    ],
    ids=["four bytes", "cut off", "nested", "rows", "columns", "bytes"],
)
def test_parquet_that_is_no_table_of_ours_is_refused_by_name(contents: bytes, why: str) -> None:
    with pytest.raises(Refused, match=f"^a.parquet: .*{why}"):
        read_parquet("a.parquet", contents)
