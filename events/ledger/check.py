"""From rows of text to reports and sources. Every invalid line becomes a `Problem`; the others are kept."""

import re
from collections.abc import Callable, Collection, Iterable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from events.ledger.read import Row
from events.ledger.war import FIRST_POSSIBLE, LAST_POSSIBLE
from events.model import BREADTH, Certainty, Kind, PartyId, Report, Scope, Source, SourceId, War
from events.problems import Checked, Problem

REPORT_COLUMNS = (
    *("report_id", "earliest", "latest", "precision", "scope", "province", "district", "except", "part"),
    *("place_as_reported", "kind", "party", "certainty", "denied_by", "source_id", "published", "note"),
)
OPTIONAL_REPORT_COLUMNS = ("with", "given_by", "group")
"""
Columns of the reports that a file may lack: the other sides that gain together, the side that hands over, and the group
that a report with that scope is on, by its id in `groups.csv`.
"""
SOURCE_COLUMNS = ("source_id", "publisher", "title", "url", "published", "unlinked_because")
PRECISIONS = ("day", "weekend", "week", "month")
"""How exactly the day of a report is known."""

Word = TypeVar("Word", bound=StrEnum)
Turned = TypeVar("Turned")


class InvalidCell(ValueError):
    """A cell whose value is not valid; becomes a `Problem` of its row."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def check_sources(file: str, rows: Iterable[Row]) -> Checked[Source]:
    """Turn rows with `SOURCE_COLUMNS` into sources; an address must be http(s), or left out with a reason."""
    return check_rows(file, rows, lambda row: row.cells["source_id"], "source_id", _source)


def check_reports(file: str, rows: Iterable[Row], sources: Iterable[Source], war: War) -> Checked[Report]:
    """
    Turn rows with `REPORT_COLUMNS`, and perhaps `OPTIONAL_REPORT_COLUMNS`, into reports.

    Parameters
    ----------
    file
        Its name, for the problems.
    sources
        The sources that rows may cite. A report's own ``published`` takes precedence over its source's.
    war
        Defines the parties that rows may name and the days to which reports may refer.
    """
    published = {source.id: source.published for source in sources}
    return check_rows(
        file, rows, lambda row: row.cells["report_id"], "report_id", lambda row: _report(row, published, war)
    )


def first_day(stated: str) -> date | None:
    """
    Find the first day that a stated day, month or year allows; `None` if nothing is stated.

    Raises `ValueError` if the text is anything else.

    >>> first_day("2021-07"), first_day("2021-07-05"), first_day("")
    (datetime.date(2021, 7, 1), datetime.date(2021, 7, 5), None)
    """
    if not stated:
        return None
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", stated):
        raise ValueError(f"{stated!r} is not a day, a month or a year like 2021-08-15, 2021-08 or 2021")
    try:
        return date.fromisoformat(stated + "-01-01"[len(stated) - 4 :])
    except ValueError as error:
        raise ValueError(f"{stated!r} is no day of the calendar") from error


def check_day(row: Row, field: str) -> date:
    """Turn a cell into a day; raises `InvalidCell` if it is not one."""
    stated = row.cells[field]
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", stated):
            raise ValueError
        day = date.fromisoformat(stated)
    except ValueError as error:
        raise InvalidCell(field, f"{stated!r} is not a day like 2021-08-15") from error
    return _possible(day, field)


def check_day_of(war: War, row: Row, field: str) -> date:
    """Turn a cell into a day of the war; raises `InvalidCell` if it is not one."""
    day = check_day(row, field)
    if not war.first_day <= day <= war.last_day:
        raise InvalidCell(field, f"{day} is not a day of this war, which runs from {war.first_day} to {war.last_day}")
    return day


def one_of(row: Row, field: str, words: Collection[str]) -> str:
    """Return a cell that is one of some words; raises `InvalidCell` if it is not."""
    if row.cells[field] not in words:
        raise InvalidCell(field, f"{row.cells[field]!r} is none of {', '.join(words)}")
    return row.cells[field]


def require_source(row: Row, sources: Collection[SourceId]) -> None:
    """Raise `InvalidCell` if a row cites an unknown source."""
    if row.cells["source_id"] not in sources:
        raise InvalidCell("source_id", f"{row.cells['source_id']!r} is not among the sources")


def first_known(stated: str, day: date) -> date:
    """Find the first day on which an event of a day can have been known (rule 7 of `events.control.rule`)."""
    return max(_published(stated) or day, day)


def check_rows(
    file: str, rows: Iterable[Row], key_of: Callable[[Row], str], field: str, turn: Callable[[Row], Turned]
) -> Checked[Turned]:
    """Keep the rows that `turn` accepts and whose key, in the column `field`, is new and not empty."""
    kept: dict[str, tuple[int, Turned]] = {}
    problems = []
    for row in rows:
        key = key_of(row)
        try:
            if not key:
                raise InvalidCell(field, "is empty")
            if key in kept:
                raise InvalidCell(field, f"{key!r} stands already on line {kept[key][0]}")
            kept[key] = row.line, turn(row)
        except InvalidCell as unfit:
            problems.append(Problem(file, row.line, unfit.field, unfit.args[0]))
    return Checked(tuple(turned for _, turned in kept.values()), tuple(problems))


def is_address(words: str) -> bool:
    """Return whether words begin as the address of a web page does."""
    return words.lower().startswith(("http://", "https://"))


def _source(row: Row) -> Source:
    cells = row.cells
    unlinked = not cells["url"] and cells["unlinked_because"]
    if not re.match(r"https?://\w", cells["url"], re.IGNORECASE) and not unlinked:
        raise InvalidCell("url", f"{cells['url']!r} is not an address like https://example.org/page")
    _published(cells["published"])
    return Source(
        id=cells["source_id"],
        publisher=cells["publisher"],
        title=cells["title"],
        url=cells["url"],
        published=cells["published"],
        unlinked_because=cells["unlinked_because"],
    )


def _report(row: Row, published: dict[SourceId, str], war: War) -> Report:
    cells = row.cells
    parties = [party.id for party in war.parties]
    earliest, latest = check_day_of(war, row, "earliest"), check_day_of(war, row, "latest")
    if latest < earliest:
        raise InvalidCell("latest", f"{latest} comes before earliest, {earliest}")
    scope = _word(row, "scope", Scope)
    _require_place(row, scope)
    require_source(row, published)
    if cells["part"] not in ("", "yes"):
        raise InvalidCell("part", f"{cells['part']!r} is neither 'yes' nor empty")
    stated = cells["published"] or published[cells["source_id"]]
    return Report(
        id=cells["report_id"],
        line=row.line,
        earliest=earliest,
        latest=latest,
        precision=one_of(row, "precision", PRECISIONS),
        scope=scope,
        province=cells["province"],
        district=cells["district"],
        excepted=tuple(name.strip() for name in cells["except"].split(";") if name.strip()),
        part=cells["part"] == "yes",
        place_as_reported=cells["place_as_reported"],
        kind=_word(row, "kind", Kind),
        party=one_of(row, "party", parties),
        certainty=_word(row, "certainty", Certainty),
        denied_by=one_of(row, "denied_by", parties) if cells["denied_by"] else "",
        source=cells["source_id"],
        known=first_known(stated, earliest),
        known_to_the_day=len(stated) == len("2021-07-05"),
        note=cells["note"],
        partners=_partners(row, parties),
        given_by=_given_by(row, parties),
        group=cells.get("group", ""),
    )


def _partners(row: Row, parties: Collection[str]) -> tuple[PartyId, ...]:
    partners = tuple(name.strip() for name in row.cells.get("with", "").split(";") if name.strip())
    for partner in partners:
        if partner not in parties or partner == row.cells["party"] or partners.count(partner) > 1:
            others = ", ".join(party for party in parties if party != row.cells["party"])
            raise InvalidCell("with", f"{partner!r} is none of {others}, or stands twice")
    return partners


def _given_by(row: Row, parties: Collection[str]) -> PartyId:
    giver, transferred = row.cells.get("given_by", ""), row.cells["kind"] == Kind.TRANSFERRED
    if giver and not transferred:
        raise InvalidCell("given_by", f"{giver!r} has no use in a report of this kind, {row.cells['kind']}")
    if transferred and (giver not in parties or giver == row.cells["party"]):
        others = ", ".join(party for party in parties if party != row.cells["party"])
        raise InvalidCell("given_by", f"{giver!r} is none of {others}, and a report of a transfer needs one")
    return giver


def _require_place(row: Row, scope: Scope) -> None:
    needed = {Scope.DISTRICT: ["province", "district"], Scope.GROUP: ["group"], Scope.COUNTRY: []}.get(
        scope, ["province"]
    )
    for field in needed:
        if not row.cells.get(field):
            raise InvalidCell(field, f"is empty, and a report with scope {scope} needs one")
    usable = needed if BREADTH[scope] == 0 else [*needed, "except"]
    for field in ("province", "district", "except", "group"):
        if (cell := row.cells.get(field)) and field not in usable:
            message = f"{cell!r} has no use in a report with scope {scope}: leave it empty, or change scope"
            raise InvalidCell(field, message)


def _published(stated: str) -> date | None:
    try:
        day = first_day(stated)
    except ValueError as error:
        raise InvalidCell("published", str(error)) from error
    return day and _possible(day, "published")


def _possible(day: date, field: str) -> date:
    if not FIRST_POSSIBLE <= day <= LAST_POSSIBLE:
        raise InvalidCell(field, f"{day} is not a day from {FIRST_POSSIBLE} to {LAST_POSSIBLE}")
    return day


def _word(row: Row, field: str, words: type[Word]) -> Word:
    try:
        return words(row.cells[field])
    except ValueError as error:
        raise InvalidCell(field, f"{row.cells[field]!r} is none of {', '.join(words)}") from error
