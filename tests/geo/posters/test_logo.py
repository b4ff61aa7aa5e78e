"""`geo.posters.logo`: a desk's own logo is checked, stands in the footer and lies over nothing."""

from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree

import numpy as np
import pypdfium2
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from geo.atlas.atlas import Atlas
from geo.language import LOCALES
from geo.places.country import Area
from geo.posters.layout import lay_out
from geo.posters.logo import LONGEST_SIDE, MOST_BYTES, BadLogo, Logo, read_logo
from geo.posters.page import FORMATS, WIDE
from geo.posters.render import to_pdf, to_png
from tests.geo.posters.test_layout import faults
from tests.languages import language
from tests.pictures import pixels
from tests.posters import DAYS, ENGLISH, on, on_part, shapes, shapes_of, svg_of

GREEN, SVG = (0, 170, 85), "{http://www.w3.org/2000/svg}"


def png(width: int = 300, height: int = 100, colour: tuple[int, ...] = (*GREEN, 255), **said: str) -> bytes:
    told, file = PngInfo(), BytesIO()
    for name, words in said.items():
        told.add_text(name, words)
    Image.new("RGBA", (width, height), colour).save(file, "PNG", pnginfo=told)
    return file.getvalue()


def svg(inside: str = '<rect width="30" height="10" fill="#00aa55"/>', root: str = 'viewBox="0 0 30 10"') -> bytes:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'xmlns:other="https://other.example" {root}>{inside}</svg>'
    ).encode()


PLAIN = '<rect width="30" height="10" fill="#00aa55"/>'
GRADIENT = '<defs><linearGradient id="paint-0"><stop stop-color="#0a5"/></linearGradient></defs>'


@pytest.mark.parametrize(
    "file",
    [
        png(),
        svg(),
        svg(root='width="30mm" height="10mm"'),
        svg(f'{GRADIENT}<style>.a {{ fill: url("#paint-0") }}</style><rect class="a" width="30" height="10"/>'),
        svg(f"{GRADIENT}<rect width='30' height='10' style='fill:url( #paint-0 )'/>"),
        svg('<g id="g"><rect width="9" height="9"/></g><use href="#g" x="9"/><use xlink:href="#g" x="18"/>'),
        b"\xef\xbb\xbf<?xml version='1.0'?>" + svg(),
    ],
)
def test_a_logo_keeps_its_shape(file: bytes) -> None:
    assert read_logo(file).ratio == pytest.approx(3)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"", "a logo is a PNG or SVG file"),
        (b"GIF89a", "a logo is a PNG or SVG file"),
        (b"\xff\xd8\xff", "a logo is a PNG or SVG file"),
        (b"<html/>", "a logo is a PNG or SVG file"),
        (png()[:60], "the file is no PNG picture"),
        (png()[:20], "the file is no PNG picture"),
        (png() + b"x" * MOST_BYTES, "a logo has at most 1 MB"),
        (png()[:16] + b"\xff" * 8 + png()[24:], "at most 4 million pixels"),
        (png(2000, 10), "12 times as wide as high"),
        (png(colour=(0, 0, 0, 0)), "the logo shows nothing"),
        (svg(""), "the logo shows nothing"),
        (svg(root=""), "states its size"),
        (svg(root='viewBox="0 0 0 0"'), "states its size"),
        (svg("<script>alert(1)</script>"), "no <script>"),
        (svg("<foreignObject/>"), "no <foreignObject>"),
        (svg('<image href="https://a.example/x.png"/>'), "no <image>"),
        (svg('<a href="#x"/>'), "no <a>"),
        (svg('<set attributeName="href" to="x"/>'), "no <set>"),
        (svg('<filter id="f"/>'), "no <filter>"),
        (svg('<rect onload="alert(1)"/>'), "has an attribute onload"),
        (svg('<use href="https://a.example/x.svg#a"/>'), "anything outside"),
        (svg('<use xlink:href="data:image/svg+xml,x"/>'), "anything outside"),
        (svg('<rect fill="url(https://a.example/#a)"/>'), "anything outside"),
        (svg("<rect style=\"fill:url( 'https://a.example')\"/>"), "anything outside"),
        (svg("<style>@import 'https://a.example/a.css'</style>"), "anything outside"),
        (svg("<style>rect { fill: u\\\\72l(//a.example) }</style>"), "anything outside"),
        (b"<!DOCTYPE svg [<!ENTITY a 'aaa'>]>" + svg("&a;"), "no DOCTYPE"),
        (b"<?xml-stylesheet href='https://a.example/a.css'?>" + svg(), "no processing instructions"),
        (svg("<g/>" * 6000), "at most 5,000 elements"),
        (svg('<g id="a"/><g id="b"><use href="#a"/></g><use href="#b"/>'), "a shape that uses another"),
        (svg('<g id="a"><use href="#a"/></g>'), "a shape that uses another"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
def test_what_is_no_logo_is_refused_in_words(file: bytes, reason: str) -> None:
    with pytest.raises(BadLogo, match=reason):
        read_logo(file)


def test_a_logo_keeps_nothing_that_is_not_seen() -> None:
    assert b"secret" not in read_logo(png(Author="secret")).data
    kept = read_logo(
        svg('<metadata>secret</metadata><!-- secret --><other:view a="secret"/><rect width="9" height="9"/>')
    )
    assert b"secret" not in kept.data


def test_a_large_picture_is_made_smaller() -> None:
    kept = read_logo(png(1800, 900))
    assert Image.open(BytesIO(kept.data)).size == (LONGEST_SIDE, LONGEST_SIDE // 2)


def test_a_logo_read_twice_is_the_same() -> None:
    assert read_logo(png()) == read_logo(png()) and read_logo(svg()).digest == read_logo(svg()).digest


LOGOS = [read_logo(file) for file in (png(1000, 100), png(), png(100, 100), png(60, 300), svg())]


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("paper", FORMATS)
def test_a_logo_lies_over_nothing_and_nothing_is_cut_for_it(shipped: Atlas, paper: str, code: str) -> None:
    spoken, badakhshan = language(code), Area("AF17")
    drawn = [(on(shipped, day, spoken), shapes()) for day in (DAYS[4], DAYS[9])]
    drawn.append((on_part(shipped, badakhshan, DAYS[4], spoken), shapes_of(badakhshan)))
    for poster, there in drawn:
        for logo in LOGOS:
            layout = lay_out(replace(poster, logo=logo), FORMATS[paper], there, spoken)
            assert list(faults(layout, paper, spoken.direction, there)) == []
            assert "…" not in " ".join(line.words for line in layout.lines)
            assert layout.logo is not None
            left, top, right, bottom = layout.logo[1]
            assert (right - left) / (bottom - top) == pytest.approx(logo.ratio)
            assert right > WIDE * 0.9 if spoken.direction == "ltr" else left < WIDE * 0.1
            assert all(rule[1] < top for rule in layout.rules)


@pytest.mark.parametrize("logo", [LOGOS[1], LOGOS[4]], ids=["png", "svg"])
def test_a_logo_is_drawn_in_every_kind_of_file(shipped: Atlas, logo: Logo) -> None:
    poster = replace(on(shipped, DAYS[4]), logo=logo)
    drawn = svg_of(shipped, poster)
    (image,) = ElementTree.fromstring(drawn).iter(f"{SVG}image")
    assert image.get("href") == logo.address
    layout = lay_out(poster, FORMATS["4x5"], shapes(), ENGLISH)
    assert layout.logo
    left, top, right, bottom = map(round, layout.logo[1])
    page = pypdfium2.PdfDocument(to_pdf(drawn))[0].render(scale=1).to_pil().convert("RGB")
    for picture in (pixels(to_png(drawn)), np.asarray(page, dtype=float)):
        assert np.abs(picture[top + 3 : bottom - 3, left + 3 : right - 3] - GREEN).max() <= 3


def test_the_names_in_a_logo_meet_none_of_ours(shipped: Atlas) -> None:
    """A gradient called as our patterns are, and a style of all paths, change nothing on the poster."""
    rude = f'{GRADIENT}<style>path, text, rect {{ fill: url("#paint-0") }}</style><rect width="30" height="10"/>'
    poster = on(shipped, DAYS[4])
    polite, other = (
        pixels(to_png(svg_of(shipped, replace(poster, logo=read_logo(svg(inside)))))) for inside in (PLAIN, rude)
    )
    assert np.abs(polite - other).max() <= 3


def test_a_film_of_few_colours_keeps_those_of_the_logo() -> None:
    assert LOGOS[1].colours == ("#00aa55",)
