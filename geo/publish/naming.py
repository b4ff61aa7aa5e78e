"""The names of files that are given away."""

import re

from geo.links.permalink import LENS
from geo.publish.publication import Publication
from geo.words.areas import MOST_NAMED


def file_name(given: Publication, paper: str, ending: str) -> str:
    """
    Suggest a name: ``control-atlas-2021-07-05-nl-4x5.png``, ``control-atlas-badakhshan-2021-07-05.html``.

    Parameters
    ----------
    paper
        The name of its format, or the size of a film; empty for files with neither.
    """
    shown = given.shown
    days = [day.isoformat() for day in (shown.since, shown.day) if day]
    side = ["side"] if shown.side else []
    known = [f"as-known-{shown.known}"] if shown.known else []
    unusual = [
        word for word, usual in ((shown.lens, LENS), (shown.lang, "en"), (given.theme, "light")) if word != usual
    ]
    words = ["control-atlas", given.reading.ledger.unusual_name, _area(given), *days, *side, *known, *unusual, paper]
    return "-".join(filter(None, words)) + f".{ending}"


def _area(given: Publication) -> str:
    """Name an area within a file's name: a province by its name, a few districts by their codes."""
    area = given.shown.area
    if not area:
        return ""
    if area.province:
        return re.sub("[^a-z0-9]+", "-", given.part.province_names[area.province].lower()).strip("-")
    return "-".join(area.districts) if len(area.districts) <= MOST_NAMED else f"{len(area.districts)}-districts"
