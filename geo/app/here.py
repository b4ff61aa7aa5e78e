"""What every page receives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from events.control.counts import Lens
from events.control.reading import Reading
from events.ledger.folder import Ledger
from events.model import Source, SourceId, War
from geo.language import Language
from geo.places.country import Country

ASSETS = Path(__file__).parent / "assets"


@dataclass(frozen=True, slots=True)
class Here:
    """What every page receives."""

    country: Country
    ledger: Ledger
    """As known now."""
    reading: Reading
    """As known on the day that the reader chose, or by all that is known."""
    lens: Lens
    language: Language
    """The language of the atlas page."""
    theme: str
    """``light`` or ``dark``."""
    pages: dict[str, Any]
    """By path, for links to them."""

    @property
    def war(self) -> War:
        """The war of the ledger."""
        return self.ledger.war

    @property
    def counted(self) -> str:
        """What is counted: ``421 districts``."""
        return self.lens.of.removeprefix("of ")

    @property
    def sources(self) -> dict[SourceId, Source]:
        """The ledger's sources by id."""
        return {source.id: source for source in self.ledger.sources}
