"""The names of places, and every spelling of them that reports use."""

from collections import defaultdict

from events.ledger.locate import Gazetteer, fold
from geo.places.districts import FOLDER, load_districts, load_provinces, rows_of

SPELLINGS = FOLDER / "spellings.csv"


def load_spellings() -> tuple[tuple[str, str], ...]:
    """List every known spelling as name and code, in any script; one name may stand for several districts."""
    return tuple((row["name"], row["code"]) for row in rows_of(SPELLINGS))


def load_gazetteer() -> Gazetteer:
    """Gather the names of the 421 counted districts; Hayratan's stand for Kaldar, in which it is counted."""
    districts, provinces = load_districts(), load_provinces()
    counted = {district.code: district.code if district.counted else district.parent for district in districts}
    spellings: dict[str, set[str]] = defaultdict(set)
    for name, code in (*load_spellings(), *((district.name, district.code) for district in districts)):
        spellings[fold(name)].add(counted[code])
    return Gazetteer(
        spellings={spelling: frozenset(codes) for spelling, codes in spellings.items()},
        names={district.code: district.name for district in districts},
        province_of={district.code: district.province for district in districts if district.counted},
        provinces={
            fold(name): province.pcode
            for province in provinces
            for name in (*province.other_names, province.name_dari, province.name_pashto, province.name)
        },
        capitals={province.pcode: province.capital for province in provinces},
    )
