"""From a folder of files to a ledger: all reports on one war, placed, with the problems."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from events.ledger.background import (
    BASELINE_COLUMNS,
    CONTEXT_COLUMNS,
    Baseline,
    ContextEvent,
    check_baseline,
    check_context,
)
from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS, check_reports, check_sources
from events.ledger.digest import digest_of, line_of
from events.ledger.groups import GROUP_COLUMNS, Group, check_groups
from events.ledger.locate import Gazetteer, locate
from events.ledger.origins import FILES, GROUPS, Origin, read_origins
from events.ledger.read import read, read_if_there
from events.ledger.totals import CLAIM_COLUMNS, Claim, check_claims
from events.ledger.war import BadWar, load_war
from events.model import Event, Source, War
from events.problems import Checked, Problem

WARS = Path(__file__).parents[1] / "data"
"""The wars that the atlas ships with, a folder each."""
FOLDER = min(folder for folder in WARS.iterdir() if (folder / "war.toml").is_file())
"""The one that opens where none is named: the first by its name."""


MOST_TOLD = 20
"""The most problems that are told of a ledger that cannot be read at all."""


class EmptyLedger(ValueError):
    """A ledger without a single event: there is nothing to draw."""


@dataclass(frozen=True)
class Ledger:
    """All that is reported of one war."""

    war: War
    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    context: tuple[ContextEvent, ...]
    baselines: tuple[Baseline, ...]
    claims: tuple[Claim, ...]
    unplaced: int
    """The number of reports that were read but could not be placed."""
    problems: tuple[Problem, ...]
    """Every line of every file that is not valid."""
    origins: tuple[Origin, ...] = ()
    """Who made the files, and on what terms; nothing for a file without a sidecar."""
    groups: tuple[Group, ...] = ()
    name: str = FOLDER.name
    """The name of the folder of its war, by which addresses know it."""
    own: frozenset[str] = frozenset()
    """The ids of the reports and the context that a reader brought, for one session only."""

    @cached_property
    def digest(self) -> str:
        """
        The digest of its records, 64 hexadecimal digits; see `events.ledger.digest`.

        Of a ledger as known on a day it is the digest of what was known: later reports do not change it.
        """
        records = (self.war, *self.sources, *self.events, *self.context, *self.baselines, *self.claims)
        return digest_of(map(line_of, (*records, *self.groups)))

    @property
    def unusual_name(self) -> str:
        """Its name for addresses and files, which do not name the war that opens by default; then it is empty."""
        return "" if self.name == FOLDER.name else self.name

    @cached_property
    def identity(self) -> str:
        """The digest of all that is made from it: its name and its credits are not in `digest`."""
        return digest_of([self.digest, self.name, *map(line_of, self.origins), *sorted(self.own)])


def load_ledger(gazetteer: Gazetteer, folder: Path = FOLDER) -> Ledger:
    """
    Read, check and locate the files of a folder.

    The files are `war.toml`, `sources.csv` and `reports.csv`, and perhaps `context`, `baseline`, `claims` and
    `groups.csv`, with any sidecars.

    Raises
    ------
    events.ledger.war.BadWar, events.ledger.read.NotText, events.ledger.read.BadColumns, events.ledger.origins.BadOrigin
        If a whole file is invalid. A bad line is a problem of the ledger instead.
    EmptyLedger
        If no report could be read and placed.
    """
    war = load_war(folder / "war.toml")
    source_rows = read(folder / "sources.csv", SOURCE_COLUMNS)
    sources = check_sources("sources.csv", source_rows.kept)
    if war.presumption and war.presumption.source not in {source.id for source in sources.kept}:
        raise BadWar(f"war.toml: presumed: {war.presumption.source!r} is not among the sources")
    group_rows = read_if_there(folder / GROUPS, GROUP_COLUMNS)
    groups = check_groups(GROUPS, group_rows.kept, gazetteer)
    report_rows = read(folder / "reports.csv", REPORT_COLUMNS)
    reports = check_reports("reports.csv", report_rows.kept, sources.kept, war)
    events = locate("reports.csv", reports.kept, gazetteer, {group.id: group.places for group in groups.kept})
    if not events.kept:
        raise _empty(folder, (source_rows, sources, report_rows, reports, events))
    context_rows = read_if_there(folder / "context.csv", CONTEXT_COLUMNS)
    context = check_context("context.csv", context_rows.kept, sources.kept, war)
    baseline_rows = read_if_there(folder / "baseline.csv", BASELINE_COLUMNS)
    baselines = check_baseline("baseline.csv", baseline_rows.kept, sources.kept, gazetteer)
    claim_rows = read_if_there(folder / "claims.csv", CLAIM_COLUMNS)
    claims = check_claims("claims.csv", claim_rows.kept, sources.kept, war, gazetteer, groups.kept)
    steps = (
        *(source_rows, sources, group_rows, groups, report_rows, reports, events, context_rows, context),
        *(baseline_rows, baselines, claim_rows, claims),
    )
    return Ledger(
        war=war,
        sources=sources.kept,
        events=events.kept,
        context=context.kept,
        baselines=baselines.kept,
        claims=claims.kept,
        unplaced=len(events.problems),
        problems=tuple(problem for step in steps for problem in step.problems),
        origins=read_origins(folder, FILES),
        groups=groups.kept,
        name=folder.name,
    )


def _empty(folder: Path, steps: Iterable[Checked[Any]]) -> EmptyLedger:
    """Say that no report could be read and placed, and why."""
    problems = [str(problem) for step in steps for problem in step.problems]
    return EmptyLedger("\n".join([f"{folder.name} has no report that could be read and placed", *problems[:MOST_TOLD]]))
