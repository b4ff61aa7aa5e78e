"""The names of places, and every spelling of them that reports use."""

from collections import defaultdict

from events.ledger.locate import Gazetteer, fold
from geo.places.lists import Lists, load_lists, other_names


def load_gazetteer() -> Gazetteer:
    """Gather the names of the 421 counted districts, as `gazetteer_of` does."""
    return gazetteer_of(load_lists())


def gazetteer_of(lists: Lists) -> Gazetteer:
    """Gather the names of the counted districts; Hayratan's names stand for Kaldar, where it is counted."""
    districts = lists.districts
    counted = {district.code: district.code if district.counted else district.parent for district in districts}
    spellings: dict[str, set[str]] = defaultdict(set)
    names = [(name, place.code) for place in districts for name in (place.official_name, place.name) if name]
    for name, code in (*lists.spellings, *names):
        spellings[fold(name)].add(counted[code])
    return Gazetteer(
        spellings={spelling: frozenset(codes) for spelling, codes in spellings.items()},
        names={district.code: district.name for district in districts},
        province_of={district.code: district.province for district in districts if district.counted},
        provinces={fold(name): province.pcode for province in lists.provinces for name in other_names(province)},
        capitals={province.pcode: province.capital for province in lists.provinces if province.capital},
    )
