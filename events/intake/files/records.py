"""From records that carry the names of their columns to a `Grid`: JSON lines, the JSON of an API, Parquet."""

import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from events.intake.files.grids import MOST_UNPACKED, Grid, Refused
from events.intake.files.keep import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Keeper, text_of

"""Bytes of a Parquet file when unpacked, as it declares them."""
MOST_OBJECTS, MOST_COMMAS = 4 * MOST_ROWS, 5_000_000
"""Objects and lists of a JSON file, nested ones too, and what stands between values; counted before it is read."""
BATCH = 50_000
"""Rows of Parquet that are read at a time."""
NOT_JSON = "not JSON"
BOUNDARIES = "boundaries, not a table of reports"
SHAPES = ("FeatureCollection", "Feature", "Topology", "GeometryCollection")
"""What GeoJSON and TopoJSON say under ``type``."""


class _Number(str):
    """A number as it is written."""

    __slots__ = ()


_DECODER = json.JSONDecoder(parse_int=_Number, parse_float=_Number, parse_constant=_Number)


def read_json(name: str, text: str, encoding: str) -> Grid | None:
    """
    Read records of JSON: one a line, or a list of them, alone or under a key of one object.

    Returns
    -------
    grid
        With the fact ``encoding``, and ``records_under``, the key, if there is one. The line of a record is the
        physical one where there is one record a line, else its number. ``None`` if the text is not JSON at all.

    Raises
    ------
    Refused
        If it is GeoJSON or TopoJSON, has no list of records, is broken, is nested too deeply, or has too many records.
    """
    begins = text.lstrip()[:1]
    named = name.lower().endswith((".json", ".jsonl", ".ndjson", ".geojson", ".topojson"))
    if not begins or (begins not in "{[" and not named):
        return None
    if text.count("{") + text.count("[") > MOST_OBJECTS or text.count(",") > MOST_COMMAS:
        raise Refused(name, f"more than {MOST_OBJECTS:,} objects or {MOST_COMMAS:,} values of JSON; bring it in parts")
    try:
        whole = _DECODER.decode(text)
    except RecursionError:
        raise Refused(name, "JSON that is nested too deeply; expected a list of records") from None
    except ValueError as error:
        if not named and not _any_record(text):
            return None
        if begins != "{" or not _any_record(text):
            raise Refused(name, f"JSON that is broken ({error})") from None
        return _of_lines(name, text, encoding)
    if not isinstance(whole, dict | list):
        return None
    return _of_document(name, whole, encoding)


def _of_document(name: str, whole: dict[str, Any] | list[Any], encoding: str) -> Grid:
    facts: dict[str, object] = {"encoding": encoding}
    found: list[Any] = []
    if isinstance(whole, list):
        found = whole
    elif _says_shapes(whole):
        raise Refused(name, BOUNDARIES)
    else:
        under = [key for key, value in whole.items() if isinstance(value, list) and _records_of(value)]
        if len(under) > 1:
            raise Refused(name, f"lists of records under {', '.join(under)}; expected one list")
        if under:
            found, facts["records_under"] = whole[under[0]], under[0]
        elif not any(isinstance(value, dict | list) for value in whole.values()):
            found = [whole]
    if not _records_of(found):
        raise Refused(name, "JSON that holds no list of records")
    return _grid(name, enumerate(found, 1), facts)


def _says_shapes(record: dict[str, Any]) -> bool:
    return isinstance(kind := record.get("type"), str) and kind in SHAPES


def _records_of(values: list[Any]) -> bool:
    return any(isinstance(value, dict) for value in values)


def _any_record(text: str) -> bool:
    """Whether one of the first lines is a whole object."""
    return any(isinstance(_line(line), dict) for line in text[:1_000_000].splitlines()[:100] if line.startswith("{"))


def _of_lines(name: str, text: str, encoding: str) -> Grid:
    lines = ((number, _line(line)) for number, line in enumerate(io.StringIO(text, newline=""), 1) if line.strip())
    return _grid(name, lines, {"encoding": encoding})


def _line(line: str) -> Any:
    try:
        return _DECODER.decode(line)
    except (ValueError, RecursionError):
        return None


def _grid(name: str, numbered: Iterable[tuple[int, Any]], facts: dict[str, object]) -> Grid:
    """Put values under their columns, in the order in which these are met; what is no object is a fault."""
    records = list(numbered)
    if any(isinstance(record, dict) and _says_shapes(record) and "geometry" in record for _, record in records):
        raise Refused(name, BOUNDARIES)
    columns = {key: None for _, record in records if isinstance(record, dict) for key in record}
    if len(columns) > MOST_COLUMNS:
        raise Refused(name, f"{len(columns):,} columns, where {MOST_COLUMNS} are the most")
    if len(columns) * len(records) > MOST_CELLS or len(records) > MOST_ROWS:
        raise Refused(name, f"more than {MOST_ROWS:,} records or {MOST_CELLS:,} cells; bring it in parts")
    keeper = Keeper(name)
    for line, record in records:
        if not isinstance(record, dict):
            keeper.spoil(line, NOT_JSON)
            continue
        try:
            keeper.keep(line, [_cell(record.get(column)) for column in columns])
        except RecursionError:
            keeper.spoil(line, "JSON that is nested too deeply")
    return Grid(tuple(keeper.records), columns=tuple(_cell(name).strip() for name in columns), facts=facts)


def _cell(value: Any) -> str:
    """Write a value as a cell: numbers as they stand, nothing for null, JSON for what is nested."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return _written(value)
    # JSON can spell half of a letter of two parts, which no encoding can write.
    return str(value) if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")


def _written(value: Any) -> str:
    if isinstance(value, _Number):
        return str(value)
    if isinstance(value, dict):
        return "{" + ", ".join([f"{json.dumps(key)}: {_written(inner)}" for key, inner in value.items()]) + "}"
    if isinstance(value, list):
        return "[" + ", ".join([_written(inner) for inner in value]) + "]"
    return json.dumps(value, ensure_ascii=False)


def read_parquet(name: str, data: bytes) -> Grid:
    """
    Read a Parquet file: days as ``2021-07-05``, whole numbers as such, nothing for null.

    Raises
    ------
    Refused
        If it is cut off, encrypted or broken, or too large when unpacked, as it declares before it is read.
    """
    try:
        file = pq.ParquetFile(io.BytesIO(data))
        _check_size(name, file.metadata)
        nested = [field.name for field in file.schema_arrow if pa.types.is_nested(field.type)]
        if nested:
            raise Refused(name, f"a cell of the column {nested[0]} is itself a list or a record")
        columns = tuple(file.schema_arrow.names)
        # As a dictionary, a text that stands in many rows is one object, and takes memory once.
        file = pq.ParquetFile(io.BytesIO(data), read_dictionary=list(columns))
        keeper = Keeper(name)
        for line, cells in enumerate(_rows(file), 1):
            keeper.keep(line, cells)
    # A broken file ends in any of these, by the part of pyarrow that meets it first.
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError, OverflowError, MemoryError) as error:
        if isinstance(error, Refused):
            raise
        reason = str(error).splitlines()[0][:120] if str(error) else type(error).__name__
        raise Refused(name, f"a Parquet file that is cut off, encrypted or broken ({reason})") from error
    return Grid(tuple(keeper.records), columns=columns, facts={})


def _check_size(name: str, metadata: Any) -> None:
    if metadata.num_columns > MOST_COLUMNS:
        raise Refused(name, f"{metadata.num_columns:,} columns, where {MOST_COLUMNS} are the most")
    if metadata.num_rows > MOST_ROWS or metadata.num_rows * metadata.num_columns > MOST_CELLS:
        raise Refused(name, f"{metadata.num_rows:,} rows, where {MOST_ROWS:,} are the most")
    unpacked = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    if unpacked > MOST_UNPACKED:
        raise Refused(name, f"{unpacked:,} bytes when unpacked, where {MOST_UNPACKED:,} are the most")


def _rows(file: Any) -> Iterator[list[str]]:
    texts: dict[str, str] = {}
    for batch in file.iter_batches(BATCH, use_threads=False):
        yield from map(list, zip(*(_column(values, texts) for values in batch.columns), strict=True))


def _column(values: Any, texts: dict[str, str]) -> list[str]:
    """Write the values of a column; of a dictionary, those of all batches that say the same are one object."""
    if not pa.types.is_dictionary(values.type):
        return [text_of(value) for value in values.to_pylist()]
    words = [texts.setdefault(word, word) for word in map(text_of, values.dictionary.to_pylist())]
    return ["" if number is None else words[number] for number in values.indices.to_pylist()]
