"""
The wars that can be opened: those that the atlas ships with, and those that the environment names.

    CONTROL_ATLAS_WARS=/srv/wars/sudan-2023:/srv/wars/mali-2012

Each is a folder of files, and known by the folder's name: in an address, as in ``?war=sudan-2023``, and on the command
line. A folder is read once its war is opened.
"""

import os
import re
from collections.abc import Mapping
from pathlib import Path

from events.ledger.folder import FOLDER, WARS
from events.ledger.war import BadWar, load_war

ENVIRONMENT = "CONTROL_ATLAS_WARS"
ARCHIVE = "CONTROL_ATLAS_LEDGER"
NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
"""What a folder is called: its name is part of addresses."""


class NoSuchWar(ValueError):
    """A war that cannot be opened; the message says which, and why."""


def war_folders(environment: Mapping[str, str] = os.environ) -> dict[str, Path]:
    """
    List the folders of all wars by their names; the first is the one that opens by default.

    Raises
    ------
    NoSuchWar
        If the environment names a folder that is none of a war, or has the name of another.
    """
    folders = {FOLDER.name: FOLDER} | {folder.name: folder for folder in sorted(WARS.iterdir()) if is_war(folder)}
    for named in filter(None, environment.get(ENVIRONMENT, "").split(os.pathsep)):
        folder = Path(named).resolve()
        if not is_war(folder):
            raise NoSuchWar(f"{ENVIRONMENT}: {named} is not the folder of a war: it has no war.toml")
        _require_name(folder, f"{ENVIRONMENT}: {named}")
        if folder.name in folders:
            raise NoSuchWar(f"{ENVIRONMENT}: {named}: there is a war of that name already")
        folders[folder.name] = folder
    return folders


def archive_folder(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Find the ledger of any size that the environment names, if it does: ``CONTROL_ATLAS_LEDGER=/srv/ledger``."""
    named = environment.get(ARCHIVE)
    return Path(named) if named else None


def war_folder(named: str) -> Path:
    """
    Find the folder of a war that is named by its name, or by a path.

    Raises
    ------
    NoSuchWar
        If it is neither, or its folder's name cannot be part of an address.
    """
    folders = war_folders()
    folder = folders.get(named, Path(named))
    if not is_war(folder):
        raise NoSuchWar(f"{named!r} is neither the folder of a war nor one of {', '.join(folders)}")
    _require_name(folder.resolve(), named)
    return folder.resolve()


def war_titles(folders: Mapping[str, Path]) -> dict[str, str]:
    """Give the title of each war; where its `war.toml` is invalid, which opening it will tell, its name."""
    titles = {}
    for name, folder in folders.items():
        try:
            titles[name] = load_war(folder / "war.toml").title
        except (BadWar, OSError):
            titles[name] = name
    return titles


def is_war(folder: Path) -> bool:
    """Return whether a folder is that of a war."""
    return (folder / "war.toml").is_file()


def _require_name(folder: Path, named: str) -> None:
    if not re.fullmatch(NAME, folder.name):
        raise NoSuchWar(f"{named}: its name is not of small letters, digits and hyphens")
