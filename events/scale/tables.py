"""
The tables that engines move: reports and places in, spans out; one shard of them is a country, a war, or a province.

A report names the places it is on, or the one province that it is on as a whole, or neither and is on all of its shard.
A wider report so travels once, and fans out where it is reduced.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Any

import pyarrow as pa

from events.ledger.locate import ProvinceId
from events.model import Certainty, Event, Kind, PlaceId, Report, ReportId, Scope, Span, Standing

REPORTS = pa.schema(
    [
        pa.field("shard", pa.string(), nullable=False),
        pa.field("report_id", pa.string(), nullable=False),
        pa.field("scope", pa.string(), nullable=False),
        pa.field("places", pa.list_(pa.string())),
        pa.field("province", pa.string()),
        pa.field("excepted", pa.list_(pa.string())),
        pa.field("earliest", pa.date32(), nullable=False),
        pa.field("latest", pa.date32(), nullable=False),
        pa.field("known", pa.date32(), nullable=False),
        pa.field("kind", pa.string(), nullable=False),
        pa.field("party", pa.string(), nullable=False),
        pa.field("partners", pa.list_(pa.string())),
        pa.field("certainty", pa.string(), nullable=False),
        pa.field("part", pa.bool_(), nullable=False),
    ]
)
"""
``places`` and ``excepted`` are places, ``scope`` one of `events.model.Scope`, ``kind`` one of `events.model.Kind` and
``certainty`` one of `events.model.Certainty`. Days are without a time zone, and both included.
"""
PLACES = pa.schema(
    [
        pa.field("shard", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("province", pa.string()),
        pa.field("unreported", pa.string(), nullable=False),
    ]
)
"""``unreported`` is the standing before the first firm report, the same for all places of a shard."""
STAND = pa.struct({"report": pa.string(), "start": pa.date32(), "end": pa.date32()})
SPANS = pa.schema(
    [
        pa.field("shard", pa.string(), nullable=False),
        pa.field("place", pa.string(), nullable=False),
        pa.field("start", pa.date32(), nullable=False),
        pa.field("end", pa.date32(), nullable=False),
        pa.field("standing", pa.string(), nullable=False),
        pa.field("inferred", pa.bool_(), nullable=False),
        pa.field("claim", pa.string()),
        pa.field("changing", pa.list_(pa.string())),
        pa.field("unsettled", pa.bool_(), nullable=False),
        pa.field("passed", pa.string()),
        pa.field("reports", pa.list_(STAND)),
    ]
)
"""
One row a span, as `events.model.Span` has it; ``end`` is the day after its last, ``changing`` is in order. A shard that
was too large is several, see `events.scale.split`.

``reports`` are those that begin within the span to be behind what is said of the place, and from when until when they
are: each once, however many spans it is behind. Those of a day are found among all spans of the place.
"""


def report_rows(shard: str, events: Iterable[Event]) -> pa.Table:
    """Lay out events as `REPORTS`, with the places that each was found to cover."""
    rows = [
        {
            "shard": shard,
            "report_id": event.report.id,
            "scope": event.report.scope,
            "places": list(event.places),
            "earliest": event.report.earliest,
            "latest": event.report.latest,
            "known": event.report.known,
            "kind": event.report.kind,
            "party": event.report.party,
            "partners": list(event.report.partners),
            "certainty": event.report.certainty,
            "part": event.report.part,
        }
        for event in events
    ]
    return pa.Table.from_pylist(rows, REPORTS)


def place_rows(shard: str, places: Mapping[PlaceId, ProvinceId | None], unreported: Standing) -> pa.Table:
    """Lay out the places of a shard, and the province of each, as `PLACES`."""
    rows = [
        {"shard": shard, "place": place, "province": province, "unreported": unreported}
        for place, province in places.items()
    ]
    return pa.Table.from_pylist(rows, PLACES)


def events_of(reports: pa.Table, places: pa.Table) -> Iterator[Event]:
    """Iterate over the events of one shard, a wider report with the places that it covers."""
    all_places = places["place"].to_pylist()
    inside: dict[str, list[PlaceId]] = {}
    for place, province in zip(all_places, places["province"].to_pylist(), strict=True):
        inside.setdefault(province, []).append(place)
    columns = {name: reports[name].to_pylist() for name in reports.column_names}
    for at in range(reports.num_rows):
        row = {name: column[at] for name, column in columns.items()}
        yield Event(_report(row), tuple(_covered(row, all_places, inside)))


def _covered(row: Mapping[str, Any], all_places: Sequence[PlaceId], inside: Mapping[str, Sequence[PlaceId]]) -> Any:
    if row["places"] is not None:
        return row["places"]
    wide = all_places if row["province"] is None else inside.get(row["province"], ())
    if not row["excepted"]:
        return wide
    left_out = set(row["excepted"])
    return [place for place in wide if place not in left_out]


def _report(row: Mapping[str, Any]) -> Report:
    """Make a report of what the rule reads of it; what it does not is empty."""
    return Report(
        id=row["report_id"],
        line=0,
        earliest=row["earliest"],
        latest=row["latest"],
        precision="",
        scope=Scope(row["scope"]),
        province="",
        district="",
        excepted=(),
        part=row["part"],
        place_as_reported="",
        kind=Kind(row["kind"]),
        party=row["party"],
        certainty=Certainty(row["certainty"]),
        denied_by="",
        source="",
        known=row["known"],
        known_to_the_day=True,
        note="",
        partners=tuple(row["partners"] or ()),
    )


def span_rows(shard: str, spans: Iterable[Span]) -> pa.Table:
    """Lay out spans as `SPANS`, in their order; the spans of a place follow one another."""
    kept = list(spans)
    columns = [
        [shard] * len(kept),
        [span.place for span in kept],
        [span.start for span in kept],
        [span.end for span in kept],
        [span.standing for span in kept],
        [span.inferred for span in kept],
        [span.claim for span in kept],
        [sorted(span.changing) for span in kept],
        [span.unsettled for span in kept],
        [span.passed for span in kept],
    ]
    arrays = [pa.array(column, field.type) for column, field in zip(columns, SPANS, strict=False)]
    return pa.table([*arrays, _begun(kept)], schema=SPANS)


def _begun(spans: Iterable[Span]) -> pa.ListArray:
    """Lay out who begins within each span to be behind its place."""
    begun: list[tuple[ReportId, date, date]] = []
    ends = [0]
    for _, life in groupby(spans, key=attrgetter("place")):
        first, *later = life
        before = len(begun)
        begun += sorted(first.behind, key=itemgetter(1))
        starts = [start for _, start, _ in begun[before:]]
        ends += [before + bisect_left(starts, span.end) for span in (first, *later)]
    columns = zip(*begun, strict=True) if begun else ((), (), ())
    stands = [pa.array(column, field.type) for column, field in zip(columns, STAND, strict=True)]
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), pa.StructArray.from_arrays(stands, fields=list(STAND)))
