"""The rules of envelopes, as tables and as functions from what a walk found to problems (ENV-1, 2, 3, 13, 14)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from edi_engine.problems import Problem
from edi_engine.x12.delimiters import REPEAT, Header, usable
from edi_engine.x12.scanning import Hit
from edi_engine.x12.showing import VERSION, shown
from edi_engine.x12.walking import Closed, Walk


@dataclass(frozen=True, slots=True)
class Pair:
    """An envelope's two ends: where its number stands in each, and what the trailer counts (element 1)."""

    header: str
    number: int
    trailer: str
    counts: str                   # the kinds of ENV-2
    differs: str
    enclosed_by: str


PAIRS = {pair.header: pair for pair in (
    Pair("ISA", 13, "IEA", "group-count", "interchange-number", ""),
    Pair("GS", 6, "GE", "set-count", "group-number", "ISA"),
    Pair("ST", 2, "SE", "segment-count", "set-number", "GS"))}
TRAILERS = {pair.trailer: pair for pair in PAIRS.values()}
ENCLOSING = {"GS": "interchange (ISA)", "ST": "functional group (GS)"}


@dataclass(frozen=True, slots=True)
class Field:
    """What an element of ISA or GS has to look like."""

    tag: str
    element: int
    kind: str
    pattern: str


_DAY = "(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])"
_TIME = "([01][0-9]|2[0-3])[0-5][0-9]"
FIELDS = (
    Field("ISA", 1, "authorization", "00"),
    Field("ISA", 3, "authorization", "00"),
    Field("ISA", 5, "isa-qualifier", "01|14|20|27|28|29|30|33|ZZ"),
    Field("ISA", 7, "isa-qualifier", "01|14|20|27|28|29|30|33|ZZ"),
    Field("ISA", 9, "date", f"[0-9]{{2}}{_DAY}"),
    Field("ISA", 10, "time", _TIME),
    Field("ISA", 12, "interchange-version", "00501"),
    Field("ISA", 13, "interchange-number", "(?!0{9})[0-9]{9}"),
    Field("ISA", 14, "acknowledgment", "[01]"),
    Field("ISA", 15, "usage", "[PT]"),
    Field("GS", 4, "date", f"[0-9]{{4}}{_DAY}"),
    Field("GS", 5, "time", f"{_TIME}([0-5][0-9]([0-9]{{1,2}})?)?"),
    Field("GS", 6, "group-number", "[1-9][0-9]{0,8}"),
    Field("GS", 7, "agency", "X"),
)
FUNCTIONAL = {"837": "HC", "835": "HP", "999": "FA", "997": "FA", "277": "HN"}
"""ST01 -> GS01."""

VERSIONS = {
    "835": "X221 X091", "837": "X222 X223 X224 X291 X292 X293 X298 X299 X300 X098 X096 X097", "999": "X231", "997": "X230",
    "277": "X212 X213 X214 X228 X364 X093 X070 X040 X104", "276": "X212 X093", "270": "X279 X092", "271": "X279 X092",
    "278": "X217 X094", "820": "X218 X061 X306", "834": "X220 X095", "824": "X186", "275": "X210 X314",
}
_KINDS: dict[str, list[str]] = {}
for _kind, _guides in VERSIONS.items():
    for _guide in _guides.split():
        _KINDS.setdefault(_guide, []).append(_kind)
_VERSION = re.compile(VERSION)
_WITH_VERSION = frozenset(("837", "277", "999"))


def of_header(walk: Walk, header: Header, index: int, offset: int) -> Iterator[Problem]:
    """ENV-1: what was odd in finding the delimiters. ENV-13: delimiters that delimit nothing."""
    place = walk.place(index, "ISA", offset)
    for fault in header.faults:
        problem = Problem(fault.rule, fault.kind, index, element=fault.element, **dict(fault.facts))
        yield problem.placed(place) if header.isa else problem
    if len(header.isa) < 17:
        return
    marks = header.delimiters
    said = header.isa[11]
    if marks.repetition == REPEAT and said != REPEAT and header.isa[12][:5] > "00401":
        yield Problem("ENV-13", "repetition", index, element=11).placed(place)
    if header.isa[16] != marks.component or not usable(header.isa[16]):
        yield Problem("ENV-13", "component", index, element=16).placed(place)


def of_fields(walk: Walk, hit: Hit) -> Iterator[Problem]:
    """ENV-13: every element of ISA or GS that does not look as it has to."""
    for field in FIELDS:
        if field.tag == hit.tag and not re.fullmatch(field.pattern, said := value(hit.values, field.element)):
            if field.kind == "interchange-version" and len(hit.values) < 13:
                continue
            place = walk.place(hit.index, hit.tag, hit.offset)
            yield Problem("ENV-13", field.kind, hit.index, element=field.element,
                          said=shown(said, f"{hit.tag}{field.element:02d}")).placed(place)


_Fault = tuple[str, str, int, dict[str, Any]]


def of_set(walk: Walk, hit: Hit) -> Iterator[Problem]:
    """ENV-3: ST03 repeats GS08. ENV-13: GS01 is that of ST01. ENV-14: GS08 is a version of ST01."""
    gs = walk.gs.hit.values if walk.gs else ()
    kind, version = value(hit.values, 1), value(gs, 8) or value(hit.values, 3)
    place = walk.place(hit.index, "ST", hit.offset)
    for rule, what, element, facts in _set_faults(kind, version, value(gs, 1), value(gs, 8), value(hit.values, 3)):
        yield Problem(rule, what, hit.index, element=element, **facts).placed(place)


def _set_faults(kind: str, version: str, functional: str, gs08: str, st03: str) -> Iterator[_Fault]:
    expected = FUNCTIONAL.get(kind)
    if expected and functional and functional != expected:
        yield "ENV-13", "functional-id", 1, {"said": shown(functional, "GS01"), "set": kind, "expected": expected}
    if st03 and kind == "835":
        yield "ENV-3", "version-in-835", 3, {}
    elif st03 and gs08 and st03 != gs08:
        yield "ENV-3", "version-differs", 3, {"version": shown(gs08, "GS08")}
    elif gs08.startswith("00501") and not st03 and kind in _WITH_VERSION:
        yield "ENV-3", "no-version", 3, {"set": kind, "version": shown(gs08, "GS08")}
    found = _VERSION.fullmatch(version)
    kinds = _KINDS.get(found["guide"] or "") if found else None
    if kinds and kind not in kinds:
        yield "ENV-14", "other-kind", 1, {"version": version, "set": shown(kind, "ST01"), "expected": kinds[0]}
    elif version and (not found or (found["guide"] and not kinds)):
        yield "ENV-14", "unknown-version", 1, {"set": shown(kind, "ST01")}
    if found and found["release"] < "005010":
        yield "ENV-14", "old-version", 1, {"version": version}


def of_close(walk: Walk, closed: Closed) -> Iterator[Problem]:
    """ENV-2: a trailer says the number and the count of what it closes."""
    opened, trailer = closed.envelope.hit, closed.trailer
    pair = PAIRS[opened.tag]
    if trailer is None:
        place = walk.place(opened.index, opened.tag, opened.offset)
        yield Problem("ENV-2", "no-trailer", opened.index, header=pair.header, trailer=pair.trailer).placed(place)
        return
    place = walk.place(trailer.index, trailer.tag, trailer.offset)
    count, number, first = value(trailer.values, 1), value(trailer.values, 2), value(opened.values, pair.number)
    if not (count.isascii() and count.isdigit() and int(count[-18:]) == closed.counted):
        yield Problem("ENV-2", pair.counts, trailer.index, element=1, said=shown(count, f"{pair.trailer}01"),
                      counted=closed.counted).placed(place)
    if number != first and (pair.header == "ST" or number.lstrip("0") != first.lstrip("0")):
        yield Problem("ENV-2", pair.differs, trailer.index, element=2, said=shown(number, f"{pair.trailer}02"),
                      opened=shown(first, f"{pair.header}{pair.number:02d}")).placed(place)


def value(values: tuple[str, ...], number: int) -> str:
    """An element by its number, "" when it is absent."""
    return values[number] if len(values) > number else ""
