"""Uploads spoilt at random, understood to the end: every row has one fate, and what joins the map is valid."""

from random import Random

import pytest

from events.intake.files.grids import Refused
from events.intake.files.read import read_grids
from events.intake.meaning.cells import Setting
from events.intake.meaning.choices import Choices
from events.intake.tables import table_of
from events.intake.understand import understand
from events.intake.upload import upload_of
from geo.places.country import Country
from tests.events.intake.files.test_mutated_uploads import SPOILT, spoilt
from tests.events.intake.sample_files import sample

DAILY, SLOW, LARGE = 300, 10_000, 50_000
"""Mutants; and the most bytes of a sample of which there are that many."""


def check_mutant(name: str, content: bytes, setting: Setting, country: Country) -> bool:
    """Whether a file was read at all."""
    try:
        table = table_of(name, read_grids(name, content))
    except Refused as refused:
        assert str(refused).startswith(f"{name}: ")
        return False
    account = understand(table, Choices(), setting)
    counts = account.counts
    parts = counts["reports"] + counts["context"] + sum(counts["set_aside"].values()) + counts["problems"]
    assert counts["rows"] == parts == len(table.records)
    assert [row.at for row in account.rows] == list(range(len(table.records)))
    upload = upload_of(account, "abcdef", setting, country.province_names)
    assert upload.problems == ()
    assert len(upload.records) == counts["reports"] + counts["context"]
    return True


def check_mutants(number: int, setting: Setting, country: Country) -> None:
    names = [name for name in SPOILT if len(sample(name)) <= LARGE]
    read = 0
    for seed in range(number):
        random = Random(seed)
        name = random.choice(names)
        read += check_mutant(name, spoilt(sample(name), random), setting, country)
    assert read > number // 4, "most are refused before they are understood"


def test_every_row_of_a_spoilt_file_has_one_fate(setting: Setting, country: Country) -> None:
    check_mutants(DAILY, setting, country)


@pytest.mark.slow
def test_every_row_of_many_spoilt_files_has_one_fate(setting: Setting, country: Country) -> None:
    check_mutants(SLOW, setting, country)
