"""
The content of the page as one file of parts, for pages too large to be sent at once.

The first part is what the map needs at once: all but the reports, with outlines as fine as can be seen of the whole
country. The second has the outlines as they are, for who looks closer. Each other one has the reports on the next
`IN_A_PART` places, for who opens one of them. A part is JSON, packed as `geo.atlas.packed` does it and compressed by
gzip, and is fetched by where it lies in the file (RFC 9110, range requests), see ``assets/atlas-load.js``.
"""

import gzip
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

import shapely

from geo.atlas.packed import PHRASED, Phrases, packed, packed_lines
from geo.places.boundaries import dissolve
from geo.places.country import Country
from geo.places.outlines import outlines

Json = dict[str, Any]

IN_A_PART = 128
"""Places."""
SEEN = 2_000
"""Parts of a country's longer side below which nothing is seen: half a pixel of a map of 1,000."""
SOURCE = 4
"""The column of a report that has its source."""


@dataclass(frozen=True, slots=True)
class Parts:
    """A file of parts."""

    file: bytes
    sizes: tuple[int, ...]
    """Of the parts in order, in bytes."""


def parted(told: Json, country: Country) -> Parts:
    """
    Write what `geo.atlas.payload.page_content` tells of a country as a file of parts.

    Returns
    -------
    parts
        The first has no ``reports``, ``about`` and ``baselines``, and of ``sources`` those of its ``pins``, by number.
        The second has ``arcs``, ``rings``, ``inner`` and ``outer``. Each other one has ``phrases``, and of its places
        ``about`` and ``baselines``, with the ``reports`` that these name by their position in this part, and their
        ``sources``.
    """
    here = _cited(told, (source for _, _, source, _ in told["pins"]))
    first = packed(told | outlines(coarser(country)) | {"reports": [], "about": [], "baselines": []})
    starts = range(0, len(told["places"]), IN_A_PART)
    others = (_about(told, range(start, min(start + IN_A_PART, len(told["places"])))) for start in starts)
    parts = [_zipped(part) for part in (first | {"sources": here}, packed_lines(told), *others)]
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
