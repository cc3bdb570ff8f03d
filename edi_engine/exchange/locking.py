"""One at a time: who changes a workspace holds its lock, and who waits says for whom."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from edi_engine.exchange.folders import PRIVATE_FILE

NAME = ".lock"
PATIENCE = 600.0                         # seconds


class Busy(Exception):
    """Another command did not come to its end; its text is for whoever waited."""


@contextmanager
def alone(folder: Path, errand: str, who: str, waiting: Callable[[str], None] = lambda _: None,
          patience: float = PATIENCE) -> Iterator[None]:
    """Hold the workspace's lock while the block works; ``waiting`` hears once for whom we wait. Busy when that takes too long.

    The system lets go of the lock when its process ends, however it ends.
    """
    handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PRIVATE_FILE)
    try:
        _take(handle, waiting, patience)
        os.ftruncate(handle, 0)
        os.pwrite(handle, json.dumps({"errand": errand, "who": who, "process": os.getpid()}).encode(), 0)
        yield
    finally:
        os.close(handle)


def _take(handle: int, waiting: Callable[[str], None], patience: float) -> None:
    until, told = time.monotonic() + patience, False
    while True:
        try:
            return fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if not told:
                waiting(f"Waiting for {_holder(handle)}, which is working in this workspace.")
                told = True
        if time.monotonic() > until:
            raise Busy(f"Another edi is still working in this workspace: {_holder(handle)}. Nothing was done; try again when "
                       "it has finished.")
        time.sleep(0.05)


def _holder(handle: int) -> str:
    """Who holds the lock, as far as that is known."""
    try:
        said = json.loads(os.pread(handle, 1000, 0))
        return f"`edi {said['errand']}` of {said['who']} (process {said['process']})"
    except (ValueError, KeyError, TypeError):
        return "another edi"
