"""Uploads spoilt at random: each is read, or refused by name, and none keeps a reader waiting."""

import io
import time
import zipfile
from random import Random

import pytest

from events.intake.files.grids import Grid, Refused
from events.intake.files.read import read_grids
from tests.events.intake.sample_files import EXPECTED, sample

SPOILT = sorted(set(EXPECTED) - {"empty.csv", "endless-line.csv", "zip-bomb.xlsx"})
DAILY, SLOW = 400, 10_000
LONGEST = 5
"""Seconds; the guard against a reader that hangs."""
WORDS = (
    *(
        b"",
        b'"',
        b'""',
        b",",
        b";",
        b"\t",
        b"|",
        b"\n",
        b"\r",
        b"\0",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
    ),
    *(
        b"[",
        b"{",
        b"}",
        b"<",
        b">",
        b"/>",
        b"&#0;",
        b"]]>",
        b"<!DOCTYPE a>",
        b"PK",
        b"PAR1",
        b"../",
        b"\\ud800",
        b"null",
    ),
    *(
        b"0",
        b"-1",
        b"1e400",
        b"9" * 31,
        b"9" * 5_000,
        b"NaN",
        b"1048576",
        b"XFD1048576",
        b"A1:XFD1048576",
        b"4294967296",
    ),
)


def spoilt(contents: bytes, random: Random) -> bytes:
    """Flip, cut, double, or put in something, up to three times."""
    for _ in range(random.randint(1, 3)):
        first, last = sorted(random.randint(0, len(contents)) for _ in range(2))
        last = min(last, first + random.choice([1, 4, 40, len(contents)]))
        match random.randrange(5):
            case 0:
                flipped = bytes([contents[first] ^ (1 << random.randrange(8))]) if first < len(contents) else b""
                contents = contents[:first] + flipped + contents[first + 1 :]
            case 1:
                contents = contents[:first] + contents[last:]
            case 2:
                contents = contents[:last] + contents[first:]
            case 3:
                contents = contents[:first] + random.choice(WORDS) + contents[first:]
            case 4:
                contents = contents[:first] + random.choice(WORDS) + contents[last:]
    return contents


def spoilt_within(contents: bytes, random: Random) -> bytes:
    """Spoil one part of an archive, and pack it again without a fault."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(contents)) as archive, zipfile.ZipFile(packed, "w") as new:
        wrong = random.choice(archive.namelist())
        for path in archive.namelist():
            part = archive.read(path)
            new.writestr(path, spoilt(part, random) if path == wrong else part)
    return packed.getvalue()


def is_read_or_refused(name: str, contents: bytes) -> bool:
    begun = time.perf_counter()
    try:
        grids = read_grids(name, contents)
    except Refused as refused:
        assert str(refused).startswith(f"{name}: ")
        read = False
    else:
        assert all(isinstance(grid, Grid) for grid in grids)
        read = True
    assert time.perf_counter() - begun < LONGEST
    return read


def spoil_many(times: int, seed: int) -> None:
    random = Random(seed)
    read = 0
    for number in range(times):
        name = random.choice(SPOILT)
        within = zipfile.is_zipfile(io.BytesIO(sample(name))) and random.random() < 0.8
        contents = (spoilt_within if within else spoilt)(sample(name), random)
        try:
            read += is_read_or_refused(name, contents)
        except BaseException as error:
            error.add_note(f"mutant {number} of seed {seed}, of {name}")
            raise
    assert 0 < read < times


def test_a_spoilt_upload_is_read_or_refused_by_name() -> None:
    spoil_many(DAILY, 1)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
def test_many_spoilt_uploads_are_read_or_refused_by_name(seed: int) -> None:
    spoil_many(SLOW // 4, seed)
