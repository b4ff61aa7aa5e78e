"""A run that is killed at any moment leaves the site as it was; the next one finishes the work and clears up."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from events.ledger.war import load_war
from geo.site.build import build
from geo.site.folder import MANIFEST, NotReplaced, read_manifest, replacing
from geo.site.page import Site
from tests.geo.site.conftest import contents
from tests.geo.site.links import broken

ROOT = Path(__file__).parents[3]
MOMENTS = 6
"""At which the test kills; `ATLAS_KILLS` asks for more."""


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_the_old_site_whole(small_war: Path, tmp_path: Path) -> None:
    out, chance = tmp_path / "out", random.Random(15)
    build(Site((small_war,), ("en",)), out)
    old, started = contents(out), time.monotonic()
    title = load_war(small_war / "war.toml").title
    _run(small_war, tmp_path / "other").wait()  # how long a run takes, with its start
    lasts = time.monotonic() - started
    number = int(os.environ.get("ATLAS_KILLS", MOMENTS))
    for moment in range(number):
        war = (small_war / "war.toml").read_text(encoding="utf-8")
        (small_war / "war.toml").write_text(war.replace(f'"{title}', f'"{title}x', 1), encoding="utf-8")
        title += "x"
        run = _run(small_war, out)
        time.sleep(lasts * (0.25 + 0.8 * (moment + chance.random()) / number))
        os.killpg(run.pid, signal.SIGKILL) if run.poll() is None else None
        run.wait()
        now = contents(out)
        manifest = read_manifest(out)
        assert manifest.is_whole(out)
        assert broken(out) == []
        if now[MANIFEST] == old[MANIFEST]:
            assert now == old
        old = now
    assert _run(small_war, out).wait() == 0
    assert title in (out / "en/three-squares/index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def _run(war: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "geo.publish", "--site", str(out), "--wars", str(war), "--langs", "en"]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL, start_new_session=True)


def test_a_folder_that_is_none_of_ours_is_not_replaced(small_war: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.txt").write_text("mine")
    with pytest.raises(NotReplaced, match="not a site that this command wrote"):
        build(Site((small_war,), ("en",)), tmp_path / "out")
    assert (tmp_path / "out" / "thesis.txt").read_text() == "mine"


def test_two_runs_do_not_write_one_site(tmp_path: Path) -> None:
    before = read_manifest(tmp_path / "out")
    with replacing(tmp_path / "out", before) as folder:
        folder.put("index.html", b"first")
        with pytest.raises(NotReplaced, match="another run"), replacing(tmp_path / "out", before):
            pass
    assert (tmp_path / "out" / "index.html").read_bytes() == b"first"


def test_a_run_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="full"), replacing(tmp_path / "out", read_manifest(tmp_path / "out")) as folder:
        folder.put("index.html", b"first")
        raise OSError("full")
    assert list(tmp_path.iterdir()) == []


def test_where_folders_cannot_be_exchanged_they_are_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctypes.CDLL", lambda _: None)
    for content in (b"first", b"second"):
        before = read_manifest(tmp_path / "out") if content == b"first" else None
        with replacing(tmp_path / "out", before or read_manifest(tmp_path / "none")) as folder:
            folder.put("index.html", content)
    assert (tmp_path / "out" / "index.html").read_bytes() == b"second"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_was_killed_between_two_renames_is_put_back(tmp_path: Path) -> None:
    left = tmp_path / ".out-01234567-old.new"
    left.mkdir()
    (left / MANIFEST).write_text("{}")
    with replacing(tmp_path / "out", read_manifest(tmp_path / "none")):
        assert (tmp_path / "out" / MANIFEST).exists()
