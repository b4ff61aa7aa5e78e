"""`.streamlit/config.toml`: what the server asks of others when it starts, and what it tells of itself."""

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import NoReturn

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import geo.app.load
from tests.servers import free_port

ROOT = Path(__file__).parents[3]
WATCHED = """
import json, sys
from streamlit.web import cli

def tell(event, details):
    if event in ("socket.bind", "socket.connect", "socket.getaddrinfo"):
        file.write(json.dumps([event, str((details[0] if event == "socket.getaddrinfo" else details[1][0]))]) + chr(10))
        file.flush()

file = open(sys.argv.pop(1), "w", encoding="utf-8")
sys.addaudithook(tell)
cli.main()
"""
"""Streamlit's command, which writes down every address that it binds, looks up or turns to."""

PATIENCE = 60
"""Seconds to wait for the server; it takes two."""


def test_a_server_asks_no_address_outside_at_its_start_and_other_machines_reach_it(tmp_path: Path) -> None:
    port = free_port()
    told = tmp_path / "told.jsonl"
    command = [sys.executable, "-c", WATCHED, str(told), "run", "dashboard.py", f"--server.port={port}"]
    command += ["--server.headless=true", "--server.fileWatcherType=none"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            _wait_for(port, server)
        finally:
            server.terminate()
        written, _ = server.communicate(timeout=PATIENCE)
    addresses = [tuple(json.loads(line)) for line in told.read_text(encoding="utf-8").splitlines()]
    turned_to = {address for event, address in addresses if event != "socket.bind"}
    assert turned_to <= {"localhost", "127.0.0.1", "::1", "::", "0.0.0.0"}
    assert {address for event, address in addresses if event == "socket.bind"} & {"::", "0.0.0.0"}
    assert f"http://localhost:{port}" in written
    assert "External URL" not in written


def test_a_fault_of_ours_shows_a_visitor_neither_what_it_says_nor_where_it_stands(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_: Path) -> NoReturn:
        raise RuntimeError("the key is 1234")

    st.cache_resource.clear()
    monkeypatch.setattr(geo.app.load, "open_war", fail)
    (shown,) = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=PATIENCE).run().exception
    assert not shown.stack_trace
    assert "1234" not in str(shown.proto)
    assert "RuntimeError" not in str(shown.proto)
    assert str(ROOT) not in str(shown.proto)


def _wait_for(port: int, server: subprocess.Popen[str]) -> None:
    for _ in range(PATIENCE * 10):
        assert server.poll() is None
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1).close()
            return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    pytest.fail("the server does not answer")
