"""
What a poster costs: as SVG, as PNG in each format, as PDF, and as a preview. Run by `python -m tests.benchmark`.

    python -m tests.benchmark_posters

measures this alone. Warm: the shapes are projected and the fonts are open.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median

from geo.atlas.atlas import Atlas, load_atlas
from geo.posters.draw import draw_svg
from geo.posters.page import FORMATS
from geo.posters.render import to_pdf, to_png
from tests.benchmark_pages import Figures
from tests.posters import ENGLISH, on, shapes

RUNS = 9
FIRST = date(2021, 7, 1)
PREVIEW_BUDGET = 500  # milliseconds, from a choice on the page to the picture


def posters(atlas: Atlas) -> Iterator[Figures]:
    """Measure, each run on another day, so that nothing but what a page keeps is kept."""
    war = atlas.ledger.war

    def svg(paper: str, number: int, times: int = 1) -> str:
        poster = on(atlas, FIRST + timedelta(days=number))
        return draw_svg(poster, FORMATS[paper].smaller(times), shapes(), war, "light", ENGLISH)

    for paper in FORMATS:
        to_png(svg(paper, RUNS))
    yield "poster, SVG 4x5", _runs(lambda number: svg("4x5", number)), "ms", None
    for paper, size in FORMATS.items():
        drawn = [svg(paper, number) for number in range(RUNS)]
        yield f"  PNG {paper}, {size.width}x{size.height}", _runs(lambda n, drawn=drawn: to_png(drawn[n])), "ms", None  # type: ignore[misc]
    drawn = [svg("a4", number) for number in range(RUNS)]
    yield "  PDF a4", _runs(lambda number: to_pdf(drawn[number])), "ms", None
    preview = _runs(lambda number: to_png(svg("4x5", number, 2)))
    yield "  preview, PNG 540x675 from the data", preview, "ms", PREVIEW_BUDGET


def _runs(work: Callable[[int], object]) -> list[float]:
    took = []
    for number in range(RUNS):
        begun = time.perf_counter()
        work(number)
        took.append((time.perf_counter() - begun) * 1000)
    return took


if __name__ == "__main__":
    for what, measured, unit, _ in posters(load_atlas()):
        print(f"{what:40} {median(measured):8.0f} {unit}  ({min(measured):.0f} to {max(measured):.0f})")
