"""The page Publish."""

import gc
from datetime import date
from threading import BoundedSemaphore
from types import SimpleNamespace
from urllib.parse import parse_qsl
from zipfile import is_zipfile

import pytest
import streamlit as st
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, FileUploader

from events.analysis.publishers import differences, without
from events.control.reading import Reading, read_as_known
from events.control.rule import reduce
from events.ledger.digest import SHORT
from geo.app.publishing import films
from geo.links.permalink import ViewState
from geo.places.area import part_of, reading_of
from geo.places.country import Area, Country
from geo.places.digest import data_digest
from geo.places.grid import country_shapes
from geo.posters.page import FORMATS
from geo.publish.preset import write_preset
from geo.publish.publication import PictureKind, Publication, picture
from geo.publish.series import SeriesKind
from geo.words.description import alt, long, what_changed
from geo.words.markdown import unmarked
from tests.geo.app.visits import OPENING, Run, offered, reports_on, written
from tests.languages import language

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc000000301010018dd8db00000000049454e44ae426082"
)
"""A picture of one pixel that says nothing of itself."""
SVG = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 3'>%s</svg>"


@pytest.mark.parametrize("few", ["all", "contradicted"])
def test_a_publisher_shows_the_reports_that_its_row_counts(run: Run, few: str) -> None:
    script = run("sources", said=f"{few}.Kabul Now")
    publishers = next(table.value for table in script.dataframe if "Effect of leaving it out" in table.value)
    counted = publishers.set_index("Who")["Reports" if few == "all" else "Contradicted"]["Kabul Now"]
    assert len(reports_on(script)) == counted > 0


def test_what_the_map_would_be_without_a_publisher_is_said_and_listed(run: Run, reading: Reading) -> None:
    ledger = reading.ledger
    other = reduce(without(ledger.events, ledger.sources, "Kabul Now"), reading.spans)
    apart = differences(reading.spans, other, OPENING)
    script = run("sources", without="Kabul Now")
    assert f"{len(apart.standing)} of 421 districts would be shown differently on 5 July 2021" in written(script)
    assert len(script.dataframe[0].value) == len(apart.standing) + len(apart.claim) > 0


def test_a_view_is_published_with_its_words_its_link_and_how_to_cite_it(
    run: Run, reading: Reading, country: Country
) -> None:
    copied = [code.value for code in run("publish", lang="nl").code]
    dutch = language("nl")
    assert str(alt(reading, country, OPENING, dutch)) in copied
    assert str(long(reading, country, OPENING, dutch)) in copied
    assert str(what_changed(reading, country, OPENING, dutch)) in copied
    assert any(code.endswith("?day=2021-07-05&lang=nl") for code in copied)
    digest = data_digest(reading, country)[:SHORT]
    assert sum(digest in code for code in copied) == 3
    assert sum(code.startswith("<iframe") for code in copied) == 2


def test_what_is_embedded_of_the_app_is_the_view_as_known_on_its_day(run: Run) -> None:
    asked = {"from_": "2021-07-01", "to": "2021-07-05", "known": "2021-07-06", "show": "change", "theme": "dark"}
    app, _ = (code.value for code in run("publish", **asked).code if code.value.startswith("<iframe"))
    link = "from=2021-07-01&amp;to=2021-07-05&amp;known=2021-07-06&amp;embed=true&amp;embed_options=dark_theme"
    assert f'?{link}" title=' in app


@pytest.mark.parametrize(
    ("link", "theme"), [({}, "dark"), ({"theme": "light"}, "light"), ({"theme": "dark", "poster": "light"}, "light")]
)
def test_a_poster_begins_in_the_theme_of_the_screen_and_what_is_copied_names_it(
    run: Run, monkeypatch: pytest.MonkeyPatch, link: dict[str, str], theme: str
) -> None:
    """The screen's own theme may come from Streamlit's menu or from the system; the address goes before it."""
    monkeypatch.setattr(type(st.context), "theme", SimpleNamespace(type="dark"))
    script = run("publish", day="2021-07-05", **link)
    assert next(each.value for each in script.selectbox if each.label == "Theme") == theme
    assert ("poster" in script.query_params) == ("poster" in link)
    view, *copied = (code.value for code in script.code)
    assert ("theme=dark" in view) == (theme == "dark")
    assert any(f"embed_options={theme}_theme" in code for code in copied)
    assert any(code == f"?poster={theme}" for code in copied)


def test_a_link_and_what_is_embedded_open_the_card_that_is_chosen(run: Run) -> None:
    script = run("publish", district="1709")
    (link, *_), frames = script.code, [code.value for code in script.code if code.value.startswith("<iframe")]
    assert link.value.endswith("?day=2021-07-04&district=1709")  # of its latest change
    assert [frame.count("district=1709") for frame in frames] == [1, 1]


def test_a_part_of_the_country_is_published_by_itself(run: Run, reading: Reading, country: Country) -> None:
    script = run("publish", province="AF17", day="2021-07-05")
    copied = [code.value for code in script.code]
    part = part_of(country, Area("AF17"))
    assert str(alt(reading_of(reading, part), part, OPENING, language("en"))) in copied
    assert copied[0].endswith("?day=2021-07-05&province=AF17")
    assert any("control-atlas-badakhshan-2021-07-05" in code for code in copied)


def test_a_province_and_districts_take_each_others_place(run: Run) -> None:
    script = run("publish", province="AF17")
    (districts,) = script.multiselect
    districts.set_value(["1709", "1708"]).run()
    assert not script.exception
    assert script.query_params == {"districts": "1708,1709"}
    (area,) = (box for box in script.selectbox if box.label == "Area")
    area.set_value("AF01").run()
    assert script.query_params == {"province": "AF01"}


@pytest.mark.usefixtures("own_cache")
def test_a_film_of_the_days_chosen_is_made_shown_and_offered(run: Run) -> None:
    script = run("publish", first="2021-07-03", last="2021-07-05", film="gif", size="1080x1080")
    (make,) = [button for button in script.button if button.label == "Make the film of 3 days"]
    make.click().run(timeout=60)
    assert not script.exception
    assert script.session_state["film"].path.read_bytes().startswith(b"GIF89a")
    assert any(label.startswith("Download the film") for label in offered(script))
    script.query_params["last"] = "2021-07-04"  # what was made is not what is asked for now
    script.run()
    assert not any(label.startswith("Download the film") for label in offered(script))


@pytest.mark.usefixtures("own_cache")
def test_of_a_film_the_session_holds_a_file_that_goes_with_the_next(run: Run) -> None:
    script = run("publish", first="2021-07-03", last="2021-07-03", film="zip")
    _button(script, "Make the film").click().run(timeout=60)
    one = script.session_state["film"].path
    assert is_zipfile(one)
    script.query_params["first"] = script.query_params["last"] = "2021-07-04"
    _button(script.run(), "Make the film").click().run(timeout=60)
    assert not script.exception
    other = script.session_state["film"].path
    assert (one.exists(), is_zipfile(other)) == (False, True)
    del script.session_state["film"]
    gc.collect()
    assert not other.exists()


@pytest.mark.usefixtures("own_cache")
def test_who_waits_for_others_films_is_told_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    class Taken(BoundedSemaphore):
        """Has no turn, until whoever waits leaves the page."""

        asked = 0

        def acquire(self, blocking: bool = True, timeout: float | None = None) -> bool:  # noqa: ARG002
            self.asked += 1
            if self.asked > 1:
                st.stop()
            return False

    monkeypatch.setattr(films, "TURNS", Taken())
    script = run("publish", first="2021-07-03", last="2021-07-03", film="gif")
    _button(script, "Make the film").click().run(timeout=60)
    assert not script.exception
    assert script.get("progress")[0].proto.text == (
        "2 films are being made for other readers. Yours starts when one of them is done."
    )
    assert "film" not in script.session_state


PRESET = {"format": "4x5", "poster": "dark", "credit": "The Gazette", "bare": "1", "districts": "1708,1709"}
PRESET |= {"film": "gif", "size": "1080x1350", "step": "7", "every": "month", "series": "book"}


def test_a_preset_keeps_the_choices_of_a_desk_and_brings_them_back(run: Run) -> None:
    script = run("publish", **PRESET, day="2021-07-04", lang="nl", lens="land")
    link = next(code.value for code in script.code if "every=month" in code.value)
    settings = dict(parse_qsl(link.partition("?")[2]))
    assert settings == PRESET | {"lang": "nl", "lens": "land"}
    other = run("publish", day="2021-07-03", format="a4", title="Mine")
    file = write_preset(settings).encode()
    _uploader(other, "Preset").upload("desk.toml", file, "application/toml").run()
    assert not other.exception and not other.error
    assert {name: other.query_params[name] for name in PRESET} == PRESET
    assert (other.query_params["day"], other.query_params["title"]) == ("2021-07-03", "Mine")
    assert (other.query_params["lang"], other.query_params["lens"]) == ("nl", "land")


def test_a_bad_preset_is_refused_by_name(run: Run) -> None:
    script = run("publish", day="2021-07-04")
    _uploader(script, "Preset").upload("desk.toml", b'format = "3x3"', "application/toml").run()
    (error,) = script.error
    assert error.value.startswith(unmarked("desk.toml: format must be one of"))
    assert script.query_params == {"day": "2021-07-04"}


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        (b"no logo", "a logo is a PNG or SVG file"),
        (SVG % b"<script/>", "script"),
    ],
)
def test_a_bad_logo_is_refused_by_name(run: Run, file: bytes, reason: str) -> None:
    script = run("publish")
    _uploader(script, "Logo").upload("ours.svg", file, "image/svg+xml").run()
    (error,) = script.error
    assert error.value.startswith(unmarked("ours.svg: "))
    assert reason in error.value


def test_a_logo_is_on_the_poster_of_its_session(run: Run) -> None:
    file = SVG % b"<path d='M0 0h9v3z'/>"
    script = run("publish")
    before = _previewed(script)
    _uploader(script, "Logo").upload("ours.svg", file, "image/svg+xml").run()
    assert not script.exception and not script.error
    assert _previewed(script) != before
    assert _previewed(run("publish")) == before


@pytest.mark.usefixtures("own_cache")
@pytest.mark.parametrize("kind", SeriesKind)
def test_a_series_of_posters_is_made_and_offered(run: Run, kind: SeriesKind) -> None:
    asked = {"start": "2021-07-01", "end": "2021-07-09", "every": "week", "format": "link", "province": "AF17"}
    script = run("publish", **asked, series=kind)
    _button(script, "Make 3 posters").click().run(timeout=60)
    assert not script.exception
    made = script.session_state["series"].path
    assert len(PdfReader(made).pages) == 3 if kind == SeriesKind.BOOK else is_zipfile(made)
    assert any(label.startswith("Download the series") for label in offered(script))
    script.query_params["end"] = "2021-07-08"  # what was made is not what is asked for now
    script.run()
    assert not any(label.startswith("Download the series") for label in offered(script))


def test_days_in_the_wrong_order_are_no_series(run: Run) -> None:
    script = run("publish", start="2021-07-05", end="2021-07-03")
    assert script.info[0].value == "The last poster is before the first. Choose a later day."


def test_days_in_the_wrong_order_are_no_film(run: Run) -> None:
    script = run("publish", first="2021-07-05", last="2021-07-03")
    assert script.info[0].value == "The last day is before the first. Choose a later last day."


@pytest.mark.usefixtures("own_cache")
def test_a_picture_that_was_taken_away_opens_its_view_again(run: Run, reading: Reading, country: Country) -> None:
    shown = ViewState(
        date(2021, 7, 31), date(2021, 7, 1), known=date(2022, 3, 1), lens="land", lang="fr", area=Area("AF17")
    )
    then = read_as_known(reading.ledger, reading.spans, shown.known)
    shapes = country_shapes(country)
    png = picture(Publication(then, country, shown), shapes, FORMATS["1x1"].smaller(4), PictureKind.PNG)
    script = run("publish", title="Mine")
    _uploader(script, "A PNG").upload("kept.png", png, "image/png").run()
    assert not script.exception
    assert not script.error
    asked = {"show": "change", "from": "2021-07-01", "to": "2021-07-31", "known": "2022-03-01"}
    asked["province"] = "AF17"
    assert {name: script.query_params[name] for name in asked} == asked
    assert any("1er mars 2022" in code.value for code in script.code)


@pytest.mark.usefixtures("own_cache")
def test_a_picture_of_two_days_opens_as_such(run: Run, reading: Reading, country: Country) -> None:
    shown = ViewState(date(2021, 7, 31), date(2021, 7, 1), side=True)
    given = Publication(reading, country, shown, base="https://atlas.example")
    png = picture(given, country_shapes(country), FORMATS["1x1"].smaller(4), PictureKind.PNG)
    script = run("publish")
    _uploader(script, "A PNG").upload("kept.png", png, "image/png").run()
    assert not script.exception
    assert not script.error
    assert script.query_params == {"show": "side", "from": "2021-07-01", "to": "2021-07-31"}
    copied = [code.value for code in script.code]
    assert copied[0].endswith("?from=2021-07-01&to=2021-07-31&view=side")
    assert given.poster.alt in copied
    assert given.poster.alt.startswith("Afghanistan 2021, 1 July 2021 and 31 July 2021. Of 421 districts: ")


def test_a_link_to_two_days_of_an_area_opens_them_side_by_side(run: Run) -> None:
    script = run("publish", from_="2021-07-01", to="2021-07-31", view="side", province="AF17")
    (show,) = [box for box in script.selectbox if box.label == "Show"]
    assert show.value == "side"
    assert script.code[0].value.endswith("?from=2021-07-01&to=2021-07-31&view=side&province=AF17")
    show.set_value("change").run()
    assert "view=side" not in script.code[0].value


@pytest.mark.parametrize(("file", "reason"), [(b"no picture", "is no PNG"), (PIXEL, "was not made by this atlas")])
def test_a_picture_of_others_is_refused_by_name(run: Run, file: bytes, reason: str) -> None:
    script = run("publish", day="2021-07-04")
    _uploader(script, "A PNG").upload("theirs.png", file, "image/png").run()
    (error,) = script.error
    assert error.value.startswith(unmarked("theirs.png: "))
    assert reason in error.value
    assert script.query_params == {"day": "2021-07-04"}


def _button(script: AppTest, label: str) -> Button:
    (found,) = [button for button in script.button if button.label.startswith(label)]
    return found


def _uploader(script: AppTest, label: str) -> FileUploader:
    (found,) = [uploader for uploader in script.file_uploader if uploader.label.startswith(label)]
    return found


def _previewed(script: AppTest) -> str:
    """The address of the poster shown, which is made of its content."""
    (shown,) = script.get("image")
    return str(shown.proto.imgs[0].url)


def test_the_alternative_text_has_the_title_that_is_given(run: Run) -> None:
    script = run("publish", title="Who holds what", lens="people")
    assert [code.value for code in script.code if code.value.startswith("“Who holds what”. Map")]
