"""
What a film costs: the time and the memory of a process that makes one. Run by `python -m tests.benchmark`.

    python -m tests.benchmark_film

measures this alone.
"""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geo.atlas.atlas import load_atlas
from geo.films.film import Film
from geo.links.permalink import ViewState
from geo.places.grid import country_shapes
from geo.publish.publication import FilmKind, Publication, write_film

if TYPE_CHECKING:  # the process that is measured has no browser
    from tests.benchmark_pages import Figures

SECONDS, MEGABYTES = 20, 450
"""For 130 days at 1280x720, on two cores."""


def make(kind: str) -> None:
    """Make a film, and print the seconds that it takes and the most megabytes that the process had."""
    atlas = load_atlas()
    shapes, film = country_shapes(atlas.country), Film(date(2021, 4, 20), date(2021, 8, 27))
    assert len(film.days) == 130
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        given = Publication(atlas.reading, atlas.country, ViewState(film.last))
        write_film(given, shapes, film, FilmKind(kind), Path(folder) / "film")
    print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def films() -> Iterator["Figures"]:
    """Make each kind in a process of its own; the memory is the most it had, with all it imports."""
    for kind in ("mp4", "gif"):
        script = f"from tests.benchmark_film import make; make({kind!r})"
        told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        seconds, megabytes = map(float, told.split())
        yield f"film, 130 days at 1280x720, {kind.upper()}", [seconds], "s", SECONDS
        yield "  memory of its process, at most", [megabytes], "MB", MEGABYTES


if __name__ == "__main__":
    for what, measured, unit, budget in films():
        print(f"{what:40} {median(measured):8.1f} {unit}  (budget {budget})")
