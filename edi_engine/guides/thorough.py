"""The thorough reader of a loop: takes anything, and keeps what no row reads.

It reads row by row from the table, slowly, and remembers which row took which segment; what the noun alone would write is then
held against the segments as they stood, and the difference is the noun's ``kept``.
"""

from collections.abc import Callable
from typing import Any

from edi_engine.guides import keeping, plan
from edi_engine.guides.keeping import KEPT
from edi_engine.guides.plan import LoopPlan, Opener, RowPlan
from edi_engine.guides.table import COMPONENT, ELEMENT, REPEAT, Field, Part, Shape
from edi_engine.guides.values import CONVERSIONS
from edi_engine.x12 import Delimiters

Read = Callable[..., tuple[Any, int, list[str]]]


class Unmakeable(Exception):
    """A noun that must have a value which its segment does not give."""


class Elements:
    """Reads fields from elements (or from the components of one), with fallbacks for what cannot be read."""

    def __init__(self, component: str) -> None:
        self.component = component

    def fields(self, noun: type[Any], items: tuple[Field, ...], elements: list[str], offset: int = 0) -> dict[str, Any]:
        """The values of the fields; Unmakeable when one that must be there is not."""
        values: dict[str, Any] = {}
        for item in items:
            if item.name:
                values |= self._field(noun, item, elements, offset)
        return values

    def noun(self, shape: Shape[Any], elements: list[str]) -> Any:
        """The noun of the shape; ``elements`` with the tag at 0."""
        values = self.fields(shape.noun, shape.fields, elements)
        return tuple(values.values()) if shape.noun is tuple else shape.noun(**values)

    def composite(self, shape: Shape[Any], text: str) -> Any:
        """The noun of the shape from an element's components."""
        return self.noun(shape, ["", *(part.rstrip(" ") for part in text.split(self.component))])

    def _field(self, noun: type[Any], item: Field, elements: list[str], offset: int) -> dict[str, Any]:
        element = offset + item.element
        text = elements[element] if len(elements) > element else ""
        if item.component:
            return self._component(noun, item, text)
        if item.kind == "span":
            return self._span(noun, item, text, "".join(elements[element + 1:element + 2]))
        if item.kind == "composite" and item.shape:
            found = self.composite(item.shape, text) if text else plan.absent(noun, item.name, item.kind)
            return {item.name: self.composite(item.shape, "") if found is plan.REQUIRED else found}
        if item.kind in ("texts", "integers", "pairs"):
            return {item.name: _several(item, elements)}
        return {item.name: self._simple(noun, item, text)}

    def _component(self, noun: type[Any], item: Field, text: str) -> dict[str, Any]:
        inner = Field(item.kind, item.component, item.name, last=item.last, also=item.also)
        parts = ["", *(part.rstrip(" ") for part in text.split(self.component))]
        return self._field(noun, inner, parts, 0)

    def _span(self, noun: type[Any], item: Field, form: str, text: str) -> dict[str, Any]:
        try:
            if form == "D8":
                return {item.name: CONVERSIONS["day"][0](text), item.also: None}
            if form == "RD8":
                return dict(zip((item.name, item.also), CONVERSIONS["days"][0](text), strict=True))
        except ValueError:
            pass
        if plan.absent(noun, item.name, "day") is plan.REQUIRED:
            raise Unmakeable
        return {item.name: None, item.also: None}

    def _simple(self, noun: type[Any], item: Field, text: str) -> Any:
        if item.kind in plan.EMPTY_TEXT:
            return text
        try:
            if text:
                return CONVERSIONS[item.kind][0](text)
        except ValueError:
            pass
        value = plan.absent(noun, item.name, item.kind)
        if value is plan.REQUIRED and item.kind != "money":
            raise Unmakeable
        return 0 if value is plan.REQUIRED else value


def _several(item: Field, elements: list[str]) -> tuple[Any, ...]:
    """A tuple of texts, whole numbers or pairs, without trailing empties."""
    if item.kind == "pairs":
        texts = [*elements[item.element:item.element + 2 * item.last], ""]
        found: list[Any] = list(zip(texts[::2], texts[1::2], strict=False))
    else:
        found = elements[item.element:item.last + 1]
    while found and found[-1] in ("", ("", "")):
        found.pop()
    if item.kind == "integers":
        return tuple(int(text) for text in found if text.isdecimal() and text.isascii())
    return tuple(found)


class Thorough:
    """Reads one loop; ``own`` writes its noun (see ``writing``), ``inner`` are the readers of its inner loops."""

    def __init__(self, loop: LoopPlan, delimiters: Delimiters, own: Callable[[Any], keeping.Pieces],
                 inner: dict[int, Read]) -> None:
        self.loop, self.own, self.inner = loop, own, inner
        self.element, self.component = delimiters.element, delimiters.component
        self.elements = Elements(delimiters.component)
        partners = (delimiters.element, delimiters.repetition, delimiters.component)
        self.neutral = str.maketrans(dict(zip(partners, (ELEMENT, REPEAT, COMPONENT), strict=True)))
        self.absents = plan.absents(loop.loop)

    def read(self, segments: list[str], start: int, opening: list[str], at: int, *given: Any) -> tuple[Any, int, list[str]]:
        """The loop that begins at ``start``, where it ends, and the segment there. The last of the segments is empty."""
        values = dict(self.absents)
        trace: list[tuple[int, int]] = []
        i, end = start, len(segments) - 1
        while i < end:
            elements = self._split(segments[i])
            row = self.loop.row_of(elements, self.component, i == start)
            if row is None and i > start and self._opens(self.loop.ends, elements):
                break
            i = self._take(row, elements, values, trace, segments, i, at)
        noun = self._noun(values, at + start, given)
        stood = [(row, self._stood(row, segments[n])) for row, n in trace]
        kept = keeping.difference(self.loop, stood, self.own(noun))
        return (self._noun(values, at + start, given, kept) if kept else noun), i, segments[i].split(self.element)

    def _stood(self, row: int, segment: str) -> str | None:
        """A segment in neutral separators; None for an inner loop, which keeps its own."""
        return None if row != KEPT and self.loop.rows[row].inner else segment.translate(self.neutral)

    def _opens(self, openers: tuple[Opener, ...], elements: list[str]) -> bool:
        return any(opener.takes(elements, self.component) for opener in openers)

    def _split(self, segment: str) -> list[str]:
        return [element.rstrip(" ") for element in segment.split(self.element)]

    def _noun(self, values: dict[str, Any], at: int, given: tuple[Any, ...], kept: Any = None) -> Any:
        ready = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
        return self.loop.loop.noun(**ready, **dict(zip(self.loop.loop.given, given, strict=True)), kept=kept, at=at)

    def _take(self, row: RowPlan | None, elements: list[str], values: dict[str, Any], trace: list[tuple[int, int]],
              segments: list[str], i: int, at: int) -> int:
        """Read one segment, or inner loop, into the values; where the next one begins."""
        if row is not None and row.inner:
            return self._inner(row, values, trace, segments, i, at)
        taken = row is not None and (row.again or all(number != row.number for number, _ in trace)) and \
            self._segment(row, elements, values, at + i)
        trace.append((row.number if row is not None and taken else KEPT, i))
        return i + 1

    def _inner(self, row: RowPlan, values: dict[str, Any], trace: list[tuple[int, int]], segments: list[str],
               i: int, at: int) -> int:
        assert row.inner
        noun, until, _ = self.inner[row.inner.number](segments, i, segments[i].split(self.element), at)
        if row.again or all(number != row.number for number, _ in trace):
            self._store(row, values, noun)
            trace.append((row.number, i))
        else:
            trace += [(KEPT, n) for n in range(i, until)]
        return until

    def _segment(self, row: RowPlan, elements: list[str], values: dict[str, Any], at: int) -> bool:
        """Read a segment into the values; False when there is nothing in it that would be written back."""
        try:
            if row.kind == "direct":
                return self._direct(row, elements, values, at)
            nouns = self._repeats(row, elements, at) if row.kind == "repeats" else [self._one(row.shape, elements, at)]
        except Unmakeable:
            return False
        for noun in nouns:
            self._store(row, values, noun)
        return bool(nouns)

    def _direct(self, row: RowPlan, elements: list[str], values: dict[str, Any], at: int) -> bool:
        told = {condition.element for condition in row.opener.conditions if not condition.component}
        fields = tuple(item for item in row.items if isinstance(item, Field))
        found = self.elements.fields(self.loop.loop.noun, fields, elements)
        values |= found
        there = any(found[item.name] != plan.nothing(self.loop.loop.noun, item)
                    for item in fields if item.name and item.element not in told)
        for part in (item for item in row.items if isinstance(item, Part)):
            there |= self._part(part, elements, values, at)
        return there or not row.number

    def _part(self, part: Part, elements: list[str], values: dict[str, Any], at: int) -> bool:
        found = self.elements.fields(part.shape.noun, part.shape.fields, elements)
        there = any(value not in ("", None, ()) for value in found.values())
        if there:
            noun, before = part.shape.noun, values.get(part.name)
            older = {name: getattr(before, name) for name in noun.__slots__ if before is not None and name not in found}
            since = {"at": older.pop("at", 0) or at} if plan.has(noun, "at") else {}
            values[part.name] = noun(**older | found, **since)
        return there

    def _one(self, shape: Shape[Any], elements: list[str], at: int) -> Any:
        if shape.noun is tuple or not plan.has(shape.noun, "at"):
            return self.elements.noun(shape, elements)
        return shape.noun(**self.elements.fields(shape.noun, shape.fields, elements), at=at)

    def _repeats(self, row: RowPlan, elements: list[str], at: int) -> list[Any]:
        repeats = row.repeats
        shared = self.elements.fields(repeats.noun, repeats.shared, elements)
        more = {"at": at} if plan.has(repeats.noun, "at") else {}
        found = []
        for slot in range(1, repeats.times + 1):
            first = repeats.first + (slot - 1) * repeats.step
            if any(elements[first:first + repeats.step]):
                values = self.elements.fields(repeats.noun, repeats.fields, elements, first)
                found.append(repeats.noun(**shared, **values, **more, **({repeats.slot: slot} if repeats.slot else {})))
        return found

    @staticmethod
    def _store(row: RowPlan, values: dict[str, Any], noun: Any) -> None:
        assert row.into
        if not row.into.many:
            values[row.into.name] = noun
        elif isinstance(values[row.into.name], list):
            values[row.into.name].append(noun)
        else:
            values[row.into.name] = [noun]
