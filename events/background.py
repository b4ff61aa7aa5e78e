"""
What stands beside the map and never colours it: what else happened, and what was last known before the offensive.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.check import Unfit, check_day
from events.locate import Gazetteer, Unplaced, find_district, find_province
from events.model import PlaceId, Problem, Sifted, SourceId
from events.read import Row

CONTEXT_COLUMNS = ("context_id", "day", "kind", "place", "summary", "source_id", "label")
BASELINE_COLUMNS = ("province", "district", "scope", "standing", "as_of", "basis", "source_id", "note")


@dataclass(frozen=True, slots=True)
class ContextEvent:
    """Something that belongs on the timeline and changes no control."""

    id: str
    day: date
    kind: str
    place: str
    summary: str
    source: SourceId
    label: str
    """A name short enough for the time strip; empty for most."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """What a source last said of a district before the offensive: text for its card, never a colour."""

    place: PlaceId
    standing: str
    as_of: str
    basis: str
    source: SourceId
    note: str


def check_context(file: str, rows: Iterable[Row], sources: frozenset[SourceId]) -> Sifted[ContextEvent]:
    """Turn rows with `CONTEXT_COLUMNS` into context events, by day, the labelled first."""
    kept, problems = [], []
    for row in rows:
        cells = row.cells
        try:
            _require_source(row, sources)
            day = check_day(row, "day")
            kept.append(
                ContextEvent(
                    id=cells["context_id"],
                    day=day,
                    kind=cells["kind"],
                    place=cells["place"],
                    summary=cells["summary"],
                    source=cells["source_id"],
                    label=cells["label"],
                )
            )
        except Unfit as unfit:
            problems.append(Problem(file, row.line, unfit.field, str(unfit)))
    return Sifted(
        tuple(sorted(kept, key=lambda context: (context.day, not context.label, context.id))), tuple(problems)
    )


def check_baseline(
    file: str, rows: Iterable[Row], sources: frozenset[SourceId], gazetteer: Gazetteer
) -> Sifted[Baseline]:
    """Turn rows with `BASELINE_COLUMNS` into baselines of districts; rows on whole provinces are passed over."""
    kept, problems = [], []
    for row in rows:
        cells = row.cells
        if cells["scope"] == "province":
            continue
        try:
            _require_source(row, sources)
            province = find_province(cells["province"], gazetteer, "province")
            place = find_district(cells["district"], province, gazetteer, "district")
            kept.append(
                Baseline(place, cells["standing"], cells["as_of"], cells["basis"], cells["source_id"], cells["note"])
            )
        except (Unfit, Unplaced) as fault:
            problems.append(Problem(file, row.line, fault.field, str(fault)))
    return Sifted(tuple(kept), tuple(problems))


def _require_source(row: Row, sources: frozenset[SourceId]) -> None:
    if row.cells["source_id"] not in sources:
        raise Unfit("source_id", f"{row.cells['source_id']!r} is not among the sources")
