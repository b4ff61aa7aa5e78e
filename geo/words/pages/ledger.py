"""The ledger: the headings of its tables, and what is said of a link to it that is broken."""

from events.control.outcomes import Speaker
from events.ledger.search import LONGEST
from events.model import Certainty, Kind
from events.tables.filter import BACKWARDS

HEADINGS = {
    "report": "Report",
    "earliest": "Earliest",
    "latest": "Latest",
    "precision": "Precision",
    "place_as_reported": "Place as reported",
    "district": "District",
    "province": "Province",
    "scope": "Scope",
    "group": "Group",
    "kind": "Kind",
    "party": "Party",
    "with": "Together with",
    "given_by": "Handed over by",
    "certainty": "Certainty",
    "who_speaks": "Who speaks",
    "denied_by": "Denied by",
    "outcome": "Outcome",
    "conflict": "Conflict",
    "inferred": "Inferred",
    "publisher": "Publisher",
    "title": "Title",
    "page": "Page",
    "published": "Published",
    "known": "Known",
    "known_to_the_day": "Known to the day",
    "note": "Note",
    "district_code": "District code",
    "district_pcode": "District P-code",
    "province_pcode": "Province P-code",
    "reports": "Reports",
    "not_linked_because": "Not linked because",
    "file": "File",
    "line": "Line",
    "field": "Field",
    "why": "Why",
}
"""By column of a table of reports, of sources, or of what could not be read or placed."""

NOTES = {
    "text": f"“text” in the link needs a letter or a digit, and at most {LONGEST} characters.",
    "province": "The link names a province that no report covers (a P-code looks like {example}).",
    "party": "The link names a party that no report mentions.",
    "kind": f"The link names a kind of report other than {', '.join(Kind)}.",
    "certainty": f"The link names a certainty other than {', '.join(Certainty)}.",
    "speaker": f"The link names a kind of speaker other than {', '.join(Speaker)}.",
    "publisher": "The link names a publisher that no report cites.",
    "from": "“from” in the link must be a date like 2021-07-05, within the days that reports cover.",
    "to": "“to” in the link must be a date like 2021-07-05, within the days that reports cover.",
    "conflicts": "“conflicts” in the link must be 1.",
    "inferred": "“inferred” in the link must be 1.",
    BACKWARDS: "“to” in the link is before “from”.",
}
"""By what `events.tables.filter.filter_of` finds broken of a link; no note repeats it, see `geo.links.view`."""
