"""`events.scale.split`: a shard that is too large is one for each of its provinces, with the same spans."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from events.model import Scope
from events.scale.ledger import BadLedger, Ledger, read_part, write_ledger
from events.scale.run import run
from events.scale.shard import WrongShard, reduce_shard
from events.scale.split import split, write_split
from events.scale.tables import REPORTS
from tests.scale_ledgers import country, write_countries

SEEDS = range(40)


def crowded(shard: str, chance: Random) -> tuple[pa.Table, pa.Table]:
    """A small country of some provinces, with reports that meet, also on several places, on all but some, on none."""
    told, places = country(shard, 30, chance, 9, chance.randrange(1, 5), 6)
    codes = places["place"].to_pylist()
    rows = told.to_pylist()
    for row in rows[::5]:
        row |= {"scope": str(Scope.GROUP), "places": chance.sample(codes, 4), "province": None}
    for row in rows[1::5]:
        row |= {"scope": str(Scope.COUNTRY), "places": None, "province": None, "excepted": chance.sample(codes, 2)}
    rows[2] |= {"scope": str(Scope.PROVINCE), "places": None, "province": "elsewhere"}
    rows[3] |= {"scope": str(Scope.GROUP), "places": ["elsewhere"], "province": None}
    without = pc.equal(places["place"], codes[0])
    province = pc.if_else(without, pa.scalar(None, pa.string()), places["province"])
    return pa.Table.from_pylist(rows, REPORTS), places.set_column(2, places.schema.field("province"), province)


def shards(ledger: Ledger, room: Path) -> dict[str, tuple[pa.Table, pa.Table]]:
    names = sorted(ledger.digests())
    ledger.part(room, names)
    read = (tuple(read_part(room, name, at) for name in ("reports", "places")) for at in range(len(names)))
    return {name: (reports, places) for name, (reports, places) in zip(names, read, strict=True)}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_spans_of_a_country_are_those_of_its_provinces(seed: int, tmp_path: Path) -> None:
    reports, places = crowded("a/b", Random(seed))
    write_ledger(tmp_path / "ledger", reports, places)
    ledger = Ledger(tmp_path / "ledger")
    split(ledger, most=10)
    assert ledger.is_split
    found = shards(ledger, tmp_path / "parts")
    provinces = {province or "" for province in places["province"].to_pylist()}
    assert found.keys() == {f"a/b/{province}" for province in provinces}
    spans = pa.concat_tables([reduce_shard(*tables) for tables in found.values()])
    in_order = spans.sort_by([("place", "ascending"), ("start", "ascending")]).drop_columns("shard")
    assert in_order.equals(reduce_shard(reports, places).drop_columns("shard"))


def test_only_what_is_too_large_is_split(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("small", 9, Random(1), 9, 3), country("large", 11, Random(2), 9, 3)])
    whole = shards(Ledger(tmp_path / "ledger"), tmp_path / "whole")
    ledger = Ledger(tmp_path / "ledger")
    split(ledger, most=10)
    assert ledger.is_split
    found = shards(ledger, tmp_path / "parts")
    assert sorted(found) == ["large/large-p00", "large/large-p01", "large/large-p02", "small"]
    for mine, theirs in zip(found["small"], whole["small"], strict=True):
        assert mine.equals(theirs)


def test_a_ledger_of_small_shards_is_as_it_was(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("small", 9, Random(1), 9, 3)])
    ledger = Ledger(tmp_path / "ledger")
    before = ledger.digests()
    split(ledger, most=9)
    assert not ledger.is_split
    assert ledger.digests() == before


def test_a_report_on_one_province_travels_to_it_alone(tmp_path: Path) -> None:
    reports, places = country("one", 400, Random(3), 20, 4)
    write_ledger(tmp_path / "ledger", reports, places)
    ledger = Ledger(tmp_path / "ledger")
    split(ledger, most=0)
    write_split(ledger, tmp_path / "split")
    rows = pq.read_table(tmp_path / "split" / "reports" / "part.parquet")
    wide = pc.sum(pc.equal(reports["scope"], str(Scope.COUNTRY))).as_py()
    assert rows.num_rows == 400 + 3 * wide


def test_a_shard_that_is_called_as_a_part_of_another_is_refused(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("a", 11, Random(1), 9, 2), country("a/a-p01", 2, Random(2), 9, 2)])
    with pytest.raises(BadLedger, match="two shards would be called a/a-p01"):
        split(Ledger(tmp_path / "ledger"), most=10)


def test_reports_without_places_are_refused_however_many(tmp_path: Path) -> None:
    reports, places = country("one", 20, Random(3), 9, 2)
    write_ledger(tmp_path / "ledger", reports, places.slice(0, 0))
    ledger = Ledger(tmp_path / "ledger")
    split(ledger, most=10)
    assert not ledger.is_split
    with pytest.raises(WrongShard):
        list(run(ledger, tmp_path / "out"))


def test_a_shard_whose_name_is_too_long_is_refused_before_any_is_reduced(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("ولایت" * 12, 9, Random(1), 9, 3)])
    with pytest.raises(BadLedger, match="too long for a folder"):
        list(run(Ledger(tmp_path / "ledger"), tmp_path / "out"))
    assert not (tmp_path / "out").exists()
