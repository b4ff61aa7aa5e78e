"""Files as they may come from anyone, spoilt at random: each is read, or refused by one of our names."""

from pathlib import Path
from random import Random

import pytest

from events.control.reading import read_as_known
from events.ledger.folder import EmptyLedger, load_ledger
from events.ledger.locate import find
from events.ledger.read import BadColumns, NotText
from events.ledger.war import BadWar
from events.problems import Problem
from geo.atlas.atlas import draw
from geo.places.boundaries import BadBoundaries
from geo.places.country import load_country
from geo.places.digest import data_digest
from geo.places.grid import country_shapes
from geo.places.lists import EmptyCountry
from tests.conftest import COUNTRY, LEDGER, LedgerFolder

REFUSED = (BadBoundaries, BadColumns, BadWar, EmptyCountry, EmptyLedger, NotText)
EACH = 30  # times that each file is spoilt

WORDS = (
    *(
        b"",
        b"?",
        b'"',
        b'"",',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\x00",
        b"\xff",
        b"\xed\xa0\x80",
        b"\xef\xbb\xbf",
        b"[",
        b"{",
    ),
    *(b"nan", b"inf", b"-1", b"0", b"1e400", b"6621", b"9" * 31, b"9" * 5_000, "٤٢".encode(), "ß".encode(), b"=1+1"),
    *(
        b"9999-12-31",
        b"0001-01-01",
        b"2021-02-30",
        b"yes",
        b"no",
        b"0101",
        b"0102",
        b"AF01",
        b"reds",
        b"[1]",
        b"\\ud800",
    ),
)


@pytest.mark.slow
@pytest.mark.parametrize("file", [*COUNTRY, *LEDGER])
def test_a_spoilt_file_is_read_or_refused_by_name(
    country_folder: LedgerFolder, ledger_folder: LedgerFolder, file: str
) -> None:
    refused, with_problems = 0, 0
    for number in range(EACH):
        folders = country_folder(), ledger_folder()
        path = next(folder / file for folder in folders if (folder / file).exists())
        path.write_bytes(_spoilt(path.read_bytes(), Random(number)))
        try:
            with_problems += bool(_problems(*folders))
        except REFUSED as refusal:
            refused += 1
            assert str(refusal)
    assert refused > 0
    assert with_problems > 0 or file in ("boundaries.geojson", "war.toml")


def _problems(country_folder: Path, ledger_folder: Path) -> tuple[Problem, ...]:
    """Go the whole way from the files to the page, and give what could not be read or placed."""
    country = load_country(country_folder / "boundaries.geojson", country_folder)
    ledger = load_ledger(country.gazetteer, ledger_folder)
    reading = read_as_known(ledger, country.gazetteer.province_of)
    assert draw(reading, country).page
    assert country_shapes(country)
    assert data_digest(reading, country)
    for spelling in country.gazetteer.spellings:
        assert find(spelling, country.gazetteer) <= set(country.names)
    return (*country.problems, *ledger.problems)


def _spoilt(content: bytes, chance: Random) -> bytes:
    for _ in range(chance.randint(1, 3)):
        content = chance.choice((_strewn, _replaced, _cut, _shuffled))(content, chance)
    return content


def _strewn(content: bytes, chance: Random) -> bytes:
    """Set something in, over up to four letters."""
    at = chance.randint(0, len(content))
    return content[:at] + chance.choice(WORDS) + content[at + chance.randint(0, 4) :]


def _replaced(content: bytes, chance: Random) -> bytes:
    """Put something in the place of a cell."""
    cells = content.split(b",")
    cells[chance.randrange(len(cells))] = chance.choice(WORDS)
    return b",".join(cells)


def _cut(content: bytes, chance: Random) -> bytes:
    """Leave a piece out, or all that follows."""
    start = chance.randint(0, len(content))
    return content[:start] + (content[start + chance.randint(1, 80) :] if chance.random() < 0.7 else b"")


def _shuffled(content: bytes, chance: Random) -> bytes:
    """Set a line in the place of another."""
    lines = content.splitlines(keepends=True) or [b""]
    lines[chance.randrange(len(lines))] = chance.choice(lines)
    return b"".join(lines)
