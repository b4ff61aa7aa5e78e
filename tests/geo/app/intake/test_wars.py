"""`geo.app.intake.session` and `wars`: a war that a reader made is theirs alone, and gone with the session."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from events.ledger.folder import FOLDER, load_ledger
from geo.app.intake import session
from geo.app.intake.session import MadeWar, forget_war, keep_war, made_wars, new_folder
from geo.app.intake.wars import wars_here
from geo.app.load import _is_own, load_wars
from geo.places.country import load_country
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
    assert [note.value for note in script.warning] == ["The link names something to make other than war."]
    assert script.title[0].value == "Add your own reports"


def test_a_new_war_begins_with_its_boundaries(run: Run) -> None:
    script = run("add", make="war")
    assert not script.exception and not script.warning
    assert [header.value for header in script.header] == ["1. Boundaries"]
    assert script.query_params == {"make": "war"}
