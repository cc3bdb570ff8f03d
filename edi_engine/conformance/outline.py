"""What an implementation guide has, as pyx12's map of it says: every loop, segment and element, counted one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

MAPS = {"837P": "837.5010.X222.A1.xml", "835": "835.5010.X221.A1.xml", "TA1": "x12.control.00501.xml",
        "999": "999.5010X231.A1.xml", "997": "997.4010.xml", "277CA": "277.5010.X214.xml", "277": "277.5010.X212.xml"}

ENVELOPE = ("ISA_LOOP", "GS_LOOP", "ST_LOOP")
"""The loops of the map that are the envelope's; every other one is the guide's own."""

TABLES = ("HEADER", "DETAIL", "FOOTER", "TABLE2AREA3", "TABLE2AREA4", "TABLE2AREA5", "TABLE2AREA6")
"""What a map calls a loop and the guide does not: its three tables, and parts of one."""


@dataclass(frozen=True, slots=True)
class Element:
    """An element, or a component of one, that the guide uses."""

    position: int
    component: int                 # 0: the whole element
    name: str
    required: bool                 # of a component: when its composite is there
    kind: str                      # AN ID R N0 DT TM
    least: int
    most: int
    codes: tuple[str, ...]         # () when any will do
    listed: str                    # the outside list that its codes come from, "" for none
    pattern: str                   # a regular expression, "" for none
    composite: bool = True         # of a component: whether its composite is required


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment node of the guide."""

    loops: tuple[str, ...]         # from the outermost: ("2000A", "2000B", "2300", "2310A"); () for the head and the envelope
    tag: str
    name: str
    required: bool
    at_most: int                   # 0: no limit
    elements: tuple[Element, ...]
    notes: tuple[tuple[str, tuple[int, ...]], ...]     # ("P", (5, 6)): what X12 calls a syntax note

    @property
    def loop(self) -> str:
        return self.loops[-1] if self.loops else "HEADER"

    @property
    def envelope(self) -> bool:
        """Whether it belongs to the envelope, which every guide has."""
        return self.tag in ("ISA", "GS", "ST", "SE", "GE", "TA1", "IEA")


@dataclass(frozen=True, slots=True)
class Loop:
    """A loop of the guide; what is in it stands in the order of the file."""

    id: str
    required: bool
    at_most: int                   # 0: no limit
    children: "tuple[Segment | Loop, ...]"

    def segments(self) -> Iterator[Segment]:
        """Every segment node of the loop and of the loops in it."""
        for child in self.children:
            if isinstance(child, Segment):
                yield child
            else:
                yield from child.segments()


@cache
def outline(guide: str) -> Loop:
    """The guide as a tree, from ISA to IEA."""
    from edi_engine.conformance import maps

    return Loop("", True, 1, tuple(_children(maps.load(MAPS[guide]), ())))


def _children(node: Any, loops: tuple[str, ...]) -> Iterator[Segment | Loop]:
    for position in sorted(node.pos_map):
        for child in node.pos_map[position]:
            if not child.is_loop():
                yield _segment(child, loops)
            elif child.id in ENVELOPE or child.id in TABLES:
                yield Loop(child.id, child.usage == "R", _limit(child.repeat), tuple(_children(child, loops)))
            else:
                yield Loop(child.id, child.usage == "R", _limit(child.repeat), tuple(_children(child, (*loops, child.id))))


def _segment(node: Any, loops: tuple[str, ...]) -> Segment:
    notes = tuple((note[0], tuple(note[1:])) for note in node.syntax)
    return Segment(loops, node.id, node.name, node.usage == "R", _limit(node.max_use), tuple(_elements(node)), notes)


def _elements(node: Any) -> Iterator[Element]:
    for child in node.children:
        if child.usage == "N":
            continue
        if not child.is_composite():
            yield _element(child, child.seq, 0, True)
            continue
        for part in child.children:
            if part.usage != "N":
                yield _element(part, child.seq, part.seq, child.usage == "R")


def _element(node: Any, position: int, component: int, composite: bool) -> Element:
    return Element(position, component, node.name, node.usage == "R", node.data_type, node.min_len, node.max_len,
                   tuple(code for code in node.valid_codes if code), node.external_codes or "", node.res or "", composite)


def _limit(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
