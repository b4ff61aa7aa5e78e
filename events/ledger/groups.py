"""
Groups of places, between a district and a province or across provinces: northern Shan, "Rakhine and Paletwa".

A war's folder may name them in `groups.csv`. A report on a group is a wider report for its districts, and a claim may
count within one.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from events.ledger.check import InvalidCell, check_rows
from events.ledger.locate import Gazetteer, fold, places_in
from events.ledger.read import Row
from events.model import PlaceId
from events.problems import Checked, Phrase

GROUP_COLUMNS = ("id", "name", "members")


@dataclass(frozen=True, slots=True)
class Group:
    """Districts that reports or claims speak of together."""

    id: str
    name: str
    places: tuple[PlaceId, ...]
    """Its districts, in the order of the gazetteer."""


def check_groups(file: str, rows: Iterable[Row], gazetteer: Gazetteer) -> Checked[Group]:
    """Turn rows with `GROUP_COLUMNS` into groups; members are codes of districts and P-codes of provinces."""
    return check_rows(file, rows, lambda row: row.cells["id"], "id", lambda row: _group(row, gazetteer))


def _group(row: Row, gazetteer: Gazetteer) -> Group:
    if fold(row.cells["id"]) in gazetteer.provinces:
        raise InvalidCell("id", Phrase("{id} is a province already", id=repr(row.cells["id"])))
    if not row.cells["name"]:
        raise InvalidCell("name", "is empty")
    members = [member.strip() for member in row.cells["members"].split(";") if member.strip()]
    if not members:
        raise InvalidCell("members", Phrase("is empty, and a group has at least one district or province"))
    inside: set[PlaceId] = set()
    for member in members:
        places = (member,) if member in gazetteer.province_of else places_in(member, gazetteer)
        if not places:
            why = Phrase("{member} is no code of a district, nor P-code of a province", member=repr(member))
            raise InvalidCell("members", why)
        inside.update(places)
    return Group(row.cells["id"], row.cells["name"], tuple(place for place in gazetteer.province_of if place in inside))
