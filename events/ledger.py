"""
A folder of files becomes a ledger: everything said of one war, placed, with what could not be.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from events.background import (
    BASELINE_COLUMNS,
    CONTEXT_COLUMNS,
    Baseline,
    ContextEvent,
    check_baseline,
    check_context,
)
from events.check import REPORT_COLUMNS, SOURCE_COLUMNS, check_reports, check_sources
from events.locate import Gazetteer, locate
from events.model import Event, Party, Problem, Source, War
from events.read import read

FOLDER = Path(__file__).parent / "data"


class BadWar(ValueError):
    """A `war.toml` that lacks something or names a day that is none."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All that is told of one war."""

    war: War
    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    context: tuple[ContextEvent, ...]
    baselines: tuple[Baseline, ...]
    problems: tuple[Problem, ...]
    """Every line of every file that did not turn into one of these."""


def load_ledger(gazetteer: Gazetteer, folder: Path = FOLDER) -> Ledger:
    """
    Read, check and locate the files of a folder: `war.toml`, and `sources`, `reports`, `context` and `baseline.csv`.

    Raises
    ------
    BadWar, events.read.NotText, events.read.MissingColumns
        If a file is no good as a whole. A bad line is a problem of the ledger instead.
    """
    war = load_war(folder / "war.toml")
    source_rows = read(folder / "sources.csv", SOURCE_COLUMNS)
    sources = check_sources("sources.csv", source_rows.kept)
    cited = frozenset(source.id for source in sources.kept)
    report_rows = read(folder / "reports.csv", REPORT_COLUMNS)
    parties = [party.id for party in war.parties]
    reports = check_reports("reports.csv", report_rows.kept, sources.kept, parties)
    events = locate("reports.csv", reports.kept, gazetteer)
    context_rows = read(folder / "context.csv", CONTEXT_COLUMNS)
    context = check_context("context.csv", context_rows.kept, cited)
    baseline_rows = read(folder / "baseline.csv", BASELINE_COLUMNS)
    baselines = check_baseline("baseline.csv", baseline_rows.kept, cited, gazetteer)
    sifted = (source_rows, sources, report_rows, reports, events, context_rows, context, baseline_rows, baselines)
    problems = tuple(problem for step in sifted for problem in step.problems)
    return Ledger(war, sources.kept, events.kept, context.kept, baselines.kept, problems)


def load_war(path: Path) -> War:
    """Read what the atlas is about and who fights in it; raises `BadWar`."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        opening, offensive = told["opening_day"], told["offensive_from"]
        if not (type(opening) is date and type(offensive) is date):
            raise BadWar(f"{path.name}: opening_day and offensive_from must be days like 2021-07-05, without quotes")
        parties = tuple(Party(**party) for party in told["party"])
        return War(told["title"], opening, offensive, parties)
    except tomllib.TOMLDecodeError as error:
        raise BadWar(f"{path.name} is not TOML: {error}") from error
    except KeyError as error:
        raise BadWar(f"{path.name} lacks {error}") from error
    except TypeError as error:
        raise BadWar(f"{path.name}: a party has {', '.join(Party.__dataclass_fields__)} and nothing else") from error
