"""
Claimed totals, such as "a third of the 421 districts": how many a party is said to hold, or to have taken.

A *stock* is what a party holds on a day, a *flow* what it takes between two days. Some claims count districts and some
count their centres, out of totals from 370 to 421; some count towns, which are not districts. What a claim says of a
coalition, it says of all its parties together. A claim never changes the map; `events.analysis.totals` compares it with
the reports.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from events.ledger.check import InvalidCell, check_day, check_rows, first_known, require_source
from events.ledger.groups import Group
from events.ledger.locate import Gazetteer, Unplaced, find_province, places_in
from events.ledger.read import Row
from events.model import PartyId, PlaceId, Source, SourceId, War
from events.problems import Checked

CLAIM_COLUMNS = (
    *("claim_id", "day", "precision", "claimant", "side", "party", "place", "measure", "unit", "counts", "low", "high"),
    *("share_low", "share_high", "contested", "total", "since", "source_id", "note", "label"),
)
MOST_DIGITS = 9
"""The most digits of a number in a claim: no country has more districts, or more people."""


class Precision(StrEnum):
    """How exactly the day of a claim is known."""

    DAY = "day"
    ABOUT = "about"
    MONTH = "month"


class Measure(StrEnum):
    """Whether a claim counts what is held on a day, or what was taken over days."""

    STOCK = "stock"
    FLOW = "flow"


class Unit(StrEnum):
    """What a claim counts."""

    DISTRICTS = "districts"
    CENTRES = "centres"
    BOTH = "districts and centres"
    PLACES = "places"
    TOWNS = "towns"
    TERRITORY = "territory"


class Counts(StrEnum):
    """The state or event that a claim counts."""

    HELD = "held"
    HELD_OR_CONTESTED = "held or contested"
    HELD_OR_INFLUENCED = "held or influenced"
    CAPTURED = "captured"
    CAPTURED_OR_FOUGHT_OVER = "captured or fought over"
    RECAPTURED = "recaptured"


COUNTS = {
    Measure.STOCK: (Counts.HELD, Counts.HELD_OR_CONTESTED, Counts.HELD_OR_INFLUENCED),
    Measure.FLOW: (Counts.CAPTURED, Counts.CAPTURED_OR_FOUGHT_OVER, Counts.RECAPTURED),
}


@dataclass(frozen=True, slots=True)
class Claim:
    """How much a party holds or has taken, according to one source."""

    id: str
    line: int
    day: date
    """The first day to which it may refer."""
    until: date
    """The last day; the end of the month if only the month is known."""
    precision: Precision
    claimant: str
    side: PartyId
    """The party or coalition that makes the claim; empty if others do."""
    party: PartyId
    """The party or coalition that the claim is about."""
    parties: frozenset[PartyId]
    """That party, or the parties of the coalition."""
    place: str
    """The one province or group it counts; empty for the country."""
    area: tuple[PlaceId, ...] | None
    """The districts of that place; `None` for the country."""
    measure: Measure
    unit: Unit
    counts: Counts
    low: int | None
    """`None` if only a share is given, or there is no lower end."""
    high: int | None
    share_low: float | None
    """From 0 to 1."""
    share_high: float | None
    contested: int | None
    """How many places it says are contested."""
    total: int | None
    """The total it counts from; `None` if it does not say."""
    since: date | None
    """The first day of a flow."""
    source: SourceId
    known: date
    """The first day on which it can have been known; for a flow over a month, never before the month ends."""
    note: str
    label: str
    """The claimant's name, short enough for a chart; empty for most."""


def check_claims(
    file: str,
    rows: Iterable[Row],
    sources: Iterable[Source],
    war: War,
    gazetteer: Gazetteer,
    groups: Iterable[Group] = (),
) -> Checked[Claim]:
    """Turn rows with `CLAIM_COLUMNS` into claims, by day; one may predate the war, but not follow its last day."""
    published, named = {source.id: source.published for source in sources}, {group.id: group for group in groups}

    def turn(row: Row) -> Claim:
        return _claim(row, published, war, *_area(row, gazetteer, named))

    turned = check_rows(file, rows, lambda row: row.cells["claim_id"], "claim_id", turn)
    return Checked(claims_in_order(turned.kept), turned.problems)


def claims_in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Sort claims by day."""
    return tuple(sorted(claims, key=lambda claim: (claim.day, claim.id)))


def claims_known_by(claims: Iterable[Claim], known: date) -> tuple[Claim, ...]:
    """Keep the claims that were known by a day, including that day."""
    return tuple(claim for claim in claims if claim.known <= known)


# Long, because a claim has many cells, each with its own check.
def _claim(
    row: Row, published: Mapping[SourceId, str], war: War, place: str, area: tuple[PlaceId, ...] | None
) -> Claim:
    cells = row.cells
    parties: dict[str, tuple[PartyId, ...]] = {party.id: (party.id,) for party in war.parties}
    parties |= {coalition.id: coalition.parties for coalition in war.coalitions}
    require_source(row, published)
    day, precision = check_day(row, "day"), Precision(_word(row, "precision", Precision))
    if day > war.last_day:
        raise InvalidCell("day", f"{day} comes after the last day of this war, {war.last_day}")
    until = day.replace(day=monthrange(day.year, day.month)[1]) if precision == Precision.MONTH else day
    measure = Measure(_word(row, "measure", Measure))
    since = check_day(row, "since") if cells["since"] else None
    if since and (measure == Measure.STOCK or since > until):
        raise InvalidCell(
            "since", "a stock has no first day" if measure == Measure.STOCK else f"{since} comes after {until}"
        )
    total = _number(row, "total")
    low, high = _range(row, "low", "high", total)
    share_low, share_high = _shares(row)
    if {low, high, share_low, share_high} == {None}:
        raise InvalidCell("low", "is empty, and so are high, share_low and share_high: the claim has no figure")
    party = _word(row, "party", parties)
    whole_month = since is not None and precision == Precision.MONTH
    return Claim(
        id=cells["claim_id"],
        line=row.line,
        day=day,
        until=until,
        precision=precision,
        claimant=cells["claimant"],
        side=_word(row, "side", parties) if cells["side"] else "",
        party=party,
        parties=frozenset(parties[party]),
        place=place,
        area=area,
        measure=measure,
        unit=Unit(_word(row, "unit", Unit)),
        counts=Counts(_word(row, "counts", COUNTS[measure])),
        low=low,
        high=high,
        share_low=share_low,
        share_high=share_high,
        contested=_number(row, "contested"),
        total=total,
        since=since,
        source=cells["source_id"],
        known=first_known(published[cells["source_id"]], until if whole_month else day),
        note=cells["note"],
        label=cells["label"],
    )


def _word(row: Row, field: str, words: Iterable[str]) -> str:
    words = list(words)
    if row.cells[field] not in words:
        raise InvalidCell(field, f"{row.cells[field]!r} is none of {', '.join(words)}")
    return row.cells[field]


def _area(row: Row, gazetteer: Gazetteer, groups: Mapping[str, Group]) -> tuple[str, tuple[PlaceId, ...] | None]:
    """Find what a claim counts in, as it is called, and its districts: a group by its id, or a province."""
    place = row.cells["place"]
    if not place:
        return "", None
    if group := groups.get(place):
        return group.name, group.places
    try:
        return place, places_in(find_province(place, gazetteer, "place"), gazetteer)
    except Unplaced as unplaced:
        raise InvalidCell(unplaced.field, unplaced.args[0]) from unplaced


def _number(row: Row, field: str) -> int | None:
    stated = row.cells[field]
    if stated and not re.fullmatch(rf"[0-9]{{1,{MOST_DIGITS}}}", stated):
        raise InvalidCell(field, f"{stated!r} is not a whole number like 120, of {MOST_DIGITS} digits at most")
    return int(stated) if stated else None


def _range(row: Row, low_field: str, high_field: str, total: int | None) -> tuple[int | None, int | None]:
    low, high = _number(row, low_field), _number(row, high_field)
    if low is not None and high is not None and high < low:
        raise InvalidCell(high_field, f"{high} is less than {low_field}, {low}")
    for field, number in ((low_field, low), (high_field, high)):
        if number is not None and total is not None and number > total:
            raise InvalidCell(field, f"{number} is more than the total, {total}")
    return low, high


def _shares(row: Row) -> tuple[float | None, float | None]:
    low, high = _share(row, "share_low"), _share(row, "share_high")
    if low is not None and high is not None and high < low:
        raise InvalidCell("share_high", f"{high} is less than share_low, {low}")
    return low, high


def _share(row: Row, field: str) -> float | None:
    stated = row.cells[field]
    if stated and not re.fullmatch(r"0|1|0?\.\d+", stated):
        raise InvalidCell(field, f"{stated!r} is not a share from 0 to 1, like 0.333")
    return float(stated) if stated else None
