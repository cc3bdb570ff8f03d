"""Walking a transaction set along its map, with pyx12's walker and validators, one segment at a time.

``x12n_document`` does the same for a whole file and keeps its errors as text with values in it; here each error comes with
its segment, element and loop, memory stays constant, and a segment on which pyx12 stumbles costs only itself.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pyx12.map_walker
import pyx12.segment

from edi_engine import x12
from edi_engine.conformance import maps

REMEMBERED = 50_000
_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)\.?\d*|[+-]?\.\d+", re.ASCII)
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
    number: bool = False           # the value is a number in one of the forms that are read (ENV-8)


class Occurrences:
    """How often each node of the map has occurred, as pyx12's counter tells it; that one spells every path anew to hash it."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = {}
        self.names: dict[int, tuple[Any, str]] = {}      # a path is kept beside its name, so that its id stays its own

    def _name(self, path: Any) -> str:
        if isinstance(path, str):
            return path
        known = self.names.get(id(path))
        if known is None:
            known = self.names[id(path)] = (path, path.format())
        return known[1]

    def get_count(self, path: Any) -> int:
        return self.counts.get(self._name(path), 0)

    def increment(self, path: Any) -> None:
        name = self._name(path)
        self.counts[name] = self.counts.get(name, 0) + 1

    def reset_to_node(self, path: Any) -> None:
        """Forgets everything below the path."""
        inside = f"{self._name(path)}/"
        for name in [name for name in self.counts if name.startswith(inside)]:
            del self.counts[name]


class Walker:
    """Walks over transaction sets of one map."""

    def __init__(self, name: str, delimiters: x12.Delimiters) -> None:
        self.map = maps.load(name)
        self.delimiters = delimiters
        self.walker: Any = pyx12.map_walker.walk_tree()
        self.walker.counter = Occurrences()                  # type: ignore[assignment]  # the same three verbs
        self.good: set[tuple[int, str]] = set()          # segments that were valid before: files repeat themselves
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
            if (id(node), text) not in self.good:
                yield from self._validated(index, tag, segment, text)

    def _validated(self, index: int, tag: str, segment: Any, text: str) -> Iterator[Fault]:
        faults = list(_elements(index, tag, self.node, segment))
        if not faults:
            if len(self.good) >= REMEMBERED:
                self.good.clear()
            self.good.add((id(self.node), text))
        return iter(faults)


def _elements(index: int, tag: str, node: Any, segment: Any) -> Iterator[Fault]:
    loop = loop_of(node)
    try:
        _, errors = node.is_valid_errors(segment)
    except Exception as stumble:
        yield Fault(index, tag, "stumble", type(stumble).__name__, "", node, loop, _overfull(node, segment))
        return
    for error in errors:
        yield Fault(index, tag, "element", error.err_cde, error.err_str, error.map_node, loop, error.refdes,
                    getattr(error.map_node, "data_type", "") == "R" and bool(_NUMBER.fullmatch(error.err_val or "")))


def _overfull(node: Any, segment: Any) -> str:
    """The element that holds more components than the map gives it, "" for none."""
    for child in node.children:
        place = f"{child.seq:02d}"
        if child.is_composite() and len(segment) >= child.seq and segment.ele_len(place) > child.get_child_count():
            return place
    return ""


def loop_of(node: Any) -> str:
    """The guide's loop that a node of the map stands in, "" for a header or a trailer."""
    while node is not None and not (node.is_loop() or node.is_map_root()):
        node = node.parent
    name = getattr(node, "id", "") or ""
    return name if name[:1].isdigit() and len(name) > 3 else ""
