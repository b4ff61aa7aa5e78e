"""Which wars can be opened, and by which names."""

import os
import shutil
from pathlib import Path

import pytest

from events.ledger.folder import FOLDER, WARS
from events.ledger.war import load_war
from events.ledger.wars import ENVIRONMENT, NoSuchWar, war_folder, war_folders, war_titles


@pytest.fixture
def third(tmp_path: Path) -> Path:
    """A folder of our own, with the title of a shipped war."""
    folder = tmp_path / "third-2020"
    folder.mkdir()
    shutil.copy(FOLDER / "war.toml", folder)
    return folder


def test_the_wars_of_the_environment_come_after_those_that_are_shipped(third: Path) -> None:
    shipped = war_folders({})
    assert next(iter(shipped)) == "afghanistan-2021"
    assert shipped == {folder.name: folder for folder in sorted(WARS.iterdir())}
    ours = war_folders({ENVIRONMENT: os.pathsep.join(["", str(third)])})
    assert ours == shipped | {"third-2020": third}


def test_titles_need_nothing_but_war_toml(third: Path) -> None:
    folders = {"third-2020": third, "broken": third / "nowhere"}
    assert war_titles(folders) == {"third-2020": load_war(third / "war.toml").title, "broken": "broken"}


@pytest.mark.parametrize(
    ("name", "fault"),
    [("nowhere", "has no war.toml"), ("Third 2020", "small letters"), ("myanmar-2023", "of that name already")],
)
def test_a_folder_that_is_no_war_of_its_own_is_refused_by_name(third: Path, name: str, fault: str) -> None:
    folder = third.with_name(name)
    if name != "nowhere":
        third.rename(folder)
    with pytest.raises(NoSuchWar, match=f"^{ENVIRONMENT}: {folder}.*{fault}"):
        war_folders({ENVIRONMENT: str(folder)})


def test_a_war_is_found_by_its_name_or_by_its_folder(third: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert war_folder("myanmar-2023") == WARS / "myanmar-2023"
    assert war_folder(str(third)) == third
    monkeypatch.setenv(ENVIRONMENT, str(third))
    assert war_folder("third-2020") == third
    with pytest.raises(NoSuchWar, match="'second-2020' is neither the folder of a war nor one of afghanistan-2021, "):
        war_folder("second-2020")
