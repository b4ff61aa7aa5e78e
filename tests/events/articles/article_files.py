"""One article as the files in which people bring it, made when they are wanted."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

TITLE = "Taliban overrun Argo"
TEXT = "The Taliban captured Argo district in Badakhshan on Sunday, a member of the provincial council said."
PAGE = f"""\
<!DOCTYPE html><html lang="en"><head><title>{TITLE}</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Gazette">
<meta property="og:url" content="https://gazette.example/argo"><link rel="canonical" href="https://gazette.example/argo">
<meta property="article:published_time" content="2021-07-05T09:30:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>{TITLE}</h1><p>{TEXT}</p>
<p>Nobody said how many had fled, and the road to the south was closed for a second day.</p></article>
<footer>Cookies: accept all of them?</footer><script>alert("Kunduz fell")</script></body></html>
"""
WRITTEN = datetime(2021, 7, 5, 9, 30, tzinfo=UTC)


def document(title: str = TITLE, paragraphs: tuple[str, ...] = (TITLE, "", TEXT)) -> bytes:
    """A document of a word processor."""
    made = docx.Document()
    made.core_properties.title, made.core_properties.created = title, WRITTEN
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    packed = io.BytesIO()
    made.save(packed)
    return packed.getvalue()


def with_part(data: bytes, path: str, content: bytes = b"x") -> bytes:
    """An archive with one part more."""
    packed = io.BytesIO(data)
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(path, content)
    return packed.getvalue()


def pdf(lines: tuple[str, ...] = (TITLE, TEXT[:60], TEXT[60:]), password: str = "", pages: int = 1) -> bytes:
    """A PDF, each line of it a line of its page."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(595, 842)
        drawn = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 11 Tf 40 780 Td {drawn}ET".encode("latin-1"))
        kind = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
        font = DictionaryObject({NameObject(key): NameObject(value) for key, value in kind.items()})
        fonts = DictionaryObject({NameObject("/F1"): font})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        page[NameObject("/Contents")] = stream
    writer.add_metadata({"/Title": TITLE, "/CreationDate": "D:20210705093000Z"})
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    packed = io.BytesIO()
    writer.write(packed)
    return packed.getvalue()


def picture() -> bytes:
    """A picture, whatever its name says."""
    packed = io.BytesIO()
    Image.new("RGB", (64, 64), "white").save(packed, "PNG")
    return packed.getvalue()
