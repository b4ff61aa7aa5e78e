"""
From SVG to PNG and PDF, without a browser.

resvg draws the pixels and svg2pdf the pages. Both read SVG in the same way, come as wheels of two megabytes and need
nothing from the system. (vl-convert does both in one wheel of 33 MB, but also carries a JavaScript engine and searches
the fonts of the machine; resvg-py reads the fonts anew for each picture and takes twice as long.) Only our own fonts
are used, so that a picture is the same on every machine; text in a PDF stays text.

A drawing for print says so in an attribute of its root, ``data-dpi``: the PNG then carries that many dots per inch, and
the PDF has the size of the paper.
"""

import re
import struct
import zlib
from functools import cache

import svg2pdf_py
import svg2png_py
from PIL import Image

from geo.posters.type import CUTS

ROOT = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"[^>]*?>')
DPI = re.compile(r' data-dpi="(\d+)"')
POINTS = 72  # of a PDF, per inch
METRES = 0.0254  # per inch
HEADER = 33  # bytes of a PNG: its signature and its first chunk, which gives its size


def to_png(svg: str) -> bytes:
    """Draw an SVG as PNG, in its own size."""
    drawn: bytes = svg2png_py.svg_to_png(svg, _fonts_of_pixels())
    if dpi := _dpi(svg):
        per_metre = round(dpi / METRES)
        part = b"pHYs" + struct.pack(">IIB", per_metre, per_metre, 1)
        density = struct.pack(">I", len(part) - 4) + part + struct.pack(">I", zlib.crc32(part))
        return drawn[:HEADER] + density + drawn[HEADER:]
    return drawn


def to_pixels(svg: str) -> Image.Image:
    """Draw an SVG as a picture in memory, RGBA, in its own size."""
    pixels, *size = svg2png_py.svg_to_rgba(svg, _fonts_of_pixels())
    return Image.frombuffer("RGBa", tuple(size), pixels, "raw", "RGBa", 0, 1).convert("RGBA")


def to_pdf(svg: str) -> bytes:
    """Draw an SVG as a PDF of one page: a pixel is a point, except in a drawing for print."""
    if dpi := _dpi(svg):
        width, height = (int(pixels) * POINTS / dpi for pixels in ROOT.match(svg).groups())  # type: ignore[union-attr]
        svg = re.sub(r'width="\d+" height="\d+"', f'width="{width:.2f}" height="{height:.2f}"', svg, count=1)
    drawn: bytes = svg2pdf_py.svg_to_pdf(svg, _fonts_of_pages())
    return drawn


def _dpi(svg: str) -> int:
    """Read how many dots per inch a drawing is for; 0 if it is not for print."""
    root = ROOT.match(svg)
    found = DPI.search(root.group()) if root else None
    return int(found.group(1)) if found else 0


@cache
def _fonts_of_pixels() -> svg2png_py.FontDatabase:
    fonts = svg2png_py.FontDatabase()
    for cut in CUTS:
        fonts.load_font_file(str(cut.file))
    return fonts


@cache
def _fonts_of_pages() -> svg2pdf_py.FontDatabase:
    fonts = svg2pdf_py.FontDatabase()
    for cut in CUTS:
        fonts.load_font_file(str(cut.file))
    return fonts
