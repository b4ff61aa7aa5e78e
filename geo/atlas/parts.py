"""
The content of the page as one file of parts, for pages too large to be sent at once.

The first part is what the map needs at once: all but the reports. Where it is painted its outlines are no finer than
can be seen of the whole country; the second part has them as they are, for who looks closer. Each other one has the
reports on the next `IN_A_PART` places, for who opens one of them. A part is JSON, packed as `geo.atlas.packed` does it
and compressed by gzip, and is fetched by where it lies in the file (RFC 9110, range requests), see
``assets/atlas-load.js``.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geo.atlas.packed import PHRASED, TOLD, Phrases, packed_lines
from geo.places.boundaries import dissolve
from geo.places.country import Country
from geo.places.outlines import outlines

Json = dict[str, Any]

IN_A_PART = 128
"""Places."""
SEEN = 2_000
"""Into so many parts a country's longer side is cut to be seen as a whole: half pixels of a map of 1,000."""
SOURCE = 4
"""The column of a report that has its source."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file of parts."""

    file: bytes
    sizes: tuple[int, ...]
    """Of the parts in order, in bytes."""


def parted(page: str, packed: str, country: Country) -> Parts:
    """
    Write the content of a page as a file of parts.

    Parameters
    ----------
    page, packed
        As `geo.atlas.atlas.Atlas` has them.

    Returns
    -------
    parts
        The first has no ``reports``, ``about`` and ``baselines``, and of ``sources`` those of its ``pins``, by number.
        The second has ``arcs``, ``rings``, ``inner`` and ``outer``. Each other one has ``phrases``, and of its places
        ``about`` and ``baselines``, with the ``reports`` that these name by their position in this part, and their
        ``sources``.
    """
    told, sent = json.loads(page), json.loads(packed)
    fine = {key: sent[key] for key in ("arcs", "rings", "inner", "outer")}
    lines = packed_lines(outlines(coarser(country))) if told["painted"] else fine
    phrases = Phrases()
    first = (
        sent
        | lines
        | {
            "reports": [],
            "about": [],
            "baselines": [],
            "changes": phrases.numbered(told["changes"], TOLD),
            "sources": _cited(told, (source for _, _, source, _ in told["pins"])),
            "phrases": list(phrases.numbers),
        }
    )
    starts = range(0, len(told["places"]), IN_A_PART)
    others = (_about(told, range(start, min(start + IN_A_PART, len(told["places"])))) for start in starts)
    parts = [_zipped(part) for part in (first, fine, *others)]
    return Parts(b"".join(parts), tuple(map(len, parts)))


def coarser(country: Country) -> Country:
    """Leave out of the outlines of a country what is not seen where it is shown as a whole, of neighbours alike."""
    west, south, east, north = country.boundaries.total_bounds
    boundaries = country.boundaries.copy()
    tolerance = max(east - west, north - south) / SEEN
    boundaries["geometry"] = shapely.coverage_simplify(boundaries.geometry.to_numpy(), tolerance)
    return replace(country, boundaries=boundaries, borders=dissolve(boundaries))


def _about(told: Json, places: range) -> Json:
    phrases, at = Phrases(), dict[int, int]()
    about = [
        [number if odd % 2 else at.setdefault(number, len(at)) for odd, number in enumerate(told["about"][place])]
        for place in places
    ]
    baselines = [told["baselines"][place] for place in places]
    reports = phrases.numbered((told["reports"][number] for number in at), PHRASED)
    cited = [report[SOURCE] for report in reports] + [source for rows in baselines for _, source in rows]
    return {
        "about": about,
        "reports": reports,
        "baselines": [phrases.numbered(rows, (0,)) for rows in baselines],
        "sources": _cited(told, cited),
        "phrases": list(phrases.numbers),
    }


def _cited(told: Json, numbers: Iterable[int]) -> Json:
    return {str(number): told["sources"][number] for number in sorted(set(numbers))}


def _zipped(told: Json) -> bytes:
    return gzip.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)
