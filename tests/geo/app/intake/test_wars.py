"""`geo.app.intake.session` and `wars`: a war that a reader made is theirs alone, and gone with the session."""

import gc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.util import calc_hash

from events.intake.files.read import read_grids
from events.intake.meaning.choices import Choices
from events.intake.tables import table_of
from events.intake.understand import understand
from events.intake.upload import upload_of
from events.ledger.folder import FOLDER, load_ledger
from events.ledger.war import load_war
from geo.app.intake import session
from geo.app.intake.session import MadeWar, forget_war, keep_war, made_wars, new_folder
from geo.app.intake.wars import wars_here
from geo.app.load import _is_own, load_wars
from geo.intake.boundaries.columns import propose
from geo.intake.boundaries.country import country_files, write_country
from geo.intake.boundaries.faults import check
from geo.intake.boundaries.shapes import read_boundaries
from geo.intake.folder import folder_files, sides_of
from geo.intake.ground import setting_of_new
from geo.places.country import load_country, load_country_of
from tests.geo.app.intake.test_boundaries import SAMPLES as BOUNDARIES
from tests.geo.app.visits import Run


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The state of one session."""
    kept: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", kept)
    yield kept
    kept.clear()


def made(name: str = "war-of-squares", country: str = "") -> MadeWar:
    war = MadeWar("War of Squares", new_folder(name), country)
    keep_war(name, war)
    return war


def test_a_war_that_was_made_stands_after_those_that_all_share(state: dict[str, Any]) -> None:
    before = dict(load_wars())
    assert wars_here() == before
    war = made()
    assert list(wars_here()) == [*before, "war-of-squares"]
    assert wars_here()["war-of-squares"].folder == war.folder
    assert dict(load_wars()) == before
    state.clear()
    assert wars_here() == before


def test_no_war_of_a_session_takes_the_place_of_one_that_all_share(state: dict[str, Any]) -> None:
    assert not state
    made(FOLDER.name)
    assert wars_here()[FOLDER.name].folder == FOLDER


def test_its_folder_goes_with_the_session(state: dict[str, Any]) -> None:
    room = made().folder.parents[1]
    assert room.is_dir() and room == made("another").folder.parents[1]
    state.clear()
    gc.collect()
    assert not room.exists()


def test_one_that_is_removed_leaves_the_others(state: dict[str, Any]) -> None:
    one, other = made("one"), made("other")
    forget_war("one")
    assert list(made_wars()) == ["other"]
    assert (one.folder.exists(), other.folder.exists()) == (False, True)
    assert state[session.KEY].path == other.folder.parents[1]
    assert made("one").folder != one.folder


def test_what_is_made_of_it_is_its_own_and_of_no_other_war(state: dict[str, Any], tmp_path: Path) -> None:
    assert not state
    country = load_country()
    ledger = load_ledger(country.gazetteer)
    assert not any(map(_is_own, (country, ledger, FOLDER)))
    war = made(ledger.name, country.identity)
    assert all(map(_is_own, (country, ledger, war.folder)))
    assert not _is_own(tmp_path)
    assert not _is_own("words")


def test_a_word_that_the_page_add_does_not_know_is_noted(run: Run) -> None:
    script = run("add", make="peace")
    assert not script.exception
    assert [note.value for note in script.warning] == ["The link names something to make other than article or war."]
    assert script.title[0].value == "Add your own reports"


def test_a_new_war_begins_with_its_boundaries(run: Run) -> None:
    script = run("add", make="war")
    assert not script.exception and not script.warning
    assert [header.value for header in script.header] == ["1. Boundaries"]
    assert script.query_params == {"make": "war"}


ACLED = """\
event_id_cnty,event_date,time_precision,disorder_type,event_type,sub_event_type,actor1,admin1,admin2,source,notes
PAK1,2021-05-01,1,x,Battles,Non-state actor overtakes territory,Reds,Kohat,Hangu,A Secret Wire,taken
PAK2,2021-06-01,1,x,Battles,Government regains territory,Blues,Kohat,Hangu,A Secret Wire,retaken
"""


def made_of_acled(rooms: session._Room) -> None:
    """Make a war of boundaries and rows of ACLED, as the page does."""
    read = read_boundaries("a.geojson", (BOUNDARIES / "boundaries-cod.geojson").read_bytes(), None, None)
    columns, days = propose(read.frame), (date(2021, 4, 1), date(2021, 9, 30))
    of_country = country_files(
        check(read, columns), columns, "T", days, sides_of([("Reds", "", ""), ("Blues", "", "")])
    )
    folder = rooms.path / "acled-war"
    write_country(folder, of_country)
    country, war = load_country_of(folder), load_war(folder / "war.toml")
    setting = setting_of_new(country, war)
    table = table_of("a.csv", read_grids("a.csv", ACLED.encode()))
    upload = upload_of(understand(table, Choices(), setting), "abcdef", setting, country.province_names)
    assert upload.restricted and len(upload.events) == 2
    files = folder_files("acled-war", "T", of_country, upload)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    rooms.wars["acled-war"] = MadeWar("T", folder, country.identity, files, upload.restricted)


def test_files_of_a_war_made_of_acled_leave_its_rows_out_until_its_maker_may_give_them_on(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}
    monkeypatch.setattr(st, "download_button", lambda _, make, file, **__: offered.update({file: make}))
    rooms = session._Room()
    made_of_acled(rooms)
    script = run("publish")
    script.session_state[session.KEY] = rooms

    def visit(page: str, **link: str) -> None:
        offered.clear()
        script._page_hash = calc_hash(page)
        script.query_params.clear()
        for name, value in link.items():
            script.query_params[name] = value
        script.run()
        assert not script.exception

    def tell_of_it() -> list[bool]:
        """Whether the atlas as one file and each table of reports have the rows."""
        files = [make() for file, make in offered.items() if "events" in file and file.endswith(".csv")]
        page = next(make for file, make in offered.items() if file.endswith(".html"))
        return [b"A Secret Wire" in file for file in (*files, page())]

    visit("publish", war="acled-war")
    notes = [note.value.replace("\\", "") for note in script.warning]
    assert any(note.startswith("Left out of the data and the one-file atlas: 2 records") for note in notes)
    assert tell_of_it() == [False, False]
    visit("ledger", war="acled-war")
    assert "A Secret Wire" not in next(make for file, make in offered.items() if file.endswith(".csv"))().decode()
    visit("add", make="war")
    (box,) = [box for box in script.checkbox if box.label == "I have permission to share these rows"]
    box.check().run()
    visit("publish", war="acled-war")
    assert not any("left out" in note.value for note in script.warning)
    assert tell_of_it() == [True, True]
