"""What could not be read, as problems: worked out from what the nouns have kept."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from edi_engine.guides import keeping
from edi_engine.guides.keeping import KEPT
from edi_engine.guides.plan import LoopPlan, RowPlan
from edi_engine.guides.table import COMPONENT, ELEMENT
from edi_engine.guides.values import CONVERSIONS, days
from edi_engine.problems import Problem

KINDS = {"money": "amount", "number": "number", "day": "date", "span": "date", "clock": "time", "integer": "number"}


def problems(loop: LoopPlan, written: dict[str, Any], noun: Any) -> Iterator[Problem]:
    """The problems of a loop's noun and of its inner loops' nouns; ``written`` are the loop's writers."""
    if noun.kept is not None:
        yield from _of_loop(loop, written, noun)
    for row in loop.rows:
        if row.inner and row.into:
            held = getattr(noun, row.into.name)
            for inner in held if row.into.many else () if held is None else (held,):
                yield from problems(row.inner, written, inner)


def _of_loop(loop: LoopPlan, written: dict[str, Any], noun: Any) -> Iterator[Problem]:
    kept = noun.kept
    pieces = keeping.restored(written[f"pieces_{loop.number}"](noun), kept)
    index, first = noun.at, True
    places = []
    for row, piece in pieces:
        places.append(index)
        if row <= KEPT and isinstance(piece, str):
            yield from _of_segment(loop, piece, index, first)
        index += 1 if isinstance(piece, str) else len(piece)
        first = False
    for ordinal, element, raw in kept.elements:
        if raw:
            yield from _of_element(loop, loop.rows[kept.order[ordinal]], element, raw, places[ordinal])
    rows = [loop.rows[row] for row in kept.order if row > KEPT]
    if any(one.opener.tag != other.opener.tag and one.number > other.number for one, other in pairwise(rows)):
        yield Problem("X12-structure", "order", noun.at, loop=loop.loop.id, inside=loop.loop.id)


def _of_segment(loop: LoopPlan, segment: str, at: int, first: bool) -> Iterator[Problem]:
    """Why a segment is kept: nobody reads it, what must be read cannot be, it is one too many, or it says nothing."""
    elements = segment.split(ELEMENT)
    row = loop.row_of(elements, COMPONENT, first)
    if row is None:
        yield Problem("X12-structure", "unknown-segment", at, loop=loop.loop.id, tag=elements[0], inside=loop.loop.id)
        return
    wrong = [(element, kind) for element, kind in keeping.kinds(loop, row.number).items()
             if element < len(elements) and _unreadable(kind, elements[element])]
    for element, kind in wrong:
        yield Problem("X12-type", KINDS[kind], at, element=element, loop=loop.loop.id)
    if not wrong:
        kind = "empty-segment" if row.again else "surplus-segment"
        yield Problem("X12-structure", kind, at, loop=loop.loop.id, tag=elements[0], inside=loop.loop.id)


def _of_element(loop: LoopPlan, row: RowPlan, element: int, raw: str, at: int) -> Iterator[Problem]:
    """Why an element is kept: it cannot be read, or nobody reads it; a time that is only written in another way is neither."""
    kind = keeping.kinds(loop, row.number).get(element, "")
    if _unreadable(kind, raw):
        yield Problem("X12-type", KINDS[kind], at, element=element, loop=loop.loop.id)
    elif kind != "clock":
        yield Problem("X12-structure", "unread-element", at, element=element, loop=loop.loop.id,
                      name=f"{row.opener.tag}{element:02d}", inside=loop.loop.id)


def _unreadable(kind: str, text: str) -> bool:
    """Whether the element must be a number, a day or a time, and is none."""
    text = text.strip()
    if kind not in KINDS or not text:
        return False
    try:
        read = days if kind == "span" and "-" in text else CONVERSIONS["day" if kind == "span" else kind][0]
        read(text)
    except ValueError:
        return True
    return False
