"""Segments made from the outline of a guide: every element that a node uses, filled with a value of its type."""

from collections.abc import Iterator, Mapping

from edi_engine.conformance.outline import Element, Loop, Segment
from edi_engine.x12 import COMPONENT, ELEMENT

LISTED = {"states": "OH", "country": "US", "pos": "11", "currency": "USD", "remark_code": "MA07",
          "claim_status_cat": "A2", "claim_status": "20", "entity_id": "PR"}
"""Outside list -> one of its codes."""

SIMPLE = {"R": "12.5", "N0": "7", "DT": "20260105", "TM": "1200"}
FORMATS = {"D8": "20260105", "RD8": "20260105-20260109", "TM": "1200"}
"""Format qualifier -> a value in that format."""

Chosen = Mapping[tuple[int, int], str]


def sample(segment: Segment, chosen: Chosen | None = None) -> str:
    """The segment with every element, neutral; ``chosen`` are the codes of some of them, else it is the first."""
    return _made(segment, segment.elements, chosen or {})


def least(segment: Segment) -> str:
    """The segment with what it must have."""
    return _made(segment, tuple(element for element in segment.elements if element.required and element.composite), {})


def _made(segment: Segment, elements: tuple[Element, ...], chosen: Chosen) -> str:
    values: dict[tuple[int, int], str] = {}
    before = ""
    for element in elements:
        place = element.position, element.component
        before = values[place] = chosen.get(place) or _value(element, before)
    return assembled(segment.tag, values)


def variants(segment: Segment) -> Iterator[str]:
    """The segment with every element, once for each code that one of its elements may have."""
    yield sample(segment)
    for element in segment.elements:
        for code in element.codes[1:]:
            yield sample(segment, {(element.position, element.component): code})


def assembled(tag: str, values: Chosen) -> str:
    """The neutral segment of these elements and components."""
    last = max((element for element, _ in values), default=0)
    parts = [tag]
    for position in range(1, last + 1):
        components = {component: value for (element, component), value in values.items() if element == position}
        inside = max(components, default=0)
        parts.append(components[0] if 0 in components else
                     COMPONENT.join(components.get(n, "") for n in range(1, inside + 1)).rstrip(COMPONENT))
    return ELEMENT.join(parts).rstrip(ELEMENT)


def openers(root: Loop, segment: Segment) -> Iterator[Segment]:
    """The first segments of the loops that the segment stands in, without itself."""
    for depth in range(1, len(segment.loops) + 1):
        first = next(node for node in root.segments() if node.loops == segment.loops[:depth])
        if first != segment:
            yield first


def _value(element: Element, before: str) -> str:
    if element.codes:
        return element.codes[0]
    if element.listed:
        return LISTED[element.listed]
    if before in FORMATS and element.kind == "AN":
        return FORMATS[before]
    if element.pattern:
        return "123456789"
    if element.kind in SIMPLE:
        return SIMPLE[element.kind].zfill(element.least)
    return ("SAMPLE" * 3)[:element.most].ljust(element.least, "X")
