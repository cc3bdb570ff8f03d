"""Walking a document of another vocabulary along its mapping table, once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from edi_engine.encounters.mapping import Branch, Row, Stop, Table, filled, joined
from edi_engine.encounters.sheet import Sheet
from edi_engine.problems import Problem


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the walk is: in the file, in the table, in which positions of lists, and in which resource."""

    place: str
    path: str = ""
    at: tuple[int, ...] = ()
    owner: str = ""                # place of the resource that stands by itself

    def to(self, name: str, place: str = "") -> "Spot":
        """The part of that name."""
        return Spot(place or joined(self.place, name), f"{self.path}.{name}".lstrip("."), self.at, self.owner)


@dataclass(frozen=True, slots=True)
class Found:
    """The resource to which a reference leads."""

    kind: str
    resource: dict[str, Any]
    place: str
    owner: str


Follow = Callable[[dict[str, Any], Spot], Found | None]


class Walk:
    """One walk: from a document to a sheet."""

    def __init__(self, table: Table, sheet: Sheet, follow: Follow = lambda reference, spot: None) -> None:
        self.table, self.sheet, self.follow = table, sheet, follow

    def whole(self, document: dict[str, Any], place: str) -> None:
        """All that the document says."""
        self._inside(document, self.table.root, Spot(place, owner=place))

    def _node(self, value: Any, branch: Branch, spot: Spot) -> None:
        """What stands at one place: rows that end here, then what is inside."""
        self.sheet.walked[spot.path] = spot.place
        for row in branch.rows if value != "" else ():
            self._read(row, value, spot)
        if branch.inner and isinstance(value, dict):
            (self._reference if branch.kinds else self._inside)(value, branch, spot)
        elif branch.inner:
            self._lost(branch, spot, Problem("EXC-5", "value-type", where=spot.place, expected="an object in braces"))

    def _read(self, row: Row, value: Any, spot: Spot) -> None:
        here = filled(row.here, spot.at)
        try:
            found = row.read.of(value)
        except Stop as stop:
            self.sheet.spoil(here, Problem(stop.rule, stop.kind, where=spot.place, **stop.facts))
            return
        if here and found not in (None, ""):
            self.sheet.put(here, found, spot.place)

    def _inside(self, value: dict[str, Any], branch: Branch, spot: Spot) -> None:
        for name, part in value.items():
            if name in branch.inner and part is not None:
                if not self._member(name, part, branch.inner[name], spot) and branch.unknown == "info":
                    self._unused(name, spot.to(name))
            elif part is not None and name not in self.table.quiet and not name.startswith("_"):
                self._unknown(name, branch, spot.to(name))

    def _member(self, name: str, part: Any, selectors: dict[str, Branch], spot: Spot) -> bool:
        """A part of an object: itself, or those elements of a list that the table selects; whether anything was selected."""
        if "" in selectors:
            self._node(part, selectors[""], spot.to(name))
            return True
        elements = part if isinstance(part, list) else [part]
        if any(branch.inner for branch in selectors.values()) and not all(isinstance(one, dict) for one in elements):
            self.sheet.problems.append(Problem("EXC-5", "value-type", where=joined(spot.place, name),
                                               expected="a list of objects"))
        taken: set[int] = set()
        for selector in sorted(selectors, key="rest".__eq__):
            for number in [number for number in self._chosen(selector, elements) if number not in taken]:
                taken.add(number)
                place = joined(spot.place, f"{name}[{number}]" if isinstance(part, list) else name)
                self._element(elements[number], selectors[selector], spot, f"{name}[{selector}]", number, place)
        return bool(taken or not elements)

    def _element(self, value: Any, branch: Branch, spot: Spot, step: str, number: int, place: str) -> None:
        inner = spot.to(step, place)
        if step.endswith("[each]"):
            inner = Spot(place, f"{spot.path}.{step[:-6]}[{number}]".lstrip("."), (*spot.at, number), spot.owner)
            if branch.element:
                self.sheet.reach(filled(branch.element, inner.at))
        self._node(value, branch, inner)

    def _chosen(self, selector: str, elements: list[Any]) -> Iterator[int]:
        if selector in ("each", "rest"):
            yield from range(len(elements))
        elif selector.isdecimal():
            yield from [int(selector)] if int(selector) < len(elements) else []
        elif (found := self.table.selectors[selector].choose(elements)) is not None:
            yield found

    def _reference(self, value: dict[str, Any], branch: Branch, spot: Spot) -> None:
        """What stands in the resource to which a reference leads."""
        found = self.follow(value, spot)
        if found is None:
            self._lost(branch, spot, Problem("EXC-5", "fhir-reference", where=spot.place))
        elif found.kind not in branch.inner:
            self._lost(branch, spot, Problem("EXC-5", "door-code", where=spot.place, known=", ".join(sorted(branch.inner))))
        else:
            inner = Spot(found.place, f"{spot.path}.{found.kind}", spot.at, found.owner)
            self._node(found.resource, branch.inner[found.kind][""], inner)

    def _lost(self, branch: Branch, spot: Spot, problem: Problem) -> None:
        """A problem that costs all that would stand further down."""
        self.sheet.problems.append(problem)
        for row in branch.below:
            if row.here:
                path = filled(row.here, spot.at)
                self.sheet.flaws.add(path.partition("[]")[0])
                self.sheet.places.setdefault(path, spot.place)

    def _unknown(self, name: str, branch: Branch, spot: Spot) -> None:
        """A name that no row knows."""
        if name in self.table.never:
            self.sheet.problems.append(Problem("EXC-5", "door-unmapped", where=spot.place, what=name))
        elif branch.unknown == "error":
            near = get_close_matches(name, branch.inner, 1)
            hint = f", but there is {near[0]}" if near else ""
            self.sheet.problems.append(Problem("EXC-5", "json-unknown", where=spot.place, hint=hint))
        elif branch.unknown == "info":
            self._unused(name, spot)

    def _unused(self, name: str, spot: Spot) -> None:
        """A part of a resource of which nothing goes on a claim."""
        kind = spot.path.split(".")[-2]
        self.sheet.problems.append(Problem("EXC-5", "door-unused", where=spot.place, what=f"{kind}.{name}"))
