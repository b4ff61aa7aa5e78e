"""What accompanies the map but never colours it: other events, and what was known before the offensive."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.ledger.check import InvalidCell, check_day_of, check_rows, first_known, require_source
from events.ledger.locate import Gazetteer, ProvinceId, Unplaced, find_district, find_province, places_in
from events.ledger.read import Row
from events.model import PlaceId, Scope, Source, SourceId, War
from events.problems import Checked

CONTEXT_COLUMNS = ("context_id", "day", "kind", "place", "summary", "source_id", "published", "label")
BASELINE_COLUMNS = ("province", "district", "scope", "standing", "as_of", "basis", "source_id", "note")


@dataclass(frozen=True, slots=True)
class ContextEvent:
    """An event that belongs on the timeline but changes no control."""

    id: str
    day: date
    kind: str
    place: str
    summary: str
    source: SourceId
    known: date
    """The day it became known, as for a report."""
    label: str
    """A name short enough for the time strip; empty for most."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """The last word of a source on a district before the offensive: text for its card, never a colour."""

    place: PlaceId
    standing: str
    as_of: str
    basis: str
    source: SourceId
    note: str
    whole: ProvinceId = ""
    """The province of which it was said as a whole; empty if of the district itself."""


def check_context(file: str, rows: Iterable[Row], sources: Iterable[Source], war: War) -> Checked[ContextEvent]:
    """Turn rows with `CONTEXT_COLUMNS` into context events, by day, those with labels first."""
    published = {source.id: source.published for source in sources}

    def turn(row: Row) -> ContextEvent:
        cells = row.cells
        require_source(row, published)
        day = check_day_of(war, row, "day")
        return ContextEvent(
            id=cells["context_id"],
            day=day,
            kind=cells["kind"],
            place=cells["place"],
            summary=cells["summary"],
            source=cells["source_id"],
            known=first_known(cells["published"] or published[cells["source_id"]], day),
            label=cells["label"],
        )

    turned = check_rows(file, rows, lambda row: row.cells["context_id"], "context_id", turn)
    return Checked(context_in_order(turned.kept), turned.problems)


def context_in_order(context: Iterable[ContextEvent]) -> tuple[ContextEvent, ...]:
    """Sort context by day, that with a label first."""
    return tuple(sorted(context, key=lambda event: (event.day, not event.label, event.id)))


def check_baseline(
    file: str, rows: Iterable[Row], sources: Iterable[Source], gazetteer: Gazetteer
) -> Checked[Baseline]:
    """Turn rows with `BASELINE_COLUMNS` into baselines; a row on a province makes one for each of its districts."""
    cited = frozenset(source.id for source in sources)

    def turn(row: Row) -> tuple[Baseline, ...]:
        cells = row.cells
        require_source(row, cited)
        try:
            places = _places(row, gazetteer)
            whole = find_province(cells["province"], gazetteer, "province") if cells["scope"] == Scope.PROVINCE else ""
        except Unplaced as unplaced:
            raise InvalidCell(unplaced.field, unplaced.args[0]) from unplaced
        told = (cells["standing"], cells["as_of"], cells["basis"], cells["source_id"], cells["note"], whole)
        return tuple(Baseline(place, *told) for place in places)

    turned = check_rows(file, rows, lambda row: "|".join(row.cells.values()), "row", turn)
    return Checked(tuple(baseline for row in turned.kept for baseline in row), turned.problems)


def _places(row: Row, gazetteer: Gazetteer) -> tuple[PlaceId, ...]:
    cells = row.cells
    province = find_province(cells["province"], gazetteer, "province")
    if cells["scope"] == Scope.DISTRICT:
        return (find_district(cells["district"], province, gazetteer, "district"),)
    if cells["scope"] == Scope.PROVINCE:
        if cells["district"]:
            raise InvalidCell(
                "district", f"{cells['district']!r} has no use with scope province: leave it empty, or change scope"
            )
        return places_in(province, gazetteer)
    raise InvalidCell("scope", f"{cells['scope']!r} is none of {Scope.DISTRICT}, {Scope.PROVINCE}")
