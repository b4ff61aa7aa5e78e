"""
What many visitors at once cost the server, without a browser's own work. Run by `python -m tests.benchmark`.

A visitor opens every page in turn, as soon as the one before has come, over a websocket as the browser would. A page
has *come* when the server says that its script has finished.
"""

import asyncio
import time
from collections.abc import Iterator

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.benchmark_pages import DRAWN, Figures
from tests.benchmark_peers.browsing import ROOT, Server, serving

CROWDS = (10, 25, 50)
PAGES = ("", *DRAWN)
TARGETS = {25: (4.0, 450.0)}
"""Most seconds that a page takes in the median, and most megabytes of the server, by the number of visitors."""


def visitors() -> Iterator[Figures]:
    """Crowds of visitors, each of a server of its own that one visitor has warmed."""
    for many in CROWDS:
        with serving(ROOT / "dashboard.py") as ours:
            asyncio.run(_crowd(ours, 1))
            before = sum(ours.process.cpu_times()[:2])
            took, peak = asyncio.run(_crowd(ours, many))
            spent = sum(ours.process.cpu_times()[:2]) - before
        seconds, megabytes = TARGETS.get(many, (None, None))
        yield f"a page, {many} visitors opening all {len(PAGES)} without a pause", took, "s", seconds
        yield "  server memory at its peak", [peak], "MB", megabytes
        yield "  processor time of one visit", [spent / many], "s", None


async def _crowd(ours: Server, many: int) -> tuple[list[float], float]:
    """Seconds of each page of each visitor, and the most megabytes that the server took."""
    peak = asyncio.create_task(_watched(ours.process))
    visits = await asyncio.gather(*(_visit(ours) for _ in range(many)))
    peak.cancel()
    return [took for visit in visits for took in visit], await peak


async def _visit(ours: Server) -> list[float]:
    address = f"{ours.url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as server:  # type: ignore[list-item]
        return [await _open(server, *link.partition("?")[::2]) for link in PAGES]


async def _open(server: ClientConnection, page: str, query: str) -> float:
    begun = time.perf_counter()
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = page, query
    await server.send(asked.SerializeToString())
    while True:
        answer = ForwardMsg.FromString(await server.recv(decode=False))
        if (
            answer.WhichOneof("type") == "script_finished"
            and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        ):
            return time.perf_counter() - begun


async def _watched(process: psutil.Process) -> float:
    peak = 0.0
    try:
        while True:
            peak = max(peak, process.memory_info().rss / 1e6)
            await asyncio.sleep(0.1)
    except asyncio.CancelledError:
        return peak
