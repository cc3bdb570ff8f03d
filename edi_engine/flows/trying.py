"""Trying a guide node by node: a segment of each goes through a file into nouns and back."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from itertools import chain
from typing import TYPE_CHECKING, Any

from edi_engine import x12
from edi_engine.billing.kept import Kept
from edi_engine.flows.rewrite import GUIDES

if TYPE_CHECKING:
    from edi_engine.conformance.outline import Element, Loop, Segment

GROUPS = {"837P": ("837", "HC", "005010X222A1"), "835": ("835", "HP", "005010X221A1"), "TA1": ("", "", "005010"),
          "999": ("999", "FA", "005010X231A1"), "997": ("997", "FA", "004010"), "277CA": ("277", "HN", "005010X214"),
          "277": ("277", "HN", "005010X212")}
"""Guide -> ST01, GS01 and GS08 of its sets; TA1 stands in no group."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An element of a node: SV102, or SV101-2 for a component."""

    name: str
    read: bool
    written: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A segment node of the guide, and what became of its segments."""

    node: "Segment"
    elements: tuple[Tried, ...]

    @property
    def read(self) -> bool:
        return any(element.read for element in self.elements)

    @property
    def written(self) -> bool:
        return any(element.written for element in self.elements)


def tried(guide: str) -> Iterator[Trial]:
    """Every node of the guide's map, in its order; those of the envelope are tried on an envelope."""
    from edi_engine.conformance.outline import outline

    root = outline(guide)
    nodes = list(root.segments())
    own = [node for node in nodes if node.tag == guide or not node.envelope]
    found = {**_of_envelope(nodes), **_of_sets(guide, root, own)}
    for node in nodes:
        yield Trial(node, tuple(Tried(_name(node, element), *found[node].of(element)) for element in node.elements))


def _name(node: "Segment", element: "Element") -> str:
    return f"{node.tag}{element.position:02d}" + (f"-{element.component}" if element.component else "")


@dataclass(slots=True)
class Loss:
    """The elements of a node that were not read, and that were not written."""

    unread: set[int]
    unwritten: set[int]

    def of(self, element: "Element") -> tuple[bool, bool]:
        return element.position not in self.unread, element.position not in self.unwritten


def _of_sets(guide: str, root: "Loop", own: "list[Segment]") -> "dict[Segment, Loss]":
    """Each node in sets of its own: the openers of its loops with what they must have, its segment with everything."""
    from edi_engine.conformance import samples

    trials = [(node, [*map(samples.least, samples.openers(root, node)), text])
              for node in own for text in samples.variants(node)]
    source = _file(guide, [segments for _, segments in trials])
    found = {node: Loss(set(), set()) for node in own}
    for (node, segments), ts in zip(trials, x12.survey(source), strict=True):
        nouns = list(GUIDES[guide].read(source, ts))
        lost = _lost(segments[-1], list(GUIDES[guide].write(map(bare, nouns))))
        found[node].unwritten |= lost
        if any(map(keeps, nouns)):
            found[node].unread |= lost
    return found


def _lost(segment: str, found: list[str]) -> set[int]:
    """The elements of the segment that do not stand in what was found, where it stood last."""
    elements = segment.split(x12.ELEMENT)
    same = found[-1].split(x12.ELEMENT) if found and found[-1].split(x12.ELEMENT)[0] == elements[0] else []
    return {n for n, text in enumerate(elements) if n and same[n:n + 1] != [text]}


def _file(guide: str, sets: list[list[str]]) -> x12.Source:
    kind, functional_id, version = GROUPS[guide]
    out = BytesIO()
    interchange = x12.Interchange(
        sender="SENDER", receiver="RECEIVER", created=datetime(2026, 1, 5, 12), control_number=1, group_control_number=1,
        application_sender="SENDER", application_receiver="RECEIVER", version=version, kind=kind, functional_id=functional_id)
    if kind:
        x12.write_interchange(out, interchange, sets)
    else:
        x12.write_acknowledgments(out, interchange, chain.from_iterable(sets))
    return x12.Source(out.getvalue())


def keeps(noun: Any) -> bool:
    """Whether the noun, or a noun in it, keeps something that no field holds."""
    if isinstance(noun, tuple):
        return any(map(keeps, noun))
    return isinstance(noun, Kept) or any(map(keeps, _fields(noun).values()))


def bare(noun: Any) -> Any:
    """The noun without what it keeps."""
    if isinstance(noun, tuple):
        return tuple(map(bare, noun))
    if isinstance(noun, Kept):
        return None
    values = {name: bare(value) for name, value in _fields(noun).items()}
    return replace(noun, **values) if values else noun


def _fields(noun: Any) -> dict[str, Any]:
    return {name: getattr(noun, name) for name in getattr(type(noun), "__dataclass_fields__", ())}


def _of_envelope(nodes: "list[Segment]") -> "dict[Segment, Loss]":
    """The envelope's segments, which x12 reads and writes for every guide: one file of them, read and rewritten."""
    from edi_engine.conformance import samples

    tags = {node.tag for node in nodes}
    counts = {"SE": {(1, 0): "2"}, "GE": {(1, 0): "1" if "ST" in tags else "0"}, "IEA": {(1, 0): "1"}}
    marks = x12.Delimiters()
    own = [node for node in nodes if node.envelope]
    texts = {node.tag: samples.sample(node, counts.get(node.tag)) for node in own}
    isa = texts["ISA"].split(x12.ELEMENT)
    isa[11], isa[16] = marks.repetition, marks.component
    texts["ISA"] = x12.ELEMENT.join(isa)
    order = [texts[tag] for tag in ("ISA", "TA1", "GS", "ST", "SE", "GE", "IEA") if tag in tags]
    source = x12.Source("".join(text.replace(x12.ELEMENT, marks.element) + marks.terminator for text in order).encode())
    out = BytesIO()
    x12.rewrite(source, out, lambda _: None)
    again = {text.split(x12.ELEMENT)[0]: text for text in _segments(x12.Source(out.getvalue()))}
    found = {}
    for node in own:
        lost = _lost(texts[node.tag], [again.get(node.tag, "")])
        found[node] = Loss(lost, lost)
    return found


def _segments(source: x12.Source) -> Iterator[str]:
    for segment in x12.read(source):
        if segment.index:
            yield x12.ELEMENT.join(segment.elements)
