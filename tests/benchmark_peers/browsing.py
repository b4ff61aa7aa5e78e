"""Served apps, and pages that look at them: what `tests.benchmark` needs of processes, browsers and websockets."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil
from playwright.sync_api import Browser, Frame, Page, WebSocket

from tests.servers import free_port

ROOT = Path(__file__).parents[2]
PEERS = Path(__file__).parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
CLOSED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"  # no address but the app's
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", CLOSED)
FLAGS = ("--server.headless=true", "--server.fileWatcherType=none", "--server.address=127.0.0.1")


@dataclass(frozen=True, slots=True)
class Server:
    """A Streamlit app that is being served."""

    url: str
    process: psutil.Process


@dataclass(frozen=True, slots=True)
class Message:
    """What went over a websocket in one piece."""

    up: bool
    size: int
    """In bytes; a text, which Streamlit does not send, in characters."""
    at: float


@dataclass(frozen=True, slots=True)
class Visit:
    """A page that shares nothing with others, and what went over its websockets."""

    page: Page
    wire: list[Message]


@contextmanager
def serving(script: Path) -> Iterator[Server]:
    """Serve an app while it is needed."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script), f"--server.port={port}", *FLAGS]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        while app.poll() is None and not _answers(f"{url}/_stcore/health"):
            time.sleep(0.1)
        yield Server(url, psutil.Process(app.pid))
    finally:
        app.terminate()
        app.wait()


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):
            return True
    except URLError:
        return False


def opened(browser: Browser, address: str) -> Visit:
    """Open a page, with the stopwatch in each of its frames; return as soon as it has begun to come."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(path=PEERS / "stopwatch.js")
    page, wire = context.new_page(), list[Message]()

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: wire.append(Message(True, len(payload), time.perf_counter())))
        socket.on("framereceived", lambda payload: wire.append(Message(False, len(payload), time.perf_counter())))

    page.on("websocket", listen)
    page.goto(address, wait_until="commit")
    return Visit(page, wire)


def sent(wire: Sequence[Message], *, up: bool = True, down: bool = True) -> int:
    """Add up what went over a websocket, in bytes."""
    return sum(message.size for message in wire if (up if message.up else down))


def atlas_frame(page: Page) -> Frame:
    """Wait for the atlas, and find the frame it is in."""
    mounted = page.wait_for_selector("iframe[data-testid=stCustomComponentV1]")
    frame = mounted and mounted.content_frame()
    assert frame
    frame.wait_for_selector(".atlas[data-day]")
    return frame


def heap(page: Page) -> float:
    """Megabytes of JavaScript objects still in use."""
    devtools = page.context.new_cdp_session(page)
    devtools.send("HeapProfiler.collectGarbage")
    used: float = devtools.send("Runtime.getHeapUsage")["usedSize"]
    devtools.detach()
    return used / 1e6
