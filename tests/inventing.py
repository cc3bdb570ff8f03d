"""Claims invented from the outline of the guide: what its map says may be there, may be there, with any value that it allows."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from random import Random

from edi_engine.conformance.outline import Element, Loop, Segment, outline
from edi_engine.conformance.samples import LISTED, assembled
from edi_engine.x12 import ELEMENT

OWN, DEPENDENT = ("2000A", "2000B"), ("2000A", "2000B", "2000C")
LISTS = {listed: (code,) for listed, code in LISTED.items()} | {
    "states": ("NY", "OH", "ON", "PR"), "country": ("US", "CA", "DE"), "pos": ("11", "12", "21", "41"), "remark_code": ("MA07", "N130"),
    "claim_status_cat": ("A1", "A2", "A7", "F2"), "claim_status": ("20", "187", "562"), "entity_id": ("PR", "85", "QC")}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
TEXT = LETTERS + "   &'()+,-./;?=!"
GAPLESS = {"HI": 0, "SV1": 1}              # where what is numbered has no gaps: elements, components of a composite


@cache
def optional(base: tuple[str, ...]) -> tuple[Segment, ...]:
    """Every segment node on the levels of the base, and in its claim, that need not be there."""
    return tuple(_optional(outline("837P"), base, False))


def _optional(loop: Loop, base: tuple[str, ...], may_be: bool) -> Iterator[Segment]:
    for child in loop.children:
        if isinstance(child, Loop):
            if _on(child, base):
                yield from _optional(child, base, may_be or not _always(child))
        elif not child.envelope and (may_be or not child.required):
            yield child


def _on(loop: Loop, base: tuple[str, ...]) -> bool:
    """Whether the loop is one of the base's levels, or stands on one; a claim stands on the last."""
    above = next(loop.segments()).loops if loop.children else ()
    return loop.id in base if loop.id in DEPENDENT else loop.id != "2300" or above[:-1] == base


def _always(loop: Loop) -> bool:
    return loop.required or loop.id in ("DETAIL", "2000C", "2300")


def segments(base: tuple[str, ...], chosen: frozenset[int], seed: int) -> list[str]:
    """A transaction set with one claim in neutral segments, from BHT on.

    It has what every claim has and the chosen of ``optional(base)``; values, elements and repeats come from the seed.
    """
    nodes = optional(base)
    return list(Pen(base, {id(nodes[n]) for n in chosen}, Random(seed)).of(outline("837P")))


class Pen:
    """Writes what a guide allows, as chance wants it."""

    def __init__(self, base: tuple[str, ...], chosen: set[int], chance: Random) -> None:
        self.base, self.chosen, self.chance = base, chosen, chance
        self.levels = self.lines = 0

    def of(self, loop: Loop) -> Iterator[str]:
        for child in loop.children:
            again = self._times(child.at_most)
            if isinstance(child, Loop):
                if _on(child, self.base) and (_always(child) or any(id(node) in self.chosen for node in child.segments())):
                    for _ in range(1 if child.id in (*DEPENDENT, "2300", "DETAIL", "ST_LOOP", "GS_LOOP", "ISA_LOOP") else again):
                        yield from self.of(child)
            elif not child.envelope and (child.required or id(child) in self.chosen):
                for _ in range(again):
                    yield self._segment(child)

    def _times(self, at_most: int) -> int:
        return min(at_most or 3, self.chance.choice((1, 1, 1, 2, 3)))

    def _segment(self, node: Segment) -> str:
        if node.tag == "HL":
            self.levels += 1
            parent, child = str(self.levels - 1 or ""), str(int(node.loop != self.base[-1]))
            return ELEMENT.join(("HL", str(self.levels), parent, node.elements[-2].codes[0], child))
        if node.tag == "LX":
            self.lines += 1
            return f"LX{ELEMENT}{self.lines}"
        values: dict[tuple[int, int], str] = {}
        there, before = self._there(node), ""
        for element in node.elements:
            if (element.position, element.component) in there:
                values[element.position, element.component] = value = self._value(node, element, before)
                before = value if element.codes else ""
        return assembled(node.tag, values)

    # which elements

    def _there(self, node: Segment) -> set[tuple[int, int]]:
        wanted = {element.position for element in node.elements
                  if (element.composite and element.required) or self.chance.random() < 0.5}
        if not wanted:
            wanted = {self.chance.choice(node.elements).position}
        if GAPLESS.get(node.tag) == 0:
            wanted = set(range(1, max(wanted) + 1))
        used = {element.position for element in node.elements}
        for _ in range(4):
            for note, places in node.notes:
                self._heed(note, [place for place in places if place in used], places[0], wanted)
        return {place for position in wanted for place in self._components(node, position)}

    def _components(self, node: Segment, position: int) -> Iterator[tuple[int, int]]:
        own = [element for element in node.elements if element.position == position]
        there = [element for element in own if not element.component or element.required or self.chance.random() < 0.5]
        there = there or own[:1]
        if GAPLESS.get(node.tag) == 1 and own[-1].codes:
            there = own[:own.index(there[-1]) + 1]
        return ((element.position, element.component) for element in there)

    def _heed(self, note: str, places: list[int], first: int, wanted: set[int]) -> None:
        """A syntax note of X12: paired, required, exclusive, conditional, list conditional."""
        there = [place for place in places if place in wanted]
        if (note == "P" and there) or (note == "C" and first in there):
            wanted.update(places)
        elif (note == "R" and places and not there) or (note == "L" and first in there and len(there) == 1):
            wanted.add(self.chance.choice(places[1:] if note == "L" else places))
        elif note == "E":
            wanted.difference_update(there[1:])

    # which values

    def _value(self, node: Segment, element: Element, before: str) -> str:
        if element.codes:
            return self.chance.choice(self._codes(node, element))
        if element.listed:
            return self.chance.choice(LISTS[element.listed])
        if before in ("D8", "RD8") and element.kind == "AN":
            since = self._day()
            return f"{since:%Y%m%d}" if before == "D8" else f"{since:%Y%m%d}-{since + timedelta(self.chance.randint(0, 40)):%Y%m%d}"
        if element.pattern:
            return f"{self.chance.randrange(10 ** 9):09d}"
        return {"R": self._number, "N0": self._whole, "DT": self._date, "TM": self._time}.get(element.kind, self._text)(element)

    def _codes(self, node: Segment, element: Element) -> tuple[str, ...]:
        """The codes, without those that say how the claim's level is made up."""
        return ("18",) if (node.loop, node.tag, element.position) == ("2000B", "SBR", 2) else element.codes

    def _day(self) -> date:
        return date(2020, 1, 1) + timedelta(self.chance.randint(0, 3000))

    def _date(self, element: Element) -> str:
        return f"{self._day():%Y%m%d}"[-element.most:]

    def _time(self, element: Element) -> str:
        return f"{self.chance.randrange(24):02d}{self.chance.randrange(60):02d}{self.chance.choice(('', '30', '59'))}"[:element.most]

    def _whole(self, element: Element) -> str:
        return str(self.chance.randint(1, 10 ** min(element.most, 4) - 1)).zfill(element.least)

    def _number(self, element: Element) -> str:
        number = self.chance.randrange(10 ** self.chance.randint(1, min(element.most, 9)))
        places = self.chance.choice((0, 1, 2))
        return f"{number / 10 ** places:.{places}f}".strip("0").rstrip(".") or "0" if places else str(number)

    def _text(self, element: Element) -> str:
        letters = TEXT if element.kind == "AN" else LETTERS
        length = self.chance.choice((element.least, min(element.most, element.least + 6), element.most))
        text = "".join(self.chance.choice(letters) for _ in range(length)).strip()
        return text.ljust(element.least, "X") if element.least > len(text) else text
