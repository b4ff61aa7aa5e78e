"""What a reader is asked about a file: which line names its columns, which is what, and which place a spelling is."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from events.intake.files.grids import Grid
from events.intake.meaning.choices import Choices, spelling_of
from events.intake.meaning.days import Order
from events.intake.meaning.roles import Role
from events.intake.tables import BLANKS, Table, table_of, unnamed
from events.intake.understood import Account, Fate
from events.ledger.locate import fold
from events.model import PlaceId, War
from events.tables.files import to_csv
from events.tables.sources import guarded
from geo.app.widgets import controls, offer, show_frame
from geo.places.country import Country
from geo.wording import worded
from geo.words.markdown import unmarked
from geo.words.pages.intake import column_words, counted

MAIN = (Role.DATE, Role.END, Role.KIND, Role.SIDE, Role.PROVINCE, Role.DISTRICT, Role.CODE, Role.CERTAINTY)
FURTHER = (
    *(Role.LONGITUDE, Role.LATITUDE, Role.KNOWN, Role.SOURCE, Role.TITLE, Role.ADDRESS, Role.NOTE, Role.GIVER),
    Role.ID,
)
NONE = "—"
MOST_ASKED = 20
"""Spellings that are asked about at once."""
LINES_SHOWN, COLUMNS_SHOWN = 15, 12
"""Of a file in which no header is known."""
LINES_SEARCHED = 50
"""Rows that are searched for an example of a column."""
NO_HEADINGS = "none of them: it has no headings"
OTHER_HEADING = "other-heading-"
"""Begins the key of the field by which a reader says that a header was taken for one that is none."""


@dataclass(frozen=True)
class Headed:
    """A table whose header a reader named."""

    table: Table
    line: int
    """That names the columns; 0 if none does."""
    sheet: str


def choose_heading(name: str, grids: Sequence[Grid], of: str, known: Collection[tuple[str, ...]]) -> Headed | None:
    """
    Ask which line names the columns of a file, and show its first lines; nothing is taken for a header in silence.

    Parameters
    ----------
    of
        The file's digest, by which the answer is kept.
    known
        Headers of tables that were brought before: a line like one of them is proposed.

    Returns
    -------
    headed
        The table below that line; nothing before the reader has said so.
    """
    sheets = {grid.sheet: grid for grid in grids if grid.records and not grid.hidden}
    if not sheets:
        return None
    sheet = next(iter(sheets))
    if len(sheets) > 1:
        sheet = st.selectbox("Sheet", list(sheets), key=f"sheet-{of}")
    first = [record for record in sheets[sheet].records[:LINES_SHOWN] if record.cells]
    width = min(max((len(record.cells) for record in first), default=0), COLUMNS_SHOWN)
    cells = [[guarded(cell) for cell in (record.cells + ("",) * width)[:width]] for record in first]
    laid = pd.DataFrame(cells, columns=list(unnamed(width)), dtype=str)
    laid.insert(0, "Line", [record.line for record in first])
    show_frame(laid, placeholder="")
    lines = {record.line: f"line {record.line}: {_few(record.cells)}" for record in first} | {0: NO_HEADINGS}
    met = next((record.line for record in first if record.cells in known), None)
    line = st.selectbox(
        "Which line names the columns?",
        list(lines),
        index=None if met is None else list(lines).index(met),
        key=f"heading-{of}-{sheet}",
        format_func=lines.__getitem__,
        placeholder="choose a line",
    )
    return None if line is None else _headed(name, grids, (of, line, sheet))


def _headed(name: str, grids: Sequence[Grid], key: tuple[str, int, str]) -> Headed:
    """Make a table of a file below a line, once."""
    kept: tuple[object, Headed] | None = st.session_state.get("headed")
    if kept and kept[0] == key:
        return kept[1]
    _, line, sheet = key
    headed = Headed(table_of(name, grids, line, sheet), line, sheet)
    st.session_state["headed"] = key, headed
    return headed


def _few(cells: Sequence[str]) -> str:
    """Write the first cells of a line that are not blank."""
    said = [cell if len(cell) <= 30 else f"{cell[:30]} …" for cell in cells if cell]
    return ", ".join(said[:4]) + (" …" if len(said) > 4 else "")


def choose_columns(table: Table, choices: Choices, war: War, of: str) -> Choices:
    """Let the reader say which column is what; what their names, tags or cells tell is proposed."""
    proposed = table.with_roles(choices.roles).roles
    roles = dict.fromkeys(choices.roles, NONE) | {role: table.header[at] for role, at in proposed.items()}
    lacks_day = Role.DATE not in proposed
    with st.expander("Which column is what", icon=":material/view_column:", expanded=lacks_day or bool(choices.roles)):
        further = f"further-{of}"
        shown = [role for role in FURTHER if role in roles or st.session_state.get(further)]
        for place, listed in (("main", MAIN), ("more", shown)):
            with controls(f"columns-{place}"):
                roles |= {role: _choose_column(table, role, roles.get(role, NONE), (war, of)) for role in listed}
        if len(shown) < len(FURTHER) or st.session_state.get(further):
            st.checkbox("Further columns", key=further)
        if lacks_day or choices.day:
            choices = replace(choices, day=_choose_day(choices, war, f"day-{of}"))
        st.checkbox("The column names are on another line, or on another sheet", key=f"{OTHER_HEADING}{of}")
    told = {role: "" if heading == NONE else heading for role, heading in roles.items()}
    own = {role: table.header[at] for role, at in table.roles.items()}
    return replace(choices, roles={role: heading for role, heading in told.items() if heading != own.get(role, "")})


def _choose_column(table: Table, role: Role, now: str, asked: tuple[War, str]) -> str:
    """Ask which column is for something; each heading has an example of what stands below it."""
    (label, why), (war, of) = column_words(role), asked
    examples = _examples(table)
    options = [NONE, *examples]
    chosen: str = st.selectbox(
        worded(war, label),
        options,
        index=options.index(now) if now in options else 0,
        key=f"role-{role}-{of}",
        format_func=partial(_with_example, examples),
        help=why or None,
    )
    return chosen


def _choose_day(choices: Choices, war: War, key: str) -> date | None:
    limits = war.first_day, war.last_day
    kept = choices.day if choices.day and limits[0] <= choices.day <= limits[1] else None
    return st.date_input("Date for all rows", kept, *limits, format="YYYY-MM-DD", key=key)


def _examples(table: Table) -> dict[str, str]:
    """Return the headings of a table, with the first cell below each that is not blank."""
    examples: dict[str, str] = {}
    for at, heading in enumerate(table.header):
        if heading and heading not in examples:
            cells = (record.cells[at] for record in table.records[:LINES_SEARCHED] if at < len(record.cells))
            examples[heading] = next((cell for cell in cells if cell not in BLANKS), "")
    return examples


def _with_example(examples: Mapping[str, str], heading: str) -> str:
    cell = examples.get(heading, "")
    return f"{heading} ({cell[:20]}{'…' if len(cell) > 20 else ''})" if cell else heading


def choose_order(account: Account, choices: Choices, of: str) -> Choices:
    """Ask which of day and month comes first where the column does not tell."""
    unsure = [row for row in account.of(Fate.PROBLEM) if row.field == "date" and " or " in row.reason]
    if not unsure and not choices.order:
        return choices
    why = f"{unsure[0].reason}, on line {unsure[0].line}" if unsure else "as you said"
    orders = [Order.DAY_FIRST, Order.MONTH_FIRST]
    now = choices.order if choices.order in orders else None
    chosen = st.segmented_control(
        f"Which comes first in dates such as this: {why}?", orders, default=now, key=f"order-{of}"
    )
    return replace(choices, order=chosen)


def choose_places(account: Account, choices: Choices, country: Country, war: War, of: str) -> Choices:
    """Ask for the districts of spellings that are unsure, with the likeliest first; one answer is for all its rows."""
    asked, anew = unsure_spellings(account), f"anew-{of}"
    times, begun_anew = st.session_state.get(anew, (0, False))
    st.session_state[anew] = times, False
    chosen = {} if begun_anew else dict(choices.places)
    if not asked and not chosen:
        return replace(choices, places={})
    heading = f"Places to decide: {len(asked)}" if asked else f"Places decided: {len(chosen)}"
    with st.expander(heading, icon=":material/location_searching:", expanded=bool(asked)):
        st.caption("Nothing is guessed. A choice holds for all rows of that spelling; without one they stay problems.")
        with controls("places"):
            for spelling, rows in list(asked.items())[:MOST_ASKED]:
                if place := _ask_place(account, rows, country, war, f"place-{spelling}-{of}-{times}"):
                    chosen[spelling] = place
        if len(asked) > MOST_ASKED:
            st.caption(f"{len(asked) - MOST_ASKED} more after these are decided.")
        if chosen:
            _show_decided(country, chosen)
            again = partial(st.session_state.__setitem__, anew, (times + 1, True))
            st.button("Decide again", on_click=again, key=f"again-{of}", icon=":material/undo:")
    return replace(choices, places=chosen)


def unsure_spellings(account: Account) -> dict[str, list[int]]:
    """Gather the spellings of places that are unsure, those of most rows first, with the positions of these."""
    asked: dict[str, list[int]] = {}
    for at, row in enumerate(account.rows):
        if row.field == "place" and row.fate == Fate.PROBLEM:
            asked.setdefault(_spelling(account.table, row.at), []).append(at)
    asked.pop("|", None)
    return dict(sorted(asked.items(), key=lambda spelling: -len(spelling[1])))


def _ask_place(account: Account, rows: Sequence[int], country: Country, war: War, key: str) -> PlaceId | None:
    """Ask which district a spelling means: the likeliest first, then those of its province, then all others."""
    first = account.rows[rows[0]]
    likely = {each.place: each.why for each in first.candidates}
    within = country.gazetteer.provinces.get(fold(account.table.cell(first.at, Role.PROVINCE)))
    near = sorted(country.names, key=lambda code: country.gazetteer.province_of.get(code) != within)
    label = f"{_written(account.table, first.at)}: {counted(len(rows), 'row')}, first on line {first.line}"
    place: PlaceId | None = st.selectbox(
        unmarked(label),
        [*likely, *(code for code in near if code not in likely)],
        index=None,
        key=key,
        format_func=partial(_called, country, likely),
        placeholder="leave it out" if likely else worded(war, "leave it out, or look for a district"),
        help=unmarked(first.reason),
    )
    return place


def _show_decided(country: Country, chosen: Mapping[str, PlaceId]) -> None:
    """List what was decided, and offer it in the form of a country's list of spellings."""
    pairs = [(place, spelling.partition("|")[2]) for spelling, place in chosen.items()]
    decided = ", ".join(f"{name} → {country.names[place]}" for place, name in pairs)
    st.caption(unmarked(f"Decided: {decided}"))
    aliases = pd.DataFrame(pairs, columns=["code", "name"])
    offer("Download the decided spellings", partial(to_csv, aliases), "spellings.csv")


def _called(country: Country, likely: Mapping[str, str], place: str) -> str:
    why = f" – {likely[place]}" if place in likely else ""
    return f"{country.names[place]}, {country.within[place]} ({place}){why}"


def _spelling(table: Table, at: int) -> str:
    return spelling_of(table.cell(at, Role.PROVINCE), table.cell(at, Role.DISTRICT))


def _written(table: Table, at: int) -> str:
    return ", ".join(filter(None, (table.cell(at, role) for role in (Role.DISTRICT, Role.PROVINCE, Role.CODE))))
