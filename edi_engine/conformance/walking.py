"""Walking a transaction set along its map, with pyx12's walker and validators, one segment at a time.

``x12n_document`` does the same for a whole file and keeps its errors as text with values in it; here each error comes with
its segment, element and loop, memory stays constant, and a segment on which pyx12 stumbles costs only itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyx12.map_walker
import pyx12.segment

from edi_engine import x12
from edi_engine.conformance import maps

_GROUP, _GROUP_LOOP = "/ISA_LOOP/GS_LOOP/GS", "/ISA_LOOP/GS_LOOP"


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of pyx12: its own code and text, and what it is about."""

    index: int                     # of the segment in the file
    tag: str
    level: str                     # "segment", "element", or "stumble" for one on which pyx12 raises
    code: str
    text: str
    node: Any = None               # of the map: what is missing or wrong, where pyx12 says it
    loop: str = ""
    refdes: Any = None


class Walker:
    """Walks over transaction sets of one map."""

    def __init__(self, name: str, delimiters: x12.Delimiters) -> None:
        self.map = maps.load(name)
        self.delimiters = delimiters
        self.walker = pyx12.map_walker.walk_tree()
        self.walker.forceWalkCounterToLoopStart(_GROUP_LOOP, _GROUP)
        self.node: Any = self.map.getnodebypath(_GROUP)

    def faults(self, index: int, text: str, count: int) -> Iterator[Fault]:
        """The errors at the next segment; ``count`` is its number from ST = 1."""
        term = self.delimiters
        segment = pyx12.segment.Segment(text, term.terminator, term.element, term.component)
        tag, before = segment.get_seg_id() or "", self.node
        try:
            node, _, _, errors = self.walker.walk_errors(before, segment, count, index, None)
        except Exception as stumble:
            yield Fault(index, tag, "stumble", type(stumble).__name__, "", loop=loop_of(before))
            return
        for error in errors:
            yield Fault(index, tag, "segment", error.err_cde, error.err_str, error.map_node, loop_of(error.map_node or before))
        if node is not None:
            self.node = node
            yield from _elements(index, tag, node, segment)


def _elements(index: int, tag: str, node: Any, segment: Any) -> Iterator[Fault]:
    loop = loop_of(node)
    try:
        _, errors = node.is_valid_errors(segment)
    except Exception as stumble:
        yield Fault(index, tag, "stumble", type(stumble).__name__, "", node, loop)
        return
    for error in errors:
        yield Fault(index, tag, "element", error.err_cde, error.err_str, error.map_node, loop, error.refdes)


def loop_of(node: Any) -> str:
    """The guide's loop that a node of the map stands in, "" for a header or a trailer."""
    while node is not None and not (node.is_loop() or node.is_map_root()):
        node = node.parent
    name = getattr(node, "id", "") or ""
    return name if name[:1].isdigit() and len(name) > 3 else ""
