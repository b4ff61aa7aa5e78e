"""Each sample of uploaded boundaries comes to exactly what `samples/expected.json` says."""

import json
from typing import Any

import pytest

from events.intake.files.grids import Refused
from geo.intake.boundaries.account import account_of
from geo.intake.boundaries.columns import propose
from geo.intake.boundaries.faults import check
from geo.intake.boundaries.shapes import read_boundaries
from tests.geo.intake.boundaries import SAMPLES

EXPECTED: dict[str, dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text(encoding="utf-8"))

MEANT = {
    "overlaps feature": "overlap",
    "leaves a gap": "gap",
    "crosses itself": "crosses itself",
    "the id": "repeated id",
    "no id": "no id",
    "has heights": "heights",
    "its ring runs": "ring turned",
    "no shape": "no shape",
    "a line": "not an area",
    "a speck": "speck",
}
"""What each reason of the samples means, by how it begins."""


def account(name: str) -> dict[str, Any]:
    read = read_boundaries(name, (SAMPLES / name).read_bytes())
    columns = propose(read.frame)
    return account_of(read, columns, check(read, columns))


def meant(what: str) -> str:
    return next(kind for words, kind in MEANT.items() if what.startswith(words))


@pytest.mark.parametrize("name", [name for name, entry in EXPECTED.items() if "boundaries" in entry])
def test_a_sample_comes_to_what_is_expected_of_it(name: str) -> None:
    expected, told = EXPECTED[name]["boundaries"], account(name)
    plain = (
        "features",
        "with_shape",
        "layer",
        "id",
        "name",
        "parent",
        "parents",
        "other_names",
        "valid",
        "gaps",
        "overlaps",
    )
    assert {key: told[key] for key in plain if key in expected} == {
        key: expected[key] for key in plain if key in expected
    }
    if "crs" in expected:
        assert told["crs"] == (expected["crs"] and expected["crs"].split()[0].rstrip(","))
    if "bounds" in expected:
        assert told["bounds"] == pytest.approx(expected["bounds"], abs=expected.get("within_degrees", 1e-9))
    if "problems" in expected:
        problems = [
            (each["feature"], meant(each["what"]), each.get("harmless", False)) for each in expected["problems"]
        ]
        assert [(each["feature"], each["kind"], each["harmless"]) for each in told["problems"]] == problems
    assert bool(told["asks"]) == ("refused_or_asks" in expected)


def test_other_spellings_are_told_by_id() -> None:
    told, expected = account("boundaries-gadm.gpkg"), EXPECTED["boundaries-gadm.gpkg"]["boundaries"]
    assert told["spellings"] == expected["spellings"]


def test_an_archive_that_is_expected_to_be_refused_is() -> None:
    with pytest.raises(Refused):
        account("climbing.zip")
