"""
Understand a file as the page Add does, and print the account of its rows as JSON.

    python -m events.intake FILE
    python -m events.intake FILE --war myanmar-2023 --mapping mapping.json

Of boundaries it tells what stands in them, what their columns are taken for, and all that is wrong with them. It ends
with 0 if every row was understood or set aside, with 1 if rows are problems, and with 2 if the file is refused.
"""

import json
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from events.intake.files.read import read_grids
from events.intake.meaning.choices import Choices, read_choices
from events.intake.tables import require_day, table_of
from events.intake.understand import understand
from events.ledger.folder import FOLDER
from events.ledger.wars import war_folder
from geo.intake.boundaries.account import account_of
from geo.intake.boundaries.columns import propose
from geo.intake.boundaries.faults import check
from geo.intake.boundaries.shapes import is_boundaries, read_boundaries
from geo.intake.ground import setting_of
from geo.places.check import open_war

PROBLEMS, REFUSED = 1, 2
"""How the command ends if rows are problems, and if the file is refused."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Understand the file that the arguments name; returns how the command ends."""
    parser = ArgumentParser(
        prog="python -m events.intake", description="Understand a table of reports, and print the account of its rows."
    )
    parser.add_argument("file", type=Path, help="CSV, XLSX, ODS, JSON, JSON lines or Parquet; or boundaries")
    parser.add_argument("--war", default=FOLDER.name, help="the name of a war that the atlas has, or its folder")
    parser.add_argument("--mapping", type=Path, help="what was chosen on the page Add, as saved there")
    asked = parser.parse_args(arguments)
    try:
        data = asked.file.read_bytes()
        told = _boundaries(asked.file.name, data) if is_boundaries(data) else _table(asked, data)
    except (ValueError, OSError) as error:
        print(json.dumps({"file": asked.file.name, "refused": str(error)}, ensure_ascii=False))
        return REFUSED
    print(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    return PROBLEMS if told["problems"] else 0


def _table(asked: Namespace, data: bytes) -> dict[str, Any]:
    folder = war_folder(asked.war)
    country, ledger = open_war(folder)
    saved = asked.mapping.read_text(encoding="utf-8") if asked.mapping else ""
    choices = read_choices(saved, ledger.war, country.names) if saved else Choices()
    table = table_of(asked.file.name, read_grids(asked.file.name, data), choices.heading, choices.sheet)
    require_day(table.with_roles(choices.roles), choices.day)
    return understand(table, choices, setting_of(country, ledger, folder)).told()


def _boundaries(name: str, data: bytes) -> dict[str, Any]:
    boundaries = read_boundaries(name, data)
    columns = propose(boundaries.frame)
    return {"file": name, **account_of(boundaries, columns, check(boundaries, columns))}


if __name__ == "__main__":
    sys.exit(main())
