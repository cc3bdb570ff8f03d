"""A file as windows: pieces of one interchange each, cut behind a terminator, that give the file again when joined.

Windows are what keeps the memory constant: a few blocks at most, whatever the size of the file, of a set or of a line.
"""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from itertools import chain

from edi_engine.x12.cutting import BLANKS, Knife, knife
from edi_engine.x12.delimiters import LONGEST, LOOK, Header, is_bare, is_interchange, of_bare, of_interchange
from edi_engine.x12.sniffing import container
from edi_engine.x12.source import BOM, Source

HELD = 4                          # blocks that a segment without an end may fill before it is handed on in parts


@dataclass(frozen=True, slots=True)
class Window:
    """A piece of the file: bytes of one interchange (of none: ``header`` is None)."""

    offset: int                   # of its first byte in the file
    data: bytes
    header: Header | None
    edge: Knife | None
    whole: bool                   # it begins with a segment, not within one
    opens: bool                   # it begins the interchange of its header
    last: bool                    # the file or the interchange ends with it


def beginning(source: Source) -> tuple[int, str]:
    """Where the first segment stands and how it opens the file: "ISA", "bare" (GS, ST or TA1) or "" (no X12 at all)."""
    head = source.bytes(0, LOOK)
    lead = len(BOM) if head.startswith(BOM) else 0
    at = len(head) - len(head[lead:].lstrip(BLANKS))
    text = head[at:].decode("latin-1")
    if re.match(r"I[\r\n]*S[\r\n]*A[\r\n]*[^A-Za-z0-9 \r\n]", text):
        return at, "ISA"
    if is_bare(text):
        return at, "bare"
    return (0, "") if container(head[lead:]) else _within(source)


_INTERCHANGE = re.compile(rb"ISA(?=[^A-Za-z0-9 \r\n])")
_LINE = re.compile(rb"[\r\n][ \t]*(?=(?:GS|ST)[^A-Za-z0-9 \r\n,;\"'])")


def _within(source: Source) -> tuple[int, str]:
    """Where X12 begins in a file that begins with other text: the first place that opens it, whatever the blocks."""
    held, offset = b"", 0
    for block in chain(source.blocks(), (b"",)):
        held += block
        seen = max(0, len(held) - LONGEST) if block else len(held)
        first = min(_openings(held, seen), default=None)
        if first:
            return offset + first[0], first[1]
        held, offset = held[seen:], offset + seen
    return 0, ""


def _openings(text: bytes, stop: int) -> Iterator[tuple[int, str]]:
    for found in _INTERCHANGE.finditer(text):
        if found.start() < stop and is_interchange(text[found.start():found.start() + LONGEST].decode("latin-1")):
            yield found.start(), "ISA"
    for found in _LINE.finditer(text):
        if found.start() < stop and is_bare(text[found.end():found.end() + 40].decode("latin-1")):
            yield found.end(), "bare"


def windows(source: Source) -> Iterator[Window]:
    """The whole file in windows; joined, their data is the file."""
    at, opening = beginning(source)
    for offset, block in _pieces(source, 0, at if opening else source.size):
        yield Window(offset, block, None, None, True, False, False)
    if opening:
        yield from _Framer(source, at, opening).windows()


def _pieces(source: Source, start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    for block in source.blocks(start, stop):
        yield start, block
        start += len(block)


class _Framer:
    """Cuts a file from its first segment on; changes the knife where another interchange begins."""

    def __init__(self, source: Source, at: int, opening: str) -> None:
        self.source = source
        self.offset = at
        self.bare = opening == "bare"
        self.header: Header | None = None
        self.edge: Knife
        self.opens = True
        self.whole = True

    def windows(self) -> Iterator[Window]:
        held: list[bytes] = []
        size = 0
        for block in self.source.blocks(self.offset):
            held.append(block)
            size += len(block)
            if size < LOOK:
                continue
            rest = yield from self._cut(b"".join(held), final=False)
            held, size = [rest], len(rest)
        yield from self._cut(b"".join(held), final=True)

    def _cut(self, data: bytes, final: bool) -> Generator[Window, None, bytes]:
        """The windows that can be told from these bytes; gives the rest back, to be seen again with what follows."""
        position = 0
        while True:
            if self.header is None:
                if not final and len(data) - position < LOOK:
                    return data[position:]
                self._open(data[position:position + LOOK])
            found = self._another(data, position + (3 if self.opens else 0), position)
            if found < 0:
                break
            if found > position:
                yield self._window(data[position:found], last=True)
            position, self.header, self.bare = found, None, False
            self.opens, self.whole = True, True
        if final:
            if position < len(data):
                yield self._window(data[position:], last=True)
            return b""
        end = data.rfind(self.edge.terminator, position)
        end = end + len(self.edge.terminator) if end >= 0 else -1
        if end < 0 and len(data) - position > HELD * max(self.source.block, LOOK):
            end = len(data) - LOOK
        if end < 0:
            return data[position:]
        yield self._window(data[position:end], last=False)
        return data[end:]

    def _open(self, head: bytes) -> None:
        text = head.decode(self.source.encoding, "replace")
        self.header = of_bare(text) if self.bare else of_interchange(text)
        self.edge = knife(self.header.delimiters, self.source.encoding)

    def _window(self, data: bytes, last: bool) -> Window:
        window = Window(self.offset, data, self.header, self.edge, self.whole, self.opens, last)
        self.offset += len(data)
        self.opens = False
        self.whole = data.endswith(self.edge.terminator) or (self.whole and not data.strip(self.edge.blanks))
        return window

    def _another(self, data: bytes, start: int, floor: int) -> int:
        """Where another interchange begins, -1 for nowhere: ISA behind a terminator, or all of an ISA without one."""
        for found in self.edge.opening.finditer(data, start):
            if self._begins(data, found.start(), floor):
                return found.start()
        return -1

    def _begins(self, data: bytes, at: int, floor: int) -> bool:
        before = data[max(floor, at - 80):at].rstrip(self.edge.blanks)
        if before.endswith(self.edge.terminator) or (not before and self.whole and at - floor < 80):
            return True
        return is_interchange(data[at:at + LONGEST].translate(None, self.edge.breaks).decode("latin-1"))
