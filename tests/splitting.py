"""X12 split with the plainest of means, so that what the engine reads can be held against something that it did not read."""

import re
from collections.abc import Iterator

Segment = tuple[str, ...]
FIRST = re.compile(r"ISA(?=[^0-9A-Za-z\s])|\A\s*ST(?=\W835)")      # some files have no envelope


def segments(data: bytes) -> Iterator[Segment]:
    """The segments of a file; their components are parted by ``:``, lines that are wrapped are joined."""
    text = data.decode("utf-8", "surrogateescape").lstrip("\ufeff")
    flat = text.replace("\r", "").replace("\n", "")
    starts = [found.start() for found in FIRST.finditer(flat)]
    for start, end in zip(starts, [*starts[1:], len(flat)], strict=True):
        element, component, terminator = _delimiters(flat[start:end])
        raw = text.replace("\r", "\n") if terminator == "\n" else flat[start:end]
        for each in raw.split(terminator):
            if part := each.strip():
                tag, *elements = part.replace(component, ":").split(element)
                yield (tag.upper(), *elements)


def _delimiters(flat: str) -> tuple[str, str, str]:
    """Of elements, components and segments: what stands behind ISA, and behind its 16th element if that is no next segment."""
    if not flat.startswith("ISA"):
        return flat[2], ":", flat[flat.index("BPR") - 1]
    last = flat.split(flat[3], 17)[16]
    return flat[3], last[0], "\n" if last[1:3].upper() in ("GS", "TA") else last[1]


def sets(data: bytes, kind: str) -> Iterator[list[Segment]]:
    """The transaction sets of a kind, from ST to SE, or to where the next thing begins or ends."""
    found: list[Segment] = []
    for segment in (*segments(data), ("IEA",)):
        if found and (found[-1][0] == "SE" or segment[0] in ("ST", "GE", "IEA", "ISA")):
            if found[0][:2] == ("ST", kind):
                yield found
            found = []
        if found or segment[0] == "ST":
            found.append(segment)
