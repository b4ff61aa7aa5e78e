"""Servers that tests and benchmarks start: a port that is free, and Sail, which speaks Spark Connect without Java."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def free_port() -> int:
    """Find a port of this machine that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


@contextmanager
def sail() -> Iterator[tuple[int, str]]:
    """Run Sail; gives its process and its address."""
    port = free_port()
    command = [sys.executable, "-m", "pysail", "spark", "server", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            yield server.pid, f"sc://127.0.0.1:{port}"
        finally:
            server.kill()
