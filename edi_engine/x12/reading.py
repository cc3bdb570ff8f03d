"""Every byte of a file as segments, and back: what is read is written as it was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from edi_engine.x12.cutting import Knife
from edi_engine.x12.delimiters import Delimiters
from edi_engine.x12.framing import Window, windows
from edi_engine.x12.source import Source


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment as it stands: its raw bytes with the blanks before it and its terminator behind it.

    Index 0 is what belongs to no segment: other text before the first one, empty segments, blanks behind the last one.
    """

    index: int
    offset: int
    raw: bytes
    text: str                          # without terminator, breaks and leading blanks; "" for index 0
    delimiters: Delimiters | None

    @property
    def elements(self) -> list[str]:
        """The tag and the elements: ``elements[1]`` is the first."""
        return self.text.split(self.delimiters.element) if self.delimiters else []


def read(source: Source | bytes | Path) -> Iterator[Segment]:
    """All of the file, in order; what ``write`` takes to give the same bytes again."""
    source = source if isinstance(source, Source) else Source(source)
    index, held = 0, list[Window]()
    for window in windows(source):
        if window.edge is None or window.header is None:
            yield Segment(0, window.offset, window.data, "", None)
            continue
        held.append(window)
        if not window.data.endswith(window.edge.terminator) and not window.last:
            continue                                            # a segment longer than a window
        for segment in _cut(b"".join(each.data for each in held), held[0].offset, window.edge, window.header.delimiters, index):
            index = segment.index or index
            yield segment
        held = []


def _cut(data: bytes, offset: int, edge: Knife, delimiters: Delimiters, index: int) -> Iterator[Segment]:
    *pieces, tail = data.split(edge.terminator)
    pieces = [piece + edge.terminator for piece in pieces]
    for piece in (*pieces, tail) if tail else pieces:
        body = piece.removesuffix(edge.terminator)
        filled = bool(body.strip(edge.blanks))
        index += filled
        yield Segment(index if filled else 0, offset, piece, edge.text(piece) if filled else "", delimiters)
        offset += len(piece)


def write(segments: Iterable[Segment]) -> bytes:
    """The bytes of what was read."""
    return b"".join(segment.raw for segment in segments)
