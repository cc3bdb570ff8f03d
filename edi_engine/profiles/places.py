"""A place of the guide as a profile names it: ``2300/CLM/05-3``, ``2010BA/REF*SY``."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from edi_engine.guides import x222a1
from edi_engine.guides.listing import entries_of
from edi_engine.guides.table import COMPONENT, ELEMENT, Into, Loop, Row

_PATH = re.compile(r"(?P<loop>\w+)/(?P<tag>[A-Z][A-Z0-9]{1,2})(?:\*(?P<code>\w+))?"
                   r"(?:/(?P<element>\d{2})(?:-(?P<component>\d))?)?")


@dataclass(frozen=True, slots=True)
class Spot:
    """A segment of a loop, or an element of it."""

    path: str
    loop: str
    tag: str
    code: str = ""
    element: int | None = None
    component: int | None = None

    def takes(self, segment: str) -> bool:
        """Whether a neutral segment is the one."""
        elements = segment.split(ELEMENT)
        return elements[0] == self.tag and (not self.code or self.code in (elements[1:2] or [""])[0].split(COMPONENT)[:1])

    def text(self, segment: str) -> str:
        """What the segment says in the element; "" for nothing."""
        elements = segment.split(ELEMENT)
        cell = elements[self.element] if self.element and self.element < len(elements) else ""
        parts = cell.split(COMPONENT)
        return cell if not self.component else parts[self.component - 1] if self.component <= len(parts) else ""

    def saying(self, segment: str, text: str) -> str:
        """The segment with another text in the element."""
        assert self.element
        elements = segment.split(ELEMENT)
        elements += [""] * (self.element + 1 - len(elements))
        parts = elements[self.element].split(COMPONENT) if self.component else [text]
        if self.component:
            parts += [""] * (self.component - len(parts))
            parts[self.component - 1] = text
        elements[self.element] = COMPONENT.join(parts).rstrip(COMPONENT)
        return ELEMENT.join(elements).rstrip(ELEMENT)


IDENTITY = (
    "HEADER/BHT/03", "1000A/NM1*41/09", "2010AA/NM1*85/03", "2010AA/NM1*85/09", "2000B/SBR/01", "2010BA/NM1*IL/03",
    "2010BA/NM1*IL/09", "2010BB/NM1*PR/09", "2000C/PAT/01", "2010CA/NM1*QC/03", "2300/CLM/01", "2300/CLM/02", "2300/CLM/05-3",
    "2300/REF*F8", "2300/HI*ABK", "2400/LX", "2400/SV1/01-2", "2400/SV1/02", "2400/SV1/04", "2400/DTP*472", "2400/REF*6R")
"""What says which claim, line and person is meant, and what is asked for them: no profile puts other words there."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where a loop is in the table: the noun of its level, the loop around it, and the row that opens it."""

    noun: type[Any]
    around: str
    opening: Row | None


def spot(path: str) -> Spot | None:
    """The place that a path names; None when the guide has no such place."""
    found = _PATH.fullmatch(path)
    if not found:
        return None
    element, component = found["element"], found["component"]
    made = Spot(path, found["loop"], found["tag"], found["code"] or "", int(element) if element else None,
                int(component) if component else None)
    return made if _known(made) else None


def identifies(place: Spot) -> bool:
    """Whether the place, or a part of it, says which claim or line is meant or what is asked for it."""
    return any(_touch(place, kept) for kept in _identity())


@cache
def _identity() -> tuple[Spot, ...]:
    return tuple(kept for path in IDENTITY if (kept := spot(path)))


def _touch(one: Spot, other: Spot) -> bool:
    return (one.loop, one.tag) == (other.loop, other.tag) and all(
        not mine or not theirs or mine == theirs for mine, theirs in (
            (one.code, other.code), (one.element, other.element), (one.component, other.component)))


def near(path: str) -> str:
    """A path of the guide that looks like it; "" for none."""
    return next(iter(get_close_matches(path, _all(), 1, 0.7)), "")


def row_of(place: Spot) -> Row | None:
    """The row of the table that the place is in."""
    return next((row for row in _rows().get(place.loop, ()) if row.tag == place.tag and _has_code(row, place.code)), None)


@cache
def homes() -> dict[str, Home]:
    """Every loop of the guide with its home."""
    return {loop: home for table in x222a1.table.LOOPS for loop, home in _homes(table, table.noun, "")}


def _homes(loop: Loop[Any], noun: type[Any], around: str) -> Iterator[tuple[str, Home]]:
    first = loop.rows[0]
    yield loop.id, Home(noun, around, first if around and isinstance(first, Row) else None)
    for row in loop.rows:
        if isinstance(row, Row) and row.loop:
            yield row.loop, Home(noun, "", None)
        elif isinstance(row, Into) and isinstance(row.what, Loop):
            yield from _homes(row.what, noun, loop.id)


@cache
def _rows() -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}

    def add(loop: Loop[Any]) -> None:
        for row in loop.rows:
            if isinstance(row, Row):
                found.setdefault(row.loop or loop.id, []).append(row)
            elif isinstance(row, Into) and isinstance(row.what, Loop):
                add(row.what)
    for table in x222a1.table.LOOPS:
        add(table)
    return found


@cache
def _all() -> dict[str, None]:
    """Every element of the guide, with the codes of its segment and without."""
    found: dict[str, None] = {}
    for table in x222a1.table.LOOPS:
        for entry in entries_of(table):
            for code in ("", *(f"*{code}" for code in _codes(entry.qualifiers))):
                segment = f"{entry.loop}/{entry.tag}{code}"
                end = f"-{entry.component}" if entry.component else ""
                found |= dict.fromkeys((segment, f"{segment}/{entry.element:02d}", f"{segment}/{entry.element:02d}{end}"))
    return found


def _known(place: Spot) -> bool:
    element = "" if place.element is None else f"/{place.element:02d}"
    component = f"-{place.component}" if place.component else ""
    return f"{place.loop}/{place.tag}{'*' + place.code if place.code else ''}{element}{component}" in _all()


def _codes(qualifiers: Any) -> list[str]:
    return [code for at in (1, (1, 1)) for code in qualifiers.get(at, "").split()]


def _has_code(row: Row, code: str) -> bool:
    return not code or code in _codes(row.qualifiers)
