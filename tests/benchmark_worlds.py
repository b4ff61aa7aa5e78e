"""
How the atlas page grows with a country: places against time, frames, size and memory.

    python -m tests.benchmark_worlds
    python -m tests.benchmark_worlds 400 4000

The countries are those of `tests.worlds`, each saved as one file and opened in a browser without a GPU. *Sent* is what
the app would send before there is a map, compressed, see `geo.atlas.parts`. *First map* is from opening the file until
all places are painted; *step* a press of the arrow key, *jump* of Home or End, *zoom* of ``+`` or ``-``, each until
painted, as `benchmark_peers/stopwatch.js` measures it; *frames* are those of a second while a day plays every tenth of
it. *Heap* is what its objects hold in the end, *tab* the memory of its process. A page that has not drawn within a
minute is left alone.
"""

import gzip
import sys
import time
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from shutil import which
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

import psutil
from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright

from geo.atlas.map import atlas_map
from geo.atlas.parts import parted
from tests.benchmark_peers.browsing import ARGUMENTS, BROWSERS, heap, opened
from tests.worlds import world

SIZES = (400, 4_000, 40_000)
STEPS, JUMPS, ZOOMS = 60, 10, 8
PLAYED = 6_000  # milliseconds
PATIENCE = 60_000  # milliseconds
DRAWN = """() => stopwatch.painted(() => {
  const drawn = document.querySelector(".atlas[data-day]")?.querySelectorAll("path[data-place][data-look][d]").length;
  return drawn > 1 || document.querySelector("[data-painted]");
})"""
STILL = "() => { for (const map of Object.values(window)) if (map instanceof L.Map) map._zoomAnimated = false; }"
PRESS = "(keys) => stopwatch.press(keys)"
PLAY = """async (span) => {
  const atlas = document.querySelector(".atlas");
  const press = (key) => atlas.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
  ["Home", " "].forEach(press);
  let frames = 0;
  const begin = performance.now();
  await new Promise((resolve) => {
    const frame = () => (performance.now() - begin < span ? requestAnimationFrame(frame, frames++) : resolve());
    requestAnimationFrame(frame);
  });
  press(" ");
  return (frames / (performance.now() - begin)) * 1000;
}"""
HEAD = ("places", "made", "page", "gzip", "sent", "first map", "step", "p95", "frames", "jump", "zoom", "heap", "tab")


@dataclass(frozen=True, slots=True)
class Measured:
    """What a page took, in milliseconds, frames a second and megabytes."""

    first: float
    step: float
    step_p95: float
    frames: float
    jump: float
    zoom: float
    heap: float
    tab: float

    def words(self) -> list[str]:
        """Write it as the last columns of the table."""
        times = [self.first, self.step, self.step_p95]
        return [
            *(f"{time:,.0f} ms" for time in times),
            f"{self.frames:.0f}",
            *(f"{time:,.0f} ms" for time in (self.jump, self.zoom)),
            *(f"{size:,.0f} MB" for size in (self.heap, self.tab)),
        ]


def main() -> None:
    """Print the table."""
    sizes = [int(size) for size in sys.argv[1:]] or list(SIZES)
    chromium = next(filter(None, map(which, BROWSERS)))
    _show(HEAD)
    for size in sizes:
        with TemporaryDirectory() as folder, sync_playwright() as playwright:
            file = Path(folder) / "world.html"
            begin = time.perf_counter()
            atlas = world(size)
            made = time.perf_counter() - begin
            atlas_map(atlas.told, atlas.ledger.war, atlas.ledger.war.opening_day).save(str(file))
            page = file.read_bytes()
            told = [
                f"{size:,}",
                f"{made:.1f} s",
                f"{len(page) / 1e6:.1f} MB",
                f"{len(gzip.compress(page)) / 1e6:.1f} MB",
                f"{parted(atlas.page, atlas.packed, atlas.country).sizes[0] / 1e6:.1f} MB",
            ]
            browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
            try:
                told += measure(browser, file).words()
            except TimeoutError:
                told.append(f"not drawn within {PATIENCE // 1000} s")
            browser.close()
        _show(told)


def measure(browser: Browser, file: Path) -> Measured:
    """Open a page and do what readers do; raises `TimeoutError` if it is not drawn in time."""
    page = opened(browser, file.as_uri()).page
    page.set_default_timeout(PATIENCE)
    page.wait_for_function("document.querySelector('.atlas[data-day]')")
    first = _run(page, DRAWN)
    page.evaluate(STILL)
    steps = _pressed(page, ["ArrowRight"], STEPS)
    frames = _run(page, PLAY, PLAYED)
    jumps = _pressed(page, ["End", "Home"], JUMPS)
    _pressed(page, ["ArrowRight"], 1)
    zooms = _pressed(page, ["+", "+", "-", "-"], ZOOMS)
    tab = max(_tab(process) for process in psutil.Process().children(recursive=True))
    return Measured(
        first=first,
        step=median(steps),
        step_p95=quantiles(steps, n=20)[-1],
        frames=frames,
        jump=median(jumps),
        zoom=median(zooms),
        heap=heap(page),
        tab=tab,
    )


def _pressed(page: Page, keys: list[str], times: int) -> list[float]:
    painted: list[float] = _run(page, PRESS, list(islice(cycle(keys), times)))["painted"]
    return painted


def _run(page: Page, script: str, given: Any = None) -> Any:
    return page.evaluate(script, given)


def _tab(process: psutil.Process) -> float:
    """The memory of a process that shows pages, which it shares with none, in megabytes; of others nothing."""
    try:
        return process.memory_full_info().uss / 1e6 if "--type=renderer" in process.cmdline() else 0
    except psutil.Error:
        return 0


def _show(cells: Any) -> None:
    print(" ".join(f"{cell:>10}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
