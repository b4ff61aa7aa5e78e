"""`events.scale.split`: a shard that is too large is one for each of its provinces, with the same spans."""

from pathlib import Path
from random import Random

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from events.model import Scope
from events.scale.ledger import Ledger, read_part, write_ledger
from events.scale.shard import reduce_shard
from events.scale.split import split
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
    found = shards(split(Ledger(tmp_path / "ledger"), tmp_path / "split", most=10), tmp_path / "parts")
    provinces = {province or "" for province in places["province"].to_pylist()}
    assert found.keys() == {f"a/b/{province}" for province in provinces}
    spans = pa.concat_tables([reduce_shard(*tables) for tables in found.values()])
    in_order = spans.sort_by([("place", "ascending"), ("start", "ascending")]).drop_columns("shard")
    assert in_order.equals(reduce_shard(reports, places).drop_columns("shard"))


def test_only_what_is_too_large_is_split(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("small", 9, Random(1), 9, 3), country("large", 11, Random(2), 9, 3)])
    ledger = Ledger(tmp_path / "ledger")
    found = shards(split(ledger, tmp_path / "split", most=10), tmp_path / "parts")
    assert sorted(found) == ["large/large-p00", "large/large-p01", "large/large-p02", "small"]
    whole = shards(ledger, tmp_path / "whole")
    for mine, theirs in zip(found["small"], whole["small"], strict=True):
        assert mine.equals(theirs)


def test_a_ledger_of_small_shards_is_left_as_it_is(tmp_path: Path) -> None:
    write_countries(tmp_path / "ledger", [country("small", 9, Random(1), 9, 3)])
    ledger = Ledger(tmp_path / "ledger")
    assert split(ledger, tmp_path / "split", most=9) is ledger
    assert not (tmp_path / "split").exists()


def test_a_report_on_one_province_travels_to_it_alone(tmp_path: Path) -> None:
    reports, places = country("one", 400, Random(3), 20, 4)
    write_ledger(tmp_path / "ledger", reports, places)
    split(Ledger(tmp_path / "ledger"), tmp_path / "split", most=0)
    rows = pq.read_table(tmp_path / "split" / "reports" / "part.parquet")
    wide = pc.sum(pc.equal(reports["scope"], str(Scope.COUNTRY))).as_py()
    assert rows.num_rows == 400 + 3 * wide
