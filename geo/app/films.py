"""Films made by visitors: each in a temporary file for the life of its session, and few of them made at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from os import close
from pathlib import Path
from tempfile import mkstemp
from threading import BoundedSemaphore
from weakref import finalize

MOST_AT_ONCE = 2
"""Films made at the same time, over all visitors: each keeps a core busy and takes some 50 MB."""
PATIENCE = 0.5
"""Seconds between two checks for a free turn."""

TURNS = BoundedSemaphore(MOST_AT_ONCE)
"""For the whole process: visitors share its memory and its cores."""


def _new_file() -> Path:
    opened, name = mkstemp(prefix="control-atlas-film-")
    close(opened)
    return Path(name)


@dataclass(frozen=True, eq=False)
class FilmFile:
    """A film in a temporary file, which is removed once no session and no page holds this object."""

    asked: object
    """What it was made of, to compare with the current request."""
    path: Path = field(default_factory=_new_file)

    def __post_init__(self) -> None:
        finalize(self, self.path.unlink, missing_ok=True)


@contextmanager
def turn(wait: Callable[[], object]) -> Iterator[None]:
    """
    Wait until one of `MOST_AT_ONCE` turns is free, and keep it while the film is made.

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
