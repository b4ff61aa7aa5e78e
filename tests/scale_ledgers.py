"""Large invented ledgers: 85 reports in a hundred on a place, 14 on a province, one on a country, over ten years."""

import random
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from events.model import UNKNOWN, Certainty, Kind, Scope
from events.scale.ledger import write_ledger
from events.scale.tables import PLACES, REPORTS

FIRST_DAY, DAYS = date(2015, 1, 1), 3650
PLACES_OF_A_COUNTRY, PROVINCES = 400, 34
REPORTS_OF_A_COUNTRY = 10_000
KINDS = (Kind.CAPTURED,) * 5 + (Kind.HELD,) * 3 + (Kind.RECAPTURED,) * 2 + (Kind.CONTESTED, Kind.FIGHTING)
SCOPES = (Scope.DISTRICT,) * 85 + (Scope.PROVINCE,) * 14 + (Scope.COUNTRY,)
LENGTHS = (0, 0, 0, 0, 1, 2, 6)


def write_large(folder: Path, reports: int, seed: int = 1) -> None:
    """Write a ledger of a number of reports, 10,000 to a country; the same seed gives the same ledger."""
    for name in ("reports", "places"):
        (folder / name).mkdir(parents=True)
    for number, start in enumerate(range(0, reports, REPORTS_OF_A_COUNTRY)):
        shard = f"country-{number:04}"
        told, places = country(shard, min(REPORTS_OF_A_COUNTRY, reports - start), random.Random(seed + number))
        pq.write_table(told, folder / "reports" / f"{shard}.parquet")
        pq.write_table(places, folder / "places" / f"{shard}.parquet")


def write_small(folder: Path, countries: int, seed: int = 1) -> None:
    """Write a ledger of small countries, of a few reports on a few places within a few days, which often meet."""
    chance = random.Random(seed)
    made = [
        country(f"small {number}/é", chance.randrange(25), chance, chance.randrange(1, 5), 1, chance.randrange(1, 9))
        for number in range(countries)
    ]
    write_countries(folder, made)


def write_countries(folder: Path, made: Iterable[tuple[pa.Table, pa.Table]]) -> None:
    """Write the reports and places of countries as one ledger."""
    write_ledger(folder, *map(pa.concat_tables, zip(*made, strict=True)))


def country(
    shard: str,
    reports: int,
    chance: random.Random,
    size: int = PLACES_OF_A_COUNTRY,
    parts: int = PROVINCES,
    span: int = DAYS,
) -> tuple[pa.Table, pa.Table]:
    """Make the reports and the places of one country."""
    places = [f"{shard}-{place:03}" for place in range(size)]
    provinces = [f"{shard}-p{place % parts:02}" for place in range(size)]
    scopes = chance.choices(SCOPES, k=reports)
    days = [FIRST_DAY + timedelta(chance.randrange(span)) for _ in scopes]
    latest = [day + timedelta(chance.choice(LENGTHS)) for day in days]
    columns = {
        "shard": [shard] * reports,
        "report_id": [f"{shard}-{number:06}" for number in range(reports)],
        "scope": [str(scope) for scope in scopes],
        "places": [[chance.choice(places)] if scope == Scope.DISTRICT else None for scope in scopes],
        "province": [chance.choice(provinces) if scope == Scope.PROVINCE else None for scope in scopes],
        "excepted": [None] * reports,
        "earliest": days,
        "latest": latest,
        "known": [day + timedelta(chance.choice(LENGTHS)) for day in latest],
        "kind": [str(kind) for kind in chance.choices(KINDS, k=reports)],
        "party": chance.choices(("reds", "blues", "greens"), k=reports),
        "partners": [None] * reports,
        "certainty": [str(one) for one in chance.choices(tuple(Certainty), k=reports)],
        "part": chance.choices((False,) * 9 + (True,), k=reports),
    }
    rows = {"shard": [shard] * len(places), "place": places, "province": provinces}
    unreported = {"unreported": [UNKNOWN] * len(places)}
    return pa.table(columns, schema=REPORTS), pa.table(rows | unreported, schema=PLACES)
