"""
The whole line, from files to page: read, check, locate, reduce, encode, draw.

    python -m geo.atlas out.html

writes the atlas page as one file that needs no network.
"""

import sys
from argparse import ArgumentParser
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from markupsafe import Markup

from events.changes import changes
from events.control import Spans, known_by, reduce
from events.ledger import FOLDER, Ledger, load_ledger
from geo.layer import told_link
from geo.map import atlas_map
from geo.places import (
    BOUNDARIES,
    dissolve,
    load_boundaries,
    load_districts,
    load_gazetteer,
    load_lenses,
    load_provinces,
    require_boundaries,
)
from geo.wire import wire


@dataclass(frozen=True, slots=True)
class Atlas:
    """A ledger, what the rule makes of it, and the page that shows it."""

    ledger: Ledger
    spans: Spans
    first: date
    """The first day any report can mean."""
    last: date
    """The last day a report counts from."""
    page: Markup
    """What the page is told, as `geo.wire` writes it."""
    told: str
    """The same as a link, as `geo.layer.AtlasControl` takes it."""
    digest: str
    """Of the page: two atlases that show the same have the same."""


def load_atlas(folder: Path = FOLDER, boundaries_file: Path = BOUNDARIES, known: date | None = None) -> Atlas:
    """
    Go the whole way from files to page.

    Parameters
    ----------
    folder
        Of the ledger, see `events.ledger.load_ledger`.
    boundaries_file
        GeoJSON, see `geo.places.load_boundaries`.
    known
        Only what was known by this day takes part, and the page ends with it; by default all does.

    Raises
    ------
    ValueError, FileNotFoundError
        By a name that says which file is no good, as `load_ledger` and `load_boundaries` do, or `EmptyLedger`.
    """
    boundaries, gazetteer = load_boundaries(boundaries_file), load_gazetteer()
    ledger = load_ledger(gazetteer, folder)
    if not ledger.events:
        raise EmptyLedger(f"{folder.name} has no report that could be read and placed")
    first = min(event.report.earliest for event in ledger.events)
    last = max(event.report.latest for event in ledger.events)
    if known is not None:
        context = tuple(context for context in ledger.context if context.known <= known)
        ledger = replace(ledger, events=known_by(ledger.events, known), context=context)
        last = max(first, min(last, known))
    districts = tuple(district for district in load_districts() if district.counted)
    require_boundaries(boundaries, districts)
    spans = reduce(ledger.events, gazetteer.province_of)
    reports = {event.report.id: event.report for event in ledger.events}
    page = wire(
        ledger=ledger,
        spans=spans,
        changed=changes(spans, reports),
        boundaries=boundaries,
        provinces=dissolve(boundaries),
        districts=districts,
        province_records=load_provinces(),
        lens=load_lenses()["districts"],
        first=first,
        last=last,
        known=known,
    )
    digest = sha256(page.encode()).hexdigest()[:12]
    return Atlas(ledger, spans, first, last, page, told_link(page), digest)


class EmptyLedger(ValueError):
    """A ledger without a single event: there is nothing to draw."""


def main(arguments: list[str]) -> int:
    """Write the page to the file named."""
    parser = ArgumentParser(prog="python -m geo.atlas", description="Save the atlas page as one file.")
    parser.add_argument("file", type=Path, help="the page to write, such as out.html")
    parser.add_argument("--known", type=date.fromisoformat, help="only what was known by this day, such as 2021-07-05")
    asked = parser.parse_args(arguments)
    atlas = load_atlas(known=asked.known)
    opening = min(atlas.ledger.war.opening_day, atlas.last)
    atlas_map(atlas.told, atlas.ledger.war, opening).save(str(asked.file))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
