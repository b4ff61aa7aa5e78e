"""Which war is open: `?war=`, and what every page shows of another war than the first."""

import shutil
from pathlib import Path

import pytest

from events.ledger.folder import WARS
from events.ledger.wars import ENVIRONMENT
from tests.geo.app.test_pages import PAGES
from tests.geo.app.visits import Run, map_told, written

MYANMAR = {"war": "myanmar-2023"}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
def test_every_page_runs_over_another_war(run: Run, page: str) -> None:
    script = run(page, **MYANMAR)
    assert not script.exception
    assert not script.error
    assert not script.warning


def test_the_atlas_of_another_war_opens_on_its_own_day(run: Run) -> None:
    told = map_told(run(**MYANMAR))
    assert 'data-day="2024-12-31"' in told["html"]
    assert told["html"] != map_told(run())["html"]


def test_a_war_that_is_not_there_is_said_and_the_first_one_opened(run: Run) -> None:
    script = run(war="![](//a.example)")
    assert [note.value for note in script.warning] == ["The link names a war that this atlas does not have."]
    assert 'data-day="2021-07-05"' in map_told(script)["html"]


def test_claims_of_a_part_of_the_country_have_a_chart_of_that_part(run: Run) -> None:
    headings = [header.value.replace("\\", "") for header in run("claims", **MYANMAR).header]
    assert headings[0] == "Held by the Arakan Army, of 17 townships in Rakhine"
    assert headings[-1] == "All claims: 24"
    of_two_sides = [header.value.replace("\\", "") for header in run("claims").header]
    assert of_two_sides[:2] == [
        "Held by the Taliban, of 421 districts",
        "Taken by the Taliban since 1 May 2021, of 421 districts",
    ]


@pytest.mark.usefixtures("own_cache")
def test_a_folder_of_the_environment_is_a_war_like_those_that_are_shipped(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own-2024"
    shutil.copytree(WARS / "myanmar-2023", folder)
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    script = run("sources", war="own-2024")
    assert not script.exception and not script.warning
    assert "OpenStreetMap" in written(script) and "AGCHO" not in written(script)


@pytest.mark.usefixtures("own_cache")
def test_a_war_that_cannot_be_read_is_refused_by_name_and_the_others_stay_open(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "own-2024"
    folder.mkdir()
    (folder / "war.toml").write_text('title = "Own"\n')
    monkeypatch.setenv(ENVIRONMENT, str(folder))
    script = run("gaps", war="own-2024")
    assert not script.exception
    assert "The atlas cannot be drawn" in script.error[0].value
    assert "(?war=myanmar-2023)" in script.markdown[-1].value
    assert not run("gaps", **MYANMAR).error
