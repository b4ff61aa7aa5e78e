"""A ledger asked a page at a time: every report once, in order, forwards and back; and the life of one place."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from events.scale import archive
from events.scale.archive import Archive, Asked, Order, Page
from events.scale.shard import reduce_shard
from events.scale.tables import events_of
from tests.scale_ledgers import FIRST_DAY, country, write_countries

SHARDS = ("one", "two/é", "it's")
EARLY, LATE = FIRST_DAY + timedelta(days=3), FIRST_DAY + timedelta(days=5)
ASKED = (
    Asked(),
    Asked(shard="one"),
    Asked(party="reds", certainty="reported"),
    Asked(kind="captured", first=EARLY),
    Asked(last=EARLY),
    Asked(first=EARLY, last=LATE),
    Asked(shard="it's", place="it's-002"),
    Asked(shard="nowhere"),
)
ORDERED = [replace(a, order=order, oldest_first=up) for a, order, up in product(ASKED, Order, (False, True))]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = [country(shard, 120, Random(at), 6, 3, 12) for at, shard in enumerate(SHARDS)]
    folder = tmp_path_factory.mktemp("ledger")
    write_countries(folder, made)
    return folder


@pytest.fixture(scope="module")
def opened(folder: Path) -> Archive:
    return Archive(folder)


@pytest.fixture(autouse=True)
def _of_few_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "ROWS", 7)


def expected(folder: Path, asked: Asked) -> list[str]:
    """The ids of what is asked for, from all rows and without a query."""
    reports, places = (pq.read_table(folder / name / "part.parquet") for name in ("reports", "places"))
    kept = [row for row in reports.to_pylist() if _is_asked(row, asked)]
    if asked.place:
        of = (table.filter(pc.equal(table["shard"], asked.shard)) for table in (reports, places))
        covering = {event.report.id for event in events_of(*of) if asked.place in event.places}
        kept = [row for row in kept if row["report_id"] in covering]
    ordered = sorted(kept, key=lambda row: (row[asked.order], row["report_id"], row["shard"]))
    return [row["report_id"] for row in ordered[:: 1 if asked.oldest_first else -1]]


def _is_asked(row: dict[str, Any], asked: Asked) -> bool:
    equal = {"shard": asked.shard, "kind": asked.kind, "party": asked.party, "certainty": asked.certainty}
    return (
        all(row[name] == value for name, value in equal.items() if value)
        and (asked.first is None or row["latest"] >= asked.first)
        and (asked.last is None or row["earliest"] <= asked.last)
    )


def ids(page: Page) -> list[str]:
    return [row["report_id"] for row in page.reports]


@pytest.mark.slow
@pytest.mark.parametrize("asked", ORDERED, ids=str)
def test_pages_have_every_report_once_and_in_order_forwards_and_back(
    asked: Asked, opened: Archive, folder: Path
) -> None:
    there = [opened.page(asked)]
    while there[-1].after:
        there.append(opened.page(asked, after=there[-1].after))
    found = [report for page in there for report in ids(page)]
    assert found == expected(folder, asked)
    assert opened.count(asked) == len(found)
    back = [there[-1]]
    while back[-1].before:
        back.append(opened.page(asked, before=back[-1].before))
    assert list(map(ids, back)) == list(map(ids, there[::-1]))
    assert there[0].before is None and back[0].after is None


@pytest.mark.parametrize("shard", SHARDS)
@pytest.mark.parametrize("known", [None, EARLY])
def test_the_life_of_a_place_is_the_one_it_has_among_all(
    shard: str, known: date | None, opened: Archive, folder: Path
) -> None:
    tables = (pq.read_table(folder / name / "part.parquet") for name in ("reports", "places"))
    reports, places = (table.filter(pc.equal(table["shard"], shard)) for table in tables)
    whole = reduce_shard(reports, places, known)
    assert len(opened.places(shard)) == 6
    for place in opened.places(shard):
        assert opened.life(shard, place, known).equals(whole.filter(pc.equal(whole["place"], place)))


def test_what_there_is_to_choose_from_is_listed(opened: Archive) -> None:
    assert opened.shards() == sorted(SHARDS)
    assert opened.words("certainty") == ["claimed", "confirmed", "reported"]
    assert FIRST_DAY <= opened.days()[0] < EARLY and opened.days()[1] > LATE
