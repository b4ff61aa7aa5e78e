"""
Shards that are too large for one process, by province: what bounds memory whatever the size of a country.

Each place reduces by itself, and what is said of a province is said of its places alone, so that a country's spans are
those of its provinces together. Only a report on several provinces travels to each of them.
"""

from pathlib import Path

from events.scale.ledger import Ledger
from events.scale.tables import PLACES, REPORTS

MOST = 30_000
"""Reports of a shard that is reduced as one: some 200 MB."""

LARGE = "select shard from reports group by shard having count(*) > {most}"
HOMES = "select shard, place, coalesce(province, '') as home from places where shard in ({large})"

SPLIT = {
    "places": f"""
        select places.* replace (shard || '/' || home as shard) from places join ({HOMES}) using (shard, place)
        union all by name select * from places where shard not in ({{large}})
    """,
    "reports": f"""
        with homes as ({HOMES}),
        told as (select *, row_number() over () as line from reports where shard in ({{large}})),
        own as (
            select line, home, list(place order by place) as here
            from (select line, shard, unnest(places) as place from told) join homes using (shard, place) group by all
        )
        select told.* exclude (line) replace (told.shard || '/' || home as shard, here as places)
        from told join own using (line)
        union all by name
        select told.* exclude (line) replace (told.shard || '/' || home as shard)
        from told join (select distinct shard, home from homes) as each
        on told.shard = each.shard and (province = home or province is null) where places is null
        union all by name select * from reports where shard not in ({{large}})
    """,
}
"""Of each table, the rows of a ledger without large shards; *home* is the province of a place, or nothing."""


def split(ledger: Ledger, folder: Path, most: int = MOST) -> Ledger:
    """
    Write a ledger of which no shard is larger than it must be, if one of this ledger is.

    Parameters
    ----------
    folder
        Where it is written, if it is.
    most
        A shard of more reports becomes one for each of its provinces, which are called ``SHARD/PROVINCE``.
    """
    large = LARGE.format(most=most)
    if not ledger.asked.execute(large).fetchone():
        return ledger
    for name, schema in (("reports", REPORTS), ("places", PLACES)):
        (folder / name).mkdir(parents=True)
        rows = SPLIT[name].format(large=large)
        file = str(folder / name / "part.parquet").replace("'", "''")
        ledger.asked.execute(f"copy (select {', '.join(schema.names)} from ({rows})) to '{file}' (format parquet)")
    return Ledger(folder)
