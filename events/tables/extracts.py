"""
The exported tables: spans, the standing of each district on a day, events, and counts over time.

Each is an `Extract`: its rows, and a dictionary that gives the type, unit and meaning of every column. An empty cell is
a missing value, except in columns of yes or no. Days are plain dates. Words are as in the data; `events.tables.files`
makes them safe for a spreadsheet. Lists within a cell are joined by ``; ``.

Names and meanings of columns are English in every language version, so that code written for one file can read the
next.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

from events.analysis.life import claim_since, standing_since
from events.control.counts import Lens, count_each_day
from events.control.evidence import behind
from events.control.outcomes import outcomes, speaker
from events.control.reading import Reading
from events.control.rule import BY_LATEST_DAY, control_on
from events.ledger.locate import ProvinceId
from events.model import Report, ReportId, Span, Standing
from events.tables.columns import (
    COUNT_COLUMNS,
    DTYPES,
    EVENT_COLUMNS,
    NAMED,
    OUTCOME,
    REPORT_COLUMNS,
    SOURCE_COLUMNS,
    SPAN_COLUMNS,
    WHERE,
    Column,
    Extract,
    standing_columns,
)
from events.tables.ledger import JOINED
from events.tables.place import Place


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
            _joined(counting),
            _joined(reading.reports[report].source for report in counting),
        )
        for place in places
        for span in reading.spans[place.code]
        for counting in (span.events,)
    ]
    title = f"{reading.ledger.war.title}: every district, with each of its standings"
    return Extract(title, _frame(SPAN_COLUMNS, rows), SPAN_COLUMNS, _behind_all(reading))


def standings_extract(
    reading: Reading, places: Iterable[Place], provinces: Mapping[ProvinceId, str], day: date
) -> Extract:
    """List the standing of each place on a day, in the order of places; `provinces` are their names."""
    publisher = {source.id: source.publisher for source in reading.ledger.sources}
    control, places = control_on(reading.spans, day), tuple(places)
    languages = list(dict.fromkeys(code for place in places for code in place.names))
    rows, told = [], set[ReportId]()
    for place in places:
        span = control[place.code]
        reports = behind([span], day, reading.about)
        told.update(reports)
        since = standing_since(reading.spans[place.code], day)
        where = _where(place, provinces)
        rows.append(
            (
                *(day, *where[:NAMED], *(place.names.get(code) for code in languages)),
                *(*where[NAMED:], place.parent, place.parent == place.code),
                *_what(span),
                None if since == date.min else since,
                claim_since(reading.spans[place.code], day),
                _joined(reports),
                _joined(publisher[reading.reports[report].source] for report in reports),
                *(place.population or None, place.area_km2, place.lon, place.lat),
            )
        )
    title = f"{reading.ledger.war.title}: the standing of each district on {day}"
    columns = standing_columns(languages)
    return Extract(title, _frame(columns, rows), columns, frozenset(told))


def events_extract(reading: Reading, places: Iterable[Place], provinces: Mapping[ProvinceId, str]) -> Extract:
    """
    List every report at each place that it covers, in the order in which they take effect, then of places.

    A report that covers no place, because it excepts all, has one row without a place.
    """
    places = tuple(places)
    events = sorted(reading.ledger.events, key=lambda event: BY_LATEST_DAY(event.report))
    row_of = {place.code: number for number, place in enumerate(places)}
    spoken = [sorted(row_of[place] for place in event.places if place in row_of) or [len(places)] for event in events]
    outcome_by_report = [outcomes(reading.about[place.code]) for place in places] + [{}]
    outcome = [
        outcome_by_report[where].get(event.report.id)
        for event, wheres in zip(events, spoken, strict=True)
        for where in wheres
    ]
    # A hundred thousand reports make a million rows: the columns of a report and of a place are laid out once, and
    # repeated.
    said = _frame(REPORT_COLUMNS, _said(reading, [event.report for event in events]))
    where = _frame(WHERE, [*(_where(place, provinces) for place in places), (None,) * len(WHERE)])
    rows = pd.concat(
        [
            where.take([number for wheres in spoken for number in wheres]).reset_index(drop=True),
            said.take([number for number, wheres in enumerate(spoken) for _ in wheres]).reset_index(drop=True),
            pd.DataFrame({OUTCOME.name: pd.Series(outcome, dtype=DTYPES[OUTCOME.type])}),
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
        In the order in which they are listed; a standing with nothing under it on a day has a row of zeros.
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
    """List the sources behind an extract, in the order of the ledger, with the columns `SOURCE_COLUMNS`."""
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


def _behind_all(reading: Reading) -> frozenset[ReportId]:
    return frozenset(report for life in reading.spans.values() for report, _, _ in life[0].behind)


def _where(place: Place, provinces: Mapping[ProvinceId, str]) -> tuple[str | None, ...]:
    official = place.official_name or place.name
    return place.code, place.pcode or None, place.name, official, place.province, provinces[place.province]


def _what(span: Span) -> tuple[object, ...]:
    return span.standing, span.inferred, span.claim, _joined(sorted(span.changing)), span.unsettled, span.passed


def _said(reading: Reading, reports: Iterable[Report]) -> list[tuple[object, ...]]:
    sources = {source.id: source for source in reading.ledger.sources}
    rows: list[tuple[object, ...]] = []
    for report in reports:
        page = sources[report.source]
        rows.append(
            (
                *(report.id, report.earliest, report.latest, report.precision, report.scope.value),
                *(report.group or None, report.part),
                *(report.place_as_reported or None, report.kind.value, report.party, _joined(report.partners)),
                *(report.given_by or None, report.certainty.value),
                *(speaker(report).value, report.denied_by or None, page.id, page.publisher, page.title),
                *(None if page.unlinked_because else page.url, page.published or None),
                *(report.known, report.known_to_the_day, report.note or None),
            )
        )
    return rows


def _joined(words: Iterable[str]) -> str | None:
    """Join distinct words for a cell; `None` if there are none."""
    return JOINED.join(dict.fromkeys(words)) or None


def _frame(columns: Sequence[Column], rows: Sequence[tuple[object, ...]]) -> pd.DataFrame:
    cells = zip(*rows, strict=True) if rows else [()] * len(columns)
    return pd.DataFrame(
        {
            column.name: pd.Series(list(values), dtype=DTYPES[column.type])
            for column, values in zip(columns, cells, strict=True)
        }
    )
