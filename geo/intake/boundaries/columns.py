"""
Which columns of uploaded boundaries are the id, the name, the unit above and other names.

Proposed by their names, as the common operational datasets (COD-AB), GADM, geoBoundaries and Natural Earth give them,
the deepest level first; of anything else by their content. A column with blanks or repeats is no id. Of the four with
known names one that is right for most features is proposed nevertheless, and `faults` tells what is wrong with it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import geopandas as gpd

from events.ledger.locate import fold
from geo.intake.boundaries.features import text_of, texts_of

MOST_PART = 0.75
"""The share of features to which a column with a known name must give an id of their own."""

ID, NAME, PARENT, PARENT_ID, OTHER = "id", "name", "parent", "parent_id", "other_names"
ENGLISH_FIRST = ("en", "name", "fr", "es", "pt", "ru", "ar")
"""In which language the common operational datasets are asked for a name, by the ends of their columns."""

GEOBOUNDARIES = {ID: ("shapeid",), NAME: ("shapename",)}
NATURAL_EARTH = {ID: ("adm1_code", "iso_3166_2"), NAME: ("name", "woe_name", "name_en")}
OWN_ID = re.compile(r"(?:.*[_ .-])?(?:p_?code|code|id|gid|uid|iso|hasc|key|no|nr|number)\d?|.*pcode|.*code|.*id|kod")
OWN_NAME = re.compile(r".*name.*|.*name?|nom.*|nombre|district.*|township|raion|rayon|county|municipality|title|label")
OWN_PARENT = re.compile(
    r".*(?:province|region|state|parent|governorate|division|oblast|department|wilaya|adm(?:in)?_?1).*"
)
OWN_OTHER = re.compile(r"(?:.*[_ ])?(?:alt|alias|aliases|variants?|other_?names?|varname.*|alt_?names?|name_?alt)")
PROVES_NO_NAME = re.compile(r".*(?:type|date|valid|code|group|class|note|wiki|country|admin0).*")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column is; `None` where none is."""

    id: str | None
    name: str | None
    parent: str | None = None
    """The name of the unit above."""
    parent_id: str | None = None
    other_names: tuple[str, ...] = ()
    """Other spellings, and names in other languages; in one cell, bars or semicolons stand between them."""
    level: int | None = None
    """How deep the units lie below the country, which is 0; `None` if the file does not tell."""


def propose(frame: gpd.GeoDataFrame) -> Columns:
    """
    Propose what each column is.

    Parameters
    ----------
    frame
        As of `geo.intake.boundaries.shapes.Boundaries`; its geometry is not looked at.

    Returns
    -------
    columns
        Its id is the column of names where no other column is an id and no name stands twice.
    """
    texts = {column: texts_of(frame[column].tolist()) for column in map(str, frame.columns) if column != "geometry"}
    texts = {column: cells for column, cells in texts.items() if any(cells)}
    return _of_levels(texts) or _of_known(texts) or _of_content(texts)


def other_names(frame: gpd.GeoDataFrame, columns: Columns) -> dict[int, list[str]]:
    """List the other names of each feature that has some, by its number: neither its name nor one of them twice."""
    cells = {column: texts_of(frame[column].tolist()) for column in (columns.name, *columns.other_names) if column}
    found: dict[int, list[str]] = {}
    for at, feature in enumerate(frame.index.tolist()):
        parts = (part for column in columns.other_names for part in re.split(r"[|;]", cells[column][at]))
        names = dict.fromkeys(name for name in map(text_of, parts) if fold(name))
        if told := [name for name in names if not columns.name or name != cells[columns.name][at]]:
            found[feature] = told
    return found


def _of_levels(texts: Mapping[str, Sequence[str]]) -> Columns | None:
    """Find the deepest level of COD-AB or GADM, in which each unit has an id of its own, or a name."""
    lower = {column.lower(): column for column in texts}
    for level in range(5, 0, -1):
        names = [lower[name] for name in _level_names(lower, level)]
        ids = [lower[name] for name in (f"adm{level}_pcode", f"gid_{level}", f"adm{level}_code") if name in lower]
        if not names or (ids and not _tells_apart(texts[ids[0]])) or not any(texts[names[0]]):
            continue
        above = next(iter(_level_names(lower, level - 1)), None) if level > 1 else None
        ids_above = (f"adm{level - 1}_pcode", f"gid_{level - 1}", f"adm{level - 1}_code")
        parent_id = next((lower[name] for name in ids_above if above and name in lower), None)
        by_name = names[0] if _is_id(texts[names[0]]) else None
        others = _others(texts, lower, level, names)
        return Columns(ids[0] if ids else by_name, names[0], above and lower[above], parent_id, others, level)
    return None


def _level_names(lower: Mapping[str, str], level: int) -> list[str]:
    """List the columns of names of a level in small letters, the one to be proposed first."""
    found = [
        (ENGLISH_FIRST.index(end) if end in ENGLISH_FIRST else len(ENGLISH_FIRST), at, column)
        for at, column in enumerate(lower)
        if (end := _name_end(column, level))
    ]
    return [column for *_, column in sorted(found)]


def _name_end(column: str, level: int) -> str:
    """Return how the column of names of a level ends: a language, or ``name``; nothing if it is none."""
    if column == f"name_{level}":
        return "name"
    found = re.fullmatch(rf"adm{level}_?([a-z]{{2}}|name)", column)
    return found[1] if found and found[1] != "id" else ""


def _others(
    texts: Mapping[str, Sequence[str]], lower: Mapping[str, str], level: int, names: Sequence[str]
) -> tuple[str, ...]:
    """List the columns of other names of a level: other languages, alternatives, and GADM's variants."""
    more = re.compile(rf"adm{level}_?(ref|name\d|alt\d?_?[a-z]{{0,4}})|adm{level}alt\d[a-z]{{2}}|(var|nl_)name_{level}")
    found = [*names[1:], *(column for name, column in lower.items() if more.fullmatch(name))]
    return tuple(column for column in dict.fromkeys(found) if texts[column] != texts[names[0]])


def _of_known(texts: Mapping[str, Sequence[str]]) -> Columns | None:
    """Find the columns of geoBoundaries or Natural Earth."""
    lower = {column.lower(): column for column in texts}
    for known in (GEOBOUNDARIES, NATURAL_EARTH):
        ids = [lower[name] for name in known[ID] if name in lower and _tells_apart(texts[lower[name]])]
        names = [lower[name] for name in known[NAME] if name in lower]
        if not ids or not names or known[ID][0] not in lower:
            continue
        name = max(names, key=lambda column: len(set(texts[column])))  # the first of equals
        others = () if known is GEOBOUNDARIES else tuple(_languages(texts, name))
        return Columns(ids[0], name, None, None, others, _level_told(lower, texts))
    return None


def _languages(texts: Mapping[str, Sequence[str]], name: str) -> Iterator[str]:
    """List the columns of alternatives, and of names by their language: ``name_alt``, ``name_ar``."""
    for column in texts:
        if column != name and re.fullmatch(r"name(_alt|_local|_[a-z]{2})?|woe_name|gn_name", column.lower()):
            yield column


def _level_told(lower: Mapping[str, str], texts: Mapping[str, Sequence[str]]) -> int | None:
    """Return the level that geoBoundaries tells, such as ``ADM2``."""
    told = {cell for cell in texts[lower["shapetype"]] if cell} if "shapetype" in lower else set()
    found = re.fullmatch(r"ADM(\d)", told.pop()) if len(told) == 1 else None
    return int(found[1]) if found else None


def _of_content(texts: Mapping[str, Sequence[str]]) -> Columns:
    """Find the columns of a file that none of the four made."""
    ids = [column for column, cells in texts.items() if _is_id(cells)]
    worded = [column for column, cells in texts.items() if _are_words(cells) and not _is_parent(column, cells)]
    candidates = [column for column in worded if not PROVES_NO_NAME.fullmatch(column.lower())] or worded
    coded = [column for column in ids if OWN_ID.fullmatch(column.lower()) and not _is_name(column)]
    name = max(
        (column for column in candidates if column not in coded),
        key=lambda column: (_is_name(column), len(set(texts[column])), column.lower() in ("name", "name_en")),
        default=None,
    )
    own = next((column for column in sorted(coded, key=_preference) if column != name), None)
    own = own or (name if name in ids else next((column for column in ids if _are_words(texts[column])), None))
    parent = next((column for column in texts if column not in (own, name) and _is_parent(column, texts[column])), None)
    others = tuple(
        column
        for column in texts
        if column not in (own, name, parent) and (OWN_OTHER.fullmatch(column.lower()) or _in_language(column, name))
    )
    return Columns(own, name, parent, None, others, None)


def _preference(column: str) -> tuple[bool, bool]:
    lower = column.lower()
    return "code" not in lower, lower in ("objectid", "fid", "ogc_fid")


def _in_language(column: str, name: str | None) -> bool:
    return bool(name and re.fullmatch(r"name[_:][a-z]{2,3}", column.lower()) and _is_name(name))


def _is_name(column: str) -> bool:
    return bool(OWN_NAME.fullmatch(column.lower())) and not PROVES_NO_NAME.fullmatch(column.lower())


def _is_parent(column: str, cells: Sequence[str]) -> bool:
    """Return whether a column names units above: it has their words, and names that repeat, without blanks."""
    coded = re.search(r"code|id$|iso|type|[_ ]no$", column.lower())
    repeats = all(cells) and 1 < len(set(cells)) < len(cells) and _are_words(cells)
    return repeats and not coded and bool(OWN_PARENT.fullmatch(column.lower()))


def _are_words(cells: Sequence[str]) -> bool:
    """Return whether most cells that are not blank have a letter beside another, as a name has."""
    filled = [cell for cell in cells if cell]
    return sum(bool(re.search(r"[^\W\d_]\W?[^\W\d_]", cell)) for cell in filled) > len(filled) / 2


def _is_id(cells: Sequence[str]) -> bool:
    return all(cells) and len(set(cells)) == len(cells)


def _tells_apart(cells: Sequence[str]) -> bool:
    """Return whether a column gives most features an id of their own."""
    return len({cell for cell in cells if cell}) >= MOST_PART * len(cells)
