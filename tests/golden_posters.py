"""
Draw the golden posters anew, after a change that is meant to be seen: `python -m tests.golden_posters`.

Look at each before it is committed. `tests/test_poster_pictures.py` compares with them, and fails where one is missing.
"""

from datetime import date
from pathlib import Path

import numpy as np
from PIL import Image

from geo.atlas.atlas import load_atlas
from tests.posters import GOLDEN, golden_pixels

FOLDER = Path(__file__).parent / "golden"


def golden_file(day: date, paper: str) -> Path:
    return FOLDER / f"poster-{day}-{paper}.png"


def main() -> None:
    """Write all of them."""
    atlas = load_atlas()
    FOLDER.mkdir(exist_ok=True)
    for day, paper in GOLDEN:
        Image.fromarray(np.rint(golden_pixels(atlas, day, paper)).astype(np.uint8)).save(
            golden_file(day, paper), optimize=True
        )


if __name__ == "__main__":
    main()
