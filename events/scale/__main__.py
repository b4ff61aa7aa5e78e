"""
Reduce a ledger of any size to spans, on this machine or on Spark.

    python -m events.scale LEDGER OUT
    python -m events.scale LEDGER OUT --engine spark --master spark://host:7077

LEDGER is a folder with `reports/*.parquet` and `places/*.parquet`, see `events.scale.tables`, or the folder of a war. A
shard of very many reports is reduced by province. A second run reduces only the shards that changed. Whatever ends it
before leaves the old version in OUT whole.
"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from tqdm import tqdm

from events.ledger.wars import is_war
from events.scale.ledger import BadLedger, Ledger, write_ledger
from events.scale.local import Write, write_local
from events.scale.run import run
from events.scale.spark import LOCAL, session, write_spark
from events.scale.split import MOST, split
from events.scale.tables import place_rows, report_rows
from geo.places.check import open_war

REFUSED = 2
"""How the command ends if there is no such ledger."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Reduce the ledger that the arguments name; returns how the command ends."""
    parser = ArgumentParser(prog="python -m events.scale", description="Reduce a ledger of any size to spans.")
    parser.add_argument("ledger", type=Path, help="a folder with reports/ and places/ in Parquet, or a war's folder")
    parser.add_argument("out", type=Path, help="the folder of the result")
    parser.add_argument("--engine", choices=("local", "spark"), default="local")
    parser.add_argument("--processes", type=int, default=2, help="of the local engine")
    parser.add_argument("--master", default=LOCAL, help="of a Spark cluster")
    parser.add_argument("--remote", default="", help="of a server that speaks Spark Connect")
    parser.add_argument("--most", type=int, default=MOST, help="reports of a shard, above which it is several")
    parser.add_argument("--known", type=date.fromisoformat, help="use only what was known by this day")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        try:
            ledger = Ledger(_opened(asked.ledger, Path(folder)))
            split(ledger, asked.most)
            done = list(tqdm(run(ledger, asked.out, _engine(asked), asked.known), unit=" shards"))
        except (BadLedger, OSError) as error:
            print(error, file=sys.stderr)
            return REFUSED
        print(f"{len(done)} shards reduced; all are in {asked.out}/current")
    return 0


def _opened(folder: Path, room: Path) -> Path:
    """Return a folder of Parquet files; a war's own files are laid out as such first."""
    if not is_war(folder):
        return folder
    country, ledger = open_war(folder)
    places = dict(country.gazetteer.province_of)
    write_ledger(room, report_rows(folder.name, ledger.events), place_rows(folder.name, places, ledger.war.unreported))
    return room


def _engine(asked: Namespace) -> Write:
    if asked.engine == "spark":
        return partial(write_spark, spark=session(asked.master, asked.remote))
    return partial(write_local, processes=asked.processes)


if __name__ == "__main__":
    sys.exit(main())
