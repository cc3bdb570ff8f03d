"""The envelope segments of a file, found in one fast pass; every other segment is only counted."""

from collections.abc import Iterator
from dataclasses import dataclass

from edi_engine.x12.cutting import EMPTY, INDENTED, LOWER, Knife, marks
from edi_engine.x12.framing import Window, windows
from edi_engine.x12.layout import look
from edi_engine.x12.source import Source


@dataclass(frozen=True, slots=True)
class Hit:
    """An envelope segment (ISA IEA GS GE ST SE TA1): tag in upper case, elements as text, place in the file."""

    tag: str
    values: tuple[str, ...]
    index: int
    offset: int
    stop: int                     # the byte behind its terminator


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window, the segments before it, the envelope segments in it and the segments up to its end."""

    window: Window
    before: int
    hits: tuple[Hit, ...]
    after: int


_FLAGS = {"indented": INDENTED, "lower": LOWER, "empty": EMPTY}


class Scan:
    """One pass over a file. ``seen`` and ``first`` say which oddities of layout were met, and at which index."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.seen = 0
        self.first: dict[int, int] = {}
        self.index = 0

    def __iter__(self) -> Iterator[Stretch]:
        for window in windows(self.source):
            if window.edge is None:
                yield Stretch(window, 0, (), 0)
                continue
            before = self.index
            for flag, at in look(window, window.edge, self.seen):
                self._odd(flag, before + _number(window.data, 0, at, window.edge))
            hits = tuple(self._hits(window, window.edge))
            yield Stretch(window, before, hits, self.index)

    def _odd(self, flag: int, index: int) -> None:
        self.seen |= flag
        self.first.setdefault(flag, index)

    def _hits(self, window: Window, edge: Knife) -> Iterator[Hit]:
        data, cut = window.data, len(edge.terminator)
        counted, at, leading = 0, 0, window.whole
        if not window.whole:
            at = data.find(edge.terminator)
            if at < 0:
                self.index += window.last
                return
            self.index, counted = self.index + 1, at + cut
        if window.opens and window.header and window.header.isa:
            end = data.find(edge.terminator)
            end = len(data) if end < 0 else end + cut
            yield Hit("ISA", window.header.isa, self.index + 1, window.offset, window.offset + end)
        while True:
            pattern = marks(edge, self.seen)
            found = pattern.first.match(data) if leading else pattern.inner.search(data, at)
            if found is None and leading:
                leading = False
                continue
            if found is None:
                break
            flag = _FLAGS.get(found.lastgroup or "")
            if flag:
                self._odd(flag, self.index + _number(data, counted, found.end(), edge))
                at = found.start()
                continue
            start = found.start("tag")
            self.index += edge.count(data, counted, start, self.seen)
            end = data.find(edge.terminator, start)
            yield self._hit(window, edge, start, len(data) if end < 0 else end + cut)
            counted, at, leading = start, (len(data) if end < 0 else end), False
        self.index += edge.count(data, counted, len(data), self.seen)
        if window.last and data[data.rfind(edge.terminator) + cut if edge.terminator in data else 0:].strip(edge.blanks):
            self.index += 1

    def _hit(self, window: Window, edge: Knife, start: int, stop: int) -> Hit:
        assert window.header is not None
        values = edge.text(window.data[start:min(stop, start + 65536)]).split(window.header.delimiters.element)
        tag = values[0].upper()
        if tag != values[0]:
            self._odd(LOWER, self.index + 1)
        trimmed = (tag, *(value.rstrip(" ") for value in values[1:]))
        return Hit(tag, trimmed, self.index + 1, window.offset + start, window.offset + stop)


def _number(data: bytes, start: int, at: int, edge: Knife) -> int:
    """The number, from ``start`` on, of the segment at a byte; of the last one for what stands behind it."""
    return edge.count(data, start, at, EMPTY) + bool(data[at:].strip(edge.blanks + edge.terminator))
