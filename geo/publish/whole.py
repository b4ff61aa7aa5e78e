"""A file written whole or not at all, also where a signal interrupts who writes it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from stat import S_IMODE

ENDINGS = (signal.SIGTERM,) if sys.platform == "win32" else (signal.SIGTERM, signal.SIGHUP)
"""The signals with which cron, timeout and systemd end what takes too long, and a terminal what it leaves behind."""


class NotPublished(ValueError):
    """Something that cannot be made; the message says why."""


@contextmanager
def broken_off_by(*endings: signal.Signals) -> Iterator[None]:
    """Let signals interrupt the command as Ctrl-C does, except those that it ignores under nohup and the like."""

    def break_off(*_: object) -> None:
        for ending in before:  # systemd sends a second one at once, which must not interrupt the clean-up
            signal.signal(ending, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {ending: signal.getsignal(ending) for ending in endings}
    before = {ending: handler for ending, handler in before.items() if handler not in (signal.SIG_IGN, None)}
    try:
        for ending in before:
            signal.signal(ending, break_off)
        yield
    finally:
        for ending, handler in before.items():
            signal.signal(ending, handler)


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """
    Provide a file to write beside the one asked for, and move it into place once it is complete.

    It has the mode of the file that it replaces; if there is none, the mode that the umask leaves.
    """
    if not file.parent.is_dir():
        raise NotPublished(f"the folder {file.parent} does not exist")
    if file.is_dir():
        raise NotPublished("a folder of this name already exists")
    mode = S_IMODE(file.stat().st_mode) if file.exists() else None
    made = file.with_name(f".{file.stem}-{token_hex(4)}{file.suffix}")
    try:
        made.touch(0o666 if mode is None else 0o600, exist_ok=False)
        yield made
        if mode is not None:
            made.chmod(mode)
        made.replace(file)
    finally:
        made.unlink(missing_ok=True)
