"""A film as numbered pictures in a ZIP."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from PIL import Image

from geo.films.film import Facts
from geo.links.provenance import with_png


def write_pictures(made: Iterator[tuple[date, Image.Image]], facts: Facts, file: Path) -> None:
    """Write frames as numbered PNG in a ZIP, each stating what it shows."""
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for number, (day, picture) in enumerate(made, 1):
            png = BytesIO()
            picture.save(png, "PNG", compress_level=6)
            # An entry made here does not depend on the clock: it says 1980.
            archive.writestr(ZipInfo(f"frame-{number:03}-{day}.png"), with_png(png.getvalue(), facts(day)))
