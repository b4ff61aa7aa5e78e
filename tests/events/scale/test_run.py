"""Runs over whole ledgers: every engine gives the spans of the rule, and only what changed is done again."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from random import Random

import duckdb
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from events.control.rule import reduce
from events.ledger.wars import war_folder
from events.scale.ledger import BadLedger, Ledger, read_part
from events.scale.run import run
from events.scale.shard import reduce_shard
from events.scale.store import Store
from events.scale.tables import place_rows, report_rows, span_rows
from geo.places.check import open_war
from tests.events.scale.conftest import ENGINES, engine, spans_in
from tests.scale_ledgers import country, write_small

COUNTRIES = 200
LARGE, MOST = "afghanistan-2021", 500  # the one shard of more reports
WARS = ("afghanistan-2021", "myanmar-2023")
README = Path(__file__).parents[3] / "README.md"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two hundred small countries, and the wars that are shipped."""
    folder = tmp_path_factory.mktemp("ledger")
    write_small(folder, COUNTRIES)
    for war in WARS:
        country, told = open_war(war_folder(war))
        places = dict(country.gazetteer.province_of)
        pq.write_table(report_rows(war, told.events), folder / "reports" / f"{war}.parquet")
        pq.write_table(place_rows(war, places, told.war.unreported), folder / "places" / f"{war}.parquet")
    return folder


@pytest.fixture(scope="module")
def expected(ledger: Path) -> dict[str, pa.Table]:
    """What the rule says of each, one after another."""
    reports, places = (pq.read_table(ledger / name / "part.parquet") for name in ("reports", "places"))
    shards = sorted(set(places["shard"].to_pylist()))
    parts = [[table.filter(pa.compute.equal(table["shard"], shard)) for table in (reports, places)] for shard in shards]
    found = {shard: reduce_shard(*part) for shard, part in zip(shards, parts, strict=True)}
    return found | {war: spans_of(war) for war in WARS}


def spans_of(war: str) -> pa.Table:
    country, told = open_war(war_folder(war))
    spans = reduce(told.events, country.gazetteer.province_of, told.war.unreported)
    return span_rows(war, (span for place in sorted(spans) for span in spans[place]))


@pytest.mark.slow
@pytest.mark.parametrize("asked", ENGINES, indirect=True)
def test_every_engine_gives_the_spans_of_the_rule(
    asked: list[str], ledger: Path, expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    engine(ledger, tmp_path, *asked, "--most", str(MOST))
    found = spans_in(tmp_path)
    large = {shard: spans for shard, spans in found.items() if shard.startswith(f"{LARGE}/")}
    assert len(large) > 30
    provinces = pa.concat_tables(large.values()).sort_by([("place", "ascending"), ("start", "ascending")])
    assert provinces.drop_columns("shard").equals(expected[LARGE].drop_columns("shard"))
    assert found.keys() - large.keys() == expected.keys() - {LARGE}
    assert [shard for shard, spans in found.items() if shard not in large and not spans.equals(expected[shard])] == []


@pytest.mark.slow
@pytest.mark.parametrize("war", WARS)
def test_the_folder_of_a_war_is_a_ledger(war: str, tmp_path: Path) -> None:
    engine(war_folder(war), tmp_path)
    assert spans_in(tmp_path)[war].equals(spans_of(war))


def test_a_second_run_reduces_what_changed_and_takes_over_the_rest(tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_small(ledger, 3)
    assert len(list(run(Ledger(ledger), out))) == 3
    before = {file: file.stat().st_ino for file in (out / "current").glob("*/*.parquet")}
    assert list(run(Ledger(ledger), out)) == []
    told, places = country("new", 20, Random(5), 3, 1, 9)
    pq.write_table(told, ledger / "reports" / "more.parquet")
    pq.write_table(places, ledger / "places" / "more.parquet")
    assert list(run(Ledger(ledger), out)) == ["new"]
    after = {file: file.stat().st_ino for file in (out / "current").glob("*/*.parquet")}
    assert before.items() < after.items()
    assert len(list((out / "versions").iterdir())) == 1


@pytest.mark.slow
def test_another_day_of_knowledge_is_another_version(tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_small(ledger, 2)
    list(run(Ledger(ledger), out))
    known = pq.read_table(ledger / "reports" / "part.parquet")["known"][0].as_py()
    assert len(list(run(Ledger(ledger), out, known=known))) == 2
    assert Store(out).manifest().known == known


def test_a_digest_is_of_the_rows_and_not_of_their_order(tmp_path: Path) -> None:
    for name, turn in (("one", 1), ("other", -1)):
        write_small(tmp_path / name, 4)
        file = tmp_path / name / "reports" / "part.parquet"
        pq.write_table(pq.read_table(file).take(list(range(pq.read_metadata(file).num_rows))[::turn]), file)
    assert Ledger(tmp_path / "one").digests() == Ledger(tmp_path / "other").digests()


def test_others_read_a_store(tmp_path: Path) -> None:
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_small(ledger, 5)
    list(run(Ledger(ledger), out))
    rows = sum(spans.num_rows for spans in spans_in(out).values())
    by_duckdb = duckdb.execute(f"select count(*) from read_parquet('{out}/current/*/*.parquet')").fetchall()
    by_pandas = sum(len(pd.read_parquet(file, partitioning=None)) for file in (out / "current").glob("*/*.parquet"))
    assert by_duckdb == [(rows,)] and by_pandas == rows


@pytest.mark.slow
def test_a_query_finds_who_is_behind_a_place_on_a_day(tmp_path: Path) -> None:
    """The README's own, for Yawan on 5 July."""
    war = war_folder("afghanistan-2021")
    engine(war, tmp_path)
    asked = README.read_text(encoding="utf-8").split("read the same files\n\n")[1].split("  --")[0]
    country, ledger = open_war(war)
    (span,) = (
        span
        for span in reduce(ledger.events, country.gazetteer.province_of)["1709"]
        if span.start <= date(2021, 7, 5) < span.end
    )
    found = duckdb.execute(asked.replace("OUT", str(tmp_path))).fetchall()
    latest = {event.report.id: event.report.latest for event in ledger.events}
    assert sorted(report for (report,) in found) == sorted(id for id in span.events if latest[id] <= date(2021, 7, 5))


def test_a_part_of_a_ledger_is_read_back_as_it_was(tmp_path: Path) -> None:
    write_small(tmp_path / "ledger", 3)
    ledger = Ledger(tmp_path / "ledger")
    shards = sorted(ledger.digests())
    ledger.part(tmp_path / "parts", shards)
    rows = [read_part(tmp_path / "parts", "places", number).num_rows for number in range(len(shards))]
    assert sum(rows) == pq.read_metadata(tmp_path / "ledger" / "places" / "part.parquet").num_rows


@pytest.mark.parametrize(
    ("lacking", "why"), [("places", r"has no places/\*.parquet"), ("known", "reports lacks known")]
)
def test_what_is_no_ledger_says_so(tmp_path: Path, lacking: str, why: str) -> None:
    write_small(tmp_path, 1)
    if lacking == "places":
        shutil.rmtree(tmp_path / "places")
    else:
        file = tmp_path / "reports" / "part.parquet"
        pq.write_table(pq.read_table(file).drop_columns([lacking]), file)
    with pytest.raises(BadLedger, match=why):
        Ledger(tmp_path)


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_the_old_version_whole(tmp_path: Path) -> None:
    """Killed at twenty moments, from its first steps to its last, it leaves a version that reads whole."""
    ledger, out = tmp_path / "ledger", tmp_path / "out"
    write_small(ledger, 12)
    list(run(Ledger(ledger), out))
    command = [sys.executable, "-m", "events.scale", str(ledger), str(out)]
    for at in range(20):
        write_small_again(ledger, at)
        job = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            job.wait(0.6 + at * 0.12)
        except subprocess.TimeoutExpired:
            job.kill()
            job.wait()
        found = spans_in(out)
        assert found.keys() >= {shard for shard in Store(out).manifest().digests if shard in found}
        assert len(found) >= 12


def write_small_again(ledger: Path, seed: int) -> None:
    shutil.rmtree(ledger)
    write_small(ledger, 12, seed + 2)
