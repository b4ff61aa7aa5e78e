"""
The files of a war's folder that are of its country, made of uploaded boundaries; and its `war.toml`.

Each feature with a shape becomes a district. Its code is its id, where ids are short and none is blank or stands twice;
else codes are numbers of our own, and the id stays beside them in `uploaded_id`. Reports and their sources are not made
here.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from events.ledger.locate import fold
from events.ledger.origins import BOUNDARIES, DISTRICTS
from geo.intake.boundaries.columns import Columns, other_names
from geo.intake.boundaries.coverage import Shapes, area_km2, clean
from geo.intake.boundaries.faults import Checked
from geo.intake.boundaries.features import text_of, texts_of
from geo.intake.boundaries.thin import NoCoverage, thinned
from geo.places.lists import CODE, DISTRICT_COLUMNS, PCODE, PROVINCE_COLUMNS, PROVINCES, SPELLING_COLUMNS, SPELLINGS
from geo.places.rebuild import collection, district_row, feature_of, written

WAR = "war.toml"
UNSTATED = {
    "producer": "Uploaded by the reader",
    "licence": "Uploaded by the reader; terms not stated",
    "credit": "uploaded by the reader; terms not stated",
    "credit_short": "uploaded by the reader",
}
"""What a sidecar says of a file of which the reader told nothing else."""

MOST_NAMED = 50
"""Features that a sidecar names by their numbers: its lines have an end."""


class NoCountry(ValueError):
    """Boundaries of which no country can be made; the message says why."""


@dataclass(frozen=True, slots=True)
class Side:
    """A party to the war, as the reader names it."""

    id: str
    """A word of small letters: `events.ledger.war.NAME`."""
    name: str
    called: str = ""
    """The name within a sentence; its name, if empty."""
    colour: str = ""
    """Like ``#8f3335``; where none is given, `events.ledger.war` proposes one for its place."""
    colour_dark: str = ""
    """In the dark theme; the same as in the light one, if empty."""
    singular: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """A feature that becomes a district."""

    feature: int
    code: str
    pcode: str
    name: str
    province: str
    """The P-code of its province."""
    id: str
    """As it stands in the file."""
    uploaded: str = ""
    """Its name there, to which a code is added where another in the province has it."""

    @property
    def spelling(self) -> list[str]:
        """The name in the file, where the unit has another."""
        return [self.uploaded] if self.uploaded != self.name and fold(self.uploaded) else []


def country_files(
    checked: Checked,
    columns: Columns,
    title: str,
    days: tuple[date, date],
    sides: Sequence[Side],
    terms: Mapping[str, str] | None = None,
    settle: bool = False,
) -> dict[str, str]:
    """
    Make the country's files of a war's folder, their sidecars, and `war.toml`.

    Parameters
    ----------
    checked
        Boundaries in which nothing is asked any more.
    title
        Of the war; also the name of the one province, where no column names units above.
    days
        The first and the last of the war.
    sides
        One at least; their ids must be as `events.ledger.war` asks, which is checked when the folder is read.
    terms
        What the reader told for the sidecars: `producer`, `licence`, `credit` and `credit_short`.
    settle
        Whether each wide overlap is given to the unit with which it shares most of its border. Else they are refused.

    Returns
    -------
    files
        Texts by the names of their files. Boundaries are thinned to some 30,000 corners, in EPSG:4326.

    Raises
    ------
    NoCountry
        If no feature has a shape, or units overlap and `settle` is not asked for.
    """
    units, provinces = units_of(checked, columns, title)
    drawn = np.array([*checked.frame.geometry.loc[[unit.feature for unit in units]], None], dtype=object)[:-1]
    shapes, done = _shapes(checked, drawn, settle)
    rows = [
        [*district_row(unit.code, unit.pcode, unit.name, unit.province, shape, area), unit.id]
        for unit, shape, area in zip(units, shapes, area_km2(shapes), strict=True)
    ]
    features = (
        feature_of(
            {"code": unit.code, "pcode": unit.pcode, "name": unit.name, "province": unit.province},
            shape,
        )
        for unit, shape in zip(units, shapes, strict=True)
    )
    spelled = other_names(checked.frame, columns)
    files = {
        BOUNDARIES: collection(features),
        DISTRICTS: written((*DISTRICT_COLUMNS, "uploaded_id"), rows),
        PROVINCES.name: written(PROVINCE_COLUMNS, ([code, name, "", "", ""] for code, name in provinces.items())),
        SPELLINGS.name: written(
            SPELLING_COLUMNS,
            ((unit.code, name) for unit in units for name in (*unit.spelling, *spelled.get(unit.feature, ()))),
        ),
        WAR: war_toml(title, days, sides),
    }
    return files | _sidecars(files, title, terms or {}, done)


def write_country(folder: Path, files: Mapping[str, str]) -> None:
    """
    Write the files into a folder, which is made if need be.

    Raises
    ------
    FileExistsError
        If one of them is there already; nothing is written then.
    """
    if there := [name for name in files if (folder / name).exists()]:
        raise FileExistsError(f"{folder} has {', '.join(there)} already")
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")


def units_of(checked: Checked, columns: Columns, title: str) -> tuple[list[Unit], dict[str, str]]:
    """
    Choose which features become districts, and what they are called.

    Returns
    -------
    units
        In the order of their codes.
    provinces
        Their names by P-code, in the order of these.
    """
    frame = checked.frame[checked.frame.geometry.notna()]
    if frame.empty:
        raise NoCountry("no feature has the shape of an area, so that there is nothing to draw")
    features = frame.index.tolist()
    ids, names, above, above_ids = (
        texts_of(frame[column].tolist()) if column else [""] * len(features)
        for column in (columns.id, columns.name, columns.parent, columns.parent_id)
    )
    whole = text_of(title) if fold(title) else "Country"
    within = [name if fold(name) else whole for name in above]
    pcodes = _pcodes(within, above_ids)
    codes = _codes(ids, features)
    units = [
        Unit(
            feature,
            code,
            told if code == told and re.fullmatch(PCODE, told) else "",
            next((words for words in (name, told) if fold(words)), f"Unit {feature}"),
            pcodes[fold(province)],
            told,
            name,
        )
        for feature, code, told, name, province in zip(features, codes, ids, names, within, strict=True)
    ]
    called = {pcodes[fold(name)]: name for name in reversed(within)}
    return sorted(_apart(units), key=lambda unit: unit.code), dict(sorted(called.items()))


def _apart(units: Sequence[Unit]) -> list[Unit]:
    """Tell units of one name in one province apart by their codes; without it no report on one could be placed."""
    known = Counter((unit.province, fold(unit.name)) for unit in units)
    return [
        replace(unit, name=f"{unit.name} ({unit.code})") if known[unit.province, fold(unit.name)] > 1 else unit
        for unit in units
    ]


def _codes(ids: Sequence[str], features: Sequence[int]) -> list[str]:
    """Make codes of ids: marks that a code may not have become hyphens; or if that cannot be, of their numbers."""
    codes = [re.sub(r"[^A-Za-z0-9]+", "-", told).strip("-") for told in ids]
    fit = all(re.fullmatch(CODE, code) for code in codes) and len({code.lower() for code in codes}) == len(codes)
    return codes if fit else [f"{feature:04}" for feature in features]


def _pcodes(names: Sequence[str], ids: Sequence[str]) -> dict[str, str]:
    """Give each province a P-code by its folded name: its own, if each has one and only one; else ``ZZ01`` and on."""
    own: dict[str, set[str]] = {}
    for name, told in zip(names, ids, strict=True):
        own.setdefault(fold(name), set()).add(told)
    codes = {folded: next(iter(told)) for folded, told in own.items() if len(told) == 1}
    if len(set(codes.values())) == len(own) and all(re.fullmatch(PCODE, code) for code in codes.values()):
        return codes
    return {folded: f"ZZ{at:02}" for at, folded in enumerate(sorted(own), start=1)}


def _shapes(checked: Checked, drawn: Shapes, settle: bool) -> tuple[Shapes, list[str]]:
    """Thin the shapes; returns also what was done to them, in sentences."""
    done = ["As uploaded."]
    if repaired := sorted({fault.feature for fault in checked.faults if fault.repaired}):
        named = f"{', '.join(map(str, repaired[:MOST_NAMED]))}{' and others' * (len(repaired) > MOST_NAMED)}"
        done.append(f"Repaired: feature{'s' * (len(repaired) > 1)} {named}.")
    if checked.overlaps and settle:
        settled = clean(drawn)
        if settled is None:
            raise NoCountry("the overlaps cannot be settled: a unit would vanish")
        drawn = settled
        done.append("Each overlap was given to the unit with which it shares most of its border.")
    elif checked.overlaps:
        raise NoCountry(
            f"units overlap in {checked.overlaps} places: settle them in the file, or have each given to one"
        )
    try:
        shapes, tolerance = thinned(drawn)
    except NoCoverage as fault:
        raise NoCountry(str(fault)) from fault
    if tolerance:
        done.append(f"Thinned for drawing, neighbours together (coverage_simplify, tolerance {tolerance:.4f} degrees).")
    return shapes, done


def war_toml(title: str, days: tuple[date, date], sides: Iterable[Side]) -> str:
    """Write a `war.toml` that opens on the last day."""
    first, last = days
    lines = [f"title = {_quoted(title)}", f"first_day = {first}", f"last_day = {last}"]
    lines += [f"opening_day = {last}", f"offensive_from = {first}"]
    for side in sides:
        lines += ["", "[[party]]", f"id = {_quoted(side.id)}", f"name = {_quoted(side.name)}"]
        lines += [f"called = {_quoted(side.called or side.name)}", "names = {}"]
        lines += [f"singular = {str(side.singular).lower()}"]
        if side.colour:
            lines += [f"colour = {_quoted(side.colour)}", f"colour_dark = {_quoted(side.colour_dark or side.colour)}"]
    return "\n".join([*lines, ""])


def _sidecars(files: Iterable[str], title: str, terms: Mapping[str, str], done: Sequence[str]) -> dict[str, str]:
    """Write beside each file who made it and on what terms: the reader, who may not have told."""
    holds = {
        BOUNDARIES: ("Boundaries", " ".join(done)),
        DISTRICTS: ("Districts", "Made of the attributes of the uploaded boundaries. area_km2 in EPSG:6933."),
        PROVINCES.name: ("Provinces", "Made of the attributes of the uploaded boundaries."),
        SPELLINGS.name: ("Spellings", "Made of the attributes of the uploaded boundaries."),
        WAR: ("Title, days and parties", "As the reader told them."),
    }
    told = UNSTATED | {name: words for name, words in terms.items() if name in UNSTATED and words.strip()}
    return {
        f"{Path(file).stem}.origin.toml": sidecar(
            (UNSTATED if file == WAR else told) | {"title": f"{title}: {of.lower()}", "processing": processing}
        )
        for file, (of, processing) in holds.items()
        if file in files
    }


def sidecar(told: Mapping[str, str]) -> str:
    """Write a sidecar, a line for each entry."""
    return "".join(f"{name} = {_quoted(words)}\n" for name, words in told.items())


def _quoted(words: str) -> str:
    """Write text as TOML, in one line; JSON's marks are TOML's, but for one."""
    return json.dumps(text_of(words), ensure_ascii=False).replace("\x7f", "\\u007f")
