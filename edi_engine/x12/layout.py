"""Oddities of a file's text, each told once, where it is first met: what it is called and how a window is searched for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from edi_engine.x12.cutting import EMPTY, INDENTED, LOWER, Knife
from edi_engine.x12.framing import Window

BROKEN = 1
FOREIGN, CONTROL, WRAPPED, PADDED, IDLE = 16, 32, 64, 128, 256
_FOREIGN = re.compile(rb"[\x80-\xff]")


def _foreign(data: bytes, edge: Knife, start: int) -> int:
    found = None if data.isascii() else _FOREIGN.search(data)
    return found.start() if found else -1


def _control(data: bytes, edge: Knife, start: int) -> int:
    if len(data.translate(None, edge.controls)) == len(data):
        return -1
    found = edge.control.search(data)
    return found.start() if found else -1


def _broken(data: bytes, edge: Knife, start: int) -> int:
    return _first(data, [bytes((mark,)) for mark in edge.breaks], start)


def _wrapped(data: bytes, edge: Knife, start: int) -> int:
    if _broken(data, edge, 0) < 0:
        return -1
    cut, start = edge.terminator, len(data) - len(data.lstrip(edge.breaks))
    lines = data.count(cut + b"\r\n", start)         # the usual: every break stands behind a terminator
    if data.count(b"\n", start) == lines + data.count(cut + b"\n", start) and data.count(b"\r", start) == lines:
        return -1
    found = edge.wrapped.search(data)
    return found.start() if found else -1


def _padded(data: bytes, edge: Knife, start: int) -> int:
    if _first(data, (b" " + edge.element, b" " + edge.terminator), start) < 0:
        return -1
    found = edge.padded.search(data, start)
    return found.start() if found else -1


def _idle(data: bytes, edge: Knife, start: int) -> int:
    return data.find(edge.element + edge.terminator, start)


def _first(data: bytes, marks: tuple[bytes, ...] | list[bytes], start: int) -> int:
    found = [at for mark in marks if (at := data.find(mark, start)) >= 0]
    return min(found, default=-1)


@dataclass(frozen=True, slots=True)
class Oddity:
    """An oddity: its rule and kind, and where a window has it (None: the search for envelopes finds it)."""

    rule: str
    kind: str
    find: Callable[[bytes, Knife, int], int] | None


ODDITIES = {
    FOREIGN: Oddity("ENV-7", "encoding", _foreign),
    CONTROL: Oddity("ENV-7", "control-character", _control),
    PADDED: Oddity("ENV-8", "trailing-spaces", _padded),
    IDLE: Oddity("ENV-8", "trailing-separators", _idle),
    BROKEN: Oddity("ENV-9", "line-breaks", _broken),
    WRAPPED: Oddity("ENV-9", "wrapped", _wrapped),
    INDENTED: Oddity("ENV-10", "indented", None),
    EMPTY: Oddity("ENV-10", "empty-segments", None),
    LOWER: Oddity("ENV-10", "lower-case", None),
}


def look(window: Window, edge: Knife, seen: int) -> list[tuple[int, int]]:
    """The oddities of this window that were not seen yet: flag, and byte of the window. An ISA is padded by design."""
    start = max(window.data.find(edge.terminator), 0) if window.opens and window.header and window.header.isa else 0
    found = ((flag, oddity.find(window.data, edge, start)) for flag, oddity in ODDITIES.items()
             if oddity.find and not seen & flag)
    return [(flag, at) for flag, at in found if at >= 0]
