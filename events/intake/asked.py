"""The distinct words of a table for kinds, sides and certainties: what each means, and what it is likely to mean."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from events.intake.meaning.cells import Cells, Setting
from events.intake.meaning.choices import NOT_CONTROL
from events.intake.meaning.layouts import Layout
from events.intake.meaning.roles import Role
from events.intake.meaning.words import likely_kinds, likely_sides
from events.intake.understood import Account, Fate, Understood
from events.model import Kind

ASKED = (Role.KIND, Role.SIDE, Role.CERTAINTY)
"""The columns whose words are asked about."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a file, as it stands there."""

    text: str
    rows: int
    """How many have it that are, or may become, reports."""
    means: str = ""
    """A kind or `NOT_CONTROL`, the id of a party, or a certainty; empty if it is not known."""
    chosen: bool = False
    """Whether the reader said so."""
    likely: tuple[str, ...] = ()
    """What it is likely to mean, if it is not known: best first."""


def words_of(account: Account, setting: Setting) -> dict[Role, tuple[Word, ...]]:
    """
    List the words of a table whose words are its own; ours and UCDP's are known.

    Returns
    -------
    words
        For each of `ASKED` that has a column with words in it; the most frequent first.
    """
    if account.table.layout in (Layout.GED, Layout.LEDGER):
        return {}
    reader = _Reader(account, setting)
    counted = {role: Counter(reader.texts(role)) for role in ASKED}
    return {
        role: tuple(reader.word(role, text, rows) for text, rows in words.most_common())
        for role, words in counted.items()
        if words
    }


class _Reader:
    """Reads the words of one table."""

    def __init__(self, account: Account, setting: Setting) -> None:
        self.account, self.choices = account, account.choices
        self.cells = Cells(account.table, account.choices, setting)
        self.names = {**setting.actors, **self.cells.sides}

    def texts(self, role: Role) -> Iterator[str]:
        """Iterate over the words of a column, row by row; of rows that are set aside only those that were chosen."""
        for row in self.account.rows:
            text = self.cells.cell(row.at, role)
            if text and (self._matters(row) or (role == Role.KIND and text in self.choices.kinds)):
                yield text

    def _matters(self, row: Understood) -> bool:
        return row.fate == Fate.REPORT or (row.fate == Fate.PROBLEM and row.field != "row")

    def word(self, role: Role, text: str, rows: int) -> Word:
        """Say what a word means."""
        if role == Role.KIND:
            known = text in self.cells.kinds
            means = str(self.cells.kinds[text] or NOT_CONTROL) if known else ""
            return Word(text, rows, means, text in self.choices.kinds, self._likely_kinds(text))
        if role == Role.SIDE:
            return Word(text, rows, self.cells.side(text), text in self.choices.sides, likely_sides(text, self.names))
        return Word(text, rows, self.cells.certainty(text) or "", text in self.choices.certainties)

    def _likely_kinds(self, text: str) -> tuple[Kind, ...]:
        """Return the kinds that a word is likely to mean; none is a transfer where nobody is named who hands over."""
        without = Role.GIVER not in self.account.table.roles
        return tuple(Kind.SURRENDERED if without and kind == Kind.TRANSFERRED else kind for kind in likely_kinds(text))
