"""What every page receives."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from events.control.counts import Lens
from events.control.reading import Reading
from events.ledger.folder import Ledger
from events.model import Source, SourceId, War
from geo.language import Language
from geo.places.country import Country
from geo.places.lenses import denominator
from geo.wording import spoken, worded

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
    def english(self) -> Language:
        """The language of the pages other than the atlas, in the war's own words."""
        return spoken("en", self.war)

    def words(self, message: str, **values: object) -> str:
        """Word what such a page says of districts and provinces, see `geo.wording.worded`."""
        return worded(self.war, message, **values)

    @property
    def no_province(self) -> str:
        """What a note calls the code of a province that does not exist."""
        example = min(self.country.province_names, default="")
        return self.words("a province P-code that does not exist (example: {example})", example=example)

    @property
    def no_district(self) -> str:
        """What a note calls the code of a district that does not exist."""
        return self.words("a district code that does not exist (example: {example})", example=min(self.reading.spans))

    @property
    def lenses(self) -> dict[str, Lens]:
        """The ways to count, with their wholes in the war's words."""
        lenses = self.country.lenses.values()
        return {lens.id: replace(lens, of=denominator(lens, self.english)) for lens in lenses}

    @property
    def out_of(self) -> str:
        """The whole of what is counted: ``of 421 districts``."""
        return denominator(self.lens, self.english)

    @property
    def counted(self) -> str:
        """What is counted: ``421 districts``."""
        return self.out_of.removeprefix("of ")

    @property
    def sources(self) -> dict[SourceId, Source]:
        """The ledger's sources by id."""
        return {source.id: source for source in self.ledger.sources}
