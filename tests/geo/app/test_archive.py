"""The page Archive: there where the environment names a ledger; it pages through it, and tells the life of a place."""

from pathlib import Path
from random import Random

import pytest

from events.scale.archive import Archive
from tests.geo.app.visits import Run
from tests.scale_ledgers import country, write_countries

ARCHIVE = "CONTROL_ATLAS_LEDGER"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    made = [country(shard, 150, Random(at), 6, 3, 40) for at, shard in enumerate(("one", "=two"))]
    write_countries(folder, made)
    return folder


@pytest.fixture
def archived(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ARCHIVE, str(folder))


@pytest.mark.usefixtures("archived")
def test_a_reader_pages_through_all_reports(run: Run) -> None:
    script = run("archive")
    assert "100 of 300 reports" in [told.value for told in script.caption]
    found = list(script.dataframe[0].value["Report"])
    for _ in range(2):
        script.button(key="turn-Next 100").click().run()
        found += list(script.dataframe[0].value["Report"])
    assert len(set(found)) == 300
    assert script.button(key="turn-Next 100").disabled
    script.button(key="turn-Previous 100").click().run()
    assert list(script.dataframe[0].value["Report"]) == found[100:200]
    script.selectbox(key="linked-party").select("reds").run()
    assert "after" not in script.query_params and script.button(key="turn-Previous 100").disabled


@pytest.mark.usefixtures("archived")
def test_a_place_is_told_by_the_rule_as_known_on_a_day(run: Run, folder: Path) -> None:
    spans = Archive(folder).life("=two", "=two-003").to_pylist()
    script = run("archive", shard="=two", place="=two-003")
    life = next(told.value for told in script.dataframe if "Standing" in told.value)
    assert len(life) == len(spans)
    assert set(script.dataframe[-1].value["Country"]) == {"'=two"}
    first = spans[1]["start"].isoformat()
    early = run("archive", shard="=two", place="=two-003", by=first)
    assert len(next(told.value for told in early.dataframe if "Standing" in told.value)) < len(spans)


@pytest.mark.usefixtures("archived")
def test_what_an_address_names_and_the_archive_has_not_is_said(run: Run) -> None:
    script = run("archive", shard="three", party="nobody", after="never")
    assert [told.value for told in script.warning] == [
        "The link names a country that the archive does not have.",
        "The link names a party that the archive does not have.",
    ]
    assert "100 of 300 reports" in [told.value for told in script.caption]


def test_a_folder_that_is_no_ledger_says_so(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ARCHIVE, str(tmp_path))
    assert "has no reports/*.parquet" in run("archive").text[0].value
