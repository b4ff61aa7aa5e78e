"""
A film as MP4.

PyAV writes it. PyAV carries FFmpeg's libraries in a wheel of 36 MB; imageio-ffmpeg is 68 MB and starts a program.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc
from PIL import Image

from geo.films.film import SIZES, Facts, Film


def write_mp4(made: Iterator[tuple[date, Image.Image]], film: Film, facts: Facts, file: Path) -> None:
    """Write frames as H.264, which every browser and phone plays; a player can start before it has the whole file."""
    paper = SIZES[film.size]
    with av.open(str(file), "w", format="mp4", options={"movflags": "faststart"}) as container:
        container.metadata.update(_tags(facts(film.last)))
        stream = container.add_stream(
            "libx264", rate=film.rate, options={"crf": "18", "preset": "veryfast", "tune": "animation"}
        )
        stream.width, stream.height, stream.pix_fmt = paper.width, paper.height, "yuv420p"
        # Stated and encoded in one standard: players differ in the one they assume if none is named, and so in colours.
        context = stream.codec_context
        context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
        context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        for day, picture in made:
            for _ in range(1 + (day == film.last) * round(film.pause * film.rate)):
                frame = av.VideoFrame.from_ndarray(np.asarray(picture), format="rgb24")
                frame = frame.reformat(
                    format="yuv420p", dst_colorspace=Colorspace.ITU709, dst_color_range=ColorRange.MPEG
                )
                container.mux(stream.encode(frame))
        container.mux(stream.encode())


def _tags(facts: Mapping[str, str]) -> dict[str, str]:
    """Rename the facts to MP4's own names."""
    digest = f"Data digest {facts['Data digest']}"
    return {
        "title": facts["Title"],
        "description": facts["Description"],
        "comment": f"{facts['Source']} {digest}",
        "copyright": facts["Copyright"],
    }
