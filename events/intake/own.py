"""A table in the ledger's own form, as `reports.csv` has it: its rows are taken as they stand."""

from collections.abc import Sequence

from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import Choices
from events.intake.meaning.days import Order
from events.intake.tables import Table
from events.intake.understood import ALREADY, Account, Fate, Understood
from events.ledger.check import check_reports
from events.ledger.locate import locate
from events.ledger.read import Row
from events.model import Event, Scope


def understand_own(table: Table, choices: Choices, setting: Setting) -> Account:
    """Check rows that have the columns of the ledger; what it has already, by its id, is set aside."""
    rows: dict[int, Row] = {}
    fates: dict[int, Understood] = {}
    for at, record in enumerate(table.records):
        if record.fault or (table.is_text and len(record.cells) != len(table.header)):
            why = record.fault or f"{len(record.cells)} cells where the header has {len(table.header)}"
            fates[at] = Understood(at, record.line, Fate.PROBLEM, why, "row")
            continue
        row = Row(record.line, dict(zip(table.header, record.cells, strict=False)))
        if row.cells["report_id"] in setting.reports:
            fates[at] = Understood(at, record.line, Fate.ASIDE, ALREADY)
        else:
            rows[at] = row
    reports = check_reports(table.name, rows.values(), setting.sources, setting.war)
    events = locate(table.name, reports.kept, setting.atlas.gazetteer, setting.groups)
    placed = {event.report.line: event for event in events.kept}
    faults = {problem.line: problem for problem in (*reports.problems, *events.problems)}
    for at, row in rows.items():
        if row.line in placed:
            fates[at] = _report(at, placed[row.line], setting)
        else:
            problem = faults[row.line]
            fates[at] = Understood(at, row.line, Fate.PROBLEM, problem.message, problem.field)
    return Account(table, choices, Order.UNKNOWN, tuple(fates[at] for at in sorted(fates)))


def _report(at: int, event: Event, setting: Setting) -> Understood:
    report = event.report
    single = len(event.places) == 1
    wide = report.scope == Scope.COUNTRY or not event.places
    return Understood(
        at,
        report.line,
        Fate.REPORT,
        kind=report.kind,
        party=report.party,
        place=event.places[0] if single else None,
        province=None if wide else setting.atlas.gazetteer.province_of[event.places[0]],
        earliest=report.earliest,
        latest=report.latest,
        precision=report.precision,
        known=report.known,
    )


def rows_of(account: Account) -> Sequence[Row]:
    """Return the rows of such a table that were understood, as they stand."""
    table = account.table
    return tuple(
        Row(row.line, dict(zip(table.header, table.records[row.at].cells, strict=False)))
        for row in account.of(Fate.REPORT)
    )
