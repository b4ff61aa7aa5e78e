"""What tests ask of a picture."""

from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image

Pixels = npt.NDArray[np.float64]


def pixels(png: bytes, width: int | None = None) -> Pixels:
    """Read a PNG as red, green and blue from 0 to 255; at wish smaller, each pixel the mean of those it stands for."""
    image = Image.open(BytesIO(png)).convert("RGB")
    if width is not None:
        image = image.resize((width, round(image.height * width / image.width)), Image.Resampling.BOX)
    return np.asarray(image, dtype=float)


def ink(png: bytes) -> tuple[int, int, int, int]:
    """Find the left, top, right and bottom of what is drawn on a transparent picture."""
    left, top, right, bottom = (
        Image.open(BytesIO(png)).getchannel("A").point(lambda a: 255 * (a > 60)).getbbox() or (0,) * 4
    )
    return left, top, right, bottom
