"""`python -m events.intake`: the same account in the shell."""

import json
from pathlib import Path

import pytest

from events.intake.__main__ import PROBLEMS, REFUSED, main
from tests.events.intake.sample_files import EXPECTED, SAMPLES
from tests.geo.intake.boundaries import SAMPLES as BOUNDARIES


def printed(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, object]]:
    code = main([*map(str, arguments)])
    told: dict[str, object] = json.loads(capsys.readouterr().out)
    return code, told


def test_it_prints_the_account_and_ends_as_it_went(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = printed(capsys, SAMPLES / "acled-2023.csv")
    account = EXPECTED["acled-2023.csv"]["account"]
    assert code == PROBLEMS
    problems = told["problems"]
    assert isinstance(problems, list) and len(problems) == account["problems"]
    assert {name: told[name] for name in ("rows", "reports", "context", "set_aside")} == {
        name: account[name] for name in ("rows", "reports", "context", "set_aside")
    }
    assert {each["line"] for each in problems} == {each["line"] for each in EXPECTED["acled-2023.csv"]["problems"]}
    assert printed(capsys, SAMPLES / "acled-old.csv")[0] == 0


def test_a_mapping_says_what_the_file_does_not(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.json"
    mapping.write_text(json.dumps({"order": "day first"}), encoding="utf-8")
    code, told = printed(capsys, SAMPLES / "dates-ambiguous.csv", "--mapping", mapping)
    assert (code, told["reports"]) == (0, 3)
    mapping.write_text("{", encoding="utf-8")
    code, told = printed(capsys, SAMPLES / "dates-ambiguous.csv", "--mapping", mapping)
    assert code == REFUSED
    assert "mapping" in str(told["refused"])


@pytest.mark.parametrize("name", ["status-no-date.xlsx", "login-page.csv", "nothing.csv"])
def test_what_is_refused_is_refused_by_name(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = printed(capsys, SAMPLES / name)
    assert (code, told["file"]) == (REFUSED, name)
    assert name in str(told["refused"])


def test_of_boundaries_it_tells_what_stands_in_them(capsys: pytest.CaptureFixture[str]) -> None:
    code, told = printed(capsys, BOUNDARIES / "boundaries-cod.geojson")
    assert (code, told["features"], told["id"]) == (0, 12, "ADM2_PCODE")
    assert printed(capsys, BOUNDARIES / "boundaries-bad.geojson")[0] == PROBLEMS
    assert printed(capsys, BOUNDARIES / "boundaries-utm42.zip")[1]["crs"] == "EPSG:32642"


def test_of_another_war_its_places_and_its_actors_are_meant(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    row = "2023-11-05,Shan (North),Hseni,Battle-Non-state actor overtakes territory,PSLF/TNLA: its Front,1\n"
    file.write_text("event_date,admin1,admin2,event_type,actor1,time_precision\n" + row, encoding="utf-8")
    code, told = printed(capsys, file, "--war", "myanmar-2023")
    assert (code, told["rows"], told["reports"]) == (0, 1, 1)
    assert printed(capsys, file)[1]["set_aside"] == {"outside the days of the war": 1}
