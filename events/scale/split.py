"""
Shards that are too large for one process, by province: memory is then bounded by the largest province.

Each place reduces by itself, and what is said of a province is said of its places alone, so that a country's spans are
those of its provinces together. Only a report on several provinces travels to each of them.
"""

from pathlib import Path

from events.scale.ledger import FILES, BadLedger, Ledger

MOST = 30_000
"""Reports of a shard that is reduced as one: some 200 MB."""

LARGE = """
    create temp table large as
    select shard from reports where shard in (select shard from places) group by shard having count(*) > ?
"""
HOMES = """
    create temp table homes as
    select shard, place, coalesce(province, '') as home, shard || '/' || home as name
    from places where shard in (from large)
"""
TWICE = """
    select name from (
        select distinct shard, home, name from homes
        union all select distinct shard, null, shard from places where shard not in (from large)
    ) group by name having count(*) > 1
"""
VIEWS = {
    "places": """
        select * exclude (home, name) replace (name as shard) from whole_places join homes using (shard, place)
        union all by name select * from whole_places where shard not in (from large)
    """,
    "reports": """
        with told as (select *, row_number() over () as line from whole_reports where shard in (from large)),
        own as (
            select line, name, list(place order by place) as here
            from (select line, shard, unnest(places) as place from told) join homes using (shard, place) group by all
        )
        select told.* exclude (line) replace (name as shard, here as places) from told join own using (line)
        union all by name
        select told.* exclude (line) replace (name as shard)
        from told join (select distinct shard, home, name from homes) as each
        on told.shard = each.shard and (province = home or province is null) where places is null
        union all by name select * from whole_reports where shard not in (from large)
    """,
}
"""The rows of a ledger without large shards; *home* is the province of a place, or nothing."""


def split(ledger: Ledger, most: int = MOST) -> None:
    """
    Let the large shards of a ledger be several, if it has any, in place; its files stay as they are.

    Parameters
    ----------
    most
        A shard of more reports becomes one for each of its provinces, which are called ``SHARD/PROVINCE``.

    Raises
    ------
    BadLedger
        If a shard is called as a part of another would be.
    """
    asked = ledger.asked
    asked.execute(LARGE, [most])
    if not asked.execute("from large").fetchone():
        return
    asked.execute(HOMES)
    if taken := asked.execute(TWICE).fetchone():
        raise BadLedger(f"two shards would be called {taken[0]}: one of that name, and a province of a large one")
    for name, view in VIEWS.items():
        asked.execute(f"alter view {name} rename to whole_{name}")
        asked.execute(f"create view {name} as {view}")
    ledger.is_split = True


def write_split(ledger: Ledger, folder: Path) -> None:
    """Write a ledger that was split into a folder, for engines that read files by themselves."""
    for name, schema in FILES.items():
        (folder / name).mkdir(parents=True)
        file = str(folder / name / "part.parquet").replace("'", "''")
        ledger.asked.execute(f"copy (select {', '.join(schema.names)} from {name}) to '{file}' (format parquet)")
