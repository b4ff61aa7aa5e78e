"""What the tables need to know of a district."""

from collections.abc import Mapping
from typing import Protocol

from events.ledger.locate import ProvinceId
from events.model import PlaceId


class Place(Protocol):
    """What is known of a district, as in `geo.places.districts.District`."""

    @property
    def code(self) -> PlaceId:
        """Its four-digit code in the official list."""

    @property
    def pcode(self) -> str:
        """Its P-code; empty if it has none."""

    @property
    def name(self) -> str:
        """Its name in Latin letters, as the press writes it."""

    @property
    def official_name(self) -> str:
        """Its name in the official list, if that is another."""

    @property
    def names(self) -> Mapping[str, str]:
        """Its names in other languages, by their codes."""

    @property
    def province(self) -> ProvinceId:
        """The P-code of its province."""

    @property
    def parent(self) -> PlaceId:
        """The code of the district in whose polygon it lies."""

    @property
    def population(self) -> int:
        """Its number of people."""

    @property
    def area_km2(self) -> float | None:
        """The area of its own polygon in km², measured in EPSG:6933; `None` if it has no polygon."""

    @property
    def lon(self) -> float:
        """The longitude of its marker, in degrees of EPSG:4326."""

    @property
    def lat(self) -> float:
        """The latitude of its marker, in degrees of EPSG:4326."""
