"""
What a film costs: the time and the memory of a process that makes one. Run by `python -m tests.benchmark`.

    python -m tests.benchmark_film

measures this alone.
"""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median

from tests.benchmark_pages import Figures

SECONDS, MEGABYTES = 20, 450
"""For 130 days at 1280x720, on two cores."""

MAKE = """
import resource, sys, time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from geo.atlas import load_atlas
from geo.country import load_country
from geo.film import Film
from geo.permalink import Shown
from geo.plate import country_shapes
from geo.publication import FilmKind, Publication, write_film

country, reading = load_country(), load_atlas().reading
shapes = country_shapes(country)
film = Film(date(2021, 4, 20), date(2021, 8, 27))
assert len(film.days) == 130
begun = time.perf_counter()
with TemporaryDirectory() as folder:
    write_film(Publication(reading, country, Shown(film.last)), shapes, film, FilmKind(sys.argv[1]), Path(folder) / "f")
print(time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)
"""


def films() -> Iterator[Figures]:
    """Make each kind in a process of its own; the memory is the most it had, with all it imports."""
    for kind in ("mp4", "gif"):
        told = subprocess.run([sys.executable, "-c", MAKE, kind], capture_output=True, text=True, check=True).stdout
        seconds, megabytes = map(float, told.split())
        yield f"film, 130 days at 1280x720, {kind.upper()}", [seconds], "s", SECONDS
        yield "  memory of its process, at most", [megabytes], "MB", MEGABYTES


if __name__ == "__main__":
    for what, measured, unit, budget in films():
        print(f"{what:40} {median(measured):8.1f} {unit}  (budget {budget})")
