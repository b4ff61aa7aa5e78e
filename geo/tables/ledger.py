"""The tables of the ledger as a reader sees them and takes them away: with headings, and without what only filters."""

from collections.abc import Mapping

import pandas as pd

from events.model import War
from events.tables.ledger import DISTRICT, DISTRICT_CODE, HIDDEN, OUTCOME, SPEAKER
from geo.wording import worded
from geo.words.pages.ledger import HEADINGS
from geo.words.reports import OUTCOMES, SPEAKERS


def shown(table: pd.DataFrame, war: War) -> pd.DataFrame:
    """Leave of a ledger table what a reader sees, and say it in words."""
    table = table.drop(columns=list(HIDDEN), errors="ignore")
    outcomes = {outcome: worded(war, words) for outcome, words in OUTCOMES.items()}
    said = {OUTCOME: _said(table[OUTCOME], outcomes), SPEAKER: _said(table[SPEAKER], SPEAKERS)}
    extents = table[DISTRICT][table[DISTRICT_CODE] == ""].unique()  # "12 districts": where there is one, its name stays
    said[DISTRICT] = _said(table[DISTRICT], {extent: worded(war, extent) for extent in extents})
    return headed(table.assign(**said), war)


def headed(table: pd.DataFrame, war: War) -> pd.DataFrame:
    """Head each column of a table of reports, of sources or of problems as `HEADINGS` has it."""
    return table.rename(columns={column: worded(war, heading) for column, heading in HEADINGS.items()})


def _said(column: pd.Series, words: Mapping[str, str]) -> pd.Series:
    """Say each identifier of a column of categories in words; an empty cell stays empty."""
    said = column.map({each: words.get(each, each) for each in column.cat.categories})
    return said.astype("str").astype("category")
