"""The segments of a transaction set as text, in slices: the hot path, whole blocks at a time."""

import re
from collections.abc import Iterator
from functools import lru_cache

from edi_engine.x12.cutting import BLANKS, EMPTY, INDENTED, LOWER, Knife, knife
from edi_engine.x12.layout import BROKEN
from edi_engine.x12.source import Source
from edi_engine.x12.walking import TransactionSet

ENDLESS = 1 << 20                  # characters of a segment


def slices(source: Source, ts: TransactionSet, openers: frozenset[str]) -> Iterator[tuple[int, list[str]]]:
    """The set's segments in slices, each led by its index in the file; a slice begins at ST or at a tag of ``openers``.

    Segments come without terminator, breaks, leading blanks and empty segments; tags in upper case.
    """
    terminator = ts.delimiters.terminator
    opening = _openings(ts.delimiters.element, terminator, openers)
    index, held = ts.first, list[str]()
    for text in texts(source, ts):
        first, *parts = opening.split(terminator + text.removesuffix(terminator))
        if first:
            held.append(first)
        for part in parts:
            if held:
                segments = _segments(held, terminator)
                yield index, segments
                index += len(segments)
            held = [part]
    if held:
        yield index, _segments(held, terminator)


def _segments(parts: list[str], terminator: str) -> list[str]:
    """The segments of parts that follow each other; every part but one that opens a slice begins with a terminator."""
    return "".join(parts).removeprefix(terminator).split(terminator)


@lru_cache(maxsize=64)
def _openings(element: str, terminator: str, openers: frozenset[str]) -> re.Pattern[str]:
    cut = re.escape(terminator)
    if not openers:
        return re.compile(r"(?!)")
    tags = "|".join(map(re.escape, sorted(openers)))
    return re.compile(f"{cut}(?=(?:{tags})(?:{re.escape(element)}|{cut}|\\Z))")


def texts(source: Source, ts: TransactionSet) -> Iterator[str]:
    """The set's text in blocks of whole segments, each segment with its terminator; neat whatever the file's layout."""
    edge = knife(ts.delimiters, source.encoding)
    for data in neat(source, edge, ts.layout, ts.start, ts.stop):
        yield data.decode(source.encoding)


def endless(source: Source, ts: TransactionSet) -> bool:
    """Whether a segment of the set is longer than any that is meant: cut into elements it would take many times as much."""
    terminator = ts.delimiters.terminator.encode(source.encoding)
    length = 0
    for block in source.blocks(ts.start, ts.stop):
        end = block.find(terminator)
        if length + (len(block) if end < 0 else end) > ENDLESS:
            return True
        length = length + len(block) if end < 0 else len(block) - block.rfind(terminator)
    return False


def neat(source: Source, edge: Knife, layout: int, start: int, stop: int) -> Iterator[bytes]:
    """Bytes of the file that begin with a segment, in blocks of whole segments, breaks and blanks and empty segments gone."""
    for data in _whole(source, edge.terminator, start, stop):
        if layout & BROKEN:
            data = data.translate(None, edge.breaks)
        if layout & (INDENTED | EMPTY):
            data = edge.loose.sub(edge.terminator, edge.terminator + data)[len(edge.terminator):]
        if layout & LOWER:
            data = edge.lower.sub(lambda found: found[0].upper(), data)
        if data.strip(edge.blanks):
            yield data


def _whole(source: Source, terminator: bytes, start: int, stop: int) -> Iterator[bytes]:
    """The bytes in blocks that end with a terminator; the last one is given one when the file has none."""
    held: list[bytes] = []
    for block in source.blocks(start, stop):
        end = block.rfind(terminator)
        if end < 0:
            held.append(block)
            continue
        held.append(block[:end])
        yield b"".join([*held, terminator])
        held = [block[end + len(terminator):]]
    rest = b"".join(held)
    if rest.strip(BLANKS):
        yield rest.removesuffix(terminator) + terminator
