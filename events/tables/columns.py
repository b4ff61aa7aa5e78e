"""
What each column of the exported tables means: its name, its type, its unit.

Names and meanings are English in every language version, so that code written for one file can read the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from events.control.outcomes import Outcome
from events.model import ReportId
from events.tables.ledger import PLAIN_DATE


class Type(StrEnum):
    """The type of a column's values."""

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
    """What a reader needs to know about a column."""

    name: str
    type: Type
    means: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A table to export."""

    title: str
    rows: pd.DataFrame
    columns: tuple[Column, ...]
    """One for each column of the rows, in their order."""
    behind: frozenset[ReportId]
    """The reports from which the rows are made."""


STANDINGS = (
    "the id of a party; contested; unknown (no firm report so far); or presumed- and the id of the party that is "
    "presumed to hold what no firm report speaks of, which counts apart from what it holds"
)
CODE = Column("district_code", Type.TEXT, "Code of the district in the list, which is text also where it is digits")
WHERE = (
    CODE,
    Column("district_pcode", Type.TEXT, "P-code of the district; missing where it has none"),
    Column("district", Type.TEXT, "Name of the district in English, as the press writes it"),
    Column("official_name", Type.TEXT, "Name of the district in English, as the official list spells it"),
    Column("province_pcode", Type.TEXT, "P-code of its province"),
    Column("province", Type.TEXT, "Name of its province in English, as the press writes it"),
)
NAMED = 4
"""How many of these are about the district itself."""
WHAT = (
    Column("standing", Type.TEXT, f"Who controls it: {STANDINGS}"),
    Column("inferred", Type.YES_OR_NO, "Whether this rests only on reports of a group, a province or the country"),
    Column("claim", Type.TEXT, "Id of the party that claims it as well; missing where none does"),
    Column("may_already_be", Type.TEXT, "What it may already have become, according to reports with uncertain dates"),
    Column(
        "fighting", Type.YES_OR_NO, "Whether fighting, a change in part of it, or two changes on a day are reported"
    ),
    Column("passed_through", Type.TEXT, "What it became before that on the same day; missing where it changed once"),
)
SPAN_COLUMNS = (
    *WHERE,
    *WHAT,
    Column("start", Type.DAY, "First day; missing where there was nothing before"),
    Column("end_exclusive", Type.DAY, "The day after the last day; missing where nothing follows"),
    Column("reports", Type.TEXT, "Ids of the reports behind it, in order of precedence"),
    Column("sources", Type.TEXT, "Ids of the sources of these reports; see the sources"),
)
STANDING_COLUMNS = (
    Column("parent_code", Type.TEXT, "Code of the district whose boundary contains it: its own, where it has one"),
    Column("has_boundary", Type.YES_OR_NO, "Whether it has a boundary of its own"),
    *WHAT,
    Column(
        "since",
        Type.DAY,
        "First day of the standing, whatever was claimed since; missing where there was nothing before",
    ),
    Column("claimed_since", Type.DAY, "First day of the claim over it; missing where there is none"),
    Column("reports", Type.TEXT, "Ids of the reports behind it by that day, and of those they were weighed against"),
    Column("publishers", Type.TEXT, "Who published these reports"),
    Column("population", Type.WHOLE_NUMBER, "Number of people; the terms of the districts say of which year", "people"),
    Column("land_km2", Type.NUMBER, "Area of its boundary, measured in EPSG:6933; missing where it has none", "km²"),
    Column("lon", Type.NUMBER, "Longitude of its marker, inside its own or its parent's boundary", "degrees"),
    Column("lat", Type.NUMBER, "Latitude of its marker", "degrees"),
)


def standing_columns(languages: Iterable[str]) -> tuple[Column, ...]:
    """List the columns of a day's standings, with one for each language, by code (ISO 639), that names districts."""
    named = (Column(f"district_{code}", Type.TEXT, f"Name of the district in {code} (ISO 639)") for code in languages)
    return (Column("day", Type.DAY, "The day described"), *WHERE[:NAMED], *named, *WHERE[NAMED:], *STANDING_COLUMNS)


REPORT_COLUMNS = (
    Column("report", Type.TEXT, "Id of the report; one row for each district it covers"),
    Column("earliest", Type.DAY, "First day it can refer to"),
    Column("latest", Type.DAY, "Last day it can refer to, from which it takes effect"),
    Column("precision", Type.TEXT, "How exactly it is dated"),
    Column("scope", Type.TEXT, "What it covers: district, capital, group, province or country"),
    Column("group", Type.TEXT, "Id of the group of districts it is on; missing for all other scopes"),
    Column("part", Type.YES_OR_NO, "Whether it is about a town, a base or a crossing, not the whole district"),
    Column("place_as_reported", Type.TEXT, "The place in the words of the source"),
    Column("kind", Type.TEXT, "What it says happened"),
    Column("party", Type.TEXT, "Id of the side that gains; where contested, the attacker"),
    Column("with", Type.TEXT, "Ids of the sides that gain together with it; missing where none does"),
    Column("given_by", Type.TEXT, "Id of the side that hands it over; missing where none does"),
    Column("certainty", Type.TEXT, "How sure it is: confirmed, reported or claimed"),
    Column(
        "who_speaks",
        Type.TEXT,
        "Who speaks: gaining_side, losing_side (the losing side, or both), or others (third parties)",
    ),
    Column("denied_by", Type.TEXT, "Id of the side that denies it; missing where none does"),
    Column("source", Type.TEXT, "Id of its source; see the sources"),
    Column("publisher", Type.TEXT, "Who published it"),
    Column("title", Type.TEXT, "Title of the page or the article"),
    Column("url", Type.TEXT, "Address of the page; missing where it is cited but not linked"),
    Column("published", Type.TEXT, "When the page appeared, as it states: a day, a month or a year"),
    Column("known", Type.DAY, "The day it became known, or the earliest day it can have"),
    Column("known_to_the_day", Type.YES_OR_NO, "Whether the source gives that day"),
    Column("note", Type.TEXT, "Our note"),
)
OUTCOMES = {
    Outcome.STANDS: "no other report of that day contradicts it",
    Outcome.CLAIM: "only the side that gains says so",
    Outcome.FIGHTING: "it reports fighting, not who is in control",
    Outcome.PART: "it covers part of the district, not all of it",
    Outcome.BORNE_OUT: "a claim that a more certain report from that day confirms",
    Outcome.ANSWERED: "a claim that a more certain report from that day contradicts",
    Outcome.OPPOSED: "an equally certain report from that day contradicts it",
    Outcome.OUTWEIGHED: "a more certain report from that day contradicts it",
    Outcome.YIELDS: "the district's own report of that day, or one on a group, contradicts it",
}
OUTCOME = Column(
    "outcome",
    Type.TEXT,
    "Outcome against the other reports of the district; missing where it covers none. "
    + "; ".join(f"{outcome}: {means}" for outcome, means in OUTCOMES.items()),
)
EVENT_COLUMNS = (*WHERE, *REPORT_COLUMNS, OUTCOME)
COUNT_COLUMNS = (
    Column("day", Type.DAY, "The day described"),
    Column("lens", Type.TEXT, "What is counted: districts, boundaries, people or land"),
    Column("unit", Type.TEXT, "The unit of the numbers of the row"),
    Column("standing", Type.TEXT, f"Who controls what is counted: {STANDINGS}"),
    Column("held", Type.NUMBER, "How much has this standing", "see unit"),
    Column("lowest", Type.NUMBER, "The part of held with no rival claim", "see unit"),
    Column("highest", Type.NUMBER, "Held, plus what is claimed or may already have changed hands", "see unit"),
    Column(
        "inferred", Type.NUMBER, "The part of held known only from reports of a group, province or country", "see unit"
    ),
    Column("claimed", Type.NUMBER, "The part of held that another side also claims", "see unit"),
    Column("total", Type.NUMBER, "The total: held, added up over all standings", "see unit"),
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


def dictionary_of(extract: Extract) -> pd.DataFrame:
    """List the columns of an extract: name, type, unit and meaning."""
    rows = [(column.name, column.type.value, column.unit or None, column.means) for column in extract.columns]
    return pd.DataFrame(rows, columns=["column", "type", "unit", "means"], dtype="str")
