"""`geo.publish.series`: a poster of each day, in one file that is the same each time."""

from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from geo.atlas.atlas import Atlas
from geo.films.film import Cancelled
from geo.links.permalink import ViewState
from geo.links.provenance import read_png
from geo.places.country import Area
from geo.posters.page import FORMATS
from geo.publish.publication import Publication
from geo.publish.series import MOST, Every, NoSuchSeries, Series, SeriesKind, require_series, series_name, write_series
from tests.conftest import july
from tests.posters import country, shapes

WEEKS = Series(july(1), july(9))


@pytest.fixture
def given(shipped: Atlas) -> Publication:
    return Publication(shipped.reading, country(), ViewState(july(5), district="1709", area=Area("AF17")))


@pytest.mark.parametrize(
    ("every", "days"),
    [
        (Every.DAY, [(7, day) for day in range(1, 10)]),
        (Every.TWO_DAYS, [(7, day) for day in (1, 3, 5, 7, 9)]),
        (Every.WEEK, [(7, 1), (7, 8), (7, 9)]),
        (Every.MONTH, [(7, 1), (7, 9)]),
    ],
)
def test_the_first_day_and_the_last_are_always_shown(every: Every, days: list[tuple[int, int]]) -> None:
    assert [(day.month, day.day) for day in Series(july(1), july(9), every).days] == days
    assert Series(july(5), july(5), every).days == (july(5),)


def test_a_month_later_is_the_same_day_or_the_last_of_a_shorter_month() -> None:
    days = Series(date(2020, 11, 30), date(2021, 4, 30), Every.MONTH).days
    assert [day.isoformat()[2:] for day in days] == [
        "20-11-30",
        "20-12-30",
        "21-01-30",
        "21-02-28",
        "21-03-30",
        "21-04-30",
    ]


def test_a_zip_holds_a_picture_of_each_day_that_says_so(tmp_path: Path, given: Publication) -> None:
    write_series(given, shapes(), "link", WEEKS, SeriesKind.PNG, tmp_path / "x.zip")
    with ZipFile(tmp_path / "x.zip") as archive:
        assert archive.namelist() == [f"control-atlas-badakhshan-2021-07-0{day}-link.png" for day in (1, 8, 9)]
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name, day in zip(archive.namelist(), WEEKS.days, strict=True):
            told = read_png(archive.read(name))
            assert told["Source"] == f"?day={day}&province=AF17"
            assert f"on {day.day} July 2021. Of 28 districts" in told["Description"]
            assert Image.open(BytesIO(archive.read(name))).size == (FORMATS["link"].width, FORMATS["link"].height)


def test_a_book_has_a_page_and_a_line_of_its_outline_for_each_day(tmp_path: Path, given: Publication) -> None:
    write_series(given, shapes(), "a4", WEEKS, SeriesKind.BOOK, tmp_path / "x.pdf")
    book = PdfReader(tmp_path / "x.pdf")
    days = ["1 July 2021", "8 July 2021", "9 July 2021"]
    assert [entry.title for entry in book.outline] == days  # type: ignore[union-attr]
    assert all(day in page.extract_text() for day, page in zip(days, book.pages, strict=True))
    assert book.metadata is not None
    assert book.metadata.title == "Afghanistan 2021 · Badakhshan, 1 July 2021 to 9 July 2021"


@pytest.mark.parametrize("kind", SeriesKind)
def test_a_series_is_the_same_bytes_each_time(tmp_path: Path, given: Publication, kind: SeriesKind) -> None:
    digests = set()
    for _ in range(2):
        write_series(given, shapes(), "link", Series(july(4), july(5)), kind, tmp_path / "x")
        digests.add(sha256((tmp_path / "x").read_bytes()).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("kind", SeriesKind)
def test_a_series_broken_off_leaves_no_file(tmp_path: Path, given: Publication, kind: SeriesKind) -> None:
    with pytest.raises(Cancelled):
        write_series(given, shapes(), "link", WEEKS, kind, tmp_path / "x", lambda done, _: done < 2)
    assert not list(tmp_path.iterdir())


def test_progress_is_told_from_none_to_all(tmp_path: Path, given: Publication) -> None:
    told: list[tuple[int, int]] = []

    def tell(done: int, total: int) -> bool:
        told.append((done, total))
        return True

    write_series(given, shapes(), "link", WEEKS, SeriesKind.PNG, tmp_path / "x", tell)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


@pytest.mark.parametrize(
    ("series", "reason"),
    [
        (Series(july(5), july(1)), "a series cannot go back from 2021-07-05 to 2021-07-01"),
        (Series(date(2020, 1, 1), july(1)), "there are no posters outside 2021-04-06 to 2021-09-06"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(given: Publication, series: Series, reason: str) -> None:
    with pytest.raises(NoSuchSeries, match=reason):
        require_series(given, series)


def test_a_series_has_an_end() -> None:
    assert len(Series(date(2021, 4, 6), date(2021, 9, 6), Every.DAY).days) <= MOST


def test_a_series_is_named_after_its_days(given: Publication) -> None:
    named = [series_name(given, "a4", WEEKS, kind) for kind in SeriesKind]
    stem = "control-atlas-badakhshan-2021-07-01-2021-07-09-a4-week"
    assert named == [f"{stem}.zip", f"{stem}-pdf.zip", f"{stem}.pdf"]
