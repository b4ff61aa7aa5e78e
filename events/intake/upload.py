"""
What was understood of a file, as records of a ledger: reports, context, and sources of their own.

The records take the way of every file of a war: rows of its form are checked and placed by `events.ledger`, so that
what a reader saves can stand in a war's folder. Their ids begin with `OWN` and the digest of the file, so that the same
file always gives the same records, and those of two files are never taken for each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from events.intake.meaning.cells import Setting
from events.intake.meaning.layouts import Layout
from events.intake.meaning.roles import Role
from events.intake.own import rows_of
from events.intake.understood import Account, Fate, Understood
from events.ledger.background import CONTEXT_COLUMNS, ContextEvent, check_context, context_in_order
from events.ledger.check import REPORT_COLUMNS, SOURCE_COLUMNS, check_reports, check_sources, is_address
from events.ledger.folder import Ledger
from events.ledger.locate import ProvinceId, locate
from events.ledger.read import Row
from events.ledger.totals import Claim, check_claims, claims_in_order
from events.model import Certainty, Event, Kind, ReportId, Scope, Source, War
from events.problems import Problem
from events.tables.files import inert

OWN = "own-"
"""How the ids of a reader's own reports and sources begin."""
OWN_DATA = "own data"
"""What follows the name of a publisher that a reader brought."""
RESTRICTED = frozenset({Layout.ACLED})
"""Layouts whose terms forbid to give their rows on: ACLED's terms of use (acleddata.com), 2025."""
LONGEST_TITLE = 300


@dataclass(frozen=True)
class Upload:
    """What a reader brought with one file, or typed: it joins the ledger of a war for one session."""

    name: str
    """Of the file."""
    digest: str
    """Of its bytes, six hexadecimal digits."""
    layout: Layout
    sources: tuple[Source, ...]
    events: tuple[Event, ...]
    context: tuple[ContextEvent, ...] = ()
    claims: tuple[Claim, ...] = ()
    rows: Mapping[str, tuple[Row, ...]] = field(default_factory=dict, compare=False)
    """The rows it was made of, by the file of a war in which they can stand."""
    problems: tuple[Problem, ...] = ()
    """What could not be made a record; nothing of a file that was understood."""

    @property
    def records(self) -> tuple[str, ...]:
        """The ids of its reports, of its context and of its claims."""
        return tuple(
            [event.report.id for event in self.events]
            + [event.id for event in self.context]
            + [claim.id for claim in self.claims]
        )

    @property
    def restricted(self) -> bool:
        """Whether the terms of its data forbid to give them on."""
        return self.layout in RESTRICTED


def digest_of_file(data: bytes) -> str:
    """Return the first six hexadecimal digits of a file's SHA-256."""
    return sha256(data).hexdigest()[:6]


def upload_of(account: Account, digest: str, setting: Setting, provinces: Mapping[ProvinceId, str]) -> Upload:
    """
    Make records of all rows that were understood as reports or as context.

    Parameters
    ----------
    digest
        Of the file, see `digest_of_file`.
    provinces
        The name of each province.
    """
    if account.table.layout == Layout.LEDGER:
        rows: dict[str, tuple[Row, ...]] = {"reports.csv": tuple(rows_of(account))}
    else:
        maker = _Maker(account, digest, setting, provinces)
        reports = tuple(maker.report(row) for row in account.of(Fate.REPORT))
        context = tuple(maker.context(row) for row in account.of(Fate.CONTEXT))
        rows = {"sources.csv": tuple(maker.sources.values()), "reports.csv": reports, "context.csv": context}
    return checked(account.table.name, digest, account.table.layout, rows, setting)


def checked(name: str, digest: str, layout: Layout, rows: Mapping[str, tuple[Row, ...]], setting: Setting) -> Upload:
    """Check and place rows in the form of a war's files; one that is not valid is a problem of the upload."""
    sources = check_sources("sources.csv", rows.get("sources.csv", ()))
    cited, war = (*setting.sources, *sources.kept), setting.war
    reports = check_reports("reports.csv", rows.get("reports.csv", ()), cited, war)
    events = locate("reports.csv", reports.kept, setting.atlas.gazetteer, setting.groups)
    context = check_context("context.csv", rows.get("context.csv", ()), cited, war)
    claims = check_claims("claims.csv", rows.get("claims.csv", ()), cited, war, setting.atlas.gazetteer)
    problems = (*sources.problems, *reports.problems, *events.problems, *context.problems, *claims.problems)
    return Upload(name, digest, layout, sources.kept, events.kept, context.kept, claims.kept, rows, problems)


def days_within(war: War, earliest: date, latest: date) -> dict[str, str]:
    """Write the days of a record, cut off at those of a war."""
    return {"earliest": max(earliest, war.first_day).isoformat(), "latest": min(latest, war.last_day).isoformat()}


def join(ledger: Ledger, uploads: Sequence[Upload]) -> Ledger:
    """Return the ledger with a reader's uploads, whose reports are its `own`."""
    if not uploads:
        return ledger
    return replace(
        ledger,
        sources=(*ledger.sources, *(_marked(source) for upload in uploads for source in upload.sources)),
        events=(*ledger.events, *(event for upload in uploads for event in upload.events)),
        context=context_in_order((*ledger.context, *(event for upload in uploads for event in upload.context))),
        claims=claims_in_order((*ledger.claims, *(claim for upload in uploads for claim in upload.claims))),
        own=frozenset(record for upload in uploads for record in upload.records),
    )


def already_there(account: Account, ledger: Ledger) -> dict[int, ReportId]:
    """Find the rows that say what a report of the ledger says: of one place, kind and side, of days that overlap."""
    known: dict[tuple[object, ...], list[Event]] = {}
    for event in ledger.events:
        if event.report.own:
            report = event.report
            known.setdefault((event.places[0], report.kind, report.party), []).append(event)
    return {
        row.at: event.report.id
        for row in account.of(Fate.REPORT)
        if row.earliest and row.latest
        for event in reversed(known.get((row.place, row.kind, row.party), ()))
        if row.earliest <= event.report.latest and event.report.earliest <= row.latest
    }


def _marked(source: Source) -> Source:
    """Say of a reader's own source, wherever it is named, that it is none of the atlas."""
    return replace(source, publisher=f"{source.publisher} ({OWN_DATA})")


class _Maker:
    """Writes rows of the ledger's own form."""

    def __init__(self, account: Account, digest: str, setting: Setting, provinces: Mapping[ProvinceId, str]) -> None:
        self.account, self.digest, self.war = account, digest, setting.war
        self.gazetteer, self.provinces = setting.atlas.gazetteer, provinces
        self.sources: dict[tuple[str, str, str], Row] = {}

    def report(self, row: Understood) -> Row:
        """Write a row of `reports.csv`."""
        province = self.provinces[row.province] if row.province else ""
        cells = {
            "report_id": f"{OWN}{self.digest}-{row.line}",
            **_days(row, self.war),
            "precision": row.precision,
            "scope": Scope.DISTRICT if row.place else Scope.PROVINCE,
            "province": province,
            "district": self.gazetteer.names[row.place] if row.place else "",
            "place_as_reported": self._cell(row, Role.DISTRICT) or self._cell(row, Role.PROVINCE),
            "kind": row.kind or "",
            "party": row.party,
            "certainty": Certainty.CLAIMED if row.kind == Kind.CLAIMED else row.certainty,
            "source_id": self._source(row),
            "published": row.known.isoformat() if row.known else "",
            "note": self._cell(row, Role.NOTE),
        }
        given_by = {"given_by": row.giver} if row.giver else {}
        return Row(row.line, dict.fromkeys(REPORT_COLUMNS, "") | cells | given_by)

    def context(self, row: Understood) -> Row:
        """Write a row of `context.csv`."""
        place = self.gazetteer.names[row.place] if row.place else ""
        province = self.provinces[row.province] if row.province else ""
        cells = {
            "context_id": f"{OWN}{self.digest}-{row.line}",
            "day": _days(row, self.war)["earliest"],
            "kind": "event",
            "place": ", ".join(filter(None, (place, province))),
            "summary": self._cell(row, Role.NOTE) or self._cell(row, Role.TITLE),
            "source_id": self._source(row),
        }
        return Row(row.line, dict.fromkeys(CONTEXT_COLUMNS, "") | cells)

    def _source(self, row: Understood) -> str:
        """Return the id of a row's source, which becomes a record of its own the first time."""
        file = self.account.table.name
        address = self._cell(row, Role.ADDRESS)
        linked = is_address(address)
        title = self._cell(row, Role.TITLE)[:LONGEST_TITLE] or inert(f"Your file {file}")
        key = self._cell(row, Role.SOURCE) or inert(file), title, address if linked else ""
        if key not in self.sources:
            cells = {
                "source_id": f"{OWN}{self.digest}-s{len(self.sources) + 1}",
                "publisher": key[0],
                "title": key[1],
                "url": key[2],
                "unlinked_because": "" if linked else inert(f"your file {file} gives no address"),
            }
            self.sources[key] = Row(row.line, dict.fromkeys(SOURCE_COLUMNS, "") | cells)
        return self.sources[key].cells["source_id"]

    def _cell(self, row: Understood, role: Role) -> str:
        return inert(self.account.table.cell(row.at, role))


def _days(row: Understood, war: War) -> dict[str, str]:
    assert row.earliest and row.latest, "a report and an event have days"
    return days_within(war, row.earliest, row.latest)
