"""The whole line, from files to page: read, check, locate, reduce, encode, draw."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from events.control.reading import Reading, read_as_known
from events.control.rule import Spans
from events.ledger.folder import FOLDER, Ledger, load_ledger
from geo.atlas.element import told_link
from geo.atlas.payload import page_payload
from geo.language import ENGLISH, Language
from geo.places.boundaries import BOUNDARIES
from geo.places.country import Country, load_country
from geo.places.districts import FOLDER as LISTS


@dataclass(frozen=True, slots=True)
class Atlas:
    """A reading of a ledger, and the page that shows it."""

    reading: Reading
    page: Markup
    """What the page is told, as `geo.atlas.payload` writes it."""
    told: str
    """The same as a link, as `geo.atlas.element.AtlasControl` takes it."""
    digest: str
    """Of the page: two atlases that show the same have the same."""
    language: Language
    """Of the page's words."""

    @property
    def ledger(self) -> Ledger:
        return self.reading.ledger

    @property
    def spans(self) -> Spans:
        return self.reading.spans

    @property
    def first(self) -> date:
        return self.reading.first

    @property
    def last(self) -> date:
        return self.reading.last


def load_atlas(
    folder: Path = FOLDER,
    boundaries_file: Path = BOUNDARIES,
    known: date | None = None,
    language: Language = ENGLISH,
    lists: Path = LISTS,
) -> Atlas:
    """
    Go the whole way from files to page.

    Parameters
    ----------
    folder
        Of the ledger, see `events.ledger.folder.load_ledger`.
    boundaries_file
        GeoJSON, see `geo.places.boundaries.load_boundaries`.
    known
        Only what was known by this day takes part, and the page ends with it; by default all does.
    language
        Of the page's words.
    lists
        The folder of the districts, provinces and spellings, see `geo.places.lists.load_lists`.

    Raises
    ------
    ValueError, FileNotFoundError
        By a name that says which file is no good, as `load_ledger` and `load_country` do.
    """
    country = load_country(boundaries_file, lists)
    ledger = load_ledger(country.gazetteer, folder)
    return draw(read_as_known(ledger, country.gazetteer.province_of, known), country, language)


def draw(reading: Reading, country: Country, language: Language = ENGLISH) -> Atlas:
    """Make the page that shows a reading, in a language."""
    page = page_payload(reading, country, language)
    return Atlas(reading, page, told_link(page), sha256(page.encode()).hexdigest()[:12], language)
