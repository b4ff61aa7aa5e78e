"""Whatever happens to a file on its way, it is read, or refused by name, within five seconds; nothing crashes."""

import copy
import json
import random
import time
import zipfile
from io import BytesIO
from typing import Any

import pytest

from events.intake.files.grids import Refused
from geo.intake.boundaries.account import account_of
from geo.intake.boundaries.columns import propose
from geo.intake.boundaries.faults import check
from geo.intake.boundaries.shapes import Boundaries, read_boundaries
from tests.geo.intake.boundaries import SAMPLES

NAMES = sorted(path.name for path in SAMPLES.iterdir() if path.name != "expected.json")
SEED, DAILY, MANY, MOST_SECONDS = 20210705, 20, 400, 5
"""Mutants of each sample, daily and in the slow test."""
BITS = (
    b"",
    b"null",
    b"-1",
    b"1e999",
    b"[]",
    b"{}",
    b'"',
    b"999999999999",
    b"NaN",
    b"\x00",
    b"\xff\xff\xff\x7f",
    b"Polygon",
)


VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 70.5, 1e308, float("nan"), float("inf"), 10**400, "", "x", "Polygon", "Point", "\ud800"),
    *([], [[]], {}, [0], [0, 0], [[0, 0]], [[[0, 0], [1, 1], [0, 0]]], [[[0, 0], [9, 0], [9, 9], [0, 0]]]),
    *([[[0, 0], [9, 9], [9, 0], [0, 9], [0, 0]]], {"type": "GeometryCollection", "geometries": []}, [[["a", "b"]]]),
)


def mutant(content: bytes, chance: random.Random) -> bytes:
    """Change some bytes, cut out, double or replace a part; of a ZIP, that of its files too."""
    if content.startswith(b"{") and chance.random() < 0.6:
        return _rewritten(content, chance)
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _repacked(content, chance)
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) or 1)
        to = at + chance.choice((0, 1, 4, 40, 400))
        how = chance.randrange(4)
        if how == 0:
            made[at : at + 1] = bytes([chance.randrange(256)])
        elif how == 1:
            made[at:to] = chance.choice(BITS)
        elif how == 2:
            made[at:at] = made[at:to]
        else:
            del made[chance.choice((at, max(at, len(made) - 50))) : to]
    return bytes(made)


def _rewritten(content: bytes, chance: random.Random) -> bytes:
    """Replace some values of a JSON file by others, of which many are of another type."""
    told = json.loads(content)
    for _ in range(chance.choice((1, 2, 5))):
        at, within = told, (told, next(iter(told)))
        while isinstance(at, dict | list) and at and chance.random() < 0.85:
            key: Any = chance.choice(list(at) if isinstance(at, dict) else range(len(at)))
            within, at = (at, key), at[key]
        within[0][within[1]] = copy.deepcopy(chance.choice((*VALUES, told.get("features"), told.get("arcs"))))
    return json.dumps(told).encode()


def _repacked(content: bytes, chance: random.Random) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            inner = old.read(entry)
            if chance.random() < 0.9:
                new.writestr(entry.filename, mutant(inner, chance) if chance.random() < 0.5 else inner)
    return packed.getvalue()


def try_out(name: str, count: int, seed: int) -> tuple[int, int]:
    """Read mutants and tell of them; returns how many were read, and how many refused."""
    chance, content = random.Random(f"{name} {seed}"), (SAMPLES / name).read_bytes()
    read = refused = 0
    for number in range(count):
        made, began = mutant(content, chance), time.perf_counter()
        try:
            boundaries = read_boundaries(name, made)
        except Refused as fault:
            assert str(fault).startswith(f"{name}: ")
            refused += 1
        else:
            assert isinstance(boundaries, Boundaries)
            assert len(boundaries.frame) == boundaries.features
            columns = propose(boundaries.frame)
            account_of(boundaries, columns, check(boundaries, columns))
            read += 1
        assert time.perf_counter() - began < MOST_SECONDS, f"mutant {number}"
    return read, refused


@pytest.mark.parametrize("name", NAMES)
def test_a_mutant_is_read_or_refused(name: str) -> None:
    assert sum(try_out(name, DAILY, SEED)) == DAILY


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_many_mutants_are_read_or_refused(name: str) -> None:
    assert sum(try_out(name, MANY, SEED + 1)) == MANY
