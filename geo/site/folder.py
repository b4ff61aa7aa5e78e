"""
A folder of files that is replaced whole: written beside the one that stands, and exchanged for it at the end.

What did not change is linked from the old folder and not written again. A run that is killed leaves the old folder as
it was; the next one clears what is left of the other. `MANIFEST` lists the digest of every file.
"""

import ctypes
import fcntl
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import Any, NamedTuple

MANIFEST = "manifest.json"
PROGRAM = "control-atlas site"
"""Named in the manifest: a folder without it was not written by us, and is not replaced."""

EXCHANGE, HERE = 2, -100
"""RENAME_EXCHANGE and AT_FDCWD of renameat2, see ``rename(2)``."""


class NotReplaced(ValueError):
    """A folder that cannot be written; the message says why."""


class File(NamedTuple):
    """A file of the folder."""

    digest: str
    size: int
    recipe: str = ""
    """The digest of what it was made from, where that is cheaper to tell than to make it again."""


Files = dict[str, File]
"""By path within the folder, with ``/`` between its parts."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is being written, and the one that it will replace."""

    new: Path
    old: Path
    before: Mapping[str, File]
    """The files of the old folder."""

    def put(self, path: str, content: bytes, recipe: str = "") -> File:
        """Put a file in its place: the old one where it has the same bytes."""
        file = File(sha256(content).hexdigest(), len(content), recipe)
        was = self.before.get(path)
        if not (was and was.digest == file.digest and self._link(path, was)):
            made = self.new / path
            made.parent.mkdir(parents=True, exist_ok=True)
            made.write_bytes(content)
        return file

    def keep(self, path: str, recipe: str | None = None) -> File | None:
        """Keep an old file, if it is there and was made by this recipe."""
        was = self.before.get(path)
        if was is None or (recipe is not None and was.recipe != recipe) or not self._link(path, was):
            return None
        return was

    def _link(self, path: str, was: File) -> bool:
        old, made = self.old / path, self.new / path
        try:
            if old.stat().st_size != was.size:
                return False
        except OSError:
            return False
        made.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(old, made)
        except OSError:  # a file system without hard links
            shutil.copy2(old, made)
        return True


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a folder holds and what it was made from."""

    made: Mapping[str, str]
    """Digests of what it was made from, by name."""
    files: Mapping[str, File]

    def text(self) -> bytes:
        """Write it as JSON, a file a line."""
        lines = ",\n".join(f"  {json.dumps(path)}: {json.dumps(file)}" for path, file in sorted(self.files.items()))
        made = json.dumps(dict(sorted(self.made.items())), indent=1)
        return f'{{"program": "{PROGRAM}",\n"made": {made},\n"files": {{\n{lines}\n}}}}\n'.encode()

    def is_whole(self, folder: Path) -> bool:
        """Return whether a folder has all the files, each of its size."""
        sizes = {path: file.size for path, file in self.files.items()}
        there = {path: size for path, size in _sizes(folder) if path != MANIFEST}
        return there == sizes


def read_manifest(folder: Path) -> Manifest:
    """
    Read what a folder holds; nothing where there is no folder, or an empty one.

    Raises
    ------
    NotReplaced
        If there is anything else of that name.
    """
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return Manifest({}, {})
    try:
        told: Any = json.loads((folder / MANIFEST).read_bytes())
        if told["program"] == PROGRAM:
            return Manifest(told["made"], {path: File(*file) for path, file in told["files"].items()})
    except (OSError, ValueError, KeyError, TypeError):
        pass
    raise NotReplaced("it is not a site that this command wrote; name an empty folder, or one that does not exist")


@contextmanager
def replacing(folder: Path, before: Manifest) -> Iterator[Folder]:
    """
    Provide a new folder beside one that stands, and put it in its place once it is complete.

    Raises
    ------
    NotReplaced
        If another run is writing it.
    """
    _clear(folder)
    new = folder.with_name(f".{folder.name}-{token_hex(4)}.new")
    new.mkdir(mode=0o755)
    lock = os.open(new, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Folder(new, folder, before.files)
        _exchange(new, folder)
    finally:
        shutil.rmtree(new, ignore_errors=True)  # by now the old one, or what was not finished
        os.close(lock)


def _clear(folder: Path) -> None:
    """Remove what runs that were killed have left."""
    for left in folder.parent.glob(f".{folder.name}-*.new"):
        lock = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise NotReplaced("another run is writing it") from error
        else:
            if not folder.exists() and (left / MANIFEST).exists():  # killed between the two renames of `_exchange`
                left.rename(folder)
            else:
                shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(lock)


def _exchange(new: Path, folder: Path) -> None:
    """Exchange two folders in one step where the system can, and in two where it cannot."""
    if not folder.exists():
        new.rename(folder)
        return
    with suppress(AttributeError, OSError):
        if not ctypes.CDLL(None).renameat2(HERE, os.fsencode(new), HERE, os.fsencode(folder), EXCHANGE):
            return
    away = new.with_name(f"{new.name.removesuffix('.new')}-old.new")
    folder.rename(away)
    new.rename(folder)
    shutil.rmtree(away, ignore_errors=True)


def _sizes(folder: Path) -> Iterator[tuple[str, int]]:
    for entry, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(entry, name)  # noqa: PTH118  a Path for each of thousands takes a second
            yield os.path.relpath(path, folder).replace(os.sep, "/"), os.stat(path).st_size  # noqa: PTH116
