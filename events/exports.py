"""
What we give away, as tables: spans, the standing of each district on a day, events, and counts over time.

Each is an `Extract`: its rows, and a dictionary that tells of every column its type, its unit and what it means. A cell
that has nothing is missing, in every column but those of yes or no; days are plain dates; words are as the data has
them, and it is `events.downloads` that makes them safe for a spreadsheet. Lists within a cell are joined by ``; ``.

Names and meanings of columns are English whatever language a page is read in, so that what was written to read one file
reads the next.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

import pandas as pd

from events.control import BY_LATEST_DAY, Lens, control_on, count_each_day
from events.evidence import behind
from events.life import Life
from events.locate import ProvinceId
from events.model import PlaceId, Report, ReportId, Span, Standing
from events.reading import Reading
from events.sources import Fate, fates, speaker
from events.table import PLAIN_DATE

JOINED = "; "


class Type(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    YES_OR_NO = "yes or no"
    WHOLE_NUMBER = "whole number"
    NUMBER = "number"


DTYPES = {
    Type.TEXT: "str",
    Type.DAY: PLAIN_DATE,
    Type.YES_OR_NO: "bool",
    Type.WHOLE_NUMBER: "Int64",
    Type.NUMBER: "float64",
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a reader has to know of a column."""

    name: str
    type: Type
    means: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A table to give away."""

    title: str
    rows: pd.DataFrame
    columns: tuple[Column, ...]
    """One for each column of the rows, in their order."""
    behind: frozenset[ReportId]
    """The reports that the rows are made of."""


class Place(Protocol):
    """What is known of a district, as `geo.places.District` has it."""

    @property
    def code(self) -> PlaceId: ...
    @property
    def pcode(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_dari(self) -> str: ...
    @property
    def name_pashto(self) -> str: ...
    @property
    def province(self) -> ProvinceId: ...
    @property
    def parent(self) -> PlaceId: ...
    @property
    def population(self) -> int: ...
    @property
    def area_km2(self) -> float | None: ...
    @property
    def lon(self) -> float: ...
    @property
    def lat(self) -> float: ...


CODE = Column("district_code", Type.TEXT, "Code of the district in the official list of 2018-21: four digits, 0101")
WHERE = (
    CODE,
    Column("district_pcode", Type.TEXT, "P-code of the district, edition of 2018; missing for the 23 split off later"),
    Column("district", Type.TEXT, "Name of the district in English"),
    Column("province_pcode", Type.TEXT, "P-code of its province"),
    Column("province", Type.TEXT, "Name of its province in English"),
)
WHAT = (
    Column(
        "standing", Type.TEXT, "Who holds it: the id of a party, contested, or unknown, which is no firm report so far"
    ),
    Column("inferred", Type.YES_OR_NO, "Whether only a report of the whole province or the country says so"),
    Column("claim", Type.TEXT, "Id of the party that claims it over this standing; missing where none does"),
    Column(
        "may_already_be", Type.TEXT, "What it may already have become: standings of reports not yet sure of their day"
    ),
    Column("fighting", Type.YES_OR_NO, "Whether fighting, or a change of hands in a part of it, is reported"),
)
SPAN_COLUMNS = (
    *WHERE,
    *WHAT,
    Column("start", Type.DAY, "First day of this; missing where nothing was before"),
    Column("end_exclusive", Type.DAY, "The day after the last day of this; missing where nothing comes after"),
    Column("reports", Type.TEXT, "Ids of the reports behind it, in the order in which they count"),
    Column("sources", Type.TEXT, "Ids of the sources of these reports, see the sources"),
)
STANDING_COLUMNS = (
    Column("day", Type.DAY, "The day told of"),
    *WHERE[:3],
    Column("district_dari", Type.TEXT, "Name of the district in Dari"),
    Column("district_pashto", Type.TEXT, "Name of the district in Pashto"),
    *WHERE[3:],
    Column("parent_code", Type.TEXT, "Code of the district in whose boundary it lies: its own, where it has one"),
    Column("has_boundary", Type.YES_OR_NO, "Whether it has a boundary of its own"),
    *WHAT,
    Column(
        "since", Type.DAY, "First day of the standing, whatever was claimed since; missing where nothing was before"
    ),
    Column("reports", Type.TEXT, "Ids of the reports behind it by that day, and of those they were weighed against"),
    Column("publishers", Type.TEXT, "Who published these reports"),
    Column("population", Type.WHOLE_NUMBER, "Projection for 2019/20 by NSIA, without nomads", "people"),
    Column("land_km2", Type.NUMBER, "Area of its boundary, measured in EPSG:6933; missing where it has none", "km²"),
    Column("lon", Type.NUMBER, "Longitude of its marker, which lies within its or its parent's boundary", "degrees"),
    Column("lat", Type.NUMBER, "Latitude of its marker", "degrees"),
)
REPORT_COLUMNS = (
    Column("report", Type.TEXT, "Id of the report; it has a row for each district that it speaks for"),
    Column("earliest", Type.DAY, "First day that it can mean"),
    Column("latest", Type.DAY, "Last day that it can mean, from which it counts"),
    Column("precision", Type.TEXT, "How well its day is told"),
    Column("scope", Type.TEXT, "What it speaks of: district, capital, province or country"),
    Column("part", Type.YES_OR_NO, "Whether it is of a town, a base or a crossing and not of the whole district"),
    Column("place_as_reported", Type.TEXT, "The place in the words of the source"),
    Column("kind", Type.TEXT, "What it says happened"),
    Column("party", Type.TEXT, "Id of the side that gains; of what is contested, the attacker"),
    Column("certainty", Type.TEXT, "How sure it is: confirmed, reported or claimed"),
    Column("who_speaks", Type.TEXT, "Who says so; certainty follows from it"),
    Column("denied_by", Type.TEXT, "Id of the side that denies it; missing where none does"),
    Column("source", Type.TEXT, "Id of its source, see the sources"),
    Column("publisher", Type.TEXT, "Who published it"),
    Column("title", Type.TEXT, "Title of the page or the article"),
    Column("url", Type.TEXT, "Address of the page; missing where it is cited but not linked"),
    Column("published", Type.TEXT, "When the page appeared, as it states: a day, a month or a year"),
    Column("known", Type.DAY, "The day on which it became known, or the first on which it can have"),
    Column("known_to_the_day", Type.YES_OR_NO, "Whether the source states that day"),
    Column("note", Type.TEXT, "Our remark"),
)
FATE = Column("fate", Type.TEXT, "How it fared against the other reports of the district; missing where it stands")
EVENT_COLUMNS = (*WHERE, *REPORT_COLUMNS, FATE)
COUNT_COLUMNS = (
    Column("day", Type.DAY, "The day told of"),
    Column("lens", Type.TEXT, "What is counted: districts, boundaries, people or land"),
    Column("unit", Type.TEXT, "The unit of the numbers of the row"),
    Column("standing", Type.TEXT, "Held by whom: the id of a party; contested; or unknown, no firm report so far"),
    Column("held", Type.NUMBER, "How much is under the standing", "see unit"),
    Column("lowest", Type.NUMBER, "The part of held over which no rival claim lies", "see unit"),
    Column("highest", Type.NUMBER, "Held, and what is claimed or may already have come to it", "see unit"),
    Column("inferred", Type.NUMBER, "The part of held that only wider reports tell", "see unit"),
    Column("claimed", Type.NUMBER, "The part of held over which a claim lies", "see unit"),
    Column("total", Type.NUMBER, "All that is counted: what held adds up to over the standings", "see unit"),
)
SOURCE_COLUMNS = (
    Column("source", Type.TEXT, "Id of the source"),
    Column("publisher", Type.TEXT, "Who published it"),
    Column("title", Type.TEXT, "Title of the page or the article"),
    Column("url", Type.TEXT, "Address of the page; missing where it is cited but not linked"),
    Column("published", Type.TEXT, "When it appeared, as it states"),
    Column("not_linked_because", Type.TEXT, "Why it is cited but not linked"),
    Column("reports", Type.WHOLE_NUMBER, "How many of the reports behind the table cite it", "reports"),
)


def spans_extract(reading: Reading, places: Iterable[Place], provinces: Mapping[ProvinceId, str]) -> Extract:
    """
    List every span: each place with each of its standings, in the order of places and days.

    Parameters
    ----------
    provinces
        Their names.
    """
    rows = [
        (
            *_where(place, provinces),
            *_what(span),
            None if span.start == date.min else span.start,
            None if span.end == date.max else span.end,
            _joined(span.events),
            _joined(reading.reports[report].source for report in span.events),
        )
        for place in places
        for span in reading.spans[place.code]
    ]
    title = f"{reading.ledger.war.title}: every district, with each of its standings"
    return Extract(title, _frame(SPAN_COLUMNS, rows), SPAN_COLUMNS, _behind_all(reading))


def standings_extract(
    reading: Reading, places: Iterable[Place], provinces: Mapping[ProvinceId, str], day: date
) -> Extract:
    """Tell the standing of each place on a day, in the order of places; `provinces` are their names."""
    publisher = {source.id: source.publisher for source in reading.ledger.sources}
    control = control_on(reading.spans, day)
    rows, told = [], set[ReportId]()
    for place in places:
        span = control[place.code]
        reports = behind([span], day, reading.about)
        told.update(reports)
        since = Life(place.code, tuple(reading.spans[place.code]), ()).since(day)
        code, pcode, name, province_pcode, province = _where(place, provinces)
        rows.append(
            (
                *(day, code, pcode, name, place.name_dari or None, place.name_pashto or None),
                *(province_pcode, province, place.parent, place.parent == place.code),
                *_what(span),
                None if since == date.min else since,
                _joined(reports),
                _joined(publisher[reading.reports[report].source] for report in reports),
                *(place.population, place.area_km2, place.lon, place.lat),
            )
        )
    title = f"{reading.ledger.war.title}: the standing of each district on {day}"
    return Extract(title, _frame(STANDING_COLUMNS, rows), STANDING_COLUMNS, frozenset(told))


def events_extract(reading: Reading, places: Iterable[Place], provinces: Mapping[ProvinceId, str]) -> Extract:
    """
    List every report at each place that it speaks for, in the order in which they count, then of places.

    One that speaks for no place, since it excepts all, has one row without a place.
    """
    places = tuple(places)
    events = sorted(reading.ledger.events, key=lambda event: BY_LATEST_DAY(event.report))
    row_of = {place.code: number for number, place in enumerate(places)}
    spoken = [sorted(row_of[place] for place in event.places if place in row_of) or [len(places)] for event in events]
    fared = [fates(reading.about[place.code]) for place in places] + [{}]
    fate = [
        fared[where].get(event.report.id, Fate.STANDS).value or None
        for event, wheres in zip(events, spoken, strict=True)
        for where in wheres
    ]
    # A hundred thousand reports make a million rows: what a report and a place are is laid out once, and repeated.
    said = _frame(REPORT_COLUMNS, _said(reading, [event.report for event in events]))
    where = _frame(WHERE, [*(_where(place, provinces) for place in places), (None,) * len(WHERE)])
    rows = pd.concat(
        [
            where.take([number for wheres in spoken for number in wheres]).reset_index(drop=True),
            said.take([number for number, wheres in enumerate(spoken) for _ in wheres]).reset_index(drop=True),
            pd.DataFrame({FATE.name: pd.Series(fate, dtype=DTYPES[FATE.type])}),
        ],
        axis=1,
    )
    title = f"{reading.ledger.war.title}: every report, at each district that it speaks for"
    return Extract(title, rows, EVENT_COLUMNS, frozenset(reading.reports))


def counts_extract(reading: Reading, lenses: Iterable[Lens], standings: Sequence[Standing]) -> Extract:
    """
    Count each day from the first to the last of a reading.

    Parameters
    ----------
    standings
        In the order in which they are listed; one under which nothing is on a day has a row of noughts.
    """
    rows = []
    for lens in lenses:
        total = round(sum(lens.weights.values()), 1)
        for number, counts in enumerate(count_each_day(reading.spans, reading.first, reading.last, lens)):
            for standing in standings:
                count = counts.get(standing)
                figures = (
                    (count.held, count.lowest, count.highest, count.inferred, count.claimed) if count else (0,) * 5
                )
                day = reading.first + timedelta(days=number)
                rows.append((day, lens.id, lens.unit or lens.id, standing, *figures, total))
    title = f"{reading.ledger.war.title}: what is under each standing, day by day"
    return Extract(title, _frame(COUNT_COLUMNS, rows), COUNT_COLUMNS, _behind_all(reading))


def sources_of(extract: Extract, reading: Reading) -> pd.DataFrame:
    """List the sources of the reports behind an extract, in the order of the ledger; its columns: `SOURCE_COLUMNS`."""
    cited = Counter(reading.reports[report].source for report in extract.behind)
    rows = [
        (
            *(source.id, source.publisher, source.title, None if source.unlinked_because else source.url),
            *(source.published or None, source.unlinked_because or None, cited[source.id]),
        )
        for source in sorted(reading.ledger.sources, key=lambda source: source.id)
        if source.id in cited
    ]
    return _frame(SOURCE_COLUMNS, rows)


def dictionary_of(extract: Extract) -> pd.DataFrame:
    """List the columns of an extract: name, type, unit, what it means."""
    rows = [(column.name, column.type.value, column.unit or None, column.means) for column in extract.columns]
    return pd.DataFrame(rows, columns=["column", "type", "unit", "means"], dtype="str")


def _behind_all(reading: Reading) -> frozenset[ReportId]:
    return frozenset(report for life in reading.spans.values() for span in life for report in span.events)


def _where(place: Place, provinces: Mapping[ProvinceId, str]) -> tuple[str | None, ...]:
    return place.code, place.pcode or None, place.name, place.province, provinces[place.province]


def _what(span: Span) -> tuple[object, ...]:
    return span.standing, span.inferred, span.claim, _joined(sorted(span.changing)), span.restless


def _said(reading: Reading, reports: Iterable[Report]) -> list[tuple[object, ...]]:
    sources = {source.id: source for source in reading.ledger.sources}
    rows: list[tuple[object, ...]] = []
    for report in reports:
        page = sources[report.source]
        rows.append(
            (
                *(report.id, report.earliest, report.latest, report.precision, report.scope.value, report.part),
                *(report.place_as_reported or None, report.kind.value, report.party, report.certainty.value),
                *(speaker(report).value, report.denied_by or None, page.id, page.publisher, page.title),
                *(None if page.unlinked_because else page.url, page.published or None),
                *(report.known, report.known_to_the_day, report.note or None),
            )
        )
    return rows


def _joined(words: Iterable[str]) -> str | None:
    """Some words in a cell, each once; missing where there are none."""
    return JOINED.join(dict.fromkeys(words)) or None


def _frame(columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(values), dtype=DTYPES[column.type])
            for column, values in zip(columns, cells, strict=True)
        }
    )
