"""
From SVG to PNG and PDF, without a browser.

resvg draws the pixels and svg2pdf the pages. Both read SVG in the same way, come as wheels of two megabytes and need
nothing from the system. (vl-convert does both in one wheel of 33 MB, but also carries a JavaScript engine and searches
the fonts of the machine; resvg-py reads the fonts anew for each picture and takes twice as long.) Only our own fonts
are used, so that a picture is the same on every machine; text in a PDF stays text.

svg2pdf shows each glyph by itself, and names the letters of a glyph as it stands in the first word that has it. In Dari
that breaks words for those who search or copy them: a space is named after an isolate, which is drawn as a space of no
width; some letters have no name; a mark has that of its letter too; and viewers turn round the letters of a ligature
as they turn round a word that runs from right to left. `searchable` mends the four. A word with a mark is still not
found as a whole: viewers order letters by where their glyphs begin, and that of a mark begins later.

A drawing for print says so in an attribute of its root, ``data-dpi``: the PNG then carries that many dots per inch, and
the PDF has the size of the paper.
"""

import re
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from unicodedata import combining

import svg2pdf_py
import svg2png_py
import uharfbuzz
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject

from geo.posters.type import ARABIC, CUTS, UNSEEN

ROOT = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"[^>]*?>')
DPI = re.compile(r' data-dpi="(\d+)"')
STRING = re.compile(r"\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f]+>", re.DOTALL)
SHOWN = re.compile(
    rf"BT\n(?:\S+ ){{4}}(?P<x>\S+) (?P<y>\S+) Tm\n/(?P<font>\w+) \S+ Tf\n(?P<code>{STRING.pattern}) Tj\nET", re.DOTALL
)
"""A glyph in the content of a page, as svg2pdf writes it."""

ESCAPE = re.compile(r"\\([0-7]{1,3}|.)", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f", "(": "(", ")": ")", "\\": "\\"}
"""In a string of a PDF."""

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
    return searchable(drawn) if ARABIC.search(svg) else drawn


def searchable(pdf: bytes) -> bytes:
    """Mend the text of a page in Dari, so that whole words are found and copied in their order; see above."""
    writer = PdfWriter()
    page = writer.add_page(PdfReader(BytesIO(pdf)).pages[0])
    resources, content = page["/Resources"], page.get_contents()
    assert isinstance(resources, DictionaryObject) and content is not None
    listed = resources["/Font"]
    assert isinstance(listed, DictionaryObject)
    fonts: dict[str, Any] = {name.removeprefix("/"): listed[name] for name in listed}
    named = {name: _letters_of(font["/ToUnicode"].get_object().get_data()) for name, font in fonts.items()}
    written = content.get_data().decode("latin-1")
    matches = [*SHOWN.finditer(written)]
    shown = [_Shown(match[0], *_glyph(match)) for match in matches]
    _name_unnamed(shown, named, fonts)
    _name_marks(shown, named)
    ligatures = {name: _ligatures(letters) for name, letters in named.items()}
    parts, end = [], 0
    for match, one, following in zip(matches, shown, [*shown[1:], None], strict=True):
        unseen = named[one.font].get(one.code, "x") in UNSEEN
        isolate = unseen and following is not None and following.place == one.place
        parts += [written[end : match.start()], "" if isolate else _spelt(one, ligatures[one.font])]
        end = match.end()
    content.set_data("".join([*parts, written[end:]]).encode("latin-1"))
    page.replace_contents(content)
    page.compress_content_streams()
    for name, letters in named.items():
        words = {code: " " if each in UNSEEN else each for code, each in letters.items()}
        words |= {code: words[code][0] for code in ligatures[name]}
        stream = StreamObject()
        stream.set_data(_character_map(words))
        fonts[name][NameObject("/ToUnicode")] = writer._add_object(stream.flate_encode())
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


@dataclass(frozen=True, slots=True)
class _Shown:
    """A glyph as the content of a page shows it."""

    drawn: str
    font: str
    code: int
    place: tuple[str, str]


def _glyph(match: re.Match[str]) -> tuple[str, int, tuple[str, str]]:
    code = match["code"]
    if code.startswith("<"):
        return match["font"], int(code[1:-1], 16), (match["x"], match["y"])
    plain = ESCAPE.sub(lambda escape: ESCAPES.get(escape[1]) or chr(int(escape[1], 8)), code[1:-1])
    return match["font"], int.from_bytes(plain.encode("latin-1"), "big"), (match["x"], match["y"])


def _name_marks(shown: Iterable[_Shown], named: Mapping[str, dict[int, str]]) -> None:
    """Name a mark by itself if the letter below it, whose name it has too, is the glyph that follows."""
    for one, base in pairwise(shown):
        words = named[one.font].get(one.code, "")
        if combining(words[-1:] or "x") and base.font == one.font and named[one.font].get(base.code) == words[0]:
            named[one.font][one.code] = words[1:]


def _name_unnamed(shown: Iterable[_Shown], named: Mapping[str, dict[int, str]], fonts: Mapping[str, Any]) -> None:
    """Name the glyphs that svg2pdf leaves without a name, by their shapes, as letters of Dari have them."""
    for name, code in {(one.font, one.code) for one in shown if one.code not in named[one.font]}:
        described = fonts[name]["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        font = uharfbuzz.Font(uharfbuzz.Face(described["/FontFile2"].get_object().get_data()))
        if letter := _forms().get((font.get_glyph_extents(code), font.get_glyph_h_advance(code))):
            named[name][code] = letter


@cache
def _forms() -> dict[tuple[object, int], str]:
    """Find the letter of each form that a letter of Dari has in our fonts, by its extents and its advance."""
    found: dict[tuple[object, int], str] = {}
    for cut in CUTS:
        font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(cut.file))))
        for letter in filter(ARABIC.match, map(chr, sorted(font.face.unicodes))):
            for form in (letter, f"\u200d{letter}", f"{letter}\u200d", f"\u200d{letter}\u200d"):
                buffer = uharfbuzz.Buffer()
                buffer.add_str(form)
                buffer.guess_segment_properties()
                uharfbuzz.shape(font, buffer)
                drawn = [info.codepoint for info in buffer.glyph_infos if font.get_glyph_extents(info.codepoint).width]
                if len(drawn) == 1:
                    key = font.get_glyph_extents(drawn[0]), font.get_glyph_h_advance(drawn[0])
                    found.setdefault(key, letter)
    return found


def _ligatures(named: Mapping[int, str]) -> dict[int, list[int]]:
    """Find the ligatures, with a glyph of each letter but the first, from the left."""
    codes = {letter: code for code, letter in named.items()}
    return {
        code: [codes[letter] for letter in reversed(words[1:])]
        for code, words in named.items()
        if len(words) > 1 and ARABIC.match(words) and not combining(words[-1]) and codes.keys() >= {*words[1:]}
    }


def _spelt(one: _Shown, ligatures: Mapping[int, Sequence[int]]) -> str:
    """Show a glyph, and before a ligature its other letters, unseen."""
    said = (STRING.sub(f"<{code:04X}>", one.drawn) for code in ligatures.get(one.code, ()))
    return "\n".join([*(f"q\n3 Tr\n{each}\nQ" for each in said), one.drawn])


def _letters_of(character_map: bytes) -> dict[int, str]:
    """Read which letters each glyph of a font stands for."""
    pairs = re.findall(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>", character_map.partition(b"endcodespacerange")[2])
    return {int(code, 16): bytes.fromhex(words.decode()).decode("utf-16-be") for code, words in pairs}


def _character_map(named: Mapping[int, str]) -> bytes:
    lines = [f"<{code:04X}> <{words.encode('utf-16-be').hex().upper()}>" for code, words in sorted(named.items())]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]  # the most that a block may have
    listed = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return f"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CMapName /Custom def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{listed}
endcmap
CMapName currentdict /CMap defineresource pop
end
end
""".encode()


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
