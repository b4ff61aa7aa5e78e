"""
A desk's own logo, in the footer of posters and films.

It is a stranger's file, whatever it claims to be: its size is checked before anything is unpacked. A PNG is written
anew, without what it says of itself. An SVG may hold shapes, words and gradients, and nothing that runs, moves or leads
outside; it is drawn as a picture within the picture, where its names and styles meet none of ours.
"""

import re
from base64 import b64encode
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
from PIL import Image

from geo.links.provenance import BROKEN, HEADER, SIGNATURE, NotAPng, TooLarge, require_chunks
from geo.posters.render import to_pixels

MOST_BYTES = 1_000_000
MOST_PIXELS = 4_000_000
MOST_ELEMENTS = 5_000
MOST_USES = 100
LONGEST_SIDE = 900
"""In pixels: a larger PNG is made smaller. The widest logo on an A4 sheet at 300 dots per inch has some 400."""
KEPT_COLOURS = 12
MOST_STRETCHED = 12
"""No logo is more than this many times as wide as high, or as high as wide."""

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
SHAPES = {"path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan", "use"}
AROUND = {"svg", "g", "defs", "symbol", "title", "desc", "style", "clipPath", "mask"}
GRADIENTS = {"linearGradient", "radialGradient", "stop"}
FORBIDDEN = re.compile(r"<!(DOCTYPE|ENTITY)|<\?(?!xml\s)", re.IGNORECASE)
OUTSIDE = re.compile(r"url\(\s*+[\"']?+(?!#)|@import|javascript:|expression\(|\\", re.IGNORECASE)
"""What in an attribute or a style sheet leads outside, or could be hidden from us."""
NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:px|pt|mm|cm|in)?\s*")


class BadLogo(ValueError):
    """A file that is no logo of ours to draw; the message says why."""


@dataclass(frozen=True)
class Logo:
    """A logo that was checked, see `read_logo`."""

    data: bytes
    media: str
    """``image/png`` or ``image/svg+xml``."""
    ratio: float
    """Its width as a share of its height."""

    @cached_property
    def address(self) -> str:
        """Itself as a ``data:`` address."""
        return f"data:{self.media};base64,{b64encode(self.data).decode()}"

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """The colours that a film of few colours keeps for it, the most frequent first."""
        seen = to_pixels(_shown(self))
        few = seen.convert("RGB").quantize(KEPT_COLOURS, dither=Image.Dither.NONE)
        opaque = np.asarray(few)[np.asarray(seen)[:, :, 3] > 200]
        numbers, times = np.unique(opaque, return_counts=True)
        table = few.getpalette() or []
        return tuple("#" + bytes(table[3 * at : 3 * at + 3]).hex() for at in numbers[np.argsort(-times, kind="stable")])

    @cached_property
    def digest(self) -> str:
        """The digest of its file."""
        return sha256(self.data).hexdigest()


def read_logo(file: bytes) -> Logo:
    """
    Check a logo.

    Parameters
    ----------
    file
        PNG or SVG.

    Raises
    ------
    BadLogo
        If it is neither, broken, too large or too long and thin, shows nothing, or if an SVG holds what it may not.
    """
    if len(file) > MOST_BYTES:
        raise BadLogo(f"a logo has at most {MOST_BYTES // 1_000_000} MB")
    logo = _read_png(file) if file.startswith(SIGNATURE) else _read_svg(file)
    if not 1 / MOST_STRETCHED <= logo.ratio <= MOST_STRETCHED:
        raise BadLogo(f"a logo is at most {MOST_STRETCHED} times as wide as high, or as high as wide")
    try:
        seen = to_pixels(_shown(logo)).getbbox()
    except Exception as error:  # whatever the renderer makes of it
        raise BadLogo("the logo cannot be drawn") from error
    if not seen:
        raise BadLogo("the logo shows nothing")
    return logo


def _shown(logo: Logo) -> str:
    """Draw a logo alone, small."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96" viewBox="0 0 96 96">'
        f'<image width="96" height="96" href="{logo.address}"/></svg>'
    )


def _read_png(file: bytes) -> Logo:
    if len(file) < HEADER.size or HEADER.unpack_from(file)[1:3] != (13, b"IHDR"):
        raise BadLogo("the file is no PNG picture")
    *_, width, height = HEADER.unpack_from(file)
    if width * height > MOST_PIXELS:
        raise BadLogo(f"a logo has at most {MOST_PIXELS // 1_000_000} million pixels")
    try:
        require_chunks(file)
        with Image.open(BytesIO(file), formats=["PNG"]) as opened:
            picture = opened.convert("RGBA")
    except (NotAPng, TooLarge, *BROKEN) as error:
        raise BadLogo("the file is no PNG picture, or a broken one") from error
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    written = BytesIO()
    picture.save(written, "PNG", optimize=True)
    return Logo(written.getvalue(), "image/png", width / height)


def _read_svg(file: bytes) -> Logo:
    try:
        words = file.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadLogo("a logo is a PNG or SVG file") from None
    if FORBIDDEN.search(words):
        raise BadLogo("an SVG logo may have no DOCTYPE, no entities and no processing instructions")
    try:
        root = ElementTree.fromstring(words)
    except ElementTree.ParseError:
        raise BadLogo("a logo is a PNG or SVG file") from None
    if root.tag != f"{SVG}svg":
        raise BadLogo("a logo is a PNG or SVG file")
    _drop_others(root)
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise BadLogo(f"an SVG logo has at most {MOST_ELEMENTS:,} elements")
    for element in root.iter():
        _require_harmless(element)
    _require_uses(root)
    ratio = _ratio(root)
    return Logo(ElementTree.tostring(root, encoding="utf-8"), "image/svg+xml", ratio)


def _drop_others(root: ElementTree.Element) -> None:
    """Drop what drawing programs keep for themselves: elements and attributes of other vocabularies, and metadata."""
    for element in list(root.iter()):
        for child in list(element):
            if not str(child.tag).startswith(SVG) or child.tag == f"{SVG}metadata":
                element.remove(child)
        for name in [name for name in element.attrib if name.startswith("{") and name != f"{XLINK}href"]:
            del element.attrib[name]


def _require_harmless(element: ElementTree.Element) -> None:
    """
    Refuse an element that runs, moves or leads outside.

    Raises
    ------
    BadLogo
        If it, one of its attributes or its style sheet does.
    """
    name = str(element.tag).removeprefix(SVG)
    if name not in SHAPES | AROUND | GRADIENTS:
        raise BadLogo(f"an SVG logo may hold shapes, words and gradients, and no <{name[:40]}>")
    for attribute, value in element.attrib.items():
        if attribute.lower().startswith("on"):
            raise BadLogo(f"an SVG logo may run nothing, and has an attribute {attribute[:40]}")
        if attribute in ("href", f"{XLINK}href") and not value.strip().startswith("#"):
            raise BadLogo("an SVG logo may not refer to anything outside it")
        if OUTSIDE.search(value):
            raise BadLogo("an SVG logo may not refer to anything outside it")
    if name == "style" and OUTSIDE.search("".join(element.itertext())):
        raise BadLogo("an SVG logo may not refer to anything outside it")


def _require_uses(root: ElementTree.Element) -> None:
    """Refuse uses of uses: ten of ten of ten are a thousand shapes."""
    uses = list(root.iter(f"{SVG}use"))
    named = {element.get("id"): element for element in root.iter() if element.get("id")}
    used = {str(use.get("href") or use.get(f"{XLINK}href")).strip()[1:] for use in uses}
    using = any(each.find(f".//{SVG}use") is not None or each in uses for name, each in named.items() if name in used)
    if len(uses) > MOST_USES or using:
        raise BadLogo("an SVG logo may not use a shape that uses another")


def _ratio(root: ElementTree.Element) -> float:
    """Read how wide an SVG is for its height."""
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    sides = [NUMBER.fullmatch(root.get(side, "")) for side in ("width", "height")]
    try:
        width, height = map(float, box[2:]) if len(box) == 4 else (float(side.group(1)) for side in sides if side)
        return width / height
    except (ValueError, ZeroDivisionError):
        raise BadLogo("an SVG logo states its size, as a viewBox or as a width and a height") from None
