"""Nothing is lost: the difference between a loop as it stood and as its noun alone is written, and putting it back.

A loop is written as pieces, (row number, segment) or (row number, segments of an inner loop). ``difference`` holds them
against the pieces as they stood; ``restored`` gives the pieces as they stood again, and stays sensible when the noun has been
changed since: what the noun has lost is left out, what it has gained stands where the guide has it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from edi_engine.billing.kept import Kept
from edi_engine.guides.listing import elements_of
from edi_engine.guides.plan import LoopPlan
from edi_engine.guides.table import COMPONENT, ELEMENT, REPEAT, Into, Row
from edi_engine.guides.values import CONVERSIONS, NUMBERS

Pieces = list[tuple[int, str | list[str]]]

KEPT = -1                                  # in an order: a kept segment; below it: one that stands for a row's own


def instead(row: int) -> int:
    """The mark, in an order, of a kept segment that stands for a segment of the row; it is its own inverse."""
    return -2 - row


def difference(loop: LoopPlan, stood: list[tuple[int, str | None]], pieces: Pieces) -> Kept | None:
    """What must be kept so that the pieces come back as they stood (an inner loop as None); None when they do so anyway."""
    made: dict[int, list[str | list[str]]] = defaultdict(list)
    for row, piece in pieces:
        made[row].append(piece)
    counts: dict[int, int] = defaultdict(int)
    for row, _ in stood:
        counts[row] += 1
    kept: dict[str, list[Any]] = {"order": [], "segments": [], "elements": []}
    taken: dict[int, int] = defaultdict(int)
    for ordinal, (row, text) in enumerate(stood):
        whole = text is not None and (row == KEPT or counts[row] != len(made[row]))
        kept["order"].append(instead(row) if whole and row != KEPT else row)
        if whole:
            kept["segments"].append((ordinal, text))
        elif text is not None:
            written = made[row][taken[row]]
            assert isinstance(written, str)
            kept["elements"] += [(ordinal, element, raw) for element, raw in overlay(kinds(loop, row), text, written)]
            taken[row] += 1
    if kept["segments"] or kept["elements"] or kept["order"] != [row for row, _ in pieces]:
        return Kept(*(tuple(kept[name]) for name in Kept.__slots__))
    return None


def restored(pieces: Pieces, kept: Kept) -> Pieces:
    """The pieces with what was kept: their order, the other segments, the elements."""
    made: dict[int, list[str | list[str]]] = defaultdict(list)
    for row, piece in pieces:
        made[row].append(piece)
    segments, elements = dict(kept.segments), defaultdict(list)
    for ordinal, element, raw in kept.elements:
        elements[ordinal].append((element, raw))
    found: Pieces = []
    for ordinal, row in enumerate(kept.order):
        if ordinal in segments:
            found.append((row, segments[ordinal]))
            made.pop(instead(row), None)
        elif made[row]:
            piece = made[row].pop(0)
            found.append((row, overlaid(piece, elements[ordinal]) if isinstance(piece, str) else piece))
    return _with(found, [(row, piece) for row in sorted(made) for piece in made[row]])


def _with(found: Pieces, more: Pieces) -> Pieces:
    """The pieces and, each behind the last one of its row or of an earlier row, those that the noun has gained."""
    for row, piece in more:
        behind = max((n for n, (other, _) in enumerate(found) if 0 <= other <= row), default=-1)
        found.insert(behind + 1, (row, piece))
    return found


def kinds(loop: LoopPlan, row: int) -> dict[int, str]:
    """The kinds of a row's elements."""
    return _kinds(loop.rows[row].row)


@cache
def _kinds(table: Row | Into) -> dict[int, str]:
    items = table.fields if isinstance(table, Row) else ()
    return {element: kind for item in items for element, component, _, kind in elements_of(item) if not component}


def overlay(kinds: dict[int, str], stood: str, written: str) -> Iterator[tuple[int, str]]:
    """The elements that stood there and are not what is written, apart from trailing blanks and the form of numbers."""
    there, here = stood.split(ELEMENT), written.split(ELEMENT)
    for n in range(max(len(there), len(here))):
        raw = there[n] if n < len(there) else ""
        made = here[n] if n < len(here) else ""
        if raw != made and not same(kinds.get(n, ""), raw, made):
            yield n, raw


def same(kind: str, stood: str, written: str) -> bool:
    """Whether two texts of an element say the same; a repetition is no number, whatever is repeated."""
    bare = COMPONENT.join(part.rstrip(" ") for part in stood.split(COMPONENT)).rstrip(COMPONENT)
    if bare == written.rstrip(COMPONENT):
        return True
    if kind not in NUMBERS or REPEAT in bare or not bare or not written:
        return False
    try:
        read = CONVERSIONS[kind][0]
        return bool(read(bare) == read(written))
    except ValueError:
        return False


def overlaid(segment: str, elements: Iterable[tuple[int, str]]) -> str:
    """The segment with these elements in place of its own."""
    parts = segment.split(ELEMENT)
    for element, raw in elements:
        parts += [""] * (element + 1 - len(parts))
        parts[element] = raw
    return ELEMENT.join(parts).rstrip(ELEMENT)
