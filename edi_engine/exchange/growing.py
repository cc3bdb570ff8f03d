"""Files that somebody is still writing: they are left alone until they stand still (EXC-3)."""

import time
from pathlib import Path

from edi_engine import x12

YOUNG = 86_400                           # seconds of age under which a file is looked at twice; clocks differ by hours
PATIENCE = 600                           # seconds after which a file without its end counts as cut off


def young(mtime: float) -> bool:
    """Whether a file changed so lately that it may be changing now; 0 = nobody says when."""
    return not mtime or abs(time.time() - mtime) < YOUNG


def unfinished(path: Path, mtime: float) -> bool:
    """Whether a file, changed at that time, lacks its end, and whoever writes it may only have paused."""
    return lately(mtime) and x12.unended(x12.Source(path))


def lately(mtime: float) -> bool:
    """Whether whoever writes a file that changed at that time may only have paused."""
    return abs(time.time() - mtime) < PATIENCE
