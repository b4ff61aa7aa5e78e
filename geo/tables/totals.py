"""The table of claimed totals."""

from collections.abc import Iterable, Mapping

from events.analysis.totals import ComparedClaim
from events.model import SourceId, War
from events.tables.sources import guarded
from geo.language import ENGLISH, Language
from geo.words.pages.totals import claim_cells


def claims_table(
    compared: Iterable[ComparedClaim], publishers: Mapping[SourceId, str], war: War, language: Language = ENGLISH
) -> list[dict[str, str]]:
    """List claims for readers, each beside what the reports add up to."""
    written = (claim_cells(one, publishers, war, language) for one in compared)
    return [{name: guarded(cell) for name, cell in cells.items()} for cells in written]
