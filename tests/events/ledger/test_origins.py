"""`events.ledger.origins`: who made the files of a ledger, as sidecars say; one that is no good is refused by name."""

from pathlib import Path

import pytest

from events.ledger.folder import load_ledger
from events.ledger.locate import Gazetteer
from events.ledger.origins import FILES, BadOrigin, Origin, read_origins
from events.ledger.read import MOST_LETTERS
from tests.conftest import LedgerFolder

SIDECAR = 'producer = "The Desk"\ntitle = "Reports"\nlicence = """CC BY 4.0;\n credit us"""\n'


def test_a_sidecar_says_who_made_its_file_and_on_what_terms(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    folder = ledger_folder()
    (folder / "claims.origin.toml").write_text(SIDECAR)
    (folder / "reports.origin.toml").write_text(SIDECAR)
    (folder / "diary.origin.toml").write_text("of a file that is none of a ledger's")
    assert load_ledger(gazetteer, folder).origins == (
        Origin("reports.csv", "The Desk", "CC BY 4.0; credit us", "Reports", "The Desk", "The Desk"),
        Origin("claims.csv", "The Desk", "CC BY 4.0; credit us", "Reports", "The Desk", "The Desk"),
    )


def test_a_ledger_without_sidecars_has_no_origins(ledger_folder: LedgerFolder, gazetteer: Gazetteer) -> None:
    assert load_ledger(gazetteer, ledger_folder()).origins == ()


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        (b'producer = "The Desk"', "licence is missing or not text"),
        (b'producer = 3\nlicence = "CC0"', "producer is missing or not text"),
        (b'producer = " "\nlicence = "CC0"', "producer is missing or not text"),
        (b"producer: The Desk", "is not TOML in UTF-8"),
        (b'producer = "\xff"', "is not TOML in UTF-8"),
        (b"producer = " + b"9" * 5000, "is not TOML in UTF-8"),
        (b"producer = " + b"[" * 5_000, "has lists or tables nested too deeply"),
        (b"#" * (MOST_LETTERS + 1), "has 100,001 letters, where 100,000 are the most"),
    ],
    ids=str,
)
def test_a_sidecar_that_is_no_good_is_refused_by_name(tmp_path: Path, written: bytes, reason: str) -> None:
    (tmp_path / "reports.origin.toml").write_bytes(written)
    with pytest.raises(BadOrigin, match=r"reports\.origin\.toml") as refused:
        read_origins(tmp_path, FILES)
    assert reason in str(refused.value)


def test_a_folder_in_the_place_of_a_sidecar_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "reports.origin.toml").mkdir()
    with pytest.raises(BadOrigin, match=r"reports\.origin\.toml cannot be read"):
        read_origins(tmp_path, FILES)


def test_a_sidecar_may_say_how_its_file_is_credited(tmp_path: Path) -> None:
    told = SIDECAR + 'credit = "© The Desk, 2021"\ncredit_short = "© The Desk"\nnote = "Of one town."\n'
    (tmp_path / "reports.origin.toml").write_text(told)
    (origin,) = read_origins(tmp_path, FILES)
    assert (origin.credit, origin.credit_short, origin.note) == ("© The Desk, 2021", "© The Desk", "Of one town.")
