"""Oddities of the text itself, each told once for a file, where it is first met (ENV-7, 8, 9)."""

import re
from collections.abc import Callable, Iterator

from edi_engine.problems import Problem
from edi_engine.x12.cutting import EMPTY, Knife
from edi_engine.x12.framing import Window
from edi_engine.x12.scanning import Scan

_FOREIGN = re.compile(rb"[\x80-\xff]")


def _foreign(data: bytes, edge: Knife, start: int) -> int:
    if data.isascii():
        return -1
    found = _FOREIGN.search(data)
    return found.start() if found else -1


def _controls(data: bytes, edge: Knife, start: int) -> int:
    if len(data.translate(None, edge.controls)) == len(data):
        return -1
    found = edge.control.search(data)
    return found.start() if found else -1


def _wrapped(data: bytes, edge: Knife, start: int) -> int:
    if not edge.breaks or (b"\n" not in data and b"\r" not in data):
        return -1
    cut = edge.terminator
    rest = data.replace(cut + b"\r\n", cut).replace(cut + b"\n", cut)
    if b"\n" not in rest and b"\r" not in rest:
        return -1
    found = edge.wrapped.search(data)
    return found.start() if found else -1


def _trailing_spaces(data: bytes, edge: Knife, start: int) -> int:
    found = (data.find(b" " + mark, start) for mark in (edge.element, edge.terminator))
    return min((at for at in found if at >= 0), default=-1)


def _trailing_separators(data: bytes, edge: Knife, start: int) -> int:
    return data.find(edge.element + edge.terminator, start)


CHECKS: tuple[tuple[str, str, Callable[[bytes, Knife, int], int]], ...] = (
    ("ENV-7", "encoding", _foreign),
    ("ENV-7", "control-character", _controls),
    ("ENV-9", "wrapped", _wrapped),
    ("ENV-8", "trailing-spaces", _trailing_spaces),
    ("ENV-8", "trailing-separators", _trailing_separators),
)


class Layout:
    """Looks at the windows of a file until each oddity was met once."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.open = list(CHECKS)

    def look(self, window: Window, before: int) -> Iterator[Problem]:
        """The oddities that are new in this window."""
        edge, data = window.edge, window.data
        if edge is None:
            return
        start = max(data.find(edge.terminator), 0) if window.opens and window.header and window.header.isa else 0
        for check in tuple(self.open):
            rule, kind, find = check
            at = find(data, edge, start)
            if at >= 0:
                self.open.remove(check)
                index = before + edge.count(data, 0, at, self.scan.seen & EMPTY) + 1
                facts = {"encoding": _NAMES[self.scan.source.encoding]} if kind == "encoding" else {}
                yield Problem(rule, kind, index, **facts)


_NAMES = {"ascii": "ASCII", "utf-8": "UTF-8", "latin-1": "Latin-1 (it is no UTF-8)"}
