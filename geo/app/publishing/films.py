"""Films and series made by visitors: each in a temporary file for the life of its session, few made at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from os import close
from pathlib import Path
from tempfile import mkstemp
from threading import BoundedSemaphore
from weakref import finalize

import streamlit as st

from geo.films.film import Progress

MOST_AT_ONCE = 2
"""Films and series made at the same time, over all visitors: each keeps a core busy and takes some 50 MB."""
PATIENCE = 0.5
"""Seconds between two checks for a free turn."""

TURNS = BoundedSemaphore(MOST_AT_ONCE)
"""For the whole process: visitors share its memory and its cores."""


def _new_file() -> Path:
    opened, name = mkstemp(prefix="control-atlas-film-")
    close(opened)
    return Path(name)


@dataclass(frozen=True, eq=False)
class MadeFile:
    """A film or a series in a temporary file, which is removed once no session and no page holds this object."""

    asked: object
    """What it was made of, to compare with the current request."""
    path: Path = field(default_factory=_new_file)

    def __post_init__(self) -> None:
        finalize(self, self.path.unlink, missing_ok=True)


@contextmanager
def turn(wait: Callable[[], object]) -> Iterator[None]:
    """
    Wait until one of `MOST_AT_ONCE` turns is free, and keep it while something is made.

    Parameters
    ----------
    wait
        Called every half second while waiting; an error that it raises ends the wait.
    """
    while not TURNS.acquire(timeout=PATIENCE):
        wait()
    try:
        yield
    finally:
        TURNS.release()


def make_file(name: str, asked: object, part: str, waiting: str, write: Callable[[Path, Progress], None]) -> None:
    """
    Make a file for the session to keep, showing progress; a click on Cancel, or anywhere else, interrupts it.

    Parameters
    ----------
    name
        What the session keeps it under, in place of the one before.
    asked
        What it is made from, to compare with the current request.
    part
        What it is made of, one by one: ``day``.
    waiting
        What to say while others have all the turns.
    write
        Writes the file, and calls what it is given after each part.
    """
    place = st.empty()
    with place.container(horizontal=True, vertical_alignment="center"):
        bar = st.progress(0.0, f"Drawing the first {part} …")
        st.button("Cancel", key=f"cancel-{name}")

    def tell(done: int, total: int) -> bool:
        bar.progress(done / total, f"{done} of {total} {part}s")
        return True

    made = MadeFile(asked)
    with turn(partial(bar.progress, 0.0, waiting)):
        write(made.path, tell)
    if before := st.session_state.get(name):  # Streamlit drops it one run later
        before.path.unlink(missing_ok=True)
    st.session_state[name] = made
    place.empty()


def kept_file(name: str, asked: object) -> Path | None:
    """Find the file that the session keeps, if it is of what is asked for now."""
    made: MadeFile | None = st.session_state.get(name)
    return made.path if made and made.asked == asked and made.path.is_file() else None
