"""
The ledger as a table.

A *ledger table* has one row a report and the columns of `COLUMNS`, then those of `HIDDEN`, which serve
`events.tables.filter` and are neither shown nor taken away. Codes are as in `events.tables.columns`; a report on a
province has none of a district, and one on the country, or on a group across provinces, none at all. Days are Arrow's
plain dates: no time zone shifts them, and they stay dates in Streamlit, in a spreadsheet and in Parquet. Words that
recur are categories, so that 100,000 rows stay small. Every word from the data is `guarded` as the table is made, since
a reader may save it from the screen as well. `geo.tables.ledger` heads the columns, and says who speaks and how each
report fared.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from events.analysis.publishers import in_conflict
from events.control.outcomes import Outcome, speaker
from events.control.rule import BY_LATEST_DAY, Spans
from events.ledger.locate import ProvinceId, fold
from events.model import CONTESTED, Event, Party, PartyId, PlaceId, Report, ReportId, Scope, Source, Standing
from events.problems import Problem
from events.tables.place import Place
from events.tables.sources import guarded

REPORT, EARLIEST, LATEST, PRECISION = "report", "earliest", "latest", "precision"
PLACE, DISTRICT, PROVINCE, SCOPE, GROUP = "place_as_reported", "district", "province", "scope", "group"
KIND, PARTY, WITH, GIVEN_BY = "kind", "party", "with", "given_by"
CERTAINTY, SPEAKER, DENIED_BY = "certainty", "who_speaks", "denied_by"
OUTCOME, CONFLICT, INFERRED = "outcome", "conflict", "inferred"
PUBLISHER, TITLE, PAGE, PUBLISHED = "publisher", "title", "page", "published"
KNOWN, KNOWN_TO_THE_DAY, NOTE = "known", "known_to_the_day", "note"
DISTRICT_CODE, DISTRICT_PCODE, PROVINCE_CODE = "district_code", "district_pcode", "province_pcode"
COLUMNS = (
    *(REPORT, EARLIEST, LATEST, PRECISION, PLACE, DISTRICT, PROVINCE, SCOPE, GROUP),
    *(KIND, PARTY, WITH, GIVEN_BY, CERTAINTY, SPEAKER),
    *(DENIED_BY, OUTCOME, CONFLICT, INFERRED, PUBLISHER, TITLE, PAGE, PUBLISHED, KNOWN, KNOWN_TO_THE_DAY, NOTE),
    *(DISTRICT_CODE, DISTRICT_PCODE, PROVINCE_CODE),
)
PARTY_ID, SEARCHED = "party_id", "searched"
HIDDEN = (PARTY_ID, SEARCHED)
"""The party's id, and the words that a text is looked for in, folded."""

PLAIN_DATE = "date32[pyarrow]"
JOINED = "; "
"""Stands between several in a cell."""


# Long, because it has a line for each column.
def ledger_table(
    events: Iterable[Event],
    sources: Iterable[Source],
    parties: Iterable[Party],
    outcome_by_report: Mapping[ReportId, Outcome],
    inferring: Collection[ReportId],
    places: Mapping[PlaceId, Place],
    province_names: Mapping[ProvinceId, str],
) -> pd.DataFrame:
    """
    Lay out the reports as rows.

    Parameters
    ----------
    outcome_by_report
        As `events.analysis.publishers.outcomes_of` tells it; a report that speaks for no place has no outcome and an
        empty cell.
    inferring
        As `inferring_reports` finds them.

    Returns
    -------
    table
        A ledger table in the order of the days that reports count from.
    """
    events = sorted(events, key=lambda event: BY_LATEST_DAY(event.report))
    reports, cited = [event.report for event in events], {source.id: source for source in sources}
    pages = [cited[report.source] for report in reports]
    districts = [places[event.places[0]] if event.report.own else None for event in events]
    provinces = [_province(event, places) for event in events]
    party_of = {party.id: party for party in parties}

    def named(report: Report, *sides: PartyId) -> str:
        return JOINED.join(party_of[side].name_on(report.latest) for side in sides if side)

    table = pd.DataFrame(
        {
            REPORT: _words(report.id for report in reports),
            EARLIEST: _days(report.earliest for report in reports),
            LATEST: _days(report.latest for report in reports),
            PRECISION: _category(report.precision for report in reports),
            PLACE: _category(report.place_as_reported for report in reports),
            DISTRICT: _category(
                district.name if district else _extent(event) for district, event in zip(districts, events, strict=True)
            ),
            PROVINCE: _category(
                province_names[province] if province else report.province
                for province, report in zip(provinces, reports, strict=True)
            ),
            SCOPE: _category(report.scope for report in reports),
            GROUP: _category(report.group for report in reports),
            KIND: _category(report.kind for report in reports),
            PARTY: _category(named(report, report.party) for report in reports),
            WITH: _category(named(report, *report.partners) for report in reports),
            GIVEN_BY: _category(named(report, report.given_by) for report in reports),
            CERTAINTY: _category(report.certainty for report in reports),
            SPEAKER: _category(speaker(report) for report in reports),
            DENIED_BY: _category(named(report, report.denied_by) for report in reports),
            OUTCOME: _category(outcome_by_report.get(report.id, "") for report in reports),
            CONFLICT: np.array([in_conflict(report, outcome_by_report) for report in reports], dtype=bool),
            INFERRED: np.array([report.id in inferring for report in reports], dtype=bool),
            PUBLISHER: _category(page.publisher for page in pages),
            TITLE: _category(page.title for page in pages),
            PAGE: _category(None if page.unlinked_because else page.url for page in pages),
            PUBLISHED: _category(page.published for page in pages),
            KNOWN: _days(report.known for report in reports),
            KNOWN_TO_THE_DAY: np.array([report.known_to_the_day for report in reports], dtype=bool),
            NOTE: _words(report.note for report in reports),
            DISTRICT_CODE: _category(district.code if district else "" for district in districts),
            DISTRICT_PCODE: _category(district.pcode if district else "" for district in districts),
            PROVINCE_CODE: _category(provinces),
            PARTY_ID: _category(report.party for report in reports),
        }
    )
    table[SEARCHED] = _searched(table)
    return table


def inferring_reports(spans: Spans, reports: Mapping[ReportId, Report]) -> frozenset[ReportId]:
    """Find the wider reports on which, alone or with others as wide, the standing of some place rests at some time."""
    return frozenset(
        report
        for life in spans.values()
        for span in life
        if span.inferred
        for report in span.events
        if _bears(reports[report], span.standing, span.start)
    )


def problems_table(problems: Iterable[Problem]) -> pd.DataFrame:
    """List what could not be read or placed."""
    rows = [
        (guarded(problem.file), problem.line, guarded(problem.field), guarded(problem.message)) for problem in problems
    ]
    return pd.DataFrame(rows, columns=["file", "line", "field", "why"])


def _province(event: Event, places: Mapping[PlaceId, Place]) -> ProvinceId:
    """Find the one province of a report's districts; empty for the country, for none, and for a group in several."""
    provinces = {places[place].province for place in event.places}
    return provinces.pop() if len(provinces) == 1 and event.report.scope != Scope.COUNTRY else ""


def _extent(event: Event) -> str:
    """Give the number of districts that a wider report covers: ``province: 12 districts``."""
    number = len(event.places)
    return f"{event.report.scope}: {number} district{'' if number == 1 else 's'}"


def _bears(report: Report, standing: Standing, start: date) -> bool:
    """Whether a report behind a span from a day on is wider and gives it its standing, outright or by opposing."""
    if report.own or not report.firm or not report.affects_control:
        return False
    return report.says == standing or (standing == CONTESTED and report.latest <= start)


def _words(words: Iterable[str]) -> pd.Series:
    return pd.Series([guarded(word) for word in words], dtype="str")


def _category(words: Iterable[str | None]) -> pd.Categorical:
    words = list(words)
    safe = {word: guarded(str(word)) for word in set(words) if word is not None}
    categories = sorted(set(safe.values()))
    position = {category: number for number, category in enumerate(categories)}
    code = {word: position[category] for word, category in safe.items()} | {None: -1}
    return pd.Categorical.from_codes([code[word] for word in words], categories=pd.Index(categories, dtype="str"))


def _days(days: Iterable[date]) -> pd.Series:
    return pd.Series(list(days), dtype=PLAIN_DATE)


def _searched(table: pd.DataFrame) -> pd.Series:
    """Join the searched fields of each row; line breaks, which no folded text contains, separate them."""
    columns = [table[column].tolist() for column in (PLACE, DISTRICT, PROVINCE, NOTE, PUBLISHER, TITLE)]
    folded = {word: fold(word) for column in columns for word in set(column)}
    return pd.Series(["\n".join(folded[word] for word in row) for row in zip(*columns, strict=True)], dtype="str")
