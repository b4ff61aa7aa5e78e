"""`geo.publish.publication`: what is given away of a view says, all of it, the same of itself."""

import logging
import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from events.control.reading import read_as_known
from events.ledger.digest import SHORT
from geo.atlas.atlas import Atlas
from geo.films.film import Cancelled, Film
from geo.links.citation import bibtex, plain, wikipedia
from geo.links.permalink import Range, ViewState, parameters
from geo.links.provenance import read_png, view_from_png
from geo.places.country import Area, Country, load_country
from geo.places.digest import data_digest
from geo.places.grid import Shapes, country_shapes
from geo.posters.logo import read_logo
from geo.posters.page import FORMATS
from geo.publish.naming import file_name
from geo.publish.publication import (
    LONGEST_WORDS,
    FilmKind,
    PictureKind,
    Publication,
    citation_of,
    leaves_out,
    page,
    picture,
    shortens,
    write_film,
)
from geo.words.description import LONGEST_ALT
from tests.conftest import july

APP = "https://atlas.example.org/"
FEW, MANY = ("1708", "1709"), ("1703", "1708", "1709", "1710")
SMALL = FORMATS["4x5"].smaller(4)


@pytest.fixture(scope="module")
def country() -> Country:
    return load_country()


@pytest.fixture(scope="module")
def shapes(country: Country) -> Shapes:
    return country_shapes(country)


@pytest.fixture
def given(shipped: Atlas, country: Country) -> Publication:
    return Publication(shipped.reading, country, ViewState(july(5), lang="nl"), base=APP)


def test_a_picture_of_each_kind_says_what_it_is_where_it_comes_from_and_of_which_data(
    given: Publication, shapes: Shapes
) -> None:
    poster, digest = given.poster, data_digest(given.reading, given.country)[:SHORT]
    link = f"{APP}?day=2021-07-05&lang=nl"
    png = picture(given, shapes, SMALL, PictureKind.PNG)
    told = read_png(png)
    assert (told["Title"], told["Description"], told["Source"]) == (poster.title, poster.alt, link)
    assert told["Data digest"] == digest
    assert 0 < len(poster.alt) <= LONGEST_ALT
    assert Image.open(BytesIO(png)).size == (SMALL.width, SMALL.height)
    svg = picture(given, shapes, SMALL, PictureKind.SVG).decode()
    assert link.replace("&", "&amp;") in svg and digest in svg
    properties = PdfReader(BytesIO(picture(given, shapes, SMALL, PictureKind.PDF))).metadata
    assert properties is not None
    assert properties.title == poster.title
    assert (str(properties["/Source"]), str(properties["/DataDigest"])) == (link, digest)


@pytest.mark.parametrize(
    ("title", "cut"), [(None, False), ("And so on …", False), ("Word " * 60, False), ("W" * 400, True)]
)
def test_a_title_that_a_format_has_no_room_for_is_told(
    given: Publication, shapes: Shapes, title: str | None, cut: bool
) -> None:
    assert shortens(replace(given, title=title), shapes, FORMATS["link"]) == ["title"] * cut


def test_a_credit_that_a_format_has_no_room_for_is_told(given: Publication, shapes: Shapes) -> None:
    assert shortens(replace(given, credit="The Gazette"), shapes, FORMATS["16x9"]) == []
    assert shortens(replace(given, credit="Newsroom " * 35), shapes, FORMATS["16x9"]) == ["credit"]


def test_words_longer_than_a_title_may_be_are_cut_before_anything_is_made_of_them(
    given: Publication, shapes: Shapes
) -> None:
    own = replace(given, title="Word " * 4000, credit="x" * 20_000)
    assert own.poster.title == "Word " * 59 + "Word…"
    assert own.poster.credit.count("x") == LONGEST_WORDS - 1
    assert shortens(own, shapes, FORMATS["a4"]) == ["title", "credit"]
    assert leaves_out(replace(own, title="x" * 20_000 + "漢")) == ""
    assert "x" * LONGEST_WORDS not in page(own).decode()


@pytest.mark.parametrize("title", ["🎉", "漢字", "\u202e"])
def test_a_title_that_cannot_be_drawn_is_none(given: Publication, shapes: Shapes, title: str) -> None:
    own = replace(given, title=title, credit=title)
    assert (own.poster.title, own.poster.credit) == (given.poster.title, given.poster.credit)
    assert shortens(own, shapes, SMALL) == []
    assert leaves_out(replace(own, title="Kabul 🎉")) == "🎉" + title * (title == "漢字")


@pytest.mark.parametrize(
    "shown",
    [
        ViewState(july(5)),
        ViewState(july(5), known=july(5), lens="people", lang="fa"),
        ViewState(july(31), july(1), lens="land"),
        ViewState(july(31), july(1), lens="people", lang="de", side=True),
        ViewState(july(31), july(1), area=Area("AF17"), side=True),
        ViewState(july(5), area=Area("AF17")),
        ViewState(july(31), july(1), lang="fa", area=Area(districts=("1708", "1709"))),
    ],
    ids=str,
)
def test_a_picture_opens_the_view_that_it_shows(given: Publication, shapes: Shapes, shown: ViewState) -> None:
    spans = given.reading.spans
    there = Range(
        given.reading.first,
        given.reading.last,
        given.reading.known_by,
        spans.keys(),
        given.country.lenses.keys(),
        provinces=given.country.province_names,
    )
    png = picture(replace(given, shown=shown), shapes, SMALL, PictureKind.PNG)
    assert view_from_png(png, lambda _: there) == parameters(shown)


def test_a_link_leads_to_the_page_that_shows_the_view(given: Publication) -> None:
    compared = ViewState(july(31), july(1))
    assert replace(given, shown=compared).link == f"{APP}compare?from=2021-07-01&to=2021-07-31"
    assert replace(given, shown=compared, base="").link == "?from=2021-07-01&to=2021-07-31"
    pair = replace(given, shown=replace(compared, side=True))
    assert pair.link == f"{APP}compare?from=2021-07-01&to=2021-07-31&view=side"
    assert file_name(pair, "4x5", "png") == "control-atlas-2021-07-01-2021-07-31-side-4x5.png"
    assert pair.on(july(5)).shown == ViewState(july(5)) and not pair.between(july(1), july(5)).shown.side
    part = ViewState(july(5), area=Area("AF17"))
    assert replace(given, shown=part).link == f"{APP}provinces?day=2021-07-05&province=AF17"
    few = ViewState(july(5), area=Area(districts=FEW))
    assert replace(given, shown=few).link == f"{APP}publish?day=2021-07-05&districts=1708,1709"


def test_blank_words_are_none_and_others_are_taken(given: Publication) -> None:
    assert replace(given, title=" ", credit="").poster == given.poster
    own = replace(given, title="A title", credit="A desk").poster
    assert own.title == "A title"
    assert "A desk" in own.credit
    assert given.poster.credit.endswith("Control Atlas")


def test_a_pdf_is_the_same_bytes_each_time(given: Publication, shapes: Shapes) -> None:
    once, again = (picture(given, shapes, SMALL, PictureKind.PDF) for _ in range(2))
    assert once == again


LOGO = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'><path fill='#00aa55' d='M0 0h9v3h-9z'/></svg>"


@pytest.mark.parametrize("kind", PictureKind)
def test_a_picture_with_a_logo_is_the_same_bytes_each_time(
    given: Publication, shapes: Shapes, kind: PictureKind
) -> None:
    own = replace(given, logo=read_logo(LOGO), shown=replace(given.shown, area=Area("AF17")))
    once, again = (picture(own, shapes, SMALL, kind) for _ in range(2))
    assert once == again
    assert once != picture(replace(own, logo=None), shapes, SMALL, kind)


@pytest.mark.parametrize("kind", [FilmKind.GIF, FilmKind.ZIP])
def test_a_logo_is_in_a_film_in_its_own_colour(
    tmp_path: Path, given: Publication, shapes: Shapes, kind: FilmKind
) -> None:
    file = tmp_path / "film"
    write_film(replace(given, logo=read_logo(LOGO)), shapes, Film(july(5), july(5)), kind, file)
    data = file.read_bytes()
    if kind == FilmKind.ZIP:
        with ZipFile(file) as archive:
            (name,) = archive.namelist()
            data = archive.read(name)
    frame = Image.open(BytesIO(data)).convert("RGB")
    assert sum(number for number, colour in frame.getcolors(1 << 20) or [] if colour == (0, 170, 85)) > 2000


def test_the_pictures_of_a_film_carry_no_clock(tmp_path: Path, given: Publication, shapes: Shapes) -> None:
    write_film(given, shapes, Film(july(5), july(6)), FilmKind.ZIP, tmp_path / "film.zip")
    with ZipFile(tmp_path / "film.zip") as archive:
        told = [(info.filename, info.date_time) for info in archive.infolist()]
    assert told == [
        ("frame-001-2021-07-05.png", (1980, 1, 1, 0, 0, 0)),
        ("frame-002-2021-07-06.png", (1980, 1, 1, 0, 0, 0)),
    ]


def test_a_pdf_is_written_without_a_warning_and_without_silencing_those_of_others(
    given: Publication, shapes: Shapes, caplog: pytest.LogCaptureFixture
) -> None:
    picture(given, shapes, SMALL, PictureKind.PDF)
    assert caplog.records == []
    assert logging.getLogger("pypdf").level == logging.NOTSET


def test_the_page_opens_with_the_view_and_carries_the_digest_of_the_data(given: Publication) -> None:
    written = page(replace(given, title="A <title>", theme="dark")).decode()
    assert 'data-day="2021-07-05"' in written
    assert '<html lang="nl"' in written
    assert "A &lt;title&gt;" in written
    assert given.digest in written
    assert len(written) < 1_200_000


def test_the_page_of_a_part_has_all_of_the_country_and_opens_on_the_part(given: Publication) -> None:
    whole = page(given).decode()
    part = page(replace(given, shown=replace(given.shown, area=Area("AF17")))).decode()
    found = re.search(r"%22area%22: \[\[([\d.]+), ([\d.]+)\], \[([\d.]+), ([\d.]+)\]\]", part)
    assert found
    south, west, north, east = map(float, found.groups())
    assert (round(south), round(west), round(north), round(east)) == (35, 70, 38, 75)
    assert "%22area%22" not in whole
    assert abs(len(part) - len(whole)) < 200


def test_a_citation_is_of_the_view_and_the_data(given: Publication) -> None:
    citation = citation_of(given, date(2026, 1, 2))
    assert citation.digest == given.digest
    assert citation.shown == replace(given.shown, known=given.reading.known_by)
    assert citation.title == given.reading.ledger.war.title


@pytest.mark.parametrize(
    ("shown", "link"),
    [
        (ViewState(july(5)), f"{APP}?day=2021-07-05&known=2023-08-15"),
        (
            ViewState(july(31), july(1), lang="nl"),
            f"{APP}compare?from=2021-07-01&to=2021-07-31&known=2023-08-15&lang=nl",
        ),
        (ViewState(july(5), known=july(6)), f"{APP}?day=2021-07-05&known=2021-07-06"),
    ],
    ids=str,
)
def test_the_link_of_a_citation_names_the_day_of_knowledge_that_its_text_names(
    given: Publication, shown: ViewState, link: str
) -> None:
    reading = read_as_known(given.reading.ledger, given.reading.spans, shown.known)
    viewed = replace(given, reading=reading, shown=shown)
    cited = citation_of(viewed, date(2026, 1, 2))
    known = viewed.language.day(shown.known or date(2023, 8, 15))
    for written in (plain, bibtex, wikipedia):
        said = written(cited, viewed.language)
        assert link in said and known in said


def test_a_file_is_named_after_what_it_shows(given: Publication) -> None:
    assert file_name(given, "4x5", "png") == "control-atlas-2021-07-05-nl-4x5.png"
    compared = replace(given, shown=ViewState(july(31), july(1), known=date(2021, 8, 1)))
    unusual = replace(given, shown=replace(given.shown, lens="people"), theme="dark")
    assert file_name(unusual, "4x5", "png") == "control-atlas-2021-07-05-people-nl-dark-4x5.png"
    name = file_name(compared, "", "html")
    assert name == "control-atlas-2021-07-01-2021-07-31-as-known-2021-08-01.html"
    assert re.fullmatch(r"[\w.-]+", name)
    part = replace(given, shown=ViewState(july(5), area=Area("AF03")))
    assert file_name(part, "4x5", "png") == "control-atlas-parwan-2021-07-05-4x5.png"
    few, many = (replace(given, shown=ViewState(july(5), area=Area(districts=codes))) for codes in (FEW, MANY))
    assert file_name(few, "", "html") == "control-atlas-1708-1709-2021-07-05.html"
    assert file_name(many, "", "html") == "control-atlas-4-districts-2021-07-05.html"


def test_a_picture_of_a_part_says_so_and_carries_the_digest_of_all_data(given: Publication, shapes: Shapes) -> None:
    part = replace(given, shown=ViewState(july(5), area=Area("AF17")))
    told = read_png(picture(part, shapes, SMALL, PictureKind.PNG))
    assert told["Description"].startswith(
        "Map: Badakhshan (Afghanistan 2021) on 5 July 2021. Of 28 districts: Taliban 26"
    )
    assert told["Data digest"] == given.digest
    assert "Afghanistan 2021 (Badakhshan), situation on 5 July 2021" in plain(
        citation_of(part, date(2026, 1, 2)), part.language
    )
    assert shortens(part, shapes, SMALL) == []


def test_a_film_of_a_part_shows_and_counts_the_part(tmp_path: Path, given: Publication, shapes: Shapes) -> None:
    part = replace(given, shown=ViewState(july(5), area=Area("AF17")))
    write_film(part, shapes, Film(july(4), july(5)), FilmKind.ZIP, tmp_path / "film.zip")
    with ZipFile(tmp_path / "film.zip") as archive:
        frames = [read_png(archive.read(name)) for name in archive.namelist()]
    assert [frame["Source"] for frame in frames] == [
        f"{APP}provinces?day=2021-07-0{day}&province=AF17" for day in (4, 5)
    ]
    assert "Of 28 districts: Taliban 26" in frames[1]["Description"]


def test_a_film_with_a_blank_title_has_the_one_proposed(tmp_path: Path, given: Publication, shapes: Shapes) -> None:
    file, film = tmp_path / "film.gif", Film(july(5), july(5))
    write_film(given, shapes, film, FilmKind.GIF, file)
    proposed = file.read_bytes()
    write_film(given, shapes, replace(film, title=" ", credit=" "), FilmKind.GIF, file)
    assert file.read_bytes() == proposed


@pytest.mark.parametrize("kind", FilmKind)
def test_a_film_broken_off_leaves_no_file(tmp_path: Path, given: Publication, shapes: Shapes, kind: FilmKind) -> None:
    file, there = tmp_path / f"film.{kind}", []

    def once(done: int, _: int) -> bool:
        there.append(file.exists())
        return done < 2

    with pytest.raises(Cancelled):
        write_film(given, shapes, Film(july(3), july(8)), kind, file, once)
    assert len(there) == 3 and not file.exists()
