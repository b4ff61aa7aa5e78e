"""
The wars that a reader made in this session: their folders, which nobody else can open and which go with the session.

The session's state holds them; once it is gone, nothing holds the temporary folder, and it is removed.
"""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from weakref import finalize

import streamlit as st

KEY = "made-wars"


@dataclass(frozen=True, slots=True)
class MadeWar:
    """A war that a reader made."""

    title: str
    folder: Path
    country: str
    """The identity of its country: by it, what is made of the country alone is known as the session's own."""
    files: Mapping[str, bytes] = field(default_factory=dict, compare=False)
    """All files of its folder, by their names."""
    restricted: bool = False
    """Whether the terms of its reports forbid to give them on."""


def _new_room() -> Path:
    return Path(tempfile.mkdtemp(prefix="control-atlas-"))


@dataclass(eq=False)
class _Room:
    """A temporary folder, which is removed once no session holds this object; and the wars in it, by name."""

    path: Path = field(default_factory=_new_room)
    wars: dict[str, MadeWar] = field(default_factory=dict)

    def __post_init__(self) -> None:
        finalize(self, shutil.rmtree, self.path, ignore_errors=True)


def made_wars() -> dict[str, MadeWar]:
    """Return the wars of this session by their names."""
    room: _Room | None = st.session_state.get(KEY)
    return dict(room.wars) if room else {}


def new_folder(name: str) -> Path:
    """Make a folder of a name, in a place where none was before: what was read of another is never taken for it."""
    if KEY not in st.session_state:
        st.session_state[KEY] = _Room()
    folder = Path(tempfile.mkdtemp(dir=st.session_state[KEY].path)) / name
    folder.mkdir()
    return folder


def keep_war(name: str, made: MadeWar) -> None:
    """Put a war among those of this session; its folder is a `new_folder`."""
    st.session_state[KEY].wars[name] = made


def forget_war(name: str) -> None:
    """Take a war from those of this session, with its folder."""
    made = st.session_state[KEY].wars.pop(name)
    shutil.rmtree(made.folder, ignore_errors=True)
