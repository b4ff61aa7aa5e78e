"""The tables of the page Add: how rows were understood, what was set aside, and what a change did to the map."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

import pandas as pd

from events.analysis.effect import Effect
from events.intake.meaning.roles import Role
from events.intake.understood import Account, Fate, Understood
from events.ledger.locate import ProvinceId
from events.model import PartyId, PlaceId, ReportId, Standing, War
from events.tables.sources import guarded
from geo.words.days import interval_words
from geo.words.standings import names

MOST_SHOWN = 2_000
"""Rows of a preview; all are counted."""
FIRST = (Role.DATE, Role.END, Role.KIND, Role.SIDE, Role.PROVINCE, Role.DISTRICT, Role.CODE)
"""What of a file is shown beside what was understood; its other columns follow."""
BECAME = {
    Fate.REPORT: "a report",
    Fate.CONTEXT: "context",
    Fate.ASIDE: "set aside",
    Fate.PROBLEM: "a problem",
}
WHY = "why"
"""The heading of the column that a file of problems has more than the one that was brought."""


def understood_table(
    account: Account,
    rows: Sequence[Understood],
    called: Mapping[PlaceId, str],
    provinces: Mapping[ProvinceId, str],
    war: War,
    known: Mapping[int, ReportId],
) -> pd.DataFrame:
    """
    List rows as they stand in the file, and to the right as they were understood.

    Parameters
    ----------
    known
        The rows that say what a report of the ledger says, with its id.
    """
    table, named = account.table, names(war)
    headings = headings_of(account)
    main = [table.roles[role] for role in FIRST if role in table.roles]
    further = sorted(set(table.roles.values()) - set(main))
    laid = []
    for row in rows[:MOST_SHOWN]:
        cells = table.records[row.at].cells
        stands = [
            {headings[at]: guarded(cells[at]) if at < len(cells) else "" for at in columns}
            for columns in (main, further)
        ]
        place = called[row.place] if row.place else provinces[row.province] if row.province else ""
        days = interval_words(row.earliest, row.latest) if row.earliest and row.latest else ""
        why = [row.reason, *row.flags, f"the ledger has it: {known[row.at]}" if row.at in known else ""]
        laid.append(
            {
                "Line": row.line,
                **stands[0],
                "→ Became": BECAME[row.fate],
                "→ What": f"{row.kind}, {named[row.party]}" if row.kind else "",
                "→ Where": place,
                "→ When": days,
                "→ Known": row.known,
                "→ Why, or what to check": "; ".join(filter(None, why)),
                **stands[1],
            }
        )
    return pd.DataFrame(laid)


def headings_of(account: Account) -> list[str]:
    """Return a heading for each column of a file, of which no two are the same."""
    headings: list[str] = []
    for at, heading in enumerate(account.table.header):
        name = heading or f"column {at + 1}"
        headings.append(f"{name} ({at + 1})" if name in headings else name)
    return headings


def aside_table(account: Account) -> pd.DataFrame:
    """List why rows were set aside, the most frequent first."""
    reasons = sorted(account.counts["set_aside"].items(), key=lambda reason: (-reason[1], reason[0]))
    return pd.DataFrame([(guarded(reason), number) for reason, number in reasons], columns=["Set aside as", "Rows"])


def problems_file(account: Account) -> pd.DataFrame:
    """Lay out the rows that are problems as they stand, with why: to mend, and to bring back."""
    header, width = headings_of(account), len(account.table.header)
    rows = [
        [*(account.table.records[row.at].cells + ("",) * width)[:width], f"line {row.line}, {row.field}: {row.reason}"]
        for row in account.of(Fate.PROBLEM)
    ]
    return pd.DataFrame(rows, columns=[*header, WHY])


def effects_table(
    effects: Collection[Effect], called: Mapping[PlaceId, str], within: Mapping[PlaceId, str], war: War
) -> pd.DataFrame:
    """List the days on which districts stand otherwise than before, and how."""
    named = names(war)
    rows = [
        {
            "District": called[effect.place],
            "Province": within[effect.place],
            "From": None if effect.start == date.min else effect.start,
            "Until, not included": None if effect.end == date.max else effect.end,
            "Before": _said(effect.before, effect.claim_before, named),
            "Now": _said(effect.after, effect.claim_after, named),
        }
        for effect in effects
    ]
    return pd.DataFrame(rows)


def _said(standing: Standing, claim: PartyId | None, named: Mapping[Standing, str]) -> str:
    return named[standing] + (f", claimed by {named[claim]}" if claim else "")
