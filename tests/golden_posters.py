"""
Draw the golden posters anew, after a change that is meant to be seen: `python -m tests.golden_posters`.

Look at each before it is committed. `tests/test_poster_pictures.py` compares with them, and fails where one is missing.
"""

from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from geo.atlas.atlas import load_atlas
from geo.places.country import Area
from tests.posters import GOLDEN, GOLDEN_AREA, GOLDEN_PAIR, area_pixels, golden_pixels, pair_pixels

FOLDER = Path(__file__).parent / "golden"


def golden_file(day: date, paper: str) -> Path:
    return FOLDER / f"poster-{day}-{paper}.png"


def area_file(area: Area, day: date, paper: str) -> Path:
    return FOLDER / f"area-{area.province}-{day}-{paper}.png"


def pair_file(earlier: date, later: date, paper: str) -> Path:
    return FOLDER / f"pair-{earlier}-{later}-{paper}.png"


def main() -> None:
    """Write all of them."""
    atlas = load_atlas()
    FOLDER.mkdir(exist_ok=True)
    drawn = {golden_file(day, paper): golden_pixels(atlas, day, paper) for day, paper in GOLDEN}
    drawn[area_file(*GOLDEN_AREA)] = area_pixels(atlas, *GOLDEN_AREA)
    drawn[pair_file(*GOLDEN_PAIR)] = pair_pixels(atlas, *GOLDEN_PAIR)
    for file, picture in drawn.items():
        Image.fromarray(np.rint(picture).astype(np.uint8)).save(file, optimize=True)


if __name__ == "__main__":
    main()
