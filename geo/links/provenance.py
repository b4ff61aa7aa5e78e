"""
Provenance written into a picture's file: what it shows, its link, the digest of the data, the terms.

A PNG made by us, dropped on the app, opens its view again: `view_from_png`. An upload is a stranger's file, whatever it
claims to be. So its size is checked before anything is unpacked, only our own `FACTS` are read, and from its link only
what `geo.links.permalink` knows and accepts. Nothing else of it is ever used.

The facts of a PNG are in its text chunks, before the pixels, which are unchanged byte for byte. They survive copying,
and programs that keep text chunks when they save. They are stripped by screenshots, conversion to JPEG, most messengers
and social networks, and Pillow if the text is not passed on; the upload is then refused as not one of ours.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import Image, UnidentifiedImageError
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject

from geo.links.permalink import WAR, Range, parameters, parse, shown_by

SOFTWARE = "Control Atlas"

FACTS = ("Title", "Description", "Source", "Software", "Data digest", "Copyright")
"""By PNG's own names for them, if it has one: the source is the link, the description an alternative text."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEADER = struct.Struct(">8sI4sII")
"""How a PNG begins: signature, length and kind of the first chunk, width and height."""
AFTER_HEADER = 33

MOST_BYTES = 20_000_000
MOST_PIXELS = 40_000_000
"""An A4 sheet at 300 dots per inch has 8.7 million."""
MOST_CHUNKS = 200
"""Before the pixels; ours have a dozen, and copies a few more."""
LONGEST = 4000
"""The most characters of a fact; anything longer is not ours."""

BROKEN = (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError)
"""The errors with which Pillow refuses a file."""

NAMED = re.compile(r"(?:\s*<(title|desc)\b[^>]*>[^<]*</\1>)+")
"""How the inside of a drawing with a title of its own begins."""

UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, or no file should."""


class NotAPng(ValueError):
    """A file that is not a PNG, or a broken one."""


class TooLarge(ValueError):
    """A file, or the picture or the text in it, that is larger than any of ours."""


class NotOurs(ValueError):
    """A PNG that was not made by us, or has lost its provenance."""


def facts(title: str, description: str, link: str, digest: str, terms: str) -> dict[str, str]:
    """
    Gather the facts to write into a file.

    Parameters
    ----------
    description
        The alternative text, see `geo.words.description`.
    terms
        The owners of the picture and its data, and the terms of use.
    """
    return dict(zip(FACTS, (title, description, link, SOFTWARE, digest, terms), strict=True))


def with_png(png: bytes, facts: Mapping[str, str]) -> bytes:
    """
    Write facts into a PNG of ours, replacing any of the same names.

    Raises
    ------
    NotAPng
        If it is not a PNG.
    """
    told = PngInfo()
    for name, words in _plain(facts).items():
        told.add_itxt(name, words)
    if HEADER.size > len(png) or not png.startswith(SIGNATURE):
        raise NotAPng("the file is no PNG picture")
    rest = b"".join(chunk for chunk in _chunks(png[AFTER_HEADER:]) if not _tells(chunk, facts))
    return png[:AFTER_HEADER] + b"".join(_chunk(kind, data) for kind, data, _ in told.chunks) + rest


def read_png(png: bytes) -> dict[str, str]:
    """
    Read the facts of a PNG, as far as it has them.

    Raises
    ------
    NotAPng
        If the file is not a PNG, or a broken one.
    TooLarge
        If the file, its picture or its text is too large.
    NotOurs
        If it has no facts of ours.
    """
    if len(png) > MOST_BYTES:
        raise TooLarge(f"the file is larger than {MOST_BYTES // 1_000_000} MB")
    if len(png) < HEADER.size or HEADER.unpack_from(png)[:3] != (SIGNATURE, 13, b"IHDR"):
        raise NotAPng("the file is no PNG picture")
    *_, width, height = HEADER.unpack_from(png)
    if width * height > MOST_PIXELS:
        raise TooLarge(f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels")
    require_chunks(png)
    words = _texts(png)
    if words.get("Software") != SOFTWARE:
        raise NotOurs("the picture was not made by this atlas, or its record of origin was removed")
    if any(len(said) > LONGEST for said in words.values()):
        raise TooLarge(f"the record of origin in the picture is longer than {LONGEST} characters")
    return {name: words[name] for name in FACTS if name in words}


def view_from_png(png: bytes, there: Callable[[str], Range]) -> dict[str, str]:
    """
    Find the view that a PNG of ours shows.

    Parameters
    ----------
    there
        Gives what exists in a war, by its name.

    Returns
    -------
    parameters
        As in the address of the app, each checked; ``from`` and ``to`` if it shows a comparison.

    Raises
    ------
    NotAPng, TooLarge, NotOurs
        As `read_png` does.
    geo.links.permalink.NoSuchView
        If its link names something that does not exist.
    """
    link = parse(read_png(png).get("Source", ""))
    return parameters(shown_by(link, there(link.get("war", WAR))))


def with_svg(svg: str, facts: Mapping[str, str]) -> str:
    """
    Write facts into an SVG of ours: all as Dublin Core, and a title and description if it begins with none.

    Raises
    ------
    ValueError
        If there is no element to write them into.
    """
    opened = re.search(r"""<svg\b(?:[^>"']|"[^"]*"|'[^']*')*(?<!/)>""", svg)
    if not opened:
        raise ValueError("there is no <svg> that holds anything")
    told = {name: escape(words) for name, words in _plain(facts).items()}
    title, description = (told.get(name, "") for name in ("Title", "Description"))
    named = NAMED.match(svg, opened.end())
    head = "" if named else f"<title>{title}</title><desc>{description}</desc>"
    at = named.end() if named else opened.end()
    return f"{svg[:at]}{head}<metadata>{_dublin_core(told)}</metadata>{svg[at:]}"


def with_pdf(pdf: bytes, facts: Mapping[str, str]) -> bytes:
    """Write facts into a PDF of ours: as its properties, and as Dublin Core in XMP."""
    return bind_pdf([("", pdf)], facts)


def bind_pdf(sheets: Iterable[tuple[str, bytes]], facts: Mapping[str, str]) -> bytes:
    """
    Bind PDFs of ours into one, and write facts into it as `with_pdf` does.

    Parameters
    ----------
    sheets
        Each with its name in the outline; without one, it is not listed there.
    """
    told = _plain(facts)
    writer = PdfWriter()
    for name, pdf in sheets:
        for page in _ordered(PdfReader(BytesIO(pdf))).pages:  # page by page; copying a whole file causes a warning
            bound = writer.add_page(page)
            if name:
                writer.add_outline_item(title=name, page_number=bound)
    writer.compress_identical_objects()  # pypdf copies a colour profile once for each pattern
    names = {"Title": "/Title", "Description": "/Subject", "Software": "/Creator"}
    writer.add_metadata({names.get(name, "/" + name.title().replace(" ", "")): said for name, said in told.items()})
    rdf = _dublin_core({name: escape(words) for name, words in told.items()})
    packet = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'
    begins, ends = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>', '<?xpacket end="w"?>'
    writer.xmp_metadata = f"{begins}{packet}{ends}".encode()
    written = BytesIO()
    writer.write(written)
    return written.getvalue()


def _ordered(pdf: PdfReader) -> PdfReader:
    """Sort the names of a page's fonts and patterns: svg2pdf lists them differently at each run, and pypdf follows."""
    for drawn in map(pdf.get_object, pdf.xref[0]):
        for named in drawn.get("/Resources", {}).values() if isinstance(drawn, DictionaryObject) else ():
            if isinstance(named, DictionaryObject):
                names = sorted(dict.items(named))  # unresolved: its own items would be what the references lead to
                named.clear()
                named.update(names)
    return pdf


def _dublin_core(told: Mapping[str, str]) -> str:
    """Write facts as RDF, their words already escaped; one that may be in several languages is a list, as in XMP."""
    one = '<rdf:Alt><rdf:li xml:lang="x-default">{}</rdf:li></rdf:Alt>'
    elements = {
        "Title": ("title", one),
        "Description": ("description", one),
        "Source": ("source", "{}"),
        "Software": ("creator", "<rdf:Seq><rdf:li>{}</rdf:li></rdf:Seq>"),
        "Data digest": ("identifier", "{}"),
        "Copyright": ("rights", one),
    }
    named = ((name, form, told[fact]) for fact, (name, form) in elements.items() if fact in told)
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        + '<rdf:Description rdf:about="">'
        + "".join(f"<dc:{name}>{form.format(words)}</dc:{name}>" for name, form, words in named)
        + "</rdf:Description></rdf:RDF>"
    )


def require_chunks(png: bytes) -> None:
    """
    Check the chunks of a PNG up to its pixels, before anything else reads it.

    Raises
    ------
    NotAPng
        If a chunk extends beyond the file, or there is a second header, or no pixels.
    TooLarge
        If there are more than `MOST_CHUNKS`.
    """
    at = AFTER_HEADER
    for _ in range(MOST_CHUNKS):
        kind, end = png[at + 4 : at + 8], at + 12 + int.from_bytes(png[at : at + 4], "big")
        if end > len(png) or kind == b"IEND":
            raise NotAPng("the PNG picture ends before its pixels")
        if kind == b"IHDR":
            raise NotAPng("the PNG picture has two headers; expected one")
        if kind == b"IDAT":
            return
        at = end
    raise TooLarge(f"the picture has more than {MOST_CHUNKS} chunks before its pixels")


def _texts(png: bytes) -> dict[str, str]:
    """Read the text of a PNG before its pixels, which are not unpacked; any text over a megabyte is refused."""
    try:
        with Image.open(BytesIO(png), formats=["PNG"]) as picture:
            return {str(name): str(words) for name, words in picture.info.items() if isinstance(words, str)}
    except BROKEN as error:
        raise NotAPng("the file is no PNG picture, or a broken one") from error


def _plain(facts: Mapping[str, str]) -> dict[str, str]:
    return {name: UNWRITABLE.sub("", words)[:LONGEST] for name, words in facts.items()}


def _chunks(rest: bytes) -> Iterator[bytes]:
    """Split a PNG into its chunks, each whole."""
    at = 0
    while at < len(rest):
        end = at + 12 + int.from_bytes(rest[at : at + 4], "big")
        yield rest[at:end]
        at = end


def _tells(chunk: bytes, facts: Mapping[str, str]) -> bool:
    """Return whether a chunk is text with the name of one of the facts."""
    name = chunk[8:].partition(b"\0")[0].decode("latin-1")
    return chunk[4:8] in (b"tEXt", b"zTXt", b"iTXt") and name in facts


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
