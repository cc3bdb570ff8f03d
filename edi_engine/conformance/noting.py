"""What a 999 says of a transaction set: pyx12's faults and ours as segments, elements and codes (ACK-9, ACK-10).

pyx12 writes a 999, too, but fails on an 835 and leaves out loops, contexts and much of what it has found; so its writer is off
and only its faults are used.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from edi_engine import x12
from edi_engine.billing.acknowledgment import Context, ElementError, SegmentError, TransactionSetResponse
from edi_engine.conformance import checking, maps, verdicts
from edi_engine.conformance.checking import Step
from edi_engine.conformance.faults import together, tolerant
from edi_engine.conformance.walking import Fault, loop_of
from edi_engine.problems import Problem
from edi_engine.problems.tags import KNOWN

ELEMENTS = {                       # rule and kind -> IK403
    ("X12-usage", "element-missing"): "1", ("X12-usage", "element-not-used"): "I10",
    ("X12-syntax", "belongs-together"): "2", ("X12-syntax", "one-of"): "2", ("X12-syntax", "excludes"): "10",
    ("X12-syntax", "too-many-elements"): "3", ("X12-syntax", "too-many-components"): "13",
    ("X12-length", "too-short"): "4", ("X12-length", "too-long"): "5",
    ("X12-type", "characters"): "6", ("X12-type", "components"): "6", ("X12-type", "trailing-spaces"): "6",
    ("X12-code", "not-listed"): "7", ("X12-type", "not-a-date"): "8", ("X12-type", "not-a-time"): "9",
}
SEGMENTS = {                       # rule and kind -> IK304
    ("X12-usage", "segment-missing"): "3", ("X12-structure", "too-many-loops"): "4",
    ("X12-structure", "too-many-segments"): "5",
}
LEVELS = {                         # kind of CLM-2 -> segment, loop, element, its number, IK403
    "numbering": ("HL", "2000", 1, "628", "I12"), "parent": ("HL", "2000", 2, "734", "I12"),
    "child": ("HL", "2000", 4, "736", "I12"), "line": ("LX", "2400", 1, "554", "I12"),
}
UNITS = {"837": ("CLM", 1), **dict.fromkeys(("835", "270", "271", "276", "277"), ("TRN", 2))}
"""ST01 -> segment and element that name the business unit; a level (HL) ends it."""

COPIED = frozenset({"3", "4", "5", "6", "7", "8", "9", "10", "12", "I6", "I10", "I12"})
"""IK403 of which the element is copied. What cannot stand in an element is not: a control character, a separator."""

TRIGGER = "SITUATIONAL TRIGGER"
UNIT_LENGTH, COPY_LENGTH, LOOP_LENGTH = 35, 99, 4
IN_ERROR = "8"                     # IK304: see its elements


def response(source: x12.Source, ts: x12.TransactionSet, say: Callable[[Problem], None]) -> TransactionSetResponse:
    """What a 999 says of a set; ``say`` is called with every problem, but those of its envelope."""
    name = checking.map_of(ts)
    if name is None:
        say(checking.unknown(ts))
        return verdicts.response(ts, (), (verdicts.untaken(ts),))
    notes = _Notes(ts, name, say)
    for step in checking.steps(source, ts, lambda text: x12.unpadded(text, ts.delimiters)):
        notes.follow(step)
    return verdicts.response(ts, notes.errors(), notes.codes)


@dataclass(slots=True)
class _Segment:
    """A segment in error, as long as it is looked at."""

    tag: str
    position: int
    loop: str
    unit: tuple[Context, ...]
    elements: list[ElementError] = field(default_factory=list)


class _Notes:
    """Follows a walk and keeps what the 999 has to say."""

    def __init__(self, ts: x12.TransactionSet, name: str, say: Callable[[Problem], None]) -> None:
        self.ts, self.name, self.say = ts, name, say
        self.unit: tuple[Context, ...] = ()
        self.codes: list[str] = []                         # of the set
        self.structure: list[SegmentError] = []
        self.segments: dict[int, _Segment] = {}            # position -> the segment with wrong elements
        marks = re.escape("".join(getattr(ts.delimiters, mark) for mark in ts.delimiters.__slots__))
        self.plain = re.compile(f"(?:(?![{marks}])[ -~])+")

    def errors(self) -> tuple[SegmentError, ...]:
        """Everything, in the order of the set."""
        wrong = [SegmentError(each.tag, each.position, each.loop, IN_ERROR, each.unit, tuple(dict.fromkeys(each.elements)))
                 for each in self.segments.values()]
        return tuple(sorted((*self.structure, *wrong), key=lambda error: error.position or 0))

    def follow(self, step: Step) -> None:
        """The next segment."""
        values = step.text.split(self.ts.delimiters.element)
        before, self.unit = self.unit, self._unit(values)
        for problem in step.problems:
            self.say(problem)
            self._level(problem)
        for fault in step.faults:
            problem = tolerant(fault)
            self.say(problem)
            if problem.severity == "error":
                self._note(step, values, fault, problem, before)

    def _unit(self, values: list[str]) -> tuple[Context, ...]:
        """The business unit that the segment belongs to."""
        tag, element = UNITS.get(self.ts.kind, ("", 0))
        if values[0] == "HL":
            return ()
        if values[0] != tag:
            return self.unit
        value = values[element] if len(values) > element else ""
        fits = len(value) <= UNIT_LENGTH and self.plain.fullmatch(value)
        return (Context(f"{tag}{element:02d}", value),) if fits else ()

    def _level(self, problem: Problem) -> None:
        tag, loop, element, number, code = LEVELS[problem.kind]
        position = (problem.at or 0) - self.ts.first + 1
        unit = self.unit if tag == "LX" else ()
        self._segment(position, tag, loop, unit).elements.append(ElementError(element, code, reference=number))

    def _note(self, step: Step, values: list[str], fault: Fault, problem: Problem, before: tuple[Context, ...]) -> None:
        """A fault, where it belongs: the set's own codes, a segment, an element."""
        position = step.index - self.ts.first + 1
        if fault.level == "segment" or (fault.level == "stumble" and fault.node is None):
            self.structure.append(self._structural(fault, problem, position, before))
            return
        code = verdicts.of_trailer(fault.tag, problem.element)
        if code:
            self.codes.append(code)
            return
        segment = self._segment(position, fault.tag, fault.loop, self.unit)
        segment.elements += self._elements(step, values, fault, problem, position)

    def _segment(self, position: int, tag: str, loop: str, unit: tuple[Context, ...]) -> _Segment:
        return self.segments.setdefault(position, _Segment(tag, position, loop[:LOOP_LENGTH], unit))

    def _structural(self, fault: Fault, problem: Problem, position: int, before: tuple[Context, ...]) -> SegmentError:
        """IK3 of a segment that is missing, too many, or out of place. What is missing belongs to what came before."""
        missing = problem.kind == "segment-missing"
        tag = str(fault.node.id) if missing and fault.node is not None else fault.tag
        code = SEGMENTS.get((problem.rule, problem.kind)) or self._unexpected(fault)
        loop = "" if code in ("1", "6") else fault.loop[:LOOP_LENGTH]
        return SegmentError(_tag(tag), position, loop, code, before if missing else self.unit)

    def _unexpected(self, fault: Fault) -> str:
        """Why a segment is not expected: the guide does not use it, nobody knows it, the set has none, or not here."""
        if "marked as not used" in fault.text:
            return "I4"
        if fault.tag not in KNOWN:
            return "1"
        return "2" if fault.tag in maps.tags(self.name) else "6"

    def _elements(self, step: Step, values: list[str], fault: Fault, problem: Problem,
                  position: int) -> Iterator[ElementError]:
        """IK4 of what is wrong with an element; none where pyx12 does not say which."""
        element: int | None = problem.element
        triggers: tuple[Context, ...] = ()
        named = together(fault)
        if named:
            filled = [number for number in named if _value(values, number)]
            element, triggers = self._tied(step, problem.kind, named, filled, position)
        if fault.level == "stumble" and element is None and fault.tag == "DTP":
            element, problem = 3, Problem("X12-type", "not-a-date")            # pyx12 fails over a range of three dates
        code = ELEMENTS.get((problem.rule, problem.kind))
        if element is not None and code is not None:
            yield ElementError(element, code, problem.component, reference=_reference(step.node, element, problem.component),
                               value=self._copied(code, _value(values, element), problem.component), contexts=triggers)

    def _tied(self, step: Step, kind: str, named: list[int], filled: list[int],
              position: int) -> tuple[int, tuple[Context, ...]]:
        """Of elements that a syntax note ties together: the one in error, and the one that makes it so."""
        if kind == "excludes":
            wrong, by = filled[-1], filled[:1]
        else:
            wrong, by = next((number for number in named if number not in filled), named[0]), filled[:1]
        tag, loop = step.text.partition(self.ts.delimiters.element)[0], loop_of(step.node)[:LOOP_LENGTH]
        return wrong, tuple(Context(TRIGGER, "", tag, position, loop, number,
                                    references=tuple(filter(None, [_reference(step.node, number, None)]))) for number in by)

    def _copied(self, code: str, value: str, component: int | None) -> str:
        """IK404: a copy of the element, or component, where it can be read again."""
        if component:
            parts = value.split(self.ts.delimiters.component)
            value = parts[component - 1] if len(parts) >= component else ""
        return value[:COPY_LENGTH].strip() if code in COPIED and self.plain.fullmatch(value) else ""


def _value(values: list[str], element: int) -> str:
    return values[element] if len(values) > element else ""


def _reference(node: Any, element: int, component: int | None) -> str:
    """IK402: the number of a data element; "" where the guide has none, as of a composite."""
    found = next((child for child in getattr(node, "children", ()) if child.seq == element), None)
    if found is not None and component:
        found = next((child for child in getattr(found, "children", ()) if child.seq == component), None)
    number = str(getattr(found, "data_ele", None) or "")
    return number if number.isdigit() else ""


def _tag(said: str) -> str:
    """IK301: two or three letters and digits, whatever stands there."""
    tag = "".join(re.findall("[A-Z0-9]", said.upper()))[:3]
    return tag if len(tag) > 1 else "ZZ"
