"""
`geo.links.provenance`: where a picture comes from is written into its file, and is read from a stranger's with care.
"""

import struct
import zlib
from collections.abc import Mapping
from io import BytesIO
from time import process_time
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pypdf import PdfReader, PdfWriter

from geo.links.permalink import NoSuchView, Range, ViewState, permalink
from geo.links.provenance import (
    FACTS,
    LONGEST,
    MOST_BYTES,
    NotAPng,
    NotOurs,
    TooLarge,
    facts,
    read_png,
    view_from_png,
    with_pdf,
    with_png,
    with_svg,
)
from tests.conftest import july

THERE = Range(july(1), july(31), july(31), ["0101", "1709"], ["districts", "people"])
SHOWN = ViewState(july(5), district="1709", known=july(6), lens="people", lang="fa")
LINK = permalink("https://atlas.example/", SHOWN)
TITLE = "Who <holds> & “what” — ولسوالی\u200cها 🗺"
TOLD = facts(TITLE, "Of 3 districts: Reds 2, not known 1", LINK, "0123abcd4567", "Boundaries: public domain")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" aria-label="a > b"><rect width="10" height="10"/></svg>'
NAMES = {
    "svg": "http://www.w3.org/2000/svg",
    "dc": "http://purl.org/dc/elements/1.1/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}


def picture(width: int = 7, height: int = 5, **saved: object) -> bytes:
    written = BytesIO()
    pixels = Image.new("RGB", (width, height), "#fcfbf7")
    pixels.putpixel((3, 2), (143, 51, 53))
    pixels.save(written, "PNG", **saved)
    return written.getvalue()


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def header(width: int, height: int) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


OURS = chunk(b"tEXt", b"Software\0Control Atlas") + chunk(b"tEXt", b"Source\0?day=2021-07-05")
PIXELS = chunk(b"IDAT", zlib.compress(b"\0\0\0\0")) + chunk(b"IEND")


def made_of(*chunks: bytes) -> bytes:
    """A picture of such chunks, and one pixel."""
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks) + PIXELS


def saying(words: Mapping[str, str]) -> bytes:
    """A picture that says what it likes of itself."""
    told = PngInfo()
    for name, said in words.items():
        told.add_itxt(name, said)
    return picture(pnginfo=told)


def test_what_is_written_into_a_picture_is_read_from_it() -> None:
    assert read_png(with_png(picture(), TOLD)) == TOLD
    assert tuple(TOLD) == FACTS


def test_the_pixels_and_all_else_in_a_picture_stay_as_they_are() -> None:
    plain = picture(dpi=(300, 300))
    written = with_png(plain, TOLD)
    assert written.startswith(plain[:33]) and written.endswith(plain[33:])
    with Image.open(BytesIO(written)) as opened, Image.open(BytesIO(plain)) as before:
        assert opened.tobytes() == before.tobytes()
        assert opened.info["dpi"] == before.info["dpi"]


def test_facts_written_again_take_the_place_of_the_earlier() -> None:
    other = TOLD | {"Source": permalink("https://atlas.example/", ViewState(july(9)))}
    twice = with_png(with_png(picture(), TOLD), other)
    assert read_png(twice) == other
    assert twice == with_png(picture(), other)


def test_a_picture_opens_its_view_again() -> None:
    assert view_from_png(with_png(picture(), TOLD), lambda _: THERE) == {
        "day": "2021-07-05",
        "district": "1709",
        "known": "2021-07-06",
        "lens": "people",
        "lang": "fa",
    }
    compared = TOLD | {"Source": permalink("https://atlas.example/compare", ViewState(july(5), since=july(1)))}
    assert view_from_png(with_png(picture(), compared), lambda _: THERE) == {"from": "2021-07-01", "to": "2021-07-05"}


def test_a_copy_that_keeps_the_text_opens_the_view_and_one_that_does_not_is_none_of_ours() -> None:
    with Image.open(BytesIO(with_png(picture(), TOLD))) as opened:
        kept, stripped = PngInfo(), BytesIO()
        for name, words in opened.info.items():
            kept.add_text(str(name), str(words), zip=True)  # as some programs pack it
        again = BytesIO()
        opened.save(again, "PNG", pnginfo=kept, optimize=True)
        opened.save(stripped, "PNG")
    assert again.getvalue() != with_png(picture(), TOLD)
    assert view_from_png(again.getvalue(), lambda _: THERE)["day"] == "2021-07-05"
    with pytest.raises(NotOurs):
        view_from_png(stripped.getvalue(), lambda _: THERE)


@pytest.mark.parametrize("upload", [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", picture()[:20], picture()[1:]])
def test_what_is_no_picture_is_refused(upload: bytes) -> None:
    with pytest.raises(NotAPng):
        view_from_png(upload, lambda _: THERE)
    with pytest.raises(NotAPng):
        with_png(upload[:20], TOLD)


def test_a_photograph_is_refused() -> None:
    written = BytesIO()
    Image.new("RGB", (7, 5)).save(written, "JPEG")
    with pytest.raises(NotAPng):
        read_png(written.getvalue())


def test_a_picture_by_others_is_refused() -> None:
    for words in ({}, {"Software": "Paint", "Source": LINK}, {"Source": LINK}):
        with pytest.raises(NotOurs):
            view_from_png(saying(words), lambda _: THERE)


def test_a_file_that_is_larger_than_any_of_ours_is_refused_before_it_is_opened() -> None:
    with pytest.raises(TooLarge, match="20 MB"):
        read_png(picture() + b"\0" * MOST_BYTES)


def test_a_bomb_is_not_unpacked() -> None:
    header = struct.pack(">II", 60_000, 60_000)
    bomb = bytearray(with_png(picture(), TOLD))
    bomb[16:24] = header
    bomb[29:33] = struct.pack(">I", zlib.crc32(bomb[12:29]))
    with pytest.raises(TooLarge, match="40 million pixels"):
        read_png(bytes(bomb))
    packed = PngInfo()
    packed.add_text("Software", "Control Atlas")
    packed.add_text("Source", "?" * 5_000_000, zip=True)
    with pytest.raises(NotAPng):
        read_png(picture(pnginfo=packed))
    with pytest.raises(TooLarge, match="4000 characters"):
        read_png(saying(TOLD | {"Title": "x" * (LONGEST + 1)}))


def test_a_second_header_is_refused_before_pillow_believes_it() -> None:
    assert read_png(made_of(header(1, 1), OURS)) == {"Source": "?day=2021-07-05", "Software": "Control Atlas"}
    with pytest.raises(NotAPng, match="two headers; expected one"):
        read_png(made_of(header(1, 1), OURS, header(20_000, 20_000)))


def test_what_comes_before_the_pixels_is_looked_at_only_so_far() -> None:
    began = process_time()
    with pytest.raises(TooLarge, match="more than 200 chunks before its pixels"):
        read_png(made_of(header(1, 1), OURS, chunk(b"teSt") * 1_500_000))
    assert process_time() - began < 1  # of it all, Pillow alone took seven seconds


@pytest.mark.parametrize(
    "broken",
    [
        made_of(header(1, 1), OURS).removesuffix(PIXELS),
        made_of(header(1, 1), OURS, chunk(b"IEND")),
        made_of(header(1, 1), OURS).replace(b"\0\0\0\x16tEXt", b"\xff\xff\xff\xfftEXt"),
    ],
    ids=["cut off", "ended", "of a chunk longer than the file"],
)
def test_a_picture_that_ends_before_its_pixels_is_refused(broken: bytes) -> None:
    with pytest.raises(NotAPng, match="ends before its pixels"):
        read_png(broken)


def test_a_header_that_is_too_long_is_refused() -> None:
    with pytest.raises(NotAPng):
        read_png(made_of(chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0) + b"\0"), OURS))


def test_only_our_own_facts_are_read() -> None:
    assert read_png(saying(TOLD | {"Comment": "<script>", "icc": "x"})) == TOLD


@pytest.mark.parametrize(
    "source",
    ["", "javascript:alert(1)", "https://evil.example/?day=soon", "?day=2021-07-05&district=%3Cb%3E", "?lang=nl"],
)
def test_a_picture_whose_link_names_no_view_of_ours_is_refused(source: str) -> None:
    with pytest.raises(NoSuchView):
        view_from_png(saying(TOLD | {"Source": source}), lambda _: THERE)


def test_of_a_strangers_link_only_our_parameters_are_taken() -> None:
    source = "https://evil.example/phish?day=2021-07-05&next=//evil.example&embed=true&known="
    with pytest.raises(NoSuchView):
        view_from_png(saying(TOLD | {"Source": source}), lambda _: THERE)
    source = source.removesuffix("&known=")
    assert view_from_png(saying(TOLD | {"Source": source}), lambda _: THERE) == {"day": "2021-07-05"}


@given(st.binary(max_size=60), st.integers(0, 700), st.integers(0, 60))
def test_a_broken_picture_is_refused_or_read_and_never_worse(noise: bytes, at: int, cut: int) -> None:
    whole = with_png(picture(), TOLD)
    try:
        told = read_png(whole[:at] + noise + whole[at + cut :])
    except (NotAPng, NotOurs, TooLarge):
        return
    assert set(told) <= set(FACTS)


@given(st.text())
def test_any_title_can_be_written(title: str) -> None:
    told = TOLD | {"Title": title}
    read = read_png(with_png(picture(), told))["Title"]
    assert set(title) - set(read) <= {chr(code) for code in (*range(32), *range(127, 160), *range(0xD800, 0xE000))} | {
        "\ufffe",
        "\uffff",
    }
    root = ElementTree.fromstring(with_svg(SVG, told))
    assert (root.findtext("svg:title", namespaces=NAMES) or "").split() == read.split()


def test_a_drawing_says_its_title_its_description_and_the_rest_as_dublin_core() -> None:
    root = ElementTree.fromstring(with_svg(SVG, TOLD))
    assert [child.tag.partition("}")[2] for child in root] == ["title", "desc", "metadata", "rect"]
    assert root.findtext("svg:title", namespaces=NAMES) == TITLE
    assert root.findtext("svg:desc", namespaces=NAMES) == TOLD["Description"]
    described = root.find(".//rdf:Description", NAMES)
    assert described is not None
    core = {child.tag.partition("}")[2]: "".join(child.itertext()) for child in described}
    assert core == {
        "title": TITLE,
        "description": TOLD["Description"],
        "source": LINK,
        "creator": "Control Atlas",
        "identifier": "0123abcd4567",
        "rights": "Boundaries: public domain",
    }


def test_a_drawing_that_has_a_title_keeps_it() -> None:
    own = '<title id="t">Own &amp; only</title>\n<desc id="d">Drawn</desc>'
    root = ElementTree.fromstring(with_svg(SVG.replace("<rect", f"{own}<rect", 1), TOLD))
    assert [child.tag.partition("}")[2] for child in root] == ["title", "desc", "metadata", "rect"]
    assert root.findtext("svg:title", namespaces=NAMES) == "Own & only"
    assert root.findtext(".//dc:source", namespaces=NAMES) == LINK


@pytest.mark.parametrize("svg", ["", "<svg/>", '<svg width="3" />', "<p>svg</p>"])
def test_what_holds_no_drawing_is_told(svg: str) -> None:
    with pytest.raises(ValueError, match="no <svg>"):
        with_svg(svg, TOLD)


def test_a_pdf_says_the_same_as_its_properties_and_in_xmp() -> None:
    blank, writer = BytesIO(), PdfWriter()
    writer.add_blank_page(595, 842)
    writer.write(blank)
    read = PdfReader(BytesIO(with_pdf(blank.getvalue(), TOLD)))
    assert len(read.pages) == 1
    said = read.metadata
    assert said is not None
    names = ("/Title", "/Subject", "/Source", "/Creator", "/DataDigest", "/Copyright")
    assert {name: str(said[name]) for name in names} == {
        "/Title": TITLE,
        "/Subject": TOLD["Description"],
        "/Source": LINK,
        "/Creator": "Control Atlas",
        "/DataDigest": "0123abcd4567",
        "/Copyright": "Boundaries: public domain",
    }
    xmp = read.xmp_metadata
    assert xmp is not None
    assert (xmp.dc_title, xmp.dc_source, xmp.dc_identifier) == ({"x-default": TITLE}, LINK, "0123abcd4567")
    assert xmp.dc_creator == ["Control Atlas"]
