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
from geo.atlas.packed import packed
from geo.atlas.payload import json_text, page_content
from geo.language import Language
from geo.places.boundaries import BOUNDARIES
from geo.places.country import Country, load_country
from geo.wording import spoken


@dataclass(frozen=True, slots=True)
class Atlas:
    """A reading of a ledger, and the page that shows it."""

    reading: Reading
    page: Markup
    """The content of the page, as `geo.atlas.payload` writes it."""
    packed: Markup
    """The same, as `geo.atlas.packed` packs it."""
    told: str
    """And that as a link for `geo.atlas.element.AtlasControl`."""
    digest: str
    """Of the page: atlases with the same content have the same digest."""
    language: Language
    """The language of the page."""
    country: Country

    @property
    def ledger(self) -> Ledger:
        """The ledger that was read."""
        return self.reading.ledger

    @property
    def spans(self) -> Spans:
        """For each place its spans in order."""
        return self.reading.spans

    @property
    def first(self) -> date:
        """The first day of the page."""
        return self.reading.first

    @property
    def last(self) -> date:
        """The last day of the page."""
        return self.reading.last


def load_atlas(
    folder: Path = FOLDER,
    boundaries_file: Path = BOUNDARIES,
    known: date | None = None,
    language: Language | None = None,
    lists: Path = FOLDER,
) -> Atlas:
    """
    Make the atlas from its files.

    Parameters
    ----------
    folder
        The folder of the ledger, see `events.ledger.folder.load_ledger`.
    boundaries_file
        GeoJSON, see `geo.places.boundaries.load_boundaries`.
    known
        Only what was known by this day is used, and the page ends with it; by default everything is used.
    language
        The language of the page; by default English, in the war's own words.
    lists
        The folder of the districts, provinces and spellings, see `geo.places.lists.load_lists`.

    Raises
    ------
    ValueError, FileNotFoundError
        If a file is invalid, by the named errors of `load_ledger` and `load_country`.
    """
    country = load_country(boundaries_file, lists)
    ledger = load_ledger(country.gazetteer, folder)
    return draw(read_as_known(ledger, country.gazetteer.province_of, known), country, language)


def draw(reading: Reading, country: Country, language: Language | None = None) -> Atlas:
    """Make the page that shows a reading, in a language; by default English, in the war's own words."""
    language = language or spoken("en", reading.ledger.war)
    content = page_content(reading, country, language)
    page, sent = json_text(content), json_text(packed(content))
    return Atlas(reading, page, sent, told_link(sent), sha256(page.encode()).hexdigest()[:12], language, country)
