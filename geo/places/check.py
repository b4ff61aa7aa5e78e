"""
Read the folder of a war, and say what it holds and all that is wrong with it.

    python -m geo.places.check FOLDER
    python -m geo.places.check --json FOLDER

It also names the parties whose colours can be mistaken, which is advice and no fault: see `geo.paint.sight`.
So that whoever keeps a war under version control can have it checked there: it ends with 0 if all is well, with 1 if
lines are not, and with 2 if the atlas could not be drawn at all.
"""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from events.ledger.folder import Ledger, load_ledger
from events.ledger.origins import COUNTRY, FILES
from events.problems import Problem
from geo.language import LOCALES
from geo.paint.sight import Alike, alike
from geo.places.country import Country, load_country_of
from geo.wording import reworded, wanting

FAULTY, UNREADABLE = 1, 2
"""How the command ends if lines are not valid, and if a whole file is not."""


def open_war(folder: Path) -> tuple[Country, Ledger]:
    """
    Read all files of a war's folder: those of `load_country` and those of `events.ledger.folder.load_ledger`.

    Raises
    ------
    ValueError, FileNotFoundError
        If a whole file is invalid, by the named errors of both. A bad line is a problem of the country or the ledger.
    """
    country = load_country_of(folder)
    return country, load_ledger(country.gazetteer, folder)


def holdings(country: Country, ledger: Ledger) -> dict[str, Any]:
    """Count what a war's folder holds, by name; fit for JSON."""
    days = [event.report.latest for event in ledger.events]
    return {
        "title": ledger.war.title,
        "first_day": ledger.war.first_day.isoformat(),
        "last_day": ledger.war.last_day.isoformat(),
        "parties": len(ledger.war.parties),
        "coalitions": len(ledger.war.coalitions),
        "provinces": len(country.provinces),
        "groups": len(ledger.groups),
        "districts": len(country.districts),
        "boundaries": len(country.boundaries),
        "reports": len(ledger.events),
        "first_report": min(days).isoformat(),
        "last_report": max(days).isoformat(),
        "sources": len(ledger.sources),
        "context": len(ledger.context),
        "claims": len(ledger.claims),
        "baselines": len(ledger.baselines),
    }


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the folder that the arguments name; returns how the command ends."""
    parser = ArgumentParser(
        prog="python -m geo.places.check", description="Say what a war’s folder holds and all that is wrong with it."
    )
    parser.add_argument("folder", type=Path, help="the folder of a war")
    parser.add_argument("--json", action="store_true", help="write what it holds and its problems as JSON")
    asked = parser.parse_args(arguments)
    try:
        country, ledger = open_war(asked.folder)
    except (ValueError, OSError) as fault:
        why = str(fault)
        if isinstance(fault, FileNotFoundError):
            why = f"there is no {Path(fault.filename).name} in it"
        print(json.dumps({"unreadable": why}) if asked.json else f"{asked.folder}: {why}", file=sys.stderr)
        return UNREADABLE
    held, found = holdings(country, ledger), (*country.problems, *ledger.problems)
    problems = [replace(each, message=reworded(ledger.war, each.message)) for each in found]
    close, bare = list(alike(ledger.war)), _uncredited(asked.folder, country, ledger)
    words = {code: phrases for code in LOCALES if (phrases := wanting(code, ledger.war))}
    if asked.json:
        told = {"holds": held, "problems": [asdict(problem) for problem in problems], "wanting": words}
        told |= {"colours": [pair._asdict() for pair in close], "uncredited": bare}
        print(json.dumps(told, ensure_ascii=False))
    else:
        lacking = [f"war.toml has no words.{code} for: {', '.join(phrases)}" for code, phrases in words.items()]
        if bare:
            lacking.append(f"No sidecar says who made these, and on what terms: {', '.join(bare)}")
        print("\n".join([*_told(held, problems), *lacking, *_likeness(close)]))
    return FAULTY if problems or words else 0


def _uncredited(folder: Path, country: Country, ledger: Ledger) -> list[str]:
    """List the files of a war without a sidecar."""
    credited = {origin.file for origin in (*country.origins, *ledger.origins)}
    return [name for name in (*COUNTRY, *FILES) if (folder / name).exists() and name not in credited]


def _likeness(close: Sequence[Alike]) -> list[str]:
    return ["Colours that can be mistaken for each other:", *map(str, close)] if close else []


def _told(held: dict[str, Any], problems: Sequence[Problem]) -> list[str]:
    counted = [f"{number:,} {name}" for name, number in held.items() if isinstance(number, int)]
    told = [
        f"{held['title']}, {held['first_day']} to {held['last_day']}",
        ", ".join(counted),
        f"The reports are of {held['first_report']} to {held['last_report']}.",
    ]
    if problems:
        lines = "1 line" if len(problems) == 1 else f"{len(problems)} lines"
        told += [f"{lines} could not be read or placed:", *map(str, problems)]
    return told


if __name__ == "__main__":
    sys.exit(main())
