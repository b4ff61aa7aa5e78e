"""
What a reader does with the atlas page, and what they see: the state of the page, not its pixels.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from playwright.sync_api import ConsoleMessage, Frame, Locator, Page, Request, WebSocket

from events.model import PlaceId
from geo.atlas.atlas import Atlas

PATIENCE = 60_000
"""Milliseconds to wait for what must come; it takes one second, or twenty where the machine has much else to do."""

FRAME = 'iframe[data-testid="stCustomComponentV1"]'
READY = """
(frame) => {
  const shown = frame ? document.querySelector(frame)?.contentDocument : document;
  return shown?.querySelector(".atlas")?.dataset.day !== undefined
    && shown.querySelectorAll(".atlas path[data-place][data-look][d]").length === 421;
}
"""
"""Asked of the outermost page: what waits within a frame is lost where the frame is still on its way."""
FILL = "path => getComputedStyle(path).fill"
SETTLED = """
() => document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "notRunning"
  && !document.querySelector("[data-testid=stSkeleton]")
"""
"""
The script has run, and what draws each of its parts has come. Until then a grey bar stands for a part, in the place of
our style sheet too, and the page moves by up to 130 pixels as they come: a click would miss what it was aimed at.
"""
FRAMES = """
(count) => new Promise((done) => {
  const next = () => (count-- ? requestAnimationFrame(next) : done());
  next();
})
"""


def rest(page: Page) -> None:
    """Wait until the app has answered, and what it drew has no more to ask."""
    page.wait_for_function(SETTLED, timeout=PATIENCE)
    page.evaluate(FRAMES, 15)
    page.wait_for_function(SETTLED, timeout=PATIENCE)


@dataclass
class Watch:
    """What went wrong on a page, and what went over its web socket."""

    faults: list[str] = field(default_factory=list)
    """
    Console and page errors, failed requests, and addresses outside that were asked for. Not that Streamlit asks for its
    own health below a page's path before it asks at the root: it does so wherever a link leads straight to a page.
    """
    sent: list[int] = field(default_factory=list)
    """Sizes in bytes, in order."""
    received: list[int] = field(default_factory=list)
    mounted: list[str] = field(default_factory=list)
    """Addresses of the frames that were attached or went elsewhere, in order."""

    def follow(self, page: Page) -> None:
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("requestfailed", self._miss)
        page.on("websocket", self._listen)
        page.on("framenavigated", lambda frame: self._mount(frame))

    def quiet(self) -> tuple[int, int, int]:
        """Count what has been sent, received and mounted so far."""
        return len(self.sent), len(self.received), len(self.mounted)

    def _miss(self, asked: Request) -> None:
        """What a page still asked for when its reader went on to another is no fault."""
        if asked.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {asked.url[:100]} {asked.failure}")

    def _hear(self, told: ConsoleMessage) -> None:
        asked_first = re.search(r"/\w+/_stcore/(health|host-config)$", told.location.get("url", ""))
        if told.type == "error" and not ("404" in told.text and asked_first):
            self.faults.append(f"console: {told.text}")

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda payload: self.sent.append(_size(payload)))
        socket.on("framereceived", lambda payload: self.received.append(_size(payload)))

    def _mount(self, frame: Frame) -> None:
        if frame.parent_frame:
            self.mounted.append(frame.url)


@dataclass
class Reader:
    """Someone before the atlas, on its own or within the app."""

    page: Page
    frame: Frame
    """Where the atlas is: the page's own, or the one in the app."""
    watch: Watch
    atlas: Atlas
    """What the page was made from."""

    @property
    def root(self) -> Locator:
        return self.frame.locator(".atlas")

    @property
    def day(self) -> date:
        return date.fromisoformat(self.root.get_attribute("data-day") or "")

    def see(self, name: str) -> Locator:
        """The parts of the page with one name, as in ``headline`` for ``.atlas__headline``."""
        return self.frame.locator(f".atlas__{name}")

    def words(self, name: str) -> str:
        """What stands in a part of the page, blanks run together."""
        return " ".join(self.see(name).inner_text().split())

    def place(self, code: PlaceId) -> Locator:
        return self.frame.locator(f'path[data-place="{code}"]')

    def fill(self, code: PlaceId) -> str:
        """The computed colour, as in ``rgb(1, 2, 3)``, or the pattern, of a district."""
        filled: str = self.place(code).evaluate(FILL)
        return filled

    def point_of(self, day: date) -> tuple[float, float]:
        """Where on the time strip a day is, in pixels of the window."""
        box = self.see("chart").bounding_box()
        assert box
        days = (self.atlas.last - self.atlas.first).days + 1
        share = ((day - self.atlas.first).days + 0.5) / days
        return box["x"] + share * box["width"], box["y"] + box["height"] * 0.4

    def click_day(self, day: date) -> None:
        self.page.mouse.click(*self.point_of(day))
        self.wait_for_day(day)

    def drag(self, days: list[date], meanwhile: Callable[[], None] = lambda: None) -> None:
        """Press on the first day, move over the others, and let go."""
        self.page.mouse.move(*self.point_of(days[0]))
        self.page.mouse.down()
        for day in days[1:]:
            self.page.mouse.move(*self.point_of(day))
        meanwhile()
        self.page.mouse.up()

    def press(self, *keys: str) -> None:
        """Press keys where the focus happens to be."""
        for key in keys:
            self.page.keyboard.press(key)

    def wait_for(self, expression: str, arg: Any = None) -> None:
        self.frame.wait_for_function(expression, arg=arg, timeout=PATIENCE)

    def wait_for_day(self, day: date) -> None:
        self.wait_for("(day) => document.querySelector('.atlas').dataset.day === day", day.isoformat())

    def wait_frames(self, count: int) -> None:
        """Let the browser draw some frames: time enough for what must not happen to happen."""
        self.frame.evaluate(FRAMES, count)

    def wait_settled(self) -> None:
        """Wait until the app has answered; the app only."""
        self.page.wait_for_function(SETTLED, timeout=PATIENCE)


def days_from(first: date, count: int) -> list[date]:
    """
    List days in a row.

    >>> days_from(date(2021, 7, 31), 2)
    [datetime.date(2021, 7, 31), datetime.date(2021, 8, 1)]
    """
    return [first + timedelta(days=number) for number in range(count)]


def _size(payload: str | bytes) -> int:
    return len(payload if isinstance(payload, bytes) else payload.encode())
